"""Two acts of one person are two things: neither stands for the other, is counted for it, or lost to it."""

import pytest

import briefing


def report(publisher: str, text: str) -> dict[str, object]:
    """A short report of one day."""
    return {"publisher": publisher, "date": "2031-03-13", "title": "News", "text": text}


@pytest.mark.parametrize(("one", "other"), [
    ("Chief executive Helen Strand said that Kestrel would pay the wages of all employees until the end of June.",
     "Kestrel Logistics chief executive Helen Strand resigned."),
    ("The depot manager Paul Rennick was released on bail on Friday.",
     "Police arrested the depot manager Paul Rennick."),
    ("Harbour master Ines Okoro praised the crew of the tug Merle after the storm.",
     "Harbour master Ines Okoro was arrested."),
])
def test_an_act_of_the_same_person_is_told_and_counted_by_itself(one: str, other: str) -> None:
    """However many words of name and office the two sentences share."""
    page = briefing.write([report("Courier", f"{one} It snowed."), report("Echo", f"{other} The council meets.")])
    told = {each.text: each for section in page.sections for each in section.sentences}
    assert set(told) >= {one, other}
    assert [len(told[each].support) for each in (one, other)] == [1, 1]
    said = {fact.id: fact.statement for fact in page.facts}
    assert all({said[name] for name in told[each].facts} == {each} for each in (one, other))


@pytest.mark.parametrize(("one", "other"), [
    ("Investigators found an accelerant near the loading bay.", "Investigators have found no trace of an accelerant."),
    ("Engineers saw signs of rust in the Lannick dam.", "Engineers saw no signs of rust in the Lannick dam."),
    ("The bridge at Ostrand will open on Monday.", "The bridge at Ostrand will not open on Monday."),
])
def test_what_one_denies_is_told_beside_what_the_other_says(one: str, other: str) -> None:
    """Neither is counted for the other, though nearly all words of one stand in the other."""
    page = briefing.write([report("Courier", f"{one} It snowed."), report("Echo", f"{other} The council meets.")])
    said = [each for section in page.sections for each in section.sentences]
    shown = {each.text for each in said} | {p.statement for each in page.divergences for p in each.positions}
    assert {one, other} <= shown
    assert all(len(each.support) == 1 for each in said if each.text in (one, other))
