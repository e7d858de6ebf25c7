"""Whole runs over HTTP with an endpoint that fails: a briefing that holds or one clear message, and no reply lost."""

from pathlib import Path

import pytest
import reader
from endpoint import Call, Handler, says, serving
from faults import KINDS, NOW, SITES, Fault, pile, ran
from reader import Reply

from briefing.errors import BriefingError
from briefing.llm.chat import Chat
from briefing.pipeline import run
from briefing.settings import Settings

FINAL = {"429 without quota", "401", "403", "404"}


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pile(tmp_path_factory.mktemp("pile"))


@pytest.mark.parametrize("kind", [each for each in KINDS if each not in FINAL])
def test_a_fault_that_comes_once_costs_no_more_than_what_it_hit(kind: str, folder: Path, tmp_path: Path) -> None:
    """The run goes on, and the briefing holds."""
    site = SITES[list(KINDS).index(kind) % len(SITES)]
    found = ran(folder, tmp_path / "replies.sqlite", Fault(kind, site, 1))
    assert found.met == {kind: 1}
    assert found.problems == ()
    assert found.outcome is not None


@pytest.mark.parametrize("kind", sorted(FINAL))
def test_what_no_call_can_mend_ends_the_run_at_once(kind: str, folder: Path, tmp_path: Path) -> None:
    """With a message that tells what to do; what was read before is kept."""
    found = ran(folder, tmp_path / "replies.sqlite", Fault(kind, "compare"))
    assert found.met == {kind: 1}
    assert found.problems == ()
    assert found.error is not None


@pytest.mark.parametrize("site", SITES)
def test_a_site_that_fails_for_ever_is_done_without(site: str, folder: Path, tmp_path: Path) -> None:
    """By rule, or by leaving out, and the reader is told why; without any reading there is no briefing."""
    found = ran(folder, tmp_path / "replies.sqlite", Fault("content filter", site))
    assert found.problems == ()
    told = [each.reason for each in found.outcome.briefing.skipped] if found.outcome else [str(found.error)]
    assert any("filter held the reply back" in each for each in told)
    assert (found.outcome is None) == (site == "extract")


def test_several_faults_in_one_run(folder: Path, tmp_path: Path) -> None:
    """Each at another site."""
    faults = [Fault("length", "extract", 2), Fault("500", "compare", 1), Fault("schema violation", "compose"),
              Fault("cut connection", "requote", 1), Fault("invalid JSON", "weigh", 1)]  # fmt: skip
    found = ran(folder, tmp_path / "replies.sqlite", *faults)
    assert found.problems == ()
    assert found.outcome is not None
    assert len(found.met) == 5


GARBLED: dict[str, Reply] = {
    "Facts": {"facts": [{"statement": "The moon is made of tin.", "quotes": ["the moon is made of tin"],
                         "kind": "event", "speaker": None, "when": None, "certainty": "stated"}]},
    "Quotes": {"quotes": [{"number": 1, "quote": "it is made of tin"}]},
}


@pytest.mark.parametrize("facts", [GARBLED["Facts"], {"facts": []}], ids=["quotes nobody said", "no facts"])
def test_a_model_of_whose_words_nothing_stands_is_helped_out_by_rule(
    facts: Reply, folder: Path, tmp_path: Path
) -> None:
    """What the embedded engine reads is told, and the first line says by whom."""
    def garbles(handler: Handler, call: Call) -> None:
        name = call["response_format"]["json_schema"]["name"]
        said = {**GARBLED, "Facts": facts}.get(name)
        (says(said) if said else reader.answers)(handler, call)

    settings = Settings(engine="openai", model="gpt-4.1-mini", replies="off")
    with serving(garbles) as endpoint:
        with Chat(settings, {"OPENAI_BASE_URL": endpoint.url, "OPENAI_API_KEY": "sk-test"}) as chat:
            outcome = run([str(folder)], settings, now=NOW, ask=chat)
    by_rule = run([str(folder)], Settings(engine="extractive"), now=NOW).briefing
    assert outcome.briefing.by_rule == f"{outcome.unread} documents read in whole or in part"
    assert outcome.unread > 1
    assert {each.statement for each in outcome.briefing.facts} == {each.statement for each in by_rule.facts}
    assert all("moon" not in each.text for part in outcome.briefing.sections for each in part.sentences)


def test_a_budget_that_ends_before_anything_is_read_gives_no_briefing(folder: Path) -> None:
    """The limit is named, with what to do."""
    settings = Settings(engine="openai", replies="off", max_cost=0.0)
    with serving(reader.answers) as endpoint:
        with Chat(settings, {"OPENAI_BASE_URL": endpoint.url, "OPENAI_API_KEY": "sk-test"}) as chat:
            with pytest.raises(BriefingError) as caught:
                run([str(folder)], settings, now=NOW, ask=chat)
    what = "nothing to tell: 4 documents (English) gave no sentence before the run ended ("
    assert str(caught.value).startswith(what)
    assert str(caught.value).endswith("; raise that limit, or write with --engine extractive")
