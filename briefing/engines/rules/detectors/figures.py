"""Where two reports give one count, measure, age, sum or time of day differently."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing.engines.rules.detectors.ages import of_person
from briefing.engines.rules.detectors.counting import Count, counts
from briefing.engines.rules.detectors.fates import SACKED
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.openings import without_their_trade
from briefing.engines.rules.detectors.profile import Pile
from briefing.engines.rules.detectors.rivals import rivals
from briefing.engines.rules.detectors.sides import sides_of
from briefing.engines.rules.detectors.sums import with_only_sums
from briefing.engines.rules.detectors.topics import topic_of
from briefing.language.en.rules.figures import EARLIER, NEARLY

FALLING = frozenset({"miss", "trap"})
"""Counts of people that fall as some of them are found."""

SETTLED = frozenset({"=aboard", SACKED})
"""Counts of people that do not grow with time."""

CHANGE = 0.65
"""Weight of a change in points: what it came to says more."""


def differing_quantities(pile: Pile) -> tuple[Candidate, ...]:
    """One candidate for each thing that two documents count differently."""
    by_thing: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for profile in pile.profiles:
        for count in counts(profile):
            by_thing[count.family, count.what].append(count)
    by_thing.update(without_their_trade(by_thing, pile))
    by_thing["age", ""] = [of_person(count, pile) for count in by_thing.pop(("age", ""), [])]
    found = []
    for (family, what), every in sorted(by_thing.items()):
        every = with_only_sums(every) if family == "money" else every
        for group in _of_one_row(every):
            if len({c.profile.document.id for c in group}) > 1:
                found += [_candidate(family, what, sides) for sides in rivals(family, sides_of(family, group), pile)]
    return tuple(found)


def _of_one_row(every: Sequence[Count]) -> Iterator[list[Count]]:
    """The counts of sentences, then for each thing that tables have a row of its counts and those of clauses that name
    it whole: the other rows of a table are of other things."""
    plain = [count for count in every if not count.profile.tabled]
    yield plain
    for tabled in dict.fromkeys(count.profile.tabled for count in every if count.profile.tabled):
        yield [count for count in every if count.profile.tabled == tabled
               or (not count.profile.tabled and tabled <= count.clause)]


def _candidate(family: str, what: str, sides: Sequence[Sequence[Count]]) -> Candidate:
    weight = {"people": 1.0, "age": 0.9, "time": 0.8, "money": 0.8, "percent": 0.7, "count": 0.7}.get(family, 0.8)
    weight = CHANGE if what == "points" else weight
    spread = len({c.profile.document.id for side in sides for c in side})
    bounds_only = len({c.low for side in sides for c in side}) == 1
    score = weight * (0.7 + 0.1 * min(spread, 4)) * (0.68 if bounds_only else 1.0)
    grows = family in {"people", "persons", "count"} and what not in SETTLED
    importance = 1 if family in {"age", "money"} or what == "=kill" or (spread > 2 and family != "count") else 2
    voices = tuple(tuple(_voice(c) for c in side) for side in sides)
    return Candidate(
        Detector.FIGURES,
        "date" if family == "time" else "figure",
        topic_of(family, what, [c for side in sides for c in side]),
        voices,
        tuple(v[0].profile.text[v[0].start : v[0].end] for v in voices),
        score,
        importance,
        _explained(sides, falls=what in FALLING) if grows else None,
        lasting=what == "limit",
    )


def _voice(count: Count) -> Voice:
    """The figure, with the words that follow it up to what it counts."""
    text, q = count.profile.text, count.quantity
    tail = re.match(r"(?:[\s-]+[\w’'-]+){0,3}", text[q.end :])
    words = list(re.finditer(r"[\w’'-]+", tail.group())) if tail and q.noun else []
    end = next((w.end() for w in words if w.group().lower() == q.noun), 0)
    nearly = NEARLY.search(text[: q.start])
    return Voice(count.profile, nearly.start() if nearly else q.start, q.end + end)


def _explained(sides: Sequence[Sequence[Count]], *, falls: bool) -> str | None:
    """ "later report" where the values rise with the days of publication, or fall if they are of those that are still
    looked for, from one to another, or between versions of one report, which has no other reason to count anew. Two
    values of one day are two accounts."""
    if len({c.profile.origin for side in sides for c in side}) == 1:
        return "later report"
    days = [
        sorted(c.profile.document.published or "" for c in side if not EARLIER.search(c.profile.text))
        for side in sides
        if not side[0].quantity.vague
    ]
    if not days or any(not side or not all(side) for side in days):
        return None
    days = days[::-1] if falls else days
    firsts = [side[0] for side in days]
    rising = all(one < next_one for one, next_one in pairwise(firsts))
    return "later report" if rising and len(firsts) > 1 and days[0][-1] < days[-1][-1] else None
