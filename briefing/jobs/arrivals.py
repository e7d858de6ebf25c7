"""What lies in a job's sources, and what of it no run has seen: known by its bytes, whatever it is called."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from briefing.jobs.job import Source
from briefing.sources import files
from briefing.sources.page import UnreadableError

SETTLED = timedelta(seconds=2)
"""Age from which a file's times tell whether it was written again; within one tick of a clock they do not."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A file as it was last read."""

    stamp: str
    """Size, times and inode; "" where they can't be relied on."""

    sha256: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    """A look at the sources of a job."""

    documents: int
    """How many files there are, each content once."""

    fresh: tuple[tuple[str, str], ...]
    """(sha256, path) of each content that is not known."""

    readable: tuple[str, ...]
    """The paths of the sources that could be looked at."""

    failed: dict[str, str]
    """Why, for each source that could not, by its place."""

    files: Mapping[str, Filed]
    """What lies there, by path."""


def look(sources: Sequence[Source], seen: Set[str], *, limit: int, filed: Mapping[str, Filed], now: datetime,
         follow_links: bool = False) -> Arrivals:
    """What the sources hold; a file above `limit` bytes, or that can't be read, is no arrival.

    `filed` is what the last look found: only files with another stamp are opened.
    """
    found: dict[str, Filed] = {}
    readable: list[str] = []
    failed: dict[str, str] = {}
    for source in sources:
        stamps, closed = _stamps(source, follow_links)
        reason = _fault(source) or (closed if not stamps else None)
        if reason:
            failed[source.place] = reason
            continue
        here: dict[str, Filed] = {}
        root = None if source.kind == "file" or follow_links else files.root_of(source.path)
        unread = list(_filed(stamps, filed, here, limit, now, root))
        if stamps and not here:
            failed[source.place] = f"none of its {len(stamps)} files can be read: {unread[0]}"
            continue
        readable.append(str(source.path))
        found |= here
    contents: dict[str, str] = {}
    for path, each in found.items():
        if each.sha256 not in contents or path < contents[each.sha256]:
            contents[each.sha256] = path
    fresh = sorted(((sha256, path) for sha256, path in contents.items() if sha256 not in seen),
                   key=lambda each: each[1])
    return Arrivals(len(contents), tuple(fresh), tuple(readable), failed, found)


def _stamps(source: Source, follow_links: bool) -> tuple[Mapping[str, str], str | None]:
    """(path → stamp) of the files of a source; why it could not be entered, where it could not."""
    if source.kind == "file":
        return {str(source.path): files.stamp(source.path)}, None
    stamps, errors = files.glance(source.path, follow_links=follow_links)
    return stamps, f"can't be read: {errors[0].strerror}" if errors else None


def _filed(stamps: Mapping[str, str], filed: Mapping[str, Filed], here: dict[str, Filed], limit: int, now: datetime,
           root: Path | None) -> Iterator[str]:
    """Fill `here` with the files as they are now; yields why one can't be read."""
    young = int((now - SETTLED).timestamp() * 1e9)
    for path, stamp in stamps.items():
        shown = files.shown(path)
        known = filed.get(shown)
        if known and known.stamp == stamp:
            here[shown] = known
            continue
        try:
            digest = hashlib.sha256(files.read(Path(path), limit, root=root)).hexdigest()
        except UnreadableError as error:
            yield str(error)
            continue
        sure = stamp if int(stamp.split()[1]) < young else ""
        here[shown] = Filed(sure, digest)


def _fault(source: Source) -> str | None:
    """Why a source is not what the job says it is."""
    try:
        if source.kind == "folder":
            return None if source.path.is_dir() else "no such folder" if not source.path.exists() else "not a folder"
        return None if source.path.is_file() else "no such file" if not source.path.exists() else "not a file"
    except OSError as error:
        return f"can't be read: {error.strerror}"
