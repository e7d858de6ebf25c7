"""A page of a PDF → its lines, each with its box: what the layout is read from."""

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from briefing.regex import lazy_regex
from briefing.sources.layout.line import GAP, Line

_HYPHENS = "\ufffe\x02"
"""What the parser puts where it found a word broken at the end of a line."""

_BREAK = lazy_regex(rf"[\r\n]+|[{_HYPHENS}]")
_SIGNS = lazy_regex(r"(?:\d+|[*†‡§]+)(?:[,–-]\d+)*(?![\d/⁄])")
_RIGHT_TO_LEFT = lazy_regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]{2,}")
_UPRIGHT = 0.2  # of a radian, that a line may lean
_SMALL = 0.85
"""Of the height of its line: a sign below that is raised, or lowered."""


class Letters:
    """The letters of a page in the order of the file, and their boxes."""

    def __init__(self, page: Any) -> None:
        self._handle = page.get_textpage()
        self._page_height = page.get_height()
        self._box = pdfium.FS_RECTF()
        self._edges = [ctypes.c_double() for _ in range(4)]
        self.text = self._text()

    def _text(self) -> str:
        """One character a letter, so that their numbers are those of the boxes."""
        count = self._handle.count_chars()
        text: str = self._handle.get_text_range() if count > 0 else ""
        if len(text) == count:
            return text
        return "".join(chr(pdfium.FPDFText_GetUnicode(self._handle, number) or 0xFFFD)
                       for number in range(count))

    def box(self, number: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a letter, by its font: as high as the font is, not the letter."""
        pdfium.FPDFText_GetLooseCharBox(self._handle, number, ctypes.byref(self._box))
        return (self._box.left, self._page_height - self._box.top, self._box.right,
                self._page_height - self._box.bottom)

    def leans(self, number: int) -> bool:
        """Whether a letter does not stand upright."""
        angle = pdfium.FPDFText_GetCharAngle(self._handle, number)
        return bool(_UPRIGHT < angle < 2 * 3.14159 - _UPRIGHT)


def lines(page: Any) -> tuple[Line, ...]:
    """The upright lines of a page in the order of the file."""
    letters = Letters(page)
    found = list(_runs(letters))
    upright = [each for each in found if not letters.leans(each[0])]
    spans = upright if 2 * len(upright) >= len(found) else found
    return tuple(_line(letters, *span) for span in spans)


def _runs(letters: Letters) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether its last word is broken) of each line in the letters, white space around it left out."""
    start = 0
    for mark in (*_BREAK.finditer(letters.text), None):
        end = mark.start() if mark else len(letters.text)
        words = letters.text[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            yield first, first + len(words.strip()), bool(mark and mark[0] in _HYPHENS)
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


def _line(letters: Letters, start: int, end: int, broken: bool) -> Line:
    """A line with its box; the height is that of most of its letters."""
    while end > start + 1 and letters.text[end - 1].isspace():
        end -= 1
    first, middle, last = (letters.box(each) for each in (start, (start + end) // 2, end - 1))
    typical = sorted((first, middle, last), key=lambda box: box[3] - box[1])[1]
    text = _RIGHT_TO_LEFT.sub(lambda word: _turned(letters, start, word), letters.text[start:end])
    raised = tuple(found for hit in _SIGNS.finditer(text) if (found := _raised(letters, start, hit, typical)))
    return Line(text, min(first[0], last[0]), typical[1], max(first[2], last[2]), typical[3], broken, raised,
                _gaps(letters, start, text, typical[3] - typical[1]))


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
