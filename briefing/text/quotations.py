"""What a text puts between quotation marks, whichever marks it uses."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from briefing.regex import lazy_regex


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks; `[start, end)` without the marks."""

    start: int
    end: int
    text: str
    whole: tuple[int, int]
    """The span with its marks, the closing one as far as there is one."""

    is_closed: bool
    """Whether a mark closes it; else it ends with its line, or where the next one opens."""


_OPENING = lazy_regex(
    r"[“„«「『]"
    r"|(?<!\w)(?:``|''|‘‘|’’)(?=\w)"
    r"|(?<![\w”’.,!?])\"(?=\S)|(?<=\s)\"|(?<=[.,!?—–-])\"(?=[\w‘'])"
    r"|(?<![\w.,!?…)])”(?=\w)"
    r"|‚(?=\w)"
    r"|(?<![\w”’\"'.,!?)])[‘'](?=[\w“\"$£€(\[…])(?!\d\ds\b|(?:em|til|tis|twas|cause|n)\b)"
    r"|(?<![\w»])»(?=\w)"
)
_SINGLE_END = lazy_regex(r"(?<!\s)[’'](?!\w)")
_BREAK = lazy_regex(r"\n[ \t\u00a0]*\n\s*")
_BEHIND = {"", ".", ",", ";", ":", "!", "?", ")"}
_LONGEST_SINGLE = 1_000


@lru_cache(maxsize=65_536)
def quotations(text: str) -> tuple[Quotation, ...]:
    """Every outermost quotation of a text, in order.

    A quotation that goes on over paragraphs, each opened anew, gives one for each paragraph; one that is
    never closed ends with its line.
    """
    found: list[Quotation] = []
    breaks = [*(hit.span() for hit in _BREAK.finditer(text)), (len(text), len(text))]
    ends = [stop for stop, _ in breaks]
    opening = _OPENING.search(text)
    while opening:
        start, mark = opening.end(), opening[0]
        stop, beyond = breaks[bisect_left(ends, start)]
        end, after = _single(text, start, stop) if mark in "‘'" else _double(text, start, mark, stop, beyond)
        words = text[start:end].strip()
        if words:
            begin = end - len(text[start:end].lstrip())
            found.append(Quotation(begin, begin + len(words), words, (opening.start(), after), after > end))
        opening = _OPENING.search(text, after)
    return tuple(found)


def _double(text: str, start: int, mark: str, stop: int, beyond: int) -> tuple[int, int]:
    """Where a quotation ends, and where behind its closing mark; its paragraph ends at `stop`, the next begins at
    `beyond`."""
    close = _MARKS[mark].search(text, start, stop)
    if close and close[0] in _CLOSING[mark] and not (mark == '"' and _opens(text, close.start())):
        return close.start(), close.end()
    if close:  # opened again before it was closed
        return close.start(), close.start()
    line = text.find("\n", start, stop)
    end = stop if line == -1 or text.startswith(mark, beyond) else line
    return end, end


_CLOSING = {
    "“": ("”",),
    "”": ("”",),
    "„": ("“", "”"),
    "‚": ("‘", "’"),
    "«": ("»",),
    "»": ("«",),
    '"': ('"',),
    "「": ("」",),
    "『": ("』",),
    "``": ("''", "’’", '"', "”"),
    "''": ("''", '"'),
    "‘‘": ("’’", '"', "”"),
    "’’": ("’’", '"'),
}
"""What closes a quotation, by what opened it."""

_MARKS = {
    opening: lazy_regex("|".join(
        rf"{mark}(?!\w)" if opening == "‚" else re.escape(mark) for mark in (*closing, opening)))
    for opening, closing in _CLOSING.items()
}
"""The marks at which a quotation ends: those that close it, and its own, which opens another."""


def _opens(text: str, place: int) -> bool:
    """Whether a straight mark can only open: a space before it, a word behind."""
    return text[place - 1 : place].isspace() and text[place + 1 : place + 2].isalnum()


def _single(text: str, start: int, stop: int) -> tuple[int, int]:
    """Where a quotation in single marks ends: not at an apostrophe, nor at a possessive if a later mark fits."""
    first: int | None = None
    for close in _SINGLE_END.finditer(text, start, min(stop, start + _LONGEST_SINGLE)):
        if first is not None and re.search(r"\s[‘'](?=\w)", text[first : close.start()]):
            break
        if text[close.start() - 1] in ".,!?…" or text[close.end() : close.end() + 1] in _BEHIND:
            return close.start(), close.end()
        if first is None:
            first = close.start()
        if text[close.start() - 1] != "s":
            return first, first + 1
    return (first, first + 1) if first is not None else (start, start)
