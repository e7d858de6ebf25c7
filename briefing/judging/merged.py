"""The gate of merged sentences: what one sentence of the evidence says is not told of whom, or with the number that,
only another one has.

"Unions warned of losses" has its first word from "unions asked for 17 crowns" and the rest from "employers warned of
losses". Where a text runs as a sentence of its evidence does but for whom it begins with, or but for one number, and
what stands there instead is told elsewhere of other things, it was put together from two.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from briefing.judging.along import Along, Token, along, tokens
from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.judging.opposites import senses
from briefing.language.language import language_data, word_list
from briefing.language.names import plain_words
from briefing.language.read import Reading
from briefing.language.small_words import small_words
from briefing.text.sentences import sentences

RUN = 0.7
"""Share of the words behind its beginning that a text has of the sentence it runs along with."""

FEWEST = 3
"""So many of them at least."""

LONGEST = 8
"""Words of the longest beginning that names whom a sentence tells of."""

NEAR = 5
"""Words among which two names or nouns stand for one another: "the builder Ostrow", "Ada Lund, a judge"."""


def merged_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Whom a sentence begins with, and its names, where the sentence that it runs along with has others."""
    beside = along(sentence, ground)
    if beside is None or sentence.quotations:
        return
    yield from _crossed(beside)
    yield from _begins_otherwise(beside, sentence, ground)


def _crossed(beside: Along) -> Iterator[Fault]:
    """Two names that have changed places."""
    swaps = [(_names(beside.theirs[start:end], beside.told.code), _names(beside.ours[first:last], beside.told.code))
             for kind, start, end, first, last in beside.steps if kind == "replace"]
    for at, (gone, new) in enumerate(swaps):
        if gone and new and (new, gone) in swaps[at + 1 :]:
            yield Fault("replaced", " ".join(new), " ".join(gone))


def _names(told: Sequence[Token], code: str) -> tuple[str, ...]:
    return tuple(each.text for each in told if each.text[0].isupper() and each.text.casefold() not in small_words(code))


def _begins_otherwise(beside: Along, sentence: Reading, ground: Ground) -> Iterator[Fault]:
    kind, start, end, first, last = beside.steps[0]
    code = sentence.code
    if kind != "replace" or max(end, last) > LONGEST:
        return
    behind = sum(step[4] - step[3] for step in beside.equal)
    if behind < max(FEWEST, RUN * (len(beside.ours) - last)):
        return
    gone, new = _weighty(beside.theirs[start:end], code), _weighty(beside.ours[first:last], code)
    kept, there = {each.key for each in beside.ours}, {each.key for each in beside.theirs}
    if not gone or not new or any(each.key in kept for each in gone) or any(each.key in there for each in new):
        return
    if _are_generic(new, code) or _are_generic(gone, code) or _is_alike(gone, new, code):
        return
    if _are_named_together(gone, new, ground) or _is_told_elsewhere(beside, new, sentence, ground):
        return
    if all(any(each.key == token.key for token in _all(ground)) for each in new):
        yield Fault("replaced", " ".join(each.text for each in new), " ".join(each.text for each in gone))


def _weighty(told: Sequence[Token], code: str) -> list[Token]:
    small = small_words(code) | plain_words(code)
    return [each for each in told if each.text.casefold() not in small]


def _are_generic(told: Sequence[Token], code: str) -> bool:
    """Whether a phrase calls by a common noun whom another may call by name: "the company", "the 40-year-old"."""
    generic = _generic(code)
    named = [each for each in told if each.text[0].isupper()] if code != "de" else []
    return not named and any(each.text.casefold() in generic or each.text[0].isdigit() for each in told)


@cache
def _generic(code: str) -> frozenset[str]:
    return frozenset(word_list(language_data(code, "words").get("doers", {}).get("generic", "")))


def _is_alike(gone: Sequence[Token], new: Sequence[Token], code: str) -> bool:
    return not senses(" ".join(each.text for each in gone), code).isdisjoint(
        senses(" ".join(each.text for each in new), code))


def _are_named_together(gone: Sequence[Token], new: Sequence[Token], ground: Ground) -> bool:
    """Whether a passage has words of both near each other, so that they may be one."""
    one, two = {each.key for each in gone}, {each.key for each in new}
    for passage in ground.passages:
        keys = [each.key for each in tokens(passage.text, passage.code)]
        for at, key in enumerate(keys):
            if key in one and not two.isdisjoint(keys[max(0, at - NEAR) : at + NEAR + 1]):
                return True
    return False


def _is_told_elsewhere(beside: Along, new: Sequence[Token], sentence: Reading, ground: Ground) -> bool:
    """Whether another sentence of the evidence has whom this one begins with and half of what it tells."""
    code, heads = sentence.code, {each.key for each in new}
    rest = {each.key for each in _weighty(beside.ours, code)} - heads
    for passage in ground.passages:
        for span in sentences(passage.text):
            text = passage.text[span.start : span.end]
            keys = {each.key for each in tokens(text, passage.code)}
            if text != beside.told.text and heads & keys and 2 * len(rest & keys) >= len(rest):
                return True
    return False


def _all(ground: Ground) -> Iterator[Token]:
    for passage in ground.passages:
        yield from tokens(passage.text, passage.code)
