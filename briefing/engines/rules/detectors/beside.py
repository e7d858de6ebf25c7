"""The clause in which a word stands held against that of another report: what both say beside that word, and what one
says alone."""

from dataclasses import dataclass
from functools import lru_cache

from briefing.engines.rules.detectors.likeness import other_time
from briefing.engines.rules.detectors.profile import Profile
from briefing.language.days import days
from briefing.language.denials import denials
from briefing.language.language import language_data, word_list
from briefing.language.speech import saying_stems
from briefing.language.stems import telling_stems
from briefing.language.telling import writes_nouns_large
from briefing.regex import lazy_regex
from briefing.text.names import name_words, names

_CLAUSE_END = lazy_regex(r"(?<!\d)[,.](?!\d)|[;:!?()–—\n\"“”„«»]|,\s|\.\s")

_WORD = lazy_regex(r"[^\W\d_]+")

FEWEST = 2
"""Stems that two clauses on one thing share, one at least that is of no name."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Beside:
    """What two clauses say beside the words in which they differ, as stems."""

    common: frozenset[str]
    left: frozenset[str]
    right: frozenset[str]
    """What only the one says, and only the other."""


def may_be_of_one(a: Profile, b: Profile) -> bool:
    """Whether two sentences in one language other than English may tell of one thing at one time."""
    code = a.document.language
    if code == "en" or code != b.document.language or "background" in {a.fact.kind, b.fact.kind}:
        return False
    if other_time(a, b) or _names_apart(a, b):
        return False
    return not any(_is_open(each.bare, code) for each in (a, b))


def _names_apart(a: Profile, b: Profile) -> bool:
    """Whether each of two sentences has names, and they share no word of them; the one word that opens a sentence may
    be none."""
    one, two = ({word.casefold() for name in names(each.text) if name.start or " " in name.text
                 for word in name.text.split()} for each in (a, b))
    return bool(one and two) and not one & two


def of_one_day(a: Profile, b: Profile) -> bool:
    """Whether two sentences name the same days, or none."""
    return _days(a) == _days(b)


def by_then(a: Profile, b: Profile) -> str | None:
    """That one report is a later one."""
    one, two = a.document.published, b.document.published
    return "later report" if one and two and one != two else None


def clause_at(text: str, span: Span, code: str) -> Span:
    """The clause around a span, from mark to mark; the whole text where that tells of nothing: "…, is closed"."""
    start = max((hit.end() for hit in _CLAUSE_END.finditer(text, 0, span[0])), default=0)
    behind = _CLAUSE_END.search(text, span[1])
    end = behind.start() if behind else len(text)
    around = telling_stems(f"{text[start : span[0]]} {text[span[1] : end]}", code) - _steady(code)
    return (start, end) if len(around) >= FEWEST else (0, len(text))


def beside(a: Profile, one: Span, b: Profile, two: Span) -> Beside | None:
    """What two clauses share beside the words at `one` and `two`; None where that is too little, or a denial turns one
    of them round."""
    code = a.document.language
    texts = [each.bare[slice(*clause_at(each.bare, span, code))] for each, span in ((a, one), (b, two))]
    if any(denials(text, code).denials for text in texts):
        return None
    left, right = _stems(a, one), _stems(b, two)
    common = left & right
    if len(common) < FEWEST or not common - named(a, b):
        return None
    return Beside(common, left - right, right - left)


def named(a: Profile, b: Profile) -> frozenset[str]:
    """The stems of the names of two sentences of one language; none where any noun may look like one."""
    if writes_nouns_large(a.document.language):
        return frozenset()
    words = name_words(a.text) | name_words(b.text)
    return frozenset[str]().union(*(telling_stems(word, a.document.language) for word in words))


def telling(profile: Profile, clause: Span) -> tuple[tuple[str, Span], ...]:
    """The words of a clause that tell what it is of, each as its stem and where it stands: none of its figures, and of
    who says so."""
    code = profile.document.language
    figures = [(each.start, each.end) for each in profile.quantities]
    light = telling_stems(profile.fact.speaker or "", code) | saying_stems(code) | _steady(code)
    hits = (hit.span() for hit in _WORD.finditer(profile.bare, *clause))
    told = ((stem, span) for span in hits for stem in telling_stems(profile.bare[slice(*span)], code))
    return tuple((stem, span) for stem, span in told
                 if stem not in light and not any(start < span[1] and span[0] < end for start, end in figures))


def _stems(profile: Profile, span: Span) -> frozenset[str]:
    """The stems of what the clause around a span tells beside the words there."""
    clause = clause_at(profile.bare, span, profile.document.language)
    return frozenset(stem for stem, (start, end) in telling(profile, clause) if end <= span[0] or span[1] <= start)


@lru_cache
def _steady(code: str) -> frozenset[str]:
    """The stems of words that say of a state only that it lasts or is back: "remains", "again"."""
    return telling_stems(" ".join(word_list(language_data(code, "words").get("opposites", {}).get("steady", ""))), code)


def _is_open(text: str, code: str) -> bool:
    """Whether a sentence asks, or says what would be."""
    words = language_data(code, "words")
    named = (words.get("qualifiers", {}).get(name, "") for name in ("if", "would"))
    listed = {word for each in (*named, words.get("opposites", {}).get("open", "")) for word in word_list(each)}
    return text.rstrip().endswith("?") or not listed.isdisjoint(text.casefold().split())


def _days(profile: Profile) -> frozenset[str]:
    code, published = profile.document.language, profile.document.published
    return frozenset(each.iso or each.text for each in days(profile.text, code, published))
