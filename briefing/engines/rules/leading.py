"""Which sentence tells the event: the opening of a report that has most of what all of them open with."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from math import prod

from briefing.engines.engine import StoryInput
from briefing.language.en.rules.leading import DEAD, REACTION, UNPLAIN
from briefing.language.en.rules.stating import WEEKDAYS
from briefing.model import Claim, Fact
from briefing.text.words import count_words, terms

OPENING = 3
"""Sentences of a report within which it tells its event: some open with a scene or a remark."""

SPARE = 25
"""Terms that a sentence may have for nothing: what it has beyond the headlines makes a long one no better."""

VOICES, OF_TWO = 3, 5
"""Independent sources from which what they open with is the event, and the terms that two must share for it: each of
two may open with another."""

WORDS = 6
"""Words below which a line is a day or a credit and opens no report."""

GRAVE, DATED, EARLIEST, CARRIED = 1.3, 1.15, 1.1, 1.05
"""What it is worth that an opening tells of the dead, on which day it was, stands in one of the first reports, which
tell what happened where later ones tell what came of it, or in two documents."""

AHEAD, REACTING = 0.8, 0.75
"""The same for what is only planned, and for what somebody says to it."""


def event(told: Sequence[tuple[Claim, str]], story_input: StoryInput) -> int | None:
    """The place of the claim, told in these words, that tells the event; None where too few sources tell the story."""
    facts, support = story_input.facts, story_input.support
    openings = _openings(story_input)
    heads: dict[str, set[str]] = {}
    for document, begun in openings.items():
        own = heads.setdefault(support[begun[0].id], set())
        own |= terms(story_input.documents[document].title) | terms(begun[0].evidence[0].text)
    if len(heads) < 2:
        return None
    least = OF_TWO if len(heads) < VOICES else 1
    held = Counter(each for each in chain.from_iterable(heads.values()) if each not in WEEKDAYS)
    begins = {fact.id for begun in openings.values() for fact in begun}
    days = [day for each in openings if (day := story_input.documents[each].published)]
    first = min(days, default=None)

    def worth(place: int) -> float:
        claim, text = told[place]
        own = terms(text)
        common = sum(held[each] - 1 for each in own if held[each] > 1)
        if common < least:
            return 0.0
        opened = [facts[each] for each in claim.facts if each in begins]
        early = first and any(story_input.documents[each.document].published == first for each in opened)
        reacting = REACTION.search(text)
        factors = ((GRAVE, DEAD.search(text) and not reacting), (DATED, any(each.when for each in opened)),
                   (EARLIEST, early), (CARRIED, len({each.document for each in opened}) > 1), (REACTING, reacting),
                   (AHEAD, any(each.kind == "plan" for each in opened)))
        return common / (SPARE + count_words(text)) * prod(factor for factor, holds in factors if holds)

    fit = [place for place, (claim, text) in enumerate(told)
           if not begins.isdisjoint(claim.facts) and not UNPLAIN.search(text)]
    best = max(fit, key=lambda place: (worth(place), -place), default=None)
    return best if best is not None and worth(best) > 0 else None


def _openings(story_input: StoryInput) -> Mapping[str, Sequence[Fact]]:
    """The first facts of each document, in its order."""
    return dict(_begun(story_input))


def _begun(story_input: StoryInput) -> Iterator[tuple[str, list[Fact]]]:
    every = {each: story_input.facts[each] for claim in story_input.claims for each in claim.facts}
    told = [each for each in every.values() if count_words(each.evidence[0].text) >= WORDS]
    ordered = sorted(told, key=lambda fact: (fact.document, fact.evidence[0].start, fact.id))
    for document, begun in groupby(ordered, key=lambda fact: fact.document):
        yield document, list(begun)[:OPENING]
