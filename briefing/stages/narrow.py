"""What a model is given to read: every original, and of its copies only what their words add."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Document, Origin, Removed
from briefing.text.paragraphs import kept
from briefing.text.sentences import sentences
from briefing.text.words import words

TOLD = "told by another version"
UNDATED = "9999"
"""Sorts behind every date; versions of one day stay in their order, the original first."""


def narrow(documents: Sequence[Document], origins: Sequence[Origin]) -> tuple[Document, ...]:
    """The documents, in their order, where a copy's sentences that its origin has told already are removed too.

    The earliest version is read whole, so that a later one that adds to it takes nothing away from it. A sentence was
    told where its words stand in one run in a version before it: a changed figure, name or "not" makes it a new one.
    """
    known = {document.id: document for document in documents}
    narrowed: dict[str, Document] = {}
    for origin in origins:
        told: list[str] = []
        for member in sorted(origin.documents, key=lambda each: known[each].published or UNDATED):
            document = known[member]
            narrowed[member] = _narrowed(document, told) if told else document
            told.append(_run("\n".join(document.text[s.start : s.end] for s in kept(document.text, document.removed))))
    return tuple(narrowed[document.id] for document in documents)


def _narrowed(document: Document, told: Sequence[str]) -> Document:
    spans = sentences(document.text, kept(document.text, document.removed))
    repeated = [
        Removed(span.start, span.end, TOLD)
        for span in spans
        if (run := _run(document.text[span.start : span.end])).isspace() or any(run in text for text in told)
    ]
    return replace(document, removed=tuple(sorted((*document.removed, *repeated), key=lambda r: r.start)))


def _run(text: str) -> str:
    """The words of a text with a space around each."""
    return f" {' '.join(word.text.casefold() for word in words(text))} "
