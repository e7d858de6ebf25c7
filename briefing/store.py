"""The folder a run leaves behind: briefing.md for people, briefing.json for programs; replaced as one, nothing lost.

Both files are written beside those they replace, then the page takes its place, then the record. Whatever ends a run in
between leaves a record that waits and names its page by its digest: `current` finds it, the next run puts it in place.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from briefing.errors import BriefingError, BusyError, UsageError
from briefing.model import Briefing
from briefing.render.markdown import to_markdown
from briefing.render.record import SCHEMA, as_text, to_record

try:
    import fcntl
except ImportError:  # Windows has none: there two runs on one folder are not told apart
    fcntl = None  # type: ignore[assignment]

MARKDOWN, RECORD = "briefing.md", "briefing.json"
DIGESTS = "digests"
"""Field of the record: sha256 of its page's bytes, and of the record but for what differs from run to run."""

_VARYING = frozenset({"created", "usage", DIGESTS})


@dataclass(frozen=True, slots=True)
class Saved:
    """What a run left."""

    page: Path
    record: Path
    kept: tuple[Path, ...] = ()
    """What stood there and was not as `write` had left it, under its new names."""


def folder(paths: Sequence[str], output: str | None) -> Path:
    """Where the briefing of these documents goes: `output`, else outputs/<name of the one input>."""
    if output is not None:
        return Path(output)
    if len(paths) != 1 or paths[0] == "-":
        what = "standard input has no name" if "-" in paths else f"{len(paths)} paths have no one name"
        raise UsageError(f"-o is missing: {what} to call the briefing by; give a folder, as in -o outputs/mine")
    path = Path(paths[0]).absolute()
    if path.name == "..":
        path = path.resolve()
    name = path.name if path.is_dir() or not path.stem.strip(".") else path.stem
    return Path("outputs") / (name or "root")


@contextmanager
def claimed(directory: Path) -> Iterator[None]:
    """The folder for one run alone, a swap that broke off mended; a folder made for it goes again if it stays empty.

    Raises `BusyError` where another run writes to it.
    """
    made = [each for each in (directory, *directory.parents) if not os.path.lexists(each)]
    try:
        directory.mkdir(parents=True, exist_ok=True)
        handle = os.open(directory, os.O_RDONLY) if fcntl else None
    except OSError as error:
        raise _unwritable(error, directory) from error
    try:
        _lock(handle, directory)
        _recover(directory)
        yield
    finally:
        for each in made:
            with suppress(OSError):  # it holds the briefing
                each.rmdir()
        if handle is not None:
            os.close(handle)  # and with it goes the lock, as it does with the process


def _lock(handle: int | None, directory: Path) -> None:
    if handle is None:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BusyError(f"{directory}: another run is writing a briefing there; wait until it has ended, or give "
                        "another folder with -o") from error
    except OSError:  # a file system that has no locks
        return


def save(briefing: Briefing, directory: Path, *, force: bool = False) -> Saved:
    """Write both files as one; what stands there and is not as `write` left it is kept under another name first.

    With `force` it is replaced. Until both new files are on the disk, what stood there stays.
    """
    page = to_markdown(briefing).encode("utf-8", "backslashreplace")
    record = _sealed(to_record(briefing), page)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name in (MARKDOWN, RECORD):
            if os.path.lexists(directory / name) and not (directory / name).is_file():
                raise BriefingError(f"{directory / name}: not a file; move it away, or give another folder with -o")
        kept = () if force else _keep(directory, briefing.created[:10])
        _replace(directory, page, record)
    except OSError as error:
        raise _unwritable(error, directory) from error
    return Saved(directory / MARKDOWN, directory / RECORD, kept)


def _unwritable(error: OSError, directory: Path) -> BriefingError:
    return BriefingError(f"{error.filename or directory}: can't be written ({error.strerror}); "
                         "give another folder with -o")


def current(record: Path) -> Path:
    """The record of the page beside `record`: itself, or the one that a run which broke off left waiting."""
    try:
        page = _digest(record.with_suffix(".md"))
    except OSError:  # for whoever reads the page to tell
        return record
    if page and _digests(record).get("page") != page:
        for waiting in sorted(record.parent.glob(f".{record.name}.*")):
            if _digests(waiting).get("page") == page:
                return waiting
    return record


def record_beside(page: Path) -> Path:
    """The record that belongs to a page: of its name, else the briefing.json beside it."""
    own = page.with_suffix(".json")
    return current(own if own.is_file() else page.with_name(RECORD))


def _recover(directory: Path) -> None:
    """Put a record in place whose page is there already, and sweep what runs that were killed left."""
    record = directory / RECORD
    waiting = current(record)
    try:
        if waiting != record and (_sealed_as_written(record) or not os.path.lexists(record)):
            os.replace(waiting, record)
        for name in (MARKDOWN, RECORD):
            for each in directory.glob(f".{name}.*"):
                each.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(error, directory) from error


def _sealed(record: dict[str, Any], page: bytes) -> bytes:
    """The record's file, with the digests that it and its page are known by."""
    digests = {"page": hashlib.sha256(page).hexdigest(), "record": _record_digest(record)}
    # A lone surrogate (from a file name that is not UTF-8) becomes \udcxx, which is how JSON spells it too.
    return as_text(record | {DIGESTS: digests}).encode("utf-8", "backslashreplace")


def _record_digest(record: dict[str, Any]) -> str:
    same = {name: value for name, value in record.items() if name not in _VARYING}
    return hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()


def _read(record: Path) -> dict[str, Any]:
    """A record as it stands there; empty where there is none."""
    try:
        found = json.loads(record.read_bytes()) if record.is_file() else None
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and found.get("schema") == SCHEMA else {}


def _digests(record: Path) -> dict[str, Any]:
    found = _read(record).get(DIGESTS)
    return found if isinstance(found, dict) else {}


def _sealed_as_written(record: Path) -> bool:
    """Whether a record is as a run left it."""
    found = _read(record)
    return bool(found) and _digests(record).get("record") == _record_digest(found)


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _keep(directory: Path, day: str) -> tuple[Path, ...]:
    """Give the page and the record that stand there a second name, if one of them is not as a run left it."""
    page, record = directory / MARKDOWN, directory / RECORD
    standing = [each for each in (page, record) if os.path.lexists(each)]
    page_known = page not in standing or _digests(current(record)).get("page") == _digest(page)
    if page_known and (record not in standing or _sealed_as_written(record)):
        return ()
    for number in count(1):
        stem = f"briefing.{day}" if number == 1 else f"briefing.{day}-{number}"
        names = {each: directory / f"{stem}{each.suffix}" for each in standing}
        taken = [directory / f"{stem}{suffix}" for suffix in (".md", ".json")]
        if all(_digest(new) == _digest(old) for old, new in names.items()):
            return tuple(names.values())  # a run that broke off has kept them
        if not any(map(os.path.lexists, taken)):
            break
    for old, new in names.items():
        _name_twice(old, new)
    return tuple(names.values())


def _name_twice(old: Path, new: Path) -> None:
    """The file under a second name, whole from the first moment where the file system knows links."""
    try:
        os.link(old.resolve(), new)
    except FileExistsError:
        raise
    except OSError:
        with new.open("xb") as file:
            file.write(old.read_bytes())
            file.flush()
            os.fsync(file.fileno())


def _replace(directory: Path, page: bytes, record: bytes) -> None:
    """Put both in place, the page first: the record that waits then tells that the two belong together."""
    waiting = {name: directory / f".{name}.{os.getpid()}" for name in (MARKDOWN, RECORD)}
    try:
        for name, data in ((MARKDOWN, page), (RECORD, record)):
            with waiting[name].open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        _settle(directory)
        os.replace(waiting[MARKDOWN], directory / MARKDOWN)
        os.replace(waiting[RECORD], directory / RECORD)
        _settle(directory)
    finally:
        if os.path.lexists(waiting[MARKDOWN]):  # else the page is in place, and its record goes on waiting
            for path in waiting.values():
                path.unlink(missing_ok=True)


def _settle(directory: Path) -> None:
    """Have the folder's entries on the disk, where the system knows how."""
    if fcntl is None:
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # a file system that does not take it
        return
    finally:
        os.close(handle)
