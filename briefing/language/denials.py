"""What a text denies and what it says plainly, by the words of its language."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list

_TOKEN = re.compile(r"\w+(?:[’']\w+)*|[.,;:!?()—–\n]")
REACH = 5
"""So many words behind a negator are not counted as said plainly."""

STEM = 6
"""Letters by which two forms of a word are one: "approve", "approved"."""


@dataclass(frozen=True, slots=True)
class Denials:
    """What a text says no to, as stems."""

    denied: frozenset[str]
    said: frozenset[str]
    """What it says plainly."""

    is_contrary: bool
    """Whether anything in it denies at all."""


@dataclass(frozen=True, slots=True)
class _Negation:
    """How a language denies."""

    negators: frozenset[str]
    endings: tuple[str, ...]
    contrary: re.Pattern[str]
    light: frozenset[str]
    harmless: re.Pattern[str]


@cache
def _negation_of(code: str) -> _Negation:
    data = language_data(code, "words").get("denial", {})
    forms = [
        re.escape(each).replace(r"\?", r"\w").replace(r"\*", r"\w*") for each in word_list(data.get("contrary", ""))
    ]
    return _Negation(
        frozenset(word_list(data.get("negators", ""))),
        word_list(data.get("endings", "")),
        re.compile("|".join(forms) or "(?!)"),
        frozenset(word_list(data.get("light", ""))),
        re.compile(rf"\b(?:{any_of(word_list(data.get('harmless', '')))})(?!\w)", re.I),
    )


@lru_cache(maxsize=16384)
def denials(text: str, code: str = "en") -> Denials:
    """What a text denies: the first word of weight behind each negator; empty in a language without a reader."""
    negation = _negation_of(code)
    denied, said = set[str](), set[str]()
    contrary, reach, heads = False, 0, False
    for hit in _TOKEN.finditer(negation.harmless.sub(" ", text)):
        word = hit[0].lower().replace("’", "'")
        if not word[0].isalnum():
            reach, heads = (0, False) if word != "," or heads else (reach, heads)
        elif word in negation.negators or word.endswith(negation.endings):
            contrary, reach, heads = True, REACH, True
        elif word in negation.light:
            contrary = contrary or bool(negation.contrary.fullmatch(word))
            reach -= reach > 0
        else:
            contrary = contrary or bool(negation.contrary.fullmatch(word))
            if heads:
                denied.add(word[:STEM])
            elif not reach:
                said.add(word[:STEM])
            heads = False
            reach -= reach > 0
    return Denials(frozenset(denied), frozenset(said), contrary)
