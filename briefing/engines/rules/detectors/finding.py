"""What the detectors hand on before the findings are weighed against each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from briefing.engines.rules.attribution import same_person
from briefing.engines.rules.detectors.profile import Profile
from briefing.language.days import days
from briefing.model import DivergenceKind


class Detector(StrEnum):
    """Who found a divergence, and so what kind of difference it is."""

    FIGURES = "figures"
    DAYS = "days"
    OPPOSITES = "opposites"
    DENIALS = "denials"
    CAUSES = "causes"
    SPEAKERS = "speakers"
    FIRMNESS = "firmness"
    QUOTATIONS = "quotations"
    SPELLINGS = "spellings"
    COPIES = "copies"
    CROWDS = "crowds"
    STEPS = "steps"
    MOUTHS = "mouths"
    DEEDS = "deeds"
    NORMS = "norms"
    FRAMES = "frames"
    POSTS = "posts"
    ABSENCES = "absences"
    VOTES = "votes"
    SHARES = "shares"
    REBUTTALS = "rebuttals"


@dataclass(frozen=True, slots=True)
class Voice:
    """One fact on one side, with the span of its text that says so."""

    profile: Profile
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A divergence a detector saw."""

    detector: Detector
    kind: DivergenceKind
    topic: str
    """A few words on what it is about, for the summary."""

    sides: tuple[tuple[Voice, ...], ...]
    """Each side's voices, the telling one first."""

    labels: tuple[str, ...]
    """What each side says, in its own words and short."""

    score: float
    """How sure it is that the sources differ about one thing, and how much it matters; 1 is sure and weighty."""

    importance: int
    explained_by: str | None = None
    lasting: bool = False
    """Whether it stays as it is from day to day, as a limit that was set."""

    def facts(self) -> frozenset[str]:
        """The ids of all facts on any side."""
        return frozenset(v.profile.fact.id for side in self.sides for v in side)


def documents(side: Sequence[Voice]) -> frozenset[str]:
    """The documents that speak on a side."""
    return frozenset(v.profile.document.id for v in side)


def days_between(candidate: Candidate) -> int:
    """The fewest days between two reports on two of its sides; 0 where a day of publication is not known."""
    dates = [[v.profile.document.published for v in side] for side in candidate.sides]
    return min(
        (_days(one, two) for n, left in enumerate(dates) for right in dates[n + 1 :] for one in left for two in right),
        default=0,
    )


def apart(a: Profile, b: Profile) -> int:
    """Days between two reports; 0 where a day of publication is not known."""
    return _days(a.document.published, b.document.published)


def of_one_time(candidate: Candidate) -> bool:
    """Whether sentences of two of its sides name the same month, or a day of it."""
    named = [frozenset().union(*(_months(v.profile) for v in side)) for side in candidate.sides]
    return any(left & right for n, left in enumerate(named) for right in named[n + 1 :])


def _months(profile: Profile) -> frozenset[int]:
    told = days(profile.text, profile.document.language, profile.document.published)
    return frozenset(each.month for each in told if each.month)


def _days(one: str | None, two: str | None) -> int:
    if not one or not two or len(one) != len(two) or len(one) != len("2031-05-06"):
        return 0
    return abs((date.fromisoformat(one) - date.fromisoformat(two)).days)


def merged(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Candidates that share a side joined into one with more sides, the best first."""
    result: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.labels)):
        for n, held in enumerate(result):
            if candidate.kind == held.kind and candidate.facts() & held.facts():
                result[n] = _joined(held, candidate)
                break
        else:
            result.append(candidate)
    return tuple(result)


def _joined(held: Candidate, other: Candidate) -> Candidate:
    sides = [list(side) for side in held.sides]
    labels = list(held.labels)
    for side, label in zip(other.sides, other.labels, strict=True):
        known = {v.profile.place for s in sides for v in s}
        if side[0].profile.place in known:
            continue
        for n, mine in enumerate(labels):
            if label.lower() == mine.lower() or (held.kind == "attribution" and same_person(label, mine)):
                sides[n].append(side[0])
                break
        else:
            sides.append(list(side))
            labels.append(label)
    return replace(held, sides=tuple(tuple(s) for s in sides), labels=tuple(labels))
