"""A line that names author, outlet and day together: "By Jane Doe, Evening Standard, 3 May 2019"."""

import re

from briefing.regex import lazy_regex
from briefing.sources import credits
from briefing.sources.bylines import named
from briefing.sources.days import beside, days
from briefing.sources.outlets import is_outlet, is_place, is_press, menu
from briefing.wordlists import word_lists

_SIGNED = lazy_regex(r"(?:本报)?(?:记者|記者|作者|文)[\s:：/]*(?P<who>[\u4e00-\u9fff·]{2,6})?\s*"
                     r"(?:[《（(](?P<outlet>[^》）)]{2,16})[》）)])?")
"""How a Chinese report is signed: "记者 王明 《晨报》"."""

_ARTICLES = frozenset(word_lists("articles")["articles"])
_BY = lazy_regex(r"(?:(?:written|reported|story|text|words|reporting) )?"
                 r"(?:by|von|par|por|di|door|автор|بقلم)\b[:\s]", re.I)
_UPDATED = lazy_regex(
    r"\b(?:updated?|modified|aktualisiert|stand|mis à jour|actualizado|aggiornato|bijgewerkt)\b", re.I)
_CUT = lazy_regex(r"\s*[|•·(]\s*|[,،]\s+|\s[-–—]\s|\s(?:for|para|pour|für)\s+(?:the\s+)?", re.I)
_ROLE = lazy_regex(
    r"\b(?:editor|reporter|correspondent|writer|columnist|redakteur(?:in)?|journaliste?|staff|and|und|et)\b|^in ", re.I)
_WEEKDAY = lazy_regex(r"[,|·•(–—]\s*(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?$", re.I)
_MARKS = " ,.|•·-–—:;([/"
_LONGEST, _WORDS = 160, 6


def credit_line(line: str) -> tuple[str | None, str | None]:
    """(author, outlet) of a line that ends in a day; an outlet is told by its words, or by standing alone behind an
    author's name: another author is none, and no place."""
    found = next(iter(days(line)), None) if len(line) <= _LONGEST and not _UPDATED.search(line) else None
    if found is None or beside(line, found) != beside(line[:found.end], found):
        return None, None
    if signed := _SIGNED.fullmatch(line[: found.start].strip(" ,，|")):
        return signed["who"], signed["outlet"]
    before = _WEEKDAY.sub("", line[:found.start].rstrip(_MARKS)).strip(_MARKS)
    first, *rest = _CUT.split(before)
    byline = bool(_BY.match(first))
    author = named(first) if byline or (rest and not is_outlet(first)) else None
    parts = rest if author else [first, *rest]
    told = next((part.strip(" )«»„“”\"،") for part in reversed(parts) if not _ROLE.search(part)), "")
    outlet = told if _is_outlet(told, alone=byline and len(rest) == 1) else None
    return (author, outlet) if byline or outlet else (None, None)


def byline_outlet(line: str, said: str) -> str | None:
    """The outlet of a byline without a day, "By Jane Doe, Evening Standard": what is behind the author's name and has a
    paper's word in its own, or an article in its own and is not told of in what is `said` ("Le Phare"). An author's
    office or town is none."""
    first, *rest = _CUT.split(line.strip(_MARKS))
    if not (len(line) <= _LONGEST and _BY.match(first) and named(first) and len(rest) == 1):
        return None
    name = rest[0].strip(" )«»„“”\"،")
    words = name.split()
    if not words or len(words) > _WORDS or _ROLE.search(name) or days(name) or menu(name) or credits.known(name):
        return None
    titled = len(words) > 1 and words[0].casefold() in _ARTICLES and name not in said
    return name if not name[0].islower() and (is_press(name) or titled) and not is_place(name) else None


def _is_outlet(told: str, *, alone: bool) -> bool:
    words = told.split()
    if not words or len(words) > _WORDS or credits.known(told) or is_place(told) or told[0].islower():
        return False
    return is_outlet(told) or (alone and (
        len(words) == 1 or words[0].casefold() in _ARTICLES or told.upper() == told.lower()))
