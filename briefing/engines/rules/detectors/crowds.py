"""How many say a thing: several in one report, one person in another."""

import re
from functools import lru_cache

from briefing.engines.rules.attribution import MEDIA, SAY
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import fit
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.regex import lazy_regex
from briefing.text.names import is_person
from briefing.text.words import terms

MANY = lazy_regex(
    r"\b(?P<who>(?:some|several|many|most|numerous|dozens of|a number of|two|three|four)\s+(?:[\w-]+\s+){0,2}?"
    rf"[\w-]+(?<!report)s|survivors|residents|witnesses|passengers|neighbo?urs)\s+(?:have\s+|had\s+)?(?:{SAY})\b",
    re.I,
)
ONE = lazy_regex(
    rf"\b(?P<who>(?:one(?:\s+of\s+[\w\s]{{3,30}}?)?|(?:one|a|an|another)\s+(?:[\w-]+\s+){{0,2}}?[a-z-]+[^s\W]))\s+"
    rf"(?:who\s[^,.]{{3,40}}\s)?(?:{SAY})\b",
    re.I,
)
LEAST = 0.4


def differing_crowds(pile: Pile) -> tuple[Candidate, ...]:
    """Pairs of sentences that tell the same, one in the name of several people and the other of one."""
    found = []
    for i, j in pile.pairs:
        for a, b in ((pile.profiles[i], pile.profiles[j]), (pile.profiles[j], pile.profiles[i])):
            many = _many(a.bare)
            if many is None or _many(b.bare) or MEDIA.search(many["who"]) or (one := _single(b)) is None:
                continue
            said = terms(many["who"]) | terms(one.profile.text[one.start : one.end])
            like = fit(pile, a, b, said, fewest=2)
            if like >= LEAST:
                sides = ((Voice(a, *many.span("who")),), (one,))
                labels = (many["who"], b.text[one.start : one.end])
                found.append(
                    Candidate(Detector.CROWDS, "attribution", "how many say it", sides, labels, 0.3 + 0.5 * like, 2)
                )
    return tuple(found)


@lru_cache(maxsize=65_536)
def _many(text: str) -> re.Match[str] | None:
    """The several people in whose name a sentence tells something."""
    return MANY.search(text)


def _single(profile: Profile) -> Voice | None:
    """The one person who speaks in a sentence: "one passenger", or a named one."""
    one = ONE.search(profile.bare)
    if one:
        return Voice(profile, *one.span("who"))
    who = profile.fact.speaker
    start = profile.text.find(who) if who and is_person(who) and " " in who else -1
    return Voice(profile, start, start + len(who or "")) if start >= 0 else None
