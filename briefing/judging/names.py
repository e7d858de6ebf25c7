"""The gate of names: every word of a name stands in the evidence, or in what the facts call it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import cache, lru_cache

from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.judging.opposites import senses
from briefing.language.countries import Named, states
from briefing.language.grammar import any_of
from briefing.language.language import language_data, without_accents, word_list
from briefing.language.names import lacked_names, name_stem
from briefing.language.read import Reading
from briefing.language.wording import framing_words
from briefing.regex import lazy_regex
from briefing.text.lemmas import is_known
from briefing.text.names import names, plain_words
from briefing.text.words import term

_SECOND = frozenset("ac co com edu go gov ne net or org".split())
"""What stands between the registered part of an address and its country."""


def name_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Names that the evidence does not show; in a title set in capitals common words are no names."""
    theirs = ground.bare_words
    outlets = {word for outlet in ground.outlets for word in plain_words(_label(outlet))}
    headline = _is_headline(sentence.text)
    counted = [(each.start, each.end) for each in sentence.numbers]
    hosts = [(name.start, name.end) for name in names(sentence.text) if _is_host(name.text, ground.outlets)]
    told = [each for each in states(sentence.text, sentence.code) if not _lies_in(each.start, (*counted, *hosts))]
    yield from _states_lacked(sentence, told, ground, theirs | outlets)
    for name in names(_without(told, sentence.text)):
        parts = ((hit[0], name.start + hit.start()) for hit in _PART.finditer(name.text))
        for word in (word for word, start in parts if not _lies_in(start, (*counted, *hosts))):
            bare = re.sub(r"['’]s$", "", word)
            if not bare[:1].isupper() or (headline and is_known(bare)):
                continue
            if (
                not _stands(bare, ground.text)
                and not set(plain_words(without_accents(bare))) <= theirs
                and (not set(plain_words(name.text)) <= outlets)
            ):
                yield Fault("name", name.text)
                break


_PART = lazy_regex(r"\S+")


def _lies_in(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(place in range(start, end) for start, end in spans)


def _states_lacked(
    sentence: Reading, told: Iterable[Named], ground: Ground, theirs: Set[str]
) -> Iterator[Fault]:
    """States that the evidence names by no name: "Norway" where it tells of Holland, of "the Dutch" or of "them"."""
    for each in told:
        name = sentence.text[each.start : each.end]
        if each.state not in ground.states and not set(plain_words(name)) <= theirs:
            yield Fault("name", name)


def _without(told: Iterable[Named], text: str) -> str:
    """A text with small letters in place of states, which are looked at by themselves."""
    for each in told:
        text = f"{text[: each.start]}{'x' * (each.end - each.start)}{text[each.end :]}"
    return text


def office_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Offices of another field than the evidence has: "defence minister" of the minister of information."""
    for hit in _offices_of(sentence.code).finditer(sentence.text):
        if term(hit["before"] or hit["behind"]) not in map(term, ground.words | ground.named):
            yield Fault("name", hit[0])


@cache
def _offices_of(code: str) -> re.Pattern[str]:
    """An office with its field before or behind."""
    data = language_data(code, "words").get("offices", {})
    holders, fields = (any_of(word_list(data.get(name, ""))) for name in ("holders", "fields"))
    return re.compile(rf"\b(?:(?P<before>{fields}) (?:{holders})|(?:{holders}) (?:the )?(?P<behind>{fields}))\b", re.I)


def mixed_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Two words with a capital that stand beside each other here, and in the evidence only beside others: "Falk
    Rehbein" of Falk Reinders and Arno Rehbein."""
    code = sentence.code
    theirs = _pairs(ground.text, code)
    behind, before = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for one, two in theirs:
        behind[one].add(two)
        before[two].add(one)
    for one, two in _pairs(sentence.text, code):
        parted = behind[one] and before[two] and not behind[one] & before[two]
        if parted and (one, two) not in theirs and not _stands_alone(one, ground.text):
            yield Fault("name", f"{one} {two}")


def _stands_alone(word: str, text: str) -> bool:
    """Whether a word with a capital stands before one without, too, so that it may be no name.

    In another script it always may: Russian sets a name in the genitive right before another, "the lawyer of".
    """
    return bool(re.search(rf"(?<!\w){re.escape(word)} [^\W\d_A-ZÀ-Þ]", text))


@lru_cache(maxsize=65_536)
def _pairs(text: str, code: str) -> Set[tuple[str, str]]:
    """Words with a capital that only a space parts; in a language that bends names without their endings."""
    found = {(hit[1], hit[2]) for hit in _PAIR.finditer(text) if hit[1][0].isupper() and hit[2][0].isupper()}
    return found if code == "en" else {(name_stem(one, code), name_stem(two, code)) for one, two in found}


_PAIR = lazy_regex(r"(?<!\w)(?=([^\W\d_][\w’'-]+) ([^\W\d_][^\W_]+))")


def word_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Words that may be names and that the evidence lacks in every form, in a language other than English.

    What says what a divergence is about is no name.
    """
    outlets = {word for outlet in ground.outlets for word in plain_words(_label(outlet))}
    spans = [*((n.start, n.end) for n in sentence.numbers), *((day.start, day.end) for day in sentence.days)]
    beside = ground.named | outlets | framing_words(sentence.code)
    alike = senses(sentence.text, sentence.code) & senses(ground.text, sentence.code)
    for word in lacked_names(sentence.text, ground.text, sentence.code, beside=beside, read=spans):
        if alike.isdisjoint(senses(word, sentence.code)):  # "Stellenabbau" of "Stellen streichen" is no name
            yield Fault("name", word)


def _is_host(name: str, outlets: Iterable[str]) -> bool:
    """Whether a name is that of an outlet known by its address only: "China Daily" is chinadaily.com.cn."""
    letters = "".join(plain_words(name)).removeprefix("the")
    return any(letters == _label(outlet).removeprefix("the") for outlet in outlets)


def _label(outlet: str) -> str:
    """An outlet's name without capitals, of an address the part that is registered: "chinadaily" of
    www.chinadaily.com.cn."""
    parts = outlet.casefold().split(".")
    if " " in outlet or len(parts) < 2:
        return outlet.casefold()
    return parts[-3 if len(parts) > 2 and parts[-2] in _SECOND else -2]


def _stands(word: str, text: str) -> bool:
    """Whether a word stands in a text as written, digits before it or not: "4Q"."""
    return bool(re.search(rf"(?<![^\W\d]){re.escape(word)}(?!\w)", text))


def _is_headline(text: str) -> bool:
    long = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > 0.8 * len(long)
