"""The gate of bindings: a number belongs to what it belongs to in the evidence, not to its neighbour's matter.

"The museum paid $3 million" has its number from "the museum paid $2.4 million; the seller had asked for $3 million",
and is false. Words around a number tell: where those of a sentence's number stand around *another* number of the
evidence, of the same kind and another value, and not around its own, it was taken from the wrong place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from briefing.judging.fault import Fault
from briefing.judging.figures import counterparts
from briefing.judging.ground import Ground
from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.language.phrases import Phrases, before_gap
from briefing.language.read import Reading
from briefing.language.reading import Number
from briefing.regex import lazy_regex

AHEAD = 2
"""So many words more must the context of another number share before it is taken for the right one."""

REACH = 3
"""Words of weight on each side of a number that are its context."""

FAR = 8
"""Words between a number and what became of those it counts."""

STEM = 5
"""Letters by which two forms of a word are one; a shorter word counts whole."""

SHORTEST = 4
"""Letters from which a word is one of weight, in any language."""

_MARK = lazy_regex(r"[.;:!?()–—\n]\s|[;:()–—]|[,](?=\s)")
_WORD = lazy_regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a number."""

    number: Number
    words: frozenset[str]
    """Stems of the words of weight in its clause, up to the next number."""

    is_whole: bool
    """Whether it is what a part is told of: "of the 40 guests, six died"."""

    status: str | None
    """What became of those it counts: "dead", "injured", …; the nearest such word of its clause."""


def binding_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """The numbers of a sentence that its evidence gives to something else."""
    theirs = [context for each in ground.passages for context in _contexts(each)]
    for ours in _contexts(sentence):
        own = [each for each in theirs if each.number in counterparts(ours.number, sentence, ground)]
        if not own:
            continue
        if ours.status and all(each.status not in {None, ours.status} for each in own):
            yield Fault("binding", ours.number.text, own[0].status or "")
        elif ours.status and not ours.is_whole and (part := _part_of(ours, own, theirs)) is not None:
            yield Fault("binding", ours.number.text, part.number.text)
        elif ours.number.role is None and not ours.status and (rival := _rival(ours, own, theirs)) is not None:
            yield Fault("binding", ours.number.text, rival.number.text)


def _part_of(ours: _Context, own: list[_Context], theirs: list[_Context]) -> _Context | None:
    """The part of which the evidence tells what a sentence tells of the whole: "the 40 guests died"."""
    for whole, part in pairwise(theirs):
        less = (part.number.value or 0.0) < (whole.number.value or 0.0)
        if whole in own and whole.is_whole and part.status == ours.status and less:
            return part
    return None


def _rival(ours: _Context, own: list[_Context], theirs: list[_Context]) -> _Context | None:
    """Another number of the evidence that stands where ours claims to stand."""
    most = max(len(ours.words & each.words) for each in own)
    ahead = 1 if ours.number.kind == "age" and not most else AHEAD
    others = [
        each
        for each in theirs
        if each not in own and _is_of_a_kind(ours.number, each.number) and len(ours.words & each.words) >= most + ahead
    ]
    return max(others, key=lambda each: len(ours.words & each.words), default=None)


def _is_of_a_kind(one: Number, other: Number) -> bool:
    """Whether two numbers could stand in each other's place: one kind and unit, another value."""
    return one.kind == other.kind and one.unit == other.unit and (one.value, one.least) != (other.value, other.least)


def _contexts(reading: Reading) -> tuple[_Context, ...]:
    return _contexts_of(reading.text, reading.code)


@lru_cache(maxsize=4096)
def _contexts_of(text: str, code: str) -> tuple[_Context, ...]:
    """The context of each number of a text that counts or measures."""
    reading = Reading(text, code)
    edges = [*((each.start, each.end) for each in reading.numbers), *((each.start, each.end) for each in reading.days)]
    found = []
    for number in reading.numbers:
        if number.kind in {"identifier", "ordinal", "score", "factor", "clock"} or number.is_unread:
            continue
        left = max([end for _, end in edges if end <= number.start], default=0)
        right = min([start for start, _ in edges if start >= number.end], default=len(text))
        before, behind = text[left : number.start], text[number.end : right]
        if number.kind != "age":  # "Maud Ellery, 84, was found"
            before, behind = _clause_before(before), _clause_behind(behind)
        words = (*_words(before)[-REACH:], *_words(behind)[:REACH])
        whole = _of_whole(code).before(text, before_gap(text, number.start)) is not None
        found.append(_Context(number, frozenset(words), whole, _status(before, behind, code)))
    return tuple(found)


def _clause_before(text: str) -> str:
    marks = list(_MARK.finditer(text))
    return text[marks[-1].end() :] if marks else text


def _clause_behind(text: str) -> str:
    mark = _MARK.search(text)
    return text[: mark.start()] if mark else text


def _words(text: str) -> list[str]:
    """The stems of the words of weight."""
    return [word[:STEM] for word in map(str.casefold, _WORD.findall(text)) if len(word) >= SHORTEST]


def _status(before: str, behind: str, code: str) -> str | None:
    """The status whose word stands nearest to the number; behind it rather than before it, but right before it."""
    pattern, names = _statuses_of(code)
    nearest = [(len(_WORD.findall(behind[: hit.start()])), 0, hit) for hit in pattern.finditer(behind)][:1]
    for hit in list(pattern.finditer(before))[-1:]:
        between = len(_WORD.findall(before[hit.end() :]))
        nearest.append((between + 2 if between else 0, 1, hit))  # "rescued and four were found dead", but "injured 31"
    chosen = min(nearest, key=lambda each: each[:2], default=None)
    return names[" ".join(chosen[2][0].casefold().split())] if chosen and chosen[0] < FAR else None


@cache
def _of_whole(code: str) -> Phrases[str]:
    return Phrases.listed(word_list(language_data(code, "words").get("people", {}).get("of_whole", "")))


@cache
def _statuses_of(code: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The words that say what became of people, with the status each stands for."""
    listed = language_data(code, "words").get("statuses", {})
    names = {word: status for status, words in listed.items() for word in word_list(words)}
    return re.compile(rf"(?<!\w)(?:{any_of(names)})(?!\w)", re.I), names
