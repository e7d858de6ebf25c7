"""How much two texts of a pile speak of the same thing: shared terms, the rare ones counting more."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, repeat, starmap
from typing import NamedTuple

from briefing.text.meetings import Meetings

UNIT = 1_000_000
"""Weights are whole numbers, so that their sum does not depend on the order of a set."""

FEW = 40
"""A term that so many texts hold finds pairs in any pile."""

WIDESPREAD = 250
"""A term that more texts hold finds none: its pairs would grow with the square of the pile."""


class Pair(NamedTuple):
    """Two texts by their place in the sequence, `left < right`."""

    left: int
    right: int
    dice: float
    """Weight of the shared terms over the mean weight of the two, 0 to 1."""

    cover: float
    """Weight of the shared terms over that of the lighter text, 0 to 1."""

    shared: int
    """How many terms they share."""


class Likeness:
    """The weights of the terms of a pile: log of texts over texts that have the term, as in tf-idf."""

    def __init__(self, texts: Sequence[frozenset[str]], background: int = 0):
        """`background` texts that have none of the terms are thought beside the pile, so that what all of it shares
        still weighs."""
        self.texts = texts
        holders = Counter(chain.from_iterable(texts))
        count = max(len(texts) + background, 2)
        weighed = {n: round(UNIT * math.log(1 + count / n)) for n in set(holders.values())}
        self._weights = {term: weighed[n] for term, n in holders.items()}
        self.totals = [self.weight(text) for text in texts]

    def weight(self, terms: frozenset[str]) -> int:
        """The weight of a set of terms; one the pile does not know weighs nothing."""
        return sum(map(self._weights.get, terms, repeat(0)))

    def compare(self, left: int, right: int) -> Pair:
        """The likeness of two texts of the pile."""
        common = self.texts[left] & self.texts[right]
        both = self.weight(common)
        a, b = self.totals[left], self.totals[right]
        lighter = a if a < b else b
        return Pair(left, right, 2 * both / (a + b) if a + b else 0.0, both / lighter if lighter else 0.0, len(common))

    def pairs(self, *, shared: int = 2, cover: float = 0.25) -> Iterator[Pair]:
        """Every pair with at least `shared` terms and `cover`, in order; a term that a tenth of a large pile holds
        finds no pairs by itself, nor one that more than `WIDESPREAD` texts hold."""
        count = len(self.texts)
        if count > FEW:
            most = max(FEW, min(count // 10, WIDESPREAD))
            found = Meetings(self.texts, self.weight, self.totals, most=most).pairs(min(shared, 2), shared, cover)
            return starmap(Pair, found)
        every = starmap(self.compare, combinations(range(count), 2))  # of few texts: numpy need not be loaded
        return (pair for pair in every if pair.shared >= shared and pair.cover >= cover)


MOSTLY = 0.7
"""Share of a sentence's runs of words from which it adds nothing to another."""


class Repeats:
    """Sentences told so far, found by their runs of four words: a later one is compared with its likes only."""

    def __init__(self) -> None:
        self._sizes: list[int] = []
        self._holders: dict[tuple[str, ...], list[int]] = defaultdict(list)

    def add(self, text: str) -> None:
        """Note a sentence as told."""
        runs = _runs(text)
        for run in runs:
            self._holders[run].append(len(self._sizes))
        self._sizes.append(len(runs))

    def holds(self, text: str) -> bool:
        """Whether half of the runs of a text stand in one that was told, or half of that one's in the text."""
        runs = _runs(text)
        common = Counter(chain.from_iterable(self._holders[run] for run in runs if run in self._holders))
        return any(2 * count > min(len(runs), self._sizes[place]) for place, count in common.items())

    def hold_all(self, text: str) -> bool:
        """Whether most of what a text says stands in one that was told: it adds a few words at best."""
        runs = _runs(text)
        common = Counter(chain.from_iterable(self._holders[run] for run in runs if run in self._holders))
        return any(count > MOSTLY * len(runs) for count in common.values())


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the shorter one's terms that both have."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
