"""The order in which a reader comes to the parts of a briefing; citations are numbered along it."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Briefing, Divergence, Section

ALSO = 10
"""Divergences of a story that have one line each."""

MANY = 4
"""Stories from which a page opens with an overview, and lists what one document alone tells."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One story: what matters, the rest, then where the sources diverge."""

    title: str
    documents: tuple[str, ...]
    """Ids of the documents that tell it."""

    lead: tuple[Section, ...]
    """The first section ("In brief"), or none."""

    sections: tuple[Section, ...]
    divergences: tuple[Divergence, ...]
    """Those told in full first, the important before the others."""

    @property
    def in_full(self) -> tuple[Divergence, ...]:
        """The divergences that have a table each."""
        return tuple(each for each in self.divergences if each.told)

    @property
    def also(self) -> tuple[Divergence, ...]:
        """Those that have a line each."""
        return tuple(each for each in self.divergences if not each.told)[:ALSO]

    @property
    def is_item(self) -> bool:
        """Whether one document alone tells it, in a sentence or two."""
        return len(self.documents) == 1 and not self.divergences and not self.sections

    @property
    def unlisted(self) -> int:
        """How many more there are in the record."""
        return len(self.divergences) - len(self.in_full) - len(self.also)


def outline(briefing: Briefing) -> tuple[Chapter, ...]:
    """The stories in their order, and last whatever names a story that is not among them."""
    titles = {story.id: story.title for story in briefing.stories}
    told = {story.id: story.documents for story in briefing.stories}
    for story in (*(each.story for each in briefing.sections), *(each.story for each in briefing.divergences)):
        titles.setdefault(story, "")
    chapters = (_chapter(briefing, story, title, told.get(story, ())) for story, title in titles.items())
    found = [chapter for chapter in chapters if chapter.lead or chapter.divergences]
    return tuple(sorted(found, key=lambda each: each.is_item) if has_overview(briefing) else found)


def has_overview(briefing: Briefing) -> bool:
    """Whether the pile holds enough stories for a reader to want a list of them first."""
    return len(briefing.stories) >= MANY and any(len(each.documents) > 1 for each in briefing.stories)


def _chapter(briefing: Briefing, story: str, title: str, documents: tuple[str, ...]) -> Chapter:
    sections = tuple(each for each in briefing.sections if each.story == story and each.sentences)
    divergences = _ranked([each for each in briefing.divergences if each.story == story])
    return Chapter(title, documents, sections[:1], sections[1:], divergences)


def _ranked(divergences: Sequence[Divergence]) -> tuple[Divergence, ...]:
    """Those told in full, then by importance; else as they came."""
    return tuple(sorted(divergences, key=lambda each: (not each.told, each.importance)))
