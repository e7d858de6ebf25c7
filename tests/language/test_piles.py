"""Three reports of one event in each language, one a copy, two planted figures, one day: what is read and told of them.

The piles and what is right of them were written by somebody who had not seen the program.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import main
from briefing.language.days import days
from briefing.language.headings import called_so, heading
from briefing.language.numbers import numbers
from briefing.language.wording import topic_of
from briefing.render.escape import unescape
from briefing.text.quotations import quotations

PILES = Path(__file__).parent / "piles"
CODES = sorted(path.stem for path in PILES.glob("*.json"))


def right(code: str) -> dict[str, Any]:
    """What is right of a pile."""
    return json.loads((PILES / f"{code}.json").read_text(encoding="utf-8"))


def text_of(code: str, file: str) -> tuple[str, str]:
    """A report below its three lines of head, and the day it is of."""
    text = (PILES / code / file).read_text(encoding="utf-8")
    return text.split("\n", 3)[3], text.split("\n")[1].rpartition("| ")[2]


@pytest.fixture(scope="module", params=CODES)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, dict[str, Any]]:
    """The language, the page and the record of a pile."""
    out = tmp_path_factory.mktemp(request.param)
    assert main(["write", str(PILES / request.param), "-o", str(out), "--engine", "extractive"]) == 0
    page = unescape((out / "briefing.md").read_text(encoding="utf-8"))
    return request.param, page, json.loads((out / "briefing.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", CODES)
def test_the_planted_figures_are_read_where_they_stand(code: str) -> None:
    """Whatever stands for them: words, digits of another script, scales."""
    for figure in right(code)["figures"]:
        for file in figure["files"]:
            text, _ = text_of(code, file)
            start = text.index(figure["words"])
            end = start + len(figure["words"])
            found = [each.value for each in numbers(text, code) if each.start < end and start < each.end]
            assert figure["value"] in found, (file, figure["words"], found)


@pytest.mark.parametrize("code", CODES)
def test_the_day_is_read_as_each_report_tells_it(code: str) -> None:
    """A weekday from the day of the report, a date without its year."""
    day = right(code)["date"]
    for file, words in day["files"].items():
        text, published = text_of(code, file)
        start = text.index(words)
        found = [each.iso for each in days(text, code, published) if start <= each.start < start + len(words)]
        assert found == [day["day"]], (file, words, found)


@pytest.mark.parametrize("code", CODES)
def test_the_quotations_are_found_in_whatever_marks(code: str) -> None:
    """Letter for letter, without the marks."""
    for quote in right(code)["quotes"]:
        text, _ = text_of(code, quote["file"])
        assert quote["words"] in {each.text.rstrip(",.，。") for each in quotations(text)}


def test_two_reports_are_one_source_and_the_third_another(told: tuple[str, str, dict[str, Any]]) -> None:
    """The copies share an origin."""
    code, _, record = told
    homes = {Path(each["path"]).name: each["origin"] for each in record["documents"]}
    assert len(set(homes.values())) == 2
    assert all(len({homes[file] for file in pair}) == 1 for pair in right(code)["copies"])


def test_nothing_is_told_that_only_a_wrong_reading_gives(told: tuple[str, str, dict[str, Any]]) -> None:
    """No sentence cut at an abbreviation, no figure taken for another; each sentence is a source's own words."""
    code, page, record = told
    body = page.partition(f"## {heading('sources', code)}")[0]
    assert [each for each in right(code)["must_not"] if each in body] == []
    texts = [" ".join(each["text"].split()) for each in record["documents"]]
    told_sentences = [each["text"] for section in record["sections"] for each in section["sentences"]]
    assert len(told_sentences) >= 5
    whole = [sentence for sentence in told_sentences if any(sentence.rstrip("….。") in text for text in texts)]
    assert len(whole) >= 0.8 * len(told_sentences)


TOLLS = frozenset({"de", "fr", "es", "it", "ru", "ar"})
"""Piles in which one outlet counts other dead than the agency's copies do, and the two are set against each other."""


def test_the_tolls_are_set_beside_each_other(told: tuple[str, str, dict[str, Any]]) -> None:
    """As a figure, under the name that it has in the language of the pile, and nothing else that is no figure."""
    code, page, record = told
    summaries = [each["summary"] for each in record["divergences"]]
    assert [each for each in record["divergences"] if each["kind"] != "figure"] == []
    if code in TOLLS:
        topic = topic_of("number of dead", "figure", code)
        assert [each for each in summaries if each.startswith(f"{topic}: ")], summaries
        assert f": {topic}: " in page


def test_the_page_says_nothing_in_english_but_in_english(told: tuple[str, str, dict[str, Any]]) -> None:
    """By-line, topics, kinds of documents and what is left out are told in the pile's language."""
    code, page, _ = told
    words = ("written by", " independent ", "Figure:", "Date:", "Page furniture", "Also carried", "Read and not told")
    assert code == "en" or [each for each in words if each in page] == []


def test_the_page_speaks_the_language_of_its_reports(told: tuple[str, str, dict[str, Any]]) -> None:
    """Its headings are those of that language, and of no other."""
    code, page, record = told
    assert record["sections"][0]["heading"] == heading("in_brief", code)
    assert f"\n## {heading('sources', code)}\n" in page
    others = called_so("sources") - {heading("sources", code)}
    assert not any(f"\n## {each}\n" in page for each in others)
