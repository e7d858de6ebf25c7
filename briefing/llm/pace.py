"""How fast calls go out: the limits a user sets, what the endpoint's headers tell, and less after each refusal."""

from collections import deque
from collections.abc import Callable
from typing import Protocol

from briefing.llm import numbers
from briefing.regex import lazy_regex

_MINUTE = 60.0
_DOUBLED = 60.0
"""Seconds in which a rate that was halved doubles again."""

_FORGOTTEN = 300.0
"""Seconds without a refusal after which none is remembered."""

_LENGTH = lazy_regex(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>ms|s|m|h|d)")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class _Headers(Protocol):
    def get(self, name: str) -> str | None:
        """The value of a header, whatever the case of its name."""


class _Lane:
    """So much a second, evenly: each booking moves the next one back by its own share."""

    def __init__(self, a_minute: float | None) -> None:
        self.stated = a_minute / _MINUTE if a_minute else None
        """Units a second that the user allows."""

        self.learned: float | None = None
        """Units a second that the endpoint allows."""

        self._free = 0.0

    def rate(self) -> float | None:
        """What holds, of the two."""
        return min((each for each in (self.stated, self.learned) if each), default=None)

    def wait(self, now: float) -> float:
        """Seconds until the next booking may go."""
        return max(0.0, self._free - now)

    def book(self, start: float, units: float) -> None:
        """Let so many units go at `start`."""
        rate = self.rate()
        if rate:
            self._free = max(self._free, start) + units / rate

    def hold(self, until: float) -> None:
        """Let nothing go before."""
        self._free = max(self._free, until)


class Pace:
    """Gives each call its time to go."""

    def __init__(
        self,
        *,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
        concurrency: int = 16,
        clock: Callable[[], float],
    ) -> None:
        """`clock` gives seconds, from any beginning; `concurrency` is how many calls may go unseen at once."""
        self._requests, self._tokens = _Lane(requests_per_minute), _Lane(tokens_per_minute)
        self._near = 2 * concurrency
        self._clock = clock
        self._sent: deque[float] = deque()
        self._halved: float | None = None
        self._half = 0.0
        self._mean = 0.0

    def book(self, tokens: int) -> float:
        """Take a place for a call of so many tokens, its reply included; the seconds to wait for it."""
        now = self._clock()
        self._recover(now)
        wait = max(self._requests.wait(now), self._tokens.wait(now))
        self._requests.book(now + wait, 1)
        self._tokens.book(now + wait, tokens)
        self._mean += (tokens - self._mean) / 10
        self._sent.append(now + wait)
        while self._sent[0] < now - _MINUTE:
            self._sent.popleft()
        return wait

    def refused(self, sent: float, wait: float | None) -> None:
        """A call that went out at `sent` was one too many: half as fast from here, and no other before `wait` seconds.

        Calls that were on their way when the pace was halved do not halve it again.
        """
        now = self._clock()
        if wait:
            self._requests.hold(now + wait)
        if self._halved is not None and sent <= self._halved:
            return
        went = [each for each in self._sent if each <= now]
        measured = len(went) / max(1.0, now - min(went)) if went else 1.0
        self._half = self._requests.learned = min(self._requests.rate() or measured, measured) / 2
        self._halved = now

    def heed(self, headers: _Headers) -> None:
        """Take note of x-ratelimit-*: near the end of an allowance, send as fast as it comes back."""
        self._note(self._requests, headers, "requests", self._near)
        self._note(self._tokens, headers, "tokens", self._near * self._mean)

    def _note(self, lane: _Lane, headers: _Headers, what: str, near: float) -> None:
        remaining = numbers.number(headers.get(f"x-ratelimit-remaining-{what}"))
        reset = seconds(headers.get(f"x-ratelimit-reset-{what}"))
        limit = numbers.number(headers.get(f"x-ratelimit-limit-{what}"))
        if remaining is None or reset is None:
            return
        if limit is None or limit <= remaining:
            if remaining <= 0:
                lane.hold(self._clock() + reset)
            return
        if self._halved is None or lane is self._tokens:
            lane.learned = (limit - remaining) / reset if remaining < min(near, limit) and reset else None
        if remaining <= 0:
            lane.hold(self._clock() + reset / (limit - remaining))

    def _recover(self, now: float) -> None:
        """A halved pace grows again, and is forgotten after a while."""
        if self._halved is None:
            return
        since = now - self._halved
        if since > _FORGOTTEN:
            self._halved = self._requests.learned = None
        else:
            self._requests.learned = self._half * 2.0 ** (since / _DOUBLED)


def seconds(value: str | None) -> float | None:
    """The length of time in a reset header: "1m6.5s", "120ms" or "60"; None for any other form."""
    if value is None or (number := numbers.number(value)) is not None:
        return numbers.wait(number) if value is not None else None
    parts = list(_LENGTH.finditer(value.strip()))
    if not parts or "".join(part[0] for part in parts) != value.strip():
        return None
    return numbers.wait(sum(float(part["number"]) * _UNITS[part["unit"]] for part in parts))
