"""What cleaning has left of a stretch of a document, as one text a model can read."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import Document, Span
from briefing.regex import lazy_regex

_INK = lazy_regex(r"\S")


@dataclass(frozen=True, slots=True)
class Kept:
    """Kept text in one string, a line break for each cut, and where its parts stand in the document."""

    text: str
    starts: tuple[int, ...]
    """Where each part begins in `text`."""

    places: tuple[int, ...]
    """Where each part begins in the document."""

    @classmethod
    def of(cls, document: Document, start: int, end: int) -> "Kept":
        """What `document.removed` leaves between two places."""
        parts: list[str] = []
        starts: list[int] = []
        places: list[int] = []
        at = 0
        for span in _left(document, start, end):
            first = _INK.search(document.text, span.start, span.end)
            if first:
                parts.append(document.text[first.start() : span.end].rstrip())
                starts.append(at)
                places.append(first.start())
                at += len(parts[-1]) + 1
        return cls("\n".join(parts), tuple(starts), tuple(places))

    def place(self, at: int) -> int:
        """The place in the document of a character of `text`."""
        part = bisect_right(self.starts, at) - 1
        return self.places[part] + at - self.starts[part]


def _left(document: Document, start: int, end: int) -> Iterator[Span]:
    """What the removed spans leave between `start` and `end`."""
    for removed in document.removed:
        if removed.end > start and removed.start < end:
            if removed.start > start:
                yield Span(start, removed.start)
            start = removed.end
    if start < end:
        yield Span(start, end)
