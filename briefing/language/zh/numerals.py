"""The numerals of a Chinese text: "一千二百", "1.2亿", "三分之一", "十余万"."""

import re
from collections.abc import Iterator
from functools import cache

from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.language.numerals import Numeral
from briefing.language.zh.signs import ANY, DIGITS, FIGURES, FORMAL, GROUPS, ODD, UNITS, value_of
from briefing.regex import lazy_regex

_MANY = "".join((*UNITS, *GROUPS))
_RUN = lazy_regex(
    rf"(?P<whole>(?:{FIGURES}|[{ANY}])(?:[ \u00a0]*(?:[{_MANY}]|(?<!\d)(?<!\d[ \u00a0])[{''.join(DIGITS)}]"
    rf"|(?<=[{_MANY}零])\d+|(?<=[{_MANY}][ \u00a0])\d+"
    rf"|零?[{ODD}](?=[ \u00a0]?[{_MANY}])))*)"
    rf"(?:[ \u00a0]*[点點][ \u00a0]*(?P<point>\d+|[{''.join(DIGITS)}]+)(?![分钟鐘刻])(?P<scale>[{''.join(GROUPS)}]*))?"
    r"(?:[ \u00a0]?(?P<sign>[kKM])(?![A-Za-z]))?(?P<power>[eE][+-]?\d{1,2}(?!\w))?"
)
_PART = lazy_regex(r"[ \u00a0]*分[ \u00a0]*之[ \u00a0]*")
_AND = lazy_regex(r"[ \u00a0]*又[ \u00a0]*")
_DOZEN = lazy_regex(r"[ \u00a0]?打(?![电架开击人球造破算扮电開擊電])")
_HALF = lazy_regex(r"(?:个|個|吨|噸|斤|年|天|公里|公斤|倍|米|小时|小時|成|里|亩|日|月|周)?半(?![个個年月天夜])")
_OUT_OF = lazy_regex(r"[百千万萬][ \u00a0]?分[ \u00a0]?之[ \u00a0]*")
_TENTHS = lazy_regex(
    r"[ \u00a0]?成(?![为為立功员員本果就熟都绩績长長套品分交婚年人家语語名份色形型效因片群千])"
    r"(?P<more>[一二三四五六七八九](?![十百千万亿个月年]))?")
"""Tenths: "五成" is a half, "三成五" 35 %; not "成为"."""

TEN = 10.0
_SIGNS = {"k": 1e3, "K": 1e3, "M": 1e6}
_DOZEN_OF = 12.0


def chinese(text: str) -> tuple[Numeral, ...]:
    """Every numeral of a text in order; `text` has the digits of `digits.ALIKE`."""
    return tuple(sorted(_found(text), key=lambda each: each.start))


def _found(text: str) -> Iterator[Numeral]:
    at = 0
    vague = [hit.span() for hit in _vague().finditer(text)]
    yield from (Numeral(start, end, None, "vague") for start, end in vague)
    skipped = [*vague, *(hit.span() for hit in _no_numerals().finditer(text))]
    while hit := _run(text, at):
        at = max(hit.end(), at + 1)
        if out_of := _OUT_OF.match(text, hit.start()):
            at = out_of.end()
            continue
        if any(start <= hit.start() < end for start, end in skipped):
            at = next(end for start, end in skipped if start <= hit.start() < end)
            continue
        numeral = _numeral(hit, text)
        if numeral is not None:
            at = max(numeral.end, at if numeral.end > hit.end() else numeral.end)
            yield numeral


def _run(text: str, at: int) -> re.Match[str] | None:
    """The next run of signs, without a last one that belongs to the unit behind figures: "12千米" is 12 of them."""
    hit = _RUN.search(text, at)
    if hit is None or hit.end() != hit.end("whole") or hit.end() - hit.start() < 2:
        return hit
    last = hit.end() - 1
    if text[last] in "两兩" and (text[last - 1] in ANY or text[last - 1].isdigit()):
        return _RUN.match(text, hit.start(), last)  # behind a digit it is a weight: no numeral has two of them
    if text[last] in _OF_UNITS and text[last - 1].isdigit() and _scaled_units().match(text, last):
        return _RUN.match(text, hit.start(), last)
    return hit


_OF_UNITS = "千兆"
"""Scales with which units begin."""


@cache
def _scaled_units() -> re.Pattern[str]:
    """The units that begin with a scale: "千米"."""
    units = (word for listed in language_data("zh", "numbers")["units"].values() for word in word_list(listed))
    return re.compile(any_of(word for word in units if word[0] in _OF_UNITS and len(word) > 1))


@cache
def _vague() -> re.Pattern[str]:
    """Numbers without a value: "数百", "上万"."""
    words = any_of(word_list(language_data("zh", "numbers")["vague"]["words"]))
    return re.compile(rf"(?<![{_MANY}])(?:[数數几幾][{_MANY}]|上[百千万萬])[{_MANY}]*|(?<![{_MANY}])(?:{words})")


@cache
def _no_numerals() -> re.Pattern[str]:
    """Words with a numeral's sign in them that count nothing."""
    data = language_data("zh", "numbers")
    return re.compile(any_of(word_list(data["not_counting"]["words"])))


def _numeral(hit: re.Match[str], text: str) -> Numeral | None:
    """One run of signs with what makes a fraction, a dozen or a half more of it; None where it counts nothing."""
    start, end = hit.start(), hit.end()
    signs = hit["whole"].replace(" ", "").replace("\u00a0", "")
    in_figures = signs[0].isdigit() or signs[0] == "."
    if text[start - 1 : start] == "第":
        return Numeral(start - 1, hit.end("whole"), value_of(signs), "ordinal")
    if not in_figures and not _counts(signs, text, start, end):
        return None
    if signs[0] in GROUPS or (len(signs) == 1 and signs in UNITS and signs not in "十拾"):
        return None
    value = value_of(re.sub(f"[{ODD}]", "", signs))
    if value is None:
        return Numeral(start, end, None, in_figures=in_figures)
    value, kind = _worth(hit, value), "cardinal"
    if part := _PART.match(text, end):
        over = _RUN.match(text, part.end())
        number = value_of(over["whole"].replace(" ", "")) if over else None
        if over and number is not None and value:
            return Numeral(start, over.end("whole"), float(f"{number / value:.12g}"), "share", in_figures)
        return Numeral(start, end, value, "cardinal", in_figures)
    if (mixed := _AND.match(text, end)) and (under := _RUN.match(text, mixed.end())):
        share = _numeral(under, text)
        if share is not None and share.kind == "share" and share.value is not None:
            return Numeral(start, share.end, value + share.value, "cardinal", in_figures)
    if (tenths := _TENTHS.match(text, end)) and value <= TEN and kind == "cardinal":
        more = DIGITS.get(tenths["more"] or "", 0.0)
        return Numeral(start, tenths.end(), float(f"{(value + more / TEN) / TEN:.12g}"), "share", in_figures)
    if dozen := _DOZEN.match(text, end):
        value, end = value * _DOZEN_OF, dozen.end()
    elif _HALF.match(text, end):
        value += 0.5
    rough = bool(re.search(f"[{ODD}]", signs))
    scale = next((GROUPS[sign] for sign in reversed(signs) if sign in GROUPS), 1.0)
    return Numeral(start, end, value, "cardinal", in_figures, scale, rough=rough) if kind else None


def _worth(hit: re.Match[str], value: float) -> float:
    """With the digits behind a point, the scale behind those, a sign for thousands and a power of ten."""
    if point := hit["point"]:
        digits = point if point.isdigit() and point.isascii() else "".join(str(int(DIGITS[each])) for each in point)
        value = float(f"{value + float(f'0.{digits}'):.12g}")
        for sign in hit["scale"] or "":
            value *= GROUPS[sign]
    if hit["sign"]:
        value *= _SIGNS[hit["sign"]]
    if hit["power"]:
        value *= 10.0 ** int(hit["power"][1:])
    return float(f"{value:.12g}")


def _counts(signs: str, text: str, start: int, end: int) -> bool:
    """Whether signs without figures are a numeral: one sign alone only where it stands apart or before a measure."""
    if len(signs) > 1:
        return not all(sign in FORMAL for sign in signs) or len(signs) > 2 or signs[0] in "壹贰叁肆伍陆柒捌玖"
    if signs in FORMAL:
        return signs == "壹" and bool(_measure().match(text, end) or _DOZEN.match(text, end))
    if _measure().match(text, end) or _PART.match(text, end) or _DOZEN.match(text, end):
        return True
    if signs in "一两兩" or signs in UNITS:
        return _stands_apart(text, start, end) or (signs == "一" and _AMID.match(text, end) is not None)
    return True


_AMID = lazy_regex(r"[却卻点點]")


def _stands_apart(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1 : start], text[end : end + 1]
    return not (before.isalpha() or behind.isalpha())


@cache
def _measured() -> re.Pattern[str]:
    """The measure words, those that are counted themselves in a group of their own."""
    data = language_data("zh", "numbers")["measures"]
    themselves, others = any_of(word_list(data["counted"])), any_of(word_list(data["words"]))
    return re.compile(rf"[ \u00a0]?(?:多|余)?(?:(?P<counted>{themselves})|(?:{others}))?")


def thing_counted(text: str, end: int) -> str | None:
    """What a number that ends there counts: two signs behind its measure word, or the word itself ("人")."""
    measure = _measured().match(text, end)
    behind = measure.end() if measure else end
    noun = _NOUN.match(text, behind)
    if measure and measure["counted"]:
        return measure["counted"]
    return noun[0] if noun and behind > end else None


_NOUN = lazy_regex("(?![的以左至到和与或、是])[\u3400-\u9fff]{1,2}")


@cache
def _measure() -> re.Pattern[str]:
    """What may stand behind a numeral that counts: a measure word, a unit, a currency."""
    data = language_data("zh", "numbers")
    lists = [
        data["measures"]["words"],
        data["percent"]["points"],
        *data["units"].values(),
        *data["currencies"].values(),
    ]
    words = [word for listed in lists for word in word_list(listed)]
    return re.compile(rf"[ \u00a0]?[{ODD}]?(?:{any_of(words)})")
