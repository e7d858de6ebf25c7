"""One question to an endpoint on this machine, and what came of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from endpoint import Endpoint, Step, says, serving
from pausing import Time
from pydantic import BaseModel, Field

from briefing.llm.ask import Answer, Request
from briefing.llm.chat import Chat
from briefing.settings import Settings


class Form(BaseModel):
    """What the tests ask for."""

    word: str = Field(max_length=9)


GOOD = says({"word": "yes"})
KEY = "sk-test-0123456789"


@contextmanager
def chatting(*script: Step, time: Time | None = None, **settings: Any) -> Iterator[tuple[Chat, Endpoint, Time]]:
    """A chat with an endpoint that follows the script."""
    time = time or Time()
    with serving(*script) as endpoint:
        endpoint.late = time.run_out
        environ = {"OPENAI_BASE_URL": endpoint.url, "OPENAI_API_KEY": KEY}
        with Chat(Settings(replies="off", **settings), environ, **time.door) as chat:
            yield chat, endpoint, time


def asked(*users: str, expected: int = 10) -> list[Request[Form]]:
    """One request for each text."""
    return [Request("extract", "d1", "Do it.", user, Form, expected) for user in users]


def one(*script: Step, **settings: Any) -> tuple[Answer[Form], Endpoint, Time]:
    """The answer to one request."""
    with chatting(*script, **settings) as (chat, endpoint, time):
        (answer,) = chat(asked("Hello"))
    return answer, endpoint, time


YES = Answer(Form(word="yes"))
