"""Plain text and Markdown → a page: the text as it stands, and what its head and foot tell of it."""

from dataclasses import replace

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
    return completed(Page(text))


def completed(page: Page) -> Page:
    """The page with its language, and what else its kind does not tell of it, told by the text."""
    told = masthead(page.text)
    return replace(
        page, title=page.title or told.title, url=page.url or told.url, publisher=page.publisher or told.publisher,
        author=page.author or told.author, published=page.published or told.published,
        language=page.language or told.language or language(page.text), agency=page.agency or told.agency)
