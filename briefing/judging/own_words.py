"""The words of a text that its evidence has in no form: they may be right, and nothing here proves them."""

from collections.abc import Iterator

from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.judging.words import SHORTEST, STEM, weighty_words
from briefing.language.read import Reading
from briefing.language.small_words import small_words
from briefing.language.speech import neutral_terms
from briefing.language.stems import telling_stems
from briefing.language.wording import counting_words, framing_words
from briefing.text.evidence import is_verbatim
from briefing.text.words import SIGNS, Word, terms, words


def own_words(sentence: Reading, ground: Ground) -> tuple[str, ...]:
    """The words of a text that none of its passages has, nor a synonym that the language's lists know, in the order of
    the text.

    Numbers, days and what only joins words are left out, and so is who is named as the one who says it: these have
    gates of their own. Empty for a text that states nothing, or stands in its evidence letter for letter.
    """
    if not ground.passages or any(is_verbatim(sentence.text, each.text) for each in ground.passages):
        return ()
    code = sentence.code
    there = "\n".join((ground.text, *ground.outlets, *ground.named, *ground.called))
    known = terms(there) | neutral_terms(ground.passages, code) | terms(" ".join(framing_words(code)))
    stems = frozenset(weighty_words(there)) | telling_stems(there, code)
    read = [*((n.start, n.end) for n in sentence.numbers), *((day.start, day.end) for day in sentence.days)]
    return tuple(dict.fromkeys(
        word.text
        for word in _pieces(sentence.text, stems)
        if not any(start < word.end and word.start < end for start, end in read)
        and word.text.casefold() not in small_words(code)
        and not _is_known(word.text, known, stems, code)
    ))


def states_something(sentence: Reading) -> bool:
    """Whether a text does more than count what a briefing rests on, by the words that a page has for that: "there are
    two documents"."""
    known = small_words(sentence.code) | counting_words(sentence.code)
    return any(word.text.casefold() not in known for word in words(sentence.text)
               if not any(each.start < word.end and word.start < each.end for each in sentence.numbers))


def own_word_faults(sentence: Reading, ground: Ground) -> tuple[Fault, ...]:
    """The own words of a text as a fault; none where it has none."""
    found = own_words(sentence, ground)
    return (Fault("own", ", ".join(f"“{each}”" for each in found)),) if found else ()


def _is_known(word: str, known: frozenset[str], stems: frozenset[str], code: str) -> bool:
    """Whether the evidence has a form of a word; in a language without lists of forms, one that begins alike."""
    if SIGNS.match(word):
        return False
    if terms(word) <= known:
        return True
    return code != "en" and (
        len(word) < SHORTEST or word.casefold()[:STEM] in stems or telling_stems(word, code) <= stems)


def _pieces(text: str, stems: frozenset[str]) -> Iterator[Word]:
    """The words of a text; of a script that does not part words, the runs of signs of which no pair is known."""
    for word in words(text):
        if not SIGNS.match(word.text):
            yield word
            continue
        start = None
        for at in range(len(word.text)):
            strange = word.text[at : at + 2] not in stems and word.text[max(at - 1, 0) : at + 1] not in stems
            if strange and start is None:
                start = at
            elif not strange and start is not None:
                yield Word(word.text[start:at], word.start + start, word.start + at)
                start = None
        if start is not None:
            yield Word(word.text[start:], word.start + start, word.end)
