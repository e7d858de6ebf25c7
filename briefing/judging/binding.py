"""The gate of bindings: a number belongs to what it belongs to in the evidence, not to its neighbour's matter.

"The museum paid $3 million" has its number from "the museum paid $2.4 million; the seller had asked for $3 million",
and is false. Words around a number tell: where those of a sentence's number stand around *another* number of the
evidence, of the same kind and another value, and not around its own, it was taken from the wrong place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from briefing.judging.fault import Fault
from briefing.judging.figures import counterparts, share_of
from briefing.judging.ground import Ground
from briefing.judging.words import MARK, WORD, clause_before, clause_behind, weighty_words
from briefing.language.language import language_data, word_list
from briefing.language.phrases import Phrases, before_gap, behind_gap
from briefing.language.read import Reading
from briefing.language.reading import Number
from briefing.language.statuses import status_of
from briefing.regex import lazy_regex

AHEAD = 2
"""So many words more must the context of another number share before it is taken for the right one."""

REACH = 3
"""Words of weight on each side of a number that are its context."""

FAR = 8
"""Words between a number and what became of those it counts."""

FAR_OF_ONE = 16
"""The same for somebody of an age, of whom all of the sentence may tell."""

_END = lazy_regex(r"[.;:!?\n]\s|[;。；]")
"""Where what is told of a person of some age ends: not at a comma, as in "Maud Ellery, 84, was found"."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a number."""

    number: Number
    words: frozenset[str]
    """Stems of the words of weight in its clause, up to the next number."""

    is_whole: bool
    """Whether it is what a part is told of: "of the 40 guests, six died"."""

    is_part: bool
    """Whether it is a part of what is counted before it: "12 of them"."""

    status: str | None
    """What became of those it counts: "dead", "injured", …; the nearest such word of its clause."""

    predicate: frozenset[str]
    """Stems of the words of weight from it to the end of its clause."""

    person: str | None
    """Who is of an age: "woman" of "a woman of 62"."""

    joins: str
    """What it counts, where but for an "and" nothing else stands between it and the next number."""

    around: frozenset[str]
    """Stems of the words of weight that stand nearest to it on the side where no other number is."""

    whole: Number | None
    """The number right behind it of which it is a part: 3,000 in "800 of the 3,000 jobs"."""

    next: int
    """Where the next number begins."""


def binding_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """The numbers of a sentence that its evidence gives to something else."""
    theirs = [context for each in ground.passages for context in _contexts(each)]
    for ours in _contexts(sentence):
        own = [each for each in theirs if each.number in counterparts(ours.number, sentence, ground)]
        if not own:
            continue
        if _is_age(ours.number) and (other := _other_person(ours, own, theirs)) is not None:
            yield Fault("binding", ours.number.text, other.number.text)
        elif ours.status and (other_fate := _other_fate(ours, own)):
            yield Fault("binding", ours.number.text, other_fate)
        elif not ours.is_whole and (part := _part_taken_for_whole(ours, own, theirs, sentence)) is not None:
            yield Fault("binding", ours.number.text, part.number.text)
        elif ours.number.role is None and not ours.status and not _keeps_its_bound(ours, own, theirs, sentence) and (
                rival := _rival(ours, own, theirs)) is not None:
            yield Fault("binding", ours.number.text, rival.number.text)


def _other_fate(ours: _Context, own: list[_Context]) -> str | None:
    """What became of those it counts wherever the evidence has the number, where that is always something else."""
    fates = [each.status for each in own if each.status != ours.status]
    return fates[0] if None not in fates and len(fates) == len(own) else None


def _part_taken_for_whole(
    ours: _Context, own: list[_Context], theirs: list[_Context], sentence: Reading
) -> _Context | None:
    """The part of which the evidence tells what a sentence tells of the whole, by a status or by several words."""
    return _part_of(ours, own, theirs) if ours.status else _part_told(ours, own, theirs, sentence)


def _part_of(ours: _Context, own: list[_Context], theirs: list[_Context]) -> _Context | None:
    """The part of which the evidence tells what a sentence tells of the whole: "the 40 guests died"."""
    for whole, part in pairwise(theirs):
        less = _most(part.number) < _most(whole.number)
        if whole in own and (whole.is_whole or part.is_part) and part.status == ours.status and less:
            return part
    return None


def _most(number: Number) -> float:
    """Its value, or the upper end of a range that has one."""
    return max(each for each in (number.value, number.most, 0.0) if each is not None)


def _part_told(
    ours: _Context, own: list[_Context], theirs: list[_Context], sentence: Reading
) -> _Context | None:
    """The part of which the evidence says in several words what a sentence says of the whole and not of the part."""
    said = frozenset(weighty_words(sentence.text))
    for part, whole in pairwise(theirs):
        around = part.around | whole.around
        if whole in own and part.whole and len(around) >= FEW and len(around & said) > NEARLY * len(
                around) and not any(
                each.value in {part.number.value, share_of(part.number, whole.number)} for each in sentence.numbers):
            return part
    for whole, part in pairwise(theirs):
        kept = any(each.value == part.number.value for each in sentence.numbers)
        enough = len(part.predicate) >= FEW and len(part.predicate & said) >= MOST_SAID * len(part.predicate)
        if whole in own and whole.is_whole and not part.is_whole and not kept and enough:
            return part
    return None


NEARLY = 0.8
"""More than such a share of what stands around a part and its whole a sentence says of the whole alone."""

FEW, MOST_SAID = 2, 2 / 3
"""So many words say what became of a part, and a sentence has so many of them where it says the same."""


def _is_age(number: Number) -> bool:
    return number.kind == "age" or number.unit == "year"


def _may_be_age(number: Number) -> bool:
    """Whether a number is an age or may be one: "a woman of 62"."""
    bare = number.kind == "count" and number.counted is None
    return _is_age(number) or (bare and number.value is not None and number.value < OLDEST)


OLDEST = 120


def _other_person(ours: _Context, own: list[_Context], theirs: list[_Context]) -> _Context | None:
    """Somebody of another age of whom the evidence alone says what a sentence says: who died, or who is the woman."""
    others = [each for each in theirs if _may_be_age(each.number)]
    for each in others:
        fate = ours.status and each.status == ours.status and all(one.status != ours.status for one in own)
        known = ours.person and all(one.person not in {None, ours.person} for one in own)
        if fate or (known and each.person == ours.person):
            return each
    return None


def _keeps_its_bound(
    ours: _Context, own: list[_Context], theirs: list[_Context], sentence: Reading
) -> bool:
    """Whether the evidence has a number with such a bound once only, and a sentence all that stands around it there."""
    said = frozenset(weighty_words(sentence.text))
    bounded = [each for each in theirs if each.number.bound == ours.number.bound]
    return ours.number.bound != "exact" and bounded == own and all(
        len(each.words) >= FEW and each.words <= said for each in own)


def _rival(ours: _Context, own: list[_Context], theirs: list[_Context]) -> _Context | None:
    """Another number of the evidence that stands where ours claims to stand."""
    most = max(len(ours.words & each.words) for each in own)
    ahead = 1 if ours.number.kind == "age" else AHEAD
    others = [
        each
        for each in theirs
        if _is_of_a_kind(ours.number, each.number) and len(ours.words & each.words) >= most + ahead
        and (ours.whole is None or ours.whole.value != each.number.value)
        and not any(_stand_together(one, each, ours) for one in own)
    ]
    return max(others, key=lambda each: len(ours.words & each.words), default=None)


def _stand_together(one: _Context, other: _Context, ours: _Context) -> bool:
    """Whether a number of what ours counts is joined to another thing's: "500 rescuers and 100 pumps were sent"."""
    counted = one.number.counted
    return counted == ours.number.counted and one.joins == counted != other.number.counted and (
        one.next == other.number.start)


def _is_of_a_kind(one: Number, other: Number) -> bool:
    """Whether two numbers could stand in each other's place."""
    alike = one.kind == other.kind or {one.kind, other.kind} == {"age", "measure"}
    return alike and one.unit == other.unit


def _contexts(reading: Reading) -> tuple[_Context, ...]:
    return _contexts_of(reading.text, reading.code)


@lru_cache(maxsize=4096)
def _contexts_of(text: str, code: str) -> tuple[_Context, ...]:
    """The context of each number of a text that counts or measures."""
    reading = Reading(text, code)
    edges = [*((each.start, each.end) for each in reading.numbers), *((each.start, each.end) for each in reading.days)]
    found = []
    for number in reading.numbers:
        if number.kind in {"identifier", "ordinal", "score", "factor", "clock"}:
            continue
        near = edges if not _is_age(number) else edges[: len(reading.numbers)]
        left = max([end for _, end in near if end <= number.start], default=0)
        right = min([start for start, _ in near if start >= number.end], default=len(text))
        aside = _is_age(number) and text[: number.start].rstrip().endswith(",")
        mark = _END if number.kind == "age" or aside else MARK
        before, behind = clause_before(text[left : number.start], mark), clause_behind(text[number.end : right], mark)
        words = (*weighty_words(before)[-REACH:], *weighty_words(behind)[:REACH])
        gap = before_gap(text, number.start)
        whole = _parts_of(code, "of_whole").before(text, gap) and not _parts_of(code, "of_all").before(text, gap)
        part = _parts_of(code, "of_them").behind(text, behind_gap(text, number.end)) is not None
        predicate = frozenset(weighty_words(clause_behind(text[number.end :])))
        far = FAR_OF_ONE if _is_age(number) else FAR
        person = _person(before, behind, code) if _may_be_age(number) else None
        found.append(
            _Context(number, frozenset(words), bool(whole), part, status_of(before, behind, code, far), predicate,
                     person, _joined(text[number.end : right], code), frozenset(words), None, right))
    return tuple(_with_wholes(found, text, code))


def _with_wholes(found: Sequence[_Context], text: str, code: str) -> Iterator[_Context]:
    """The contexts; what stands around a whole stands around its part too, where only "of the" parts them."""
    for at, each in enumerate(found):
        behind = found[at + 1] if at + 1 < len(found) else None
        gap = text[each.number.end : behind.number.start].strip().casefold() if behind else ""
        if behind and behind.is_whole and gap in _of_whole(code):
            yield replace(each, words=each.words | behind.words, whole=behind.number)
        else:
            yield each


@cache
def _of_whole(code: str) -> frozenset[str]:
    return frozenset(word_list(language_data(code, "words").get("people", {}).get("of_whole", "")))


def _joined(gap: str, code: str) -> str:
    """The words of a gap before an "and" that ends it; "" where it ends otherwise."""
    thing, _, last = gap.strip().rpartition(" ")
    return thing.casefold() if last in _joiners(code) else ""


@cache
def _joiners(code: str) -> frozenset[str]:
    return frozenset(word_list(language_data(code, "numbers").get("cash", {}).get("joined", "")))


def _person(before: str, behind: str, code: str) -> str | None:
    """The word for a person that stands right behind an age ("four-year-old boy"), else right before it."""
    words = _persons(code)
    ahead = [word for word in map(str.casefold, WORD.findall(behind)[:1]) if word in words]
    back = [word for word in map(str.casefold, reversed(WORD.findall(before)[-3:])) if word in words]
    return next(iter((*ahead, *back)), None)


@cache
def _persons(code: str) -> frozenset[str]:
    listed = language_data(code, "words").get("people", {})
    return frozenset(word for name in ("all", "some", "one") for word in word_list(listed.get(name, "")))


@cache
def _parts_of(code: str, name: str) -> Phrases[str]:
    """The phrases that stand before a whole ("of_whole"), before all of one, behind a part."""
    return Phrases.listed(word_list(language_data(code, "words").get("people", {}).get(name, "")))
