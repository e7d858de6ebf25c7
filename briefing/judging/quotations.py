"""The gate of quotations: what stands between marks stands in one piece of the evidence, letter for letter."""

import re
from collections.abc import Iterator, Sequence

from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.language.names import stands_in_some_form
from briefing.language.read import Reading
from briefing.regex import lazy_regex
from briefing.text.evidence import fold, locate
from briefing.text.quotations import quotations

_CUT = lazy_regex(r"\[?(?:…|\.\.\.)\]?")
_UNMARKED = str.maketrans({**dict.fromkeys("“”„\"’‘‚«»「」『』`'", "'"), "[": None, "]": None})
_EDGES = " ,.;!?'。，"

SPOKEN = 4
"""Words from which a quotation in a sentence is what somebody said, and no word that is only set apart."""


def quotation_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Quotations that do not stand in one passage; a cut must be shown ("…"), its parts in order.

    What the evidence tells in indirect speech was said by nobody in these words.
    """
    quoted = [each.text for each in quotations(sentence.text)]
    passages = [_plain(each.text) for each in ground.passages]
    seen: set[tuple[str, ...]] = {()}
    for quote in quoted:
        parts = tuple(part for each in _CUT.split(quote) if (part := _plain(each).strip(_EDGES)))
        if parts not in seen:
            stands = any(_in_order(parts, passage) for passage in passages) or _is_bent_name(quote, sentence, ground)
            if not stands or (not ground.mixed and _is_indirect(quote, sentence, ground)):
                yield Fault("quotation", quote)
        seen.add(parts)


def _is_bent_name(quote: str, sentence: Reading, ground: Ground) -> bool:
    """Whether a name between marks stands between marks in the evidence too, with another ending: «Альтаира»."""
    if len(_WORDS.findall(quote)) >= SPOKEN or not quote[:1].isupper() or sentence.code == "en":
        return False
    theirs = " ".join(each.text for passage in ground.passages for each in quotations(passage.text))
    return stands_in_some_form(quote, theirs, sentence.code)


def _is_indirect(quote: str, sentence: Reading, ground: Ground) -> bool:
    """Whether a quotation of some length, told as a sentence that somebody said, stands in the evidence outside its
    quotation marks only, and within one of its own sentences."""
    if len(_WORDS.findall(quote)) < SPOKEN or not quote[:1].isupper():
        return False
    if any(locate(sentence.text.rstrip(". …"), each.text) for each in ground.passages):
        return False
    whole = quote.strip(_EDGES).lower()
    found = [(each, place) for each in ground.passages if (place := locate(whole, each.text.lower()))]
    within = any(each.text[start].islower() for each, (start, _) in found)
    return within and not any(_may_be_quoted(each.text, *place) for each, place in found)


def _may_be_quoted(passage: str, start: int, end: int) -> bool:
    """Whether a place of a passage lies between quotation marks, or where one was cut off."""
    if sum(map(passage.count, "”“„»«」「")) % 2:
        return True
    quoted = any((each.start < end and start < each.end) or not each.is_closed for each in quotations(passage))
    return quoted or passage[start:end].isupper()  # a headline's way to set words apart


_WORDS = lazy_regex(r"[^\W\d_\u3400-\u9fff]+")


def _plain(text: str) -> str:
    """A text in which only its words matter: marks, brackets and capitals folded."""
    return fold(text.translate(_UNMARKED)).casefold()


def _in_order(parts: Sequence[str], passage: str) -> bool:
    """Whether the parts stand in the passage one after the other, none beginning or ending within a word."""
    return bool(
        re.search(
            r".*?".join(rf"{_edge(part[0])}{re.escape(part)}{_edge(part[-1], behind=True)}" for part in parts),
            passage,
            re.S,
        )
    )


def _edge(letter: str, *, behind: bool = False) -> str:
    """That no word is cut here; scripts without spaces between words have no such edge."""
    if letter == letter.upper() and not letter.isdigit():
        return ""
    return r"(?!\w)" if behind else r"(?<!\w)"
