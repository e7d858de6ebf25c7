"""A page as a job keeps it: what comes out is what went in, and nothing else passes for one."""

import json

import pytest

from briefing.sources.kept import load, to_file
from briefing.sources.kinds import Loaded, documents
from briefing.sources.page import Page, UnreadableError

PAGE = Page("Die Fähre\x07 bleibt im Hafen.\n\nBis Freitag \U0001f6a2.", "Fähre", "https://port.example/a?b=1", None,
            "Ida Holm", "2032-03-22", "de", "dpa", "tag:port.example,2032:1", ((0, "p. 1"), (12, "p. 2")))


def test_a_page_is_read_as_it_was_kept() -> None:
    """Every field, under any name; the same page gives the same bytes."""
    assert load(to_file(PAGE))[0].page == PAGE
    (found,) = documents("22-fähre.page.json", lambda: to_file(PAGE))
    assert isinstance(found, Loaded)
    assert (found.page, found.name) == (PAGE, "")
    assert to_file(PAGE) == to_file(load(to_file(PAGE))[0].page)


@pytest.mark.parametrize("change", [
    {"url": "javascript:alert(1)"}, {"url": "http://a.example/ x"}, {"published": "yesterday"}, {"text": None},
    {"text": ["a"]}, {"publisher": 3}, {"marks": [[1]]}, {"marks": None}, {"schema": "briefing-page/9"},
    {"language": None}])
def test_a_file_that_only_looks_like_one_is_refused(change: dict[str, object]) -> None:
    """Whoever puts it there."""
    with pytest.raises(UnreadableError, match="a page that a job kept, broken or of another version"):
        documents("a.json", lambda: json.dumps(json.loads(to_file(PAGE)) | change).encode())


@pytest.mark.parametrize("data", [to_file(PAGE)[:80], b'{"schema": "briefing-page/1"}'])
def test_a_broken_one_is_told(data: bytes) -> None:
    """As what it is."""
    with pytest.raises(UnreadableError, match="a page that a job kept, broken or of another version"):
        documents("a.json", lambda: data)
