"""Feeds, web addresses and mailboxes → files in a folder of the job, which is then read like any other.

Files are written before it is noted that they are known: a run that breaks off fetches again and writes the same ones.
"""

import hashlib
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefing import private
from briefing.errors import BriefingError
from briefing.jobs import mailbox
from briefing.jobs.job import Job
from briefing.jobs.source import REMOTE, Mailbox, Source
from briefing.jobs.state import State, transaction
from briefing.regex import lazy_regex
from briefing.sources import addresses, files, kept
from briefing.sources.kinds import Loaded, Reader
from briefing.sources.page import Page, UnreadableError
from briefing.sources.web import GoneError, Held, Web

GONE = "gone"
"""Key of what is known of a source that will never be there again."""

_SAID = "said"
_NAMED = lazy_regex(r"[\W_]+")


@dataclass(slots=True)
class Gathered:
    """What became of the sources that are fetched."""

    faults: dict[str, str] = field(default_factory=dict)
    """Why one could not be, by its place."""

    left: list[str] = field(default_factory=list)
    """What was left out of one, a line each."""


@dataclass(slots=True)
class _Known:
    """The items of one source: known by their id, or where a feed gives none by their link; and by what they say, so
    that one whose link and id change is no other."""

    names: dict[str, str]
    """The file of each mark; "" for what an item said before and does not any more."""

    added: dict[str, str] = field(default_factory=dict)

    def file(self, mark: str, page: Page) -> str | None:
        """The file that an item goes into, be it a new or an older one; None where it is there already."""
        said = _said(page)
        if name := self.names.get(said):
            self._note(mark, name)
            return None
        name = self.names.get(mark) or f"{_spelled(page)}{_digest(mark, said)[:8]}{kept.ENDING}"
        for each in [each for each, other in self.names.items() if other == name and each.startswith(_SAID)]:
            self._note(each, "")
        self._note(mark, name)
        self._note(said, name)
        return name

    def _note(self, mark: str, name: str) -> None:
        if self.names.get(mark) != name:
            self.names[mark] = self.added[mark] = name


def gather(job: Job, state: State, web: Web, now: datetime) -> Gathered:
    """Fetch what is new in each source that is fetched; what one gives is kept as soon as it is there."""
    gathered = Gathered()
    with Reader() as reader:
        for source in job.sources:
            if source.kind in REMOTE:
                try:
                    private.make_folder(source.path.parent)
                    private.make_folder(source.path)
                    _fetch(job, source, state, web, reader, now, gathered)
                except UnreadableError as error:
                    gathered.faults[source.place] = str(error)
                except OSError as error:
                    raise BriefingError(f"{error.filename or source.path}: can't be written ({error.strerror}); give "
                                        "another place with state = \"…\" in the job file") from error
    return gathered


@contextmanager
def rehearsed(job: Job, state: State) -> Iterator[tuple[Job, State]]:
    """The job and its state as they are, for a look that leaves nothing behind: what it fetches goes elsewhere."""
    with TemporaryDirectory() as folder, closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        state.db.backup(db)
        moved = {each: replace(each, path=Path(folder, each.path.name)) for each in job.sources if each.kind in REMOTE}
        for source, other in moved.items():
            if os.path.isdir(source.path):
                shutil.copytree(source.path, other.path)
        yield replace(job, sources=tuple(moved.get(each, each) for each in job.sources)), State(db, job.name)


def prune(job: Job, state: State, before: datetime) -> None:
    """Delete what was fetched and is compared with nothing any more."""
    for path in state.retired(before, [files.shown(str(each.path)) for each in job.sources if each.kind in REMOTE]):
        Path(path).unlink(missing_ok=True)


def _fetch(job: Job, source: Source, state: State, web: Web, reader: Reader, now: datetime,
           gathered: Gathered) -> None:
    if source.mailbox is not None:
        since = now - timedelta(days=job.keep_days)
        _look(source, source.mailbox, state, since, job.settings.max_bytes, gathered)
    else:
        _ask(source, state, web, reader, job.first_day)


# Feeds and addresses


def _ask(source: Source, state: State, web: Web, reader: Reader, first_day: str) -> None:
    """Fetch a feed or an address, where it has changed; an address that is gone is not asked again."""
    told = state.fetched(source.key)
    if told.get(GONE):
        raise UnreadableError(f"{told[GONE]}; take it out of the job file")
    known = _Known(state.items(source.key))
    try:
        fetched = web.fetch(source.url, Held(**told))
        if not fetched.unchanged:
            found = addresses.read(source.url, fetched, reader)
            _keep(source, [each for each in found if isinstance(each, Loaded)], known, web, reader, first_day)
    except GoneError as error:
        _note(state, source, {GONE: str(error)}, known.added)
        raise UnreadableError(f"{error}; take it out of the job file") from error
    except UnreadableError:
        _note(state, source, {}, known.added)  # whatever was remembered may be why
        raise
    _note(state, source, asdict(fetched.held), known.added)


def _keep(source: Source, found: Sequence[Loaded], known: _Known, web: Web, reader: Reader, first_day: str) -> None:
    """Write what is new of an answer's documents, articles fetched where a feed's items only tease."""
    if source.kind == "feed" and not all(map(addresses.is_item, found)):
        raise UnreadableError("no feed; give a page with address = \"…\" instead")
    names = {each.name: name for each, mark in zip(found, _marks(found), strict=True)
             if (name := known.file(mark, each.page))}
    wanted = {each.name for each in found if each.name in names and not addresses.is_before(each.page, first_day)}
    for each in addresses.in_full([each for each in found if each.name in names], wanted, web, reader):
        if isinstance(each, Loaded):
            _write(source.path / names[each.name], kept.to_file(each.page))


def _marks(found: Sequence[Loaded]) -> list[str]:
    """What each document is known by; an id or link that several of one answer have tells none of them."""
    own = [_own_mark(each) for each in found]
    counted = Counter(own)
    return [mark if mark and counted[mark] == 1 else _said(each.page) for mark, each in zip(own, found, strict=True)]


def _own_mark(found: Loaded) -> str:
    """An item's id, or link; the name of what is no item. "" for an item with neither."""
    page = found.page
    if not addresses.is_item(found):
        return f"name {found.name}"
    return f"id {_digest(page.key)}" if page.key else f"link {_digest(page.url)}" if page.url else ""


def _said(page: Page) -> str:
    """The mark of what a page says."""
    return f"{_SAID} {_digest(page.title, page.text, page.published or '')}"


# Mailboxes


def _look(source: Source, box: Mailbox, state: State, since: datetime, limit: int, gathered: Gathered) -> None:
    """Keep the mails that came since the last look; how far that went is noted whatever ends it."""
    told = state.fetched(source.key)
    place = before = mailbox.Place(**told)
    items = state.items(source.key)
    added: dict[str, str] = {}
    try:
        for letter in mailbox.letters(box, place, since=since.date(), limit=limit):
            number = f"mail {letter.place.last} of {source.place}"
            if letter.data:
                mark = f"id {_digest(_message_id(letter.data))}"
                again = before.validity not in (0, letter.place.validity) and mark in items
                if not again:
                    name = f"{letter.place.validity}-{letter.place.last}.eml"
                    _write(source.path / name, letter.data)
                    added[mark] = name
            elif letter.size:
                gathered.left.append(f"{number} could not be read: {files.too_large(letter.size, limit)}")
            place = letter.place
    finally:
        _note(state, source, asdict(place), added)


def _message_id(data: bytes) -> str:
    """What a mail is called; its digest where it is called nothing."""
    head = message_from_bytes(data.partition(b"\r\n\r\n")[0], policy=policy.compat32)
    return str(head.get("Message-ID") or "").strip() or hashlib.sha256(data).hexdigest()


# Files


def _note(state: State, source: Source, told: Mapping[str, Any], items: Mapping[str, str]) -> None:
    with transaction(state.db):
        state.keep_fetched(source.key, told, items)


def _write(path: Path, data: bytes) -> None:
    """A file, whole or not at all."""
    waiting = path.with_name(f".{path.name}")
    private.write(waiting, data)
    os.replace(waiting, path)


def _spelled(page: Page) -> str:
    """A page's day and title as the beginning of a file's name."""
    words = _NAMED.sub("-", page.title.lower()).strip("-")[:50].strip("-")
    return "".join(f"{each}-" for each in (page.published, words) if each)


def _digest(*parts: str) -> str:
    said = "\0".join(" ".join(each.split()) for each in parts)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
