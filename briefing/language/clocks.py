"""Times of day: "14:30", "6.04am", "14h30", "20 Uhr"."""

import re
from collections.abc import Iterator
from functools import cache

from briefing.language.language import language_data, word_list
from briefing.regex import lazy_regex

_PLAIN = lazy_regex(r"(?<![\w.,:$£€/-])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])")
NOON = 12
"""The hour up to which "pm" adds half a day."""

HALF_DAY = 720
"""Minutes."""


@cache
def _forms(code: str) -> tuple[re.Pattern[str], ...]:
    """The ways to write a time of day in a language, then those of any."""
    data = language_data(code, "numbers")
    before, behind = (r"[\d.,:$]", r"\d") if data.get("unspaced") else (r"[\w.,:$£€/-]", r"[^\W_]")
    found = []
    for form in word_list(data.get("clock", {}).get("forms", "")):
        pattern = re.escape(form).replace(r"\{h\}", r"(?P<h>[01]?\d|2[0-3])").replace(r"\{m\}", r"(?P<m>[0-5]\d)")
        found.append(lazy_regex(rf"(?<!{before}){pattern}(?!{behind})".replace(r"\ ", r"[\s\u00a0]?"), re.I))
    return (*found, _PLAIN)


def clocks(plain: str, code: str, read: bytearray) -> Iterator[tuple[int, int, float]]:
    """(start, end, minutes since midnight) of every time of day outside the letters that are marked as `read`; marks
    its own."""
    for pattern in _forms(code):
        for hit in pattern.finditer(plain):
            start, end = hit.span()
            if 1 not in read[start:end]:
                read[start:end] = b"\1" * (end - start)
                yield start, end, float(_minutes(hit))


def _minutes(hit: re.Match[str]) -> int:
    parts, letters = hit.groupdict(), hit[0].casefold()[-4:]
    hour = int(parts["h"])
    minutes = hour * 60 + int(parts.get("m") or 0)
    if "p" in letters and hour < NOON:
        return minutes + HALF_DAY
    return minutes - HALF_DAY if "a" in letters and "m" in letters and hour == NOON else minutes
