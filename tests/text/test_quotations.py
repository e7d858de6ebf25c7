"""What stands between quotation marks, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.quotations import quotations


@pytest.mark.parametrize(("text", "quoted"), [
    ("She said: “We won’t go.” He left.", ["We won’t go."]),
    ('"Stay," he said, "and wait."', ["Stay,", "and wait."]),
    ("He called it ‘a mess’, she ‘fine’.", ["a mess", "fine"]),
    ("He called it 'a mess', she 'fine'.", ["a mess", "fine"]),
    ("‘The workers’ union won’t move,’ he said.", ["The workers’ union won’t move,"]),
    ("Der Rat sagte: „Nein“. Le maire : « Oui ».", ["Nein", "Oui"]),
    ("The “‘inner’ voice” spoke.", ["‘inner’ voice"]),
    ("He said: \"It is 'over' now.\"", ["It is 'over' now."]),
    ("She said (“no”).", ["no"]),
    ('A " spaced " one.', ["spaced"]),
    ("He said—\"no\"—twice.", ["no"]),
    ("‚Nein‘, sagte er. ‚Ja‘, sagte sie.", ["Nein", "Ja"]),
    ("「我们不走。」他说。『好』", ["我们不走。", "好"]),
    ("``We are done,'' he said. ''So am I.''", ["We are done,", "So am I."]),
    ("’’It is over,’’ she said.", ["It is over,"]),
    ("”Vi går inte. Nej”, sade hon.", ["Vi går inte. Nej"]),
])
def test_each_kind_of_mark_is_read(text: str, quoted: list[str]) -> None:
    """Outermost quotations, without their marks, in order."""
    assert [quotation.text for quotation in quotations(text)] == quoted


@pytest.mark.parametrize("text", [
    "The workers' hall and the mayor's dogs' home.",
    "It isn't John's; they've won't.",
    "In the '90s, rock 'n' roll; the ’80s.",
    'A 12" pipe and a 6\'2" man.',
    "The teachers’ strike and the nurses’ pay.",
])
def test_an_apostrophe_is_no_quotation(text: str) -> None:
    """Neither are possessives, short forms and inches."""
    assert quotations(text) == ()


@pytest.mark.parametrize(("text", "quoted"), [
    ("“One.\n\n“Two,” she said.", ["One.", "Two,"]),
    ('"One.\n\n"Two," she said.', ["One.", "Two,"]),
    ("“Never closed, he said.\nNext line.", ["Never closed, he said."]),
    ("“Opened “again” here", ["Opened", "again"]),
    ('He said "we won. She said "no".', ["we won. She said", "no"]),
])
def test_unbalanced_marks_end_where_they_must(text: str, quoted: list[str]) -> None:
    """A paragraph opened anew ends the one before; an unclosed one ends with its line."""
    assert [quotation.text for quotation in quotations(text)] == quoted


@given(st.text("ab .,\n“”‘’\"'„«»", max_size=80))
def test_spans_are_letter_for_letter_and_never_overlap(text: str) -> None:
    """Whatever the text, each span holds its words and lies behind the one before."""
    last = 0
    for quotation in quotations(text):
        assert last <= quotation.start < quotation.end
        assert text[quotation.start:quotation.end] == quotation.text == quotation.text.strip()
        last = quotation.end


@pytest.mark.parametrize(("text", "whole", "closed"), [
    ("He said 'no'.", "'no'", True),
    ("``No,'' she said.", "``No,''", True),
    ("“No, she said.", "“No, she said.", False),
    ("“No” “Yes", "“No”", True),
])
def test_a_quotation_knows_its_marks_and_whether_one_closes_it(text: str, whole: str, closed: bool) -> None:
    """The span with the marks is what must not be cut apart."""
    first = quotations(text)[0]
    assert (text[slice(*first.whole)], first.is_closed) == (whole, closed)
