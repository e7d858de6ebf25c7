"""Running heads and feet, page numbers, a browser's print lines: what is on a page and not of its text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from briefing.regex import lazy_regex
from briefing.sources.layout.line import Line, Sheet, beside

_NUMBER = lazy_regex(r"\W*(?:(?:page|seite|pagina|página|p\.|s\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
                     r"(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?\W*", re.I)
_PRINTED = lazy_regex(r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d\d.*|\d{1,2}\.\d{1,2}\."
                      r"\d{2,4}, \d{1,2}:\d\d.*")
_EDGE, _RIM = 0.25, 0.1
"""Shares of what is written on of a page, from above and below: what repeats in the one is a running head or foot,
what is a number in the other is the page's."""

Key = tuple[str, int]
"""The words of a line and where on its page it stands."""


def without_running(sheets: Sequence[Sheet]) -> list[Sheet]:
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
    least, most = 0.5 * line.height, 1.5 * line.height
    near = [each for each in sheet.lines if least < abs(each.bottom - line.bottom) < most]
    return any(each is not line and id(each) not in dropped and beside(line, each) for each in near)
