"""One cited passage in its surroundings, for a terminal."""

import re

from briefing.errors import UsageError
from briefing.model import Briefing
from briefing.render.citations import citations
from briefing.render.escape import fold
from briefing.render.place import place

AROUND = 300
"""Characters shown before and after the passage."""

def show(briefing: Briefing, label: str) -> str:
    """The passage called `label` ("1a"), between >>> and <<<, under a line that says where it stands."""
    passages = {passage.label: passage for passage in citations(briefing).passages}
    passage = passages.get(label.strip("[]").lower())
    if passage is None:
        names = ", ".join(passages) or "none"
        raise UsageError(f"{label!r} is not a citation of this briefing; its citations are {names}")
    document = next(each for each in briefing.documents if each.id == passage.document)
    parts = (document.title, document.publisher, document.published, document.url or document.path,
             place(document, passage.start, passage.end))
    head = ", ".join(part for part in parts if part)
    line = f"[{passage.label}] {head}, characters {passage.start} to {passage.end}"
    before, after = _before(document.text, passage.start), _after(document.text, passage.end)
    return f"{fold(line)}\n\n{before}>>>{passage.text}<<<{after.rstrip()}\n"


def _before(text: str, start: int) -> str:
    """Up to `AROUND` characters before `start`, from the start of a word."""
    low = max(0, start - AROUND)
    if low == 0:
        return text[:start]
    return "…" + re.sub(r"^\S*", "", text[low:start]).lstrip()


def _after(text: str, end: int) -> str:
    """Up to `AROUND` characters after `end`, to the end of a word."""
    if end + AROUND >= len(text):
        return text[end:]
    return re.sub(r"\S*$", "", text[end:end + AROUND]).rstrip() + "…"
