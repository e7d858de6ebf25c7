"""Where in its document a passage stands, as its kind counts: pages, slides, minutes."""

from bisect import bisect_right

from briefing.model import Document


def place(document: Document, start: int, end: int) -> str:
    """"p. 3", or "p. 3 to p. 4" for a passage across both; "" where the kind of document has no such places."""
    starts = [mark for mark, _ in document.marks]
    first, last = (bisect_right(starts, at) - 1 for at in (start, max(start, end - 1)))
    names = [name for _, name in document.marks[max(first, 0):last + 1]]
    return " to ".join(dict.fromkeys((names[0], names[-1]))) if names else ""
