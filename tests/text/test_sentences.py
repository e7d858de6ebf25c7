"""Sentences: the cases are texts with one expected sentence a line; properties hold for any text."""

from pathlib import Path

import pytest
from far import soon
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Span
from briefing.text.sentences import sentences

CASES = sorted((Path(__file__).parents[1] / "stages" / "cases" / "sentences").glob("*.txt"))
SIGNS = st.sampled_from(
    [*"aBé1.!?…\"“”‘’()«» \n\r\t-•:漢。「」\ud800", "Mr.", "U.S.", "a.m.", " The ", "...", "\u2028", "\r\n"]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(SIGNS, max_size=80).map("".join))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_text_falls_into_its_sentences(case: Path) -> None:
    """Each sentence is a line of the case, its inner white space folded."""
    text, _, expected = case.read_text(encoding="utf-8").partition("\n----\n")
    found = [" ".join(text[span.start : span.end].split()) for span in sentences(text)]
    assert found == expected.strip("\n").split("\n")


@given(TEXTS)
def test_sentences_are_in_order_apart_and_leave_only_white_space(text: str) -> None:
    """No sentence overlaps another or begins or ends in white space, and nothing else lies between them."""
    at = 0
    for span in sentences(text):
        assert at <= span.start < span.end <= len(text)
        assert text[at : span.start].strip() == ""
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        at = span.end
    assert text[at:].strip() == ""


@given(TEXTS, st.lists(st.integers(0, 200), max_size=8))
def test_no_sentence_reaches_across_two_spans(text: str, places: list[int]) -> None:
    """Each span is read as if it stood alone."""
    cuts = sorted({min(place, len(text)) for place in places})
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    alone = [
        Span(span.start + each.start, span.start + each.end)
        for span in spans
        for each in sentences(text[span.start : span.end])
    ]
    assert sentences(text, spans) == tuple(alone)


def test_a_line_break_between_two_spans_ends_a_sentence_even_where_lines_are_broken_by_a_margin() -> None:
    """A kept span is a paragraph, whatever its length looks like."""
    first = "The committee said on Tuesday that the harbour would stay closed until the"
    text = f"{first}\nrepairs were done."
    spans = (Span(0, len(first)), Span(len(first) + 1, len(text)))
    assert len(sentences(text)) == 1
    assert sentences(text, spans) == spans


RUNS = [*"a.(“漢\n ", '"', '" ', "a ", "a. ", "A. ", "A.b", "x.\n", "Aa.Aa", "a.'", "...  A", "1. ", "“a. "]


@pytest.mark.parametrize("unit", RUNS)
def test_no_run_takes_more_than_linear_time(unit: str) -> None:
    """A quarter of a megabyte of anything is read, and all of it."""
    text = unit * (250_000 // len(unit))
    found: list[Span] = []
    assert soon(lambda: found.extend(sentences(text)))
    assert "".join("".join(text[span.start:span.end] for span in found).split()) == "".join(text.split())
