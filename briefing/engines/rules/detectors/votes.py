"""How one vote went: two tallies of it, or all for one thing in one report and some against in another."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from briefing.engines.rules.detectors.beside import beside, may_be_of_one, named
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.openings import OPENING
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.counting import NUMBERS
from briefing.language.en.rules.votes import AGAINST, ALL, PLAIN, SCORED, SOME, TALLY, VOTED
from briefing.language.votes import ballot, light_stems

SHARED = 2
"""Terms beside "vote" that two sentences on one vote have in common."""

NEAR = 0.15
"""Share of the larger number by which two tallies of one vote differ, at most."""

ABSENT = 2
"""Voters by whom two tallies of one vote may differ."""

SURE = 0.6


@dataclass(frozen=True, slots=True)
class Vote:
    """How a sentence says that a vote went."""

    profile: Profile
    start: int
    end: int
    won: int | None
    lost: int | None
    """None where it does not say how many; both None where it only says that some were against."""

    def tally(self) -> tuple[int | None, int | None]:
        return self.won, self.lost


def differing_votes(pile: Pile) -> tuple[Candidate, ...]:
    """Pairs of sentences on one vote of which the tallies exclude each other."""
    votes = [vote for profile in pile.profiles for vote in _votes(profile)]
    told: dict[str, set[tuple[int | None, int | None]]] = defaultdict(set)
    for vote in votes:
        told[vote.profile.document.id].add(vote.tally())
    found = []
    for one, two in combinations(votes, 2):
        a, b = one.profile, two.profile
        if a.document.id == b.document.id or not _excludes(one, two) or not _is_of_one(pile, one, two):
            continue
        if two.tally() in told[a.document.id] or one.tally() in told[b.document.id]:
            continue  # a report that has both tells of two votes
        sides = ((Voice(a, one.start, one.end),), (Voice(b, two.start, two.end),))
        labels = (a.text[one.start : one.end], b.text[two.start : two.end])
        found.append(Candidate(Detector.VOTES, "figure", "how the vote went", sides, labels, SURE, 1))
    return tuple(found)


def _votes(profile: Profile) -> Iterator[Vote]:
    """What a sentence says of how a vote went: its first tally, else that some or none were against."""
    text = profile.bare
    if profile.document.language != "en":
        if told := ballot(text, profile.document.language):
            yield Vote(profile, told.start, told.end, told.won, told.lost)
        return
    if not VOTED.search(text):
        return
    if hit := next((hit for hit in _tallies(text) if not SCORED.search(text)), None):
        won, lost = sorted((_number(hit["won"] or hit["for"]), _number(hit["lost"] or hit["against"])), reverse=True)
        yield Vote(profile, *hit.span(), won, lost)
    elif hit := AGAINST.search(text):
        yield Vote(profile, *hit.span(), None, _number(hit["lost"]))
    elif hit := ALL.search(text):
        yield Vote(profile, *hit.span(), None, 0)
    elif hit := SOME.search(text):
        yield Vote(profile, *hit.span(), None, None)


@lru_cache(maxsize=65_536)
def _tallies(text: str) -> tuple[re.Match[str], ...]:
    return tuple(TALLY.finditer(text))


def _number(text: str) -> int:
    return NUMBERS.get(text.lower()) or int(text.replace(",", ""))


def _excludes(one: Vote, two: Vote) -> bool:
    """Whether two accounts of one vote cannot both be right."""
    if one.won is not None and two.won is not None:
        return one.tally() != two.tally() and _near(one.won, two.won) and _near(one.lost or 0, two.lost or 0)
    if 0 in {one.lost, two.lost}:
        return one.lost != two.lost
    return one.lost is not None and two.lost is not None and one.lost != two.lost and _near(one.lost, two.lost)


def _near(one: int, two: int) -> bool:
    return abs(one - two) <= max(2, NEAR * max(one, two))


def _is_of_one(pile: Pile, one: Vote, two: Vote) -> bool:
    """Whether two sentences tell of one vote: they share what it was on, or both reports open with it."""
    a, b = one.profile, two.profile
    days = {each.fact.when for each in (a, b) if len(each.fact.when or "") == len("2031-05-06")}
    if len(days) > 1:
        return False
    if a.document.language != "en":
        return _names_one(one, two)
    shared = (a.terms & b.terms) - PLAIN
    told = len(shared) >= SHARED or (bool(shared) and _is_of_one_body(one, two))
    return told or (_opens(pile, a) and _opens(pile, b))


def _names_one(one: Vote, two: Vote) -> bool:
    """Whether two clauses in one language say what the vote was on, one of them nothing beside what the other says."""
    a, b = one.profile, two.profile
    told = beside(a, (one.start, one.end), b, (two.start, two.end)) if may_be_of_one(a, b) else None
    if told is None:
        return False
    light = light_stems(a.document.language)
    return bool(told.common - light - named(a, b)) and not (told.left - light and told.right - light)


def _is_of_one_body(one: Vote, two: Vote) -> bool:
    """Whether two tallies are of about as many voters."""
    if one.won is None or two.won is None:
        return False
    return abs(one.won + (one.lost or 0) - two.won - (two.lost or 0)) <= ABSENT


def _opens(pile: Pile, profile: Profile) -> bool:
    place = profile.place - OPENING
    return place < 0 or pile.profiles[place].document.id != profile.document.id
