"""Chunks: cases show where a text is cut; properties hold for any text, any removal and any budget."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Document, Removed
from briefing.stages.chunk import LEAST_BUDGET, chunk
from briefing.text.kept import Kept
from briefing.text.tokens import Tokenizer, tokenizer

CASES = sorted((Path(__file__).parent / "cases" / "chunk").glob("*.txt"))
QUARTERS = Tokenizer("quarters", False, lambda text: -(-len(text) // 4))
ASTRONAUT = "\U0001f469\u200d\U0001f680"
FLAG, THUMB, ACCENTED, BROKEN = "\U0001f1eb\U0001f1ee", "\U0001f44d\U0001f3fd", "e\u0301", "\ud83d\ude00"
PIECES = [*"aé漢 \n\u00a0", "\n\n", "\r\n", ". ", "! ", ", ", "The harbour is closed. ", "“We left. Nobody came.” ",
          "x" * 40, "12,345.6 ", "word ", ASTRONAUT, FLAG, THUMB, ACCENTED, BROKEN]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=120).map("".join))


def a_document(text: str, cuts: list[int] | None = None) -> Document:
    """A document whose text is removed between every second pair of `cuts`."""
    places = sorted({min(cut, len(text)) for cut in cuts or []})
    removed = tuple(Removed(start, end, "navigation") for start, end in zip(places[::2], places[1::2], strict=False))
    return Document("d1", None, "", "", text, removed=removed)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_text_is_cut_where_the_case_says(case: Path) -> None:
    """A case is a budget in fours of characters, a text with its removed parts in ⟦⟧, and each chunk's kept text."""
    budget, text, expected = case.read_text(encoding="utf-8").rstrip("\n").split("\n----\n")
    cuts: list[int] = []
    while "⟦" in text:
        cuts += [text.index("⟦"), text.index("⟧") - 1]
        text = text.replace("⟦", "", 1).replace("⟧", "", 1)
    document = a_document(text, cuts)
    found = [Kept.of(document, each.start, each.end).text for each in chunk(document, QUARTERS, budget=int(budget))]
    assert found == expected.split("\n--\n")


@settings(deadline=None)
@given(TEXTS, st.lists(st.integers(0, 400), max_size=9), st.integers(LEAST_BUDGET, 60), st.sampled_from([None, "x"]))
def test_chunks_hold_all_kept_text_within_the_budget(
    text: str, cuts: list[int], budget: int, model: str | None
) -> None:
    """In order, apart, counted as `kept_text` counts, none over budget, and only white space is in none."""
    document, counter = a_document(text, cuts), tokenizer(model)
    chunks = chunk(document, counter, budget=budget)
    at = 0
    for each in chunks:
        assert each.document == "d1"
        assert at <= each.start < each.end <= len(text)
        assert Kept.of(document, at, each.start).text.strip() == ""
        assert each.tokens == counter.count(Kept.of(document, each.start, each.end).text) <= budget
        at = each.end
    assert Kept.of(document, at, len(text)).text.strip() == ""


@given(st.lists(st.sampled_from([ASTRONAUT, FLAG, THUMB, ACCENTED, BROKEN, "\r\n"]), min_size=40))
def test_no_cut_tears_a_visible_character_apart(signs: list[str]) -> None:
    """A run of characters that are made of several is cut between two of them."""
    text = "".join(signs)
    borders = {len("".join(signs[:count])) for count in range(len(signs) + 1)}
    for each in chunk(a_document(text), QUARTERS, budget=12):
        assert each.start in borders or text[each.start - 1].isspace()
        assert each.end in borders or text[each.end].isspace()


def test_a_short_document_is_one_chunk() -> None:
    """White space around the text belongs to no chunk."""
    document = a_document("\n  The harbour is closed. Nobody was hurt.\n\nBy Ana Ost \n")
    (only,) = chunk(document, tokenizer())
    assert document.text[only.start : only.end] == "The harbour is closed. Nobody was hurt.\n\nBy Ana Ost"


@pytest.mark.parametrize("text", ["", " \n\t ", "\u2028"])
def test_a_document_without_text_has_no_chunk(text: str) -> None:
    """Nothing kept, nothing to read."""
    assert chunk(a_document(text), tokenizer()) == ()


def test_a_document_removed_as_a_whole_has_no_chunk() -> None:
    """Removed text is never read."""
    assert chunk(a_document("Menu and more.", [0, 14]), tokenizer()) == ()


def test_sentences_stay_whole_while_they_fit() -> None:
    """Of three hundred sentences in one paragraph none is cut, and chunks are well filled."""
    text = " ".join(f"The ferry no. {number} left Port Alder with {number} people on board." for number in range(300))
    chunks = chunk(a_document(text), tokenizer("gpt-4o"), budget=200)
    assert all(text[each.start : each.end].startswith("The ferry") for each in chunks)
    assert all(text[: each.end].endswith("board.") for each in chunks)
    assert all(each.tokens > 150 for each in chunks[:-2])


@pytest.mark.parametrize(
    "text", ["x" * 300_000, "漢" * 50_000, " \n" * 200_000 + "end", "word " * 60_000, "a.\n" * 90_000, "(a. " * 60_000]
)
def test_a_long_run_of_anything_is_cut_in_time(text: str) -> None:
    """No text makes the search for an end crawl; hypothesis would not try this length."""
    chunks = chunk(a_document(text), tokenizer(), budget=512)
    assert max(each.tokens for each in chunks) <= 512
    assert sum(len(text[each.start : each.end].split()) for each in chunks) >= len(text.split())


@pytest.mark.parametrize("sentences", range(1, 120, 7))
def test_the_last_chunk_is_no_crumb(sentences: int) -> None:
    """What does not fit one chunk is shared out between the last two."""
    text = " ".join(["The ferry left Port Alder at noon with forty people on board."] * sentences)
    chunks = chunk(a_document(text), tokenizer(), budget=300)
    assert len(chunks) <= 1 + sum(each.tokens for each in chunks) / 300 * 1.25
    assert len(chunks) == 1 or chunks[-1].tokens >= 100


def test_a_budget_that_holds_no_character_is_refused() -> None:
    """A misuse says what to give instead."""
    with pytest.raises(ValueError, match="budget=3 can't hold every character; give it at least 4 tokens"):
        chunk(a_document("x"), tokenizer(), budget=3)
