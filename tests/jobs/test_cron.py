"""When a job is due, on a wall clock that is set twice a year."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from briefing.jobs.cron import Cron, read_cron, week_days

BERLIN = ZoneInfo("Europe/Berlin")


def times(cron: Cron, start: datetime, count: int) -> list[str]:
    """The next times that are due."""
    found = []
    for _ in range(count):
        due = cron.next(start)
        assert due is not None
        found.append(due.isoformat(timespec="minutes"))
        start = due
    return found


def test_days_of_the_week_are_counted_as_cron_counts_them() -> None:
    """1-5 is Monday to Friday; 0 and 7 are Sunday."""
    assert week_days("1-5") == "mon,tue,wed,thu,fri"
    assert week_days("0") == week_days("7") == week_days("sun") == "sun"
    assert week_days("5-0") == "fri,sat,sun"
    assert week_days("*/2") == "tue,thu,sat,sun"
    assert week_days("0-6") == "*"
    friday = datetime(2032, 3, 19, 12, tzinfo=UTC)
    assert times(read_cron("0 7 * * 1-5", BERLIN), friday, 2) == ["2032-03-22T07:00+01:00", "2032-03-23T07:00+01:00"]


def test_day_of_month_or_day_of_week() -> None:
    """Where both are given either is enough, as in cron."""
    cron = read_cron("0 7 13 * 5", BERLIN)
    assert times(cron, datetime(2026, 11, 11, tzinfo=UTC), 3) == [
        "2026-11-13T07:00+01:00", "2026-11-20T07:00+01:00", "2026-11-27T07:00+01:00"]
    assert times(cron, datetime(2026, 12, 12, tzinfo=UTC), 2) == ["2026-12-13T07:00+01:00", "2026-12-18T07:00+01:00"]


def test_a_time_that_summer_time_leaps_over_is_due_when_the_clock_has_leapt() -> None:
    """A daily run is made on that day too, once."""
    cron = read_cron("30 2 * * *", BERLIN)
    assert times(cron, datetime(2032, 3, 27, 12, tzinfo=UTC), 2) == ["2032-03-28T03:30+02:00", "2032-03-29T02:30+02:00"]


def test_a_time_that_comes_twice_counts_once() -> None:
    """When the clock is set back, the first counts, and it was due while the second passes."""
    cron = read_cron("30 2 * * *", BERLIN)
    assert times(cron, datetime(2032, 10, 30, 12, tzinfo=UTC), 2) == [
        "2032-10-31T02:30+02:00", "2032-11-01T02:30+01:00"]
    again = datetime(2032, 10, 31, 1, 10, tzinfo=UTC)  # 02:10 for the second time
    last = cron.last(again)
    assert last is not None
    assert last.isoformat() == "2032-10-31T02:30:00+02:00"


@pytest.mark.parametrize(("expression", "due"), [
    ("0 7 * * *", "2032-03-24T07:00+01:00"), ("0 7 * * 1", "2032-03-22T07:00+01:00"),
    ("*/5 * * * *", "2032-03-24T07:05+01:00"), ("0 7 1 1 *", "2032-01-01T07:00+01:00"),
    ("0 8 * * *", "2032-03-23T08:00+01:00"), ("0 0 29 2 *", "2032-02-29T00:00+01:00")])
def test_the_time_that_was_due_last(expression: str, due: str) -> None:
    """Minutes or years ago."""
    last = read_cron(expression, BERLIN).last(datetime(2032, 3, 24, 7, 7, 30, tzinfo=BERLIN))
    assert last is not None
    assert last.isoformat(timespec="minutes") == due


def test_last_and_next_meet_through_a_whole_year() -> None:
    """Whatever is next is, once it has come, the last."""
    cron = read_cron("30 2,14 * * *", BERLIN)
    moment, count = datetime(2032, 1, 1, tzinfo=UTC), 0
    while moment.year == 2032:
        due = cron.next(moment)
        assert due is not None
        assert cron.last(due) == due == cron.last(due + timedelta(minutes=29))
        moment, count = due.astimezone(UTC), count + 1
    assert count == 2 * 366 + 1  # the first of the next year ends it


@pytest.mark.parametrize("expression", ["", "7 o clock", "0 7 * *", "0 7 * * * *", "60 7 * * *", "0 25 * * *",
                                        "0 7 * * 8", "0 7 * * mon-", "@daily", "0 7 31-1 * *"])
def test_what_is_no_cron_expression(expression: str) -> None:
    """Is refused when the job file is read, not when it is due."""
    with pytest.raises(ValueError, match=r"."):
        read_cron(expression, BERLIN)


def test_a_time_that_never_comes() -> None:
    """30 February."""
    cron = read_cron("0 7 30 2 *", BERLIN)
    assert cron.next(datetime(2032, 1, 1, tzinfo=UTC)) is None
    assert cron.last(datetime(2032, 1, 1, tzinfo=UTC)) is None
