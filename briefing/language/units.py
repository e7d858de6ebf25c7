"""What a number measures or pays: the unit behind it, the currency before it, the words that lead it in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefing.language.grammar import any_of, edges_of, grammar_of
from briefing.language.language import language_data, spellings, word_list
from briefing.language.reading import NumberKind

SIGNS: dict[str, tuple[NumberKind, str]] = {
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
            "m km cm mm dm nm µm km² m² cm² m³ cm³ km/h m/s mph kg g mg µg t ha l ml cl dl W kW MW GW TW kWh MWh GWh "
            "TWh V Hz kHz MHz GHz bit kB MB GB TB hPa bar rad"
        ).split()
    },
    **{letters: ("measure", unit) for letters, unit in (
        ("km2", "km²"), ("m2", "m²"), ("m3", "m³"), ("sq km", "km²"), ("ft", "ft"), ("lb", "lb"), ("L", "l"),
        ("h", "hour"), ("Km", "km"), ("KM", "km"), ("Kg", "kg"), ("μm", "µm"), ("cc", "cm³"), ("KB", "kB"),
    )},
    **{sign: ("sum", unit) for sign, unit in (
        each.split("=") for each in (
            "€=EUR $=USD £=GBP ¥=JPY ₽=RUB ₹=INR ₩=KRW ₺=TRY ₪=ILS ₴=UAH ₿=BTC ₾=GEL ₫=VND ₱=PHP ₦=NGN ฿=THB ₡=CRC "
            "₲=PYG ₵=GHS ₸=KZT ₼=AZN ৳=BDT zł=PLN 元=CNY 円=JPY Kč=CZK Ft=HUF ¢=CENT ரூ=LKR"
        ).split()
    )},
}  # fmt: skip
"""What stands behind a number in any language, in just these letters."""

_DOLLARS = {
    **{"US": "USD", "U.S.": "USD", "U.S": "USD", "USD": "USD", "U$D": "USD", "A": "AUD", "AU": "AUD", "C": "CAD"},
    **{"CA": "CAD", "CAN": "CAD", "HK": "HKD", "NZ": "NZD", "NT": "TWD", "S": "SGD", "R": "BRL", "Mex": "MXN"},
}
"""What stands before a dollar sign and says whose it is."""

_CASH = {
    **{sign: unit for sign, (kind, unit) in SIGNS.items() if kind == "sum"},
    **{f"{whose}$": unit for whose, unit in _DOLLARS.items() if "$" not in whose},
    **{f"{whose} $": unit for whose, unit in _DOLLARS.items() if whose not in {"A", "S", "R"}},
    **{"U$D": "USD", "Rs": "INR", "Rs.": "INR", "SFr": "CHF", "SFr.": "CHF", "Fr.": "CHF", "kr": "krone"},
    **{"RMB": "CNY", "CA": "CAD"},
}
"""What stands before a sum of money in any language; a dollar's owner in small letters too ("us $")."""

_SPELLED = "usd eur gbp chf jpy cny rmb inr aud cad nzd hkd sgd mxn brl rub krw btc".split()
"""Codes that are no word of a language, and mean money in small letters too."""

BEFORE = 40
"""Characters before a number in which what bears on it is looked for."""

_THOUSANDS = {"k": 1e3, "K": 1e3, "T": 1e3, "M": 1e6, "m": 1e6, "mn": 1e6, "Mn": 1e6, "bn": 1e9, "B": 1e9}
"""Scales written onto a currency's code: "30 MUSD"."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands beside a number."""

    kind: NumberKind
    name: str
    factor: float
    """What the number is to be multiplied by: a basis point is a hundredth of a point."""

    edge: int
    """Where it ends behind the number, or begins before it."""


@dataclass(frozen=True, slots=True)
class _Units:
    """The units of a language."""

    behind: Mapping[str, tuple[NumberKind, str, float]]
    words: re.Pattern[str]
    signs: re.Pattern[str]
    cash: re.Pattern[str]
    cash_names: Mapping[str, str]
    scale: re.Pattern[str]
    """A scale behind a currency: "75 USD | million"."""

    led: re.Pattern[str]
    led_kinds: Mapping[str, tuple[NumberKind, str]]
    of: re.Pattern[str]
    """What stands between a fraction and its unit: "half a point"."""

    dimensions: re.Pattern[str]


@cache
def _units_of(code: str) -> _Units:
    data = language_data(code, "numbers")
    front, edge = edges_of(data)
    words = dict(_words_behind(data, language_data(code, "currencies")))
    codes = currency_codes() if data else ()
    between = any_of(word_list(data.get("before_units", {}).get("words", "")))
    fillers = any_of(word_list(data.get("before_numbers", {}).get("words", "")))
    led = dict(_led(data))
    cash = {word: unit for word, (kind, unit, _) in words.items() if kind == "sum" and _leads(word, data)}
    names = {sign.lower(): unit for sign, unit in _CASH.items()} | cash
    names |= {f"{each.lower()}$": each for each in codes} | {each.lower(): each for each in codes}
    any_code = any_of(codes)
    of_dollar = any_of(each for each in _CASH if each.endswith(" $"))
    return _Units(
        behind={sign: (kind, unit, 1.0) for sign, (kind, unit) in SIGNS.items()} | words,
        words=re.compile(
            rf"(?:[\s\u00a0-]{{0,2}}|['’])(?:(?:{between})(?:\s|(?<=['’])))?(?P<word>{any_of(words)}){edge}", re.I
        ),
        signs=re.compile(
            rf"[ \u00a0\u202f-]?(?:(?:{between})\s|[({{])?"
            rf"(?P<word>(?:{any_of(_DOLLARS)}|{any_code})\$|\$ ?(?:{any_code})|\$ ?[cC](?!\w)"
            rf"|(?P<scale>{any_of(_THOUSANDS)})?(?:{any_code})|{any_of(SIGNS)})(?![^\W_²³])[)}}]?"
        ),
        cash=re.compile(
            rf"(?:(?<![^\W_])(?P<code>(?:{any_code})\$?|(?i:{'|'.join(_SPELLED)})\$?|(?i:{any_of(cash)})|(?i:{of_dollar}))"
            rf"|(?P<sign>{any_of(each for each in _CASH if not each.endswith(' $'))}))[ \u00a0]?[(]?$"
        ),
        cash_names=names,
        scale=re.compile(rf"[ \u00a0](?:{any_of(grammar_of(code).scales)}){edge}", re.I),
        led=re.compile(rf"{front}(?P<word>{any_of(led)})[\s\u00a0]?(?:{fillers}\s)?$", re.I),
        led_kinds=led,
        of=re.compile(rf"\s(?:{any_of(word_list(data.get('of', '')))})(?=\s)", re.I),
        dimensions=re.compile(
            r"(?:\)| \(\d[^()]{1,18}\))?[ -]"
            rf"(?P<word>{any_of(word_list(data.get('dimensions', {}).get('words', '')))}){edge}",
            re.I,
        ),
    )


def _leads(word: str, data: Mapping[str, Any]) -> bool:
    """Whether a currency's name may stand before its sum: "dollari 4"."""
    return word in word_list(data.get("cash", {}).get("before", ""))


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


@cache
def currency_codes() -> tuple[str, ...]:
    """The currencies' codes, in capitals: "CHF 20m"."""
    listed = {*language_data("en", "numbers")["currencies"], *language_data("en", "currencies").get("currencies", {})}
    return tuple(sorted(each for each in listed if len(each) == 3 and each.isupper() and each not in _NO_CODES))


_NO_CODES = {"ALL", "TOP", "MOP"}
"""Codes that are words in capitals before they are money."""


def unit_behind(plain: str, end: int, code: str, *, in_figures: bool, is_share: bool) -> Unit | None:
    """What stands behind a number that ends there."""
    units = _units_of(code)
    words = units.words.match(plain, end)
    if words is None and is_share and (of := units.of.match(plain, end)):
        words = units.words.match(plain, of.end())
    signs = units.signs.match(plain, end)
    if signs and not (in_figures or len(signs["word"]) > 2):
        signs = None
    if words and (signs is None or len(words[0]) > len(signs[0])):
        return _of_word(units, words)
    return _of_sign(units, signs, plain) if signs else None


def _of_word(units: _Units, hit: re.Match[str]) -> Unit | None:
    form = " ".join(re.sub(r"[\s\u00a0-]+", " ", hit["word"].lower()).replace("’", "'").split())
    known = units.behind.get(form) or units.behind.get(form.replace(" ", "-"))
    if known is None:
        return None
    kind, name, factor = known
    return None if kind == "age" and name not in TIMES else Unit(kind, name, factor, hit.end())


TIMES = frozenset({"year", "month", "week", "day"})
"""Units of an age."""


def _of_sign(units: _Units, hit: re.Match[str], plain: str) -> Unit | None:
    form, end = hit["word"], hit.end()
    if hit[0][-1:] in ")}" and not re.search(r"[({]", hit[0]):
        end -= 1
    if known := units.behind.get(form):
        return Unit(*known, end)
    scale = _THOUSANDS.get(hit["scale"] or "", 1.0)
    name = form[len(hit["scale"] or "") :].replace("$", "").strip()
    if "$" in form:
        name = _DOLLARS.get(name) or _DOLLARS.get(name.upper()) or name
    return Unit("sum", name, scale, end)


def cash_before(plain: str, start: int, code: str, floor: int) -> tuple[int, str] | None:
    """Where a currency before a number begins, not before `floor`, and its unit."""
    units = _units_of(code)
    hit = units.cash.search(plain, max(floor, start - BEFORE), start)
    if hit is None:
        return None
    letters = " ".join((hit["code"] or hit["sign"]).lower().split())
    return hit.start(), units.cash_names.get(letters) or units.cash_names.get(letters.rstrip("$"), letters.upper())


def scale_behind(plain: str, end: int, code: str) -> tuple[float, int]:
    """The scale that stands behind a currency ("75 USD million") and where it ends; 1 and `end` where none does."""
    hit = _units_of(code).scale.match(plain, end)
    return (grammar_of(code).scales[hit[0].strip().lower()], hit.end()) if hit else (1.0, end)


def led_in(plain: str, start: int, code: str) -> tuple[NumberKind, str] | None:
    """Kind and unit that the words before a number give it: "at the age of 12"."""
    units = _units_of(code)
    hit = units.led.search(plain, max(0, start - BEFORE), start)
    return units.led_kinds[" ".join(hit["word"].lower().replace("’", "'").split())] if hit else None


def dimension_behind(plain: str, end: int, code: str) -> tuple[str, int] | None:
    """What a measure is of ("deep"), and where that ends; a bracket between is passed over."""
    hit = _units_of(code).dimensions.match(plain, end)
    return (hit["word"], end if ")" in hit[0] else hit.end()) if hit else None


def is_money(plain: str, end: int, code: str) -> bool:
    """Whether a currency's name stands there."""
    units = _units_of(code)
    hit = units.words.match(plain, end)
    return hit is not None and units.behind.get(hit["word"].lower(), ("count", "", 1.0))[0] == "sum"
