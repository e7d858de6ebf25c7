"""When a call is tried again, after which wait, and when no more."""

import asyncio
import random
from collections.abc import Mapping, Sequence

import pytest

from briefing.llm.retry import AgainError, Tokens, persist, retry_after


def tried(*failures: AgainError, left: float = 1e9) -> tuple[object, list[float], int]:
    """What came of a call that fails so often and then gives "a reply": that or the reason, the waits, the attempts."""
    waits: list[float] = []
    script = list(failures)
    made = 0

    async def attempt() -> str:
        nonlocal made
        made += 1
        if script:
            raise script.pop(0)
        return "a reply"

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    try:
        return asyncio.run(persist(attempt, left=lambda: left - sum(waits), sleep=sleep)), waits, made
    except AgainError as error:
        return error.reason, waits, made


@pytest.fixture(name="spread", params=["least", "most"])
def _spread(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> float:
    """Chance at one of its ends: 0 for the shortest waits, 1 for the longest."""
    most = request.param == "most"
    monkeypatch.setattr(random, "uniform", lambda least, greatest: greatest if most else least)
    return float(most)


def again(**keywords: object) -> AgainError:
    return AgainError("busy", **keywords)  # type: ignore[arg-type]


def test_what_comes_at_once_waits_for_nothing() -> None:
    """One attempt."""
    assert tried() == ("a reply", [], 1)


def test_waits_double_up_to_half_a_minute(spread: float) -> None:
    """And up to a second more, so that not all come at once."""
    grown = [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]
    assert tried(*(again() for _ in grown)) == (
        "a reply", [wait + spread * min(1.0, wait) for wait in grown], len(grown) + 1)


def test_what_an_endpoint_asks_for_is_waited(spread: float) -> None:
    """However long or short; spread like any other, and the next wait grows as if it had been one of ours."""
    assert tried(again(wait=100.0), again(wait=0.0), again()) == (
        "a reply", [100.0 + spread * 0.5, spread * 1.0, 2.0 + spread * 1.0], 4)


@pytest.mark.parametrize(("left", "waits"), [(1.5, [0.5]), (1.51, [0.5, 1.0]), (0.5, []), (0.0, [])])
def test_no_wait_outlives_the_run(monkeypatch: pytest.MonkeyPatch, left: float, waits: list[float]) -> None:
    """One that would end just as the run does is not begun."""
    monkeypatch.setattr(random, "uniform", lambda least, _: least)
    assert tried(*(again() for _ in range(9)), left=left) == ("busy", waits, len(waits) + 1)


@pytest.mark.parametrize(("kind", "attempts"), [("empty", 4), ("nobody", 3), ("late", 1)])
def test_some_failures_are_not_tried_for_ever(kind: str, attempts: int) -> None:
    """Replies with nothing in them, an address where nobody is, a run that is over."""
    reason, _, made = tried(*(again(kind=kind) for _ in range(20)))
    assert (reason, made) == ("busy", attempts)
    assert tried(*(again(kind=kind) for _ in range(attempts - 1)))[::2] == ("a reply", attempts)


def test_other_failures_go_on_until_the_time_is_up() -> None:
    """However many they are; the last reason comes through."""
    assert tried(*(again() for _ in range(50)))[::2] == ("a reply", 51)
    assert tried(again(), AgainError("full"), left=1.0)[0] == "full"


def test_what_is_no_call_to_come_again_comes_through() -> None:
    """At once, as it is."""
    async def attempt() -> str:
        raise KeyError("x")

    async def sleep(_: float) -> None:
        raise AssertionError("there is nothing to wait for")

    with pytest.raises(KeyError):
        asyncio.run(persist(attempt, left=lambda: 1e9, sleep=sleep))


def test_a_failure_tells_what_it_cost() -> None:
    """And what was asked for; nothing where nothing was said."""
    error = AgainError("empty reply", wait=2.0, kind="empty", spent=Tokens(5, 1))
    assert (str(error), error.reason, error.wait, error.kind, error.spent) == (
        "empty reply", "empty reply", 2.0, "empty", Tokens(5, 1, 0))
    assert (again().wait, again().kind, again().spent) == (None, "", None)


NOON, LATER = "Mon, 22 Mar 2032 12:00:00 GMT", "Mon, 22 Mar 2032 12:01:30 GMT"
HEADERS: Sequence[tuple[dict[str, str], float | None]] = (
    ({}, None),
    ({"retry-after": "7"}, 7.0),
    ({"retry-after": "0"}, 0.0),
    ({"retry-after": "1.5"}, 1.5),
    ({"retry-after": "-1"}, None),
    ({"retry-after": "nan"}, None),
    ({"retry-after": "inf"}, None),
    ({"retry-after": "1e9"}, None),
    ({"retry-after": "2592000"}, 2592000.0),
    ({"retry-after": "2592001"}, None),
    ({"retry-after": ""}, None),
    ({"retry-after": "soon"}, None),
    ({"retry-after-ms": "250"}, 0.25),
    ({"retry-after-ms": "0", "retry-after": "7"}, 0.0),
    ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
    ({"retry-after-ms": "soon", "retry-after": "7"}, 7.0),
    ({"retry-after": LATER, "date": NOON}, 90.0),
    ({"retry-after": NOON, "date": LATER}, 0.0),
    ({"retry-after": LATER}, None),
    ({"retry-after": LATER, "date": "today"}, None),
    ({"retry-after": LATER, "date": NOON.replace("GMT", "-0000")}, None),
)


@pytest.mark.parametrize(("headers", "seconds"), HEADERS)
def test_how_long_an_endpoint_asks_to_wait(headers: Mapping[str, str], seconds: float | None) -> None:
    """In seconds, milliseconds or as a date by its own clock; what can't be read asks for nothing."""
    assert retry_after(headers) == seconds
