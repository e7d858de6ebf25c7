"""Lines with their boxes, page by page → text as it is read: columns in order, paragraphs whole, heads and feet gone.

Nothing here knows of PDF; whatever gives lines with boxes can be read by it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from briefing.sources.blocks import row

_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*\W?$")
_BULLET = re.compile(r"[•▪▫◦‣●○■□–—*]\s+\S|\(?(?:\d{1,2}|[a-z])[.)]\s+\S")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3})[.)]?\s?\S")
_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}")
_RAISED = 0.85  # of the height of its line: a sign below that is raised
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"((?:[^\W\d_]+-)*[^\W\d_]+)-?$")
_POWER = re.compile(r"(?:^|[\s\d/])(?:[kcmd]?m|km|ft|in|s|h)\s?$|(?<!\d)10$")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NUMBER = re.compile(r"\W*(?:(?:page|seite|pagina|página|p\.|s\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
                     r"(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?\W*", re.I)
_PRINTED = re.compile(r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d\d.*|\d{1,2}\.\d{1,2}\."
                      r"\d{2,4}, \d{1,2}:\d\d.*")
_EDGE, _RIM = 0.25, 0.1
"""Shares of what is written on of a page, from above and below: what repeats in the one is a running head or foot,
what is a number in the other is the page's."""

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Key = tuple[str, int]
"""The words of a line and where on its page it stands."""

GAP = 1.2
"""Heights of a line, that the gap between two columns is wide at least."""

_COLUMN = 25  # letters that a line of a column has on average, and a cell of a table has not
_TOGETHER = 5  # lines that have a gap in one place, where it parts columns
_GRID = 4  # points between the places that are looked at
_APART = 30  # points between two such places
_SAME = 0.12  # of a line's height, by which lines of one paragraph may differ
_STEP = 1.35  # of the usual distance between lines: beyond, a paragraph begins
_INDENT = 0.8  # of a line's height
_NOTES = 0.93  # of the usual height: below, a line may be a note's


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or the part of one that stands in a column; in points from the upper left corner."""

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


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph: its lines, each with the name of its page."""

    lines: tuple[tuple[Line, str], ...]
    note: bool = False


def flow(sheets: Sequence[Sheet]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text, its paragraphs with a blank line between them, and where in it each page begins."""
    bare = _without_running(sheets)
    known = Counter(_WORD.findall("\n".join(line.text for sheet in bare for line in sheet.lines).lower()))
    pieces: list[str] = []
    marks: list[tuple[int, str]] = []
    length = 0
    for paragraph in _paragraphs(bare, _usual(bare)):
        words = ""
        for (line, name), following in zip(paragraph.lines, (*paragraph.lines[1:], None), strict=True):
            if not marks or marks[-1][1] != name:
                marks.append((length + len(words), name))
            words += _spelled(line, paragraph.note)
            words = _continued(words, line, following[0], known) if following else words
        pieces.append(words)
        length += len(words) + 2
    return "\n\n".join(pieces), tuple(marks)


def heading(sheet: Sheet) -> str:
    """The largest lines of a first page, where they are larger than its text: the title as it is printed."""
    if len(sheet.lines) < 3:
        return ""
    usual = _usual([sheet])
    upper = [line for line in sheet.lines if line.top < 0.6 * sheet.height and line.height > 1.15 * usual]
    named = [line for line in upper if len(_WORD.findall(line.text)) > 1] or [
        line for line in upper if any(len(word) > 3 for word in _WORD.findall(line.text))]
    largest = max((line.height for line in named), default=0.0)
    found = [line for line in named if line.height > 0.95 * largest]
    words = " ".join(line.text.rstrip("-\xad") if line.broken else line.text for line in found[:4])
    return " ".join(words.split()) if len(found) <= 4 and len(words) <= 200 else ""


# Running heads and feet


def _without_running(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets without what stands at the head or foot of several of them, page numbers, and a browser's print
    lines."""
    counted: Counter[Key] = Counter()
    for number, sheet in enumerate(sheets):
        counted.update({key for line in _edges(sheet) for key in _keys(line, number)})
    least = max(2, round(0.25 * len(sheets)))
    repeated = {key for key, count in counted.items() if count >= least}
    return [Sheet(tuple(_kept(sheet, number, repeated)), sheet.height, sheet.name)
            for number, sheet in enumerate(sheets)]


def _keys(line: Line, number: int) -> tuple[Key, ...]:
    """What tells that a line repeats: its words, or its words with a number that counts the pages."""
    words = " ".join(line.text.split())
    counting = (f"{words[:hit.start()]}#{int(hit[0]) - number}#{words[hit.end():]}"
                for hit in re.finditer(r"(?<!\d)\d{1,4}(?!\d)", words))
    return tuple((text, round(line.bottom)) for text in (words, *counting))


def _edges(sheet: Sheet, share: float = _EDGE) -> list[Line]:
    """The lines in the upper and lower share of what is written on."""
    above = min((each.top for each in sheet.lines), default=0.0)
    below = max((each.bottom for each in sheet.lines), default=0.0)
    edge = share * (below - above)
    return [line for line in sheet.lines if line.bottom < above + edge or line.top > below - edge]


def _kept(sheet: Sheet, number: int, repeated: set[Key]) -> Iterator[Line]:
    """The lines but for those at the edge that repeat or number, from the outermost inwards."""
    above = sorted(_edges(sheet), key=lambda line: line.top)
    below = sorted(above, key=lambda line: -line.bottom)
    rim = set(map(id, _edges(sheet, _RIM)))
    dropped: set[int] = set()
    for side in (above, below):
        for line in side:
            printed = id(line) in rim and _PRINTED.fullmatch(line.text)
            numbered = id(line) in rim and _NUMBER.fullmatch(line.text)
            known = numbered or not repeated.isdisjoint(_keys(line, number))
            if not printed and (not known or _crowded(line, sheet, dropped)):
                break
            dropped.add(id(line))
    return (line for line in sheet.lines if id(line) not in dropped)


def _crowded(line: Line, sheet: Sheet, dropped: set[int]) -> bool:
    """Whether a line stands as close to others as those of a paragraph do: a head or foot keeps away."""
    return any(each is not line and id(each) not in dropped and _beside(line, each)
               and 0.5 * line.height < abs(each.bottom - line.bottom) < 1.5 * line.height for each in sheet.lines)


# Order


def _usual(sheets: Sequence[Sheet]) -> float:
    """The height of most of the text."""
    heights: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            heights[round(line.height, 1)] += len(line.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def _ordered(lines: Sequence[Line]) -> list[Line]:
    """The lines as they are read: as the file has them, unless it writes across columns or jumps back up in one."""
    gutters = _gutters(lines)
    lines = [part for line in lines for part in (_parted(line, gutters) if line.gaps else (line,))]
    across = sum(_level(one, other) and other.left - one.right > GAP * one.height for one, other in pairwise(lines))
    if gutters or across >= _TOGETHER:
        return _cut(lines)
    jumps = sum(_beside(one, other) and other.bottom < one.bottom - 0.5 * one.height for one, other in pairwise(lines))
    return lines if jumps <= 0.03 * len(lines) and not _is_table(lines) else _cut(lines)


def _beside(one: Line, other: Line) -> bool:
    """Whether two lines stand in one column."""
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > 0.3 * min(one.right - one.left, other.right - other.left)


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
    beside = Counter(round(line.bottom / _GRID) for line in lines)
    cells = [line for line in lines if len(line.text) < _COLUMN and beside[round(line.bottom / _GRID)] > 1
             and not line.text[:1].islower() and not line.broken]
    return len(lines) >= _TOGETHER and len(cells) > 0.6 * len(lines)


def _rows(lines: Sequence[Line]) -> list[Line]:
    """The cells of each row as one line."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.bottom, line.left)):
        if found and line.bottom - found[-1].bottom < 0.5 * line.height:
            one, other = sorted((found[-1], line), key=lambda each: each.left)
            found[-1] = _joined(one, other)
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


# Paragraphs


def _paragraphs(sheets: Sequence[Sheet], usual: float) -> list[Placed]:
    """The paragraphs, one that goes on in the next column or on the next page whole, notes after the one they break."""
    found: list[Placed] = []
    waiting: list[Placed] = []
    for sheet in sheets:
        for block in _blocks(_ordered(_whole(sheet.lines))):
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
    found: list[list[Line]] = []
    for line in lines:
        last = found[-1][-1] if found else None
        if last is not None and not _marked(line) and _follows(last, line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _follows(one: Line, other: Line) -> bool:
    """Whether a line stands below another in its column, in letters of its height."""
    alike = abs(other.height - one.height) <= _SAME * max(other.height, one.height)
    return alike and _beside(one, other) and 0 <= other.bottom - one.bottom < 2.5 * other.height


def _whole(lines: Sequence[Line]) -> list[Line]:
    """The lines with their runs joined: a file may write a line in pieces, a raised sign or another font apart."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last is not None and not last.broken and _on_one_line(last, line):
            found[-1] = _joined(last, line)
        else:
            found.append(line)
    return found


def _on_one_line(one: Line, other: Line) -> bool:
    """Whether two runs are of one line, or two cells of one row: what goes on in small letters beyond a wide gap is
    another column's."""
    apart, height = other.left - one.right, max(one.height, other.height)
    return _level(one, other) and -0.2 * height < apart and (apart <= GAP * height or not other.text[:1].islower())


def _level(one: Line, other: Line) -> bool:
    """Whether two runs stand at one height."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.height, other.height)


def _joined(one: Line, other: Line) -> Line:
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
        if letters_at[place] >= 2 * _COLUMN * count and all(abs(place - each) > _APART for each in gutters):
            gutters.append(place)
    return gutters


def _parted(line: Line, gutters: Sequence[int]) -> Iterator[Line]:
    """The parts of a line between the columns."""
    start, left = 0, line.left
    cuts = [gap for gap in line.gaps if any(gap[1] < place < gap[2] for place in gutters) or _far(line, gap)]
    for end, right, behind in (*cuts, (len(line.text), line.right, 0.0)):
        words = line.text[start:end].rstrip()
        yield replace(
            line, text=words, left=left, right=right, broken=line.broken and end == len(line.text),
            gaps=tuple((place - start, x, y) for place, x, y in line.gaps if start < place < end),
            raised=tuple((a - start, b - start) for a, b in line.raised if start <= a and b <= end))
        start, left = end, behind


def _far(line: Line, gap: tuple[int, float, float]) -> bool:
    """Whether two runs of one height on the page have nothing to do with each other: both long, and far apart."""
    return gap[2] - gap[1] > 2 * line.height and min(gap[0], len(line.text) - gap[0]) > _COLUMN


def _split(block: Sequence[Line], note: bool) -> Iterator[list[Line]]:
    """The paragraphs of a block: a wider step, an indent, a bullet, or room left on the line before begins one."""
    steps = [other.bottom - one.bottom for one, other in pairwise(block)]
    usual = median(steps) if steps else 0.0
    spans = {id(line): _span(line) for line in block}
    left = sorted(start for start, _ in spans.values())[len(block) // 2]
    right = max(end for _, end in spans.values())
    begins = _NOTE if note else _BULLET
    lines = [block[0]]
    for one, other in pairwise(block):
        inset = _INDENT * other.height
        indented = spans[id(other)][0] - left > inset and spans[id(one)][0] - left <= inset
        begun = (_cells(one) or _cells(other) or other.bottom - one.bottom > _STEP * usual
                 or indented or begins.match(other.text)
                 or _had_room(one, other, spans[id(one)][1] - left, right - left))
        if begun and not one.broken and not one.text.endswith("-"):
            yield lines
            lines = []
        lines.append(other)
    yield lines


def _span(line: Line) -> tuple[float, float]:
    """Where a line begins and ends as it is read: of one that runs to the left, seen in a mirror."""
    mirrored = len(_RIGHT_TO_LEFT.findall(line.text)) > 0.5 * len(line.text)
    return (-line.right, -line.left) if mirrored else (line.left, line.right)


def _had_room(one: Line, other: Line, filled: float, width: float) -> bool:
    """Whether the next line's first word would have fitted on a line: then it was broken on purpose."""
    letter = (other.right - other.left) / max(1, len(other.text))
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
    return not any(line.top > block[-1].bottom and _beside(line, block[0]) and line.height >= _NOTES * usual
                   for line in sheet.lines)


def _cells(line: Line) -> bool:
    """Whether a line is a row of a table: short cells, none of which goes on in small letters."""
    return (bool(line.gaps) and len(line.text) < _COLUMN * (len(line.gaps) + 1)
            and not any(line.text[place:place + 1].islower() for place, _, _ in line.gaps))


def _marked(line: Line) -> bool:
    """Whether a line opens with the raised mark of a note."""
    return any(start == 0 for start, _ in line.raised)


def _goes_on(last: Line, first: Line) -> bool:
    """Whether a paragraph goes on in another column or on another page."""
    alike = abs(first.height - last.height) <= _SAME * max(first.height, last.height)
    elsewhere = first.bottom < last.top or not _beside(last, first)
    if not alike or not elsewhere or _BULLET.match(first.text) or _cells(last) or _cells(first):
        return False
    return last.broken or (not _TERMINAL.search(last.text) and (first.text[:1].islower() or len(last.text) > _COLUMN))


# Letters


def _spelled(line: Line, note: bool) -> str:
    """What a line says: marks of notes gone, powers as such, the mark of a note apart from its words, cells parted."""
    text = line.text
    if _cells(line) and not line.raised:
        ends = [place for place, _, _ in line.gaps]
        cells = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
        return row(cells)
    for start, end in reversed(line.raised if not note else line.raised[1:]):
        power = _POWER.search(text[:start])
        sign = text[start:end].translate(_SUPERSCRIPT) if power else ""
        text = (text[:start] if sign else text[:start].rstrip()) + sign + text[end:]
    text = re.sub(r"^(\d{1,3}|[*†‡§]+)(?=[^\W\d_])", r"\1 ", text) if note else text
    return " ".join(text.replace("\xad", "").split())


def _continued(text: str, line: Line, following: Line, known: Counter[str]) -> str:
    """The text ready for the next line: a broken word whole again, else a space."""
    if re.fullmatch(r"\d[-–/]", text[-2:]) and following.text[:1].isdigit():
        return text
    first = _WORD.match(following.text.lstrip())
    before = _LAST_WORD.search(text[-60:])
    if not (line.broken or (before and text.endswith("-"))) or first is None:
        return f"{text} "
    bare = text.removesuffix("-")
    if before is None:
        return f"{bare}-"
    whole, parted = (before[1] + first[0]).lower(), f"{before[1]}-{first[0]}".lower()
    keeps = not first[0][0].islower() or (known[parted] and not known[whole]) or "-" in before[1]
    return f"{bare}-" if keeps else bare
