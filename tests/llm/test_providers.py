"""What providers say in forms of their own, served over real HTTP: errors, habits, and what they do not take."""

import json
from typing import Any

import pytest
from chatting import GOOD, KEY, YES, asked, chatting, one
from endpoint import Step, completion, fails, says, sends

from briefing.errors import ModelError
from briefing.llm.ask import Problem


def gemini(code: int, message: str, status: str = "", *details: dict[str, Any]) -> Step:
    """An error as Gemini's endpoint for other clients puts it: in a list."""
    error = {"code": code, "message": message, "status": status, "details": list(details)}
    return sends(json.dumps([{"error": error}]).encode(), status=code)


def within(code: object, message: str) -> Step:
    """An error in a 200, as OpenRouter puts it."""
    return sends(json.dumps({"error": {"code": code, "message": message}, "user_id": "u"}).encode())


def refusing(name: str, message: str, status: int = 400, **error: Any) -> Step:
    """An endpoint that does not take a part of a call, and answers a call without it."""
    return lambda handler, call: (fails(status, message, **error) if name in call else GOOD)(handler, call)


QUOTA = {"@type": "type.googleapis.com/google.rpc.QuotaFailure",
         "violations": [{"quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier", "quotaValue": "50"}]}
MINUTE = {"@type": "type.googleapis.com/google.rpc.QuotaFailure",
          "violations": [{"quotaId": "GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "quotaValue": "10"}]}
RETRY = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "35s"}
SPENT = "the quota of this key is used up"
FINAL: dict[str, tuple[Step, str]] = {
    "Gemini, a wrong key": (
        gemini(400, f"API key not valid: {KEY}.", "INVALID_ARGUMENT", {"reason": "API_KEY_INVALID"}),
        r"^OPENAI_API_KEY: is refused by \S+ \(400\); set a key that is valid there$"),
    "xAI, a wrong key": (
        sends(b'{"code": "Client specified an invalid argument", "error": "Incorrect API key provided: xx"}', 400),
        r"^OPENAI_API_KEY: is refused by "),
    "Gemini, a quota of the day": (gemini(429, "You exceeded your current quota", "RESOURCE_EXHAUSTED", QUOTA, RETRY),
                                   SPENT),
    "Groq, a quota of the day": (
        fails(429, "Rate limit reached for model `m` on tokens per day (TPD): Limit 100000, Used 99900, Requested "
                   "1500. Please try again in 14m30s.", type="tokens", code="rate_limit_exceeded"), SPENT),
    "OpenRouter, a quota of the day": (fails(429, "Rate limit exceeded: free-models-per-day", code=429), SPENT),
    "OpenRouter, no credits, in a 200": (within(402, "Insufficient credits"), SPENT),
    "OpenRouter, a wrong key, in a 200": (within("401", "No auth credentials found"),
                                          r"^OPENAI_API_KEY: is refused by \S+ \(401\)"),
    "an unknown model, in a 200": (within(404, "No endpoints found for m"), "^--model: 'gpt-4.1-mini' is not to be"),
    "Moonshot, no balance": (fails(429, "Your account is suspended", type="exceeded_current_quota_error"), SPENT),
    "Anthropic, no balance": (fails(400, "Your credit balance is too low to access the API"), SPENT),
}


@pytest.mark.parametrize("whose", FINAL)
def test_what_no_call_gets_past_is_known_in_every_form(whose: str) -> None:
    """One call; what to do is told, the key is not."""
    step, message = FINAL[whose]
    with chatting(step) as (chat, endpoint, time):
        with pytest.raises(ModelError, match=message) as caught:
            chat(asked("Hello"))
        assert KEY not in str(caught.value)
        assert (len(endpoint.calls), time.slept) == (1, [])


@pytest.mark.parametrize(("step", "least"), [
    (gemini(429, "You exceeded your current quota", "RESOURCE_EXHAUSTED", MINUTE, RETRY), 35.0),
    (fails(429, "Rate limit reached for model `m` on tokens per minute (TPM): Limit 6000, Used 5000, Requested 2000. "
                "Please try again in 10.5s."), 10.5),
    (within(429, "Rate limit exceeded, try again in 2m"), 120.0),
])
def test_the_wait_that_is_asked_for_is_found_in_the_body(step: Step, least: float) -> None:
    """Where no header has it."""
    answer, _, time = one(step, GOOD)
    assert answer == YES
    assert least <= sum(time.slept) <= least + 1.6


@pytest.mark.parametrize("code", [500, 502, 503, 529, 408])
def test_an_error_in_a_200_that_may_pass_is_tried_again(code: int) -> None:
    """As the same error is with a status of its own."""
    answer, endpoint, _ = one(within(code, "Provider returned error"), GOOD)
    assert answer == YES
    assert len(endpoint.calls) == 2


def test_an_error_of_a_choice_is_one() -> None:
    """OpenRouter puts it beside an empty message, in an event too."""
    choice = {"finish_reason": "error", "message": {"content": ""}, "error": {"code": 502, "message": "upstream"}}
    event = {"choices": [{"delta": {"content": ""}, "finish_reason": "error", "error": choice["error"]}]}
    answer, endpoint, _ = one(sends(json.dumps({"choices": [choice]}).encode()),
                              sends(b"data: " + json.dumps(event).encode() + b"\n\n"), GOOD)
    assert answer == YES
    assert len(endpoint.calls) == 3


@pytest.mark.parametrize("status", [413, 429])
@pytest.mark.parametrize("unit", ["tokens per minute (TPM)", "tokens per min (TPM)"])
def test_a_request_beyond_the_tokens_of_a_minute_has_a_shorter_reply_or_is_too_long(status: int, unit: str) -> None:
    """What such a limit counts is the bound on the reply too: it gives way first, and for all further calls."""
    said = f"Request too large for model `m` on {unit}: Limit 6000, Requested 6100, please reduce your message size."

    def step(handler: Any, call: Any) -> None:
        (fails(status, said) if call["max_tokens"] > 420 else GOOD)(handler, call)

    with chatting(step) as (chat, endpoint, _):
        assert chat(asked("Hello")) == (YES,)
        assert chat(asked("Again")) == (YES,)
    assert [each["max_tokens"] for each in endpoint.calls] == [520, 420, 420]
    answer, endpoint, _ = one(fails(status, said.replace("6100", "9000")))
    assert answer.problem is not None
    assert answer.problem.kind == "context"
    assert len(endpoint.calls) == 1


def test_what_a_provider_would_not_take_for_json_is_read_as_it_is_meant() -> None:
    """Groq gives what the model had written."""
    bad = fails(400, "Failed to generate JSON. Please adjust your prompt.", code="json_validate_failed",
                failed_generation='{"word": "yes",')
    answer, endpoint, _ = one(bad)
    assert answer == YES
    assert len(endpoint.calls) == 1
    answer, endpoint, _ = one(fails(400, "Failed to generate JSON", code="json_validate_failed"), GOOD)
    assert answer == YES
    assert len(endpoint.calls) == 2


REFUSED: dict[str, tuple[str, Step, str]] = {
    "OpenAI's newest": ("max_tokens", refusing(
        "max_tokens", "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
        "'max_completion_tokens' instead.", param="max_tokens", code="unsupported_parameter"), "max_completion_tokens"),
    "no count at the end": ("stream_options", refusing("stream_options", "Unknown parameter: 'stream_options'."),
                            "stream"),
    "no stream": ("stream", refusing("stream", "Streaming is not supported for this model"), "max_tokens"),
    "a stream is not allowed": ("stream", refusing("stream", "'stream' must be false"), "max_tokens"),
    "FastAPI": ("stream_options", lambda handler, call: (sends(json.dumps({"detail": [{
        "type": "extra_forbidden", "loc": ["body", "stream_options"], "msg": "Extra inputs are not permitted",
        "input": call}]}).encode(), 422) if "stream_options" in call else GOOD)(handler, call), "stream"),
}


@pytest.mark.parametrize("whose", REFUSED)
def test_a_part_of_a_call_that_is_refused_is_left_out_once_for_the_run(whose: str) -> None:
    """One call more, for the whole run."""
    name, step, stays = REFUSED[whose]
    with chatting(step) as (chat, endpoint, time):
        assert chat(asked("Hello")) == (YES,)
        assert chat(asked("Again")) == (YES,)
    assert [name in each for each in endpoint.calls] == [True, False, False]
    assert all(stays in each for each in endpoint.calls[1:])
    assert time.slept == []


@pytest.mark.parametrize("said", [
    "max_tokens is too large: 520. This model supports at most 400 completion tokens.",
    "Invalid max_tokens value, the valid range of max_tokens is [1, 400]",
    "max_tokens: 520 > 400, which is the maximum allowed number of output tokens for m-3-5-20241022",
    "`max_tokens` must be less than or equal to `400`",
    "'max_tokens' is too large: 520. This model's maximum context length is 4096 tokens and your request has 3696 "
    "input tokens (520 > 4096 - 3696).",
    "This model's maximum context length is 4096 tokens. However, you requested 4216 tokens (3696 in the messages, 520 "
    "in the completion). Please reduce the length of the messages or completion.",
])
def test_a_bound_that_is_too_high_is_lowered_to_what_is_allowed(said: str) -> None:
    """And stays so."""
    def step(handler: Any, call: Any) -> None:
        (fails(400, said) if call["max_tokens"] > 400 else GOOD)(handler, call)

    with chatting(step) as (chat, endpoint, _):
        assert chat(asked("Hello")) == (YES,)
        assert chat(asked("Again")) == (YES,)
    assert [each["max_tokens"] for each in endpoint.calls] == [520, 400, 400]


def test_an_endpoint_that_knows_no_bound_is_given_none() -> None:
    """Whichever name it has."""
    def step(handler: Any, call: Any) -> None:
        name = next((each for each in call if each.startswith("max_")), None)
        (fails(400, f"Unrecognized request argument supplied: {name}") if name else GOOD)(handler, call)

    answer, endpoint, _ = one(step)
    assert answer == YES
    assert len(endpoint.calls) == 3


def test_whatever_a_document_says_in_an_echo_of_the_request_steps_nothing_down() -> None:
    """What an endpoint repeats of a call is no word of its own."""
    echo = {"detail": [{"type": "value_error", "loc": ["body"], "msg": "bad", "input": {"messages": [{
        "message": "per day json_schema stream_options context length insufficient_quota max_tokens unsupported"}]}}]}
    answer, endpoint, _ = one(sends(json.dumps(echo).encode(), 422))
    assert answer.problem == Problem("refusal", "the endpoint refused the request (422: bad)")
    assert len(endpoint.calls) == 1


def test_a_model_that_thinks_is_given_room_for_its_thoughts() -> None:
    """Once it was cut off before it had begun to answer; what that took is counted."""
    with chatting(says("<think>So", finish_reason="length"), GOOD, concurrency=1) as (chat, endpoint, _):
        assert chat(asked("Hello", "Again")) == (YES, YES)
        assert chat.budget.usage().calls == 3
    assert [each["max_tokens"] for each in endpoint.calls] == [520, 16_520, 16_520]


def test_a_model_that_only_thinks_comes_to_an_end() -> None:
    """It is given room once."""
    answer, endpoint, _ = one(says(None, finish_reason="length"))
    assert answer.problem == Problem("length", "the reply was cut off at its limit")
    assert len(endpoint.calls) == 2


UNREAD = [sends(b"<html>Please log in</html>", kind="text/html"), sends(b'{"choices": [{"mess'),
          sends(b'{"choices": []}'), says(None, usage=None)]


@pytest.mark.parametrize("step", UNREAD)
def test_what_can_not_be_read_counts_what_was_sent(step: Step) -> None:
    """It may have been paid for."""
    with chatting(step, GOOD) as (chat, _, _):
        assert chat(asked("Hello " * 50)) == (YES,)
        usage = chat.budget.usage()
    assert usage.calls == 2
    assert usage.prompt_tokens > 100 + 40


def test_attempts_that_come_to_nothing_stay_within_the_money() -> None:
    """No further one is made once they have cost so much that it might not suffice."""
    body = completion(None, usage={"prompt_tokens": 10, "completion_tokens": 700})
    with chatting(sends(body), price=(1.0, 1.0), max_cost=0.0012) as (chat, endpoint, _):
        (answer,) = chat(asked("Hello", expected=100))
        assert answer.problem == Problem("cost", "not sent, because --max-cost 0.0012 might not have sufficed")
        assert chat.budget.usage().cost_usd == pytest.approx(0.00071)
    assert len(endpoint.calls) == 1


def test_the_money_left_bounds_the_reply() -> None:
    """The last call that it buys has what is likely to do, and no more."""
    with chatting(GOOD, price=(0.0, 1.0), max_cost=300e-6) as (chat, endpoint, _):
        assert chat(asked("Hello", expected=200)) == (YES,)
    assert endpoint.calls[0]["max_tokens"] == 200


def test_mended_replies_are_counted() -> None:
    """Those that were read as they were meant."""
    with chatting(GOOD, says('{"Word": "yes",}'), concurrency=1) as (chat, _, _):
        assert chat(asked("Hello", "Again")) == (YES, YES)
        assert chat.budget.usage().mended == 1
