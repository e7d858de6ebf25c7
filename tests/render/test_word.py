"""The briefing as a Word file, and printed as a PDF."""

import io
import re
import shutil
import zipfile
from dataclasses import replace
from html import unescape

import pytest
from lxml import etree

from briefing.errors import UsageError
from briefing.model import Briefing
from briefing.render import printed
from briefing.render.html import to_html
from briefing.render.word import to_docx
from briefing.sources import pdf
from briefing.sources.office import docx
from briefing.sources.page import Part

HOSTILE = "x](http://evil.example) <w:p/> </w:t></w:r> ]]> & \x0b\x1f <script>alert(1)</script> \" | ` # *"


def parts(data: bytes) -> dict[str, str]:
    """The parts of a Word file, each of them well formed."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        found = {name: packed.read(name) for name in packed.namelist()}
    for content in found.values():
        etree.fromstring(content)
    return {name: content.decode() for name, content in found.items()}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_a_word_file_says_what_the_page_says(briefing: Briefing) -> None:
    """In the same order, with the same labels, as our own reader of such files reads it."""
    part = docx.load(to_docx(briefing))[0]
    assert isinstance(part, Part)
    page = unescape(re.sub(r"<[^>]*>", " ", to_html(briefing).partition("<body>")[2]))
    assert words(part.page.text) == words(page)
    assert part.page.title == briefing.title


def test_each_citation_leads_to_its_passage(briefing: Briefing) -> None:
    """A link within the file, and what it names is there once."""
    document = parts(to_docx(briefing))["word/document.xml"]
    led = re.findall(r'<w:hyperlink w:anchor="([^"]+)">', document)
    anchors = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"/>', document)
    assert led
    assert set(led) <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_the_same_briefing_gives_the_same_bytes(briefing: Briefing) -> None:
    """No clock and no number drawn goes into the file."""
    assert to_docx(briefing) == to_docx(briefing)


def test_no_word_of_a_document_is_markup_of_the_file(briefing: Briefing) -> None:
    """Whatever stands in titles and sentences; the file leads to where the documents were published alone."""
    section, *others = briefing.sections
    sentences = tuple(replace(each, text=HOSTILE) for each in section.sentences)
    documents = tuple(replace(each, title=HOSTILE, publisher=HOSTILE) for each in briefing.documents)
    found = parts(to_docx(replace(briefing, title=HOSTILE, documents=documents,
                                  sections=(replace(section, sentences=sentences), *others))))
    assert sorted(found) == sorted((
        "[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/numbering.xml", "word/document.xml",
        "word/_rels/document.xml.rels", "docProps/core.xml"))
    led = re.findall(r'Target="([^"]*)" TargetMode="External"', found["word/_rels/document.xml.rels"])
    assert all(each.startswith("https://wire.example/") for each in led)
    assert found["word/document.xml"].count("&lt;w:p/&gt;") >= len(sentences)


@pytest.mark.chromium
@pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium is not installed")
def test_a_browser_prints_the_page(briefing: Briefing) -> None:
    """Its words are the page's."""
    part = pdf.load(printed.to_pdf(briefing))[0]
    assert isinstance(part, Part)
    assert briefing.title in part.page.text
    assert all(sentence.text.split()[0] in part.page.text for each in briefing.sections for sentence in each.sentences)


def test_a_pdf_without_a_browser_is_refused_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is read."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UsageError, match=r"apt-get install chromium.*\.docx or \.html"):
        printed.browser()
