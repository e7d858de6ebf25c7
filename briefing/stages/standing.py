"""Which stories are to be written anew by rule, because too little of what was written of them stands."""

from collections import Counter
from collections.abc import Sequence, Set

from briefing.engines.engine import StoryInput
from briefing.model import Section

FEW, SHARE = 4, 0.5
"""Sentences from which on such a share of them must stand as written, or as mended."""

LEAST = 0.2
"""The share of the sentences that a story may have, and has claims for, below which it is hardly told."""


def unfounded(
    inputs: Sequence[tuple[StoryInput, int]], drafted: Sequence[Section], kept: Sequence[Section], given_way: Set[str],
) -> frozenset[str]:
    """Ids of the stories of which most sentences fell or gave way to a source's own words, or that are hardly told.

    `given_way` are the texts that stand in place of what was written.
    """
    wrote = Counter(each.story for each in drafted for _ in dict.fromkeys(s.text for s in each.sentences))
    stand = Counter(each.story for each in kept for s in each.sentences if s.text not in given_way)
    told = Counter(each.story for each in kept for _ in each.sentences)
    return frozenset(
        story_input.story.id for story_input, most in inputs
        if (wrote[story_input.story.id] >= FEW and stand[story_input.story.id] < SHARE * wrote[story_input.story.id])
        or told[story_input.story.id] < LEAST * min(most, len(story_input.claims)))
