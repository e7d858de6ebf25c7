"""An archive's export, as text or as a page → its articles. It is known by its form, whatever the file is called."""

import re
from collections.abc import Sequence

from briefing.sources import html, plain
from briefing.sources.exports import europresse, factiva, nexis, proquest
from briefing.sources.exports.article import Article, page
from briefing.sources.page import Part
from briefing.text.encoding import decode

_SNIFF = re.compile(
    rb"DocPublicationName|(?:^|>)(?:&nbsp;|\s)*HD(?:&nbsp;|\s)*(?:$|<)|(?:^|>)\s{0,3}HD[ \t|]+\S|"
    rb"(?:^|>)\s*Document [A-Za-z]\w{5,9}?20\d{6}\w*\s*(?:$|<)|"
    rb"\b\d+ (?:of|von|de|sur|di|van) \d+ DO[CK]UMENT|\bDo[ck]umento? \d+ (?:of|von|de|sur|di) \d+|"
    rb"ProQuest document link|(?:^|>)\s*Publication (?:title|info)\s?:|"
    rb"(?:^|>)\s*(?:End of Document|Ende des Dokument|Fin du document|Fin del documento)|"
    rb"\b[a-z]{3,8}(?:\xb7|\xc2\xb7)\d{8}(?:\xb7|\xc2\xb7)", re.M | re.I)
_WITHIN = 2_000_000
"""Bytes at the beginning that are looked through: an export's style sheet may be long."""


def sniff(data: bytes) -> bool:
    """Whether the bytes may be an export: whether they are, `load` finds out."""
    return bool(_SNIFF.search(data[:_WITHIN].replace(b"\0", b"").replace(b"\r", b"\n")))


def load(data: bytes) -> tuple[Part, ...]:
    """The export's articles; the document itself where it only looks like an export."""
    if html.sniff(data):
        return _page(data) or html.load(data)
    return parts(decode(data)) or plain.load(data)


def parts(text: str) -> tuple[Part, ...]:
    """The articles of an export's text; none where it is no export."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\f", "\n").split("\n")
    return _named(_articles(lines))


def _page(data: bytes) -> tuple[Part, ...]:
    tree = html.tree(html.decoded(data))
    return _named(europresse.find_html(tree) or _articles([line.replace("\xa0", " ") for line in html.shown(tree)]))


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
