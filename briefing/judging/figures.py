"""The gate of figures: every number of a sentence stands in its evidence, with its unit, its bound and its role."""

import math
import re
from collections.abc import Iterator
from itertools import pairwise

from briefing.judging.counted import are_both, counts_alike, counts_the_named
from briefing.judging.fault import Fault
from briefing.judging.ground import Ground, numbered_name
from briefing.judging.opposites import falls
from briefing.judging.spanning import spans_reports
from briefing.judging.words import MARK
from briefing.language.losers import tells_of_loser
from briefing.language.read import Reading
from briefing.language.reading import Bound, Number
from briefing.regex import lazy_regex
from briefing.text.lemmas import is_known

ROUNDED = 0.05
"""So far from a number one told as "about" may lie, as a share of it."""

SHORT = 0.15
"""So far above "more than" or below "less than" the number may lie that is told so."""

_LIKE: dict[Bound, Bound] = {"more than": "at least", "less than": "at most"}
_ALIASES: dict[str | None, str] = {"lb": "GBP", "krone": "krona", "NOK": "krona", "DKK": "krona", "SEK": "krona"}
_CONVERTED: dict[str | None, tuple[str, float]] = {
    "km": ("m", 1e3),
    "cm": ("m", 1e-2),
    "mm": ("m", 1e-3),
    "kg": ("g", 1e3),
    "t": ("g", 1e6),
    "MW": ("W", 1e6),
    "GW": ("W", 1e9),
    "kW": ("W", 1e3),
    "hectare": ("m²", 1e4),
    "ha": ("m²", 1e4),
    "km²": ("m²", 1e6),
    "decade": ("year", 10.0),
    "century": ("year", 100.0),
    "fortnight": ("week", 2.0),
}
"""Units of one kind, as factors of a common one: a kilometre for 1,000 metres."""


def figure_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """The numbers of a sentence that its ground lacks or has otherwise."""
    for ours in sentence.numbers:
        fault = _fault(ours, sentence, ground)
        if fault is not None:
            yield fault


def _fault(ours: Number, sentence: Reading, ground: Ground) -> Fault | None:
    if (name := _name_of(ours, sentence)) and name in ground.numbered | ground.numbered_names:
        return None
    if _is_told_from_loser(ours, sentence, ground):
        return None
    if ours.is_unread:
        stands = _letters_stand(ours, ground) or (ours.kind == "score" and _sides_stand(ours, ground))
        return None if stands else Fault("figure", ours.text)
    if _needs_none(ours, sentence, ground) or (ours.either and _both_stand(ours, sentence, ground)):
        return None
    if spans_reports(ours, sentence, ground):
        return None
    same, fitting, bounded = _narrowed(ours, sentence, ground)
    if not same:
        is_told = _is_turned(ours, sentence, ground) or _is_of_score(ours, ground) or _is_share_of_whole(ours, ground)
        return None if is_told else Fault("figure", ours.text)
    if not fitting:
        return Fault("unit", ours.text, _with_counted(same[0]))
    if not bounded:
        return Fault("bound", ours.text, fitting[0].text)
    if ours.role and all(each.role not in {None, ours.role} for each in bounded):
        return Fault("role", f"{ours.role} {ours.text}", f"{bounded[0].role} {bounded[0].text}")
    return None


def _with_counted(number: Number) -> str:
    """A number with what it counts; the dimension measured is part of its letters."""
    is_told = number.counted is None or number.text.endswith(number.counted)
    return number.text if is_told else f"{number.text} {number.counted}"


def _name_of(ours: Number, sentence: Reading) -> str | None:
    """The name that ends in a number, as `numbered_names` has it: "orbis 1"; None where the number is no part of one.

    At the beginning of a sentence a common word has a capital too: "Some 12 boats".
    """
    text = sentence.text
    word = _WORD_BEFORE.search(text[: ours.start]) if text[ours.start].isdigit() else None
    start = word.start() if word else ours.start
    told = text[start : ours.end]
    if ours.kind != "identifier" and not text[:start].strip(_OPENING_SIGNS) and (
            sentence.code != "en" or is_known(told.split()[0])):
        return None
    return numbered_name(told)


_WORD_BEFORE = lazy_regex(r"\w+[ ‐‑–-]?$")
_OPENING_SIGNS = " \"'“‘«"


def _sides_stand(ours: Number, ground: Ground) -> bool:
    """Whether both sides of a result stand in the evidence one behind the other: "58-41" of "58 votes to 41"."""
    sides = [float(each) for each in re.findall(r"\d+", ours.text)]
    return any([one.value, two.value] == sides for one, two in pairwise(ground.numbers))


def _is_told_from_loser(ours: Number, sentence: Reading, ground: Ground) -> bool:
    """Whether a result is turned round, and who won with who lost: "lost 0-2" of "won 2-0"."""
    turned = _DIGITS.findall(ours.text)[::-1]
    return any(each.kind == "score" and _DIGITS.findall(each.text) == turned for each in ground.numbers) and (
        tells_of_loser(sentence.text, sentence.code) and not tells_of_loser(ground.text, sentence.code))


_DIGITS = lazy_regex(r"\d+")


def _is_of_score(ours: Number, ground: Ground) -> bool:
    """Whether a count is one side of a result: "three goals to one" of "3-1"."""
    scores = [each.text for each in ground.numbers if each.kind == "score"]
    return ours.kind == "count" and any(
        ours.value == float(side) for each in scores for side in re.findall(r"\d+", each))


def _is_share_of_whole(ours: Number, ground: Ground) -> bool:
    """Whether a count is what a share makes of the whole right behind it: "sixty" of "two-thirds of the 90 shops"."""
    if ours.kind != "count" or ours.value is None:
        return False
    return any(
        share.bound == ours.bound and share_of(share, whole) == ours.value
        and len(gap := each.text[share.end : whole.start]) <= BESIDE and not MARK.search(gap)
        for each in ground.passages for share, whole in pairwise(each.numbers))


BESIDE = 12
"""Letters between a share and its whole: " of all the "."""


def share_of(share: Number, whole: Number) -> float | None:
    """What a share makes of a counted whole, where that is a whole number."""
    if share.kind not in {"share", "percent"} or whole.kind != "count" or None in {share.value, whole.value}:
        return None
    part = _amount(share) * _amount(whole) / 100
    return float(round(part)) if math.isclose(part, round(part), abs_tol=1e-6) else None


def _is_turned(ours: Number, sentence: Reading, ground: Ground) -> bool:
    """Whether a number is told as what was lost, by a word of falling, that the evidence gives with a minus."""
    if ours.value is None:
        return False
    against = [each for each in ground.numbers if each.value == -abs(ours.value)]
    return any(_unit(each) == _unit(ours) for each in against) and falls(sentence)


def counterparts(ours: Number, sentence: Reading, ground: Ground) -> tuple[Number, ...]:
    """The numbers of the evidence that a number may stand on."""
    _, _, bounded = _narrowed(ours, sentence, ground)
    return bounded


def _narrowed(ours: Number, sentence: Reading, ground: Ground) -> tuple[tuple[Number, ...], ...]:
    """The numbers of the evidence of its amount; of these those in its unit; of these those with its bound.

    A number of a name counts nothing.
    """
    same = tuple(each for each in ground.numbers if each not in ground.of_names and _same_amount(ours, each))
    fitting = tuple(each for each in same if _same_unit(ours, each, sentence, ground))
    return same, fitting, tuple(each for each in fitting if _keeps_bound(ours, each))


def _both_stand(ours: Number, sentence: Reading, ground: Ground) -> bool:
    """Whether each of two values of which one is meant stands in the evidence."""
    return all(
        any(each.value == end and _same_unit(ours, each, sentence, ground) for each in ground.numbers)
        for end in (ours.least, ours.most)
    )


def _letters_stand(ours: Number, ground: Ground) -> bool:
    """Whether what can't be valued stands in the evidence by its characters; signs between them do not count."""
    squashed = _squashed(ours.text)
    return bool(re.search(rf"(?<!\d){re.escape(squashed)}(?!\d)", _squashed(ground.text))) or (
        _is_few(ours, ground)
    )


def _squashed(text: str) -> str:
    """A text without case, spaces and dashes: "Orsat-1" and "ORSAT 1" are one."""
    return re.sub(r"[\s\u00a0‐‑–—-]+", "", text.casefold())


def _is_few(ours: Number, ground: Ground) -> bool:
    """Whether "several" or "a few" stands for a small number that is given."""
    from briefing.language.language import language_data, word_list

    few = {
        word
        for each in ground.passages
        for word in word_list(language_data(each.code, "numbers").get("vague", {}).get("few", ""))
    }
    return ours.text.casefold() in few and any(each.value in range(3, 13) for each in ground.numbers)


def _needs_none(ours: Number, sentence: Reading, ground: Ground) -> bool:
    """Whether a number may be told without one in the evidence: counts, "first", the "one" of a named thing."""
    if ours.value in ground.counts:
        return True
    in_words = not any(each.isdigit() for each in ours.text)
    if in_words and ours.kind == "count" and ours.value in ground.spelled:
        return True
    if ours.kind == "ordinal" and in_words and ours.value == 1:
        return not any(
            each.kind == "ordinal" and _before_same_word(ours, sentence, each, ground) for each in ground.numbers
        )
    if in_words and ours.kind == "count" and (counts_the_named(ours, sentence, ground) or are_both(ours, ground)):
        return True
    if ours.kind == "count" and in_words and ours.value == 1 and ours.counted:
        return bool(re.search(rf"(?<!\w){re.escape(ours.counted)}(?!\w)", ground.text, re.I))
    return False


def _before_same_word(ours: Number, sentence: Reading, theirs: Number, ground: Ground) -> bool:
    """Whether two ordinals stand before the same word: "first victory" for "third victory"."""
    behind = re.match(r"\W*(\w+)", sentence.text[ours.end :])
    return behind is not None and (
        re.search(rf"(?<!\w){re.escape(theirs.text)}\W+{re.escape(behind[1])}", ground.text, re.I) is not None
    )


def _same_amount(ours: Number, theirs: Number) -> bool:
    """Whether two numbers are worth the same, or one entails the other: "more than 1,200" stands on 1,213."""
    if theirs.is_range:
        return _same_range(ours, theirs)
    if ours.value is None or theirs.value is None:
        return False
    if (ours.kind, theirs.kind) == ("count", "clock"):
        return _as_clock(ours.value) == theirs.value
    if (ours.kind, theirs.kind) == ("clock", "count"):
        return _as_clock(theirs.value) == ours.value and bool(_POINT_TIME.search(theirs.text))
    return ours.value == theirs.value or math.isclose(*map(_amount, (ours, theirs))) or _rounds(ours, theirs)


_POINT_TIME = lazy_regex(r"\d\.\d\d$")
"""A number that may be a time of day: "at 6.50 in the morning"."""


def _as_clock(value: float) -> float:
    """ "6.50" as the minutes of 6:50."""
    hours, hundredths = divmod(round(value * 100), 100)
    return hours * 60.0 + hundredths


def _amount(number: Number) -> float:
    """A value that compares: shares in percent, lengths and weights in one unit each."""
    assert number.value is not None
    if number.kind == "share":
        return number.value * 100
    return number.value * _factor(number)


def _factor(number: Number) -> float:
    """How many of the common unit its own one is."""
    return _CONVERTED[number.unit][1] if number.unit in _CONVERTED else 1


def _same_range(ours: Number, theirs: Number) -> bool:
    """Whether a range has the same ends as another, or a bound is one of its ends."""
    if ours.is_range:
        return (ours.least, ours.most) == (theirs.least, theirs.most)
    if ours.bound in {"at least", "more than"}:
        return ours.value == theirs.least
    return ours.bound in {"at most", "less than"} and ours.value == theirs.most


def _rounds(ours: Number, theirs: Number) -> bool:
    """Whether ours is theirs, rounded and said so."""
    assert ours.value is not None
    assert theirs.value is not None
    if theirs.bound not in {"exact", "about"} or ours.value <= 0 or not _is_rounder(ours.value, theirs.value):
        return False
    ratio = theirs.value / ours.value
    if ours.bound in {"at least", "more than"}:
        return 1 <= ratio <= 1 + SHORT
    if ours.bound in {"at most", "less than", "just below"}:
        return 1 - SHORT <= ratio <= 1
    return ours.bound == "about" and 1 - ROUNDED <= ratio <= 1 + ROUNDED


def _is_rounder(one: float, two: float) -> bool:
    """Whether a number has fewer digits that count than another."""
    return len(f"{one:g}".replace(".", "").rstrip("0")) < len(f"{two:.12g}".replace(".", "").rstrip("0"))


def _same_unit(ours: Number, theirs: Number, sentence: Reading, ground: Ground) -> bool:
    """Whether both count or measure in one unit, or the evidence leaves open in which."""
    if {ours.kind, theirs.kind} == {"share", "factor"}:
        return True
    if {ours.kind, theirs.kind} == {"share", "percent"}:
        return {ours.unit, theirs.unit} == {"%", None}
    if {ours.kind, theirs.kind} == {"count", "clock"}:
        return True
    if ours.kind == theirs.kind and not counts_alike(ours, theirs, ground):
        return False
    if _unit(ours) == _unit(theirs):
        if _factor(ours) != _factor(theirs):
            return None not in {ours.value, theirs.value} and math.isclose(*map(_amount, (ours, theirs)))
        return ours.kind == theirs.kind or {ours.kind, theirs.kind} == {"measure", "age"}
    if theirs.kind == "count" and theirs.counted is None:
        return any(_unit(each) == _unit(ours) for each in ground.numbers)
    if ours.kind == "count" and ours.counted is None:
        return theirs.kind in {"age", "sum"} or any(_unit(each) == _unit(theirs) for each in sentence.numbers)
    return False


def _unit(number: Number) -> str | None:
    """The unit that its own one is counted in: metres for "km"."""
    unit = _CONVERTED[number.unit][0] if number.unit in _CONVERTED else number.unit
    return _ALIASES.get(unit, unit)


def _keeps_bound(ours: Number, theirs: Number) -> bool:
    """Whether "at least", "up to" and "about" are neither dropped nor added, but where the number bears them out."""
    one, two = _LIKE.get(ours.bound, ours.bound), _LIKE.get(theirs.bound, theirs.bound)
    alike = ({"just below", "about"}, {"just below", "at most"})
    if one == two or theirs.is_range or {one, two} in alike:
        return True
    return (theirs.bound, ours.bound) == ("exact", "about") or _rounds(ours, theirs)
