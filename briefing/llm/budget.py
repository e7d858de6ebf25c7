"""What calls cost: tokens counted before anything is sent, prices, and the limit no call may go beyond."""

import json
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel

from briefing.errors import UsageError
from briefing.llm.ask import Form, Request
from briefing.llm.retry import Tokens
from briefing.llm.schema import strict
from briefing.model import Usage
from briefing.regex import lazy_regex
from briefing.text.tokens import tokenizer

PRICES = Path(__file__).with_name("prices.toml")

_DATED = lazy_regex(r"(?:openai/)?(.*?)(?:-\d{4}-\d\d-\d\d)?$")
_FRAME = 12
"""Tokens around the two messages of a call."""


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    sent: float
    cached: float
    """Sent, and found in the provider's own cache."""

    received: float

    def of(self, tokens: Tokens) -> float:
        """US dollars for one call."""
        fresh = tokens.prompt - tokens.cached
        return (fresh * self.sent + tokens.cached * self.cached + tokens.completion * self.received) / 1e6


def price_of(model: str, told: tuple[float, float] | None = None) -> Price | None:
    """The price of a model: `told` (sent, received), else by the table; None where nobody knows."""
    if told:
        return Price(told[0], told[0], told[1])
    match = _DATED.match(model)
    row = _table().get(match[1] if match else model)
    return Price(*row) if row else None


@lru_cache
def _table() -> dict[str, list[float]]:
    models: dict[str, list[float]] = tomllib.loads(PRICES.read_text(encoding="utf-8"))["models"]
    return models


@dataclass(slots=True)
class _Tally:
    """What the calls of one task came to."""

    calls: int = 0
    found: int = 0
    prompt: int = 0
    completion: int = 0
    cost: float = 0.0
    mended: int = 0
    expected: int = 0
    """Of the calls that were answered; against `completion`, it tells how far estimates are off."""

    def usage(self) -> Usage:
        return Usage(self.calls, self.found, self.prompt, self.completion, self.cost, mended=self.mended)

    def longer(self) -> float:
        """How much longer replies are than expected; 1 where they are not."""
        return max(1.0, self.completion / self.expected) if self.expected else 1.0


@dataclass(slots=True)
class Budget:
    """What was spent, what calls in flight may come to, and whether one more fits."""

    model: str
    price: Price | None
    max_cost: float | None = None
    """US dollars for one run."""

    _booked: float = 0.0
    _flying: int = 0
    _tallies: dict[str, _Tally] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.max_cost is not None and self.price is None:
            raise UsageError(f"--max-cost: {self.max_cost!r} can't be kept to, because the price of the model "
                             f"{self.model!r} is not known; give it as in --price 0.40/1.60 (US dollars a million "
                             "tokens sent and received)")

    def likely(self, task: str, expected: int) -> int:
        """Tokens of a reply, where so many are expected, by what those of its task came to so far."""
        return round(expected * self._tally(task).longer())

    def book(self, task: str, prompt: int, most: int) -> float | None:
        """US dollars set aside for a call of so many tokens; None where what is left would not do."""
        cost = self.price.of(Tokens(prompt, most)) if self.price else 0.0
        if self.max_cost is not None and self.spent() + self._booked + cost > self.max_cost:
            return None
        self._booked += cost
        self._flying += 1
        return cost

    @property
    def in_flight(self) -> bool:
        """Whether calls are on their way that may give back some of what was set aside for them."""
        return self._flying > 0

    def is_overdrawn(self) -> bool:
        """Whether what was spent and set aside is more than may be spent."""
        return self.max_cost is not None and self.spent() + self._booked > self.max_cost

    def free(self, booked: float) -> None:
        """Give back what was set aside, once the call has ended."""
        self._booked -= booked
        self._flying -= 1

    def pay(self, task: str, tokens: Tokens, expected: int = 0) -> None:
        """Write down a reply."""
        tally = self._tally(task)
        tally.calls += 1
        tally.prompt += tokens.prompt
        tally.completion += tokens.completion
        tally.expected += expected
        tally.cost += self.price.of(tokens) if self.price else 0.0

    def mended(self, task: str) -> None:
        """Write down that a reply was read as it was meant, not as it stands."""
        self._tally(task).mended += 1

    def found(self, task: str) -> None:
        """Write down a call that was answered by a kept reply."""
        self._tally(task).found += 1

    def spent(self) -> float:
        """US dollars so far; 0 where the price is not known."""
        return sum(tally.cost for tally in self._tallies.values())

    def usage(self) -> Usage:
        """The whole run so far, `seconds` left out."""
        return _sum(tally.usage() for tally in self._tallies.values())

    def tasks(self) -> dict[str, Usage]:
        """The same for each task, in the order they first came up."""
        return {task: tally.usage() for task, tally in self._tallies.items()}

    def estimate(self, requests: Iterable[Request[Form]]) -> Usage:
        """What calls would come to if each were sent once."""
        sizes = [Tokens(size(self.model, each), each.expected) for each in requests]
        cost = sum(self.price.of(each) for each in sizes) if self.price else 0.0
        return Usage(len(sizes), 0, sum(each.prompt for each in sizes), sum(each.completion for each in sizes), cost)

    def usage_of(self, calls: int, prompt: int, completion: int) -> Usage:
        """What so many calls with so many tokens in all come to."""
        return Usage(calls, 0, prompt, completion, self.price.of(Tokens(prompt, completion)) if self.price else 0.0)

    def _tally(self, task: str) -> _Tally:
        return self._tallies.setdefault(task, _Tally())


def size(model: str, request: Request[Form]) -> int:
    """The tokens of a request, its schema included."""
    count = counter(model)
    return _fixed(model, request.system) + _schema(model, request.form) + count(request.user) + _FRAME


@lru_cache
def counter(model: str) -> Callable[[str], int]:
    """How many tokens `model` reads in a text."""
    return tokenizer(model).count


@lru_cache(maxsize=64)
def _fixed(model: str, text: str) -> int:
    """Of a system message, which many requests share."""
    return counter(model)(text)


@lru_cache(maxsize=64)
def _schema(model: str, form: type[BaseModel]) -> int:
    return counter(model)(json.dumps(strict(form)))


def _sum(usages: Iterable[Usage]) -> Usage:
    each = tuple(usages)
    return Usage(
        calls=sum(u.calls for u in each),
        cached_calls=sum(u.cached_calls for u in each),
        prompt_tokens=sum(u.prompt_tokens for u in each),
        completion_tokens=sum(u.completion_tokens for u in each),
        cost_usd=sum(u.cost_usd for u in each),
        mended=sum(u.mended for u in each),
    )
