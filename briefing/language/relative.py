"""Days that are told from the day of publication, in the forms that a language lists: "three days ago", "next May"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from briefing.language.calendar import (
    UNSETTLED,
    Settled,
    counted_from,
    day_of_turned_month,
    latest_weekday,
    nth_weekday,
    number_alone,
    real_day,
    shifted,
    turned_unit,
    turned_weekday,
    unless_past,
    week_day,
    weekday_and_number,
)
from briefing.language.grammar import any_of
from briefing.language.reading import Day, Precision
from briefing.language.tenses import looks_ahead, tense
from briefing.language.vocabulary import Vocabulary, forms_with, number_in, plain

MOST_WORKDAYS = 90
"""Working days that are counted one by one at most."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """The parts of a form that was found."""

    parts: dict[str, str]
    words: Vocabulary
    anchor: date | None

    def __contains__(self, part: str) -> bool:
        return bool(self.parts.get(part))

    @property
    def weekday(self) -> int:
        return self.words.weekdays[plain(self.parts["weekday"])]

    @property
    def turn(self) -> int | None:
        """-1, 0, 1 or 2; None for the one that is coming."""
        if "turn" not in self:
            return 0
        turn = self.words.turns[plain(self.parts["turn"])]
        return None if turn == "coming" else int(turn)

    @property
    def unit(self) -> Precision:
        return self.words.units[plain(self.parts["unit"])]  # type: ignore[return-value]

    @property
    def month(self) -> int:
        written = plain(self.parts["month"]).partition("/")[0].rstrip(".")
        return {**self.words.short, **self.words.months}[written]

    @property
    def number(self) -> int:
        """The day of the month, 0 where the words are none."""
        number = number_in(plain(self.parts.get("day") or self.parts.get("dayword", "")), self.words.code) or 0
        return number if number <= 31 else 0

    def spans(self, sign: int) -> tuple[dict[str, int], bool]:
        """Days, weeks, months and years; whether their number is vague."""
        return _spans(plain(self.parts["span"]), self.words, sign)


def relative_days(plain_text: str, text: str, words: Vocabulary, anchor: date | None) -> Iterator[Day]:
    """Every relative day that a form of the language tells; they may overlap."""
    signs = words.signs_in(plain_text)
    for name, pattern in forms_with(words.code, signs) if signs else ():
        for found in pattern.finditer(plain_text):
            hit = _Hit({key: value for key, value in found.groupdict().items() if value}, words, anchor)
            settled = _MEANINGS[name](hit)
            if settled is not None and name == "number_alone":
                settled = unless_past(settled, tense(text, *found.span(), words.code), anchor)
            if settled is not None and name in _IN_DOUBT:
                settled = _weighed(settled, tense(text, *found.span(), words.code), anchor)
            if settled is not None:
                yield _day(found.span(), text, hit, settled)
    if words.code != "en" and signs & {"{weekday}", "{relative}"}:  # English ones are read by rules of their own
        yield from _named(plain_text, text, words, anchor)


_IN_DOUBT = frozenset(("within", "next_day", "past_day"))
"""Forms that are of what is told as often as of the report: "in three days", "the next day"."""


def _weighed(settled: Settled, when: int, anchor: date | None) -> Settled:
    """What such a form comes to, where its clause speaks of what is to come (1) or of what was (-1)."""
    likely = settled.likely or settled.iso
    if when > 0 and settled.iso:
        return settled
    if when < 0 and anchor and likely and likely > anchor.isoformat():
        likely = None
    return Settled(None, settled.precision, likely)


def _day(span: tuple[int, int], text: str, hit: _Hit, settled: Settled) -> Day:
    number = hit.number if "day" in hit or "dayword" in hit else None
    weekday = hit.weekday if "weekday" in hit and not ("count" in hit or "nth" in hit) else None
    month = hit.month if "month" in hit else None
    return Day(
        span[0],
        span[1],
        text[span[0] : span[1]],
        None,
        month,
        number,
        weekday,
        settled.iso,
        settled.precision,
        True,
        settled.likely,
    )


def _named(plain_text: str, text: str, words: Vocabulary, anchor: date | None) -> Iterator[Day]:
    """Weekdays and words like "yesterday"."""
    for found in _names(words).finditer(plain_text):
        start, end = found.span("relative") if found["relative"] else found.span("weekday")
        if _is_other(plain_text, start, found[0], words):
            continue
        if found["relative"]:
            settled = counted_from(anchor, {"day": words.relative[plain(found["relative"])]})
            yield Day(start, end, text[start:end], None, None, None, None, settled.iso, "day", True)
        else:
            weekday = words.weekdays[plain(found["weekday"])]
            day = _weekday(text, start, end, weekday, words.code, anchor) if anchor else None
            iso = day.isoformat() if day else None
            yield Day(start, end, text[start:end], None, None, None, weekday, iso, "day", True)


def _is_other(text: str, start: int, word: str, words: Vocabulary) -> bool:
    """Whether the words before give a word its other meaning: "por la mañana"."""
    unless = words.unless.get(plain(word))
    return plain(word) in words.not_alone or bool(unless and unless.search(text, max(0, start - 20), start))


@cache
def _names_of(code: str, relative: str, weekday: str, front: str, edge: str) -> re.Pattern[str]:
    return re.compile(rf"{front}(?:{relative}|{weekday}){edge}", re.I)


def _names(words: Vocabulary) -> re.Pattern[str]:
    return _names_of(words.code, words.parts["relative"], words.parts["weekday"], words.front, words.edge)


def _weekday(text: str, start: int, end: int, weekday: int, code: str, anchor: date) -> date:
    """The latest such day on or before the anchor, the next one where the clause speaks of what is to come."""
    day = latest_weekday(anchor, weekday)
    return day + timedelta(7) if day != anchor and looks_ahead(text, start, end, code) else day


@cache
def _span_pattern(code: str, counts: str, units: str, spans: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<fixed>{spans})(?![^\W_])|(?P<count>\d{{1,3}}|{counts})?[\s-]?(?P<unit>{units})", re.I)


def _spans(written: str, words: Vocabulary, sign: int) -> tuple[dict[str, int], bool]:
    pattern = _span_pattern(words.code, any_of(words.counts), any_of(words.units), any_of(words.spans))
    total: dict[str, int] = {}
    vague = False
    for hit in pattern.finditer(written):
        if hit["fixed"]:
            count, _, unit = words.spans[plain(hit["fixed"])].partition(" ")
        else:
            count, unit = hit["count"] or "1", words.units[plain(hit["unit"])]
            count = count if count.isdigit() else words.counts[plain(count)]
        vague = vague or count.startswith("~")
        total[unit] = total.get(unit, 0) + sign * int(count.lstrip("~"))
    return total, vague


def _counted(sign: int) -> Callable[[_Hit], Settled | None]:
    def meaning(hit: _Hit) -> Settled | None:
        spans, vague = hit.spans(sign)
        if "workday" in spans:
            return _workdays(hit.anchor, spans["workday"])
        return counted_from(hit.anchor, spans, vague=vague)

    return meaning


def _workdays(anchor: date | None, number: int) -> Settled:
    """So many days from Monday to Friday on or back."""
    if anchor is None or abs(number) > MOST_WORKDAYS:
        return UNSETTLED
    step = timedelta(1 if number > 0 else -1)
    left = abs(number)
    while left:
        anchor += step
        left -= anchor.weekday() < 5
    return Settled(anchor.isoformat())


def _counted_by(sign: int) -> Callable[[_Hit], Settled | None]:
    """ "two days before yesterday"."""

    def meaning(hit: _Hit) -> Settled | None:
        spans, vague = hit.spans(sign)
        by = hit.words.relative[plain(hit.parts["relative"])]
        return counted_from(shifted(hit.anchor, number=by) if hit.anchor else None, spans, vague=vague)

    return meaning


def _turned_weekday(hit: _Hit) -> Settled | None:
    return turned_weekday(hit.anchor, hit.weekday, hit.turn)


def _turned_unit(hit: _Hit) -> Settled | None:
    if hit.unit == "day" or hit.turn is None:
        return None
    return turned_unit(hit.anchor, hit.unit, hit.turn)


def _week(hit: _Hit) -> Settled | None:
    return week_day(hit.anchor, 1 if hit.turn is None else hit.turn, hit.weekday)


def _by_name(hit: _Hit) -> Settled | None:
    return Settled(latest_weekday(hit.anchor, hit.weekday).isoformat()) if hit.anchor else UNSETTLED


def _of_year(hit: _Hit) -> Settled | None:
    """ "March of last year", "5 March next year"."""
    precision: Precision = "day" if "day" in hit else "month"
    if hit.anchor is None:
        return Settled(None, precision)
    year = hit.anchor.year + (1 if hit.turn is None else hit.turn)
    day = real_day(year, hit.month, hit.number or 1)
    iso = None if day is None else day.isoformat() if "day" in hit else f"{day:%Y-%m}"
    return Settled(iso, precision)


def _nth(hit: _Hit) -> Settled | None:
    """ "the first Friday of next month", "the last Sunday in May 2027", "second Sunday"."""
    if hit.anchor is None and "year" not in hit:
        return UNSETTLED
    nth = hit.words.nth[plain(hit.parts["nth"])]
    year, month = (hit.anchor.year, hit.anchor.month) if hit.anchor else (0, 0)
    if "month" in hit:
        month = hit.month
        year = int(hit.parts["year"]) if "year" in hit else year
    elif "turn" in hit:
        turned = shifted(hit.anchor.replace(day=1), months=hit.turn or 0) if hit.anchor else None
        year, month = (turned.year, turned.month) if turned else (year, month)
    day = nth_weekday(year, month, nth, hit.weekday)
    doubtful = "month" not in hit and "turn" not in hit
    iso = day.isoformat() if day else None
    return Settled(None, "day", iso) if doubtful else Settled(iso)


def _of_month(hit: _Hit) -> Settled | None:
    return day_of_turned_month(hit.anchor, hit.turn if hit.turn is not None else 1, hit.number) if hit.number else None


def _weekday_number(hit: _Hit) -> Settled | None:
    return weekday_and_number(hit.anchor, hit.weekday, hit.number) if hit.number else None


def _number_alone(hit: _Hit) -> Settled | None:
    return number_alone(hit.anchor, hit.number) if hit.number else None


def _in_doubt(by: int) -> Callable[[_Hit], Settled | None]:
    """ "the next day": of what is told, not of the report; only its likeliest day."""

    def meaning(hit: _Hit) -> Settled | None:
        day = shifted(hit.anchor, number=by) if hit.anchor else None
        return Settled(None, "day", day.isoformat() if day else None)

    return meaning


_MEANINGS: dict[str, Callable[[_Hit], Settled | None]] = {
    "ago": _counted(-1),
    "ahead": _counted(1),
    "within": _counted(1),
    "before": _counted_by(-1),
    "after": _counted_by(1),
    "turned_weekday": _turned_weekday,
    "turned_unit": _turned_unit,
    "week": _week,
    "named": _by_name,
    "of_year": _of_year,
    "nth_weekday": _nth,
    "of_month": _of_month,
    "weekday_number": _weekday_number,
    "number_alone": _number_alone,
    "next_day": _in_doubt(1),
    "past_day": _in_doubt(-1),
}
