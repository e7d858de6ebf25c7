"""Replies that were paid for, kept in a file: a run that was stopped goes on without paying for them again."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from pydantic import BaseModel

from briefing import private
from briefing.errors import BriefingError
from briefing.llm.ask import Form, Request
from briefing.llm.schema import strict

_OURS = 0x62726631  # "brf1", SQLite's place for whose file it is
_BUSY_MS = 30_000
"""How long a commit waits for another process; a commit takes far less than a millisecond."""

_STATE = "SELECT application_id, (SELECT count(*) FROM sqlite_master) FROM pragma_application_id"
"""Whose file it is and how many tables it has, at one moment."""

_TABLE = """
CREATE TABLE IF NOT EXISTS replies (
    key BLOB PRIMARY KEY, task TEXT NOT NULL, model TEXT NOT NULL, content TEXT NOT NULL,
    prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A reply as it came, and what it took."""

    content: str
    prompt_tokens: int
    completion_tokens: int


def key(model: str, request: Request[Form]) -> bytes:
    """What makes two requests the same: model, messages and schema; not where or in which mode they were sent."""
    hashed = _head(model, request.system, request.form).copy()
    hashed.update(request.user.encode("utf-8", "surrogatepass"))
    return hashed.digest()


@lru_cache(maxsize=64)
def _head(model: str, system: str, form: type[BaseModel]) -> "hashlib._Hash":
    """The hash of what the calls of one task share."""
    return hashlib.sha256(json.dumps([1, model, system, strict(form)]).encode())


class Replies:
    """A file of replies; several processes may share it. Use it in a `with`, or close it."""

    def __init__(self, path: Path) -> None:
        """Open `path`, made with its folder where it is not there. Raises `BriefingError` where it is no such file."""
        self._path = path
        with self._reported():
            private.make_folder(path.parent)
            private.make_file(path)
            self._file = sqlite3.connect(path, timeout=_BUSY_MS / 1000, isolation_level=None)
            self._prepare()

    def find(self, key: bytes) -> Kept | None:
        """What was kept under `key`."""
        with self._reported():
            row = self._file.execute(
                "SELECT content, prompt_tokens, completion_tokens FROM replies WHERE key = ?", (key,)
            ).fetchone()
        return Kept(*row) if row else None

    def keep(self, key: bytes, task: str, model: str, reply: Kept) -> None:
        """Keep a reply; once this returns, no end of the process loses it."""
        row = (key, task, model, reply.content, reply.prompt_tokens, reply.completion_tokens)
        with self._reported():
            self._file.execute("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?)", row)

    def forget(self, quoted: Set[str]) -> int:
        """Erase the replies in which one of these texts stands, from the disk too; returns how many they were."""
        with self._reported():
            rows = self._file.execute("SELECT key, content FROM replies").fetchall()
            gone = [(key,) for key, content in rows if any(each in content for each in quoted)]
            self._file.execute("PRAGMA secure_delete = ON")
            self._file.executemany("DELETE FROM replies WHERE key = ?", gone)
            self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return len(gone)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> "Replies":
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def _prepare(self) -> None:
        owner, tables = self._file.execute(_STATE).fetchone()
        if owner != _OURS and tables:
            self._file.close()
            raise BriefingError(f"{self._path}: holds something other than replies; name another file with --replies")
        private.close_database(self._path)
        self._file.execute("PRAGMA journal_mode = WAL")
        # Safe against the end of the process; what the end of the machine could cost is the last replies, not the file.
        self._file.execute("PRAGMA synchronous = NORMAL")
        if owner != _OURS:  # in one step, or another process would take half of it for somebody else's file
            self._file.executescript(f"BEGIN IMMEDIATE; {_TABLE}; PRAGMA application_id = {_OURS}; COMMIT")

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """SQLite's complaints as ours."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise BriefingError(f"{self._path}: can't be read or written ({error}); "
                                "name another file with --replies, or --replies off") from error
        except sqlite3.DatabaseError as error:
            raise BriefingError(f"{self._path}: is no file of replies, or a damaged one ({error}); "
                                "delete it, or name another with --replies") from error
        except OSError as error:
            raise BriefingError(f"{self._path}: can't be made ({error.strerror}); "
                                "name another file with --replies, or --replies off") from error
