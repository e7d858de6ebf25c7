"""A range whose ends two reports give."""

import pytest

from briefing.judging.ground import Ground
from briefing.judging.spanning import spans_reports
from briefing.language.read import Reading

SHALLOW, DEEP = "The shaft is 40 metres deep.", "The shaft is 80 metres deep."
RANGE = "The shaft is 40 to 80 metres deep."


def spans(sentence: str, *passages: str, homes: str = "abc") -> bool:
    """Whether the last number of a sentence spans what passages say, each of a document with a letter for its name."""
    ground = Ground(tuple(Reading(each, "en") for each in passages), homes=tuple(homes[:len(passages)]))
    reading = Reading(sentence, "en")
    return spans_reports(reading.numbers[-1], reading, ground)


@pytest.mark.parametrize(("passages", "spanned"), [
    ((SHALLOW, DEEP), True),
    ((DEEP, SHALLOW), True),
    ((SHALLOW, "The shaft is 70 metres deep."), False),
    ((f"{SHALLOW} {DEEP}", "It rained."), False),
    # no other report goes beyond
    ((SHALLOW, DEEP, "The shaft is 60 metres deep."), True),
    ((SHALLOW, DEEP, "The shaft is 90 metres deep."), False),
    ((SHALLOW, DEEP, "The shaft is 30 metres deep."), False),
    ((SHALLOW, DEEP, "The shaft is 40 to 50 metres deep."), False),
    ((SHALLOW, DEEP, "The shaft is 90 km away."), True),
    ((SHALLOW, DEEP, "90 boats sank."), True),
    # of one thing, with a bound only where the range has it
    ((SHALLOW, "The tunnel is 80 metres deep."), False),
    ((SHALLOW, "A lake was 80 metres wide."), False),
    (("The old shaft is 40 metres deep.", "The new shaft is 80 metres deep."), False),
    (("The old shaft is 40 metres deep.", "The old shaft is 80 metres deep."), True),
    (("SHAFT: 40 metres deep.", "Shaft: 80 metres deep."), True),
    (("The shaft is about 40 metres deep.", DEEP), False),
    (("The shaft is at least 40 metres deep.", DEEP), False),
    # on the same days
    (("On Monday the shaft is 40 metres deep.", "On Monday the shaft is 80 metres deep."), True),
    (("On Monday the shaft is 40 metres deep.", "On Friday the shaft is 80 metres deep."), False),
])
def test_each_end_of_a_range_stands_in_a_report_of_its_own(passages: tuple[str, ...], spanned: bool) -> None:
    """In whatever order."""
    assert spans(RANGE, *passages) is spanned


def test_a_range_has_two_documents() -> None:
    """Two passages of one are one report; where it is not known whose they are, nothing spans them."""
    assert not spans(RANGE, SHALLOW, DEEP, homes="aa")
    assert not spans(RANGE, SHALLOW, DEEP, homes="")


@pytest.mark.parametrize(("sentence", "spanned"), [
    ("The shaft is 40 metres deep.", False),
    ("The shaft is exactly 40 metres deep.", False),
    ("The shaft is from 40 to 80 metres deep.", True),
    ("From 40 to 80 metres deep is the shaft.", True),
    ("The shaft reached between 40 and 80 metres.", True),
    ("The shaft deepened from 40 to 80 metres.", False),
])
def test_a_change_that_no_report_tells_is_no_range(sentence: str, spanned: bool) -> None:
    """Where a word that none of them has stands before "from"."""
    assert spans(sentence, SHALLOW, DEEP) is spanned


def test_a_change_that_the_reports_tell_may_be_told() -> None:
    """In their word."""
    assert spans("The shaft deepened from 40 to 80 metres.", "The shaft deepened, 40 metres deep.",
                 "The shaft deepened, 80 metres deep.")


def test_counts_are_of_one_thing_and_an_ordinal_is_a_word() -> None:
    """The third shaft is not the fourth."""
    assert spans("40 to 80 boats sank.", "40 boats sank.", "80 boats sank.")
    assert not spans("40 to 80 boats sank.", "40 boats sank.", "80 barges sank.")
    third = [text.replace("shaft", "3rd shaft") for text in (RANGE, SHALLOW, DEEP)]
    assert spans(*third)
    assert not spans(*third[:2], DEEP.replace("shaft", "4th shaft"))
