"""Map: documents → facts, each with the words that show it."""

import re
from collections.abc import Iterable, Sequence

from briefing.engines.engine import Engine, Lost, Reading
from briefing.errors import BriefingError
from briefing.language.numbers import numbers
from briefing.model import Chunk, Document, Evidence, Fact, Figure, Skipped
from briefing.text.evidence import Folded

LONGEST = 600  # characters of one piece of evidence (contract)
MOST_UNHEARD = 0.9
"""Share of the chunks that no model answered for, beyond which the briefing would be none of a model's."""


def extract(
    work: Iterable[tuple[Document, Sequence[Chunk]]], engine: Engine
) -> tuple[tuple[Fact, ...], tuple[Skipped, ...]]:
    """What each document says; a reading whose words do not stand in the document is skipped and listed.

    Ids follow the order of the documents and, within one, of the engine's readings. Raises `BriefingError` where a
    model that was asked to read answered for next to nothing.
    """
    facts: list[Fact] = []
    skipped: list[Skipped] = []
    work = list(work)
    for (document, _), readings in zip(work, engine.read(work), strict=True):
        folded = Folded(document.text)
        cursor = 0
        for reading in readings:
            found = _ground(reading, document, folded, cursor)
            if isinstance(found, str):
                skipped.append(Skipped("extract", document.id, found))
                continue
            cursor = found[0].start
            facts.append(
                Fact(
                    id=f"f{len(facts) + 1}",
                    document=document.id,
                    statement=reading.statement,
                    kind=reading.kind,
                    evidence=found,
                    speaker=_named(reading.speaker, document),
                    when=reading.when,
                    certainty=reading.certainty,
                    figures=_figures(found[0].text, document.language),
                )
            )
    unread = [each for each in engine.lost() if each.stage == "extract"]
    _fail_if_too_many([each for each in unread if each.unheard], sum(len(chunks) for _, chunks in work))
    return tuple(facts), (*skipped, *(Skipped("rule", each.item, each.line) for each in unread))


def _fail_if_too_many(unread: Sequence[Lost], chunks: int) -> None:
    if len(unread) > chunks * MOST_UNHEARD:
        raise BriefingError(
            f"{len(unread)} of {chunks} chunks could not be read; the first: {unread[0].item}, {unread[0].line}; "
            "what was answered is kept: run it again, or with another --model"
        )


def _named(speaker: str | None, document: Document) -> str | None:
    """The speaker where the document has every word of the name."""
    if speaker is None or not speaker.strip():
        return None
    text = document.text.casefold()
    return speaker if all(word in text for word in re.findall(r"\w+", speaker.casefold())) else None


def _ground(reading: Reading, document: Document, folded: Folded, cursor: int) -> tuple[Evidence, ...] | str:
    """The evidence of a reading letter for letter, or why there is none."""
    found = []
    for place, quote in enumerate(reading.quotes):
        span = _kept(quote, document, folded, cursor if place == 0 else 0) or _kept(quote, document, folded, 0)
        if span is None:
            where = "not in the source" if folded.locate(quote) is None else "stands in removed text"
            return f"quote {where}: {quote[:80]!r}"
        start, end = span
        if end - start > LONGEST:
            return f"quote of {end - start} characters shows nothing: {quote[:80]!r}"
        found.append(Evidence(start, end, document.text[start:end]))
    return tuple(found) or "no quote"


def _kept(quote: str, document: Document, folded: Folded, start: int) -> tuple[int, int] | None:
    """The first place of a quote from `start` on that reaches into no removed span."""
    while span := folded.locate(quote, start):
        cut = next((r for r in document.removed if r.start < span[1] and span[0] < r.end), None)
        if cut is None:
            return span
        start = max(span[0] + 1, cut.end if cut.start <= span[0] else 0)
    return None


def _figures(text: str, code: str) -> tuple[Figure, ...]:
    return tuple(
        Figure(each.value, each.unit or each.counted, each.bound != "exact", each.text, each.kind, each.least,
               each.most)
        for each in numbers(text, code)
    )
