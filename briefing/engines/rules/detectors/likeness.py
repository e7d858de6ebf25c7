"""How alike what two sentences tell of is, beside the words in which they differ."""

from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.quantities import Quantity
from briefing.text.likeness import UNIT

FEWEST = 3
"""Terms that two sentences must share to tell of one thing."""

TELLING = 13
"""A count from which no two reports happen on the same number."""

FIGURE = 3 * UNIT
"""What a shared figure weighs: as much as a word that one sentence in twenty has."""


def fit(pile: Pile, a: Profile, b: Profile, without: frozenset[str] = frozenset(), fewest: int = FEWEST) -> float:
    """0 to 1: how much of each sentence, by weight, the other has too, the terms `without` left out; 0 where they
    share fewer than `fewest` terms and figures."""
    left, right = a.terms - without, b.terms - without
    common = left & right
    figures = len(shared_figures(a, b))
    one, two, both = (pile.likeness.weight(each) + figures * FIGURE for each in (left, right, common))
    if len(common) + figures < fewest or min(one, two) <= 0:
        return 0.0
    return min(1.0, 0.5 * both / min(one, two) + both / (one + two) + 0.03 * (len(common) + figures - fewest))


def shared_figures(a: Profile, b: Profile) -> tuple[tuple[Quantity, Quantity], ...]:
    """The figures of two sentences that are one number and too particular to be so by chance."""
    return tuple(
        (p, q)
        for p in a.quantities
        if is_particular(p)
        for q in b.quantities
        if p.value == q.value and p.kind == q.kind and p.unit == q.unit
    )


def is_particular(q: Quantity) -> bool:
    """Whether a figure is of few things: no small count, rank, year or hour."""
    if q.value is None or q.vague or q.kind in {"ordinal", "year", "time", "age"}:
        return False
    return q.kind != "number" or q.value >= TELLING


def other_time(a: Profile, b: Profile) -> bool:
    """Whether two sentences name times more than a year or so apart: what they tell of is not one thing."""
    one, two = a.fact.when, b.fact.when
    return one is not None and two is not None and one[:4] != two[:4] and abs(int(one[:4]) - int(two[:4])) > 1
