"""MHTML → the page that a browser saved in it."""

import re
from email import message_from_bytes
from email.message import Message

from briefing.regex import lazy_regex
from briefing.sources import html
from briefing.sources.page import Part, UnreadableError
from briefing.text.address import web_address
from briefing.text.encoding import decode

_SNIFF = lazy_regex(
    rb"(?:[A-Za-z][\w-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:snapshot-content-location[ \t]*:|"
    rb"content-type[ \t]*:[ \t]*multipart/related)", re.I)
_TO = lazy_regex(rb"^(?:to|received|delivered-to|return-path)[ \t]*:", re.I | re.M)


def sniff(data: bytes) -> bool:
    """Whether the bytes open like a saved page: a mail's form, but to nobody."""
    head = data[:16_384].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return bool(_SNIFF.match(head)) and not _TO.search(head.split(b"\n\n", 1)[0])


def load(data: bytes) -> tuple[Part, ...]:
    """The article of the saved page, at the address that it was saved from."""
    message = message_from_bytes(data)
    pages = [each for each in message.walk() if each.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise UnreadableError("a saved page without a page in it")
    saved = str(message.get("Snapshot-Content-Location", "")) or _start(message)
    page = next((each for each in pages if saved and saved in _names(each)), pages[0])
    address = next(filter(None, map(web_address, (str(page.get("Content-Location", "")), saved))), None)
    payload = page.get_payload(decode=True)
    text = decode(payload if isinstance(payload, bytes) else b"", page.get_content_charset())
    return (Part(html.extract(text.encode("utf-8", errors="replace"), address)),)


def _start(message: Message) -> str | None:
    """The name of the part that the others belong to."""
    start = message.get_param("start")
    return start if isinstance(start, str) else None


def _names(part: Message) -> tuple[str, str]:
    return str(part.get("Content-Location", "")), str(part.get("Content-ID", ""))
