"""The gate of quotations: what stands between marks stands in one piece of the evidence, letter for letter."""

import re
from collections.abc import Iterator, Sequence

from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.language.read import Reading
from briefing.regex import lazy_regex
from briefing.text.evidence import fold
from briefing.text.quotations import quotations

_CUT = lazy_regex(r"\[?(?:…|\.\.\.)\]?")
_UNMARKED = str.maketrans({**dict.fromkeys("“”„\"’‘‚«»「」『』`'", "'"), "[": None, "]": None})
_EDGES = " ,.;!?'。，"


def quotation_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Quotations that do not stand in one passage; a cut must be shown ("…"), its parts in order."""
    quoted = [each.text for each in quotations(sentence.text)]
    passages = [_plain(each.text) for each in ground.passages]
    seen = set[tuple[str, ...]]()
    for quote in quoted:
        parts = tuple(part for each in _CUT.split(quote) if (part := _plain(each).strip(_EDGES)))
        if parts and parts not in seen and not any(_in_order(parts, passage) for passage in passages):
            yield Fault("quotation", quote)
        seen.add(parts)


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
    if letter.lower() == letter.upper() and not letter.isdigit():
        return ""
    return r"(?!\w)" if behind else r"(?<!\w)"
