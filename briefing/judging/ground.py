"""What a text may rest on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from briefing.language.countries import states, words_of_state
from briefing.language.language import without_accents
from briefing.language.read import Reading
from briefing.language.reading import Day, Number
from briefing.regex import lazy_regex
from briefing.text.names import plain_words


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

    numbered: frozenset[str] = frozenset()
    """Names with a figure by which the cited facts call what their passages only point at: "kestrel 2"."""

    homes: tuple[str, ...] = ()
    """The document of each passage; none where that is not known."""

    mixed: bool = False
    """Whether the passages say different things, so that a denial in one says nothing of the text."""

    @cached_property
    def text(self) -> str:
        """All passages; a line break parts them."""
        return " \n ".join(each.text for each in self.passages)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all passages, without capitals."""
        return frozenset(plain_words(self.text))

    @cached_property
    def bare_words(self) -> frozenset[str]:
        """These and those of the names that the facts give, without accents."""
        return frozenset((*plain_words(without_accents(self.text)), *map(without_accents, self.named)))

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

    @cached_property
    def numbered_names(self) -> frozenset[str]:
        """The names with a figure in the passages, and those of the outlets: "channel 9"."""
        return numbered_names(self.text) | numbered_names(" · ".join(self.outlets))

    @cached_property
    def states(self) -> frozenset[str]:
        """The states that the passages name, by whatever name."""
        return frozenset(named.state for each in self.passages for named in states(each.text, each.code))

    @cached_property
    def called(self) -> frozenset[str]:
        """The words of all names of those states."""
        codes = {each.code for each in self.passages}
        return frozenset[str]().union(*(words_of_state(each, code) for each in self.states for code in codes))

    def is_in(self, code: str) -> bool:
        """Whether all passages are in one language."""
        return all(each.code == code for each in self.passages)


@lru_cache(maxsize=65_536)
def numbered_names(text: str) -> frozenset[str]:
    """The names of a text that end in a figure, without capitals and as two words: "orbis 1" of "Orbis-1"."""
    return frozenset(f"{hit[1]} {hit[2]}".casefold() for hit in _NUMBERED.finditer(text))


def numbered_name(text: str) -> str | None:
    """A text as `numbered_names` has it, where it is such a name and nothing else."""
    hit = _NUMBERED.fullmatch(text)
    return f"{hit[1]} {hit[2]}".casefold() if hit else None


_NUMBERED = lazy_regex(r"(?<![\w‐‑–-])([^\W\d_a-z][^\W\d_]+)[ ‐‑–-]?(\d+)(?![\w‐‑–-]|[.,:'’\u00a0\u202f]\d)")


def numbers_of_names(reading: Reading) -> Iterator[Number]:
    """Numbers that belong to a name which another number counts: the 9 of "16 Kestrel 9 helicopters"."""
    for one, two in pairwise(reading.numbers):
        gap = reading.text[one.end : two.start].strip(" -")
        if gap.isalpha() and gap[0].isupper() and not two.unit:
            yield two
