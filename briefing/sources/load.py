"""Paths → documents. One module is one kind of input; this table finds it."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from briefing.errors import BriefingError, UsageError
from briefing.model import Document, Skipped
from briefing.sources import files, html, plain
from briefing.sources.page import Page, UnreadableError, storable
from briefing.text.encoding import NotTextError

LIMIT = 50_000_000
"""Bytes of the largest file that is read."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of input: the endings it is known by, and who turns its bytes into a page."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes], Page]


KINDS = (
    Kind("plain text", (".txt", ".md", ".markdown", ".text", ""), plain.read),
    Kind("HTML", (".html", ".htm", ".xhtml"), html.extract),
)
_READERS = {suffix: kind.read for kind in KINDS for suffix in kind.suffixes}
_MARKDOWN = (".md", ".markdown")
_ENDING = re.compile(r"\.[a-z][a-z0-9]{0,9}")
_NAMED = 5

# What else a file may be, by its ending or its first bytes, so that the reason can name it.
_NAMES = {".pdf": "a PDF", ".doc": "a Word document", ".docx": "a Word document", ".odt": "an OpenDocument text",
          ".rtf": "an RTF document", ".eml": "a mail", ".msg": "a mail", ".csv": "a table", ".xls": "a spreadsheet",
          ".xlsx": "a spreadsheet", ".json": "JSON", ".xml": "XML", ".zip": "an archive", ".gz": "a compressed file",
          ".jpg": "a picture", ".jpeg": "a picture", ".png": "a picture", ".gif": "a picture", ".webp": "a picture",
          ".epub": "a book", ".py": "a program", ".js": "a program", ".css": "a style sheet"}
_MAGIC = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "an archive or an office document"), (b"\x1f\x8b", "a compressed file"),
          (b"\xd0\xcf\x11\xe0", "an old office document"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"),
          (b"GIF8", "a picture"), (b"{\\rtf", "an RTF document"))
_UNKNOWN = "not a kind that can be read: .txt, .md, .html"
_NO_FAULT = (files.HIDDEN, files.IRREGULAR, files.OURS, _UNKNOWN)
_ONLY = "only .txt, .md, .html can be read"  # of a file that a path names: it was meant to be read, so this is a fault


def load(paths: Sequence[str | Path], *, stdin: BinaryIO | None = None,
         limit: int = LIMIT) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """The documents behind `paths` ("-" is stdin) and what was skipped; the order of the paths changes nothing.

    Raises `UsageError` for a path that is not there and `BriefingError` where nothing, or less than half of what
    was found, could be read.
    """
    found, skipped = files.find([path for path in paths if str(path) != "-"])
    readers: list[tuple[str, Callable[[], bytes]]] = [
        (entry.shown, partial(files.read, entry.path, limit)) for entry in found]
    named = {"-", *(entry.shown for entry in found if entry.named)}
    if any(str(path) == "-" for path in paths):
        readers.append(("-", partial(_piped, stdin, limit)))
    pages: list[tuple[str, str, Page]] = []
    faults = list(skipped)
    for shown, read in readers:
        try:
            pages.append((shown, *read_page(shown, read)))
        except UnreadableError as error:
            reason = str(error)
            if shown in named and reason.endswith(_UNKNOWN):
                reason = reason.removesuffix(_UNKNOWN) + _ONLY
            faults.append(Skipped("sources", shown, reason))
    faults.sort(key=lambda fault: (fault.item, fault.reason))
    _enough(len(pages), faults)
    return _documents(pages), tuple(faults)


def unread(skipped: Sequence[Skipped]) -> tuple[Skipped, ...]:
    """What should have been read and could not be; files that are hidden, or of another kind in a folder, are no
    fault."""
    return tuple(each for each in skipped if each.stage == "sources" and not each.reason.endswith(_NO_FAULT))


def _piped(stdin: BinaryIO | None, limit: int) -> bytes:
    if stdin is None:
        raise UsageError("-: there is no standard input to read; pipe a text in or name a file")
    return files.within(stdin.read(limit + 1), limit)


def read_page(shown: str, read: Callable[[], bytes]) -> tuple[str, Page]:
    """The sha256 of an input and the page in it; raises `UnreadableError` where there is none.

    Whoever looks at a file again, as `check` does, looks through this, or would see another text.
    """
    suffix = _suffix(shown)
    if suffix not in _READERS:
        raise UnreadableError(f"{_NAMES.get(suffix, f'a {suffix} file')}; {_UNKNOWN}")
    data = read()
    if not data.strip():
        raise UnreadableError("an empty file")
    name = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    if name is not None:
        raise UnreadableError(f"{name}, whatever its name says; {_UNKNOWN}" if suffix else f"{name}; {_UNKNOWN}")
    reader = html.extract if suffix not in _MARKDOWN and html.sniff(data) else _READERS[suffix]
    try:
        page = storable(reader(data))
    except NotTextError as error:
        raise UnreadableError(str(error)) from error
    except (ArithmeticError, LookupError, RecursionError, ValueError) as error:
        # What a reader did not foresee in one document is no reason to tell nothing of the others.
        raise UnreadableError(f"can't be read: {type(error).__name__}, {error}"[:200]) from error
    if not page.text.strip():
        raise UnreadableError("no text in it")
    return hashlib.sha256(data).hexdigest(), page


def _suffix(shown: str) -> str:
    """The ending that tells the kind; "2024.11.26 notes" has none."""
    suffix = PurePosixPath(shown).suffix.lower()
    return suffix if _ENDING.fullmatch(suffix) else ""


def _enough(read: int, skipped: Sequence[Skipped]) -> None:
    """Stop a run that would brief on nothing, or on less than half of what it was given."""
    faults = unread(skipped)
    named = faults if read else skipped
    listed = "".join(f"\n- {each.item}: {each.reason}" for each in named[:_NAMED])
    more = f"\n- … and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    if not read:
        what = f"{len(skipped)} found, none that can be read:{listed}{more}" if skipped else "nothing was found"
        raise BriefingError(f"no documents: {what}\nName text, Markdown or HTML files, or a folder that holds some.")
    if len(faults) > read:
        raise BriefingError(f"{len(faults)} of {read + len(faults)} documents can't be read:{listed}{more}\n"
                            "Mend or remove them, then run again.")


def _documents(pages: Sequence[tuple[str, str, Page]]) -> tuple[Document, ...]:
    """The pages as documents, numbered in the order of (published, sha256, path)."""
    ordered = sorted(pages, key=lambda each: (each[2].published or "9999", each[1], each[0]))
    return tuple(
        Document(id=f"d{number}", path=shown, sha256=sha256, title=page.title or PurePosixPath(shown).stem,
                 text=page.text, url=page.url, publisher=page.publisher, author=page.author,
                 published=page.published, language=page.language, agency=page.agency)
        for number, (shown, sha256, page) in enumerate(ordered, start=1))
