"""Which texts of a pile are near each other: cosines of weighted terms, by way of an index from terms to texts."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

BACKGROUND = 1000
"""Texts thought beside the pile when terms are weighed: in a pile on one event, what all share is what it is about."""

LEAST = 0.04
"""Cosine below which two texts count as having nothing in common; in news two unrelated reports come to .02 to .04."""

WIDESPREAD = 250
"""A term that more texts hold finds no neighbours: its pairs would grow with the square of the pile. It still
counts in the cosine of those that rarer terms find."""

FOUND = 0.5
"""Share of `LEAST` that the rarer terms of two texts must reach, for the widespread ones to be looked at."""

CELLS = 1 << 20
"""Cells of the product that are worked out at once."""


class Neighbours:
    """Texts as rows of unit length, and the index of their rarer terms."""

    def __init__(self, texts: Sequence[Mapping[str, float]]) -> None:
        """`texts` are the weights of the terms of each, before their rarity counts."""
        self.rows = list(_scaled(texts))
        self._index()

    def _index(self) -> None:
        import numpy as np

        holders: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(self.rows):
            for term in row:
                holders[term].append(place)
        rare = {term: places for term, places in holders.items() if 1 < len(places) <= WIDESPREAD}
        self._columns = {term: column for column, term in enumerate(rare)}
        self._lengths = np.array([len(places) for places in rare.values()], dtype=np.intp)
        self._starts = np.cumsum(self._lengths) - self._lengths
        self._places = np.array([place for places in rare.values() for place in places], dtype=np.intp)
        self._weights = np.array([self.rows[place][term] for term, places in rare.items() for place in places])
        self._common = [{term: weight for term, weight in row.items() if len(holders[term]) > WIDESPREAD}
                        for row in self.rows]

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """(left, right, cosine) of every two texts that come to `LEAST`, in order, `left < right`."""
        import numpy as np

        size = len(self.rows)
        step = max(1, CELLS // max(1, size))
        for first in range(0, size, step):
            product = self._product(range(first, min(first + step, size)))
            owners, others = np.nonzero(product >= FOUND * LEAST)
            ahead = others > owners + first
            owners, others = owners[ahead], others[ahead]
            for owner, right, part in zip(owners.tolist(), others.tolist(), product[owners, others].tolist(),
                                          strict=True):
                left = first + owner
                cosine = part + _dot(self._common[left], self._common[right])
                if cosine >= LEAST:
                    yield left, right, cosine

    def _product(self, rows: range) -> "NDArray[float64]":
        """What the rarer terms of each of these rows add to its cosine with each text."""
        import numpy as np

        held = [[(column, weight) for term, weight in self.rows[row].items()
                 if (column := self._columns.get(term)) is not None] for row in rows]
        terms = np.array([column for row in held for column, _ in row], dtype=np.intp)
        weights = np.array([weight for row in held for _, weight in row], dtype=float)
        lengths = self._lengths[terms]
        starts = np.repeat(self._starts[terms] - np.cumsum(lengths) + lengths, lengths)
        postings = starts + np.arange(len(starts))
        owners = np.repeat(np.repeat(np.arange(len(held)), [len(row) for row in held]), lengths)
        shape = (len(held), len(self.rows))
        cells = owners * shape[1] + self._places[postings]
        values = np.repeat(weights, lengths) * self._weights[postings]
        return np.bincount(cells, values, shape[0] * shape[1]).astype(np.float64).reshape(shape)


def _scaled(texts: Sequence[Mapping[str, float]]) -> Iterator[dict[str, float]]:
    """Each text with its terms weighed by their rarity, at length 1."""
    holders = Counter(term for text in texts for term in text)
    rarity = {term: math.log(1 + (len(texts) + BACKGROUND) / count) for term, count in holders.items()}
    for text in texts:
        row = {term: weight * rarity[term] for term, weight in text.items()}
        length = math.sqrt(math.fsum(weight * weight for weight in row.values())) or 1.0
        yield {term: weight / length for term, weight in row.items()}


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)
