"""What every archive's export is taken apart into, and what their forms share."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import dedent

from briefing.regex import lazy_regex
from briefing.sources import credits
from briefing.sources.bylines import named
from briefing.sources.headline import opening
from briefing.sources.language import code, language
from briefing.sources.masthead import masthead
from briefing.sources.page import Page

_BY = lazy_regex(r"^(?:by|von|par|por|di|da|door|av)\b:?\s+", re.I)
_BESIDE = lazy_regex(r"\([^()]*\)")
_EDITION = lazy_regex(r"\s*\([^\W\d_a-zß-ÿ][^()]{1,40}\)\s*$")  # "(London)" is the archive's word
_MARKER = lazy_regex(r"^(?:[-*•]|#{1,6})\s+")
LOST = lazy_regex(r"\bwe are sorry but there is an error in this document\b", re.I)
_ARCHIVES = lazy_regex(rf"{LOST.pattern}|copyright|©|all rights reserved|terms and conditions|contact us", re.I)
_JOINERS = frozenset("and et und y e de da del van von der den la bin al".split())
_ENDED = lazy_regex(r"(?<!\.\.)[.!?][”\"’')\]]*\s*$")
_SENTENCE = 8
"""Words of a line that is no archive's own."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of an export; "" and None for what the export does not say of it."""

    text: str
    own: str
    """All lines of it as they stand in the export: its bytes."""

    title: str = ""
    publisher: str | None = None
    published: str | None = None
    author: str | None = None
    language: str | None = None
    page: str | None = None
    """Of the paper: "A1"."""

    credit: str | None = None
    """The wire service that the export names."""


def page(article: Article) -> Page:
    """The article as a page. What its text says of itself fills only what the archive does not say."""
    told = masthead(article.text)
    title = _MARKER.sub("", article.title)
    author = named(_BESIDE.sub("", article.author or ""), article.publisher) or told.author
    return Page(
        text=article.text, title=title or told.title or opening(article.text),
        url=told.url, publisher=_EDITION.sub("", article.publisher or "") or told.publisher,
        author=None if author and credits.known(author) else author, published=article.published or told.published,
        language=language(article.text, code(article.language)),
        agency=told.agency or credits.known(article.credit or "") or credits.known(author or ""),
        marks=((0, f"p. {article.page}"),) if article.page else ())


def loose(lines: Sequence[str]) -> Article | None:
    """What stands between articles and is none by its form, credited to nobody; None where it holds no sentence."""
    said = any(len(line.split()) >= _SENTENCE and _ENDED.search(line) and not _ARCHIVES.search(line) for line in lines)
    return Article(text=body(lines), own="\n".join(lines)) if said else None


def blocks(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The stretches of lines between empty ones."""
    block: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            block.append(line)
        elif block:
            yield tuple(block)
            block = []


def joined(lines: Sequence[str]) -> str:
    """Lines as one, their white space single."""
    return " ".join(" ".join(lines).split())


def body(lines: Sequence[str]) -> str:
    """The lines of a text without empty ones before and after it, and without what all of them are indented by."""
    return dedent("\n".join(line.rstrip() for line in lines)).strip("\n")


def labelled(lines: Sequence[str], keys: Mapping[str, str], label: re.Pattern[str]) -> Iterator[tuple[int, str, str]]:
    """(line, name, value) of every line that begins with a known label."""
    for number, line in enumerate(lines):
        hit = label.match(line)
        name = keys.get(" ".join(hit["key"].lower().split())) if hit else None
        if hit and name:
            yield number, name, line[hit.end():].strip()


def is_name(line: str) -> bool:
    """Whether a line holds nothing but a person's name, or two."""
    words = _BY.sub("", line.strip()).replace(",", " ").replace(";", " ").split()
    able = all(word[0].isupper() or word in _JOINERS for word in words)
    return able and 1 < len(words) <= 8 and not any(map(str.isdigit, line)) and not line.endswith(("?", "!"))
