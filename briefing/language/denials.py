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
"""The same where a language does not say: "approve", "approved"."""

SIGNS = 2
"""Signs of a script without spaces that are compared as a word."""

_SIGN = re.compile("[\u3400-\u9fff]")


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
    stem: int
    """Letters by which two forms of a word are one."""

    unspaced: re.Pattern[str] | None
    """Negators in a language that does not part words; None for others."""


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
        re.compile(
            any_of(word_list(data.get("harmless", "")))
            if data.get("unspaced")
            else rf"\b(?:{any_of(word_list(data.get('harmless', '')))})(?!\w)",
            re.I,
        ),
        data.get("stem", STEM),
        re.compile(any_of(word_list(data.get("negators", "")))) if data.get("unspaced") else None,
    )


def stem_of(word: str, code: str) -> str:
    """The letters of a word, in small ones, by which it is compared."""
    return word[: _negation_of(code).stem].lower()


@lru_cache(maxsize=16384)
def denials(text: str, code: str = "en") -> Denials:
    """What a text denies: the first word of weight behind each negator; empty in a language without a reader."""
    negation = _negation_of(code)
    if negation.unspaced is not None:
        return _in_signs(negation.harmless.sub(" ", text), negation.unspaced)
    denied, said = set[str](), set[str]()
    contrary, reach, heads, last = False, 0, False, ""
    for hit in _TOKEN.finditer(negation.harmless.sub(" ", text)):
        word = hit[0].lower().replace("’", "'")
        if not word[0].isalnum():
            if heads and last:  # "er kommt nicht": nothing follows that could be denied
                denied.add(last)
                said.discard(last)
            reach, heads, last = (0, False, "") if word != "," or heads else (reach, heads, last)
        elif word in negation.negators or word.endswith(negation.endings):
            contrary, reach, heads = True, REACH, True
        elif word in negation.light:
            contrary = contrary or bool(negation.contrary.fullmatch(word))
            reach -= reach > 0
        else:
            contrary = contrary or bool(negation.contrary.fullmatch(word))
            last = word[: negation.stem]
            if heads:
                denied.add(last)
            elif not reach:
                said.add(last)
            heads = False
            reach -= reach > 0
    return Denials(frozenset(denied), frozenset(said), contrary)


def _in_signs(text: str, negators: re.Pattern[str]) -> Denials:
    """The same of a text that does not part words, by pairs of signs."""
    denied, said, clear = set[str](), set[str](), 0
    hits = {hit.start(): hit.end() for hit in negators.finditer(text)}
    for at in range(len(text) - 1):
        if at in hits:
            end = hits[at]
            denied.add(text[end : end + SIGNS])
            clear = end + REACH
        elif at >= clear and _SIGN.match(text, at) and _SIGN.match(text, at + 1):
            said.add(text[at : at + SIGNS])
        elif not _SIGN.match(text, at):
            clear = min(clear, at)
    return Denials(frozenset(denied), frozenset(said), bool(hits))
