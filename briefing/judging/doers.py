"""The gate of doers: who did something to whom, and which way a thing went, is not turned round.

"Holm sued Varga" has every word of "Varga sued Holm". Around a word that both have, what stands before it and what
stands behind it are held against each other; where a passive names its doer, the other way round.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.judging.along import Token, tokens
from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.judging.qualified import qualifiers
from briefing.judging.words import MARK
from briefing.language.language import language_data, word_list
from briefing.language.read import Reading
from briefing.language.small_words import small_words


@dataclass(frozen=True, slots=True)
class _Deed:
    """A word with what stands on its sides."""

    what: Token
    doers: frozenset[str]
    others: frozenset[str]


def doer_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """What a sentence turns round: the doers there are done to here, and none is a doer in both."""
    code = sentence.code
    if not _listed(code, "passive") or sentence.quotations:  # what is quoted has a gate of its own
        return
    theirs = [deed for each in ground.passages for deed in _deeds(each.text, code)
              if compares(each.text, code) == compares(sentence.text, code)]
    for ours in _deeds(sentence.text, code):
        same = [each for each in theirs if each.what.key == ours.what.key]
        turned = [each for each in same if ours.doers & each.others and ours.others & each.doers]
        if turned and all(ours.doers.isdisjoint(each.doers) for each in same):
            yield Fault("turned", ours.what.text)
    ways = [way for each in ground.passages for way in _ways(each.text, code)]
    for start, end in _ways(sentence.text, code):
        if (end, start) in ways and (start, end) not in ways:
            yield Fault("turned", f"{start} … {end}")


@lru_cache(maxsize=16_384)
def _deeds(text: str, code: str) -> tuple[_Deed, ...]:
    """The words of a text that may tell what was done: none behind an article or the like, and no name."""
    return tuple(deed for clause in MARK.split(text) for deed in _of_clause(clause, code))


def _of_clause(clause: str, code: str) -> Iterator[_Deed]:
    reading = Reading(clause, code)
    spans = [*((n.start, n.end) for n in reading.numbers), *((day.start, day.end) for day in reading.days)]
    told = tokens(clause, code)
    words = [each.text.casefold() for each in told]
    read = {at for at, each in enumerate(told) if any(each.start < end and start < each.end for start, end in spans)}
    weighty = [at for at, word in enumerate(words) if at not in read and len(word) > 1
               and word not in small_words(code) and not qualifiers(word, code)]
    agent = next((at for at, word in enumerate(words) if word in _listed(code, "agent")), None)
    passive = next((at for at, word in enumerate(words) if word in _listed(code, "passive")), None)
    if passive is not None and agent is None:
        return
    if (first := _listed(code, "first")) and words and words[0] in small_words(code) - first:
        return  # "wegen des Patents verklagte Varga Holm": the verb stands before whom it is of
    if words and words[0] not in first and not _listed(code, "turning").isdisjoint(words[1:]):
        return  # "Busse liefert der Hersteller"
    if first and not _that(code).isdisjoint(words):
        return
    for at in weighty:
        compared = at > 0 and bool(compares(words[at - 1], code))  # "mehr Schulen als"
        if (told[at].text[0].isupper() and not compared) or (
                at and (at - 1 in read or words[at - 1] in _listed(code, "articles"))):
            continue
        if passive is not None and agent is not None:
            if not _is_passive(at, passive, len(words), code):
                continue
            doers, others = {i for i in weighty if i > agent}, {i for i in weighty if i < agent}
        else:
            doers, others = {i for i in weighty if i < at}, {i for i in weighty if i > at}
        keys = [frozenset(told[i].key for i in side if i != at) for side in (doers, others)]
        if all(keys):
            yield _Deed(told[at], *keys)


def _is_passive(at: int, auxiliary: int, length: int, code: str) -> bool:
    """Whether a word is what was done in a passive: right behind its auxiliary, in German at the end."""
    return at == length - 1 if code == "de" else 0 < at - auxiliary <= GAP


GAP = 2
"""Words from the auxiliary of a passive to its verb: "was later attacked"."""


def compares(text: str, code: str) -> frozenset[str]:
    """Whether a text says that something is more than another, or less: who says the contrary turns both round."""
    return frozenset(qualifiers(text, code)) & {"more", "less"}


@lru_cache(maxsize=16_384)
def _ways(text: str, code: str) -> tuple[tuple[str, str], ...]:
    """Where something goes from and where to, by the names right behind such words."""
    told = tokens(text, code)
    words = [each.text.casefold() for each in told]
    found = []
    for at in range(len(told) - 3):
        begins, ends = words[at] in _listed(code, "whence"), words[at + 2] in _listed(code, "whither")
        if begins and ends and told[at + 1].text[0].isupper() and told[at + 3].text[0].isupper():
            found.append((told[at + 1].text, told[at + 3].text))
    return tuple(found)


@cache
def _that(code: str) -> frozenset[str]:
    return frozenset(word_list(language_data(code, "words").get("stems", {}).get("that", "")))


@cache
def _listed(code: str, name: str) -> frozenset[str]:
    return frozenset(word_list(language_data(code, "words").get("doers", {}).get(name, "")))
