"""What a reader finds in a text: typed records, each with the letters it was read from."""

from dataclasses import dataclass
from typing import Literal

NumberKind = Literal[
    "count",
    "sum",
    "percent",
    "points",
    "share",
    "age",
    "ordinal",
    "measure",
    "factor",
    "score",
    "year",
    "clock",
    "identifier",
]
Bound = Literal["exact", "about", "at least", "at most", "more than", "less than", "just below"]
Role = Literal["by", "from", "to"]
Precision = Literal["day", "week", "month", "year", "decade"]


@dataclass(frozen=True, slots=True)
class Number:
    """One number as a text gives it, a range as one."""

    start: int
    end: int
    """Span in the text read: words like "about" and the unit included, the counted noun not."""

    text: str
    """Letter for letter."""

    value: float | None
    """Scales are worked out ("$121bn" is 121e9), a clock time is minutes since midnight, "half" is 0.5. None for a
    range, and where the number is seen and can't be valued ("dozens", "4/7/11"): then only its letters compare."""

    kind: NumberKind
    unit: str | None = None
    """"USD", "km", "year" (of an age), …, as the word lists name them; None for plain counts."""

    bound: Bound = "exact"
    least: float | None = None
    most: float | None = None
    """The ends of a range, or the one end of a bound; None where there is none."""

    ends: tuple[tuple[int, int], ...] = ()
    """Spans of the two numbers that a range was read from."""

    either: bool = False
    """Whether a range is two values of which one is meant: "nine or eleven"."""

    role: Role | None = None
    """What the number is of a change: "rose by 12 to 45", "fell from 45 to 12"."""

    vague: bool = False
    """Whether it is a word for many or few that has no value: "dozens"."""

    counted: str | None = None
    """What is counted ("troops"), or the dimension measured ("deep"), in lower case as written."""

    @property
    def is_range(self) -> bool:
        """Whether the text gives two ends."""
        return self.value is None and self.least is not None and self.most is not None

    @property
    def is_unread(self) -> bool:
        """Whether it is seen and can't be valued."""
        return self.value is None and self.least is None and self.most is None


@dataclass(frozen=True, slots=True)
class Day:
    """A date as a text gives it, whole or in part, and what the day of publication makes of it."""

    start: int
    end: int
    """Span in the text read, a weekday beside the date included."""

    text: str
    """Letter for letter."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 for Monday. These four are what the words themselves say."""

    iso: str | None = None
    """"2024-11-25", "2024-11" or "2024", with what is left out or relative ("Monday", "yesterday") worked out from
    the day of publication; None where text and day do not settle it."""

    precision: Precision = "day"
    relative: bool = False
    """Whether it has a meaning only together with a day of publication."""

    likely: str | None = None
    """The likeliest ISO day of words that leave doubt ("a month ago", "the next day"): to put things in order by, never
    to compare by."""
