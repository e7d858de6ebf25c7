"""How many say a thing: several in one report, one person in another."""

import re
from functools import lru_cache

from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import fit
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.attribution import MEDIA
from briefing.language.en.rules.crowds import MANY, ONE
from briefing.text.names import is_person
from briefing.text.words import terms

LEAST = 0.4
RETOLD = 0.8
"""Dice from which two sentences are versions of one."""


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
            if like >= LEAST and not _also_says(pile, a, b):
                sides = ((Voice(a, *many.span("who")),), (one,))
                labels = (many["who"], b.text[one.start : one.end])
                found.append(
                    Candidate(Detector.CROWDS, "attribution", "how many say it", sides, labels, 0.3 + 0.5 * like, 2)
                )
    return tuple(found)


def _also_says(pile: Pile, many: Profile, one: Profile) -> bool:
    """Whether the document that has several say it has the sentence of the one too: then they say two things."""
    return any(pile.likeness.compare(each.place, one.place).dice >= RETOLD for each in pile.profiles
               if each.document.id == many.document.id and each.place != many.place)


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
