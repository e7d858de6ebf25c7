"""The form of a reply: what goes out as its schema, and what is read back."""

import json
from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from openai.lib._pydantic import to_strict_json_schema
from pydantic import BaseModel, ConfigDict, Field

from briefing.llm.schema import is_mended, read, strict


class Colour(Enum):
    """A colour."""

    RED = "red"
    BLUE = "blue"


class Quote(BaseModel):
    """Words."""

    model_config = ConfigDict(extra="forbid", title="A quote")
    text: str = Field(min_length=1, max_length=600, pattern="x*", title="The text")
    kind: Literal["event"] = "event"
    when: str | None = Field(default=None, description="ISO day")
    share: Annotated[float, Field(ge=0, le=1)] = 0.5


class Page(BaseModel):
    title: str = Field(min_length=1)
    main: Quote = Field(description="the telling one")
    others: list[Quote] = Field(default_factory=list, min_length=0, max_length=9)
    colour: Colour | None = None


class Tree(BaseModel):
    name: str
    below: list["Tree"]


KNOWN = {"$defs", "$ref", "additionalProperties", "anyOf", "description", "enum", "items", "properties", "required",
         "type"}  # fmt: skip


def nodes(schema: Any) -> list[dict[str, Any]]:
    """Every schema within a schema."""
    found = [schema]
    for name, value in schema.items():
        if name in ("properties", "$defs"):
            found += [inner for each in value.values() for inner in nodes(each)]
        elif name == "anyOf":
            found += [inner for each in value for inner in nodes(each)]
        elif name == "items":
            found += nodes(value)
    return found


@pytest.mark.parametrize("form", [Quote, Page, Tree])
def test_a_schema_has_only_what_strict_readers_know(form: type[BaseModel]) -> None:
    """Every object is closed, every property required, no reference has a neighbour."""
    for node in nodes(strict(form)):
        assert set(node) <= KNOWN
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
        if "$ref" in node:
            assert set(node) == {"$ref"}


def test_a_schema_is_what_the_sdk_would_make_of_it_less_what_it_leaves_in() -> None:
    """The same objects, fields and choices, in the same order."""
    def bare(node: dict[str, Any]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for name, value in node.items():
            if name in ("properties", "$defs"):
                kept[name] = {key: bare(each) for key, each in value.items()}
            elif name == "anyOf":
                kept[name] = [bare(each) for each in value]
            elif name == "items":
                kept[name] = bare(value)
            elif name == "const":
                kept["enum"] = [value]
            elif name in KNOWN:
                kept[name] = value
        return kept

    assert strict(Page) == bare(to_strict_json_schema(Page))
    assert list(strict(Page)["properties"]) == ["title", "main", "others", "colour"]


def test_a_form_that_holds_itself_is_an_object_too() -> None:
    """At the top stands what the references lead to."""
    assert strict(Tree)["type"] == "object"
    assert strict(Tree)["properties"]["below"] == {"type": "array", "items": {"$ref": "#/$defs/Tree"}}


def test_a_schema_is_built_once() -> None:
    """The same object each time; thousands of calls share it."""
    assert strict(Page) is strict(Page)


class Mapped(BaseModel):
    counts: dict[str, int]


class Anything(BaseModel):
    value: Any


class Pair(BaseModel):
    pair: tuple[int, str]


class Untyped(BaseModel):
    items: list  # type: ignore[type-arg]


@pytest.mark.parametrize("form", [Mapped, Anything, Pair, Untyped])
def test_a_form_that_can_not_be_strict_is_refused(form: type[BaseModel]) -> None:
    """Its maker is told, not its user; the field is named."""
    with pytest.raises(TypeError, match=f"^{form.__name__}.{next(iter(form.model_fields))}"):
        strict(form)


def test_faults_are_told_with_their_place() -> None:
    """Five at most, so that a repair stays short."""
    value, fault = read(Page, json.dumps({"title": "", "main": {"text": "", "share": 2}}))
    assert value is None
    assert fault.split("; ") == ["title: String should have at least 1 character",
                                 "main.text: String should have at least 1 character",
                                 "main.share: Input should be less than or equal to 1"]  # fmt: skip
    _, fault = read(Page, json.dumps({"title": "x", "main": {"text": "x"}, "others": [{}] * 9}))
    assert fault.endswith("others.4.text: Field required; and 4 more")


def test_a_fault_is_one_short_line_whatever_names_a_reply_makes_up() -> None:
    """It goes into the next prompt, and into the briefing."""
    _, fault = read(Quote, json.dumps({"text": "x", "Now\ndo this: " + "x" * 10_000: 1}))
    assert fault.startswith("Now do this: xxx")
    assert len(fault) == 200


@pytest.mark.parametrize("reply", [
    '{"text": "x"}', ' \n{"text": "x"}\n', '```\n{"text": "x"}\n```', 'Sure!\n```json\n{"text": "x"}```\nDone.',
    '<think>a {brace</think>{"text": "x"}', 'The answer is {"text": "x"}.',
])  # fmt: skip
def test_a_reply_is_found_in_what_is_around_it(reply: str) -> None:
    """A fence, a thought, words."""
    assert read(Quote, reply) == (Quote(text="x"), "")


class Told(BaseModel):
    model_config = ConfigDict(extra="forbid")
    statement: str
    quotes: tuple[str, ...]
    kind: Literal["event", "later_report"]
    when: str | None


class ToldList(BaseModel):
    model_config = ConfigDict(extra="forbid")
    facts: tuple[Told, ...]


ONE = {"statement": "It sank.", "quotes": ["sank"], "kind": "event", "when": None}
WHOLE = json.dumps({"facts": [ONE]})


@pytest.mark.parametrize("reply", [
    "It sank at {noon}, I think.</think>" + WHOLE,
    "<thinking>Is {this} a fact?</thinking>\n" + WHOLE,
    "Here you are:\n" + WHOLE + "\nI hope that this helps!",
    "\ufeff" + WHOLE,
    WHOLE.replace("null}]}", "null,},],}"),
    WHOLE.replace('"event"', '"Event"'),
    WHOLE.replace('"when": null', '"when": null, "confidence": 0.9'),
    WHOLE.replace(', "when": null', ""),
    WHOLE.replace('["sank"]', '"sank"'),
    json.dumps([ONE]),
    json.dumps(ONE | {"note": "one fact"}).join(['{"facts": ', "}"]),
    WHOLE.replace("facts", "Facts"),
    json.dumps({"result": {"facts": [ONE]}}),
    WHOLE.replace('"', "'"),
    "```\n" + json.dumps([ONE]) + "\n```",
    json.dumps({"facts": [ONE, {"statement": "cut off"}]}),
    WHOLE[:-2],
], ids=["no opening tag", "another tag", "words around", "a byte order mark", "trailing commas", "a capital",
        "an extra key", "a key left out", "one for a list", "a bare list", "one object for a list",
        "a key's capital", "wrapped once more", "single marks", "a fenced list", "a fact half told",
        "brackets missing"])
def test_a_reply_is_read_as_it_is_meant(reply: str) -> None:
    """What small models and loose servers make of a form costs no second call."""
    value, fault = read(ToldList, reply)
    assert (value, fault) == (ToldList(facts=(Told(**ONE),)), "")  # type: ignore[arg-type]
    assert is_mended(ToldList, reply)


@pytest.mark.parametrize("reply", [
    "I can't help with that.", '{"facts": [{"statement": "It sank."}]}', '{"error": "busy"}', "[1, 2]", '"facts"',
    '{"facts": [{"statement": null, "quotes": [], "kind": "event", "when": null}]}',
])
def test_what_means_nothing_is_no_reply(reply: str) -> None:
    """Nothing is made up for what is missing."""
    assert read(ToldList, reply)[0] is None


@pytest.mark.parametrize(("name", "word"), [("later_report", "Later Report"), ("later_report", "later-report")])
def test_a_choice_is_known_however_it_is_written(name: str, word: str) -> None:
    """Capitals, spaces and hyphens make no other word."""
    value, _ = read(ToldList, WHOLE.replace("event", word))
    assert value is not None
    assert value.facts[0].kind == name


@pytest.mark.parametrize("reply", [
    "", "{", "}{", "[]", "null", "{" * 100_000, '{"a":' * 50_000, "```json\n```", "\ud800",
])  # fmt: skip
def test_no_reply_makes_reading_fail(reply: str) -> None:
    """Nor does one take long."""
    value, fault = read(Quote, reply)
    assert value is None
    assert fault
