"""Which words tell little by themselves: "significant step", "wider context"."""

from functools import cache

from briefing.language.language import language_data, word_list
from briefing.text.words import term, terms, words

CONCEPT = "="
"""How a term begins that several words of English stand for: a rise is an act, and a word of another language only
looks like one."""


@cache
def general_terms(code: str) -> frozenset[str]:
    """The terms that tell little in a language; none for one without a list."""
    data = language_data(code, "telling")
    listed = [word for words in data.get("general", {}).values() for word in word_list(words)]
    elided = [f"{article}{word}" for article in word_list(data.get("elided", "")) for word in listed]
    found = terms(" ".join((*listed, *elided)))
    return frozenset(term for term in found if not term.startswith(CONCEPT))


def general_in(text: str, code: str) -> frozenset[str]:
    """The terms of a text that tell little, also those that another word would tell more by."""
    said = (word.text for word in words(text) if word.text.casefold() in _listed(code))
    return (terms(text) & general_terms(code)) | frozenset(map(term, said))


@cache
def _listed(code: str) -> frozenset[str]:
    lists = language_data(code, "telling").get("general", {})
    return frozenset(word.casefold() for listed in lists.values() for word in word_list(listed))


@cache
def writes_nouns_large(code: str) -> bool:
    """Whether a capital within a sentence is no mark of a name."""
    return bool(language_data(code, "telling").get("nouns_large"))
