"""Which facts of sources not cited a second reader is asked about."""

import pytest

from briefing.judging.near import Near
from briefing.model import Claim, Evidence, Fact, Sentence

TEXT = "granite marble copper velvet"


def fact(name: str, text: str = TEXT) -> Fact:
    return Fact(name, f"d{name}", text, "event", (Evidence(0, len(text), text),))


def near(facts: dict[str, str], origins: dict[str, str], *claims: str, cited: tuple[str, ...] = ("f1",)) -> list[str]:
    """The facts asked about, of a story with these texts by fact; each claim names its facts."""
    story = [fact(name, text) for name, text in facts.items()]
    mates = [Claim(f"c{n}", "s1", TEXT, tuple(each.split()), (), "corroborated") for n, each in enumerate(claims)]
    return list(Near([story], mates, origins)(Sentence(TEXT, cited)))


@pytest.mark.parametrize(("text", "is_near"), [
    ("granite marble basket", True),  # half of the words of the sentence
    ("granite basket candle", False),
    ("basket candle hammer", False),
])
def test_what_shares_a_third_of_the_words_may_say_the_same(text: str, is_near: bool) -> None:
    """Of another source than those that are cited."""
    assert near({"f1": TEXT, "f2": text}, {"f1": "o1", "f2": "o2"}) == (["f2"] if is_near else [])
    assert near({"f1": TEXT, "f2": text}, {"f1": "o1", "f2": "o1"}) == []


def test_what_stands_in_a_claim_of_the_cited_facts_comes_first() -> None:
    """Whatever its words; behind it the others by how much they share."""
    facts = {"f1": TEXT, "f2": "granite marble basket", "f3": TEXT, "f4": "basket candle hammer"}
    assert near(facts, {each: each for each in facts}, "f1 f4") == ["f4", "f3", "f2"]


def test_of_a_source_two_facts_are_asked_about_and_of_all_eight() -> None:
    """The first two, and the first eight."""
    many = {f"f{n}": TEXT for n in range(1, 12)}
    assert near(many, {"f1": "o1"} | {f"f{n}": f"o{n // 4 + 2}" for n in range(2, 12)}) == [
        "f2", "f3", "f4", "f5", "f8", "f9"]
    assert near(many, {each: each for each in many}) == [f"f{n}" for n in range(2, 10)]


def test_without_a_fact_that_is_known_nothing_is_near() -> None:
    """There is no story to look in."""
    assert near({"f1": TEXT, "f2": TEXT}, {"f1": "o1", "f2": "o2"}, cited=("f9",)) == []
