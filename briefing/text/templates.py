"""Two events told in one template: bulletins of two earthquakes share most of their words and are two reports."""

from functools import lru_cache

from briefing.regex import lazy_regex

OWN = 2
"""Names, and figures, that each of two texts must have for itself: an update has other figures for the same places, and
one side alone has more."""

FRAMED = 0.3
"""Share of the shorter text's runs of five words from which two texts are of one template."""

CAPITAL = lazy_regex(r"(?<![\w])[^\W\d_a-zß-öø-ÿ][^\W\d_][\w’'-]*")
DIGITS = lazy_regex(r"(?<![\w.,])\d+(?:[.,]\d+)*")
WORD = lazy_regex(r"\w+")


def of_two_events(first: str, second: str) -> bool:
    """Whether two texts that share words put other names and mostly other figures into them."""
    (names, figures), (others, rivals) = _particulars(first), _particulars(second)
    return (min(len(names - others), len(others - names)) >= OWN
            and min(len(figures - rivals), len(rivals - figures)) >= OWN
            and 2 * len(figures & rivals) < min(len(figures), len(rivals)))


def in_one_template(first: str, second: str) -> bool:
    """Whether two texts share runs of words as only a template or a copy does."""
    one, two = _runs(first), _runs(second)
    return bool(one and two) and len(one & two) >= FRAMED * min(len(one), len(two))


@lru_cache(maxsize=4096)
def _particulars(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words with a capital, and the numbers in digits."""
    return frozenset(CAPITAL.findall(text)), frozenset(DIGITS.findall(text))


@lru_cache(maxsize=1024)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = WORD.findall(text.casefold())
    return frozenset(zip(*(words[n:] for n in range(5)), strict=False))
