"""The languages there are readers for, and what is true of each: word lists in `<code>/<name>.toml`, read where met.

One folder is one language. `numbers.toml` holds its numerals, fractions, bounds, currencies and units; `days.toml` its
months, weekdays and words like "yesterday"; `words.toml` what denies, who speaks, what a quotation is led in by. A list
of words is one string parted by commas, so that an entry may be of several words ("percentage points").
"""

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from briefing.language.digits import ALIKE
from briefing.regex import lazy_regex

READ = ("en", "de", "fr", "es", "pt", "it", "ru", "zh", "ar")
"""ISO 639-1 codes of the languages whose numbers, days and denials are read; any other is "unread"."""


def is_read(code: str) -> bool:
    """Whether there is a reader for a language; what is written in another is told verbatim only."""
    return code in READ


@cache
def language_data(code: str, name: str) -> dict[str, Any]:
    """A word list of a language as its file holds it; empty for a language that is unread or has no such list."""
    if not is_read(code):
        return {}
    path = Path(__file__).parent / code / f"{name}.toml"
    if not path.is_file():
        return {}
    content = path.read_text(encoding="utf-8")
    return tomllib.loads(content.translate(ALIKE) if code in _FOLDED and name != "page" else content)


_FOLDED = frozenset(("ar",))
"""Languages whose lists are read with the letters of `digits.ALIKE`, as their texts are."""


def folded(text: str, code: str) -> str:
    """A text with the letters that its language's lists are read with; as long as before."""
    return text.translate(ALIKE) if code in _FOLDED else text


@cache
def word_list(listed: str) -> tuple[str, ...]:
    """ "per cent, point(|s)" as ("per cent", "point", "points"); kept, as lists are asked for at every noun."""
    return tuple(form for part in listed.split(",") if (each := " ".join(part.split())) for form in _with_endings(each))


def _with_endings(form: str) -> Iterator[str]:
    """A form once for each of the endings that a bracket in it gives: "größer(|e) als"."""
    bracket = _ENDINGS.search(form)
    if bracket is None:
        yield form
        return
    for ending in bracket[1].split("|"):
        yield from _with_endings(f"{form[: bracket.start()]}{ending}{form[bracket.end() :]}")


def spellings(listed: str, data: Mapping[str, Any]) -> tuple[str, ...]:
    """The words of a list, in a language in which accents are often left out without them too."""
    words = word_list(listed)
    if not data.get("unaccented"):
        return words
    return tuple(dict.fromkeys((*words, *(without_accents(each) for each in words if len(each) >= LONG))))


LONG = 4
"""Letters from which a word is no other one without its accents, as "nós" and "nos" are."""


def without_accents(word: str) -> str:
    """ "milhões" as "milhoes"."""
    if word.isascii():
        return word
    return "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))


_ENDINGS = lazy_regex(r"\(([^()]*\|[^()]*)\)")
