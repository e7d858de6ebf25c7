"""Lines of a page with their boxes, and how they stand to each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.regex import lazy_regex

_MARK = lazy_regex(r"\d{1,3}|[*†‡§]{1,3}")
_RAISED = 0.85  # of the height of its line: a sign below that is raised

GAP = 1.2
"""Heights of a line, that the gap between two columns is wide at least."""

COLUMN = 25
"""Letters that a line of a column has on average, and a cell of a table has not."""


class Line(NamedTuple):
    """A line of a page, or the part of one that stands in a column; in points from the upper left corner. (A tuple,
    because a file has thousands and a frozen dataclass takes four times as long to make.)"""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    broken: bool = False
    """Whether its last word goes on in the next line."""

    raised: tuple[tuple[int, int], ...] = ()
    """Spans of small raised signs behind a word: marks of notes, or powers."""

    gaps: tuple[tuple[int, float, float], ...] = ()
    """Where wide gaps lie, that could part columns: the letter behind, left and right."""

    @property
    def height(self) -> float:
        """Of its letters, by their font."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of lines."""

    lines: tuple[Line, ...]
    height: float
    name: str
    """What a citation calls it: "p. 3"."""


def usual_height(sheets: Sequence[Sheet]) -> float:
    """The height of most of the text."""
    heights: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            heights[round(line.bottom - line.top, 1)] += len(line.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def beside(one: Line, other: Line) -> bool:
    """Whether two lines stand in one column."""
    _, left, _, right, *_ = one
    _, start, _, end, *_ = other
    shared = (right if right < end else end) - (left if left > start else start)
    return shared > 0.3 * (right - left) or shared > 0.3 * (end - start)


def level(one: Line, other: Line) -> bool:
    """Whether two runs stand at one height."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.height, other.height)


def joined(one: Line, other: Line) -> Line:
    """Two runs of one line; a small one of them is a raised sign."""
    apart = other.left - one.right
    gap = " " if apart > 0.15 * one.height else ""
    shift = len(one.text) + len(gap)
    raised = [*one.raised, *((start + shift, end + shift) for start, end in other.raised)]
    if one.height < _RAISED * other.height and _MARK.fullmatch(one.text):
        raised = [(0, len(one.text)), *raised]
    elif other.height < _RAISED * one.height and _MARK.fullmatch(other.text):
        raised.append((shift, shift + len(other.text)))
    tall = max(one, other, key=lambda line: line.height)
    between = ((shift, one.right, other.left),) if apart > GAP * tall.height else ()
    gaps = (*one.gaps, *between, *((place + shift, left, right) for place, left, right in other.gaps))
    return Line(one.text + gap + other.text, one.left, tall.top, other.right, tall.bottom, other.broken,
                tuple(raised), gaps)


def is_row(line: Line) -> bool:
    """Whether a line is a row of a table: short cells, none of which goes on in small letters."""
    return (bool(line.gaps) and len(line.text) < COLUMN * (len(line.gaps) + 1)
            and not any(line.text[place:place + 1].islower() for place, _, _ in line.gaps))
