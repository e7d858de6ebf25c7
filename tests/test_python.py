"""What a program or a notebook has of `briefing`."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from endpoint import Endpoint, fails, serving

import briefing
from briefing.check import check
from briefing.given import SettingsGiven
from briefing.model import Document
from briefing.settings import Settings

DAM = {"title": "Cracks in the Lannick dam", "publisher": "Coast Courier", "date": "2031-05-06",
       "url": "https://courier.example/dam",
       "text": "Inspectors found two cracks in the Lannick dam on Monday. The lake behind it is being lowered by a "
               "metre a day, the water authority said."}
GAZETTE = {"title": "Dam to be closed", "publisher": "Tarn Gazette", "date": "2031-05-06",
           "text": "Inspectors found three cracks in the Lannick dam on Monday, the water authority said. The road "
                   "across it will be closed until Friday."}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder and an environment without an endpoint."""
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(name="refusing")
def _refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """An endpoint that takes no key."""
    with serving(fails(401, "no such key")) as endpoint:
        monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
        monkeypatch.setenv("OPENAI_API_KEY", "k")
        yield endpoint


def test_texts_are_documents_without_a_file() -> None:
    """Their words are told and cited, their outlets named; nothing is written, and the record holds."""
    report = briefing.write([DAM, GAZETTE], now="2031-05-07")
    assert [(each.publisher, each.published, each.path) for each in report.documents] == [
        ("Coast Courier", "2031-05-06", "given#1"), ("Tarn Gazette", "2031-05-06", "given#2")]
    assert report.documents[0].url == DAM["url"]
    assert any("cracks" in sentence.text for section in report.sections for sentence in section.sentences)
    assert check(json.loads(report.to_json())) == ()
    assert list(Path().iterdir()) == []


def test_a_document_of_a_record_can_be_given_again() -> None:
    """Its text and what is known of it are the same."""
    first = briefing.write([DAM, GAZETTE], now="2031-05-07").documents
    again = briefing.write(first, now="2031-05-07").documents
    assert {_known(each) for each in again} == {_known(each) for each in first}


def _known(document: Document) -> tuple[object, ...]:
    return document.title, document.text, document.url, document.publisher, document.published, document.language


def test_files_and_texts_go_together() -> None:
    """In one list, in any order."""
    Path("gazette.txt").write_text(str(GAZETTE["text"]), encoding="utf-8")
    report = briefing.write([DAM, "gazette.txt"], now="2031-05-07")
    assert {each.path for each in report.documents} == {"given", "gazette.txt"}


@pytest.mark.parametrize("given", [{"title": "Without a text"}, {}, [{"text": 7}]])
def test_a_text_without_its_words_is_refused(given: Any) -> None:
    """Before anything is read."""
    with pytest.raises(TypeError, match="has no 'text'"):
        briefing.write(given)


def test_a_report_has_every_form() -> None:
    """The same as the files; a notebook shows the page."""
    report = briefing.write([DAM, GAZETTE], now="2031-05-07")
    assert report.to_markdown().startswith("# ")
    assert report.to_html().startswith("<!DOCTYPE html>")
    assert json.loads(report.to_json())["schema"] == "briefing/1"
    assert report._repr_markdown_() == report.to_markdown()


def test_divergences_can_be_gone_through() -> None:
    """As the example in docs/python.md does."""
    report = briefing.write([DAM, GAZETTE], now="2031-05-07")
    (divergence,) = (each for each in report.divergences if each.kind == "figure")
    assert len({position.statement for position in divergence.positions}) == 2
    assert {origin for position in divergence.positions for origin in position.origins} == {"o1", "o2"}


def test_the_event_loop_goes_on_while_a_briefing_is_written() -> None:
    """Other tasks have their turn before it is there."""
    async def both() -> list[str]:
        order: list[str] = []

        async def writes() -> None:
            await briefing.awrite([DAM, GAZETTE], now="2031-05-07")
            order.append("written")

        async def ticks() -> None:
            await asyncio.sleep(0)
            order.append("ticked")
        await asyncio.gather(writes(), ticks())
        return order
    assert asyncio.run(both()) == ["ticked", "written"]


def test_a_model_can_be_asked_within_a_running_loop(refusing: Endpoint) -> None:
    """As in a notebook: the endpoint is asked, and its refusal is what one gets."""
    async def cell() -> None:
        briefing.write([DAM, GAZETTE], engine="openai", replies="off")
    with pytest.raises(briefing.ModelError, match="401"):
        asyncio.run(cell())
    assert refusing.calls


def test_every_setting_has_its_type_for_checkers() -> None:
    """None left out, none too many."""
    assert list(get_type_hints(SettingsGiven)) == [each.name for each in fields(Settings)]
