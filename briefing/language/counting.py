"""What a number counts."""

import re
from functools import cache

from briefing.language.language import language_data, word_list

_WORD = re.compile(r"[ \u00a0]?\n?[ \u00a0]?([\w’'-]+)(?!\.\w)")
_PLURALS = frozenset(
    (
        "people",
        "men",
        "women",
        "children",
        "police",
        "personnel",
        "staff",
        "crew",
        "cattle",
        "fish",
        "aircraft",
        "feet",
        "teeth",
        "lives",
        "firemen",
        "policemen",
        "servicemen",
        "fishermen",
        "policewomen",
        "dead",
        "killed",
        "injured",
        "wounded",
        "hurt",
        "missing",
        "others",
        "more",
        "spacecraft",
        "sheep",
        "media",
        "data",
    )
)
SINGLE = frozenset(
    (
        "person",
        "man",
        "woman",
        "child",
        "boy",
        "girl",
        "death",
        "injury",
        "soldier",
        "officer",
        "passenger",
        "victim",
        "survivor",
        "body",
        "worker",
        "member",
        "day",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "third",
    )
)
_ADJUNCT = frozenset(
    (
        "police",
        "sports",
        "arms",
        "news",
        "sales",
        "drugs",
        "staff",
        "crew",
        "women",
        "children",
        "people",
        "more",
        "injured",
        "wounded",
        "missing",
        "dead",
        "aircraft",
        "others",
        "emergency",
        "killed",
    )
)
_STOP = frozenset(
    (
        "the",
        "a",
        "an",
        "and",
        "or",
        "but",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "with",
        "from",
        "that",
        "this",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "has",
        "have",
        "had",
        "as",
        "not",
        "who",
        "which",
        "will",
        "would",
        "said",
        "says",
        "after",
        "before",
        "when",
        "while",
        "than",
        "then",
        "if",
        "it",
        "its",
        "he",
        "she",
        "they",
        "we",
        "you",
        "i",
        "his",
        "her",
        "their",
        "our",
        "my",
        "into",
        "over",
        "under",
        "per",
        "also",
        "only",
        "about",
        "later",
        "earlier",
        "ago",
        "out",
        "up",
        "off",
        "because",
        "during",
        "since",
        "until",
        "among",
        "between",
        "against",
        "did",
        "do",
        "does",
        "can",
        "could",
        "may",
        "might",
        "must",
        "should",
        "shall",
        "so",
        "there",
        "here",
        "where",
        "what",
        "how",
        "ever",
        "through",
        "comes",
        "goes",
        "makes",
        "takes",
        "gets",
        "remains",
        "means",
        "includes",
        "seems",
        "appears",
        "becomes",
        "says",
        "tells",
        "gives",
        "needs",
        "wants",
        "is",
        "are",
    )
)
_NO_PLURAL = frozenset(
    (
        "was",
        "is",
        "this",
        "its",
        "his",
        "has",
        "us",
        "does",
        "as",
        "says",
        "less",
        "across",
        "perhaps",
        "always",
        "versus",
        "besides",
        "towards",
        "afterwards",
        "plus",
        "series",
        "times",
        "previous",
        "various",
        "serious",
        "religious",
        "famous",
        "dangerous",
        "numerous",
        "business",
        "illness",
        "access",
        "process",
        "express",
    )
)
_JOINED = re.compile(r"-(?!year|month)([a-z]+)\b")
_OF = re.compile(r"\s+of (?:(?:the|its|his|her|their|those|these|all|our) )?(?:[\w-]*\d[\d,]* )?")


def counted(text: str, end: int, kind: str, code: str = "en") -> str | None:
    """The thing counted: the first plural within five words behind the number, its partner for "police officers"."""
    if code == "zh":
        from briefing.language.zh.numerals import counted as counted_in_chinese

        return counted_in_chinese(text, end)
    if code != "en":
        return _next_word(text, end, code)
    joined = _JOINED.match(text, end)
    if joined:
        return joined[1]
    if of := _OF.match(text, end):
        end = of.end() - 1
    found: str | None = None
    for place in range(5):
        word = _WORD.match(text, end)
        if word is None:
            break
        lower = word[1].lower()
        if lower in _STOP or lower.isdigit():
            break
        plural = lower in _PLURALS or (
            len(lower) > 3
            and lower.endswith("s")
            and not lower.endswith(("ss", "’s", "'s"))
            and lower not in _NO_PLURAL
        )
        if found and not (plural and found in _ADJUNCT):
            break
        if plural or (place < 2 and kind == "count" and lower in SINGLE):
            found = lower
            if lower not in _ADJUNCT:
                break
        end = word.end()
    return found


_NEXT = re.compile(r"[ \u00a0]([^\W\d_][\w’'-]*)")


def _next_word(text: str, end: int, code: str) -> str | None:
    """The word right behind a number, in small letters; None where it is one that names nothing ("en", "por")."""
    found = _NEXT.match(text, end)
    word = found[1].lower() if found else ""
    return word if len(word) > 1 and word not in _light(code) else None


@cache
def _light(code: str) -> frozenset[str]:
    return frozenset(word_list(language_data(code, "words").get("denial", {}).get("light", "")))
