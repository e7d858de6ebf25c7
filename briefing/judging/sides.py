"""The gate of sides: what stands on the two sides of "after", "because" or "against" does not change them.

"A fire broke out after police arrested three men" has every word of "police arrested three men after a fire broke
out". What stands before such a word and what behind it is held against both sides of the same word in the evidence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.judging.along import Token, tokens
from briefing.judging.doers import compares
from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.language.language import language_data, word_list
from briefing.language.losers import tells_of_loser
from briefing.language.read import Reading
from briefing.language.small_words import small_words
from briefing.language.stems import telling_stems
from briefing.regex import lazy_regex
from briefing.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class _Sides:
    """A word with what stands on its sides."""

    word: str
    before: frozenset[str]
    behind: frozenset[str]


def side_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """The words whose two sides a sentence has the other way round, and nowhere as the evidence has them."""
    code = sentence.code
    if sentence.quotations or tells_of_loser(sentence.text, code) != tells_of_loser(ground.text, code):
        return
    theirs = [each for passage in ground.passages if compares(passage.text, code) == compares(sentence.text, code)
              for each in _sides(passage.text, code)]
    for ours in _sides(sentence.text, code):
        same = [each for each in theirs if each.word == ours.word]
        if any(_is_turned(ours, each) for each in same) and not any(_is_straight(ours, each) for each in same):
            yield Fault("turned", ours.word)


def _is_turned(ours: _Sides, theirs: _Sides) -> bool:
    """Whether each side has what the evidence has on the other alone, and together more of it than of its own, or one
    side all of it."""
    crossed = (ours.before & theirs.behind - theirs.before, ours.behind & theirs.before - theirs.behind)
    kept = (ours.before & theirs.before - theirs.behind, ours.behind & theirs.behind - theirs.before)
    more = sum(map(len, crossed)) > sum(map(len, kept))
    return all(crossed) and not all(kept) and (more or crossed[1] == ours.behind)


def _is_straight(ours: _Sides, theirs: _Sides) -> bool:
    return bool(ours.before & theirs.before and ours.behind & theirs.behind) and not _is_turned(ours, theirs)


@lru_cache(maxsize=16_384)
def _sides(text: str, code: str) -> tuple[_Sides, ...]:
    """The sides of each such word of a text, within its sentence; one that begins it has the other side behind the
    comma."""
    spans = (text[span.start : span.end] for span in sentences(text))
    return tuple(each for span in spans for part in _PART.split(span) for each in _of_sentence(part, code))


_PART = lazy_regex(r";\s")


def _of_sentence(text: str, code: str) -> Iterator[_Sides]:
    told = tokens(text, code)
    for at, each in enumerate(told):
        word = each.text.casefold()
        if word in _listed(code, "pivots"):
            before, behind = told[:at], told[at + 1 :]
            if not any(_weighs(one, code) for one in before):
                comma = text.find(",", each.end)
                before = tuple(one for one in behind if one.start > comma)
                behind = tuple(one for one in behind if one.start < comma)
            yield _Sides(word, _keys(before, code), _keys(behind, code))
        elif word in _listed(code, "against"):
            yield _Sides(word, _keys(told[:at], code), _keys(_named(told[at + 1 :], code), code))


def _named(told: Iterable[Token], code: str) -> Iterator[Token]:
    """The words with capitals, and what joins them, up to the first other."""
    for each in told:
        if not each.text[0].isupper() and each.text.casefold() not in small_words(code):
            return
        yield each


def _keys(told: Iterable[Token], code: str) -> frozenset[str]:
    return frozenset(each.key for each in told if _weighs(each, code))


def _weighs(token: Token, code: str) -> bool:
    return token.text.casefold() not in small_words(code) and bool(telling_stems(token.text, code))


@cache
def _listed(code: str, name: str) -> frozenset[str]:
    return frozenset(word_list(language_data(code, "words").get("doers", {}).get(name, "")))
