"""A cardinal of a text as it grows, atom by atom: "two hundred and five", "2.5 million", "four point five"."""

from collections.abc import Sequence

from briefing.language.atoms import Atom
from briefing.language.grammar import Grammar
from briefing.language.tally import HUNDRED, TEN, THOUSAND, Tally, adds
from briefing.regex import lazy_regex


class GrowingCardinal:
    """A cardinal that began at an atom, and what may be added to it."""

    def __init__(self, text: str, grammar: Grammar, pieces: Sequence[Atom], at: int) -> None:
        self.text, self.grammar, self.pieces, self.at = text, grammar, pieces, at
        self.start = self.end = pieces[at].start
        self.tally = Tally()
        self.in_figures = False
        self.scale = 1.0
        self.doubtful: tuple[int, float] | None = None
        """Where a scale sign that may be a unit begins, and the value without it."""

        self.rough = False

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
        if group is None or not (joined or self._gap(atom) in PLAIN):
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
        if not (joined or self._gap(atom) in PLAIN) or ahead >= last or amount >= last:
            # a larger scale multiplies both, as in "dos mil trescientos millones"
            fits = not joined if not self.grammar.joins_thousands else joined or self._gap(atom) in PLAIN
            return fits and ahead > last and amount < last and not self.in_figures
        if "digits" in atom.roles:
            if joined:
                return self.grammar.joins_figures
            return self.in_figures and ahead > 1 and self._gap(atom) == " "
        return not self.in_figures or (joined and ahead > 1) or amount >= THOUSAND

    def _scale_behind(self) -> float:
        """The scale that stands right behind the next atom; 0 where none does."""
        if self.at + 1 >= len(self.pieces):
            return 0.0
        ahead = self.pieces[self.at + 1]
        if "scale" not in ahead.roles or ahead.word in self.grammar.signs:
            return 0.0
        return ahead.roles["scale"] if self._gap_before(self.at + 1) in PLAIN else 0.0

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
        of_share = group is not None and (0 < group < 1 or self.rough) and gap in self.grammar.of
        if (is_sign and not self.in_figures) or not (is_first or of_share or gap in PLAIN or atom.joined):
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
        return not {"digits", "cardinal"} & set(ahead.roles) or not (gap in self.grammar.joiners or gap in PLAIN)

    def _follows_scale(self, atom: Atom, scale: float) -> bool:
        """Whether a scale may stand right behind another: "hundred thousand million", "millones | mil"."""
        return scale > self.tally.last_scale or atom.word in self.grammar.bare

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

    def _run(self, at: int) -> "GrowingCardinal":
        """The whole number in words below a million that begins at a cardinal."""
        run = GrowingCardinal(self.text, self.grammar, self.pieces, at)
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

    # What stands around it.

    def _next(self) -> Atom | None:
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def _take(self, atom: Atom) -> None:
        self.at += 1
        self.end = atom.end

    def _gap(self, atom: Atom) -> str:
        """What stands before an atom: "" or " " or "-" where nothing does, else the words, folded."""
        return folded_gap(self.text[self.end : atom.start])

    def _gap_before(self, at: int) -> str:
        return folded_gap(self.text[self.pieces[at - 1].end : self.pieces[at].start])

    def _joins(self, atom: Atom) -> bool:
        return atom.joined or self._gap(atom) in self.grammar.joiners

    def _word_before(self) -> str:
        """The word before the numeral, in small letters; "" where none stands right before it."""
        found = _BEFORE.search(self.text, max(0, self.start - LONGEST_WORD), self.start)
        return found[1].lower() if found else ""

    def _begin_of(self, word: str) -> int:
        return self.text.lower().rfind(word, 0, self.start) if word else self.start


def folded_gap(between: str) -> str:
    """What stands between two atoms: "", " " or "-" where nothing does, else the words in small letters."""
    if between in PLAIN or len(between) > LONGEST_GAP:
        return between
    return " ".join(between.lower().replace("-", " ").replace("’", "'").split()) or " "


PLAIN = frozenset({"", " ", "-", "\u00a0", "\u202f"})
"""What stands between the atoms of one numeral."""

LONGEST_GAP = 24
"""Characters between two atoms, from which they belong to two numerals."""

LONGEST_WORD = 16
"""Characters before a numeral in which an article is looked for."""

_BEFORE = lazy_regex(r"([^\W\d_]+)[ \u00a0-]$")
