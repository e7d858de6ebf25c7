"""A range whose ends two reports give: "from 40 to 80 metres" of "a 40 m shaft" here and "80 metres deep" there."""

from functools import cache
from itertools import pairwise

from briefing.judging.ground import Ground
from briefing.judging.words import STEM, WORD
from briefing.language.language import language_data, word_list
from briefing.language.read import Reading
from briefing.language.reading import Number


def spans_reports(ours: Number, sentence: Reading, ground: Ground) -> bool:
    """Whether two documents give the ends of a range, of one thing on the same days, and none gives a number beyond.

    A bound of an end has to stand in the range too.
    """
    if not ours.is_range or len(ground.homes) != len(ground.passages):
        return False
    least, most = ours.least, ours.most
    assert least is not None
    assert most is not None
    alike = [(home, passage, each) for home, passage in zip(ground.homes, ground.passages, strict=True)
             for each in passage.numbers if _measures_the_same(ours, each)]
    beyond = any(each.value is None or not least <= each.value <= most for _, _, each in alike)
    if beyond or _may_be_change(ours, sentence, ground):
        return False
    low, high = ([(home, passage) for home, passage, each in alike if each.value == end and _keeps(ours, each)]
                 for end in (least, most))
    return any(one != other and _tell_of_one_thing(sentence, this, that) for one, this in low for other, that in high)


def _may_be_change(ours: Number, sentence: Reading, ground: Ground) -> bool:
    """Whether a word that the evidence lacks stands before a "from": "deepened from 40 to 80 metres"."""
    before = WORD.findall(sentence.text[: ours.start])
    opening = WORD.search(sentence.text[ours.start : ours.end])
    told = {word.casefold() for word in WORD.findall(ground.text)}
    froms = _listed(sentence.code, "numbers", "changes", "from")
    return bool(before) and opening is not None and opening[0].casefold() in froms and (
        before[-1].casefold() not in told)


def _measures_the_same(ours: Number, theirs: Number) -> bool:
    return (ours.kind, ours.unit) == (theirs.kind, theirs.unit) and (
        ours.counted == theirs.counted or theirs.kind != "count")


def _keeps(ours: Number, theirs: Number) -> bool:
    return theirs.bound == "exact" or theirs.text.casefold() in ours.text.casefold()


def _tell_of_one_thing(sentence: Reading, one: Reading, other: Reading) -> bool:
    """Whether two passages have the same words of a sentence, behind the same words, and the same days."""
    light = _listed(sentence.code, "words", "denial", "light")
    said = _stems(sentence) - light
    shared = said & _stems(one)
    return bool(shared) and shared == said & _stems(other) and _days(one) == _days(other) and (
        _before(one, shared) - said - light == _before(other, shared) - said - light)


def _before(passage: Reading, stems: frozenset[str]) -> frozenset[str]:
    """The stems of the words that stand right before words of some stems."""
    words = [word.casefold()[:STEM] for word in WORD.findall(_without_numbers(passage))]
    return frozenset(one for one, two in pairwise(words) if two in stems)


def _stems(reading: Reading) -> frozenset[str]:
    """The stems of a reading's words, short ones too, but for those of its numbers."""
    return frozenset(word.casefold()[:STEM] for word in WORD.findall(_without_numbers(reading)))


def _days(passage: Reading) -> set[str]:
    return {each.iso or each.text.casefold() for each in passage.days}


def _without_numbers(passage: Reading) -> str:
    text = passage.text
    for each in (number for number in reversed(passage.numbers) if number.kind != "ordinal"):
        text = f"{text[: each.start]} {text[each.end :]}"
    return text


@cache
def _listed(code: str, kind: str, part: str, name: str) -> frozenset[str]:
    return frozenset(map(str.casefold, word_list(language_data(code, kind).get(part, {}).get(name, ""))))
