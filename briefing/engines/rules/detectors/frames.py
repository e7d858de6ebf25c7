"""One figure in two frames: of another time, of another thing."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import fit, is_particular, shared_figures
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.engines.rules.detectors.sides import digits
from briefing.language.en.rules.counting import FATES, PEOPLE
from briefing.language.en.rules.frames import NEXT, PERSONAL, SPAN, YEARLY
from briefing.language.quantities import Quantity
from briefing.text.words import term

HORIZONS = (YEARLY, SPAN, NEXT)
LEAST = 0.3
COPIED = 0.5
"""Dice from which two sentences are one, and count the same in other words ("19 others", "19 defendants")."""

MOST = 60
"""Sentences with one figure; one told more often is of many things."""

DISTINCT = 2
"""Digits of a figure that tell something, from which two reports have it of one thing: 1,200, not 1,000."""

FAINT = 0.12
"""How much two sentences share, beside so distinct a figure."""


def differing_frames(pile: Pile) -> tuple[Candidate, ...]:
    """Pairs of sentences that give one particular figure for two times or for two things."""
    found = []
    for i, j in sorted({*pile.pairs, *_of_one_figure(pile)}):
        a, b = pile.profiles[i], pile.profiles[j]
        for p, q in shared_figures(a, b):
            like = fit(pile, a, b, fewest=1)
            if a.origin == b.origin or like < (FAINT if digits(p.value or 0.0) >= DISTINCT else LEAST):
                continue
            one, two = _frame(a, p), _frame(b, q)
            topic = _difference(p, one, two)
            if topic == "of what" and pile.likeness.compare(i, j).dice >= COPIED:
                continue
            if topic:
                sides = ((Voice(a, p.start, p.end),), (Voice(b, q.start, q.end),))
                labels = tuple(f"{x.text} {label}".strip() for x, label in ((p, one[topic]), (q, two[topic])))
                score = 0.35 + 0.6 * like
                found.append(Candidate(Detector.FRAMES, "scope", f"{p.text}: {topic}", sides, labels, score, 2))
    return tuple(found)


def _of_one_figure(pile: Pile) -> Iterator[tuple[int, int]]:
    """Pairs of sentences of two documents that share a figure so distinct that it is of one thing, and may be nothing
    else."""
    told: dict[tuple[str, str | None, float], list[int]] = defaultdict(list)
    for profile in pile.profiles:
        for q in profile.quantities:
            if is_particular(q) and q.value is not None and digits(q.value) >= DISTINCT:
                told[q.kind, q.unit, q.value].append(profile.place)
    for places in told.values():
        if len(places) <= MOST:
            yield from ((i, j) for i, j in combinations(sorted(set(places)), 2)
                        if pile.profiles[i].document.id != pile.profiles[j].document.id)


def _frame(profile: Profile, q: Quantity) -> dict[str, str]:
    """What a sentence says of a figure beside its value: "when" and "of what", "" where it does not say."""
    text = profile.text
    time = min(_times(text), key=lambda hit: max(hit.start() - q.end, q.start - hit.end()), default=None)
    return {"when": time.group() if time else "", "of what": q.noun or ""}


@lru_cache(maxsize=65_536)
def _times(text: str) -> tuple[re.Match[str], ...]:
    """Where a sentence names a time; each of its figures is held against those of many others."""
    return tuple(hit for pattern in HORIZONS for hit in pattern.finditer(text))


def _difference(p: Quantity, one: dict[str, str], two: dict[str, str]) -> str | None:
    """In what two frames differ."""
    if p.kind != "measure" and one["when"] and two["when"] and _kind(one["when"]) != _kind(two["when"]):
        return "when"
    things = [term(frame["of what"]) if frame["of what"] else "" for frame in (one, two)]
    people = [thing in PEOPLE or thing in FATES for thing in things]
    if all(things) and things[0] != things[1] and people[0] != people[1] and not PERSONAL & set(things):
        return "of what"
    return None


def _kind(time: str) -> int:
    return next(n for n, pattern in enumerate(HORIZONS) if pattern.search(time))
