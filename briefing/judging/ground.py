"""What a text may rest on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from briefing.language.read import Reading
from briefing.language.reading import Day, Number


@dataclass(frozen=True)
class Ground:
    """The evidence of a text, read, and what else it may say."""

    passages: tuple[Reading, ...]
    """The cited evidence; pieces that only white space parts are one passage."""

    whens: tuple[str, ...] = ()
    """ISO dates of the cited facts."""

    counts: tuple[int, ...] = ()
    """Numbers that may be stated without evidence, such as that of the positions."""

    spelled: tuple[int, ...] = ()
    """The same, in words only: "two sources"."""

    outlets: tuple[str, ...] = ()
    """Who published the cited documents: may be named, shows nothing."""

    named: frozenset[str] = frozenset()
    """Words of the names by which the cited facts call what their passages only point at ("he", "the bank")."""

    homes: tuple[str, ...] = ()
    """The document of each passage; none where that is not known."""

    mixed: bool = False
    """Whether the passages say different things, so that a denial in one says nothing of the text."""

    @cached_property
    def text(self) -> str:
        """All passages; a line break parts them."""
        return " \n ".join(each.text for each in self.passages)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of all passages."""
        return tuple(number for each in self.passages for number in each.numbers)

    @cached_property
    def of_names(self) -> frozenset[Number]:
        """Numbers that belong to the name before them."""
        return frozenset(number for each in self.passages for number in numbers_of_names(each))

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The dates of all passages."""
        return tuple(day for each in self.passages for day in each.days)

    def is_in(self, code: str) -> bool:
        """Whether all passages are in one language."""
        return all(each.code == code for each in self.passages)


def numbers_of_names(reading: Reading) -> Iterator[Number]:
    """Numbers that belong to a name which another number counts: the 9 of "16 Kestrel 9 helicopters"."""
    for one, two in pairwise(reading.numbers):
        gap = reading.text[one.end : two.start].strip(" -")
        if gap.isalpha() and gap[0].isupper() and not two.unit:
            yield two
