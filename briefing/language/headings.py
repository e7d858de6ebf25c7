"""What the parts of a page are called, in the language of its documents."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Literal

from briefing.language.language import READ, language_data

Heading = Literal[
    "in_brief",
    "happened",
    "said",
    "next",
    "background",
    "one_source",
    "also_reported",
    "diverge",
    "also_differ",
    "explained",
    "sources",
    "left_out",
    "who",
    "what",
]


def common_code(codes: Iterable[str]) -> str:
    """The language that most documents are in, the first of several; English where it has no reader."""
    counted = Counter(codes).most_common(1)
    return counted[0][0] if counted and counted[0][0] in READ else "en"


@cache
def heading(name: Heading, code: str) -> str:
    """A part's name in a language; the English one where that has none."""
    listed = language_data(code, "page").get("headings", {})
    return str(listed.get(name) or language_data("en", "page")["headings"][name])


@cache
def called_so(name: Heading) -> frozenset[str]:
    """A part's name in every language."""
    return frozenset(heading(name, code) for code in READ)


@cache
def _headings(code: str) -> frozenset[str]:
    return frozenset(map(str, language_data(code, "page").get("headings", {}).values()))


def is_heading(text: str) -> bool:
    """Whether a text is the name of a part of a page in some language, and so states nothing."""
    return any(text in _headings(code) for code in READ)  # English first: most pages need no other's table
