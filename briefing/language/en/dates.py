"""The dates of an English text, relative ones ("on Monday", "last month") resolved against a day of publication."""

import re
from datetime import date, timedelta
from functools import lru_cache

from briefing.language.calendar import bare_month, resolved_day
from briefing.language.reading import Day, Precision
from briefing.regex import lazy_regex

_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTHS = {name[:3].lower(): number for number, name in enumerate(_NAMES, 1)}
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_SMALL = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}

_LONG = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    "|january|february|april|june|july|august|september|october|november|december"
)
_SHORT = (
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)"
    r"(?![a-zA-Z])\.?"
)
_MONTH = rf"(?:(?:{_LONG})(?![a-zA-Z])|{_SHORT})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d|-\d\d-)"
_OLD = r"1[0-4]\d\d(?!\d|[.,]\d| [a-z]+s\b)"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|and|or|&)\s)"
_GAP = r"[ \t\u00a0]{0,3}\n?[ \t\u00a0]{0,3}"  # not without bound: long runs of spaces would cost their square
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_BRIEF = r"(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.?"
_PART = (
    r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id|(?:[Tt]he )?(?:start|beginning|middle|end|spring|summer|autumn|fall|winter) of"
    r"|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)(?: in|-| of)?[\s-])?"
)
_BESIDE = rf"(?:(?P<{{0}}>{_WEEKDAY}|{_BRIEF})(?:,\s?|\s\(?))?"

_ABSOLUTE = lazy_regex(
    r"(?<![\w.,/$£€¥-])(?:"
    r"(?P<iso>(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)"
    rf"|(?P<slash>\d{{1,2}}(?P<sep>[/.])\d{{1,2}}(?P=sep)(?:1[5-9]|20)\d\d)(?!\d)"
    rf"|{_BESIDE.format('w1')}(?:(?P<from1>{_DAY}){_NTH}{_TO})?(?P<d1>{_DAY}){_NTH}(?:\s{{1,3}}of)?[\s-]{_GAP}(?P<m1>{_MONTH})"
    rf"(?:,?[\s-]{_GAP}(?P<y1>{_YEAR}|{_OLD}))?"
    rf"|{_BESIDE.format('w2')}(?P<m2>{_MONTH}){_GAP}(?:(?P<from2>{_DAY}){_NTH}{_TO}(?!\d+ [a-z]))?"
    rf"(?P<d2>{_DAY}){_NTH}(?!\w|[:.,]\d|%)(?:(?:,|,?\s){_GAP}(?P<y2>{_YEAR}))?"
    rf"|{_PART}(?P<m3>{_MONTH}),?(?: of)?{_GAP}(?P<y3>{_YEAR})"
    rf"|{_PART}(?P<y4>{_YEAR})(?:(?P<decade>'?s)\b|\s?[-–/]\s?(?P<y5>{_YEAR}|\d\d(?![\d\w]))|(?![\w%-]))"
    r")"
)

_RELATIVE = lazy_regex(
    r"(?<![\w-])(?:"
    r"(?:(?P<turn>[Ll]ast|[Nn]ext|[Tt]his(?: coming| past)?) )?(?:(?:[Ee]arly|[Ll]ate) )?"
    rf"(?P<weekday>{_WEEKDAY})(?![\w-])"
    r"|(?P<day>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Tt]mrw|[Ll]ast night"
    r"|[Tt]his (?:morning|afternoon|evening))(?!\w)"
    r"|(?P<which>[Ll]ast|[Nn]ext|[Tt]his) (?P<grain>week|month|year)(?!\w)"
    r"|(?P<count>\d{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven"
    r"|[Tt]welve)"
    r" (?P<unit>day|week|month|year)s? ago(?!\w)"
    rf"|(?P<cue>(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Dd]uring|[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate|[Mm]id|[Bb]efore"
    r"|[Aa]fter|[Tt]ill|(?:[Ss]tart|[Bb]eginning|[Mm]iddle|[Ee]nd) of(?! \w+ [A-Z])|[Oo]f|and|to)"
    r"[\s-](?:(?:early|late|mid)[\s-])?)"
    rf"(?P<month>{_LONG})(?![\w-])(?! {_DAY}\b)"
    r")"
)
_MAYBE_NAME = {"may", "march", "august", "april", "june"}
_TELLS_TIME = lazy_regex(
    r"\b(?:in|since|until|during|last|next|this|early|late|mid|(?:start|beginning|middle|end) of)\b", re.I)
_NAMED_BEFORE = lazy_regex(r"\b(?:Black|Good|Bloody|Easter|Cyber|Super|Holy|Ash|Palm|Giving|Sheffield|Whit|Shrove)\s$")
_NAMED_AFTER = lazy_regex(r"\s(?:Times|Mirror|Mail|Telegraph|Express|Post|Herald|Independent|Business|School|Sport)\b")
_AHEAD = lazy_regex(r"\b(?:will|due|scheduled|expected|planned|plans|set to|upcoming|until|deadline|would)\b")
_SAID = lazy_regex(r"\b(?:said|told|announced|confirmed|added|reported|says|died|killed|was|were)\b")
_COUNTED = lazy_regex(
    r"\s(?:(?:[a-z]+ )?(?:[a-z]{3,}s|people|men|women|children)\b(?<!\bwas)(?<!\bthis)(?<!\bits)"
    r"(?<!\bhas)(?<!\bhis)|million\b|billion\b|thousand\b|km\b|kg\b|m\b|ft\b|mph\b)"
)
_OF_YEAR = lazy_regex(
    r"\b(?:the|its|his|her|their|a|an|[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Dd]uring|[Bb]efore"
    r"|[Aa]fter|[Ee]arly|[Ll]ate|[Mm]id)[\s-]$|['’]s $"
)


def day(iso: str) -> str:
    """ "2024-11-25" as "25 November 2024", "2024-11" as "November 2024"; anything else as it is."""
    found = re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?(?!\d)", iso)
    if not found or not 1 <= int(found[2]) <= 12:
        return iso
    return " ".join(part for part in (found[3] and str(int(found[3])), _NAMES[int(found[2]) - 1], found[1]) if part)


@lru_cache(maxsize=65_536)
def dates(text: str, anchor: str | None = None) -> tuple[Day, ...]:
    """Every date of a text, in order, never overlapping; `anchor` is the ISO day it was published.

    A date without a year takes the one that puts it nearest to the anchor; a weekday is the latest on or
    before the anchor, or the next one where the clause speaks of what is to come.
    """
    day = _day(anchor)
    found = [when for hit in _ABSOLUTE.finditer(text) for when in _absolute(text, hit, day)]
    taken = iter(sorted(found, key=lambda when: when.start))
    nearest = next(taken, None)
    for hit in _RELATIVE.finditer(text):
        while nearest is not None and nearest.end <= hit.start():
            nearest = next(taken, None)
        if nearest is None or nearest.start >= hit.end():
            when = _relative(text, hit, day)
            if when is not None:
                found.append(when)
    return tuple(sorted(found, key=lambda when: when.start))


def written(text: str) -> tuple[Day, ...]:
    """The dates written out in a text, those that name a day, a month or a year themselves."""
    return tuple(when for hit in _ABSOLUTE.finditer(text) for when in _absolute(text, hit, None))


def _day(anchor: str | None) -> date | None:
    """The anchor as a day; None where it is missing, or only a month or a year."""
    try:
        found = date.fromisoformat((anchor or "")[:10])
    except ValueError:
        return None
    return found if _FIRST <= found.year <= _LAST else None


_FIRST, _LAST = 1000, 9000
"""Years of publication from which days are told; a step from the very first or last would lead out of the calendar."""


def _absolute(text: str, hit: re.Match[str], anchor: date | None) -> list[Day]:
    """The dates of one match: two for a range ("25-27 November"), none where the number is no date."""
    if hit["iso"]:
        return [_written_out(hit)]
    if hit["slash"]:
        return _one(text, hit.start(), hit.end(), _slashed(hit["slash"]))
    if hit["m3"]:
        return _one(text, hit.start(), hit.end(), f"{hit['y3']}-{_month(hit['m3']):02}", "month")
    if hit["y4"]:
        return _years(text, hit)
    form = "1" if hit["d1"] else "2"
    month, year, weekday = _month(hit["m" + form]), hit["y" + form], hit["w" + form]
    first, last = hit["from" + form], hit["d" + form]

    def told(start: int, end: int, number: str) -> Day:
        iso = _iso(year, month, int(number), anchor, weekday)
        if not year and iso and anchor and iso < anchor.isoformat() and _looks_ahead(text, hit.start()):
            ahead = resolved_day(month, int(number), anchor, None, 1)
            iso = ahead.isoformat() if ahead else None
        return Day(
            start,
            end,
            text[start:end],
            int(year) if year else None,
            month,
            int(number),
            _WEEKDAYS[weekday[:3].lower()] if weekday else None,
            iso,
            "day",
            relative=not year,
        )

    if not first:
        return [told(hit.start(), hit.end(), last)]
    return [told(hit.start(), hit.end("from" + form), first), told(hit.start("d" + form), hit.end(), last)]


def _written_out(hit: re.Match[str]) -> Day:
    """A date in ISO form; of a day that never was ("2031-02-31") the parts alone."""
    year, month, number = map(int, hit["iso"].split("-"))
    there = _real(year, month, number)
    return Day(hit.start(), hit.end(), hit[0], year, month, number, None, there.isoformat() if there else None, "day")


def _one(text: str, start: int, end: int, iso: str | None, precision: Precision = "day") -> list[Day]:
    """A date as one of a list; its parts are those of its ISO form."""
    year, month, number = [*(map(int, iso.split("-")) if iso else ()), None, None, None][:3]
    return [Day(start, end, text[start:end], year, month, number, None, iso, precision)]


def _month(name: str) -> int:
    return _MONTHS[name[:3].lower()]


def _slashed(written: str) -> str:
    """11/25/2024 and 25.11.2024 as a day; the year alone where day and month could be either."""
    one, two, year = (int(part) for part in re.split(r"[/.]", written))
    day, month = (two, one) if two > 12 else (one, two)
    if min(one, two) <= 12 < max(one, two) or one == two or "." in written:
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return str(year)
    return str(year)


def _years(text: str, hit: re.Match[str]) -> list[Day]:
    """A year, a span of years or a decade; nothing where the number counts things ("2000 troops")."""
    if hit["decade"]:
        return _one(text, hit.start(), hit.end(), None, "decade")
    start, end = hit.span("y4")
    if hit["y5"]:
        second = hit["y5"] if len(hit["y5"]) == 4 else hit["y4"][:2] + hit["y5"]
        if int(second) <= int(hit["y4"]):
            return []
        return [
            *_one(text, hit.start(), end, hit["y4"], "year"),
            *_one(text, hit.start("y5"), hit.end("y5"), second, "year"),
        ]
    if hit.start() == start and _COUNTED.match(text, end) and not _OF_YEAR.search(text, max(0, start - 8), start):
        return []
    return _one(text, hit.start(), end, hit["y4"], "year")


def _iso(year: str | None, month: int, day: int, anchor: date | None, weekday: str | None) -> str | None:
    """The day in ISO form; None where it does not exist or nothing tells its year."""
    if year:
        chosen: date | None = _real(int(year), month, day)
    else:
        chosen = _nearest(month, day, anchor, weekday) if anchor else None
    return chosen.isoformat() if chosen else None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, anchor: date, weekday: str | None) -> date | None:
    """The year a writer leaves out: this one, but last year's for a day over half a year ahead."""
    near = [found for year in (anchor.year, anchor.year - 1, anchor.year + 1) if (found := _real(year, month, day))]
    if weekday:
        fitting = [found for found in near if found.weekday() == _WEEKDAYS[weekday[:3].lower()]]
        near = fitting or near
    likely = [found for found in near if -300 <= (found - anchor).days <= 183]
    return next(iter(likely or near), None)


def _relative(text: str, hit: re.Match[str], anchor: date | None) -> Day | None:
    """One relative date; None where the word is part of a name."""
    start, end = hit.span()
    iso: str | None = None
    kind: Precision = "day"
    if hit["weekday"]:
        if _NAMED_BEFORE.search(text, max(0, start - 12), start) or _NAMED_AFTER.match(text, end):
            return None
        iso = _weekday(text, hit, anchor).isoformat() if anchor else None
    elif hit["day"]:
        if hit["day"][0].isupper() and re.search(r"[\w,]\s$", text[max(0, start - 2) : start]):
            return None
        iso = _by_name(hit["day"].lower(), anchor)
    elif hit["grain"]:
        kind = _grain(hit["grain"])
        iso = _shift(anchor, kind, {"last": -1, "this": 0, "next": 1}[hit["which"].lower()])
    elif hit["unit"]:
        kind = _grain(hit["unit"])
        count = hit["count"].lower()
        iso = _shift(anchor, kind, -(int(count) if count.isdigit() else _SMALL[count]))
    else:
        if hit["month"].lower() in _MAYBE_NAME and not _TELLS_TIME.search(hit["cue"]):
            return None
        kind, start = "month", hit.start("month")
        by = {"last": -1, "next": 1}.get(hit["cue"].lower().split()[0])
        ahead = by is None and _looks_ahead(text, hit.start())
        iso = bare_month(anchor, _month(hit["month"]), by, ahead=ahead)
    month = _month(hit["month"]) if hit["month"] else None
    weekday = _WEEKDAYS[hit["weekday"][:3].lower()] if hit["weekday"] else None
    return Day(start, end, text[start:end], None, month, None, weekday, iso, kind, relative=True)


def _grain(word: str) -> Precision:
    return {"day": "day", "week": "week", "month": "month"}.get(word, "year")  # type: ignore[return-value]


def _by_name(word: str, anchor: date | None) -> str | None:
    if anchor is None:
        return None
    days = {"yesterday": -1, "last night": -1, "tomorrow": 1, "tmrw": 1}.get(word, 0)
    return (anchor + timedelta(days)).isoformat()


def _shift(anchor: date | None, kind: Precision, by: int) -> str | None:
    """The day, month or year so many steps from the anchor; a week has no ISO form here."""
    if anchor is None or kind == "week":
        return None
    if kind == "day":
        return (anchor + timedelta(by)).isoformat()
    if kind == "year":
        return f"{anchor.year + by:04}"
    months = anchor.year * 12 + anchor.month - 1 + by
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _weekday(text: str, hit: re.Match[str], anchor: date) -> date:
    """The day a weekday's name means to a reader of that day's paper."""
    back = (anchor.weekday() - _WEEKDAYS[hit["weekday"][:3].lower()]) % 7
    turn = (hit["turn"] or "").lower()
    if turn == "last":
        return anchor - timedelta(back or 7)
    if turn == "this":
        return anchor - timedelta(anchor.weekday()) + timedelta(_WEEKDAYS[hit["weekday"][:3].lower()])
    if turn in {"next", "this coming"} or (back and turn != "this past" and _looks_ahead(text, hit.start())):
        return anchor + timedelta(7 - back)
    return anchor - timedelta(back)


def _looks_ahead(text: str, start: int) -> bool:
    """Whether the clause before speaks of what is to come, with no "said" in between."""
    before = re.split(r"[.!?;\n]", text[max(0, start - 90) : start])[-1]
    cues = list(_AHEAD.finditer(before))
    return bool(cues) and not _SAID.search(before, cues[-1].end())
