"""The numbers of a text with what they count or measure, how exactly, and what they are of a range or a change."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from briefing.language.counting import counted
from briefing.language.days import days
from briefing.language.digits import ALIKE
from briefing.language.grammar import any_of, grammar_of
from briefing.language.language import language_data, word_list
from briefing.language.numerals import Numeral, numerals
from briefing.language.reading import Bound, Number, NumberKind, Role

_SIGNS: dict[str, tuple[NumberKind, str]] = {
    "%": ("percent", "%"),
    "‰": ("percent", "‰"),
    "°": ("measure", "degree"),
    "°C": ("measure", "°C"),
    "°F": ("measure", "°F"),
    "C": ("measure", "°C"),
    "F": ("measure", "°F"),
    **{
        unit: ("measure", unit)
        for unit in (
            "m km cm mm dm nm µm km² m² cm² m³ km/h m/s mph kg g mg t ha l ml W kW MW GW TW kWh MWh GWh TWh V Hz kHz "
            "MHz GHz kB MB GB TB hPa bar"
        ).split()
    },
    "km2": ("measure", "km²"),
    "m2": ("measure", "m²"),
    "m3": ("measure", "m³"),
    "sq km": ("measure", "km²"),
    "ft": ("measure", "ft"),
    "lb": ("measure", "lb"),
    "L": ("measure", "l"),
    "h": ("measure", "hour"),
    "€": ("sum", "EUR"),
    "$": ("sum", "USD"),
    "£": ("sum", "GBP"),
    "¥": ("sum", "JPY"),
    "₽": ("sum", "RUB"),
    "₹": ("sum", "INR"),
    "₩": ("sum", "KRW"),
    "₺": ("sum", "TRY"),
    "₪": ("sum", "ILS"),
    "₴": ("sum", "UAH"),
    "₿": ("sum", "BTC"),
    "zł": ("sum", "PLN"),
    "元": ("sum", "CNY"),
    "円": ("sum", "JPY"),
}
"""What stands behind a number in any language, in just these letters."""

_CASH = {
    "US$": "USD",
    "U.S.$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "HK$": "HKD",
    "NZ$": "NZD",
    "NT$": "TWD",
    "S$": "SGD",
    "R$": "BRL",
    "Mex$": "MXN",
    "Rs": "INR",
    "Rs.": "INR",
    "SFr": "CHF",
    "SFr.": "CHF",
    "Fr.": "CHF",
    "kr": "krone",
    **{sign: unit for sign, (kind, unit) in _SIGNS.items() if kind == "sum"},
}
"""What stands before a sum of money in any language."""

_NO_NUMBER = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)\S{1,80}@\S+"
    r"|\+\d[\d ().-]{6,20}\d|\(?\b0\d{2,4}\)?[ -]\d{3,4}[ -]?\d{3,4}\b|\b\d{3}[-.]\d{3}[-.]\d{4}\b"
    r"|\[\d+\]|#\d+|^[ \t]*\d{1,2}[.)](?=\s\D)",
    re.M,
)
"""Addresses, telephone numbers, marks of lists and notes."""

_CLOCK = re.compile(r"(?<![\w.,:$£€/-])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])")
_SCALED = re.compile(r"\d[\d.,]*[^\W\d_]{1,3}[-–]")
"""The first end of a range, with its scale or unit: "5k-20k", "10m-20m"."""

_DASH = re.compile(r"\s?[-–—~〜至到]\s?")
_NAMED = re.compile(r"([^\W\d_][\w’']*[\s\u00a0-]?|[^\W\d_]+[-‑])$")
_AGE_BEFORE = re.compile(r"[^\W\d_]{2,}\)?, $")
_NAME_BEFORE = re.compile(r"[^\W\d_a-zß-ÿ][\w.’'-]+, $")
NEAR = 40
"""Characters before a number in which words that bear on it are looked for."""

CLAUSE = 90
"""The same for the verb of a change."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a language puts around its numbers."""

    behind: Mapping[str, tuple[NumberKind, str, float]]
    """Word or sign behind a number: kind, unit and factor ("basis points" are hundredths of a point)."""

    behind_words: re.Pattern[str]
    behind_signs: re.Pattern[str]
    cash: re.Pattern[str]
    cash_units: Mapping[str, str]
    aged: re.Pattern[str]
    aged_units: Mapping[str, str]
    bounds_before: re.Pattern[str]
    bounds_behind: re.Pattern[str]
    bounds: Mapping[str, Bound]
    ranges: tuple[tuple[str, str], ...]
    """(what stands before, what stands between) of a range's two ends."""

    either: frozenset[str]
    ratios: frozenset[str]
    """What stands between the numbers of a share: "in", "out of"."""

    ratio_behind: re.Pattern[str]
    joined_bounds: frozenset[str]
    """What stands between the two bounds of a range: "more than ten and less than twenty"."""

    folds: re.Pattern[str]
    """What makes a number a factor: "-fold", "times"."""

    moves: re.Pattern[str]
    moved: re.Pattern[str]
    """A verb of change right before what follows."""

    directions: frozenset[str]
    """Bounds that say where something went, behind such a verb: "up to"."""

    roles: Mapping[str, Role]
    role_before: re.Pattern[str]
    dimensions: re.Pattern[str]
    """What a measure is of: "deep", "wide"."""

    labels: re.Pattern[str]
    streets: re.Pattern[str]
    scores: re.Pattern[str]
    ordinals: re.Pattern[str]
    minus: re.Pattern[str]
    clocks: tuple[re.Pattern[str], ...]
    of: re.Pattern[str]
    """What stands between a fraction and its unit: "half a point"."""


@cache
def surroundings_of(code: str) -> Surroundings:
    """The surroundings of a language's numbers, from its list."""
    data = language_data(code, "numbers")
    spaced = not data.get("unspaced", False)
    edge = r"(?![^\W_])" if spaced else ""
    front = r"(?:^|(?<![^\W_]))" if spaced else ""
    behind: dict[str, tuple[NumberKind, str, float]] = {
        sign: (kind, unit, 1.0) for sign, (kind, unit) in _SIGNS.items()
    }
    words = dict(_behind_words(data))
    between = any_of(word_list(data.get("before_units", {}).get("words", "")))
    aged = {
        form.replace("{n}", "").strip(): unit
        for unit, listed in data.get("ages", {}).items()
        for form in word_list(listed)
        if form.endswith("{n}")
    }
    bounds = {form: _BOUNDS[name] for name, listed in data.get("bounds", {}).items() for form in word_list(listed)}
    after = {form[1:].strip(): bound for form, bound in bounds.items() if form.startswith("…")}
    before = {form: bound for form, bound in bounds.items() if not form.startswith("…")}
    fillers = any_of(word_list(data.get("before_numbers", {}).get("words", "")))
    changes = data.get("changes", {})
    roles: dict[str, Role] = {word: role for role in _ROLES for word in word_list(changes.get(role, ""))}
    labels = word_list(data.get("labels", {}).get("words", ""))
    streets = word_list(data.get("labels", {}).get("behind", ""))
    return Surroundings(
        behind=behind | words,
        behind_words=re.compile(rf"[\s\u00a0-]{{0,2}}(?:(?:{between})\s)?(?P<word>{any_of(words)}){edge}", re.I),
        behind_signs=re.compile(rf"[ \u00a0\u202f-]?(?P<word>{any_of((*_SIGNS, *_codes(data)))})(?![^\W_²³])"),
        cash=re.compile(rf"(?:(?<![^\W_])(?P<code>{any_of(_codes(data))})|(?P<sign>{any_of(_CASH)}))[ \u00a0]?[(]?$"),
        cash_units=_CASH,
        aged=re.compile(rf"{front}(?P<word>{any_of(aged)})[\s\u00a0]?(?:{fillers}\s)?$", re.I),
        aged_units=aged,
        bounds_before=re.compile(
            rf"{front}(?P<word>{any_of(before)}|[<>~≥≤±])[\s\u00a0.]{{0,2}}(?:(?:{fillers})\s)?$", re.I
        ),
        bounds_behind=re.compile(rf"[\s\u00a0]?(?P<word>{any_of(after)}|\+){edge}(?!\s(?:{any_of(_THAN)}))", re.I),
        bounds={
            **before,
            **after,
            "+": "at least",
            ">": "more than",
            "<": "less than",
            "~": "about",
            "≥": "at least",
            "≤": "at most",
            "±": "about",
        },
        ranges=tuple(_ranges(data)),
        either=frozenset(word_list(data.get("ranges", {}).get("either", ""))),
        ratios=frozenset(word_list(data.get("ratios", {}).get("between", ""))),
        ratio_behind=re.compile(
            rf"\s(?:{any_of(word_list(data.get('ratios', {}).get('between', '')))})"
            rf"\s(?:\d|{any_of(grammar_of(code).cardinals)})",
            re.I,
        ),
        joined_bounds=frozenset(word_list(data.get("ranges", {}).get("joined", ""))) | {",", ""},
        folds=re.compile(
            rf"[\s-]?(?:{any_of(word_list(data.get('factors_behind', {}).get('words', '')))}){edge}", re.I
        ),
        moves=re.compile(rf"{front}(?:{any_of(word_list(changes.get('verbs', '')))}){edge}", re.I),
        moved=re.compile(rf"{front}(?:{any_of(word_list(changes.get('verbs', '')))})\s$", re.I),
        directions=frozenset(word_list(changes.get("directions", ""))),
        roles=roles,
        role_before=re.compile(rf"{front}(?P<word>{any_of(roles)})\s(?:(?:{fillers}|{any_of(before)})\s)?$", re.I),
        dimensions=re.compile(
            r"(?:\)| \(\d[^()]{1,18}\))?[ -]"
            rf"(?P<word>{any_of(word_list(data.get('dimensions', {}).get('words', '')))}){edge}",
            re.I,
        ),
        labels=re.compile(rf"{front}(?:{any_of(labels)})[\s\u00a0]?$", re.I),
        streets=re.compile(rf"[\s\u00a0](?:[^\W\d_a-zß-ÿ][\w’'-]+[\s\u00a0]){{1,2}}(?i:{any_of(streets)}){edge}"),
        scores=re.compile(rf"\s(?:{any_of(word_list(data.get('scores', {}).get('words', '')))}){edge}", re.I),
        ordinals=re.compile(rf"(?:{any_of(word_list(data.get('ordinal_signs', {}).get('behind', '')))}){edge}"),
        minus=re.compile(
            rf"{front}(?:{any_of(word_list(data.get('negative', {}).get('words', '')))})\s$"
            r"|(?:^|(?<=[\s(<>]))-$|^\s*-\s$",
            re.I,
        ),
        clocks=tuple(_clocks(data)),
        of=re.compile(rf"\s(?:{any_of(word_list(data.get('of', '')))})(?=\s)", re.I),
    )


_BOUNDS: dict[str, Bound] = {
    "at_least": "at least",
    "at_most": "at most",
    "more_than": "more than",
    "less_than": "less than",
    "just_below": "just below",
    "about": "about",
}
_ROLES: tuple[Role, ...] = ("by", "from", "to")
_THAN = ("than",)


def _behind_words(data: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, tuple[NumberKind, str, float]]]:
    """The words behind a number with kind, unit and factor; what is longer is found first."""
    for unit, listed in data.get("units", {}).items():
        yield from ((word, ("measure", unit, 1.0)) for word in word_list(listed))
    for unit, listed in data.get("currencies", {}).items():
        yield from ((word, ("sum", unit, 1.0)) for word in word_list(listed))
    share = data.get("percent", {})
    yield from ((word, ("percent", "%", 1.0)) for word in word_list(share.get("percent", "")))
    yield from ((word, ("points", "points", 1.0)) for word in word_list(share.get("points", "")))
    yield from (
        (f"{sign} {word}", ("points", "points", 1.0))
        for word in word_list(share.get("points", ""))
        for sign in ("%", *word_list(share.get("percent", "")))
    )
    yield from ((word, ("points", "points", 0.01)) for word in word_list(share.get("basis", "")))
    for unit, listed in data.get("ages", {}).items():
        yield from ((form[3:].strip(" -"), ("age", unit, 1.0)) for form in word_list(listed) if form.startswith("{n}"))


def _codes(data: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The currencies' codes, in capitals: "CHF 20m"."""
    return [unit for unit in language_data("en", "numbers")["currencies"] if len(unit) == 3] if data else []


def _ranges(data: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for form in word_list(data.get("ranges", {}).get("within", "")):
        before, _, rest = form.partition("{a}")
        yield before.strip(), rest.removesuffix("{b}").strip()


def _clocks(data: Mapping[str, Mapping[str, str]]) -> Iterator[re.Pattern[str]]:
    """The ways to write a time of day, beside 14:30."""
    for form in word_list(data.get("clock", {}).get("forms", "")):
        pattern = re.escape(form).replace(r"\{h\}", r"(?P<h>[01]?\d|2[0-3])").replace(r"\{m\}", r"(?P<m>[0-5]\d)")
        yield re.compile(rf"(?<![\w.,:$£€/-]){pattern}(?![^\W_])".replace(r"\ ", r"[\s\u00a0]?"), re.I)


@lru_cache(maxsize=32768)
def numbers(text: str, code: str = "en") -> tuple[Number, ...]:
    """Every number of a text in order, but for those of dates; a range is one.

    In a language without a reader numbers in words are not seen, and what could be read in two ways ("1.500") has no
    value.
    """
    if not any(each.isdigit() for each in text) and not grammar_of(code).atoms.search(text):
        return ()
    plain = text.translate(ALIKE)
    reader = _Reader(plain, text, code)
    return tuple(reader.joined())


class _Reader:
    """Reads one text."""

    def __init__(self, plain: str, text: str, code: str) -> None:
        self.plain, self.text, self.code = plain, text, code
        self.around = surroundings_of(code)
        self.found: list[Number] = []
        taken = [
            (each.start, each.end)
            for each in days(plain, code)
            if each.year or each.month or each.precision == "decade"
        ]
        taken += [hit.span() for hit in _NO_NUMBER.finditer(plain)]
        for clock in (*self._clocks(taken),):
            self.found.append(clock)
            taken.append((clock.start, clock.end))
        taken.sort()
        for numeral in numerals(plain, grammar_of(code)):
            if not _overlaps(numeral, taken):
                number = self._number(numeral)
                if number is not None:
                    self.found.append(number)
        self.found.sort(key=lambda each: each.start)

    def _clocks(self, taken: list[tuple[int, int]]) -> Iterator[Number]:
        """The times of day, in minutes since midnight."""
        for pattern in (*self.around.clocks, _CLOCK):
            for hit in pattern.finditer(self.plain):
                if any(start < hit.end() and hit.start() < end for start, end in taken):
                    continue
                parts = hit.groupdict()
                minutes = int(parts["h"]) * 60 + int(parts.get("m") or 0)
                letters = hit[0].casefold()
                if "p" in letters[-4:] and int(parts["h"]) < 12:
                    minutes += 720
                elif "a" in letters[-4:] and "m" in letters[-4:] and int(parts["h"]) == 12:
                    minutes -= 720
                taken.append(hit.span())
                yield Number(hit.start(), hit.end(), self.text[hit.start() : hit.end()], float(minutes), "clock")

    def _number(self, numeral: Numeral) -> Number | None:
        """A numeral with its surroundings; None where it is no number ("one another", "half-time")."""
        start, end, value = numeral.start, numeral.end, numeral.value
        if numeral.kind == "vague":
            return self._made(start, end, None, "count", vague=True)
        if numeral.kind == "factor":
            return self._made(start, end, value, "factor")
        cash = self.around.cash.search(self.plain, max(0, start - 6), start)
        if label := self._label(numeral, cash is not None):
            return label
        if numeral.scale_start is not None and cash is None and not self._is_scale(numeral):
            value, end = numeral.plain, numeral.scale_start
            end -= len(self.plain[:end]) - len(self.plain[:end].rstrip(" \u00a0-"))
        if numeral.in_figures and (nth := self.around.ordinals.match(self.plain, end)):
            return self._made(start, nth.end(), value, "ordinal")
        if numeral.kind == "ordinal":
            return self._made(start, end, value, "ordinal")
        if cash:
            unit = cash["code"] or self.around.cash_units[cash["sign"]]
            return self._signed(cash.start(), end, value, "sum", unit)
        return self._measured(numeral, start, end, value)

    def _measured(self, numeral: Numeral, start: int, end: int, value: float | None) -> Number | None:
        """The number with what stands behind it, or with an age before or behind."""
        if unit := self._behind(end, numeral):
            kind, name, factor, stop = unit
            if kind == "measure" and (deep := self.around.dimensions.match(self.plain, stop)):
                return self._made(start, stop if ")" in deep[0] else deep.end(), value, kind, name, counts=deep["word"])
            return self._signed(start, stop, None if value is None else value * factor, kind, name)
        if aged := self.around.aged.search(self.plain, max(0, start - NEAR), start):
            return self._made(start, end, value, "age", self.around.aged_units[aged["word"].casefold()])
        if value is not None and 0 < value < 115 and self._is_age(start, end):
            return self._made(start, end, value, "age", "year")
        if numeral.indefinite:
            return None
        if fold := self.around.folds.match(self.plain, end):
            return self._made(start, fold.end(), value, "factor")
        if numeral.kind == "share":
            return self._made(start, end, value, "share")
        if not numeral.in_figures and value == 1 and not self._is_counted(start, end):
            return None
        return self._signed(start, end, value, "count", None)

    def _behind(self, end: int, numeral: Numeral) -> tuple[NumberKind, str, float, int] | None:
        """Kind, unit and factor of what stands behind a number, and where it ends."""
        words = self.around.behind_words.match(self.plain, end)
        if words is None and numeral.kind == "share" and (of := self.around.of.match(self.plain, end)):
            words = self.around.behind_words.match(self.plain, of.end())
        signs = self.around.behind_signs.match(self.plain, end) if numeral.in_figures else None
        hit = words if words and (signs is None or len(words[0]) > len(signs[0])) else signs
        if hit is None:
            return None
        form = hit["word"] if hit is signs else " ".join(re.sub(r"[\s\u00a0-]+", " ", hit["word"].casefold()).split())
        known = self.around.behind.get(form) or self.around.behind.get(form.replace(" ", "-"))
        if known is None:
            return ("sum", form, 1.0, hit.end()) if form.isupper() and len(form) == 3 else None
        if known[0] == "age" and known[1] not in {"year", "month", "week", "day"}:
            return None
        return *known, hit.end()

    def _is_scale(self, numeral: Numeral) -> bool:
        """Whether "5m" is five million: before a counted thing or a currency, not before a dimension."""
        behind = self.around.behind_words.match(self.plain, numeral.end)
        if behind and self.around.behind.get(behind["word"].casefold(), ("", "", 0))[0] == "sum":
            return True
        return counted(self.plain, numeral.end, "count", self.code) is not None and not self.around.dimensions.match(
            self.plain, numeral.end
        )

    def _is_age(self, start: int, end: int) -> bool:
        """Whether a number stands between commas behind a person: "Ana Ruiz, 42, said", "the driver, 42, from"."""
        if not _AGE_BEFORE.search(self.plain, max(0, start - 30), start):
            return False
        if self.plain[end : end + 2] == ", ":
            return not self.plain[end + 2 : end + 3].isdigit()
        return self.plain[end : end + 1] in {",", "."} and bool(
            _NAME_BEFORE.search(self.plain, max(0, start - 30), start)
        )

    def _is_counted(self, start: int, end: int) -> bool:
        """Whether a lone "one" counts: "one person", not "no one" or "the one who"."""
        if self.around.minus.search(self.plain, max(0, start - 10), start) or self.around.ratio_behind.match(
            self.plain, end
        ):
            return True
        if self.plain[end : end + 1] in {"-", "‑"} or self.around.of.match(self.plain, end):
            return False
        return counted(self.plain, end, "count", self.code) is not None and not _NO_ONE.search(
            self.plain, max(0, start - 8), start
        )

    def _label(self, numeral: Numeral, is_sum: bool) -> Number | None:
        """A number that names a thing: "Orsat-1", "Flight 370", "No. 10", "10 Harbour Street"; compared by letters."""
        if is_sum or not numeral.in_figures or numeral.kind != "cardinal":
            return None
        start, end = numeral.start, numeral.end
        before = self.plain[max(0, start - 30) : start]
        joined = (
            re.search(r"[^\W_][\w./-]*[-/.]?$", before)
            if (before[-1:] in "-/." and before[-2:-1].isalnum()) or (before[-1:].isalnum())
            else None
        )
        if joined and re.search(r"[^\W\d_]", joined[0]) and not _SCALED.fullmatch(joined[0]):
            begin = start - len(joined[0])
            return self._made(begin, self._word_end(end), None, "identifier")
        if self.around.streets.match(self.plain, end):
            stop = self.around.streets.match(self.plain, end)
            return self._made(start, stop.end() if stop else end, None, "identifier")
        if re.match(r"[A-Z]{1,2}(?![^\W_])", self.plain[end : end + 3]) and not self._behind(end, numeral):
            return self._made(start, self._word_end(end), None, "identifier")
        if "," in self.plain[start:end] or not re.fullmatch(r"[\d.]+", self.plain[start:end]):
            return None
        labelled = self.around.labels.search(self.plain, max(0, start - NEAR), start)
        named = _NAMED.search(before)
        if labelled and (counted(self.plain, end, "count", self.code) is None or (named and named[1][0].isupper())):
            return self._made(labelled.start(), end, None, "identifier")
        return None

    def _word_end(self, end: int) -> int:
        hit = re.compile(r"[\w-]*[\w]").match(self.plain, end)
        return hit.end() if hit else end

    def _signed(self, start: int, end: int, value: float | None, kind: NumberKind, unit: str | None) -> Number:
        """With the sign before it."""
        minus = self.around.minus.search(self.plain, max(0, start - 10), start)
        if minus and value is not None and kind != "age":
            return self._made(minus.start(), end, -value, kind, unit)
        return self._made(start, end, value, kind, unit)

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
    ) -> Number:
        """The number with its bound, its role and what it counts."""
        bound, begin, stop = (
            self._bound(start, end) if kind not in {"ordinal", "identifier", "factor"} else ("exact", start, end)
        )
        noun = counts or (
            counted(self.plain, stop, kind, self.code) if kind in {"count", "share", "percent", "measure"} else None
        )
        value = None if value is None else float(f"{value:.10g}")
        least = value if bound in {"at least", "more than"} else None
        most = value if bound in {"at most", "less than", "just below"} else None
        return Number(
            begin,
            stop,
            self.text[begin:stop],
            value,
            kind,
            unit,
            bound,
            least,
            most,
            role=self._role(begin),
            vague=vague,
            counted=noun,
        )

    def _bound(self, start: int, end: int) -> tuple[Bound, int, int]:
        """How exact a number is, and its span with the words that say so."""
        before = self.around.bounds_before.search(self.plain, max(0, start - NEAR), start)
        if before and not self._is_direction(before):
            return self._bound_of(before["word"]), before.start(), end
        behind = self.around.bounds_behind.match(self.plain, end)
        if behind:
            return self._bound_of(behind["word"]), start, behind.end()
        return "exact", start, end

    def _is_direction(self, before: re.Match[str]) -> bool:
        """Whether "up to" is where something went: "has gone up to 85"."""
        return before["word"].casefold() in self.around.directions and bool(
            self.around.moved.search(self.plain, max(0, before.start() - NEAR), before.start())
        )

    def _bound_of(self, word: str) -> Bound:
        return self.around.bounds.get(" ".join(word.casefold().replace("-", " ").split()), "about")

    def _role(self, start: int) -> Role | None:
        """What the number is of a change that the clause tells: "rose by 12 to 45"."""
        before = self.around.role_before.search(self.plain, max(0, start - NEAR), start)
        if before is None or not self.around.moves.search(self.plain, max(0, start - CLAUSE), start):
            return None
        clause = re.split(r"[.;!?]\s", self.plain[max(0, start - CLAUSE) : start])[-1]
        return self.around.roles[before["word"].casefold()] if self.around.moves.search(clause) else None

    def joined(self) -> Iterator[Number]:
        """The numbers, two that are the ends of a range as one."""
        at = 0
        while at < len(self.found):
            first = self.found[at]
            second = self.found[at + 1] if at + 1 < len(self.found) else None
            both = (
                (self._ratio(first, second) or self._bounded(first, second) or self._range(first, second))
                if second
                else None
            )
            if both is not None:
                yield both
                at += 2
                continue
            yield first
            at += 1

    def _ratio(self, first: Number, second: Number) -> Number | None:
        """Two numbers as a share: "one in five"."""
        gap = " ".join(self.plain[first.end : second.start].casefold().split())
        if (
            gap not in self.around.ratios
            or first.kind != "count"
            or second.kind != "count"
            or not (first.value and second.value and first.value < second.value <= 1000)
            or second.bound != "exact"
        ):
            return None
        return replace(
            first,
            end=second.end,
            text=self.text[first.start : second.end],
            kind="share",
            value=float(f"{first.value / second.value:.10g}"),
            counted=second.counted,
        )

    def _bounded(self, first: Number, second: Number) -> Number | None:
        """Two bounds as one range: "more than ten and less than twenty"."""
        gap = " ".join(self.plain[first.end : second.start].casefold().split())
        low, high = (first, second) if first.least is not None else (second, first)
        if (
            gap not in self.around.joined_bounds
            or low.least is None
            or high.most is None
            or low.is_range
            or (high.is_range)
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
        """Two numbers as the ends of one range; None where they are two, or the result of a match."""
        if (
            first.value is None
            or second.value is None
            or first.kind in {"ordinal", "identifier", "factor", "clock"}
            or (second.kind in {"ordinal", "identifier", "factor", "clock"})
            or (first.role or second.role or {first.bound, second.bound} - {"exact", "about"})
        ):
            return None
        if first.unit and second.unit != first.unit:
            return None
        gap = self.plain[first.end : second.start]
        begin = self._range_begins(first, gap)
        if begin is None:
            return None
        least = self._scaled(first, second)
        if least >= second.value or (_DASH.fullmatch(gap) and self.around.scores.match(self.plain, second.end)):
            return (
                replace(
                    first,
                    end=second.end,
                    text=self.text[first.start : second.end],
                    value=None,
                    kind="score",
                    counted=None,
                )
                if _DASH.fullmatch(gap)
                else None
            )
        return Number(
            begin,
            second.end,
            self.text[begin : second.end],
            None,
            second.kind,
            second.unit,
            "exact",
            least,
            second.value,
            ends=((begin, first.end), (second.start, second.end)),
            either=gap.strip().casefold() in self.around.either,
            counted=second.counted,
        )

    def _range_begins(self, first: Number, gap: str) -> int | None:
        """Where a range begins, from what stands before and between its ends; None where they are no range."""
        if _DASH.fullmatch(gap):
            return first.start
        folded = " ".join(gap.casefold().split())
        before = self.plain[max(0, first.start - NEAR) : first.start].casefold().rstrip()
        plain = None
        for opening, between in self.around.ranges:
            if between != folded:
                continue
            if not opening:
                plain = first.start
            elif before.endswith(opening) and not before[: -len(opening)][-1:].isalpha():
                return self.plain.casefold().rfind(opening, 0, first.start)
        return plain

    def _scaled(self, first: Number, second: Number) -> float:
        """The lower end, with the scale that only the upper one spells out: "105 to 120 billion"."""
        assert first.value is not None
        scale = next((each.scale for each in numerals(second.text.translate(ALIKE), grammar_of(self.code))), 1.0)
        own = next((each.scale for each in numerals(first.text.translate(ALIKE), grammar_of(self.code))), 1.0)
        return first.value * scale if own == 1.0 < scale and first.value < 1000 else first.value


_NO_ONE = re.compile(r"\b(?:no|the|this|that|each|every|any|which|some)[ -]$", re.I)


def _overlaps(numeral: Numeral, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start < numeral.end and numeral.start < end for start, end in taken)
