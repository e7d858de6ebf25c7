"""A Markdown briefing read back: what each of its lines says, and which passages it cites."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from briefing.language.headings import called_so
from briefing.language.wording import support_forms
from briefing.regex import lazy_regex
from briefing.render.escape import fold, unescape

BlockKind = Literal["title", "heading", "text", "row", "passage"]
Part = Literal["head", "body", "sources", "left out"]

_COMMENT = lazy_regex(r"<!--.*?(?:-->|\Z)", re.S)
_LABEL = lazy_regex(r"(?<!\\)\[(\d+[a-z]+)\](?:\([^()\s]*\)|\[[^\]\s]*\])?")
_LABELS = lazy_regex(rf"(?:\s*{_LABEL.pattern})+")
_DIFFERS = lazy_regex(r"(?:\s*\[differs: \d+\](?:\([^()\s]*\)|\[[^\]\s]*\])?)+")
_LINK = lazy_regex(r"(?<![\\!])\[([^\[\]]*)\]\([^()\s]*\)")
_SITE = lazy_regex(r"(?<![\\!])\[([a-z0-9_-]+(?:\.[a-z0-9_-]+)+)\](?![(\[])")  # an outlet's, defined at the end
_EMPHASIS = lazy_regex(r"(?<!\\)(?:\*{1,3}|`+|~~)|(?<![\\\w])_{1,3}(?=\S)|(?<=\S)(?<!\\)_{1,3}(?!\w)")
_ITEM = lazy_regex(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")
_HEADING = lazy_regex(r"\s{0,3}(#{1,6})\s+(.*)$")
_CLOSED = lazy_regex(r"\s#+$")
_DEFINITION = lazy_regex(r"\s{0,3}\[(?!\^)[^\]]+\]:\s+(?:<[^<>]*>|\S+)\s*$")  # a page shows nothing of it
_RULE = lazy_regex(r"\s*(?:[-*_]\s*){3,}$|\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$")
_ANCHOR = lazy_regex(r"<a id=\"[^\"]*\"></a>")
_NUMBERED = lazy_regex(r"^\d+ · ")
_PASSAGE = lazy_regex(r"(?:<a id=\"[^\"]*\"></a>)?\*\*\d+[a-z]+\*\*")
_OWN_PARTS: dict[str, Part] = {
    **dict.fromkeys(called_so("sources"), "sources"),
    **dict.fromkeys(called_so("left_out"), "left out"),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A run of text and the citations that end it."""

    text: str
    """Unescaped, without emphasis, on one line."""

    labels: tuple[str, ...]
    sources: int | None = None
    """What "(2 sources)" behind the citations claims."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a list item, a paragraph, or one row of a table."""

    kind: BlockKind
    part: Part
    key: str
    """All it says on one line: two blocks of the same key say the same."""

    who: str | None
    """First cell of a row, or what stands before the colon of a position in a list; None elsewhere."""

    cited: tuple[Cited, ...]


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a page in their order; link definitions, rules and comments are none."""
    found: list[Block] = []
    part: Part = "head"
    for kind, raw, level in _raw(_COMMENT.sub(" ", markdown)):
        key = fold(raw)
        if level == 2 or (level and part == "head"):
            part = _OWN_PARTS.get(key, "body")
        found.append(Block(kind, part, key, *_read(kind, key)))
    return tuple(found)


def _raw(markdown: str) -> Iterator[tuple[BlockKind, str, int]]:
    """Kind, Markdown and level (of a heading below the title, else 0) of each block; broken lines are joined."""
    open_lines: list[str] = []

    def closed() -> Iterator[tuple[BlockKind, str, int]]:
        if open_lines:
            text = " ".join(open_lines)
            open_lines.clear()
            yield ("passage" if _PASSAGE.match(text) else "text"), text, 0

    for raw_line in markdown.splitlines():
        line = raw_line.lstrip("> ") if raw_line.lstrip().startswith(">") else raw_line
        if heading := _HEADING.match(line):
            yield from closed()
            level = len(heading[1])
            words = _CLOSED.sub("", fold(heading[2]))
            yield ("title", words, 0) if level == 1 else ("heading", words, level)
        elif not line.strip() or _DEFINITION.match(line) or _RULE.match(line):
            yield from closed()
        elif line.lstrip().startswith("|"):
            yield from closed()
            yield "row", line.strip(), 0
        elif item := _ITEM.match(line):
            yield from closed()
            open_lines.append(line[item.end():].strip())
        else:
            open_lines.append(line.strip())
    yield from closed()


def _read(kind: BlockKind, key: str) -> tuple[str | None, tuple[Cited, ...]]:
    """(who holds it, the cited runs) of one block."""
    if kind == "row":
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", key.strip().removeprefix("|").removesuffix("|"))]
        return plain(cells[0]), _cited(" ".join(cells[1:]).replace("\\|", "|"))
    return None, _cited(_NUMBERED.sub("", _ANCHOR.sub("", key)) if kind == "heading" else key)


def _cited(markdown: str) -> tuple[Cited, ...]:
    """The text cut behind each group of citations; what follows the last one has none."""
    found: list[Cited] = []
    place = 0
    for group in _LABELS.finditer(markdown):
        support = _support().match(markdown, group.end())
        labels = tuple(label[1] for label in _LABEL.finditer(group[0]))
        text = plain(markdown[place:group.start()])
        place = support.end() if support else group.end()
        pointer = _DIFFERS.match(markdown, place)
        place = pointer.end() if pointer else place
        stop = re.match(r"\s*[.!?]+(?=\s|$)", markdown[place:])  # "… hospital [1a]." of a hand edit
        place += stop.end() if stop else 0
        found.append(Cited(text, labels, int(support[1]) if support else None))
    rest = plain(markdown[place:])
    return (*found, Cited(rest, ())) if rest else tuple(found)


@cache
def _support() -> re.Pattern[str]:
    """"(2 sources)", in whatever language."""
    before, behind = ("|".join(map(re.escape, forms)) for forms in support_forms())
    return re.compile(rf"\s*\((?:{before})(\d+)(?:{behind})\)")


def plain(markdown: str) -> str:
    """What a run of Markdown says: links and emphasis without their marks, escapes undone."""
    return fold(unescape(_EMPHASIS.sub("", _SITE.sub(r"\1", _LINK.sub(r"\1", markdown)))))
