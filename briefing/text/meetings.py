"""Which texts of a pile may be alike: a sparse matrix of texts and rare terms, multiplied with itself."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64, intp
    from numpy.typing import NDArray

CELLS = 1 << 20
"""Cells of the product that are worked out at once."""


class Meetings:
    """Texts as rows, rare terms as columns; the places of a column stand one behind the other."""

    def __init__(self, texts: Sequence[frozenset[str]], weights: Mapping[str, int], *, most: int):
        """A term that more than `most` texts hold is no rare one."""
        import numpy as np

        holders: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            for term in text:
                holders[term].append(place)
        rare = [term for term, places in holders.items() if 1 < len(places) <= most]
        column = {term: n for n, term in enumerate(rare)}
        self._rows = [[column[term] for term in text if term in column] for text in texts]
        self._lengths = np.array([len(holders[term]) for term in rare], dtype=np.intp)
        self._starts = np.cumsum(self._lengths) - self._lengths
        self._places = np.array([place for term in rare for place in holders[term]], dtype=np.intp)
        self._weights = np.array([weights[term] for term in rare], dtype=float)
        self._totals = np.array([sum(weights[term] for term in text) for text in texts], dtype=float)
        common = {term for term, places in holders.items() if len(places) > most}
        self._common = np.array([sum(weights[term] for term in text & common) for text in texts], dtype=float)

    def pairs(self, least: int, cover: float) -> Iterator[tuple[int, int]]:
        """Places of the texts that share `least` rare terms and may share `cover` of the lighter one's weight."""
        import numpy as np

        size = len(self._rows)
        step = max(1, CELLS // max(1, size))
        for first in range(0, size, step):
            times, weight = self._product(self._rows[first : first + step])
            left, right = np.nonzero(times >= least)
            weight = weight[left, right]
            left += first
            most = weight + np.minimum(self._common[left], self._common[right])
            lighter = np.minimum(self._totals[left], self._totals[right])
            hold = (right > left) & (most >= cover * lighter - 1)  # weights are whole: 1 is more than rounding costs
            yield from zip(left[hold].tolist(), right[hold].tolist(), strict=True)

    def _product(self, rows: Sequence[Sequence[int]]) -> tuple["NDArray[intp]", "NDArray[float64]"]:
        """How many rare terms each of the rows shares with each text, and what these weigh."""
        import numpy as np

        terms = np.array([term for row in rows for term in row], dtype=np.intp)
        lengths = self._lengths[terms]
        starts = np.repeat(self._starts[terms] - np.cumsum(lengths) + lengths, lengths)
        texts = self._places[starts + np.arange(len(starts))]
        owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        cells = np.repeat(owners, lengths) * len(self._rows) + texts
        shape = (len(rows), len(self._rows))
        times = np.bincount(cells, minlength=shape[0] * shape[1])
        weight = np.bincount(cells, np.repeat(self._weights[terms], lengths), shape[0] * shape[1]).astype(np.float64)
        return times.reshape(shape), weight.reshape(shape)
