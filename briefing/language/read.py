"""One reading of a text, made once and asked by everybody for what it finds."""

from dataclasses import dataclass

from briefing.language.days import days
from briefing.language.denials import Denials, denials, stem
from briefing.language.language import is_read
from briefing.language.numbers import numbers
from briefing.language.reading import Day, Number
from briefing.text.quotations import Quotation, quotations


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its language and the day it was published; what it says is read when it is asked for, and kept."""

    text: str
    code: str = "en"
    """ISO 639-1."""

    published: str | None = None
    """ISO day from which "Monday" and "yesterday" are told; None where it is not known."""

    @property
    def is_read(self) -> bool:
        """Whether there is a reader for its language."""
        return is_read(self.code)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Every number but those of dates."""
        return numbers(self.text, self.code)

    @property
    def days(self) -> tuple[Day, ...]:
        """Every date."""
        return days(self.text, self.code, self.published)

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands between quotation marks."""
        return quotations(self.text)

    def stem(self, word: str) -> str:
        """What makes one of a word's forms, as `denials` has them."""
        return stem(word, self.code)

    @property
    def denials(self) -> Denials:
        """What it denies, and what it says plainly."""
        return denials(self.text, self.code)
