"""Which texts of a pile may be alike: those that share enough of their rare terms."""

from collections.abc import Iterator, Mapping, Sequence

from briefing.text.product import Product


class Meetings:
    """The rare terms that texts share."""

    def __init__(self, texts: Sequence[frozenset[str]], weights: Mapping[str, int], *, most: int):
        """A term that more than `most` texts hold is no rare one."""
        import numpy as np

        # The weight of a shared term is to count once, and the product has that of one side times that of the other's.
        self._product = Product([{term: weights[term] ** 0.5 for term in sorted(text)} for text in texts], most=most)
        self._totals = np.array([sum(weights[term] for term in text) for text in texts], dtype=float)
        common = self._product.widespread
        self._common = np.array([sum(weights[term] for term in text & common) for text in texts], dtype=float)

    def pairs(self, least: int, cover: float) -> Iterator[tuple[int, int]]:
        """Places of the texts that share `least` rare terms and may share `cover` of the lighter one's weight."""
        import numpy as np

        for found in self._product.pairs():
            most = found.weight + np.minimum(self._common[found.left], self._common[found.right])
            lighter = np.minimum(self._totals[found.left], self._totals[found.right])
            hold = (found.times >= least) & (most >= cover * lighter - 1)  # weights are large: 1 is more than rounding
            yield from zip(found.left[hold].tolist(), found.right[hold].tolist(), strict=True)
