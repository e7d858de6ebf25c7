"""Outlets called by their site are shown whole, and as links to it."""

from dataclasses import replace

import pytest

from briefing.model import Briefing, Document
from briefing.render.blocks import plain
from briefing.render.markdown import to_markdown
from briefing.render.sites import Sites

WIRE = Document("d1", "a.html", "", "Aground", "Text.", "https://www.wire.example/a", "wire.example")


@pytest.mark.parametrize(("words", "shown"), [
    ("wire.example", "[wire.example]"),
    ("Coast Wire (in wire.example)", "Coast Wire (in [wire.example])"),
    ("wire.example, other.example", "[wire.example], other&#8288;.example"),
    ("my-wire.example", "my-wire&#8288;.example"),
    ("wire.example.evil", "wire&#8288;.example&#8288;.evil"),
    ("m.wire.example", "m&#8288;.wire&#8288;.example"),
    ("[wire.example]", "\\[[wire.example]\\]"),
])
def test_only_the_site_itself_is_linked(words: str, shown: str) -> None:
    """A longer name that holds a site's is another's; and what is read back is the name."""
    assert Sites([WIRE]).name(words) == shown
    assert plain(shown) == words


@pytest.mark.parametrize("url", [None, "https://evil.example/a", "javascript:alert(1)"])
def test_a_name_that_the_address_does_not_bear_out_is_no_link(url: str | None) -> None:
    """What is shown is what is opened: a page that calls itself by another's site gets no link under that name."""
    sites = Sites([replace(WIRE, url=url)])
    assert sites.name("wire.example") == "wire&#8288;.example"
    assert sites.definitions() == ()


def test_a_page_names_an_outlet_by_its_site_and_leads_there(briefing: Briefing) -> None:
    """In the heading of its source and in rows, once more defined at the end; its line has the address alone."""
    first, *others = briefing.documents
    documents = (replace(first, publisher="wire.example", url="https://www.wire.example/a"), *others)
    origin = replace(briefing.origins[0], name="wire.example")
    page = to_markdown(replace(briefing, documents=documents, origins=(origin, *briefing.origins[1:])))
    assert "### 1 · [wire.example]\n" in page
    assert page.endswith("[wire.example]: https://www.wire.example/\n")
    assert page.count("[www.wire.example](https://www.wire.example/a)") == 1
    assert "wire&#8288;" not in page
