"""The words a language tells days with, ready to be looked for."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from briefing.language.digits import ALIKE
from briefing.language.grammar import any_of, grammar_of
from briefing.language.language import language_data, word_list
from briefing.language.numeral_reader import numerals
from briefing.regex import lazy_regex

_ACCENTS = (
    "àaáaâaãaäaåaèeéeêeëeìiíiîiïiòoóoôoõoöoùuúuûuüuçcñnÀAÁAÂAÃAÄAÈEÉEÊEËEÌIÍIÎIÏIÒOÓOÔOÕOÖOÙUÚUÛUÜUÇCÑN"
    "أاإاآاىيةهکكیيёеЁЕ’'"
)
FOLD = ALIKE | {ord(one): other for one, other in zip(_ACCENTS[::2], _ACCENTS[1::2], strict=True)}
"""Digits of other scripts, and letters that writers leave the marks off: one for one, so that a text keeps its
length."""

SPACE = r"[\s\u00a0]"
CLAUSE_END = rf"(?={SPACE}?(?:[.,;:!?)»”\"،؛؟]|$))"
_PARTS = lazy_regex(r"\{(\w+)\}|([(])|([)])|(\$)|([^\s{}()/\\]+(?:/[^\s{}()/\\]+)+)|(\s+)|\\?([^\s{}()$\\]+|[()])")


TOLD = "{}"
"""The sign of a text that tells a relative day, whichever."""


@dataclass(frozen=True, slots=True)
class Form:
    """A way to tell a day."""

    pattern: re.Pattern[str]
    needs: Set[str]
    """What a text must hold, by the names of `Vocabulary.signs`: most texts are spared the pattern."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in small letters without accents, each with what it is worth."""

    code: str
    months: Mapping[str, int]
    short: Mapping[str, int]
    """Abbreviations: months only beside a day or a year."""

    weekdays: Mapping[str, int]
    relative: Mapping[str, int]
    turns: Mapping[str, str]
    """"last", "this", "next" as "-1", "0", "1"; "coming" for what is never the week after."""

    units: Mapping[str, str]
    counts: Mapping[str, str]
    """Small numbers in words; "~3" for "a few"."""

    spans: Mapping[str, str]
    """Words that are a number and its unit: {"fortnight": "2 week"}."""

    nth: Mapping[str, int]
    unless: Mapping[str, re.Pattern[str]]
    """What stands before a word where it means something else."""

    parts: Mapping[str, str]
    """A pattern for each part of a form."""

    front: str
    edge: str
    """What must not stand before and behind a word."""

    not_alone: frozenset[str]
    """Weekdays that are other words too: "segunda"."""

    forms: Mapping[str, tuple[Form, ...]]
    signs: Mapping[str, tuple[str, ...]]
    """Of each part of a form, and of each word in one, what a text holds in small letters if it holds the part."""

    month: re.Pattern[str]
    """The end of a month's name, whatever is written before it."""

    phrases: re.Pattern[str]
    """Entries of several words that tell a relative day."""

    def names_month(self, plain_text: str) -> bool:
        """Whether a text may name a month."""
        lowered = plain_text.casefold()  # "mar" is in "market" too: the pattern tells, where letters let it be one
        return any(word in lowered for word in self.signs["{month}"]) and self.month.search(plain_text) is not None

    def signs_in(self, plain_text: str) -> frozenset[str]:
        """The parts that a text may hold; none where it tells no relative day at all."""
        lowered = plain_text.casefold()
        if not any(word in lowered for word in self.signs[TOLD]) and not self.phrases.search(plain_text):
            return frozenset()
        return frozenset(name for name, words in self.signs.items() if any(word in lowered for word in words))


def folded(text: str) -> str:
    """A text as the patterns are written: without accents, the digits of its own script as ours."""
    return text.translate(FOLD)


def plain(word: str) -> str:
    """A word as the tables have it."""
    return " ".join(re.sub(r"[\s\u00a0-]+", " ", folded(word).casefold()).split())


@lru_cache(maxsize=4096)
def forms_with(code: str, signs: frozenset[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The ways to tell a day, each with what it means, that a text with these signs may have."""
    words = vocabulary_of(code)
    forms = words.forms.items() if words else ()
    return tuple((name, form.pattern) for name, listed in forms for form in listed if form.needs <= signs)


@cache
def vocabulary_of(code: str) -> Vocabulary | None:
    """The vocabulary of a language; None where its days are not read."""
    data = language_data(code, "days")
    if not data:
        return None
    names = ("months", "short", "weekdays", "relative", "turns", "units", "counts", "spans", "nth")
    table = {name: _words(data.get(name, {})) for name in names}
    unspaced = data.get("unspaced", False)
    clitics = any_of(word_list(data.get("proclitics", "")))
    front = "" if unspaced else rf"(?<![^\W_])(?:(?:{clitics}))?" if "proclitics" in data else r"(?<![^\W_])"
    edge = "" if unspaced else r"(?![^\W_])"
    parts = _parts(data, table, code, edge)
    forms = {
        name: tuple(
            Form(lazy_regex(front + _pattern(form, parts) + edge, re.I), frozenset(_needs(form))) for form in listed
        )
        for name, listed in data.get("forms", {}).items()
    }
    numbers = {
        name: {word: int(value) for word, value in table[name].items()}
        for name in ("months", "short", "weekdays", "relative", "nth")
    }
    keys = {
        *table["weekdays"],
        *table["relative"],
        *table["units"],
        *table["spans"],
        *map(plain, word_list(data.get("alone", ""))),
    }
    return Vocabulary(
        code=code,
        **numbers,
        turns=table["turns"],
        units=table["units"],
        counts=table["counts"],
        spans=table["spans"],
        unless=_unless(data, edge),
        not_alone=frozenset(map(plain, word_list(data.get("not_alone", "")))),
        parts=parts,
        front=front,
        edge=edge,
        forms=forms,
        signs=_signs(table, forms, keys),
        month=lazy_regex(rf"(?:{any_of((*table['months'], *table['short']))}){edge}", re.I),
        phrases=lazy_regex(any_of(key for key in keys if not key.isalpha()), re.I),
    )


def _unless(data: Mapping[str, Any], edge: str) -> dict[str, re.Pattern[str]]:
    return {
        plain(word): lazy_regex(rf"(?<![^\W_])(?:{any_of(map(folded, word_list(listed)))}){edge}{SPACE}{{1,2}}$", re.I)
        for word, listed in data.get("unless", {}).items()
    }


def _words(table: Mapping[str, str]) -> dict[str, str]:
    return {plain(word): value for value, listed in table.items() for word in word_list(listed)}


def _parts(data: Mapping[str, Any], table: Mapping[str, Mapping[str, str]], code: str, edge: str) -> dict[str, str]:
    """A pattern for each part of a form, with a group of that name."""
    nth = any_of(map(folded, word_list(data.get("ordinals", ""))))
    number = rf"(?<![\d.,:/$£€-])(?:3[01]|[12]\d|0?[1-9])(?:{nth})?(?!\d|[.,:]\d|%)"
    full = any_of(table["months"])
    atom = rf"(?:(?:\d{{1,3}}|{any_of(table['counts'])}){'' if data.get('unspaced') else SPACE + '{1,2}'})"
    span = rf"(?:{atom}(?:{any_of(table['units'])})|(?:{any_of(table['spans'])})){edge}"
    joined = rf"{SPACE}?,?{SPACE}{{0,2}}(?:(?:{any_of(map(folded, word_list(data.get('and', ''))))}){SPACE}{{0,2}})?"
    weeks, monthly, yearly = (
        [word for word, unit in table["units"].items() if unit == grain] for grain in ("week", "month", "year")
    )
    return {
        "day": rf"(?P<day>{number})",
        "words": _numeral_pattern(code, 6),
        "dayword": rf"(?P<dayword>{_numeral_pattern(code, 2)})",
        "month": rf"(?P<month>(?:{full}){edge}|(?:{any_of(table['short'])}){edge}\.?)(?:/(?:{full}){edge})?",
        "year": r"(?P<year>(?:1[0-9]|20)\d\d)(?![\d%])",
        "weekday": rf"(?P<weekday>{any_of(table['weekdays'])}){edge}",
        "relative": rf"(?P<relative>{any_of(table['relative'])}){edge}",
        "turn": rf"(?P<turn>{any_of(table['turns'])}){edge}",
        "unit": rf"(?P<unit>{any_of(table['units'])}){edge}",
        "ofyear": rf"(?:{any_of(yearly)}){edge}",
        "week": rf"(?:{any_of(weeks)}){edge}",
        "ofmonth": rf"(?:{any_of(monthly)}){edge}",
        "count": rf"(?P<count>\d{{1,3}}|{any_of(table['counts'])}){edge}",
        "nth": rf"(?P<nth>{any_of(table['nth'])}){edge}",
        "span": rf"(?P<span>{span}(?:{joined}{span}){{0,2}})",
    }


def _numeral_pattern(code: str, most: int) -> str:
    """Words that may be a numeral, so many at most; whether they are, and of which value, `number_in` tells."""
    grammar = grammar_of(code)
    word = any_of(folded(word) for word in {*grammar.cardinals, *grammar.ordinals, *grammar.scales} if len(word) > 1)
    if grammar.pieces:
        return rf"(?:{word})[^\W\d_]{{0,24}}"
    joiner = any_of(map(folded, grammar.joiners))
    data = language_data(code, "numbers")
    clitics = rf"(?:{any_of(map(folded, word_list(data.get('clitics', ''))))})?"
    written_on = rf"(?:{folded(data.get('joiner_prefix', '')) or '(?!)'})?{clitics}"
    more = rf"(?:[\s-](?:(?:{joiner})[\s-])?{written_on}(?:{word})(?![^\W_])){{0,{most - 1}}}"
    return rf"{clitics}(?:{word})(?![^\W_]){more}"


@cache
def _pattern_of(form: str) -> tuple[tuple[str | None, ...], ...]:
    return tuple(hit.groups() for hit in _PARTS.finditer(form))


def _pattern(form: str, parts: Mapping[str, str]) -> str:
    """A form as a pattern: {part}, (may be left out), one/or/another, $ for the end of a clause."""
    made = ""
    for part, opening, closing, stop, either, space, word in _pattern_of(form):
        if part:
            made += parts[part]
        elif opening or closing:
            made += "(?:" if opening else ")?"
        elif stop:
            made += CLAUSE_END
        elif either:
            made += f"(?:{any_of(map(folded, either.split('/')))})"
        elif space:
            made += rf"{SPACE}{{1,2}}"
        elif word:
            made += ",?" if word == "," else re.escape(folded(word))
    return made


_SHOWN_BY = {
    "weekday": ("weekdays",),
    "relative": ("relative",),
    "turn": ("turns",),
    "unit": ("units",),
    "week": ("units",),
    "ofmonth": ("units",),
    "ofyear": ("units",),
    "span": ("units", "spans"),
    "month": ("months", "short"),
    "nth": ("nth",),
}
"""The lists one of whose words stands where a part of a form does."""


def _needs(form: str) -> Iterator[str]:
    """The parts and words of a form that may not be left out, by the names of `Vocabulary.signs`."""
    depth = 0
    for part, opening, closing, _, _, _, word in _pattern_of(form):
        depth += bool(opening) - bool(closing)
        if depth == 0 and part in (*_SHOWN_BY, "day"):
            yield f"{{{part}}}"
        elif depth == 0 and word and word.isalpha():
            yield folded(word).casefold()


def _signs(
    table: Mapping[str, Mapping[str, str]], forms: Mapping[str, tuple[Form, ...]], keys: Set[str]
) -> dict[str, tuple[str, ...]]:
    words = {need: (need,) for listed in forms.values() for form in listed for need in form.needs}
    shown = {
        f"{{{name}}}": tuple(sorted({_begun(word) for each in lists for word in table[each]}))
        for name, lists in _SHOWN_BY.items()
    }
    return {**words, **shown, "{day}": tuple("0123456789"), TOLD: tuple(sorted(filter(str.isalpha, keys)))}


def _begun(word: str) -> str:
    """The letters that an entry begins with: where it is of several words, a space in it may be a hyphen."""
    letters = re.match(r"[^\W\d_]*", word)
    return letters[0] if letters else ""


def number_in(words: str, code: str, *, ordinal: bool = False) -> int | None:
    """The whole number that some words are, or figures begin with; None where they are none."""
    if found := re.match(r"\d+", words):
        return int(found[0])
    if (year := _in_halves(words, code)) is not None:
        return year
    read = numerals(words, grammar_of(code))
    whole = len(read) == 1 and read[0].start == 0 and read[0].end == len(words)
    value = read[0].value if whole and (not ordinal or read[0].kind == "ordinal") else None
    return int(value) if value is not None and value == int(value) else None


def _in_halves(words: str, code: str) -> int | None:
    """A year said by its halves: "nineteen eighty-four", "nineteen zero one"; None for other words."""
    read = numerals(words, grammar_of(code))
    values = [int(each.value) for each in read if each.value is not None and each.kind == "cardinal"]
    if len(values) == 3 and values[1] == 0 and values[2] < 10:
        values = [values[0], values[2]]
    return values[0] * 100 + values[1] if len(values) == 2 and values[0] in range(11, 21) and values[1] < 100 else None
