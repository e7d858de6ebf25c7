"""Which day words come to, counted from the day of publication; ISO forms, or None where that can't be told."""

from dataclasses import dataclass
from datetime import date, timedelta

from briefing.language.reading import Precision

AHEAD, BEHIND = 183, 300
"""Days ahead of and behind the day of publication between which a day without its year is looked for."""

FORTNIGHT = 15
"""Days within which "the 5th" is of the month that is nearest, beyond doubt."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What relative words come to."""

    iso: str | None = None
    precision: Precision = "day"
    likely: str | None = None
    """The likeliest day, where the words leave doubt."""


UNSETTLED = Settled()


def anchor_day(iso: str | None) -> date | None:
    """A day of publication as a date; None where it is missing, or only a month or a year."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def real_day(year: int, month: int, number: int) -> date | None:
    """A day that exists; None for 30 February."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def nearest_day(month: int, number: int, anchor: date, weekday: int | None = None) -> date | None:
    """The year a writer leaves out: this one, but last year's for a day over half a year ahead."""
    years = (anchor.year, anchor.year - 1, anchor.year + 1)
    near = [found for year in years if (found := real_day(year, month, number))]
    if weekday is not None:
        near = [found for found in near if found.weekday() == weekday] or near
    likely = [found for found in near if -BEHIND <= (found - anchor).days <= AHEAD]
    return next(iter(likely or near), None)


def resolved_day(month: int, number: int, anchor: date, weekday: int | None, tense: int) -> date | None:
    """The nearest day, where its clause speaks of it so (1 to come, -1 past, 0 untold); None where the two disagree."""
    near = nearest_day(month, number, anchor, weekday)
    if near is None or tense == 0 or near == anchor or (near > anchor) == (tense > 0):
        return near
    later = real_day(near.year + 1, month, number) if tense > 0 else None
    return later if later is not None and (later - anchor).days <= AHEAD else None


def shifted(anchor: date, years: int = 0, months: int = 0, number: int = 0) -> date | None:
    """The day so many years, months and days away; the last of a month that is too short for it."""
    month = anchor.year * 12 + anchor.month - 1 + 12 * years + months
    if not 12 <= month < 12 * 9999:
        return None
    for last in (anchor.day, 30, 29, 28):
        day = real_day(month // 12, month % 12 + 1, min(last, anchor.day))
        if day is not None:
            return day + timedelta(number) if abs(number) < 200_000 else None
    return None


def counted_from(anchor: date | None, spans: dict[str, int], *, vague: bool = False) -> Settled:
    """So many days, weeks, months and years from a day: to the day only where days are counted, else as exactly."""
    grain = next((each for each in ("day", "week", "month", "year") if each in spans), "day")
    precision: Precision = grain  # type: ignore[assignment]
    if anchor is None:
        return Settled(None, precision)
    number = spans.get("day", 0) + 7 * spans.get("week", 0)
    day = shifted(anchor, spans.get("year", 0), spans.get("month", 0), number)
    if day is None:
        return Settled(None, precision)
    if vague or grain == "week":
        return Settled(None, precision, day.isoformat())
    iso = {"day": day.isoformat(), "month": f"{day:%Y-%m}", "year": f"{day:%Y}"}[grain]
    return Settled(iso, precision, None if grain == "day" else day.isoformat())


def turned_unit(anchor: date | None, unit: Precision, by: int) -> Settled:
    """ "last month", "next year"; a week has no ISO form."""
    if anchor is None or unit == "week":
        return Settled(None, unit)
    settled = counted_from(anchor, {unit: by})
    return Settled(settled.iso, unit)


def turned_weekday(anchor: date | None, weekday: int, by: int | None) -> Settled:
    """ "last Friday", "this Friday", "next Friday"; `by` None for "the coming Friday".

    "Next Friday" is of the next week to one writer and the coming one to another: settled only where both agree.
    """
    if anchor is None:
        return UNSETTLED
    back = (anchor.weekday() - weekday) % 7
    coming = anchor + timedelta(7 - back)
    if by is None:
        return Settled(coming.isoformat())
    if by < 0:
        return Settled((anchor - timedelta(back or 7)).isoformat())
    of_week = week_day(anchor, by, weekday)
    if by == 1 and of_week.iso != coming.isoformat():
        return Settled(None, "day", of_week.iso)
    return of_week


def week_day(anchor: date | None, weeks: int, weekday: int) -> Settled:
    """ "Friday of next week"; a week begins on Monday."""
    if anchor is None:
        return UNSETTLED
    return Settled((anchor - timedelta(anchor.weekday()) + timedelta(7 * weeks + weekday)).isoformat())


def latest_weekday(anchor: date, weekday: int) -> date:
    """The latest such day on or before the anchor: what a weekday's name alone means in a report."""
    return anchor - timedelta((anchor.weekday() - weekday) % 7)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The nth such day of a month, the last for -1."""
    if nth < 0:
        last = real_day(year + month // 12, month % 12 + 1, 1)
        return latest_weekday(last - timedelta(1), weekday) if last else None
    first = real_day(year, month, 1)
    if first is None:
        return None
    day = first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day.month == month else None


def day_of_turned_month(anchor: date | None, by: int, number: int) -> Settled:
    """ "the 20th of next month"."""
    month = shifted(anchor.replace(day=1), months=by) if anchor else None
    day = real_day(month.year, month.month, number) if month else None
    return Settled(day.isoformat() if day else None)


def weekday_and_number(anchor: date | None, weekday: int, number: int) -> Settled:
    """ "Friday the 22nd": the nearest such day of this month, the last and the next."""
    if anchor is None:
        return UNSETTLED
    months = (shifted(anchor.replace(day=1), months=by) for by in (0, -1, 1))
    near = [day for month in months if month and (day := real_day(month.year, month.month, number))]
    fitting = [day for day in near if day.weekday() == weekday]
    return Settled(min(fitting, key=lambda day: abs((day - anchor).days)).isoformat()) if fitting else UNSETTLED


def number_alone(anchor: date | None, number: int) -> Settled:
    """ "on the 5th": of this month where that is near, else in doubt."""
    day = real_day(anchor.year, anchor.month, number) if anchor else None
    if day is None or anchor is None:
        return UNSETTLED
    near = abs((day - anchor).days) <= FORTNIGHT
    return Settled(day.isoformat() if near else None, "day", None if near else day.isoformat())


def unless_past(settled: Settled, tense: int, anchor: date | None) -> Settled:
    """The same, but in doubt where its clause speaks of what was and the day is to come."""
    is_ahead = anchor is not None and settled.iso is not None and settled.iso > anchor.isoformat()
    return UNSETTLED if is_ahead and tense < 0 else settled


def bare_month(anchor: date | None, month: int, by: int | None = None, *, ahead: bool = False) -> str | None:
    """A month without a year: this year's, or the one that "last" and "next" and half a year's distance ask for.

    None where the clause speaks of what is to come (`ahead`) and the month has long passed.
    """
    if anchor is None:
        return None
    distance = month - anchor.month
    year = anchor.year
    if by == -1:
        year -= distance >= 0
    elif by == 1:
        year += distance <= 0
    elif ahead and distance < 0:
        if distance > -6:
            return None
        year += 1
    elif distance > 6:
        year -= not ahead
    elif distance < -9:
        year += 1
    return f"{year:04}-{month:02}"
