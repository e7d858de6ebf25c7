"""Paths → the files behind them, each once, in an order that follows the names alone."""

import hashlib
import io
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import UsageError
from briefing.regex import lazy_regex
from briefing.sources.page import UnreadableError

if TYPE_CHECKING:
    from briefing.model import Skipped

HIDDEN = "a hidden file or folder; name it to have it read"
OURS = "a briefing that this program wrote; name it to have it read"
IRREGULAR = "not a regular file"
LINKED = "a link out of the folder; --follow-links reads it"
LINKED_FOLDER = "a link to a folder; --follow-links reads what is in it"
_PIPES = lazy_regex(r"/dev/(?:stdin|fd/\d+)")
"""What a shell hands over as a file and keeps open itself, as in <(command)."""

_ESCAPE = lazy_regex(r"\\x(5c|[89a-f][0-9a-f])")
_LIKE_AN_ESCAPE = lazy_regex(rf"\\(?={_ESCAPE.pattern[2:]})")
_NO_TEXT = 0xDC00
"""Python has a byte of a name that is no text as the letter so far on."""

_OURS_ENDINGS = (".md", ".html", ".docx", ".pdf", ".json")
_KIND = 0o170000  # the bits of a mode that tell a file from a folder
_FIELDS = 4
"""Numbers of a stamp."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, and the path the reader sees."""

    path: Path
    shown: str
    named: bool = False
    """Whether a path names it; else it was found in a folder."""

    root: Path | None = None
    """The folder, its own links resolved, that no link may lead out of; None where any is followed."""


def find(paths: Sequence[str | Path], *, follow_links: bool = False) -> tuple[tuple[Found, ...], "tuple[Skipped, ...]"]:
    """The files behind `paths`, folders searched; each file once, whatever names lead to it.

    A link in a folder that leads out of it is skipped: who may put files there must not have others read. With
    `follow_links` it is followed. A path that is not there, or no file that ends, raises `UsageError`.
    """
    from briefing.model import Skipped  # here, because a look at what a job knows has no use for it

    found: dict[str, Found] = {}
    skipped: list[Skipped] = []
    for given in paths:
        if not str(given):
            raise UsageError("'': no path; name a file or a folder, . for the one you are in")
        path = Path(given)
        if not os.path.lexists(path):
            raise UsageError(f"{_shown(path)}: no such file or folder; check the path")
        for entry in _walk(path, follow_links) if os.path.isdir(path) else [_named(path)]:
            if isinstance(entry, Skipped):
                skipped.append(entry)
            else:
                real = _real(entry.path)
                other = found.get(real, entry)
                first = min(other, entry, key=lambda each: each.shown)
                found[real] = replace(first, named=other.named or entry.named,
                                      root=first.root if other.root and entry.root else None)
    named = sorted(found.values(), key=lambda entry: entry.shown)
    taken = {entry.shown for entry in named}
    return tuple(named), tuple(sorted(set(skipped) - {each for each in skipped if each.item in taken}, key=_by_item))


@dataclass(frozen=True, slots=True)
class Glance:
    """What lies in a folder itself, at a look that opens no file."""

    folder: str
    """Its path; of a file that was looked at by itself the file's."""

    entries: tuple[str, ...]
    """A file each, sorted: "stamp name"; the name is "" for a file looked at by itself."""

    @property
    def digest(self) -> str:
        """What is the same while no file comes, goes or changes."""
        return hashlib.sha256("\0".join(self.entries).encode("utf-8", "surrogateescape")).hexdigest()

    def stamps(self) -> dict[str, str]:
        """The stamp of each file by its name. A file whose stamp (size, times, inode) is the same has the same bytes.
        """
        parts = (each.split(" ", _FIELDS) for each in self.entries)
        return {name: " ".join(stamp) for *stamp, name in parts}


def glance(folder: str | Path, failed: list[OSError], *, follow_links: bool = False) -> Iterator[Glance]:
    """The files that `find` would find, folder by folder; what could not be entered is put into `failed`."""
    root, entered = root_of(folder), set[str]()
    left = [os.fspath(folder)]
    while left:
        here = left.pop()
        if follow_links:
            if (real := _real(here)) in entered:
                continue
            entered.add(real)
        try:
            with _folder(here) as handle:
                folders, stamps = _entries(here, handle, None if follow_links else root)
        except OSError as error:
            failed.append(error)
            continue
        left += [os.path.join(here, name) for name in sorted(folders, reverse=True)]
        yield Glance(here, tuple(sorted(stamps)))


def _entries(folder: str, handle: int, root: Path | None) -> tuple[list[str], list[str]]:
    """The folders to enter, and the files with their stamps."""
    folders, stamps = list[str](), list[str]()
    for name in os.listdir(handle):
        if name[0] == ".":
            continue
        try:
            found = os.lstat(name, dir_fd=handle)
        except OSError:  # gone meanwhile
            continue
        if found.st_mode & _KIND == stat.S_IFREG and name[:8] != "briefing":  # what there may be 100,000 of
            stamps.append(f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino} {name}")
        elif stat.S_ISDIR(found.st_mode) or (root is None and os.path.isdir(os.path.join(folder, name))):
            folders.append(name)
        elif stamp := _careful_stamp(Path(folder, name), root):
            stamps.append(f"{stamp} {name}")
    return folders, stamps


def _careful_stamp(path: Path, root: Path | None) -> str:
    """The stamp of what is a link, or may be a page of ours; "" for what is not to be read."""
    return "" if _elsewhere(path, root) or ours(path) else _stamp(path)


def glance_at(file: Path) -> Glance:
    """A look at one file; without an entry where it is none."""
    stamp = _stamp(file)
    return Glance(str(file), (f"{stamp} ",) if stamp else ())


@contextmanager
def _folder(path: str) -> Iterator[int]:
    """A folder's handle: what lies in it is looked at by its name, which is quicker than by its path."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield handle
    finally:
        os.close(handle)


def root_of(folder: str | Path) -> Path:
    """The folder that no link in it may lead out of, its own links resolved."""
    return Path(_real(folder))


def _real(path: str | Path) -> str:
    """The path with its links followed; as it is where one of them can't be, or is none any more."""
    try:
        return os.path.realpath(path)
    except OSError:
        return os.path.abspath(path)


def _stamp(path: Path) -> str:
    """What tells the bytes of a regular file, links followed; "" for anything else."""
    try:
        found = path.stat()
    except OSError:
        return ""
    if not stat.S_ISREG(found.st_mode):
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def read(path: Path, limit: int | None = None, *, root: Path | None = None) -> bytes:
    """The bytes of a file of at most `limit` bytes; raises `UnreadableError` for what is larger, gone or closed, and
    for what a link leads out of `root` to, however late that was put there."""
    with _opened(path, root) as file:
        if limit is None:
            return file.read()
        size = os.fstat(file.fileno()).st_size
        data = b"" if size > limit else file.read(limit + 1)
    return within(data, limit, size)


def head(path: Path, count: int = 4_096, *, root: Path | None = None) -> bytes:
    """The first bytes of a file; raises `UnreadableError` as `read` does."""
    with _opened(path, root) as file:
        return file.read(count)


@contextmanager
def _opened(path: Path, root: Path | None = None) -> Iterator[io.BufferedReader]:
    """A regular file, or what a shell hands over as one; raises `UnreadableError` for any other, without waiting."""
    try:
        handle = os.open(path, os.O_RDONLY) if _PIPES.fullmatch(path.as_posix()) else _handle(path, root)
        with open(handle, "rb") as file:
            yield file
    except FileNotFoundError:
        raise UnreadableError("it was there, but vanished before it could be read") from None
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror or error}") from error


def _handle(path: Path, root: Path | None) -> int:
    """An open regular file: below `root` step by step, so that no link can take the place of a step meanwhile."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe is not waited for
    if root is None or os.open not in os.supports_dir_fd:
        handle = os.open(path, flags)
    else:
        *steps, name = _inside(path, root)
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for step in steps:
                last, folder = folder, os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
                os.close(last)
            handle = os.open(name, flags | os.O_NOFOLLOW, dir_fd=folder)
        finally:
            os.close(folder)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UnreadableError(IRREGULAR)
    return handle


def _inside(path: Path, root: Path) -> tuple[str, ...]:
    """The steps from `root` to what a path leads to; raises `UnreadableError` where that lies elsewhere."""
    try:
        return Path(_real(path)).relative_to(root).parts
    except ValueError:
        raise UnreadableError(LINKED) from None


def home(path: str, folder: Path) -> tuple[Path, str] | None:
    """The file that a document's path leads to, and the document's name in it ("" where it is the whole): "dump.zip"
    and "a/b.txt" for "dump.zip!a/b.txt". None where there is no such file; a name with "!" of its own is a file's."""
    for cut in (len(path), *(place for place, letter in enumerate(path) if letter in "!#")):
        if os.path.isfile(file := folder / _meant(path[:cut])):
            return file, path[cut:].removeprefix("!")
    return None


def digest(path: Path) -> str:
    """The sha256 of a file's bytes, however large it is; raises `UnreadableError` for what is gone or closed."""
    with _opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def within(data: bytes, limit: int, size: int = 0) -> bytes:
    """The data itself; raises `UnreadableError` where it (or `size`, where that is known) is over the limit."""
    if max(len(data), size) > limit:
        raise UnreadableError(too_large(size, limit))
    return data


def too_large(size: int, limit: int) -> str:
    """What is said of a file of so many bytes; of one whose size is not known where that is within the limit."""
    return f"{_size(size) if size > limit else 'too large'}; files over {_size(limit)} are not read"


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB".replace(".0 MB", " MB") if count >= 100_000 else f"{count:,} bytes"


def _named(path: Path) -> Found:
    """A file that a path names; raises `UsageError` for a pipe, a device and the like, which may have no end."""
    reason = None if _PIPES.fullmatch(path.as_posix()) else _irregular(path)
    if reason == IRREGULAR:
        raise UsageError(f"{_shown(path)}: {IRREGULAR}; name one, or pipe the text in and give - for the path")
    return Found(path, _shown(path), named=True)


def _walk(folder: Path, follow_links: bool) -> "Iterator[Found | Skipped]":
    """The regular files of a folder and its folders; what is hidden, leads elsewhere or can't be entered is skipped."""
    from briefing.model import Skipped

    failed: list[OSError] = []
    root = None if follow_links else root_of(folder)
    entered: set[str] = set()
    for parent, folders, names in os.walk(folder, onerror=failed.append, followlinks=follow_links):
        if (here := _real(parent)) in entered:  # a link that leads back up, or two to one folder
            folders.clear()
            continue
        entered.add(here)
        for name in sorted(folders):
            if reason := _closed(Path(parent, name), follow_links):
                folders.remove(name)
                yield Skipped("sources", _shown(Path(parent, name)), reason)
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            reason = (HIDDEN if name.startswith(".") else OURS if ours(path)
                      else _irregular(path) or _elsewhere(path, root))
            yield Skipped("sources", _shown(path), reason) if reason else Found(path, _shown(path), root=root)
    for error in failed:
        yield Skipped("sources", _shown(Path(error.filename)), f"can't be read: {error.strerror}")


def _closed(folder: Path, follow_links: bool) -> str | None:
    """Why a folder in a folder is not entered."""
    if folder.name.startswith("."):
        return HIDDEN
    return LINKED_FOLDER if os.path.islink(folder) and not follow_links else None


def _elsewhere(path: Path, root: Path | None) -> str | None:
    """Why a file in a folder is one of another folder."""
    if root is None or not os.path.islink(path):  # no folder is entered by a link
        return None
    try:
        _inside(path, root)
    except UnreadableError as error:
        return str(error)
    return None


def ours(path: Path) -> bool:
    """Whether a page stands beside the record it was written with: to read it would make a source of its sources."""
    if path.suffix.lower() not in _OURS_ENDINGS:
        return False
    try:
        return b'"schema": "briefing/' in head(path.with_suffix(".json"), 200)
    except UnreadableError:
        return False


def _irregular(path: Path) -> str | None:
    """Why something in a folder is no file to read: reading a pipe or a device could wait forever."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None if not os.path.islink(path) else "a link that leads nowhere"
    except OSError as error:
        return f"can't be read: {error.strerror}"
    return None if stat.S_ISREG(mode) else IRREGULAR


def shown(path: str) -> str:
    """A path as text: bytes of a name that are no text are shown as escapes, and what looks like such an escape has
    its backslash shown as one. No two paths are shown alike: who names a file can't have it taken for another."""
    return os.fsencode(_LIKE_AN_ESCAPE.sub(r"\\x5c", path)).decode("utf-8", errors="backslashreplace")


def _meant(path: str) -> str:
    """The path that is shown so."""
    return _ESCAPE.sub(lambda found: "\\" if found[1] == "5c" else chr(_NO_TEXT + int(found[1], 16)), path)


def _shown(path: Path) -> str:
    """The path with forward slashes, as it is shown."""
    return shown(path.as_posix())


def _by_item(skipped: "Skipped") -> tuple[str, str]:
    return skipped.item, skipped.reason
