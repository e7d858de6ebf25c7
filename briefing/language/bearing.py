"""What bears on a question: the texts that have what it asks after, or most of its words, the rare ones counting more.

What a question is put with ("which … are affected?") says nothing of what it is about, and no text needs it.
"""

import math
import re
from collections.abc import Iterable
from functools import cache

from briefing.language.grammar import any_of, edges_of
from briefing.language.language import folded, language_data, word_list
from briefing.language.stems import telling_stems
from briefing.model import Briefing
from briefing.text.words import terms

BEARING = 0.5
"""Share of a question's words, by weight, from which a text bears on it."""

PLACES = 9
"""Of a share: so that half is half, however it was summed."""

SIGNS = 2
"""Of a script that parts no words, that make a word."""

WITHIN = 6
"""Letters of a stem from which it is found within a longer one: "versicher" in "hausversicher"."""


class Question:
    """What a reader asks about, held against the texts of one pile."""

    def __init__(self, asked: str, texts: Iterable[str], code: str) -> None:
        """`texts` are those of the pile in its language, `code`; what many of them have weighs less."""
        self.code = code
        asked = folded(asked, code)
        about = self._units(_putting(code).sub(" ", asked))
        self._wanted = about or self._units(asked)
        self._after = self._asked_after(asked) & about
        known = [self._units(text) for text in texts]
        holders = {each: sum(_has(units, each, code) for units in known) for each in self._wanted}
        self._weights = {each: math.log(1 + max(len(known), 1) / max(count, 1)) for each, count in holders.items()}
        rest = math.fsum(weight for each, weight in self._weights.items() if each not in self._after)
        for each in self._after:  # as much as all the rest: a text that has it bears on the question
            self._weights[each] = max(self._weights[each], rest / len(self._after))

    def bearing(self, text: str) -> float:
        """The share of the question, by weight, that a text has, 0 to 1; 0 where the question says nothing."""
        units = self._units(text)
        found = math.fsum(weight for each, weight in self._weights.items() if _has(units, each, self.code))
        return round(found / (math.fsum(self._weights.values()) or 1.0), PLACES)

    def bears(self, text: str) -> bool:
        """Whether a text bears on the question."""
        return self.bearing(text) >= BEARING

    def _asked_after(self, asked: str) -> frozenset[str]:
        """The first telling word behind what asks after a thing: "ferries" of "which ferries sail?"."""
        before = _before(self.code).search(asked)
        rest = _putting(self.code).sub(" ", asked[before.end():]).strip() if before else ""
        words = (rest[:SIGNS],) if language_data(self.code, "numbers").get("unspaced") else rest.split()
        return next((units for each in words if (units := self._units(each))), frozenset())

    def _units(self, text: str) -> frozenset[str]:
        return terms(text) if self.code == "en" else telling_stems(text, self.code)


@cache
def _putting(code: str) -> re.Pattern[str]:
    """What a question is put with."""
    listed = language_data(code, "words").get("asking", {})
    return _standing((*word_list(listed.get("words", "")), *word_list(listed.get("of", ""))), code)


@cache
def _before(code: str) -> re.Pattern[str]:
    """Behind which stands what is asked after."""
    return _standing(word_list(language_data(code, "words").get("asking", {}).get("of", "")), code)


def _standing(words: Iterable[str], code: str) -> re.Pattern[str]:
    begin, end = edges_of(language_data(code, "numbers"))
    return re.compile(rf"{begin}(?:{any_of(words)}){end}", re.I)


def _has(units: frozenset[str], wanted: str, code: str) -> bool:
    return wanted in units or (code != "en" and len(wanted) >= WITHIN and any(wanted in each for each in units))


def is_spoken_of(asked: str, briefing: Briefing, code: str) -> bool:
    """Whether a paragraph of the documents bears on a question, or its headline; in the question's own words alone."""
    paragraphs = [each for document in briefing.documents for each in (document.title, *document.text.splitlines())
                  if each.strip()]
    question = Question(asked, paragraphs, code)
    return any(map(question.bears, paragraphs))
