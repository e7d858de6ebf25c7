"""The body of a chat completion as endpoints send it: whole or as a stream of events, with its words in many places."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator

from briefing.llm import numbers

_EVENTS = (b"data:", b"event:", b"id:", b"retry:")
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

    message: Annotated[Message, BeforeValidator(lambda value: {} if value is None else value)] = Message()
    finish_reason: _Text = None
    error: Any = None


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
    is_whole: bool = True
    """Whether it came to its end: a stream may break off."""


def read_body(data: bytes) -> Body:
    """The completion in a body with status 200. Raises `ValueError` where it holds none."""
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    while text.startswith(_COMMENTS):
        text = text.partition(b"\n")[2].lstrip()
    if text.startswith(_EVENTS):
        return Body.model_validate(_joined(text))
    if text.startswith(b"["):
        text = json.dumps(next(iter(json.loads(text)), None)).encode()  # an error, as Gemini's endpoint puts it
    return Body.model_validate_json(text)


def _joined(stream: bytes) -> dict[str, Any]:
    """The pieces of an event stream as one completion; one without an end to it broke off."""
    said: dict[str, list[str]] = {}
    body: dict[str, Any] = {"is_whole": False}
    finish = None
    for event in _events(stream):
        if event is None:
            body["is_whole"] = True
            continue
        body |= {key: event[key] for key in ("usage", "error") if event.get(key)}
        choices = event.get("choices")
        for choice in choices[:1] if isinstance(choices, list) else ():
            if isinstance(choice, dict):
                _take(choice.get("delta", choice.get("message")), said)
                finish = choice.get("finish_reason") or finish
                body |= {"error": choice["error"]} if choice.get("error") else {}
    message = {name: "".join(pieces) for name, pieces in said.items()}
    if "arguments" in message:
        message["tool_calls"] = [{"function": {"arguments": message.pop("arguments")}}]  # type: ignore[assignment]
    if any(message.values()) or finish:
        body["choices"] = [{"message": message, "finish_reason": finish}]
    body["is_whole"] = body["is_whole"] or bool(finish)
    return body


def _take(piece: object, said: dict[str, list[str]]) -> None:
    """Add the words of one event to those before it."""
    if not isinstance(piece, dict):
        return
    for name in ("content", "refusal", "reasoning_content", "reasoning"):
        if isinstance(words := _parts(piece.get(name)), str):
            said.setdefault(name, []).append(words)
    if words := _called(piece.get("tool_calls")) or _called(piece.get("function_call")):
        said.setdefault("arguments", []).append(str(words))


def _events(stream: bytes) -> Iterator[dict[str, Any] | None]:
    """The JSON objects of a stream's events, None for its end. Raises `ValueError` for one that is no JSON, the last
    line of a stream that broke off apart."""
    lines = stream.splitlines()
    cut = -1 if stream.endswith((b"\n", b"\r")) else len(lines)
    for number, line in enumerate(lines, 1):
        name, _, data = line.partition(b":")
        if name != b"data":
            continue
        if data.strip() == b"[DONE]":
            yield None
            continue
        try:
            event = json.loads(data)
        except ValueError:
            if number == cut:
                return
            raise
        if isinstance(event, dict):
            yield event
