"""Which texts of a pile are near each other: cosines of weighted terms, by way of an index from terms to texts."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from briefing.text.product import Product

BACKGROUND = 1000
"""Texts thought beside the pile when terms are weighed: in a pile on one event, what all share is what it is about."""

LEAST = 0.04
"""Cosine below which two texts count as having nothing in common; in news two unrelated reports come to .02 to .04."""

WIDESPREAD = 250
"""A term that more texts hold finds no neighbours: its pairs would grow with the square of the pile. It still
counts in the cosine of those that rarer terms find."""

FOUND = 0.5
"""Share of `LEAST` that the rarer terms of two texts must reach, for the widespread ones to be looked at."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Texts of the same pile that are not looked at: what is common there is common."""

    texts: int = 0
    holders: Mapping[str, int] = field(default_factory=dict)
    """How many of them hold a term, of the terms of the texts that are looked at."""


class Neighbours:
    """Texts as rows of unit length."""

    def __init__(self, texts: Sequence[Mapping[str, float]], elsewhere: Elsewhere | None = None) -> None:
        """`texts` are the weights of the terms of each, before their rarity counts."""
        self._rows = list(_scaled(texts, elsewhere or Elsewhere()))
        if len(self._rows) < 2:
            return
        self._product = Product(self._rows, lambda place, term: self._rows[place][term], most=WIDESPREAD)
        common = self._product.widespread
        self._common = [{term: weight for term, weight in row.items() if term in common} for row in self._rows]

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """(left, right, cosine) of every two texts that come to `LEAST`, in order, `left < right`."""
        for found in self._product.pairs() if len(self._rows) > 1 else ():
            near = found.weight >= FOUND * LEAST
            for left, right, part in zip(found.left[near].tolist(), found.right[near].tolist(),
                                         found.weight[near].tolist(), strict=True):
                cosine = part + _dot(self._common[left], self._common[right])
                if cosine >= LEAST:
                    yield left, right, cosine


def rarity(texts: int, holders: int) -> float:
    """What a term counts that so many of so many texts hold."""
    return math.log(1 + (texts + BACKGROUND) / holders)


def _scaled(texts: Sequence[Mapping[str, float]], elsewhere: Elsewhere) -> Iterator[dict[str, float]]:
    """Each text with its terms weighed by their rarity, at length 1."""
    holders = Counter(chain.from_iterable(texts))
    size = len(texts) + elsewhere.texts
    rare = {term: rarity(size, count + elsewhere.holders.get(term, 0)) for term, count in holders.items()}
    for text in texts:
        row = {term: weight * rare[term] for term, weight in text.items()}
        length = math.sqrt(math.fsum(weight * weight for weight in row.values())) or 1.0
        yield {term: weight / length for term, weight in row.items()}


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)
