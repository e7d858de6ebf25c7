"""Asks a language model: requests in, answers out; every reply kept, every call counted, every fault told."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from functools import partial
from types import TracebackType

from pydantic import BaseModel

from briefing.errors import BriefingError, ModelError
from briefing.llm import prompts
from briefing.llm.ask import Answer, Form, Problem, ProblemKind, Request
from briefing.llm.budget import Budget, counter, price_of, size
from briefing.llm.endpoint import Endpoint, Length, Reply
from briefing.llm.pace import Pace
from briefing.llm.reach import Reach
from briefing.llm.replies import Kept, Replies, key
from briefing.llm.retry import AgainError, Tokens, persist
from briefing.llm.schema import is_mended, read, read_whole, strict
from briefing.model import Usage
from briefing.settings import Settings, replies_path

_GRACE = 30.0
"""Seconds that calls in flight are given to come home when one of them shows that no other can succeed."""

_SILENT = 8
"""Calls in a row that may come to nothing, at the least, before the run does."""

_MISFITS = 3
"""Replies in a row that may not fit before the endpoint is taken not to read the schema."""

_HALF = 0.5
"""Of the time that a call may take, what one attempt has."""

_PAID = ("empty", "unread", "broken")
"""Kinds of attempts that came to nothing and may have been paid for."""


class Chat:
    """An `Ask` over HTTP, for one run; use it in a `with`, or close it."""

    def __init__(
        self,
        settings: Settings,
        environ: Mapping[str, str],
        *,
        progress: Callable[[str, int, int], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        within: Callable[[float], AbstractAsyncContextManager[object]] = asyncio.timeout,
    ) -> None:
        """`environ` has OPENAI_API_KEY and OPENAI_BASE_URL; `progress` hears (task, answers so far, requests in all) of
        each batch; `clock` gives seconds from any beginning; `within` raises TimeoutError after so many seconds.

        Nothing is sent and no model asked before the first call. Raises `UsageError` for an address that is none or a
        cost that can't be kept to, `BriefingError` for a file of replies that is none.
        """
        self._model, self._settings, self._clock, self._sleep = settings.model, settings, clock, sleep
        self._within = within
        self._pace = Pace(
            requests_per_minute=settings.requests_per_minute, tokens_per_minute=settings.tokens_per_minute,
            concurrency=settings.concurrency, clock=clock,
        )  # fmt: skip
        self._endpoint = Endpoint(
            model=settings.model, base_url=environ.get("OPENAI_BASE_URL"), key=environ.get("OPENAI_API_KEY"),
            reply_format=settings.reply_format, pace=self._pace, clock=clock, instructions=instructions,
        )  # fmt: skip
        self.budget = Budget(settings.model, price_of(settings.model, settings.price), settings.max_cost)
        path = replies_path(settings, environ)
        self._replies = Replies(path) if path else None
        self._reach = Reach()
        self._runner: asyncio.Runner | None = None
        self._flying: set[asyncio.Task[object] | None] = set()
        self._freed = asyncio.Event()
        self._final: BaseException | None = None
        self._silent = self._misfits = 0
        self._progress = progress
        self._done = self._total = 0
        self._end: float | None = None

    def __call__(self, requests: Sequence[Request[Form]]) -> tuple[Answer[Form], ...]:
        """One answer for each request, in their order; see `briefing.llm.ask.Ask`."""
        answers = dict(self.stream(requests))
        return tuple(answers[place] for place in range(len(requests)))

    def stream(self, requests: Sequence[Request[Form]]) -> Iterator[tuple[int, Answer[Form]]]:
        """The place of each request with its answer, as they come; calls are on their way while one is looked at."""
        places: dict[bytes, list[int]] = {}
        for place, request in enumerate(requests):
            places.setdefault(key(self._model, request), []).append(place)
        asked: dict[bytes, int] = {}
        for each, same in places.items():
            request = requests[same[0]]
            kept = self._kept(each, request)
            for _ in same[kept is None :]:
                self.budget.found(request.task)
            if kept is None:
                asked[each] = same[0]
            else:
                yield from ((place, kept) for place in same)
        for each, answer in self._run(asked, requests) if asked else ():
            yield from ((place, answer) for place in places[each])

    def usage(self) -> Usage:
        """What the calls so far came to, `seconds` left out."""
        return self.budget.usage()

    def estimate(self, requests: Sequence[Request[Form]]) -> Usage:
        """What these calls would come to, those that are kept apart; nothing is sent."""
        kept = [self._kept(key(self._model, each), each) is not None for each in requests]
        new = self.budget.estimate(each for each, known in zip(requests, kept, strict=True) if not known)
        return replace(new, cached_calls=sum(kept))

    def notes(self) -> tuple[str, ...]:
        """What the user is to be told of the endpoint, once for the run."""
        note = self._reach.note()
        return (note,) if note else ()

    @property
    def reply_format(self) -> str:
        """How the endpoint is told the form of a reply by now: "schema", "object" or "text"."""
        return self._endpoint.mode

    def close(self) -> None:
        """Close connections and files."""
        if self._runner:
            self._runner.run(self._endpoint.close())
            self._runner.close()
            self._runner = None
        if self._replies:
            self._replies.close()

    def __enter__(self) -> "Chat":
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def _kept(self, key: bytes, request: Request[Form]) -> Answer[Form] | None:
        """The answer to a request that was answered before; none where its form has changed since."""
        kept = self._replies.find(key) if self._replies else None
        value = read(request.form, kept.content)[0] if kept else None
        return Answer(value) if value is not None else None

    def _run(
        self, asked: Mapping[bytes, int], requests: Sequence[Request[Form]]
    ) -> Iterator[tuple[bytes, Answer[Form]]]:
        """The answers as they come; the loop stands still while one is looked at, the network does not."""
        total = len(requests)
        if self._end is None:
            self._end = self._clock() + self._settings.run_seconds
        if self._runner is None:
            self._runner = asyncio.Runner()
        self._final = None
        self._done, self._total = total - len(asked), total
        loop = self._runner.get_loop()
        come: asyncio.Queue[tuple[bytes, Answer[Form]] | None] = asyncio.Queue()
        whole = loop.create_task(self._all(asked, requests, come))
        try:
            while (each := self._runner.run(come.get())) is not None:  # an interrupt ends the waiting, no call's step
                yield each
            loop.run_until_complete(whole)
        except asyncio.CancelledError as error:  # an interrupt that came just before the runner began to count them
            raise KeyboardInterrupt from error
        finally:
            whole.cancel()
            loop.run_until_complete(asyncio.gather(whole, return_exceptions=True))

    async def _all(self, asked: Mapping[bytes, int], requests: Sequence[Request[Form]],
                   come: "asyncio.Queue[tuple[bytes, Answer[Form]] | None]") -> None:
        """Ask each; where one shows that no other can succeed, keep what is on its way and raise."""
        places = asyncio.Semaphore(self._settings.concurrency)
        tasks = {each: asyncio.create_task(self._one(each, partial(requests.__getitem__, place), places, come))
                 for each, place in asked.items()}
        try:
            await asyncio.wait(tasks.values(), return_when=asyncio.FIRST_EXCEPTION)
            failed = (task.exception() for task in tasks.values() if task.done())
            self._final = self._final or next((error for error in failed if error), None)
            if self._final and self._flying:
                flying = [task for task in tasks.values() if task in self._flying]
                for task in set(tasks.values()).difference(flying):
                    task.cancel()
                await asyncio.wait(flying, timeout=_GRACE)
        finally:
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)
            come.put_nowait(None)
        if self._final:
            raise self._final

    async def _one(self, key: bytes, build: Callable[[], Request[Form]], places: asyncio.Semaphore,
                   come: "asyncio.Queue[tuple[bytes, Answer[Form]] | None]") -> None:
        """Put the answer to one request where it is waited for, once there is a place for it; what fits is kept."""
        async with places:
            request = build()  # only now: thousands may wait for a place
            try:
                answer = await self._ask(key, request)
            except BriefingError as error:
                self._final = self._final or error  # before the next one takes the place
                raise
        self._done += 1
        if self._progress:
            self._progress(request.task, self._done, self._total)
        come.put_nowait((key, answer))

    async def _ask(self, key: bytes, request: Request[Form]) -> Answer[Form]:
        """Ask, and once more where the reply does not fit."""
        turns: tuple[str, ...] = (sendable(request.system), sendable(request.user))
        reply = await self._exchange(request, turns)
        value, fault = read(request.form, reply.content) if not reply.problem else (None, "")
        self._misfits = self._misfits + 1 if fault else 0 if value is not None else self._misfits
        if fault:
            if self._misfits >= _MISFITS:
                self._endpoint.loosen()
            turns += (reply.content, mending(request.form, fault))
            reply = await self._exchange(request, turns)
            value, fault = read(request.form, reply.content) if not reply.problem else (None, "")
        if reply.problem and reply.content:
            return Answer(read_whole(request.form, reply.content), reply.problem)
        if value is None:
            reason = f"no reply of the form asked for, even after its repair ({fault})"
            return Answer(None, reply.problem or Problem("unreadable", reason))
        if is_mended(request.form, reply.content):
            self.budget.mended(request.task)
        if self._replies and reply.tokens:
            kept = Kept(reply.content, reply.tokens.prompt, reply.tokens.completion)
            self._replies.keep(key, request.task, self._model, kept)
        return Answer(value)

    async def _exchange(self, request: Request[Form], turns: Sequence[str]) -> Reply:
        """One paid reply to `turns`, however many attempts it takes, or why there is none."""
        prompt = self._size(request, turns)
        if (place := await self._booked(request, prompt)) is None:
            return self._unpaid()
        booked, length = place
        limit = self._clock() + self._settings.call_seconds

        def left() -> float:
            return 0.0 if self._final else min(limit, self._end or limit) - self._clock()

        async def attempt() -> Reply:
            nonlocal limit
            if self.budget.is_overdrawn():  # by attempts of this call that came to nothing
                raise AgainError("unpaid", kind="unpaid")
            wait = self._pace.book(prompt + request.expected)
            if self._clock() + wait >= (self._end or limit):
                raise AgainError("late", kind="late")
            limit += wait  # keeping to the pace is no delay of the call's
            if wait:
                await self._sleep(wait)
            return await self._once(request, turns, length, left())

        try:
            reply = await persist(attempt, left=left, sleep=self._sleep)
        except AgainError as error:
            return self._unanswered(error)
        finally:
            self.budget.free(booked)
            self._freed.set()
        self._silent = 0
        return self._paid(request, turns, reply)

    def _paid(self, request: Request[Form], turns: Sequence[str], reply: Reply) -> Reply:
        """A reply, written down with what it took; counted here where the endpoint does not count."""
        counts = reply.tokens is not None
        if reply.tokens is None and (reply.content or not reply.problem):
            reply = replace(reply, tokens=self._counted(turns, reply.content))
        if reply.tokens is None:
            return reply
        self.budget.pay(request.task, reply.tokens, request.expected)
        if counts and not reply.problem and self._reach.is_cut(
                turns, reply.tokens.prompt, lambda: self._counted(turns, "").prompt):
            return _none("context", f"the endpoint read {reply.tokens.prompt} tokens of it and cut the rest")
        return reply

    async def _booked(self, request: Request[Form], prompt: int) -> tuple[float, Length] | None:
        """US dollars set aside for a call, and the length that its reply may have for them; None where the money of
        the run would not do. While other calls may give back some of theirs it is waited for."""
        while True:
            likely = self.budget.likely(request.task, request.expected)
            for tokens in (max(request.most, likely), likely):
                most = tokens + self._endpoint.thought
                booked = self.budget.book(request.task, prompt, most)
                if booked is not None:
                    return booked, Length(min(tokens, request.most), most if self._settings.max_cost else None)
                if self.budget.in_flight:
                    break
            else:
                return None
            self._freed.clear()
            await self._freed.wait()

    def _counted(self, turns: Sequence[str], content: str) -> Tokens:
        count = counter(self._model)
        return Tokens(sum(map(count, turns)), count(content))

    def _size(self, request: Request[Form], turns: Sequence[str]) -> int:
        """The tokens that go out: counted where money or a limit depends on it, else roughly, which costs no time."""
        if self._settings.max_cost is None and self._settings.tokens_per_minute is None:
            return sum(map(len, turns)) // 4
        return size(self._model, request) + sum(map(counter(self._model), turns[2:]))

    async def _once(self, request: Request[Form], turns: Sequence[str], length: Length, left: float) -> Reply:
        """One attempt, within half of the time that a call may take; of a reply that is not whole then, what came."""
        if self._final:
            raise self._final
        task, come = asyncio.current_task(), bytearray()
        self._flying.add(task)
        seconds = min(left, self._settings.call_seconds * _HALF)
        try:
            async with self._within(seconds):
                return await self._endpoint.send(turns, request.form, length, come)
        except TimeoutError as error:
            words = self._endpoint.broken_off(come)
            if words.strip():
                return Reply(words, None, Problem("time", f"the reply broke off after {seconds:.3g} seconds"))
            self.budget.pay(request.task, self._counted(turns, ""))
            raise AgainError(f"no whole reply within {seconds:.3g} seconds") from error
        except AgainError as error:
            if error.spent or error.kind in _PAID:
                self.budget.pay(request.task, error.spent or self._counted(turns, self._endpoint.broken_off(come)))
            raise
        finally:
            self._flying.discard(task)

    def _unpaid(self) -> Reply:
        return _none("cost", f"not sent, because --max-cost {self._settings.max_cost} might not have sufficed")

    def _unanswered(self, error: AgainError) -> Reply:
        """What a call comes to that no attempt brought home."""
        url = self._endpoint.shown
        if error.kind == "unpaid":
            return self._unpaid()
        if error.kind == "late":
            return _none("cost", f"not sent, because the run has had its {self._settings.run_seconds} seconds "
                                 "(--run-seconds)")
        if error.kind == "nobody":
            raise ModelError(f"OPENAI_BASE_URL: nothing answers at {url} ({error.reason}); start the endpoint, or set "
                             "the address it has") from error
        reason = error.reason + (f"; it asks to wait {error.wait:.0f} seconds" if error.wait else "")
        self._silent += 1
        if self._silent >= max(_SILENT, self._settings.concurrency):
            raise ModelError(f"{url}: {self._silent} calls in a row came to nothing (the last: {reason}); try again "
                             "later: what was answered is kept") from error
        return _none("unreachable", f"no usable reply; the last time: {reason}")


def sendable(text: str) -> str:
    """`text` as it can go out: half a surrogate pair has no UTF-8 and becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def instructions(form: type[BaseModel]) -> str:
    """The words that ask for a reply of this form where the endpoint takes no schema."""
    return prompts.load("form").system(schema=json.dumps(strict(form), ensure_ascii=False))


def mending(form: type[BaseModel], fault: str) -> str:
    """The words that ask for a reply once more."""
    return prompts.load("form").user(schema=json.dumps(strict(form), ensure_ascii=False), fault=fault)


def _none(kind: ProblemKind, reason: str) -> Reply:
    return Reply("", None, Problem(kind, reason))
