"""The dates of a Chinese text: "2026年3月5日", "本月十日", "上周五", "三天前", "3日至5日"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from briefing.language.calendar import (
    Settled,
    anchor_day,
    bare_month,
    counted_from,
    latest_weekday,
    number_alone,
    real_day,
    resolved_day,
    unless_past,
    week_day,
)
from briefing.language.reading import Day, Precision
from briefing.language.tenses import looks_ahead, tense
from briefing.language.written import day_in_figures
from briefing.language.zh.signs import ODD, value_of, year_of
from briefing.regex import lazy_regex

_DIGIT = "〇零○一二三四五六七八九"
_YEAR = rf"(?P<year>(?:1[0-9]|20)\d\d|[{_DIGIT}]{{4}}|[一二两兩]千零?[{_DIGIT}十百]{{1,5}}|(?<!\d)\d\d(?=年\d))[ ]?年"
_TURNED_YEAR = r"(?P<turned_year>今年|去年|前年|明年|后年|後年|本年)(?!度)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])[ ]?月(?:份)?"
_ONES = "一二三四五六七八九"
_DAY = rf"(?P<day>3[01]|[12]\d|0?[1-9]|[二三]?十[{_ONES}]?|廿[{_ONES}]|[{_ONES}])"
_NAMED = r"(?:星期|周|週|礼拜|禮拜)(?P<weekday>[一二三四五六日天])"
_BESIDE = rf"(?:[ ]?[,，（(]?[ ]?{_NAMED.replace('weekday', 'beside')}[)）]?)?"
_TO = r"[ ]?(?:至|到|[-–—~～]|、|和|与)[ ]?"
_NOT_LATER = r"(?![内內间間龄齡])"
_WRITTEN = lazy_regex(
    rf"(?<![\d.])(?:(?:{_YEAR}|{_TURNED_YEAR})[ ]?(?:{_MONTH}(?:[ ]?{_DAY}[日号號]?{_BESIDE})?)?"
    r"|(?P<turned_month>上上?个?月|上個月|下下?个?月|下個月|本月|当月|這個月|这个月)"
    rf"(?:[ ]?{_DAY.replace('day', 'day3')}[日号號])?"
    rf"|{_MONTH.replace('month', 'month2')}(?:[ ]?{_DAY.replace('day', 'day2')}(?:[日号號]|(?![{_DIGIT}\d十]))"
    rf"{_BESIDE.replace('beside', 'beside2')})?"
    rf"|{_DAY.replace('day', 'alone')}日{_NOT_LATER}(?![本元圆圓])"
    r")"
)
_ON = lazy_regex(rf"{_TO}(?:{_MONTH}[ ]?)?{_DAY}日")
_RELATIVE = lazy_regex(
    r"(?P<name>大前天|大后天|大後天|前天|前日|昨天|昨日|昨晚|昨夜|今天|今日|今晚|今早|今晨|今夜|明天|明日|明晚|明早|后天|後天)"
    rf"|(?<![{_DIGIT}\d两兩半个個])(?P<turn>上上|下下|上|下|本|这|這)?(?:个|個|一)?{_NAMED}(?![岁歲])"
    r"|(?P<which>上上|下下|上|下|本|这|這)(?:个|個|一)?(?P<grain>星期|周|週|礼拜)(?![一二三四五六日天])"
    rf"|(?P<count>\d{{1,3}}|半|几|幾|数|[{_DIGIT}两兩十]{{1,3}}|[{_DIGIT}两兩]?十[{ODD}])[ ]?(?:多|余)?(?:个|個)?"
    r"(?P<unit>天|日|周|週|星期|礼拜|月|年)(?:多)?(?P<side>之?前|以前|之?后|之?後|以后|以後)(?!期)"
)
_SIGN = lazy_regex(r"[\d年月日天周週期拜晚夜早晨]")
"""What every date has one of; most sentences have none, and looking for each form of date takes long."""

_FIGURES = lazy_regex(
    r"(?<![\dA-Za-z./,:$£€¥-])(?:(?P<one>\d{1,4})(?P<sep>[-./])(?P<two>\d{1,2})(?P=sep)(?P<year>\d{1,4}))(?![\dA-Za-z-]|[.,/]\d)"
)
_NAMES = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "後": 2, "大后": 3, "大後": 3}
_TURNS = {"上上": -2, "上": -1, "本": 0, "这": 0, "這": 0, "当": 0, "下": 1, "下下": 2}
_YEARS = {"前": -2, "去": -1, "今": 0, "本": 0, "明": 1, "后": 2, "後": 2}
_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}
_UNITS = {"天": "day", "日": "day", "周": "week", "週": "week", "星": "week", "礼": "week", "月": "month", "年": "year"}
FEW = 3
"""What "几天前" is taken for, as the likeliest."""


def dates(text: str, plain: str, published: str | None) -> Iterator[Day]:
    """Every date of a text; they may overlap."""
    if not _SIGN.search(plain):
        return
    anchor = anchor_day(published)
    for hit in _FIGURES.finditer(plain):
        order = "ymd" if len(hit["one"]) > 2 or len(hit["one"]) == 2 == len(hit["year"]) else "dmy"
        if len(hit["year"]) in {2, 4} or len(hit["one"]) == 4:
            day = day_in_figures(hit["one"], hit["two"], hit["year"], order)
            if day is not None:
                yield Day(*hit.span(), text[slice(*hit.span())], day.year, day.month, day.day, None, day.isoformat())
    for hit in _WRITTEN.finditer(plain):
        yield from _written(hit, text, plain, anchor)
    for hit in _RELATIVE.finditer(plain):
        yield from _relative(hit, text, plain, anchor)


def _number(signs: str | None) -> int | None:
    if signs is None:
        return None
    if signs == "元":
        return 1
    value = value_of(signs.replace("廿", "二十"))
    return int(value) if value else None


def _written(hit: re.Match[str], text: str, plain: str, anchor: date | None) -> Iterator[Day]:
    """A date with its year, its month or its day; before it the day that a range begins with."""
    start, end = hit.span()
    if hit["turned_month"]:
        yield from _of_turned_month(hit, text, anchor)
        return
    number = _number(hit["day"] or hit["day2"] or hit["alone"])
    month = _number(hit["month"] or hit["month2"])
    if hit["alone"]:
        settled = unless_past(number_alone(anchor, number or 1), tense(plain, start, end, "zh"), anchor)
        yield Day(start, end, text[start:end], None, None, number, None, settled.iso, "day", True, settled.likely)
        return
    year = year_of(hit["year"]) if hit["year"] else None
    if year is not None and year < 100:
        year += 2000
    if hit["turned_year"] and anchor:
        year = anchor.year + _YEARS[hit["turned_year"][0]]
    weekday = _WEEKDAYS.get(hit["beside"] or hit["beside2"] or "")
    when = 0 if year else tense(plain, start, end, "zh")
    if month is not None or hit["year"] or hit["turned_year"]:
        yield _made(text, (start, end), year, month, number, weekday, anchor, when, relative=not hit["year"])
    yield from _range_end(plain, text, end, year, month, number, anchor, when)


def _range_end(
    plain: str,
    text: str,
    end: int,
    year: int | None,
    month: int | None,
    number: int | None,
    anchor: date | None,
    when: int,
) -> Iterator[Day]:
    """ "…至5日" behind "3月3日": of the same month."""
    on = _ON.match(plain, end)
    if on and number and month and not on["month"]:
        last = _number(on["day"])
        span = (on.start("day"), on.end())
        yield _made(text, span, year, month, last, None, anchor, when)


def _made(
    text: str,
    span: tuple[int, int],
    year: int | None,
    month: int | None,
    number: int | None,
    weekday: int | None,
    anchor: date | None,
    when: int,
    *,
    relative: bool | None = None,
) -> Day:
    start, end = span
    precision: Precision = "day" if number else "month" if month else "year"
    iso: str | None = None
    if year is not None:
        day = real_day(year, month or 1, number or 1)
        iso = None if day is None else day.isoformat() if number else f"{day:%Y-%m}" if month else f"{year:04}"
    elif anchor is not None and month and number:
        near = resolved_day(month, number, anchor, weekday, when)
        iso = near.isoformat() if near else None
    elif month:
        iso = bare_month(anchor, month, ahead=when > 0)
    told = year is None if relative is None else relative
    return Day(start, end, text[start:end], None if relative else year, month, number, weekday, iso, precision, told)


def _of_turned_month(hit: re.Match[str], text: str, anchor: date | None) -> Iterator[Day]:
    start, end = hit.span()
    by = _TURNS[re.match("上上|下下|.", hit["turned_month"])[0]]  # type: ignore[index]
    number = _number(hit["day3"])
    settled = counted_from(anchor.replace(day=1) if anchor else None, {"month": by})
    iso = settled.iso
    if number and iso:
        day = real_day(int(iso[:4]), int(iso[5:7]), number)
        iso = day.isoformat() if day else None
    yield Day(start, end, text[start:end], None, None, number, None, iso, "day" if number else "month", True)


def _relative(hit: re.Match[str], text: str, plain: str, anchor: date | None) -> Iterator[Day]:
    start, end = hit.span()
    weekday = None
    if hit["name"]:
        settled = counted_from(anchor, {"day": _NAMES[hit["name"][:-1]]})
    elif hit["weekday"]:
        weekday = _WEEKDAYS[hit["weekday"]]
        settled = _weekday(hit, plain, weekday, anchor)
    elif hit["which"]:
        settled = Settled(None, "week")
    else:
        settled = _counted(hit, plain, anchor)
    letters = text[start:end]
    yield Day(start, end, letters, None, None, None, weekday, settled.iso, settled.precision, True, settled.likely)


def _weekday(hit: re.Match[str], plain: str, weekday: int, anchor: date | None) -> Settled:
    if anchor is None:
        return Settled()
    if hit["turn"]:
        return week_day(anchor, _TURNS[hit["turn"]], weekday)
    day = latest_weekday(anchor, weekday)
    ahead = day != anchor and looks_ahead(plain, *hit.span(), "zh")
    return Settled((day + timedelta(7 if ahead else 0)).isoformat())


def _counted(hit: re.Match[str], plain: str, anchor: date | None) -> Settled:
    """ "三天前", "两年后"."""
    unit, count = _UNITS[hit["unit"][0]], hit["count"]
    vague = count[-1] in "几幾数" + ODD
    number = FEW if count in "几幾数" else 6 if count == "半" and unit == "year" else _number(count.rstrip(ODD)) or 0
    if count == "半":
        unit, vague = "month" if unit == "year" else "day", True
    back = hit["side"][-1] == "前"
    settled = counted_from(anchor, {unit: -number if back else number}, vague=vague)
    if back or looks_ahead(plain, *hit.span(), "zh"):
        return settled
    return Settled(None, settled.precision)
