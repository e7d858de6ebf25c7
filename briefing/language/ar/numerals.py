"""The numerals of an Arabic text: those of its words, then what two of them come to together."""

from collections.abc import Iterator
from dataclasses import replace

from briefing.language.grammar import Grammar
from briefing.language.numerals import Numeral, numerals
from briefing.regex import lazy_regex

_FIFTH = lazy_regex(r"(?:و|ف|ل|ب)?خمس")
_DEFINITE = lazy_regex(r" ال\w")
_PART = lazy_regex(r" (?:جزء|اجزاء|جزءا) من ")
_LED_PART = lazy_regex(r"(?<![^\W_])جزء من $")
BEFORE = 12
"""Characters before a number in which "جزء من" is looked for."""

_AND_TENS = lazy_regex(r"[ ]?و(?:ال)?")
FIVE, TEN, HUNDRED = 5.0, 10.0, 100.0


def arabic(text: str, grammar: Grammar) -> tuple[Numeral, ...]:
    """Every numeral of a text in order; `text` has the digits and letters of `digits.ALIKE`."""
    return tuple(_merged(numerals(text, grammar), text))


def _merged(found: tuple[Numeral, ...], text: str) -> Iterator[Numeral]:
    at = 0
    while at < len(found):
        first = found[at]
        second = found[at + 1] if at + 1 < len(found) else None
        if second is not None and (both := _both(first, second, text)):
            yield both
            at += 2
            continue
        counted = at > 0 and found[at - 1].end >= first.start - BEFORE
        yield (None if counted else _part(first, text)) or _fifth(_dual(first, text), text)
        at += 1


def _part(numeral: Numeral, text: str) -> Numeral | None:
    """ "جزء من عشرين" is a twentieth; None where the number behind is none of parts."""
    led = _LED_PART.search(text, max(0, numeral.start - BEFORE), numeral.start)
    if led is None or not numeral.value or numeral.value <= 1 or numeral.kind != "cardinal":
        return None
    return replace(numeral, start=led.start(), value=float(f"{1 / numeral.value:.12g}"), kind="share")


def _both(first: Numeral, second: Numeral, text: str) -> Numeral | None:
    """Two numerals as one; None where they are two.

    "الثاني والعشرين" is the 22nd, "خمس العشرين" a fifth of 20, "ثلاث وعشرون خمس" 23 fifths, "203 جزء من مئة" 200.03.
    """
    gap = text[first.end : second.start]
    value, tens = first.value or 0.0, second.value or 0.0
    are_tens = second.kind == "cardinal" and TEN < tens < HUNDRED and tens % TEN == 0 and not second.in_figures
    if first.kind == "ordinal" and value < TEN and are_tens and _AND_TENS.fullmatch(gap):
        return replace(first, end=second.end, value=value + tens)
    if gap == " " and text[second.start : second.start + 2] == "ال" and _fifth(first, text).kind == "share":
        return replace(second, start=first.start, value=float(f"{tens / FIVE:.12g}"), kind="share")
    if _PART.fullmatch(gap) and value > tens >= HUNDRED and not first.in_figures:
        whole, part = value // tens * tens, value % tens / tens
        return replace(first, end=second.end, value=float(f"{whole + part:.12g}"))
    is_word = first.kind == second.kind == "cardinal" and not (first.in_figures or second.in_figures)
    if is_word and tens == FIVE and gap == " " and value > 1 and _FIFTH.fullmatch(text, second.start, second.end):
        return replace(first, end=second.end, value=float(f"{value / FIVE:.12g}"), kind="share")
    return None


def _dual(numeral: Numeral, text: str) -> Numeral:
    """Two thousand right before what is counted ("الفا شخص"), not before what is added to it ("الفا و500")."""
    alone = text[numeral.start : numeral.end] in _DUALS  # "12 الفا" is one numeral
    if not alone or numeral.value is None or not _THING.match(text, numeral.end):
        return numeral
    return replace(numeral, value=numeral.value * 2)


_DUALS = frozenset(("الفا", "مليونا", "مليارا"))
_THING = lazy_regex(r"\s(?!و|ال)[^\W\d_]{3,}")


def _fifth(numeral: Numeral, text: str) -> Numeral:
    """Five before a thing that is known is a fifth of it: "خمس السكان"."""
    if numeral.value != FIVE or numeral.in_figures or not _FIFTH.fullmatch(text, numeral.start, numeral.end):
        return numeral
    return replace(numeral, value=1 / FIVE, kind="share") if _DEFINITE.match(text, numeral.end) else numeral
