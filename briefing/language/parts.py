"""What follows a cardinal and is a part or a rank: "and a half", "three | quarters", "two hundred and | first"."""


from briefing.language.atoms import Atom
from briefing.language.cardinals import PLAIN, GrowingCardinal
from briefing.language.tally import HUNDRED, TEN, THOUSAND, Tally
from briefing.regex import lazy_regex

PRECISION = 15
"""Digits of a value that count; what a double has beyond them is noise."""

QUARTER = 0.25
_BEHIND = lazy_regex(r"(?P<mark>[^\w\s-])|[\s\u00a0-](?P<word>[^\W\d_]+)")


class GrowingNumeral(GrowingCardinal):
    """A cardinal with its parts."""

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

    def _denominator(self, at: int, *, plain: bool = True) -> tuple[float, int, bool] | None:
        """The share that a denominator at an atom makes, the atom behind it, and whether it may be an ordinal.

        "quarters" is (0.25, …, False), "twenty-fifth" (0.04, …, True), "vinte e um avos" (1/21, …, False).
        """
        if at >= len(self.pieces) or (plain and at and self._gap_before(at) not in PLAIN):
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
        if "ending" in last.roles and run._gap(last) in PLAIN:
            return 1 / run.tally.value, run.at + 1, False
        nth = last.roles.get("ordinal") or (round(1 / last.roles["fraction"]) if "fraction" in last.roles else 0)
        if nth >= THOUSAND and not self.tally.is_empty and run._gap(last) in PLAIN:
            return 1 / (run.tally.value * nth), run.at + 1, "ordinal" in last.roles
        if not nth or not run._adds(last, nth):
            return None
        return 1 / (run.tally.value + nth), run.at + 1, "ordinal" in last.roles

    def _ordinal_behind(self, atom: Atom) -> float | None:
        """The ordinal that the numeral makes with one behind it: "two hundred and | first", "two | hundredth"."""
        nth = atom.roles.get("ordinal")
        if not nth or self.in_figures or not (self._gap(atom) in PLAIN or self._joins(atom)):
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

    def _shows_half(self) -> bool:
        """Whether the next atom, a word for half and for average, is no average."""
        found = _BEHIND.match(self.text, self.pieces[self.at].end)
        return found is None or not found["word"] or found["word"].lower() not in self.grammar.of

    def _shows_part(self, behind: int | None = None) -> bool:
        """Whether what stands behind shows a part of something, not one in a row: "a third of", not "a third time"."""
        end = self.end if behind is None else self.pieces[behind - 1].end
        found = _BEHIND.match(self.text, end)
        return found is None or not found["word"] or found["word"].lower() in self.grammar.of

    def _next_word(self) -> str:
        return self.pieces[self.at].word if self.at < len(self.pieces) else ""
