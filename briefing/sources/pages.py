"""Pages that were fetched, kept in a file: what has not changed is not fetched again, what is gone is not asked for."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import private
from briefing.errors import BriefingError
from briefing.sources.page import UnreadableError
from briefing.sources.web import Fetched, GoneError, Held, Web

if TYPE_CHECKING:
    import sqlite3

DAYS = 30
"""For which a page is kept that nobody asks for."""

BYTES = 300_000_000
"""Of all that is kept; beyond, what was asked for longest ago goes."""

_OURS = 0x62726632  # "brf2", SQLite's place for whose file it is
_TABLE = """
CREATE TABLE IF NOT EXISTS pages (
    address TEXT PRIMARY KEY, at REAL, gone TEXT, found TEXT, name TEXT, data BLOB,
    etag TEXT, modified TEXT, moved TEXT, fresh INTEGER
)
"""
_COLUMNS = "at, gone, found, name, data, etag, modified, moved, fresh"


class Pages:
    """Who fetches, and keeps what came; the file is opened with the first address."""

    def __init__(self, path: Path, web: Web, clock: Callable[[], float] | None = None) -> None:
        """`clock` tells seconds since 1970; else the file's own does, which all runs that share it go by."""
        self._path, self._web, self._clock = path, web, clock

    def fetch(self, address: str) -> Fetched:
        """What is at an address, from the file where the server says that it has not changed; raises as `Web` does."""
        age, gone, kept = self._find(address)
        if gone:
            raise GoneError(gone)
        if kept and 0 <= age < kept.held.fresh:
            return kept
        try:
            fetched = self._fetched(address, kept)
        except GoneError as error:
            self._keep(address, Fetched(address, "", b""), str(error))
            raise
        found = replace(kept, address=fetched.address, held=fetched.held) if kept and fetched.unchanged else fetched
        self._keep(address, found)
        return found

    def _fetched(self, address: str, kept: Fetched | None) -> Fetched:
        """The server's answer, asked where the address was where it is no more where it is said to have moved."""
        try:
            return self._web.fetch(address, kept.held if kept else None)
        except GoneError:
            raise
        except UnreadableError:
            if not kept or not kept.held.moved:
                raise
        return self._web.fetch(address, replace(kept.held, moved=""))

    def _find(self, address: str) -> tuple[float, str, Fetched | None]:
        """(seconds since it was fetched, why there is nothing any more, the page)."""
        with self._opened() as file:
            row = file.execute(f"SELECT {_COLUMNS} FROM pages WHERE address = ?", (address,)).fetchone()
            now = self._now(file)
        if row is None or row[1]:
            return (0.0, "", None) if row is None else (0.0, row[1], None)
        at, _, found, name, data, *held = row
        return now - at, "", Fetched(found, name, zlib.decompress(data), Held(*held))

    def _now(self, file: "sqlite3.Connection") -> float:
        if self._clock:
            return self._clock()
        now: float = file.execute("SELECT (julianday('now') - 2440587.5) * 86400").fetchone()[0]
        return now

    def _keep(self, address: str, page: Fetched, gone: str = "") -> None:
        """Keep a page, or that it is gone; one whose server wants it kept nowhere goes."""
        with self._opened() as file:
            now = self._now(file)
            file.execute("DELETE FROM pages WHERE address = ? OR at < ?", (address, now - DAYS * 86_400))
            if page.held.fresh >= 0:
                row = (address, now, gone, page.address, page.name, zlib.compress(page.data), *astuple(page.held))
                file.execute("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            file.execute("DELETE FROM pages WHERE address IN (SELECT address FROM (SELECT address, "
                         "sum(length(data)) OVER (ORDER BY at DESC, address) AS size FROM pages) WHERE size > ?)",
                         (BYTES,))

    @contextmanager
    def _opened(self) -> "Iterator[sqlite3.Connection]":
        """The file, in one transaction; SQLite's complaints as ours."""
        import sqlite3  # here, because a run without an address has no use for it

        try:
            private.make_folder(self._path.parent)
            private.make_file(self._path)
            file = sqlite3.connect(self._path, timeout=30)
            try:
                owner, tables = file.execute("SELECT application_id, (SELECT count(*) FROM sqlite_master) "
                                             "FROM pragma_application_id").fetchone()
                if owner != _OURS and tables:
                    raise BriefingError(f"{self._path}: holds something other than pages; name another file with "
                                        "--pages")
                with file:
                    if owner != _OURS:
                        file.execute(_TABLE)
                        file.execute(f"PRAGMA application_id = {_OURS}")
                    yield file
            finally:
                file.close()
        except sqlite3.Error as error:
            raise BriefingError(f"{self._path}: can't be used to keep pages ({error}); name another file with --pages, "
                                "or --pages off") from error
        except OSError as error:
            raise BriefingError(f"{self._path}: can't be made ({error.strerror}); name another file with --pages, or "
                                "--pages off") from error
