"""What a candidate for the page adds to what is on it: a figure, a day, a name, a quotation, or an act of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.engines.rules.stating import BACKGROUND, named, stated
from briefing.language.telling import general_in, general_terms, writes_nouns_large
from briefing.text.likeness import Likeness
from briefing.text.novelty import Novelty
from briefing.text.quotations import quotations
from briefing.text.words import acts, terms, words

GENERAL = 0.25
"""What a word that tells little by itself weighs beside others as rare."""

MOSTLY_TOLD = 0.57
"""The share of what has been told from which a sentence needs a figure, a day, a name or a quotation that is new."""

OF_ITS_OWN = 0.5
"""Share, by weight, of what a sentence tells beside names from which it tells an act that the page has not."""

YEARS = (" year", " decade", " century")
"""How the units of a figure end that only says how long ago or how long something was: it makes no news by itself."""

BY_NAME = 0.4
"""The share of a sentence that must be new for a name to make it news: not where the rest has been told."""

RETOLD = 0.68
"""The share of what is new up to which a sentence of a figure that one on the page gives tells it again."""

YEAR_FROM, YEAR_TO = 1900, 2100
TELLING = 10
"""The number from which on one without a unit is a figure by which two sentences are known to tell one thing."""

PHRASES = 2
"""General words from which on a sentence may be made of them."""

ALONE = 1
"""Telling words that a sentence of general ones may have beside what the page has told: "strengthens alliances"."""

QUOTED = 6
"""Terms from which on a quotation is worth telling for its words."""


@dataclass(frozen=True)
class Content:
    """What one text has to tell."""

    text: str
    code: str
    units: frozenset[str]
    """Terms, figures and days, what only describes a name left out."""

    @cached_property
    def names(self) -> frozenset[str]:
        """The terms of its names, where capitals within a sentence tell them."""
        if writes_nouns_large(self.code):
            return frozenset()
        return terms(" ".join(word.text for word in words(self.text)[1:] if word.text[0].isupper())) & self.units

    @cached_property
    def deeds(self) -> frozenset[str]:
        """What it tells beside names, general words left out; none where capitals do not tell names."""
        if writes_nouns_large(self.code):
            return frozenset()
        return self.units - named(self.text) - general_terms(self.code)

    @cached_property
    def figures(self) -> frozenset[str]:
        """Its sums, times and larger numbers, dates left out."""
        numbered = (each for each in self.units if each.startswith("#") and not each.startswith(("#year", "#month")))
        return frozenset(each for each in numbered if not each.endswith(" ") or _value(each) >= TELLING)

    @cached_property
    def quoted(self) -> frozenset[str]:
        """The telling terms of its longest quotation, where there are enough of them."""
        found = max((terms(each.text) for each in quotations(self.text)), key=len, default=frozenset[str]())
        telling = found - general_terms(self.code)
        return telling if len(telling) >= QUOTED else frozenset()


def _value(unit: str) -> float:
    """The number of a figure without a unit; none for what only has a year's form."""
    value = float(unit[1:])
    return 0.0 if YEAR_FROM <= value < YEAR_TO and value.is_integer() else value


class Page:
    """What stands on the page so far."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        """`texts` are the candidates, each with the code of its language."""
        self.contents = [Content(text, code, stated(text, code)) for text, code in texts]
        self._likeness = Likeness([each.units for each in self.contents], background=BACKGROUND)
        self._general = frozenset().union(*(general_terms(code) for code in {code for _, code in texts}))
        self._novelty = Novelty(self._weigh)
        self._figures: list[frozenset[str]] = []

    def _weigh(self, units: frozenset[str]) -> float:
        return self._likeness.weight(units) - (1 - GENERAL) * self._likeness.weight(units & self._general)

    def add(self, place: int) -> None:
        """Put a candidate on the page."""
        self._novelty.add(self.contents[place].units)
        self._figures.append(self.contents[place].figures)

    def new(self, place: int) -> float:
        """How much of a candidate is new, 0 to 1."""
        return self._novelty.share(self.contents[place].units)

    def adds(self, place: int, said: float = 0.0) -> bool:
        """Whether a candidate tells more than the page: enough that is new, and not in general words only.

        `said` is the share of it, by count, that one sentence on the page has said.
        """
        if self.has_act(place):
            return True
        if self._gives_figure_again(place):
            return False
        if self.has_news(place):
            return True
        old = 1 - self.new(place)
        return max(old, (old + said) / 2) < MOSTLY_TOLD and not self._is_empty(self.contents[place])

    def has_act(self, place: int) -> bool:
        """Whether what is told beside names stands nowhere on the page, by its senses or for the most part: "the mayor
        resigned" where she has only opened a bridge."""
        content = self.contents[place]
        unknown, done = self._novelty.unknown(content.deeds), acts(content.deeds)
        mostly = self._weigh(unknown) >= OF_ITS_OWN * self._weigh(content.deeds) > 0
        return (done <= unknown if done else mostly) and not self._is_empty(content)

    def _gives_figure_again(self, place: int) -> bool:
        """Whether the figures of a candidate are those of one sentence on the page, at least by half, and little else
        is new in it: "the flight left at 11.36" and "took off at 11.36, the airline said"."""
        own = self.contents[place].figures
        if any(each.startswith("#") for each in self._novelty.unknown(self.contents[place].units)):
            return False
        return self.new(place) < RETOLD and any(2 * len(own & each) >= len(own) > 0 for each in self._figures)

    def _is_empty(self, content: Content) -> bool:
        """Whether a sentence holds little but general words and what the page has told."""
        general = general_in(content.text, content.code)
        return len(general) >= PHRASES and len(self._novelty.unknown(content.units - general)) <= ALONE

    def has_news(self, place: int) -> bool:
        """Whether a candidate has a figure, a day, a name or a quotation that nothing on the page has."""
        content = self.contents[place]
        unknown = self._novelty.unknown(content.units | content.quoted)
        figures = (unit for unit in unknown if unit.startswith("#") and not unit.endswith(YEARS))
        named = bool(content.names & unknown) and self.new(place) >= BY_NAME
        marked = any(True for _ in figures) or named
        return marked or 2 * len(content.quoted & unknown) > len(content.quoted) > 0
