"""The English dictionary: the lemma of a word, and whether it is one."""

from functools import lru_cache
from itertools import count

FEW = 2_000
"""Words up to which the dictionary is searched as it is packed: that opens in two thirds of the time, and finds a
word in five times as much."""

_asked = count()


def lemma(word: str) -> str:
    """The form of a word that a dictionary lists, in lower case: "went" as "go"."""
    import simplemma  # here, because `briefing --help` has no use for it

    return simplemma.lemmatize(word, lang="en", low_memory=next(_asked) < FEW).lower()


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """Whether a lower-case word stands in the English dictionary."""
    import simplemma

    return simplemma.is_known(word, "en", low_memory=next(_asked) < FEW)
