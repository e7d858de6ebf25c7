"""What an engine asks of a language model and what comes back; nothing here knows who answers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar, overload

from pydantic import BaseModel

from briefing.model import Usage

Form = TypeVar("Form", bound=BaseModel)
Material = TypeVar("Material", bound=Any)

ROOM, TIMES = 500, 2
"""Tokens that a reply may have beyond so many times those expected: the longest recorded had 1.4 times as many."""

ProblemKind = Literal["length", "time", "context", "refusal", "filtered", "unreadable", "unreachable", "cost"]
"""Why a call gave nothing.

length, time: the reply was cut off at the length or after the time that it may have; context: the request is longer
than the model reads; refusal, filtered: the model or its provider would not answer; unreadable: no reply of the form
asked for, even after its repair; unreachable: no reply before the deadline; cost: it was not sent, because the money or
the time of the run would not have sufficed.
"""


@dataclass(frozen=True, slots=True)
class Request(Generic[Form]):
    """One call: instructions first and data last, so that providers' prefix caches work."""

    task: str
    """The prompt's name, "extract"; calls, tokens and money are told by it."""

    item: str
    """What the call is about, for messages: "d3, characters 0 to 5012"."""

    system: str
    user: str
    form: type[Form]
    """What the reply must be; its JSON schema goes out with the request."""

    expected: int
    """Tokens that the reply is likely to have."""

    @property
    def most(self) -> int:
        """Tokens that the reply may have: a model that repeats itself comes to an end."""
        return ROOM + TIMES * self.expected


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a call gave nothing."""

    kind: ProblemKind
    reason: str
    """One line for the reader of the briefing, without the item."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[Form]):
    """A reply that fits its form, or why there is none; with both, what was whole of a reply that broke off."""

    value: Form | None
    problem: Problem | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the reply came to its end."""
        return self.value is not None and self.problem is None


class Built(Sequence[Request[Form]]):
    """Requests that are made of their items each time one is asked for, so that none waits in memory."""

    def __init__(self, items: Sequence[Material], make: Callable[[Material], Request[Form]]) -> None:
        self._items, self._make = items, make

    def __len__(self) -> int:
        """How many."""
        return len(self._items)

    @overload
    def __getitem__(self, place: int) -> Request[Form]: ...
    @overload
    def __getitem__(self, place: slice) -> "Built[Form]": ...
    def __getitem__(self, place: int | slice) -> "Request[Form] | Built[Form]":
        """The request at a place, made anew."""
        return Built(self._items[place], self._make) if isinstance(place, slice) else self._make(self._items[place])


class Ask(Protocol):
    """Whoever answers: an endpoint over HTTP, or a script in a test."""

    def __call__(self, requests: Sequence[Request[Form]]) -> tuple[Answer[Form], ...]:
        """One answer for each request, in their order.

        Raises `briefing.errors.ModelError` where no further call can succeed (a key refused, a model unknown, a
        quota used up); answers that had come by then are kept.
        """

    def stream(self, requests: Sequence[Request[Form]]) -> Iterator[tuple[int, Answer[Form]]]:
        """The place of each request with its answer, as they come: what is done with one does not hold up the others.

        Raises as a call does, once what came has been given.
        """
        yield from enumerate(self(requests))

    def usage(self) -> Usage:
        """What the calls so far came to, `seconds` left out."""

    def notes(self) -> tuple[str, ...]:
        """What the user is to be told of whoever answers, once for the run."""
        return ()
