"""One quotation in two mouths."""

import re
from difflib import SequenceMatcher

from briefing.engines.rules.attribution import same_person
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.engines.rules.detectors.speakers import rivals
from briefing.language.en.rules.mouths import AFTER, BEFORE, PRONOUN, REPRESENTING
from briefing.text.quotations import quotations
from briefing.text.words import STOP_WORDS, term, terms, words

MOSTLY = 0.6
"""Share of a quotation that the other has in one run, where each has it in words of its own besides."""

PHRASE = 3  # telling words

FEWEST = 2
"""Telling words of a quotation that no two people happen on."""


def differing_mouths(pile: Pile) -> tuple[Candidate, ...]:
    """Pairs of sentences that quote the same words and name two speakers of them."""
    found = []
    for i, j in pile.pairs:
        a, b = pile.profiles[i], pile.profiles[j]
        for mine, one in _spoken(a):
            for theirs, two in _spoken(b):
                if _one_run(mine, theirs) and _apart(one, two, a, b):
                    sides = ((one,), (two,))
                    labels = tuple(v.profile.text[v.start : v.end] for v in (one, two))
                    found.append(Candidate(Detector.MOUTHS, "attribution", "who said it", sides, labels, 0.7, 2))
    return tuple(found)


def _spoken(profile: Profile) -> list[tuple[tuple[str, ...], Voice]]:
    """Each quotation of a sentence as terms, with the words that name who said it."""
    found = []
    for quotation in quotations(profile.text):
        said = tuple(
            term(w.text)
            for w in words(profile.text[quotation.start : quotation.end])
            if w.text.lower() not in STOP_WORDS
        )
        after = AFTER.search(profile.bare[quotation.end :])
        before = BEFORE.search(profile.bare[: quotation.start])
        if len(said) < FEWEST or not (after or before):
            continue
        if after:
            start, end = after.span("who" if after["who"] else "whom")
            found.append((said, Voice(profile, quotation.end + start, quotation.end + end)))
        elif before:
            found.append((said, Voice(profile, *before.span("who"))))
    return found


def _one_run(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the shorter of two quotations stands in the longer, or, if it is no mere phrase, most of it in its
    order."""
    short, long = sorted((mine, theirs), key=len)
    if any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1)):
        return True
    run = SequenceMatcher(None, short, long, autojunk=False).find_longest_match().size
    return run >= PHRASE and run >= MOSTLY * len(long)


def _apart(one: Voice, two: Voice, a: Profile, b: Profile) -> bool:
    """Whether the two who speak are not one: a pronoun's person, and whom the other sentence names too, can be."""
    first, second = (re.sub(r"^[Tt]he\s+", "", v.profile.text[v.start : v.end]) for v in (one, two))
    return (
        not PRONOUN.match(first) and not PRONOUN.match(second) and rivals(first, second)
        and not _speaks_for(a, second) and not _speaks_for(b, first)
        and not (terms(first) & terms(b.text) and terms(second) & terms(a.text))
        and not same_person(first, b.fact.speaker or "")
        and not same_person(second, a.fact.speaker or "")
    )


def _speaks_for(profile: Profile, whom: str) -> bool:
    """Whether a sentence has somebody speak who may do so for another: "his representative Ida Brook said"."""
    return REPRESENTING.search(profile.bare) is not None and bool(terms(whom) & terms(profile.text))
