"""What became of those whom a number counts ("dead", "injured", "missing", "held", "freed"), by a language's words."""

import re
from functools import cache, lru_cache

from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.regex import lazy_regex

_WORD = lazy_regex(r"[^\W\d_\u3400-\u9fff]+(?:['’-][^\W\d_]+)*|[\u3400-\u9fff]{1,2}")


def status_of(before: str, behind: str, code: str, far: int) -> str | None:
    """The status whose word stands nearest to a number, fewer than `far` words away; what stands behind the number
    rather than what stands before it, but for a word right before it."""
    pattern, names = _statuses_of(code)
    nearest = [(len(_WORD.findall(behind[: hit.start()])), 0, hit) for hit in pattern.finditer(behind)][:1]
    for hit in list(pattern.finditer(before))[-1:]:
        between = len(_WORD.findall(before[hit.end() :]))
        nearest.append((between + 2 if between else 0, 1, hit))  # "rescued and four were found dead", but "injured 31"
    chosen = min(nearest, key=lambda each: each[:2], default=None)
    return names[" ".join(chosen[2][0].casefold().split())] if chosen and chosen[0] < far else None


@lru_cache(maxsize=16_384)
def statuses_in(text: str, code: str) -> frozenset[str]:
    """The statuses that words of a text stand for."""
    pattern, names = _statuses_of(code)
    return frozenset(names[" ".join(hit[0].casefold().split())] for hit in pattern.finditer(text))


@cache
def _statuses_of(code: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The words that say what became of people, with the status each stands for."""
    listed = language_data(code, "words").get("statuses", {})
    names = {word: status for status, words in listed.items() for word in word_list(words)}
    edges = ("", "") if language_data(code, "numbers").get("unspaced") else (r"(?<!\w)", r"(?!\w)")
    return re.compile(rf"{edges[0]}(?:{any_of(names)}){edges[1]}", re.I), names
