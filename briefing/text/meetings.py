"""Which texts of a pile may be alike: those that share enough of their rare terms."""

from collections.abc import Callable, Iterator, Sequence

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

        # The weight of a shared term is to count once, and the product has that of one side times that of the other's.
        self._product = Product(texts, lambda _, term: weigh(frozenset((term,))) ** 0.5, most=most)
        self._totals = np.array(totals, dtype=float)
        common = self._product.widespread
        self._common = np.array([weigh(text & common) for text in texts], dtype=float)

    def pairs(self, least: int, cover: float) -> Iterator[tuple[int, int]]:
        """Places of the texts that share `least` rare terms and may share `cover` of the lighter one's weight."""
        import numpy as np

        for found in self._product.pairs():
            most = found.weight + np.minimum(self._common[found.left], self._common[found.right])
            lighter = np.minimum(self._totals[found.left], self._totals[found.right])
            hold = (found.times >= least) & (most >= cover * lighter - 1)  # weights are large: 1 is more than rounding
            yield from zip(found.left[hold].tolist(), found.right[hold].tolist(), strict=True)
