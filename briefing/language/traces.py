"""How a language says that there is a sign of something, or none: "keine Hinweise auf", "des traces d'"."""

import re
from functools import cache

from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list

Span = tuple[int, int]


def no_trace(text: str, code: str) -> Span | None:
    """The words of a text behind which stands of what there is no sign; None where it has none, and in a language
    whose words for it are not listed."""
    hit = _listed(code, "none").search(text)
    return hit.span() if hit else None


def trace(text: str, code: str) -> Span | None:
    """The words of a text behind which stands of what there is a sign, where it says of nothing that there is none."""
    hit = None if no_trace(text, code) else _listed(code, "some").search(text)
    return hit.span() if hit else None


@cache
def _listed(code: str, name: str) -> re.Pattern[str]:
    listed = word_list(language_data(code, "words").get("traces", {}).get(name, ""))
    joined = any_of(each for each in listed if each.endswith("'"))
    apart = any_of(each for each in listed if not each.endswith("'"))
    return re.compile(rf"(?<!\w)(?:{joined}|(?:{apart})(?!\w))", re.I)
