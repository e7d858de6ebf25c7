"""PPTX → the text of its slides in order, each with its notes, and the slide as the place of a citation."""

from collections.abc import Iterator

from briefing.sources.office.blocks import Block, laid_out, row
from briefing.sources.office.docx import properties
from briefing.sources.office.zipped import Element, Zipped, attribute, child, every, local
from briefing.sources.package import package
from briefing.sources.page import Part
from briefing.sources.properties import described

_FURNITURE = frozenset({"sldNum", "dt", "ftr", "hdr", "sldImg"})
"""What a layout puts on each slide."""

_TITLES = frozenset({"title", "ctrTitle"})


def sniff(data: bytes) -> bool:
    """Whether the bytes are a PowerPoint presentation of the ZIP kind."""
    return package(data) == "pptx"


def load(data: bytes) -> tuple[Part, ...]:
    """The text of a presentation; raises `UnreadableError` for a broken one."""
    file = Zipped(data, "presentation")
    main = next((name for kind, name in file.related("").values() if kind == "officeDocument"), "ppt/presentation.xml")
    root, related = file.needed(main), file.related(main)
    slides = [related[link][1] for each in every(root, "sldId") if (link := _link(each)) in related]
    blocks = [block for number, name in enumerate(slides, start=1) for block in _slide(file, name, f"slide {number}")]
    text, marks = laid_out(blocks)
    large = next((" ".join(each.text.split()) for each in blocks if each.text.strip()), "")
    return (Part(described(text, properties(file), large=large, marks=marks)),)


def _link(element: Element) -> str:
    """The id of a relation; the number of a slide is called "id" too."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def _slide(file: Zipped, name: str, place: str) -> Iterator[Block]:
    root = file.xml(name)
    if root is None:
        return
    shapes = [each for each in root.iter() if local(each) in ("sp", "graphicFrame")]
    for shape in sorted(shapes, key=lambda each: _holder(each) not in _TITLES):
        yield from _shape(shape, place)
    for kind, notes in file.related(name).values():
        if kind == "notesSlide" and (noted := file.xml(notes)) is not None:
            for shape in every(noted, "sp"):
                if _holder(shape) == "body":
                    yield from _shape(shape, f"{place}, notes")


def _holder(shape: Element) -> str:
    """The kind of placeholder that a shape fills; "" for none."""
    held = child(shape, "nvSpPr", "nvPr", "ph")
    return attribute(held, "type") if held is not None else ""


def _shape(shape: Element, place: str) -> Iterator[Block]:
    if _holder(shape) in _FURNITURE:
        return
    if local(shape) == "graphicFrame":
        for each in every(shape, "tr"):
            yield Block("row", row(_said(cell) for cell in every(each, "tc")), place)
        return
    for paragraph in every(shape, "p"):
        yield Block("paragraph", _said(paragraph), place)


def _said(element: Element) -> str:
    return "".join("\n" if local(each) == "br" else each.text or "" for each in element.iter()
                   if local(each) in ("t", "br"))
