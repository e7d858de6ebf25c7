"""Where the paragraphs of a text stand, and what cleaning has left of them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from briefing.model import Removed, Span
from briefing.regex import lazy_regex

LINE = lazy_regex(r"[^\n\r\v\f\x85\u2028\u2029]+")
NARROW, WIDE = 40, 100
"""A text whose longest lines end between these columns may be wrapped by hand or by a mail program."""

RAGGED = 12
"""Columns that a full line of a wrapped text may end before the others."""


@lru_cache(maxsize=4096)  # several stages ask the same of each document
def paragraphs(text: str) -> tuple[Span, ...]:
    """Each line as a span without the white space around it; lines of a hard-wrapped text as one span a paragraph."""
    lines = [span for match in LINE.finditer(text) if (span := _stripped(text, match.start(), match.end()))]
    width = _wrap_width(text, lines)
    if width is None:
        return tuple(lines)
    joined: list[Span] = []
    for last, line in zip([None, *lines], lines, strict=False):
        if last and _continues(text, last, line, width):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return tuple(joined)


def kept(text: str, removed: Sequence[Removed]) -> tuple[Span, ...]:
    """What is left once `removed` (in order, not overlapping) is taken out, a span each paragraph or part of one."""
    return tuple(_left(text, paragraphs(text), removed))


def _left(text: str, spans: Sequence[Span], removed: Sequence[Removed]) -> Iterator[Span]:
    at = 0
    for span in spans:
        start = span.start
        while at < len(removed) and removed[at].end <= start:
            at += 1
        cut = at
        while cut < len(removed) and removed[cut].start < span.end:
            if part := _stripped(text, start, removed[cut].start):
                yield part
            start = max(start, removed[cut].end)
            cut += 1
        if part := _stripped(text, start, span.end):
            yield part


def _stripped(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends; None where nothing else is there."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end -= len(part) - len(part.rstrip())
    return Span(start, end) if end > start else None


def _wrap_width(text: str, lines: Sequence[Span]) -> int | None:
    """The column at which a text was wrapped; None where its lines are whole paragraphs.

    In a wrapped text lines end near one column, and where they do the next one often starts in lower case.
    """
    lengths = [line.end - line.start for line in lines]
    short = [length for length in lengths if length <= WIDE]
    if len(lengths) < 3 or len(short) < 0.98 * len(lengths) or max(short) < NARROW:
        return None
    width = max(short)
    full = [after for line, after in pairwise(lines) if line.end - line.start > width - RAGGED]
    lower = sum(text[after.start].islower() for after in full)
    return width if lower >= 0.3 * max(len(full), 1) and lower > 0 else None


def _continues(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line goes on with the paragraph: its first word did not fit, and it starts in lower case.

    A wrapped line may well start with a name or a number: then only a line that ends
    without a full stop tells, and the line before must be full.
    """
    between = text[line.end : following.start]
    if len(between) > 80 or between.count("\n") + between.count("\r") - between.count("\r\n") > 1:
        return False
    first = text[following.start : following.end].split(None, 1)[0]
    if line.end - line.start + 1 + len(first) <= width - RAGGED:
        return False
    return first[0].islower() or text[line.end - 1].islower() or text[line.end - 1] in ",;–-"
