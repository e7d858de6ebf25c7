"""What a text says was done, as a verb of two parts has it: "has alarmed", "wurde … gesperrt", "ha sido reabierta"."""

import re
from functools import cache, lru_cache

from briefing.language.grammar import any_of
from briefing.language.language import folded, language_data, word_list
from briefing.language.stems import telling_stems
from briefing.regex import lazy_regex

_CLAUSE_END = lazy_regex(r"[,.;:!?()–—\n\"“”„«»]")
_LAST_WORD = lazy_regex(r"([^\W\d_]+)\s*$")


@lru_cache(maxsize=16_384)
def predicates(text: str, code: str) -> tuple[str, ...]:
    """The words behind the auxiliaries of a text, in German the last of their clause; none where the next word only
    joins, and none in a language whose auxiliaries are not listed."""
    pattern = _auxiliaries(code)
    if pattern is None:
        return ()
    read, found = folded(text, code), list[str]()
    for hit in pattern.finditer(read):
        if _verb_is_last(code):
            last = _LAST_WORD.search(_CLAUSE_END.split(read[hit.end() :])[0])
            word = last[1] if last else ""
        else:
            word = hit["verb"]
        if word and telling_stems(word, code):
            found.append(word)
    return tuple(found)


@cache
def _verb_is_last(code: str) -> bool:
    return bool(language_data(code, "words").get("predicates", {}).get("last"))


@cache
def _auxiliaries(code: str) -> re.Pattern[str] | None:
    data = language_data(code, "words").get("predicates", {})
    if not data:
        return None
    listed = any_of(word_list(data["auxiliaries"]))
    if data.get("last"):
        return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.I)
    between = any_of(word_list(data.get("between", "")))
    adverb = data.get("adverb", "(?!)")
    return re.compile(rf"(?<!\w)(?:{listed})\s+(?:(?:{between}|[^\W\d_]+{adverb})\s+)*(?P<verb>[^\W\d_]+)", re.I)
