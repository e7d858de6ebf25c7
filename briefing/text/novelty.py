"""What a sentence adds to those above it: one thing is told once, however many sentences could tell it."""

from collections import defaultdict
from collections.abc import Callable

NEAR = 0.2
"""Share of a sentence's weight that one told before must have, to speak of the same: words that sentences on other
things happen to use say nothing."""


class Novelty:
    """What has been told so far, as units of content: terms, figures, days."""

    def __init__(self, weigh: Callable[[frozenset[str]], float]) -> None:
        """`weigh` is what a set of units comes to."""
        self._weigh = weigh
        self._told: list[frozenset[str]] = []
        self._holders: dict[str, list[int]] = defaultdict(list)

    def add(self, units: frozenset[str]) -> None:
        """Note a sentence as told."""
        for unit in units:
            self._holders[unit].append(len(self._told))
        self._told.append(units)

    def share(self, units: frozenset[str]) -> float:
        """How much of a sentence is new, 0 to 1: what the sentences that speak of the same have not told together."""
        whole = self._weigh(units)
        return 1 - self._weigh(units & self._near(units, NEAR * whole)) / whole if whole else 0.0

    def unknown(self, units: frozenset[str]) -> frozenset[str]:
        """Those units that no sentence at all has told."""
        return frozenset(unit for unit in units if unit not in self._holders)

    def _near(self, units: frozenset[str], least: float) -> frozenset[str]:
        """What the told sentences hold that share at least so much with one."""
        places = {place for unit in units for place in self._holders.get(unit, ())}
        near = (self._told[place] for place in places if self._weigh(units & self._told[place]) >= least)
        return frozenset().union(*near)
