"""What every kind of input is turned into, and how a kind says that it can't."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A text and what it tells of itself; None for what it does not tell."""

    text: str
    title: str = ""
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    """ISO day."""

    language: str = "en"
    agency: str | None = None


class UnreadableError(Exception):
    """An input that gives no document; the message is the reason that the reader sees."""
