"""How many independent sources speak of what a sentence tells, in whatever words: what most tell is the news."""

from collections.abc import Mapping, Sequence

from briefing.model import Fact
from briefing.text.likeness import Likeness
from briefing.text.words import terms

LEAST = 0.25
"""Share of a sentence's terms, by weight, below which another source speaks of something else."""

FULL = 0.6
"""Share from which it plainly speaks of the same."""


def heard(facts: Sequence[Fact], support: Mapping[str, str]) -> dict[str, float]:
    """For each fact's id how many other independent sources speak of it, each counted 0 to 1 by how much of its terms
    their nearest sentence has. `support` names the origin that counts for each fact.
    """
    texts = [terms(fact.evidence[0].text) for fact in facts]
    likeness = Likeness(texts, background=len(texts))
    nearest: dict[int, dict[str, float]] = {}
    for pair in likeness.pairs(shared=2, cover=LEAST):
        both = likeness.weight(texts[pair.left] & texts[pair.right])
        for own, other in ((pair.left, pair.right), (pair.right, pair.left)):
            origin, known = support[facts[other].id], nearest.setdefault(own, {})
            if origin != support[facts[own].id]:
                known[origin] = max(known.get(origin, 0.0), both / (likeness.totals[own] or 1))
    return {facts[place].id: sum(_counted(share) for share in shares.values()) for place, shares in nearest.items()}


def _counted(share: float) -> float:
    """What a share of a sentence's terms counts for, 0 to 1."""
    return min(1.0, max(0.0, (share - LEAST) / (FULL - LEAST)))
