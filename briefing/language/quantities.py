"""The numbers of a text one value each, as two reports are compared by them: a range gives its two ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from briefing.language.days import days
from briefing.language.numbers import numbers
from briefing.language.reading import Number, NumberKind

QuantityKind = Literal["number", "money", "percent", "measure", "time", "age", "ordinal", "year"]
QuantityBound = Literal["exact", "about", "at least", "at most", "more than", "less than", "just below", "between"]

_KINDS: dict[NumberKind, QuantityKind] = {
    "count": "number",
    "share": "number",
    "sum": "money",
    "percent": "percent",
    "points": "percent",
    "measure": "measure",
    "clock": "time",
    "age": "age",
    "ordinal": "ordinal",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One value as a text gives it."""

    start: int
    end: int
    """Span in the text read, words like "about" and the unit included, the counted noun not."""

    text: str
    value: float | None
    """None where vague."""

    unit: str | None
    """"USD", "%", "points", "part" (of a whole), "m", …; None for plain counts."""

    kind: QuantityKind
    bound: QuantityBound = "exact"
    noun: str | None = None
    """What is counted, or the dimension measured."""

    vague: bool = False


@lru_cache(maxsize=65_536)
def quantities(text: str, code: str = "en") -> tuple[Quantity, ...]:
    """Every value of a text in order, years among them; names of things, results and factors are none."""
    found = [each for number in numbers(text, code) for each in _values(number, text)]
    found += [
        Quantity(each.start, each.end, each.text, float(each.year), None, "year")
        for each in days(text, code)
        if each.precision == "year" and each.year and not each.relative
    ]
    return tuple(sorted(found, key=lambda each: each.start))


def _values(number: Number, text: str) -> Iterator[Quantity]:
    kind = _KINDS.get(number.kind)
    if kind is None or (number.is_unread and not number.vague):
        return
    unit = "part" if number.kind == "share" else number.unit
    if number.is_range:
        for (start, end), value in zip(number.ends, (number.least, number.most), strict=True):
            yield Quantity(start, end, text[start:end], value, unit, kind, "between", number.counted)
    else:
        yield Quantity(
            number.start, number.end, number.text, number.value, unit, kind, number.bound, number.counted, number.vague
        )
