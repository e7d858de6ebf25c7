"""The gate of datings: what is told beside a day or a year is told beside it in the evidence, not beside another."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefing.judging.days import all_parts, parts_stand
from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.judging.words import clause_before, clause_behind, weighty_words
from briefing.language.read import Reading
from briefing.language.reading import Day


class _Dated(NamedTuple):
    """A day with the word of weight that stands nearest before it in its clause, and that behind it."""

    day: Day
    beside: tuple[str, str]
    """ "" where none stands there."""


def dating_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """The days beside which a sentence says what its evidence says beside another: "built in 1963" where it was built
    in 1911 and rebuilt in 1963."""
    theirs = [each for passage in ground.passages for each in _dated(passage.text, passage.code, passage.published)]
    for ours in _dated(sentence.text, sentence.code, sentence.published):
        own = [each for each in theirs if parts_stand(ours.day, all_parts(each.day))]
        rivals = [each for each in theirs if each.day.precision == ours.day.precision]
        for side in (0, 1):
            word = ours.beside[side]
            beside_another = any(each.beside[side] == word for each in rivals)
            if own and word and beside_another and all(each.beside[side] not in {"", word} for each in own):
                yield Fault("binding", ours.day.text, next(e.day.text for e in rivals if e.beside[side] == word))


@lru_cache(maxsize=4096)
def _dated(text: str, code: str, published: str | None) -> tuple[_Dated, ...]:
    reading = Reading(text, code, published)
    edges = [*((day.start, day.end) for day in reading.days), *((each.start, each.end) for each in reading.numbers)]
    found = []
    for day in reading.days:
        left = max([end for _, end in edges if end <= day.start], default=0)
        right = min([start for start, _ in edges if start >= day.end], default=len(text))
        before = weighty_words(clause_before(text[left : day.start]))
        behind = weighty_words(clause_behind(text[day.end : right]))
        found.append(_Dated(day, (before[-1] if before else "", behind[0] if behind else "")))
    return tuple(found)
