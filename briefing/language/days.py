"""The dates of a text, whole or in part, with what a day of publication makes of "Monday" and "yesterday"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from briefing.language.digits import ALIKE
from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.language.reading import Day, Precision

_YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)(?![\d%])"
_ISO = re.compile(
    r"(?<![\w./-])(?P<year>(?:1[0-9]|20)\d\d)(?P<sep>[-./])(?P<month>0?[1-9]|1[0-2])(?P=sep)"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d-])"
)
_SLASHED = re.compile(
    r"(?<![\w./-])(?P<one>\d{1,2})(?P<sep>[-./])(?P<two>\d{1,2})(?P=sep)(?P<year>(?:1[5-9]|20)\d\d|\d\d)"
    r"(?![\d-]|[.,/]\d)"
)
_ALONE = re.compile(rf"(?<![\w.,/$£€¥-]){_YEAR}(?![.,]?\d|-\d|\w)")
AHEAD = 183
"""Days from which a day without its year is last year's rather than this one's."""

EARLIEST = "1990-01-01"
"""A day of publication before this is a placeholder, and tells no weekday."""


@dataclass(frozen=True, slots=True)
class _Calendar:
    """How a language writes days."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    relative: Mapping[str, int]
    written: re.Pattern[str] | None
    """A month with its day or its year, a weekday beside it."""

    named: re.Pattern[str] | None
    """Weekdays and words like "yesterday"."""

    day_first: bool


@lru_cache(maxsize=16384)
def days(text: str, code: str = "en", published: str | None = None) -> tuple[Day, ...]:
    """Every date of a text, in order, never overlapping; `published` is the ISO day it was published.

    A date without a year takes the one that puts it nearest to that day; a weekday is the latest on or before it. In a
    language without a reader only dates in figures are found.
    """
    anchor = published if published and published[:10] >= EARLIEST else None
    if code == "en":
        from briefing.language.en.dates import dates

        return dates(text, anchor)
    plain = text.translate(ALIKE)
    found: list[Day] = []
    for each in _all(plain, text, _calendar_of(code), _day(anchor)):
        if not any(each.start < other.end and other.start < each.end for other in found):
            found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


@cache
def _calendar_of(code: str) -> _Calendar:
    data = language_data(code, "days")
    months = {
        _plain(word): int(number) for number, listed in data.get("months", {}).items() for word in word_list(listed)
    }
    weekdays = {
        _plain(word): int(number) for number, listed in data.get("weekdays", {}).items() for word in word_list(listed)
    }
    relative = {
        _plain(word): int(number) for number, listed in data.get("relative", {}).items() for word in word_list(listed)
    }
    if not months:
        return _Calendar({}, {}, {}, None, None, True)
    month, weekday, filler = any_of(months), any_of(weekdays), any_of(word_list(data.get("fillers", "")))
    gap = rf"[\s\u00a0]{{0,2}}(?:(?:{filler})[\s\u00a0]{{1,2}})?"
    nth, to = any_of(word_list(data.get("ordinals", ""))), any_of(word_list(data.get("to", "")))
    number = rf"(?:3[01]|[12]\d|0?[1-9])(?:{nth})?"
    edge, front = ("", "") if data.get("unspaced") else (r"(?![^\W_])", r"(?<![^\W_])")
    written = re.compile(
        rf"(?:{front}(?P<weekday>{weekday}){edge}\.?,?[\s\u00a0]{{0,2}}(?:(?:{filler})[\s\u00a0]{{1,2}})?)?"
        rf"(?:(?<![\d.,:])(?P<from>{number})(?:{gap}(?P<month0>{month}){edge})?[\s\u00a0]?(?:[-–—]|{to})[\s\u00a0]?)?"
        rf"(?:(?<![\d,:])(?P<day>{number}){gap})?{front}(?P<month>{month}){edge}\.?"
        rf"(?:(?:,)?{gap}(?:,[\s\u00a0])?{_YEAR})?",
        re.I,
    )
    named = re.compile(rf"{front}(?:(?P<relative>{any_of(relative)})|(?P<weekday>{weekday})){edge}", re.I)
    return _Calendar(months, weekdays, relative, written, named, data.get("day_first", True))


def _all(plain: str, text: str, calendar: _Calendar, anchor: date | None) -> Iterator[Day]:
    """Every date, the surest forms first."""
    for hit in _ISO.finditer(plain):
        yield _told(text, hit.span(), int(hit["year"]), int(hit["month"]), int(hit["day"]), None, anchor)
    for hit in _SLASHED.finditer(plain):
        if (day := _slashed(hit, text, calendar)) is not None:
            yield day
    if calendar.written is not None:
        for hit in calendar.written.finditer(plain):
            yield from _written(hit, text, calendar, anchor)
    for hit in _ALONE.finditer(plain):
        yield Day(
            hit.start(),
            hit.end(),
            text[hit.start() : hit.end()],
            int(hit["year"]),
            None,
            None,
            None,
            hit["year"],
            "year",
        )
    if calendar.named is not None:
        for hit in calendar.named.finditer(plain):
            yield _relative(hit, text, calendar, anchor)


def _written(hit: re.Match[str], text: str, calendar: _Calendar, anchor: date | None) -> Iterator[Day]:
    """The dates of one month: two for a range ("3 to 5 May"); none where only a word like a month stands there."""
    month = calendar.months[_plain(hit["month"])]
    weekday = calendar.weekdays[_plain(hit["weekday"])] if hit["weekday"] else None
    year = int(hit["year"]) if hit["year"] else None
    if hit["day"] is None:
        yield _told(
            text,
            hit.span("month") if year is None else (hit.start("month"), hit.end()),
            year,
            month,
            None,
            None,
            anchor,
        )
        return
    number = _number(hit["day"])
    if hit["from"]:
        first = calendar.months[_plain(hit["month0"])] if hit["month0"] else month
        yield _told(
            text,
            (hit.start("from"), hit.end("month0") if hit["month0"] else hit.end("from")),
            year,
            first,
            _number(hit["from"]),
            None,
            anchor,
        )
        yield _told(text, (hit.start("day"), hit.end()), year, month, number, None, anchor)
        return
    yield _told(
        text,
        (hit.start("weekday") if hit["weekday"] else hit.start("day"), hit.end()),
        year,
        month,
        number,
        weekday,
        anchor,
    )


def _plain(word: str) -> str:
    return " ".join(re.sub(r"[\s\u00a0-]+", " ", word.casefold().replace("’", "'")).split())


def _number(letters: str) -> int:
    found = re.match(r"\d+", letters)
    return int(found[0]) if found else 0


def _told(
    text: str,
    span: tuple[int, int],
    year: int | None,
    month: int,
    number: int | None,
    weekday: int | None,
    anchor: date | None,
) -> Day:
    start, end = span
    precision: Precision = "day" if number else "month"
    return Day(
        start,
        end,
        text[start:end],
        year,
        month,
        number,
        weekday,
        _iso(year, month, number, anchor),
        precision,
        relative=year is None,
    )


def _iso(year: int | None, month: int, number: int | None, anchor: date | None) -> str | None:
    """The ISO form; without a year the one nearest to the anchor, None where there is none."""
    if year is None and anchor is None:
        return None
    years = (year,) if year is not None else (anchor.year, anchor.year - 1, anchor.year + 1) if anchor else ()
    for each in years:
        if number is None:
            if year is not None or anchor is None or -300 <= (date(each, month, 1) - anchor).days <= AHEAD:
                return f"{each:04}-{month:02}"
            continue
        day = _real(each, month, number)
        if day is not None and (year is not None or anchor is None or -300 <= (day - anchor).days <= AHEAD):
            return day.isoformat()
    return None


def _real(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _slashed(hit: re.Match[str], text: str, calendar: _Calendar) -> Day | None:
    """15.1.2011 by the order of the language; a number over twelve decides for itself."""
    one, two, year = int(hit["one"]), int(hit["two"]), int(hit["year"])
    if len(hit["year"]) == 2:
        year += 2000 if year < 50 else 1900
    number, month = (one, two) if calendar.day_first else (two, one)
    if month > 12:
        number, month = month, number
    day = _real(year, month, number)
    if day is None:
        return None
    return Day(hit.start(), hit.end(), text[hit.start() : hit.end()], year, month, number, None, day.isoformat())


def _relative(hit: re.Match[str], text: str, calendar: _Calendar, anchor: date | None) -> Day:
    """A weekday, the latest on or before the anchor, or a word like "yesterday"."""
    start, end = hit.span()
    if hit["weekday"]:
        weekday = calendar.weekdays[_plain(hit["weekday"])]
        day = anchor - timedelta((anchor.weekday() - weekday) % 7) if anchor else None
        return Day(
            start, end, text[start:end], None, None, None, weekday, day.isoformat() if day else None, "day", True
        )
    by = calendar.relative[_plain(hit["relative"])]
    return Day(
        start,
        end,
        text[start:end],
        None,
        None,
        None,
        None,
        (anchor + timedelta(by)).isoformat() if anchor else None,
        "day",
        True,
    )


def _day(anchor: str | None) -> date | None:
    try:
        return date.fromisoformat((anchor or "")[:10])
    except ValueError:
        return None
