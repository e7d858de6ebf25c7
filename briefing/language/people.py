"""Nouns for people, by the words of a language."""

from functools import cache

from briefing.language.language import language_data, word_list


def names_people(noun: str, code: str) -> bool:
    """Whether a noun is one for people; a plural that could be one counts."""
    listed = language_data(code, "words").get("people", {})
    if noun in word_list(listed.get("things", "")):
        return False
    return noun in _people(code) or noun.endswith(word_list(listed.get("endings", "-")))


@cache
def _people(code: str) -> frozenset[str]:
    data = language_data(code, "words")
    listed = data.get("people", {})
    states = [word for words in data.get("statuses", {}).values() for word in word_list(words)]
    return frozenset((*word_list(listed.get("all", "")), *word_list(listed.get("some", "")), *states))
