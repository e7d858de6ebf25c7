"""Work that asks a model in steps: of many stories, the requests of one step go out together."""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from briefing.llm.ask import Answer, Ask, Form, Problem, Request

Item = TypeVar("Item")
Told = TypeVar("Told")
Done = TypeVar("Done")

Work = Generator[Sequence[Request[Any]], tuple[Answer[Any], ...], Done]
"""Yields the requests of a step, is sent their answers, and returns what it comes to."""

TRIES = 3
"""Calls for what earlier ones had not come to, before it is given up."""


@dataclass(slots=True)
class Batch(Generic[Item, Told]):
    """Some items, and what was said of them."""

    items: Sequence[Item]
    told: dict[int, Told]
    """By the place of the item, from 1."""

    problem: Problem | None = None
    """Why nothing, or not all of it, was said."""


def together(ask: Ask, works: Sequence[Work[Done]]) -> list[Done]:
    """What each piece of work comes to, in their order; the requests of all of them go out step by step, so that none
    waits for another's answer but those of its own step."""
    done: dict[int, Done] = {}

    def step(n: int, answers: tuple[Answer[Any], ...] | None) -> Sequence[Request[Any]] | None:
        try:
            return next(works[n]) if answers is None else works[n].send(answers)
        except StopIteration as end:
            done[n] = end.value
            return None

    asking = [(n, requests) for n in range(len(works)) if (requests := step(n, None)) is not None]
    while asking:
        every = [request for _, requests in asking for request in requests]
        answers = iter(ask(every) if every else ())
        told = [(n, tuple(islice(answers, len(requests)))) for n, requests in asking]
        asking = [(n, requests) for n, own in told if (requests := step(n, own)) is not None]
    return [done[n] for n in range(len(works))]


def ask_numbered(
    batches: Sequence[Sequence[Item]], request: Callable[[int, Sequence[Item]], Request[Form]],
    told: Callable[[Form], Iterable[tuple[int, Told]]],
) -> Work[list[Batch[Item, Told]]]:
    """What the model says of each item; `request` has the batch's place and the items, `told` gives number and answer.

    Items that a reply which broke off had not come to are asked about once more, while that leads any further.
    """
    found: list[Batch[Item, Told]] = [Batch(items, {}) for items in batches]
    left = [(n, list(range(1, len(items) + 1))) for n, items in enumerate(batches)]
    for _ in range(1 + TRIES):
        asked = [request(n, [batches[n][place - 1] for place in places]) for n, places in left]
        again = []
        for (n, places), answer in zip(left, (yield asked), strict=True):
            new = [(number, each) for number, each in told(answer.value) if 0 < number <= len(places)
                   ] if answer.value else []
            found[n].told |= {places[number - 1]: each for number, each in reversed(new)}
            found[n].problem = answer.problem
            rest = [place for place in places if place not in found[n].told]
            if answer.value is not None and answer.problem and new and rest:
                again.append((n, rest))
            elif answer.value is not None and not rest:
                found[n].problem = None
        if not (left := again):
            break
    return found
