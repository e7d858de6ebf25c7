"""Dates that stand beside one word in two reports, each of which has no other date beside it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from briefing.engines.rules.detectors.anchors import ROLE, anchors, rarity
from briefing.engines.rules.detectors.clauses import clause
from briefing.engines.rules.detectors.contexts import names_apart
from briefing.engines.rules.detectors.finding import apart
from briefing.engines.rules.detectors.profile import Pile, Profile, rival_figures
from briefing.language.en.rules.anchors import OTHER_ONE, TO_COME
from briefing.language.en.rules.attribution import SAY
from briefing.language.reading import Day

Dating = tuple[Profile, Day]
"""A date in its sentence."""

LIKE, RATHER_LIKE = 0.17, 0.15
"""Dice of two sentences from which a date beside a word of both is of one thing, and where they share three terms."""

FEWEST, MORE = 2, 3
"""Terms that the sentences share at least."""

LASTING = frozenset({f"{ROLE}opened", f"{ROLE}founded"})
"""Roles of what happens once to a thing: it is enough that both sentences name the thing."""

TOGETHER = 4
"""Days between two reports that tell a date by a word like "Monday"."""

SAYING = frozenset(SAY.split("|"))
BESIDE = 2
"""Words on either side of a date in which stands that something was said then."""

WEEK = 7
NEAREST = {"day": 40, "month": 12, "year": 3}
"""Days, months and years that two dates of one thing lie apart, at most."""

LOOSELY = 10
"""Days that those told by a word like "Monday" do."""

LONG = 20
"""Years that those do in which something was built."""


def by_one_word(told: Mapping[int, Sequence[Day]], pile: Pile) -> Iterator[tuple[Dating, Dating, float]]:
    """Pairs of dates of one thing that two reports give differently, with how sure that is."""
    rare = rarity(pile)
    groups: dict[str, list[Dating]] = defaultdict(list)
    for place, dates in told.items():
        profile = pile.profiles[place]
        for when in dates:
            for anchor in () if _is_of_saying(profile, when) else anchors(profile, when.start, when.end, "times"):
                if rare.is_rare(anchor, profile.document.id):
                    groups[anchor].append((profile, when))
    shared: dict[tuple[int, int, int, int], set[str]] = defaultdict(set)
    for anchor, group in groups.items():
        alone = _alone(group)
        if len({when.iso for _, when in alone}) < 2:
            continue  # most words: all agree
        for (a, left), (b, right) in combinations(alone, 2):
            if a.document.id != b.document.id and a.origin != b.origin:
                shared[a.place, left.start, b.place, right.start].add(anchor)
    known = {(p.place, w.start): (p, w) for group in groups.values() for p, w in group}
    for (i, s, j, t), common in sorted(shared.items()):
        one, two = known[i, s], known[j, t]
        if _are_near(one, two, common) and (fit := _alike(one[0], two[0], common, pile)):
            yield one, two, fit


def _is_of_saying(profile: Profile, when: Day) -> bool:
    """Whether a date is that on which somebody said something."""
    before, behind = profile.text[: when.start].split()[-BESIDE:], profile.text[when.end :].split()[:BESIDE]
    return any(word.strip(",.;:").lower() in SAYING for word in (*before, *behind))


def _alone(group: Sequence[Dating]) -> list[Dating]:
    """The dates to which their report gives no other beside the same word."""
    given: dict[str, set[str | None]] = defaultdict(set)
    for profile, when in group:
        given[profile.document.id].add(when.iso)
    return [each for each in group if len(given[each[0].document.id]) == 1]


def _alike(a: Profile, b: Profile, common: set[str], pile: Pile) -> float:
    """How like two sentences are that date what words of both stand for; 0 where they may tell of two things."""
    like = pile.likeness.compare(a.place, b.place)
    if names_apart(a, b) or rival_figures(a, b):
        return 0.0
    if (OTHER_ONE.search(a.text) is None) != (OTHER_ONE.search(b.text) is None):
        return 0.0
    if common & LASTING:
        return like.dice if like.shared else 0.0
    if any(anchor.startswith(ROLE) for anchor in common):
        return like.dice if like.shared >= FEWEST else 0.0
    enough = (like.dice >= LIKE and like.shared >= FEWEST) or (like.dice >= RATHER_LIKE and like.shared >= MORE)
    return like.dice if enough else 0.0


def is_to_come(profile: Profile, when: Day) -> bool:
    """Whether what a date dates had not happened yet when it was told."""
    return TO_COME.search(profile.text, *clause(profile.text, when.start, when.end)) is not None


def _are_near(one: Dating, two: Dating, common: set[str]) -> bool:
    """Whether two dates may be of one thing: given alike, and not too far apart."""
    (a, left), (b, right) = one, two
    if not left.iso or not right.iso or left.iso.startswith(right.iso) or right.iso.startswith(left.iso):
        return False
    if is_to_come(*one) != is_to_come(*two):
        return False
    if left.relative or right.relative:
        if left.precision != "day" or right.precision != "day" or apart(a, b) > TOGETHER:
            return False
        gap = _days(left.iso, right.iso)
        return gap <= LOOSELY and gap != WEEK  # "Friday" in a report of Thursday is the next as well as the last
    if left.precision == right.precision == "day":
        return _days(left.iso, right.iso) <= NEAREST["day"]
    if left.precision == right.precision == "month":
        return _months(left.iso, right.iso) <= NEAREST["month"]
    if not any(anchor.startswith(ROLE) for anchor in common):
        return False
    years = abs(int(left.iso[:4]) - int(right.iso[:4]))
    return 0 < years <= (LONG if common & LASTING else NEAREST["year"])


def _days(one: str, two: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(two)).days)


def _months(one: str, two: str) -> int:
    first, second = (12 * int(each[:4]) + int(each[5:7]) for each in (one, two))
    return abs(first - second)
