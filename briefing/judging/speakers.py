"""The gate of speakers: a quotation is laid to whom the evidence lays it."""

import re
from collections.abc import Iterator

from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.language.names import lacked_names, may_be_names
from briefing.language.read import Reading
from briefing.text.evidence import locate
from briefing.text.sentences import sentences

NAMED = 2
"""Words of a name from which a sentence tells who speaks; a single one may be a place or an office."""


def speaker_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Quotations beside names that the evidence has elsewhere only, while it has another name beside them."""
    for quote in sentence.quotations:
        told = _around(sentence, quote.start, quote.end)
        for passage in ground.passages:
            place = locate(quote.text.strip(" ,.;!?，。"), passage.text)
            if place is None:
                continue
            beside = _around(passage, *place)
            if len(list(may_be_names(beside, passage.code))) < NAMED:
                continue
            named = [each for each in may_be_names(told, sentence.code) if not _is_small(each, passage.text)]
            apart = set(lacked_names(told, beside, sentence.code))
            elsewhere = set(lacked_names(told, passage.text, sentence.code))
            if named and all(each in apart for each in named) and apart - elsewhere:
                yield Fault("speaker", quote.text, " ".join(may_be_names(beside, passage.code)))
                break


def _is_small(word: str, text: str) -> bool:
    """Whether a text has a word with a small letter, so that a capital only begins a sentence."""
    small = word[0].lower() + word[1:]
    return small != word and re.search(rf"(?<!\w){re.escape(small)}(?!\w)", text) is not None


def _around(reading: Reading, start: int, end: int) -> str:
    """What a sentence says beside the quotation that stands in it."""
    spans = [each for each in sentences(reading.text) if each.start < end and start < each.end]
    if not spans:
        return ""
    first, last = spans[0].start, spans[-1].end
    quoted = [each.whole for each in reading.quotations]
    kept = [letter for at, letter in enumerate(reading.text[first:last], first)
            if not any(at in range(*whole) for whole in quoted)]
    return "".join(kept)
