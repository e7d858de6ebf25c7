"""A range whose ends two reports give: "from 40 to 80 metres" of "a 40 m shaft" here and "80 metres deep" there."""

from briefing.judging.ground import Ground
from briefing.judging.words import weighty_words
from briefing.language.read import Reading
from briefing.language.reading import Number


def spans_reports(ours: Number, sentence: Reading, ground: Ground) -> bool:
    """Whether two documents give the ends of a range, of one thing on the same days, and none gives a number beyond.

    A bound of an end has to stand in the range too.
    """
    if len(ground.homes) != len(ground.passages) or ours.least is None or ours.most is None:
        return False
    said = frozenset(weighty_words(sentence.text))
    alike = [(home, passage, each) for home, passage in zip(ground.homes, ground.passages, strict=True)
             for each in passage.numbers if _measures_the_same(ours, each)]
    within = all(each.value is not None and ours.least <= each.value <= ours.most for _, _, each in alike)
    ends = [[(home, passage) for home, passage, each in alike if each.value == end and _keeps(ours, each)]
            for end in (ours.least, ours.most)]
    return within and any(
        one != other and _days(low) == _days(high) and said & _words(low) & _words(high)
        for one, low in ends[0] for other, high in ends[1])


def _measures_the_same(ours: Number, theirs: Number) -> bool:
    return (ours.kind, ours.unit) == (theirs.kind, theirs.unit) and (
        ours.counted == theirs.counted or theirs.kind != "count")


def _keeps(ours: Number, theirs: Number) -> bool:
    return theirs.bound == "exact" or theirs.text.casefold() in ours.text.casefold()


def _days(passage: Reading) -> set[str]:
    return {each.iso or each.text.casefold() for each in passage.days}


def _words(passage: Reading) -> frozenset[str]:
    """The words of weight of a passage but for those of its numbers."""
    text = passage.text
    for each in reversed(passage.numbers):
        text = f"{text[: each.start]} {text[each.end :]}"
    return frozenset(weighty_words(text))
