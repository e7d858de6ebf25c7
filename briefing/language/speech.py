"""How a language says that somebody says something, and that it is one report that says so."""

import re
from collections.abc import Sequence
from functools import cache

from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.language.read import Reading
from briefing.text.words import terms


def speaks(passage: Reading) -> bool:
    """Whether a passage has a word by which somebody says something."""
    return bool(_said(passage.code, "verbs").search(passage.text))


def neutral_terms(passages: Sequence[Reading], code: str) -> frozenset[str]:
    """The terms of words that say no more than that somebody says it, and stand for each other: not "warned"; and
    "wrote" only where a passage tells of a letter or the like."""
    wrote = any(_said(each.code, "writings").search(each.text) for each in passages)
    return _terms_of(code, "neutral") | (_terms_of(code, "writing") if wrote else frozenset())


@cache
def _terms_of(code: str, name: str) -> frozenset[str]:
    return terms(" ".join(_listed(code, name)))


def without_accounts(text: str, code: str) -> str:
    """A text without the phrases by which a page speaks of its reports: "by different accounts", "one report alone"."""
    return _said(code, "accounts").sub(" ", text)


@cache
def _said(code: str, name: str) -> re.Pattern[str]:
    listed = any_of(_listed(code, name))
    if language_data(code, "numbers").get("unspaced"):
        return re.compile(listed or r"(?!)")
    return re.compile(rf"(?<!\w)(?:{listed or '(?!)'})(?!\w)", re.I)


@cache
def _listed(code: str, name: str) -> tuple[str, ...]:
    return tuple(word_list(language_data(code, "words").get("speech", {}).get(name, "")))
