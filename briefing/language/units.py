"""What a number measures or pays: the unit behind it, the currency before it, the words that lead it in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from briefing.language import money
from briefing.language.grammar import grammar_of
from briefing.language.language import language_data, spellings, word_list
from briefing.language.phrases import Phrases, before_gap, behind_gap
from briefing.language.reading import NumberKind
from briefing.language.signs import sign_at
from briefing.regex import lazy_regex

BEFORE = 40
"""Characters before a number in which what bears on it is looked for."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands beside a number."""

    kind: NumberKind
    name: str
    factor: float
    """What the number is to be multiplied by: a basis point is a hundredth of a point."""

    edge: int
    """Where it ends behind the number, or begins before it."""


_Meaning = tuple[NumberKind, str, float]


@dataclass(frozen=True, slots=True)
class _Units:
    """The units of a language."""

    words: Phrases[_Meaning]
    between: Phrases[str]
    """What may stand between a number and its unit: "more", "de"."""

    of: Phrases[str]
    """What stands between a fraction and its unit: "half a point"."""

    cash: Phrases[str]
    """Names of currencies that may stand before their sum: "dollari 4"."""

    scales: Phrases[float]
    led: Phrases[tuple[NumberKind, str]]
    fillers: Phrases[str]
    dimensions: Phrases[str]


@cache
def _units_of(code: str) -> _Units:
    data = language_data(code, "numbers")
    apart = not data.get("unspaced", False)
    words = dict(_words_behind(data, language_data(code, "currencies")))

    def listed(table: str, name: str = "words") -> Phrases[str]:
        return Phrases.listed(word_list(data.get(table, {}).get(name, "")), apart=apart)

    cash = word_list(data.get("cash", {}).get("before", ""))
    return _Units(
        words=Phrases.of(words, apart=apart),
        between=listed("before_units"),
        of=Phrases.listed(word_list(data.get("of", "")), apart=apart),
        cash=Phrases.of({word: words[word][1] for word in cash}, apart=apart),
        scales=Phrases.of(grammar_of(code).scales, apart=apart),
        led=Phrases.of(dict(_led(data)), apart=apart),
        fillers=listed("before_numbers"),
        dimensions=listed("dimensions"),
    )


def _words_behind(
    data: Mapping[str, Any], currencies: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, tuple[NumberKind, str, float]]]:
    """The words behind a number with kind, unit and factor; of two that are the same the later counts."""
    tables: tuple[tuple[NumberKind, Mapping[str, str]], ...] = (
        ("sum", currencies.get("currencies", {})),
        ("measure", data.get("units", {})),
        ("sum", data.get("currencies", {})),
    )
    for kind, table in tables:
        for unit, listed in table.items():
            yield from ((word, (kind, unit, 1.0)) for word in spellings(listed, data))
    share = data.get("percent", {})
    percent, points = (spellings(share.get(name, ""), data) for name in ("percent", "points"))
    yield from ((word, ("percent", "%", 1.0)) for word in percent)
    yield from ((word, ("percent", "‰", 1.0)) for word in word_list(share.get("per_mille", "")))
    yield from ((word, ("points", "points", 1.0)) for word in points)
    yield from ((f"{sign} {word}", ("points", "points", 1.0)) for word in points for sign in ("%", *percent))
    yield from ((word, ("points", "points", BASIS_POINT)) for word in spellings(share.get("basis", ""), data))
    for unit, listed in data.get("ages", {}).items():
        forms = (form for form in spellings(listed, data) if form.startswith("{n}"))
        yield from ((form[3:].strip(" -"), ("age", unit, 1.0)) for form in forms)


BASIS_POINT = 0.01


def _led(data: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, tuple[NumberKind, str]]]:
    """The words that lead a number in: "at the age of {n}", "percentage of {n}"."""
    for unit, listed in data.get("ages", {}).items():
        for form in word_list(listed):
            if form.endswith("{n}"):
                yield form.removesuffix("{n}").strip(), ("age", unit)
    for word in word_list(data.get("percent", {}).get("before", "")):
        yield word, ("percent", "%")


def unit_behind(plain: str, end: int, code: str, *, in_figures: bool, is_share: bool) -> Unit | None:
    """What stands behind a number that ends there."""
    units = _units_of(code)
    start = behind_gap(plain, end) if plain[end : end + 1] not in {"'", "’"} else end + 1
    word = _word_unit(units, plain, start, end, is_share=is_share)
    sign = _sign_unit(units, plain, end, in_figures=in_figures)
    return sign if sign and (word is None or word.edge <= sign.edge) else word


def _word_unit(units: _Units, plain: str, start: int, end: int, *, is_share: bool) -> Unit | None:
    hit = units.words.behind(plain, start)
    for opening in (units.between, units.of if is_share else None):
        if hit is None and opening is not None and start > end and (passed := opening.behind(plain, start)):
            hit = units.words.behind(plain, behind_gap(plain, passed[1], 1))
    if hit is None:
        return None
    (kind, name, factor), edge = hit
    return None if kind == "age" and name not in TIMES else Unit(kind, name, factor, edge)


TIMES = frozenset({"year", "month", "week", "day"})
"""Units of an age."""


def _sign_unit(units: _Units, plain: str, end: int, *, in_figures: bool) -> Unit | None:
    """A sign or a code, in brackets too: "20 (kg)"; behind a number in words a code alone: "twenty MUSD"."""
    start = behind_gap(plain, end, 1)
    bracket = plain[start : start + 1] in {"(", "{"}
    if not bracket and start > end and (passed := units.between.behind(plain, start)):
        start = behind_gap(plain, passed[1], 1)
    start += bracket
    if cash := money.cash_behind(plain, start):
        unit = Unit("sum", cash[0], cash[1], cash[2])
    elif in_figures and (sign := sign_at(plain, start)):
        unit = Unit(sign[0], sign[1], 1.0, sign[2])
    else:
        return None
    closes = bracket and plain[unit.edge : unit.edge + 1] in {")", "}"}
    return replace(unit, edge=unit.edge + closes)


def cash_before(plain: str, start: int, code: str, floor: int) -> tuple[int, str] | None:
    """Where a currency before a number begins, not before `floor`, and its unit."""
    if found := money.cash_before(plain, start, floor):
        return found
    named = _units_of(code).cash.before(plain, before_gap(plain, start), floor)
    return (named[1], named[0]) if named else None


def scale_behind(plain: str, end: int, code: str) -> tuple[float, int]:
    """The scale that stands behind a currency ("75 USD million") and where it ends; 1 and `end` where none does."""
    start = behind_gap(plain, end, 1)
    hit = _units_of(code).scales.behind(plain, start) if start > end else None
    return hit or (1.0, end)


def led_in(plain: str, start: int, code: str) -> tuple[NumberKind, str] | None:
    """Kind and unit that the words before a number give it: "at the age of 12"."""
    units = _units_of(code)
    end = before_gap(plain, start)
    filler = units.fillers.before(plain, end)
    hit = units.led.before(plain, end) or (units.led.before(plain, before_gap(plain, filler[1])) if filler else None)
    return hit[0] if hit else None


def dimension_behind(plain: str, end: int, code: str) -> tuple[str, int] | None:
    """What a measure is of ("deep"), and where that ends; a bracket between is passed over."""
    bracket = _BRACKET.match(plain, end)
    start = bracket.end() if bracket else end
    gap = behind_gap(plain, start, 1)
    hit = _units_of(code).dimensions.behind(plain, gap) if gap > start else None
    return (hit[0], end if bracket else hit[1]) if hit else None


_BRACKET = lazy_regex(r"\)| \(\d[^()]{1,18}\)")


def is_money(plain: str, end: int, code: str) -> bool:
    """Whether a currency's name stands there."""
    unit = _word_unit(_units_of(code), plain, behind_gap(plain, end), end, is_share=False)
    return unit is not None and unit.kind == "sum"
