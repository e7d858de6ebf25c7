"""Reduce: claims and divergences → a draft, story by story within one budget of sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.engines.engine import Engine
from briefing.model import Claim, Divergence, Document, Fact, Section, Story

SIDE = 2  # sentences for a story that one document tells beside larger ones


@dataclass(frozen=True, slots=True)
class Draft:
    """What the reader would read, before it was held against its evidence."""

    title: str
    sections: tuple[Section, ...]


def compose(
    stories: Sequence[Story],
    claims: Mapping[str, Sequence[Claim]],
    divergences: Mapping[str, Sequence[Divergence]],
    facts: Mapping[str, Fact],
    documents: Mapping[str, Document],
    engine: Engine,
    *,
    support: Mapping[str, str],
    sentences: int,
    focus: str | None,
) -> Draft:
    """A title, that of the first story, and the sections of every story; each story has at most `sentences` of its own.

    Stories that one document tells get a few sentences where others are told by more.
    """
    title, sections = "", list[Section]()
    for story, most in zip(stories, _budgets(stories, sentences), strict=True):
        if not most:
            continue
        named, parts = engine.write(
            story,
            claims[story.id],
            divergences[story.id],
            facts,
            documents,
            support=support,
            most=most,
            focus=focus,
        )
        title = title or named
        sections += parts
    return Draft(title or "Briefing", tuple(sections))


def _budgets(stories: Sequence[Story], sentences: int) -> list[int]:
    """The largest story first; what it shares with small ones is taken from it, but never more than a third."""
    if len(stories) == 1:
        return [sentences]
    largest = len(stories[0].documents)
    budgets = [min(sentences, SIDE) if len(s.documents) == 1 and largest > 1 else sentences for s in stories]
    singles = sum(b for b, s in zip(budgets, stories, strict=True) if len(s.documents) == 1)
    if largest > 1:
        budgets[0] = max(sentences - singles, 2 * sentences // 3)
    return budgets
