"""Which divergence of a story a mail tells: one that no editor would call none."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from briefing.language.bounds import reach
from briefing.language.en.rules.selection import HEDGED
from briefing.language.quantities import Quantity, quantities
from briefing.language.wording import one_or_other, topic_of
from briefing.model import Briefing, Divergence, Position
from briefing.render.telling import page_code
from briefing.text.likeness import Likeness
from briefing.text.words import terms

PLAIN = ("figure", "date", "status")
"""Kinds of divergence that two words or figures tell, which stand in its summary behind a colon; how something was put,
or why, needs more than a mail has."""

SIDES = 3  # of a divergence, at most
BACKGROUND = 20  # texts thought beside the sides when their terms are weighed
SAME_SUBJECT = 0.35
"""Dice of two sides' terms from which they speak of the same thing."""

SAME_ACT = 0.5
"""The same where days differ: a story has many acts, each with its day."""

WORTH_NOTING = 2
"""The least importance of two figures that are told by the name of what they count."""

APART = 2.0
"""How many times the smaller of two figures of one thing the larger is, at most: estimates of one thing lie near each
other."""

NAMELESS = ("sum", "percentage")
"""What figures are called of which nobody knows what they are of."""


def contested(briefing: Briefing, appeared: Sequence[Divergence]) -> Iterator[Divergence]:
    """The divergences that a mail may tell, the surest first: unexplained, between sources of different names, of a
    kind whose values stand in its summary, none of its sides hedged; on one subject, or two figures of one named thing.
    """
    known = _Sides(briefing)
    fit = sorted((each for each in appeared if each.kind in PLAIN and ": " in each.summary and not each.explained_by
                  and not each.within and len(each.positions) <= SIDES and not _is_hedged(each)
                  and known.are_apart(each)), key=lambda each: (each.importance, PLAIN.index(each.kind)))
    return (each for each in fit if (each.importance == 1 and same_subject(each)) or known.count_one_thing(each))


def same_subject(divergence: Divergence) -> bool:
    """Whether the sides of a divergence speak of the same thing in much the same words, each with one of the others."""
    sides = [terms(each.statement) for each in divergence.positions]
    likeness = Likeness(sides, BACKGROUND)
    least = SAME_ACT if divergence.kind == "date" else SAME_SUBJECT
    near = {place for (m, a), (n, b) in combinations(enumerate(sides), 2) for place in (m, n)
            if 2 * likeness.weight(a & b) >= least * (likeness.weight(a) + likeness.weight(b))}
    return len(near) == len(sides)


def _is_hedged(divergence: Divergence) -> bool:
    """Whether a side is no statement of how things are; of a status its value tells, as "a bill" that would do so."""
    told = (divergence.summary,) if divergence.kind == "status" else statements(divergence)
    return any(map(HEDGED.search, told))


def statements(divergence: Divergence) -> tuple[str, ...]:
    """What each side says."""
    return tuple(each.statement for each in divergence.positions)


class _Sides:
    """Who says the sides of divergences, and when."""

    def __init__(self, briefing: Briefing) -> None:
        documents = {each.id: each for each in briefing.documents}
        self.code = page_code(briefing)
        self.homes = {each.id: documents[each.document] for each in briefing.facts}

    def are_apart(self, divergence: Divergence) -> bool:
        """Whether no outlet stands on two sides: what it says later goes on from what it said."""
        outlets = [{self.homes[each].publisher for each in side.facts} - {None} for side in divergence.positions]
        return not any(one & other for one, other in combinations(outlets, 2))

    def count_one_thing(self, divergence: Divergence) -> bool:
        """Whether two sides give two figures that exclude each other for what the summary names, as of one day."""
        topic, _, told = divergence.summary.partition(": ")
        pair = one_or_other(told, self.code)
        if (divergence.kind != "figure" or divergence.importance > WORTH_NOTING or len(divergence.positions) != 2
                or pair is None or topic in {topic_of(each, "figure", self.code) for each in NAMELESS}):
            return False
        one, other = (quantities(each, self.code) for each in pair)
        return (len(one) == len(other) == 1 and _exclude(one[0], other[0]) and self._of_one_day(divergence.positions)
                and not any(_knows_both(each, one[0], other[0], self.code) for each in statements(divergence)))

    def _of_one_day(self, sides: Sequence[Position]) -> bool:
        """Whether the latest words of each side are of one known day: counts grow from one day to the next."""
        latest = {max(self.homes[each].published or "" for each in side.facts) if side.facts else ""
                  for side in sides}
        return len(latest) == 1 and "" not in latest


def _exclude(one: Quantity, other: Quantity) -> bool:
    """Whether two figures can't both hold, and lie near enough to be of one thing."""
    if one.value is None or other.value is None or (one.unit and other.unit and one.unit != other.unit):
        return False
    low, high = sorted((one.value, other.value))
    (a, b), (c, d) = _span(one), _span(other)
    return 0 < low < high <= APART * low and (b < c or d < a)


def _span(figure: Quantity) -> tuple[float, float]:
    least, most = reach(figure.bound)
    value = figure.value or 0.0
    return value * least, value * most


def _knows_both(text: str, one: Quantity, other: Quantity, code: str) -> bool:
    """Whether a side gives the other's figure too: "14, up from nine" goes on from it."""
    values = {each.value for each in quantities(text, code)}
    return {one.value, other.value} <= values
