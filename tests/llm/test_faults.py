"""Each thing that can go wrong with a call, served over real HTTP: what comes of it, and what the user is told."""

import json
import random
import socket
import threading
from collections.abc import Sequence
from typing import Any

import pytest
from chatting import GOOD, KEY, YES, asked, chatting, one
from endpoint import TOKENS, Step, completion, cuts, drips, fails, hangs, hangs_up, says, sends, serving
from far import FAR, until
from pausing import Time

from briefing.errors import ModelError
from briefing.llm.ask import Answer, Problem
from briefing.llm.chat import Chat
from briefing.settings import Settings

PASSING: dict[str, Step] = {
    "HTML in a 200": sends(b"<html><body>Please log in</body></html>", kind="text/html"),
    "an empty body": sends(b""),
    "half a body of JSON": sends(b'{"choices": [{"mess'),
    "JSON of another kind": sends(b"[1, 2]"),
    "no choices": sends(b'{"choices": []}'),
    "an error in a 200": sends(b'{"error": {"message": "overloaded"}}'),
    "no content": says(None),
    "empty content": says(" \n"),
    "a body that is no UTF-8": sends(b'{"choices": "\xff"}'),
    "an internal error": fails(500, "oops"),
    "an error without a body": sends(b"", status=503),
    "an error page": sends(b"<html>bad gateway</html>", status=502, kind="text/html"),
    "overload": fails(529, "overloaded"),
    "a timeout upstream": fails(408, "timeout"),
    "too many requests": fails(429, "slow down", code="rate_limit_exceeded"),
    "a connection closed in mid-body": cuts,
    "a connection closed at once": hangs_up,
}


@pytest.mark.parametrize("fault", PASSING)
def test_what_may_pass_is_tried_again(fault: str) -> None:
    """Twice wrong, then right: one answer, and no more calls than it took."""
    answer, endpoint, _ = one(PASSING[fault], PASSING[fault], GOOD)
    assert answer == YES
    assert len(endpoint.calls) == 3


def streamed(*pieces: str, finish: str = "stop") -> bytes:
    """A reply as an event stream, with the comments that keep its connection open."""
    events = [{"choices": [{"delta": {"content": each}}]} for each in pieces]
    events += [{"choices": [{"delta": {}, "finish_reason": finish}]}, {"choices": [], "usage": TOKENS}]
    return b": PROCESSING\n\n" + b"".join(b"data: " + json.dumps(each).encode() + b"\n\n" for each in events) + (
        b"data: [DONE]\n\n")


def saying(**message: Any) -> bytes:
    """A body whose message has these fields."""
    return json.dumps({"choices": [{"message": {"role": "assistant", **message}, "finish_reason": "stop"}],
                       "usage": TOKENS}).encode()


TEXT = '{"word": "yes"}'
MEANT = {
    "a content in parts": saying(content=[{"type": "text", "text": TEXT[:5]}, {"type": "text", "text": TEXT[5:]}]),
    "the JSON among the thoughts": saying(content=None, reasoning_content=f"Let me see. {TEXT}"),
    "a tool that is called": saying(content=None, tool_calls=[{"function": {"name": "f", "arguments": TEXT}}]),
    "a tool's arguments as an object": saying(content="", tool_calls=[{"function": {"arguments": {"word": "yes"}}}]),
    "a function that is called": saying(content=None, function_call={"name": "f", "arguments": TEXT}),
    "a byte order mark": b"\xef\xbb\xbf" + completion(TEXT),
    "lines of comments before it": b": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n" + completion(TEXT),
    "an event stream": streamed(TEXT[:4], TEXT[4:9], TEXT[9:]),
    "no usage": completion(TEXT, usage=None),
    "a usage in fractions": completion(TEXT, usage={"prompt_tokens": 100.5, "completion_tokens": 20.0}),
}


@pytest.mark.parametrize("habit", MEANT)
def test_a_reply_is_found_wherever_an_endpoint_puts_it(habit: str) -> None:
    """One call, one answer."""
    answer, endpoint, _ = one(sends(MEANT[habit]))
    assert answer == YES
    assert len(endpoint.calls) == 1


@pytest.mark.parametrize("words", [
    "Developer instruction is not enabled for models/gemma-3-4b-it", "This model does not support the system role.",
    "Conversation roles must alternate user/assistant/user/assistant/...", "system messages are not supported",
])
def test_a_model_that_takes_no_system_message_gets_it_with_the_users(words: str) -> None:
    """It is asked once more, and in that way from then on; a call that was on its way is put anew, too."""
    def step(handler: Any, call: Any) -> None:
        (fails(400, words) if call["messages"][0]["role"] == "system" else GOOD)(handler, call)

    with chatting(step) as (chat, endpoint, _):
        assert chat(asked("Hello", "Again")) == (YES, YES)
        before = len(endpoint.calls)
        assert chat(asked("Once more")) == (YES,)
        assert len(endpoint.calls) == before + 1
    assert [each["role"] for each in endpoint.calls[-1]["messages"]] == ["user"]
    assert endpoint.calls[-1]["messages"][0]["content"].startswith("Do it.\n\n")


def test_replies_are_asked_for_in_events_with_their_count_and_a_bound() -> None:
    """What came of one that breaks off is kept, and none goes on for ever."""
    answer, endpoint, _ = one(sends(streamed(TEXT)))
    assert answer == YES
    (call,) = endpoint.calls
    assert (call["stream"], call["stream_options"], call["max_tokens"]) == (True, {"include_usage": True}, 520)


def test_a_stream_that_was_cut_at_the_models_limit_says_so() -> None:
    """Its last event tells."""
    answer, _, _ = one(sends(streamed('{"word": "y', finish="length")))
    assert answer.problem == Problem("length", "the reply was cut off at its limit")


@pytest.mark.parametrize("body", [
    b'[{"error": {"code": 503, "message": "The model is overloaded."}}]',
    b'{"choices": null, "error": {"message": "busy"}}',
    b'data: {"error": {"message": "busy"}}\n\n', b"data: {\n\n", b": PROCESSING\n\n",
])
def test_a_200_without_a_reply_is_tried_again(body: bytes) -> None:
    """In whichever form the endpoint says that it has none."""
    answer, endpoint, _ = one(sends(body), GOOD)
    assert answer == YES
    assert len(endpoint.calls) == 2


LASTING = {
    "HTML in a 200": "the endpoint answered with an HTML page",
    "an empty body": "the endpoint answered with no JSON of a chat completion",
    "half a body of JSON": "the endpoint answered with no JSON of a chat completion",
    "no choices": "a reply without choices",
    "an error in a 200": "a reply without choices (overloaded)",
    "no content": "a reply without content",
    "an internal error": "500: oops",
    "an error page": "502: an HTML page",
    "too many requests": "429: slow down",
    "a connection closed in mid-body": "no connection: peer closed connection without sending complete message body "
                                       "(received 13 bytes, expected 1000)",
    "a connection closed at once": "no connection: Server disconnected without sending a response.",
}  # fmt: skip


@pytest.mark.parametrize("fault", LASTING)
def test_what_does_not_pass_is_unreachable(fault: str) -> None:
    """The reason has the last fault, and the deadline holds."""
    answer, endpoint, time = one(PASSING[fault], call_seconds=60)
    assert answer == Answer(None, Problem("unreachable", f"no usable reply; the last time: {LASTING[fault]}"))
    assert time.now - 1000 <= 60
    assert len(endpoint.calls) > 2


def test_waits_grow() -> None:
    """Twice as long each time, and a little at random."""
    _, _, time = one(PASSING["an internal error"], call_seconds=300)
    for wait, least in zip(time.slept, (0.5, 1, 2, 4, 8, 16, 30, 30), strict=False):
        assert least <= wait <= least + 1
    assert len(time.slept) >= 10


def test_empty_replies_are_not_asked_for_for_ever() -> None:
    """Each may have been paid for: four are enough, and what they took is counted."""
    with chatting(says(None)) as (chat, endpoint, _):
        (answer,) = chat(asked("Hello"))
        assert answer.problem is not None
        assert answer.problem.kind == "unreachable"
        assert len(endpoint.calls) == 4
        assert (chat.budget.usage().calls, chat.budget.usage().prompt_tokens) == (4, 400)


@pytest.mark.parametrize(("headers", "least"), [
    ({"retry-after": "7"}, 7.0),
    ({"retry-after": "0.5"}, 0.5),
    ({"retry-after-ms": "2500"}, 2.5),
])  # fmt: skip
@pytest.mark.parametrize("status", [429, 503])
def test_the_wait_that_is_asked_for_is_kept(headers: dict[str, str], least: float, status: int) -> None:
    """Seconds, fractions of them, milliseconds; the little at random comes on top."""
    answer, _, time = one(fails(status, "busy", headers), GOOD)
    assert answer == YES
    assert least <= sum(time.slept) <= least + 1.6


def test_a_date_to_wait_for_is_held_against_the_endpoints_own() -> None:
    """Its clock may be years off."""
    headers = {"retry-after": "Fri, 07 May 1999 10:00:09 GMT", "date": "Fri, 07 May 1999 10:00:00 GMT"}

    def step(handler: Any, _: Any) -> None:
        handler.date_time_string = lambda: headers["date"]
        handler.send(429, b"{}", {"retry-after": headers["retry-after"]})

    answer, _, time = one(step, GOOD)
    assert answer == YES
    assert 9 <= sum(time.slept) <= 10.6


@pytest.mark.parametrize(("seconds", "headers"), [
    (3600, {"retry-after": "3600"}), (301, {"retry-after": "301"}), (301, {"retry-after-ms": "301000"}),
    (86400, {"retry-after": "Sat, 08 May 1999 10:00:00 GMT", "date": "Fri, 07 May 1999 10:00:00 GMT"})])
def test_a_wait_beyond_the_deadline_is_not_begun(seconds: int, headers: dict[str, str]) -> None:
    """However it is asked for, in the five minutes that a call has unless told otherwise; the reason tells how long
    the endpoint wants to be left alone."""
    def step(handler: Any, _: Any) -> None:
        if date := headers.get("date"):
            handler.date_time_string = lambda: date
        fails(429, "later", {name: value for name, value in headers.items() if name != "date"})(handler, _)

    answer, endpoint, time = one(step)
    reason = f"no usable reply; the last time: 429: later; it asks to wait {seconds} seconds"
    assert answer.problem == Problem("unreachable", reason)
    assert (len(endpoint.calls), time.slept) == (1, [])


@pytest.mark.parametrize("slow", [drips, hangs], ids=["drip-fed", "slow"])
def test_a_reply_that_takes_too_long_is_given_up(slow: Step) -> None:
    """Half the time a call has goes to one attempt; bytes that trickle in do not prolong it."""
    answer, endpoint, time = one(slow, GOOD, call_seconds=60)
    assert answer == YES
    assert len(endpoint.calls) == 2
    assert time.limits[0] == 30.0


@pytest.mark.parametrize("slow", [drips, hangs], ids=["drip-fed", "slow"])
def test_a_reply_that_always_takes_too_long_is_unreachable(slow: Step) -> None:
    """The last attempt has what is left of the call's time."""
    answer, endpoint, time = one(slow, call_seconds=60)
    assert answer.problem == Problem(
        "unreachable", f"no usable reply; the last time: no whole reply within {time.limits[-1]:.3g} seconds")
    assert len(endpoint.calls) == len(time.limits) == 2
    assert time.limits[1] == pytest.approx(30.0 - time.slept[0])


@pytest.mark.parametrize("slow", [drips, hangs], ids=["drip-fed", "slow"])
def test_the_clock_on_the_wall_ends_a_reply_too(slow: Step) -> None:
    """Where nobody sets another; how long it really takes is of no matter here, only that it ends."""
    time = Time()
    with serving(slow) as endpoint:
        settings = Settings(replies="off", call_seconds=1)
        with Chat(settings, {"OPENAI_BASE_URL": endpoint.url}, clock=time, sleep=time.sleep) as chat:
            (answer,) = chat(asked("Hello"))
    assert answer.problem is not None
    assert answer.problem.reason.startswith("no usable reply; the last time: no whole reply within ")


@pytest.mark.parametrize(("step", "problem"), [
    (says('{"word": "ye', finish_reason="length"), Problem("length", "the reply was cut off at its limit")),
    (says(None, finish_reason="content_filter"), Problem("filtered", "the provider's filter held the reply back")),
    (says(None, refusal="I can't\nhelp."), Problem("refusal", "the model declined (I can't help.)")),
    (fails(400, "The response was filtered", code="content_filter"),
     Problem("filtered", "the provider's filter held the request back (400: The response was filtered)")),
    (fails(400, "bad thing"), Problem("refusal", "the endpoint refused the request (400: bad thing)")),
])  # fmt: skip
def test_what_asking_again_would_not_change_is_a_problem_at_once(step: Step, problem: Problem) -> None:
    """One call, and the reason."""
    answer, endpoint, time = one(step)
    assert answer == Answer(None, problem)
    assert (len(endpoint.calls), time.slept) == (1, [])


OVERFLOWS = {
    "OpenAI": fails(400, "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 "
                         "tokens.", code="context_length_exceeded", type="invalid_request_error"),
    "OpenAI, by its code": fails(400, "too much", code="context_length_exceeded"),
    "vLLM": sends(json.dumps({"object": "error", "message": "This model's maximum context length is 4096 tokens. "
                              "However, you requested 5000 tokens in the messages.", "type": "BadRequestError",
                              "param": None, "code": 400}).encode(), status=400),
    "vLLM, another": sends(json.dumps({"object": "error", "message": "The prompt (total length 25938) is too long to "
                                       "fit into the model (context length 4096).", "code": 400}).encode(), status=400),
    "llama.cpp": sends(json.dumps({"error": {
        "code": 400, "message": "request (4390 tokens) exceeds the available context size (4096 tokens), try "
        "increasing it", "type": "exceed_context_size_error", "n_prompt_tokens": 4390, "n_ctx": 4096}}).encode(),
        status=400),
    "llama.cpp, as it was": fails(500, "the request exceeds the available context size. try increasing the context "
                                       "size or enable context shift"),
    "llama.cpp, while it writes": fails(500, "Context size has been exceeded.", type="server_error"),
    "llama-cpp-python": fails(500, "Requested tokens (2285) exceed context window of 2048"),
    "Ollama": sends(b'{"error": "the input length exceeds the context length"}', status=400),
    "Ollama, another": sends(b'{"error": {"message": "prompt too long; exceeded max context length by 200 tokens"}}',
                             status=400),
    "a proxy": sends(b"", status=413),
    "an error in a 200": sends(b'{"error": {"message": "maximum context length is 4096 tokens"}}'),
}  # fmt: skip


@pytest.mark.parametrize("whose", OVERFLOWS)
def test_a_request_longer_than_the_model_reads_is_known_by_its_words(whose: str) -> None:
    """Every kind of endpoint says it in its own way; none of them is asked twice."""
    answer, endpoint, _ = one(OVERFLOWS[whose])
    assert answer.problem is not None
    assert answer.problem.kind == "context"
    assert answer.problem.reason.startswith("the request is longer than the model reads (")
    assert len(endpoint.calls) == 1


def test_a_reply_that_does_not_fit_is_mended_once() -> None:
    """The second call shows the first reply and what is wrong with it."""
    answer, endpoint, time = one(says('{"word": null}'), GOOD)
    assert answer == YES
    assert time.slept == []
    first, second = (call["messages"] for call in endpoint.calls)
    assert second[:2] == first
    assert second[2] == {"role": "assistant", "content": '{"word": null}'}
    assert second[3]["role"] == "user"
    assert "word: Input should be a valid string" in second[3]["content"]


@pytest.mark.parametrize(("content", "fault"), [
    ("Sorry.", "the whole: Invalid JSON: expected value at line 1 column 1"),
    ('{"word": "', "the whole: Invalid JSON: EOF while parsing a string at line 1 column 10"),
    ('{"words": "x"}', "word: Field required"),
    ('{"word": "far too long"}', "word: String should have at most 9 characters"),
])  # fmt: skip
def test_a_reply_that_never_fits_is_unreadable(content: str, fault: str) -> None:
    """Two calls and no more; the reason says what is wrong."""
    answer, endpoint, _ = one(says(content))
    reason = f"no reply of the form asked for, even after its repair ({fault})"
    assert answer == Answer(None, Problem("unreadable", reason))
    assert len(endpoint.calls) == 2


def test_a_repair_that_fails_in_another_way_says_so() -> None:
    """The second reply's own problem counts."""
    answer, _, _ = one(says("{"), says("{", finish_reason="length"))
    assert answer.problem == Problem("length", "the reply was cut off at its limit")


FINAL: dict[str, tuple[Step, str]] = {
    "a used up quota": (
        fails(429, "You exceeded your current quota", code="insufficient_quota", type="insufficient_quota"),
        "URL: the quota of this key is used up (429: You exceeded your current quota); "
        "add to it there, or set OPENAI_BASE_URL and OPENAI_API_KEY for another endpoint",
    ),
    "no balance": (
        fails(402, "Insufficient Balance"),
        "URL: the quota of this key is used up (402: Insufficient Balance); add to it there, or set "
        "OPENAI_BASE_URL and OPENAI_API_KEY for another endpoint",
    ),
    "a wrong key": (
        fails(401, f"Incorrect API key provided: {KEY}"),
        "OPENAI_API_KEY: is refused by URL (401); set a key that is valid there",
    ),
    "a forbidden model": (
        fails(403, f"Project of {KEY} does not have access"),
        "URL: the key may not use 'gpt-4.1-mini' there (403: Project of … does not have access); allow it there, "
        "or name another model with --model",
    ),
    "an unknown model": (
        fails(404, "The model does not exist", code="model_not_found"),
        "--model: 'gpt-4.1-mini' is not to be had at URL (404: The model does not exist); name a "
        "model it has, or set OPENAI_BASE_URL to an address that ends as in /v1",
    ),
    "a wrong address": (
        sends(b"<html>Not found</html>", status=404, kind="text/html"),
        "--model: 'gpt-4.1-mini' is not to be had at URL (404: an HTML page); name a model it has, or set "
        "OPENAI_BASE_URL to an address that ends as in /v1",
    ),
}


@pytest.mark.parametrize("fault", FINAL)
def test_what_no_call_can_get_past_ends_the_run_at_once(fault: str) -> None:
    """The message says what to do and which address was asked, and never holds the key."""
    step, message = FINAL[fault]
    with chatting(step) as (chat, endpoint, time):
        with pytest.raises(ModelError) as caught:
            chat(asked("Hello"))
        assert str(caught.value) == message.replace(" URL", f" {endpoint.url}").replace("URL:", f"{endpoint.url}:")
        assert KEY not in str(caught.value)
        assert (len(endpoint.calls), time.slept) == (1, [])


def test_a_missing_key_is_told_as_such() -> None:
    """An endpoint that wants one is not said to have refused one."""
    settings = Settings(replies="off")
    with serving(fails(401, "no key")) as endpoint, Chat(settings, {"OPENAI_BASE_URL": endpoint.url}) as chat:
        with pytest.raises(ModelError, match=r"OPENAI_API_KEY: is not set, and http://.* asks for one \(401\)"):
            chat(asked("Hello"))


def test_an_address_where_nobody_listens_ends_the_run_quickly() -> None:
    """Three attempts, whatever the deadline; the system's own words."""
    with serving(GOOD) as endpoint:
        url = endpoint.url
    time = Time()
    with Chat(Settings(replies="off"), {"OPENAI_BASE_URL": url}, **time.door) as chat:
        with pytest.raises(ModelError) as caught:
            chat(asked("Hello", "there"))
    assert str(caught.value) == (f"OPENAI_BASE_URL: nothing answers at {url} (no connection: Connection refused); "
                                 "start the endpoint, or set the address it has")
    assert time.now - 1000 < 10


def test_an_address_that_says_nothing_at_all_ends_the_run_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody takes the connection, as behind a firewall; three times as long as one may take to be made."""
    monkeypatch.setattr("briefing.llm.endpoint._CONNECT", 0.2)
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for each in (first, second):
            each.setblocking(False)
            each.connect_ex(full.getsockname())
        time = Time()
        environ = {"OPENAI_BASE_URL": f"http://127.0.0.1:{full.getsockname()[1]}/v1"}
        with Chat(Settings(replies="off"), environ, **time.door) as chat:
            with pytest.raises(ModelError, match=r"nothing answers at .* \(no connection: none within 0.2 seconds\)"):
                chat(asked("Hello"))


def test_a_server_that_goes_away_and_comes_back_is_waited_for() -> None:
    """Once somebody answered there, a refused connection is a fault that may pass."""
    time = Time()
    with serving(GOOD) as endpoint:
        chat = Chat(Settings(replies="off", call_seconds=20), {"OPENAI_BASE_URL": endpoint.url}, clock=time,
                    sleep=time.sleep)  # fmt: skip
        assert chat(asked("Hello")) == (YES,)
    with chat:
        (answer,) = chat(asked("there"))
    assert answer.problem == Problem("unreachable", "no usable reply; the last time: no connection: Connection refused")


def test_a_run_of_silence_ends_the_run() -> None:
    """Not each of a thousand calls waits out its own deadline."""
    with chatting(fails(500, "oops"), concurrency=2) as (chat, _, _):
        with pytest.raises(ModelError, match=r"8 calls in a row came to nothing \(the last: 500: oops\); try again"):
            chat(asked(*map(str, range(50))))


def test_answers_on_their_way_are_kept_when_the_run_ends(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quota that runs out takes nothing from what was paid for."""
    monkeypatch.setattr("briefing.llm.chat._GRACE", FAR)
    stopped = threading.Event()

    def step(handler: Any, call: Any) -> None:
        if call["messages"][1]["content"] == "stop":
            fails(403, "no")(handler, call)
        else:
            assert stopped.wait(FAR)
            GOOD(handler, call)

    def watch(chat: Chat) -> None:
        until(lambda: chat._final, "the run is known to end")
        stopped.set()

    with serving(step) as endpoint:
        environ = {"OPENAI_BASE_URL": endpoint.url}
        settings = Settings(replies=str(tmp_path / "r.sqlite"), concurrency=3)
        with Chat(settings, environ) as chat:
            threading.Thread(target=watch, args=(chat,), daemon=True).start()
            with pytest.raises(ModelError, match="403"):
                chat(asked("one", "two", "stop", "four", "five"))
            assert len(endpoint.calls) == 3
        with Chat(settings, environ) as chat:
            assert chat(asked("one", "two")) == (YES, YES)
        assert len(endpoint.calls) == 3


def formats(calls: Sequence[dict[str, Any]]) -> list[str | None]:
    """How each call told the form of its reply."""
    return [call.get("response_format", {}).get("type") for call in calls]


def test_an_endpoint_that_knows_no_schema_is_asked_in_a_looser_way_from_then_on() -> None:
    """Strict schema, JSON mode, words alone: each step once for the whole run."""
    def step(handler: Any, call: Any) -> None:
        kind = call.get("response_format", {}).get("type")
        bad = {"json_schema": fails(400, "'response_format.type' must be 'text' or 'json_object'"),
               "json_object": fails(422, "json_object is not supported", param="response_format")}  # fmt: skip
        bad.get(kind, says('```json\n{"word": "yes"}\n```'))(handler, call)

    with chatting(step, concurrency=1) as (chat, endpoint, time):
        assert chat(asked("one", "two")) == (YES, YES)
        assert chat(asked("three")) == (YES,)
        assert chat.reply_format == "text"
        assert formats(endpoint.calls) == ["json_schema", "json_object", None, None, None]
        assert time.slept == []
        system = endpoint.calls[-1]["messages"][0]["content"]
        assert system.startswith("Do it.\n\nReply with one JSON object that fits this JSON schema")
        assert '"required": ["word"]' in system


@pytest.mark.parametrize(("setting", "kind"), [("schema", "json_schema"), ("object", "json_object"), ("text", None)])
def test_a_setting_fixes_the_format(setting: str, kind: str | None) -> None:
    """Nothing is tried out."""
    answer, endpoint, _ = one(GOOD, reply_format=setting)
    assert answer == YES
    assert formats(endpoint.calls) == [kind]


def test_a_fixed_format_that_is_refused_ends_the_run() -> None:
    """The setting is named."""
    with chatting(fails(400, "unknown response_format"), reply_format="object") as (chat, endpoint, _):
        with pytest.raises(ModelError, match=r"--reply-format: 'object' is refused by .*; use --reply-format auto"):
            chat(asked("Hello"))
        assert len(endpoint.calls) == 1


@pytest.mark.parametrize("content", [
    '```json\n{"word": "yes"}\n```',
    '<think>{"word": "no"}?</think>\n{"word": "yes"}',
    'Here you are:\n\n{"word": "yes"}\n\nAnything else?',
])  # fmt: skip
def test_json_with_something_around_it_is_cut_out(content: str) -> None:
    """Fences, thoughts, words."""
    answer, endpoint, _ = one(says(content))
    assert answer == YES
    assert len(endpoint.calls) == 1


def test_a_body_is_read_whatever_else_it_holds() -> None:
    """Fields of one endpoint's own are no fault, and neither is a missing count."""
    body = json.loads(completion('{"word": "yes"}', usage=None)) | {"timings": {"a": 1}, "service_tier": None}
    answer, _, _ = one(sends(json.dumps(body).encode()))
    assert answer == YES


@pytest.mark.parametrize(("tokens", "words", "kind"), [(4096, 6000, "context"), (4096, 4000, ""), (0, 6000, "")])
def test_a_request_that_was_cut_in_silence_is_known_by_its_count(tokens: int, words: int, kind: str) -> None:
    """Fewer tokens than words: the endpoint has left some of it out. One that counts nothing tells nothing."""
    step = says({"word": "yes"}, usage={"prompt_tokens": tokens, "completion_tokens": 5})
    with chatting(step) as (chat, endpoint, _):
        (answer,) = chat(asked("word " * words))
    assert (answer.problem.kind if answer.problem else "") == kind
    assert len(endpoint.calls) == 1


def test_an_endpoint_that_does_not_read_the_schema_gets_it_in_the_prompt() -> None:
    """Three replies in a row that do not fit are enough; each was mended, with the schema before its eyes."""
    def step(handler: Any, call: Any) -> None:
        shown = any('"required": ["word"]' in message["content"] for message in call["messages"])
        says({"word": "yes"} if shown else {"answer": "yes"})(handler, call)

    with chatting(step, concurrency=1) as (chat, endpoint, _):
        assert chat(asked(*"abcde")) == (YES,) * 5
        assert chat.reply_format == "object"
        assert formats(endpoint.calls) == ["json_schema"] * 5 + ["json_object"] * 3


def test_one_reply_that_does_not_fit_changes_nothing() -> None:
    """Nor do two."""
    bad = says({"answer": "yes"})
    with chatting(bad, GOOD, bad, GOOD, GOOD, bad, GOOD, concurrency=1) as (chat, _, _):
        assert chat(asked(*"abcd")) == (YES,) * 4
        assert chat.reply_format == "schema"


@pytest.mark.parametrize("seed", range(4))
def test_whatever_comes_in_whatever_order_ends_in_an_answer_or_a_reason(seed: int, tmp_path: Any) -> None:
    """Hundreds of calls, half of them with a fault drawn at random: every request has its answer or its problem, what
    was answered is kept, and a second run asks for the rest alone."""
    rng = random.Random(seed)
    faults = [*PASSING.values(), *OVERFLOWS.values(), says("{"), says("{}"), says(None, refusal="no"),
              says("{", finish_reason="length"), says(None, finish_reason="content_filter"), fails(400, "bad"),
              fails(429, "busy", {"retry-after": "3"})]  # fmt: skip
    good, lock = [0], threading.Lock()

    def step(handler: Any, call: Any) -> None:
        with lock:
            fault = rng.choice(faults) if rng.random() < 0.5 else None
            good[0] += fault is None
        (fault or GOOD)(handler, call)

    time = Time()
    with serving(step) as endpoint:
        environ = {"OPENAI_BASE_URL": endpoint.url}
        settings = Settings(replies=str(tmp_path / "replies.sqlite"), call_seconds=3000, run_seconds=10**6)
        requests = asked(*map(str, range(150)))
        with Chat(settings, environ, **time.door) as chat:
            answers = chat(requests)
        assert all((answer.value is None) != (answer.problem is None) for answer in answers)
        assert sum(answer.value is not None for answer in answers) == good[0] > 75
        with Chat(settings, environ, **time.door) as chat:
            again = chat(requests)
            assert chat.budget.usage().cached_calls == sum(answer.value is not None for answer in answers)
        assert all(then.value is None or now.value for then, now in zip(answers, again, strict=True))
