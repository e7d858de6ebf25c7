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
    ("They call it '18square' here.", ["18square"]),
    ("„Wir gehen “sagte er.", ["Wir gehen"]),
    ('She said "no"and left.', ["no"]),
    ("‚Wir haben‘s‘, sagte er.", ["Wir haben‘s"]),
    ("‘We won ’ twice’, he said.", ["We won ’ twice"]),
    ("‘the workers’ said it. ‘So they did,’ she said.", ["the workers", "So they did,"]),
    ("‘The workers’ demands ' and the miners’ own won’t do,’ he said.",
     ["The workers’ demands ' and the miners’ own won’t do,"]),
    ("He called it ‘theirs’, and shut the miners’.", ["theirs"]),
    ("He called it ‘theirs’, as the miners did,’ she said.", ["theirs"]),
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
    "The ridge''s edge and the lake``s shore.",
    'The 7"board and the 9"board lay there.',
    "He came‚ saw‚ and left.",
])
def test_an_apostrophe_is_no_quotation(text: str) -> None:
    """Neither are possessives, short forms and inches."""
    assert quotations(text) == ()


@pytest.mark.parametrize("text", [
    "Then he left '' and `` nobody saw.",
    'We had to go…" she said, and left.',
    'We had to go." She left.',
    "Wir gehen.» Er ging.",
    "Wir gehen»sagte er.",
    "So we left ” and then nothing.",
    "We left.”So she said.",
    "‘Never closed, she said.\n\nThe others’ left.",
])
def test_a_closing_mark_alone_opens_nothing(text: str) -> None:
    """Where what it closes was lost; nor does it close what another paragraph opened."""
    assert quotations(text) == ()


@pytest.mark.parametrize(("text", "quoted"), [
    ("“One.\n\n“Two,” she said.", ["One.", "Two,"]),
    ('"One.\n\n"Two," she said.', ["One.", "Two,"]),
    ("“Never closed, he said.\nNext line.", ["Never closed, he said."]),
    ("“Opened “again” here", ["Opened", "again"]),
    ('He said "we won. She said "no".', ["we won. She said", "no"]),
    ("“One line\nand another.\n\n“Two,” she said.", ["One line\nand another.", "Two,"]),
    ("“One line\nand another.\n\nTwo,” she said.", ["One line"]),
    ("He said “we go\n\nMeanwhile the others left” he was told.", ["we go"]),
    ("He said: “\n\nThen all left. “So”", ["So"]),
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
    ("“One.\n\n“Two,” she said.", "“One.", False),
    ("He called it ‘fine’ she said.", "‘fine’", True),
    ("He called it ‘theirs’ she said.", "‘theirs’", True),
    ("He said “ no ” then.", "“ no ”", True),
    ("« Non », dit-il.", "« Non »", True),
    ('She said "no"and left.', '"no"', True),
])
def test_a_quotation_knows_its_marks_and_whether_one_closes_it(text: str, whole: str, closed: bool) -> None:
    """The span with the marks is what must not be cut apart."""
    first = quotations(text)[0]
    assert (text[slice(*first.whole)], first.is_closed) == (whole, closed)
    assert text[first.start:first.end] == first.text


@pytest.mark.parametrize(("letters", "many"), [(999, 1), (1_000, 0)])
def test_single_marks_hold_less_than_a_thousand_letters(letters: int, many: int) -> None:
    """What is further away is an apostrophe of another sentence."""
    assert len(quotations(f"‘{'x' * letters}’.")) == many
