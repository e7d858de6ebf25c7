"""How fast calls go out, on a clock that the test moves."""

import heapq

import pytest

from briefing.llm.pace import Pace, seconds


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(("value", "length"), [
    ("1s", 1.0), ("120ms", 0.12), ("6m0s", 360.0), ("1h2m3.5s", 3723.5), ("2d", 172800.0), ("60", 60.0), ("0", 0.0),
    ("0.5", 0.5), (" 1s ", 1.0), (None, None), ("", None), ("soon", None), ("1s later", None), ("-1", None),
    ("nan", None), ("2031-05-06T07:00:00Z", None),
])  # fmt: skip
def test_the_length_of_time_in_a_header_is_read(value: str | None, length: float | None) -> None:
    """Every form that endpoints send; any other counts as none."""
    assert seconds(value) == (None if length is None else pytest.approx(length))


def waits(pace: Pace, calls: int, tokens: int = 0) -> list[float]:
    """What each of so many calls has to wait, booked at once."""
    return [pace.book(tokens) for _ in range(calls)]


def test_without_limits_nothing_waits() -> None:
    """Concurrency is the only limit then."""
    assert waits(Pace(clock=Clock()), 100, 10_000) == [0.0] * 100


def test_requests_per_minute_are_spread_evenly() -> None:
    """The first goes at once."""
    clock = Clock()
    pace = Pace(requests_per_minute=30, clock=clock)
    assert waits(pace, 4) == [0.0, 2.0, 4.0, 6.0]
    clock.now += 60
    assert waits(pace, 2) == [0.0, 2.0]


def test_tokens_per_minute_are_too() -> None:
    """A long call makes the next one wait longer; the tighter of both limits holds."""
    pace = Pace(requests_per_minute=60, tokens_per_minute=6000, clock=Clock())
    assert [pace.book(tokens) for tokens in (50, 600, 10)] == [0.0, 1.0, 7.0]


def test_a_refusal_halves_the_pace_once() -> None:
    """Calls that were on their way by then do not halve it again; one that was sent later does."""
    clock = Clock()
    pace = Pace(clock=clock)
    waits(pace, 20)
    clock.now += 2
    for _ in range(5):
        pace.refused(clock.now - 2, None)
    assert pace.book(0) == pytest.approx(0.0)
    assert pace.book(0) == pytest.approx(1 / 5)  # ten a second, halved
    clock.now += 1
    pace.refused(clock.now - 0.5, None)
    first, second = waits(pace, 2)
    assert second - first == pytest.approx(2 / 5)


def test_a_halved_pace_doubles_in_a_minute_and_is_forgotten_in_five() -> None:
    """Slowly, since the reason is likely to last."""
    clock = Clock()
    pace = Pace(clock=clock)
    waits(pace, 8)
    clock.now += 1
    pace.refused(clock.now - 1, None)
    gaps = []
    for _ in range(3):
        clock.now += 60
        first, second = waits(pace, 2)
        gaps.append(second - first)
    assert gaps == [pytest.approx(1 / 8), pytest.approx(1 / 16), pytest.approx(1 / 32)]
    clock.now += 300
    assert waits(pace, 9) == [0.0] * 9


def test_the_limit_of_the_user_holds_whatever_the_endpoint_allows() -> None:
    """Recovering from a refusal does not go beyond it."""
    clock = Clock()
    pace = Pace(requests_per_minute=60, clock=clock)
    waits(pace, 1)
    pace.refused(clock.now, None)
    clock.now += 299
    assert waits(pace, 3) == [0.0, 1.0, 2.0]


def test_what_one_call_is_asked_to_wait_all_wait() -> None:
    """Whoever is over its limit need not hear it from each call."""
    clock = Clock()
    pace = Pace(clock=clock)
    waits(pace, 3)
    pace.refused(clock.now, 7.0)
    assert pace.book(0) >= 7.0


def headers(remaining: int, reset: str, limit: int | None = None, what: str = "requests") -> dict[str, str]:
    """As OpenAI sends them."""
    found = {f"x-ratelimit-remaining-{what}": str(remaining), f"x-ratelimit-reset-{what}": reset}
    return found | ({} if limit is None else {f"x-ratelimit-limit-{what}": str(limit)})


def test_near_the_end_of_an_allowance_calls_go_as_fast_as_it_comes_back() -> None:
    """490 of 500 came back in 49 seconds: ten a second. Far from the end nothing waits."""
    pace = Pace(clock=Clock(), concurrency=8)
    pace.heed(headers(400, "10s", 500))
    assert waits(pace, 3) == [0.0, 0.0, 0.0]
    pace.heed(headers(10, "49s", 500))
    assert waits(pace, 3) == [0.0, pytest.approx(0.1), pytest.approx(0.2)]
    pace.heed(headers(499, "1s", 500))
    assert pace.book(0) == pytest.approx(0.3)
    assert pace.book(0) == pytest.approx(0.3)


def test_tokens_are_watched_in_the_same_way() -> None:
    """Near the end means: fewer left than the calls in flight may take twice over."""
    pace = Pace(clock=Clock(), concurrency=2)
    waits(pace, 50, 1000)
    pace.heed(headers(9000, "60s", 30_000, "tokens"))
    assert waits(pace, 2, 1000) == [0.0, 0.0]
    pace.heed(headers(2000, "56s", 30_000, "tokens"))
    first, second = waits(pace, 2, 1000)
    assert second - first == pytest.approx(2.0)


def test_where_nothing_is_left_calls_wait_for_the_reset() -> None:
    """The limit need not be told."""
    pace = Pace(clock=Clock())
    pace.heed(headers(0, "3s"))
    assert pace.book(0) == pytest.approx(3.0)


@pytest.mark.parametrize("told", [
    {}, headers(5, "soon", 10), headers(5, "0s", 10), headers(5, "", 10), {"x-ratelimit-remaining-requests": "5"},
    {"x-ratelimit-remaining-requests": "x", "x-ratelimit-reset-requests": "1s"}, headers(10, "1s", 10),
    {"x-ratelimit-reset": "1700000000000", "x-ratelimit-remaining": "0"},
])  # fmt: skip
def test_headers_that_tell_nothing_change_nothing(told: dict[str, str]) -> None:
    """Endpoints have their own ideas of them."""
    pace = Pace(clock=Clock())
    pace.heed(told)
    assert waits(pace, 3) == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("told", [True, False], ids=["with headers", "without"])
@pytest.mark.parametrize("a_minute", [60, 600])
def test_an_unknown_limit_is_found(a_minute: int, told: bool) -> None:
    """Sixteen callers, replies after a second, an endpoint that refuses beyond its limit: over ten minutes three in
    four of the calls it allows are made, and fewer than one in six is refused."""
    clock = Clock()
    pace = Pace(clock=clock)
    left, filled, answered, refused = float(a_minute), clock.now, 0, 0
    end = clock.now + 600
    events: list[tuple[float, int, str, float]] = [(clock.now, n, "book", 0.0) for n in range(16)]
    while events and events[0][0] < end:
        clock.now, caller, what, sent = heapq.heappop(events)
        if what == "book":
            heapq.heappush(events, (clock.now + pace.book(1000), caller, "send", 0.0))
            continue
        if what == "send":
            left = min(a_minute, left + (clock.now - filled) * a_minute / 60)
            filled = clock.now
            good, left = left >= 1, left - 1 if left >= 1 else left
            heapq.heappush(events, (clock.now + 1, caller, "good" if good else "bad", clock.now))
            continue
        if told:
            pace.heed(headers(int(left), f"{(a_minute - left) * 60 / a_minute:.3f}s", a_minute))
        answered += what == "good"
        refused += what == "bad"
        if what == "bad":
            pace.refused(sent, None)
        heapq.heappush(events, (clock.now + (0 if what == "good" else 1), caller, "book", 0.0))
    assert answered > 0.75 * a_minute * 10
    assert refused < 0.2 * answered
