"""Fixed phrases of a language, looked up right behind or right before a place in a text, however many there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_ALIKE = {ord(each): " " for each in "\n\t\r\u00a0\u202f\u2009-‑"} | {ord("’"): "'"}
"""White space and hyphens are one, letter for letter."""


def folded(text: str) -> str:
    """Small letters, each white space or hyphen as a space, straight apostrophes; as long as the text."""
    small = text.lower()
    return (small if len(small) == len(text) else text).translate(_ALIKE)


@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """Phrases with what each means."""

    table: Mapping[str, T]
    lengths: tuple[int, ...]
    """Of the phrases, the longest first."""

    firsts: frozenset[str]
    lasts: frozenset[str]
    apart: bool
    """Whether words are parted in the language, so that a phrase begins and ends with one."""

    @classmethod
    def of(cls, table: Mapping[str, T], *, apart: bool = True) -> "Phrases[T]":
        """The phrases of a table; an empty one finds nothing."""
        known = {folded(form): meaning for form, meaning in table.items() if form}
        return cls(
            known,
            tuple(sorted({len(form) for form in known}, reverse=True)),
            frozenset(form[0] for form in known),
            frozenset(form[-1] for form in known),
            apart,
        )

    @classmethod
    def listed(cls, words: Iterable[str], *, apart: bool = True) -> "Phrases[str]":
        """The phrases of a list, each meaning itself."""
        return Phrases.of({word: word for word in words}, apart=apart)

    def behind(self, text: str, start: int) -> tuple[T, int] | None:
        """What the longest phrase that begins there means, and where it ends."""
        if not self.lengths:
            return None
        window = folded(text[start : start + self.lengths[0]])
        if window[:1] not in self.firsts:
            return None
        for length in self.lengths:
            end = start + length
            meaning = self.table.get(window[:length]) if length <= len(window) else None
            if meaning is not None and not (self.apart and text[end - 1].isalnum() and text[end : end + 1].isalnum()):
                return meaning, end
        return None

    def before(self, text: str, end: int, floor: int = 0) -> tuple[T, int] | None:
        """What the longest phrase that ends there means, and where it begins, not before `floor`."""
        if not self.lengths or end <= floor:
            return None
        window = folded(text[max(floor, end - self.lengths[0]) : end])
        if window[-1] not in self.lasts:
            return None
        for length in self.lengths:
            start = end - length
            meaning = self.table.get(window[len(window) - length :]) if length <= len(window) else None
            if meaning is not None and not (
                self.apart and start and text[start - 1].isalnum() and text[start].isalnum()
            ):
                return meaning, start
        return None


def before_gap(text: str, end: int, most: int = 2) -> int:
    """Where the white space before a place begins, at most so many characters before it."""
    start = end
    while start > max(0, end - most) and (text[start - 1].isspace() or text[start - 1] == "-"):
        start -= 1
    return start


def behind_gap(text: str, start: int, most: int = 2) -> int:
    """Where the white space behind a place ends, at most so many characters behind it."""
    end = start
    while end < min(len(text), start + most) and (text[end].isspace() or text[end] in "-‑"):
        end += 1
    return end
