"""How alike two texts of a pile are."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.likeness import Likeness, Pair

TEXTS = st.lists(st.frozensets(st.sampled_from("abcdefghij"), max_size=6), max_size=7)


def sets(*texts: str) -> list[frozenset[str]]:
    return [frozenset(text) for text in texts]


def test_the_same_text_is_wholly_alike_and_another_not_at_all() -> None:
    """1 and 0."""
    likeness = Likeness(sets("abc", "abc", "xyz"))
    assert likeness.compare(0, 1) == Pair(0, 1, 1.0, 1.0, 3)
    assert likeness.compare(0, 2) == Pair(0, 2, 0.0, 0.0, 0)


def test_a_rare_term_weighs_more() -> None:
    """What all have tells little."""
    likeness = Likeness(sets("ab", "a", "a", "a"))
    assert likeness.weight(frozenset("b")) > likeness.weight(frozenset("a")) > 0 == likeness.weight(frozenset("x"))
    assert likeness.weight(frozenset("ab")) == likeness.weight(frozenset("a")) + likeness.weight(frozenset("b"))
    assert likeness.weight(frozenset("z")) == likeness.weight(frozenset()) == 0


def test_a_part_of_a_text_is_covered_by_it() -> None:
    """Cover looks from the lighter text, dice from both."""
    pair = Likeness(sets("abcdef", "abc")).compare(0, 1)
    assert pair.cover == pytest.approx(1.0)
    assert 0.5 < pair.dice < 1


def test_a_background_leaves_weight_to_what_all_of_a_pile_shares() -> None:
    """In a pile on one event, that is what it is about."""
    alone, beside = Likeness(sets("abx", "aby")), Likeness(sets("abx", "aby"), 200)
    assert beside.compare(0, 1).dice > alone.compare(0, 1).dice


def test_texts_without_terms_are_like_nothing() -> None:
    """And no division by nought."""
    assert Likeness(sets("", "")).compare(0, 1) == Pair(0, 1, 0.0, 0.0, 0)
    assert list(Likeness([]).pairs()) == []


@given(TEXTS, st.integers(1, 3), st.sampled_from([0.0, 0.3, 0.6]))
def test_pairs_are_those_that_share_enough(texts: list[frozenset[str]], shared: int, cover: float) -> None:
    """As comparing each with each would find, once and in order."""
    likeness = Likeness(texts)
    every = [likeness.compare(i, j) for i in range(len(texts)) for j in range(i + 1, len(texts))]
    assert list(likeness.pairs(shared=shared, cover=cover)) == [
        pair for pair in every if pair.shared >= shared and pair.cover >= cover]


def test_pairs_of_a_large_pile_are_weighed_as_each_with_each_is() -> None:
    """To the last bit, what most texts have included; a pair is found by the rarer terms it shares."""
    chance = random.Random(7)
    common, rarer = [f"common{n}" for n in range(6)], [f"rare{n}" for n in range(60)]
    texts = [frozenset((*chance.sample(common, 4), *chance.sample(rarer, 5))) for _ in range(90)]
    likeness, rare = Likeness(texts), frozenset(rarer)
    every = [likeness.compare(i, j) for i in range(90) for j in range(i + 1, 90)]
    enough = [pair for pair in every if len(texts[pair.left] & texts[pair.right] & rare) > 1]
    for shared, cover in ((2, 0.0), (5, 0.3), (6, 0.6)):
        found = [pair for pair in enough if pair.shared >= shared and pair.cover >= cover]
        assert found
        assert list(likeness.pairs(shared=shared, cover=cover)) == found


@given(TEXTS)
def test_likeness_lies_between_nothing_and_all(texts: list[frozenset[str]]) -> None:
    """And is the same from either side."""
    likeness = Likeness(texts)
    for i in range(len(texts)):
        for j in range(i + 1, len(texts)):
            pair, back = likeness.compare(i, j), likeness.compare(j, i)
            assert 0 <= pair.dice <= 1 + 1e-9
            assert pair.dice <= pair.cover + 1e-9 <= 1 + 2e-9
            assert (pair.dice, pair.cover, pair.shared) == pytest.approx((back.dice, back.cover, back.shared))
