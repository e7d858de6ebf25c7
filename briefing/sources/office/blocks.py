"""Paragraphs, list items, table rows and notes of an office document → its text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from briefing.regex import lazy_regex

BlockKind = Literal["paragraph", "item", "row", "note"]
_BLANKS = lazy_regex(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that stands on lines of its own."""

    kind: BlockKind
    text: str
    place: str = ""
    """What a citation says of where it stands: "slide 3"."""


def laid_out(blocks: Iterable[Block]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text, a blank line between paragraphs, items and rows one to a line; and where each place begins."""
    pieces: list[str] = []
    marks: list[tuple[int, str]] = []
    length = 0
    last: BlockKind | None = None
    for block in blocks:
        words = "\n".join(_BLANKS.sub(" ", line).strip() for line in block.text.split("\n")).strip()
        if not words:
            continue
        words = f"- {words}" if block.kind == "item" else words
        close = last == block.kind and last in ("item", "row")
        between = "" if last is None else "\n" if close else "\n\n"
        if block.place and (not marks or marks[-1][1] != block.place):
            marks.append((length + len(between), block.place))
        pieces += (between, words)
        length += len(between) + len(words)
        last = block.kind
    return "".join(pieces), tuple(marks)


def row(cells: Iterable[str]) -> str:
    """The cells of a row on one line."""
    return " | ".join(" ".join(cell.split()) for cell in cells if cell.strip())
