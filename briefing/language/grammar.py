"""The number words of a language, ready to be looked for: one pattern for all of them, and what each may be."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefing.language.digits import DIGITS, PARTS
from briefing.language.language import language_data, spellings, word_list
from briefing.regex import lazy_regex


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language writes numerals."""

    code: str
    atoms: re.Pattern[str]
    """Groups: digits, part (a fraction that is one sign), word, and prefix, the "and" that is written onto a word."""

    cardinals: dict[str, float]
    scales: dict[str, float]
    fractions: dict[str, float]
    ordinals: dict[str, float]
    factors: dict[str, float]
    added: dict[str, float]
    """What is written onto a number and adds to it: "einhalb"."""

    vague: frozenset[str]
    rough: frozenset[str]
    """Scales that say "about": "vingtaine"."""

    signs: frozenset[str]
    """Scales that only follow digits: "5m"."""

    doubtful: frozenset[str]
    """Those of them that may be a unit."""

    bare: frozenset[str]
    """Scales that stand for themselves: "mil", "tausend"."""

    indefinite: frozenset[str]
    """Cardinals that are articles too: numbers only before a scale or a unit."""

    joiners: frozenset[str]
    """What stands between the parts of a numeral: "two hundred and five", "two and a half"."""

    part_joiners: frozenset[str]
    """What stands between a number and its part only: "cinco con un cuarto"."""

    averages: frozenset[str]
    """Fractions that are none before "of": "una media de 30"."""

    points: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    """What stands before a part where "of" stands behind it: "le tiers des voix"."""

    behind_article: frozenset[str]
    """Ordinals that are other words but behind an article."""

    articles_before: frozenset[str]
    of: frozenset[str]
    """What may stand between a fraction and its scale: "half of a million"."""

    decimal: str
    spaced: bool
    """Whether a plain space may part thousands."""

    joins_tens: bool
    """Whether "and" stands between tens and ones ("treinta y cinco"), too."""

    joins_thousands: bool
    """Whether what "and" joins to thousands is multiplied with them: "dois mil e trezentos milhões"."""

    joins_figures: bool
    """Whether figures go on with a numeral behind "and": "مليون و200 ألف"."""

    joined_ones: frozenset[float]
    """Where it does not, the few numbers before which it does: "vingt et un"."""

    units_first: bool
    """Whether the ones come before the tens ("einundzwanzig")."""

    teens_after: frozenset[float]
    """Tens that take ten to nineteen, too: "soixante-dix"."""

    pieces: frozenset[str]
    """The parts of numerals written as one word; none where they are written apart."""

    inner: dict[str, float]
    """Cardinals that stand in such words only: "cinqu"."""

    nth: frozenset[str]
    """Endings that make an ordinal of a numeral: "esimo"."""

    parts: frozenset[str]
    """Endings that make a denominator of it: "stel"."""

    parts_apart: frozenset[str]
    """Words that do so: "avos"."""


def _words(table: Mapping[str, str], data: Mapping[str, Any]) -> dict[str, float]:
    """{"thousand": 1000.0} of {"1000": "thousand"}."""
    return {word: _value(key) for key, listed in table.items() for word in spellings(listed, data)}


def _value(key: str) -> float:
    over, slash, under = key.partition("/")
    return float(over) / float(under) if slash else float(key)


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, the longest first; a space in one may be any white space or a hyphen."""
    ordered = sorted(set(words), key=lambda each: (-len(each), each))
    return (
        "|".join(re.escape(each).replace(r"\ ", r"[\s\u00a0-]{1,2}").replace("'", "['’]") for each in ordered)
        or r"(?!)"
    )


@cache
def listed(code: str, table: str, name: str) -> re.Pattern[str]:
    """The words of a list in a language's words.toml, each whole, but for what is written onto the next ("d'")."""
    words = word_list(language_data(code, "words").get(table, {}).get(name, ""))
    joined = any_of(each for each in words if each.endswith("'"))
    apart = any_of(each for each in words if not each.endswith("'"))
    return re.compile(rf"(?<!\w)(?:{joined}|(?:{apart})(?!\w))", re.I)


def edges_of(data: Mapping[str, Any]) -> tuple[str, str]:
    """What begins and what ends a word in a language; nothing where words are not parted."""
    written_on = any_of(word_list(data.get("proclitics", "")))
    return ("", "") if data.get("unspaced") else (rf"(?:^|(?<![^\W_]))(?:{written_on})?", r"(?![^\W_])")


@cache
def grammar_of(code: str) -> Grammar:
    """The grammar of a language; of an unread one, in which only figures are read."""
    data = language_data(code, "numbers")
    tables = {name: _words(data.get(name, {}), data) for name in _TABLES}
    tables["fractions"] |= _parts_of(tables["ordinals"], data)
    endings = {name: _listed(data.get("endings", {}), name) for name in ("nth", "parts", "apart")}
    vague = _listed(data.get("vague", {}), "words")
    compound = data.get("compound", "")
    words = vague.union(*tables.values())
    pieces = frozenset[str]()
    inner = _words(data.get("inner_cardinals", {}), data)
    if compound:
        pieces = (words - vague) | endings["nth"] | endings["parts"] | _listed(data, "inner") | frozenset(inner)
    return Grammar(
        code=code,
        atoms=_atoms(words | endings["apart"], pieces, data),
        cardinals=tables["cardinals"],
        scales=tables["scales"],
        fractions=tables["fractions"],
        ordinals=tables["ordinals"],
        factors=tables["factors"],
        added=tables["added"],
        vague=vague,
        rough=_listed(data, "rough"),
        signs=_listed(data.get("scale_signs", {}), "signs"),
        doubtful=_listed(data.get("scale_signs", {}), "doubtful"),
        bare=_listed(data, "bare"),
        indefinite=_listed(data, "indefinite"),
        joiners=_listed(data, "joiners"),
        part_joiners=_listed(data, "part_joiners"),
        averages=_listed(data, "averages"),
        points=_listed(data, "points"),
        articles=_listed(data, "articles"),
        definite=_listed(data, "definite"),
        behind_article=_listed(data, "behind_article"),
        articles_before=_listed(data, "articles_before"),
        of=_listed(data, "of"),
        decimal=data.get("decimal", ""),
        spaced=data.get("spaced", False),
        joins_tens=data.get("joins_tens", True),
        joins_thousands=data.get("joins_thousands", False),
        joins_figures=data.get("joins_figures", False),
        joined_ones=frozenset(map(float, word_list(data.get("joined_ones", "")))),
        units_first=compound == "units first" or data.get("units_first", False),
        teens_after=frozenset(map(float, word_list(data.get("teens_after", "")))),
        pieces=pieces,
        inner=inner,
        nth=endings["nth"],
        parts=endings["parts"],
        parts_apart=endings["apart"],
    )


_TABLES = ("cardinals", "scales", "fractions", "ordinals", "factors", "added")


def _listed(data: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(spellings(data.get(name, ""), data))


def _parts_of(ordinals: Mapping[str, float], data: Mapping[str, Any]) -> dict[str, float]:
    """The parts that ordinals are names of: "twenty firsts", "a thirtieth"; none where the endings are their own."""
    plural = data.get("ordinal_plural", "")
    if not plural:
        return {}
    units = {word for listed in data.get("units", {}).values() for word in word_list(listed)}
    nth = {word: value for word, value in ordinals.items() if word not in units}
    many = {f"{word}{plural}": 1 / value for word, value in nth.items()}
    return many | {word: 1 / value for word, value in nth.items() if value > HALVES}


HALVES = 2
"""Of this number on a single ordinal is a part too: "a thirtieth", not "a second"."""


def _atoms(words: frozenset[str], pieces: frozenset[str], data: dict[str, Any]) -> re.Pattern[str]:
    """What finds the atoms of a text."""
    word = any_of(words)
    if pieces:
        word = rf"(?:{word})|(?:{any_of(pieces)})+"
    prefix, clitics = data.get("joiner_prefix", ""), any_of(word_list(data.get("clitics", "")))
    edges = ("", "") if data.get("unspaced") else (r"(?<![^\W\d_])(?<![’'])", r"(?![^\W_])")
    if data.get("elides"):
        edges = (r"(?<![^\W\d_])", r"(?![^\W_])")
    if onto := word_list(data.get("written_behind", "")):
        edges = (edges[0], rf"(?:{edges[1]}|(?={any_of(onto)}))")
    return lazy_regex(
        rf"(?P<digits>{DIGITS})|(?P<part>[{''.join(PARTS)}])"
        rf"|{edges[0]}(?P<prefix>{prefix or '(?!)'})?(?:{clitics})?(?P<word>{word}){edges[1]}",
        re.I,
    )
