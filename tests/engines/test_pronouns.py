"""Whom a "he" or "she" means: one person of that kind, or nobody."""

import pytest

import briefing
from briefing.engines.rules.persons import may_be_meant, persons


def told(text: str) -> set[str]:
    """What a page tells of one report."""
    page = briefing.write([{"publisher": "Courier", "date": "2031-03-13", "title": "News", "text": text}])
    return {each.statement for each in page.facts}


@pytest.mark.parametrize(("text", "false"), [
    ("Prime Minister Ada Morn dismissed transport minister Karl Weger. Her office said that a vote would follow.",
     "Karl Weger’s office said that a vote would follow."),
    ("The jury heard Anna Tolland on Monday. He wept as the names were read.",
     "Anna Tolland wept as the names were read."),
    ("Police questioned Viktor Brandt on Monday. She said that the dog was hers.",
     "Viktor Brandt said that the dog was hers."),
    ("Mayor Lena Holt received envoy Paul Denby on Monday. He said that the talks went well.",
     "Lena Holt said that the talks went well."),
])
def test_a_pronoun_is_given_no_name_that_it_cannot_mean(text: str, false: str) -> None:
    """Whose first name forbids it, or beside another person of the sentence before."""
    assert false not in told(text)


def test_a_pronoun_is_given_the_one_name_that_it_can_mean() -> None:
    """So that the sentence stands alone."""
    assert "Karl Weger said that a vote would follow." in told(
        "Transport minister Karl Weger came to Lannick on Friday. He said that a vote would follow.")


def test_who_bears_a_title_of_two_words_is_a_person() -> None:
    """"Prime Minister", "Deputy Mayor"; "Foreign Office" is nobody."""
    text = "Prime Minister Ada Morn met Deputy Mayor Sten Ruud at the Foreign Office."
    assert persons(text) == {"Ada Morn", "Sten Ruud"}


@pytest.mark.parametrize(("pronoun", "name", "may"), [
    ("Her", "Karl Weger", False), ("he", "Anna Tolland", False), ("She", "Anna Tolland", True),
    ("his", "Karl Weger", True), ("his", "Robin Marl", True), ("her", "Robin Marl", True),
])
def test_a_first_name_may_forbid_a_pronoun(pronoun: str, name: str, may: bool) -> None:
    """A name that both bear forbids none."""
    assert may_be_meant(pronoun, name) is may
