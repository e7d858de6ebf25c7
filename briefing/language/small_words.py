"""What only joins words, in each language."""

from functools import cache

from briefing.language.language import language_data, word_list
from briefing.text.words import STOP_WORDS


@cache
def small_words(code: str) -> frozenset[str]:
    """Words without capitals that say nothing by themselves: "nach", "dem"."""
    if code == "en":
        return STOP_WORDS
    return frozenset(map(str.casefold, word_list(language_data(code, "words").get("names", {}).get("plain", ""))))
