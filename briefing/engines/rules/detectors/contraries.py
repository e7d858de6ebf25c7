"""Two reports in another language than English that say contraries of one thing: "ist geöffnet" beside "bleibt
gesperrt"."""

from collections.abc import Iterator

from briefing.engines.rules.detectors.beside import beside, by_then, may_be_of_one, of_one_day
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice, merged
from briefing.engines.rules.detectors.negated import is_planned
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.opposites import sides_said

TOPIC = "contraries"
"""What the summary says of it."""

SURE = 0.7

MORE = 2
"""Stems that one of two clauses says beside all that the other does, at most."""

HELD = "held"
"""The list of what is to take place or not: one of the two may speak of what is planned."""

LISTS = ("pairs", "states", HELD)


def contraries(pile: Pile) -> tuple[Candidate, ...]:
    """Sentences of two reports that say contraries in clauses otherwise alike."""
    return merged(tuple(_found(pile)))


def _found(pile: Pile) -> Iterator[Candidate]:
    for i, j in pile.pairs:
        a, b = pile.profiles[i], pile.profiles[j]
        if a.document.language != "en" and (found := _contrary(a, b)):
            yield found


def _contrary(a: Profile, b: Profile) -> Candidate | None:
    code = a.document.language
    for name in LISTS:
        ours, theirs = sides_said(a.bare, code, name), sides_said(b.bare, code, name)
        for place, one in ours.items():
            other = (place[0], 1 - place[1])
            if other not in theirs or place in theirs or other in ours or not may_be_of_one(a, b):
                continue
            if name != HELD and (is_planned(a) != is_planned(b) or not of_one_day(a, b)):
                continue
            two = theirs[other]
            told = beside(a, one, b, two)
            if told and not (told.left and told.right) and len(told.left | told.right) <= MORE:
                sides = (Voice(a, *one),), (Voice(b, *two),)
                labels = (a.text[slice(*one)], b.text[slice(*two)])
                return Candidate(Detector.OPPOSITES, "contradiction", TOPIC, sides, labels, SURE, 1, by_then(a, b))
    return None
