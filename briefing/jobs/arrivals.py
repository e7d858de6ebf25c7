"""What lies in a job's sources, and what of it no run has seen: known by its bytes, whatever it is called."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from briefing.jobs.source import Source
from briefing.sources import files
from briefing.sources.page import UnreadableError

SETTLED = timedelta(seconds=2)
"""Age from which a file's times tell whether it was written again; within one tick of a clock they do not."""


_NONE: Mapping[str, str] = {}

Filed = tuple[str, str]
"""A file as it was last read: its stamp (size, times and inode; "" where they can't be relied on) and its sha256. A
bare tuple, because there may be hundreds of thousands."""


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

    before: Mapping[str, Filed]
    """What lay there at the last look."""

    opened: tuple[str, ...]
    """The paths of those that were opened."""


def look(sources: Sequence[Source], seen: Set[str], *, limit: int, filed: Mapping[str, Filed], now: datetime,
         follow_links: bool = False, faults: Mapping[str, str] = _NONE) -> Arrivals:
    """What the sources hold; a file above `limit` bytes, or that can't be read, is no arrival.

    `filed` is what the last look found: only files with another stamp are opened. `faults` are of sources that could
    not be fetched, by their place: what was kept of them before is there all the same.
    """
    found: dict[str, Filed] = {}
    readable: list[str] = []
    opened: list[str] = []
    failed: dict[str, str] = dict(faults)
    for source in sources:
        stamps, closed = _stamps(source, follow_links)
        if source.place in faults and not stamps:
            continue
        reason = _fault(source) or (closed if not stamps else None)
        if reason:
            failed[source.place] = reason
            continue
        real = {files.shown(path): path for path in stamps if not path.isascii()}
        if real:  # a name need not be text; what is kept is
            stamps = {files.shown(path): stamp for path, stamp in stamps.items()}
        here = {path: known for path, stamp in stamps.items() if (known := filed.get(path)) and known[0] == stamp}
        left = {path: (real.get(path, path), stamps[path]) for path in stamps.keys() - here.keys()}
        root = None if source.kind == "file" or follow_links else files.root_of(source.path)
        unread = list(_opened(left, here, opened, limit, now, root))
        if stamps and not here:
            failed[source.place] = f"none of its {len(stamps)} files can be read: {unread[0]}"
            continue
        readable.append(str(source.path))
        found |= here
    contents = {sha256 for _, sha256 in found.values()}
    return Arrivals(len(contents), _fresh(found, contents - seen), tuple(readable), failed, found, filed, tuple(opened))


def _fresh(found: Mapping[str, Filed], new: Set[str]) -> tuple[tuple[str, str], ...]:
    """(sha256, path) of each new content, under the first of its names."""
    first: dict[str, str] = {}
    for path in sorted(path for path, (_, sha256) in found.items() if sha256 in new) if new else ():
        first.setdefault(found[path][1], path)
    return tuple(first.items())


def _stamps(source: Source, follow_links: bool) -> tuple[Mapping[str, str], str | None]:
    """(path → stamp) of the files of a source; why it could not be entered, where it could not."""
    if source.kind == "file":
        return {str(source.path): files.stamp(source.path)}, None
    stamps, errors = files.glance(source.path, follow_links=follow_links)
    return stamps, f"can't be read: {errors[0].strerror}" if errors else None


def _opened(left: Mapping[str, tuple[str, str]], here: dict[str, Filed], opened: list[str], limit: int, now: datetime,
            root: Path | None) -> Iterator[str]:
    """Put into `here` the files of `left` (where each lies, its stamp) as they are now, and into `opened` their paths;
    yields why one can't be read."""
    young = int((now - SETTLED).timestamp() * 1e9)
    for path, (place, stamp) in left.items():
        try:
            digest = hashlib.sha256(files.read(Path(place), limit, root=root)).hexdigest()
        except UnreadableError as error:
            yield str(error)
            continue
        opened.append(path)
        here[path] = (stamp if int(stamp.split()[1]) < young else "", digest)


def _fault(source: Source) -> str | None:
    """Why a source is not what the job says it is."""
    try:
        if source.kind != "file":
            return None if source.path.is_dir() else "no such folder" if not source.path.exists() else "not a folder"
        return None if source.path.is_file() else "no such file" if not source.path.exists() else "not a file"
    except OSError as error:
        return f"can't be read: {error.strerror}"
