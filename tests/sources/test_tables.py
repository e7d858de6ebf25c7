"""CSV, JSON and JSON lines → an article a row, by the names that people use."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import main
from briefing.model import Manner
from briefing.sources.kinds import Loaded, Reader, Refused, documents
from briefing.sources.page import UnreadableError

TEXT = "The ferry across the sound stops on Monday, the harbour office said."


def read(name: str, data: str | bytes) -> Sequence[Loaded | Refused]:
    """What a table holds."""
    return documents(name, lambda: data if isinstance(data, bytes) else data.encode())


def told(name: str, data: str | bytes) -> tuple[Any, ...]:
    """What is said of a table's first article."""
    first = read(name, data)[0]
    assert isinstance(first, Loaded)
    page = first.page
    return page.title, page.publisher, page.published, page.author, page.url, page.text


@pytest.mark.parametrize(("head", "row"), [
    ("title,publication,date,text,url,author", "{0},{1},2026-03-13,{2},{4},{3}"),
    ("Headline;Source;Published At;Full Text;Link;Byline", "{0};{1};13.03.2026;{2};{4};By {3}"),
    ("TITEL\tQuelle\tDatum\tInhalt\tURL\tAutor", "{0}\t{1}\t13. März 2026\t{2}\t{4}\t{3}"),
    ("article_id|article_title|source_name|publish_date|body|article_url|writer", "1|{0}|{1}|20260313|{2}|{4}|{3}"),
    ("sep=;\nhed;outlet;timestamp;article_body;web_url;reporter", "{0};{1};1773390000;{2};{4};{3}"),
])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_by_the_names_of_its_columns(head: str, row: str, codec: str) -> None:
    """Whatever separates them, in several languages; texts with separators and line ends stand in quotes."""
    values = ("Fähre steht", "Sound Daily", f'"{TEXT}\n\n""So it is,"" he; said|it\t."', "Ida Holm", "https://sound.example/1")
    assert told("a.csv", f"{head}\n{row.format(*values)}\n".encode(codec)) == (
        "Fähre steht", "Sound Daily", "2026-03-13", "Ida Holm", "https://sound.example/1",
        f'{TEXT}\n\n"So it is," he; said|it\t.')


@pytest.mark.parametrize("wrap", [
    lambda row: [row], lambda row: row, lambda row: {"status": "ok", "articles": [row]},
    lambda row: {"response": {"results": [{"id": 1, "fields": row}]}},
    lambda row: {"hits": {"hits": [{"_index": "news", "_source": row}]}}])
def test_articles_are_found_wherever_a_json_value_holds_them(wrap: Any) -> None:
    """A list, one object, or what a search gives."""
    row = {"headline": "Ferry stops", "source": {"id": None, "name": "Sound Daily"},
           "authors": [{"name": "Ida Holm"}, "Ole Brandt"], "url": "https://sound.example/1",
           "publishedAt": "2026-03-13T08:00:00Z", "content": "The ferry … [+40 chars]",
           "articleBody": f"<p>{TEXT}</p><p>So it is.</p>"}
    assert told("a.json", json.dumps(wrap(row))) == (
        "Ferry stops", "Sound Daily", "2026-03-13", "Ida Holm, Ole Brandt", "https://sound.example/1",
        f"{TEXT}\nSo it is.")


@pytest.mark.parametrize("row", [
    {"headline": {"main": "Ferry stops", "kicker": None}, "lead_paragraph": TEXT,
     "pub_date": "2026-03-13T08:00:00+0000", "web_url": "https://sound.example/1",
     "byline": {"original": "By Ida Holm"}, "source": "Sound Daily"},
    {"webTitle": "Ferry stops", "webPublicationDate": "2026-03-13T08:00:00Z", "webUrl": "https://sound.example/1",
     "fields": {"bodyText": TEXT, "byline": "Ida Holm", "publication": "Sound Daily"}},
    {"title": "Ferry stops", "maintext": TEXT, "date_publish": "2026-03-13 08:00:00", "authors": ["Ida Holm"],
     "source_domain": "sound.example", "sitename": "Sound Daily", "url": "https://sound.example/1"},
    {"@type": "NewsArticle", "headline": "Ferry stops", "articleBody": TEXT, "datePublished": "2026-03-13",
     "author": {"@type": "Person", "name": "Ida Holm"}, "publisher": {"name": "Sound Daily"},
     "url": "https://sound.example/1"},
])
def test_what_the_services_that_give_news_call_their_fields_is_known(row: Any) -> None:
    """And what collectors of pages call theirs."""
    assert told("a.json", json.dumps([row])) == (
        "Ferry stops", "Sound Daily", "2026-03-13", "Ida Holm", "https://sound.example/1", TEXT)


def test_every_row_is_a_part_with_its_number_or_its_reason() -> None:
    """A broken line and an empty row cost themselves alone; a row that its commas tear is not cut short."""
    lines = "\n".join((json.dumps({"text": TEXT, "title": "One"}), '{"text": ', json.dumps({"title": "Three"}),
                       json.dumps({"text": TEXT + " Again.", "source": "https://www.coast.example/4"})))
    found = read("a.jsonl", lines)
    assert [each.name for each in found] == ["#1", "#2", "#3", "#4"]
    assert [each.reason.split(":")[0] for each in found if isinstance(each, Refused)] == [
        "broken JSON", "a row without a text"]
    assert isinstance(found[3], Loaded)
    assert found[3].page.publisher == "coast.example"
    torn = read("a.csv", f"title,text\nOne,{TEXT}\nTwo,\"{TEXT}\"\n")
    assert torn[0] == Refused("#1", "a row of 3 fields below 2 names; quote the texts that hold the separator")


def test_json_lines_are_read_under_the_ending_of_json() -> None:
    """As many programs save them."""
    rows = "\n".join(json.dumps({"text": f"{TEXT} {number}", "date": "2026-03-13"}) for number in range(3))
    assert len(read("a.json", rows)) == 3


@pytest.mark.parametrize(("name", "data", "said"), [
    ("a.csv", "country,people\nNorrvik,62\n", "no texts in it (it has 'country', 'people'); say which holds them, as "
     "in --fields text=NAME, or call it 'text', and those beside it 'title', 'date', 'publisher', 'url'"),
    ("a.json", '{"name": "package", "version": "1.0", "description": "What a package of programs is for."}',
     "no texts in it (it has 'name', 'version', 'description')"),
    ("a.json", "[1, 2]", "no texts in it (it has no names)"),
    ("a.json", '{"text": ', "broken JSON: Expecting value"),
    ("a.json", '{"schema": "briefing/1", "documents": []}', "the record of a briefing; name the documents"),
    ("a.json", "[" * 100_000, "can't be read: RecursionError"),
])
def test_a_table_without_articles_is_refused_with_the_cure(name: str, data: str, said: str) -> None:
    """The reason names what it has."""
    with pytest.raises(UnreadableError) as caught:
        read(name, data)
    assert str(caught.value).startswith(said)


TOLD = (("text", "Remarks"), ("title", "Case No."), ("date", "Entered"), ("publisher", "Office"))


@pytest.mark.parametrize(("name", "data"), [
    ("a.csv", "Case No.;Entered;Office;Remarks;Title;Body\n"
              "7/31;2031-05-06;Port office;The quay is closed for a week.;X;Y y y y\n"),
    ("a.json", '{"cases": [{"case_no": "7/31", "entered": "2031-05-06", "OFFICE": "Port office", '
               '"remarks": "The quay is closed for a week.", "title": "X", "body": "Y y y y"}]}'),
    ("a.jsonl", '{"Case No": "7/31", "Entered": "2031-05-06", "Office": "Port office", '
                '"Remarks": "The quay is closed for a week.", "title": "X", "body": "Y y y y"}\n')])
def test_columns_are_what_a_user_says_they_are(name: str, data: str) -> None:
    """Whatever they would be taken for otherwise, and however they are spelled; the others are known by their names."""
    with Reader(Manner(TOLD)) as reader:
        (found,) = reader.documents(name, lambda: data.encode())
    assert isinstance(found, Loaded)
    page = found.page
    assert (page.text, page.title, page.published, page.publisher) == (
        "The quay is closed for a week.", "7/31", "2031-05-06", "Port office")


def test_a_column_that_is_not_there_is_told() -> None:
    """Though another is called as texts are."""
    said = r"no texts in it \(it has 'text', 'date'\)"
    with Reader(Manner((("text", "Remark"),))) as reader, pytest.raises(UnreadableError, match=said):
        reader.documents("a.csv", lambda: b"text,date\nThe quay is closed.,2031-05-06\n")


def test_a_briefing_of_named_columns_is_checked_as_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record says what they are called."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cases.csv").write_text(
        "Entered,Remarks\n"
        "2031-05-06,\"The quay of Lannick is closed for a week, the harbour master, Ada Holm, said.\"\n"
        "2031-05-07,\"Divers found a crack of two metres in the mole of Lannick on Tuesday, police said.\"\n")
    told = ["--engine", "extractive", "--fields", "text=Remarks,date=Entered"]
    assert main(["write", "cases.csv", "-o", "out", *told]) == 0
    record = json.loads((tmp_path / "out" / "briefing.json").read_text())
    assert record["manner"] == {"columns": [["text", "Remarks"], ["date", "Entered"]], "ocr": False}
    assert [each["published"] for each in record["documents"]] == ["2031-05-06", "2031-05-07"]
    assert main(["check", "out/briefing.md"]) == 0


ROWS = [{"title": "Ferry stops", "text": TEXT, "date": "2026-03-13", "publisher": "Tolby Echo"},
        {"title": "Buses run", "text": f"{TEXT} Buses run instead.", "date": "2026-03-14", "publisher": "Le Fanal"}]


@pytest.mark.parametrize("data", [
    json.dumps(ROWS), json.dumps({"hits": ROWS}, indent=1), "\n".join(map(json.dumps, ROWS)),
    "title,text,date,publisher\n" + "".join(f"{','.join(row.values())}\n" for row in (
        {**each, "text": f'"{each["text"]}"'} for each in ROWS))])
@pytest.mark.parametrize("name", ["-", "export", "export.txt"])
def test_a_table_that_no_ending_tells_is_known_by_its_form(name: str, data: str) -> None:
    """As what is piped in is."""
    found = [each.page for each in read(name, data) if isinstance(each, Loaded)]
    assert [(page.title, page.publisher, page.published) for page in found] == [
        ("Ferry stops", "Tolby Echo", "2026-03-13"), ("Buses run", "Le Fanal", "2026-03-14")]


def test_columns_that_a_user_names_tell_a_table_too() -> None:
    """`--fields` goes with what is piped in."""
    data = f'Remarks,Heading of it\n"{TEXT}",Ferry stops\n'
    manner = Manner(columns=(("text", "Remarks"), ("title", "Heading of it")))
    with Reader(manner) as reader:
        found = reader.documents("-", data.encode)
    assert [each.page.title for each in found if isinstance(each, Loaded)] == ["Ferry stops"]
    assert [each.page.text for each in read("-", data) if isinstance(each, Loaded)] == [data]


@pytest.mark.parametrize("data", [
    f"Text, date and author of the note are lost\n{TEXT}\n", f"[1] {TEXT}\n[2] {TEXT}\n", "{braces} " + TEXT,
    f"Ferry stops, buses run\n\n{TEXT}\n"])
def test_a_text_with_signs_of_a_table_is_a_text(data: str) -> None:
    """A sentence with commas, a list of notes, a brace."""
    assert [each.page.text for each in read("-", data) if isinstance(each, Loaded)] == [data]
