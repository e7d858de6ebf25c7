"""The sides that counts of one thing fall into: those that rounding or a bound joins stand together."""

from collections.abc import Sequence

from briefing.engines.rules.detectors.counting import Count
from briefing.engines.rules.detectors.hours import HALF_DAY
from briefing.language.en.rules.figures import NEARLY

ROUNDING = 0.1
"""What a value may lose by rounding: "40 million" for 38, not "20 million" for 25."""

PUNCTUALLY, LOOSELY = 4, 10
"""Minutes within which two times of day are one, and within which one that is "just after" an hour is."""

NOISE = 0.004
"""What a unit worked out into another may differ by."""


def sides_of(family: str, cluster: Sequence[Count]) -> list[list[Count]]:
    """The cluster by value; counts that rounding or a bound joins stand together."""
    sides: list[list[Count]] = []
    for count in sorted(cluster, key=lambda c: (c.quantity.vague, c.low, c.high, c.profile.place)):
        for side in sides:
            if _agree(family, side[0], count):
                side.append(count)
                break
        else:
            sides.append([count])
    return sides


def _agree(family: str, a: Count, b: Count) -> bool:
    if a.quantity.vague or b.quantity.vague or a.low < a.high or b.low < b.high:
        return not (a.high < b.low or b.high < a.low)
    if family in {"time", "hour"}:
        return minutes_between(a, b) < (LOOSELY if _is_loosely(a) or _is_loosely(b) else PUNCTUALLY)
    if family == "people" and a.low == b.low:
        return (a.quantity.bound in {"more than", "less than"}) == (b.quantity.bound in {"more than", "less than"})
    if family in {"people", "persons", "age"}:
        return a.low == b.low
    loose = "exact" not in {a.quantity.bound, b.quantity.bound}
    return _rounded(a.low, b.low) or (loose and abs(a.low - b.low) <= 0.05 * max(abs(a.low), abs(b.low)))


def minutes_between(a: Count, b: Count) -> float:
    """How far two times of day lie apart; which half of the day is meant does not count."""
    gap = abs(a.low - b.low) % HALF_DAY
    return min(gap, HALF_DAY - gap)


def _is_loosely(count: Count) -> bool:
    """Whether a time is given as just before or after an hour."""
    return NEARLY.search(count.profile.text[: count.quantity.start]) is not None


def _rounded(a: float, b: float) -> bool:
    """Whether one of two values is the other, given with fewer digits: 5,967.34 and 6,000, but not 5,920."""
    coarse, fine = sorted((a, b), key=digits)
    apart, most = abs(a - b), max(abs(a), abs(b))
    rounded = float(f"{fine:.{max(digits(coarse), 1)}g}") == coarse and apart <= ROUNDING * most
    return rounded or apart <= NOISE * most


def digits(value: float) -> int:
    """How many digits of a value tell something: 2 of 1,200."""
    return len(f"{value:.6g}".replace(".", "").replace("-", "").split("e")[0].strip("0"))
