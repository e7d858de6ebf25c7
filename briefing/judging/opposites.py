"""The gate of opposites: where the evidence says one of two opposite words, a sentence does not say the other."""

import re
from collections.abc import Iterator
from functools import cache

from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.language.read import Reading


def opposite_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Words of a sentence whose opposite the evidence has and not them: "a profit of 20 million" for "lost 20 million".

    What a minus or a denial turns round is told by other words, and not judged here; but for times and places.
    """
    yield from _said_otherwise(sentence, ground, "fixed", frozenset())
    if any(number.value is not None and number.value < 0 for number in (*sentence.numbers, *ground.numbers)):
        return
    readings = (sentence, *ground.passages)
    denied = frozenset(stem for each in readings for denial in each.denials.denials for stem in denial.scope)
    yield from _said_otherwise(sentence, ground, "pairs", denied)


def _said_otherwise(sentence: Reading, ground: Ground, name: str, denied: frozenset[str]) -> Iterator[Fault]:
    """The words of one list of opposites that stand against the evidence, none of them denied."""
    for sides in _opposites_of(sentence.code, name):
        for ours, theirs in (sides, sides[::-1]):
            said, against = ours.search(sentence.text), theirs.search(ground.text)
            if said and against and not ours.search(ground.text) and not theirs.search(sentence.text):
                words = {sentence.stem(word) for word in (*said[0].split(), *against[0].split())}
                if not words & denied:
                    yield Fault("opposite", said[0], against[0])


def falls(sentence: Reading) -> bool:
    """Whether a sentence tells that something became less."""
    rising_and_falling = _opposites_of(sentence.code, "pairs")[:1]
    return any(falling.search(sentence.text) for _, falling in rising_and_falling)


@cache
def _opposites_of(code: str, name: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of opposites in a language, the first for more and less; each side a pattern of the words that mean it."""
    data = language_data(code, "words").get("opposites", {})
    edges = ("", "") if data.get("unspaced") else (r"(?<!\w)", r"(?!\w)")
    found = []
    for pair in data.get(name, ()):
        sides = (any_of(word_list(side)) for side in pair.split(" | "))
        one, two = (re.compile(rf"{edges[0]}(?:{side}){edges[1]}", re.I) for side in sides)
        found.append((one, two))
    return tuple(found)
