"""What a number counts."""

from functools import cache

from briefing.language.language import language_data, word_list
from briefing.regex import lazy_regex

REACH = 5
"""Words behind a number in which what it counts is looked for."""

NEAR = 2
"""Words behind a number in which a singular noun is counted: "one person"."""

SHORTEST = 4
"""Letters of the shortest word that an "s" makes a plural."""

_WORD = lazy_regex(r"[ \u00a0]?\n?[ \u00a0]?([\w’'-]+)(?!\.\w)")
_JOINED = lazy_regex(r"-(?!year|month)([a-z]+)\b")
_OF = lazy_regex(r"\s+of (?:(?:the|its|his|her|their|those|these|all|our) )?(?:[\w-]*\d[\d,]* )?")
_NEXT = lazy_regex(r"[ \u00a0]([^\W\d_][\w’'-]*)")


def thing_counted(text: str, end: int, kind: str, code: str = "en") -> str | None:
    """The thing counted, in small letters; in English a plural near the number, in other languages the next noun."""
    if code == "zh":
        from briefing.language.zh.numerals import thing_counted as counted_in_chinese

        return counted_in_chinese(text, end)
    return _plural_behind(text, end, kind) if code == "en" else _next_word(text, end, code)


def _plural_behind(text: str, end: int, kind: str) -> str | None:
    """The first plural within five words behind a number, its partner for "police officers"."""
    if joined := _JOINED.match(text, end):
        return joined[1]
    if of := _OF.match(text, end):
        end = of.end() - 1
    found: str | None = None
    for place in range(REACH):
        word = _WORD.match(text, end)
        lower = word[1].lower() if word else ""
        if word is None or lower in _listed("stops") or lower.isdigit():
            break
        plural = _is_plural(lower)
        if found and not (plural and found in _listed("adjuncts")):
            break
        if plural or (place < NEAR and kind == "count" and lower in _listed("singular")):
            found = lower
            if lower not in _listed("adjuncts"):
                break
        end = word.end()
    return found


def _is_plural(word: str) -> bool:
    if word in _listed("plurals"):
        return True
    ends = word.endswith("s") and not word.endswith(("ss", "’s", "'s"))
    return ends and len(word) >= SHORTEST and word not in _listed("no_plurals")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(word_list(language_data("en", "counting").get("counted", {}).get(name, "")))


def _next_word(text: str, end: int, code: str) -> str | None:
    """The word right behind a number; None where it is one that names nothing ("en", "por")."""
    found = _NEXT.match(text, end)
    word = found[1].lower() if found else ""
    return word if len(word) > 1 and word not in _light(code) else None


@cache
def _light(code: str) -> frozenset[str]:
    return frozenset(word_list(language_data(code, "words").get("denial", {}).get("light", "")))
