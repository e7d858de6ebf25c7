"""Which claims an editor must read, each in the words of the source that tells it best."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.engines.engine import StoryInput
from briefing.engines.rules.alone import UNFIT, clumsiness
from briefing.engines.rules.attribution import masked
from briefing.engines.rules.leading import VOICES, event
from briefing.engines.rules.varied import varied
from briefing.engines.rules.worth import Scale, Told, overtaken
from briefing.language.en.rules.choosing import POINTING_BACK
from briefing.language.en.rules.leading import DEAD
from briefing.text.tables import is_row
from briefing.text.words import count_words

WORDS, LEAST = 35, 16
"""Words a sentence of a briefing's budget, positions of divergences included, and those of it that are left for the
sentences, however long the divergences."""

BEARS = 0.25
"""How much of a line of the brief others speak of too: a scene that opens a report is one report's own."""

EVENT = 0.2
"""The part of a report within which it tells its event."""


def chosen(story_input: StoryInput, most: int) -> list[Told]:
    """The worthiest claims that do not repeat each other, best first."""
    scale = Scale(story_input)
    told = _led([t for claim in story_input.claims for t in scale.tellings(claim)], story_input)
    shown = [p.statement for d in story_input.divergences for p in d.positions]
    room = max(WORDS * most - sum(count_words(statement) for statement in shown), LEAST * most)
    return varied(told, most, room, story_input, shown)


def _led(told: Sequence[Told], story_input: StoryInput) -> list[Told]:
    """The candidates, with a mark at the one that tells the event; where a later report has counted more dead, at the
    one that tells this too: what happened is told by who told it first."""
    latest = overtaken(story_input)

    def newer(each: Told) -> Told | None:
        """What tells the figure that has overtaken one; None where none can."""
        by = latest.get(each.fact.id, frozenset())
        return next((other for other in told if not by.isdisjoint(other.claim.facts) and opens_brief(other)), None)

    several = len(set(story_input.support.values())) >= VOICES  # of two, the later one tells it
    fit = [each for each in map(_in_full, told) if opens_brief(each) or (
        several and each.stale and DEAD.search(each.text) and _stands(each) and newer(each))]
    place = event([(each.claim, each.text) for each in fit], story_input)
    if place is None:
        return list(map(_in_full, told))
    first = fit[place]
    then = newer(first) if first.stale else None
    return [replace(first, leads=2) if each.fact is first.fact else replace(each, leads=int(each is then))
            for each in told]


def _in_full(told: Told) -> Told:
    """What opens a report and was shortened, in all its words, where they stand alone: what is cut may be the news."""
    text = told.fact.statement
    cut = told.place < EVENT and told.text.endswith("…") and not text.endswith("…")
    return replace(told, text=text) if cut and clumsiness(told.fact, text) < UNFIT else told


def opens_brief(told: Told) -> bool:
    """Whether a claim can be told in the brief: whole, as things stand, without what was told before it, and on what
    others speak of too."""
    return _stands(told) and not told.stale and told.about >= BEARS


def _stands(told: Told) -> bool:
    """Whether a claim is told whole, and without what was told before it."""
    whole = not told.text.endswith("…") and not is_row(told.fact.evidence[0].text)
    return whole and not POINTING_BACK.search(masked(told.text))
