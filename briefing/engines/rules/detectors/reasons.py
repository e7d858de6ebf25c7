"""Two reports in another language than English that give one thing different causes: "wegen des Sturms" beside "wegen
eines Streiks"."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.engines.rules.detectors.beside import Span, clause_at, may_be_of_one, of_one_day, telling
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.negated import is_planned
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.causes import are_alike, because_at, caused_at
from briefing.language.denials import denials

SURE = 0.6

EFFECT = 2
"""Stems of what was caused that two clauses share."""

LONGEST = 4
"""Telling words of a cause."""


@dataclass(frozen=True, slots=True)
class Given:
    """A clause that names a cause."""

    profile: Profile
    clause: Span
    because: Span | None
    """The words behind which the cause stands; None where it may stand on either side of "caused"."""

    caused: Span | None

    def told(self) -> tuple[tuple[str, Span], ...]:
        """The words of the clause, but those that say that something is the cause of something."""
        said = [each for each in (self.because, self.caused) if each]
        return tuple((stem, at) for stem, at in telling(self.profile, self.clause)
                     if not any(start <= at[0] < end for start, end in said))


def rival_reasons(pile: Pile, topic: str) -> Iterator[Candidate]:
    """Pairs of clauses of two reports that differ in nothing but the cause they give."""
    given = {each.place: clause for each in pile.profiles if (clause := _given(each))}
    for i, j in pile.pairs:
        if i in given and j in given and (found := _apart(given[i], given[j])):
            one, two = found
            a, b = pile.profiles[i], pile.profiles[j]
            labels = a.text[slice(*one)], b.text[slice(*two)]
            if not are_alike(*labels, a.document.language):
                sides = (Voice(a, *one),), (Voice(b, *two),)
                yield Candidate(Detector.CAUSES, "contradiction", topic, sides, labels, SURE, 1)


def _given(profile: Profile) -> Given | None:
    """The clause of a sentence that names a cause, where nothing in it is denied."""
    code = profile.document.language
    if code == "en":
        return None
    because, caused = because_at(profile.bare, code), caused_at(profile.bare, code)
    at = because or caused
    if at is None:
        return None
    clause = clause_at(profile.bare, at, code)
    if denials(profile.bare[slice(*clause)], code).denials:
        return None
    return Given(profile, clause, because, caused)


def _apart(one: Given, two: Given) -> tuple[Span, Span] | None:
    """The causes of two clauses that are otherwise alike."""
    a, b = one.profile, two.profile
    if not may_be_of_one(a, b) or not of_one_day(a, b) or is_planned(a) != is_planned(b):
        return None
    mine, theirs = one.told(), two.told()
    common = {stem for stem, _ in mine} & {stem for stem, _ in theirs}
    if len(common) < EFFECT:
        return None
    left, right = _cause(one, mine, common), _cause(two, theirs, common)
    return (left, right) if left and right else None


def _cause(given: Given, told: tuple[tuple[str, Span], ...], common: set[str]) -> Span | None:
    """What a clause says that the other does not, where that is its cause alone: a few words that stand together."""
    places = [n for n, (stem, _) in enumerate(told) if stem not in common]
    if not 0 < len(places) <= LONGEST or places[-1] - places[0] >= len(places):
        return None
    start, end = told[places[0]][1][0], told[places[-1]][1][1]
    if given.because and start != next((at for _, (at, _) in told if at >= given.because[1]), None):
        return None
    return start, end
