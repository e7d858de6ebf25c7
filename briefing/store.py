"""What a run leaves behind: a page for people, a record for programs; replaced as one, nothing lost.

By default they are briefing.md and briefing.json in a folder. All files are written beside those they replace; a page
for browsers that stands there is put aside, so that it is never beside a page that it does not belong to; then the
pages take their places, and last the record. Whatever ends a run in between leaves a record that waits and names its
pages by their digests: `current` finds it, the next run puts in place what belongs to the page that is there.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from briefing.errors import BriefingError, BusyError, UsageError
from briefing.model import Briefing
from briefing.render.markdown import to_markdown
from briefing.render.record import SCHEMA, as_text, to_record
from briefing.text.address import shown_host, web_address

try:
    import fcntl
except ImportError:  # Windows has none: there two runs on one folder are not told apart
    fcntl = None  # type: ignore[assignment]

MARKDOWN, HTML, RECORD = "briefing.md", "briefing.html", "briefing.json"
RECORD_ENDING = ".json"
UNWRITTEN = (".odt", ".rtf", ".epub", ".doc")
"""Endings that a user who gives one means as a file's."""

DIGESTS = "digests"
"""Field of the record: sha256 of its pages' bytes, and of the record but for what differs from run to run."""

_VARYING = frozenset({"created", "usage", DIGESTS})


def _to_html(briefing: Briefing) -> str:
    from briefing.render.html import to_html  # here and below, because most runs write Markdown only

    return to_html(briefing)


def _to_docx(briefing: Briefing) -> bytes:
    from briefing.render.word import to_docx

    return to_docx(briefing)


def _to_pdf(briefing: Briefing) -> bytes:
    from briefing.render.printed import to_pdf

    return to_pdf(briefing)


PRINTED = ".pdf"
PAGES: Mapping[str, Callable[[Briefing], str | bytes]] = {
    ".md": to_markdown, ".html": _to_html, ".docx": _to_docx, PRINTED: _to_pdf}
"""Endings of the files that a page can be, and how it is drawn."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a briefing goes."""

    pages: tuple[Path, ...]
    """All say the same, each as its ending asks; none where only the record is wanted."""

    record: Path

    @property
    def folder(self) -> Path:
        """All stand in it."""
        return self.record.parent

    @property
    def files(self) -> tuple[Path, ...]:
        """The record last."""
        return (*self.pages, self.record)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a run left."""

    pages: tuple[Path, ...]
    record: Path
    kept: tuple[Path, ...] = ()
    """What stood there and was not as `write` had left it, or belongs to another page, under its new names."""


def target(paths: Sequence[str], output: str | None, *, html: bool = False) -> Target:
    """Where the briefing of these documents goes: `output`, else outputs/<name of the input>.

    An `output` that ends as a page or a record does is that file; any other is a folder, with `html` for a page of
    that kind too.
    """
    if output is None:
        return within(Path("outputs") / _input_name(paths), html=html)
    path = Path(output)
    ending = path.suffix.lower()
    if ending in UNWRITTEN and not os.path.isdir(path):
        raise UsageError(f"-o: {output!r}: no {ending} file can be written; give a folder, or a file that ends in "
                         f"{', '.join(PAGES)} or {RECORD_ENDING}")
    if ending == PRINTED and not os.path.isdir(path):
        from briefing.render.printed import browser

        browser()  # that none is installed is told before the documents are read
    if ending not in (*PAGES, RECORD_ENDING) or os.path.isdir(path):
        return within(path, html=html)
    pages = dict.fromkeys((*((path,) if ending in PAGES else ()), *((path.with_suffix(".html"),) if html else ())))
    return Target(tuple(pages), path.with_suffix(RECORD_ENDING))


def drawn(briefing: Briefing, ending: str) -> str | bytes:
    """What a file with this ending holds: a page, or the record."""
    return PAGES[ending](briefing) if ending in PAGES else as_text(to_record(briefing))


def within(directory: Path, *, html: bool = False) -> Target:
    """The usual files of a folder; a page for browsers that stands there, or waits to, is not left to grow old."""
    pages = (MARKDOWN, HTML) if html or os.path.isfile(directory / HTML) or _waiting(directory / HTML) else (MARKDOWN,)
    return Target(tuple(directory / name for name in pages), directory / RECORD)


def _input_name(paths: Sequence[str]) -> str:
    """What a briefing is called by: the first of the paths, and how many more there are."""
    first = paths[0]
    if first == "-":
        raise UsageError("-o is missing: standard input has no name to call the briefing by; give a folder, as in "
                         "-o outputs/mine")
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    if (host := shown_host(web_address(first))) is not None:
        path_there = PurePosixPath(first.partition("//")[2].partition("?")[0].partition("#")[0])
        return f"{path_there.stem if len(path_there.parts) > 1 else host}{more}"
    path = Path(first).absolute()
    if path.name == "..":
        path = path.resolve()
    name = path.name if os.path.isdir(path) or not path.stem.strip(".") else path.stem
    return f"{name or 'root'}{more}"


@contextmanager
def claimed(place: Target) -> Iterator[None]:
    """The folder for one run alone, a swap that broke off mended; a folder made for it goes again if it stays empty.

    Raises `BusyError` where another run writes to it.
    """
    directory = place.folder
    made = [each for each in (directory, *directory.parents) if not os.path.lexists(each)]
    try:
        directory.mkdir(parents=True, exist_ok=True)
        handle = os.open(directory, os.O_RDONLY) if fcntl else None
    except OSError as error:
        raise _unwritable(error, directory) from error
    try:
        _lock(handle, directory)
        _recover(place)
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


def save(briefing: Briefing, place: Target, *, force: bool = False) -> Saved:
    """Write both files as one; what stands there and is not as `write` left it is kept under another name first, and
    so is another briefing's record that belongs to a page which is not replaced, as x.json to x.html beside x.docx.

    With `force` it is replaced. Until both new files are on the disk, what stood there stays.
    """
    pages = [_bytes(drawn(briefing, page.suffix.lower())) for page in place.pages]
    told = to_record(briefing)
    record = _sealed(told, pages)
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        for path in place.files:
            if os.path.lexists(path) and not os.path.isfile(path):
                raise BriefingError(f"{path}: not a file; move it away, or give another folder with -o")
        kept = () if force else _keep(place, briefing.created[:10], _record_digest(told))
        _replace(place, (*pages, record))
    except OSError as error:
        raise _unwritable(error, place.folder) from error
    return Saved(place.pages, place.record, kept)


def _bytes(page: str | bytes) -> bytes:
    return page if isinstance(page, bytes) else page.encode("utf-8", "backslashreplace")


def _unwritable(error: OSError, directory: Path) -> BriefingError:
    return BriefingError(f"{error.filename or directory}: can't be written ({error.strerror}); "
                         "give another folder with -o")


def current(record: Path) -> Path:
    """The record of the page beside `record`: itself, or the one that a run which broke off left waiting."""
    try:
        pages = {_digest(record.with_suffix(ending)) for ending in PAGES} - {None}
    except OSError:  # for whoever reads the page to tell
        return record
    if pages and _digests(record).get("page") not in pages:
        for waiting in _waiting(record):
            if _digests(waiting).get("page") in pages:
                return waiting
    return record


def record_beside(page: Path) -> Path:
    """The record that belongs to a page: of its name, else the briefing.json beside it."""
    own = page.with_suffix(RECORD_ENDING)
    return current(own if os.path.isfile(own) else page.with_name(RECORD))


def _recover(place: Target) -> None:
    """Put in place what belongs to a page that is there already, and sweep what runs that were killed left."""
    record = current(place.record)
    try:
        known = _digests(record).values()
        for page in place.pages[1:]:
            for each in _waiting(page):
                if _digest(each) in known and not os.path.lexists(page):
                    os.replace(each, page)
        if record != place.record and (_sealed_as_written(place.record) or not os.path.lexists(place.record)):
            os.replace(record, place.record)
        for ending in (*PAGES, RECORD_ENDING):  # of the pages that this run does not write, too
            for each in _waiting(place.record.with_suffix(ending)):
                each.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(error, place.folder) from error


def _waiting(path: Path) -> list[Path]:
    """What runs that broke off left to take the place of a file; never an editor's `.briefing.md.swp`."""
    begins = f".{path.name}."
    try:
        return sorted(each for each in path.parent.iterdir()
                      if each.name.startswith(begins) and re.fullmatch("[0-9]+", each.name.removeprefix(begins)))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unwritable(error, path.parent) from error


def _sealed(record: dict[str, Any], pages: Sequence[bytes]) -> bytes:
    """The record's file, with the digests that it and its pages are known by."""
    known = [hashlib.sha256(page).hexdigest() for page in pages]
    digests = {**dict(zip(("page", "second_page"), known, strict=False)), "record": _record_digest(record)}
    # A lone surrogate (from a file name that is not UTF-8) becomes \udcxx, which is how JSON spells it too.
    return as_text(record | {DIGESTS: digests}).encode("utf-8", "backslashreplace")


def _record_digest(record: dict[str, Any]) -> str:
    same = {name: value for name, value in record.items() if name not in _VARYING}
    return hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()


def _read(record: Path) -> dict[str, Any]:
    """A record as it stands there; empty where there is none."""
    try:
        found = json.loads(record.read_bytes()) if os.path.isfile(record) else None
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
    return hashlib.sha256(path.read_bytes()).hexdigest() if os.path.isfile(path) else None


def _keep(place: Target, day: str, digest: str) -> tuple[Path, ...]:
    """Give what stands there a second name, if one of it is not as a run left it, or the record is another page's and
    not the one, by its `digest`, that is written."""
    standing = [each for each in place.files if os.path.lexists(each)]
    digests = _digests(current(place.record))
    known = digests.values()
    others = [] if digests.get("record") == digest else _other_pages(place, known)
    pages_known = all(_digest(each) in known for each in standing if each in place.pages)
    if not others and pages_known and (place.record not in standing or _sealed_as_written(place.record)):
        return ()
    standing = [*others, *standing]
    for number in count(1):
        stem = f"{place.record.stem}.{day}" if number == 1 else f"{place.record.stem}.{day}-{number}"
        names = {each: place.folder / f"{stem}{each.suffix}" for each in standing}
        taken = [place.folder / f"{stem}{each.suffix}" for each in (*others, *place.files)]
        if all(_digest(new) == _digest(old) for old, new in names.items()):
            return tuple(names.values())  # a run that broke off has kept them
        if not any(map(os.path.lexists, taken)):
            break
    for old, new in names.items():
        _name_twice(old, new)
    return tuple(names.values())


def _other_pages(place: Target, known: Collection[str]) -> list[Path]:
    """The pages that the record belongs to, by their digests, and that this run does not write."""
    beside = (place.record.with_suffix(ending) for ending in PAGES)
    return [each for each in beside if each not in place.pages and _digest(each) in known]


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


def _replace(place: Target, contents: Sequence[bytes]) -> None:
    """Put all in place, the record last: while it waits it tells which pages it belongs to."""
    waiting = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in place.files}
    aside = {page: page.with_name(f".{page.name}.{os.getpid()}0") for page in place.pages[1:]}
    first = place.files[0]
    try:
        for path, data in zip(place.files, contents, strict=True):
            with waiting[path].open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        _settle(place.folder)
        _move(aside)
        os.replace(waiting[first], first)
    finally:
        if os.path.lexists(waiting[first]):
            _move({name: page for page, name in aside.items()})
            left = waiting.values()
        else:  # the first page is in place, whatever struck since: what belongs to it follows
            _move({waiting[path]: path for path in place.files[1:]})
            left = aside.values()
        for each in left:
            each.unlink(missing_ok=True)
    _settle(place.folder)


def _move(names: Mapping[Path, Path]) -> None:
    """Give each file that is there its other name."""
    for old, new in names.items():
        if os.path.lexists(old):
            os.replace(old, new)


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
