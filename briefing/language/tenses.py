"""Whether a clause tells of what was or of what is to come, by its verb."""

import re
from dataclasses import dataclass
from functools import cache

from briefing.language.digits import ALIKE
from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.regex import lazy_regex

CLAUSE = 90
"""Characters around a weekday in which the verb is looked for that says whether it is past or to come."""

_STOPS = lazy_regex(r"[.!?;:,\n。，；！？،؛]")


@dataclass(frozen=True, slots=True)
class _Tenses:
    """The words that say whether a clause tells of what was or of what is to come."""

    ahead: re.Pattern[str]
    past: re.Pattern[str]


@cache
def _tenses(code: str) -> _Tenses:
    data = language_data(code, "days")
    front, edge = ("", "") if data.get("unspaced") else (r"(?<![^\W_])", r"(?![^\W_])")
    listed = data.get("tense", {})

    def pattern(name: str) -> re.Pattern[str]:
        endings = any_of(word_list(listed.get(f"{name}_endings", "")))
        starts = any_of(word_list(listed.get(f"{name}_starts", "")))
        whole = any_of(word_list(listed.get(name, "")))
        return re.compile(rf"{front}(?:{whole}|[^\W\d_]{{2,}}(?:{endings})|(?:{starts})[^\W\d_]{{2,}}){edge}", re.I)

    return _Tenses(pattern("ahead"), pattern("past"))


def only_ahead(text: str, code: str) -> str | None:
    """The first word by which a text speaks of what is to come; None where it speaks of what was too, or of neither."""
    hit = _tenses(code).ahead.search(text)
    return hit[0] if hit and not _tenses(code).past.search(text) else None


def only_past(text: str, code: str) -> str | None:
    """The same of what was."""
    hit = _tenses(code).past.search(text)
    return hit[0] if hit and not _tenses(code).ahead.search(text) else None


def looks_ahead(text: str, start: int, end: int, code: str) -> bool:
    """Whether the clause around a span speaks of what is to come."""
    return tense(text, start, end, code) > 0


def tense(text: str, start: int, end: int, code: str) -> int:
    """1 where the clause around a span speaks of what is to come, -1 of what was, 0 where it does not tell.

    The nearest verb before the span says so, else the one behind it.
    """
    tenses = _tenses(code)
    before = _STOPS.split(text[max(0, start - CLAUSE) : start])[-1].translate(ALIKE)
    ahead, past = _last(tenses.ahead, before), _last(tenses.past, before)
    if ahead != past:
        return 1 if ahead > past else -1
    behind = _STOPS.split(text[end : end + CLAUSE])[0].translate(ALIKE)
    hit, gone = tenses.ahead.search(behind), tenses.past.search(behind)
    if hit is None and gone is None:
        return 0
    return 1 if hit is not None and (gone is None or hit.start() < gone.start()) else -1


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last hit ends; -1 without one."""
    return max((hit.end() for hit in pattern.finditer(text)), default=-1)
