"""A page of a PDF → its lines, each with its box: what the layout is read from.

The parser tells of one letter a call, and a call from Python costs several times what the parser needs for it: so the
letters that must be looked at are named first, and then asked for in one sweep.
"""

import ctypes
import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, repeat
from operator import add, sub
from typing import Any

import pypdfium2.raw as pdfium

from briefing.regex import lazy_regex
from briefing.sources.layout.line import GAP, Line

_HYPHENS = "\ufffe\x02"
"""What the parser puts where it found a word broken at the end of a line."""

_BREAK = lazy_regex(rf"[\r\n]+|[{_HYPHENS}]")
_SPACE = lazy_regex(r"\s+")
_SIGNS = lazy_regex(r"(?:\d+|[*†‡§]+)(?:[,–-]\d+)*(?![\d/⁄])")
_RIGHT_TO_LEFT = lazy_regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]{2,}")
_UPRIGHT = 0.2  # of a radian, that a line may lean
_SMALL = 0.85
"""Of the height of its line: a sign below that is raised, or lowered."""

_box, _angle = (ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0) for result, function in (
    (ctypes.c_int, pdfium.FPDFText_GetLooseCharBox), (ctypes.c_float, pdfium.FPDFText_GetCharAngle)))
"""The parser's own functions, which take what they are given unchecked: checking it costs more than they do."""

_AT_ONCE = 1_000

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the upper left corner."""

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
        return "".join(chr(pdfium.FPDFText_GetUnicode(self._page, number) or 0xFFFD) for number in range(count))

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
    typical, spans = _measured(letters, runs)
    return tuple(
        Line(_turned(letters, start, end) if turned else letters.text[start:end], left, box[1], right, box[3],
             broken, raised, gaps)
        for (start, end, broken), box, (left, right), gaps, raised, turned in zip(
            runs, typical, spans, _gaps(letters, runs, typical), _raised(letters, runs, typical),
            repeat(bool(_RIGHT_TO_LEFT.search(letters.text))), strict=False))


def _runs(text: str) -> Iterator[Run]:
    """The lines in the letters, white space around them left out."""
    start = 0
    for mark in (*_BREAK.finditer(text), None):
        end = mark.start() if mark else len(text)
        words = text[start:end]
        bare = words.lstrip()
        if bare:
            first = end - len(bare)
            yield first, first + len(bare.rstrip()), bool(mark and mark[0] in _HYPHENS)
        start = mark.end() if mark else end


def _measured(letters: Letters, runs: Sequence[Run]) -> tuple[list[Box], list[tuple[float, float]]]:
    """Of each line the box of a letter as high as most of its letters are, and where it begins and ends."""
    boxes = letters.boxes([number for start, end, _ in runs for number in (start, (start + end) // 2, end - 1)])
    typical, spans = [], []
    for three in zip(boxes, boxes, boxes, strict=True):
        typical.append(sorted(three, key=_height)[1])
        first, _, last = three
        spans.append((min(first[0], last[0]), max(first[2], last[2])))
    return typical, spans


def _height(box: Box) -> float:
    return box[3] - box[1]


def _gaps(letters: Letters, runs: Sequence[Run], typical: Sequence[Box]
          ) -> Iterator[tuple[tuple[int, float, float], ...]]:
    """(where the next word starts, left, right) of each gap of each line that could part columns."""
    spaces = [_spaces(letters.text, start, end) for start, end, _ in runs]
    before, behind = (list(chain.from_iterable(each[side] for each in spaces)) for side in (0, 1))
    lefts, rights = letters.rights(before), letters.lefts(behind)
    widths = list(map(sub, rights, lefts))
    at = 0
    for (start, _, _), (each, _), box in zip(runs, spaces, typical, strict=True):
        until, least = at + len(each), GAP * (box[3] - box[1])
        if each and max(widths[at:until]) > least:
            yield tuple((behind[number] - start, lefts[number], rights[number])
                        for number in range(at, until) if widths[number] > least)
        else:
            yield ()
        at = until


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


def _raised(letters: Letters, runs: Sequence[Run], typical: Sequence[Box]) -> Iterator[tuple[tuple[int, int], ...]]:
    """The spans of the last of some figures or signs in each line, as far as they are small and stand high."""
    signs = [hit.span() for hit in _SIGNS.finditer(letters.text)]  # none goes on beyond its line
    waiting = deque(zip(signs, letters.boxes([end - 1 for _, end in signs]), strict=True))
    for (start, end, _), box in zip(runs, typical, strict=True):
        found = []
        while waiting and waiting[0][0][0] < end:
            span, sign = waiting.popleft()
            if span[0] >= start and _is_raised(sign, box):
                found.append(_whole(letters, start, span, box))
        yield tuple(found)


def _whole(letters: Letters, line: int, signs: tuple[int, int], box: Box) -> tuple[int, int]:
    """The span in its line of signs whose last is raised, from the first on that is."""
    first = signs[1] - 1
    while first > signs[0] and _is_raised(letters.box(first - 1), box):
        first -= 1
    return first - line, signs[1] - line


def _is_raised(sign: Box, line: Box) -> bool:
    height = line[3] - line[1]
    return sign[3] - sign[1] < _SMALL * height and sign[3] < line[3] - 0.1 * height
