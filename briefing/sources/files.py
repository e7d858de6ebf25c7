"""Paths → the files behind them, each once, in an order that follows the names alone."""

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.errors import UsageError
from briefing.model import Skipped
from briefing.sources.page import UnreadableError

HIDDEN = "a hidden file or folder; name it to have it read"
OURS = "a briefing that this program wrote; name it to have it read"
IRREGULAR = "not a regular file"
_OURS_NAMED = re.compile(r"briefing(?:\.\d{4}-\d\d-\d\d(?:-\d+)?)?\.(?:md|json)")  # those that a run kept included


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, and the path the reader sees."""

    path: Path
    shown: str
    named: bool = False
    """Whether a path names it; else it was found in a folder."""


def find(paths: Sequence[str | Path]) -> tuple[tuple[Found, ...], tuple[Skipped, ...]]:
    """The files behind `paths`, folders searched; each file once, whatever names lead to it.

    A path that is not there raises `UsageError`.
    """
    found: dict[str, Found] = {}
    skipped: list[Skipped] = []
    for given in paths:
        if not str(given):
            raise UsageError("'': no path; name a file or a folder, . for the one you are in")
        path = Path(given)
        if not os.path.lexists(path):
            raise UsageError(f"{_shown(path)}: no such file or folder; check the path")
        for entry in _walk(path) if path.is_dir() else [Found(path, _shown(path), named=True)]:
            if isinstance(entry, Skipped):
                skipped.append(entry)
            else:
                real = os.path.realpath(entry.path)
                other = found.get(real, entry)
                first = min(other, entry, key=lambda each: each.shown)
                found[real] = replace(first, named=other.named or entry.named)
    named = sorted(found.values(), key=lambda entry: entry.shown)
    taken = {entry.shown for entry in named}
    return tuple(named), tuple(sorted(set(skipped) - {each for each in skipped if each.item in taken}, key=_by_item))


def glance(folder: str | Path) -> tuple[dict[str, str], list[OSError]]:
    """(path → stamp) of every file that `find` would find in a folder, and what could not be entered; no file is
    opened. A file whose stamp (size, times and inode) is the same has the same bytes."""
    stamps: dict[str, str] = {}
    failed: list[OSError] = []
    left = [os.fspath(folder)]
    while left:
        try:
            with os.scandir(left.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        left.append(entry.path)
                    elif (found := _stamp(entry)) and not (entry.name.startswith("briefing") and ours(Path(entry))):
                        stamps[entry.path] = found
        except OSError as error:
            failed.append(error)
    return stamps, failed


def _stamp(entry: "os.DirEntry[str] | Path") -> str:
    """What tells the bytes of a regular file, links followed; "" for anything else."""
    try:
        found = entry.stat()
    except OSError:
        return ""
    if not stat.S_ISREG(found.st_mode):
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def stamp(path: Path) -> str:
    """The stamp of one file; "" where it is none."""
    return _stamp(path)


def read(path: Path, limit: int | None = None) -> bytes:
    """The bytes of a file of at most `limit` bytes; raises `UnreadableError` for what is larger, gone or closed."""
    try:
        with path.open("rb") as file:
            if limit is None:
                return file.read()
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > limit else file.read(limit + 1)
    except FileNotFoundError:
        raise UnreadableError("it was there, but vanished before it could be read") from None
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror or error}") from error
    return within(data, limit, size)


def head(path: Path, count: int = 4_096) -> bytes:
    """The first bytes of a file; raises `UnreadableError` for what is gone or closed."""
    try:
        with path.open("rb") as file:
            return file.read(count)
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror or error}") from error


def home(path: str, folder: Path) -> tuple[Path, str] | None:
    """The file that a document's path leads to, and the document's name in it ("" where it is the whole): "dump.zip"
    and "a/b.txt" for "dump.zip!a/b.txt". None where there is no such file; a name with "!" of its own is a file's."""
    for cut in (len(path), *(place for place, letter in enumerate(path) if letter in "!#")):
        if os.path.isfile(file := folder / path[:cut]):
            return file, path[cut:].removeprefix("!")
    return None


def digest(path: Path) -> str:
    """The sha256 of a file's bytes, however large it is; raises `UnreadableError` for what is gone or closed."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror or error}") from error


def within(data: bytes, limit: int, size: int = 0) -> bytes:
    """The data itself; raises `UnreadableError` where it (or `size`, where that is known) is over the limit."""
    if max(len(data), size) > limit:
        found = _size(size) if size > limit else "too large"
        raise UnreadableError(f"{found}; files over {_size(limit)} are not read")
    return data


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB".replace(".0 MB", " MB") if count >= 100_000 else f"{count:,} bytes"


def _walk(folder: Path) -> Iterator[Found | Skipped]:
    """The regular files of a folder and its folders; what is hidden or can't be entered is skipped."""
    failed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=failed.append):
        for name in [name for name in folders if name.startswith(".")]:
            yield Skipped("sources", _shown(Path(parent, name)), HIDDEN)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            reason = HIDDEN if name.startswith(".") else OURS if ours(path) else _irregular(path)
            yield Skipped("sources", _shown(path), reason) if reason else Found(path, _shown(path))
    for error in failed:
        yield Skipped("sources", _shown(Path(error.filename)), f"can't be read: {error.strerror}")


def ours(path: Path) -> bool:
    """Whether a page stands beside the record it was written with: to read it would make a source of its sources."""
    record = path.with_suffix(".json")
    if not _OURS_NAMED.fullmatch(path.name) or not record.is_file():
        return False
    try:
        with record.open("rb") as file:
            return b'"schema": "briefing/' in file.read(200)
    except OSError:
        return False


def _irregular(path: Path) -> str | None:
    """Why something in a folder is no file to read: reading a pipe or a device could wait forever."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None if not path.is_symlink() else "a link that leads nowhere"
    except OSError as error:
        return f"can't be read: {error.strerror}"
    return None if stat.S_ISREG(mode) else IRREGULAR


def shown(path: str) -> str:
    """A path as text: bytes of a name that are no text are shown as escapes."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def _shown(path: Path) -> str:
    """The path with forward slashes; bytes of a name that are no text are shown as escapes."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")


def _by_item(skipped: Skipped) -> tuple[str, str]:
    return skipped.item, skipped.reason
