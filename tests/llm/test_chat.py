"""What the door does with requests when all goes well."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from endpoint import fails, says, serving
from far import FAR
from pydantic import BaseModel

from briefing.errors import ModelError, UsageError
from briefing.llm.ask import Answer, Problem, Request
from briefing.llm.chat import Chat
from briefing.model import Usage
from briefing.settings import Settings


class Echo(BaseModel):
    """The last message back."""

    text: str


def echo(call: dict[str, Any]) -> dict[str, str]:
    """The reply to a call."""
    return {"text": call["messages"][-1]["content"]}


def asked(*users: str, task: str = "extract", expected: int = 20) -> list[Request[Echo]]:
    """One request for each text."""
    return [Request(task, "d1", "Repeat it.", user, Echo, expected) for user in users]


def texts(answers: tuple[Answer[Echo], ...]) -> list[str | None]:
    """What came back."""
    return [answer.value.text if answer.value else None for answer in answers]


def settings(tmp_path: Path, **more: Any) -> Settings:
    """Settings with a file of replies of the test's own."""
    return Settings(replies=str(tmp_path / "replies.sqlite"), **more)


def test_answers_come_in_the_order_of_the_requests(tmp_path: Path) -> None:
    """Whichever comes first, and as many in flight as allowed, never more."""
    four = threading.Barrier(4)

    def step(handler: Any, call: Any) -> None:
        last = four.wait(FAR) == 0
        says(echo, after=0.0 if last else 0.005)(handler, call)

    with serving(step) as endpoint:
        with Chat(settings(tmp_path, concurrency=4), {"OPENAI_BASE_URL": endpoint.url}) as chat:
            assert texts(chat(asked(*map(str, range(32))))) == [str(n) for n in range(32)]
            assert chat([]) == ()
        assert endpoint.most == 4


def test_an_answer_is_given_before_the_others_have_come(tmp_path: Path) -> None:
    """The second call is answered only once the first answer was looked at."""
    looked = threading.Event()

    def step(handler: Any, call: Any) -> None:
        if call["messages"][1]["content"] == "late":
            assert looked.wait(FAR)
        says(echo)(handler, call)

    with serving(step) as endpoint, Chat(settings(tmp_path), {"OPENAI_BASE_URL": endpoint.url}) as chat:
        found = []
        for place, answer in chat.stream(asked("late", "early", "early")):
            looked.set()
            found.append((place, answer.value and answer.value.text))
    assert found == [(1, "early"), (2, "early"), (0, "late")]


def test_a_stream_that_is_left_ends_its_calls(tmp_path: Path) -> None:
    """Whoever stops looking waits for nobody, and the door can be used again."""
    never = threading.Event()

    def step(handler: Any, call: Any) -> None:
        if call["messages"][1]["content"] == "late":
            never.wait(FAR)
        says(echo)(handler, call)

    with serving(step) as endpoint, Chat(settings(tmp_path), {"OPENAI_BASE_URL": endpoint.url}) as chat:
        for place, _ in (stream := chat.stream(asked("late", "early"))):
            assert place == 1
            break
        stream.close()
        assert texts(chat(asked("again"))) == ["again"]
        never.set()


def test_what_goes_out_is_a_strict_schema_and_a_bound_and_no_temperature(tmp_path: Path) -> None:
    """Instructions first, data last; the key in the header alone. Some models refuse any temperature but their own."""
    with serving(says(echo)) as endpoint:
        with Chat(settings(tmp_path), {"OPENAI_BASE_URL": endpoint.url, "OPENAI_API_KEY": " sk-1 "}) as chat:
            chat(asked("Hello"))
        assert endpoint.keys == ["Bearer sk-1"]
        assert endpoint.calls == [{
            "model": "gpt-4.1-mini",
            "messages": [{"role": "system", "content": "Repeat it."}, {"role": "user", "content": "Hello"}],
            "max_tokens": 540, "stream": True, "stream_options": {"include_usage": True},
            "response_format": {"type": "json_schema", "json_schema": {"name": "Echo", "strict": True, "schema": {
                "type": "object", "description": "The last message back.", "properties": {"text": {"type": "string"}},
                "required": ["text"], "additionalProperties": False,
            }}},
        }]  # fmt: skip


def test_the_same_request_is_sent_once(tmp_path: Path) -> None:
    """Within one batch, and in a later run too; the summary tells both."""
    with serving(says(echo)) as endpoint:
        environ = {"OPENAI_BASE_URL": endpoint.url}
        with Chat(settings(tmp_path), environ) as chat:
            assert texts(chat(asked("a", "b", "a"))) == ["a", "b", "a"]
            assert chat.budget.usage() == Usage(2, 1, 200, 40, pytest.approx(2 * (100 * 0.4 + 20 * 1.6) / 1e6))
        with Chat(settings(tmp_path), environ) as chat:
            assert texts(chat(asked("b", "c"))) == ["b", "c"]
            assert (chat.budget.usage().calls, chat.budget.usage().cached_calls) == (1, 1)
        assert len(endpoint.calls) == 3


def test_kept_replies_need_no_endpoint(tmp_path: Path) -> None:
    """Where an answer came from does not matter: another address, or none that answers."""
    with serving(says(echo)) as endpoint, Chat(settings(tmp_path), {"OPENAI_BASE_URL": endpoint.url}) as chat:
        chat(asked("a"))
    with Chat(settings(tmp_path), {"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}) as chat:
        assert texts(chat(asked("a"))) == ["a"]


def test_another_model_is_another_request(tmp_path: Path) -> None:
    """And so are other instructions or another form."""
    with serving(says({"text": "x", "more": "y"})) as endpoint:
        environ = {"OPENAI_BASE_URL": endpoint.url}

        class More(Echo):
            more: str

        first, *_ = asked("a")
        for model, request in (("m1", first), ("m2", first), ("m2", Request("extract", "", "Else.", "a", Echo, 1)),
                               ("m2", Request("extract", "", "Else.", "a", More, 1))):  # fmt: skip
            with Chat(settings(tmp_path, model=model), environ) as chat:
                chat([request])
        assert len(endpoint.calls) == 4


def test_a_kept_reply_that_no_longer_fits_is_asked_for_again(tmp_path: Path) -> None:
    """A rule that the schema does not show may have come in since."""
    from pydantic import Field

    def form(most: int) -> type[BaseModel]:
        class Limited(BaseModel):
            text: str = Field(max_length=most)

        return Limited

    with serving(says({"text": "long"}), says({"text": "ok"})) as endpoint:
        for most in (9, 2):
            with Chat(settings(tmp_path), {"OPENAI_BASE_URL": endpoint.url}) as chat:
                chat([Request("t", "", "s", "u", form(most), 1)])
        assert len(endpoint.calls) == 2


def test_only_what_fits_is_kept(tmp_path: Path) -> None:
    """A failed reply is asked for anew by the next run; a mended one is kept under the request itself."""
    bad, good = says("{}"), says({"text": "x"})
    with serving(bad, bad, bad, good) as endpoint:
        kinds = []
        for _ in range(3):
            with Chat(settings(tmp_path), {"OPENAI_BASE_URL": endpoint.url}) as chat:
                (answer,) = chat(asked("a"))
                kinds.append(answer.problem.kind if answer.problem else "")
        assert kinds == ["unreadable", "", ""]
        assert len(endpoint.calls) == 4


def test_tasks_are_counted_apart(tmp_path: Path) -> None:
    """And what an endpoint does not count itself is counted here."""
    with serving(says(echo, usage=None)) as endpoint:
        with Chat(settings(tmp_path, model="llama3.1:8b"), {"OPENAI_BASE_URL": endpoint.url}) as chat:
            chat(asked("Hello there, you"))
            chat(asked("Bye", "Hi", task="compose"))
            tasks = chat.budget.tasks()
            assert list(tasks) == ["extract", "compose"]
            assert [usage.calls for usage in tasks.values()] == [1, 2]
            assert all(usage.prompt_tokens > 5 and usage.completion_tokens > 3 for usage in tasks.values())
            assert chat.budget.price is None
            assert chat.budget.usage().cost_usd == 0.0


def test_whoever_watches_hears_of_each_answer(tmp_path: Path) -> None:
    """With the task, the answers so far, kept ones included, and the requests in all."""
    heard: list[tuple[str, int, int]] = []
    with serving(says(echo)) as endpoint:
        environ = {"OPENAI_BASE_URL": endpoint.url}
        with Chat(settings(tmp_path), environ, progress=lambda *each: heard.append(each)) as chat:
            chat(asked("a", "b"))
            chat(asked("a", "b", "c", task="compose"))
            chat(asked("a"))
    assert heard == [("extract", 1, 2), ("extract", 2, 2), ("compose", 3, 3)]


def test_an_estimate_sends_nothing(tmp_path: Path) -> None:
    """What is kept costs nothing any more."""
    with serving(says(echo)) as endpoint:
        with Chat(settings(tmp_path), {"OPENAI_BASE_URL": endpoint.url}) as chat:
            chat(asked("a"))
            usage = chat.estimate(asked("a", "b", "c"))
        assert (usage.calls, usage.cached_calls, usage.completion_tokens) == (2, 1, 40)
        assert usage.cost_usd == pytest.approx((usage.prompt_tokens * 0.4 + 40 * 1.6) / 1e6)
        assert len(endpoint.calls) == 1


def test_a_limit_in_dollars_is_not_gone_beyond(tmp_path: Path) -> None:
    """What does not fit any more is not sent, and says so; what is in flight counts."""
    with serving(says(echo, usage={"prompt_tokens": 1000, "completion_tokens": 1000}, after=0.05)) as endpoint:
        more = {"price": (1.0, 1.0), "max_cost": 0.007}
        with Chat(settings(tmp_path, concurrency=8, **more), {"OPENAI_BASE_URL": endpoint.url}) as chat:
            answers = chat(asked(*map(str, range(20)), expected=1900))
            problems = {answer.problem for answer in answers if answer.problem}
            assert problems == {Problem("cost", "not sent, because --max-cost 0.007 might not have sufficed")}
            assert len(endpoint.calls) == 3
            assert chat.budget.usage().cost_usd == pytest.approx(0.006)
        with Chat(settings(tmp_path, max_cost=0.0), {"OPENAI_BASE_URL": endpoint.url}) as chat:
            kept = [n for n, answer in enumerate(answers) if answer.value]
            assert texts(chat(asked(*map(str, kept)))) == [str(n) for n in kept]


def test_a_limit_that_can_not_be_kept_to_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    """The model is named, and how to give its price."""
    with pytest.raises(UsageError) as caught:
        Chat(settings(tmp_path, model="llama3", max_cost=2.5), {"OPENAI_BASE_URL": "http://localhost:1/v1"})
    assert str(caught.value) == (
        "--max-cost: 2.5 can't be kept to, because the price of the model 'llama3' is not known; give it as in "
        "--price 0.40/1.60 (US dollars a million tokens sent and received)"
    )


def test_no_call_is_sent_after_the_time_of_the_run(tmp_path: Path) -> None:
    """The clock runs from the first call, over all batches."""
    now = [0.0]

    def step(handler: Any, call: Any) -> None:
        now[0] += 40
        says(echo)(handler, call)

    with serving(step) as endpoint:
        more = {"run_seconds": 60, "concurrency": 1}
        with Chat(settings(tmp_path, **more), {"OPENAI_BASE_URL": endpoint.url}, clock=lambda: now[0]) as chat:
            answers = chat(asked("a", "b", "c"))
            assert texts(answers) == ["a", "b", None]
            reason = "not sent, because the run has had its 60 seconds (--run-seconds)"
            assert answers[2].problem == Problem("cost", reason)
            assert chat(asked("a", "d"))[1].problem == Problem("cost", reason)
        assert len(endpoint.calls) == 2


def test_half_a_surrogate_pair_goes_out_as_a_question_mark(tmp_path: Path) -> None:
    """There is no way to write it in UTF-8, and no reason to fail for it."""
    with serving(says({"text": "x"})) as endpoint:
        with Chat(settings(tmp_path), {"OPENAI_BASE_URL": endpoint.url}) as chat:
            assert texts(chat(asked("a\ud800b"))) == ["x"]
        assert endpoint.calls[0]["messages"][1]["content"] == "a?b"


@pytest.mark.parametrize(("environ", "message"), [
    ({}, "OPENAI_API_KEY: is not set; set it, or OPENAI_BASE_URL for an endpoint that needs none"),
    ({"OPENAI_API_KEY": "sk-“x”"}, "OPENAI_API_KEY: holds a letter that no key has; set it anew"),
    ({"OPENAI_BASE_URL": "localhost:8000"},
     "OPENAI_BASE_URL: 'localhost:8000' is not an address, as in http://localhost:11434/v1"),
    ({"OPENAI_BASE_URL": "http://my host/v1"},
     "OPENAI_BASE_URL: 'http://my host/v1' is not an address, as in http://localhost:11434/v1"),
    ({"OPENAI_BASE_URL": "http://host:port/v1"},
     "OPENAI_BASE_URL: 'http://host:port/v1' is not an address, as in http://localhost:11434/v1"),
])  # fmt: skip
def test_an_address_or_a_key_that_is_none_is_told_before_anything_is_sent(
    environ: dict[str, str], message: str, tmp_path: Path
) -> None:
    """The variable is named; the key is not repeated."""
    with pytest.raises(UsageError) as caught:
        Chat(settings(tmp_path), environ)
    assert str(caught.value) == message


def test_what_is_secret_in_an_address_is_not_shown(tmp_path: Path) -> None:
    """Neither a password nor a query."""
    with serving(fails(401)) as endpoint:
        url = endpoint.url.replace("http://", "http://me:secret@")
        with Chat(settings(tmp_path), {"OPENAI_BASE_URL": url}) as chat, pytest.raises(ModelError) as caught:
            chat(asked("a"))
    assert endpoint.url in str(caught.value)
    assert "secret" not in str(caught.value)


def test_nothing_is_loaded_or_sent_where_nothing_is_asked(tmp_path: Path) -> None:
    """The SDK takes half a second to import; a run whose replies are all kept goes without it."""
    import subprocess
    import sys

    with serving(says(echo)) as endpoint:
        environ = {"OPENAI_BASE_URL": endpoint.url}
        with Chat(settings(tmp_path), environ) as chat:
            chat(asked("a"))
    code = (
        "import sys\n"
        "from pydantic import BaseModel\n"
        "from briefing.llm.ask import Request\n"
        "from briefing.llm.chat import Chat\n"
        "from briefing.settings import Settings\n"
        "class Echo(BaseModel):\n"
        "    'The last message back.'\n"
        "    text: str\n"
        f"with Chat(Settings(replies={str(tmp_path / 'replies.sqlite')!r}), {environ!r}) as chat:\n"
        "    (answer,) = chat([Request('extract', 'd1', 'Repeat it.', 'a', Echo, 20)])\n"
        "print(answer.value.text, [each for each in ('openai', 'tenacity', 'tiktoken') if each in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=FAR)
    assert run.stdout == "a []\n"


def test_json_in_replies_is_read_as_it_came(tmp_path: Path) -> None:
    """Escapes and other scripts survive both the wire and the file."""
    text = 'Tarn “Fähre” 🚢 \\ "x" 港口'
    with serving(says(json.dumps({"text": text}))) as endpoint:
        for _ in range(2):
            with Chat(settings(tmp_path), {"OPENAI_BASE_URL": endpoint.url}) as chat:
                assert texts(chat(asked("a"))) == [text]
        assert len(endpoint.calls) == 1
