"""Words that say two of a thing by their ending alone, as Arabic has them: "ساعتين", two hours."""

import re
from collections.abc import Iterator
from functools import cache

from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.language.reading import Number

COUNTED = "counted"
"""The entry whose words are what is counted itself; all others are units."""

TWO = 2.0


def duals(plain: str, text: str, code: str, read: bytearray) -> Iterator[Number]:
    """The duals of a text, but those that `read` has taken, a byte for each letter."""
    if (pattern := _pattern(code)) is None:
        return
    units = _units(code)
    for hit in pattern.finditer(plain):
        start, end = hit.span("word")
        if 1 in read[start:end]:
            continue
        unit = units[hit["word"]]
        if unit == COUNTED:
            yield Number(start, end, text[start:end], TWO, "count", counted=hit["word"])
        else:
            money = unit.isupper()
            yield Number(start, end, text[start:end], TWO, "sum" if money else "measure", unit)


def has_duals(plain: str, code: str) -> bool:
    """Whether a text has a dual."""
    pattern = _pattern(code)
    return pattern is not None and pattern.search(plain) is not None


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    """A dual as a word of its own, "and", "in" and the like written onto it left aside; None where there are none."""
    data = language_data(code, "numbers")
    if not (units := _units(code)):
        return None
    onto = any_of(word_list(f"{data.get('proclitics', '')}, {data.get('clitics', '')}"))
    return re.compile(rf"(?<![^\W_])(?:{onto})?(?P<word>{any_of(units)})(?![^\W_])")


@cache
def _units(code: str) -> dict[str, str]:
    listed = language_data(code, "numbers").get("duals", {})
    return {word: unit for unit, words in listed.items() for word in word_list(words)}
