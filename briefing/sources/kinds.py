"""The table of kinds: which inputs can be read, what each is known by, and who turns its bytes into documents."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePosixPath
from types import TracebackType
from typing import Self, cast

from briefing.errors import BriefingError
from briefing.model import Manner
from briefing.regex import lazy_regex
from briefing.sources import (
    archive,
    feeds,
    html,
    kept,
    mail,
    mhtml,
    ocr,
    outlook,
    pdf,
    plain,
    subtitles,
    tables,
)
from briefing.sources.apart import Apart
from briefing.sources.columns import USUAL, Names, called
from briefing.sources.exports import export
from briefing.sources.office import docx, epub, odf, pptx, rtf
from briefing.sources.package import package
from briefing.sources.page import Member, Page, Part, Refused, UnreadableError, storable
from briefing.sources.plain import completed
from briefing.text.encoding import NotTextError

GROUP = "briefing.sources"
"""The entry points by which a package brings a kind."""

UNKNOWN = "not a kind that can be read"
"""How the reason ends for a file that is no fault of anybody's; one in a folder may well lie beside the documents."""

DEPTH, FILES, BYTES = 4, 5_000, 200_000_000
"""How much is read of what is packed in one input: archives within archives, files, bytes unpacked."""

Loads = Callable[[bytes], Sequence[Part | Member | Refused]]
Named = Callable[[bytes, Names], Sequence[Part | Member | Refused]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of input."""

    name: str
    """As a message calls it: "PDF"."""

    suffixes: tuple[str, ...]
    """The endings it is known by, in lower case; "" is none."""

    load: Loads
    """Its documents, in the input's order; raises `UnreadableError` where there are none."""

    sniff: Callable[[bytes], bool] | None = None
    """Whether the first bytes look like this kind, for inputs with a wrong ending."""

    signed: bool = False
    """Whether `sniff` is sure: what it knows is of this kind whatever its ending says, and nothing else is."""

    fixed: bool = False
    """Whether its endings are believed, however the text opens; signed kinds are known all the same."""

    named: bool = False
    """Whether `load` takes, as `names`, what a user calls the columns of a table."""

    apart: bool = False
    """Whether `load`, a module's function, runs in a process of its own, with limits on time and memory: the place for
    a parser of a binary format."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document as it was found in an input."""

    name: str
    """Within its input; "" where it is the whole of it."""

    sha256: str
    page: Page


KINDS = (
    Kind("text", (".txt", ".text", ".asc", ".log", ".rst", ""), plain.load),
    Kind("Markdown", (".md", ".markdown"), plain.load, fixed=True),
    Kind("HTML", (".html", ".htm", ".xhtml"), html.load, html.sniff),
    Kind("press export", (), export.load, export.sniff, signed=True),
    Kind("kept page", (), kept.load, kept.sniff, signed=True),
    Kind("feed", (".rss", ".atom", ".rdf"), feeds.load, feeds.sniff),
    Kind("saved page", (".mhtml", ".mht"), mhtml.load, mhtml.sniff),
    Kind("mail", (".eml", ".emlx"), mail.load, mail.sniff),
    Kind("mail box", (".mbox", ".mbx"), mail.load_box, mail.sniff_box),
    Kind("Outlook mail", (".msg",), outlook.load, outlook.sniff, signed=True, apart=True),
    Kind("subtitles", (".srt", ".vtt"), subtitles.load, subtitles.sniff),
    Kind("CSV", (".csv", ".tsv"), tables.load_csv, named=True),
    Kind("JSON", (".json",), tables.load_json, named=True),
    Kind("JSON lines", (".jsonl", ".ndjson"), tables.load_lines, named=True),
    Kind("PDF", (".pdf",), pdf.load, pdf.sniff, signed=True, apart=True),
    Kind("DOCX", (".docx", ".docm", ".dotx"), docx.load, docx.sniff, signed=True, apart=True),
    Kind("ODT", (".odt", ".ott"), odf.load, odf.sniff_text, signed=True, apart=True),
    Kind("ODP", (".odp", ".otp"), odf.load, odf.sniff_slides, signed=True, apart=True),
    Kind("RTF", (".rtf",), rtf.load, rtf.sniff, signed=True, apart=True),
    Kind("EPUB", (".epub",), epub.load, epub.sniff, signed=True, apart=True),
    Kind("PPTX", (".pptx", ".ppsx", ".pptm"), pptx.load, pptx.sniff, signed=True, apart=True),
    Kind("ZIP", (".zip",), archive.load_zip, archive.is_zip, signed=True, apart=True),
    Kind("TAR", (".tar",), archive.load_tar, archive.is_tar, signed=True, apart=True),
    Kind("GZ", (".gz", ".tgz", ".bz2", ".xz", ".txz", ".tbz2"), archive.load_compressed, archive.is_compressed,
         signed=True, apart=True),
)

_ENDING = lazy_regex(r"\.[a-z][a-z0-9]{0,9}")
_PLAIN = ("", ".txt", ".text")
_LEAST = 20
"""Words that a text with the ending of another kind has at least, or it is a broken file of that kind."""

# What else a file may be, by its ending or its first bytes, so that the reason can name it.
_NAMES = {".doc": "an old Word document", ".ppt": "an old presentation", ".csv": "a table", ".xls": "a spreadsheet",
          ".xlsx": "a spreadsheet", ".json": "JSON", ".xml": "XML", ".rar": "an archive", ".7z": "an archive",
          ".jpg": "a picture", ".jpeg": "a picture", ".png": "a picture", ".gif": "a picture", ".webp": "a picture",
          ".py": "a program", ".js": "a program", ".css": "a style sheet"}
_PACKED = {"xlsx": "a spreadsheet", "ods": "a spreadsheet"}
_OLD = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MAGIC = ((_OLD, "an old office document"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"),
          (b"GIF8", "a picture"), (b"7z\xbc\xaf", "an archive"), (b"Rar!", "an archive"))


@cache
def table() -> tuple[Kind, ...]:
    """Our kinds and before them those that installed packages bring; raises `BriefingError` for one that is none."""
    return (*(_brought(each) for each in sorted(entry_points(group=GROUP), key=lambda each: each.name)), *KINDS)


def _brought(entry: EntryPoint) -> Kind:
    try:
        kind = entry.load()
    except (AttributeError, ImportError) as error:
        raise BriefingError(f"{entry.value}: the kind {entry.name!r} can't be loaded ({error}); "
                            "mend or remove the package that brings it") from error
    if not isinstance(kind, Kind):
        raise BriefingError(f"{entry.value}: {entry.name!r} is a {type(kind).__name__}, no Kind; mend or remove the "
                            "package that brings it")
    return kind


def readable() -> str:
    """The kinds that can be read, for a message: "text, Markdown, HTML"."""
    return ", ".join(dict.fromkeys(kind.name for kind in (*KINDS, *table())))


def joined(outer: str, inner: str) -> str:
    """The path of something within an input: "dump.zip!a/b.txt", "export.txt#3", "dump.zip!export.txt#3"."""
    return f"{outer}{inner}" if inner.startswith("#") or not (outer and inner) else f"{outer}!{inner}"


class Reader:
    """Who reads inputs: used with `with`, so that the process it reads hostile kinds in ends with it."""

    def __init__(self, manner: Manner | None = None) -> None:
        self._apart = Apart()
        self._manner = manner or Manner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._apart.end()

    def documents(self, name: str, read: Callable[[], bytes],
                  head: Callable[[], bytes] | None = None) -> tuple[Loaded | Refused, ...]:
        """What is in an input called `name`, in its order; raises `UnreadableError` where it as a whole gives nothing.

        `head` gives its first bytes: a file with a strange ending need not be read whole, to be told. Whoever looks at
        a file again, as `check` does, looks through this, or would see another text.
        """
        suffix = _suffix(name)
        if _named(suffix) is None and head is not None:
            _kind(suffix, head())
        return tuple(_unique(_Reading(self._apart, self._manner).whole(name, read())))


def documents(name: str, read: Callable[[], bytes]) -> tuple[Loaded | Refused, ...]:
    """What a `Reader` finds in this one input."""
    with Reader() as reader:
        return reader.documents(name, read)


class _TooMuchError(Exception):
    """More is packed in one input than is read; the message is the reason."""


class _Reading:
    """One input being read, with all that is packed in it: how much that may be is counted for the whole."""

    def __init__(self, apart: Apart, manner: Manner) -> None:
        self._apart, self._manner = apart, manner
        self._files = self._bytes = 0

    def whole(self, name: str, data: bytes) -> Iterator[Loaded | Refused]:
        """The documents of the input, up to the limits."""
        try:
            yield from self._documents(name, data, 0)
        except _TooMuchError as error:
            yield Refused("", str(error))

    def _documents(self, name: str, data: bytes, depth: int) -> Iterator[Loaded | Refused]:
        """What the kind of these bytes finds in them, its members read in their turn."""
        if not data.strip():
            raise UnreadableError("an empty file")
        sha256 = hashlib.sha256(data).hexdigest()
        for item in _loaded(_suffix(name), data, self._apart, self._manner):
            if isinstance(item, Part):
                page = storable(item.page if item.page.language else completed(item.page))
                own = sha256 if item.data is None or not item.name else hashlib.sha256(item.data).hexdigest()
                yield Loaded(item.name, own, page) if page.text.strip() else Refused(item.name, "no text in it")
            elif isinstance(item, Refused):
                yield item
            else:
                for each in self._member(item.name or PurePosixPath(name).stem, item.data, depth + 1):
                    found = replace(each, name=joined(item.name, each.name))
                    yield replace(found, sha256=sha256) if isinstance(found, Loaded) and not found.name else found

    def _member(self, name: str, data: bytes, depth: int) -> Iterator[Loaded | Refused]:
        """The documents of something packed; raises `_TooMuchError` where that is more than one input may hold."""
        self._files, self._bytes = self._files + 1, self._bytes + len(data)
        if depth > DEPTH or self._files > FILES or self._bytes > BYTES:
            raise _TooMuchError(f"more is packed in it than is read ({DEPTH} levels, {FILES:,} files, "
                                f"{BYTES / 1e6:.0f} MB); unpack it and name the folder")
        try:
            yield from self._documents(name, data, depth)
        except UnreadableError as error:
            yield Refused("", str(error))


def _unique(found: Iterable[Loaded | Refused]) -> Iterator[Loaded | Refused]:
    """The documents, each with a name of its own: an archive may hold two files of one name."""
    taken: Counter[str] = Counter()
    for each in found:
        if isinstance(each, Loaded):
            taken[each.name] += 1
        again = isinstance(each, Loaded) and taken[each.name] > 1
        yield replace(each, name=f"{each.name}#{taken[each.name]}") if again else each


def _loaded(suffix: str, data: bytes, apart: Apart, manner: Manner) -> Sequence[Part | Member | Refused]:
    """What the kind of these bytes finds in them; any fault of a reader is an `UnreadableError`."""
    kind = _kind(suffix, data, called(manner.columns))
    try:
        if kind.apart:
            return _articles(_apart(kind.load, data, apart, manner))
        if kind.named:
            return _articles(cast(Named, kind.load)(data, called(manner.columns)))
        return _articles(kind.load(data))
    except NotTextError as error:
        raise UnreadableError(str(error)) from error
    except (ArithmeticError, LookupError, RecursionError, ValueError) as error:
        # What a reader did not foresee in one document is no reason to tell nothing of the others.
        raise UnreadableError(f"can't be read: {type(error).__name__}, {error}"[:200]) from error


def _apart(load: Loads, data: bytes, apart: Apart, manner: Manner) -> Sequence[Part | Member | Refused]:
    """What is found in a process of its own, where that is wished in the text that is recognised first."""
    try:
        return apart.load(load, data)
    except UnreadableError as error:
        if not (manner.ocr and str(error).endswith(ocr.CURE)):
            raise
    return apart.load(load, ocr.recognised(data, lambda: _members(apart.load(pdf.pictures, data))))


def _members(found: Sequence[Part | Member | Refused]) -> Sequence[Member]:
    return [each for each in found if isinstance(each, Member)]


def _articles(found: Sequence[Part | Member | Refused]) -> Sequence[Part | Member | Refused]:
    """The articles of an archive's export that came as a document of another kind; else what was found."""
    whole = found[0] if found else None
    if not isinstance(whole, Part) or whole.name:
        return found
    text = whole.page.text
    if export.sniff(text[:export.WITHIN].encode(errors="replace")) and (articles := export.parts(text)):
        return (*articles, *found[1:])
    return found


def _kind(suffix: str, data: bytes, names: Names = USUAL) -> Kind:
    """The kind of an input: by a signature, then by its ending unless the text opens like another's; a text without
    one, as standard input is, may be a table."""
    named = _named(suffix)
    if named is not None and named.signed and named.sniff is not None and named.sniff(data):
        return named
    sniffed = [kind for kind in table() if kind.sniff is not None and kind.sniff(data)]
    signed = next((kind for kind in sniffed if kind.signed), None)
    if signed is not None:
        return signed
    if data.startswith(_OLD) and _LOCKED in data:
        raise UnreadableError("an office document with a password; save it without one")
    if foreign := _PACKED.get(package(data) or "") or next(
            (name for magic, name in _MAGIC if data.startswith(magic)), None):
        raise UnreadableError(f"{foreign}, whatever its name says; {UNKNOWN}" if named else f"{foreign}; {UNKNOWN}")
    if named is not None and (named.fixed or named in sniffed):
        return named
    if sniffed:
        return sniffed[0]
    if named is None:
        raise UnreadableError(_unknown(suffix))
    if suffix in _PLAIN and (written := tables.written_as(data, names)):
        return next(kind for kind in KINDS if kind.name == written)
    return _text(named, data) if named.signed else named


def _named(suffix: str) -> Kind | None:
    return next((kind for kind in table() if suffix in kind.suffixes), None)


def _text(named: Kind, data: bytes) -> Kind:
    """The kind of a text under the ending of a signed kind; raises where it is more likely a broken file."""
    try:
        words = len(plain.read(data).text.split())
    except NotTextError:
        words = 0
    if words < _LEAST:
        raise UnreadableError(f"no {named.name} file, whatever its name says: its first bytes are not those of one")
    return KINDS[0]


def _unknown(suffix: str) -> str:
    return f"{_NAMES.get(suffix, f'a {suffix} file')}; {UNKNOWN}"


def _suffix(name: str) -> str:
    """The ending that tells the kind; "2024.11.26 notes" has none."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if _ENDING.fullmatch(suffix) else ""
