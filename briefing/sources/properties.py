"""What a file's properties tell of its text, and how far they are believed."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.regex import lazy_regex
from briefing.sources.days import days, yearless
from briefing.sources.masthead import masthead
from briefing.sources.page import Page

_HEAD = 3_000
"""Characters in which a title is printed, and a day that a text is of."""

_WORD = lazy_regex(r"\w+")
_SHORTLY = 31
"""Days before the day a file was made, in which lie those that its text tells of, if that is the day it is of."""

_TITLE = 200
_NO_TITLE = lazy_regex(
    r"microsoft (?:word|powerpoint)|(?:untitled|title|titel|document|dokument|presentation|präsentation|slide)\W?\d*$|"
    r"\S+\.\w{2,5}$|.*\b(?:template|vorlage|plantilla|modèle|draft|entwurf|brouillon|borrador|bozza|v\d+(?:\.\d+)*)$|"
    r"^(?:template|vorlage|plantilla|modèle)\b|(?-i:^[a-z0-9_-]+$)", re.I)
"""What a program, a template or a file's name put there, a lone word in small letters among them."""

_PERSON = lazy_regex(r"[^\W\d_a-zß-ÿ][\w.'’-]+(?: (?:[^\W\d_][\w.'’-]*)){1,4}")
_NOBODY = lazy_regex(
    r"\b(?:user|admin|administrator|owner|author|unknown|office|scanner|library|windows|adobe|latex|template)\b", re.I)
_DAY = lazy_regex(r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)")


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself, word for word; "" for what it does not say."""

    title: str = ""
    author: str = ""
    created: str = ""
    publisher: str = ""
    published: str = ""


def described(text: str, told: Properties, *, large: str = "", marks: tuple[tuple[int, str], ...] = ()) -> Page:
    """The page of a text: title, author and day as the text tells them, then by properties that can be believed.

    `large` is what is printed largest at its head. A property is no title where the text has another.
    """
    printed = masthead(text)
    named = " ".join(told.title.split())
    believed = named if named and not _NO_TITLE.search(named) else ""
    stands = bool(believed) and any(_folded(line).startswith(_folded(believed)) for line in text[:_HEAD].split("\n"))
    title = (believed if stands or not large else large) or printed.title or ""
    return Page(text, title=_whole(title, text), url=printed.url, publisher=printed.publisher or told.publisher or None,
                author=printed.author or _author(told.author), agency=printed.agency,
                published=printed.published or _day(told.published) or _created(text, told.created), marks=marks)


def _whole(title: str, text: str) -> str:
    """The paragraph that opens with a title and is no more than one: "Storm: ferry stays in port" for "Storm"."""
    lines = (line for line in re.split(r"\n+", text[:_HEAD]) if len(line) <= _TITLE)
    return next((line for line in lines if title and _folded(line).startswith(_folded(title))), title)


def _folded(text: str) -> str:
    """Words with one blank around each, for a search of whole words."""
    found = " ".join(_WORD.findall(text.lower()))
    return f" {found} "


def _author(name: str) -> str | None:
    name = " ".join(name.split())
    return name if _PERSON.fullmatch(name) and not _NOBODY.search(name) else None


def _created(text: str, told: str) -> str | None:
    """The day the file was made, where the text names a day shortly before it, and no day with a year at its head.

    A template's day, or that of a conversion years later, is no day of the text; a wrong one is worse than none.
    """
    made = _day(told)
    if made is None or any(days(line) for line in text[:_HEAD].split("\n")):
        return None
    until = date.fromisoformat(made)
    near = {((until - timedelta(number)).month, (until - timedelta(number)).day) for number in range(_SHORTLY)}
    return made if near.intersection(yearless(text)) else None


def _day(told: str) -> str | None:
    """2031-05-12 of "2031-05-12T08:00:00Z" or "D:20310512080000"."""
    hit = _DAY.match(told.strip())
    try:
        return date(int(hit[1]), int(hit[2]), int(hit[3])).isoformat() if hit else None
    except ValueError:
        return None
