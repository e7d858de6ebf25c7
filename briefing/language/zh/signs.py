"""The signs that Chinese numerals are built of, in both scripts and as cheques have them."""

import re

DIGITS = {sign: float(value) for value, signs in enumerate((
    "零〇○", "一壹壱", "二两兩贰貳倆俩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖",
)) for sign in signs}  # fmt: skip
"""〇 to 九."""

UNITS = {"十": 10.0, "拾": 10.0, "百": 100.0, "佰": 100.0, "千": 1000.0, "仟": 1000.0, "卅": 30.0, "廿": 20.0}
"""What multiplies the digit before it within a group of ten thousand."""

GROUPS = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12}
"""What multiplies all that stands before it."""

FORMAL = frozenset("壹壱贰貳叁參肆伍陆陸柒捌玖拾佰仟俩倆")
"""Signs that are other words too, and numerals only beside another sign."""

ANY = "".join((*DIGITS, *UNITS, *GROUPS))
FIGURES = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\d.])\.\d+"
ODD = "多余餘几幾来來"
"""Behind a unit these say that it is somewhat more: "十几万"."""


def year_of(signs: str) -> int | None:
    """The year that figures, or digits one by one, or a numeral tell: "二〇二六", "两千零四"; None for none."""
    if re.fullmatch(r"\d{2,4}", signs):
        return int(signs)
    if len(signs) == 4 and all(sign in DIGITS for sign in signs):
        return int("".join(str(int(DIGITS[sign])) for sign in signs))
    value = value_of(signs)
    return int(value) if value is not None and value == int(value) else None


def value_of(signs: str) -> float | None:
    """What signs and figures are worth together: "七十八万五佰零六", "3万4000", "一百五"; None for no numeral."""
    total = group = last = 0.0
    digit: float | None = None
    is_short = False
    for hit in re.finditer(rf"(?P<figures>{FIGURES})|(?P<sign>[{ANY}])", signs):
        sign = hit["sign"]
        if hit["figures"]:
            if digit:
                return None
            digit, is_short = float(hit["figures"].replace(",", "")), False
        elif sign in DIGITS:
            # a digit right behind a unit may be of the next smaller one, but not behind a zero: "一百五", "一百零五"
            if last and digit:
                return None  # "十四五" is a plan
            is_short = digit is None and last > 0 and DIGITS[sign] > 0
            digit = (digit or 0.0) * 10 + DIGITS[sign]
        elif sign in UNITS:
            if digit and digit >= 10 and not hit.string[: hit.start()].strip()[-1:].isdigit():
                return None  # "二三十" is twenty or thirty
            group += (digit or 1.0) * UNITS[sign]
            digit, last = None, UNITS[sign]
        else:
            amount = group + (digit or 0.0)
            if not amount and not total:
                return None
            scale = GROUPS[sign]
            if not amount or total < scale:
                total = (total + amount) * scale  # "万亿", and all before: "3万4000亿"
            else:
                total += amount * scale
            group, digit, last = 0.0, None, scale
    if digit and is_short and last >= 100:
        digit *= last / 10
    return total + group + (digit or 0.0)
