"""The languages there are readers for, and what is true of each: word lists in `<code>/<name>.toml`, read where met.

One folder is one language. `numbers.toml` holds its numerals, fractions, bounds, currencies and units; `days.toml` its
months, weekdays and words like "yesterday"; `words.toml` what denies, who speaks, what a quotation is led in by. A list
of words is one string parted by commas, so that an entry may be of several words ("percentage points").
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

READ = ("en", "de", "fr", "es", "pt", "it")
"""ISO 639-1 codes of the languages whose numbers, days and denials are read; any other is "unread"."""


def is_read(code: str) -> bool:
    """Whether there is a reader for a language; what is written in another is told verbatim only."""
    return code in READ


@cache
def language_data(code: str, name: str) -> dict[str, Any]:
    """A word list of a language as its file holds it; empty for a language that is unread or has no such list."""
    if not is_read(code):
        return {}
    path = files("briefing.language") / code / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def word_list(listed: str) -> tuple[str, ...]:
    """ "per cent, percent" as ("per cent", "percent")."""
    return tuple(each for part in listed.split(",") if (each := " ".join(part.split())))
