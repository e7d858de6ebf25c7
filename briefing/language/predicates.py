"""What a text says was done, as a verb of two parts has it: "has alarmed", "wurde … gesperrt", "ha sido reabierta"."""

import re
from functools import cache, lru_cache

from briefing.language.grammar import any_of
from briefing.language.language import folded, language_data, word_list
from briefing.language.speech import saying_stems
from briefing.language.statuses import status_of, statuses_in
from briefing.language.stems import telling_stems
from briefing.regex import lazy_regex
from briefing.text.words import terms

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


@lru_cache(maxsize=16_384)
def subject(text: str, code: str) -> str:
    """What stands before the first auxiliary of a text, without capitals; nothing where it has none."""
    pattern = _auxiliaries(code)
    hit = pattern.search(text) if pattern else None
    return text[: hit.start()].strip().casefold() if hit else ""


def has_predicate(text: str, there: str, code: str) -> bool:
    """Whether one at least of a text's predicates stands in another text, in some form or by another word of its sense
    ("died" for "were killed"); true where it has none, and who speaks tells nothing by that alone."""
    told = [each for each in predicates(text, code) if not telling_stems(each, code) <= saying_stems(code)]
    stems, theirs, statuses = telling_stems(there, code), terms(there), statuses_in(there, code)
    return not told or any(
        telling_stems(each, code) <= stems or terms(each) & theirs or status_of("", each, code, 1) in statuses
        for each in told)


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
