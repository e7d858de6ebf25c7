"""What is read of numbers, in each language: cases in files, one a line."""

from pathlib import Path

import pytest

from briefing.language.numbers import numbers
from briefing.language.reading import Number

CASES = [
    (path.stem, *line.split(" => "))
    for path in sorted(Path(__file__).parent.joinpath("numbers").glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def written(number: Number) -> str:
    """A number as the cases have it."""
    value = f"[{number.least:g}, {number.most:g}]" if number.is_range else str(number.value)
    value = value if number.value is None else f"{number.value:.10g}"
    parts = [value, number.kind if number.kind != "count" else "", number.unit or "",
             number.bound if number.bound != "exact" else ""]  # fmt: skip
    return " ".join(filter(None, parts))


@pytest.mark.parametrize(("code", "text", "expected"), CASES)
def test_numbers_are_read_with_their_value_kind_unit_and_bound(code: str, text: str, expected: str) -> None:
    """Words and figures, scales, parts, sums with their cents, bounds and ranges; addresses and names are none."""
    found = "; ".join(map(written, numbers(text, code))) or "-"
    assert _same(found) == _same(expected), found


def _same(listed: str) -> list[list[object]]:
    """Numbers compare as numbers: "1e-12" is 0.000000000001."""
    return [[_plain(each) for each in one.split()] for one in listed.split("; ")]


def _plain(word: str) -> object:
    try:
        return float(word.strip("[],"))
    except ValueError:
        return word
