"""Dates that name a day, a month or a year themselves: "3.–5. März", "12/08/2015", "le 1er avril", "1974"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from briefing.language.calendar import anchor_day, bare_month, real_day, resolved_day
from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.language.reading import Day, Precision
from briefing.language.tenses import looks_ahead, tense
from briefing.language.vocabulary import SPACE, Vocabulary, folded, number_in, plain, vocabulary_of
from briefing.regex import lazy_regex

_YEAR = r"(?:1[0-9]|20)\d\d"
_DAY = r"3[01]|[12]\d|0?[1-9]"
_ISO = lazy_regex(
    rf"(?<![\w./-])(?P<year>{_YEAR})(?P<sep>[-./])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>3[01]|[12]\d|0?[1-9])(?![\d-])"
)
_FIGURES = lazy_regex(
    r"(?<![\w./,:$£€¥-])(?:"
    r"(?P<one>\d{1,2})(?P<sep>[-/]|\.[ \u00a0]?)(?P<two>\d{1,2})(?P=sep)(?P<year>(?:1[0-9]|20)\d\d|\d\d)"
    rf"|(?P<one1>\d{{1,2}})/(?P<two1>\d{{1,2}}),{SPACE}?(?P<year1>(?:1[0-9]|20)\d\d|\d\d))(?![\d-]|[.,/]\d)"
)
_ALONE = lazy_regex(
    rf"(?<![\w.,/$£€¥-])(?P<year>{_YEAR})(?:\s?[-–/]\s?(?P<to>{_YEAR}))?(?![.,]?\d|[-–]\d|\w|%|{SPACE}?[%$£€¥])"
)
_FIGURE = lazy_regex(r"\d")
_UNITS = frozenset("m km cm mm t kg g ha l ft mw gw kw км м т га кг".split())
_BEHIND = lazy_regex(rf"{SPACE}(?P<word>[^\W\d_][\w’'-]*)")
RECENT = range(1800, 2100)
"""A number alone is a year between these, unless a word before it says that it is one."""


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a language writes dates."""

    dated: tuple[re.Pattern[str], ...]
    """A day with its month, the month with its year."""

    is_dotted: bool
    lone: re.Pattern[str]
    """A month alone."""

    cued: re.Pattern[str]
    """What stands before a year."""

    day_cued: re.Pattern[str]
    """What stands before a day in figures whose year has two: not before a version."""

    weak: frozenset[str]
    """Words of those that stand before counts as well: "de 2000 casas"."""

    plural: tuple[str, ...]
    """Endings of counted words."""

    order: str
    """Of day, month and year in figures: "dmy"; "mdy" leaves doubt."""

    rest_by_rule: bool
    """Whether lone months, years and days without one are read elsewhere."""


@cache
def _forms_of(code: str) -> _Forms:
    vocabulary = vocabulary_of(code)
    assert vocabulary is not None
    data = language_data(code, "days")
    return _Forms(
        dated=tuple(lazy_regex(form, re.I) for form in _dated(vocabulary)),
        is_dotted=data.get("dotted", False),
        lone=_lone(vocabulary, data),
        cued=lazy_regex(
            rf"{vocabulary.front}(?P<word>{any_of(map(folded, word_list(data.get('year_cues', ''))))}){SPACE}$"
            r"|[(\[]$|^$",
            re.I,
        ),
        day_cued=lazy_regex(
            rf"(?:^|[(\[]|{vocabulary.front}(?:{any_of(map(folded, word_list(data.get('day_cues', ''))))}){SPACE})$",
            re.I,
        ),
        weak=frozenset(map(plain, word_list(data.get("weak_cues", "")))),
        plural=word_list(data.get("plurals", "")),
        order=data.get("order", "dmy"),
        rest_by_rule=data.get("rest_by_rule", False),
    )


def _dated(words: Vocabulary) -> Iterator[str]:
    """Patterns of a day with its month, in figures and in words, and of a month with its year."""
    data = language_data(words.code, "days")
    filler = any_of(map(folded, word_list(data.get("fillers", ""))))
    gap = rf"{SPACE}{{0,2}}(?:(?:{filler}){SPACE}{{1,2}})?"
    to = rf"{SPACE}?(?:[-–—]|(?:{any_of(map(folded, word_list(data.get('to', ''))))})(?![^\W\d_])){SPACE}?"
    month, day = words.parts["month"], words.parts["day"]
    year = rf"(?:,?{gap}(?:,{SPACE})?(?P<year>{_YEAR})(?![\d%]|[.,]\d))"
    beside = rf"(?:{words.parts['weekday']}\.?,?{SPACE}{{0,2}}(?:(?:{filler}){SPACE}{{1,2}})?)?"
    begun = rf"(?:{gap}{month.replace('<month>', '<month0>')}(?:{gap}(?P<year0>{_YEAR}))?)?"
    first = rf"(?:{day.replace('<day>', '<from>')}{begun}{to})?"
    yield rf"{words.front}(?P<year>{_YEAR})-{month}-(?P<day>{_DAY})(?!\d)"
    yield rf"{words.front}{beside}(?P<day>{_DAY})\.{SPACE}?{month}{year}"
    if not data.get("rest_by_rule"):
        yield rf"{words.front}{beside}{first}{day}{gap}{month}{year}?"
        yield rf"{words.front}{month}{year}"
    if data.get("dotted"):
        cues = any_of(map(folded, word_list(data["day_cues"])))
        dotted = rf"(?P<day>{_DAY})\.{SPACE}?(?P<month>1[0-2]|0?[1-9])\.(?!{SPACE}?\d)"
        yield rf"{words.front}{beside}(?:{cues}){SPACE}{dotted}"
    if data.get("month_first"):
        yield rf"{words.front}{beside}{month}{gap}{day}(?:(?:,{SPACE}?|{SPACE})(?P<year>{_YEAR})(?!\d))"
    if data.get("day_words"):
        years = rf"(?P<year>{_YEAR})(?!\d)|(?P<yearword>{words.parts['words']}){words.edge}"
        spoken = rf"(?:{SPACE}?,?{SPACE}(?:(?:{filler}){SPACE})?(?:{years}))"
        yield rf"{words.front}{beside}{words.parts['dayword']}{gap}{words.front}{month}{spoken}?"
        yield rf"{words.front}{beside}{month},?{gap}(?:{day}|{words.parts['dayword']}){spoken}"


def _lone(words: Vocabulary, data: dict[str, str]) -> re.Pattern[str]:
    """A month alone: in small letters where the language writes months so, else behind a word that tells time."""
    months = any_of(words.months)
    cues = any_of(map(folded, word_list(data.get("month_cues", ""))))
    turns = any_of(words.turns)
    if data.get("months_in_capitals"):
        return lazy_regex(rf"{words.front}(?i:(?:(?P<turn>{turns})|{cues}){SPACE})(?P<month>(?i:{months})){words.edge}")
    return lazy_regex(
        rf"{words.front}(?i:(?P<turn>{turns}){SPACE})?(?P<month>{months}){words.edge}(?i:{SPACE}(?P<turn2>{turns}){words.edge})?"
    )


def dated(plain_text: str, text: str, words: Vocabulary | None, published: str | None) -> Iterator[Day]:
    """Every date that a text writes out; they may overlap."""
    anchor = anchor_day(published)
    forms = _forms_of(words.code) if words else None
    has_figures = _FIGURE.search(plain_text) is not None
    names_month = words is not None and words.names_month(plain_text)
    if not (has_figures or names_month):
        return
    for hit in _ISO.finditer(plain_text):
        yield _made(text, hit.span(), int(hit["year"]), int(hit["month"]), int(hit["day"]), None, anchor)
    for hit in _FIGURES.finditer(plain_text):
        if not _is_version(hit, plain_text, forms) and (day := _in_figures(hit, text, forms.order if forms else "dmy")):
            yield day
    if words is not None and forms is not None:
        is_told = names_month or (forms.is_dotted and has_figures)
        for pattern in forms.dated if is_told else ():
            for hit in pattern.finditer(plain_text):
                yield from _of_month(hit, text, words, anchor)
        for hit in forms.lone.finditer(plain_text) if not forms.rest_by_rule else ():
            yield _month_alone(hit, text, words, anchor)
    for hit in _ALONE.finditer(plain_text) if not (forms and forms.rest_by_rule) else ():
        if _is_year(hit, plain_text, text, forms):
            for name in ("year", "to") if hit["to"] else ("year",):
                start, end = hit.span(name)
                yield Day(start, end, text[start:end], int(hit[name]), None, None, None, hit[name], "year")


def _of_month(hit: re.Match[str], text: str, words: Vocabulary, anchor: date | None) -> Iterator[Day]:
    """The dates of one month: two for a range ("3 to 5 May"); none where the words are no day of it."""
    part = hit.groupdict()
    month = _month(hit["month"], words)
    year = _year(part, words.code)
    when = 0 if year else tense(text, *hit.span(), words.code)
    if year == 0:
        return
    if not part.get("day") and not part.get("dayword"):
        yield _made(text, hit.span(), year, month, None, None, anchor)
        return
    ordinal = language_data(words.code, "days").get("day_words") == "ordinal"
    number = number_in(plain(part.get("day") or part["dayword"]), words.code, ordinal=ordinal)
    if not number or number > 31:
        return
    weekday = words.weekdays[plain(part["weekday"])] if part.get("weekday") else None
    if not part.get("from"):
        yield _made(text, hit.span(), year, month, number, weekday, anchor, when)
        return
    first = _month(part["month0"], words) if part.get("month0") else month
    begun = int(part["year0"]) if part.get("year0") else year
    last = next(name for name in ("year0", "month0", "from") if part.get(name))
    yield _made(
        text,
        (hit.start(), hit.end(last)),
        begun,
        first,
        number_in(plain(part["from"]), words.code),
        weekday,
        anchor,
        when,
    )
    yield _made(text, (hit.start("day"), hit.end()), year, month, number, None, anchor, when)


def _month(written: str | None, words: Vocabulary) -> int:
    name = plain(written or "").partition("/")[0].rstrip(".")
    return int(name) if name.isdigit() else {**words.short, **words.months}[name]


def _year(part: dict[str, str | None], code: str) -> int | None:
    """The year of a date, None without one, 0 where the words behind it are no year."""
    if part.get("year"):
        return int(part["year"] or 0)
    if not part.get("yearword"):
        return None
    value = number_in(plain(part["yearword"] or ""), code)
    return value if value and value in range(1000, 2100) else 0


def _made(
    text: str,
    span: tuple[int, int],
    year: int | None,
    month: int,
    number: int | None,
    weekday: int | None,
    anchor: date | None,
    when: int = 0,
) -> Day:
    start, end = span
    iso: str | None = None
    if year is not None:
        day = real_day(year, month, number or 1)
        iso = None if day is None else day.isoformat() if number else f"{day:%Y-%m}"
    elif anchor is not None and number:
        near = resolved_day(month, number, anchor, weekday, when)
        iso = near.isoformat() if near else None
    precision: Precision = "day" if number else "month"
    return Day(start, end, text[start:end], year, month, number, weekday, iso, precision, relative=year is None)


def _month_alone(hit: re.Match[str], text: str, words: Vocabulary, anchor: date | None) -> Day:
    """ "im März", "mars prochain"."""
    start, end = hit.span("month")
    month = _month(hit["month"], words)
    turn = hit["turn"] or hit.groupdict().get("turn2")
    by = {"-1": -1, "1": 1, "coming": 1}.get(words.turns[plain(turn)]) if turn else None
    ahead = by is None and looks_ahead(text, start, end, words.code)
    iso = bare_month(anchor, month, by, ahead=ahead)
    return Day(start, end, text[start:end], None, month, None, None, iso, "month", relative=True)


def _is_version(hit: re.Match[str], plain_text: str, forms: _Forms | None) -> bool:
    """Whether figures with full stops, the last of two, are more likely a version's than a day's."""
    if hit["sep"] is None or hit["sep"][0] != "." or len(hit["year"]) == 4:
        return False
    return forms is None or not forms.day_cued.search(plain_text[max(0, hit.start() - 24) : hit.start()])


def day_in_figures(one: str, two: str, three: str, order: str) -> date | None:
    """15.1.2011 by the order of the language ("dmy"); a number over twelve decides for itself."""
    orders = (order, *(["mdy", "dmy"] if order == "mdy" else ["dmy", "mdy"]))
    figures = (int(one), int(two), int(three))
    for way in orders:
        year, month, number = (figures[way.index(each)] for each in "ymd")
        if year < 100:
            year += 2000 if year < FIRST_OF_CENTURY else 1900
        day = real_day(year, month, number)
        if day is not None:
            return day
    return None


FIRST_OF_CENTURY = 50
"""Years in two figures from this one on are of the century before."""


def _in_figures(hit: re.Match[str], text: str, order: str) -> Day | None:
    figures = (hit["one"] or hit["one1"], hit["two"] or hit["two1"], hit["year"] or hit["year1"])
    if order == "rtl" and len(figures[2]) == 2 and hit["sep"] != "-":
        day = day_in_figures(*figures, "ymd") if hit["sep"] else None
        likely = day.isoformat() if day else None
        return Day(hit.start(), hit.end(), text[hit.start() : hit.end()], likely=likely)
    day = day_in_figures(*figures, order if order != "rtl" else "dmy")
    if day is None:
        return None
    letters = text[hit.start() : hit.end()]
    if order == "mdy" and day.month != day.day <= MONTHS:
        return Day(hit.start(), hit.end(), letters, day.year, likely=day.isoformat())
    return Day(hit.start(), hit.end(), letters, day.year, day.month, day.day, None, day.isoformat())


MONTHS = 12


def _is_year(hit: re.Match[str], plain_text: str, text: str, forms: _Forms | None) -> bool:
    """Whether a number is a year: a word before it says so, or nothing behind it is counted."""
    year = int(hit["year"])
    if hit["to"]:
        return int(hit["to"]) > year
    cue = forms.cued.search(plain_text[max(0, hit.start() - 24) : hit.start()]) if forms else None
    behind = _BEHIND.match(text, hit.end())
    counts = behind is not None and _is_counted(behind["word"], forms)
    if cue and cue["word"]:
        return not counts or (plain(cue["word"]) not in forms.weak if forms else False)
    return year in RECENT and not counts


def _is_counted(word: str, forms: _Forms | None) -> bool:
    """Whether a word looks like what a number counts: a noun's capital, or a plural."""
    if forms is None:
        return False
    if word.casefold() in _UNITS:
        return True
    if "*" in forms.plural:
        return True
    if "^" in forms.plural:
        return word[:1].isupper()
    return len(word) > 2 and word.casefold().endswith(tuple(each for each in forms.plural if each != "^") or ("\0",))
