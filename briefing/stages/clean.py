"""Finds the furniture of a text: menus, share lines, related headlines, credits, forms, and what is printed twice."""

import re
from collections.abc import Sequence

from briefing.model import Document, Removed, Span
from briefing.text import furniture
from briefing.text.layout import is_prose, outside_body, shape
from briefing.text.paragraphs import paragraphs

ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
OUTLET = re.compile(r"[^|]{2,60} \| (?:\d{4}(?:-\d\d(?:-\d\d)?)?|[^|]{0,20}\d{4})")
WORD = re.compile(r"\w+")


def clean(document: Document) -> tuple[Removed, ...]:
    """The spans of `document.text` that no later stage may read, in order, not overlapping; the text stays as it is."""
    text = document.text
    spans = paragraphs(text)
    lines = [text[span.start : span.end] for span in spans]
    reasons: list[str | None] = [furniture.whole(line) for line in lines]
    _mark_head(lines, reasons, document.title)
    _mark_sections(lines, reasons)
    outside = outside_body(lines, reasons)
    for at, out in enumerate(outside):
        if out and reasons[at] is None:
            reasons[at] = "navigation"
    _mark_repeats(lines, reasons)
    return _removed(spans, lines, reasons)


def _folded(line: str) -> str:
    return " ".join(WORD.findall(line.casefold()))


def _mark_head(lines: Sequence[str], reasons: list[str | None], title: str) -> None:
    """The title wherever it stands alone, and the lines of outlet and address before the text."""
    wanted = _folded(title)
    for at, line in enumerate(lines):
        if reasons[at] is None and wanted and _is_title(line, wanted):
            reasons[at] = "title"
    for at, line in enumerate(lines[:6]):
        if ADDRESS.fullmatch(line):
            reasons[at] = "address"
        elif OUTLET.fullmatch(line):
            reasons[at] = "byline"


def _is_title(line: str, wanted: str) -> bool:
    if len(line) > 400 or (line.endswith((".", ".”", '."')) and len(line) > 60):
        return False
    return _folded(line) == wanted


def _mark_sections(lines: Sequence[str], reasons: list[str | None]) -> None:
    """From a heading such as "Also read" to where the text goes on."""
    inside = False
    for at, line in enumerate(lines):
        if furniture.heads_links(line):
            inside = True
        elif furniture.may_head_links(line):
            inside = at + 1 < len(lines) and _is_link(lines[at + 1])
        elif inside and is_prose(line):
            inside = False
        if inside and reasons[at] is None:
            reasons[at] = "related"


def _is_link(line: str) -> bool:
    look = shape(line)
    return look.words <= 20 and not look.ends


def _mark_repeats(lines: Sequence[str], reasons: list[str | None]) -> None:
    """A paragraph that was printed before."""
    seen: set[str] = set()
    for at, line in enumerate(lines):
        look = shape(line)
        if reasons[at] is not None or look.words < 8 or (not look.ends and look.words < 20):
            continue
        key = _folded(line)
        if key in seen:
            reasons[at] = "repeated paragraph"
        seen.add(key)


def _removed(spans: Sequence[Span], lines: Sequence[str], reasons: Sequence[str | None]) -> tuple[Removed, ...]:
    """Whole lines and the furniture within the others; neighbours left out for one reason as one span."""
    found: list[Removed] = []
    for span, line, reason in zip(spans, lines, reasons, strict=True):
        if reason is None:
            found.extend(_within(span, line))
        elif found and found[-1].reason == reason and whole_before == reason:
            found[-1] = Removed(found[-1].start, span.end, reason)
        else:
            found.append(Removed(span.start, span.end, reason))
        whole_before = reason
    return tuple(found)


def _within(span: Span, line: str) -> list[Removed]:
    """The furniture inside a line as spans of the text; the whole line where hardly a word is left."""
    cuts: list[Removed] = []
    for cut in sorted(furniture.inline(line), key=lambda cut: (cut.start, cut.end)):
        if cuts and cut.start < cuts[-1].end:
            cuts[-1] = Removed(cuts[-1].start, max(cuts[-1].end, cut.end), cuts[-1].reason)
        elif cut.end > cut.start:
            cuts.append(cut)
    if not cuts:
        return []
    left, at = [], 0
    for cut in cuts:
        left.append(line[at : cut.start])
        at = cut.end
    left.append(line[at:])
    if not any(WORD.search(part) for part in left):
        return [Removed(span.start, span.end, cuts[0].reason)]
    return [Removed(span.start + cut.start, span.start + cut.end, cut.reason) for cut in cuts]
