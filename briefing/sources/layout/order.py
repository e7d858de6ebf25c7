"""The order in which the lines of a page are read: columns one after the other, rows of tables whole."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from briefing.sources.layout.line import COLUMN, GAP, Line, beside, joined, level

_TOGETHER = 5  # lines that have a gap in one place, where it parts columns
_GRID = 4  # points between the places that are looked at
_APART = 30  # points between two such places
_CELLS = 0.6  # of a table's lines, that are cells
_JUMPS = 0.03  # of a page's lines, that may stand above the one before


def whole_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines with their runs joined: a file may write a line in pieces, a raised sign or another font apart."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last is not None and not last.broken and _on_one_line(last, line):
            found[-1] = joined(last, line)
        else:
            found.append(line)
    return found


def _on_one_line(one: Line, other: Line) -> bool:
    """Whether two runs are of one line, or two cells of one row: what goes on in small letters beyond a wide gap is
    another column's."""
    apart, height = other.left - one.right, max(one.height, other.height)
    return -0.2 * height < apart and level(one, other) and (apart <= GAP * height or not other.text[:1].islower())


def ordered(lines: Sequence[Line]) -> list[Line]:
    """The lines as they are read: as the file has them, unless it writes across columns or jumps back up in one."""
    gutters = _gutters(lines)
    lines = [part for line in lines for part in (_parted(line, gutters) if line.gaps else (line,))]
    across = sum(other.left - one.right > GAP * one.height and level(one, other) for one, other in pairwise(lines))
    if gutters or across >= _TOGETHER:
        return _cut(lines)
    jumps = sum(other.bottom < one.bottom - 0.5 * one.height and beside(one, other) for one, other in pairwise(lines))
    return lines if jumps <= _JUMPS * len(lines) and not _is_table(lines) else _cut(lines)


def _cut(lines: list[Line]) -> list[Line]:
    """The lines parted at empty bands, those between columns before those between blocks, and each part in its turn;
    the rows of a table stay whole."""
    height = median(line.height for line in lines)
    for ends in (_across, _down):
        parts = _parts(lines, ends, 0.8 * height)
        if len(parts) > 1 and ends is _across and _is_table(lines):
            return _rows(lines)
        if len(parts) > 1:
            return [line for part in parts for line in _cut(part)]
    return sorted(lines, key=lambda line: (round(line.bottom / max(height, 1)), line.left))


def _is_table(lines: Sequence[Line]) -> bool:
    """Whether most lines are short, have others beside them and go on from no line above: cells, which say nothing
    without their row."""
    if sum(len(line.text) < COLUMN for line in lines) <= _CELLS * len(lines):
        return False
    beside = Counter(round(line.bottom / _GRID) for line in lines)
    cells = [line for line in lines if len(line.text) < COLUMN and beside[round(line.bottom / _GRID)] > 1
             and not line.text[:1].islower() and not line.broken]
    return len(lines) >= _TOGETHER and len(cells) > _CELLS * len(lines)


def _rows(lines: Sequence[Line]) -> list[Line]:
    """The cells of each row as one line."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.bottom, line.left)):
        if found and line.bottom - found[-1].bottom < 0.5 * line.height:
            one, other = sorted((found[-1], line), key=lambda each: each.left)
            found[-1] = joined(one, other)
        else:
            found.append(line)
    return found


def _across(line: Line) -> tuple[float, float]:
    return line.left, line.right


def _down(line: Line) -> tuple[float, float]:
    return line.top, line.bottom


def _parts(lines: list[Line], ends: Callable[[Line], tuple[float, float]], least: float) -> list[list[Line]]:
    """The lines in groups between which bands of at least that width are empty."""
    found: list[list[Line]] = []
    reach = 0.0
    for line in sorted(lines, key=ends):
        start, end = ends(line)
        if not found or start - reach > least:
            found.append([])
            reach = end
        found[-1].append(line)
        reach = max(reach, end)
    return found


def _gutters(lines: Sequence[Line]) -> list[int]:
    """Where columns are parted that the file writes line by line across: many long lines have a gap in one place."""
    lines_at: Counter[int] = Counter()
    letters_at: Counter[int] = Counter()
    for line in lines:
        crossed = {x for _, left, right in line.gaps for x in range(int(left) // _GRID + 1, int(right) // _GRID + 1)}
        for x in crossed:
            lines_at[x * _GRID] += 1
            letters_at[x * _GRID] += len(line.text)
    gutters: list[int] = []
    for place, count in sorted(lines_at.items(), key=lambda each: (-each[1], each[0])):
        if count < _TOGETHER:
            break
        if letters_at[place] >= 2 * COLUMN * count and all(abs(place - each) > _APART for each in gutters):
            gutters.append(place)
    return gutters


def _parted(line: Line, gutters: Sequence[int]) -> Iterator[Line]:
    """The parts of a line between the columns."""
    start, left = 0, line.left
    cuts = [gap for gap in line.gaps if any(gap[1] < place < gap[2] for place in gutters) or _far(line, gap)]
    for end, right, behind in (*cuts, (len(line.text), line.right, 0.0)):
        words = line.text[start:end].rstrip()
        yield line._replace(
            text=words, left=left, right=right, broken=line.broken and end == len(line.text),
            gaps=tuple((place - start, x, y) for place, x, y in line.gaps if start < place < end),
            raised=tuple((a - start, b - start) for a, b in line.raised if start <= a and b <= end))
        start, left = end, behind


def _far(line: Line, gap: tuple[int, float, float]) -> bool:
    """Whether two runs of one height on the page have nothing to do with each other: both long, and far apart."""
    return gap[2] - gap[1] > 2 * line.height and min(gap[0], len(line.text) - gap[0]) > COLUMN
