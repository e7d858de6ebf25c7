"""What an endpoint says when it gives no reply, read from whichever form it says it in.

OpenAI puts an object under "error", Gemini a list of such, FastAPI a list under "detail", OpenRouter an error within a
status 200, Groq beside it what the model had written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from briefing.llm import numbers
from briefing.llm.pace import seconds
from briefing.llm.retry import retry_after
from briefing.regex import lazy_regex

Kind = Literal["spent", "key", "context", "garbled", "later", "forbidden", "unknown", "filtered", "refused"]
"""What a refusal means.

spent: the money or the quota of a day or month is used up; key: it is wrong or none was given; context: the request is
longer than the model, or what it may take in a minute, allows; garbled: the model wrote something that the provider
would not take for the form asked for; later: it may fare better after a while; forbidden: the key may not use the
model; unknown: the model, or the address, is not there; filtered: held back for what it says; refused: all else.
"""

_LATER = {408, 409, 425, 429}
_SPENT = lazy_regex(
    r"insufficient_quota|billing_(?:hard_limit_reached|not_active)|exceeded_current_quota_error|"
    r"credit balance is too low|insufficient[ _](?:balance|credits?|funds)", re.IGNORECASE)
_DAILY = lazy_regex(
    r"\bper[ _-]?(?:day|month)\b|Per(?:Day|Month)|\b[TR]PD\b|\bdaily (?:limit|quota|usage)", re.IGNORECASE)
_WRONG_KEY = lazy_regex(
    r"API_KEY_INVALID|API key (?:not valid|expired)|(?:invalid|incorrect|no)[ _]api[ _]key|invalid_authentication",
    re.IGNORECASE)
_CONTEXT = lazy_regex(
    r"context[_ ](?:length|size|window)|prompt (?:is )?too long|too long to fit|maximum model length|input token count"
    r"|maximum number of tokens|too many (?:input )?tokens|exceeds? the (?:available )?context",
    re.IGNORECASE,
)
"""How OpenAI, vLLM, llama.cpp, Ollama and others say that a request is longer than the model reads."""

_FILTERED = lazy_regex(r"content_filter|content_policy|content management policy", re.IGNORECASE)
_A_MINUTE = lazy_regex(
    r"\btokens per min(?:ute)?\b.{0,40}?\bLimit (\d{1,9}), (?:Used \d{1,9}, )?Requested (\d{1,9})", re.IGNORECASE)
_TRY_AGAIN = lazy_regex(r"(?:try again|retry) (?:in|after) (?P<wait>(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+)", re.IGNORECASE)

_WORDS = ("message", "msg", "detail", "error")
_CODES = ("code", "type", "param", "status", "reason", "loc", "quotaId", "retryDelay", "raw")
"""Where the words and the codes of a refusal stand. What else stands there (the request once more, what the model
wrote) may be a document's own words, which say nothing of the endpoint."""

_NOT_THEIRS = ("input", "ctx", "messages", "failed_generation")

_READ = 20_000
"""Letters of what a peer says that are looked at."""

_DEEP = 8


class _Headers(Protocol):
    def get(self, name: str) -> str | None:
        """The value of a header, whatever the case of its name."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error as an endpoint tells it."""

    status: int
    """The HTTP status; of an error within a 200 the code that it has, 0 where it has none."""

    words: str
    """What it says to people."""

    message: str
    """The same with all codes, to look for signs in."""

    wait: float | None = None
    """Seconds that it asks to wait."""

    written: str = ""
    """What the model wrote, where the provider would not take it for the form asked for."""

    @property
    def beyond(self) -> int:
        """Tokens by which the request is longer than all that the endpoint takes in a minute: it never would."""
        minute = _A_MINUTE.search(self.message)
        return max(0, int(minute[2]) - int(minute[1])) if minute else 0

    @property
    def kind(self) -> Kind:
        """What it means; the first that fits."""
        if self.status == 402 or _SPENT.search(self.message) or (self.status in (403, 429) and _DAILY.search(
                self.message)):
            return "spent"
        if self.status == 401 or (self.status in (400, 403) and _WRONG_KEY.search(self.message)):
            return "key"
        if "json_validate_failed" in self.message:
            return "garbled"
        if self.status == 413 or self.beyond or (self.status != 429 and _CONTEXT.search(self.message)):
            return "context"
        if self.status in _LATER or self.status >= 500:
            return "later"
        if self.status == 403:
            return "forbidden"
        if self.status in (404, 405):
            return "unknown"
        return "filtered" if _FILTERED.search(self.message) else "refused"


def read_refusal(status: int, body: object, headers: _Headers) -> Refusal:
    """The refusal in a response: its status, its body as JSON has it or as a text, and its headers."""
    said = words_of(body)
    message = " ".join([said, *_signs(body, 0)])[:_READ]
    wait = retry_after(headers)
    if wait is None:
        wait = _delay(body) if isinstance(body, dict | list) else None
    if wait is None and (asked := _TRY_AGAIN.search(message)):
        wait = seconds(asked["wait"])
    error = _error(body)
    written = error.get("failed_generation")
    return Refusal(status, said, message, wait, written if isinstance(written, str) else "")


def code_of(error: object) -> int:
    """The status that an error within a 200 stands for; 0 where it tells none."""
    code = _error(error).get("code")
    if isinstance(code, str) and code.isascii() and code.isdigit():
        code = int(code[:4])
    return code if isinstance(code, int) and 400 <= code < 600 else 0


def words_of(error: object) -> str:
    """The words of an error; endpoints differ in where they put them."""
    for _ in range(_DEEP):
        if isinstance(error, dict):
            error = next((error[key] for key in _WORDS if error.get(key)), "")
        elif isinstance(error, list):
            error = next(iter(error), "")
    return str(error or "")[:_READ]


def _error(body: object) -> dict[str, object]:
    """The object that tells of the error."""
    for _ in range(_DEEP):
        if isinstance(body, list):
            body = next(iter(body), None)
        elif isinstance(body, dict) and isinstance(body.get("error"), dict | list):
            body = body["error"]
    return body if isinstance(body, dict) else {}


def _signs(value: object, depth: int) -> Iterator[str]:
    """Words and codes wherever an error has them."""
    if depth > _DEEP:
        return
    if isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, dict | list):
                yield from _signs(each, depth + 1) if key not in _NOT_THEIRS else ()
            elif key in _WORDS + _CODES and each is not None:
                yield str(each)[:_READ]
    elif isinstance(value, list):
        for each in value[:50]:
            if isinstance(each, str):
                yield each[:_READ]
            else:
                yield from _signs(each, depth + 1)


def _delay(body: object) -> float | None:
    """The time in "retryDelay", as Gemini's endpoint asks for it."""
    for each in _error(body).values():
        for detail in each if isinstance(each, list) else ():
            if isinstance(detail, dict) and isinstance(detail.get("retryDelay"), str):
                return numbers.wait(seconds(detail["retryDelay"]))
    return None
