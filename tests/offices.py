"""Office documents for tests: the XML of a test within the files that each kind needs around it."""

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_ODF = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"')


def zipped(files: Mapping[str, str]) -> bytes:
    """An archive whose bytes are the same at any time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def _related(**links: tuple[str, str]) -> str:
    return f"<Relationships {_RELS}>" + "".join(
        f'<Relationship Id="{name}" Type="{_REL}/{kind}" Target="{target}"/>' for name, (kind, target) in links.items()
    ) + "</Relationships>"


def _core(told: Mapping[str, str]) -> str:
    return "<core>" + "".join(f"<{key}>{value}</{key}>" for key, value in told.items()) + "</core>"


def docx(body: str, notes: str = "", styles: str = "", **told: str) -> bytes:
    """A Word document with this body, footnotes, styles and properties."""
    return zipped({
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _related(a=("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _related(a=("footnotes", "footnotes.xml"), b=("styles", "styles.xml")),
        "word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "docProps/core.xml": _core(told),
    })


def p(text: str, properties: str = "") -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def odf(body: str, kind: str = "text", *, locked: bool = False) -> bytes:
    """An OpenDocument text, or a presentation."""
    return zipped({
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {_ODF}><office:body><office:{kind}>{body}"
                       f"</office:{kind}></office:body></office:document-content>",
        "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>" if locked else "<manifest/>",
    })


def epub(*chapters: str, locked: bool = False, **told: str) -> bytes:
    """A book with these chapters, in an order that is not that of their names."""
    names = [f"c{len(chapters) - number} a.xhtml" for number in range(len(chapters))]
    items = "".join(f'<item id="{number}" href="{name.replace(" ", "%20")}"/>' for number, name in enumerate(names))
    spine = "".join(f'<itemref idref="{number}"/>' for number in range(len(chapters)))
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="in/book.opf"/></rootfiles></container>',
        "in/book.opf": f"<package><metadata>{_core(told)[6:-7]}</metadata><manifest>{items}</manifest>"
                       f"<spine>{spine}</spine></package>",
    } | {f"in/{name}": f"<html><head><title>x</title></head><body>{text}</body></html>"
         for name, text in zip(names, chapters, strict=True)}
    return zipped(files | ({"META-INF/encryption.xml": "<encryption><drm/></encryption>"} if locked else {}))


def pptx(*slides: str, notes: Mapping[int, str] | None = None) -> bytes:
    """A presentation whose slides stand in the reverse of the order of their names."""
    names = [f"slide{len(slides) - number}.xml" for number in range(len(slides))]
    listed = "".join(f'<sldId id="{300 - number}" r:id="s{number}"/>' for number in range(len(slides)))
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _related(a=("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'<presentation xmlns:r="{_REL}"><sldIdLst>{listed}</sldIdLst></presentation>',
        "ppt/_rels/presentation.xml.rels": _related(**{
            f"s{number}": ("slide", f"slides/{name}") for number, name in enumerate(names)}),
    }
    for number, (name, text) in enumerate(zip(names, slides, strict=True)):
        files[f"ppt/slides/{name}"] = f"<sld>{text}</sld>"
        if notes and number in notes:
            files[f"ppt/slides/_rels/{name}.rels"] = _related(a=("notesSlide", f"../notesSlides/{name}"))
            files[f"ppt/notesSlides/{name}"] = f"<notes>{shape(notes[number], 'body')}</notes>"
    return zipped(files)


def shape(text: str, holds: str = "") -> str:
    """A shape of a slide, its paragraphs parted by "|"."""
    held = f'<nvSpPr><nvPr><ph type="{holds}"/></nvPr></nvSpPr>' if holds else "<nvSpPr><nvPr/></nvSpPr>"
    paragraphs = "".join(f"<p><r><t>{each}</t></r></p>" for each in text.split("|"))
    return f"<sp>{held}<txBody>{paragraphs}</txBody></sp>"
