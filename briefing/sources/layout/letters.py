"""A page of a PDF → its lines, each with its box: what the layout is read from.

The parser tells of one letter a call, and calls are what a page costs beyond its parsing: so of each line two letters
are asked for, and each of its words only where it, or one of every few, may have a gap between columns.
"""

import ctypes
import re
from bisect import bisect
from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, repeat
from operator import add, sub, truediv
from statistics import median_low
from typing import Any

import pypdfium2.raw as pdfium

from briefing.regex import lazy_regex
from briefing.sources.layout.line import GAP, Line

_HYPHENS = "\ufffe\x02"
"""What the parser puts where it found a word broken at the end of a line."""

_BROKEN = tuple(_HYPHENS)
_WORDS = lazy_regex(rf"[^\s{_HYPHENS}][^\r\n{_HYPHENS}]*")
_SPACE = lazy_regex(r"\s+")
_SIGNS = lazy_regex(r"[\d*†‡§](?:(?<=\d)\d*|(?<=[*†‡§])[*†‡§]*)(?:[,–-]\d+)*(?![\d/⁄])")
"""One of the signs first: so a search passes quickly over all that is none."""

_RIGHT_TO_LEFT = lazy_regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]{2,}")
_UPRIGHT = 0.2  # of a radian, that a line may lean
_SMALL = 0.85
"""Of the height of its line: a sign below that is raised, or lowered."""

_EVEN = 0.01  # of a point, by which the heights of letters of one font may differ
_NARROW = b" !'()*,-./:;I[]fijlrt|"
"""Half as wide as other letters."""

_EXCESS = 0.5
"""Of a gap, by which a line that may have one is wider than its letters need."""

_EVERY = 10  # lines, of which one is looked at in any case
_FEW = 20  # lines of a page, too few to tell how wide its letters are

_box, _angle, _letter = (
    ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0) for result, function in (
        (ctypes.c_int, pdfium.FPDFText_GetLooseCharBox), (ctypes.c_float, pdfium.FPDFText_GetCharAngle),
        (ctypes.c_uint, pdfium.FPDFText_GetUnicode)))
"""The parser's own functions, which take what they are given unchecked: checking it costs more than they do."""

_AT_ONCE = 1_000

_line: Any = partial(tuple.__new__, Line)  # a tuple of its fields as a line: a tenth of what naming them costs

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the upper left corner."""

Gap = tuple[int, float, float]
"""Where in its line the next word starts, left, right."""

Run = tuple[int, int, bool]
"""Where a line starts and ends among the letters, and whether its last word goes on in the next one."""


class Room:
    """Where the parser writes the edges of letters: made once for a file, because that takes as long as to fill it."""

    def __init__(self) -> None:
        found = (pdfium.FS_RECTF * _AT_ONCE)()
        self._floats = memoryview(found).cast("B").cast("f")
        self._places = [ctypes.byref(found, number * ctypes.sizeof(pdfium.FS_RECTF)) for number in range(_AT_ONCE)]

    def edges(self, page: ctypes.c_void_p, numbers: Sequence[int], every: slice = slice(None)) -> list[float]:
        """Left, top, right and bottom of each of these letters, one after the other, from the lower left corner; with
        `every` some of them, as in [2::4]."""
        found: list[float] = []
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start:start + _AT_ONCE]
            deque(map(_box, repeat(page), some, self._places), maxlen=0)
            found += self._floats[:4 * len(some)][every].tolist()
        return found


class Letters:
    """The letters of a page in the order of the file, and their boxes: by the font, as high as that is, not the
    letter."""

    def __init__(self, page: Any, room: Room) -> None:
        self._page = page.get_textpage()
        self._there = ctypes.cast(self._page.raw, ctypes.c_void_p)
        self._height = page.get_height()
        self._room = room
        self.text = self._text()

    def _text(self) -> str:
        """One character a letter, so that their numbers are those of the boxes."""
        count = self._page.count_chars()
        text: str = self._page.get_text_range() if count > 0 else ""
        if len(text) == count:
            return text
        return "".join(chr(each or 0xFFFD) for each in map(_letter, repeat(self._there), range(count)))

    def lefts(self, numbers: Sequence[int]) -> list[float]:
        """Where these letters begin."""
        return self._room.edges(self._there, numbers, slice(0, None, 4))

    def rights(self, numbers: Sequence[int]) -> list[float]:
        """Where these letters end."""
        return self._room.edges(self._there, numbers, slice(2, None, 4))

    def boxes(self, numbers: Sequence[int]) -> Iterator[Box]:
        """The boxes of these letters."""
        edges, height = iter(self._room.edges(self._there, numbers)), self._height
        for left, top, right, bottom in zip(edges, edges, edges, edges, strict=True):
            yield left, height - top, right, height - bottom

    def box(self, number: int) -> Box:
        """The box of one letter."""
        return next(self.boxes((number,)))

    def upright(self, runs: Sequence[Run]) -> list[Run]:
        """The lines that do not lean; all where most do."""
        angles = map(_angle, repeat(self._there), [start for start, _, _ in runs])
        found = [run for run, angle in zip(runs, angles, strict=True)
                 if not _UPRIGHT < angle < 2 * 3.14159 - _UPRIGHT]
        return found if 2 * len(found) >= len(runs) else list(runs)


def lines(page: Any, room: Room) -> tuple[Line, ...]:
    """The upright lines of a page in the order of the file."""
    letters = Letters(page, room)
    runs = letters.upright(list(_runs(letters.text)))
    found = list(_measured(letters, runs))
    if not letters.text.isascii() and _RIGHT_TO_LEFT.search(letters.text):
        found = [line._replace(text=_turned(letters, start, end))
                 for line, (start, end, _) in zip(found, runs, strict=True)]
    raised = _raised(letters, runs, found)
    for number, gaps in _gaps(letters, runs, found).items():
        found[number] = found[number]._replace(gaps=gaps)
    for number, signs in raised.items():
        found[number] = found[number]._replace(raised=signs)
    return tuple(found)


def _runs(text: str) -> Iterator[Run]:
    """The lines in the letters, white space around them left out."""
    for hit in _WORDS.finditer(text):
        start, end = hit.span()
        yield start, start + len(hit[0].rstrip()), text[end:end + 1] in _BROKEN


def _measured(letters: Letters, runs: Sequence[Run]) -> Iterator[Line]:
    """The lines, each as high as most of its letters are."""
    boxes = letters.boxes(list(chain.from_iterable((start, end - 1) for start, end, _ in runs)))
    text = letters.text
    for (start, end, broken), first, last in zip(runs, boxes, boxes, strict=True):
        left, top, right, bottom = first
        if abs(top - last[1]) > _EVEN or abs(bottom - last[3]) > _EVEN:
            _, top, _, bottom = sorted((first, letters.box((start + end) // 2), last), key=_height)[1]
        yield _line((text[start:end], min(left, last[0]), top, max(right, last[2]), bottom, broken, (), ()))


def _height(box: Box) -> float:
    return box[3] - box[1]


def _gaps(letters: Letters, runs: Sequence[Run], lines: Sequence[Line]) -> dict[int, tuple[Gap, ...]]:
    """By the number of its line, each gap that could part columns.

    Looked for in lines that are wider than their letters need, and in one of every few; where one of these has some
    that is no running head, in all.
    """
    signs = letters.text.encode("ascii", "replace")
    needed = [(end - start + len(signs[start:end].translate(None, _NARROW))) * (line.bottom - line.top) or 1.0
              for (start, end, _), line in zip(runs, lines, strict=True)]
    widths = [line.right - line.left for line in lines]
    rim = {0, 1, len(runs) - 2, len(runs) - 1}
    usual = median_low(map(truediv, widths, needed)) if runs else 0.0
    likely = [number for number, (width, need, line) in enumerate(zip(widths, needed, lines, strict=True))
              if not number % _EVERY or number in rim or width - usual * need > _EXCESS * GAP * line.height]
    found = _parted(letters, runs, lines, likely)
    if len(runs) < _FEW or not found.keys() <= rim:
        found |= _parted(letters, runs, lines, sorted({*range(len(runs))}.difference(likely)))
    return found


def _parted(letters: Letters, runs: Sequence[Run], lines: Sequence[Line], numbers: Sequence[int]
            ) -> dict[int, tuple[Gap, ...]]:
    """The gaps of the lines of these numbers."""
    spaces = [_spaces(letters.text, *runs[number][:2]) for number in numbers]
    before, behind = (list(chain.from_iterable(each[side] for each in spaces)) for side in (0, 1))
    lefts, rights = letters.rights(before), letters.lefts(behind)
    widths = list(map(sub, rights, lefts))
    found: dict[int, tuple[Gap, ...]] = {}
    at = 0
    for number, (each, _) in zip(numbers, spaces, strict=True):
        until, least = at + len(each), GAP * lines[number].height
        if each and max(widths[at:until]) > least:
            found[number] = tuple((behind[place] - runs[number][0], lefts[place], rights[place])
                                  for place in range(at, until) if widths[place] > least)
        at = until
    return found


def _spaces(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """The letters before and behind each white space of a line: where a word ends and where the next one starts."""
    lengths = list(map(len, text[start:end].split()))
    if sum(lengths) + len(lengths) - 1 != end - start:  # nearly all lines have one blank a space
        hits = list(_SPACE.finditer(text, start, end))
        return [hit.start() - 1 for hit in hits], [hit.end() for hit in hits]
    lengths.pop()
    before = list(map(add, accumulate(lengths), range(start - 1, end)))
    return before, [number + 2 for number in before]


def _turned(letters: Letters, start: int, end: int) -> str:
    """A line, its words of scripts that run to the left in the order in which they are read: some files write them as
    they look."""
    def turned(word: re.Match[str]) -> str:
        first, last = letters.boxes((start + word.start(), start + word.end() - 1))
        return word[0][::-1] if first[0] < last[0] else word[0]

    return _RIGHT_TO_LEFT.sub(turned, letters.text[start:end])


def _raised(letters: Letters, runs: Sequence[Run], lines: Sequence[Line]) -> dict[int, tuple[tuple[int, int], ...]]:
    """By the number of its line, the spans of the last of some figures or signs, as far as they are small and stand
    high."""
    signs = [hit.span() for hit in _SIGNS.finditer(letters.text)]  # none goes on beyond its line
    starts = [start for start, _, _ in runs]
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for span, sign in zip(signs, letters.boxes([end - 1 for _, end in signs]), strict=True):
        number = bisect(starts, span[0]) - 1
        if number >= 0 and span[0] < runs[number][1] and _is_raised(sign, lines[number]):
            found[number] = (*found.get(number, ()), _whole(letters, runs[number], span, lines[number]))
    return found


def _whole(letters: Letters, run: Run, signs: tuple[int, int], line: Line) -> tuple[int, int]:
    """The span in its line of signs whose last is raised, from the first on that is."""
    first = signs[1] - 1
    while first > signs[0] and _is_raised(letters.box(first - 1), line):
        first -= 1
    return first - run[0], signs[1] - run[0]


def _is_raised(sign: Box, line: Line) -> bool:
    return sign[3] - sign[1] < _SMALL * line.height and sign[3] < line.bottom - 0.1 * line.height
