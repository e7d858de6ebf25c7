"""The one place where a call is tried again: waits that grow, what the endpoint asks for, and a deadline over all."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from briefing.llm import numbers

if TYPE_CHECKING:
    from tenacity import RetryCallState

T = TypeVar("T")

_FIRST, _MOST = 0.5, 30.0
"""Seconds between attempts."""

_EMPTY = 4
"""Replies with nothing in them that one call may cost; each may have been paid for."""

_NOBODY = 3
"""Attempts before an address at which nobody has ever answered is given up."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What one reply took, as the endpoint counts it."""

    prompt: int
    completion: int
    cached: int = 0
    """The part of `prompt` that the provider had in its own cache."""


class AgainError(Exception):
    """An attempt that came to nothing and may fare better later."""

    def __init__(self, reason: str, *, wait: float | None = None, kind: str = "", spent: Tokens | None = None) -> None:
        """`wait`: seconds the endpoint asks for; `kind`: "empty" for a reply without content, "unread" for one that is
        no completion, "broken" for one that broke off, "nobody" for an address at which nothing listens, "late" for a
        run that is over, "unpaid" for one whose money is; `spent`: what it cost all the same."""
        super().__init__(reason)
        self.reason, self.wait, self.kind, self.spent = reason, wait, kind, spent


class _Headers(Protocol):
    def get(self, name: str) -> str | None:
        """The value of a header, whatever the case of its name."""


async def persist(
    attempt: Callable[[], Awaitable[T]],
    *,
    left: Callable[[], float],
    sleep: Callable[[float], Awaitable[None]],
) -> T:
    """What `attempt()` gives, the first time that it raises no `AgainError`.

    The last `AgainError` comes through where the next wait would not end before `left()` seconds have passed, or where
    trying again is of no use.
    """
    from tenacity import AsyncRetrying, retry_if_exception_type

    def stop(state: "RetryCallState") -> bool:
        kind, times = _failure(state).kind, state.attempt_number
        return (kind in ("late", "unpaid") or state.upcoming_sleep >= left() or (kind == "empty" and times >= _EMPTY)
                or (kind == "nobody" and times >= _NOBODY))

    return await AsyncRetrying(
        retry=retry_if_exception_type(AgainError), wait=_wait, stop=stop, sleep=sleep, reraise=True
    )(attempt)


def _wait(state: "RetryCallState") -> float:
    """Seconds to wait: twice as many each time, or what the endpoint asks for; spread, so that not all come at once."""
    asked = _failure(state).wait
    grown = min(_MOST, _FIRST * 2.0 ** (state.attempt_number - 1))
    return (grown if asked is None else asked) + random.uniform(0, min(1.0, grown))


def _failure(state: "RetryCallState") -> AgainError:
    error = state.outcome.exception() if state.outcome else None
    assert isinstance(error, AgainError)
    return error


def retry_after(headers: _Headers) -> float | None:
    """The seconds an endpoint asks to wait; None where it asks for none.

    A date is held against the endpoint's own, so that clocks need not agree.
    """
    if (milliseconds := numbers.number(headers.get("retry-after-ms"))) is not None:
        return numbers.wait(milliseconds / 1000)
    if (seconds := numbers.number(headers.get("retry-after"))) is not None:
        return numbers.wait(seconds)
    try:
        wait = _moment(headers, "retry-after") - _moment(headers, "date")
    except (TypeError, ValueError, OverflowError):
        return None
    return numbers.wait(max(0.0, wait.total_seconds()))


def _moment(headers: _Headers, name: str) -> datetime:
    return parsedate_to_datetime(headers.get(name) or "")
