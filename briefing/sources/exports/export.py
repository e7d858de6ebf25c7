"""An archive's export, as text or as a page → its articles. It is known by its form, whatever the file is called."""

import re
from collections.abc import Sequence

from briefing.regex import lazy_regex
from briefing.sources import feeds, html, mail, mhtml
from briefing.sources.exports import europresse, factiva, nexis, proquest
from briefing.sources.exports.article import Article, page
from briefing.sources.page import Part, UnreadableError
from briefing.text.encoding import NotTextError, decode

_SNIFF = lazy_regex(
    rb"DocPublicationName|(?:^|>)(?:&nbsp;|\s)*HD(?:&nbsp;|\s)*(?:$|<)|(?:^|>)\s{0,3}HD[ \t|]+\S|"
    rb"(?:^|>)\s*Document [A-Za-z]\w{5,9}?20\d{6}\w*\s*(?:$|<)|"
    rb"\b\d+ (?:of|von|de|sur|di|van) \d+ DO[CK]UMENT|\bDo[ck]umento? \d+ (?:of|von|de|sur|di) \d+|"
    rb"ProQuest document link|(?:^|>)\s*Publication (?:title|info)\s?:|"
    rb"(?:^|>)\s*(?:End of Document|Ende des Dokument|Fin du document|Fin del documento)", re.M | re.I)
_MARKED = lazy_regex(rb"\b[a-z]{3,8}(?:\xb7|\xc2\xb7)\d{8}(?:\xb7|\xc2\xb7)", re.I)
_WORDS = (b"hd", b"docu", b"doku", b"docpub", b"publication ", b"\xb7")
"""Of which one stands in whatever `_SNIFF` or `_MARKED` finds; they are looked for in a tenth of the time."""

WITHIN = 2_000_000
"""Bytes at the beginning that are looked through for the words: an export's style sheet may be long."""


def sniff(data: bytes) -> bool:
    """Whether the bytes are an export: by its words, and then by its form, for a mail, a feed or a table may hold the
    words too."""
    head = data[:WITHIN].replace(b"\0", b"").replace(b"\r", b"\n")
    low = head.lower()
    told = any(word in low for word in _WORDS) and (_SNIFF.search(head) or (b"\xb7" in head and _MARKED.search(head)))
    if not told or any(other(data) for other in (mail.sniff, mail.sniff_box, mhtml.sniff, feeds.sniff)):
        return False
    try:
        return bool(_found(data))
    except (NotTextError, UnreadableError):
        return False


def load(data: bytes) -> tuple[Part, ...]:
    """The export's articles; raises `UnreadableError` where it is none."""
    found = _found(data)
    if not found:
        raise UnreadableError("no export of a press archive")
    return _named(found)


def _found(data: bytes) -> tuple[Article, ...]:
    if not html.sniff(data):
        return _articles(_lines(decode(data)))
    tree = html.tree(html.decoded(data))
    return europresse.find_html(tree) or _articles([line.replace("\xa0", " ") for line in html.shown(tree)])


def parts(text: str) -> tuple[Part, ...]:
    """The articles of an export's text; none where it is no export."""
    return _named(_articles(_lines(text)))


def _lines(text: str) -> list[str]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return plain.replace("\xa0", " ").split("\n")


def _articles(lines: Sequence[str]) -> tuple[Article, ...]:
    """The articles by the first archive's form that credits one to an outlet."""
    forms = (form(lines) for form in (factiva.find, nexis.find, proquest.find, europresse.find))
    return next((found for found in forms if any(each.publisher for each in found)), ())


def _named(articles: Sequence[Article]) -> tuple[Part, ...]:
    """The articles as parts; a single one is the whole file."""
    if len(articles) == 1:
        return (Part(page(articles[0])),)
    return tuple(Part(page(each), f"#{number}", each.own.encode("utf-8", errors="replace"))
                 for number, each in enumerate(articles, start=1))
