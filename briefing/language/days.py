"""The dates of a text, whole or in part, with what a day of publication makes of "Monday" and "yesterday"."""

from functools import lru_cache

from briefing.language.calendar import anchor_day
from briefing.language.reading import Day
from briefing.language.relative import relative_days
from briefing.language.vocabulary import folded, vocabulary_of
from briefing.language.written import dated

EARLIEST = "1990-01-01"
"""A day of publication before this is a placeholder, and tells no weekday."""


@lru_cache(maxsize=65_536)
def days(text: str, code: str = "en", published: str | None = None) -> tuple[Day, ...]:
    """Every date of a text, in order, never overlapping; `published` is the ISO day it was published.

    A date without a year takes the one that puts it nearest to that day; a weekday is the latest on or before it, the
    next where the clause speaks of what is to come. In a language without a reader only dates in figures are found.
    """
    anchor = published if published and published[:10] >= EARLIEST else None
    plain = folded(text)
    if code == "zh":
        from briefing.language.zh.dates import dates as chinese

        return _apart(list(chinese(text, plain, anchor)))
    words = vocabulary_of(code)
    found = list(relative_days(plain, text, words, anchor_day(anchor))) if words is not None else []
    if code == "en":
        from briefing.language.en.dates import dates

        found += dates(text, anchor)
    found += dated(plain, text, words, anchor)
    return _apart(found)


def _apart(found: list[Day]) -> tuple[Day, ...]:
    """The dates that don't overlap: of two, the one that reads more of the text, else the one found first."""
    kept: list[Day] = []
    read = bytearray(max((each.end for each in found), default=0))
    for each in sorted(found, key=lambda day: day.start - day.end):
        if 1 not in read[each.start : each.end]:
            read[each.start : each.end] = b"\1" * (each.end - each.start)
            kept.append(each)
    return tuple(sorted(kept, key=lambda day: day.start))
