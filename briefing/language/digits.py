"""Numbers in figures: what "1,5", "15.000" and "12,34,567.89" are worth where a language writes them so."""

import re

from briefing.regex import lazy_regex

ALIKE = {
    ord(each): str(number)
    for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９", "०१२३४५६७८९")
    for number, each in enumerate(row)
} | {
    ord("٫"): ".",
    ord("٬"): ",",
    ord("．"): ".",
    ord("，"): ",",
    ord("％"): "%",
    ord("٪"): "%",
    ord("＄"): "$",
    ord("￥"): "¥",
    ord("−"): "-",
    ord("‐"): "-",
    ord("‑"): "-",
    ord("："): ":",
    ord("～"): "~",
    ord("،"): ",",
    **{ord(one): other for one, other in zip("أإآىة", "ااايه", strict=True)},
}
"""Digits and signs of other scripts, letters that Arabic writes in two ways: one for one, a text keeps its length."""

PARTS = {
    "½": 1 / 2,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅕": 1 / 5,
    "⅖": 2 / 5,
    "⅗": 3 / 5,
    "⅘": 4 / 5,
    "⅙": 1 / 6,
    "⅚": 5 / 6,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
    "⅒": 1 / 10,
}
"""Fractions that are one sign."""

THIN = "\u00a0\u2009\u202f"
"""White space that may part thousands in any language; a plain space does in those that say so."""

TURNS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that turn the direction of writing, and stand within figures in Arabic text."""

DIGITS = (
    rf"\d{{1,3}}(?:[{THIN}]\d{{3}})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?(?![.,]?\d)"
    r"|\d+/\d+(?:/\d+)*|\d / \d(?![\d.,])|\d+(?:[" + TURNS + r"]?[.,'’][" + TURNS + r"]?\d+)*(?:[eE][+-]?\d+(?!\w))?"
    r"|(?<![\w.,])[.,]\d+(?!\.?\d)"
)
"""A run of digits with what may part them; whether it is one number `value_of` tells."""

LONGEST = 40
"""Letters of the longest number in figures that is valued; what is longer counts nothing and could be endless."""

_ONE = lazy_regex(r"\d{1,3}(\D)\d{3}(?:\1\d{3})*")
_INDIAN = lazy_regex(r"\d{1,2}(?:,\d\d)+,\d{3}")


def value_of(letters: str, decimal: str, *, spaced: bool = True) -> float | None:
    """What a number in figures is worth; None where it can't be told: "1.2.3", "4,50,1".

    `decimal` is what parts the fraction where there could be doubt, "" where nobody knows; `spaced` whether a plain
    space may part thousands ("12 500"), else it may only before 000.
    """
    if len(letters) > LONGEST:
        return None
    if "/" in letters:
        return _fraction(letters)
    plain = re.sub(rf"(?<=\d)[{THIN}'’](?=\d{{3}})|[{TURNS}]", "", letters)
    if " " in plain:
        if not spaced and not re.fullmatch(r"\d{1,3}(?: 000)+|\d{1,3}(?: \d{3}){2,}(?:[.,]\d+)?", plain):
            return None
        plain = plain.replace(" ", "")
    mantissa, _, exponent = plain.replace("E", "e").partition("e")
    value = _plain_value(mantissa, decimal)
    if value is None or (exponent and not -30 < int(exponent) < 30):
        return None
    return float(f"{value * 10.0 ** int(exponent or 0):.12g}")


def _fraction(letters: str) -> float | None:
    """The value of "3/4"; None for what is none: "9/11", "24/7"."""
    over, _, under = letters.replace(" ", "").partition("/")
    return int(over) / int(under) if under.isdigit() and 0 < int(over) < int(under) <= 10 else None


def _plain_value(letters: str, decimal: str) -> float | None:
    """The value of digits parted by full stops and commas only."""
    signs = [each for each in letters if not each.isdigit()]
    if not signs:
        return float(letters)
    last = signs[-1]
    whole, _, fraction = letters.rpartition(last)
    if not set(signs) <= {".", ","} or (letters.startswith("0") and len(signs) > 1):
        return None
    if len(set(signs)) == 2:
        grouped = _ONE.fullmatch(whole) or _INDIAN.fullmatch(whole)
        return float(f"{re.sub(r'[.,]', '', whole)}.{fraction}") if grouped and signs.count(last) == 1 else None
    if len(signs) > 1:
        return float(letters.replace(last, "")) if _ONE.fullmatch(letters) or _INDIAN.fullmatch(letters) else None
    if last != decimal and _ONE.fullmatch(letters) and not letters.startswith("0"):
        return float(letters.replace(last, "")) if decimal else None
    return float(f"{whole or 0}.{fraction}")
