"""The briefing as a page for a browser."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from briefing.model import Briefing
from briefing.render.html import to_html
from briefing.render.markdown import to_markdown

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = """x](http://evil.example) ![i](http://evil.example/i) <img src=x onerror=alert(1)> <script>alert(1)</script>
</title></style><a href="//evil.example">y</a> &lt;b&gt; | ` # *"""


def hostile(briefing: Briefing) -> Briefing:
    """The briefing with markup wherever a document's words go."""
    section, *others = briefing.sections
    sentences = tuple(replace(each, text=HOSTILE) for each in section.sentences)
    documents = tuple(replace(each, title=HOSTILE, publisher=HOSTILE, author=HOSTILE) for each in briefing.documents)
    sections = (replace(section, sentences=sentences), *others)
    return replace(briefing, title=HOSTILE, documents=documents, sections=sections)


def test_no_word_of_a_document_is_markup(briefing: Briefing) -> None:
    """Neither in the head nor in the body; links lead where the documents were published, or within the page."""
    page = to_html(hostile(briefing))
    tags = set(re.findall(r"<([a-z][a-z0-9]*)", page))
    assert tags <= set("html head meta title style body main h1 h2 h3 h4 p em strong ul li a table thead tbody tr th td"
                       .split())
    assert all(each.startswith(("#", "https://wire.example/")) for each in re.findall(r'href="([^"]*)"', page))
    assert page.count("<style>") == page.count("</title>") == page.count("</style>") == 1


def test_what_leaves_the_page_tells_nobody_where_from(briefing: Briefing) -> None:
    """Each such link says so, and the page as a whole."""
    page = to_html(briefing)
    out = re.findall(r'<a href="https[^>]*>', page)
    assert out
    assert all('rel="noopener noreferrer"' in each for each in out)
    assert "default-src 'none'" in page


def test_an_arabic_page_runs_from_right_to_left(briefing: Briefing) -> None:
    """And says its language, as every page does."""
    arabic = replace(briefing, documents=tuple(replace(each, language="ar") for each in briefing.documents))
    assert '<html lang="ar" dir="rtl">' in to_html(arabic)
    assert '<html lang="en">' in to_html(briefing)


@pytest.fixture(name="tab", scope="module")
def _tab(browser: "Browser") -> "Iterator[Page]":
    tab = browser.new_page(viewport={"width": 360, "height": 800})
    yield tab
    tab.close()


@pytest.mark.chromium
def test_a_browser_shows_what_the_markdown_says(tab: "Page", briefing: Briefing) -> None:
    """Every sentence; each citation leads to its passage; on a telephone nothing runs out of the page; no script, and
    nothing is fetched."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("dialog", lambda dialog: asked.append(dialog.message))
    tab.set_content(to_html(hostile(briefing)))
    assert tab.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].filter("
                        "e => !document.getElementById(e.getAttribute('href').slice(1))).length") == 0
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.set_content(to_html(briefing))
    text = " ".join(tab.inner_text("main").split())
    told = [sentence.text for section in briefing.sections for sentence in section.sentences]
    assert [each for each in told if " ".join(each.split()) not in text] == []
    links = tab.evaluate("document.querySelectorAll('a[href=\"#s1a\"]').length")
    assert links == to_markdown(briefing).partition("## Sources")[0].count("[1a]") > 0
    assert asked == []
