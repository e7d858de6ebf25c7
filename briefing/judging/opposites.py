"""The gate of opposites: where the evidence says one of two opposite words, a sentence does not say the other."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from briefing.judging.along import along
from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.language.opposites import opposites_of, sides_said
from briefing.language.read import Reading
from briefing.regex import ListRegex, list_regex


def opposite_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Words of a sentence whose opposite the evidence has and not them: "a profit of 20 million" for "lost 20 million".

    What a minus or a denial turns round is told by other words, and not judged here; but for times and places.
    """
    yield from _said_otherwise(sentence, ground.text, "fixed", frozenset())
    if any(number.value is not None and number.value < 0 for number in (*sentence.numbers, *ground.numbers)):
        return
    readings = (sentence, *ground.passages)
    denied = frozenset(stem for each in readings for denial in each.denials.denials for stem in denial.scope)
    beside = along(sentence, ground)
    texts = (ground.text, beside.told.text) if beside else (ground.text,)
    yield from dict.fromkeys(fault for text in texts for fault in _said_otherwise(sentence, text, "pairs", denied))


def _said_otherwise(sentence: Reading, evidence: str, name: str, denied: frozenset[str]) -> Iterator[Fault]:
    """The words of one list of opposites that stand against the evidence, none of them denied."""
    ours, theirs = _words_said(sentence.text, sentence.code, name), _words_said(evidence, sentence.code, name)
    for (pair, side), word in ours.items():
        other = (pair, 1 - side)
        if other in theirs and (pair, side) not in theirs and other not in ours:
            words = {sentence.stem(each) for each in (*word.split(), *theirs[other].split())}
            if not words & denied:
                yield Fault("opposite", word, theirs[other])


@lru_cache(maxsize=65_536)
def _words_said(text: str, code: str, name: str) -> Mapping[tuple[int, int], str]:
    """The sides of a list of opposites that a text says, and in which words."""
    return {place: text[start:end] for place, (start, end) in sides_said(text, code, name).items()}


@lru_cache(maxsize=65_536)
def senses(text: str, code: str) -> frozenset[tuple[str, int, int]]:
    """The sides of opposites that a text says, and the lists of one sense of which it has a word."""
    sides = {("pairs", *place) for place in sides_said(text, code, "pairs")}
    return frozenset(sides | {("same", at, 0) for at, listed in enumerate(_same_of(code)) if listed.search(text)})


@cache
def _same_of(code: str) -> tuple[ListRegex, ...]:
    """Lists of words of one sense, each as a pattern."""
    listed = language_data(code, "words").get("replaced", {}).get("same", ())
    return tuple(list_regex(r"(?<!\w)", words, any_of(words), r"(?!\w)") for words in map(word_list, listed))


def falls(sentence: Reading) -> bool:
    """Whether a sentence tells that something became less."""
    rising_and_falling = opposites_of(sentence.code, "pairs")[:1]
    return any(falling.search(sentence.text) for _, falling in rising_and_falling)
