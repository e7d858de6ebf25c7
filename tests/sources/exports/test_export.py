"""Exports of press archives → an article each, by the cases beside this file: the export, "----", what is in it."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from briefing.sources.exports.export import parts
from briefing.sources.kinds import Loaded, documents

CASES = sorted((Path(__file__).parent / "cases").glob("*.*"))


def told(name: str, data: bytes) -> str:
    """What an input holds, in the form that the cases have."""
    found = [each for each in documents(name, lambda: data) if isinstance(each, Loaded)]
    assert len({each.sha256 for each in found}) == len(found)
    return "\n\n".join("\n".join((
        f"{each.name or 'whole'} | {each.page.title} | {each.page.publisher} | {each.page.published} | "
        f"{each.page.author} | {each.page.agency} | {''.join(mark for _, mark in each.page.marks)}",
        each.page.text)) for each in found)


def heads(text: str) -> list[list[str]]:
    """Name, title, outlet and day of each article told."""
    return [line.split(" | ")[:4] for line in text.split("\n") if line.count(" | ") >= 6]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_article_of_an_export_is_a_document_with_its_own_outlet(path: Path) -> None:
    """Whatever the file is called; nothing of an article is lost, none is credited to another's outlet."""
    source, _, expected = path.read_text(encoding="utf-8").partition("\n----\n")
    for name in (path.name, "saved.txt", "saved"):
        assert told(name, source.encode()) == expected.strip("\n"), name


@pytest.mark.parametrize("path", [each for each in CASES if each.suffix == ".txt"], ids=lambda path: path.stem)
@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "cp1252"])
def test_an_export_is_known_in_any_encoding(path: Path, codec: str) -> None:
    """And with the line ends of another system."""
    source, _, expected = path.read_text(encoding="utf-8").partition("\n----\n")
    data = source.replace("\n", "\r\n").encode(codec, errors="ignore")
    assert told("saved.txt", data).count(" | p. ") == expected.count(" | p. ")


@pytest.mark.parametrize("path", [each for each in CASES if each.suffix == ".txt"], ids=lambda path: path.stem)
def test_an_export_saved_as_a_page_is_taken_apart_as_its_text_is(path: Path) -> None:
    """Its lines are paragraphs there; the titles, outlets and days are the same."""
    source, _, expected = path.read_text(encoding="utf-8").partition("\n----\n")
    rows = "".join(f"<p>{line}</p>\n" if line.strip() else "<br>\n" for line in source.split("\n"))
    got = told("saved.html", f"<html><body>{rows}</body></html>".encode())
    assert heads(got) == heads(expected)


@pytest.mark.parametrize("text", [
    "Ferry stops\n\nThe ferry stops on Monday, the office said.\n\nEnd of Document\n",
    "language: en\nurl: https://sound.example/\n\nThe ferry stops on Monday, the office said.\n\nEnd of document\n",
    "Document 1 of 5\n\nThe ferry stops on Monday, and five documents show it.\n\nDocument 2 of 5\n\nIt is a list.\n",
    "HD\nis short for headline, and SN for source name.\n\nTD\nis the text.\n",
    "About 300 words\nDocument ABCDEF0020260313em3d0000p\n",
])
def test_a_text_that_only_looks_like_an_export_is_read_whole(text: str) -> None:
    """As the text that it is."""
    assert parts(text) == ()
    (found,) = documents("note.txt", text.encode)
    assert isinstance(found, Loaded)
    assert found.page.text == text


EXPORT = (Path(__file__).parent / "cases" / "factiva_displayed.txt").read_text(encoding="utf-8").split("\n----\n")[0]


def test_an_alert_by_mail_gives_its_articles() -> None:
    """The mail is opened first; each article is its outlet's, not the archive's that sent it."""
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "Alerts <a@archive.example>", "Ferry", "<1@a.example>"
    message.set_content(EXPORT)
    assert heads(told("alert.eml", message.as_bytes())) == [
        ["#1", "Ferry stops after engine failure", "Norrvik Courier", "2026-03-13"],
        ["#2", "Ferry line looks for engines", "Sound Daily", "2026-03-14"]]


def test_a_table_and_a_feed_that_hold_an_exports_words_are_read_as_what_they_are() -> None:
    """A cell or an item may hold any words."""
    said = "It ends.\nDocument NORCOU0020260313em3d0000p\nEnd of Document\nProQuest document link\n"
    table = f'title,publisher,text\nFerry stops,Sound Daily,"The ferry stops on Monday. {said}"\n'
    feed = ("<rss version='2.0'><channel><title>Sound Daily</title><item><title>Ferry stops</title>"
            f"<description>The ferry stops. {said}</description></item></channel></rss>")
    for name, source in (("a.csv", table), ("a.xml", feed)):
        (found,) = documents(name, source.encode)
        assert isinstance(found, Loaded)
        assert (found.page.title, found.page.publisher) == ("Ferry stops", "Sound Daily")
