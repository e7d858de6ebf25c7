"""What briefing.json holds, and that nothing is lost on the way there and back."""

import json
from dataclasses import fields, replace

import pytest

from briefing.errors import BriefingError
from briefing.model import Briefing, EngineNote, Fact
from briefing.render.record import from_json, from_record, read_record, to_json, to_record


def test_a_briefing_survives_the_way_to_json_and_back(briefing: Briefing) -> None:
    """`from_json` gives the very record that `to_json` wrote."""
    prompted = replace(briefing, engine=EngineNote("openai", "some-model", (("extract", "ab" * 32),)), focus="who paid")
    assert from_json(to_json(prompted)) == prompted
    assert from_json(to_json(briefing)) == briefing


def test_the_record_has_the_names_of_the_contract(briefing: Briefing) -> None:
    """Programs find every field where the contract says."""
    record = to_record(briefing)
    assert list(record) == ["schema", "title", "focus", "by_hand", "incomplete", "created", "engine", "documents",
                            "stories", "origins", "facts", "claims", "divergences", "sections", "skipped", "untold",
                            "usage"]
    assert record["schema"] == "briefing/1"
    assert record["engine"] == {"name": "extractive", "model": None, "prompts": {}}
    assert set(record["facts"][0]) == {each.name for each in fields(Fact)}
    assert record["skipped"][0] == {"stage": "sources", "item": "pile/5_scan.txt", "reason": "empty file"}


def test_a_document_tells_its_origin_and_its_role_there(briefing: Briefing) -> None:
    """Copies and rewrites are told apart in the document itself."""
    documents = to_record(briefing)["documents"]
    assert [(each["origin"], each["role"]) for each in documents] == [
        ("o1", "original"), ("o1", "copy"), ("o2", "original"), ("o1", "rewrite")]
    assert documents[2]["draws_on"] == ["o1"]
    assert documents[0]["removed"] == [{"start": 49, "end": 70, "reason": "navigation"}]


def test_whole_figures_look_whole(briefing: Briefing) -> None:
    """214 people are 214, not 214.0; a fraction stays."""
    facts = {each["id"]: each for each in to_record(briefing)["facts"]}
    assert '"value": 214,' in to_json(briefing)
    assert [(each["value"], each["text"]) for each in facts["f10"]["figures"]] == [(200.5, "about 200")]


def test_letters_stand_as_themselves(briefing: Briefing) -> None:
    """The file is UTF-8 with no escapes for letters, so that a reader can search it."""
    assert "€4.5m" in to_json(briefing)


def test_fields_of_a_later_version_are_left_alone(briefing: Briefing) -> None:
    """Fields may be added to the record."""
    record = to_record(briefing)
    record["mood"] = "calm"
    record["facts"][0]["mood"] = "calm"
    assert from_record(record) == briefing


def test_every_field_that_cannot_be_read_is_named(briefing: Briefing) -> None:
    """All problems at once, each with its key's full path."""
    record = to_record(briefing)
    record["title"] = None
    record["divergences"][1]["kind"] = "quarrel"
    with pytest.raises(BriefingError) as caught:
        from_record(record, "a.json")
    assert str(caught.value).startswith("a.json can't be read as a briefing:\n- title: Input should be a valid string")
    assert "\n- divergences.1.kind: Input should be 'figure'" in str(caught.value)


def test_an_id_that_leads_nowhere_is_named(briefing: Briefing) -> None:
    """A sentence must not cite a fact that is not there."""
    record = to_record(briefing)
    record["divergences"][0]["positions"][0]["facts"] = ["f99"]
    with pytest.raises(BriefingError, match="divergences: v1 names the fact 'f99', which is not there"):
        from_record(record)


@pytest.mark.parametrize(("text", "complaint"), [
    ("{", "x.json: not JSON"),
    ("[]", "x.json: schema is 'list', not 'briefing/1'; give a briefing.json of `briefing write`"),
    ('{"schema": "briefing/9"}', "x.json: schema is 'briefing/9', not 'briefing/1'"),
])
def test_a_file_of_another_kind_is_refused_in_one_line(text: str, complaint: str) -> None:
    """The message says what was found and what to give."""
    with pytest.raises(BriefingError) as caught:
        read_record(text, "x.json")
    assert str(caught.value).startswith(complaint)


def test_the_record_is_plain_json(briefing: Briefing) -> None:
    """`to_record` is what a parser gives back."""
    assert json.loads(to_json(briefing)) == to_record(briefing)
