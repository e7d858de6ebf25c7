"""The opposites of a language, pairs of which each side is the words that mean one of two contraries."""

from collections.abc import Mapping
from functools import cache, lru_cache

from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.regex import ListRegex, list_regex


@lru_cache(maxsize=65_536)
def sides_said(text: str, code: str, name: str) -> Mapping[tuple[int, int], tuple[int, int]]:
    """The sides of a list of opposites that a text says, by the place of the pair and of the side, and where first."""
    sides = ((pair, side) for pair in range(len(opposites_of(code, name))) for side in (0, 1))
    hits = ((place, opposites_of(code, name)[place[0]][place[1]].search(text)) for place in sides)
    return {place: hit.span() for place, hit in hits if hit}


@cache
def opposites_of(code: str, name: str) -> tuple[tuple[ListRegex, ListRegex], ...]:
    """Pairs of opposites in a language, the first for more and less; each side a pattern of the words that mean it."""
    data = language_data(code, "words").get("opposites", {})
    edges = ("", "") if data.get("unspaced") else (r"(?<!\w)", r"(?!\w)")
    found = []
    for pair in data.get(name, ()):
        sides = (word_list(side) for side in pair.split(" | "))
        one, two = (list_regex(edges[0], side, any_of(side), edges[1]) for side in sides)
        found.append((one, two))
    return tuple(found)
