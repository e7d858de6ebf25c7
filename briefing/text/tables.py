"""Rows of a table that a text has kept, one a line, each with what the head of the table calls its cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from briefing.regex import lazy_regex

BAR = "|"
RULE = lazy_regex(r"\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?)?\s*")
"""The line of dashes below the head of a table in Markdown."""

FIGURE = lazy_regex(r"[^\w(]{0,2}\d[\d.,'’\u00a0\u202f ]*\s?\W?(?:[^\W\d_]{1,12}\.?){0,2}")
"""A cell that is a figure: "21", "+4", "42.3 %", "1 200 km"."""

YEAR = lazy_regex(r"(?:19|20)\d\d")
UNIT = lazy_regex(r"\s*[(\[](?P<unit>[^)\]]{1,24})[)\]]\s*$")
"""What the figures of a column are in, as its head says it: "Damage (million euros)"."""

SIGNS = lazy_regex("[\u3040-\u30ff\u3400-\u9fff]")
MOST = 12
"""Cells of a row; what has more is a sheet of data, no table of a report."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row under the head of its table."""

    label: str
    """Its first cell, which says what the others are of."""

    cells: tuple[tuple[str, str], ...]
    """The others that are not empty, each behind the head of its column."""

    @property
    def told(self) -> str:
        """The row as a line of its own: "Harbour Party – Seats: 21; Change: +4." """
        if SIGNS.search(self.label):
            return f"{self.label}：" + "；".join(f"{head} {cell}" for head, cell in self.cells) + "。"
        return f"{self.label} – " + "; ".join(f"{head}: {cell}" for head, cell in self.cells) + "."

    @property
    def counted(self) -> str:
        """The row as a report would count, a clause each: "21 · Seats · Dock List; +4 · Change · Dock List"."""
        return "; ".join(self._clauses)

    def head_at(self, place: int) -> str:
        """What the column is called whose figure stands at a place of `counted`, in small letters."""
        heads = [head for head, cell in self.cells if _is_counted(cell)]
        return heads[self.counted.count(";", 0, place)].casefold()

    @property
    def _clauses(self) -> tuple[str, ...]:
        return tuple(f"{_counted(head, cell)} · {self.label}".replace(";", ",")
                     for head, cell in self.cells if _is_counted(cell))


def is_row(line: str) -> bool:
    """Whether a line looks like a row: bars between its cells."""
    return " | " in line.strip(f"{BAR} ") and not RULE.fullmatch(line)


def is_rule(line: str) -> bool:
    """Whether a line is the dashes below a head."""
    return RULE.fullmatch(line) is not None and BAR in line


def is_figure(cell: str) -> bool:
    """Whether a cell is a figure."""
    return FIGURE.fullmatch(cell) is not None


def _is_counted(cell: str) -> bool:
    return is_figure(cell) and not YEAR.fullmatch(cell)


@lru_cache(maxsize=1024)
def row(line: str, head: str) -> Row | None:
    """A row under its head; None where the two do not fit."""
    cells, heads = _cells(line), _cells(head)
    if len(heads) + 1 == len(cells):
        heads = ("", *heads)  # the corner is empty
    if len(cells) != len(heads) or not cells[0] or is_figure(cells[0]):
        return None
    told = tuple((name, cell) for name, cell in zip(heads[1:], cells[1:], strict=True) if name and cell)
    return Row(cells[0], told) if told else None


def heads(lines: Sequence[str]) -> tuple[int | None, ...]:
    """For each line the place of the head of its table; None for what is no row below one, and -1 for the rest of a
    table: its head and its dashes.

    A table is two rows or more of like many cells, the first without a figure and another with one.
    """
    found: list[int | None] = [None] * len(lines)
    for _, places in groupby(range(len(lines)), key=lambda at: is_row(lines[at]) or is_rule(lines[at])):
        block = list(places)
        if is_row(lines[block[0]]) or is_rule(lines[block[0]]):
            for at, head in _headed(lines, block):
                found[at] = head
    return tuple(found)


def _headed(lines: Sequence[str], block: Sequence[int]) -> Iterator[tuple[int, int]]:
    rows = [at for at in block if not is_rule(lines[at])]
    first = _lowest_head([lines[at] for at in rows], rows)
    if first is None:
        return
    below = [at for at in rows if at > first]
    fitting = [at for at in below if row(lines[at], lines[first])]
    if not _is_head(lines[first]) or not any(is_figure(cell) for at in fitting for cell in _cells(lines[at])[1:]):
        return
    yield from ((at, first) for at in fitting)
    yield from ((at, -1) for at in block if at not in fitting and at not in below)


def _lowest_head(lines: Sequence[str], places: Sequence[int]) -> int | None:
    """The place of the head that stands right above the rows: below one that spans several columns ("| 2031 |  |") the
    next row says what each of them is."""
    for line, following, place in zip(lines, (*lines[1:], ""), places, strict=False):
        if not (_is_head(line) and "" in _cells(line)[1:] and _is_head(following)):
            return place
    return None


def _is_head(line: str) -> bool:
    cells = _cells(line)
    return 1 < len(cells) <= MOST and not any(_is_counted(cell) for cell in cells)


@lru_cache(maxsize=4096)
def _cells(line: str) -> tuple[str, ...]:
    line = line.strip()
    bare = line[1:-1] if line.startswith(BAR) and line.endswith(BAR) and len(line) > 1 else line
    return tuple(cell.strip() for cell in bare.split(BAR))


def _counted(head: str, cell: str) -> str:
    """A figure before what it counts, in the unit that the head says: "38 million euros · Damage"."""
    unit = UNIT.search(head)
    return f"{cell} {unit['unit']} · {head[: unit.start()]}" if unit else f"{cell} · {head}"
