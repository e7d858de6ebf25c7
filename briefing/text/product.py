"""A sparse matrix times itself: which texts hold terms in common, how many, and what these come to.

Texts are rows and terms columns. A column that more texts hold than `most` is left out: the pairs of what all say grow
with the square of a pile, and say nothing. What remains costs as much as there are meetings of a text with a term of
another, not as there are pairs.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
    """The rarer columns of a matrix; the places of a column stand one behind the other."""

    def __init__(self, rows: Sequence[Mapping[str, float]], *, most: int) -> None:
        """`rows` hold the weight of each term of a text."""
        import numpy as np

        holders: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            for term in row:
                holders[term].append(place)
        self.widespread = frozenset(term for term, places in holders.items() if len(places) > most)
        """The terms that are left out."""

        rare = {term: places for term, places in holders.items() if 1 < len(places) <= most}
        column = {term: n for n, term in enumerate(rare)}
        self._size = len(rows)
        self._rows = [[(column[term], weight) for term, weight in row.items() if term in column] for row in rows]
        self._lengths = np.array([len(places) for places in rare.values()], dtype=np.intp)
        self._starts = np.cumsum(self._lengths) - self._lengths
        self._places = np.array([place for places in rare.values() for place in places], dtype=np.intp)
        self._weights = np.array([rows[place][term] for term, places in rare.items() for place in places])
        self.meetings = int((self._lengths**2).sum())
        """What the whole product costs."""

    def pairs(self) -> Iterator[Pairs]:
        """Every two rows that share a rarer column, some rows at a time."""
        first = 0
        while first < self._size:
            after, meetings = first, 0
            while after < self._size and (after == first or meetings < MEETINGS):
                meetings += sum(int(self._lengths[column]) for column, _ in self._rows[after])
                after += 1
            yield self._block(first, after)
            first = after

    def _block(self, first: int, after: int) -> Pairs:
        import numpy as np

        rows = self._rows[first:after]
        columns = np.array([column for row in rows for column, _ in row], dtype=np.intp)
        weights = np.array([weight for row in rows for _, weight in row], dtype=float)
        lengths = self._lengths[columns]
        starts = np.repeat(self._starts[columns] - np.cumsum(lengths) + lengths, lengths)
        postings = starts + np.arange(len(starts))
        owners = np.repeat(np.repeat(np.arange(first, after), [len(row) for row in rows]), lengths)
        products = np.repeat(weights, lengths) * self._weights[postings]
        ahead = self._places[postings] > owners
        cells = ((owners - first) * self._size + self._places[postings])[ahead]
        products = products[ahead]
        if len(rows) * self._size <= DENSE * len(cells):
            times = np.bincount(cells)
            met = np.nonzero(times)[0]
            times, sums = times[met], np.bincount(cells, products)[met]
        else:
            met, inverse, times = np.unique(cells, return_inverse=True, return_counts=True)
            sums = np.bincount(inverse.reshape(-1), products, len(met))
        left, right = np.divmod(met, self._size)
        return Pairs(left + first, right, times, sums.astype(np.float64))
