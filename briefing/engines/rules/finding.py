"""What the detectors hand on before the findings are weighed against each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.engines.rules.profile import Profile
from briefing.model import DivergenceKind


@dataclass(frozen=True, slots=True)
class Voice:
    """One fact on one side, with the span of its text that says so."""

    profile: Profile
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A divergence a detector saw."""

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

    def facts(self) -> frozenset[str]:
        """The ids of all facts on any side."""
        return frozenset(v.profile.fact.id for side in self.sides for v in side)


def documents(side: Sequence[Voice]) -> frozenset[str]:
    """The documents that speak on a side."""
    return frozenset(v.profile.document.id for v in side)
