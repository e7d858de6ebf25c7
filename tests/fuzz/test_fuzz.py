"""A short run over seeds that are always the same; `benchmarks/fuzz.py` makes long ones with others."""

import random

import pytest
from fuzzing import TARGETS, changed, documents, loaded
from hypothesis import given, settings
from hypothesis import strategies as st

ROUNDS = {"loaders": 150, "languages": 40, "records": 40, "job files": 300, "write and check": 10, "own files": 15}
"""Inputs of each part."""

PARTS = 5


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("target", TARGETS)
def test_no_input_breaks_what_is_promised_of_it(target: str, part: int) -> None:
    """Loading, cleaning, reading, checking, job files, and a whole run with its check."""
    assert all(TARGETS[target].tried(number) is not None for number in range(part, ROUNDS[target], PARTS))


@settings(max_examples=150)
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))),
       rng=st.randoms(use_true_random=False))
def test_no_bytes_raise_past_their_reader(data: bytes, rng: random.Random) -> None:
    """Not grown from a seed: what hypothesis makes of bytes and letters."""
    loaded(data, rng)


def test_inputs_differ_and_some_are_read() -> None:
    """The changes leave enough whole for the parts behind the readers to have work."""
    target = TARGETS["loaders"]
    inputs = {changed(random.Random(n).choice(target.seeds), random.Random(n), target.seeds) for n in range(200)}
    assert len(inputs) > 190
    assert sum(b"said" in each for each in inputs) > 100
    assert documents("a.txt", lambda: target.seeds[0])
