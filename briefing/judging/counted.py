"""What two numbers count: people and things are not each other, and "the two" may count those that are named."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from briefing.judging.ground import Ground
from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.language.people import names_people
from briefing.language.phrases import Phrases, before_gap
from briefing.language.read import Reading
from briefing.language.reading import Number
from briefing.language.small_words import small_words
from briefing.language.stems import telling_stems
from briefing.regex import lazy_regex

BOTH = 2

MOST_NAMED = 4
"""Up to so many that are named "the two" and the like count."""

_NAME = lazy_regex(r"(?<![\w.])[^\W\d_a-zß-ÿ][\w’'-]+(?: [^\W\d_a-zß-ÿ][\w’'-]+)*")


def counts_alike(ours: Number, theirs: Number, ground: Ground) -> bool:
    """Whether two numbers of the same size can be of the same: not boats and people, nor what has another number."""
    one, two = ours.counted, theirs.counted
    if one is None or two is None:
        return True
    code = ground.passages[0].code
    if len({names_people(one, code), names_people(two, code)}) == 2 and _everybody(code) & {one, two}:
        return False
    rivals = {each.counted for each in ground.numbers if each.value != theirs.value}
    both = {each.counted for each in ground.numbers if each.kind == theirs.kind and each.value == theirs.value}
    return one not in rivals or one in both or (names_people(one, code) and names_people(two, code))


def counts_the_named(ours: Number, sentence: Reading, ground: Ground) -> bool:
    """Whether a number in words counts those whom the evidence names: "the two countries", "les deux élus"."""
    if ours.value is None or not 2 <= ours.value <= MOST_NAMED:
        return False
    before = _definite(sentence.code).before(sentence.text, before_gap(sentence.text, ours.start))
    if before is None or any(each.kind == "count" and each.counted == ours.counted for each in ground.numbers):
        return False
    names = [(each, name) for each in ground.passages for name in _NAME.finditer(each.text)
             if name[0].casefold() not in small_words(each.code)
             and not any(day.start <= name.start() < day.end for day in each.days)]
    sizes = [size for each in ground.passages for size in _listed_together(each, [n for e, n in names if e is each])]
    return len({name[0] for _, name in names}) >= ours.value and (not sizes or ours.value in sizes)


def are_both(ours: Number, ground: Ground) -> bool:
    """Whether the evidence has "both" of what two are counted of: "two goals" of "both goals"."""
    if ours.value != BOTH or not ours.counted:
        return False
    return any(telling_stems(ours.counted, each.code) & telling_stems(hit[1], each.code)
               for each in ground.passages for hit in _both(each.code).finditer(each.text))


@cache
def _both(code: str) -> re.Pattern[str]:
    listed = word_list(language_data(code, "words").get("people", {}).get("both", ""))
    return re.compile(rf"(?<!\w)(?:{any_of(listed)})\s+((?:\w+\s+)?\w+)", re.I)


def _listed_together(passage: Reading, names: Sequence[re.Match[str]]) -> Iterator[int]:
    """How many names stand in each list of a passage: "Norvia, Telland and Ardland"."""
    joiners = _joiners(passage.code)
    size = 1
    for one, two in pairwise(names):
        between = passage.text[one.end() : two.start()].strip()
        size = size + 1 if between == "," or between.removeprefix(",").strip() in joiners else 1
        if between.removeprefix(",").strip() in joiners:
            yield size


@cache
def _joiners(code: str) -> frozenset[str]:
    return frozenset(word_list(language_data(code, "numbers").get("cash", {}).get("joined", ""))) | frozenset(
        word_list(language_data(code, "words").get("qualifiers", {}).get("joint", "")))


@cache
def _definite(code: str) -> Phrases[str]:
    return Phrases.listed(word_list(language_data(code, "words").get("people", {}).get("the", "")))


@cache
def _everybody(code: str) -> frozenset[str]:
    return frozenset(word_list(language_data(code, "words").get("people", {}).get("all", "")))
