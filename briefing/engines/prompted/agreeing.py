"""Figures that do not contradict each other, whatever a model makes of them: one amount in two units, one rounded."""

from collections.abc import Sequence
from itertools import combinations

from briefing.engines.rules.detectors.measures import BASE, value_range
from briefing.language.quantities import Quantity, quantities

CONVERTED = 0.01
"""How far apart one amount in two units may be, as a share: "40 metres" is told as "130 feet", which is 39.6."""

ROUNDED, BOUNDED = 0.05, 0.15
"""How far from "about", and beyond "more than" or "under", the exact figure may be: as the gates hold a sentence."""

_ABOVE, _BELOW = frozenset({"at least", "more than"}), frozenset({"at most", "less than", "just below"})


def figures_agree(words: Sequence[str], *codes: str) -> bool:
    """Whether every text holds one figure, and each figure is true of each other one; False where that can't be read,
    or the texts are of several languages."""
    if len(codes) != 1:
        return False
    figures = [_only(each, *codes) for each in words]
    return len(figures) > 1 and all(one and other and _agree(one, other) for one, other in combinations(figures, 2))


def _only(text: str, code: str) -> Quantity | None:
    """The one figure of a text; None where it has none or several."""
    found = [each for each in quantities(text, code) if each.kind != "year"]
    return found[0] if len(found) == 1 and not found[0].vague else None


def _agree(one: Quantity, other: Quantity) -> bool:
    """Whether two figures of one kind are the same amount in two units, or one rounds the other and says so."""
    first, second = (value_range(each)[0] for each in (one, other))
    if first is None or second is None or _dimension(one) != _dimension(other) or min(first, second) <= 0:
        return False
    if one.unit != other.unit and abs(first / second - 1) <= CONVERTED:
        return True
    return _is_true_of(one, first, second) or _is_true_of(other, second, first)


def _dimension(figure: Quantity) -> tuple[str, str | None]:
    """What a figure is measured in, whatever its unit."""
    return figure.kind, BASE.get(figure.unit or "", (figure.unit,))[0]


def _is_true_of(rounder: Quantity, value: float, exact: float) -> bool:
    """Whether a figure that says that it is round has fewer digits than the other, and that one near where it says."""
    if len(f"{value:.12g}".strip("0").replace(".", "")) >= len(f"{exact:.12g}".strip("0").replace(".", "")):
        return False
    share = exact / value - 1
    if rounder.bound == "about":
        return abs(share) <= ROUNDED
    return (rounder.bound in _ABOVE and 0 < share <= BOUNDED) or (rounder.bound in _BELOW and -BOUNDED <= share < 0)
