"""The body of a chat completion as endpoints send it: whole or as a stream of events, with its words in many places."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator

from briefing.llm import numbers

_COMMENTS = (b":", b"//", b"#")
"""What lines begin with that some endpoints send to keep a connection open."""


def _record(value: object) -> object:
    return value if isinstance(value, dict) else None


def _text(value: object) -> object:
    return value if isinstance(value, str) else None


def _parts(value: object) -> object:
    """The words of a content that comes in parts."""
    if not isinstance(value, list):
        return value
    words = (each.get("text") if isinstance(each, dict) else each for each in value)
    return "".join(each for each in words if isinstance(each, str))


def _called(value: object) -> object:
    """The arguments of the one tool that a model was made to call with its reply."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = value[0].get("function")
    found = value.get("arguments") if isinstance(value, dict) else None
    return json.dumps(found) if isinstance(found, dict) else found if isinstance(found, str) else None


def _choices(value: object) -> object:
    return value if isinstance(value, list) else []


_Text = Annotated[str | None, BeforeValidator(_text)]
_Called = Annotated[str | None, BeforeValidator(_called)]
_Count = Annotated[int | None, BeforeValidator(numbers.tokens)]
"""What is none of its kind counts as not given: a reply is worth more than what stands beside it."""


class Message(BaseModel):
    """What the model said, wherever the endpoint puts it."""

    content: Annotated[str | None, BeforeValidator(_parts)] = None
    refusal: _Text = None
    tool_calls: _Called = None
    function_call: _Called = None
    reasoning_content: _Text = None
    reasoning: _Text = None

    @property
    def words(self) -> str:
        """The reply; where there is none, the JSON that stands where a tool's arguments or thoughts should."""
        if self.content and self.content.strip():
            return self.content
        thought = next((each for each in (self.reasoning_content, self.reasoning) if each and "{" in each), "")
        return self.tool_calls or self.function_call or thought


class Choice(BaseModel):
    """One reply."""

    message: Message
    finish_reason: _Text = None


class _Details(BaseModel):
    cached_tokens: _Count = None


class Usage(BaseModel):
    """The tokens as the endpoint counts them."""

    prompt_tokens: _Count = None
    completion_tokens: _Count = None
    prompt_tokens_details: Annotated[_Details | None, BeforeValidator(_record)] = None


class Body(BaseModel):
    """A chat completion."""

    choices: Annotated[list[Choice], BeforeValidator(_choices)] = []
    usage: Annotated[Usage | None, BeforeValidator(_record)] = None
    error: Any = None


def read_body(data: bytes) -> Body:
    """The completion in a body with status 200. Raises `ValueError` where it holds none."""
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    while text.startswith(_COMMENTS):
        text = text.partition(b"\n")[2].lstrip()
    if text.startswith((b"data:", b"event:", b"id:")):
        return Body.model_validate(_joined(text))
    if text.startswith(b"["):
        text = json.dumps(next(iter(json.loads(text)), None)).encode()  # an error, as Gemini's endpoint puts it
    return Body.model_validate_json(text)


def _joined(stream: bytes) -> dict[str, Any]:
    """The pieces of an event stream as one completion."""
    content: list[str] = []
    body: dict[str, Any] = {}
    finish = None
    for event in _events(stream):
        body |= {key: event[key] for key in ("usage", "error") if event.get(key)}
        choices = event.get("choices")
        for choice in choices[:1] if isinstance(choices, list) else ():
            piece = choice.get("delta", choice.get("message")) if isinstance(choice, dict) else None
            if isinstance(piece, dict):
                content.append(piece["content"] if isinstance(piece.get("content"), str) else "")
                finish = choice.get("finish_reason") or finish
    if any(content):
        body["choices"] = [{"message": {"content": "".join(content)}, "finish_reason": finish}]
    return body


def _events(stream: bytes) -> Iterator[dict[str, Any]]:
    """The JSON objects of a stream's events."""
    for line in stream.splitlines():
        name, _, data = line.partition(b":")
        if name == b"data" and data.strip() != b"[DONE]":
            event = json.loads(data)
            if isinstance(event, dict):
                yield event
