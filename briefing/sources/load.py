"""Paths → documents, by the table of kinds."""

from collections.abc import Callable, Sequence, Set
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from briefing.errors import BriefingError, UsageError
from briefing.model import Document, Skipped
from briefing.sources import archive, files, kinds
from briefing.sources.kinds import UNKNOWN, Loaded, Reader
from briefing.sources.page import Refused, UnreadableError

LIMIT = 50_000_000
"""Bytes of the largest file that is read."""

LONGEST = 500_000
"""Characters of the longest text that is read: a novel. Every stage takes time in step with the length; this
is what one document may cost a run."""

_NAMED = 5
_NO_FAULT = (files.HIDDEN, files.IRREGULAR, files.LINKED, files.LINKED_FOLDER, files.OURS, archive.HIDDEN,
             archive.LINK, UNKNOWN)

Input = tuple[Callable[[], bytes], Callable[[], bytes] | None]
"""How to read an input whole, and where it is a file its first bytes."""


def load(paths: Sequence[str | Path], *, stdin: BinaryIO | None = None,
         limit: int = LIMIT, longest: int = LONGEST, without: Set[str] = frozenset(), follow_links: bool = False,
         ) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """The documents behind `paths` ("-" is stdin) and what was skipped; the order of the paths changes nothing.

    Left out with the reason is a file of more than `limit` bytes, and a text of more than `longest` characters. Files
    whose path is in `without` are not opened, and no fault.

    Raises `UsageError` for a path that is not there and `BriefingError` where nothing, or less than half of what
    was found, could be read.
    """
    there, skipped = files.find([path for path in paths if str(path) != "-"], follow_links=follow_links)
    found = [entry for entry in there if entry.shown not in without]
    inputs: list[tuple[str, Input]] = [
        (entry.shown, (partial(files.read, entry.path, limit, root=entry.root),
                       partial(files.head, entry.path, root=entry.root))) for entry in found]
    named = {"-", *(entry.shown for entry in found if entry.named)}
    if any(str(path) == "-" for path in paths):
        inputs.append(("-", (partial(_piped, stdin, limit), None)))
    loaded: list[tuple[str, Loaded]] = []
    faults = list(skipped)
    with Reader() as reader:
        for shown, (read, head) in inputs:
            for each in _parts(reader, shown, read, head):
                path = kinds.joined(shown, each.name)
                if isinstance(each, Loaded) and len(each.page.text) <= longest:
                    loaded.append((path, each))
                elif isinstance(each, Loaded):
                    faults.append(Skipped("sources", path, f"{len(each.page.text):,} characters; texts over "
                                                           f"{longest:,} are not read"))
                else:
                    faults.append(Skipped("sources", path, _meant(each.reason) if path in named else each.reason))
    faults.sort(key=lambda fault: (fault.item, fault.reason))
    _enough(len(loaded) + len(there) - len(found), faults)
    return _documents(loaded), tuple(faults)


def _parts(reader: Reader, shown: str, read: Callable[[], bytes],
           head: Callable[[], bytes] | None) -> Sequence[Loaded | Refused]:
    try:
        return reader.documents(shown, read, head)
    except UnreadableError as error:
        return (Refused("", str(error)),)


def _meant(reason: str) -> str:
    """The reason for a file that a path names: it was meant to be read, so its being of another kind is a fault."""
    return f"{reason}; can be read: {kinds.readable()}" if reason.endswith(UNKNOWN) else reason


def unread(skipped: Sequence[Skipped]) -> tuple[Skipped, ...]:
    """What should have been read and could not be; files that are hidden, or of another kind in a folder, are no
    fault."""
    return tuple(each for each in skipped if each.stage == "sources" and not each.reason.endswith(_NO_FAULT))


def _piped(stdin: BinaryIO | None, limit: int) -> bytes:
    if stdin is None:
        raise UsageError("-: there is no standard input to read; pipe a text in or name a file")
    return files.within(stdin.read(limit + 1), limit)


def _enough(read: int, skipped: Sequence[Skipped]) -> None:
    """Stop a run that would brief on nothing, or on less than half of what it was given."""
    faults = unread(skipped)
    named = faults if read else skipped
    listed = "".join(f"\n- {each.item}: {each.reason}" for each in named[:_NAMED])
    more = f"\n- … and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    if not read:
        what = f"{len(skipped)} found, none that can be read:{listed}{more}" if skipped else "nothing was found"
        raise BriefingError(f"no documents: {what}\n"
                            f"Name files that can be read ({kinds.readable()}), or a folder that holds some.")
    if len(faults) > read:
        raise BriefingError(f"{len(faults)} of {read + len(faults)} documents can't be read:{listed}{more}\n"
                            "Mend or remove them, then run again.")


def _documents(loaded: Sequence[tuple[str, Loaded]]) -> tuple[Document, ...]:
    """What was loaded as documents, numbered in the order of (published, sha256, path)."""
    ordered = sorted(loaded, key=lambda each: (each[1].page.published or "9999", each[1].sha256, each[0]))
    return tuple(
        Document(id=f"d{number}", path=path, sha256=each.sha256, title=each.page.title or PurePosixPath(path).stem,
                 text=each.page.text, url=each.page.url, publisher=each.page.publisher, author=each.page.author,
                 published=each.page.published, language=each.page.language, agency=each.page.agency,
                 marks=each.page.marks)
        for number, (path, each) in enumerate(ordered, start=1))
