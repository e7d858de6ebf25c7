"""Documents → readings: a call for each chunk, and one more for the quotes that do not stand in it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.engines.engine import Lost, Reading
from briefing.engines.prompted.forms import Facts, Quotes, ReadFact
from briefing.engines.prompted.losing import lost_call
from briefing.llm.ask import Answer, Ask, Request
from briefing.llm.prompts import fence, load
from briefing.model import Chunk, Document
from briefing.regex import lazy_regex
from briefing.text.evidence import Folded
from briefing.text.kept import Kept
from briefing.text.sentences import sentences

LONGEST = 600
"""Characters that one quote may have (contract)."""

LEAST = 400
"""Characters of a part that is not halved again, however long the model's reply to it grows."""

LEAD = 300
"""Characters of a document's first sentence that its later parts are shown."""

TOKENS_A_CHARACTER = 0.7
"""Tokens of the reply for each character read, as measured; for estimates only."""

_ISO = lazy_regex(r"\d{4}(-\d\d(-\d\d)?)?")


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
    work: Iterable[tuple[Document, Sequence[Chunk]]], ask: Ask, lost: list[Lost]
) -> Iterator[tuple[Reading, ...]]:
    """What each document says, in the order of its text, as soon as it and all before it are read.

    The calls that gave nothing are put on the list `lost`.
    """
    work = list(work)
    parts = [_Part(document, chunk.start, chunk.end) for document, chunks in work for chunk in chunks]
    desk = _Desk(lost)
    left = Counter(part.document.id for part in parts)
    given = 0
    for place, answer in ask.stream([_request(part) for part in parts]):
        desk.take(parts[place], answer)
        left[parts[place].document.id] -= 1
        while given < len(work) and not left[work[given][0].id] and work[given][0].id not in desk.waiting:
            yield desk.readings(work[given][0])
            given += 1
    desk.finish(ask)
    for document, _ in work[given:]:
        yield desk.readings(document)


class _Desk:
    """Where the readings of the parts of documents gather until each document is complete."""

    def __init__(self, lost: list[Lost]) -> None:
        self.lost = lost
        self.waiting: set[str] = set()
        """Ids of documents of which a part is asked about once more."""

        self._read: dict[str, list[tuple[_Part, tuple[Reading, ...]]]] = defaultdict(list)
        self._halves: list[_Part] = []
        self._missing: list[tuple[_Part, tuple[Reading, ...], tuple[tuple[int, int], ...]]] = []
        self._folded: dict[str, Folded] = {}

    def take(self, part: _Part, answer: Answer[Facts]) -> None:
        """Put an answer in its place: readings, a part to be read in halves, quotes to be asked for, or a loss."""
        name = part.document.id
        if answer.value is None and (halves := _halves(part, answer)):
            self._halves += halves
            self.waiting.add(name)
        elif answer.value is None:
            self.lost.append(lost_call(answer.problem, "extract", name, part.stretch))
        else:
            readings = tuple(_reading(fact) for fact in answer.value.facts)
            if missing := self._unfound(part, readings):
                self._missing.append((part, readings, missing))
                self.waiting.add(name)
            else:
                self._read[name].append((part, readings))

    def finish(self, ask: Ask) -> None:
        """Read what is still to be read in halves, then ask for the quotes that were not found, each once."""
        while parts := self._halves:
            self._halves = []
            for place, answer in ask.stream([_request(part) for part in parts]):
                self.take(parts[place], answer)
        asked = [_requote(part, [(readings[r].statement, readings[r].quotes[q]) for r, q in places])
                 for part, readings, places in self._missing]
        for (part, readings, places), reply in zip(self._missing, ask(asked) if asked else (), strict=True):
            given = {each.number: each.quote for each in reply.value.quotes} if reply.value else {}
            if reply.value is None:
                outcome = f"{part.stretch}, quotes not asked for again"
                self.lost.append(lost_call(reply.problem, "requote", part.document.id, outcome))
            self._read[part.document.id].append((part, _requoted(readings, places, given)))

    def readings(self, document: Document) -> tuple[Reading, ...]:
        """What a document says, in the order of its text."""
        self._folded.pop(document.id, None)
        parts = sorted(self._read.pop(document.id, ()), key=lambda each: each[0].start)
        return tuple(reading for _, readings in parts for reading in readings)

    def _unfound(self, part: _Part, readings: Sequence[Reading]) -> tuple[tuple[int, int], ...]:
        """(reading, quote) by number, for the quotes that do not stand in the part."""
        if part.document.id not in self._folded:
            self._folded[part.document.id] = Folded(part.document.text)
        text = self._folded[part.document.id]
        spans = ((r, q, text.locate(quote, part.start, part.end))
                 for r, reading in enumerate(readings) for q, quote in enumerate(reading.quotes))
        return tuple((r, q) for r, q, span in spans if span is None or span[1] - span[0] > LONGEST)


def _request(part: _Part) -> Request[Facts]:
    text = part.text
    system, user = load("extract").render(text=fence(f"[{_about(part.document)}{_opening(part)}]\n\n{text}"))
    return Request("extract", part.item, system, user, Facts, int(len(text) * TOKENS_A_CHARACTER))


def _about(document: Document) -> str:
    """Who published a document when; the weekday, because the text says "on Monday"."""
    when = document.published or "day unknown"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", when):
        when = f"{date.fromisoformat(when):%A} {when}"
    return f"{document.publisher or 'Publisher unknown'}, {when}"


def _opening(part: _Part) -> str:
    """For a later part of a document its title and how it begins, which say whom and what that part speaks of."""
    before = Kept.of(part.document, 0, part.start).text
    if not before:
        return ""
    first = next(iter(sentences(before)), None)
    lead = " ".join(before[: min(first.end, LEAD)].split()) if first else ""
    told = dict.fromkeys(each for each in (" ".join(part.document.title.split()), lead) if each)
    return f"; a later part of: {' / '.join(told)}"


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
    readings: Sequence[Reading], places: Sequence[tuple[int, int]], given: Mapping[int, str | None]
) -> tuple[Reading, ...]:
    """The readings with the words given for the quotes at these places, numbered from 1."""
    changed = list(readings)
    for number, (r, q) in enumerate(places, 1):
        if words := given.get(number):
            changed[r] = replace(changed[r], quotes=(*changed[r].quotes[:q], words, *changed[r].quotes[q + 1 :]))
    return tuple(changed)


def _requote(part: _Part, quotes: Sequence[tuple[str, str]]) -> Request[Quotes]:
    asked = [{"statement": statement, "quote": quote} for statement, quote in quotes]
    system, user = load("requote").render(text=fence(part.text), quotes=asked)
    return Request("requote", part.item, system, user, Quotes, sum(len(quote) for _, quote in quotes) // 3)


def requests(work: Iterable[tuple[Document, Sequence[Chunk]]]) -> Iterator[Request[Facts]]:
    """Every call that reading takes at first."""
    for document, chunks in work:
        for chunk in chunks:
            yield _request(_Part(document, chunk.start, chunk.end))
