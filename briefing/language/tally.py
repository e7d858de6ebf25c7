"""What the words of a numeral come to as one follows the other."""

from dataclasses import dataclass, replace

TEN, HUNDRED, THOUSAND, MILLION = 10.0, 100.0, 1e3, 1e6
TEENS = range(10, 20)


@dataclass(frozen=True, slots=True)
class Tally:
    """A numeral so far: finished parts, each with the scale that multiplied it, and the group that still grows."""

    parts: tuple[tuple[float, float], ...] = ()
    """(value, scale), the scales falling: ((2e6, 1e6), (3e3, 1e3)) of "two million three thousand"."""

    group: float | None = None
    """What no scale has multiplied yet: 205 of "two hundred and five"; None right behind a scale."""

    @property
    def value(self) -> float:
        """What it is worth."""
        return sum(value for value, _ in self.parts) + (self.group or 0.0)

    @property
    def last_scale(self) -> float:
        """The scale of the last part; infinite where there is none."""
        return self.parts[-1][1] if self.parts else float("inf")

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been counted yet."""
        return self.group is None and not self.parts

    def begun(self, value: float) -> "Tally":
        """With a new group behind the last scale."""
        return replace(self, group=value)

    def plus(self, value: float) -> "Tally":
        """With more in its group; behind a scale, with a share of that scale: "a million and a half"."""
        if self.group is not None or not self.parts:
            return replace(self, group=(self.group or 0.0) + value)
        last, scale = self.parts[-1]
        return replace(self, parts=(*self.parts[:-1], (last + value * scale, scale)))

    def times(self, scale: float, *, in_figures: bool) -> "Tally | None":
        """With a scale behind it; None where that scale can't follow ("two million three million").

        Hundreds and dozens belong to the group ("three hundred and two thousand"); of a group in words a dozen takes
        what is below its hundred: "three hundred and two dozen".
        """
        if scale < THOUSAND and self.group is not None:
            if in_figures:
                return replace(self, group=self.group * scale)
            if scale == HUNDRED:
                return replace(self, group=self.group * scale) if self.group < HUNDRED else None
            last = self.group % HUNDRED or self.group
            return replace(self, group=self.group - last + last * scale)
        if scale < THOUSAND:
            return replace(self, group=scale)
        kept = tuple(part for part in self.parts if part[1] > scale)
        if any(part[1] == scale for part in self.parts):
            return None
        smaller = sum(value for value, _ in self.parts[len(kept) :])
        amount = smaller + (self.group or 0.0)
        return Tally((*kept, ((amount or 1.0) * scale, scale)))


def adds(group: float, value: float, *, joined: bool, units_first: bool, teens_after: frozenset[float]) -> bool:
    """Whether a cardinal goes on with a group of them: "forty" + "two", "zwei" + und + "vierzig", "hundred" + "ten"."""
    rest = group % HUNDRED
    if units_first and joined and 0 < rest < TEN and value >= 2 * TEN and value < HUNDRED and value % TEN == 0:
        return True
    if rest == 0 and group >= HUNDRED:
        return 0 < value < (MILLION if group % MILLION == 0 else THOUSAND if group % THOUSAND == 0 else HUNDRED)
    if value < TEN:
        return value > 0 and rest >= 2 * TEN and rest % TEN == 0
    return value in TEENS and rest in teens_after
