"""DOCX, ODT, ODP, RTF, EPUB and PPTX: what a reader sees, in order, and the true reason where there is nothing."""

import pytest
from offices import docx, epub, odf, p, pptx, shape, zipped

from briefing.sources.kinds import Loaded, documents
from briefing.sources.page import Page, UnreadableError

FERRY = "The ferry across the sound sails again from Monday, the council of Lannick said after a week of storms."
PORT = "The port of Oster stays closed until Friday because its cranes have to be examined, said Paul Grint."


def read(data: bytes, name: str = "a.bin") -> Page:
    (found,) = documents(name, lambda: data)
    assert isinstance(found, Loaded)
    return found.page


def test_a_word_document_is_read_as_if_all_changes_were_accepted() -> None:
    """What was deleted or moved away is gone, a paragraph whose end was deleted goes on in the next."""
    body = (f"<w:p><w:r><w:t>Seats: </w:t></w:r><w:del><w:r><w:delText>60</w:delText></w:r></w:del>"
            f"<w:ins><w:r><w:t>62</w:t></w:r></w:ins><w:r><w:t> of 80.</w:t></w:r></w:p>"
            f"<w:moveFrom>{p('Moved.')}</w:moveFrom>"
            + p("The first half ", "<w:rPr><w:del/></w:rPr>") + p("and the second.") + f"<w:ins>{p(PORT)}</w:ins>")
    assert read(docx(body)).text == f"Seats: 62 of 80.\n\nThe first half and the second.\n\n{PORT}"


def test_lists_tables_and_notes_of_a_word_document_keep_their_order() -> None:
    """A note follows its paragraph, a cell's table is a cell's, a heading with a number is no list item."""
    styles = '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    cell = "<w:tc>{}</w:tc>".format
    body = (p("Boats", '<w:pStyle w:val="H1"/><w:numPr/>')
            + f'<w:p><w:r><w:t>{FERRY}</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
            + p("Alma", "<w:numPr/>") + p("Berta", "<w:numPr/>")
            + f"<w:tbl><w:tr>{cell(p('Boat'))}{cell(p('Seats') + p('in May'))}</w:tr>"
              f"<w:tr>{cell(p('Alma'))}{cell('<w:tbl><w:tr>' + cell(p('62')) + '</w:tr></w:tbl>')}</w:tr></w:tbl>"
            + p(PORT))
    notes = (f'<w:footnote w:id="1" w:type="separator">{p("-")}</w:footnote>'
             f'<w:footnote w:id="2">{p("Letter of the council.")}</w:footnote>')
    assert read(docx(body, notes, styles)).text == (
        f"Boats\n\n{FERRY}\n\nLetter of the council.\n\n- Alma\n- Berta\n\nBoat | Seats in May\nAlma | 62\n\n{PORT}")


def test_what_word_does_not_show_is_not_read() -> None:
    """Hidden runs, field codes, and the second copy of a text box."""
    box = "<w:txbxContent>" + p("Datum plane.") + "</w:txbxContent>"
    body = (f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
            f"<w:r><w:t>{FERRY}</w:t><x><Choice>{box}</Choice><Fallback>{box}</Fallback></x></w:r></w:p>")
    assert read(docx(body)).text == f"{FERRY}\n\nDatum plane."


def test_properties_of_a_word_document_are_believed_as_far_as_its_text_allows() -> None:
    """The title that is printed comes first; a day on which a template was made is no day of the text."""
    styles = '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    body = p("Ferry sails again", '<w:pStyle w:val="T"/>') + p(FERRY) + p("So it was said on May 3.")
    page = read(docx(body, "", styles, title="Memo template", creator="Marta Quill", created="2031-05-12T08:00:00Z"))
    assert (page.title, page.author, page.published) == ("Ferry sails again", "Marta Quill", "2031-05-12")
    page = read(docx(body, "", styles, creator="Windows User", created="2013-12-23T23:15:00Z"))
    assert (page.title, page.author, page.published) == ("Ferry sails again", None, None)


def test_an_opendocument_text_is_read_in_order() -> None:
    """Without what tracked changes deleted, remarks and tables of contents; notes follow their paragraph."""
    note = ("<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A letter.</text:p>"
            "</text:note-body></text:note>")
    body = ("<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>"
            "<text:table-of-content><text:p>Boats 1</text:p></text:table-of-content>"
            f"<text:h>Boats</text:h><text:p>All<text:s text:c='3'/>62 seats{note} are<office:annotation>"
            "<text:p>Sure?</text:p></office:annotation> <text:span>booked</text:span>."
            "<text:line-break/>Until May.</text:p>"
            "<text:list><text:list-item><text:p>Alma</text:p><text:list><text:list-item><text:p>Berta</text:p>"
            "</text:list-item></text:list></text:list-item></text:list>"
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Boat</text:p>"
            "</table:table-cell><table:table-cell><text:p>Seats</text:p></table:table-cell></table:table-row></table:table-header-rows>"
            "<table:table-row><table:table-cell><text:p>Alma</text:p></table:table-cell><table:table-cell>"
            "<text:p>62</text:p></table:table-cell></table:table-row></table:table>"
            f"<text:p><draw:frame><draw:text-box><text:p>{PORT}</text:p></draw:text-box></draw:frame></text:p>")
    assert read(odf(body)).text == ("Boats\n\nAll 62 seats are booked.\nUntil May.\n\nA letter.\n\n- Alma\n- Berta\n\n"
                                    f"Boat | Seats\nAlma | 62\n\n{PORT}")


def test_slides_name_their_place() -> None:
    """In the order in which they are shown, titles first, notes after; numbers of slides are no text."""
    table = ("<graphicFrame><tbl><tr><tc><p><r><t>Alma</t></r></p></tc><tc><p><r><t>62</t></r></p></tc></tr></tbl>"
             "</graphicFrame>")
    page = read(pptx(shape(FERRY) + shape("Ferry sails again", "title") + shape("7", "sldNum") + table,
                     shape(f"Port|{PORT}"), notes={0: "Say it slowly."}))
    assert page.text == f"Ferry sails again\n\n{FERRY}\n\nAlma | 62\n\nSay it slowly.\n\nPort\n\n{PORT}"
    assert [(page.text[start:start + 4], name) for start, name in page.marks] == [
        ("Ferr", "slide 1"), ("Say ", "slide 1, notes"), ("Port", "slide 2")]
    assert page.title == "Ferry sails again"
    slides = (f"<draw:page><draw:frame><draw:text-box><text:p>{each}</text:p></draw:text-box></draw:frame></draw:page>"
              for each in (FERRY, PORT))
    shown = read(odf("".join(slides), "presentation"))
    assert shown.text == f"{FERRY}\n\n{PORT}"
    assert [name for _, name in shown.marks] == ["slide 1", "slide 2"]


def test_chapters_of_a_book_are_read_in_their_order() -> None:
    """Links between a note and its mark are furniture; the chapter is the place of a citation."""
    first = (f"<h1>The ferry</h1><p>{FERRY}<a role='doc-noteref'>1</a></p><ul><li>Alma</li><li>Berta</li></ul>"
             "<table><tr><th>Boat</th><td>Seats</td></tr></table>"
             "<aside>A letter. <a role='doc-backlink'>back</a></aside>")
    page = read(epub(first, f"<h2>The port</h2>Loose words.<p>{PORT}</p><script>no()</script>",
                     title="Storms", creator="Marta Quill", publisher="Oster Press", date="2031-05-03"))
    assert page.text == (f"The ferry\n\n{FERRY}\n\n- Alma\n- Berta\n\nBoat | Seats\n\nA letter.\n\nThe port\n\n"
                         f"Loose words.\n\n{PORT}")
    assert [name for _, name in page.marks] == ["“The ferry”", "“The port”"]
    assert (page.title, page.author, page.publisher, page.published) == (
        "Storms", "Marta Quill", "Oster Press", "2031-05-03")


@pytest.mark.parametrize("title", [
    "Template v3", "Letter template", "Press release v2.1", "Microsoft Word - Document1", "agency", "press_release",
    "Vorlage Pressemitteilung", "Untitled", "memo.docx", "Statement DRAFT"])
def test_what_a_template_or_a_file_is_called_is_no_title(title: str) -> None:
    """The headline is, though nothing marks it as one."""
    page = read(docx(p("Harbour office statement on the ferry") + p(FERRY) + p(FERRY.replace("ferry", "boat")),
                     title=title))
    assert page.title == "Harbour office statement on the ferry"


def test_a_book_of_one_chapter_has_its_title() -> None:
    """A word of the text that is a property too is no title that is printed."""
    page = read(epub(f"<h1>Ferry: families ask for a hearing</h1><p>{FERRY}</p>", title="Families"))
    assert page.title == "Ferry: families ask for a hearing"


def test_an_rtf_document_is_read_in_its_code_pages() -> None:
    """Unicode letters with their stand-ins passed over, another font's page, rows, notes; hidden groups left out."""
    data = (rb"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}{\info{\title Boats}{\author "
            rb"Marta Quill}}{\header Oster Review}{\*\generator x;}\pard Caf\'e9 \u8222?Alma\u8220? "
            rb"{\f1 \'cc\'ee\'f1\'f2} {\v secret}{\deleted gone}\{62\} seats{\*\footnote\pard\plain A letter.}."
            rb"\par Boat\cell Seats\cell\row Alma\cell 62\cell\row\pard Storm\emdash rain{\field{\*\fldinst PAGE}"
            rb"{\fldrslt here}}\par}")
    page = read(data)
    assert page.text == ("Café „Alma“ Мост {62} seats.\n\nA letter.\n\nBoat | Seats\nAlma | 62\n\nStorm—rainhere")
    assert (page.title, page.author) == ("Boats", "Marta Quill")


@pytest.mark.parametrize(("name", "data", "reason"), [
    ("a.docx", docx(p(FERRY))[:400], "an archive that can't be unpacked: broken, or cut short"),
    ("a.docx", zipped({"[Content_Types].xml": "<a/>", "word/x.xml": "<a/>"}),
     "a broken Word document: word/document.xml is missing"),
    ("a.docx", zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a>"}),
     "a broken Word document: word/document.xml is no XML"),
    ("a.pptx", b"PK", "no PPTX file, whatever its name says: its first bytes are not those of one"),
    ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
     "an office document with a password; save it without one"),
    ("a.odt", odf("", locked=True), "an OpenDocument file with a password; save it without one"),
    ("a.epub", epub("<p>x</p>", locked=True), "a protected EPUB book; only one without protection can be read"),
    ("a.rtf", b"{\\rtf1" + b"{" * 5_000, "an RTF document whose groups go too deep"),
])
def test_what_can_not_be_read_is_refused_with_the_true_reason(name: str, data: bytes, reason: str) -> None:
    """No parser's word reaches the reader."""
    with pytest.raises(UnreadableError) as error:
        documents(name, lambda: data)
    assert str(error.value) == reason


def test_entities_are_neither_fetched_nor_unfolded() -> None:
    """A billion laughs, or a file of this machine, is no text."""
    bomb = ('<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
            '<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>Seen.&b;&f;</w:t></w:r></w:p></w:body></w:document>')
    page = read(zipped({"[Content_Types].xml": "<a/>", "word/document.xml": bomb}))
    assert page.text == "Seen."


def test_an_export_that_came_as_a_document_is_taken_apart() -> None:
    """An archive gives its articles as RTF too: each is a document with its outlet."""
    article = "{} of 2 DOCUMENTS\n\nOster Post\n\n{} May 2031\n\n{}\n\nBYLINE: Marta Quill\n\n"
    article += "LENGTH: 20 words\n\n{}\n\n"
    text = (article.format(1, 3, "Ferry sails again", FERRY) + article.format(2, 4, "Port stays closed", PORT))
    data = b"{\\rtf1 " + text.replace("\n", "\\par ").encode() + b"}"
    found = documents("a.rtf", lambda: data)
    assert [each.name for each in found] == ["#1", "#2"]
    assert [each.page.publisher for each in found if isinstance(each, Loaded)] == ["Oster Post", "Oster Post"]
