"""PDF: the text as it is read, the page of each passage, and the true reason where there is none."""

from pathlib import Path

import pytest
from pdfs import Run, column, pdf

from briefing.sources.kinds import Loaded, documents
from briefing.sources.load import load
from briefing.sources.page import Page, Refused, UnreadableError

FERRY = ["The ferry across the sound sails again from Monday, the",
         "council of Lannick said after a week of storms that",
         "had kept four boats in port and two roads closed. All", "62 seats are booked until the end of May."]
PORT = ["The port of Oster stays closed until Friday because its",
        "cranes have to be examined one by one, said Paul",
        "Grint, who leads it. Grain goes by rail."]


def read(data: bytes) -> Page:
    (found,) = documents("a.pdf", lambda: data)
    assert isinstance(found, Loaded)
    return found.page


def test_lines_are_joined_to_paragraphs() -> None:
    """By the distance of lines, an indent, or a last line with room left."""
    spaced = pdf([*column(72, 80, FERRY), *column(72, 140, PORT)])
    indented = pdf([*column(72, 80, FERRY), Run(86, 128, PORT[0]), *column(72, 140, PORT[1:])])
    bare = pdf([*column(72, 80, [*FERRY, *PORT])])
    for data in (spaced, indented, bare):
        assert read(data).text == f"{' '.join(FERRY)}\n\n{' '.join(PORT)}"


def test_columns_are_read_one_after_the_other() -> None:
    """Whether the file writes them so, or line by line across the page, or in any order."""
    left, right = column(72, 80, FERRY * 2), column(350, 80, PORT * 2)
    across = [run for pair in zip(left, right, strict=False) for run in pair] + left[len(right):]
    told = f"{' '.join(FERRY)}\n\n{' '.join(FERRY)}\n\n{' '.join(PORT)}\n\n{' '.join(PORT)}"
    for runs in ([*left, *right], across, sorted(left, key=lambda run: -run.top) + right):
        assert read(pdf(runs)).text == told


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    """A sentence cut in two would be evidence for nothing; its page is that of its letters."""
    page = read(pdf([*column(72, 700, FERRY[:2])], [*column(72, 80, FERRY[2:])]))
    assert page.text == " ".join(FERRY)
    assert page.marks == ((0, "p. 1"), (page.text.index("had kept"), "p. 2"))
    assert read(pdf([*column(72, 600, FERRY[:2]), *column(330, 80, FERRY[2:])])).text == " ".join(FERRY)


@pytest.mark.parametrize(("before", "after", "whole"), [
    ("The govern-", "ment of Lannick said so.", "The government of Lannick said so."),
    ("The Lannick-", "Oster line was closed.", "The Lannick-Oster line was closed."),
    ("A well-known man and a well-", "known woman went.", "A well-known man and a well-known woman went."),
    ("The years 2030-", "2031 were dry.", "The years 2030-2031 were dry."),
])
def test_a_word_broken_at_the_end_of_a_line_is_whole(before: str, after: str, whole: str) -> None:
    """A hyphen of its own stays: before a capital, a figure, or where the word is written with it elsewhere."""
    assert read(pdf([*column(72, 80, [before, after, *PORT])])).text.startswith(whole)


def test_heads_feet_and_numbers_of_pages_are_no_text() -> None:
    """Nor do they stand within a sentence that goes on across the page; a number in the text stays."""
    def page(number: int, lines: list[str]) -> list[Run]:
        return [Run(72, 40, "Oster Review"), Run(500, 40, "May 2031"), *column(72, 80, lines),
                Run(300, 760, f"Page {number} of 3")]

    text = read(pdf(page(1, FERRY[:2]), page(2, [*FERRY[2:], "1,250"]), page(3, PORT))).text
    assert text == f"{' '.join(FERRY)}\n\n1,250\n\n{' '.join(PORT)}"


def test_a_browsers_print_lines_are_no_text() -> None:
    """The address among them is the document's."""
    page = read(pdf([Run(24, 20, "5/6/31, 12:05 PM"), Run(250, 20, "Ferry sails again"), *column(72, 80, FERRY),
                     Run(24, 780, "https://post.example/ferry"), Run(560, 780, "1/1")]))
    assert page.text == " ".join(FERRY)
    assert page.url == "https://post.example/ferry"


def test_notes_stand_behind_the_paragraph_they_interrupt() -> None:
    """With their number; the mark in the text is gone, or the figure before it would be another."""
    first = [Run(72, 620, "The ferry carried 3,100"), Run(180, 616, "1", 6), Run(186, 620, "people in May, and its")]
    notes = [Run(72, 700, "1", 6), Run(78, 702, "Letter of the harbour office to the council.", 8)]
    page = read(pdf([*column(72, 560, PORT), *first, *notes],
                    [*column(72, 80, ["captain said that was a third more than in April,", "when two boats sailed."]),
                     *column(72, 130, PORT)]))
    assert page.text.split("\n\n") == [
        " ".join(PORT), "The ferry carried 3,100 people in May, and its captain said that was a third more than in "
        "April, when two boats sailed.", "1 Letter of the harbour office to the council.", " ".join(PORT)]
    assert [name for _, name in page.marks] == ["p. 1", "p. 2", "p. 1", "p. 2"]


def test_a_power_is_no_mark_of_a_note() -> None:
    """"km²" stays one."""
    text = read(pdf([Run(72, 80, "The lake covers 40 km"), Run(172, 76, "2", 6), Run(180, 80, "of the valley."),
                     *column(72, 110, PORT)])).text
    assert text.startswith("The lake covers 40 km² of the valley.")


def test_a_title_is_the_printed_one_and_a_property_only_where_it_can_be_believed() -> None:
    """"Microsoft Word - ferry.docx" is none, and nobody is called Admin."""
    body = [*column(72, 130, FERRY), *column(72, 200, PORT)]
    headed = [Run(72, 80, "Ferry sails again", 20), *body]
    assert read(pdf(headed, told={"Title": "Microsoft Word - ferry.docx"})).title == "Ferry sails again"
    assert read(pdf(headed, told={"Title": "Template of 2019"})).title == "Ferry sails again"
    page = read(pdf(body, told={"Title": "Ferries of the north", "Author": "Marta Quill"}))
    assert (page.title, page.author) == ("Ferries of the north", "Marta Quill")
    assert read(pdf(headed, told={"Author": "Admin"})).author is None


def test_the_day_it_was_made_counts_only_where_the_text_bears_it_out() -> None:
    """A report of March that is printed in May is of March, and a template's day is nobody's."""
    made = {"CreationDate": "D:20310512080000"}
    near, far = (column(72, 80, [*FERRY, f"So it was said on {day}."]) for day in ("May 3", "3 April"))
    assert read(pdf(near, told=made)).published == "2031-05-12"
    assert read(pdf(far, told=made)).published is None
    assert read(pdf(column(72, 80, FERRY), told=made)).published is None
    assert read(pdf([Run(72, 60, "Oster Post, 13 March 2031"), *near], told=made)).published in {"2031-03-13", None}
    assert read(pdf(near, told={"CreationDate": "D:20319912"})).published is None


def test_pages_go_by_their_own_names() -> None:
    """As a reader's program shows them."""
    labels = "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 7 >>] >>"
    assert [name for _, name in read(pdf(column(72, 80, FERRY), column(72, 80, PORT), labels=labels)).marks] == [
        "p. i", "p. 7"]


@pytest.mark.parametrize(("data", "reason"), [
    (pdf([]), "a scan or a drawing: no text in its one page; run it through OCR, as --ocr does"),
    (pdf([], []), "a scan or a drawing: no text in its 2 pages; run it through OCR, as --ocr does"),
    (pdf(column(72, 80, FERRY), password=b"secret"), "a PDF with a password; save it without one"),
    (pdf(column(72, 80, FERRY))[:300], "a broken PDF, or one cut short"),
    (b"%PDF-1.7\n" + bytes(range(256)), "a broken PDF, or one cut short"),
])
def test_what_gives_no_text_is_refused_with_the_true_reason(data: bytes, reason: str) -> None:
    """Not with a parser's own word."""
    with pytest.raises(UnreadableError) as error:
        documents("a.pdf", lambda: data)
    assert str(error.value) == reason


def test_a_file_locked_against_changes_only_is_read() -> None:
    """Its password for reading is empty."""
    assert read(pdf(column(72, 80, FERRY), password=b"")).text == " ".join(FERRY)


def test_a_pdf_is_known_by_its_bytes(tmp_path: Path) -> None:
    """Called .txt, called nothing, or with a few stray bytes before it."""
    data = pdf(column(72, 80, FERRY))
    for number, name in enumerate(("a.txt", "b", "c.PDF", "d.docx")):
        (tmp_path / name).write_bytes(b"\n" * number + data)
    found, skipped = load([tmp_path])
    assert [each.text for each in found] == [" ".join(FERRY)] * 4
    assert skipped == ()


def test_pages_beyond_the_limit_are_told() -> None:
    """What is not read is not silently lost."""
    found = documents("a.pdf", lambda: pdf(*[column(72, 80, PORT)] * 1_001))
    assert found[1] == Refused("#1001", "pages beyond 1,000 are not read")


def test_rows_of_a_table_stay_whole() -> None:
    """A figure says nothing without its row, whether the file writes rows or columns."""
    rows = [("Boat", "Seats", "Crew"), ("Alma", "62", "4"), ("Berta", "80", "5"), ("Carla", "24", "2")]
    cells = [[Run(72 + 120 * column, 80 + 14 * number, cell) for column, cell in enumerate(row)]
             for number, row in enumerate(rows)]
    told = "\n\n".join(" | ".join(row) for row in rows)
    after = column(72, 200, FERRY)
    by_row = [run for row in cells for run in row]
    by_column = [row[place] for place in range(3) for row in cells]
    for runs in (by_row, by_column):
        assert read(pdf([*runs, *after])).text == f"{told}\n\n{' '.join(FERRY)}"


def test_a_number_in_large_letters_is_no_title() -> None:
    """A page's number, or a figure in a box, may be the largest thing on it."""
    page = read(pdf([Run(500, 50, "47698", 30), Run(72, 90, "Ferry sails again", 20), *column(72, 130, FERRY)]))
    assert page.title == "Ferry sails again"


def test_a_row_among_prose_is_found_by_its_width() -> None:
    """Of most lines nobody asks where their words stand: one that is wider than its letters need is asked."""
    prose = column(72, 80, (FERRY[:3] * 10)[:22])
    row = [Run(72, 400, "Alma"), Run(220, 400, "62 seats")]
    more = column(72, 430, (FERRY[:3] * 10)[:12])
    assert "Alma | 62 seats" in read(pdf([*prose, *row, *more])).text.split("\n\n")
