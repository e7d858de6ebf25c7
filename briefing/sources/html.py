"""HTML → a page: the article without menus and hidden text, and the metadata the page carries."""

import re

from briefing.sources.page import Page, UnreadableError
from briefing.text.encoding import decode

_SNIFF = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)


def sniff(data: bytes) -> bool:
    """Whether the bytes open like an HTML page."""
    return bool(_SNIFF.match(data[:4_096].lstrip(b"\xef\xbb\xbf")))


def extract(data: bytes, url: str | None = None) -> Page:
    import trafilatura
    text = trafilatura.extract(decode(data), include_comments=False) or ""
    if not text:
        raise UnreadableError("no article in the page")
    return Page(text=text, title=text.split("\n")[0][:90], url=url)
