"""Money by signs and codes, in any language: "US$ 5", "CHF 20m", "30 MUSD", "14 $CAD"."""

from functools import cache

from briefing.language.language import language_data
from briefing.language.signs import SIGNS
from briefing.regex import lazy_regex

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

_THOUSANDS = {"k": 1e3, "K": 1e3, "T": 1e3, "M": 1e6, "m": 1e6, "mn": 1e6, "Mn": 1e6, "bn": 1e9, "B": 1e9}
"""Scales written onto a currency's code: "30 MUSD"."""

_NO_CODES = {"ALL", "TOP", "MOP"}
"""Codes that are words in capitals before they are money."""

_LONGEST = max(map(len, _CASH))
_CODE_BEFORE = lazy_regex(rf"(?<![^\W_])(?:(?P<code>[A-Z]{{3}})|(?P<spelled>(?i:{'|'.join(_SPELLED)})))\$?$")
_CODE_BEHIND = lazy_regex(r"(?P<scale>k|K|T|M|m|mn|Mn|bn|B)?(?P<code>[A-Z]{3})(?P<dollar>\$?)(?![^\W_])")
_DOLLAR_BEHIND = lazy_regex(
    r"(?P<whose>U\.?S\.?|[A-Z]{1,3}|Mex|U\$D)?\$(?: ?(?P<code>[A-Z]{3})(?![^\W_])| ?(?P<c>[cC])(?!\w))?"
)


@cache
def currency_codes() -> frozenset[str]:
    """The currencies' codes, in capitals."""
    listed = {*language_data("en", "numbers")["currencies"], *language_data("en", "currencies").get("currencies", {})}
    return frozenset(each for each in listed if len(each) == 3 and each.isupper() and each not in _NO_CODES)


def cash_before(plain: str, start: int, floor: int) -> tuple[int, str] | None:
    """Where a sign or code right before a number begins, not before `floor`, and its unit."""
    end = start
    while end > max(floor, start - 2) and plain[end - 1] in " \u00a0(":
        end -= 1
    if end <= floor or plain[end - 1].isdigit():
        return None
    for length in range(min(_LONGEST, end - floor), 0, -1):
        letters, begin = plain[end - length : end], end - length
        unit = _CASH.get(letters) or (_SMALL.get(letters.lower()) if letters[-1] == "$" else None)
        if unit and not (letters[0].isalpha() and plain[begin - 1 : begin].isalnum()):
            return begin, unit
    hit = _CODE_BEFORE.search(plain, max(floor, end - len("USD$")), end)
    if hit is None or not (hit["spelled"] or hit["code"] in currency_codes()):
        return None
    letters = (hit["code"] or hit["spelled"]).upper()
    return hit.start(), "CNY" if letters == "RMB" else letters


_SMALL = {sign.lower(): unit for sign, unit in _CASH.items() if len(sign) > 2 and sign.endswith("$")} | {"c $": "CAD"}
"""Signs of dollars that are read in small letters too; "a $ 4 bn" is none."""


def cash_behind(plain: str, start: int) -> tuple[str, float, int] | None:
    """Unit and scale of a code or a dollar sign that begins there, and where it ends."""
    if "$" in plain[start : start + _LONGEST] and (hit := _DOLLAR_BEHIND.match(plain, start)):
        whose = hit["whose"] or ""
        unit = hit["code"] or ("CAD" if hit["c"] else None) or _DOLLARS.get(whose) or whose or "USD"
        return (unit, 1.0, hit.end()) if unit in currency_codes() else None
    hit = _CODE_BEHIND.match(plain, start)
    if hit is None or hit["code"] not in currency_codes():
        return None
    return hit["code"], _THOUSANDS.get(hit["scale"] or "", 1.0), hit.end()
