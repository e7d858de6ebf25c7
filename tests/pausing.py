"""A clock for calls to an endpoint, which only the test moves: nothing waits, and no limit runs out by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Time:
    """Seconds that pass only while somebody sleeps, or when a limit is made to run out."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)
    limits: list[float] = field(default_factory=list)
    """Seconds that each attempt was given."""

    _open: dict[asyncio.Timeout, float] = field(default_factory=dict)
    _loop: asyncio.AbstractEventLoop | None = None

    def __call__(self) -> float:
        return self.now

    @property
    def door(self) -> dict[str, Any]:
        """What a `Chat` is to know of time."""
        return {"clock": self, "sleep": self.sleep, "within": self.within}

    async def sleep(self, seconds: float) -> None:
        """Jump ahead."""
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)

    @asynccontextmanager
    async def within(self, seconds: float) -> AsyncIterator[None]:
        """A limit as `asyncio.timeout` sets it, but for when it runs out."""
        self._loop = asyncio.get_running_loop()
        self.limits.append(seconds)
        async with asyncio.timeout(None) as limit:
            self._open[limit] = seconds
            try:
                yield
            finally:
                del self._open[limit]

    def run_out(self) -> None:
        """End what is on its way, as if its time were over; any thread may say so."""
        assert self._loop
        self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        self.now += max(self._open.values(), default=0.0)
        for limit in self._open:
            limit.reschedule(0.0)
