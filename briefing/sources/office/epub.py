"""EPUB → the text of its chapters in the order they are read, and the chapter as the place of a citation."""

import re
from collections.abc import Iterator
from posixpath import join, normpath

from briefing.regex import lazy_regex
from briefing.sources.office.blocks import Block, BlockKind, laid_out, row
from briefing.sources.office.zipped import Element, Zipped, every, local, words
from briefing.sources.package import package
from briefing.sources.page import Part, UnreadableError
from briefing.sources.properties import Properties, described

_BLOCK = lazy_regex(r"address|article|aside|blockquote|body|d[dlt]|div|fig(?:caption|ure)|footer|h[1-6]|header|li|main|"
                    r"[ou]l|p|pre|section|table|hr")
_GONE = frozenset({"script", "style", "head", "nav", "svg", "math", "rt", "rp"})
_LINKS = frozenset({"noteref", "doc-noteref", "backlink", "doc-backlink"})
_FONT = lazy_regex(rb"obfuscation|font", re.I)
_LONGEST = 40
"""Characters of a chapter's name in a citation."""


def sniff(data: bytes) -> bool:
    """Whether the bytes are an EPUB book."""
    return package(data) == "epub"


def load(data: bytes) -> tuple[Part, ...]:
    """The text of a book; raises `UnreadableError` for a broken or protected one."""
    file = Zipped(data, "EPUB book")
    locked = file.bytes("META-INF/encryption.xml")
    if locked is not None and not _FONT.search(locked):
        raise UnreadableError("a protected EPUB book; only one without protection can be read")
    rootfile = next(every(file.needed("META-INF/container.xml"), "rootfile"), None)
    opf = rootfile.get("full-path", "") if rootfile is not None else ""
    if not opf:
        raise UnreadableError("a broken EPUB book: it names no contents")
    root = file.needed(opf)
    chapters = [list(_chapter(file, name)) for name in _spine(root, opf.rpartition("/")[0])]
    text, marks = laid_out(block for chapter in chapters for block in chapter)
    single = text.partition("\n")[0] if len([each for each in chapters if each]) == 1 and marks else ""
    return (Part(described(text, _properties(root), large=single, marks=marks)),)


def _spine(root: Element, folder: str) -> Iterator[str]:
    """The names of the chapters within, in order."""
    items = {each.get("id"): each for each in every(root, "item")}
    for each in every(root, "itemref"):
        item = items.get(each.get("idref"))
        if item is not None and "nav" not in (item.get("properties") or "").split():
            yield normpath(join(folder, _unquoted(item.get("href", ""))))


def _unquoted(name: str) -> str:
    """A name within, as the archive has it: "a b.xhtml" for "a%20b.xhtml"."""
    data = re.sub(rb"%([0-9a-fA-F]{2})", lambda hit: bytes.fromhex(hit[1].decode()), name.encode())
    return data.decode(errors="replace")


def _properties(root: Element) -> Properties:
    told: dict[str, str] = {}
    for each in every(root, "metadata"):
        for field in each:
            told.setdefault(local(field), words(field))
    return Properties(told.get("title", ""), told.get("creator", ""), "", told.get("publisher", ""),
                      told.get("date", ""))


def _chapter(file: Zipped, name: str) -> Iterator[Block]:
    from lxml import etree, html

    data = file.bytes(name)
    if not data or not data.strip():
        return
    try:
        tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    heading = next((words(each) for each in tree.iter("h1", "h2", "h3") if words(each)), "")
    place = f"“{heading[:_LONGEST].rstrip()}…”" if len(heading) > _LONGEST else f"“{heading}”" if heading else ""
    body = tree.find("body")
    yield from _blocks(body if body is not None else tree, place)


def _blocks(element: Element, place: str) -> Iterator[Block]:
    """The blocks within an element: text between blocks is one of its own."""
    said = [element.text or ""]
    kind: BlockKind = "item" if local(element) == "li" else "paragraph"
    for each in element:
        name = local(each)
        if name == "table":
            yield Block(kind, _flat(said), place)
            yield from (Block("row", row(words(cell) for cell in line if local(cell) in ("td", "th")), place)
                        for line in every(each, "tr"))
            said = []
        elif _furniture(each):
            pass
        elif any(_BLOCK.fullmatch(local(below)) for below in each.iter()):
            yield Block(kind, _flat(said), place)
            yield from _blocks(each, place)
            said = []
        elif name == "br":
            said.append("\n")
        else:
            said.append(_inline(each))
        said.append(each.tail or "")
    yield Block(kind, _flat(said), place)


def _inline(element: Element) -> str:
    """The text of an element without blocks, on one line."""
    pieces = [element.text or ""]
    for each in element:
        pieces += ["" if _furniture(each) else _inline(each), each.tail or ""]
    return "".join(pieces).replace("\n", " ")


def _furniture(element: Element) -> bool:
    """Whether an element is a script, or a link between a note and its mark."""
    if local(element) in _GONE or element.get("role") in _LINKS:
        return True
    return any(str(key).endswith("type") and value in _LINKS for key, value in element.attrib.items())


def _flat(said: list[str]) -> str:
    return "".join(each if each == "\n" else each.replace("\n", " ") for each in said)
