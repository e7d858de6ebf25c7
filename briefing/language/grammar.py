"""The number words of a language, ready to be looked for: one pattern for all of them, and what each may be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from briefing.language.digits import DIGITS, PARTS
from briefing.language.language import language_data, word_list


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
    vague: frozenset[str]
    signs: frozenset[str]
    """Scales that only follow digits: "5m"."""

    doubtful: frozenset[str]
    """Those of them that may be a unit."""

    bare: frozenset[str]
    """Scales that stand for themselves: "mil", "tausend"."""

    indefinite: frozenset[str]
    """Cardinals that are articles too: numbers only before a scale or a unit."""

    joiners: frozenset[str]
    points: frozenset[str]
    articles: frozenset[str]
    of: frozenset[str]
    """What may stand between a fraction and its scale: "half of a million"."""

    decimal: str
    spaced: bool
    """Whether a plain space may part thousands."""

    joins_tens: bool
    """Whether "and" stands between tens and ones ("treinta y cinco"), too."""

    units_first: bool
    """Whether the ones come before the tens ("einundzwanzig")."""

    teens_after: frozenset[float]
    """Tens that take ten to nineteen, too: "soixante-dix"."""

    pieces: re.Pattern[str] | None
    """The parts of a numeral written as one word; None where they are written apart."""


def _words(table: dict[str, str]) -> dict[str, float]:
    """{"thousand": 1000.0} of {"1000": "thousand"}."""
    return {word: _value(key) for key, listed in table.items() for word in word_list(listed)}


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
def grammar_of(code: str) -> Grammar:
    """The grammar of a language; of an unread one, in which only figures are read."""
    data = language_data(code, "numbers")
    table = {name: _words(data.get(name, {})) for name in ("cardinals", "scales", "fractions", "ordinals", "factors")}
    vague = frozenset(word_list(data.get("vague", {}).get("words", "")))
    compound = data.get("compound", "")
    known = set(vague).union(*(table[name] for name in table))
    pieces = None
    word = any_of(known)
    if compound:
        pieces = re.compile(any_of((*table["cardinals"], *table["scales"], *word_list(data.get("inner", "")))), re.I)
        word = rf"(?:{word})|(?:{pieces.pattern})+"
    prefix = data.get("joiner_prefix", "")
    signs = data.get("scale_signs", {})
    edges = ("", "") if data.get("unspaced") else (r"(?<![^\W\d_])(?<![’'])", r"(?![^\W_])")
    return Grammar(
        code=code,
        atoms=re.compile(
            rf"(?P<digits>{DIGITS})|(?P<part>[{''.join(PARTS)}])"
            rf"|{edges[0]}(?P<prefix>{prefix or '(?!)'})?(?P<word>{word}){edges[1]}",
            re.I,
        ),
        **table,
        vague=vague,
        signs=frozenset(word_list(signs.get("signs", ""))),
        doubtful=frozenset(word_list(signs.get("doubtful", ""))),
        bare=frozenset(word_list(data.get("bare", ""))),
        indefinite=frozenset(word_list(data.get("indefinite", ""))),
        joiners=frozenset(word_list(data.get("joiners", ""))),
        points=frozenset(word_list(data.get("points", ""))),
        articles=frozenset(word_list(data.get("articles", ""))),
        of=frozenset(word_list(data.get("of", ""))),
        decimal=data.get("decimal", ""),
        spaced=data.get("spaced", False),
        joins_tens=data.get("joins_tens", True),
        units_first=compound == "units first" or data.get("units_first", False),
        teens_after=frozenset(map(float, word_list(data.get("teens_after", "")))),
        pieces=pieces,
    )
