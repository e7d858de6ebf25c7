"""What the work on a long text comes to: lines that the interpreter runs and items that built-in functions go
through, counted; no clock."""

import builtins
import importlib
import sys
from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from typing import Any

import pytest

from briefing.model import Document
from briefing.stages.clean import clean
from briefing.text.linkage import clusters
from briefing.text.names import names
from briefing.text.neighbours import Neighbours
from briefing.text.paragraphs import paragraphs
from briefing.text.product import Product
from briefing.text.sentences import sentences

SHAPES = {
    "wrapped text": "the harbour of Lannick stays closed while divers look for the fuel of the\nferry, and nobody can "
                    "say for how long the boats that lie behind it have to\nwait. ",
    "equal lines": "Menu item\n",
    "capitals": "Anna Brand of Oster ",
    "short sentences": "A. ",
    "one word": "ab",
    "blank lines": "\n\n",
    "quotation marks": "“",
    "headings": "# The ferry\n\n",
    "figures": "12 men and 3 percent. ",
    "paragraphs": "Divers look for fuel in the wreck, the coast guard said on Monday.\n\n",
}
COUNTED = ("max", "min", "sum", "sorted", "any", "all")
"""Functions that go through what they are given without a line of ours being run."""

STEPS: dict[str, Callable[[str], object]] = {
    "paragraphs": paragraphs.__wrapped__,
    "names": names.__wrapped__,
    "sentences": lambda text: sentences(text, paragraphs(text)),
    "clean": lambda text: clean(Document("d1", None, "0" * 64, "Ferry", text)),
}


def work(step: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> int:
    """Lines run and items gone through."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    def counting(function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **rest: Any) -> Any:
            if len(args) == 1 and isinstance(args[0], Iterable):
                args = (gone_through(args[0]),)
            return function(*args, **rest)

        def gone_through(items: Iterable[Any]) -> Iterator[Any]:
            nonlocal count
            for each in items:
                count += 1
                yield each

        return counted

    with monkeypatch.context() as patched:
        for module in ("briefing.text.paragraphs", "briefing.text.names", "briefing.text.sentences",
                       "briefing.text.furniture", "briefing.stages.clean"):
            for name in COUNTED:
                patched.setattr(importlib.import_module(module), name, counting(getattr(builtins, name)), raising=False)
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            step()
        finally:
            sys.settrace(before)
    return count


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("step", STEPS)
def test_four_times_the_text_is_hardly_more_than_four_times_the_work(
        step: str, shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever shape the text has: 4 ** 1.15 is 4.9."""
    run, part = STEPS[step], SHAPES[shape]
    small, large = (work(lambda size=size: run(part * (size // len(part))), monkeypatch) for size in (6_000, 24_000))
    assert large <= 4.9 * small + 200


def reports(count: int) -> list[dict[str, float]]:
    """Texts of events of ten, with words of their event, of their own, and of all."""
    return [{**{f"event {n // 10} {k}": 1.0 for k in range(8)}, **{f"own {n} {k}": 1.0 for k in range(8)},
             **{f"all {k}": 0.2 for k in range(8)}} for n in range(count)]


def test_ten_times_the_documents_are_hardly_more_than_ten_times_the_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """What all of a pile say finds no pairs, so that only those of one event are looked at and linked."""
    costs = []
    for count in (300, 3_000):
        pairs = list(Neighbours(reports(count)).pairs())
        links = {(left, right): cosine for left, right, cosine in pairs}
        groups: list[list[int]] = []
        lines = work(lambda links=links, groups=groups, count=count: groups.extend(clusters(count, links, 0.15)),
                     monkeypatch)
        assert [len(each) for each in groups] == [10] * (count // 10)
        costs.append((len(pairs), Product(reports(count), lambda _, __: 1.0, most=250).meetings, lines))
    for small, large in zip(*costs, strict=True):
        assert large <= 12 * small
