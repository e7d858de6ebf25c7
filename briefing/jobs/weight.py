"""What a story of today weighs for a reader: who is new to it, who was harmed, whom it binds, what was asked for."""

import math
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from briefing.language.quantities import quantities
from briefing.model import Briefing, Story
from briefing.render.bulletin import News
from briefing.text.words import terms


def _words(*lines: str) -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{'|'.join(lines)})\b", re.I)


HARM = _words(
    r"kill(?:s|ed|ing)?|dead(?:ly)?|die[sd]?|deaths?|fatal|toll|injur(?:ed|ies|y|ing)|hurt|wounded|casualt\w+|missing",
    r"trapped|victims?|murder\w*|shot|shooting|stabb\w+|bomb\w*|explo(?:ded?|sions?)|attack(?:s|ed|ers?)?",
    r"assault(?:s|ed)?|rap(?:e|ed|ist)|crash(?:es|ed)?|derail\w+|collid\w+|collisions?|collapse[sd]?|capsiz\w+|s[au]nk",
    r"fires?|blaze|flood(?:s|ed|ing)?|earthquakes?|tsunami|hurricane|typhoon|wildfires?|landslides?|avalanches?",
    r"outbreak|epidemic|infect\w+|poison\w*|fell ill|evacuat\w+|hostages?|kidnap\w*|abduct\w+|traffick\w+",
    r"rescue[drs]?|famine|refugees|contaminat\w+|recall(?:s|ed)?")
"""People came to harm, or are in danger."""

BINDING = _words(
    r"government|president|prime minister|minist(?:ers?|ry)|parliament|congress|senate|court|judges?|verdict|sentenced",
    r"convicted|charged|arrest(?:s|ed)|prosecutors?|law(?:s|makers?)?|treat(?:y|ies)|sanctions?|elections?|vot(?:es?|ers)",
    r"referendum|military|army|troops|missiles?|nuclear|warheads?|war|ceasefire|coup|protests?|strikes?|central bank",
    r"budget|tax(?:es)?|inflation|billion|trillion|bankrupt\w*|lay-?offs|resign(?:s|ed|ation)|retract\w*|breach(?:es|ed)?",
    r"hack(?:ed|ers)?|spy|spies|espionage|police|regulators?|lawsuits?|whistle-?blowers?|corruption|fraud|bribe\w*",
    r"spacecraft|satellites?")
"""What public bodies do, and what binds or costs many."""

LEISURE = _words(
    r"celebrit\w+|actor|actress|singer|rapper|comedian|tweet(?:s|ed)?|red carpet|box office|trailer|episode|album",
    r"girlfriend|boyfriend|split|break up|dating|wedding|playoffs?|coach(?:es|ing)?|touchdowns?|innings?|league",
    r"championships?|recipe|horoscope|parade|gadgets?|selfies?|fans")
"""What entertains."""

_NUMBER = (r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six"
           r"|seven|eigh|nine)ty(?:-\w+)?|(?:\w+ )?(?:hundred|dozen|thousand)s?)")
_HARMED = _words(r"dead|died|kill(?:ed|ing)|injur(?:ed|ing)|hurt|wounded|missing|ill|sick|trapped|toll")
_PERSONS = _words(
    rf"{_NUMBER}(?: \w+){{0,2}} (?:people|persons?|passengers|workers|miners|children|women|men|soldiers|civilians"
    r"|officers|victims|others|dead|died|killed|injured|hurt|wounded|missing|ill|sick|trapped)",
    rf"(?:kill(?:ed|ing)|injur(?:ed|ing)|toll .{{0,40}}to|dead to) (?:\w+ ){{0,3}}{_NUMBER}")


def counts_harmed(text: str) -> bool:
    """Whether a text counts people who came to harm."""
    return bool(_HARMED.search(text) and _PERSONS.search(text))


READ = 6  # sentences and headlines of a story by which it is weighed


@dataclass(frozen=True, slots=True)
class Weighed:
    """A story, and what it weighs."""

    story: Story
    news: News
    weight: float
    fresh: tuple[str, ...]
    """Ids of its new documents."""


def weigh(briefing: Briefing, news: News, fresh: Set[str], *, topics: Sequence[str] = (),
          focus: str | None = None) -> list[Weighed]:
    """The stories with news, the weightiest first; `fresh` are the ids of the new documents.

    How many documents a story ever had counts for nothing: only what came today does.
    """
    found = []
    for story in briefing.stories:
        here = news.of(story.id)
        if here:
            new = tuple(each for each in story.documents if each in fresh)
            found.append(Weighed(story, here, _weight(briefing, here, new, topics, focus), new))
    return sorted(found, key=lambda each: -each.weight)


def _weight(briefing: Briefing, news: News, fresh: Sequence[str], topics: Sequence[str], focus: str | None) -> float:
    told = _told(briefing, news, fresh)
    text = " ".join(told)
    sources = sum(bool(set(each.documents) & set(fresh)) for each in briefing.origins)
    weight = 0.8 * math.log2(1 + sources)
    weight += 2.0 * _share(HARM, told) + _harmed(told) + 1.6 * _share(BINDING, told) - 2.0 * _share(LEISURE, told)
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


def _harmed(texts: Sequence[str]) -> float:
    """0 to 2, by the largest number of people who came to harm; 2 from a thousand on."""
    counts = [each.value for text in texts if counts_harmed(text) for each in quantities(text)
              if each.kind == "number" and each.value]
    return min(2.0, math.log10(1 + max(counts, default=0.0)) / 1.5)


def _asked(wanted: str, text: str) -> float:
    """Share of the terms asked for that stand in a text, 0 to 1."""
    asked = terms(wanted)
    return len(asked & terms(text)) / len(asked) if asked else 0.0
