"""Proper names, and which are persons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.names import is_person, names


@pytest.mark.parametrize(("text", "found"), [
    ("The mayor of Oster, Marta Quill, met Ivo Lent.", ["Oster", "Marta Quill", "Ivo Lent"]),
    ("Divers from Lannick search the wreck.", ["Lannick"]),
    ("Yesterday the council met. Nobody came.", []),
    ("Quill’s plan failed, and so did Marta Quill's.", ["Quill", "Marta Quill"]),
    ("The Bank of Lannick lent to Brand Shipping.", ["Bank of Lannick", "Brand Shipping"]),
    ("On Monday, 5 May, it rained in March.", []),
    ("They told Mr. Lent and Dr Anna Brook.", ["Mr. Lent", "Dr Anna Brook"]),
    ("Mr. Lent spoke.", ["Mr. Lent"]),
    ("Mayor of Lannick Marta Quill spoke.", ["Mayor of Lannick Marta Quill"]),
    ("Divers of the Oster Brigade spoke.", ["Oster Brigade"]),
    ("I said that I'm not Marta.", ["Marta"]),
    ("RAIB and the EU met.", ["RAIB", "EU"]),
    ("“Marta is safe,” she said.", ["Marta"]),
    ("Theresa May came in May.", ["Theresa May"]),
    ("Jean-Luc O’Brien of al-Nasr", ["Jean-Luc O’Brien"]),
    ("", []),
])
def test_names_are_runs_of_capitals_that_are_no_common_words(text: str, found: list[str]) -> None:
    """Not the first word of a sentence, a day, a month, or "I"."""
    assert [name.text for name in names(text)][:len(found) or None] == found


@given(st.text(max_size=200))
def test_a_name_is_the_text_at_its_place(text: str) -> None:
    """In order, never overlapping, whatever the script."""
    last = 0
    for name in names(text):
        assert text[name.start:name.end] == name.text
        assert last <= name.start < name.end
        assert name.last == name.text.split()[-1]
        last = name.end


@pytest.mark.parametrize("name", ["Marta Quill", "Mr Lent", "Dr Anna Brook", "Ludwig van Brook", "Jean-Luc O’Brien"])
def test_a_person_has_a_first_name_or_a_title(name: str) -> None:
    """And at most four words."""
    assert is_person(name)


@pytest.mark.parametrize("name", [
    "Oster", "Bank of Lannick", "Oster City Council", "Lannick University", "RAIB", "Coast Guard Service",
    "Lake Lannick", "Marta Anna Ida Sofia Quill",
])
def test_a_place_or_an_institution_is_no_person(name: str) -> None:
    """Nor is one word alone."""
    assert not is_person(name)
