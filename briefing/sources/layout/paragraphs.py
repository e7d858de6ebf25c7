"""Lines in order → paragraphs, whole across columns and pages, with notes behind the one they interrupt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from briefing.regex import lazy_regex
from briefing.sources.layout.line import COLUMN, Line, Sheet, beside, is_row
from briefing.sources.layout.order import ordered, whole_lines

_TERMINAL = lazy_regex(r"[.!?…:;][\"'”’»)\]]*\W?$")
_BULLET = lazy_regex(r"[•▪▫◦‣●○■□–—*]\s+\S|\(?(?:\d{1,2}|[a-z])[.)]\s+\S")
_NOTE = lazy_regex(r"(?:\d{1,3}|[*†‡§]{1,3})[.)]?\s?\S")
_RIGHT_TO_LEFT = lazy_regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SAME = 0.12  # of a line's height, by which lines of one paragraph may differ
_STEP = 1.35  # of the usual distance between lines: beyond, a paragraph begins
_INDENT = 0.8  # of a line's height
_NOTES = 0.93  # of the usual height: below, a line may be a note's


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph: its lines, each with the name of its page."""

    lines: tuple[tuple[Line, str], ...]
    note: bool = False


def paragraphs(sheets: Sequence[Sheet], usual: float) -> list[Placed]:
    """The paragraphs, one that goes on in the next column or on the next page whole, notes after the one they break."""
    found: list[Placed] = []
    waiting: list[Placed] = []
    for sheet in sheets:
        for block in _blocks(ordered(whole_lines(sheet.lines))):
            note = _is_note(block, sheet, usual)
            for lines in _split(block, note):
                placed = Placed(tuple((line, sheet.name) for line in lines), note)
                last = found[-1] if found else None
                if note:
                    waiting.append(placed)
                elif last and _goes_on(last.lines[-1][0], lines[0]):
                    found[-1] = Placed((*last.lines, *placed.lines))
                else:
                    found += waiting
                    waiting = []
                    found.append(placed)
    return found + waiting


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines, one below the other in one column and of one height."""
    found = [[line] for line in lines[:1]]
    for last, line in pairwise(lines):
        if not (line.raised and _marked(line)) and _follows(last, line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _follows(one: Line, other: Line) -> bool:
    """Whether a line stands below another in its column, in letters of its height."""
    height, before = other.bottom - other.top, one.bottom - one.top
    return (0 <= other.bottom - one.bottom < 2.5 * height and abs(height - before) <= _SAME * max(height, before)
            and beside(one, other))


def _split(block: Sequence[Line], note: bool) -> Iterator[list[Line]]:
    """The paragraphs of a block: a wider step, an indent, a bullet, or room left on the line before begins one."""
    steps = [other.bottom - one.bottom for one, other in pairwise(block)]
    usual = median(steps) if steps else 0.0
    starts, ends = zip(*map(_span, block), strict=True)
    left, right = sorted(starts)[len(block) // 2], max(ends)
    begins = (_NOTE if note else _BULLET).match
    first = 0
    for number, (one, other) in enumerate(pairwise(block)):
        if one.broken or one.text.endswith("-"):
            continue
        inset = _INDENT * (other.bottom - other.top)
        if (steps[number] > _STEP * usual or starts[number + 1] - left > inset >= starts[number] - left
                or _had_room(one, other, ends[number] - left, right - left) or begins(other.text)
                or (one.gaps and is_row(one)) or (other.gaps and is_row(other))):
            yield list(block[first:number + 1])
            first = number + 1
    yield list(block[first:])


def _span(line: Line) -> tuple[float, float]:
    """Where a line begins and ends as it is read: of one that runs to the left, seen in a mirror."""
    mirrored = not line.text.isascii() and len(_RIGHT_TO_LEFT.findall(line.text)) > 0.5 * len(line.text)
    return (-line.right, -line.left) if mirrored else (line.left, line.right)


def _had_room(one: Line, other: Line, filled: float, width: float) -> bool:
    """Whether the next line's first word would have fitted on a line: then it was broken on purpose."""
    letter = (other.right - other.left) / max(1, len(other.text))
    if filled + 3 * letter >= width:
        return False
    word = other.text.split(maxsplit=1)[0]
    if filled + (len(word) + 2) * letter >= width:
        return False
    return bool(_TERMINAL.search(one.text)) or (filled < 0.6 * width and not word[0].islower())


def _is_note(block: Sequence[Line], sheet: Sheet, usual: float) -> bool:
    """Whether a block is notes at the foot of its column: numbered, by a raised number or in small letters, and with
    no other text below it."""
    small = block[0].height < _NOTES * usual and _NOTE.match(block[0].text)
    if not (_marked(block[0]) or small):
        return False
    return not any(line.top > block[-1].bottom and beside(line, block[0]) and line.height >= _NOTES * usual
                   for line in sheet.lines)


def _marked(line: Line) -> bool:
    """Whether a line opens with the raised mark of a note."""
    return bool(line.raised) and any(start == 0 for start, _ in line.raised)


def _goes_on(last: Line, first: Line) -> bool:
    """Whether a paragraph goes on in another column or on another page."""
    alike = abs(first.height - last.height) <= _SAME * max(first.height, last.height)
    elsewhere = first.bottom < last.top or not beside(last, first)
    if not alike or not elsewhere or _BULLET.match(first.text) or is_row(last) or is_row(first):
        return False
    return last.broken or (not _TERMINAL.search(last.text) and (first.text[:1].islower() or len(last.text) > COLUMN))
