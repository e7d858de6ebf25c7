"""The words of a language as its folder under `briefing/language/` lists them, for parts that stand below its reader.

Whoever cuts sentences, finds names or drops a menu does so before a text's language is known, or with the words of
one; the lists stand with all others of that language.
"""

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("language")


@cache
def word_lists(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of "en/names" by their names, each with its words in order; a white space parts two words."""
    listed = tomllib.loads(FOLDER.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return {key: tuple(words.split()) for key, words in listed.items()}


def table_lines(name: str) -> tuple[str, ...]:
    """The lines of "en/concepts.txt" that hold something."""
    content = FOLDER.joinpath(name).read_text(encoding="utf-8")
    return tuple(line for line in content.splitlines() if line.strip() and not line.startswith("#"))
