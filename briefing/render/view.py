"""What a mail and its page show, drawn as text that reads well by itself and as HTML that holds in mail clients."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefing.language.headings import heading
from briefing.language.wording import counted, said, written_day, written_period, written_weekday
from briefing.model import Briefing, Document, Origin, Position, Sentence
from briefing.regex import lazy_regex
from briefing.render.citations import Citations, Passage
from briefing.render.escape import fold, harmless
from briefing.render.place import place
from briefing.render.telling import callers, dated, focus_line, names, page_code, retellings, source_name, who, written
from briefing.text.address import shown_host

if TYPE_CHECKING:
    import jinja2

WIDTH = 72  # columns of the text part
_FIRST_LABEL, _JOINT = lazy_regex(r"(?<!\]) (?=\[\d+[a-z]+\])"), "\x01"


@dataclass(frozen=True, slots=True)
class Label:
    """A citation, and where it leads."""

    name: str
    """"1a"."""

    href: str
    passage: str = ""
    """What stands there, shown on demand."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its citations."""

    text: str
    labels: tuple[Label, ...]
    note: str = ""
    """Who says it, or how many sources do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, or none, with what stands below it: sentences, or statements set side by side."""

    heading: str
    level: int
    """1 to 4, below the title."""

    lines: tuple[Line, ...] = ()
    sides: tuple[Line, ...] = ()
    """`note` says who."""

    closing: str = ""
    link: str = ""
    """Where `closing` leads; "" for nowhere."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One source, on the page with its cited passages."""

    number: int
    name: str
    lines: tuple[str, ...]
    url: str | None
    """The web address it was published under."""

    host: str | None
    """What is shown of it: the host that it opens."""

    passages: tuple[tuple[str, str, str], ...] = ()
    """(label, passage, where it stands: in which copy, on which page)."""


@dataclass(frozen=True, slots=True)
class View:
    """All that a form shows."""

    label: str
    title: str
    byline: str
    preheader: str
    parts: tuple[Part, ...]
    sources: tuple[Listed, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    date: str = ""
    """ISO time of a page that is kept."""

    code: str = "en"
    """The language of what it says itself."""

    backs: bool = False
    """Whether the passages lead back to where they are cited."""


def as_text(view: View) -> str:
    """The text part of a mail: lines of at most `WIDTH` columns where words allow it."""
    page = templates().get_template("message.txt.j2").render(view=view)
    return harmless(re.sub(r"\n{3,}", "\n\n", page).strip() + "\n")


def as_html(view: View, *, inlined: bool) -> str:
    """A page without script, that fetches nothing; `inlined` where its styles must hold in a mail client."""
    style = files("briefing.render").joinpath("views/message.css").read_text(encoding="utf-8")
    page = templates().get_template("message.html.j2").render(view=view, style=style)
    if not inlined:
        return harmless(page)
    import css_inline  # here, because a run with nothing new has no use for it

    inliner = css_inline.CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)
    return harmless(inliner.inline(page))


@cache
def templates() -> "jinja2.Environment":
    """The views, strict about what they need; compiled once a process."""
    import jinja2  # here, because a run with nothing new has no use for it

    found = jinja2.Environment(
        loader=jinja2.PackageLoader("briefing.render", "views"), undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, autoescape=jinja2.select_autoescape(("html.j2", "xml.j2")),
    )
    found.filters["wrapped"] = _wrapped
    found.globals["heading"] = heading
    return found


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    """The text on lines of at most `WIDTH` columns; the first citation stays with the word before it."""
    joined = _FIRST_LABEL.sub(_JOINT, fold(text))
    return textwrap.fill(joined, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False,
                         break_on_hyphens=False).replace(_JOINT, " ")


class Drawn:
    """Lines of a briefing, with the names and numbers that its sources have."""

    def __init__(self, briefing: Briefing, labels: Citations, home: str = "") -> None:
        """`home` is the address of the page that the citations lead to; "" where it is this one."""
        self.briefing, self.labels, self.home = briefing, labels, home
        self.names, self.code = names(briefing), page_code(briefing)
        self.homes = {document: origin.id for origin in briefing.origins for document in origin.documents}
        self.retold = retellings(briefing)
        self.documents = {each.id: each for each in briefing.documents}
        self.days = {each.id: each.published for each in briefing.documents}
        self.origins = {origin.id: origin for origin in briefing.origins}

    def cited(self, facts: Sequence[str]) -> tuple[Label, ...]:
        """The citations behind these facts."""
        return tuple(Label(each.label, f"{self.home}#s{each.label}") for each in self.labels.shown(facts))

    def line(self, sentence: Sentence) -> Line:
        """A sentence; how many sources say it, where that is more than one."""
        number = len(sentence.support)
        note = counted("sources", number, self.code) if number > 1 else ""
        return Line(sentence.text, self.cited(sentence.facts), note)

    def side(self, position: Position, word: str = "", *, is_dated: bool = False) -> Line:
        """A statement below the name of who makes it."""
        told = self._who(position)
        if is_dated:
            told = dated(told, self.days, self.labels, position, self.code)
        return Line(position.statement, self.cited(position.facts), ": ".join(filter(None, (word, told))))

    def sides(self, positions: Sequence[Position]) -> tuple[Line, ...]:
        """The statements of a divergence, each below the name of who makes it."""
        called = callers(self._who, self.days, self.labels, positions, self.code)
        return tuple(Line(position.statement, self.cited(position.facts), name)
                     for name, position in zip(called, positions, strict=True))

    def _who(self, position: Position) -> str:
        return who(self.names, self.homes, self.retold, self.labels, self.code, position)

    def listed(self, origin: Origin, lines: Iterable[str], passages: Sequence[tuple[str, str, str]] = ()) -> Listed:
        """A source with the address of its original."""
        original = self.documents[origin.documents[0]]
        host = shown_host(original.url)
        return Listed(self.labels.sources[origin.id], source_name(origin), tuple(lines), original.url if host else None,
                      host, tuple(passages))

    def where(self, passage: Passage, source: str) -> str:
        """In which text of its source a passage stands, where that is not the original, and on which page."""
        document = self.documents[passage.document]
        name = self.names[passage.document] if passage.member else ""
        dated = f", {written_day(document.published, self.code)}" if name == source and document.published else ""
        return ", ".join(filter(None, (said("page", "within", self.code, name=f"{name}{dated}") if name else "",
                                       place(document, passage.start, passage.end))))


def described(document: Document, code: str) -> str:
    """A document in a line: title, publisher, author, day and path."""
    parts = (document.title or said("page", "untitled", code),
             document.publisher or said("page", "no_publisher", code), None if document.is_letter else document.author,
             written_period((document.published,), code), document.path)
    return ", ".join(fold(part) for part in parts if part)


def weekday(now: datetime, code: str, *, year: bool = True) -> str:
    """"Friday 20 November 2026"."""
    day = written_day(now.date().isoformat(), code, year=year)
    return said("mail", "weekday", code, weekday=written_weekday(now.weekday(), code), day=day)


def since(then: datetime, now: datetime, code: str) -> str:
    """"New since Friday 20 November": when readers were last told, as one says it at `now`; both in one zone."""
    days = (now.date() - then.date()).days
    if days == 0:
        return said("mail", "since_today", code, time=f"{then:%H:%M}")
    told = said("mail", "since", code, day=weekday(then, code, year=days >= YEARLESS))
    return said("mail", "days_ago", code, since=told, n=days) if days > LATELY else told


YEARLESS, LATELY = 300, 13
"""Days from which a day is told with its year, and from which so many days are said too."""


def byline(now: datetime, briefing: Briefing, fresh: int | None) -> str:
    """The day, what was read and who wrote; `fresh` is how many documents are new, None for the first mail."""
    code = page_code(briefing)
    documents = counted("documents", len(briefing.documents), code)
    if fresh is not None:
        documents = said("mail", "of_them_new", code, documents=documents, n=f"{fresh:,}")
    parts = [weekday(now, code), documents, counted("independent_sources", len(briefing.sources), code),
             focus_line(briefing, code),
             written(briefing.engine, code)]
    return " · ".join(part for part in parts if part)
