"""Sentences that begin with somebody whom only the sentence before them names: "Sie wies …", "Su portavoz …"."""

from functools import cache

from briefing.language.language import language_data, word_list
from briefing.regex import lazy_regex

_FIRST = lazy_regex(r"[^\w]*(?P<word>[^\W\d_]+)")


def begins_pointing(text: str, code: str) -> bool:
    """Whether the first word of a sentence stands for a name before it; False where a language lists no such words."""
    first = _FIRST.match(text)
    return first is not None and first["word"].casefold() in _pointers(code)


@cache
def _pointers(code: str) -> frozenset[str]:
    return frozenset(word_list(language_data(code, "words").get("pointing", {}).get("words", "")))
