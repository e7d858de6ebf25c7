"""The numerals of a text, in figures, in words or in both: "4¾", "two hundred and five", "2.5 million"."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.language.atoms import Atom, atoms
from briefing.language.grammar import Grammar
from briefing.language.tally import HUNDRED, TEN, THOUSAND, Tally, adds

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


class _Growing:
    """One numeral as it grows, atom by atom."""

    def __init__(self, text: str, grammar: Grammar, pieces: Sequence[Atom], at: int) -> None:
        self.text, self.grammar, self.pieces, self.at = text, grammar, pieces, at
        self.start = self.end = pieces[at].start
        self.tally = Tally()
        self.in_figures = False
        self.scale = 1.0
        self.doubtful: tuple[int, float] | None = None
        self.rough = False

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
        for kind in ("ordinal", "factor", "vague"):
            if kind in first.roles:
                self._take(first)
                return Numeral(first.start, first.end, None if kind == "vague" else first.roles[kind], kind)
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
        if part and self._gap(part) in _PLAIN and (share := _mixed(first, part)):
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

    # How it goes on.

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

    def _goes_on(self, atom: Atom) -> bool:
        """Takes what the group or another group goes on with: "forty | two", "two thousand | five hundred"."""
        if "added" in atom.roles and self._gap(atom) == "":
            self._take(atom)
            self.tally = self.tally.plus(atom.roles["added"])
            return True
        if self._takes_point(atom):
            return True
        amount = atom.roles.get("cardinal", atom.roles.get("digits"))
        if amount is None or not (self._adds(atom, amount) or self._begins_group(atom, amount)):
            return False
        self._take(atom)
        self.tally = self.tally.plus(amount) if self.tally.group is not None else self.tally.begun(amount)
        return True

    def _adds(self, atom: Atom, amount: float) -> bool:
        """Whether an amount goes on with the group."""
        group, joined = self.tally.group, self._joins(atom)
        if group is None or not (joined or self._gap(atom) in _PLAIN):
            return False
        if "digits" in atom.roles or self.in_figures:
            last = self.pieces[self.at - 1].roles
            if not self.in_figures or "scale" not in last or group < HUNDRED or not 0 < amount < HUNDRED:
                return False
            return (joined or "digits" not in atom.roles) and not self._scale_behind()
        rest = group % HUNDRED
        if joined and rest >= TEN and not (self.grammar.joins_tens or amount in self.grammar.joined_ones):
            return False
        if atom.word in self.grammar.indefinite and not joined and rest:
            return False
        if group >= HUNDRED and amount < TEN and self._scale_behind() == HUNDRED:
            return False  # "two hundred and five hundred" are two
        units_first, teens_after = self.grammar.units_first, self.grammar.teens_after
        return adds(group, amount, joined=joined, units_first=units_first, teens_after=teens_after)

    def _begins_group(self, atom: Atom, amount: float) -> bool:
        """Whether an amount is a new group behind a scale."""
        if self.tally.group is not None or not self.tally.parts or not amount:
            return False
        last, joined, ahead = self.tally.last_scale, self._joins(atom), self._scale_behind()
        if not (joined or self._gap(atom) in _PLAIN) or ahead >= last or amount >= last:
            # a larger scale multiplies both, as in "dos mil trescientos millones"
            fits = not joined if not self.grammar.joins_thousands else joined or self._gap(atom) in _PLAIN
            return fits and ahead > last and amount < last and not self.in_figures
        if "digits" in atom.roles:
            if joined:
                return self.grammar.joins_figures
            return self.in_figures and ahead > 1 and self._gap(atom) == " "
        return not self.in_figures or (joined and ahead > 1)

    def _scale_behind(self) -> float:
        """The scale that stands right behind the next atom; 0 where none does."""
        if self.at + 1 >= len(self.pieces):
            return 0.0
        ahead = self.pieces[self.at + 1]
        if "scale" not in ahead.roles or ahead.word in self.grammar.signs:
            return 0.0
        return ahead.roles["scale"] if self._gap_before(self.at + 1) in _PLAIN else 0.0

    def _takes_scale(self) -> bool:
        """Whether a scale follows a fraction: "half a million", "a quarter of a million"."""
        atom = self._next()
        if atom is None or "scale" not in atom.roles or atom.word in self.grammar.signs:
            return False
        gap = self._gap(atom)
        return gap in {" ", "-"} or gap in self.grammar.of

    def _multiplies(self, atom: Atom) -> bool:
        """Takes a scale that multiplies what stands before it."""
        scale, gap, group = atom.roles["scale"], self._gap(atom), self.tally.group
        is_sign = atom.word in self.grammar.signs
        is_first = self.tally.is_empty
        of_share = group is not None and 0 < group < 1 and gap in self.grammar.of
        if (is_sign and not self.in_figures) or not (is_first or of_share or gap in _PLAIN or atom.joined):
            return False
        if group is None and not is_first and not self._follows_scale(atom, scale):
            return False
        grown = self.tally.times(scale, in_figures=self.in_figures)
        if grown is None:
            return False
        if atom.word in self.grammar.doubtful and self.in_figures and self._is_doubtful(atom):
            self.doubtful = (atom.start, self.tally.value)
        self._take(atom)
        self.tally, self.scale = grown, max(scale, self.scale)
        self.rough = self.rough or atom.word in self.grammar.rough
        return True

    def _is_doubtful(self, atom: Atom) -> bool:
        """Whether a scale may be a unit: not "5 M", "3 cents | et 21"."""
        if atom.is_capital or (atom.roles["scale"] == HUNDRED and self.tally.value < TEN):
            return False
        if self.at + 1 >= len(self.pieces):
            return True
        gap, ahead = self._gap_before(self.at + 1), self.pieces[self.at + 1]
        return not {"digits", "cardinal"} & set(ahead.roles) or not (gap in self.grammar.joiners or gap in _PLAIN)

    def _follows_scale(self, atom: Atom, scale: float) -> bool:
        """Whether a scale may stand right behind another: "hundred thousand million", "millones | mil"."""
        return scale > self.tally.last_scale or atom.word in self.grammar.bare

    # Fractions, ordinals, points.

    def _takes_fraction(self) -> bool:
        """Takes "and a half", "and three quarters", "and a quarter million"."""
        first = self._next()
        if first is None or self.tally.is_empty or "digits" in first.roles:
            return False
        if not (self._joins(first) or self._gap(first) in self.grammar.part_joiners):
            return False
        over, behind = 1.0, self.at
        if amount := first.roles.get("cardinal"):
            run = self._run(self.at)
            over, behind = run.tally.value, run.at
            of_part = self._denominator(behind)
            is_part = of_part is not None and not of_part[2] and amount < TEN and run.at == self.at + 1
            is_part = is_part and not (self.grammar.parts or self.grammar.parts_apart)  # "trinta e três onze avos"
            if self.grammar.joins_tens and self._adds(first, amount) and not is_part:
                return False
        share = self._denominator(behind, plain=behind > self.at)
        if share is None or (share[2] and not (over == 1.0 and self._shows_part(share[1]))):
            return False
        if over * share[0] >= 1:
            return False
        self.at, self.end = share[1], self.pieces[share[1] - 1].end
        self._add_share(over * share[0])
        return True

    def _add_share(self, amount: float) -> None:
        """Adds a share of the number, or of a smaller scale that follows: "a billion and a quarter | million"."""
        ahead = self._next()
        scale = ahead.roles.get("scale", 0.0) if ahead and self._takes_scale() else 0.0
        if ahead and self.tally.group is None and 0 < scale < self.tally.last_scale:
            self._take(ahead)
            self.tally = Tally((*self.tally.parts, (amount * scale, scale)))
        else:
            self.tally = self.tally.plus(amount)

    def _run(self, at: int) -> "_Growing":
        """The whole number in words below a million that begins at a cardinal."""
        run = _Growing(self.text, self.grammar, self.pieces, at)
        first = self.pieces[at]
        if "cardinal" in first.roles:
            run._take(first)
            run.tally = run.tally.begun(first.roles["cardinal"])
        while (atom := run._next()) is not None:
            if "scale" in atom.roles and atom.roles["scale"] <= THOUSAND and run._multiplies(atom):
                continue
            amount = atom.roles.get("cardinal")
            if amount is None or not (run._adds(atom, amount) or run._begins_group(atom, amount)):
                break
            run._take(atom)
            run.tally = run.tally.plus(amount) if run.tally.group is not None else run.tally.begun(amount)
        return run

    def _denominator(self, at: int, *, plain: bool = True) -> tuple[float, int, bool] | None:
        """The share that a denominator at an atom makes, the atom behind it, and whether it may be an ordinal.

        "quarters" is (0.25, …, False), "twenty-fifth" (0.04, …, True), "vinte e um avos" (1/21, …, False).
        """
        if at >= len(self.pieces) or (plain and at and self._gap_before(at) not in _PLAIN):
            return None
        first = self.pieces[at]
        if "fraction" in first.roles and "cardinal" not in first.roles:
            return first.roles["fraction"], at + 1, "ordinal" in first.roles
        if "cardinal" not in first.roles:
            return None
        run = self._run(at)
        last = run._next()
        if last is None or "cardinal" in last.roles:
            return None
        if "ending" in last.roles and run._gap(last) in _PLAIN:
            return 1 / run.tally.value, run.at + 1, False
        nth = last.roles.get("ordinal") or (round(1 / last.roles["fraction"]) if "fraction" in last.roles else 0)
        if nth >= THOUSAND and not self.tally.is_empty and run._gap(last) in _PLAIN:
            return 1 / (run.tally.value * nth), run.at + 1, "ordinal" in last.roles
        if not nth or not run._adds(last, nth):
            return None
        return 1 / (run.tally.value + nth), run.at + 1, "ordinal" in last.roles

    def _of_denominator(self) -> float | None:
        """The share that the numeral makes with a denominator behind it: "three | quarters"; None where none is."""
        value = self.tally.value
        if not value or self.in_figures:
            return None
        share = self._denominator(self.at)
        if share is None or (share[2] and not (value == 1.0 and self._shows_part(share[1]))):
            return None
        if share[0] == QUARTER and value >= TEN:
            return None  # twenty "cuartos" are rooms
        if self._next_word() in self.grammar.averages and not self._shows_half():
            return None
        self.at, self.end = share[1], self.pieces[share[1] - 1].end
        return float(f"{value * share[0]:.{PRECISION}g}")

    def _ordinal_behind(self, atom: Atom) -> float | None:
        """The ordinal that the numeral makes with one behind it: "two hundred and | first", "two | hundredth"."""
        nth = atom.roles.get("ordinal")
        if not nth or self.in_figures or not (self._gap(atom) in _PLAIN or self._joins(atom)):
            return None
        value = self.tally.value
        if nth >= HUNDRED and self.tally.group is not None and value < nth:
            value *= nth
        elif self._adds(atom, nth) or (self.tally.group is None and nth < self.tally.last_scale):
            value += nth
        else:
            return None
        self._take(atom)
        return value

    def _takes_point(self, atom: Atom) -> bool:
        """Takes "point seven five": digit by digit, or as one numeral ("coma veintiocho")."""
        begins = "cardinal" in atom.roles or ("scale" in atom.roles and atom.word in self.grammar.bare)
        if not begins or self._gap(atom) not in self.grammar.points or self.in_figures:
            return False
        digits, more = "", True
        while more:
            run = self._run(self.at)
            digits += f"{run.tally.value:.0f}"
            self.at, self.end = run.at, run.end
            ahead = self._next()
            more = ahead is not None and "cardinal" in ahead.roles and self._gap(ahead) in {"", " "}
        self.tally = self.tally.plus(float(f"0.{digits}"))
        return True

    # What stands around it.

    def _next(self) -> Atom | None:
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def _take(self, atom: Atom) -> None:
        self.at += 1
        self.end = atom.end

    def _gap(self, atom: Atom) -> str:
        """What stands before an atom: "" or " " or "-" where nothing does, else the words, folded."""
        return _folded(self.text[self.end : atom.start])

    def _gap_before(self, at: int) -> str:
        return _folded(self.text[self.pieces[at - 1].end : self.pieces[at].start])

    def _joins(self, atom: Atom) -> bool:
        return atom.joined or self._gap(atom) in self.grammar.joiners

    def _next_word(self) -> str:
        return self.pieces[self.at].word if self.at < len(self.pieces) else ""

    def _shows_half(self) -> bool:
        """Whether the next atom, a word for half and for average, is no average."""
        found = _BEHIND.match(self.text, self.pieces[self.at].end)
        return found is None or not found["word"] or found["word"].lower() not in self.grammar.of

    def _word_before(self) -> str:
        """The word before the numeral, in small letters; "" where none stands right before it."""
        found = _BEFORE.search(self.text, max(0, self.start - LONGEST_WORD), self.start)
        return found[1].lower() if found else ""

    def _begin_of(self, word: str) -> int:
        return self.text.lower().rfind(word, 0, self.start) if word else self.start

    def _shows_part(self, behind: int | None = None) -> bool:
        """Whether what stands behind shows a part of something, not one in a row: "a third of", not "a third time"."""
        end = self.end if behind is None else self.pieces[behind - 1].end
        found = _BEHIND.match(self.text, end)
        return found is None or not found["word"] or found["word"].lower() in self.grammar.of


def _folded(between: str) -> str:
    if between in _PLAIN or len(between) > LONGEST_GAP:
        return between
    return " ".join(between.lower().replace("-", " ").replace("’", "'").split()) or " "


def _mixed(first: Atom, part: Atom) -> float:
    """The share behind a whole number in figures: "4¾", "3 1/2"; 0 where there is none."""
    if "part" in part.roles:
        return part.roles["part"]
    value = part.roles.get("digits", 0.0)
    return value if "/" in part.word and value < 1 and first.word.isdigit() else 0.0


_PLAIN = frozenset({"", " ", "-", "\u00a0", "\u202f"})
PRECISION = 15
"""Digits of a value that count; what a double has beyond them is noise."""

QUARTER = 0.25
HALF = 0.5
"""The least share that stands for itself without an article: "half of them"."""

LONGEST_GAP = 24
"""Characters between two atoms, from which they belong to two numerals."""

LONGEST_WORD = 16
"""Characters before a numeral in which an article is looked for."""

_BEHIND = re.compile(r"(?P<mark>[^\w\s-])|[\s\u00a0-](?P<word>[^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0-]$")
