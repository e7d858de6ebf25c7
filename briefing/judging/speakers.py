"""The gate of speakers: a quotation is laid to whom the evidence lays it."""

import re
from collections.abc import Iterator

from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.language.names import lacked_names, may_be_names
from briefing.language.read import Reading
from briefing.language.speech import quoted_speaker, speaks
from briefing.regex import lazy_regex
from briefing.text.evidence import locate
from briefing.text.quotations import Quotation
from briefing.text.sentences import sentences

NAMED = 2
"""Words of a name from which a sentence tells who speaks; a single one may be a place or an office."""

SPOKEN = 4
"""Words from which on a quotation is what somebody said, also where no word of saying stands beside it."""

_STOP = " ,.;!?，。"


def speaker_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Quotations beside names that the evidence has elsewhere only, while it has another name beside them."""
    for quote in sentence.quotations:
        told = _around(sentence, quote.start, quote.end)
        for passage in ground.passages:
            place = locate(quote.text.strip(_STOP), passage.text)
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


def lacks_speaker(sentence: Reading, ground: Ground) -> bool:
    """Whether a sentence names who speaks a quotation of it, and no passage that has the words lays them to him.

    A passage that names nobody beside the words must name him elsewhere.
    """
    return any(_is_laid_elsewhere(each, sentence, ground) for each in sentence.quotations if _is_spoken(each, sentence))


def _is_spoken(quote: Quotation, sentence: Reading) -> bool:
    return len(quote.text.split()) >= SPOKEN or speaks(sentence)


def _is_laid_elsewhere(quote: Quotation, sentence: Reading, ground: Ground) -> bool:
    told = _speakers(sentence, quote.start, quote.end)
    places = [(each, place) for each in ground.passages if (place := locate(quote.text.strip(_STOP), each.text))]
    if not told or not places:
        return False
    here = Reading(f"{ground.text} {' '.join(ground.named)}", sentence.code)
    return not any(_may_be_one(told, _speakers(each, *place), sentence, here) for each, place in places)


def _may_be_one(told: list[str], beside: list[str], sentence: Reading, here: Reading) -> bool:
    """Whether the names beside a quotation here and there can be one speaker's: they share the last word of one, and do
    not each have a whole name that the other side lacks."""
    if any(each.isupper() and _has_last(sentence, each) for each in beside):
        return True
    known = Reading(" ".join(beside), here.code) if beside else here
    if not any(_has_last(known, each) for each in _whole(told) or told):
        return False
    return all(_has_last(here, each) for each in _whole(told)) or all(_has_last(sentence, each)
                                                                      for each in _whole(beside))


def _whole(runs: list[str]) -> list[str]:
    """The names of several words."""
    return [each for each in runs if len(each.split()) >= NAMED]


def _has_last(there: Reading, name: str) -> bool:
    """Whether a text has the last word of a name, a person's own, or whose initials it is; of one in signs the last
    two."""
    if _SIGN.search(name):
        return name[-NAMED:] in there.text
    return not any(lacked_names(name.split()[-1], there.text, there.code))


def _speakers(reading: Reading, start: int, end: int) -> list[str]:
    """The names beside a quotation: of him who says it where a word of saying shows him, else all of its sentence."""
    span = _span_around(reading, start, end)
    who = quoted_speaker(reading.text[slice(*span)], reading.code) or ""
    if _SIGN.search(who):
        return [who]
    return _runs(who, reading.code) or _runs(_around(reading, start, end), reading.code)


def _runs(text: str, code: str) -> list[str]:
    """The words of a text that may be names, those that stand side by side as one."""
    names, found, last = set(may_be_names(text, code)), list[str](), -1
    for hit in _WORD.finditer(text):
        if hit[0] not in names:
            continue
        if last >= 0 and text[last : hit.start()].isspace():
            found[-1] += f" {hit[0]}"
        else:
            found.append(hit[0])
        last = hit.end()
    return found


_WORD = lazy_regex(r"[^\W\d_]+")
_SIGN = lazy_regex("[\u3400-\u9fff]")


def _is_small(word: str, text: str) -> bool:
    """Whether a text has a word with a small letter, so that a capital only begins a sentence."""
    small = word[0].lower() + word[1:]
    return small != word and re.search(rf"(?<!\w){re.escape(small)}(?!\w)", text) is not None


def _around(reading: Reading, start: int, end: int) -> str:
    """What a sentence says beside the quotation that stands in it."""
    first, last = _span_around(reading, start, end)
    quoted = [each.whole for each in reading.quotations]
    kept = [letter for at, letter in enumerate(reading.text[first:last], first)
            if not any(at in range(*whole) for whole in quoted)]
    return "".join(kept)


def _span_around(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The sentences over which a quotation goes; nothing where there are none."""
    spans = [each for each in sentences(reading.text) if each.start < end and start < each.end]
    return (spans[0].start, spans[-1].end) if spans else (start, start)
