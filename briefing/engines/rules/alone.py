"""How ill a sentence of a source stands alone."""

import re
from collections.abc import Mapping
from functools import lru_cache

from briefing.engines.rules.attribution import masked
from briefing.language.en.rules.choosing import (
    APPOSED,
    CAPTION,
    DANGLING,
    GOES_ON,
    HOUSE,
    LEANING,
    PERSON_NOUN,
    POINTING,
    POINTING_BACK,
    PRONOUN,
)
from briefing.model import Fact, Sentence
from briefing.regex import lazy_regex
from briefing.text.names import is_person, names
from briefing.text.quotations import quotations
from briefing.text.words import count_words, words

FIRST_PERSON = lazy_regex(r"\b(?:I|me|[Mm]y|[Ww]e|us|[Oo]ur)\b")
SENTENCE_END = lazy_regex(r"[.!?…。！？؟][\"”’')\]»」』）]*$")
DIGIT = lazy_regex(r"\d")
UNOPENED = lazy_regex(r"[.!?,]['’]$")
SHOUTED = lazy_regex(r"\b(?!U\.?S)[A-Z]{4,}\s+[A-Z]{3,}\b")

CRIED = lazy_regex(r"[A-Z’'-]{2,}(?: [A-Z’'-]{2,}){2,}\b")
"""Three words in capitals at the beginning: a heading glued to its text, or a paper that shouts."""

UNFIT = 5
"""The clumsiness of what can't stand alone."""

LONG, TOO_LONG = 27, 44
"""Words of a sentence from which it runs on, and words of the longest one that is told."""

FEWEST = 6
"""Words of a sentence that can stand alone; one fewer where it gives a figure: "Turnout was 61 per cent"."""

GLUED = 4
"""Words in a row that no sentence says twice."""


def clumsiness(fact: Fact, text: str) -> float:
    """How ill a statement stands alone: 0 well, `UNFIT` not at all."""
    undated = fact.kind == "background" and not fact.when
    return UNFIT if undated else _clumsiness(text, fact.speaker, fact.certainty == "possible")


@lru_cache(maxsize=65_536)
def _clumsiness(text: str, speaker: str | None, possible: bool) -> float:
    """The same for a text, whoever has copied it."""
    count = count_words(text)
    bare = masked(text)
    quoted = bare.count("¤") / max(len(bare), 1)
    labelled = speaker is not None and bare.startswith((f"{speaker}: “", f'{speaker}: "'))
    captioned = not labelled and CAPTION.search(bare)
    fewest = FEWEST - bool(DIGIT.search(text))
    if not fewest <= count <= TOO_LONG or DANGLING.search(text) or captioned or not _sentence(text):
        return UNFIT
    if LEANING.match(text) or GOES_ON.match(text) or HOUSE.search(bare) or CRIED.match(text):
        return UNFIT
    if FIRST_PERSON.search(re.sub(r"\bU\.?S\b|\bUS\b", "", bare)) or (quoted > 0.5 and not speaker):
        return UNFIT
    pronoun = PRONOUN.search(bare)
    if pronoun and not _meant(bare[: pronoun.start()], speaker):
        return UNFIT
    length = max(0, count - LONG) / 7 + (1.6 if count < 10 else 0.0)
    witness = 1.5 if quoted > 0.5 and FIRST_PERSON.search(text) else 0.6 if quoted > 0.5 else 0.0
    return (
        length
        + witness
        + 0.7 * (not names(text))
        + 0.5 * possible
        + 1.0 * bool(POINTING.search(bare))
        + 2.0 * bool(POINTING_BACK.search(bare))
        + 0.5 * bool(SHOUTED.search(text))
        + 0.5 * text.endswith("…")
    )


def verbatim(sentence: Sentence, facts: Mapping[str, Fact]) -> Sentence | None:
    """A fact's own words in place of a sentence that rests on it, where they stand alone."""
    for fact in sentence.facts:
        text = " ".join(facts[fact].evidence[0].text.split())
        if text != sentence.text and clumsiness(facts[fact], text) < UNFIT:
            return Sentence(text, (fact,))
    return None


def _meant(before: str, speaker: str | None) -> bool:
    """Whether somebody whom "he" or "she" can mean is named before it."""
    if PERSON_NOUN.search(before) or any(is_person(name.text) for name in names(before)):
        return True
    last = speaker.split()[-1] if speaker else None
    return any(name.last == last for name in names(before))


def _sentence(text: str) -> bool:
    """Whether a text looks like one whole sentence, and like a report's: nobody cries out in one."""
    if not SENTENCE_END.search(text) or "?" in text or "http" in text:
        return False
    low = text.count("„")  # „…“ ends with what opens “…”
    nordic = "“" not in text  # ”…” opens and closes with one sign
    if text.count('"') % 2 or (text.count("“") + low - text.count("”")) % 2 or (
            not low and not nordic and text.count("“") != text.count("”")):
        return False
    if APPOSED.match(text) or _says_twice(text) or (text.endswith("!") and not quotations(text)):
        return False
    if UNOPENED.search(text) and not re.search(r"(?<!\w)['‘]", text[:-1]):
        return False
    if text[0] in "（(" and text[-1] in ")）":
        return False  # an aside
    return (text[0].isalnum() and not text[0].islower()) or text[0] in "\"“”‘'«»„‚「『（(《"


def _says_twice(text: str) -> bool:
    """Whether some words in a row stand in a text twice: a headline is glued before its sentence."""
    told = [word.text.lower() for word in words(text)]
    runs = [tuple(told[n : n + GLUED]) for n in range(len(told) - GLUED + 1)]
    return len(set(runs)) < len(runs)
