"""A page of a PDF → its lines, each with its box: what the layout is read from."""

import ctypes
import re
from collections.abc import Iterator
from statistics import fmean
from typing import Any

import pypdfium2.raw as pdfium

from briefing.regex import lazy_regex
from briefing.sources.layout.line import GAP, Line

_HYPHENS = "\ufffe\x02"
"""What the parser puts where it found a word broken at the end of a line."""

_BREAK = lazy_regex(rf"[\r\n]+|[{_HYPHENS}]")
_SIGNS = lazy_regex(r"(?:\d+|[*†‡§]+)(?:[,–-]\d+)*(?![\d/⁄])")
_RIGHT_TO_LEFT = lazy_regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]{2,}")
_ROOM = 0.5
"""Heights of a line, that it is wider than its letters need where gaps are looked for: of 1,287 lines with a gap, in
the test files of three PDF libraries, so 94 in a hundred are found, and 12 in a hundred of all are looked at."""

_UPRIGHT = 0.2  # of a radian, that a line may lean
_SMALL = 0.85
"""Of the height of its line: a sign below that is raised, or lowered."""


class Letters:
    """The letters of a page in the order of the file, and their boxes."""

    def __init__(self, page: Any) -> None:
        self._handle = page.get_textpage()
        self._page_height = page.get_height()
        self._box = pdfium.FS_RECTF()
        self._there = ctypes.byref(self._box)
        self._raw = self._handle.raw
        self._edges = [ctypes.c_double() for _ in range(4)]
        self.text = self._text()

    def _text(self) -> str:
        """One character a letter, so that their numbers are those of the boxes."""
        count = self._handle.count_chars()
        text: str = self._handle.get_text_range() if count > 0 else ""
        if len(text) == count:
            return text
        return "".join(chr(pdfium.FPDFText_GetUnicode(self._raw, number) or 0xFFFD)
                       for number in range(count))

    def box(self, number: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a letter, by its font: as high as the font is, not the letter."""
        box, height = self._box, self._page_height
        pdfium.FPDFText_GetLooseCharBox(self._raw, number, self._there)
        return box.left, height - box.top, box.right, height - box.bottom

    def pieces(self, start: int, end: int) -> int:
        """In how many pieces the file writes some letters."""
        return int(pdfium.FPDFText_CountRects(self._raw, start, end - start))

    def are_apart(self, start: int, end: int, least: float) -> bool:
        """Whether two pieces of a line stand apart."""
        left, top, right, bottom = self._edges
        reach = None
        for number in range(self.pieces(start, end)):
            pdfium.FPDFText_GetRect(self._raw, number, left, top, right, bottom)
            if reach is not None and left.value - reach > least:
                return True
            reach = right.value
        return False

    def leans(self, number: int) -> bool:
        """Whether a letter does not stand upright."""
        angle = pdfium.FPDFText_GetCharAngle(self._raw, number)
        return bool(_UPRIGHT < angle < 2 * 3.14159 - _UPRIGHT)


def lines(page: Any) -> tuple[Line, ...]:
    """The upright lines of a page in the order of the file."""
    letters = Letters(page)
    runs = [_Run(letters, *each) for each in _spans(letters.text)]
    upright = [each for each in runs if not each.leans(letters)]
    kept = upright if 2 * len(upright) >= len(runs) else runs
    letter = fmean(each.letter for each in kept) if kept else 0.0
    return tuple(_line(letters, each, letter) for each in kept)


class _Run:
    """The letters of one line, looked at no closer than is needed."""

    __slots__ = ("broken", "end", "first", "height", "last", "letter", "pieces", "start")

    def __init__(self, letters: Letters, start: int, end: int, broken: bool) -> None:
        self.start, self.end, self.broken = start, end, broken
        self.first = letters.box(start)
        self.last = letters.box(end - 1) if end - 1 > start else self.first
        self.pieces = letters.pieces(start, end)
        """How many times the file sets out to write what is in the line."""

        self.height = self.first[3] - self.first[1]
        widths = self.first[2] - self.first[0] + self.last[2] - self.last[0]
        self.letter = widths / (2 * self.height) if self.height > 0 else 0.0
        """The width of its letters in heights of it, as its first and last tell."""

    def has_room(self, letter: float) -> bool:
        """Whether the line is wider than its letters need, whose usual width that is: a gap may lie between them."""
        return self.last[2] - self.first[0] > ((self.end - self.start) * letter + _ROOM) * self.height

    def leans(self, letters: Letters) -> bool:
        """Whether the line does not stand upright; asked where its ends stand as if it might not."""
        run, fall = self.last[0] - self.first[0], abs(self.last[3] - self.first[3])
        return fall >= 0.1 * run and letters.leans(self.start)


def _spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether its last word is broken) of each line in the letters, white space around it left out."""
    start = 0
    for mark in (*_BREAK.finditer(text), None):
        end = mark.start() if mark else len(text)
        words = text[start:end]
        if bare := words.strip():
            first = start + len(words) - len(words.lstrip())
            yield first, first + len(bare), bool(mark and mark[0] in _HYPHENS)
        start = mark.end() if mark else end


def _turned(letters: Letters, start: int, word: re.Match[str]) -> str:
    """A word of a script that runs to the left, in the order in which it is read: some files write it as it looks."""
    first, last = letters.box(start + word.start()), letters.box(start + word.end() - 1)
    return word[0][::-1] if first[0] < last[0] else word[0]


def _gaps(letters: Letters, start: int, text: str, height: float) -> tuple[tuple[int, float, float], ...]:
    """(where the next word starts, left, right) of each gap of a line that could part columns."""
    found = []
    for space in re.finditer(r"\s+", text):
        left, right = letters.box(start + space.start() - 1)[2], letters.box(start + space.end())[0]
        if right - left > GAP * height:
            found.append((space.end(), left, right))
    return tuple(found)


def _line(letters: Letters, run: _Run, letter: float) -> Line:
    """A line with its box; the height is that of most of its letters."""
    start, end, first, last = run.start, run.end, run.first, run.last
    text = letters.text[start:end]
    if not text.isascii():
        text = _RIGHT_TO_LEFT.sub(lambda word: _turned(letters, start, word), text)
    left, right = min(first[0], last[0]), max(first[2], last[2])
    if run.pieces == 1:  # in one font and on one height
        gaps = _gaps(letters, start, text, run.height) if run.has_room(letter) else ()
        return Line(text, left, first[1], right, first[3], run.broken, (), gaps)
    middle = letters.box((start + end) // 2)
    typical = sorted((first, middle, last), key=lambda box: box[3] - box[1])[1]
    height = typical[3] - typical[1]
    raised = tuple(found for hit in _SIGNS.finditer(text) if (found := _raised(letters, start, hit, typical)))
    apart = run.has_room(letter) or letters.are_apart(start, end, height)
    gaps = _gaps(letters, start, text, height) if apart else ()
    return Line(text, left, typical[1], right, typical[3], run.broken, raised, gaps)


def _raised(letters: Letters, start: int, signs: re.Match[str],
            line: tuple[float, float, float, float]) -> tuple[int, int] | None:
    """The span of the last of some figures or signs, as far as they are small and stand high; None where none are."""
    first = signs.end()
    while first > signs.start() and _is_raised(letters.box(start + first - 1), line):
        first -= 1
    return (first, signs.end()) if first < signs.end() else None


def _is_raised(box: tuple[float, float, float, float], line: tuple[float, float, float, float]) -> bool:
    height = line[3] - line[1]
    return box[3] - box[1] < _SMALL * height and box[3] < line[3] - 0.1 * height
