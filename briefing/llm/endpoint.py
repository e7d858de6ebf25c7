"""One attempt at one call over HTTP, and what its outcome means; with its client the only place that knows the SDK.

Whatever the peer says is masked here, before any of it is cut, shown or kept.
"""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from pydantic import BaseModel

from briefing.errors import ModelError, UsageError
from briefing.llm.ask import Problem
from briefing.llm.body import Usage, read_body
from briefing.llm.pace import Pace
from briefing.llm.retry import AgainError, Tokens, retry_after
from briefing.llm.schema import strict
from briefing.regex import lazy_regex
from briefing.text.masking import MARK, is_word, mask_of

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

OPENAI = "https://api.openai.com/v1"
MODES = ("schema", "object", "text")
"""How an endpoint is told the form of a reply, from the strictest down."""

_CONNECT = 10.0
_LATER = {408, 409, 425, 429}
_SPENT = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"}
_FORMAT = lazy_regex(r"response_format|json_schema|json_object|json schema|structured output|grammar", re.IGNORECASE)
_CONTEXT = lazy_regex(
    r"context[_ ](?:length|size|window)|prompt (?:is )?too long|too long to fit|maximum model length|input token count"
    r"|maximum number of tokens|too many (?:input )?tokens",
    re.IGNORECASE,
)
"""How OpenAI, vLLM, llama.cpp, Ollama and others say that a request is longer than the model reads."""

_STREAM_ONLY = lazy_regex(
    r"\bstream\b[^.]{0,40}\b(?:must|only|required|true)\b|\bonly\b[^.]{0,40}\bstream", re.IGNORECASE)
_NO_SYSTEM = lazy_regex(
    r"\bsystem\b[^.]{0,60}\b(?:not|un)[ -]?(?:be )?(?:support|allow|enabled|permitted)|"
    r"(?:not|n't) (?:support|allow)[^.]{0,60}\bsystem\b|Developer instruction is not enabled|"
    r"roles must alternate|only user and assistant roles", re.IGNORECASE)
"""How endpoints say that they answer in events only, and that a model takes no system message."""

_HOST = lazy_regex(r"[A-Za-z0-9._:-]+")
_FILTERED = lazy_regex(r"content_filter|content_policy|content management policy", re.IGNORECASE)
_SECRET = lazy_regex(r"key|token|secret|sig|pass|auth|code", re.IGNORECASE)
"""The name of a part of an address that nobody else may read."""

_CHAT = "/chat/completions"
_READ, _SHOWN = 20_000, 200
"""Letters of what a peer says that are looked at, and those that are shown."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    content: str
    tokens: Tokens | None
    """None where the endpoint does not count."""

    problem: Problem | None = None
    """Why `content` is not to be used."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How calls are put; what an endpoint refuses is left out from then on."""

    mode: str
    """One of `MODES`."""

    takes_system: bool = True
    streams: bool = False


class Endpoint:
    """An OpenAI-compatible chat endpoint."""

    def __init__(
        self,
        *,
        model: str,
        base_url: str | None,
        key: str | None,
        reply_format: str,
        pace: Pace,
        clock: Callable[[], float],
        instructions: Callable[[type[BaseModel]], str],
    ) -> None:
        """`reply_format`: one of `MODES` or "auto"; `instructions` gives the words that ask for a form.

        Raises `UsageError` for an address or a key that cannot be one.
        """
        self.model, self.url = model, (base_url or OPENAI).strip()
        self._way = _Way("schema" if reply_format == "auto" else reply_format)
        self.answered = False
        """Whether anything has ever come back from there."""

        self._fixed = reply_format != "auto"
        self._key = (key or "").strip()
        self._pace, self._clock, self._instructions = pace, clock, instructions
        self._client: AsyncOpenAI | None = None
        secrets = (self._key, *_secrets(self.url))
        self._mask = mask_of(secrets)
        self._content_mask = mask_of(each for each in secrets if not is_word(each))
        """Of a reply itself, in which "ollama" is a word, whatever the key is."""

        self.shown = _shown(self._content_mask.hide(self.url))
        if self._key and not (self._key.isascii() and self._key.isprintable()):
            raise UsageError("OPENAI_API_KEY: holds a letter that no key has; set it anew")
        if not base_url and not self._key:
            raise UsageError("OPENAI_API_KEY: is not set; set it, or OPENAI_BASE_URL for an endpoint that needs none")

    async def send(self, turns: Sequence[str], form: type[BaseModel]) -> Reply:
        """The reply to `turns`: the system message, then the user's and the model's by turns.

        Raises `AgainError` where a later attempt may fare better, `ModelError` where no call can succeed.
        """
        import openai

        while True:
            way, sent = self._way, self._clock()
            try:
                response = await self._open().chat.completions.with_raw_response.create(**self._call(turns, form, way))
            except openai.APIStatusError as error:
                self.answered = True
                self._pace.told(error.response.headers)
                if self._step_down(error, way):
                    continue
                return self._refused(error, sent)
            except openai.APIConnectionError as error:
                self._unconnected(error)
            except AgainError:  # the client's, which had a reply before its eyes
                self.answered = True
                raise
            self.answered = True
            self._pace.told(response.headers)
            return self._read(response.content)

    async def close(self) -> None:
        """Close every connection."""
        if self._client:
            await self._client.close()
            self._client = None

    def _open(self) -> "AsyncOpenAI":
        if self._client is None:
            import openai

            from briefing.llm.wire import Client

            # An attempt has its own limit in time, from the first byte sent to the last one read.
            timeout = openai.Timeout(None, connect=_CONNECT)
            key = self._key or "none"  # the SDK insists on one
            self._client = openai.AsyncOpenAI(
                api_key=key, base_url=self.url, max_retries=0, timeout=timeout, http_client=Client(timeout=timeout)
            )  # fmt: skip
        return self._client

    @property
    def mode(self) -> str:
        """How the form of a reply is told by now."""
        return self._way.mode

    def _call(self, turns: Sequence[str], form: type[BaseModel], way: _Way) -> dict[str, Any]:
        roles = ["system", *(("user", "assistant")[n % 2] for n in range(len(turns) - 1))]
        texts = list(turns)
        if way.mode != "schema":
            texts[0] = f"{texts[0]}\n\n{self._instructions(form)}"
        if not way.takes_system:
            roles, texts = roles[1:], [f"{texts[0]}\n\n{texts[1]}", *texts[2:]]
        messages = [{"role": role, "content": text} for role, text in zip(roles, texts, strict=True)]
        # As extra_body the SDK sends it as it is; as an argument it walks the whole schema anew for each call.
        body = _format(form, way.mode) | ({"stream": True} if way.streams else {})
        return {"model": self.model, "messages": messages, "extra_body": body}

    def loosen(self) -> None:
        """Put the schema into the prompt from here on: replies do not fit, so the endpoint seems not to read it."""
        if not self._fixed and self.mode == "schema":
            self._way = replace(self._way, mode="object")

    def _step_down(self, error: "APIStatusError", way: _Way) -> bool:
        """Whether a call is worth sending again in another way, which is kept to from here on: the endpoint takes no
        system message, answers in events only, or does not know the mode."""
        message = _message(error) if error.status_code in (400, 404, 422, 500, 501) else ""
        if way.takes_system and _NO_SYSTEM.search(message):
            self._way = replace(self._way, takes_system=False)
        elif not way.streams and _STREAM_ONLY.search(message):
            self._way = replace(self._way, streams=True)
        elif way.mode != "text" and _FORMAT.search(message):
            if self._fixed:
                raise ModelError(f"--reply-format: {way.mode!r} is refused by {self.shown} ({self._safe(error)}); "
                                 "use --reply-format auto") from error
            if self.mode == way.mode:  # else another call has already stepped down
                self._way = replace(self._way, mode=MODES[MODES.index(way.mode) + 1])
        else:
            return False
        return True

    def _refused(self, error: "APIStatusError", sent: float) -> Reply:
        """What an HTTP status other than 200 means: a reply with its problem, or an exception."""
        status, message, words = error.status_code, _message(error), self._safe(error)
        if (onward := error.response.headers.get("location")) and 300 <= status < 400:
            where = self._words(_onward(str(error.request.url), onward))
            raise ModelError(f"OPENAI_BASE_URL: {self.shown} sends calls on to {where} ({status}), and neither the "
                             "documents nor the key went there; set that address if it is the endpoint you mean"
                             ) from error
        if any(each in _SPENT for each in (error.code, error.type) if isinstance(each, str)) or status == 402:
            raise ModelError(f"{self.shown}: the quota of this key is used up ({words}); add to it there, or set "
                             "OPENAI_BASE_URL and OPENAI_API_KEY for another endpoint") from error
        if status == 401:  # without its words: they tend to hold parts of the key
            what = f"is refused by {self.shown}" if self._key else f"is not set, and {self.shown} asks for one"
            raise ModelError(f"OPENAI_API_KEY: {what} (401); set a key that is valid there") from error
        if status == 413 or (400 <= status < 600 and status != 429 and _CONTEXT.search(message)):
            return Reply("", None, Problem("context", f"the request is longer than the model reads ({words})"))
        if status == 429:
            self._pace.refused(sent, retry_after(error.response.headers))
        if status in _LATER or status >= 500:
            raise AgainError(words, wait=retry_after(error.response.headers)) from error
        if status == 403:
            raise ModelError(f"{self.shown}: the key may not use {self.model!r} there ({words}); allow it there, or "
                             "name another model with --model") from error
        if status in (404, 405):
            raise ModelError(f"--model: {self.model!r} is not to be had at {self.shown} ({words}); name a model it "
                             "has, or set OPENAI_BASE_URL to an address that ends as in /v1") from error
        if _FILTERED.search(message):
            return Reply("", None, Problem("filtered", f"the provider's filter held the request back ({words})"))
        return Reply("", None, Problem("refusal", f"the endpoint refused the request ({words})"))

    def _unconnected(self, error: Exception) -> NoReturn:
        """No HTTP at all: a cut connection, or nobody there."""
        if isinstance(error.__cause__, AgainError):  # an older SDK wraps what its client raises
            raise error.__cause__
        # By its name, since the SDK can run on more than one HTTP library.
        what = type(error.__cause__).__name__
        nobody = what in ("ConnectError", "ConnectTimeout") and not self.answered
        words = f"none within {_CONNECT:.3g} seconds" if what == "ConnectTimeout" else self._words(_system(error))
        raise AgainError(f"no connection: {words}", kind="nobody" if nobody else "") from error

    def _safe(self, error: "APIStatusError") -> str:
        """What the endpoint says, in a line, without any secret."""
        words = self._words(_said(error.body))
        return f"{error.status_code}: {words}" if words else f"{error.status_code}"

    def _words(self, said: str) -> str:
        """Words of the peer, in a line: masked, then cut."""
        words = " ".join(self._mask.hide(said[:_READ]).split())
        return "an HTML page" if words.startswith("<") else words[:_SHOWN]

    def _read(self, data: bytes) -> Reply:
        """What a body with status 200 holds. Raises `AgainError` where it holds no reply."""
        try:
            body = read_body(data)
        except (ValueError, RecursionError) as error:
            what = "an HTML page" if data.lstrip()[:1] == b"<" else "no JSON of a chat completion"
            raise AgainError(f"the endpoint answered with {what}") from error
        tokens = _tokens(body.usage)
        if not body.choices:
            said = _said(body.error)
            words = self._words(said)
            if _CONTEXT.search(said):
                return Reply("", tokens, Problem("context", f"the request is longer than the model reads ({words})"))
            raise AgainError(f"a reply without choices{f' ({words})' if words else ''}", kind="empty", spent=tokens)
        message, finish = body.choices[0].message, body.choices[0].finish_reason
        if message.refusal:
            return Reply("", tokens, Problem("refusal", f"the model declined ({self._words(message.refusal)})"))
        if finish == "content_filter":
            return Reply("", tokens, Problem("filtered", "the provider's filter held the reply back"))
        if finish == "length":
            return Reply("", tokens, Problem("length", "the reply was cut off at the model's limit"))
        if not message.words.strip():
            raise AgainError("a reply without content", kind="empty", spent=tokens)
        return Reply(self._content_mask.hide(message.words), tokens)


def _format(form: type[BaseModel], mode: str) -> dict[str, Any]:
    """The part of a call that tells the form of its reply."""
    if mode == "schema":
        named = {"name": form.__name__.strip("_"), "strict": True, "schema": strict(form)}
        return {"response_format": {"type": "json_schema", "json_schema": named}}
    return {"response_format": {"type": "json_object"}} if mode == "object" else {}


def _tokens(usage: Usage | None) -> Tokens | None:
    """The tokens of a reply; None where the endpoint does not say both counts."""
    if usage is None or usage.prompt_tokens is None or usage.completion_tokens is None:
        return None
    cached = (usage.prompt_tokens_details.cached_tokens if usage.prompt_tokens_details else None) or 0
    return Tokens(usage.prompt_tokens, usage.completion_tokens, min(cached, usage.prompt_tokens))


def _system(error: BaseException) -> str:
    """What the operating system said, far down the chain of an exception: "Connection refused"."""
    cause: BaseException | None = error
    told = ""
    while cause:
        told = str(cause) or type(cause).__name__
        if isinstance(cause, OSError) and cause.errno:
            return os.strerror(cause.errno) if cause.errno > 0 else str(cause.strerror)
        cause = cause.__cause__ or cause.__context__
    return " ".join(told.split())


def _message(error: "APIStatusError") -> str:
    """All that an error says of itself, its codes included."""
    return " ".join(str(each) for each in (_said(error.body), error.code, error.type, error.param) if each)


def _said(error: object) -> str:
    """The words of an error; endpoints differ in where they put them."""
    while isinstance(error, dict | list):
        error = next((error[k] for k in ("message", "detail", "error") if error.get(k)), "") if isinstance(
            error, dict) else next(iter(error), "")
    return str(error or "")


def _shown(url: str) -> str:
    """An address without what may be secret in it. Raises `UsageError` where it is none."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        parts, port = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.hostname or "") or not url.isprintable():
        raise UsageError(f"OPENAI_BASE_URL: {_misread(url)}is not an address, as in http://localhost:11434/v1")
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def _misread(url: str) -> str:
    """What can be shown of an address that is none; nothing of one that might be a key."""
    scheme, mark, rest = url.rpartition("://")
    _, secret, place = rest.rpartition("@")
    place = re.split(r"[?#]", place)[0]
    if not re.search(r"[.:/]", mark + place) or (mark and not scheme.isalpha()):
        return ""
    return f"{scheme + mark + (MARK + secret if secret else '') + place!r} "


def _secrets(url: str) -> list[str]:
    """What of an address nobody else may read: its password, and a key among its parameters."""
    try:
        parts = urlsplit(url)
        found = [parts.password or parts.username or ""]
    except ValueError:
        return []
    found += [value for name, value in parse_qsl(parts.query) if _SECRET.search(name)]
    return [each for secret in found for each in (secret, unquote(secret))]


def _onward(here: str, location: str) -> str:
    """The base address that a redirect leads to, as it would be set."""
    try:
        return _shown(urljoin(here, location)).removesuffix("/").removesuffix(_CHAT)
    except (ValueError, UsageError):
        return "what is no address"
