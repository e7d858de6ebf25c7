"""The page, slide or minute of a passage, wherever it is shown."""

from dataclasses import replace

import pytest

from briefing.model import Briefing, Document
from briefing.render.citations import citations
from briefing.render.markdown import to_markdown
from briefing.render.passage import show
from briefing.render.place import place
from briefing.render.record import from_json, to_json

MARKED = Document(id="d1", path="a.pdf", sha256="0", title="A", text="x" * 90, marks=((0, "p. 1"), (30, "p. 2"),
                                                                                     (60, "p. 4")))


@pytest.mark.parametrize(("start", "end", "shown"), [
    (0, 30, "p. 1"), (29, 31, "p. 1 to p. 2"), (30, 60, "p. 2"), (10, 90, "p. 1 to p. 4"), (60, 60, "p. 4")])
def test_a_passage_stands_on_the_pages_it_covers(start: int, end: int, shown: str) -> None:
    """Its end is excluded: a passage that fills a page is not on the next."""
    assert place(MARKED, start, end) == shown


def test_what_stands_before_the_first_mark_has_no_place() -> None:
    """Nor has a document without marks."""
    assert place(replace(MARKED, marks=((30, "p. 2"),)), 0, 20) == ""
    assert place(replace(MARKED, marks=()), 0, 20) == ""


def test_a_cited_passage_names_its_page_wherever_it_is_shown(briefing: Briefing) -> None:
    """In the list of sources, in `briefing show`, and in a record that was read back."""
    documents = tuple(replace(each, marks=((0, f"p. {number}"),)) for number, each in enumerate(briefing.documents))
    paged = from_json(to_json(replace(briefing, documents=documents)))
    assert paged.documents == documents
    page = to_markdown(paged)
    for passage in citations(paged).passages:
        number = next(n for n, each in enumerate(documents) if each.id == passage.document)
        line = next(line for line in page.split("\n") if f"**{passage.label}**" in line)
        assert line.endswith(f"p. {number})*")
        assert f", p. {number}, characters {passage.start} to" in show(paged, passage.label)
