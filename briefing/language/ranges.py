"""Two numbers that are one: a range's ends, a share ("one in five"), two bounds, a sum with its cents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from briefing.language.digits import ALIKE
from briefing.language.grammar import any_of, edges_of, grammar_of
from briefing.language.language import language_data, word_list
from briefing.language.numeral_reader import numerals
from briefing.language.parts import PRECISION
from briefing.language.reading import Number
from briefing.language.units import BEFORE
from briefing.regex import lazy_regex

_DASH = lazy_regex(r"\s?[-–—~〜至到]\s?")
_INCHES = lazy_regex(r"\s?(?:in(?![^\W_])|[\"”″])")
"""Inches that only a foot before them tells from the preposition."""

_UNRANGED = frozenset({"identifier", "factor", "clock"})
LARGEST_OF_SHARE = 1000.0
"""The most that "one in so many" counts."""

LARGEST_UNSCALED = 1000.0
"""The lower end of a range below this takes the upper one's scale: "105 to 120 billion"."""

_PARTS: dict[str, tuple[str, float]] = {
    **dict.fromkeys("USD AUD CAD HKD NZD SGD TWD EUR MXN BRL PESO ARS COP CLP ZAR BRL".split(), ("CENT", 100.0)),
    **{"GBP": ("PENNY", 100.0), "CHF": ("CENT", 100.0), "ft": ("inch", 12.0), "lb": ("ounce", 16.0)},
    **{"hour": ("minute", 60.0), "minute": ("second", 60.0), "m": ("cm", 100.0)},
}
"""Of what a unit is made: name and how many."""


@dataclass(frozen=True, slots=True)
class _Ranges:
    within: tuple[tuple[str, str], ...]
    """(what stands before, what stands between) of a range's two ends."""

    either: frozenset[str]
    ratios: frozenset[str]
    """What stands between the numbers of a share: "in", "out of"."""

    over: frozenset[str]
    """The same behind a bare one only."""

    joined: frozenset[str]
    """What stands between the two bounds of a range: "more than ten and less than twenty"."""

    scores: re.Pattern[str]
    cents: frozenset[str]
    """What stands between a sum and its cents."""


@cache
def _ranges_of(code: str) -> _Ranges:
    data = language_data(code, "numbers")
    _, edge = edges_of(data)
    ranges = data.get("ranges", {})
    forms = [form.partition("{a}") for form in word_list(ranges.get("within", ""))]
    return _Ranges(
        within=tuple((before.strip(), rest.removesuffix("{b}").strip()) for before, _, rest in forms),
        either=frozenset(word_list(ranges.get("either", ""))),
        ratios=frozenset(word_list(data.get("ratios", {}).get("between", ""))),
        over=frozenset(word_list(data.get("ratios", {}).get("over", ""))),
        joined=frozenset(word_list(ranges.get("joined", ""))) | {",", ""},
        scores=re.compile(rf"\s(?:{any_of(word_list(data.get('scores', {}).get('words', '')))}){edge}", re.I),
        cents=frozenset(word_list(data.get("cash", {}).get("joined", ""))) | {""},
    )


@cache
def betweens(code: str) -> re.Pattern[str]:
    """What stands between the two ends of a range, and the digits behind it."""
    words = {between for _, between in _ranges_of(code).within}
    return re.compile(rf"\s?(?:[-–—]|(?<=\s)(?:{any_of(words)})(?=\s))\s?(?P<digits>\d+)", re.I)


def joined(found: Sequence[Number], plain: str, text: str, code: str) -> Iterator[Number]:
    """The numbers in order, two that belong together as one."""
    joining = _Joining(plain, text, code, _ranges_of(code))
    at = 0
    while at < len(found):
        number = found[at]
        at += 1
        while at < len(found) and (both := joining.both(number, found[at])) is not None:
            number = both
            at += 1
        yield number


@dataclass(frozen=True, slots=True)
class _Joining:
    """Two numbers that follow each other in a text."""

    plain: str
    text: str
    code: str
    ranges: _Ranges

    def both(self, first: Number, second: Number) -> Number | None:
        """The two as one; None where they are two."""
        if first.ends or first.kind == "score" or second.start - first.end > BEFORE:
            return None
        return (
            self._ratio(first, second)
            or self._with_cents(first, second)
            or self._with_half(first, second)
            or self._bounded(first, second)
            or self._range(first, second)
        )

    def _gap(self, first: Number, second: Number) -> str:
        return " ".join(self.plain[first.end : second.start].lower().replace("’", "'").split()).removeprefix(", ")

    def _ratio(self, first: Number, second: Number) -> Number | None:
        """Two numbers as a share: "one in five"."""
        second = self._over(first, second)
        if (
            self._gap(first, second) not in self.ranges.ratios | self.ranges.over
            or {first.kind, second.kind} != {"count"}
            or not (first.value and second.value and abs(first.value) < second.value)
            or (first.value != 1 and second.value > LARGEST_OF_SHARE)
            or second.bound not in {"exact", "at least", "at most"}
        ):
            return None
        share = replace(
            first,
            end=second.end,
            text=self.text[first.start : second.end],
            kind="share",
            value=float(f"{first.value / second.value:.{PRECISION}g}"),
            counted=second.counted,
        )
        if second.bound == "exact":
            return share
        least, most = second.least is not None, second.most is not None
        return replace(
            share, bound=second.bound, least=share.value if least else None, most=share.value if most else None
        )

    def _over(self, first: Number, second: Number) -> Number:
        """The second without the bound that it is read with behind a bare one: "1 | over 21"."""
        word = second.text.split()[0].lower()
        if first.value != 1.0 or second.counted or word not in self.ranges.over or second.bound != "more than":
            return second
        start = second.start + len(word) + 1
        return replace(second, start=start, text=self.text[start : second.end], bound="exact", least=None)

    def _with_cents(self, first: Number, second: Number) -> Number | None:
        """A sum or measure and its part: "3 dollars 50 cents", "15 euros and 50", "5 feet 2 inches"."""
        part, many = _PARTS.get(first.unit or "", ("", 0.0))
        if not part or first.value is None or second.value is None or not 0 <= second.value < many:
            return None
        if self._gap(first, second) not in self.ranges.cents or {first.bound, second.bound} - {"exact", "about"}:
            return None
        inches = _INCHES.match(self.plain, second.end) if first.unit == "ft" and second.unit is None else None
        if inches:
            second = replace(second, end=inches.end(), unit="inch")
        if second.unit not in {part, None} or (second.unit is None and not self._are_cents(first, second)):
            return None
        value = float(f"{first.value + (second.value or 0.0) / many:.{PRECISION}g}")
        return replace(
            first, end=second.end, text=self.text[first.start : second.end], value=value, counted=second.counted
        )

    def _with_half(self, first: Number, second: Number) -> Number | None:
        """A measure and a part of its unit: "tres horas y media", "two hours and a half"."""
        if (
            first.kind not in {"measure", "sum", "age"}
            or second.kind != "share"
            or second.counted
            or not (first.value and second.value and first.value.is_integer())
            or self._gap(first, second) not in grammar_of(self.code).joiners
        ):
            return None
        return replace(
            first, end=second.end, text=self.text[first.start : second.end], value=first.value + second.value
        )

    def _are_cents(self, first: Number, second: Number) -> bool:
        """Whether a bare number behind a sum is its cents: whole both, and nothing that it could count."""
        whole = first.value is not None and first.value.is_integer() and (second.value or 0.5).is_integer()
        ends = re.match(r"\s*(?:[.,;!?)]|$)", self.plain[second.end : second.end + BEFORE])
        if first.unit == "ft":
            return second.kind == "count" and bool(whole and ends)  # "6 feet 2"
        in_two_digits = not self._gap(first, second) and re.fullmatch(r"\d\d", second.text)
        return first.kind == "sum" and second.kind == "count" and whole and bool(ends or in_two_digits)

    def _bounded(self, first: Number, second: Number) -> Number | None:
        """Two bounds as one range: "more than ten and less than twenty"."""
        low, high = (first, second) if first.least is not None else (second, first)
        if (
            self._gap(first, second) not in self.ranges.joined
            or low.least is None
            or high.most is None
            or "exact" in {low.bound, high.bound}
            or low.least >= high.most
            or low.unit not in {None, high.unit}
        ):
            return None
        return replace(
            high,
            start=first.start,
            end=second.end,
            text=self.text[first.start : second.end],
            value=None,
            bound="exact",
            least=low.least,
            most=high.most,
            ends=((first.start, first.end), (second.start, second.end)),
        )

    def _range(self, first: Number, second: Number) -> Number | None:
        """Two numbers as the ends of one range, or as the result of a match; None where they are neither."""
        if (
            first.value is None
            or second.value is None
            or {first.kind, second.kind} & _UNRANGED
            or (first.role or second.role or {first.bound, second.bound} - {"exact", "about", "at most"})
            or first.bound == "at most"
            or (first.unit and second.unit != first.unit and not self._is_same_cash(first, second))
            or (first.kind == "ordinal") is not (second.kind == "ordinal")
        ):
            return None
        if (
            self.plain[first.end : second.start] == ":"
            and self.plain[first.start : second.end].replace(":", "").isdigit()
        ):
            return self._score(first, second)
        begin = self._begin(first, second)
        if begin is None:
            return None
        by_dash = _DASH.fullmatch(self.plain[first.end : second.start])
        least = self._scaled(first, second)
        if least >= second.value or (by_dash and self.ranges.scores.match(self.plain, second.end)):
            return self._score(first, second) if by_dash else None
        return Number(
            begin,
            second.end,
            self.text[begin : second.end],
            None,
            first.kind if self._is_same_cash(first, second) else second.kind,
            second.unit or (first.unit if self._is_same_cash(first, second) else None),
            "exact",
            least,
            second.value,
            ends=((begin, first.end), (second.start, second.end)),
            either=self._gap(first, second) in self.ranges.either,
            counted=second.counted,
        )

    def _score(self, first: Number, second: Number) -> Number:
        """Two numbers as one result, which has no value and no ends."""
        text = self.text[first.start : second.end]
        return replace(first, end=second.end, text=text, value=None, least=None, most=None, kind="score", counted=None)

    def _is_same_cash(self, first: Number, second: Number) -> bool:
        """Whether a bare number is of the sum before it: "$10-15 million"."""
        starts = first.kind == "sum" and not self.plain[first.start : first.start + 1].isdigit()
        return starts and second.kind == "count" and second.counted is None

    def _begin(self, first: Number, second: Number) -> int | None:
        """Where a range begins, from what stands before and between its ends; None where they are no range."""
        if _DASH.fullmatch(self.plain[first.end : second.start]) and second.bound != "at most":
            return None if first.kind == "ordinal" else first.start
        gap = self._gap(first, second)
        if second.bound == "at most":  # "desde 10 hasta 20", of which "hasta 20" alone is a bound
            until = [between for _, between in self.ranges.within if second.text.lower().startswith(f"{between} ")]
            if gap or not until:
                return None
            gap = until[0]
        before = self.plain[max(0, first.start - BEFORE) : first.start].lower().rstrip()
        start = None
        for opening, between in self.ranges.within:
            if between != gap:
                continue
            if not opening:
                start = first.start if first.kind != "ordinal" else start
            elif before.endswith(opening) and not _goes_on(before[: -len(opening)], self.code):
                return self.plain.lower().rfind(opening, 0, first.start)
        return start

    def _scaled(self, first: Number, second: Number) -> float:
        """The lower end, with the scale that only the upper one spells out: "105 to 120 billion"."""
        assert first.value is not None
        own, scale = (self._scale(each) for each in (first, second))
        return first.value * scale if own == 1.0 < scale and first.value < LARGEST_UNSCALED else first.value

    def _scale(self, number: Number) -> float:
        for each in numerals(number.text.translate(ALIKE), grammar_of(self.code)):
            return 1.0 if each.scale_start is not None and number.value != each.value else each.scale
        return 1.0


def _goes_on(before: str, code: str) -> bool:
    """Whether what stands before a word is of the same word; never where words are not parted."""
    return before[-1:].isalpha() and edges_of(language_data(code, "numbers"))[1] != ""
