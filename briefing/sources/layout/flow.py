"""Pages of lines → their text, and where in it each page begins."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from briefing.regex import lazy_regex
from briefing.sources.layout.line import Line, Sheet, is_row, usual_height
from briefing.sources.layout.paragraphs import paragraphs
from briefing.sources.layout.running import without_running
from briefing.sources.office.blocks import row

_WORD = lazy_regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = lazy_regex(r"((?:[^\W\d_]+-)*[^\W\d_]+)-?$")
_POWER = lazy_regex(r"(?:^|[\s\d/])(?:[kcmd]?m|km|ft|in|s|h)\s?$|(?<!\d)10$")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def flow(sheets: Sequence[Sheet]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text, its paragraphs with a blank line between them, and where in it each page begins."""
    bare = without_running(sheets)
    known = cache(lambda: Counter(_WORD.findall("\n".join(each.text for one in bare for each in one.lines).lower())))
    pieces: list[str] = []
    marks: list[tuple[int, str]] = []
    length = 0
    for paragraph in paragraphs(bare, usual_height(bare)):
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
    usual = usual_height([sheet])
    upper = [line for line in sheet.lines if line.top < 0.6 * sheet.height and line.height > 1.15 * usual]
    named = [line for line in upper if len(_WORD.findall(line.text)) > 1] or [
        line for line in upper if any(len(word) > 3 for word in _WORD.findall(line.text))]
    largest = max((line.height for line in named), default=0.0)
    found = [line for line in named if line.height > 0.95 * largest]
    words = " ".join(line.text.rstrip("-\xad") if line.broken else line.text for line in found[:4])
    return " ".join(words.split()) if len(found) <= 4 and len(words) <= 200 else ""


def _spelled(line: Line, note: bool) -> str:
    """What a line says: marks of notes gone, powers as such, the mark of a note apart from its words, cells parted."""
    text = line.text
    if not (line.raised or line.gaps or note) and "  " not in text and text.isprintable():  # as nearly all are
        return text
    if is_row(line) and not line.raised:
        ends = [place for place, _, _ in line.gaps]
        cells = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
        return row(cells)
    for start, end in reversed(line.raised if not note else line.raised[1:]):
        power = _POWER.search(text[:start])
        sign = text[start:end].translate(_SUPERSCRIPT) if power else ""
        text = (text[:start] if sign else text[:start].rstrip()) + sign + text[end:]
    text = re.sub(r"^(\d{1,3}|[*†‡§]+)(?=[^\W\d_])", r"\1 ", text) if note else text
    return " ".join(text.replace("\xad", "").split())


def _continued(text: str, line: Line, following: Line, known: Callable[[], Counter[str]]) -> str:
    """The text ready for the next line: a broken word whole again, else a space."""
    if not line.broken and not text.endswith(("-", "–", "/")):
        return f"{text} "
    if re.fullmatch(r"\d[-–/]", text[-2:]) and following.text[:1].isdigit():
        return text
    first = _WORD.match(following.text.lstrip())
    before = _LAST_WORD.search(text[-60:])
    if first is None or not (line.broken or before):
        return f"{text} "
    bare = text.removesuffix("-")
    if before is None:
        return f"{bare}-"
    whole, parted = (before[1] + first[0]).lower(), f"{before[1]}-{first[0]}".lower()
    keeps = not first[0][0].islower() or (known()[parted] and not known()[whole]) or "-" in before[1]
    return f"{bare}-" if keeps else bare
