"""What lies in a job's sources, and what of it no run has seen: known by its bytes, whatever it is called."""

import hashlib
from collections.abc import Sequence, Set
from dataclasses import dataclass

from briefing.jobs.job import Source
from briefing.sources import files
from briefing.sources.page import UnreadableError


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


def look(sources: Sequence[Source], seen: Set[str], *, limit: int) -> Arrivals:
    """What the sources hold; a file above `limit` bytes, or that can't be read, is no arrival."""
    found: dict[str, str] = {}
    readable: list[str] = []
    failed: dict[str, str] = {}
    for source in sources:
        if reason := _fault(source):
            failed[source.place] = reason
            continue
        entries, skipped = files.find([source.path])
        if not entries and (faults := [each.reason for each in skipped if each.reason.startswith("can't")]):
            failed[source.place] = faults[0]
            continue
        readable.append(str(source.path))
        unread: list[str] = []
        for entry in entries:
            try:
                found.setdefault(hashlib.sha256(files.read(entry.path, limit)).hexdigest(), entry.shown)
            except UnreadableError as error:
                unread.append(str(error))
        if entries and len(unread) == len(entries):
            failed[source.place] = f"none of its {len(entries)} files can be read: {unread[0]}"
            readable.pop()
    fresh = tuple((sha256, path) for sha256, path in found.items() if sha256 not in seen)
    return Arrivals(len(found), fresh, tuple(readable), failed)


def _fault(source: Source) -> str | None:
    """Why a source is not what the job says it is."""
    try:
        if source.kind == "folder":
            return None if source.path.is_dir() else "no such folder" if not source.path.exists() else "not a folder"
        return None if source.path.is_file() else "no such file" if not source.path.exists() else "not a file"
    except OSError as error:
        return f"can't be read: {error.strerror}"
