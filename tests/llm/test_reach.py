"""A request that an endpoint cuts without a word is known by what it counts."""

import pytest
from chatting import asked, chatting
from endpoint import says

from briefing.llm.reach import Reach


def cut(counts: list[tuple[int, int]]) -> list[bool]:
    """Whether each request was cut, from what the endpoint counted and the tokens it has."""
    reach = Reach()
    return [reach.is_cut(("some words",), counted, lambda size=size: size) for counted, size in counts]  # type: ignore[misc]


def test_counts_that_follow_the_requests_tell_of_no_cut() -> None:
    """Another vocabulary counts more, or less, and two may come to the same."""
    assert not any(cut([(n, round(n * share)) for share in (0.8, 1.2) for n in (600, 900, 1700, 1700, 3000, 5000)]))


@pytest.mark.parametrize("window", [2048, 4095, 8192])
def test_a_window_that_is_full_by_a_tenth_too_much_is_known_by_its_size(window: int) -> None:
    """Against what the counts of shorter requests come to in this vocabulary."""
    shorter = [(n, round(n / 1.2)) for n in (600, 700, 800)]
    assert cut([(900, 750), *shorter, (window, round(window * 1.1 / 1.2))]) == [False] * 4 + [True]
    assert not any(cut([(900, 750), *shorter, (window, round(window / 1.2))]))


def test_a_window_of_any_size_is_known_by_requests_that_count_the_same() -> None:
    """Three of them, of lengths that are too far apart for chance."""
    assert cut([(3000, 3000), (3000, 3050), (3000, 3300), (3000, 3200)]) == [False, False, True, True]
    assert not any(cut([(3000, 3000), (3000, 3010), (3000, 3020)]))


def test_it_is_told_once_with_the_cure() -> None:
    """However many requests were cut; not where a longer one was read after all."""
    full = says({"word": "yes"}, usage={"prompt_tokens": 1500, "completion_tokens": 5})
    with chatting(full, concurrency=1) as (chat, _, _):
        assert chat.notes() == ()
        answers = chat(asked(*("one two three " * n for n in (600, 700, 800, 900))))
        assert {each.problem.kind for each in answers if each.problem} == {"context"}
        assert chat.notes() == (
            "the endpoint reads 1500 tokens of a request and cuts the rest without a word; have it read longer "
            "requests (Ollama: num_ctx), or set --chunk-tokens lower",)
    reach = Reach()
    assert [reach.is_cut(("x",), counted, lambda: 5000) for counted in (2048, 3000)] == [True, False]
    assert reach.note() is None
