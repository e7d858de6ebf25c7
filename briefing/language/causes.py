"""How a language gives the cause of something: "wegen", "causé par", "ha provocado"."""

import re
from functools import cache

from briefing.language.grammar import any_of, listed
from briefing.language.language import language_data, word_list

Span = tuple[int, int]


def because_at(text: str, code: str) -> Span | None:
    """The words of a text behind which a cause stands: "wegen", and "par" where something "was caused"; None where it
    has none, and in a language whose words for it are not listed."""
    because, by = (listed(code, "causes", name) for name in ("because", "by"))
    hit = because.search(text)
    if hit is None and (caused := caused_at(text, code)):
        hit = by.search(text, caused[1]) or by.search(text)
    return hit.span() if hit else None


def caused_at(text: str, code: str) -> Span | None:
    """Where a text says that something caused something."""
    hit = listed(code, "causes", "caused").search(text)
    return hit.span() if hit else None


def are_alike(one: str, other: str, code: str) -> bool:
    """Whether two causes may be one by two words: "storm" and "wind"."""
    return any(each.search(one) and each.search(other) for each in _alike(code))


@cache
def _alike(code: str) -> tuple[re.Pattern[str], ...]:
    listed = language_data(code, "words").get("causes", {}).get("alike", ())
    return tuple(re.compile(any_of(word_list(each)), re.I) for each in listed)
