"""What two numbers count: people and things are not each other, and "the two" may count those that are named."""

from functools import cache

from briefing.judging.ground import Ground
from briefing.language.language import language_data, word_list
from briefing.language.people import names_people
from briefing.language.phrases import Phrases, before_gap
from briefing.language.read import Reading
from briefing.language.reading import Number
from briefing.regex import lazy_regex

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
    return len({name[0] for name in _NAME.finditer(ground.text)}) >= ours.value


@cache
def _definite(code: str) -> Phrases[str]:
    return Phrases.listed(word_list(language_data(code, "words").get("people", {}).get("the", "")))


@cache
def _everybody(code: str) -> frozenset[str]:
    return frozenset(word_list(language_data(code, "words").get("people", {}).get("all", "")))
