"""How likely a hit is a divergence that an editor would note, by weights that were fitted to labelled events."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from briefing.engines.rules.detectors.finding import Candidate

FILE = "weights.txt"
BIAS, SLOPE, EXPLAINED = "bias", "slope", "explained"
"""The weights of every hit, of its score, and of one that time or scope explains; the others are named as detectors."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each feature; one that is not named weighs nothing."""

    of: Mapping[str, float] = field(default_factory=dict)

    def chance(self, candidate: Candidate) -> float:
        """How likely a hit is right, 0 to 1."""
        return 1 / (1 + math.exp(-sum(self.of.get(name, 0.0) * value for name, value in features(candidate).items())))


def features(candidate: Candidate) -> dict[str, float]:
    """What is weighed of a hit: who saw it, how sure that was, and whether time or scope explains it."""
    return {BIAS: 1.0, SLOPE: candidate.score, candidate.detector.value: 1.0,
            EXPLAINED: float(candidate.explained_by is not None)}


@cache
def fitted() -> Weights:
    """The weights that `benchmarks/fit_weights.py` wrote."""
    text = Path(__file__).with_name(FILE).read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return Weights({name: float(value) for name, value in lines})
