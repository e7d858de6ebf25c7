"""Money and tokens, before a call and after it."""

import json
import tomllib
from dataclasses import replace
from datetime import date

import pytest
from pydantic import BaseModel

from briefing.errors import UsageError
from briefing.llm.ask import Request
from briefing.llm.budget import PRICES, Budget, Price, price_of, size
from briefing.llm.retry import Tokens
from briefing.llm.schema import strict
from briefing.model import Usage
from briefing.text.tokens import tokenizer


class Form(BaseModel):
    """A form."""

    a: str


@pytest.mark.parametrize(("model", "price"), [
    ("gpt-4.1-mini", Price(0.40, 0.10, 1.60)),
    ("gpt-4.1-mini-2025-04-14", Price(0.40, 0.10, 1.60)),
    ("openai/gpt-4o", Price(2.50, 1.25, 10.00)),
    ("ft:gpt-4o:desk::abc", None),
    ("someone/gpt-4o", None),
    ("llama3.1:8b", None),
    ("", None),
])  # fmt: skip
def test_a_price_is_that_of_the_model_or_none(model: str, price: Price | None) -> None:
    """A dated name has the price of its model; a name that only looks alike has none."""
    assert price_of(model) == price


def test_a_price_that_is_given_counts() -> None:
    """For a model in the table too."""
    assert price_of("gpt-4o", (1.0, 2.0)) == price_of("x", (1.0, 2.0)) == Price(1.0, 1.0, 2.0)


def test_the_table_is_dated_and_in_order() -> None:
    """Cached input costs no more than fresh, and output no less."""
    table = tomllib.loads(PRICES.read_text())
    assert date.fromisoformat(table["as_of"]) > date(2026, 1, 1)
    for sent, cached, received in table["models"].values():
        assert 0 < cached <= sent <= received


def test_a_call_costs_what_its_tokens_cost() -> None:
    """What the provider had in its cache is cheaper."""
    assert Price(2.0, 0.5, 8.0).of(Tokens(1_000_000, 500_000, cached=400_000)) == pytest.approx(1.2 + 0.2 + 4.0)


def test_a_request_is_counted_with_its_schema() -> None:
    """By the model's own vocabulary, offline; for a model nobody knows, too high rather than too low."""
    request = Request("t", "", "Do it.", "The ferry ran aground. " * 20, Form, 5)
    exact = size("gpt-4o", request)
    assert exact > tokenizer("gpt-4o").count(request.user) + 12
    assert exact < size("llama3", request) < 3 * exact


def test_money_that_is_set_aside_is_not_spent_twice() -> None:
    """Given back when a call ends; what it really took is written down."""
    budget = Budget("m", Price(1.0, 1.0, 1.0), max_cost=1.0)
    first = budget.book("t", 300_000, 300_000)
    assert first == pytest.approx(0.6)
    assert budget.book("t", 300_000, 200_000) is None
    assert budget.book("t", 300_000, 100_000) is not None
    budget.pay("t", Tokens(300_000, 50_000), 300_000)
    assert budget.book("t", 100_000, 0) is None
    budget.free(first)
    assert budget.book("t", 100_000, 0) is not None


def test_calls_are_in_flight_until_the_last_one_ends() -> None:
    """One call alone may still give back what another needs; what was refused is not on its way."""
    budget = Budget("m", Price(1.0, 1.0, 1.0), max_cost=1.0)
    assert not budget.in_flight
    booked = [budget.book("t", 300_000, 0), budget.book("t", 300_000, 0), budget.book("t", 900_000, 0)]
    assert booked[2] is None
    assert budget.in_flight
    budget.free(0.3)
    assert budget.in_flight
    budget.free(0.3)
    assert not budget.in_flight


def test_what_is_set_aside_is_priced_as_it_will_be_paid() -> None:
    """What is sent at its price, what is expected at that of replies; nothing is thought to be in a cache."""
    assert Budget("m", Price(1.0, 0.5, 4.0)).book("t", 300_000, 200_000) == pytest.approx(0.3 + 0.8)


def test_replies_longer_than_expected_make_the_next_ones_expected_longer() -> None:
    """Else a limit would be gone beyond by what every call takes too much."""
    budget = Budget("m", Price(1.0, 1.0, 1.0), max_cost=1.0)
    budget.pay("t", Tokens(0, 400_000), 100_000)
    assert budget.likely("t", 160_000) == 640_000
    assert budget.likely("other", 160_000) == 160_000


def test_a_run_is_summed_over_its_tasks() -> None:
    """Calls, kept replies, tokens, dollars."""
    budget = Budget("m", Price(1.0, 0.5, 2.0))
    budget.pay("extract", Tokens(100, 10, cached=50))
    budget.pay("extract", Tokens(100, 10))
    budget.found("extract")
    budget.pay("compose", Tokens(50, 5))
    total = budget.usage()
    assert (total.calls, total.cached_calls, total.prompt_tokens, total.completion_tokens) == (3, 1, 250, 25)
    assert total.cost_usd == pytest.approx((200 + 0.5 * 50 + 2 * 25) / 1e6)
    assert budget.tasks()["compose"] == Usage(1, 0, 50, 5, pytest.approx(60 / 1e6))


def test_an_unknown_price_costs_nothing_and_limits_nothing() -> None:
    """Whoever tells the cost can see that it is not known."""
    budget = Budget("m", None)
    assert budget.book("t", 10**9, 10**9) == 0.0
    budget.pay("t", Tokens(10, 10))
    assert (budget.price, budget.usage().cost_usd) == (None, 0.0)


def test_a_limit_is_kept_to_the_cent() -> None:
    """What just fits is sent; the least beyond it is not, and then nothing was set aside."""
    budget = Budget("m", Price(1.0, 1.0, 1.0), max_cost=1.0)
    assert budget.book("t", 1_000_001, 0) is None
    assert budget.book("t", 500_000, 500_000) == 1.0
    assert budget.book("t", 1, 0) is None


def test_what_attempts_cost_beyond_what_was_set_aside_is_an_overdraft() -> None:
    """All that may be spent is none yet, the least beyond it is; nothing is where nothing limits it."""
    budget = Budget("m", Price(1.0, 1.0, 1.0), max_cost=0.5)
    budget.book("t", 250_000, 0)
    budget.pay("t", Tokens(250_000, 0))
    assert not budget.is_overdrawn()
    budget.pay("t", Tokens(1, 0))
    assert budget.is_overdrawn()
    free = Budget("m", Price(1.0, 1.0, 1.0))
    free.pay("t", Tokens(10**12, 0))
    assert not free.is_overdrawn()


def test_no_money_buys_no_call() -> None:
    """Zero is a limit, none at all is none."""
    assert Budget("m", Price(1.0, 1.0, 1.0), max_cost=0.0).book("t", 1, 1) is None
    assert Budget("m", Price(1.0, 1.0, 1.0)).book("t", 10**12, 10**12) == 2e6


@pytest.mark.parametrize("limit", [0.0, 2.5])
def test_a_limit_needs_a_price(limit: float) -> None:
    """Said with the cure before anything is sent; without a limit nobody needs one."""
    with pytest.raises(UsageError) as error:
        Budget("m", None, max_cost=limit)
    assert str(error.value) == (f"--max-cost: {limit!r} can't be kept to, because the price of the model 'm' is not "
                                "known; give it as in --price 0.40/1.60 (US dollars a million tokens sent and "
                                "received)")


def test_all_that_is_set_aside_counts_until_it_is_given_back() -> None:
    """Calls in flight and calls paid for, of whatever task."""
    budget = Budget("m", Price(1.0, 1.0, 1.0), max_cost=1.0)
    booked = [budget.book(task, 250_000, 0) for task in "abc"]
    assert booked == [0.25, 0.25, 0.25]
    budget.pay("d", Tokens(125_000, 125_000))
    assert budget.book("a", 1, 0) is None
    budget.free(0.25)
    assert budget.book("a", 250_000, 0) == 0.25
    assert budget.spent() == 0.25


def test_replies_shorter_than_expected_make_none_expected_shorter() -> None:
    """An estimate is never below what a call may come to; nor does a reply that nobody had estimated change one."""
    budget = Budget("m", Price(1.0, 1.0, 1.0))
    budget.pay("t", Tokens(0, 10), 100)
    budget.pay("other", Tokens(0, 10))
    assert budget.likely("t", 1000) == budget.likely("other", 1000) == 1000
    budget.pay("other", Tokens(0, 290), 100)
    assert budget.likely("other", 1000) == 3000


def test_how_much_longer_replies_are_is_told_by_all_of_a_task() -> None:
    """Three replies: 600 tokens where 300 were expected are twice as many."""
    budget = Budget("m", Price(1.0, 1.0, 1.0))
    for received, expected in ((100, 100), (300, 100), (200, 100)):
        budget.pay("t", Tokens(50, received), expected)
    assert budget.likely("t", 1000) == 2000


def test_a_task_is_told_with_all_it_took() -> None:
    """In the order they first came up; kept replies are counted apart, and cost nothing."""
    budget = Budget("m", Price(2.0, 1.0, 4.0))
    for _ in range(3):
        budget.found("weigh")
    budget.pay("extract", Tokens(1_000_000, 500_000, cached=500_000), 7)
    assert list(budget.tasks().items()) == [
        ("weigh", Usage(0, 3, 0, 0, 0.0)), ("extract", Usage(1, 0, 1_000_000, 500_000, 3.5))]
    assert budget.usage() == Usage(1, 3, 1_000_000, 500_000, 3.5)
    assert Budget("m", None).usage() == Usage(0, 0, 0, 0, 0)


@pytest.mark.parametrize(("price", "cost"), [(Price(2.0, 1.0, 4.0), 14.0), (None, 0.0)])
def test_what_calls_would_come_to(price: Price | None, cost: float) -> None:
    """Each once, before anything is sent: nothing of it is spent."""
    budget = Budget("gpt-4o", price)
    assert budget.usage_of(3, 1_000_000, 3_000_000) == Usage(3, 0, 1_000_000, 3_000_000, cost)
    requests = [Request("t", "", "Do it.", text, Form, expected) for text, expected in (("One.", 5), ("Two. " * 9, 7))]
    sent = sum(size("gpt-4o", each) for each in requests)
    estimate = budget.estimate(requests)
    assert (estimate.calls, estimate.cached_calls, estimate.prompt_tokens, estimate.completion_tokens) == (
        2, 0, sent, 12)
    assert estimate.cost_usd == pytest.approx((2 * sent + 4 * 12) / 1e6 if price else 0.0)
    assert budget.spent() == 0.0


def test_replies_that_had_to_be_mended_are_counted() -> None:
    """Each once, with its task, and over the run."""
    budget = Budget("m", Price(2.0, 1.0, 4.0))
    for task in ("extract", "weigh", "extract"):
        budget.mended(task)
    assert {task: each.mended for task, each in budget.tasks().items()} == {"extract": 2, "weigh": 1}
    assert budget.usage().mended == 3


def test_each_part_of_a_request_is_counted_once() -> None:
    """Instructions, schema and text, and twelve tokens around them."""
    count = tokenizer("gpt-4o").count
    request = Request("t", "", "Do it, and do it well.", "The ferry ran aground.", Form, 5)
    schema = count(json.dumps(strict(Form)))
    assert size("gpt-4o", request) == count(request.system) + schema + count(request.user) + 12
    assert size("gpt-4o", replace(request, system="")) == schema + count(request.user) + 12
