"""One figure in two frames: of another time, of another thing, the whole or what came on top."""

import re

from briefing.engines.rules.detectors.counting import FATES, PEOPLE
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import fit, shared_figures
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.quantities import Quantity
from briefing.regex import lazy_regex
from briefing.text.words import term

YEARLY = lazy_regex(r"\b(?:a|per|each|every)\s+year\b|\bannual(?:ly)?\b|\byearly\b", re.I)
SPAN = lazy_regex(
    r"\b(?:over|for|within)\s+(?:the\s+)?(?:next\s+)?(?:\w+\s+)?(?:years|months|decades?)\b|"
    r"\bin\s+the\s+(?:long|short)(?:er)?\s+(?:run|term)\b",
    re.I,
)
NEXT = lazy_regex(r"\b(?:next|this|last)\s+(?:year|month|quarter|week)\b", re.I)
ADDED = lazy_regex(r"\b(?:additional|extra)\s+(?:\w+\s+){0,2}$", re.I)
ADDITIONAL = lazy_regex(r"^\s+(?:additional|extra)\b", re.I)
HORIZONS = (YEARLY, SPAN, NEXT)
NEAR = 60  # characters on each side of a figure in which its time stands
LEAST = 0.3


def differing_frames(pile: Pile) -> tuple[Candidate, ...]:
    """Pairs of sentences that give one particular figure for two times, for two things, or as a whole and a rise."""
    found = []
    for i, j in pile.pairs:
        a, b = pile.profiles[i], pile.profiles[j]
        for p, q in shared_figures(a, b):
            one, two = _frame(a, p), _frame(b, q)
            like = fit(pile, a, b)
            if like < LEAST or a.origin == b.origin or one == two:
                continue
            topic = _difference(one, two)
            if topic:
                sides = ((Voice(a, p.start, p.end),), (Voice(b, q.start, q.end),))
                labels = tuple(f"{x.text} {label}".strip() for x, label in ((p, one[topic]), (q, two[topic])))
                score = 0.35 + 0.6 * like
                found.append(Candidate(Detector.FRAMES, "scope", f"{p.text}: {topic}", sides, labels, score, 2))
    return tuple(found)


def _frame(profile: Profile, q: Quantity) -> dict[str, str]:
    """What a sentence says of a figure beside its value: "when", "of what", "on top"; "" where it does not say."""
    text = profile.text
    around = text[max(0, q.start - NEAR) : q.end + NEAR]
    time = next((hit.group() for pattern in HORIZONS if (hit := pattern.search(around))), "")
    added = ADDED.search(text[: q.start]) or ADDITIONAL.match(text[q.end :])
    return {"when": time, "of what": q.noun or "", "on top": "more" if added else ""}


def _difference(one: dict[str, str], two: dict[str, str]) -> str | None:
    """In what two frames differ."""
    if one["when"] and two["when"] and _kind(one["when"]) != _kind(two["when"]):
        return "when"
    if bool(one["on top"]) != bool(two["on top"]):
        return "on top"
    things = [term(frame["of what"]) if frame["of what"] else "" for frame in (one, two)]
    people = [thing in PEOPLE or thing in FATES for thing in things]
    if all(things) and things[0] != things[1] and people[0] != people[1]:
        return "of what"
    return None


def _kind(time: str) -> int:
    return next(n for n, pattern in enumerate(HORIZONS) if pattern.search(time))
