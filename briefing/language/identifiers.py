"""Numbers that are names: "Orsat-1", "Flight 370", "No. 10", "10 Harbour Street"; and digits that are no number."""

import re
from dataclasses import dataclass
from functools import cache

from briefing.language.counting import thing_counted
from briefing.language.grammar import any_of, edges_of, grammar_of
from briefing.language.language import language_data, word_list
from briefing.language.numerals import Numeral
from briefing.language.phrases import Phrases, before_gap
from briefing.regex import lazy_regex

NO_NUMBER = lazy_regex(
    r"(?:https?://|www\.)\S+|(?<!\S)\S{1,80}@\S+"
    r"|\+\d[\d ()./-]{6,20}\d|\(?\b0\d{2,4}\)?[ -]\d{3,4}[ -]?\d{3,4}\b|\b\d{3}[-.]\d{3}[-.]\d{4}\b"
    r"|\b\d+(?:-\d+){2,}\b|\[\d+\]|#\d+|^[ \t]*\d{1,2}[.)](?=\s\D)",
    re.M,
)
"""Addresses, telephone numbers, marks of lists and notes."""

_SCALED = lazy_regex(r"\d[\d.,]*[^\W\d_]{1,3}[-–]")
"""The first end of a range, with its scale or unit: "5k-20k", "10m-20m"."""

_NAMED = lazy_regex(r"([^\W\d_][\w’']*[\s\u00a0-]?|[^\W\d_]+[-‑])$")
_JOINED = lazy_regex(r"[^\W_][\w./-]*[-/.]?$")
_PARTED = lazy_regex("^.*[\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that do not part words: a number counts behind them as anywhere, but not behind "磐石-"."""

_QUOTED = lazy_regex(r"[«“„「『《](?P<name>(?:[^\W\d_][\w’'-]*[ ]){1,2})$")
_CLOSING = frozenset("»”“」』》")
"""A number at the end of a short name in quotation marks is of that name: “Falcon 5”."""

_DECADE = lazy_regex(r"[1-9]0s(?!\w)")
"""Years of a life or a century: "in his 60s"."""

_MODEL = lazy_regex(r"[A-Z]{1,2}(?![^\W_])")
_LETTERED = lazy_regex(r"\d{1,3}[A-Z](?![^\W_])")
NAME = 30
"""Characters before a number in which the rest of its name is looked for."""


@dataclass(frozen=True, slots=True)
class _Labels:
    before: Phrases[str]
    streets: re.Pattern[str]
    written_before: frozenset[str]
    """What is written onto a number that counts: "و15"."""

    written_on: re.Pattern[str]
    """What is written onto a number that is a name: "10号"."""


@cache
def _labels_of(code: str) -> _Labels:
    data = language_data(code, "numbers")
    _, edge = edges_of(data)
    labels = word_list(data.get("labels", {}).get("words", ""))
    streets = word_list(data.get("labels", {}).get("behind", ""))
    written_on = word_list(data.get("labels", {}).get("written_on", ""))
    return _Labels(
        before=Phrases.listed(labels, apart=not data.get("unspaced", False)),
        written_before=frozenset(word_list(data.get("labels", {}).get("written_before", ""))),
        written_on=re.compile(any_of(written_on)),
        streets=re.compile(rf"[\s\u00a0](?:[^\W\d_a-zß-ÿ][\w’'-]+[\s\u00a0]){{1,2}}(?i:{any_of(streets)}){edge}"),
    )


def identifier(plain: str, numeral: Numeral, code: str, *, has_unit: bool, floor: int) -> tuple[int, int] | None:
    """The span of the name that a number is part of; None where it counts something.

    `floor` is where the number before it ends, whose letters are no name's: "1.5 million-2 million".
    """
    if not numeral.in_figures or numeral.kind != "cardinal":
        return None
    start, end = numeral.start, numeral.end
    before = plain[max(0, start - NAME) : start]
    if _DECADE.match(plain, start):
        return start, end + 1
    if not 0 < floor >= start - 1 and (before[-1:].isalnum() or (before[-1:] in "-/." and before[-2:-1].isalnum())):
        joined = _JOINED.search(before)
        letters = _PARTED.sub("", joined[0]) if joined else ""
        letters = "" if letters in _labels_of(code).written_before else letters
        if re.search(r"[^\W\d_]|^-", letters) and not _SCALED.fullmatch(letters):
            return start - len(letters), _word_end(plain, end)
    labels = _labels_of(code)
    if written_on := labels.written_on.match(plain, end):
        return start, written_on.end()
    if street := labels.streets.match(plain, end):
        return start, street.end()
    if _MODEL.match(plain, end) and not has_unit:
        return start, _word_end(plain, end)
    if _LETTERED.match(plain, start) and labels.before.before(plain, before_gap(plain, start, 1)):
        return start, _word_end(plain, end)  # "class 2B" is no sum
    if plain[end : end + 1] in _CLOSING and (model := _QUOTED.search(before)):
        return start - len(model["name"]), end
    if not re.fullmatch(r"[\d.]+", plain[start:end]):
        return None
    label = labels.before.before(plain, before_gap(plain, start, 1))
    if label is None:
        return None
    named = _NAMED.search(before)
    is_name = (
        "." in plain[start:end]
        or _is_of(plain, end, code)
        or thing_counted(plain, end, "count", code) is None
        or (named is not None and named[1][0].isupper())
    )
    return (label[1], end) if is_name else None


def _is_of(plain: str, end: int, code: str) -> bool:
    """Whether what a number names is somebody's: "version 4 of the app"."""
    word = _NEXT.match(plain, end)
    return word is not None and word[1].lower() in grammar_of(code).of


_NEXT = lazy_regex(r"\s([^\W\d_]+)\s")


def _word_end(plain: str, end: int) -> int:
    hit = _WORD.match(plain, end)
    return hit.end() if hit else end


_WORD = lazy_regex(r"[\w-]*[\w]")
