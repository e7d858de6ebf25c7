"""What bears on a question: the texts that have most of its words, the rare ones counting more."""

import math
from collections.abc import Iterable

from briefing.language.stems import telling_stems
from briefing.model import Briefing
from briefing.text.words import terms

BEARING = 0.5
"""Share of a question's words, by weight, from which a text bears on it."""

WITHIN = 6
"""Letters of a stem from which it is found within a longer one: "versicher" in "hausversicher"."""


class Question:
    """What a reader asks about, held against the texts of one pile."""

    def __init__(self, asked: str, texts: Iterable[str], code: str) -> None:
        """`texts` are those of the pile in its language, `code`; what many of them have weighs less."""
        self.code = code
        self._wanted = self._units(asked)
        known = [self._units(text) for text in texts]
        holders = {each: sum(_has(units, each, code) for units in known) for each in self._wanted}
        self._weights = {each: math.log(1 + max(len(known), 1) / max(count, 1)) for each, count in holders.items()}

    def bearing(self, text: str) -> float:
        """The share of the question, by weight, that a text has, 0 to 1; 0 where the question says nothing."""
        units = self._units(text)
        found = math.fsum(weight for each, weight in self._weights.items() if _has(units, each, self.code))
        return found / (math.fsum(self._weights.values()) or 1.0)

    def bears(self, text: str) -> bool:
        """Whether a text bears on the question."""
        return self.bearing(text) >= BEARING

    def _units(self, text: str) -> frozenset[str]:
        return terms(text) if self.code == "en" else telling_stems(text, self.code)


def _has(units: frozenset[str], wanted: str, code: str) -> bool:
    return wanted in units or (code != "en" and len(wanted) >= WITHIN and any(wanted in each for each in units))


def is_spoken_of(asked: str, briefing: Briefing, code: str) -> bool:
    """Whether a paragraph of the documents bears on a question, or its headline; in the question's own words alone."""
    paragraphs = [each for document in briefing.documents for each in (document.title, *document.text.splitlines())
                  if each.strip()]
    question = Question(asked, paragraphs, code)
    return any(map(question.bears, paragraphs))
