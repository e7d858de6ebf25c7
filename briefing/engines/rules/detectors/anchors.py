"""The words beside a figure or a date by which two reports, however else they put it, speak of one thing."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.engines.rules.detectors.clauses import clause
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.anchors import LIGHT
from briefing.language.language import language_data, word_list
from briefing.language.stems import telling_stems
from briefing.regex import ListRegex, list_regex
from briefing.text.names import names
from briefing.text.words import term, terms

NEAR = 10
"""Words on either side of a figure in which stands what it is of."""

RARE = 2
"""Sentences of a report, at most, that have a word by which a figure is known."""

ROLE = "role "
"""How the anchor of a role begins; no term has a space."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """How often each report has a word."""

    sentences: Mapping[str, Mapping[str, int]]
    """Document → term → the sentences of the document that have it."""

    def is_rare(self, anchor: str, document: str) -> bool:
        """Whether a report has an anchor in few sentences; a role says what is told, however often."""
        return anchor.startswith(ROLE) or self.sentences[document].get(anchor, 0) <= RARE


def rarity(pile: Pile) -> Rarity:
    """How often each report of a pile has each of its words."""
    sentences: dict[str, Counter[str]] = defaultdict(Counter)
    for profile in pile.profiles:
        sentences[profile.document.id].update(_telling(profile.text, profile.document.language))
    return Rarity(sentences)


@lru_cache(maxsize=65_536)
def anchors(profile: Profile, start: int, end: int, kind: str) -> frozenset[str]:
    """The telling words near a span within its clause, names left out, and the roles that words there stand for among
    those of a `kind`: "times", "sums", "shares", "measures" or "counts"."""
    text, code = profile.text, profile.document.language
    first, last = clause(text, start, end)
    before = re.search(rf"(?:\S+\s+){{0,{NEAR}}}\S*$", text[first:start])
    behind = re.match(rf"\S*(?:\s+\S+){{0,{NEAR}}}", text[end:last])
    near = f"{before.group() if before else ''} ¤ {behind.group() if behind else ''}"
    named = {part for name in names(text) for part in _telling(name.text, code)}
    return (_telling(near, code) - named) | _roles_in(near, code, kind)


def telling(profile: Profile) -> frozenset[str]:
    """The telling words of a sentence, names among them."""
    return _telling(profile.text, profile.document.language)


@cache
def words_of(anchor: str, code: str, kind: str) -> frozenset[str]:
    """The telling words by which a text speaks of a role; of any other anchor the word itself."""
    listed = language_data(code, "roles").get(kind, {}).get(anchor.removeprefix(ROLE), "")
    return _telling(" ".join(word_list(listed)), code) | {anchor}


def _roles_in(text: str, code: str, kind: str) -> frozenset[str]:
    """The roles that words of a text stand for, each as an anchor."""
    return frozenset(f"{ROLE}{role}" for role, pattern in _roles(code, kind) if pattern.search(text))


@lru_cache(maxsize=65_536)
def _telling(text: str, code: str) -> frozenset[str]:
    return terms(text) - LIGHT if code == "en" else telling_stems(text, code)


@cache
def sort_of(noun: str, code: str) -> str:
    """What reports call by this noun and by others, or the term of the noun."""
    return next((sort for sort, nouns in _sorts(code) if noun in nouns), term(noun))


@lru_cache(maxsize=65_536)
def acts_of(profile: Profile, start: int, end: int) -> frozenset[str]:
    """What a clause says befell those or what a span in it counts."""
    first, last = clause(profile.text, start, end)
    return frozenset(act for act, words in _roles(profile.document.language, "acts")
                     if words.search(profile.text, first, last))


@cache
def _sorts(code: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each sort of things with the nouns for them."""
    listed = language_data(code, "roles").get("sorts", {})
    return tuple((sort, frozenset(word_list(nouns))) for sort, nouns in listed.items())


@cache
def _roles(code: str, kind: str) -> tuple[tuple[str, ListRegex], ...]:
    """Each role of a kind with a language's words for it."""
    listed = ((role, word_list(words)) for role, words in language_data(code, "roles").get(kind, {}).items())
    return tuple(
        (role, list_regex(r"(?<!\w)", words, "|".join(map(re.escape, words)), r"(?!\w)")) for role, words in listed
    )
