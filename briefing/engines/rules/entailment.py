"""Whether what one source says carries a sentence told in another's words: only then may it be cited for it."""

from functools import lru_cache

from briefing.engines.rules.attribution import same_person
from briefing.language.quantities import Quantity, quantities
from briefing.model import Fact
from briefing.text.likeness import Likeness
from briefing.text.names import names
from briefing.text.quotations import quotations
from briefing.text.words import negations, term, terms, words

SHARE = 0.5
"""Least share of a sentence's terms, by weight, that the other must have."""

DONE = 0.25
"""The same of its terms outside names."""

NAMED = 0.6  # of its names


def carries(text: str, fact: Fact, other: Fact, likeness: Likeness) -> bool:
    """Whether `other` says what `text`, told by `fact`, says: speaker, figures, day, quotation, names and denials."""
    there = other.evidence[0].text
    own, theirs = terms(text), terms(there)
    if likeness.weight(own & theirs) < SHARE * likeness.weight(own):
        return False
    return _agree(text, fact.speaker, fact.when, there, other.speaker, other.when) and not tells_another(
        text, there, likeness
    )


@lru_cache(maxsize=65_536)
def _agree(
    text: str, speaker: str | None, when: str | None, there: str, their_speaker: str | None, their_when: str | None
) -> bool:
    """Whether the speaker, the figures, the day, the quotations, the names and the denials of a text stand there."""
    if when and their_when and len(when) == len(their_when) == 10 and when != their_when:
        return False
    if speaker and not _speaks(speaker, their_speaker, text, there):
        return False
    return (
        negations(text) == negations(there)
        and (not when or len(when) != 4 or when in f"{their_when} {there}")
        and figures_stand_in(text, there)
        and _quoted(text, there)
        and _named(text, f"{there} {their_speaker or ''}")
    )


def tells_another(text: str, there: str, likeness: Likeness) -> bool:
    """Whether a text shares little but names and titles with another: two reports of one person may tell two things."""
    done = _deeds(text)
    return likeness.weight(done & terms(there)) < DONE * likeness.weight(done)


@lru_cache(maxsize=65_536)
def _deeds(text: str) -> frozenset[str]:
    """The terms of a text outside names and titles."""
    return terms(text) - terms(" ".join(word.text for word in words(text) if word.text[0].isupper()))


def _speaks(speaker: str, other: str | None, text: str, there: str) -> bool:
    """Whether the other has the same speaker, or only the same words in quotation marks."""
    if other:
        return same_person(speaker, other)
    return bool(quotations(text)) and there[0] in "\"“‘'«"


def figures_stand_in(text: str, there: str) -> bool:
    """Whether each figure of the text stands there too."""
    own = [q for q in quantities(text) if q.value is not None and q.kind != "year"]
    return all(any(_equal(q, r) for r in quantities(there)) for q in own)


def _equal(a: Quantity, b: Quantity) -> bool:
    if a.value is None or b.value is None or a.kind != b.kind or (a.unit or "") != (b.unit or ""):
        return False
    same_bound = (a.bound in {"more than", "less than"}) == (b.bound in {"more than", "less than"})
    return same_bound and abs(a.value - b.value) <= 0.001 * abs(a.value)


def _quoted(text: str, there: str) -> bool:
    """Whether what the text quotes stands there, word for word but for spelling."""
    return all(_wording(text[q.start : q.end]) in _wording(there) for q in quotations(text))


@lru_cache(maxsize=65_536)
def _wording(text: str) -> str:
    return f" {' '.join(term(word.text) for word in words(text))} "


def _named(text: str, there: str) -> bool:
    """Whether most names of the text stand there."""
    own = {name.last.lower() for name in names(text)}
    known = {word.lower() for name in names(there) for word in name.text.split()}
    return not own or len(own & known) >= NAMED * len(own)
