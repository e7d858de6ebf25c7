"""PDF → one document: its text in reading order with the place of each page, and what the file tells of itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing.regex import lazy_regex
from briefing.sources.layout.line import Sheet
from briefing.sources.ocr import CURE
from briefing.sources.page import Member, Page, Part, Refused, UnreadableError
from briefing.sources.properties import Properties, described
from briefing.text.address import web_address

if TYPE_CHECKING:
    from briefing.sources.layout.letters import Room

PAGES = 1_000
"""Pages of one file that are read."""

_SHARP = 200 / 72
"""Dots to a point of a page that is to be recognised."""

_WIDEST = 4_000  # dots of a page's longer side
_DRAWN = 250_000_000
"""Bytes of all pictures of a file: 60 pages."""

_ADDRESSED = lazy_regex(r"(https?://\S+?)(?:\s+\d+/\d+)?$")
_UNTOLD = lazy_regex("[\ufffd\ufffe\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


def sniff(data: bytes) -> bool:
    """Whether the bytes open as a PDF does; a few stray bytes may stand before."""
    return b"%PDF-" in data[:1_024]


def load(data: bytes) -> tuple[Part | Refused, ...]:
    """The text of all pages; raises `UnreadableError` for a scan, a password, a broken file."""
    import pypdfium2  # here, because only the process apart has use for it

    from briefing.sources.layout.flow import flow, heading
    from briefing.sources.layout.letters import Room

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(_reason(str(error))) from error
    count, room = min(len(document), PAGES), Room()
    sheets = tuple(_sheet(document, number, room) for number in range(count))
    text, marks = flow(sheets)
    if not text.strip():
        raise UnreadableError(f"a scan or a drawing: no text in its {_pages(count)}; {CURE}")
    if len(_UNTOLD.findall(text)) > 0.1 * len(text):
        raise UnreadableError("its letters can't be told: its fonts do not say which they are; "
                              f"{CURE}")
    page = _page(text, marks, heading(sheets[0]), sheets[0], document.get_metadata_dict())
    rest = Refused(f"#{PAGES + 1}", f"pages beyond {PAGES:,} are not read") if len(document) > PAGES else None
    return (Part(page),) if rest is None else (Part(page), rest)


def pictures(data: bytes) -> tuple[Member, ...]:
    """The pages as pictures in grey, for text recognition: as many as fit into memory."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    found: list[Member] = []
    size = 0
    for number in range(len(document)):
        page = document[number]
        picture = page.render(scale=min(_SHARP, _WIDEST / max(page.get_size())), grayscale=True)
        drawn = picture.to_numpy().tobytes()
        size += len(drawn)
        if size > _DRAWN:
            break
        found.append(Member(f"{number + 1:04}.pgm", b"P5 %d %d 255\n" % (picture.width, picture.height) + drawn))
    return tuple(found)


def _reason(fault: str) -> str:
    if "password" in fault.lower():
        return "a PDF with a password; save it without one"
    if "security" in fault.lower():
        return "a PDF protected in a way that can't be read; save it without protection"
    return "a broken PDF, or one cut short"


def _pages(count: int) -> str:
    return "one page" if count == 1 else f"{count:,} pages"


def _sheet(document: Any, number: int, room: "Room") -> Sheet:
    from pypdfium2 import PdfiumError

    from briefing.sources.layout.letters import lines

    label = document.get_page_label(number)
    try:
        page = document[number]
    except PdfiumError:  # one broken page of a file that can be opened
        return Sheet((), 0.0, f"p. {number + 1}")
    name = f"p. {label if label and len(label) <= 12 else number + 1}"
    return Sheet(lines(page, room), page.get_height(), name)


def _page(text: str, marks: tuple[tuple[int, str], ...], large: str, first: Sheet, told: Mapping[str, str]) -> Page:
    """The page, with the address that a browser printed at its foot."""
    own = Properties(told.get("Title", ""), told.get("Author", ""), told.get("CreationDate", ""))
    page = described(text, own, large=large, marks=marks)
    return page if page.url else replace(page, url=_printed_from(first))


def _printed_from(first: Sheet) -> str | None:
    """The address that a browser prints at the foot."""
    foot = [line for line in first.lines if line.top > 0.9 * first.height]
    hits = [hit for line in foot if (hit := _ADDRESSED.match(line.text))]
    return web_address(hits[0][1]) if hits else None
