"""Reduce: claims and divergences → a draft, story by story within one budget of sentences."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from briefing.engines.engine import Engine, StoryInput
from briefing.model import Section, Story

SIDE = 2
"""Sentences for a story that one document tells beside larger ones."""

MANY = 8
"""Stories from which such a one has a single sentence: the page lists them."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the reader would read, before it was held against its evidence."""

    title: str
    sections: tuple[Section, ...]


def compose(inputs: Sequence[StoryInput], engine: Engine, *, sentences: int) -> Draft:
    """A title, that of the first story, and the sections of every story; each story has at most `sentences` of its own.

    Stories that one document tells get a few sentences where others are told by more.
    """
    title, sections = "", list[Section]()
    for named, parts in engine.write(budgeted(inputs, sentences)):
        title = title or named
        sections += parts
    return Draft(title or "Briefing", tuple(sections))


def recompose(
    draft: Draft, kept: Sequence[Section], poor: Set[str], inputs: Sequence[tuple[StoryInput, int]], engine: Engine
) -> Draft | None:
    """The draft with what stands of it, and the `poor` stories by rule; None where the engine has nothing else."""
    again = [(story_input, most) for story_input, most in inputs if story_input.story.id in poor]
    rewritten = zip(again, engine.rewrite(again), strict=False)
    new = {story_input.story.id: written for (story_input, _), written in rewritten}
    if not new:
        return None
    first = inputs[0][0].story.id
    sections: list[Section] = []
    for story_input, _ in inputs:
        name = story_input.story.id
        sections += new[name][1] if name in new else [each for each in kept if each.story == name]
    return Draft(new[first][0] if first in new else draft.title, tuple(sections))


def budgeted(inputs: Sequence[StoryInput], sentences: int) -> list[tuple[StoryInput, int]]:
    """Each story that is written of, and the sentences it may have."""
    budgets = _budgets([each.story for each in inputs], sentences)
    return [(story_input, most) for story_input, most in zip(inputs, budgets, strict=True) if most]


def _budgets(stories: Sequence[Story], sentences: int) -> list[int]:
    """The largest story first; what it shares with small ones is taken from it, but never more than a third."""
    if len(stories) < 2:
        return [sentences] * len(stories)
    largest = max((len(each.documents) for each in stories), default=0)
    side = min(sentences, 1 if len(stories) >= MANY else SIDE)
    budgets = [side if len(s.documents) == 1 and largest > 1 else sentences for s in stories]
    singles = sum(b for b, s in zip(budgets, stories, strict=True) if len(s.documents) == 1)
    if largest > 1 and len(stories) < MANY:
        first = next(n for n, each in enumerate(stories) if len(each.documents) == largest)
        budgets[first] = max(sentences - singles, 2 * sentences // 3)
    return budgets
