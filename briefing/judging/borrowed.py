"""Words that a text has from passages it does not cite: what one report tells, told on the word of another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from briefing.language.read import Reading
from briefing.language.small_words import small_words
from briefing.model import Document
from briefing.text.paragraphs import kept
from briefing.text.sentences import sentences
from briefing.text.words import term, terms, words

TOGETHER = 2
"""Words of one sentence that a text may not have without citing it. Of 360 texts that a model wrote from their
evidence, 3 had two; 64 had one, mostly a common one."""


class BorrowedWords:
    """The sentences of a pile by their words; read where a text asks for them. `code` is the language of the texts:
    its small words are nobody's."""

    def __init__(self, documents: Iterable[Document], code: str = "en") -> None:
        self._code = code
        self._documents: Mapping[str, Document] = {each.id: each for each in documents}
        self._sentences: dict[str, list[frozenset[str]]] = {}

    def of(
        self, text: str, own: frozenset[str], cited: frozenset[str] | None, *, together: int = TOGETHER
    ) -> tuple[str, ...]:
        """The words of `text` that stand in the pile and not in its evidence, in the order of the text; mostly none.

        They count where so many of them stand `together` in one sentence, or where one stands in one document only
        that is none of the `cited` (their ids; None: this does not matter). `own` are the terms of the evidence, and
        what else a text may have.
        """
        given = {term(word.text): word.text for word in words(text)}
        new = terms(_without_numbers(text, self._code)) - own - _small_terms(self._code)
        if not new:
            return ()
        found = self._alone(new, cited) if cited is not None else frozenset()
        if len(most := self._together(new)) >= together:
            found |= most
        return tuple(word for each, word in given.items() if each in found)

    def _alone(self, new: frozenset[str], cited: frozenset[str]) -> frozenset[str]:
        """The terms that one document alone has, which is not cited."""
        homes = {each: self._homes(each) for each in new}
        return frozenset(each for each, home in homes.items() if len(home) == 1 and cited.isdisjoint(home))

    def _together(self, new: frozenset[str]) -> frozenset[str]:
        """The most of the terms that stand in one sentence, of two with as many the first; none where that is below
        two."""
        best: frozenset[str] = frozenset()
        counts: dict[str, int] = defaultdict(int)
        for each in new:
            for document in self._homes(each):
                counts[document] += 1
        for document in (name for name in self._documents if counts.get(name, 0) >= TOGETHER):
            for told in self._told(document):
                if len(new & told) > len(best):
                    best = new & told
        return best

    def _homes(self, each: str) -> list[str]:
        """The documents that have a term."""
        return [document for document, told in self._terms.items() if each in told]

    @cached_property
    def _terms(self) -> Mapping[str, frozenset[str]]:
        """The terms of each document."""
        return {each.id: terms("\n".join(each.text[span.start : span.end] for span in kept(each.text, each.removed)))
                for each in self._documents.values()}

    def _told(self, document: str) -> list[frozenset[str]]:
        """The sentences of a document with their terms."""
        if document not in self._sentences:
            text, removed = self._documents[document].text, self._documents[document].removed
            self._sentences[document] = [
                terms(text[span.start : span.end]) for span in sentences(text, kept(text, removed))
            ]
        return self._sentences[document]


@cache
def _small_terms(code: str) -> frozenset[str]:
    return frozenset(map(term, small_words(code)))


def _without_numbers(text: str, code: str) -> str:
    """A text without its days and numbers: these are held against the evidence as such, and a date may be told in
    another way than the passage has it."""
    reading = Reading(text, code)
    spans = [*((each.start, each.end) for each in reading.numbers), *((each.start, each.end) for each in reading.days)]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text
