"""The English dictionary: the lemma of a word, and whether it is one."""

from functools import cache, lru_cache
from itertools import count
from types import ModuleType

from briefing.regex import lazily

FEW = 2_000
"""Words up to which the dictionary is searched as it is packed: that opens in two thirds of the time, and finds a
word in five times as much."""

_asked = count()


def lemma(word: str) -> str:
    """The form of a word that a dictionary lists, in lower case: "went" as "go"."""
    return str(_dictionary().lemmatize(word, lang="en", low_memory=next(_asked) < FEW)).lower()


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """Whether a lower-case word stands in the English dictionary."""
    return bool(_dictionary().is_known(word, "en", low_memory=next(_asked) < FEW))


@cache
def _dictionary() -> ModuleType:
    """The package, imported by the first who asks: `briefing --help` has no use for it, and nobody for its patterns,
    375 for the endings of other languages."""
    with lazily():
        import simplemma
    return simplemma
