"""The briefing as a Word file: the Markdown page, drawn, its citations as links to the passages at the end.

A file of the format's plainest parts, written by hand: it needs no other program, holds no macro and fetches nothing,
and the same briefing gives the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from briefing.model import Briefing
from briefing.regex import lazy_regex
from briefing.render.html import markdown_it
from briefing.render.markdown import to_markdown

if TYPE_CHECKING:
    from markdown_it.token import Token

_NO_XML = lazy_regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ANCHOR = lazy_regex(r'<a id="([\w-]{1,40})">')
_SPACE = "http://schemas.openxmlformats.org"
_DOCUMENT = (f'<w:document xmlns:w="{_SPACE}/wordprocessingml/2006/main" '
             f'xmlns:r="{_SPACE}/officeDocument/2006/relationships"><w:body>')
_PAGE = ('<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
         '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" '
         'w:gutter="0"/></w:sectPr></w:body></w:document>')
_TABLE = '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
_LONGEST_LINK = 2_000
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STANDING = {"[Content_Types].xml": "types.xml", "_rels/.rels": "rels.xml", "word/styles.xml": "styles.xml",
             "word/numbering.xml": "numbering.xml"}
_PLAIN = {"table_open": _TABLE, "table_close": "</w:tbl><w:p/>", "tr_open": "<w:tr>", "tr_close": "</w:tr>",
          "th_open": "<w:tc>", "td_open": "<w:tc>", "th_close": "</w:tc>", "td_close": "</w:tc>"}
_LISTS = {"bullet_list_open": "1", "ordered_list_open": "2"}
"""The numbering of the lists, as numbering.xml has it."""


@dataclass(slots=True)
class _Links:
    """The addresses that the file leads to, and how many anchors it has: both are numbered as they come."""

    addresses: list[str] = field(default_factory=list)
    anchors: int = 0

    def relation(self, address: str) -> str:
        """What the text calls an address by."""
        if address not in self.addresses:
            self.addresses.append(address)
        return f"rId{self.addresses.index(address) + 10}"


def to_docx(briefing: Briefing) -> bytes:
    """The bytes of briefing.docx; what it says, and in which order, is what briefing.md says."""
    links = _Links()
    body = "".join(_blocks(markdown_it().parse(to_markdown(briefing)), links))
    standing = files("briefing.render").joinpath("views/word")
    parts = {name: standing.joinpath(file).read_text(encoding="utf-8") for name, file in _STANDING.items()}
    parts["word/document.xml"] = f"{_DOCUMENT}{body}{_PAGE}"
    parts["word/_rels/document.xml.rels"] = _relations(links.addresses)
    parts["docProps/core.xml"] = _core(briefing)
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name), (_HEAD + content).encode(), zipfile.ZIP_DEFLATED)
    return found.getvalue()


def _blocks(tokens: "Sequence[Token]", links: _Links) -> Iterator[str]:
    """The text's paragraphs and tables."""
    style, lists, strong = "", list[str](), False
    for token in tokens:
        kind = token.type
        if kind in ("heading_open", "heading_close"):
            style = f"Heading{token.tag[1:]}" if kind == "heading_open" else ""
        elif kind in _LISTS:
            lists.append(_LISTS[kind])
        elif kind in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif kind == "inline":
            words = "".join(_runs(token.children or (), links, strong=strong))
            yield f"<w:p>{_shape(style, lists)}{words}</w:p>"
        elif kind in ("fence", "code_block"):
            yield f"<w:p>{_run(token.content, '')}</w:p>"
        elif kind in _PLAIN:
            strong = kind == "th_open"
            yield _PLAIN[kind]


def _shape(style: str, lists: Sequence[str]) -> str:
    """The paragraph's properties."""
    if style:
        return f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    if lists:
        return (f'<w:pPr><w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="{min(len(lists), 3) - 1}"/>'
                f'<w:numId w:val="{lists[-1]}"/></w:numPr></w:pPr>')
    return ""


def _runs(tokens: "Sequence[Token]", links: _Links, *, strong: bool) -> Iterator[str]:
    """The words of a paragraph, strong and slanted ones as such, with links and what they lead to."""
    marks = {"strong": False, "em": False, "link": False}
    behind = ""
    for token in tokens:
        name, _, what = token.type.partition("_")
        if name in marks and what in ("open", "close"):
            marks[name] = what == "open"
            if token.type == "link_open":
                address = str(token.attrs.get("href", ""))
                before, behind = (_run("[", ""), _run("]", "")) if address.startswith("#") else ("", "")
                yield before + _link(address, links)
            elif token.type == "link_close":
                yield f"</w:hyperlink>{behind}"
        elif token.type == "html_inline":
            for anchor in _ANCHOR.findall(token.content):
                links.anchors += 1
                yield (f'<w:bookmarkStart w:id="{links.anchors}" w:name="{anchor}"/>'
                       f'<w:bookmarkEnd w:id="{links.anchors}"/>')
        elif token.type == "hardbreak":
            yield "<w:r><w:br/></w:r>"
        elif words := " " if token.type == "softbreak" else token.content:
            drawn = ('<w:rStyle w:val="Hyperlink"/>' if marks["link"] else "") + (
                "<w:b/>" if marks["strong"] or strong else "") + ("<w:i/>" if marks["em"] else "")
            yield _run(words, drawn)


def _run(words: str, drawn: str) -> str:
    shape = f"<w:rPr>{drawn}</w:rPr>" if drawn else ""
    return f'<w:r>{shape}<w:t xml:space="preserve">{escape(_bare(words))}</w:t></w:r>'


def _bare(words: str) -> str:
    """Words without signs that XML has no place for."""
    return _NO_XML.sub("", words)


def _link(address: str, links: _Links) -> str:
    """The start of a link, within the file or to the web; to anything else it leads nowhere."""
    if address.startswith("#"):
        return f'<w:hyperlink w:anchor="{escape(address[1:])}">'
    if re.match("https?://", address) and len(address) <= _LONGEST_LINK:
        return f'<w:hyperlink r:id="{links.relation(address)}">'
    return "<w:hyperlink>"


def _relations(addresses: Sequence[str]) -> str:
    """The parts that the text goes with, and the addresses that it leads to."""
    kind = f"{_SPACE}/officeDocument/2006/relationships"
    standing = "".join(f'<Relationship Id="rId{number}" Type="{kind}/{name}" Target="{name}.xml"/>'
                       for number, name in enumerate(("styles", "numbering"), start=1))
    led = "".join(f'<Relationship Id="rId{number}" Type="{kind}/hyperlink" Target="{escape(_bare(each))}" '
                  'TargetMode="External"/>' for number, each in enumerate(addresses, start=10))
    return f'<Relationships xmlns="{_SPACE}/package/2006/relationships">{standing}{led}</Relationships>'


def _core(briefing: Briefing) -> str:
    return (f'<cp:coreProperties xmlns:cp="{_SPACE}/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(_bare(briefing.title))}</dc:title>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{escape(briefing.created)}</dcterms:created>'
            "</cp:coreProperties>")
