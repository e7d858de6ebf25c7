"""Which texts of a pile are alike: those that share enough of their rare terms."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from briefing.text.product import Product


class Meetings:
    """The rare terms that texts share."""

    def __init__(
        self,
        texts: Sequence[frozenset[str]],
        weigh: Callable[[frozenset[str]], int],
        totals: Sequence[int],
        *,
        most: int,
    ) -> None:
        """`weigh` tells what terms come to, `totals` what each text does; a term that more than `most` texts hold is no
        rare one."""
        import numpy as np

        @cache
        def root(term: str) -> float:
            return math.sqrt(weigh(frozenset((term,))))

        # The weight of a shared term is to count once, and the product has that of one side times that of the other's.
        self._product = Product(texts, lambda _, term: root(term), most=most)
        self._totals = np.array(totals, dtype=np.int64)
        self._common = [
            (weigh(frozenset((term,))), np.array([term in text for text in texts]))
            for term in sorted(self._product.widespread)
        ]
        """Of each term that is no rare one its weight, and which texts hold it."""

    def pairs(self, rare: int, least: int, cover: float) -> Iterator[tuple[int, int, float, float, int]]:
        """What `likeness.Pair` tells of the texts that share `rare` rare terms, `least` terms in all and `cover` of the
        lighter one's weight, in order."""
        import numpy as np

        for found in self._product.pairs():
            hold = found.times >= rare
            left, right, shared = found.left[hold], found.right[hold], found.times[hold]
            both = np.rint(found.weight[hold]).astype(np.int64)  # weights are whole numbers: so much for the roots
            for weight, holders in self._common:
                met = holders[left] & holders[right]
                both += weight * met
                shared += met
            one, two = self._totals[left], self._totals[right]
            dice, covered = 2 * both / (one + two), both / np.minimum(one, two)
            hold = (shared >= least) & (covered >= cover)
            yield from zip(*(each[hold].tolist() for each in (left, right, dice, covered, shared)), strict=True)
