"""Where two reports give one count, measure, age, sum or time of day differently."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from briefing.engines.rules.detectors.ages import of_person
from briefing.engines.rules.detectors.counting import Count, counts
from briefing.engines.rules.detectors.fates import DEAD, SACKED
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.openings import HOSPITAL, in_hospital, with_bodies, without_their_trade
from briefing.engines.rules.detectors.profile import Pile
from briefing.engines.rules.detectors.rivals import rivals
from briefing.engines.rules.detectors.sides import sides_of
from briefing.engines.rules.detectors.sums import with_only_sums
from briefing.engines.rules.detectors.things import HOLDING, HOUR, SPAN
from briefing.engines.rules.detectors.topics import topic_of
from briefing.engines.rules.detectors.words import LASTING, at_one_word, by_one_word
from briefing.language.days import days
from briefing.language.en.rules.figures import EARLIER, MOVED, NEARLY

FALLING = frozenset({"miss", "trap"})
"""Counts of people that fall as some of them are found."""

SETTLED = frozenset({"=aboard", SACKED})
"""Counts of people that do not grow with time."""

GROWN = 2
"""Days between two reports from which a toll that is higher has grown, whatever they say of it."""

CHANGE = 0.65
"""Weight of a change in points: what it came to says more."""


def differing_quantities(pile: Pile) -> tuple[Candidate, ...]:
    """One candidate for each thing that two documents count differently."""
    by_thing: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for profile in pile.profiles:
        for count in counts(profile):
            by_thing[count.family, count.what].append(count)
    by_thing.update(without_their_trade(by_thing, pile))
    by_thing["people", HOSPITAL] = in_hospital(by_thing)
    by_thing["people", DEAD] = with_bodies(by_thing)
    by_thing["age", ""] = [of_person(count, pile) for count in by_thing.pop(("age", ""), [])]
    found = []
    for (family, what), every in sorted(by_thing.items()):
        if family in {HOUR, SPAN, HOLDING}:
            continue
        every = with_only_sums(every) if family == "money" else every
        for group in _of_one_row(every):
            if len({c.profile.document.id for c in group}) > 1:
                found += [_candidate(family, what, sides) for sides in rivals(family, sides_of(family, group), pile)]
    for family, what, group in by_one_word([c for every in by_thing.values() for c in every], pile):
        for sides in rivals(family, sides_of(family, group), pile, at_one_word):
            known = [n for n, other in enumerate(found) if _sets_against(sides, other)]
            if not known:
                found.append(_candidate(family, what, sides, lasting=family in LASTING))
            elif family in LASTING:
                found[known[0]] = replace(found[known[0]], lasting=True)
    return tuple(found)


def _sets_against(sides: Sequence[Sequence[Count]], other: Candidate) -> bool:
    """Whether a candidate already has two of these counts on two sides, or one with another of the same noun."""
    if any(voice.start == c.quantity.start and voice.profile.place == c.profile.place and c.quantity.noun
           for side in other.sides for voice in side for group in sides for c in group):
        return True
    held = [{voice.profile.place for voice in side} for side in other.sides]
    met = [{n for n, places in enumerate(held) if places & {c.profile.place for c in side}} for side in sides]
    return len(met[0] | met[1]) > 1 and all(met)


def _of_one_row(every: Sequence[Count]) -> Iterator[list[Count]]:
    """The counts of sentences, then for each thing that tables have a row of its counts and those of clauses that name
    it whole: the other rows of a table are of other things."""
    plain = [count for count in every if not count.profile.tabled]
    yield plain
    for tabled in dict.fromkeys(count.profile.tabled for count in every if count.profile.tabled):
        yield [count for count in every if count.profile.tabled == tabled
               or (not count.profile.tabled and tabled <= count.clause)]


def _candidate(family: str, what: str, sides: Sequence[Sequence[Count]], *, lasting: bool = False) -> Candidate:
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
        lasting=what == "limit" or lasting,
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
    published = [
        sorted(c.profile.document.published or "" for c in side if not EARLIER.search(c.profile.text))
        for side in sides
        if not side[0].quantity.vague
    ]
    if not published or any(not side or not all(side) for side in published):
        return None
    published = published[::-1] if falls else published
    firsts = [side[0] for side in published]
    rising = all(one < next_one for one, next_one in pairwise(firsts))
    if not rising or len(firsts) < 2 or published[0][-1] >= published[-1][-1]:
        return None
    last = sides[0] if falls else sides[-1]
    later = {count.profile.document.id for count in last}
    retold = (c for side in sides if side is not last for c in side if c.profile.document.id in later)
    first = sides[-1] if falls else sides[0]
    moved = any(_says_that_it_moved(count, published[0][0]) for count in last) or all(_is_open(c) for c in first)
    apart = date.fromisoformat(published[-1][0]) - date.fromisoformat(published[0][-1])
    grown = sides[0][0].family == "people" and apart.days >= GROWN
    retelling = any(EARLIER.search(count.profile.text) for count in retold)
    return "later report" if moved or grown or retelling else None


def _is_open(count: Count) -> bool:
    """Whether a count was given as one that may grow: "at least nine"."""
    return count.quantity.bound in {"at least", "more than"}


def _says_that_it_moved(count: Count, before: str) -> bool:
    """Whether a report says that a count has changed, or is of a day after that of the report `before`."""
    told = days(count.profile.text, count.profile.document.language, count.profile.document.published)
    own = any(each.iso and len(each.iso) == len(before) and each.iso > before for each in told)
    return own or MOVED.search(count.profile.text) is not None
