"""SECURITY.md names a test for each promise, and the tests are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROMISES = [line for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines() if "`tests/" in line]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.split("|")[1].strip()[:40])
def test_every_promise_has_tests_that_are_there(promise: str) -> None:
    """Each of them by its file and name."""
    named = NAMED.findall(promise)
    assert len(named) == promise.count("`tests/") > 0
    for file, test in named:
        assert re.search(rf"^def {test}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE), test


def test_there_are_promises() -> None:
    """The table is found."""
    assert len(PROMISES) > 12
