"""What a job remembers, by itself: of its own runs only, and nothing by halves."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta, timezone
from errno import EEXIST
from pathlib import Path
from stat import S_IMODE

import pytest

from briefing.errors import BriefingError
from briefing.jobs.arrivals import Arrivals, Filed, Folder
from briefing.jobs.outbox import Envelope, Outbox
from briefing.jobs.state import VERSION, BusyError, State, locked, opened, stamp, transaction
from briefing.jobs.told import Side, Told, Trace, called

NOW = datetime(2032, 3, 22, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(name="state")
def _state(tmp_path: Path) -> Iterator[State]:
    with opened(tmp_path / "desk" / "kept" / "harbour.sqlite") as db:
        yield State(db, "harbour")


def claim(text: str) -> Told:
    """A claim that was told."""
    return Told("claim", (Side(text, (Trace("1" * 64, text),), ("Post",)),))


def test_a_job_with_no_past_remembers_nothing(state: State) -> None:
    """None is no date."""
    assert (state.seen_until(), state.told(), state.last_told(), state.last_due(), state.last_run()) == (
        frozenset(), (), None, None, None)


def test_the_past_of_a_job_is_its_own(state: State) -> None:
    """Another in the same database knows nothing of it."""
    another = State(state.db, "another")
    state.remember([("a", "1.txt"), ("b", "2.txt")], [claim("One."), claim("Two.")], NOW)
    state.ran(NOW, NOW - HOUR, "told")
    state.note_sources({"inbox": "no such folder"}, NOW)
    assert (state.seen_until(), state.told()) == ({"a", "b"}, (claim("One."), claim("Two.")))
    assert (state.last_told(), state.last_due(), state.last_run()) == (NOW, NOW - HOUR, NOW)
    assert (another.seen_until(), another.told(), another.last_told(), another.last_due(), another.last_run()) == (
        frozenset(), (), None, None, None)
    assert another.note_sources({}, NOW) == ()
    (failing,) = state.note_sources({"inbox": "no such folder"}, NOW)
    assert failing.runs == 2


def test_the_latest_of_each_kind_counts(state: State) -> None:
    """Whatever came last: a run that told nothing is no briefing, one by hand was not due."""
    state.ran(NOW + HOUR, NOW, "told")
    state.ran(NOW, NOW - HOUR, "told")
    state.ran(NOW + 2 * HOUR, None, "nothing new")
    assert (state.last_told(), state.last_due(), state.last_run()) == (NOW + HOUR, NOW, NOW + 2 * HOUR)


def test_moments_sort_as_they_came_whatever_their_zone(state: State) -> None:
    """They are kept in one zone and one form."""
    east = timezone(9 * HOUR)
    assert stamp(NOW.astimezone(east)) == stamp(NOW) == "2032-03-22T06:00:00.000000+00:00"
    state.ran(NOW.astimezone(east), None, "told")
    state.ran(NOW + timedelta(microseconds=1), None, "told")
    assert state.last_told() == NOW + timedelta(microseconds=1)


def test_a_document_stays_as_it_was_first_seen(state: State) -> None:
    """Its bytes under another name are no other document."""
    state.remember([("a", "1.txt")], [], NOW)
    state.remember([("a", "2.txt"), ("b", "3.txt")], [], NOW + HOUR)
    assert state.db.execute("SELECT sha256, path, at FROM seen ORDER BY sha256").fetchall() == [
        ("a", "1.txt", stamp(NOW)), ("b", "3.txt", stamp(NOW + HOUR))]


def test_what_was_told_comes_in_its_order(state: State) -> None:
    """Over several runs, each time a thing was told."""
    texts = ("Two.", "One.", "Two.")
    for text in texts:
        state.remember([], [claim(text)], NOW)
    assert [told.sides[0].statement for told in state.told()] == list(texts)


def test_a_source_is_counted_while_it_fails(state: State) -> None:
    """Since the first time, for the last reason; one that works is forgotten and begins anew."""
    state.note_sources({"b": "gone", "a": "gone"}, NOW)
    found = state.note_sources({"b": "not a folder"}, NOW + HOUR)
    assert [(each.source, each.runs, each.since, each.reason) for each in found] == [("b", 2, NOW, "not a folder")]
    found = state.note_sources({"b": "not a folder", "a": "gone"}, NOW + 2 * HOUR)
    assert [(each.source, each.runs, each.since) for each in found] == [("a", 1, NOW + 2 * HOUR), ("b", 3, NOW)]
    assert state.note_sources({}, NOW) == ()


def test_a_transaction_is_written_whole(state: State) -> None:
    """Nobody else writes while it lasts, or sees what is not yet written."""
    with opened(Path(state.db.execute("PRAGMA database_list").fetchone()[2])) as other:
        other.execute("PRAGMA busy_timeout = 0")
        with transaction(state.db):
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
            state.remember([("a", "1.txt")], [], NOW)
            assert State(other, "harbour").seen_until() == frozenset()
        assert State(other, "harbour").seen_until() == {"a"}


def test_what_breaks_off_leaves_nothing(state: State) -> None:
    """Not the half of it that was written, and no transaction for others to wait for."""
    def broken() -> None:
        with transaction(state.db):
            state.remember([("b", "2.txt")], [], NOW)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert state.seen_until() == frozenset()
    assert not state.db.in_transaction


def test_every_commit_is_on_the_disk(state: State) -> None:
    """A machine that loses power has lost no message and no mark that it was sent."""
    assert [state.db.execute(f"PRAGMA {each}").fetchone()[0] for each in ("journal_mode", "synchronous")] == ["wal", 2]


def test_the_database_itself_refuses_a_second_message(state: State) -> None:
    """One for each job, period and reader, whoever writes it."""
    for job, period, reader in (("harbour", "p", "a"), ("harbour", "p", "b"), ("harbour", "q", "a"), ("b", "p", "a")):
        assert Outbox(state.db, job).put(period, [Envelope(reader, "<id>", b"")], NOW) == 1
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        state.db.execute("INSERT INTO outbox (job, period, reader) VALUES ('harbour', 'p', 'a')")


def test_a_database_is_found_again(tmp_path: Path) -> None:
    """Its form is written in it once; one of another form is left as it is."""
    path = tmp_path / "harbour.sqlite"
    with opened(path) as db:
        State(db, "harbour").remember([("a", "1.txt")], [], NOW)
    with opened(path) as db:
        assert State(db, "harbour").seen_until() == {"a"}
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
        db.execute("PRAGMA user_version = 9")
    with pytest.raises(BriefingError) as error, opened(path):
        pass
    assert str(error.value) == (f"{path}: made by another version of this program (form 9, not {VERSION}); use that "
                                "one, or give another place with state = \"…\" in the job file")


def found(before: dict[str, Filed], now: dict[str, Filed]) -> Arrivals:
    """A look at a folder after another."""
    return Arrivals((), (), {}, (Folder("inbox", "as it is", now, before),), ())


OLD_FORM = """
CREATE TABLE seen (job TEXT, sha256 TEXT, path TEXT, at TEXT, PRIMARY KEY (job, sha256)) WITHOUT ROWID;
CREATE TABLE runs (id INTEGER PRIMARY KEY, job TEXT, at TEXT, due TEXT, outcome TEXT);
CREATE TABLE told (id INTEGER PRIMARY KEY, job TEXT, at TEXT, record TEXT);
CREATE TABLE failing (job TEXT, source TEXT, runs INTEGER, since TEXT, reason TEXT, PRIMARY KEY (job, source))
  WITHOUT ROWID;
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY, job TEXT, period TEXT, reader TEXT, message_id TEXT, mail BLOB, state TEXT, reason TEXT,
  attempts INTEGER, created TEXT, next TEXT, UNIQUE (job, period, reader));
CREATE INDEX told_by_job ON told (job);
INSERT INTO seen VALUES ('harbour', 'a', '1.txt', '2032-03-21T06:00:00.000000+00:00');
PRAGMA user_version = 1;
"""


def test_a_database_of_the_form_before_is_made_into_one_of_this(tmp_path: Path) -> None:
    """What it knows it still knows, and it takes what it could not."""
    path = tmp_path / "harbour.sqlite"
    with sqlite3.connect(path) as old:
        old.executescript(OLD_FORM)
    with opened(path) as db:
        state = State(db, "harbour")
        assert (state.seen_until(), state.stories(), state.digests()) == ({"a"}, {}, {})
        state.remember([("b", "2.txt")], [], NOW, {"a": "s1"})
        state.file(found({}, {"2.txt": ("1 2 3 4", "b")}))
    with opened(path) as db:
        state = State(db, "harbour")
        assert (state.seen_until(), state.stories()) == ({"a", "b"}, {"a": "s1"})
        assert state.filed("inbox") == {"2.txt": ("1 2 3 4", "b")}
        assert state.digests() == {"inbox": "as it is"}
        assert (list(state.retired(NOW)), list(state.retired(NOW + HOUR))) == ([], ["inbox/2.txt"])


THIRD_FORM = """
ALTER TABLE seen ADD COLUMN story TEXT;
CREATE TABLE files (job TEXT, path TEXT, stamp TEXT, sha256 TEXT, PRIMARY KEY (job, path)) WITHOUT ROWID;
CREATE TABLE fetched (job TEXT, source TEXT, told TEXT, PRIMARY KEY (job, source)) WITHOUT ROWID;
CREATE TABLE items (job TEXT, source TEXT, mark TEXT, name TEXT, PRIMARY KEY (job, source, mark)) WITHOUT ROWID;
INSERT INTO files VALUES ('harbour', '/desk/in box/1.txt', '1 2 3 4', 'a'), ('harbour', '/2.txt', '5 6 7 8', 'b');
PRAGMA user_version = 3;
"""


def test_files_of_the_form_before_are_known_by_folder_and_name(tmp_path: Path) -> None:
    """What no run has read is opened again."""
    path = tmp_path / "harbour.sqlite"
    with sqlite3.connect(path) as old:
        old.executescript(OLD_FORM + THIRD_FORM)
    with opened(path) as db:
        state = State(db, "harbour")
        assert (state.filed("/desk/in box"), state.filed("")) == (
            {"1.txt": ("1 2 3 4", "a")}, {"2.txt": ("", "b")})
        assert state.digests() == {"/desk/in box": "", "": ""}


def test_files_are_kept_as_the_last_look_found_them(state: State) -> None:
    """What is gone is forgotten, what was written anew is known anew."""
    one, two, three = ((f"{n} 0 0 0", str(n)) for n in range(3))
    state.remember([(str(n), "report.txt") for n in range(3)], (), NOW)
    state.file(found({}, {"a": one, "b": two}))
    state.file(found({"a": one, "b": two}, {"b": three, "c": one}))
    assert state.filed("inbox") == {"b": three, "c": one}
    assert (state.filed("outbox"), State(state.db, "another").filed("inbox")) == ({}, {})


def test_what_was_told_long_ago_is_forgotten_but_for_what_mails_were_called(state: State) -> None:
    """So that the database grows no longer than its days, and no subject comes twice."""
    state.remember([], [claim("One."), called("A fire")], NOW)
    state.remember([], [claim("Two.")], NOW + HOUR)
    state.trim(NOW + HOUR)
    assert state.told() == (called("A fire"), claim("Two."))


def test_a_lock_is_for_one_job_and_ends_with_its_run(tmp_path: Path) -> None:
    """Its folder is made where there is none; who comes second is told, and harms nothing."""
    state = tmp_path / "desk" / "kept" / "harbour.sqlite"
    before = len(os.listdir("/dev/fd"))
    with locked(state, "harbour"), locked(state, "another"):
        assert S_IMODE(state.with_name("harbour.sqlite.harbour.lock").stat().st_mode) == 0o600
        for _ in range(2):
            with pytest.raises(BusyError) as error, locked(state, "harbour"):
                pass
    assert str(error.value) == "harbour: another run of it is at work; wait until it has ended"
    with locked(state, "harbour"):
        pass
    with pytest.raises(KeyboardInterrupt), locked(state, "harbour"):
        raise KeyboardInterrupt
    assert len(os.listdir("/dev/fd")) == before


def test_a_place_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    """By lock and database alike, with what to do."""
    (tmp_path / "file").write_text("")
    state = tmp_path / "file" / "harbour.sqlite"
    uses: tuple[tuple[AbstractContextManager[object], str], ...] = (
        (locked(state, "harbour"), f"{state}.harbour.lock"), (opened(state), f"{state}"))
    for use, path in uses:
        with pytest.raises(BriefingError) as error, use:
            pass
        assert str(error.value) == (f"{path}: can't be written ({os.strerror(EEXIST)}); give another place with state "
                                    "= \"…\" in the job file")
