"""The order in which a reader comes to the parts of a briefing; citations are numbered along it."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Briefing, Divergence, Section


@dataclass(frozen=True, slots=True)
class Chapter:
    """One story: what matters, where the sources diverge, then the rest."""

    title: str
    documents: tuple[str, ...]
    """Ids of the documents that tell it."""

    lead: tuple[Section, ...]
    """The first section ("In brief"), or none."""

    divergences: tuple[Divergence, ...]
    """The important first."""

    sections: tuple[Section, ...]


def outline(briefing: Briefing) -> tuple[Chapter, ...]:
    """The stories in their order, and last whatever names a story that is not among them."""
    titles = {story.id: story.title for story in briefing.stories}
    told = {story.id: story.documents for story in briefing.stories}
    for story in (*(each.story for each in briefing.sections), *(each.story for each in briefing.divergences)):
        titles.setdefault(story, "")
    chapters = (_chapter(briefing, story, title, told.get(story, ())) for story, title in titles.items())
    return tuple(chapter for chapter in chapters if chapter.lead or chapter.divergences)


def _chapter(briefing: Briefing, story: str, title: str, documents: tuple[str, ...]) -> Chapter:
    sections = tuple(each for each in briefing.sections if each.story == story and each.sentences)
    divergences = _ranked([each for each in briefing.divergences if each.story == story])
    return Chapter(title, documents, sections[:1], divergences, sections[1:])


def _ranked(divergences: Sequence[Divergence]) -> tuple[Divergence, ...]:
    """By importance; those of one importance as they came."""
    return tuple(sorted(divergences, key=lambda each: each.importance))
