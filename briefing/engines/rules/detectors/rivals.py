"""Which sides contradict each other: those whose counts are of one thing, and leave no room for each other's value."""

from collections.abc import Callable, Container, Iterator, Sequence
from itertools import combinations

from briefing.engines.rules.detectors.contexts import elsewhere, is_rate, of_some, rival_subjects
from briefing.engines.rules.detectors.counting import Count
from briefing.engines.rules.detectors.likeness import TELLING
from briefing.engines.rules.detectors.openings import opens
from briefing.engines.rules.detectors.profile import Pile
from briefing.engines.rules.detectors.sameness import ALIKE, same_thing
from briefing.language.en.rules.counting import ANYBODY
from briefing.language.en.rules.figures import EARLIER
from briefing.text.words import term

FAR = 4
"""How many times as large a vague count of people is that is of others."""

OPENING_NEAR = 0.4
"""Ratio from which two counts that reports open with are of one thing."""

OPENED = frozenset({"count", "persons", "area", "mass", "volume"})
"""Families of which a report that opens with one has one."""

OPENING_SURE = 0.4
"""How sure that is."""


Linking = Callable[[Count, Count, Pile], float]
"""How sure it is that two counts are of one thing, 0 to 1."""


def rivals(
    family: str, sides: list[list[Count]], pile: Pile, linked: Linking | None = None
) -> Iterator[list[list[Count]]]:
    """Sets of sides that all contradict each other, the surest first; a side stands in one set only."""
    linked = linked or _linked
    edges = {
        (i, j): fit
        for i, j in combinations(range(len(sides)), 2)
        if (fit := _rivalry(family, sides[i], sides[j], pile, linked)) > 0
    }
    used: set[int] = set()
    for pair, _ in sorted(edges.items(), key=lambda edge: (-edge[1], edge[0])):
        if used & {*pair}:
            continue
        group = _with_all_rivals(pair, [k for k in range(len(sides)) if k not in used], edges)
        used |= {*group}
        yield [
            [c for c in sides[k] if any(linked(c, o, pile) for m in group if m != k for o in sides[m])]
            for k in sorted(group)
        ]


def _with_all_rivals(pair: tuple[int, int], free: Sequence[int], edges: Container[tuple[int, int]]) -> list[int]:
    """Two sides, and of those that are free each that contradicts all of the set so far."""
    group = [*pair]
    for k in free:
        if k not in group and all((min(k, m), max(k, m)) in edges for m in group):
            group.append(k)
    return group


def _rivalry(family: str, left: Sequence[Count], right: Sequence[Count], pile: Pile, linked: Linking) -> float:
    """How sure it is that two sides give one thing differently: 0 where a document gives both, so that they must be
    two things."""
    first, second = ({c.profile.document.id for c in side} for side in (left, right))
    retold = any(EARLIER.search(c.profile.text) for c in (*left, *right))
    if first & second and not (retold or (family == "age" and first != second)):
        return 0.0
    if _compatible(family, left[0], right[0]) or (family == "people" and _far(left[0], right[0])):
        return 0.0
    links = [linked(a, b, pile) for a in left for b in right if a.profile.document.id != b.profile.document.id]
    if not any(links):
        return 0.0
    near = _nearness(left[0], right[0])
    if family == "money" and linked is _linked and near < 0.5 and not _one_sentence(left, right, pile):
        return 0.0
    return max(links) * (0.3 + 0.7 * near)


def _nearness(a: Count, b: Count) -> float:
    """The ratio of two values, 0 to 1; a half where one is vague."""
    low, high = sorted((a.low, b.low))
    return max(0.0, low / high) if high > 0 and not a.quantity.vague and not b.quantity.vague else 0.5


def _one_sentence(left: Sequence[Count], right: Sequence[Count], pile: Pile) -> bool:
    """Whether two sums stand in sentences so alike that they are of one thing whatever their ratio."""
    alike = (pile.likeness.compare(a.profile.place, b.profile.place).dice for a in left for b in right)
    return max(alike, default=0.0) >= ALIKE


def _compatible(family: str, a: Count, b: Count) -> bool:
    """Whether a bound ("more than 50", "at least 40") leaves room for the other value close by."""
    if a.quantity.vague or b.quantity.vague or a.low == b.low:
        return False
    small, large = sorted((a, b), key=lambda c: c.low)
    if "about" in {a.quantity.bound, b.quantity.bound} and large.low <= 1.05 * small.low:
        return True
    return small.quantity.bound in {"more than", "at least"} and large.low <= 1.15 * small.low


def _far(a: Count, b: Count) -> bool:
    """Whether a vague count of people is so far from the other's that it is of others: one dead, and dozens."""
    vague, other = sorted((a, b), key=lambda c: not c.quantity.vague)
    return vague.quantity.vague and not other.quantity.vague and FAR * other.high < vague.low


def _linked(a: Count, b: Count, pile: Pile) -> float:
    """How sure it is that two counts are of one thing, by their contexts, else because two reports open with them."""
    return same_thing(a, b, pile) or (OPENING_SURE if _open_alike(a, b, pile) else 0.0)


def _open_alike(a: Count, b: Count, pile: Pile) -> bool:
    """Whether two reports open with a count of one noun: they count the same, whatever they say of it."""
    if a.family not in OPENED or elsewhere(a, b) or a.times != b.times or is_rate(a) != is_rate(b):
        return False
    measured = a.family not in {"count", "persons"}
    one, two = (term(c.quantity.unit or "" if measured else c.quantity.noun or "people") for c in (a, b))
    near = min(a.low, b.low) >= OPENING_NEAR * max(a.high, b.high)
    both = (a.profile.terms & b.profile.terms) - {one, a.what}
    known = bool(both) or (not measured and min(a.low, b.low) >= TELLING)
    one_thing = one == two and one not in ANYBODY and not (of_some(a, b) or of_some(b, a) or rival_subjects(a, b))
    return near and known and one_thing and opens(a, pile) and opens(b, pile)
