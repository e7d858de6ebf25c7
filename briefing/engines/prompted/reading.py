"""Documents → readings: a call for each chunk, and one more for the quotes that do not stand in it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.engines.engine import Lost, Reading
from briefing.engines.prompted.forms import Facts, Quotes, ReadFact
from briefing.engines.prompted.lost_calls import lost_call
from briefing.engines.rules import reading as rules
from briefing.llm.ask import Answer, Ask, Built, Problem, Request
from briefing.llm.prompts import fence, load
from briefing.model import Chunk, Document, Span
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

TRIES = 3
"""Times that a part is asked for from where a reply broke off, before the rest is read by rule."""

HALVED = {"context": 99, "length": 2, "time": 1}
"""Times that a part is halved, by what was too long."""

GROUNDED = 0.5
"""Of the facts that a model reads in a part, the share whose words must stand there."""

FEW, COVERED = 4, 0.2
"""Sentences of a part from which on a model must have read such a share of them."""

TOKENS_A_BYTE = 0.7
"""Tokens of the reply for each byte read, as measured in English; other scripts have more of both a character."""

_ISO = lazy_regex(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of one document for one call."""

    document: Document
    start: int
    end: int
    tries: int = 0
    """Calls before it that broke off in the stretch it is of."""

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

    What the model can't read is read by rule. The calls that gave nothing are put on the list `lost`.
    """
    work = list(work)
    parts = [_Part(document, chunk.start, chunk.end) for document, chunks in work for chunk in chunks]
    buffer = _ReadingBuffer(lost)
    left = Counter(part.document.id for part in parts)
    given = 0
    for place, answer in ask.stream(Built(parts, _request)):
        buffer.take(parts[place], answer)
        left[parts[place].document.id] -= 1
        while given < len(work) and not left[work[given][0].id] and work[given][0].id not in buffer.waiting:
            yield buffer.readings(work[given][0])
            given += 1
    buffer.finish(ask)
    for document, _ in work[given:]:
        yield buffer.readings(document)


class _ReadingBuffer:
    """Where the readings of the parts of documents gather until each document is complete."""

    def __init__(self, lost: list[Lost]) -> None:
        self.lost = lost
        self.waiting: set[str] = set()
        """Ids of documents of which a part is asked about once more."""

        self._read: dict[str, list[tuple[_Part, tuple[Reading, ...]]]] = defaultdict(list)
        self._again: list[_Part] = []
        self._missing: list[tuple[_Part, tuple[Reading, ...], tuple[tuple[int, int], ...]]] = []
        self._folded: dict[str, Folded] = {}
        self._ruled: dict[str, tuple[tuple[Span, Reading], ...]] = {}

    def take(self, part: _Part, answer: Answer[Facts]) -> None:
        """Put an answer in its place: readings, a part to be read in halves or from where the reply broke off, quotes
        to be asked for, or what rules read instead."""
        if answer.value is None:
            if halves := _halves(part, answer):
                self._ask_again(*halves)
            else:
                self._by_rule(part, answer.problem)
            return
        readings = tuple(dict.fromkeys(_reading(fact) for fact in answer.value.facts))
        if not answer.is_whole:
            end = self._reached(part, readings)
            rest = replace(part, start=end, tries=part.tries + 1)
            part = replace(part, end=end)
            if rest.tries > TRIES or not rest.text.strip():
                self._by_rule(rest, answer.problem)
            else:
                self._ask_again(rest)
        if missing := self._unfound(part, readings):
            self._missing.append((part, readings, missing))
            self.waiting.add(part.document.id)
        else:
            self._settle(part, readings)

    def finish(self, ask: Ask) -> None:
        """Read what is still to be read, then ask for the quotes that were not found, each once."""
        while parts := self._again:
            self._again = []
            for place, answer in ask.stream(Built(parts, _request)):
                self.take(parts[place], answer)
        asked = [_requote(part, [(readings[r].statement, readings[r].quotes[q]) for r, q in places])
                 for part, readings, places in self._missing]
        for (part, readings, places), reply in zip(self._missing, ask(asked) if asked else (), strict=True):
            given = {each.number: each.quote for each in reply.value.quotes} if reply.value else {}
            if reply.value is None:
                outcome = f"{part.stretch}, quotes not asked for again"
                self.lost.append(lost_call(reply.problem, "requote", part.document.id, outcome))
            self._settle(part, _requoted(readings, places, given))

    def readings(self, document: Document) -> tuple[Reading, ...]:
        """What a document says, in the order of its text."""
        self._folded.pop(document.id, None)
        self._ruled.pop(document.id, None)
        parts = sorted(self._read.pop(document.id, ()), key=lambda each: each[0].start)
        return tuple(reading for _, readings in parts for reading in readings)

    def _ask_again(self, *parts: _Part) -> None:
        self._again += parts
        self.waiting |= {part.document.id for part in parts}

    def _settle(self, part: _Part, readings: tuple[Reading, ...]) -> None:
        """The readings of a part, or what rules read in it where the model garbled it: where too few of its quotes
        stand there, or they leave nearly all of it out."""
        unfound = {r for r, _ in self._unfound(part, readings)}
        told = [self._text(part.document).locate(reading.quotes[0], part.start, part.end)
                for r, reading in enumerate(readings) if r not in unfound and reading.quotes]
        if len(told) < GROUNDED * len(readings) or self._leaves_out(part, [span for span in told if span]):
            problem = f"{len(told)} of {len(readings)} facts stand there, too few for {len(part.text)} letters"
            self._by_rule(part, Problem("unreadable", problem))
        else:
            self._read[part.document.id].append((part, readings))

    def _leaves_out(self, part: _Part, told: Sequence[tuple[int, int]]) -> bool:
        """Whether the quotes leave out nearly all that rules read in a part."""
        if sum(end - start for start, end in told) >= 2 * COVERED * (part.end - part.start):
            return False  # which is most parts: rules need not read them
        read = [span for span, _ in self._by_rules(part)]
        met = sum(any(start < each.end and each.start < end for start, end in told) for each in read)
        return len(read) >= FEW and met < COVERED * len(read)

    def _by_rule(self, part: _Part, problem: Problem | None) -> None:
        """Read a part by rule, and say so; what the money or the time of the run did not suffice for is left out."""
        if problem and problem.kind == "cost":
            self.lost.append(lost_call(problem, "extract", part.document.id, part.stretch))
            return
        readings = tuple(reading for _, reading in self._by_rules(part))
        self._read[part.document.id].append((part, readings))
        if readings:
            self.lost.append(lost_call(problem, "extract", part.document.id, f"{part.stretch}, read by rule",
                                       by_rule=True))

    def _by_rules(self, part: _Part) -> list[tuple[Span, Reading]]:
        """What rules read in a part, each with its place."""
        document = part.document
        if document.id not in self._ruled:
            self._ruled[document.id] = tuple(_placed(rules.read(document), self._text(document)))
        return [(span, each) for span, each in self._ruled[document.id] if part.start <= span.start < part.end]

    def _reached(self, part: _Part, readings: Sequence[Reading]) -> int:
        """Where what a reply that broke off has told of a part ends: behind the last of its quotes."""
        text = self._text(part.document)
        spans = (text.locate(quote, part.start, part.end) for each in readings for quote in each.quotes[:1])
        return max((span[1] for span in spans if span), default=part.start)

    def _text(self, document: Document) -> Folded:
        if document.id not in self._folded:
            self._folded[document.id] = Folded(document.text)
        return self._folded[document.id]

    def _unfound(self, part: _Part, readings: Sequence[Reading]) -> tuple[tuple[int, int], ...]:
        """(reading, quote) by number, for the quotes that do not stand in the part."""
        text = self._text(part.document)
        spans = ((r, q, text.locate(quote, part.start, part.end))
                 for r, reading in enumerate(readings) for q, quote in enumerate(reading.quotes))
        return tuple((r, q) for r, q, span in spans if span is None or span[1] - span[0] > LONGEST)


def _placed(readings: Iterable[Reading], text: Folded) -> Iterator[tuple[Span, Reading]]:
    """Readings, in the order of the text, each with the place of its words."""
    cursor = 0
    for each in readings:
        if found := text.locate(each.quotes[0], cursor) or text.locate(each.quotes[0]):
            cursor = found[0]
            yield Span(*found), each


def _request(part: _Part) -> Request[Facts]:
    text = part.text
    system, user = load("extract").render(text=fence(f"[{_about(part.document)}{_opening(part)}]\n\n{text}"))
    return Request("extract", part.item, system, user, Facts, int(len(text.encode()) * TOKENS_A_BYTE))


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
    """The part cut at the sentence nearest its middle, where it was too long for the model; else nothing.

    Where only the reply was too long and nothing of it whole, twice is enough, and once where that took all the time
    there is: a model that repeats itself does so in halves too.
    """
    kind = answer.problem.kind if answer.problem else ""
    if len(part.text) <= LEAST or part.tries >= HALVED.get(kind, 0):
        return ()
    kept = Kept.of(part.document, part.start, part.end)
    middle = len(kept.text) // 2
    starts = [span.start for span in sentences(kept.text) if span.start > 0]
    cut = kept.place(min(starts, key=lambda start: abs(start - middle))) if starts else part.start + middle
    tries = part.tries + (kind != "context")
    return replace(part, end=cut, tries=tries), replace(part, start=cut, tries=tries)


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
