"""DOCX → its paragraphs, lists, tables and notes in order, tracked changes as accepted, properties as what is told."""

from collections.abc import Iterator

from briefing.sources.office.blocks import Block, laid_out, row
from briefing.sources.office.zipped import Element, Zipped, attribute, child, every, local, words
from briefing.sources.package import package
from briefing.sources.page import Part, UnreadableError
from briefing.sources.properties import Properties, described

_GONE = frozenset({"del", "moveFrom", "delText", "instrText", "Fallback", "rt", "annotationRef", "pPr",
                   "rPr", "sectPr"})
"""What is no text when all changes are accepted, or is a second copy of what stands beside it."""

_BROKEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_OFF = frozenset({"0", "false", "off"})


def sniff(data: bytes) -> bool:
    """Whether the bytes are a Word document of the ZIP kind."""
    return package(data) == "docx"


def load(data: bytes) -> tuple[Part, ...]:
    """The text of a Word document; raises `UnreadableError` for a broken one."""
    file = Zipped(data, "Word document")
    main = next((name for kind, name in file.related("").values() if kind == "officeDocument"), "word/document.xml")
    body = child(file.needed(main), "body")
    if body is None:
        raise UnreadableError("a broken Word document: no text in it")
    related = file.related(main)
    blocks = _Blocks(file, dict(related.values()))
    text, marks = laid_out(blocks.of(body))
    return (Part(described(text, properties(file), large=blocks.title, marks=marks)),)


def properties(file: Zipped) -> Properties:
    """What an Open XML document tells of itself."""
    core = file.xml("docProps/core.xml")
    if core is None:
        return Properties()
    told = {local(each): words(each) for each in core}
    return Properties(told.get("title", ""), told.get("creator", ""), told.get("created", ""))


class _Blocks:
    """The blocks of one document."""

    def __init__(self, file: Zipped, related: dict[str, str]) -> None:
        self.title = ""
        self._notes = {kind: _by_id(file.xml(related[f"{kind}s"]), kind) for kind in _NOTES.values()
                       if f"{kind}s" in related}
        self._headings = _headings(file.xml(related["styles"])) if "styles" in related else {}
        self._waiting: list[Block] = []
        self._open = ""
        """What a paragraph says whose end was deleted: the next one goes on with it."""

    def of(self, body: Element) -> Iterator[Block]:
        """The blocks within an element, in order; notes follow the paragraph or table that they belong to."""
        for each in body:
            name = local(each)
            if name == "p":
                yield from self._paragraph(each)
            elif name == "tbl":
                yield from self._table(each)
                yield from self._noted()
            elif name not in _GONE:  # content controls, custom XML, insertions around paragraphs
                yield from self.of(each)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        mark = child(paragraph, "pPr", "rPr", "del")
        text, boxes = self._open + self._said(paragraph), list(self._boxes(paragraph))
        self._open = text if mark is not None else ""
        if mark is None:
            style = self._style(paragraph)
            if style == "title" and not self.title and text.strip():
                self.title = " ".join(text.split())
            listed = child(paragraph, "pPr", "numPr") is not None and not style
            yield Block("item" if listed else "paragraph", text)
        yield from boxes
        if mark is None:
            yield from self._noted()

    def _style(self, paragraph: Element) -> str:
        """"title" or "heading" of a paragraph that is one, else ""."""
        style = child(paragraph, "pPr", "pStyle")
        return self._headings.get(attribute(style, "val"), "") if style is not None else ""

    def _noted(self) -> Iterator[Block]:
        yield from self._waiting
        self._waiting = []

    def _said(self, element: Element) -> str:
        """The text of a paragraph or a piece of one."""
        found = []
        for each in element:
            name = local(each)
            if name == "t":
                found.append(each.text or "")
            elif name == "br":
                found.append("\n" if attribute(each, "type") in ("", "textWrapping") else " ")
            elif name in _BROKEN:
                found.append(_BROKEN[name])
            elif name in _NOTES:
                self._note(_NOTES[name], attribute(each, "id"))
            elif name not in _GONE and name != "txbxContent" and not (name == "r" and _hidden(each)):
                found.append(self._said(each))
        return "".join(found)

    def _note(self, kind: str, number: str) -> None:
        note = self._notes.get(kind, {}).get(number)
        if note is not None:
            self._waiting += [Block("note", self._said(each)) for each in every(note, "p")]

    def _boxes(self, paragraph: Element) -> Iterator[Block]:
        """The paragraphs of text boxes that hang on a paragraph, once each."""
        for box in every(paragraph, "txbxContent"):
            if not any(local(each) in ("Fallback", "del") for each in box.iterancestors()):
                yield from self.of(box)

    def _table(self, table: Element) -> Iterator[Block]:
        for each in every(table, "tr"):
            if child(each, "trPr", "del") is None and next(_tables(each)) is table:
                cells = [cell for cell in each.iter() if local(cell) == "tc" and next(_tables(cell)) is table]
                yield Block("row", row("\n".join(block.text for block in self.of(cell)) for cell in cells))


def _tables(element: Element) -> Iterator[Element]:
    return (each for each in element.iterancestors() if local(each) == "tbl")


def _hidden(run: Element) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in _OFF


def _by_id(root: Element | None, kind: str) -> dict[str, Element]:
    """The notes of a document by number, without the lines that separate them."""
    return {} if root is None else {attribute(each, "id"): each for each in every(root, kind)
                                    if attribute(each, "type") in ("", "normal")}


def _headings(root: Element | None) -> dict[str, str]:
    """The styles that make a heading or a title, by their id."""
    found = {}
    for style in every(root, "style") if root is not None else ():
        named = child(style, "name")
        name = attribute(named, "val").lower() if named is not None else ""
        if name == "title" or name.startswith("heading") or child(style, "pPr", "outlineLvl") is not None:
            found[attribute(style, "styleId")] = "title" if name == "title" else "heading"
    return found
