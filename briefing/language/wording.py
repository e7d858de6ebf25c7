"""What a page says around the words of its sources, in their language: `page.toml` of each holds it."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from briefing.language.language import READ, language_data


@cache
def _part(name: str, code: str) -> dict[str, Any]:
    """A part of a language's `page.toml`, the English one for a language that is unread."""
    part: dict[str, Any] = language_data(code if code in READ else "en", "page").get(name, {})
    return part


def topic_of(english: str, kind: str, code: str) -> str:
    """What a divergence is about, by its English name; the kind's name where a language has no other for it."""
    if code == "en" or code not in READ:
        return english[:1].upper() + english[1:]
    listed = _part("topics", code)
    for known, told in listed.items():
        if re.fullmatch(re.escape(known).replace(r"\*", ".+"), english):
            return str(told)
    return kind_of(kind, code)


def kind_of(kind: str, code: str) -> str:
    """What a kind of divergence is called."""
    return str(_part("kinds", code).get(kind) or kind.capitalize())


def either(labels: Sequence[str], code: str) -> str:
    """Answers beside each other: "8, 9 or 11"."""
    if len(labels) == 1:
        return labels[0]
    sides = _part("sides", code)
    return f"{sides['comma'].join(labels[:-1])} {sides['or']} {labels[-1]}"


def differing(code: str) -> str:
    """That the sources differ, where there is nothing else to say of it."""
    return str(_part("sides", code)["differ"])


@cache
def framing_words(code: str) -> frozenset[str]:
    """Every word by which a page of a language says what its parts and divergences are: none needs evidence."""
    told = [each for part in ("headings", "kinds", "sides", "topics") for each in _part(part, code).values()]
    return frozenset(re.findall(r"[^\W\d_]+", " ".join(map(str, told))))
