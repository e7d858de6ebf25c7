"""Nouns for people, by the words of a language."""

from functools import cache

from briefing.language.language import language_data, word_list


def names_people(noun: str, code: str) -> bool:
    """Whether a noun is one for people; a plural that could be one counts."""
    listed = language_data(code, "words").get("people", {})
    if noun in word_list(listed.get("things", "")):
        return False
    return noun in _people(code) or noun.endswith(word_list(listed.get("endings", "-")))


def counts_people(behind: str, code: str) -> bool:
    """Whether what stands behind a number is a word that only people are counted by, as in Chinese."""
    return behind.startswith(word_list(language_data(code, "words").get("people", {}).get("counters", "")))


@cache
def _people(code: str) -> frozenset[str]:
    data = language_data(code, "words")
    listed = data.get("people", {})
    states = [word for words in data.get("statuses", {}).values() for word in word_list(words)]
    return frozenset((*word_list(listed.get("all", "")), *word_list(listed.get("some", "")), *states))
