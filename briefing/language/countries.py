"""States by all their names: "North Korea", "DPRK" and "North Korean" are one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.text.names import plain_words
from briefing.wordlists import FOLDER, table_lines


@dataclass(frozen=True, slots=True)
class Named:
    """A state as a text names it: `[start, end)` of the text."""

    start: int
    end: int
    state: str
    """Its first name in the list, whatever the text calls it."""


@lru_cache(maxsize=65_536)
def states(text: str, code: str = "en") -> tuple[Named, ...]:
    """The states that a text names, in its order; none in a language that lists none."""
    return tuple(_found(text, code))


def _found(text: str, code: str) -> Iterator[Named]:
    listed = _listed(code)
    for hit in _pattern(code).finditer(text):
        yield Named(hit.start(), hit.end(), listed[_bare(hit[0])])


@cache
def words_of_state(state: str, code: str = "en") -> frozenset[str]:
    """The words of all names of a state, without capitals."""
    return frozenset(word for name, own in _listed(code).items() if own == state for word in plain_words(name))


@cache
def _listed(code: str) -> dict[str, str]:
    """Each name → the first of its line."""
    file = f"{code}/countries.txt"
    lines = table_lines(file) if FOLDER.joinpath(file).is_file() else ()
    rows = ([name.strip() for name in re.split("[,|]", line)] for line in lines)
    return {_bare(name): row[0] for row in rows for name in row}


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """Any listed name, the longest first; its capitals count, the full stops of "U.S." do not."""
    names = sorted(_listed(code), key=lambda name: (-len(name), name))
    forms = (r"\.?".join(name) + r"\.?" if name.isupper() else re.escape(name).replace("'", "['’]") for name in names)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(forms) or '(?!)'})(?!\w)")


def _bare(name: str) -> str:
    """A name as it is listed, however a text sets its signs."""
    bare = name.replace("’", "'")
    return bare.replace(".", "") if bare.replace(".", "").isupper() else bare
