"""The stems of a text's telling words, as its language makes them: of "eingestürzt" what "stürzte … ein" has too."""

import re
from functools import cache, lru_cache

from briefing.language.grammar import any_of
from briefing.language.language import folded, language_data, word_list
from briefing.language.names import plain_words
from briefing.regex import lazy_regex
from briefing.text.words import SIGNS, stem_in

FEWEST = 3
"""Letters of a stem that tells something."""

_WORD = lazy_regex(r"[^\W\d_]+")


@lru_cache(maxsize=16_384)
def telling_stems(text: str, code: str) -> frozenset[str]:
    """The stems of the words that are not plain; of a script without spaces, the pairs of neighbouring signs of what
    stands between its plain signs."""
    if language_data(code, "numbers").get("unspaced"):
        runs = (run for part in SIGNS.findall(text) for run in _between(code).split(part))
        return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))
    words = (word.casefold() for word in _WORD.findall(folded(text, code)))
    stems = (_without_prefix(stem_in(word, code), code) for word in words if word not in _light(code))
    return frozenset(stem for stem in stems if len(stem) >= FEWEST)


def told_part(text: str, code: str) -> str:
    """What stands behind the last "that" of a clause: what is said, without who says it."""
    return _that(code).split(folded(text, code))[-1]


@cache
def _that(code: str) -> re.Pattern[str]:
    listed = any_of(word_list(language_data(code, "words").get("stems", {}).get("that", "")))
    return re.compile(rf"(?<!\w)(?:{listed or '(?!)'})(?!\w)", re.I)


@cache
def _light(code: str) -> frozenset[str]:
    """The words that say little: plain ones, and those of the verb that only give its tense."""
    return plain_words(code) | frozenset(word_list(language_data(code, "words").get("stems", {}).get("light", "")))


def _without_prefix(stem: str, code: str) -> str:
    return _prefixed(code).sub("", stem, count=1)


@cache
def _prefixed(code: str) -> re.Pattern[str]:
    """The prefixes that a verb of the language has in some of its forms only, before a stem of three letters."""
    listed = language_data(code, "words").get("stems", {})
    apart, onto = (any_of(word_list(listed.get(key, ""))) or "(?!)" for key in ("parted", "participle"))
    return re.compile(rf"^(?:(?:{apart})(?:{onto})?|(?:{onto}))(?=[^\W\d_]{{4,}})")


@cache
def _between(code: str) -> re.Pattern[str]:
    return re.compile(any_of(plain_words(code)) or "(?!)")
