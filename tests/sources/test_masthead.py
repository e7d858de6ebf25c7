"""What plain text tells of itself; a new case is a text file in cases/: the text, "----", the fields expected."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.sources.plain import read
from briefing.text.encoding import NotTextError

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_text_tells_what_its_head_and_foot_say(case: Path) -> None:
    """Each field named in the case is found as given; "-" stands for a field that must be None."""
    given, expected = case.read_text(encoding="utf-8").rsplit("\n----\n", 1)
    page = read(given.encode())
    wanted = dict(line.split(": ", 1) for line in expected.splitlines())
    found = {name: getattr(page, name) or "-" for name in wanted}
    assert found == wanted
    assert page.text == given


PARTS = st.sampled_from((
    "By ", "Published ", "3 May 2019", "2019-02-31", "99/99/2019", "(Reuters) - ", "\u00a9 2019 ", " | ", "---\n",
    "\n", "\r\n",
    "Title: ", "date ", "https://[", "http://x.example/2019/13/40/", "KABUL, ", "\u3042", "# ", "=?utf-8?b?!?=",
    "Subject: ",
    "The ferry sails again from Monday, said the council. ", "/", " - "))


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS | st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=8), max_size=25))
def test_no_text_is_too_odd_to_read(parts: list[str]) -> None:
    """Whatever stands in a file, it is read, and its text is the file's."""
    text = "".join(parts)
    try:
        page = read(("." + text).encode())
    except NotTextError:  # control characters in a row
        return
    assert page.text == "." + text
