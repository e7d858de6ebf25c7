"""Documents → readings: a call for each chunk, and one more for the quotes that do not stand in it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.engines.engine import Lost, Reading
from briefing.engines.prompted.forms import Facts, Quotes, ReadFact
from briefing.engines.prompted.losing import lost_call
from briefing.llm.ask import Answer, Ask, Request
from briefing.llm.prompts import fence, load
from briefing.model import Chunk, Document
from briefing.text.evidence import Folded
from briefing.text.kept import Kept
from briefing.text.sentences import sentences

LONGEST = 600
"""Characters that one quote may have (contract)."""

LEAST = 400
"""Characters of a part that is not halved again, however long the model's reply to it grows."""

TOKENS_A_CHARACTER = 0.7
"""Tokens of the reply for each character read, as measured; for estimates only."""

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of one document for one call."""

    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        return Kept.of(self.document, self.start, self.end).text

    @property
    def stretch(self) -> str:
        return f"characters {self.start} to {self.end}"

    @property
    def item(self) -> str:
        return f"{self.document.id}, {self.stretch}"


def read(
    work: Iterable[tuple[Document, Sequence[Chunk]]], ask: Ask
) -> tuple[tuple[tuple[Reading, ...], ...], tuple[Lost, ...]]:
    """What each document says, in the order of its text, and the calls that gave nothing."""
    work = list(work)
    parts = [_Part(document, chunk.start, chunk.end) for document, chunks in work for chunk in chunks]
    found, lost = _asked(parts, ask)
    found, unquoted = _requoted(found, ask)
    told: dict[str, list[tuple[int, Sequence[Reading]]]] = defaultdict(list)
    for part, readings in found:
        told[part.document.id].append((part.start, readings))
    return tuple(
        tuple(reading for _, readings in sorted(told[document.id], key=lambda t: t[0]) for reading in readings)
        for document, _ in work
    ), (*lost, *unquoted)


def _request(part: _Part) -> Request[Facts]:
    text = part.text
    system, user = load("extract").render(text=fence(f"[{_about(part.document)}]\n\n{text}"))
    return Request("extract", part.item, system, user, Facts, int(len(text) * TOKENS_A_CHARACTER))


def _about(document: Document) -> str:
    """Who published a document when; the weekday, because the text says "on Monday"."""
    when = document.published or "day unknown"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", when):
        when = f"{date.fromisoformat(when):%A} {when}"
    return f"{document.publisher or 'Publisher unknown'}, {when}"


def _asked(parts: Sequence[_Part], ask: Ask) -> tuple[list[tuple[_Part, tuple[Reading, ...]]], tuple[Lost, ...]]:
    """Each part with its readings; one whose reply would not fit is asked again in halves."""
    found: list[tuple[_Part, tuple[Reading, ...]]] = []
    lost: list[Lost] = []
    while parts:
        again: list[_Part] = []
        for part, answer in zip(parts, ask([_request(part) for part in parts]), strict=True):
            if answer.value is not None:
                found.append((part, tuple(_reading(fact) for fact in answer.value.facts)))
            elif halves := _halves(part, answer):
                again += halves
            else:
                lost.append(lost_call(answer.problem, "extract", part.document.id, part.stretch))
        parts = again
    return found, tuple(lost)


def _halves(part: _Part, answer: Answer[Facts]) -> tuple[_Part, ...]:
    """The part cut at the sentence nearest its middle, where it was too long for the model; else nothing."""
    if answer.problem is None or answer.problem.kind not in {"length", "context"} or len(part.text) <= LEAST:
        return ()
    kept = Kept.of(part.document, part.start, part.end)
    middle = len(kept.text) // 2
    starts = [span.start for span in sentences(kept.text) if span.start > 0]
    cut = kept.place(min(starts, key=lambda start: abs(start - middle))) if starts else part.start + middle
    return replace(part, end=cut), replace(part, start=cut)


def _reading(fact: ReadFact) -> Reading:
    """What the model read, without a date that is none."""
    quotes = tuple(dict.fromkeys(quote for quote in fact.quotes if quote.strip()))
    when = fact.when if fact.when and _ISO.fullmatch(fact.when) else None
    return Reading(" ".join(fact.statement.split()), quotes, fact.kind, fact.speaker, when, fact.certainty)


def _requoted(
    found: Sequence[tuple[_Part, tuple[Reading, ...]]], ask: Ask
) -> tuple[list[tuple[_Part, tuple[Reading, ...]]], tuple[Lost, ...]]:
    """The readings, those whose quotes do not stand in their part with what the model gives for them now, and the calls
    that gave nothing."""
    folded: dict[str, Folded] = {}
    missing: dict[int, list[tuple[int, int]]] = {}
    for n, (part, readings) in enumerate(found):
        text = folded.setdefault(part.document.id, Folded(part.document.text))
        for r, reading in enumerate(readings):
            for q, quote in enumerate(reading.quotes):
                span = text.locate(quote, part.start, part.end)
                if span is None or span[1] - span[0] > LONGEST:
                    missing.setdefault(n, []).append((r, q))
    if not missing:
        return list(found), ()
    asked = [_requote(found[n][0], [(found[n][1][r].statement, found[n][1][r].quotes[q]) for r, q in places])
             for n, places in missing.items()]
    mended = list(found)
    lost: list[Lost] = []
    for (n, places), answer in zip(missing.items(), ask(asked), strict=True):
        given = {each.number: each.quote for each in answer.value.quotes} if answer.value else {}
        part, readings = mended[n]
        if answer.value is None:
            outcome = f"{part.stretch}, quotes not asked for again"
            lost.append(lost_call(answer.problem, "requote", part.document.id, outcome))
        changed = list(readings)
        for number, (r, q) in enumerate(places, 1):
            if words := given.get(number):
                quotes = (*changed[r].quotes[:q], words, *changed[r].quotes[q + 1 :])
                changed[r] = replace(changed[r], quotes=quotes)
        mended[n] = part, tuple(changed)
    return mended, tuple(lost)


def _requote(part: _Part, quotes: Sequence[tuple[str, str]]) -> Request[Quotes]:
    asked = [{"statement": statement, "quote": quote} for statement, quote in quotes]
    system, user = load("requote").render(text=fence(part.text), quotes=asked)
    return Request("requote", part.item, system, user, Quotes, sum(len(quote) for _, quote in quotes) // 3)


def requests(work: Iterable[tuple[Document, Sequence[Chunk]]]) -> Iterator[Request[Facts]]:
    """Every call that reading takes at first."""
    for document, chunks in work:
        for chunk in chunks:
            yield _request(_Part(document, chunk.start, chunk.end))
