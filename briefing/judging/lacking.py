"""What keeps a source from counting for a sentence though its words are alike: what is done, denied or scored in it
stands nowhere in the source's passages.

The bounds are those that parted 100 pairs of a sentence and another source's passages, read by hand in a pile of 29
stories: of 22 that did not state the sentence 19 lack something, of 78 that did 9.
"""

from collections.abc import Sequence
from functools import lru_cache

from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.judging.words import weighty_words
from briefing.language.en.rules.stating import offices
from briefing.language.predicates import has_predicate
from briefing.language.read import Reading
from briefing.language.telling import writes_nouns_large
from briefing.regex import lazy_regex
from briefing.text.evidence import is_verbatim
from briefing.text.quotations import quotations
from briefing.text.words import acts, term, terms, words

FEWEST = 3
"""Terms below which only a sentence's own words state it."""

FEW = 8
"""Terms below which a sentence has few: one that is missing may be all that it tells."""

MOST_OF = 0.72
"""Share of its terms that a source must have of a sentence of few, or of one whose names it lacks."""

MOSTLY = 0.8
"""Share of its terms from which a source that denies too denies the same in other words."""

DONE = 0.34
"""Share of what is told beside names that a source must have: names alone tell nothing."""

QUOTED = 4
"""Words from which on a quotation that a source has tells a sentence by itself."""

SCORE = lazy_regex(r"(?<![\w.,])\d+(?:[-–:/]\d+)+(?![\w])")


def lacks(sentence: Reading, ground: Ground, share: float, found: Sequence[Fault]) -> bool:
    """Whether a source's passages lack what makes a sentence, given the `share` of its terms that they have and the
    faults that were `found`."""
    text = sentence.text
    if is_verbatim(text, ground.text) or _has_quotation(text, ground.text):
        return False
    own, theirs = terms(text), terms(ground.text) | frozenset(map(term, ground.named))
    strange = sum(fault.gate == "name" for fault in found)
    done = frozenset() if writes_nouns_large(sentence.code) else _deeds(text)
    return (
        len(own) < FEWEST
        or (share < MOST_OF and (len(own) < FEW or strange > 1))
        or (len(own) < FEW and not acts(own) <= theirs)
        or len(done & theirs) < DONE * len(done)
        or not has_predicate(text, ground.text, sentence.code)
        or (share < MOSTLY and _denies_else(sentence, ground))
        or any(score[0] not in ground.text for score in SCORE.finditer(text))
    )


def quotes_alike(text: str, there: str) -> bool:
    """Whether all that a text quotes stands in another, word for word, whatever stops and marks stand between."""
    known = _wording(there)
    return all(_wording(text[each.start : each.end]) in known for each in quotations(text))


def _has_quotation(text: str, there: str) -> bool:
    """Whether another text has a quotation of a text that is long enough to tell something."""
    known = _wording(there)
    told = (_wording(text[each.start : each.end]) for each in quotations(text))
    return any(len(each.split()) >= QUOTED and each in known for each in told)


@lru_cache(maxsize=65_536)
def _wording(text: str) -> str:
    return f" {' '.join(word.text.lower().replace('’', chr(39)) for word in words(text))} "


@lru_cache(maxsize=65_536)
def _deeds(text: str) -> frozenset[str]:
    """What a text tells beside names, offices and what else is written with a capital."""
    names = terms(" ".join(word.text for word in words(text) if word.text[0].isupper()))
    return terms(text) - names - offices(text)


def _denies_else(sentence: Reading, ground: Ground) -> bool:
    """Whether a sentence denies what the passages do not speak of: "not recognised" where these have "no way"."""
    known = {passage.stem(word) for passage in ground.passages for word in _plain(passage.text)}
    known |= set(weighty_words(ground.text))
    return any(each.heads and not each.heads & known for each in sentence.denials.denials)


@lru_cache(maxsize=65_536)
def _plain(text: str) -> tuple[str, ...]:
    return tuple(word.text.lower() for word in words(text))
