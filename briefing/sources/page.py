"""What every kind of input is turned into, and how a kind says that it can't."""

from dataclasses import dataclass, replace

from briefing.regex import lazy_regex

_SURROGATE = lazy_regex("[\ud800-\udfff]")
_STEERING = lazy_regex(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LONGEST = 300
"""Characters of a title or a name."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text and what it tells of itself; None for what it does not tell."""

    text: str
    title: str = ""
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    """ISO day."""

    language: str = ""
    """Of a page that leaves it open, it is told by the text, and what else is missing by the text's head and foot."""

    agency: str | None = None
    key: str = ""
    """What a feed knows an item by, wherever that is published and whatever it says by now."""

    marks: tuple[tuple[int, str], ...] = ()
    """What a citation says of its place, from a character of `text` on: (812, "p. 3"), (90, "0:01:12"); in order."""


@dataclass(frozen=True, slots=True)
class Part:
    """One document within an input."""

    page: Page
    name: str = ""
    """"" where the input is one document; else "a/b.txt" or "#3", which make "dump.zip!a/b.txt" and "export.txt#3"."""

    data: bytes | None = None
    """The part's own bytes, of which the sha256 is taken; None: the whole input's."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file within an input (of an archive, an attachment), to be read by the table like any other file."""

    name: str
    """"a/b.pdf": its ending counts, as a file's does."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """Something within an input that gives no document, and the reason that the reader sees."""

    name: str
    reason: str


def storable(page: Page) -> Page:
    """The page as every output can hold it: no half of a letter, which UTF-8 has no bytes for, and names on one line
    without what would steer a terminal or turn the direction in which they are read."""
    return replace(
        page, text=_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", page.text), title=_line(page.title) or "",
        publisher=_line(page.publisher), author=_line(page.author), agency=_line(page.agency),
        marks=tuple((place, _line(name) or "") for place, name in page.marks))


def _line(text: str | None) -> str | None:
    """A name on one line, None where nothing is left of it."""
    whole = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", (text or "")[:2 * _LONGEST])
    return " ".join(_STEERING.sub(" ", whole).split())[:_LONGEST].rstrip() or None


class UnreadableError(Exception):
    """An input that gives no document; the message is the reason that the reader sees."""
