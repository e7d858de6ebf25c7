"""The smallest pieces of numerals in a text, each with all that it may be."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.language.digits import PARTS, value_of
from briefing.language.grammar import Grammar
from briefing.language.tally import HUNDRED, Tally, adds

AtomKind = Literal["digits", "part", "cardinal", "scale", "fraction", "ordinal", "factor", "vague", "added", "ending"]


@dataclass(frozen=True, slots=True)
class Atom:
    """A run of figures, or a word, at `[start, end)` in the text read."""

    start: int
    end: int
    word: str
    """As the lists have it: small letters, single spaces, straight apostrophes."""

    roles: dict[AtomKind, float]
    """Each kind it may be, with its value: NaN for figures that have none, "quarter" is 0.25 as a fraction."""

    joined: bool = False
    """Whether "and" is written onto it."""

    is_capital: bool = False
    """Whether it is one capital letter: "5 M" is no metre."""


def atoms(text: str, grammar: Grammar) -> tuple[Atom, ...]:
    """Every atom of a text in order; `text` has the digits of `digits.ALIKE`."""
    return tuple(atom for hit in grammar.atoms.finditer(text) for atom in _of_hit(hit, grammar))


def _of_hit(hit: re.Match[str], grammar: Grammar) -> Iterator[Atom]:
    start, end = hit.span()
    if hit["digits"]:
        yield from _of_figures(start, hit["digits"], grammar)
    elif hit["part"]:
        yield Atom(start, end, hit["part"], {"part": PARTS[hit["part"]]})
    else:
        word, start = _plain(hit["word"]), max(start, hit.end("prefix"))
        roles = _roles(word, grammar)
        if not roles and grammar.pieces:
            roles = _compound(word, grammar)
        if roles:
            yield Atom(start, end, word, roles, bool(hit["prefix"]), len(word) == 1 and hit["word"].isupper())


def _of_figures(start: int, letters: str, grammar: Grammar) -> Iterator[Atom]:
    """A run of figures as one number, or as several where spaces part them and can't part thousands: "12 500"."""
    value = value_of(letters, grammar.decimal, spaced=grammar.spaced)
    if value is None and " " in letters:
        first, _, rest = letters.partition(" ")
        yield from _of_figures(start, first, grammar)
        yield from _of_figures(start + len(first) + 1, rest, grammar)
    else:
        yield Atom(start, start + len(letters), letters, {"digits": math.nan if value is None else value})


def _plain(word: str) -> str:
    if word.islower() and word.isalpha():
        return word
    return re.sub(r"[\s\u00a0-]+", " ", word.lower().replace("’", "'"))


def _roles(word: str, grammar: Grammar) -> dict[AtomKind, float]:
    """All that a word of the lists may be."""
    tables: tuple[tuple[AtomKind, dict[str, float]], ...] = (
        ("cardinal", grammar.cardinals),
        ("scale", grammar.scales),
        ("fraction", grammar.fractions),
        ("ordinal", grammar.ordinals),
        ("factor", grammar.factors),
        ("added", grammar.added),
    )
    roles = {kind: table[word] for kind, table in tables if word in table}
    if word in grammar.vague:
        roles["vague"] = 0.0
    if word in grammar.parts_apart:
        roles["ending"] = 1.0
    return roles


def _compound(word: str, grammar: Grammar) -> dict[AtomKind, float]:
    """What a numeral written as one word may be ("zweihundertfünf", "ventunesimo"); nothing where it is no numeral."""
    pieces = _pieces(word, grammar)
    if len(pieces) < 2:
        return {}
    *before, last = pieces
    is_nth, is_part = last in grammar.nth, last in grammar.parts
    if is_nth or is_part:
        value = _worth(before, grammar)
        value = value if value and (value >= LEAST_NTH or not is_nth) else None
    elif last in grammar.ordinals or last in grammar.fractions:
        value = _worth(before, grammar, grammar.ordinals.get(last) or round(1 / grammar.fractions[last]))
        is_nth, is_part = last in grammar.ordinals, last in grammar.fractions
    else:
        value = _worth(pieces, grammar)
        return {"cardinal": value} if value is not None else {}
    roles: dict[AtomKind, float] = {"ordinal": value} if value and is_nth else {}
    return roles | {"fraction": 1 / value} if value and is_part else roles


LEAST_NTH = 11
"""The least number that an ending makes an ordinal of: "dreiste" is none."""


def _pieces(word: str, grammar: Grammar) -> list[str]:
    """The fewest pieces that a word is put together from; none where it is not."""
    known = grammar.pieces
    longest = max(map(len, known))
    ways: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for begin in range(max(0, end - longest), end):
            way, best = ways[begin], ways[end]
            if way is not None and word[begin:end] in known and (best is None or len(way) + 1 < len(best)):
                ways[end] = [*way, word[begin:end]]
    return ways[-1] or []


def _worth(pieces: Sequence[str], grammar: Grammar, last: float | None = None) -> float | None:
    """What the pieces of one word come to, those of an ordinal before its `last` one; None where they are no number."""
    tally, joined = Tally(), False
    for piece in (*pieces, None):
        value = last if piece is None else grammar.cardinals.get(piece, grammar.inner.get(piece))
        if value is not None and piece is None and value >= HUNDRED:  # "dosmillonésimo" is a share of two million
            piece, value = "", None
        if piece is None and value is None:
            break
        if value is not None:
            if not _goes_on(tally, value, grammar, joined=joined):
                return None
            tally = tally.plus(value) if tally.group is not None else tally.begun(value)
        elif piece in grammar.added:
            tally = tally.plus(grammar.added[piece])
        elif piece in grammar.fractions:  # "Viertelmillion"
            tally = tally.plus(grammar.fractions[piece])
        elif (scale := last if piece == "" else grammar.scales.get(piece or "")) is not None:
            grown = tally.times(scale, in_figures=False)
            if grown is None or (tally.group is None and tally.parts):
                return None
            tally = grown
        elif joined:
            return None
        joined = value is None and piece not in grammar.scales
    return tally.value or None


def _goes_on(tally: Tally, value: float, grammar: Grammar, *, joined: bool) -> bool:
    if tally.group is None:
        return not tally.parts or 0 < value < tally.last_scale
    rest = tally.group % HUNDRED
    if grammar.units_first and not joined and 0 < rest < HUNDRED:
        return False
    return adds(tally.group, value, joined=joined, units_first=grammar.units_first, teens_after=grammar.teens_after)
