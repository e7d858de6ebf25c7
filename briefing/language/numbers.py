"""The numbers of a text with what they count or measure, how exactly, and what they are of a range or a change."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.language.bounds import bound_of, role_of
from briefing.language.clocks import clocks
from briefing.language.counting import thing_counted
from briefing.language.days import days
from briefing.language.digits import ALIKE
from briefing.language.duals import duals, has_duals
from briefing.language.grammar import any_of, edges_of, grammar_of
from briefing.language.identifiers import NO_NUMBER, identifier
from briefing.language.language import language_data, word_list
from briefing.language.numeral_reader import numerals
from briefing.language.numerals import Numeral
from briefing.language.parts import PRECISION
from briefing.language.phrases import Phrases, before_gap
from briefing.language.ranges import betweens, joined
from briefing.language.reading import Bound, Day, Number, NumberKind
from briefing.language.units import (
    Unit,
    cash_before,
    dimension_behind,
    is_money,
    led_in,
    scale_behind,
    unit_behind,
)
from briefing.regex import lazy_regex

LATEST = 2100
"""The last year that a number can be."""

OLDEST = 115
"""Years up to which a number between commas behind a person is an age."""

_AGE_BEFORE = lazy_regex(r"[^\W\d_]{2,}\)?, $")
_NAME_BEFORE = lazy_regex(r"[^\W\d_a-zß-ÿ][\w.’'-]+, $")
PERSON = 30
"""Characters before an age in which the person is looked for."""

SIGN = 10
"""Characters before a number in which its sign is looked for."""

_DIGIT = lazy_regex(r"\d")
_WORD_BEHIND = lazy_regex(r"\s[^\W\d_]")
_FIGURE = lazy_regex(r"\s?\d")
_BOUNDLESS = frozenset({"identifier", "factor"})
_COUNTING = frozenset({"count", "share", "percent", "measure"})


@dataclass(frozen=True, slots=True)
class _Beside:
    """What makes a number of a language negative, a factor, an ordinal or a share."""

    minus: re.Pattern[str]
    folds: re.Pattern[str]
    """What makes a number a factor: "-fold", "times"."""

    nth: re.Pattern[str]
    led: Phrases[str]
    """What stands before an ordinal whose sign is a full stop: "der 3. Lauf"."""

    ratio: re.Pattern[str]
    """What makes a "one" a share: "in ten", not "in 2012"."""

    of: re.Pattern[str]
    pronouns: frozenset[str]
    """Words for one that may count nothing."""

    rough: Bound
    """What a rough numeral means: "une vingtaine", "十余万"."""

    no_one: re.Pattern[str]
    """Words before a "one" that counts nothing: "no one", "this one"."""


@cache
def _beside_of(code: str) -> _Beside:
    data: Mapping[str, Mapping[str, str]] = language_data(code, "numbers")
    front, edge = edges_of(data)
    grammar = grammar_of(code)
    gap = r"\s" if edge else r"\s?"

    def listed(table: str, name: str = "words") -> str:
        return any_of(word_list(data.get(table, {}).get(name, "")))

    return _Beside(
        minus=re.compile(
            rf"{front}(?:{listed('negative')}){gap}$|(?:^|(?<=[\s(<>=]))(?<![\d-]\s)-$|^\s*-\s{{1,2}}$", re.I
        ),
        folds=re.compile(rf"[\s-]?(?:{listed('factors_behind')}){edge}", re.I),
        led=Phrases.listed(word_list(data.get("ordinal_signs", {}).get("led", ""))),
        nth=re.compile(rf"(?:{listed('ordinal_signs', 'behind')}){edge}"),
        ratio=re.compile(
            rf"\s(?:{listed('ratios', 'between')}|{listed('ratios', 'over')})"
            rf"\s(?:1000(?!\d)|\d(?!\d{{3}}(?!\d))|{any_of((*grammar.cardinals, *grammar.bare))})",
            re.I,
        ),
        of=re.compile(rf"\s(?:{any_of(word_list(language_data(code, 'numbers').get('of', '')))})(?=\s)", re.I),
        pronouns=frozenset(word_list(data.get("no_one", {}).get("pronouns", ""))),
        rough="more than" if "more" in str(data.get("rough_means", "")) else "about",
        no_one=re.compile(rf"{front}(?:{listed('no_one')})[ -]$", re.I),
    )


@lru_cache(maxsize=65_536)
def numbers(text: str, code: str = "en") -> tuple[Number, ...]:
    """Every number of a text in order, but for those of dates; a range is one.

    In a language without a reader numbers in words are not seen, and what could be read in two ways ("1.500") has no
    value.
    """
    plain = text.translate(ALIKE)
    figures = any(each.isdigit() for each in text) or code == "zh"
    if not (figures or grammar_of(code).atoms.search(plain) or has_duals(plain, code)):
        return ()
    return tuple(joined(_Reader(plain, text, code).found(), plain, text, code))


class _Reader:
    """Reads one text."""

    def __init__(self, plain: str, text: str, code: str) -> None:
        self.plain, self.text, self.code = plain, text, code
        self.beside = _beside_of(code)
        self.behind_last = 0
        """Where the last number ends, its unit included: what it took is no other's."""

    def found(self) -> list[Number]:
        """The numbers one by one, in order."""
        taken = [
            (each.start, each.end)
            for each in days(self.plain, self.code)
            if (each.year or each.month or each.day or each.precision == "decade") and not self._is_no_year(each)
        ]
        taken += [hit.span() for hit in NO_NUMBER.finditer(self.plain)]
        read = bytearray(len(self.plain))  # 1 for each letter that is taken: ten thousand dates are read in proportion
        for start, end in taken:
            read[start:end] = b"\1" * (end - start)
        found = [Number(start, end, self.text[start:end], minutes, "clock")
                 for start, end, minutes in clocks(self.plain, self.code, read)]
        found += duals(self.plain, self.text, self.code, read)
        for numeral in numerals(self.plain, grammar_of(self.code)):
            if numeral.start < self.behind_last or 1 in read[numeral.start : numeral.end]:
                continue
            if (number := self._number(numeral)) is not None:
                found.append(number)
                self.behind_last = number.end
        return sorted(found, key=lambda each: each.start)

    def _is_no_year(self, day: Day) -> bool:
        """Whether what could be a year is paid or measured: "1015 francs", "EUR 1500"."""
        if day.precision != "year" or not self.plain[day.start : day.end].isdigit():
            return False
        more = betweens(self.code).match(self.plain, day.end)
        if (more and int(more["digits"]) > LATEST) or self._is_limit(day):
            return True
        unit = unit_behind(self.plain, day.end, self.code, in_figures=True, is_share=False)
        return unit is not None or cash_before(self.plain, day.start, self.code, 0) is not None

    def _is_limit(self, day: Day) -> bool:
        """Whether words that no year has behind them stand before it: "more than 1500"."""
        return bound_of(self.plain, day.start, day.end, self.code)[0] in {"more than", "less than", "exact"}

    def _number(self, numeral: Numeral) -> Number | None:
        """A numeral with its surroundings; None where it is no number ("one another", "half-time")."""
        start, end, value = numeral.start, numeral.end, numeral.value
        if numeral.kind == "vague":
            return self._made(start, end, None, "count", vague=True)
        if numeral.kind == "factor":
            return self._made(start, end, value, "factor")
        cash = cash_before(self.plain, start, self.code, self.behind_last)
        unit = self._unit(numeral, end)
        if cash is None and (
            name := identifier(self.plain, numeral, self.code, has_unit=unit is not None, floor=self.behind_last)
        ):
            return self._made(*name, None, "identifier")
        if numeral.scale_start is not None and cash is None and not self._is_scale(numeral):
            value, end = numeral.plain, numeral.scale_start
            end -= len(self.plain[:end]) - len(self.plain[:end].rstrip(" \u00a0-"))
            unit = self._unit(numeral, end)
        if numeral.in_figures and (nth := self.beside.nth.match(self.plain, end)) and self._is_nth(start, nth):
            return self._made(start, nth.end(), value, "ordinal")
        if numeral.kind == "ordinal":
            return self._made(start, end, value, "ordinal")
        if cash:
            return self._signed(cash[0], self._behind_cash(unit, cash[1], end), value, "sum", cash[1])
        return self._measured(numeral, start, end, value, unit)

    def _is_nth(self, start: int, sign: re.Match[str]) -> bool:
        """Whether a sign behind figures makes an ordinal of them; a full stop may end a sentence, too."""
        if sign[0] != ".":
            return True
        follows = _WORD_BEHIND.match(self.plain, sign.end())
        return follows is not None and self.beside.led.before(self.plain, before_gap(self.plain, start)) is not None

    def _behind_cash(self, unit: Unit | None, name: str, end: int) -> int:
        """Where a sum ends that has its currency before it, and may have it again behind: "$ 10 dollars"."""
        if unit is None or unit.kind != "sum" or name not in {unit.name, "USD"}:
            return end
        return end if _FIGURE.match(self.plain, unit.edge) else unit.edge

    def _unit(self, numeral: Numeral, end: int) -> Unit | None:
        is_share = numeral.kind == "share"
        return unit_behind(self.plain, end, self.code, in_figures=numeral.in_figures, is_share=is_share)

    def _measured(
        self, numeral: Numeral, start: int, end: int, value: float | None, unit: Unit | None
    ) -> Number | None:
        """The number with what stands behind it, or with an age before or behind."""
        rough: Bound | None = self.beside.rough if numeral.rough else None
        if unit:
            return self._of_unit(start, value, unit, rough)
        if led := led_in(self.plain, start, self.code):
            return self._made(start, end, value, *led)
        if value is not None and 0 < value < OLDEST and self._is_age(start, end):
            return self._made(start, end, value, "age", "year")
        if numeral.indefinite and not self._is_signed(start, end):
            return None
        if fold := self.beside.folds.match(self.plain, end):
            return self._made(start, fold.end(), value, "factor")
        if numeral.kind == "share":
            return self._signed(start, end, value, "share", None)
        is_one = value == 1 and self.plain[start:end].lower() in self.beside.pronouns
        if is_one and not self._is_counted(start, end):
            return None
        return self._signed(start, end, value, "count", None, rough)

    def _of_unit(self, start: int, value: float | None, unit: Unit, rough: Bound | None) -> Number:
        deep = dimension_behind(self.plain, unit.edge, self.code) if unit.kind == "measure" else None
        if deep:
            return self._made(start, deep[1], value, unit.kind, unit.name, counts=deep[0])
        factor, end = scale_behind(self.plain, unit.edge, self.code) if unit.kind == "sum" else (1.0, unit.edge)
        value = None if value is None else value * unit.factor * factor
        return self._signed(start, end, value, unit.kind, unit.name, rough)

    def _is_scale(self, numeral: Numeral) -> bool:
        """Whether "5m" is five million: before a counted thing or a currency, not before a dimension."""
        if is_money(self.plain, numeral.end, self.code):
            return True
        deep = dimension_behind(self.plain, numeral.end, self.code)
        return thing_counted(self.plain, numeral.end, "count", self.code) is not None and deep is None

    def _is_age(self, start: int, end: int) -> bool:
        """Whether a number stands between commas behind a person: "Ana Ruiz, 42, said", "the driver, 42, from"."""
        is_listed = 0 < self.behind_last == start - len(", ")  # "12, 6, 36"
        if is_listed or not _AGE_BEFORE.search(self.plain, max(0, start - PERSON), start):
            return False
        if self.plain[end : end + 2] == ", ":
            return not self.plain[end + 2 : end + 3].isdigit()
        return self.plain[end : end + 1] in {",", "."} and bool(
            _NAME_BEFORE.search(self.plain, max(0, start - PERSON), start)
        )

    def _is_counted(self, start: int, end: int) -> bool:
        """Whether a lone "one" counts: "one person", not "no one" or "the one who"."""
        if self._is_signed(start, end):
            return True
        if self.plain[end : end + 1] in {"-", "‑"} or self.beside.of.match(self.plain, end):
            return False
        return thing_counted(self.plain, end, "count", self.code) is not None and not self.beside.no_one.search(
            self.plain, max(0, start - SIGN), start
        )

    def _is_signed(self, start: int, end: int) -> bool:
        """Whether a sign before a "one" or a ratio behind it shows a number: "minus one", "one in ten"."""
        minus = self.beside.minus.search(self.plain, max(0, start - SIGN), start)
        return minus is not None or self.beside.ratio.match(self.plain, end) is not None

    def _signed(
        self,
        start: int,
        end: int,
        value: float | None,
        kind: NumberKind,
        unit: str | None,
        rough: Bound | None = None,
    ) -> Number:
        """With the sign before it."""
        minus = self.beside.minus.search(self.plain, max(0, start - SIGN), start)
        if minus and minus.group().endswith(" ") and "-" in minus.group() and self.plain[end:].strip():
            minus = None  # a dash before a sentence: "LANNICK (Agency) - Nine people", or that of a list
        if minus and value is not None and kind != "age" and not self._is_bounded(start, minus.start()):
            return self._made(minus.start(), end, -value, kind, unit)
        return self._made(start, end, value, kind, unit, rough=rough)

    def _is_bounded(self, start: int, minus: int) -> bool:
        """Whether a word like "menos" before a number belongs to a bound: "al menos 20"."""
        if not any(map(str.isalpha, self.plain[minus:start])):
            return False
        said, begin, _ = bound_of(self.plain, start, start, self.code)
        return said is not None and begin < minus

    def _made(
        self,
        start: int,
        end: int,
        value: float | None,
        kind: NumberKind,
        unit: str | None = None,
        *,
        vague: bool = False,
        counts: str | None = None,
        rough: Bound | None = None,
    ) -> Number:
        """The number with its bound, its role and what it counts."""
        said, begin, stop = (
            bound_of(self.plain, start, end, self.code) if kind not in _BOUNDLESS else (None, start, end)
        )
        bound = said or rough or "exact"
        noun = counts or (thing_counted(self.plain, stop, kind, self.code) if kind in _COUNTING else None)
        value = None if value is None else float(f"{value:.{PRECISION}g}")
        return Number(
            begin,
            stop,
            self.text[begin:stop],
            value,
            kind,
            unit,
            bound,
            value if bound in {"at least", "more than"} or said == "exact" else None,
            value if bound in {"at most", "less than", "just below"} or said == "exact" else None,
            role=role_of(self.plain, begin, self.code),
            vague=vague,
            counted=noun,
        )
