"""The database of a job: documents seen, what was told, runs, failing sources; the outbox stands in it too."""

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefing import private
from briefing.errors import BriefingError, BusyError
from briefing.jobs.arrivals import Arrivals, Filed, place
from briefing.jobs.told import Told, from_json, to_json

VERSION = 5
IN_MEMORY = Path(":memory:")
"""A database that leaves nothing behind."""

_SHELF = """
CREATE INDEX files_by_content ON files (job, sha256);
CREATE TABLE shelf (id INTEGER PRIMARY KEY, job TEXT, sha256 TEXT, file TEXT, story TEXT, at TEXT, length REAL,
  terms BLOB, UNIQUE (job, sha256));
CREATE INDEX shelf_by_story ON shelf (job, story);
CREATE TABLE terms (id INTEGER PRIMARY KEY, job TEXT, term TEXT, holders INTEGER, UNIQUE (job, term));
CREATE TABLE postings (term INTEGER, document INTEGER, weight INTEGER, PRIMARY KEY (term, document)) WITHOUT ROWID;
"""
_SCHEMA = """
CREATE TABLE seen (job TEXT, sha256 TEXT, path TEXT, at TEXT, story TEXT, PRIMARY KEY (job, sha256)) WITHOUT ROWID;
CREATE TABLE files (job TEXT, folder TEXT, name TEXT, stamp TEXT, sha256 TEXT, PRIMARY KEY (job, folder, name))
  WITHOUT ROWID;
CREATE TABLE folders (job TEXT, path TEXT, digest TEXT, PRIMARY KEY (job, path)) WITHOUT ROWID;
CREATE TABLE looks (job TEXT PRIMARY KEY, documents INTEGER) WITHOUT ROWID;
CREATE TABLE fetched (job TEXT, source TEXT, told TEXT, PRIMARY KEY (job, source)) WITHOUT ROWID;
CREATE TABLE items (job TEXT, source TEXT, mark TEXT, name TEXT, PRIMARY KEY (job, source, mark)) WITHOUT ROWID;
CREATE TABLE runs (id INTEGER PRIMARY KEY, job TEXT, at TEXT, due TEXT, outcome TEXT);
CREATE TABLE told (id INTEGER PRIMARY KEY, job TEXT, at TEXT, record TEXT);
CREATE TABLE failing (job TEXT, source TEXT, runs INTEGER, since TEXT, reason TEXT, PRIMARY KEY (job, source))
  WITHOUT ROWID;
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY, job TEXT, period TEXT, reader TEXT, message_id TEXT, mail BLOB, state TEXT, reason TEXT,
  attempts INTEGER, created TEXT, next TEXT, UNIQUE (job, period, reader));
CREATE INDEX told_by_job ON told (job);
""" + _SHELF

_MIGRATIONS = {1: """
ALTER TABLE seen ADD COLUMN story TEXT;
CREATE TABLE files (job TEXT, path TEXT, stamp TEXT, sha256 TEXT, PRIMARY KEY (job, path)) WITHOUT ROWID;
""", 2: """
CREATE TABLE fetched (job TEXT, source TEXT, told TEXT, PRIMARY KEY (job, source)) WITHOUT ROWID;
CREATE TABLE items (job TEXT, source TEXT, mark TEXT, name TEXT, PRIMARY KEY (job, source, mark)) WITHOUT ROWID;
""", 3: """
ALTER TABLE files RENAME TO paths;
CREATE TABLE files (job TEXT, folder TEXT, name TEXT, stamp TEXT, sha256 TEXT, PRIMARY KEY (job, folder, name))
  WITHOUT ROWID;
INSERT INTO files SELECT job, rtrim(rtrim(path, replace(path, '/', '')), '/'),
  substr(path, length(rtrim(path, replace(path, '/', ''))) + 1),
  CASE WHEN EXISTS (SELECT 1 FROM seen WHERE seen.job = paths.job AND seen.sha256 = paths.sha256) THEN stamp ELSE ''
  END, sha256 FROM paths;
DROP TABLE paths;
CREATE TABLE folders (job TEXT, path TEXT, digest TEXT, PRIMARY KEY (job, path)) WITHOUT ROWID;
INSERT INTO folders SELECT DISTINCT job, folder, '' FROM files;
CREATE TABLE looks (job TEXT PRIMARY KEY, documents INTEGER) WITHOUT ROWID;
""", 4: _SHELF}
"""What makes a database of a form one of the next."""


@dataclass(frozen=True, slots=True)
class Failing:
    """A source that could not be read in the last runs."""

    source: str
    runs: int
    since: datetime
    reason: str


@contextmanager
def locked(state: Path, job: str) -> Iterator[None]:
    """Only one run of a job at a time; the lock goes with the process, however that ends. Raises `BusyError`."""
    path = state.with_name(f"{state.name}.{job}.lock")
    try:
        private.make_folder(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        private.close(path)
    except OSError as error:
        raise BriefingError(f"{path}: can't be written ({error.strerror}); give another place with state = "
                            f"\"…\" in the job file") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise BusyError(f"{job}: another run of it is at work; wait until it has ended") from error
    try:
        yield
    finally:
        os.close(handle)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The database, made where there is none; every commit is on the disk before it returns."""
    try:
        if path != IN_MEMORY:
            private.make_folder(path.parent)
            private.make_file(path)
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA secure_delete = ON")  # what is forgotten is on no page of the file either
            _made(db, path)
            if path != IN_MEMORY:
                private.close_database(path)
            yield db
    except sqlite3.Error as error:
        raise BriefingError(f"{path}: the database can't be used ({error}); mend the disk or the file, or give "
                            f"another place with state = \"…\" in the job file") from error
    except OSError as error:
        raise BriefingError(f"{path}: can't be written ({error.strerror}); give another place with state = \"…\" in "
                            f"the job file") from error


def _made(db: sqlite3.Connection, path: Path) -> None:
    with transaction(db):
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version == VERSION:
            return
        if version == 0 or version in _MIGRATIONS:
            steps = [_SCHEMA] if version == 0 else [_MIGRATIONS[each] for each in range(version, VERSION)]
            for statement in ";".join(steps).split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {VERSION}")
        else:
            raise BriefingError(f"{path}: made by another version of this program (form {version}, not {VERSION}); "
                                f"use that one, or give another place with state = \"…\" in the job file")


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of it is written, or nothing."""
    db.execute("BEGIN IMMEDIATE")
    with db:  # commits; undoes what was begun where the run is ended
        yield


class State:
    """What one job remembers."""

    def __init__(self, db: sqlite3.Connection, job: str) -> None:
        self.db, self.job = db, job

    def seen(self, contents: Iterable[str]) -> frozenset[str]:
        """Which of these documents, by sha256, a run has read."""
        rows = self.db.execute("SELECT sha256 FROM seen WHERE job = ? AND sha256 IN (SELECT value FROM json_each(?))",
                               (self.job, json.dumps(list(contents))))
        return frozenset(sha256 for sha256, in rows)

    def seen_until(self, moment: datetime | None = None) -> frozenset[str]:
        """The sha256 of every document that a run has read, up to a moment where one is given."""
        rows = self.db.execute("SELECT sha256 FROM seen WHERE job = ? AND at <= ?", (self.job, _until(moment)))
        return frozenset(sha256 for sha256, in rows)

    def saw_after(self, moment: datetime) -> bool:
        """Whether a run has read a document after a moment."""
        row = self.db.execute("SELECT 1 FROM seen WHERE job = ? AND at > ? LIMIT 1", (self.job, stamp(moment)))
        return row.fetchone() is not None

    def places(self, contents: Iterable[str]) -> frozenset[str]:
        """The paths of the files with these contents, by sha256, at the last look."""
        rows = self.db.execute("SELECT folder, name FROM files WHERE job = ? AND sha256 IN (SELECT value FROM "
                               "json_each(?))", (self.job, json.dumps(list(contents))))
        return frozenset(place(folder, name) for folder, name in rows)

    def content(self, path: str) -> str:
        """The sha256 of a file at the last look; "" for one that was not there."""
        folder, _, name = path.rpartition("/")
        rows = self.db.execute("SELECT sha256 FROM files WHERE job = ? AND ((folder = ? AND name = ?) OR (folder = ? "
                               "AND name = ''))", (self.job, folder or "/", name, path))
        return next((str(sha256) for sha256, in rows), "")

    def standing(self, documents: Iterable[str]) -> dict[str, str]:
        """The story of each of these documents that has one, by its sha256."""
        return dict(self.db.execute("SELECT sha256, story FROM seen WHERE job = ? AND story IS NOT NULL AND sha256 IN "
                                    "(SELECT value FROM json_each(?))", (self.job, json.dumps(list(documents)))))

    def stories(self) -> dict[str, str]:
        """The story of every document that has one, by its sha256."""
        return dict(self.db.execute("SELECT sha256, story FROM seen WHERE job = ? AND story IS NOT NULL", (self.job,)))

    def retired(self, before: datetime, folders: Sequence[str] | None = None) -> Iterator[str]:
        """The paths of the files whose content was first seen before a moment; of these folders where some are given.
        """
        among = "" if folders is None else "AND folder IN (SELECT value FROM json_each(?))"
        rows = self.db.execute("SELECT folder, name FROM files JOIN seen USING (job, sha256) WHERE job = ? AND at < ? "
                               + among, (self.job, stamp(before), *([json.dumps(folders)] if among else ())))
        return (place(folder, name) for folder, name in rows)

    def digests(self) -> dict[str, str]:
        """Of each folder what is the same while nothing in it changes; "" where that can't be told."""
        return dict(self.db.execute("SELECT path, digest FROM folders WHERE job = ?", (self.job,)))

    def filed(self, folder: str) -> dict[str, Filed]:
        """The files of a folder at the last look, by name."""
        rows = self.db.execute("SELECT name, stamp, sha256 FROM files WHERE job = ? AND folder = ?", (self.job, folder))
        return {name: (known, sha256) for name, known, sha256 in rows}

    def documents(self) -> int:
        """How many contents there were at the last look."""
        row = self.db.execute("SELECT documents FROM looks WHERE job = ?", (self.job,)).fetchone()
        return int(row[0]) if row else 0

    def file(self, arrivals: Arrivals) -> None:
        """Keep what a look found, where that is not what the one before it found; of what no run has read yet, so that
        it is opened again."""
        if not arrivals.changed and not arrivals.gone:
            return
        for path in arrivals.gone:
            self.db.execute("DELETE FROM files WHERE job = ? AND folder = ?", (self.job, path))
            self.db.execute("DELETE FROM folders WHERE job = ? AND path = ?", (self.job, path))
        for each in arrivals.changed:
            new = {name: now for name, now in each.files.items() if each.before.get(name) != now}
            seen = self.seen(sha256 for _, sha256 in new.values())
            digest = each.digest if all(sha256 in seen for _, sha256 in new.values()) else ""
            self.db.executemany("DELETE FROM files WHERE job = ? AND folder = ? AND name = ?", [
                (self.job, each.path, name) for name in each.before.keys() - each.files.keys()])
            self.db.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", [
                (self.job, each.path, name, known if sha256 in seen else "", sha256)
                for name, (known, sha256) in new.items()])
            self.db.execute("INSERT OR REPLACE INTO folders VALUES (?, ?, ?)", (self.job, each.path, digest))
        self.db.execute("INSERT OR REPLACE INTO looks SELECT ?, count(DISTINCT sha256) FROM files WHERE job = ?",
                        (self.job, self.job))

    def fetched(self, source: str) -> dict[str, Any]:
        """What is known of a source that is fetched; empty where nobody has fetched it."""
        row = self.db.execute("SELECT told FROM fetched WHERE job = ? AND source = ?", (self.job, source)).fetchone()
        found: dict[str, Any] = json.loads(row[0]) if row else {}
        return found

    def items(self, source: str) -> dict[str, str]:
        """The file of each item of a source, by each mark that it is known by."""
        return dict(self.db.execute("SELECT mark, name FROM items WHERE job = ? AND source = ?", (self.job, source)))

    def keep_fetched(self, source: str, told: Mapping[str, Any], items: Mapping[str, str]) -> None:
        """What is known of a source from now on, and the file of each further mark."""
        self.db.execute("INSERT OR REPLACE INTO fetched VALUES (?, ?, ?)", (self.job, source, json.dumps(told)))
        self.db.executemany("INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?)",
                            [(self.job, source, mark, name) for mark, name in items.items()])

    def told(self, until: datetime | None = None) -> tuple[Told, ...]:
        """What readers were told, in its order; up to a moment where one is given."""
        rows = self.db.execute("SELECT record FROM told WHERE job = ? AND at <= ? ORDER BY id",
                               (self.job, _until(until)))
        return tuple(from_json(record) for record, in rows)

    def last_told(self) -> datetime | None:
        """When readers last got a briefing."""
        return self._when("SELECT max(at) FROM runs WHERE job = ? AND outcome = 'told'")

    def last_due(self) -> datetime | None:
        """The latest time that was due and has had its run."""
        return self._when("SELECT max(due) FROM runs WHERE job = ?")

    def last_run(self) -> datetime | None:
        """When the job last ran to its end."""
        return self._when("SELECT max(at) FROM runs WHERE job = ?")

    def first_run(self, since: datetime) -> datetime | None:
        """The first run from a moment on that came to its end."""
        return self._when("SELECT min(at) FROM runs WHERE job = ? AND at >= ?", stamp(since))

    def _when(self, query: str, *values: str) -> datetime | None:
        found = self.db.execute(query, (self.job, *values)).fetchone()[0]
        return datetime.fromisoformat(found) if found else None

    def remember(self, documents: Iterable[tuple[str, str]], told: Sequence[Told], at: datetime,
                 stories: Mapping[str, str] | None = None) -> None:
        """(sha256, path) of the documents read, what readers are told of them, and their stories by sha256."""
        self.db.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?, NULL)",
                            [(self.job, sha256, path, stamp(at)) for sha256, path in documents])
        self.db.executemany("UPDATE seen SET story = ? WHERE job = ? AND sha256 = ?",
                            [(story, self.job, sha256) for sha256, story in (stories or {}).items()])
        self.db.executemany("INSERT INTO told (job, at, record) VALUES (?, ?, ?)",
                            [(self.job, stamp(at), to_json(each)) for each in told])

    def trim(self, before: datetime) -> None:
        """Forget what readers were told before a moment, but for what their mails were called."""
        self.db.execute("DELETE FROM told WHERE job = ? AND at < ? AND json_extract(record, '$.kind') != 'headline'",
                        (self.job, stamp(before)))

    def paths(self) -> tuple[tuple[str, str], ...]:
        """(sha256, path) of every document that a run has read."""
        return tuple(self.db.execute("SELECT sha256, path FROM seen WHERE job = ?", (self.job,)))

    def forget(self, documents: Set[str]) -> int:
        """Erase what readers were told of documents, also from the disk; returns how much that was."""
        rows = self.db.execute("SELECT id, record FROM told WHERE job = ?", (self.job,)).fetchall()
        gone = [(key,) for key, record in rows
                if any(one.sha256 in documents for side in from_json(record).sides for one in side.traces)]
        self.db.executemany("DELETE FROM told WHERE id = ?", gone)
        return len(gone)

    def ran(self, at: datetime, due: datetime | None, outcome: str) -> None:
        """A run came to its end: "told", "nothing new" or "failed"."""
        self.db.execute("INSERT INTO runs (job, at, due, outcome) VALUES (?, ?, ?, ?)",
                        (self.job, stamp(at), stamp(due) if due else None, outcome))

    def note_sources(self, failed: dict[str, str], at: datetime) -> tuple[Failing, ...]:
        """Count one more failure for each source in `failed` (with its reason), none for the others."""
        kept = ",".join("?" * len(failed))
        self.db.execute(f"DELETE FROM failing WHERE job = ? AND source NOT IN ({kept})", (self.job, *failed))
        self.db.executemany(
            "INSERT INTO failing VALUES (?, ?, 1, ?, ?) "
            "ON CONFLICT DO UPDATE SET runs = runs + 1, reason = excluded.reason",
            [(self.job, source, stamp(at), reason) for source, reason in failed.items()])
        rows = self.db.execute("SELECT source, runs, since, reason FROM failing WHERE job = ? ORDER BY source",
                               (self.job,))
        return tuple(Failing(source, runs, datetime.fromisoformat(since), reason)
                     for source, runs, since, reason in rows)


def _until(moment: datetime | None) -> str:
    """The moment as it is kept; a text behind all of them where there is none."""
    return stamp(moment) if moment else "9999"


def stamp(moment: datetime) -> str:
    """A moment as it is kept: ISO, UTC, so that later ones sort behind."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
