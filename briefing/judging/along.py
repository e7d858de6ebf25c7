"""The sentence of the evidence that a text runs along with, word for word as far as it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from briefing.judging.ground import Ground
from briefing.language.read import Reading
from briefing.language.stems import telling_stems
from briefing.text.sentences import sentences
from briefing.text.words import term, words

ALONG = 0.6
"""Share of the words of a text, or of a sentence of the evidence, from which the one runs as the other does."""

HALF = 0.5
"""Share of a text's words that it has of one sentence of the evidence at least."""

Step = tuple[str, int, int, int, int]
"""What makes words of the evidence those of a text: kind, first and last place there, first and last place here."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text."""

    text: str
    key: str
    """What its forms have alike."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Along:
    """A sentence of the evidence beside the text that runs along with it."""

    told: Reading
    theirs: Sequence[Token]
    ours: Sequence[Token]
    steps: Sequence[Step]

    @property
    def equal(self) -> tuple[Step, ...]:
        """The steps of words that both have, one behind the other; there is one at least."""
        return tuple(step for step in self.steps if step[0] == "equal")


def along(sentence: Reading, ground: Ground) -> Along | None:
    """The sentence of the evidence that shares most words with a text, in its order; None where none shares enough."""
    best, most, length = None, 0, len(tokens(sentence.text, sentence.code))
    for passage in ground.passages:
        for told in _told(passage.text):
            steps = _steps(told, sentence.text, sentence.code)
            alike = sum(step[2] - step[1] for step in steps if step[0] == "equal")
            shorter = min(length, len(tokens(told, sentence.code)))
            if alike > most and alike >= max(ALONG * shorter, HALF * length):
                best, most = (told, steps), alike
    if best is None:
        return None
    told, steps = best
    return Along(Reading(told, sentence.code), tokens(told, sentence.code), tokens(sentence.text, sentence.code), steps)


@lru_cache(maxsize=16_384)
def _told(text: str) -> tuple[str, ...]:
    """The sentences of a text, and what stands between the semicolons of one."""
    whole = [text[span.start : span.end] for span in sentences(text)]
    return (*whole, *(part for each in whole if "; " in each for part in each.split("; ")))


@lru_cache(maxsize=16_384)
def _steps(one: str, two: str, code: str) -> tuple[Step, ...]:
    theirs, ours = ([each.key for each in tokens(text, code)] for text in (one, two))
    return tuple(SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes())


@lru_cache(maxsize=16_384)
def tokens(text: str, code: str) -> tuple[Token, ...]:
    """The words of a text in its order."""
    return tuple(Token(word.text, _key(word.text, code), word.start, word.end) for word in words(text))


def _key(word: str, code: str) -> str:
    if code == "en":
        return term(word)
    return min(telling_stems(word, code), default=word.casefold())
