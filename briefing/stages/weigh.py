"""Which stories come first, and which are told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from briefing.errors import UsageError
from briefing.language.bearing import Question
from briefing.language.headings import common_code
from briefing.model import Document, Origin, Story
from briefing.text.words import terms

FRESH = 2.0
"""What the newest day of a pile is worth, in independent sources."""

HALF = 7.0
"""Days after which half of that is left."""

NAMED = 5
"""Stories that an error names."""


def weigh(stories: Sequence[Story], documents: Sequence[Document], origins: Sequence[Origin],
          focus: str | None) -> tuple[Story, ...]:
    """The stories by what bears on the focus, then by their independent sources and how fresh they are."""
    known = {each.id: each for each in documents}
    homes = {document: origin.id for origin in origins for document in origin.documents}
    newest = max((each.published for each in documents if each.published), default=None)
    question = _question(focus, documents)

    def weight(story: Story) -> tuple[float, float]:
        told = [known[each] for each in story.documents]
        asked = max((question.bearing(line) for each in told for line in _lines(each)), default=0.0) if question else 0
        latest = max((each.published for each in told if each.published), default=None)
        fresh = FRESH * 0.5 ** (_days(latest, newest) / HALF) if latest and newest else 0.0
        return -round(asked, 1), -len({homes[each] for each in story.documents}) - fresh

    return tuple(sorted(stories, key=weight))


def _question(focus: str | None, documents: Sequence[Document]) -> Question | None:
    if not focus:
        return None
    lines = [line for each in documents for line in _lines(each)]
    return Question(focus, lines, common_code(each.language for each in documents))


def _lines(document: Document) -> list[str]:
    """The headline and the paragraphs."""
    return [document.title, *document.text.splitlines()]


def chosen_stories(stories: Sequence[Story], story: str | None, most: int | None) -> tuple[Story, ...]:
    """The stories to tell: the one that `story` names by id, number or words of its title, else the first `most`.

    Raises `UsageError` for a name of none.
    """
    if story is None:
        return tuple(stories[:most])
    wanted = terms(story)
    found = [each for n, each in enumerate(stories, 1) if story in {each.id, str(n)}]
    found = found or [each for each in stories if wanted and wanted <= terms(each.title)]
    if not found:
        named = "".join(f"\n- {n}: {each.title}" for n, each in enumerate(stories[:NAMED], 1))
        raise UsageError(f"--story: {story!r} is none of the {len(stories)} stories; give a number, an id or words of "
                         f"its title:{named}")
    return (found[0],)


def listed(stories: Sequence[Story], chosen: Sequence[Story]) -> tuple[Story, ...]:
    """All stories, each marked whether it is told."""
    names = {each.id for each in chosen}
    return tuple(replace(each, told=each.id in names) for each in stories)


def _days(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
