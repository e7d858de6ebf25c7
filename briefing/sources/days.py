"""The days written out in full in a line: what a byline or a "Published" label gives."""

import re
from dataclasses import dataclass
from datetime import date

from briefing.regex import lazy_regex
from briefing.wordlists import word_lists

_MONTHS = {name: int(number) for number, names in word_lists("months").items() for name in names}
_YEAR = r"(?P<y#>(?:19|20)\d\d)(?:(?!\d)|(?=\d?\d:\d\d))"  # a page dump may glue the time to it
_DAY = r"(?P<d#>[12]\d|3[01]|0?[1-9])"
_WORD = r"(?P<m#>[^\W\d_]{3,12})\.?"
_FULL = lazy_regex("|".join(form.replace("#", str(number)) for number, form in enumerate((
    rf"(?<!\d){_YEAR}(?P<sep>[-/.])(?P<n#>1[0-2]|0?[1-9])(?P=sep){_DAY}(?!\d)",
    rf"(?<!\d){_DAY}(?:st|nd|rd|th|er|\.|º)?[\s-]+(?:of |de )?{_WORD},?[\s-]+(?:de )?{_YEAR}",
    rf"(?<![^\W\d_]){_WORD}[\s-]+{_DAY}(?:st|nd|rd|th)?(?:,\s*|\s+){_YEAR}",
    rf"(?<![\d.])(?P<a>\d{{1,2}})(?P<cut>[/.])(?P<b>\d{{1,2}})(?P=cut){_YEAR}",
    rf"{_YEAR}\s?[年년]\s?(?P<n#>\d{{1,2}})\s?[月월]\s?(?P<d#>\d{{1,2}})\s?[日일]",
), start=1)))
_DIGIT = lazy_regex(r"\d")
_YEARLESS = lazy_regex(
    r"(?<![\d.,])(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s(?:of |de )?(?P<after>[^\W\d_]{3,12})\b"
    r"|(?<![^\W\d_])(?P<before>[^\W\d_]{3,12})\.?\s(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?![\d.,:]\d|\d)")
_BESIDE = lazy_regex(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b\d{1,2}[:.]\d\d(?::\d\d)?|"
    r"\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\b[ap]\.?m\b\.?|(?-i:\b[A-Z]{2,4}T\b)|\b(?:GMT|UTC|Z)\b|\bT(?=\d)|[+-]\d\d:?\d\d\b|"
    r"\b\d+[ -]min(?:ute)?s?\b(?: read)?|\b(?:at|on|uhr)\b",
    re.I)


@dataclass(frozen=True, slots=True)
class Day:
    """A day and where it stands in its line."""

    start: int
    end: int
    iso: str


def days(line: str) -> tuple[Day, ...]:
    """Every day with its year in a line, in order; 03/04/2019 tells none, for it may be two."""
    if not _DIGIT.search(line):
        return ()
    found = ((hit, _iso(hit)) for hit in _FULL.finditer(line))
    return tuple(Day(hit.start(), hit.end(), iso) for hit, iso in found if iso)


def yearless(text: str) -> tuple[tuple[int, int], ...]:
    """(month, day) of each day that a text names without its year: "on March 16", "am 3. Mai"."""
    found = ((_MONTHS.get((hit["after"] or hit["before"]).lower()), int(hit["day"] or hit["day2"]))
             for hit in _YEARLESS.finditer(text))
    return tuple((month, number) for month, number in found if month and 1 <= number <= 31)


def day(line: str) -> str | None:
    """The first day of a line."""
    return next((found.iso for found in days(line)), None)


def is_month(word: str) -> bool:
    """Whether a word is a month's name, or short for one."""
    return word.lower().strip(".") in _MONTHS


def beside(line: str, found: Day) -> str:
    """What a line says beside its day: "BBC News |" of "BBC News | Tuesday 3 May 2019, 10:40 GMT"."""
    rest = _BESIDE.sub(" ", f"{line[:found.start]} {line[found.end:]}")
    return " ".join(rest.split()).strip(" ,.|•·-–—:()[]/@T")


def _iso(hit: re.Match[str]) -> str | None:
    year = int(hit["y1"] or hit["y2"] or hit["y3"] or hit["y4"] or hit["y5"])
    if hit["y4"]:
        return _numbered(year, int(hit["a"]), int(hit["b"]), dotted=hit["cut"] == ".")
    word = hit["m2"] or hit["m3"]
    month = _MONTHS.get(word.lower()) if word else int(hit["n1"] or hit["n5"])
    return _real(year, month, int(hit["d1"] or hit["d2"] or hit["d3"] or hit["d5"])) if month else None


def _numbered(year: int, first: int, second: int, *, dotted: bool) -> str | None:
    """Day and month in figures: dots put the day first where they can, slashes tell only where one is over twelve."""
    if second > 12:
        return _real(year, first, second)
    return _real(year, second, first) if dotted or first > 12 or first == second else None


def _real(year: int, month: int, number: int) -> str | None:
    try:
        found = date(year, month, number).isoformat()
    except ValueError:
        return None
    return None if found in PLACEHOLDERS else found


PLACEHOLDERS = frozenset({"1970-01-01", "1969-12-31", "1900-01-01", "1980-01-01", "2038-01-19", "2038-01-18",
                          "2099-12-31", "2099-01-01"})
"""The first days of clocks and the last, from either side of Greenwich: what a system writes that knows no day."""
