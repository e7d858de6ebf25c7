"""What a story's sentences speak of: which words tell one matter from the others, and whom a sentence is about."""

from collections import Counter
from functools import lru_cache

from briefing.engines.rules.detectors.clauses import clause
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.scene import PLACED
from briefing.text.names import TITLES, name_words
from briefing.text.words import terms, words

RARE = 0.06
"""Share of a story's sentences, at most, that have a word which tells what is spoken of; `FEW` of a small story."""

FEW = 4

MANY = 3
"""Documents that speak of what a story is about, at least."""

BESIDE = 7
"""Words before and behind a span in which stands what it is said of."""

OFFICES = frozenset(title.lower() for title in TITLES)


class Scene:
    """How many of a story's sentences and documents have a word."""

    def __init__(self, pile: Pile) -> None:
        self.pile = pile
        self._most = max(FEW, RARE * len(pile.profiles))
        self._holders = Counter(term for each in pile.profiles for term in each.terms)
        homes = {(each.document.id, term) for each in pile.profiles for term in each.terms}
        self._documents = len({document for document, _ in homes})
        self._homes = Counter(term for _, term in homes)

    def telling(self, found: frozenset[str]) -> int:
        """How many of the terms stand in few sentences of the story."""
        return sum(self._holders[each] <= self._most for each in found)

    def is_at_issue(self, found: frozenset[str]) -> bool:
        """Whether half of the documents, and no fewer than three, have one of the terms."""
        having = {each.document.id for each in self.pile.profiles if found & each.terms}
        return len(having) >= self._half

    @property
    def _half(self) -> float:
        return max(MANY, self._documents / 2)

    def strangers(self, a: Profile, b: Profile) -> bool:
        """Whether each sentence has names, those who speak apart, they share no word of them, and one has a name that
        is not the story's own."""
        first, second = (_named(each.fact.statement, each.fact.speaker or "") for each in (a, b))
        apart = bool(first and second) and not first & second
        return apart and not terms(" ".join(first)) & terms(" ".join(second)) and not self._are_known(first | second)

    def _are_known(self, named: frozenset[str]) -> bool:
        return all(self._homes[term] >= self._half for each in named for term in terms(each))

    def around(self, profile: Profile) -> frozenset[str]:
        """The terms of a sentence, and of the one before it in its document."""
        before = self.pile.profiles[profile.place - 1] if profile.place else profile
        return profile.terms | (before.terms if before.document.id == profile.document.id else frozenset())


def beside(profile: Profile, start: int, end: int) -> frozenset[str]:
    """The terms near a span in its clause, and of the person whom a pronoun of the sentence stands for."""
    return _window(profile.text, start, end) | (terms(profile.fact.statement) - profile.terms)


@lru_cache(maxsize=65_536)
def _window(text: str, start: int, end: int) -> frozenset[str]:
    left, right = clause(text, start, end)
    before = [word for word in words(text) if left <= word.start and word.end <= start][-BESIDE:]
    behind = [word for word in words(text) if end <= word.start and word.end <= right][:BESIDE]
    return terms(" ".join(word.text for word in (*before, *behind) if not PLACED.search(text[: word.end])))


@lru_cache(maxsize=65_536)
def _named(statement: str, speaker: str) -> frozenset[str]:
    """The words of the names in a sentence, without who speaks."""
    return name_words(statement) - {*speaker.lower().split()} - OFFICES
