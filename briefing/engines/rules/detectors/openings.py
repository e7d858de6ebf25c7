"""What a report opens with: its first sentences tell what it is about, whatever it calls those whom it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.engines.rules.detectors.counting import Count
from briefing.engines.rules.detectors.fates import DEAD
from briefing.engines.rules.detectors.profile import Pile
from briefing.language.en.rules.counting import REMAINS, SOME
from briefing.language.en.rules.figures import ADDED, LISTED

TOLLS = frozenset({"=kill", "=injure", "miss", "=disease", "=hospital"})
"""What is counted of one event, and grows from report to report."""

HOSPITAL, HURT = "=hospital", "=injure"
OPENING = 3
"""Sentences of a report that tell what it is about."""


def without_their_trade(
    by_thing: Mapping[tuple[str, str], Sequence[Count]], pile: Pile
) -> dict[tuple[str, str], list[Count]]:
    """Tolls that a report opens with as those of all, whatever it calls them ("nine miners were killed"), and those
    that are left of each trade."""
    changed: dict[tuple[str, str], list[Count]] = {}
    for (family, what), every in by_thing.items():
        fate, _, noun = what.partition(" ")
        if family != "people" or not noun or noun in SOME or fate not in TOLLS:
            continue
        whole = changed.setdefault((family, fate), list(by_thing.get((family, fate), ())))
        counted = {count.profile.document.id for count in by_thing.get((family, fate), ())}
        opening = [count for count in every if _is_whole(count, pile) and count.profile.document.id not in counted]
        whole += [replace(count, what=fate) for count in opening]
        changed[family, what] = [count for count in every if count not in opening]
    return changed


def in_hospital(by_thing: Mapping[tuple[str, str], Sequence[Count]]) -> list[Count]:
    """Those taken to hospital, with those whom a report that counts no such ones calls hurt beside a word for
    hospitals ("hospitals admitted 44 injured"), or who are fewer than any hospitals took in."""
    taken, hurt = (list(by_thing.get(("people", fate), ())) for fate in (HOSPITAL, HURT))
    known = {count.profile.document.id for count in taken}
    least = min((count.low for count in taken), default=0.0)
    return taken + [replace(count, what=HOSPITAL) for count in hurt
                    if count.profile.document.id not in known and (HOSPITAL in count.clause or count.high < least)]


def with_bodies(by_thing: Mapping[tuple[str, str], Sequence[Count]]) -> list[Count]:
    """The dead, with the bodies that a report counts which has no other count of the dead."""
    dead = list(by_thing.get(("people", DEAD), ()))
    known = {count.profile.document.id for count in dead}
    return dead + [replace(count, what=DEAD) for (family, what), every in by_thing.items() for count in every
                   if family == "people" and what.startswith(f"{DEAD} ") and count.quantity.noun in REMAINS
                   and count.profile.document.id not in known]


def opens(count: Count, pile: Pile) -> bool:
    """Whether a count stands in one of the first sentences of its report."""
    place = count.profile.place - OPENING
    return place < 0 or pile.profiles[place].document.id != count.profile.document.id


def _is_whole(count: Count, pile: Pile) -> bool:
    """Whether a report opens with a count, of no country and beside no others."""
    return opens(count, pile) and (count.quantity.noun or "").islower() and not _is_listed(count)


def _is_listed(count: Count) -> bool:
    """Whether others are counted beside those: "twelve guests and two cooks"."""
    text, q = count.profile.text, count.quantity
    return ADDED.search(text[: q.start]) is not None or any(
        other.start > q.end and LISTED.fullmatch(text[q.end : other.start]) for other in count.profile.quantities
    )
