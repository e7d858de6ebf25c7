"""The gate of what is laid to somebody in indirect speech: it is laid to whom the evidence lays it."""

from collections.abc import Iterator
from functools import lru_cache

from briefing.judging.along import tokens
from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.judging.words import MARK
from briefing.language.read import Reading
from briefing.language.small_words import small_words
from briefing.language.speech import addresses, saying
from briefing.regex import lazy_regex
from briefing.text.sentences import sentences

SHARED = 2
"""Words of weight from which a sentence says what one of the evidence does."""

_NAME = lazy_regex(r"(?<!\w)[^\W\d_a-zа-яёß-ÿ][\w’'-]+(?: [^\W\d_a-zа-яёß-ÿ][\w’'-]+)+")


def laid_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Who says it in a sentence, where the passage that says it has somebody else by name; a quotation has a gate of
    its own."""
    ours = _teller(sentence.text, sentence.code)
    if ours is None or sentence.quotations:
        return
    told = _weighty(sentence.text, sentence.code) - _weighty(ours, sentence.code)
    theirs = [(each.text[span.start : span.end], each.code)
              for each in ground.passages for span in sentences(each.text)]
    shares = [len(told & _weighty(text, code)) for text, code in theirs]
    most = max(shares, default=0)
    nearest = [_teller(*each) for each, share in zip(theirs, shares, strict=True) if share == most]
    others = [each for each in nearest if each and set(each.split()).isdisjoint(ours.split())]
    if most >= SHARED and others and len(others) == len(nearest):
        yield Fault("laid", ours, others[0])


@lru_cache(maxsize=16_384)
def _teller(text: str, code: str) -> str | None:
    """The names beside the word by which a text says that somebody says it; None where no name of several words is."""
    for clause in MARK.split(text):
        hit = saying(code).search(clause)
        if hit is None:
            continue
        names = _NAME.findall(clause[: hit.start()])
        if not names and not addresses(clause[hit.start() :], code):  # "told Radio Orle", "dit à Radio Orle"
            names = _NAME.findall(clause[hit.end() :])
        if names:
            return " ".join(names)
    return None


@lru_cache(maxsize=16_384)
def _weighty(text: str, code: str) -> frozenset[str]:
    small = small_words(code)
    return frozenset(each.key for each in tokens(text, code) if each.text.casefold() not in small)
