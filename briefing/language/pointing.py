"""Sentences that lean on the one before them, for a name or for who says it: "Sie wies …", "Su portavoz …"."""

import re
from functools import cache

from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.regex import lazy_regex

_FIRST = lazy_regex(r"[^\w]*(?P<word>[^\W\d_]+)")
_BEHIND = lazy_regex(r"[^\w]*(?P<words>[^\W\d_]+(?: [^\W\d_]+){1,2})")


def begins_pointing(text: str, code: str) -> bool:
    """Whether a sentence begins with what stands for a name before it; False where a language lists no such words."""
    first = _FIRST.match(text)
    if first is None or not (listed := language_data(code, "words").get("pointing")):
        return False
    if first["word"].casefold() in word_list(listed.get("words", "")):
        return True
    second = _BEHIND.match(text)
    behind = set(word_list(listed.get("behind", "")))
    return bool(second and behind & set(second["words"].split()[1:])) or _thing(code).match(text) is not None


def begins_with_hearsay(text: str, code: str) -> bool:
    """Whether a sentence says by its verb, before any comma, that somebody says so, and does not say who; `text` is
    without what is quoted."""
    listed = word_list(language_data(code, "words").get("hearsay", {}).get("words", ""))
    first = re.split("[,:;]", text, maxsplit=1)[0]
    return not set(listed).isdisjoint(first.casefold().split()) and first.casefold().split()[0] not in listed


def tells_silence(text: str, code: str) -> bool:
    """Whether a sentence says that somebody says nothing to those who ask."""
    return _silence(code).search(text) is not None


@cache
def _thing(code: str) -> re.Pattern[str]:
    """A company or an office that is not named, at the beginning, or a pronoun before a verb."""
    listed = language_data(code, "words")["pointing"]
    things, articles, that, named = (
        word_list(listed.get(name, "")) for name in ("things", "articles", "that", "named"))
    goes_on = rf"(?=\s[a-zß-öø-ÿ])(?!\s(?:{any_of(named)})\b)"
    unnamed = rf"(?i:{any_of(articles)})\s(?i:{any_of(things)}){goes_on}" if things else "(?!)"
    before = rf"|(?i:{any_of(that)})\s(?=[a-zß-öø-ÿ]+\b)" if that else ""
    return re.compile(rf"[^\w]*(?:{unnamed}{before})")


@cache
def _silence(code: str) -> re.Pattern[str]:
    listed = word_list(language_data(code, "words").get("silence", {}).get("words", ""))
    return re.compile(rf"\b(?:{any_of(listed)})\b" if listed else "(?!)", re.I)
