"""Plain text and Markdown → a page: the text as it stands, and what its head and foot tell of it."""

from briefing.sources.language import language
from briefing.sources.masthead import masthead
from briefing.sources.page import Page, Part
from briefing.text.encoding import decode


def load(data: bytes) -> tuple[Part, ...]:
    """The decoded file as one document."""
    return (Part(read(data)),)


def read(data: bytes) -> Page:
    """The decoded file, line ends included, with what it says of its title, publisher, author and day."""
    return page(decode(data))


def page(text: str) -> Page:
    """A text with what its head and foot tell of it."""
    told = masthead(text)
    return Page(text=text, title=told.title, url=told.url, publisher=told.publisher, author=told.author,
                published=told.published, language=told.language or language(text), agency=told.agency)
