"""The outbox by itself: one message a reader and period, and what becomes of it and of its text."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.jobs.outbox import AT_ONCE, IN_DOUBT, Envelope, Letter, Outbox
from briefing.jobs.state import opened, transaction

NOW = datetime(2032, 3, 22, 6, 0, tzinfo=UTC)


@pytest.fixture(name="outbox")
def _outbox(tmp_path: Path) -> Iterator[Outbox]:
    with opened(tmp_path / "harbour.sqlite") as db:
        yield Outbox(db, "harbour")


def put(outbox: Outbox, period: str, *readers: str, text: str = "text", at: datetime = NOW) -> int:
    """Keep a message for each of these readers; how many were kept."""
    with transaction(outbox.db):
        return outbox.put(period, [Envelope(each, f"<{period} {each}>", f"{text} for {each}".encode())
                                   for each in readers], at)


def letter(outbox: Outbox, period: str, reader: str) -> int:
    """The number of a message."""
    states = ("waiting", "sending", "sent", "refused", "given up", "parked", "dropped")
    (found,) = (each.id for each in outbox.letters(*states) if (each.period, each.reader) == (period, reader))
    return found


def test_a_second_message_for_a_period_is_not_kept(outbox: Outbox) -> None:
    """The first stays as it is, number, text and state; who has none yet gets one."""
    assert put(outbox, "monday", "a", "b") == 2
    first = letter(outbox, "monday", "a")
    outbox.move(first, "sent", tried=True)
    assert put(outbox, "monday", "a", "b", "c", text="another text") == 1
    assert put(outbox, "monday", "a", "b", "c", text="another text") == 0
    assert [(each.reader, each.state) for each in outbox.letters("sent", "waiting")] == [
        ("a", "sent"), ("b", "waiting"), ("c", "waiting")]
    assert (letter(outbox, "monday", "a"), outbox.mail(first)) == (first, b"text for a")


def test_a_message_is_kept_with_all_that_belongs_to_it(outbox: Outbox) -> None:
    """Nothing was tried yet, and it may go at once, whatever the clock says later."""
    put(outbox, "monday", "a")
    (kept,) = outbox.letters("waiting")
    assert (kept.period, kept.reader, kept.message_id, kept.reason, kept.attempts, kept.created, kept.next) == (
        "monday", "a", "<monday a>", "", 0, NOW, AT_ONCE)


def test_a_message_may_go_by_any_clock(outbox: Outbox) -> None:
    """That of a machine which begins at 1970 until somebody sets it, too."""
    start = datetime(1970, 1, 1, tzinfo=UTC)
    put(outbox, "monday", "a", at=start)
    (kept,) = outbox.letters("waiting")
    assert kept.next <= start
    assert not kept.is_held(start)


HELD = Letter(1, "monday", "a", "<m>", "waiting", "", 0, NOW, NOW)


@pytest.mark.parametrize(("changed", "held"), [
    ({}, True), ({"attempts": 1}, False), ({"reason": "450 try later"}, False), ({"state": "sending"}, False),
    ({"state": "parked"}, False), ({"next": NOW - timedelta(seconds=1)}, False)])
def test_a_message_is_held_only_until_its_readers_hour(changed: dict[str, Any], held: bool) -> None:
    """Not where it was tried, something went wrong, it is in doubt, or the hour has come."""
    assert replace(HELD, **changed).is_held(NOW - timedelta(seconds=1)) is held


def test_the_text_of_older_messages_goes_once_they_are_done_with(outbox: Outbox) -> None:
    """Sent and dropped; what waits, is in doubt or failed keeps its text, and so does the period itself."""
    states = ("sent", "dropped", "waiting", "sending", "parked", "refused", "given up")
    put(outbox, "monday", *states)
    put(Outbox(outbox.db, "another"), "monday", "a")
    outbox.db.execute("UPDATE outbox SET state = 'sent' WHERE job = 'another'")
    numbers = {each: letter(outbox, "monday", each) for each in states}
    for state in states:
        outbox.move(numbers[state], state)
    put(outbox, "monday", "late")
    assert [outbox.mail(number) for number in numbers.values()] == [f"text for {each}".encode() for each in states]
    put(outbox, "tuesday", "sent")
    assert [each for each in states if not outbox.mail(numbers[each])] == ["sent", "dropped"]
    assert outbox.mail(numbers["sent"]) == b""
    outbox.move(letter(outbox, "tuesday", "sent"), "sent")
    put(outbox, "tuesday", "more")
    assert outbox.mail(letter(outbox, "tuesday", "sent")) == b"text for sent"
    assert Outbox(outbox.db, "another").last_mail() == b"text for a"


def test_where_nothing_is_kept_no_text_goes(outbox: Outbox) -> None:
    """A run with nothing to say leaves the last briefing for a test mail."""
    put(outbox, "monday", "a")
    outbox.move(letter(outbox, "monday", "a"), "sent")
    assert put(outbox, "tuesday") == 0
    assert outbox.last_mail() == b"text for a"


def test_a_message_that_is_no_briefing_takes_no_text_away(outbox: Outbox) -> None:
    """A word to the desk beside the briefing leaves the last one for a test mail; the next briefing does not."""
    put(outbox, "monday", "a")
    outbox.move(letter(outbox, "monday", "a"), "sent")
    with transaction(outbox.db):
        assert outbox.put("failing", [Envelope("desk", "<desk>", b"a source fails")], NOW, aside=True) == 1
    assert outbox.mail(letter(outbox, "monday", "a")) == b"text for a"
    put(outbox, "tuesday", "a")
    assert outbox.mail(letter(outbox, "monday", "a")) == b""


def test_the_last_message_is_the_one_kept_last(outbox: Outbox) -> None:
    """Of this job, and one whose text is still there."""
    assert outbox.last_mail() is None
    put(outbox, "monday", "a")
    put(outbox, "tuesday", "a", "b")
    put(Outbox(outbox.db, "another"), "monday", "c")
    assert outbox.last_mail() == b"text for b"
    outbox.db.execute("UPDATE outbox SET mail = NULL WHERE reader = 'b'")
    assert outbox.last_mail() == b"text for a"
    assert Outbox(outbox.db, "a third").last_mail() is None


def test_messages_come_in_the_order_they_were_kept(outbox: Outbox) -> None:
    """Those of this job in these states only."""
    put(outbox, "monday", "b", "a")
    put(Outbox(outbox.db, "another"), "monday", "c")
    put(outbox, "tuesday", "b")
    outbox.move(letter(outbox, "monday", "a"), "parked")
    assert [(each.period, each.reader) for each in outbox.letters("waiting", "parked")] == [
        ("monday", "b"), ("monday", "a"), ("tuesday", "b")]
    assert [each.reader for each in outbox.letters("parked")] == ["a"]


def test_a_move_writes_what_it_is_told_and_nothing_else(outbox: Outbox) -> None:
    """An attempt counts where one was made; the time for the next stays where none is given."""
    put(outbox, "monday", "a", "b")
    number = letter(outbox, "monday", "a")
    outbox.move(number, "waiting", "full", next=NOW + timedelta(minutes=1), tried=True)
    outbox.move(number, "sending")
    (found,) = outbox.letters("sending")
    assert (found.reason, found.attempts, found.next) == ("", 1, NOW + timedelta(minutes=1))
    outbox.move(number, "waiting", "full", tried=True)
    other, again = sorted(outbox.letters("waiting"), key=lambda each: each.attempts)
    assert (again.reader, again.attempts, again.reason) == ("a", 2, "full")
    assert (other.reader, other.attempts, other.reason, other.next) == ("b", 0, "", AT_ONCE)


@pytest.mark.parametrize(("park", "state"), [(True, "parked"), (False, "waiting")])
def test_what_a_run_left_in_doubt_is_settled(outbox: Outbox, park: bool, state: str) -> None:
    """It says why; no attempt is counted, what only waits is left alone."""
    put(outbox, "monday", "a", "b", "c")
    for reader in ("a", "c"):
        outbox.move(letter(outbox, "monday", reader), "sending")
    outbox.settle_doubt(park=park)
    found = {each.reader: each for each in outbox.letters("waiting", "parked", "sending")}
    assert [(found[each].state, found[each].reason, found[each].attempts) for each in "ac"] == 2 * [
        (state, IN_DOUBT, 0)]
    assert (found["b"].state, found["b"].reason) == ("waiting", "")


@pytest.mark.parametrize(("hours", "created", "next"), [
    (2, NOW + timedelta(hours=2), NOW + timedelta(hours=2)),
    (-2, NOW, NOW - timedelta(hours=2)),
])
def test_a_held_message_counts_from_when_it_may_go(outbox: Outbox, hours: int, created: datetime,
                                                   next: datetime) -> None:
    """Or it would be given up while it waits for its reader's hour."""
    with transaction(outbox.db):
        outbox.put("monday", [Envelope("a", "<monday a>", b"text", NOW + timedelta(hours=hours))], NOW)
    (kept,) = outbox.letters("waiting")
    assert (kept.created, kept.next) == (created, next)


def test_what_is_forgotten_is_the_text_of_what_is_done_with(outbox: Outbox) -> None:
    """Of this job; what still waits, or may have arrived, keeps its text."""
    states = ("waiting", "sending", "sent", "refused", "given up", "parked", "dropped")
    other = Outbox(outbox.db, "airport")
    for each in (outbox, other):
        put(each, "monday", *states)
        for state in states:
            each.move(letter(each, "monday", state), state)
    outbox.forget()
    kept = {state for state in states if outbox.mail(letter(outbox, "monday", state))}
    assert kept == {"waiting", "sending", "parked"}
    assert all(other.mail(letter(other, "monday", state)) for state in states)
