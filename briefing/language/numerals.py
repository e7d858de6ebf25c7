"""The numerals of a text, in figures, in words or in both: "4¾", "two hundred and five", "2.5 million"."""

import math
from dataclasses import dataclass
from typing import Literal

from briefing.language.atoms import Atom, atoms
from briefing.language.cardinals import PLAIN
from briefing.language.grammar import Grammar
from briefing.language.parts import PRECISION, GrowingNumeral
from briefing.language.tally import TEN, Tally

NumeralKind = Literal["cardinal", "ordinal", "share", "factor", "vague"]


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

    rough: bool = False
    """Whether its word says about so many: "une vingtaine"."""


def numerals(text: str, grammar: Grammar) -> tuple[Numeral, ...]:
    """Every numeral of a text in order; `text` has the digits of `digits.ALIKE`."""
    pieces = atoms(text, grammar)
    found: list[Numeral] = []
    at = 0
    while at < len(pieces):
        growing = _Growing(text, grammar, pieces, at)
        numeral = growing.numeral()
        if numeral is not None:
            found.append(numeral)
        at = max(growing.at, at + 1)
    return tuple(found)


class _Growing(GrowingNumeral):
    """A numeral from its first atom to its last."""

    def numeral(self) -> Numeral | None:
        """The numeral that begins at the atom `at`, which is behind it then; None where there is none."""
        first = self.pieces[self.at]
        if "digits" in first.roles:
            return self._from_figures(first)
        if "part" in first.roles:
            return self._from_part(first)
        if "cardinal" in first.roles:
            return self._from_cardinal(first)
        if "fraction" in first.roles and (share := self._from_fraction(first)):
            return share
        if "scale" in first.roles and (numeral := self._from_scale(first)):
            return numeral
        if first.word in self.grammar.behind_article and self._word_before() not in self.grammar.articles_before:
            return None
        if "ordinal" in first.roles:
            return self._from_ordinal(first)
        if "vague" in first.roles:
            return self._from_vague(first)
        if "factor" in first.roles:
            self._take(first)
            return Numeral(first.start, first.end, first.roles["factor"], "factor")
        return None

    # How a numeral begins.

    def _from_figures(self, first: Atom) -> Numeral:
        self._take(first)
        self.in_figures = True
        value = first.roles["digits"]
        if math.isnan(value):
            return Numeral(self.start, self.end, None, in_figures=True)
        self.tally = self.tally.begun(value)
        if "/" in first.word:
            return self._grown("cardinal" if self._takes_scale() else "share")
        part = self._next()
        if part and self._gap(part) in PLAIN and (share := _mixed(first, part)):
            self._take(part)
            self.tally = self.tally.plus(share)
        return self._grown("cardinal")

    def _from_part(self, first: Atom) -> Numeral:
        """ "½", "½ million"."""
        self._take(first)
        self.in_figures = True
        self.tally = self.tally.begun(first.roles["part"])
        return self._grown("cardinal" if self._takes_scale() else "share")

    def _from_cardinal(self, first: Atom) -> Numeral | None:
        if (nth := self._denominator(self.at)) and nth[2] and first.word not in self.grammar.indefinite:
            return self._ordinal_from(nth)
        self._take(first)
        self.tally = self.tally.begun(first.roles["cardinal"])
        return self._grown("cardinal", indefinite=first.word in self.grammar.indefinite)

    def _ordinal_from(self, nth: tuple[float, int, bool]) -> Numeral | None:
        """ "twenty-first", with an article before it and a part behind "a twenty-first of"."""
        share, behind, _ = nth
        self.at, self.end = behind, self.pieces[behind - 1].end
        if self._word_before() in self.grammar.articles and self._shows_part():
            self.start = self._begin_of(self._word_before())
            return Numeral(self.start, self.end, share, "share")
        return Numeral(self.start, self.end, float(round(1 / share)), "ordinal")

    def _from_fraction(self, first: Atom) -> Numeral | None:
        """ "half", "a third of"; None where it is one in a row ("the third"), or a word like "half-time"."""
        before = self._word_before()
        share = first.roles["fraction"]
        if first.word in self.grammar.averages and not self._shows_half():
            return None
        self._take(first)
        if self._takes_scale():
            self.tally = self.tally.begun(share)
            if before in self.grammar.articles:
                self.start = self._begin_of(before)
            return self._grown("cardinal")
        if "ordinal" in first.roles or share < HALF:
            is_led = before in self.grammar.articles or first.word in self.grammar.bare
            is_led = is_led or (before in self.grammar.definite and self._shows_part())
            if not is_led or ("ordinal" in first.roles and not self._shows_part()):
                self.at -= 1
                return None
            self.start = self._begin_of(before) if before in self.grammar.articles else self.start
        behind = self.text[self.end : self.end + 2]
        if (behind[:1] == "-" and behind[1:].isalpha()) or before in self.grammar.ordinals:
            self.at -= 1
            return None
        return Numeral(self.start, self.end, share, "share")

    def _from_scale(self, first: Atom) -> Numeral | None:
        """ "a thousand", "mille"; None where it is a mere word ("millions")."""
        before = self._word_before()
        if first.word in self.grammar.signs:
            return None
        if before in self.grammar.articles:
            self.start = self._begin_of(before)
        elif first.word not in self.grammar.bare:
            return None
        return self._grown("cardinal")

    def _from_ordinal(self, first: Atom) -> Numeral:
        """ "third", "vigésimo primero"."""
        self._take(first)
        value = first.roles["ordinal"]
        ones = self._next()
        below_ten = ones.roles.get("ordinal", TEN) if ones and self._gap(ones) in PLAIN else TEN
        if ones and below_ten < TEN < value and value % TEN == 0:
            self._take(ones)
            value += below_ten
        return Numeral(first.start, self.end, value, "ordinal")

    def _from_vague(self, first: Atom) -> Numeral:
        """ "dozens", "a few thousand", "cientos de miles"."""
        self._take(first)
        while (more := self._next()) is not None:
            gap = self._gap(more)
            if not {"vague", "scale"} & set(more.roles) or not (gap in {" ", "-"} or gap in self.grammar.of):
                break
            self._take(more)
        return Numeral(first.start, self.end, None, "vague")

    def _grown(self, kind: NumeralKind, *, indefinite: bool = False) -> Numeral:
        """The numeral with all scales, further groups and fractions that follow."""
        while (atom := self._next()) is not None and self.doubtful is None:
            if self._takes_fraction() or ("scale" in atom.roles and self._multiplies(atom)):
                indefinite = False
            elif self._goes_on(atom):
                continue
            elif (share := self._of_denominator()) is not None:
                self.tally, indefinite = Tally(group=share), False
                if not self._takes_scale():
                    return Numeral(self.start, self.end, share, "share", self.in_figures)
            elif (nth := self._ordinal_behind(atom)) is not None:
                return Numeral(self.start, self.end, nth, "ordinal")
            else:
                break
        sign, plain = self.doubtful or (None, None)
        value = float(f"{self.tally.value:.{PRECISION}g}")
        return Numeral(
            self.start, self.end, value, kind, self.in_figures, self.scale, sign, plain, indefinite, self.rough
        )


def _mixed(first: Atom, part: Atom) -> float:
    """The share behind a whole number in figures: "4¾", "3 1/2"; 0 where there is none."""
    if "part" in part.roles:
        return part.roles["part"]
    value = part.roles.get("digits", 0.0)
    return value if "/" in part.word and value < 1 and first.word.isdigit() else 0.0


HALF = 0.5
"""The least share that stands for itself without an article: "half of them"."""
