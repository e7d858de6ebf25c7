"""What a story of today weighs for a reader: who is new to it, who was harmed, whom it binds, what was asked for."""

import math
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from briefing.language.headings import common_code
from briefing.language.language import folded
from briefing.language.weights import harmed_in, weights
from briefing.model import Briefing, Story
from briefing.render.bulletin import News
from briefing.text.words import terms

READ = 6  # sentences and headlines of a story by which it is weighed


@dataclass(frozen=True, slots=True)
class Weighed:
    """A story, and what it weighs."""

    story: Story
    news: News
    weight: float
    fresh: tuple[str, ...]
    """Ids of its new documents."""

    code: str
    """The language of most of these."""


def weigh(briefing: Briefing, news: News, fresh: Set[str], *, topics: Sequence[str] = (),
          focus: str | None = None) -> list[Weighed]:
    """The stories with news, the weightiest first; `fresh` are the ids of the new documents.

    How many documents a story ever had counts for nothing: only what came today does.
    """
    found = []
    spoken = {each.id: each.language for each in briefing.documents}
    for story in briefing.stories:
        here = news.of(story.id)
        if here:
            new = tuple(each for each in story.documents if each in fresh)
            code = common_code(spoken[each] for each in new or story.documents)
            found.append(Weighed(story, here, _weight(briefing, here, new, code, topics, focus), new, code))
    return sorted(found, key=lambda each: -each.weight)


def _weight(briefing: Briefing, news: News, fresh: Sequence[str], code: str, topics: Sequence[str],
            focus: str | None) -> float:
    words, told = weights(code), [folded(each, code) for each in _told(briefing, news, fresh)]
    text = " ".join(told)
    sources = sum(bool(set(each.documents) & set(fresh)) for each in briefing.origins)
    weight = 0.8 * math.log2(1 + sources)
    weight += 2.0 * _share(words.harm, told) + _harmed(told, code) + 1.6 * _share(words.binding, told)
    weight -= 2.0 * _share(words.leisure, told)
    weight += 0.75 * min(2, len(news.moved) + len(news.settled)) + 0.25 * min(2, len(news.appeared))
    weight += 8.0 * _asked(focus or "", text)
    return weight + 6.0 * max((_asked(each, text) for each in topics), default=0.0)


def _told(briefing: Briefing, news: News, fresh: Sequence[str]) -> list[str]:
    """The headlines of the new documents and the first new sentences."""
    titles = [each.title for each in briefing.documents if each.id in set(fresh)]
    sentences = [sentence.text for section in news.sections for sentence in section.sentences]
    steps = [*(each.latest.statement for each in news.moved), *(each.latest.statement for each in news.settled)]
    return [*titles[:READ], *steps[:READ], *sentences[:READ]]


def _share(words: "re.Pattern[str]", texts: Sequence[str]) -> float:
    """Share of the texts in which one of the words stands, 0 to 1."""
    return sum(bool(words.search(each)) for each in texts) / len(texts) if texts else 0.0


def _harmed(texts: Sequence[str], code: str) -> float:
    """0 to 2, by the largest number of people who came to harm; 2 from a thousand on."""
    counts = [each.value for text in texts for each in harmed_in(text, code) if each.value]
    return min(2.0, math.log10(1 + max(counts, default=0.0)) / 1.5)


def _asked(wanted: str, text: str) -> float:
    """Share of the terms asked for that stand in a text, 0 to 1."""
    asked = terms(wanted)
    return len(asked & terms(text)) / len(asked) if asked else 0.0
