"""A sparse matrix times itself: which texts hold terms in common, how many, and what these come to.

Texts are rows and terms columns. A column that more texts hold than `most` is left out: the pairs of what all say grow
with the square of a pile, and say nothing. What remains costs as much as there are meetings of a text with a term of
another, not as there are pairs.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from numpy import float64, intp
    from numpy.typing import NDArray

MEETINGS = 1 << 20
"""Meetings that are worked out at once."""

DENSE = 8
"""Cells of the product for one meeting, up to which counting them all is quicker than sorting the meetings."""


class Pairs(NamedTuple):
    """Pairs of rows that meet, in order, `left < right`; the arrays are of one length."""

    left: "NDArray[intp]"
    right: "NDArray[intp]"
    times: "NDArray[intp]"
    """How many columns they share."""

    weight: "NDArray[float64]"
    """The sum over these of one's weight times the other's."""


class Product:
    """The rarer columns of a matrix, row by row, and the places of each column one behind the other."""

    def __init__(self, rows: Sequence[Collection[str]], weigh: Callable[[int, str], float], *, most: int) -> None:
        """`rows` are the terms of each text, `weigh` tells what a term of the text at a place weighs."""
        import numpy as np

        holders = Counter(chain.from_iterable(rows))
        self.widespread = frozenset(term for term, count in holders.items() if count > most)
        """The terms that are left out."""

        # In the order of the alphabet: sums of weights must not depend on that of a set.
        rare = sorted(term for term, count in holders.items() if 1 < count <= most)
        column = {term: n for n, term in enumerate(rare)}
        held = [sorted(column[term] for term in row if term in column) for row in rows]
        self._size = len(rows)
        self._columns = np.array([each for row in held for each in row], dtype=np.intp)
        self._bounds = np.concatenate(([0], np.cumsum([len(row) for row in held], dtype=np.intp)))
        self._weights = np.array([weigh(place, rare[each]) for place, row in enumerate(held) for each in row])
        order = np.argsort(self._columns, kind="stable")
        self._lengths = np.bincount(self._columns, minlength=len(rare))
        self._starts = np.cumsum(self._lengths) - self._lengths
        self._places = np.repeat(np.arange(self._size), np.diff(self._bounds))[order]
        self._weights_there = self._weights[order]
        self.meetings = int((self._lengths**2).sum())
        """What the whole product costs."""

    def pairs(self) -> Iterator[Pairs]:
        """Every two rows that share a rarer column, some rows at a time."""
        import numpy as np

        meetings = np.concatenate(([0], np.cumsum(self._lengths[self._columns])))[self._bounds]
        first = 0
        while first < self._size:
            full = int(np.searchsorted(meetings, meetings[first] + MEETINGS))
            after = max(first + 1, min(full, self._size))
            yield self._block(first, after)
            first = after

    def _block(self, first: int, after: int) -> Pairs:
        import numpy as np

        here = slice(self._bounds[first], self._bounds[after])
        columns, weights = self._columns[here], self._weights[here]
        lengths = self._lengths[columns]
        starts = np.repeat(self._starts[columns] - np.cumsum(lengths) + lengths, lengths)
        postings = starts + np.arange(len(starts))
        owners = np.repeat(np.repeat(np.arange(first, after), np.diff(self._bounds[first : after + 1])), lengths)
        products = np.repeat(weights, lengths) * self._weights_there[postings]
        ahead = self._places[postings] > owners
        cells = ((owners - first) * self._size + self._places[postings])[ahead]
        products = products[ahead]
        if (after - first) * self._size <= DENSE * len(cells):
            times = np.bincount(cells)
            met = np.nonzero(times)[0]
            times, sums = times[met], np.bincount(cells, products)[met]
        else:
            met, inverse, times = np.unique(cells, return_inverse=True, return_counts=True)
            sums = np.bincount(inverse.reshape(-1), products, len(met))
        left, right = np.divmod(met, self._size)
        return Pairs(left + first, right, times, sums.astype(np.float64))
