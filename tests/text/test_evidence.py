"""Quotes are found letter for letter, with real offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.evidence import Folded, fold, locate

TEXT = "The mayor said:  “We will not\n wait – not a day.” \u00a0By 09:30, 1,450 people had left; 14 stayed."


@pytest.mark.parametrize(("quote", "found"), [
    ('"We will not wait - not a day."', "“We will not\n wait – not a day.”"),
    ("The mayor said: “We", "The mayor said:  “We"),
    ("  By 09:30, 1,450 people ", "By 09:30, 1,450 people"),
    ("14 stayed.", "14 stayed."),
])
def test_white_space_quote_marks_and_dashes_may_differ(quote: str, found: str) -> None:
    """The span is the document's own letters."""
    span = locate(quote, TEXT)
    assert span is not None
    assert TEXT[slice(*span)] == found


@pytest.mark.parametrize("quote", [
    "We will wait", "we will not wait", "1,451 people", "41 stayed", "The mayor says", "the mayor said", "", "  ",
    "450 people", "1,45", "By 09", "14 stay", "ayor said", "30, 1,450",
])
def test_nothing_else_may_differ(quote: str) -> None:
    """Digits, names, case and negation are never folded, and no word or number is cut."""
    assert locate(quote, TEXT) is None


def test_a_cursor_finds_the_next_occurrence() -> None:
    """`start` and `end` bound the whole quote."""
    text = "one  two one\n two one two"
    folded = Folded(text)
    assert folded.locate("one two") == (0, 8)
    assert folded.locate("one two", 1) == (9, 17)
    assert folded.locate("one two", 10) == (18, 25)
    assert folded.locate("one two", 10, 24) is None
    assert folded.locate("one two", 19) is None


def test_scripts_without_spaces_are_searched_anywhere() -> None:
    """Where words are not parted by spaces no edge can be asked for."""
    assert locate("東京", "今日東京で") == (2, 4)


ALPHABET = "ab1 .,\n\t\u00a0“”‘’\"'–-—«»é"


@given(st.text(ALPHABET), st.text(ALPHABET, max_size=4), st.integers(0, 40))
def test_what_is_found_folds_to_the_quote(text: str, quote: str, start: int) -> None:
    """Whatever the text, the span holds the quote and lies behind the cursor."""
    span = locate(quote, text, start)
    if span is not None:
        assert span[0] >= start
        assert fold(text[slice(*span)]) == fold(quote)
        assert not text[span[0]].isspace()


@given(st.lists(st.sampled_from(["one", "two", "3", "“four”", "–"]), min_size=1, max_size=30),
       st.sampled_from([" ", "  ", "\n\n", " \u00a0\t"]), st.data())
def test_words_of_a_text_are_always_found(words: list[str], gap: str, data: st.DataObject) -> None:
    """Any run of whole words stands in its text, whatever parts the words."""
    text = gap.join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    quote = " ".join(words[first:last])
    span = locate(quote, text)
    assert span is not None
    assert fold(text[slice(*span)]) == fold(quote)


@given(st.text(ALPHABET, max_size=60), st.text(ALPHABET, min_size=1, max_size=3), st.integers(0, 60))
def test_a_cursor_never_skips_an_occurrence(text: str, quote: str, start: int) -> None:
    """Searching from a place finds what searching from the beginning finds behind it."""
    folded, place, spans = Folded(text), 0, []
    while (span := folded.locate(quote, place)) is not None:
        spans.append(span)
        place = span[0] + 1
    assert folded.locate(quote, start) == next((span for span in spans if span[0] >= start), None)
