"""What a text says for itself that takes passages from another: sentences and figures that are not the other's."""

from collections.abc import Iterator
from functools import lru_cache

from briefing.language.quantities import Quantity, quantities
from briefing.text.sentences import sentences
from briefing.text.words import words

TAKEN = 0.6
"""Share of a sentence's runs of words from which it is the other text's."""

RUN = 3
"""Words in a run: of a short sentence whose figure was changed, longer ones leave none whole."""

FEWEST = 5
"""Words from which on a sentence says something; "Best regards" is none."""


def says_more(text: str, other: str, code: str) -> bool:
    """Whether a text has a sentence that the other does not have, or another figure in its place."""
    theirs = _runs(other)
    return any(
        len(words(sentence)) >= FEWEST and (runs := _runs(sentence)) and len(runs & theirs) < TAKEN * len(runs)
        for sentence in _sentences(text)
    ) or counts_otherwise(text, other, code)


def counts_otherwise(text: str, other: str, code: str) -> bool:
    """Whether a text gives a figure of its own: in the other's words, in the place of one that it does not give, or in
    a sentence of its own, where it lacks one of that kind. What is added to the other's words (a sum in another
    currency) stands in no figure's place."""
    if text == other:
        return False
    mine, theirs = _values(text, code), _values(other, code)
    if mine <= theirs:
        return False
    there = _runs(other)
    lacked = {(each.kind, each.unit) for each in _figures(other, code) if each.value not in mine}
    for sentence in _sentences(text):
        own = [each for each in _figures(sentence, code) if each.value not in theirs]
        runs = _runs(sentence)
        taken = len(runs & there) >= TAKEN * len(runs)
        if not taken and lacked & {(each.kind, each.unit) for each in own}:
            return True
    lost = [_runs(masked) for masked in _masked(other, code, mine)]
    return any((runs := _runs(masked)) and any(len(runs & each) >= TAKEN * len(runs) for each in lost)
               for masked in _masked(text, code, theirs))


def _figures(text: str, code: str) -> list[Quantity]:
    """The figures of a text but for hours, which move with the reader's clock, and years."""
    return [each for each in quantities(text, code) if each.value is not None and each.kind not in ("time", "year")]


@lru_cache(maxsize=1024)
def _values(text: str, code: str) -> frozenset[float]:
    return frozenset(each.value for each in _figures(text, code) if each.value is not None)


def _masked(text: str, code: str, known: frozenset[float]) -> Iterator[str]:
    """The sentences with a figure that is not known, each figure as a zero."""
    for sentence in _sentences(text):
        found = _figures(sentence, code)
        if any(each.value not in known for each in found):
            starts, ends = [0, *(each.end for each in found)], [*(each.start for each in found), len(sentence)]
            yield " 0 ".join(sentence[start:end] for start, end in zip(starts, ends, strict=True))


@lru_cache(maxsize=1024)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(text[span.start:span.end] for span in sentences(text))


@lru_cache(maxsize=4096)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    folded = [word.text.casefold() for word in words(text)]
    return frozenset(tuple(folded[at:at + RUN]) for at in range(len(folded) - RUN + 1))
