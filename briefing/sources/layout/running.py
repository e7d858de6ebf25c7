"""Running heads and feet, page numbers, a browser's print lines: what is on a page and not of its text."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter

from briefing.regex import lazy_regex
from briefing.sources.layout.line import Line, Sheet, beside

_NUMBER = lazy_regex(r"\W*(?:(?:page|seite|pagina|página|p\.|s\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
                     r"(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?\W*", re.I)
_PRINTED = lazy_regex(r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d\d.*|\d{1,2}\.\d{1,2}\."
                      r"\d{2,4}, \d{1,2}:\d\d.*")
_COUNTED = lazy_regex(r"(?<!\d)\d{1,4}(?!\d)")
_EDGE, _RIM = 0.25, 0.1
"""Shares of what is written on of a page, from above and below: what repeats in the one is a running head or foot,
what is a number in the other is the page's."""

_FIGURES = str.maketrans("", "", "0123456789")

Key = tuple[str, int]
"""The words of a line and where on its page it stands."""


def without_running(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets without what stands at the head or foot of several of them, page numbers, and a browser's print
    lines."""
    edges = [_edges(sheet, _EDGE) for sheet in sheets]
    least = max(2, round(0.25 * len(sheets)))
    repeated = _repeated(edges, least) if len(sheets) >= least else set()
    return [Sheet(tuple(_kept(sheet, edge, number, repeated)), sheet.height, sheet.name)
            for number, (sheet, edge) in enumerate(zip(sheets, edges, strict=True))]


def _repeated(edges: Sequence[Sequence[Line]], least: int) -> set[Key]:
    """What tells of lines that they stand on so many sheets; what no other page has but for figures, is not counted."""
    bare = [[line.text.translate(_FIGURES) for line in lines] for lines in edges]
    alike = Counter(chain.from_iterable(map(set, bare)))
    counted: Counter[Key] = Counter()
    for number, (lines, words) in enumerate(zip(edges, bare, strict=True)):
        counted.update({key for line, each in zip(lines, words, strict=True) if alike[each] >= least
                        for key in _keys(line, number)})
    return {key for key, count in counted.items() if count >= least}


def _keys(line: Line, number: int) -> tuple[Key, ...]:
    """What tells that a line repeats: its words, or its words with a number that counts the pages."""
    words = " ".join(line.text.split())
    counting = (f"{words[:hit.start()]}#{int(hit[0]) - number}#{words[hit.end():]}"
                for hit in _COUNTED.finditer(words))
    return tuple((text, round(line.bottom)) for text in (words, *counting))


def _edges(sheet: Sheet, share: float) -> list[Line]:
    """The lines in the upper and lower share of what is written on."""
    above = min((line.top for line in sheet.lines), default=0.0)
    below = max((line.bottom for line in sheet.lines), default=0.0)
    upper, lower = above + share * (below - above), below - share * (below - above)
    return [line for line in sheet.lines if line.bottom < upper or line.top > lower]


def _kept(sheet: Sheet, edge: Sequence[Line], number: int, repeated: set[Key]) -> Sequence[Line]:
    """The lines but for those at the edge that repeat or number, from the outermost inwards."""
    above = sorted(edge, key=attrgetter("top"))
    below = sorted(above, key=attrgetter("bottom"), reverse=True)
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
    return [line for line in sheet.lines if id(line) not in dropped] if dropped else sheet.lines


def _crowded(line: Line, sheet: Sheet, dropped: set[int]) -> bool:
    """Whether a line stands as close to others as those of a paragraph do: a head or foot keeps away."""
    least, most = 0.5 * line.height, 1.5 * line.height
    near = [each for each in sheet.lines if least < abs(each.bottom - line.bottom) < most]
    return any(each is not line and id(each) not in dropped and beside(line, each) for each in near)
