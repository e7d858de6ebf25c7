"""Cron expressions on the wall clock of a job's time zone: when a job is due, and when it was due last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.regex import lazy_regex

if TYPE_CHECKING:
    from apscheduler.triggers.cron import CronTrigger

DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_SPANS = (timedelta(hours=1), timedelta(days=1), timedelta(days=32), timedelta(days=370), timedelta(days=8 * 366))
_SET_BACK = timedelta(hours=2)
_PART = lazy_regex(r"(?P<first>\*|\w+)(?:-(?P<last>\w+))?(?:/(?P<step>\d+))?")


@dataclass(frozen=True, slots=True)
class Cron:
    """A cron expression of five fields, and the time zone whose clock it means.

    Each time of that clock comes once: one that summer time leaps over is due when the clock has leapt, and of one
    that comes twice the first counts.
    """

    text: str
    zone: ZoneInfo

    def next(self, after: datetime) -> datetime | None:
        """The first time after `after` that is due, in the zone; None where none ever comes."""
        wall = self._wall(after)
        while (wall_next := self._first(wall + timedelta(seconds=1))) is not None:
            due = self._instant(wall_next)
            if due > after:
                return due
            wall = wall_next  # the clock was set back: this time has been
        return None

    def last(self, now: datetime) -> datetime | None:
        """The latest time up to `now` that was due, in the zone; None where there was none in eight years."""
        wall = self._wall(now)
        for span in _SPANS:
            # A clock that was set back shows less than it has shown: what was due in that hour lies ahead of it.
            been = [due for each in self._from(wall - span, wall + _SET_BACK) if (due := self._instant(each)) <= now]
            if been:
                return max(been)
        return None

    def _wall(self, moment: datetime) -> datetime:
        """What the zone's clock shows, as if it were UTC: a clock that is never set."""
        return moment.astimezone(self.zone).replace(tzinfo=UTC, fold=0)

    def _instant(self, wall: datetime) -> datetime:
        """When the zone's clock shows that, by way of UTC, so that a time leapt over becomes the one after it."""
        return wall.replace(tzinfo=self.zone).astimezone(UTC).astimezone(self.zone)

    def _first(self, wall: datetime) -> datetime | None:
        found = [each for trigger in _triggers(self.text) if (each := trigger.get_next_fire_time(None, wall))]
        return min(found, default=None)

    def _from(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """The times due in [start, end], in order."""
        place = start
        while (due := self._first(place)) is not None and due <= end:
            yield due
            place = due + timedelta(seconds=1)


def read_cron(text: str, zone: ZoneInfo) -> Cron:
    """The expression, read; raises `ValueError` where it is none."""
    cron = Cron(" ".join(text.split()), zone)
    _triggers(cron.text)
    return cron


@cache
def _triggers(text: str) -> "tuple[CronTrigger, ...]":
    """What finds the times: two where days of the month and of the week are both given, since cron takes either.

    The library counts the days of the week from Monday, where cron counts them from Sunday: they are named for it.
    """
    from apscheduler.triggers.cron import CronTrigger  # here, because `briefing --help` has no use for it

    parts = text.lower().split()
    if len(parts) != 5:
        raise ValueError("a cron expression has five fields")
    minute, hour, day, month, week = parts
    week = week_days(week)
    kinds = [(day, week)] if "*" in {day, week} else [(day, "*"), ("*", week)]
    return tuple(CronTrigger(minute=minute, hour=hour, day=each_day, month=month, day_of_week=each_week, timezone=UTC)
                 for each_day, each_week in kinds)


def week_days(field: str) -> str:
    """The day-of-week field with every day by its name: "1-5" as "mon,tue,wed,thu,fri", "*" as it is."""
    found: set[int] = set()
    for part in field.split(","):
        hit = _PART.fullmatch(part)
        if hit is None:
            raise ValueError(f"{part!r} is no day of the week")
        first = 0 if hit["first"] == "*" else _day(hit["first"])
        last = _day(hit["last"]) if hit["last"] else 6 if hit["first"] == "*" or hit["step"] else first
        last += 7 if last < first else 0
        found |= {each % 7 for each in range(first, last + 1, int(hit["step"] or 1))}
    return "*" if len(found) == 7 else ",".join(DAYS[each] for each in sorted(found, key=lambda each: (each - 1) % 7))


def _day(word: str) -> int:
    if word in DAYS:
        return DAYS.index(word)
    if word.isdigit() and int(word) <= 7:
        return int(word) % 7
    raise ValueError(f"{word!r} is no day of the week")
