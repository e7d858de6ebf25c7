"""How much two texts of a pile speak of the same thing: shared terms, the rare ones counting more."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

UNIT = 1_000_000
"""Weights are whole numbers, so that their sum does not depend on the order of a set."""


@dataclass(frozen=True, slots=True)
class Pair:
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
        holders = Counter(term for text in texts for term in text)
        count = max(len(texts) + background, 2)
        self.weights = {term: round(UNIT * math.log(1 + count / n)) for term, n in holders.items()}
        self.totals = [self.weight(text) for text in texts]

    def weight(self, terms: frozenset[str]) -> int:
        """The weight of a set of terms; one the pile does not know weighs nothing."""
        return sum(map(self.weights.__getitem__, terms & self.weights.keys()))

    def compare(self, left: int, right: int) -> Pair:
        """The likeness of two texts of the pile."""
        common = self.texts[left] & self.texts[right]
        both = sum(map(self.weights.__getitem__, common))
        a, b = self.totals[left], self.totals[right]
        return Pair(
            left, right, 2 * both / (a + b) if a + b else 0.0, both / min(a, b) if min(a, b) else 0.0, len(common)
        )

    def pairs(self, *, shared: int = 2, cover: float = 0.25) -> Iterator[Pair]:
        """Every pair with at least `shared` terms and `cover`; a term that a tenth of a large pile holds finds no
        pairs by itself."""
        most = max(40, len(self.texts) // 10)
        index: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(self.texts):
            for term in text:
                index[term].append(place)
        meetings: Counter[tuple[int, int]] = Counter()
        for term in sorted(index):
            places = index[term]
            if len(places) <= most:
                meetings.update((a, b) for i, a in enumerate(places) for b in places[i + 1 :])
        for (a, b), times in sorted(meetings.items()):
            if times >= min(shared, 2):
                pair = self.compare(a, b)
                if pair.shared >= shared and pair.cover >= cover:
                    yield pair


def repeats(a: str, b: str) -> bool:
    """Whether half of one sentence's runs of four words stand in the other."""
    x, y = _runs(a), _runs(b)
    return bool(x and y) and 2 * len(x & y) > min(len(x), len(y))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
