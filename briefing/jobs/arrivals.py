"""What lies in a job's sources, and what of it no run has seen: known by its bytes, whatever it is called."""

import hashlib
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from briefing.jobs.source import Source
from briefing.sources import files
from briefing.sources.files import Glance
from briefing.sources.page import UnreadableError

SETTLED = timedelta(seconds=2)
"""Age from which a file's times tell whether it was written again; within one tick of a clock they do not."""

_NONE: Mapping[str, str] = {}

Filed = tuple[str, str]
"""A file as it was last read: its stamp ("" where it can't be relied on) and its sha256. A bare tuple, because there
may be hundreds of thousands."""


class Memory(Protocol):
    """What earlier looks leave to this one."""

    def digests(self) -> Mapping[str, str]:
        """Of each folder what is the same while nothing in it changes; "" where that can't be told."""

    def filed(self, folder: str) -> Mapping[str, Filed]:
        """The files of a folder at the last look, by name."""

    def seen(self, contents: Iterable[str]) -> Set[str]:
        """Which of these contents, by sha256, a run has read."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder in which something may have changed since the last look."""

    path: str
    digest: str
    """"" where a file of it has to be opened at the next look again."""

    files: Mapping[str, Filed]
    """What lies there now, by name; of a source that is one file that file, under ""."""

    before: Mapping[str, Filed]
    """What lay there at the last look."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """A look at the sources of a job."""

    fresh: tuple[tuple[str, str], ...]
    """(sha256, path) of each content that is not known."""

    readable: tuple[str, ...]
    """The paths of the sources that could be looked at."""

    failed: dict[str, str]
    """Why, for each source that could not, by its place."""

    changed: tuple[Folder, ...]
    """Folders that are not as they were; of the others nothing was loaded."""

    gone: tuple[str, ...]
    """Folders that were there at the last look."""

    @property
    def versions(self) -> dict[str, str]:
        """For the sha256 of each file that was overwritten that of its bytes before."""
        pairs = ((now[1], each.before[name][1]) for each in self.changed for name, now in each.files.items()
                 if name in each.before)
        return {new: old for new, old in pairs if new != old}


def look(sources: Sequence[Source], memory: Memory, *, limit: int, now: datetime, follow_links: bool = False,
         faults: Mapping[str, str] = _NONE) -> Arrivals:
    """What the sources hold; a file above `limit` bytes, or that can't be read, is no arrival.

    Only files with another stamp than at the last look are opened. `faults` are of sources that could not be fetched,
    by their place: what was kept of them before is there all the same.
    """
    looking = _Looking(memory, limit, int((now - SETTLED).timestamp() * 1e9))
    readable: list[str] = []
    failed: dict[str, str] = dict(faults)
    for source in sources:
        closed: list[OSError] = []
        there = ([files.glance_at(source.path)] if source.kind == "file" else
                 list(files.glance(source.path, closed, follow_links=follow_links)))
        count = sum(len(each.entries) for each in there)
        if source.place in faults and not count:
            continue
        reason = _fault(source) or (f"can't be read: {closed[0].strerror}" if closed and not count else None)
        root = None if source.kind == "file" or follow_links else files.root_of(source.path)
        if reason is None:
            unread = [each for one in there for each in looking.at(one, root)]
            if count and not looking.holds(there):
                reason = f"none of its {count} files can be read: {unread[0]}"
        if reason:
            failed[source.place] = reason
        else:
            readable.append(str(source.path))
    return Arrivals(looking.fresh(), tuple(readable), failed, tuple(looking.changed),
                    tuple(looking.digests.keys() - looking.visited))


@dataclass(slots=True)
class _Looking:
    """A look that goes from folder to folder."""

    memory: Memory
    limit: int
    young: int
    """Nanoseconds since 1970: the times of a file written later can't be relied on yet."""

    digests: Mapping[str, str] = field(init=False)
    visited: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    """Folders that hold a file that can be read."""

    changed: list[Folder] = field(default_factory=list)
    opened: dict[str, str] = field(default_factory=dict)
    """The sha256 of each file that was opened, by its path."""

    def __post_init__(self) -> None:
        self.digests = self.memory.digests()

    def at(self, there: Glance, root: Path | None) -> Iterator[str]:
        """Note what a folder holds; yields why a file of it can't be read."""
        folder, digest = files.shown(there.folder), there.digest
        if folder in self.visited:
            return
        self.visited.add(folder)
        if self.digests.get(folder) == digest:
            self.held |= {folder} if there.entries else set()
            return
        before = self.memory.filed(folder)
        here: dict[str, Filed] = {}
        for name, stamp in there.stamps().items():
            known = before.get(files.shown(name))
            if known and known[0] == stamp:
                here[files.shown(name)] = known
            else:
                yield from self._read(place(there.folder, name), files.shown(name), stamp, here, root)
        if here:
            self.held.add(folder)
        firm = len(here) == len(there.entries) and all(stamp for stamp, _ in here.values())
        self.changed.append(Folder(folder, digest if firm else "", here, before))

    def holds(self, there: Iterable[Glance]) -> bool:
        """Whether one of these folders holds a file that can be read."""
        return any(files.shown(each.folder) in self.held for each in there)

    def _read(self, path: str, name: str, stamp: str, here: dict[str, Filed], root: Path | None) -> Iterator[str]:
        """Put a file into `here` as it is now; yields why it can't be read."""
        try:
            digest = hashlib.sha256(files.read(Path(path), self.limit, root=root)).hexdigest()
        except UnreadableError as error:
            yield str(error)
            return
        self.opened[files.shown(path)] = digest
        here[name] = (stamp if int(stamp.split()[1]) < self.young else "", digest)

    def fresh(self) -> tuple[tuple[str, str], ...]:
        """(sha256, path) of each new content, under the first of its names."""
        seen = self.memory.seen(self.opened.values())
        first: dict[str, str] = {}
        for path in sorted(path for path, sha256 in self.opened.items() if sha256 not in seen):
            first.setdefault(self.opened[path], path)
        return tuple(first.items())


def place(folder: str, name: str) -> str:
    """The path of a file that a look has found."""
    return f"{folder.rstrip('/')}/{name}" if name else folder


def _fault(source: Source) -> str | None:
    """Why a source is not what the job says it is."""
    wanted, is_wanted = ("file", stat.S_ISREG) if source.kind == "file" else ("folder", stat.S_ISDIR)
    try:
        return None if is_wanted(source.path.stat().st_mode) else f"not a {wanted}"
    except (FileNotFoundError, NotADirectoryError):
        return f"no such {wanted}"
    except OSError as error:
        return f"can't be read: {error.strerror}"
