"""Cleaning: cases show what goes and why; properties hold for any text."""

from pathlib import Path

import pytest
from far import soon
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Document, Removed
from briefing.stages.clean import clean
from briefing.text.furniture import PHRASES, whole
from briefing.text.paragraphs import kept, paragraphs

CASES = sorted((Path(__file__).parent / "cases" / "clean").glob("*.txt"))
PIECES = [
    "Home", "News", "Share", "Facebook", "Privacy Policy", "© 2024 Example", "Most Read", "Comments", "By Ann Moor", "",
    "May 4, 2024", "Also Read: Ten bridges that fell", "The bridge was closed on Saturday, the mayor said.", "•",
    "Engineers will look at its piers on Monday, and the market opens in June. (Photo: AP)", "A/B/C", "1/2 2/2",
    "Image copyright PA Image caption The river", "Nine.", "Invalid email address. Please re-enter.", "\u200b",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=60).map("\n".join),
    st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join),
)


def a_document(text: str, title: str = "", publisher: str | None = None, author: str | None = None) -> Document:
    """A document of nothing but a text, its title and who wrote and published it."""
    return Document("d1", None, "", title, text, publisher=publisher, author=author)


def marked(document: Document) -> str:
    """The text with what is removed in ⟦reason|…⟧."""
    text, at, parts = document.text, 0, []
    for cut in clean(document):
        parts += [text[at : cut.start], f"⟦{cut.reason}|{text[cut.start : cut.end]}⟧"]
        at = cut.end
    return "".join(parts) + text[at:]


def unmarked(text: str) -> str:
    """A case's text as it was before anything was marked."""
    parts = text.split("⟦")
    return parts[0] + "".join(part.partition("|")[2].replace("⟧", "", 1) for part in parts[1:])


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_what_is_removed_and_why_is_as_the_case_says(case: Path) -> None:
    """A case is a title and the text, what is to go in ⟦reason|…⟧; without marks it is all body and loses nothing."""
    title, _, expected = case.read_text(encoding="utf-8").rstrip("\n").partition("\n----\n")
    assert marked(a_document(unmarked(expected), title)) == expected


@pytest.mark.parametrize("line", [
    "Ann Moor is a person who lives in Bree. Her passion is rivers.",
    "Ann Moor writes about rivers and bridges for this paper.",
    "Ann Moor, our correspondent, has written on Bree since 2019.",
])
def test_who_the_author_is_is_no_news(line: str) -> None:
    """A line on the one in the byline is left out; the same words about anyone else stay."""
    text = f"The bridge was closed on Saturday, the mayor said.\n{line}"
    by = a_document(text, author="Ann Moor and Jon Harlow")
    assert marked(by).endswith(f"⟦byline|{line}⟧")
    assert marked(a_document(text, author="Ida Lent")) == text
    assert marked(a_document(text)) == text


@pytest.mark.parametrize("line", [
    "Mira Holt is a sailing enthusiast living in Bree. Her love of lakes made her a writer.",
    "Mira Holt is a freelance journalist and the author of a book on lakes.",
    "Mira Holt was the Bree Courier’s harbour correspondent until 2030.",
    "Mira van Holt is an economist and a columnist.",
])
def test_who_writes_for_a_living_is_no_news_at_the_foot_of_a_text_that_names_them_nowhere_else(line: str) -> None:
    """Such a line presents the author though no byline does; one on somebody whom the text is about stays."""
    text = f"The bridge was closed on Saturday, the mayor said.\n{line}"
    assert marked(a_document(text)).endswith(f"⟦byline|{line}⟧")
    about = f"Police said they had arrested Mira Holt on Saturday.\nThe bridge was closed, the mayor said.\n{line}"
    assert marked(a_document(about)) == about
    opening = f"{line}\n" + "The bridge was closed on Saturday, the mayor said.\n" * 3
    assert "⟦byline" not in marked(a_document(opening))


def test_a_film_of_the_outlet_is_no_news_and_a_statesman_is() -> None:
    """Who speaks of what in the outlet's own film is left out; the same words about anyone else stay."""
    line = "Bree Courier’s Ann Moor discusses the flood at Bree.\nThe bridge was closed."
    assert marked(a_document(line, publisher="Bree Courier")).startswith("⟦player|Bree Courier’s Ann Moor")
    assert marked(a_document(line, publisher="Orley Post")) == line


def test_a_page_whose_article_can_not_be_told_loses_no_line_for_its_shape() -> None:
    """Where every line looks like a menu, only lines of set phrases go: better too much than nothing."""
    menu = "\n".join(["Home", "Log in", "Privacy Policy", "Facebook", *(f"Harlow {number}" for number in range(20))])
    document = a_document(menu)
    assert "Harlow 7" in [menu[span.start : span.end] for span in kept(menu, clean(document))]


@given(TEXTS, st.sampled_from(["", "The bridge was closed", "Nine.", "Home"]))
@settings(max_examples=300, deadline=None)
def test_spans_are_in_order_apart_and_within_the_text(text: str, title: str) -> None:
    """Whatever the text: spans follow each other without overlap, none is empty, and a second run finds the same."""
    document = a_document(text, title)
    found = clean(document)
    at = 0
    for cut in found:
        assert at <= cut.start < cut.end <= len(text)
        at = cut.end
    assert clean(document) == found


@given(TEXTS, st.lists(st.integers(0, 300), max_size=8))
def test_what_is_kept_is_all_that_was_not_removed(text: str, places: list[int]) -> None:
    """Kept and removed spans share no letter, hold every letter between them, and none kept starts or ends in space."""
    cuts = sorted({min(place, len(text)) for place in places})
    removed = tuple(Removed(start, end, "navigation") for start, end in zip(cuts[::2], cuts[1::2], strict=False))
    spans = kept(text, removed)
    assert all(text[span.start : span.end] == text[span.start : span.end].strip() != "" for span in spans)
    held = [place for span in (*spans, *removed) for place in range(span.start, span.end)]
    assert len(held) == len(set(held))
    assert all(text[place].isspace() for place in set(range(len(text))) - set(held))


def test_wrapped_lines_are_one_paragraph_and_a_menu_is_not() -> None:
    """Lines that a mail program broke are joined again; short lines and headlines stay apart."""
    mail = (
        "The crane will be repaired by Friday, he said, and two ships wait\n"
        "outside the port with about four hundred containers each until the\ncrane works.\nBest,\nAnna"
    )
    assert [mail[span.start : span.end] for span in paragraphs(mail)] == [mail[:-11], "Best,", "Anna"]
    menu = "Home\nNews\nOrley builds a second tunnel under the river\nTen bridges that fell"
    assert len(paragraphs(menu)) == 4


@pytest.mark.parametrize(
    "piece",
    ["a", " ", "(", "A/", "Abc ", "By A B, C D and ", "Image copyright ", "1/2 2/2 A ", "mail "],
)
def test_no_line_makes_a_pattern_run_away(piece: str) -> None:
    """A line of a million characters, or thousands of lines of hundreds, take a moment, whatever they are made of."""
    assert soon(lambda: clean(a_document((piece * 1_000_000)[:1_000_000])))
    assert soon(lambda: clean(a_document("\n".join(f"{(piece * 400)[:390]} {number}." for number in range(500)))))


def test_each_block_of_phrases_has_a_reason_and_keys_in_lower_case() -> None:
    """Keys are looked for in lower-case text; one in capitals would never be found."""
    assert PHRASES
    for phrase in PHRASES:
        assert phrase.kind
        assert all(key and key == key.lower() for key in phrase.keys)


def test_a_long_line_is_tried_where_it_holds_a_key() -> None:
    """The keys spare lines the patterns, but hide no furniture."""
    line = "Sign up here for the weekly letter of the Bree Courier and for e-mails from our newsroom"
    assert whole(line) == "newsletter"


def test_the_book_of_an_author_is_no_news() -> None:
    """What a paper sells below the text is removed; a book in a report stays."""
    assert whole("Anna Brand's new book, The Small Islands, is published in June. To order a copy visit the shop")
    assert whole("Anna Brand's book on the islands was read out in court on Monday, and nobody laughed.") is None
