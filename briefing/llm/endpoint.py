"""One attempt at one call over HTTP, and what its outcome means; with its client the only place that knows the SDK.

Whatever the peer says is masked here, before any of it is cut, shown or kept.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import BaseModel

from briefing.errors import ModelError, UsageError
from briefing.llm.address import onward, secrets_of, shown_address
from briefing.llm.ask import Problem
from briefing.llm.body import Body, Choice, Usage, read_body
from briefing.llm.pace import Pace
from briefing.llm.refusal import Refusal, code_of, read_refusal, words_of
from briefing.llm.retry import AgainError, Tokens
from briefing.llm.schema import strict
from briefing.llm.way import Way, other_way
from briefing.text.masking import is_word, mask_of

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

OPENAI = "https://api.openai.com/v1"

_CONNECT = 10.0
_READ, _SHOWN = 20_000, 200
"""Letters of what a peer says that are looked at, and those that are shown."""

CUT = Problem("length", "the reply was cut off at its limit")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    content: str
    tokens: Tokens | None
    """None where the endpoint does not count."""

    problem: Problem | None = None
    """Why `content` is not to be used, or only what is whole of it: of a reply that broke off it is what came."""


@dataclass(frozen=True, slots=True)
class Length:
    """Tokens that a reply may have, where the endpoint heeds it."""

    tokens: int
    """Of its form; a model that thinks before it answers has more."""

    ceiling: int | None = None
    """In all, where money depends on it."""


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
        self._way = Way("schema" if reply_format == "auto" else reply_format)
        self.answered = False
        """Whether anything has ever come back from there."""

        self._fixed = reply_format != "auto"
        self._key = (key or "").strip()
        self._pace, self._clock, self._instructions = pace, clock, instructions
        self._client: AsyncOpenAI | None = None
        secrets = (self._key, *secrets_of(self.url))
        self._mask = mask_of(secrets)
        self._content_mask = mask_of(each for each in secrets if not is_word(each))
        """Of a reply itself, in which "ollama" is a word, whatever the key is."""

        self.shown = shown_address(self._content_mask.hide(self.url))
        if self._key and not (self._key.isascii() and self._key.isprintable()):
            raise UsageError("OPENAI_API_KEY: holds a letter that no key has; set it anew")
        if not base_url and not self._key:
            raise UsageError("OPENAI_API_KEY: is not set; set it, or OPENAI_BASE_URL for an endpoint that needs none")

    async def send(
        self, turns: Sequence[str], form: type[BaseModel], length: Length, come: bytearray
    ) -> Reply:
        """The reply to `turns`: the system message, then the user's and the model's by turns. Its bytes gather in
        `come`.

        Raises `AgainError` where a later attempt may fare better, `ModelError` where no call can succeed.
        """
        import openai

        from briefing.llm.wire import COME

        COME.set(come)
        while True:
            way, sent = self._way, self._clock()
            try:
                response = await self._open().chat.completions.with_raw_response.create(
                    **self._call(turns, form, way, length))
            except openai.APIStatusError as error:
                self.answered = True
                self._pace.heed(error.response.headers)
                if (where := error.response.headers.get("location")) and 300 <= error.status_code < 400:
                    self._sent_on(error, where)
                cause: Exception | None = error
                refusal = read_refusal(error.status_code, error.body, error.response.headers)
            except openai.APIConnectionError as error:
                self._unconnected(error)
            except AgainError:  # the client's, which had a reply before its eyes
                self.answered = True
                raise
            else:
                self.answered = True
                self._pace.heed(response.headers)
                body = self._body(response.content)
                if (found := _refused_within(body, response.headers)) is None:
                    return self._read(body, way)
                refusal, cause = found, None
            if not self._step_down(refusal, way, way.length(length.tokens, length.ceiling)):
                return self._refused(refusal, sent, cause)

    def broken_off(self, come: bytearray) -> str:
        """The words of a reply of which no more than these bytes came."""
        try:
            body = read_body(bytes(come))
        except (ValueError, RecursionError):
            return ""
        return self._content_mask.hide(body.choices[0].message.content or "") if body.choices else ""

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
    def thought(self) -> int:
        """Tokens that a reply may have beyond those of its form, by now."""
        return self._way.thought

    @property
    def mode(self) -> str:
        """How the form of a reply is told by now."""
        return self._way.mode

    def _call(self, turns: Sequence[str], form: type[BaseModel], way: Way, length: Length) -> dict[str, Any]:
        roles = ["system", *(("user", "assistant")[n % 2] for n in range(len(turns) - 1))]
        texts = list(turns)
        if way.mode != "schema":
            texts[0] = f"{texts[0]}\n\n{self._instructions(form)}"
        if not way.takes_system:
            roles, texts = roles[1:], [f"{texts[0]}\n\n{texts[1]}", *texts[2:]]
        messages = [{"role": role, "content": text} for role, text in zip(roles, texts, strict=True)]
        # As extra_body the SDK sends it as it is; as an argument it walks the whole schema anew for each call.
        return {"model": self.model, "messages": messages, "extra_body": _format(form, way.mode) | _manner(way, length)}

    def loosen(self) -> None:
        """Put the schema into the prompt from here on: replies do not fit, so the endpoint seems not to read it."""
        if not self._fixed and self.mode == "schema":
            self._way = replace(self._way, mode="object")

    def _step_down(self, refusal: Refusal, way: Way, bound: int | None) -> bool:
        """Whether a call is worth sending again in another way, which is kept to from here on."""
        other = other_way(way, refusal, bound)
        if other is None:
            return False
        if other.mode != way.mode and self._fixed:
            raise ModelError(f"--reply-format: {way.mode!r} is refused by {self.shown} ({self._safe(refusal)}); "
                             "use --reply-format auto")
        if self._way == way:  # else another call has already stepped down
            self._way = other
        return True

    def _sent_on(self, error: "APIStatusError", location: str) -> NoReturn:
        where = self._words(onward(str(error.request.url), location))
        raise ModelError(f"OPENAI_BASE_URL: {self.shown} sends calls on to {where} ({error.status_code}), and neither "
                         "the documents nor the key went there; set that address if it is the endpoint you mean"
                         ) from error

    def _refused(self, refusal: Refusal, sent: float, cause: Exception | None) -> Reply:
        """What a refusal means for the call: a reply with its problem, or an exception."""
        words, kind = self._safe(refusal), refusal.kind
        if kind == "spent":
            raise ModelError(f"{self.shown}: the quota of this key is used up ({words}); add to it there, or set "
                             "OPENAI_BASE_URL and OPENAI_API_KEY for another endpoint") from cause
        if kind == "key":  # without its words: they tend to hold parts of the key
            what = f"is refused by {self.shown}" if self._key else f"is not set, and {self.shown} asks for one"
            raise ModelError(f"OPENAI_API_KEY: {what} ({refusal.status}); set a key that is valid there") from cause
        if kind == "context":
            return Reply("", None, Problem("context", f"the request is longer than the model reads ({words})"))
        if kind == "garbled":
            if refusal.written.strip():
                return Reply(self._content_mask.hide(refusal.written), None)
            raise AgainError(words, kind="empty") from cause
        if refusal.status == 429:
            self._pace.refused(sent, refusal.wait)
        if kind == "later":
            raise AgainError(words, wait=refusal.wait) from cause
        if kind == "forbidden":
            raise ModelError(f"{self.shown}: the key may not use {self.model!r} there ({words}); allow it there, or "
                             "name another model with --model") from cause
        if kind == "unknown":
            raise ModelError(f"--model: {self.model!r} is not to be had at {self.shown} ({words}); name a model it "
                             "has, or set OPENAI_BASE_URL to an address that ends as in /v1") from cause
        if kind == "filtered":
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

    def _safe(self, refusal: Refusal) -> str:
        """What the endpoint says, in a line, without any secret."""
        words = self._words(refusal.words)
        return ": ".join(filter(None, (str(refusal.status or ""), words)))

    def _words(self, said: str) -> str:
        """Words of the peer, in a line: masked, then cut."""
        words = " ".join(self._mask.hide(said[:_READ]).split())
        return "an HTML page" if words.startswith("<") else words[:_SHOWN]

    def _body(self, data: bytes) -> Body:
        """The completion in a body with status 200. Raises `AgainError` where there is none."""
        try:
            return read_body(data)
        except (ValueError, RecursionError) as error:
            what = "an HTML page" if data.lstrip()[:1] == b"<" else "no JSON of a chat completion"
            raise AgainError(f"the endpoint answered with {what}", kind="unread") from error

    def _read(self, body: Body, way: Way) -> Reply:
        """The reply in a completion. Raises `AgainError` where it holds none."""
        tokens = _tokens(body.usage)
        if not body.choices:
            words = self._words(words_of(body.error))
            raise AgainError(f"a reply without choices{f' ({words})' if words else ''}", kind="empty", spent=tokens)
        message, finish = body.choices[0].message, body.choices[0].finish_reason
        if message.refusal:
            return Reply("", tokens, Problem("refusal", f"the model declined ({self._words(message.refusal)})"))
        if finish == "content_filter":
            return Reply("", tokens, Problem("filtered", "the provider's filter held the reply back"))
        if finish == "length":
            if _is_thought(message.content) and way.bound and not way.thinks:
                self._way = replace(self._way, thinks=True)
                raise AgainError("the reply was cut off before the model had done thinking", kind="empty",
                                 spent=tokens)
            return Reply(self._content_mask.hide(message.content or ""), tokens, CUT)
        if not message.words.strip():
            raise AgainError("a reply without content", kind="empty", spent=tokens)
        words = self._content_mask.hide(message.words)
        return Reply(words, tokens, None if body.is_whole else Problem("length", "the reply broke off"))


def _refused_within(body: Body, headers: Any) -> Refusal | None:
    """The refusal in a body with status 200; None where it holds a reply, or tells nothing that can be known."""
    first = body.choices[0] if body.choices else Choice()
    error = body.error or first.error
    if error is None or first.message.words.strip():
        return None
    code = code_of(error)
    found = read_refusal(code, {"error": error}, headers)
    return found if code or found.kind in ("spent", "context") else None


def _is_thought(content: str | None) -> bool:
    """Whether a reply that was cut off had not begun to answer."""
    words = (content or "").strip()
    return not words or (words.startswith("<think") and "</think" not in words)


def _manner(way: Way, length: Length) -> dict[str, Any]:
    """The part of a call that tells how its reply is to come."""
    most = way.length(length.tokens, length.ceiling)
    bound: dict[str, Any] = {way.bound: most} if most else {}
    if way.streams:
        bound |= {"stream": True} | ({"stream_options": {"include_usage": True}} if way.counts else {})
    return bound


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
    said = ""
    while cause:
        said = str(cause) or type(cause).__name__
        if isinstance(cause, OSError) and cause.errno:
            return os.strerror(cause.errno) if cause.errno > 0 else str(cause.strerror)
        cause = cause.__cause__ or cause.__context__
    return " ".join(said.split())
