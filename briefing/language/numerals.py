"""The numerals of a text, in figures, in words or in both: "4¾", "two hundred and five", "2.5 million"."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.language.digits import PARTS, value_of
from briefing.language.grammar import Grammar

NumeralKind = Literal["cardinal", "ordinal", "share", "factor", "vague"]
AtomKind = Literal["digits", "part", "cardinal", "scale", "fraction", "ordinal", "factor", "vague"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as such, without what it counts; `[start, end)` in the text read."""

    start: int
    end: int
    value: float | None
    """None where it is seen and can't be valued: "1.2.3", "dozens"."""

    kind: NumeralKind = "cardinal"
    in_figures: bool = False
    scale: float = 1.0
    """What the last scale multiplied by: 1e6 of "2.5 million"."""

    scale_start: int | None = None
    """Where a scale sign that may be a unit begins ("5 m")."""

    plain: float | None = None
    """The value without such a sign."""

    indefinite: bool = False
    """Whether it is an article too ("ein", "una"): one only before a scale or a unit."""


@dataclass(frozen=True, slots=True)
class _Atom:
    """The smallest piece of a numeral, with all that it may be."""

    start: int
    end: int
    word: str
    roles: dict[AtomKind, float]
    joined: bool = False
    """Whether "and" is written onto it."""


def numerals(text: str, grammar: Grammar) -> tuple[Numeral, ...]:
    """Every numeral of a text in order; `text` has the digits of `digits.ALIKE`."""
    atoms = [atom for hit in grammar.atoms.finditer(text) for atom in _atoms(hit, grammar)]
    found: list[Numeral] = []
    at = 0
    while at < len(atoms):
        building = _Building(text, grammar, atoms, at)
        numeral = building.numeral()
        if numeral is not None:
            found.append(numeral)
        at = max(building.at, at + 1)
    return tuple(found)


def _atoms(hit: re.Match[str], grammar: Grammar) -> list[_Atom]:
    """What was hit as atoms: a word of several pieces gives each of them."""
    start, end = hit.span()
    if hit["digits"]:
        return _in_digits(start, hit["digits"], grammar)
    if hit["part"]:
        return [_Atom(start, end, hit["part"], {"part": PARTS[hit["part"]]})]
    word = _plain(hit["word"])
    start = hit.start("word")
    if roles := _roles(word, grammar):
        return [_Atom(start, end, word, roles, joined=bool(hit["prefix"]))]
    if grammar.pieces is None:
        return []
    return _pieces(start, word, grammar)


def _in_digits(start: int, letters: str, grammar: Grammar) -> list[_Atom]:
    """A run of figures as one number, or as several where spaces part them and can't part thousands: "12 500"."""
    value = value_of(letters, grammar.decimal, spaced=grammar.spaced)
    if value is None and " " in letters:
        first, _, rest = letters.partition(" ")
        return [*_in_digits(start, first, grammar), *_in_digits(start + len(first) + 1, rest, grammar)]
    return [_Atom(start, start + len(letters), letters, {"digits": math.nan if value is None else value})]


def _plain(word: str) -> str:
    """A word as the lists have it: small letters, single spaces, straight apostrophes."""
    return (
        re.sub(r"[\s\u00a0-]+", " ", word.casefold().replace("’", "'"))
        if not word.islower() or not word.isalpha()
        else word
    )


def _roles(word: str, grammar: Grammar) -> dict[AtomKind, float]:
    """All that a word may be."""
    roles: dict[AtomKind, float] = {}
    tables: tuple[tuple[AtomKind, dict[str, float]], ...] = (
        ("cardinal", grammar.cardinals),
        ("scale", grammar.scales),
        ("fraction", grammar.fractions),
        ("ordinal", grammar.ordinals),
        ("factor", grammar.factors),
    )
    for kind, table in tables:
        if word in table:
            roles[kind] = table[word]
    if word in grammar.vague:
        roles["vague"] = 0.0
    return roles


def _pieces(start: int, word: str, grammar: Grammar) -> list[_Atom]:
    """A numeral written as one word, taken apart: "zweihundertfünf", "duecentocinque"; none where it is no numeral."""
    ways: list[list[str] | None] = [[]] + [None] * len(word)
    known = {*grammar.cardinals, *grammar.scales, *grammar.joiners}
    longest = max(map(len, known))
    for end in range(1, len(word) + 1):
        for begin in range(max(0, end - longest), end):
            way = ways[begin]
            if (
                way is not None
                and word[begin:end] in known
                and (ways[end] is None or len(way) + 1 < len(ways[end] or []))
            ):
                ways[end] = [*way, word[begin:end]]
    atoms, at, joined = [], start, False
    for piece in ways[-1] or ():
        if piece in grammar.joiners and piece not in grammar.cardinals:
            joined = True
        else:
            atoms.append(_Atom(at, at + len(piece), piece, _roles(piece, grammar), joined=joined))
            joined = False
        at += len(piece)
    return atoms


class _Building:
    """One numeral as it grows, atom by atom."""

    def __init__(self, text: str, grammar: Grammar, atoms: Sequence[_Atom], at: int) -> None:
        self.text, self.grammar, self.atoms, self.at = text, grammar, atoms, at
        self.start, self.end = atoms[at].start, atoms[at].end
        self.total = 0.0
        self.group: float | None = None
        self.last_scale = 0.0
        self.scale = 1.0
        self.in_figures = False

    def numeral(self) -> Numeral | None:
        """The numeral that begins at the atom, which `at` is behind then; None where there is none."""
        first = self.atoms[self.at]
        self.at += 1
        if "digits" in first.roles:
            return self._in_figures(first)
        if "part" in first.roles:
            self.group, self.in_figures = first.roles["part"], True
            return self._grown("share" if not self._takes_scale() else "cardinal")
        if "cardinal" in first.roles and not (
            "ordinal" in first.roles and first.roles["cardinal"] != first.roles["ordinal"]
        ):
            return self._from_cardinal(first)
        if "fraction" in first.roles and (share := self._from_fraction(first)):
            return share
        if "scale" in first.roles and (numeral := self._from_scale(first)):
            return numeral
        for kind in ("ordinal", "factor", "vague"):
            if kind in first.roles:
                value = None if kind == "vague" else first.roles[kind]
                return Numeral(self.start, self.end, value, kind)
        return None

    def _in_figures(self, first: _Atom) -> Numeral | None:
        value = first.roles["digits"]
        self.in_figures = True
        if math.isnan(value):
            return Numeral(self.start, self.end, None, in_figures=True)
        self.group = value
        if "/" in first.word:
            return self._grown("cardinal" if self._takes_scale() else "share")
        if (part := self._next()) and "part" in part.roles and self._gap(part) in {"", " ", "-"}:
            self._take(part)
            self.group += part.roles["part"]
        return self._grown("cardinal")

    def _from_cardinal(self, first: _Atom) -> Numeral:
        self.group = first.roles["cardinal"]
        indefinite = first.word in self.grammar.indefinite
        while (atom := self._next()) and self._adds(atom) and not self._is_fraction(atom):
            self._add(atom)
            indefinite = False
        if (
            (atom := self._next())
            and "ordinal" in atom.roles
            and self._gap(atom) in {"", " ", "-"}
            and (self.group % 10 == 0 and self.group % 100 >= 20 and atom.roles["ordinal"] < 10)
        ):
            self._take(atom)
            return Numeral(self.start, self.end, self.group + atom.roles["ordinal"], "ordinal")
        if (
            (atom := self._next())
            and "fraction" in atom.roles
            and self._gap(atom) in {" ", "-"}
            and (
                1 <= self.group < 20 and 1 / atom.roles["fraction"] > 1 and not (indefinite and "ordinal" in atom.roles)
            )
        ):
            self._take(atom)
            self.group *= atom.roles["fraction"]
            return self._grown("cardinal" if self._takes_scale() else "share")
        return self._grown("cardinal", indefinite=indefinite)

    def _from_fraction(self, first: _Atom) -> Numeral | None:
        """ "half a million", "a quarter of them"; None where the word is an ordinal or a name ("half-time")."""
        before = self._word_before()
        self.group = first.roles["fraction"]
        if self._takes_scale():
            if before in self.grammar.articles:
                self.start = self._begin_of(before)
            return self._grown("cardinal")
        if "ordinal" in first.roles or self.group < 0.5:
            if before not in self.grammar.articles or ("ordinal" in first.roles and not self._is_parted()):
                return None
            self.start = self._begin_of(before)
        behind = self.text[self.end : self.end + 2]
        if (behind[:1] == "-" and behind[1:].isalpha()) or self._follows_ordinal():
            return None
        return Numeral(self.start, self.end, first.roles["fraction"], "share")

    def _from_scale(self, first: _Atom) -> Numeral | None:
        """ "a thousand", "mille"; None where it is a mere word ("millions")."""
        before = self._word_before()
        if first.word in self.grammar.signs:
            return None
        if before in self.grammar.articles:
            self.start = self._begin_of(before)
        elif first.word not in self.grammar.bare:
            return None
        self.at -= 1
        self.end = self.start
        return self._grown("cardinal")

    def _grown(self, kind: NumeralKind, *, indefinite: bool = False) -> Numeral:
        """The numeral with all scales, further groups and fractions that follow."""
        doubtful: tuple[int, float] | None = None
        while (atom := self._next()) is not None:
            if self._scales(atom):
                if atom.word in self.grammar.doubtful:
                    doubtful = (atom.start, self._value())
                self._multiply(atom)
                indefinite = False
                if doubtful:
                    break
            elif self._continues(atom):
                self._take(atom)
                self.group = atom.roles.get("cardinal", atom.roles.get("digits"))
            elif self._adds(atom):
                self._add(atom)
            elif self._adds_fraction(atom) or self._has_point(atom):
                pass
            else:
                break
        value = float(f"{self._value():.12g}")
        return Numeral(
            self.start,
            self.end,
            value,
            kind,
            self.in_figures,
            self.scale,
            doubtful[0] if doubtful else None,
            doubtful[1] if doubtful else None,
            indefinite,
        )

    def _value(self) -> float:
        return self.total + (self.group or 0.0)

    def _next(self) -> _Atom | None:
        return self.atoms[self.at] if self.at < len(self.atoms) else None

    def _take(self, atom: _Atom) -> None:
        self.at += 1
        self.end = atom.end

    def _gap(self, atom: _Atom) -> str:
        """What stands between: "" or " " or "-" where nothing does, else the words, folded."""
        between = self.text[self.end : atom.start]
        if len(between) > 24:
            return between
        plain = " ".join(between.casefold().replace("-", " ").split())
        return (
            plain if plain else between[:1].replace("\u00a0", " ").replace("\n", " ") if len(between) < 4 else between
        )

    def _joins(self, atom: _Atom) -> bool:
        return atom.joined or self._gap(atom) in self.grammar.joiners

    def _adds(self, atom: _Atom) -> bool:
        """Whether a cardinal goes on with the group: "forty" + "two", "zwei" + und + "vierzig"."""
        if (
            "cardinal" not in atom.roles
            or self.group is None
            or (atom.word in self.grammar.indefinite and not (self.grammar.pieces or self._joins(atom)))
        ):
            return False
        gap, value, joined = self._gap(atom), atom.roles["cardinal"], self._joins(atom)
        if not joined and gap not in {"", " ", "-"}:
            return False
        if self.grammar.units_first and joined and self.group % 100 < 10 and 20 <= value < 100 and value % 10 == 0:
            return self.group % 100 > 0
        rest = self.group % 100
        if rest == 0 and self.group >= 100:
            return value < 100 or (value < 1000 <= self.group)
        if joined and not self.grammar.joins_tens:
            return False
        if value < 10:
            return value > 0 and rest >= 20 and rest % 10 == 0
        return value < 20 and rest in self.grammar.teens_after

    def _add(self, atom: _Atom) -> None:
        self._take(atom)
        self.group = (self.group or 0.0) + atom.roles["cardinal"]

    def _takes_scale(self) -> bool:
        """Whether a scale follows a fraction: "half a million", "a quarter of a million"."""
        atom = self._next()
        if atom is None or "scale" not in atom.roles or atom.word in self.grammar.signs:
            return False
        gap = self._gap(atom)
        return gap in {" ", "-"} or gap in self.grammar.of

    def _scales(self, atom: _Atom) -> bool:
        """Whether a scale multiplies what stands before it."""
        if "scale" not in atom.roles:
            return False
        value, gap = atom.roles["scale"], self._gap(atom)
        if atom.word in self.grammar.signs and not self.in_figures:
            return False
        if self.group is None:
            fresh = self.end == self.start and self.total == 0
            if fresh:
                return True
            larger = value > self.last_scale and gap in {"", " ", "-"}
            smaller = (
                value < self.last_scale and atom.word in self.grammar.bare and (gap in {"", " "} or self._joins(atom))
            )
            return larger or smaller
        if gap in self.grammar.of and 0 < self.group < 1:
            return True
        if gap not in {"", " ", "-"}:
            return False
        return value != 100 or self.group < 100 or self.in_figures

    def _multiply(self, atom: _Atom) -> None:
        value = atom.roles["scale"]
        self._take(atom)
        if self.group is not None and value in {12.0, 100.0} and not self.last_scale and not self.in_figures:
            self.group = self.group * value
            self.scale = max(self.scale, value)
            return
        if value == 100.0 and not self.in_figures:
            self.group = (1.0 if self.group is None else self.group) * value
            return
        if value > self.last_scale:
            self.total = (self.total + (self.group if self.group is not None else 0.0 if self.total else 1.0)) * value
        else:
            self.total += (1.0 if self.group is None else self.group) * value
        self.group, self.last_scale, self.scale = None, value, max(value, self.scale)

    def _continues(self, atom: _Atom) -> bool:
        """Whether another group follows a scale: "two thousand | five hundred"."""
        if self.group is not None or not self.last_scale:
            return False
        if "digits" in atom.roles:
            return self._continues_in_figures(atom)
        value = atom.roles.get("cardinal", 0.0)
        if (
            not 0 < value < self.last_scale
            or self.in_figures
            or (atom.word in self.grammar.indefinite and not (self.grammar.pieces or self._joins(atom)))
        ):
            return False
        return self._gap(atom) in {"", " ", "-"} or self._joins(atom)

    def _continues_in_figures(self, atom: _Atom) -> bool:
        """Whether figures with a smaller scale of their own follow: "4 million | 300 thousand"."""
        ahead = self.atoms[self.at + 1] if self.at + 1 < len(self.atoms) else None
        if self._joins(atom) and self.last_scale == 100:
            return atom.roles["digits"] < 100
        return (
            ahead is not None
            and self.in_figures
            and self._gap(atom) == " "
            and 0 < ahead.roles.get("scale", 0.0) < self.last_scale
            and ahead.word not in self.grammar.signs
            and self.text[atom.end : ahead.start] == " "
        )

    def _is_fraction(self, atom: _Atom) -> bool:
        """Whether a cardinal is the numerator of a fraction: "one hundred and | three quarters"."""
        ahead = self.atoms[self.at + 1] if self.at + 1 < len(self.atoms) else None
        return (
            ahead is not None
            and "fraction" in ahead.roles
            and self._joins(atom)
            and atom.roles["cardinal"] < 10
            and self.text[atom.end : ahead.start] in {" ", "-"}
        )

    def _adds_fraction(self, atom: _Atom) -> bool:
        """Takes "and a half", "and three quarters": of the number itself, or of its scale ("a million and a half")."""
        if not self._joins(atom) or not (self.total or self.group):
            return False
        over, ahead = 1.0, atom
        if "cardinal" in atom.roles and self.at + 1 < len(self.atoms) and atom.roles["cardinal"] < 10:
            over, ahead = atom.roles["cardinal"], self.atoms[self.at + 1]
            if self.text[atom.end : ahead.start] not in {" ", "-"}:
                return False
        if "fraction" not in ahead.roles:
            return False
        self.at += 2 if ahead is not atom else 1
        self.end = ahead.end
        added = over * ahead.roles["fraction"]
        if self.group is None:
            self.total += added * self.last_scale
        else:
            self.group += added
        return True

    def _has_point(self, atom: _Atom) -> bool:
        """Takes "point seven five": digit by digit, or as one numeral."""
        if "cardinal" not in atom.roles or self._gap(atom) not in self.grammar.points:
            return False
        digits = ""
        while (
            (more := self._next())
            and "cardinal" in more.roles
            and (not digits or self.text[self.end : more.start] in {"", " "})
        ):
            digits += f"{more.roles['cardinal']:g}"
            self._take(more)
        self.group = (self.group or 0.0) + float(f"0.{digits}")
        return True

    def _word_before(self) -> str:
        """The word before the numeral, in small letters; "" where none stands right before it."""
        found = _BEFORE.search(self.text, max(0, self.start - 16), self.start)
        return found[1].casefold() if found else ""

    def _begin_of(self, word: str) -> int:
        return self.text.casefold().rfind(word, 0, self.start) if word else self.start

    def _is_parted(self) -> bool:
        """Whether what stands behind shows a part of something, not one in a row: "a third of", not "a third time"."""
        behind = _BEHIND.match(self.text, self.end)
        return behind is None or not behind["word"] or behind["word"].casefold() in self.grammar.of

    def _follows_ordinal(self) -> bool:
        """Whether "half" is one of two: "the first half"."""
        return self._word_before() in self.grammar.ordinals


_BEHIND = re.compile(r"(?P<mark>[^\w\s-])|[\s\u00a0-](?P<word>[^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0-]$")
