"""Paths → documents, by the table of kinds."""

import json
import os
from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from briefing.errors import BriefingError, UsageError
from briefing.model import Document, Manner, Skipped
from briefing.sources import addresses, archive, files, kinds, ocr
from briefing.sources.addresses import Fetcher
from briefing.sources.kinds import UNKNOWN, Loaded, Reader
from briefing.sources.page import Refused, UnreadableError
from briefing.sources.web import Web, is_address

LIMIT = 50_000_000
"""Bytes of the largest file that is read."""

LONGEST = 500_000
"""Characters of the longest text that is read: a novel. Every stage takes time in step with the length; this
is what one document may cost a run."""

GIVEN = "given"
"""What stands for the path of a text that came in no file: "given#1"."""

BEFORE = "before the day of --since"
_NAMED = 5
_NO_FAULT = (BEFORE, addresses.UNFOLLOWED, archive.HIDDEN, archive.LINK, files.HIDDEN, files.IRREGULAR, files.LINKED,
             files.LINKED_FOLDER, files.OURS, UNKNOWN)

Input = tuple[Callable[[], bytes], Callable[[], bytes] | None]
"""How to read an input whole, and where it is a file its first bytes."""


def load(paths: Sequence[str | Path], *, texts: Sequence[Mapping[str, object]] = (), stdin: BinaryIO | None = None,
         limit: int = LIMIT, longest: int = LONGEST, without: Set[str] = frozenset(), only: Set[str] | None = None,
         follow_links: bool = False, since: str = "", manner: Manner | None = None, web: Fetcher | None = None,
         ) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """The documents behind `paths` ("-" is stdin) and what was skipped; the order of the paths changes nothing.

    A path may be a web address, or a file that lists some; `web` fetches them, and nothing else. `texts` are documents
    that stand in no file, with the keys that a JSON file's articles have: title, text, publisher, author, date, url.

    Left out with the reason is a file of more than `limit` bytes, a text of more than `longest` characters, and what
    was published before the day `since`; `manner` is what a user says of how to read the rest. Files whose path is in
    `without`, or where some are given not in `only`, are not opened, and no fault.

    Raises `UsageError` for a path that is not there and `BriefingError` where nothing, or less than half of what
    was found, could be read.
    """
    given = [path for path in paths if str(path) != "-" and not is_address(str(path))]
    there, skipped = files.find(given, follow_links=follow_links)
    new = [entry for entry in there if entry.shown not in without and (only is None or entry.shown in only)]
    asked, found, links = _addresses(new, limit, follow_links=follow_links)
    asked = list(dict.fromkeys([*(str(path) for path in paths if is_address(str(path))), *asked]))
    inputs: list[tuple[str, Input]] = [
        (entry.shown, (partial(files.read, entry.path, limit, root=entry.root),
                       partial(files.head, entry.path, root=entry.root))) for entry in found]
    named = {"-", *(entry.shown for entry in found if entry.named)}
    if any(str(path) == "-" for path in paths):
        inputs.append(("-", (partial(_piped, stdin, limit), None)))
    loaded: list[tuple[str, Loaded]] = []
    faults = [*skipped, *links]
    fetcher = web or Web(limit=limit)
    if manner and manner.ocr:
        ocr.require()
    with Reader(manner) as reader:
        read_all = [(shown, partial(reader.documents, shown, read, head)) for shown, (read, head) in inputs]
        if texts:
            data = json.dumps(list(texts), default=str).encode
            read_all.append((GIVEN, partial(reader.documents, f"{GIVEN}.json", data, None)))
        read_all += [(address, partial(addresses.documents, address, fetcher, reader, since)) for address in asked]
        for shown, documents in read_all:
            for each in _parts(documents):
                path = kinds.joined(shown, each.name)
                if isinstance(each, Loaded) and addresses.is_before(each.page, since):
                    faults.append(Skipped("sources", path, f"published {each.page.published}, {BEFORE}"))
                elif isinstance(each, Loaded) and len(each.page.text) <= longest:
                    loaded.append((path, each))
                elif isinstance(each, Loaded):
                    faults.append(Skipped("sources", path, f"{len(each.page.text):,} characters; texts over "
                                                           f"{longest:,} are not read"))
                else:
                    faults.append(Skipped("sources", path, _meant(each.reason) if path in named else each.reason))
    faults.sort(key=lambda fault: (fault.item, fault.reason))
    _enough(len(loaded) + len(there) - len(new), faults)
    return _documents(loaded), tuple(faults)


def _addresses(found: Sequence[files.Found], limit: int, *, follow_links: bool,
               ) -> tuple[list[str], list[files.Found], list[Skipped]]:
    """The addresses that files hold which a user names, the files that hold documents, and link files left alone."""
    asked: list[str] = []
    left: list[files.Found] = []
    skipped: list[Skipped] = []
    for entry in found:
        ending = entry.path.suffix.lower()
        is_link, is_list = ending in addresses.LINK_FILES, _may_list(entry, ending)
        if is_link and not (entry.named or follow_links):
            skipped.append(Skipped("sources", entry.shown, addresses.UNFOLLOWED))
            continue
        told = _told(entry, limit, is_link=is_link) if is_link or is_list else ()
        asked += told
        left += [] if told else [entry]
    return asked, left, skipped


def _may_list(entry: files.Found, ending: str) -> bool:
    """Whether a file is looked into for a list: one that a user names, and that can be read twice, as no pipe can."""
    return entry.named and ending in ("", ".txt", ".list") and os.path.isfile(entry.path)


def _told(entry: files.Found, limit: int, *, is_link: bool) -> tuple[str, ...]:
    """The addresses that a file holds and nothing else; none where it is a document."""
    try:
        if not is_link and not addresses.may_list(files.head(entry.path, root=entry.root)):
            return ()
        data = files.read(entry.path, limit, root=entry.root)
    except UnreadableError:
        return ()
    link = addresses.linked(data) if is_link else None
    return (link,) if link else () if is_link else addresses.listed(data)


def _parts(documents: Callable[[], Sequence[Loaded | Refused]]) -> Sequence[Loaded | Refused]:
    try:
        return documents()
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
