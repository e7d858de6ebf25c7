"""Whether two counts are of one thing, by how alike their sentences are: for each family a test of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefing.engines.rules.detectors.ages import is_named
from briefing.engines.rules.detectors.contexts import (
    elsewhere,
    is_of_subject,
    is_rate,
    of_some,
    on_two_days,
    rival_subjects,
    times_past,
)
from briefing.engines.rules.detectors.counting import Count
from briefing.engines.rules.detectors.likeness import other_time
from briefing.engines.rules.detectors.measures import DEPTH
from briefing.engines.rules.detectors.profile import Pile
from briefing.engines.rules.detectors.sums import sum_head
from briefing.language.en.rules.counting import AGENTS, PEOPLE, REMAINS
from briefing.language.en.rules.figures import ONLY_ONE
from briefing.text.likeness import Pair

ALIKE = 0.5
"""Dice of two sentences whose sums are of one thing however far apart."""

MANY_SHARED = 4
"""Terms of two sentences that count one noun, from which they count one thing, where no list tells who are people."""

MUCH = 0.4
"""How near two counts of one noun must be: "lost two seats" is no rival of "21 seats"."""

CLOSE = 0.8
"""How near two lows or highs must be to be of one fall or rise."""

LIKE_AGED, LIKE_LONG, LIKE_COUNTED = 0.22, 0.3, 0.18
"""Dice of two sentences from which a boy of each, a length or a count of a noun are of one thing."""

NAMED_AGES, AGES = 5, 3
"""Years by which the ages that two reports give one person differ, whom both name, and whom they do not."""

ONE_HEAD = 0.2
"""How much better two sums fit that are called by one word."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two counts of one family and of one fate, noun or unit, with what their sentences share."""

    a: Count
    b: Count
    clauses: frozenset[str]
    """Terms of both clauses."""

    share: float
    """Weight of those terms, as a share of that of the lighter clause."""

    whole: Pair
    """How alike the sentences are."""

    @property
    def fit(self) -> float:
        """How well the contexts agree, 0.5 to 1, if it is one thing."""
        return 0.5 + 0.5 * max(self.whole.dice, min(1.0, self.share))

    @property
    def terms(self) -> frozenset[str]:
        """Terms of both sentences."""
        return self.a.profile.terms & self.b.profile.terms

    @property
    def close(self) -> bool:
        """Whether the values are of one fall, rise or depth."""
        return min(self.a.low, self.b.low) >= CLOSE * max(self.a.low, self.b.low)

    @property
    def near(self) -> bool:
        """Whether the values may be of one count."""
        return min(self.a.low, self.b.low) >= MUCH * max(self.a.high, self.b.high)


def same_thing(a: Count, b: Count, pile: Pile) -> float:
    """How well the contexts of two counts agree, 0 to 1; 0 where they count two things."""
    if a.family in PLACED and (elsewhere(a, b) or times_past(a) != times_past(b)):
        return 0.0
    if a.family in {"count", "persons"} and is_rate(a) != is_rate(b):
        return 0.0
    pair = _paired(a, b, pile)
    if a.profile.tabled | b.profile.tabled:
        return pair.fit * _one_column(pair)
    if a.family in {"count", "persons"} and (of_some(a, b) or of_some(b, a)):
        return 0.0
    fit = pair.fit * TESTS.get(a.family, _one_measure)(pair)
    return min(1.0, fit + ONE_HEAD) if fit and a.family in SUMS and _by_one_head(pair) else fit


def _paired(a: Count, b: Count, pile: Pile) -> Pairing:
    likeness, common = pile.likeness, a.clause & b.clause
    lighter = min(likeness.weight(a.clause), likeness.weight(b.clause)) or 1.0
    whole = likeness.compare(a.profile.place, b.profile.place)
    return Pairing(a, b, common, likeness.weight(common) / lighter, whole)


def _one_column(pair: Pairing) -> bool:
    """Whether two counts of one row of a table are of one column too."""
    a, b = pair.a, pair.b
    if a.family == "count" and not pair.near:
        return False
    return a.what not in {"", a.quantity.unit} or bool(pair.clauses - (a.profile.tabled | b.profile.tabled))


def _one_toll(pair: Pairing) -> bool:
    """Of people whose fate is told: of one event, unless the days or the names say otherwise."""
    a, b = pair.a, pair.b
    fewer, more = sorted((a, b), key=lambda count: count.low)
    if fewer.quantity.noun in REMAINS and more.quantity.noun not in REMAINS:
        return False  # not all of the dead have been found
    return not on_two_days(a, b) and (bool(pair.terms - PEOPLE - {a.what}) or not rival_subjects(a, b))


def _one_crowd(pair: Pairing) -> bool:
    """Of people of whom something else is said."""
    said = pair.clauses - {pair.a.what} - PEOPLE
    return len(said) >= 2 and pair.whole.dice >= ALIKE and not rival_subjects(pair.a, pair.b)


def _one_moment(pair: Pairing) -> bool:
    """Of times of day: any two of what happened."""
    return True


def _one_quake(pair: Pairing) -> bool:
    return abs(pair.a.low - pair.b.low) <= 1


def _one_rank(pair: Pairing) -> bool:
    return len(pair.terms) >= 3 and not rival_subjects(pair.a, pair.b)


def _one_level(pair: Pairing) -> bool:
    """Of what fell or rose to a sum."""
    return pair.close and bool(pair.terms) and not other_time(pair.a.profile, pair.b.profile)


def _one_duration(pair: Pairing) -> bool:
    if pair.a.what == "lasted":
        return bool(pair.whole.shared)
    return len(pair.clauses) >= 2 and pair.share >= 0.4 and pair.whole.shared >= 3


def _one_person(pair: Pairing) -> bool:
    """Of ages: one noun or name, the noun in sentences that are alike."""
    a, b = pair.a, pair.b
    same = a.only & b.only
    named = bool(same & ONLY_ONE) or any(is_named(word, a) and is_named(word, b) for word in same)
    most = NAMED_AGES if named else AGES
    return bool(same) and (named or pair.whole.dice >= LIKE_AGED) and abs(a.low - b.low) <= most


def _one_noun(pair: Pairing) -> bool:
    """Of counts of a noun, or of people of one country."""
    a, b = pair.a, pair.b
    if a.what == DEPTH and pair.close:
        return bool(pair.terms)
    if a.what.startswith("from "):
        return pair.whole.shared >= 2
    if pair.whole.dice < LIKE_COUNTED and not {a.quantity.noun, b.quantity.noun} & AGENTS:
        return False
    return (len(pair.clauses) >= 3 and pair.share >= 0.4) or pair.whole.cover >= 0.45 or _shares_enough(pair)


def _shares_enough(pair: Pairing) -> bool:
    """Whether the sentences of two counts share so many terms, whatever their clauses do."""
    a, b = pair.a, pair.b
    large = min(a.low, b.low) >= 20 and pair.near
    if pair.whole.shared >= 2 and (large or _is_loose(a) != _is_loose(b)):
        return True
    return pair.whole.shared >= MANY_SHARED and not _is_english(a, b)


def _one_sum(pair: Pairing) -> bool:
    """Of money and percentages: of one listed thing, of one subject, or called alike in clauses that share enough."""
    a, b = pair.a, pair.b
    if a.only & b.only:
        return True
    if is_of_subject(a, b):
        return not rival_subjects(a, b)
    one, two = sum_head(a), sum_head(b)
    if one and two and not one & two:
        return False
    alike = pair.whole.dice >= ALIKE
    return (
        len(pair.clauses - {a.what}) >= (2 if one & two or alike else 3)
        and pair.share >= 0.3
        and pair.whole.shared >= (3 if alike else 4)
        and not rival_subjects(a, b)
    )


def _by_one_head(pair: Pairing) -> bool:
    """Whether it is only by what two sums are called that they are of one thing."""
    a, b = pair.a, pair.b
    return not a.only & b.only and not is_of_subject(a, b) and bool(sum_head(a) & sum_head(b))


def _one_measure(pair: Pairing) -> bool:
    """Of lengths, speeds, areas and what else has a unit."""
    a = pair.a
    if a.family == "length" and a.what in {"", "away"} and pair.whole.dice < LIKE_LONG:
        return False
    if a.what == DEPTH and pair.close:
        return bool(pair.terms)
    return (a.what != "" and len(pair.terms) >= 2) or (len(pair.clauses) >= 2 and pair.share >= 0.5)


def _is_english(a: Count, b: Count) -> bool:
    """Whether the lists of fates and of words for people say what is counted."""
    return a.profile.document.language == b.profile.document.language == "en"


def _is_loose(count: Count) -> bool:
    return count.quantity.vague and count.low >= 20


SUMS = frozenset({"money", "percent"})
PLACED = frozenset({"count", "people", "persons"}) | SUMS
"""Families of which two places or years have two."""

TESTS: Mapping[str, Callable[[Pairing], bool]] = {
    "people": _one_toll,
    "persons": _one_crowd,
    "time": _one_moment,
    "magnitude": _one_quake,
    "rank": _one_rank,
    "level": _one_level,
    "duration": _one_duration,
    "age": _one_person,
    "count": _one_noun,
    "money": _one_sum,
    "percent": _one_sum,
}
"""The test of each family; all others are measures."""
