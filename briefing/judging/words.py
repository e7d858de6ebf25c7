"""The words of weight of a clause, as the gates compare them."""

import re

from briefing.regex import lazy_regex

STEM = 5
"""Letters by which two forms of a word are one; a shorter word counts whole."""

SHORTEST = 4
"""Letters from which a word is one of weight, in any language."""

MARK = lazy_regex(r"[.;:!?()–—\n]\s|[;:()–—]|[,](?=\s)|[，。；：、]")
"""Where a clause ends."""

WORD = lazy_regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SIGN = lazy_regex("[\u3400-\u9fff]")


def clause_before(text: str, mark: re.Pattern[str] = MARK) -> str:
    """What of a text stands behind the last mark."""
    marks = list(mark.finditer(text))
    return text[marks[-1].end() :] if marks else text


def clause_behind(text: str, mark: re.Pattern[str] = MARK) -> str:
    """What of a text stands before the first mark."""
    hit = mark.search(text)
    return text[: hit.start()] if hit else text


def weighty_words(text: str) -> list[str]:
    """The stems of the words of weight, of a script that does not part words each pair of signs."""
    found = []
    for word in map(str.casefold, WORD.findall(text)):
        if _SIGN.match(word):
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        elif len(word) >= SHORTEST:
            found.append(word[:STEM])
    return found
