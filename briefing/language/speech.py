"""How a language says that somebody says something, and that it is one report that says so."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from briefing.language.grammar import any_of
from briefing.language.language import folded, language_data, word_list
from briefing.language.names import plain_words
from briefing.language.read import Reading
from briefing.language.stems import telling_stems
from briefing.regex import lazy_regex
from briefing.text.quotations import quotations
from briefing.text.words import terms


def speaks(passage: Reading) -> bool:
    """Whether a passage has a word by which somebody says something."""
    return bool(_said(passage.code, "verbs").search(passage.text))


def saying(code: str) -> re.Pattern[str]:
    """The words by which somebody says something."""
    return _said(code, "verbs")


def addresses(text: str, code: str) -> bool:
    """Whether a text has a word behind which stands to whom somebody says something: "told", "gegenüber"."""
    return bool(_said(code, "addressing").search(text))


def neutral_terms(passages: Sequence[Reading], code: str) -> frozenset[str]:
    """The terms of words that say no more than that somebody says it, and stand for each other: not "warned"; and
    "wrote" only where a passage tells of a letter or the like."""
    wrote = any(_said(each.code, "writings").search(each.text) for each in passages)
    return _terms_of(code, "neutral") | (_terms_of(code, "writing") if wrote else frozenset())


@cache
def _terms_of(code: str, name: str) -> frozenset[str]:
    return terms(" ".join(_listed(code, name)))


@cache
def saying_stems(code: str) -> frozenset[str]:
    """The stems of the words by which somebody says something."""
    return telling_stems(" ".join(_listed(code, "verbs")), code)


@lru_cache(maxsize=16_384)
def quoted_speaker(text: str, code: str) -> str | None:
    """Who speaks the quotation of a sentence, as the words beside it have it: behind "said", or before it; None where
    no such words stand beside a quotation."""
    read = folded(text, code)
    for quote in quotations(text):
        for pattern in _beside(code):
            if hit := pattern.match(read, quote.whole[1]):
                return _named(text[slice(*hit.span("who"))], code)
        if hit := _led(code).search(read[: quote.whole[0]]):
            return _named(text[slice(*hit.span(hit.lastgroup or "who"))], code)
    return None


def _named(phrase: str, code: str) -> str | None:
    """The first run of capitals in what names a speaker; where the script or the phrase has none, its first words."""
    phrase = phrase.strip(" ,:，：、")
    words = phrase.split()
    words = words[1:] if words and words[0].casefold() in plain_words(code) else words  # "the"
    run = _CAPITALS.search(" ".join(words))
    return run[0] if run else " ".join(words[:SPEAKER]) or None


SPEAKER = 4
"""Words of a phrase that names no one by a capital: "la directora del puerto"."""

_CAPITALS = lazy_regex(
    r"[^\W\d_a-zа-яёß-öø-ÿ][^\W\d_]+(?:[ -][^\W\d_a-zа-яёß-öø-ÿ][^\W\d_]+)*(?![^\W\d_])")


@cache
def _beside(code: str) -> tuple[re.Pattern[str], ...]:
    """What follows a quotation: "…", said Ada Holt; in a language without spaces also "…" Ada Holt said."""
    verbs, before = any_of(_listed(code, "verbs")), any_of(_listed(code, "before_verbs"))
    if language_data(code, "numbers").get("unspaced"):
        who = r"(?P<who>[^，,。；;“”「」]{2,16}?)(?:对[^，。]{1,8})?"
        return (re.compile(rf"[，,。]?\s*{who}(?:{verbs or '(?!)'})"),)
    auxiliary = rf"(?:(?:{before})\s+)?" if before else ""
    return (re.compile(rf"[\s,.،–—-]*{auxiliary}(?:{verbs or '(?!)'})\s+(?P<who>[^,.;:،؛]{{2,60}})", re.I),)


@cache
def _led(code: str) -> re.Pattern[str]:
    """What leads in to a quotation: Ada Holt said: "…", in Arabic with the verb before who speaks."""
    verbs = any_of(_listed(code, "verbs")) or "(?!)"
    if language_data(code, "numbers").get("unspaced"):
        return re.compile(rf"(?:^|[，。；])(?P<who>[^，,。；;]{{2,16}}?)(?:{verbs})[：:，,]\s*$")
    who, end = r"[^,.;:،]{2,60}?", r"[:،]\s*$"
    return re.compile(rf"(?:^|[,;.]\s)(?:(?P<who>{who})\s+(?:{verbs})\b[^,.;:]{{0,30}}"
                      rf"|(?:{verbs})\s+(?P<behind>{who})){end}", re.I)


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
