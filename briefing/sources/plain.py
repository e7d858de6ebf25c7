"""Plain text and Markdown → a page: the text as it stands, and what its head and foot tell of it."""

from briefing.sources.language import language
from briefing.sources.masthead import masthead
from briefing.sources.page import Page
from briefing.text.encoding import decode


def read(data: bytes) -> Page:
    """The decoded file, line ends included, with what it says of its title, publisher, author and day."""
    text = decode(data)
    told = masthead(text)
    return Page(text=text, title=told.title, url=told.url, publisher=told.publisher, author=told.author,
                published=told.published, language=told.language or language(text), agency=told.agency)
