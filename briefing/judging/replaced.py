"""The gate of replaced words: where a sentence runs as its evidence does, no word of weight is another there.

"The owner sold the roof" runs as "the owner repaired the roof" but for one word, and that word stands nowhere in the
evidence, in no form and in no word of its sense. What a writer tells in an order of their own is not looked at here.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from briefing.judging.along import Along, along
from briefing.judging.counted import counts_the_named
from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.judging.opposites import senses
from briefing.judging.own_words import own_words
from briefing.judging.qualified import qualifiers
from briefing.judging.words import MARK, weighty_words
from briefing.language.language import language_data, without_accents, word_list
from briefing.language.read import Reading
from briefing.language.small_words import small_words
from briefing.language.speech import saying_stems, without_accounts
from briefing.language.stems import telling_stems
from briefing.text.words import Word, words

MOST = 3
"""Words that stand in each other's place at most; a longer piece is told in the writer's own way."""

WEAKER = frozenset({"hedge", "plan", "try", "ask", "often"})
"""Senses of which one word stands for another: "wants to" for "plans to"."""

CLAUSE = 2
"""Words of weight from which a clause tells something by itself."""


BEFORE = 2
"""Words before the first figure of a change among which its verb stands: the figures say which way it went."""


def replaced_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """The words of a sentence that stand in the place of others of the evidence, or between two that follow each
    other there, and are none of its words.

    A language whose words are not parted, or have others written onto them, is not looked at.
    """
    if sentence.code in _WRITTEN_ON or any(number.value and number.value < 0 for number in ground.numbers):
        return
    sentence = replace(sentence, text=without_accounts(sentence.text, sentence.code))
    own = frozenset(own_words(sentence, ground)) - frozenset(_free(sentence, ground))
    if not own:
        return
    yield from _clauses(sentence, own)
    if (beside := along(sentence, ground)) is not None:
        yield from _found(beside, own)


def _clauses(sentence: Reading, own: frozenset[str]) -> Iterator[Fault]:
    """The clauses of which the evidence has no word of weight."""
    small = small_words(sentence.code)
    for clause in MARK.split(sentence.text):
        told = [word.text for word in words(clause) if word.text.casefold() not in small]
        if len(told) >= CLAUSE and own.issuperset(told):
            yield Fault("added", " ".join(told))


_WRITTEN_ON = frozenset({"ar", "zh"})


def _found(beside: Along, own: frozenset[str]) -> Iterator[Fault]:
    """The faults of the steps that make one run of words from another."""
    theirs, ours, weighty, read = beside.theirs, beside.ours, _weighty(beside), _read(beside)
    lacked = bool(weighty & set(range(beside.equal[-1][2])))
    for kind, start, stop, first, last in beside.steps:
        end = _clause_end(beside, start, stop) if last == len(ours) else stop
        new = [each.text for each in ours[first:last] if each.text in own]
        gone = [theirs[at].text for at in range(start, end) if at in weighty - read]
        if kind == "equal" or not new:
            continue
        if gone and gone[0].endswith(new[0]):
            continue  # "not harmed" of "unharmed": a matter of denials
        length = sum(at not in read for at in range(start, end))
        if gone and max(length, last - first) <= MOST:
            yield Fault("replaced", " ".join(new), " ".join(gone))
        elif kind == "insert" and not lacked:
            yield Fault("added", " ".join(new))


def _clause_end(beside: Along, start: int, end: int) -> int:
    """Where a piece of the evidence ends that the end of a text stands for: at a mark."""
    text, theirs = beside.told.text, beside.theirs
    return next((at for at in range(start + 1, end) if MARK.search(text[theirs[at - 1].end : theirs[at].start])), end)


def _read(beside: Along) -> frozenset[int]:
    """The places of what is a number or a day: these do not make a piece longer."""
    told = beside.told
    spans = [*((each.start, each.end) for each in told.numbers), *((each.start, each.end) for each in told.days)]
    return frozenset(at for at, each in enumerate(beside.theirs) if any(
        start < each.end and each.start < end for start, end in spans))


def _weighty(beside: Along) -> frozenset[int]:
    """The places of the words of weight of a sentence of the evidence that another lacks in every form; a word that is
    a number is none."""
    kept = {each.key for each in beside.ours} | {stem for each in beside.ours for stem in weighty_words(each.text)}
    small = small_words(beside.told.code)
    figures = {word for number in beside.told.numbers for word in number.text.split()}
    return frozenset(
        at for at, each in enumerate(beside.theirs)
        if each.key not in kept and each.text.casefold() not in small and each.text not in figures
        and kept.isdisjoint(weighty_words(each.text)))


def _free(sentence: Reading, ground: Ground) -> Iterator[str]:
    """The words of a sentence that others of the evidence may stand for: those by which somebody says something, that
    only help a verb, that mean the same in the language's lists, that count anybody, and names and quotations, which
    have gates."""
    code, saying = sentence.code, saying_stems(sentence.code)
    light = _light(code)
    alike = senses(sentence.text, code) & senses(ground.text, code)
    weak = WEAKER & qualifiers(ground.text, code).keys()
    named = {each.counted for each in sentence.numbers if each.counted and counts_the_named(each, sentence, ground)}
    changes = {word for each in sentence.numbers if each.role == "from"
               for word in sentence.text[: each.start].split()[-BEFORE:]}
    denied = frozenset(stem for each in sentence.denials.denials for stem in each.scope)
    for word in words(sentence.text):
        plain = word.text.casefold()
        stems = telling_stems(word.text, code)
        behind_outlet = sentence.text[: word.start].rstrip().endswith(ground.outlets)  # "the Post alone"
        if any((
            stems and stems <= saying, plain in light, plain in named, word.text in changes, behind_outlet,
            sentence.stem(word.text) in denied, without_accents(plain) in ground.bare_words,
            any(each.start <= word.start < each.end for each in sentence.quotations),
            senses(word.text, code) & alike, weak & qualifiers(word.text, code).keys(),
            code != "de" and _is_of_name(word, sentence.text),
        )):
            yield word.text


def _is_of_name(word: Word, text: str) -> bool:
    """Whether a word has a capital and does not only begin a sentence, or stands before another that has one."""
    return word.text[0].isupper() and (word.start > 0 or text[word.end + 1 : word.end + 2].isupper())


@cache
def _light(code: str) -> frozenset[str]:
    """The words that say little beside others: what helps a verb, "no longer", and "people"."""
    data = language_data(code, "words")
    listed = (("denial", "light"), ("denial", "negators"), ("denial", "passing"), ("people", "all"), ("stems", "light"),
              ("replaced", "light"))
    return frozenset(word for part, name in listed for word in word_list(data.get(part, {}).get(name, "")))
