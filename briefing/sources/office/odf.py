"""ODT and ODP → paragraphs, lists, tables, notes and slides in order; what was deleted under tracking is gone."""

from collections.abc import Iterator

from briefing.sources.office.blocks import Block, laid_out, row
from briefing.sources.office.zipped import Element, Zipped, attribute, child, every, local, words
from briefing.sources.package import package
from briefing.sources.page import Part, UnreadableError
from briefing.sources.properties import Properties, described

_GONE = frozenset({"tracked-changes", "annotation", "annotation-end", "note-citation", "ruby-text", "table-of-content",
                   "alphabetical-index", "user-index", "sequence-decls", "forms", "hidden-text", "desc", "title",
                   "page-number", "page-count", "date-time"})
_DEEP = frozenset({"note", "frame", "custom-shape", "text-box", "rect", "ellipse"})
"""What stands within a paragraph and has paragraphs of its own."""


def sniff_text(data: bytes) -> bool:
    """Whether the bytes are an OpenDocument text."""
    return package(data) == "odt"


def sniff_slides(data: bytes) -> bool:
    """Whether the bytes are an OpenDocument presentation."""
    return package(data) == "odp"


def load(data: bytes) -> tuple[Part, ...]:
    """The text of a document or presentation; raises `UnreadableError` for a broken or locked one."""
    file = Zipped(data, "OpenDocument file")
    manifest = file.xml("META-INF/manifest.xml")
    if manifest is not None and next(every(manifest, "encryption-data"), None) is not None:
        raise UnreadableError("an OpenDocument file with a password; save it without one")
    body = child(file.needed("content.xml"), "body")
    if body is None:
        raise UnreadableError("a broken OpenDocument file: no text in it")
    told = _properties(file)
    text, marks = laid_out(block for each in body for block in _blocks(each, ""))
    title = next((words(each) for each in every(body, "p") if attribute(each, "style-name") == "Title"), "")
    return (Part(described(text, told, large=title, marks=marks)),)


def _properties(file: Zipped) -> Properties:
    root = file.xml("meta.xml")
    told = {local(each): words(each) for each in root.iter()} if root is not None else {}
    return Properties(told.get("title", ""), told.get("initial-creator", "") or told.get("creator", ""),
                      told.get("creation-date", ""))


def _blocks(element: Element, place: str) -> Iterator[Block]:
    """The blocks within an element; notes and text boxes follow the paragraph they hang on."""
    slides = 0
    for each in element:
        name = local(each)
        if name in ("p", "h"):
            yield from _paragraph(each, place)
        elif name == "list":
            yield from _list(each, place)
        elif name == "table":
            yield from _table(each, place)
        elif name == "page":
            slides += 1
            yield from _blocks(each, f"slide {slides}")
        elif name == "notes":
            yield from _blocks(each, f"{place}, notes")
        elif name not in _GONE:
            yield from _blocks(each, place)


def _paragraph(paragraph: Element, place: str) -> Iterator[Block]:
    yield Block("paragraph", _said(paragraph), place)
    yield from _hanging(paragraph, place)


def _hanging(element: Element, place: str) -> Iterator[Block]:
    for each in element:
        name = local(each)
        if name == "note":
            yield from (Block("note", block.text, block.place) for block in _blocks(each, place))
        elif name in _DEEP:
            yield from _blocks(each, place)
        elif name not in _GONE:
            yield from _hanging(each, place)


def _list(element: Element, place: str) -> Iterator[Block]:
    for item in element:
        for each in item if local(item) in ("list-item", "list-header") else ():
            if local(each) == "list":
                yield from _list(each, place)
            elif local(each) in ("p", "h"):
                yield Block("item" if local(each) == "p" else "paragraph", _said(each), place)
                yield from _hanging(each, place)


def _table(element: Element, place: str) -> Iterator[Block]:
    for each in element:
        if local(each) == "table-row":
            cells = [cell for cell in each if local(cell) == "table-cell"]
            yield Block("row", row("\n".join(block.text for block in _blocks(cell, place)) for cell in cells), place)
        else:
            yield from _table(each, place)


def _said(element: Element) -> str:
    """The text of a paragraph without its notes and boxes."""
    found = [element.text or ""]
    for each in element:
        name = local(each)
        if name == "s":
            found.append(" " * min(100, int(attribute(each, "c") or 1)) if (attribute(each, "c") or "1").isdigit()
                         else " ")
        elif name in ("tab", "line-break"):
            found.append("\t" if name == "tab" else "\n")
        elif name not in _GONE and name not in _DEEP:
            found.append(_said(each))
        found.append(each.tail or "")
    return "".join(found)
