"""What a rule says: a ban, a permission or an advice whose object two reports give differently."""

import re
from collections.abc import Iterator
from enum import StrEnum

from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import fit
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.norms import ASIDE, END, NOUN, PASSIVE
from briefing.regex import lazy_regex
from briefing.text.words import terms


class Norm(StrEnum):
    """What a rule does."""

    FORBIDS = "what is forbidden"


PATTERNS = {
    Norm.FORBIDS: lazy_regex(
        r"\b(?:ban|bans(?!\s+\w+ing\b|\s+(?:were|are|on|that|which|and)\b)|banned|banning|prohibit(?:s|ed|ing)?|forbids?|forbade|outlaw(?:s|ed)?|barred|barring)\b"
    ),
}


LEAST = 0.4


def differing_norms(pile: Pile) -> tuple[Candidate, ...]:
    """Pairs of sentences on one rule that share a part of its object and each name another."""
    found = []
    rules = {p.place: tuple(_rules(p)) for p in pile.profiles if p.fact.kind != "background"}
    for i, j in pile.pairs:
        a, b = pile.profiles[i], pile.profiles[j]
        if a.origin == b.origin:
            continue
        for norm, one in rules.get(i, ()):
            for other, two in rules.get(j, ()):
                left, right = terms(a.text[slice(*one)]), terms(b.text[slice(*two)])
                like = fit(pile, a, b)
                if norm is other and like >= LEAST and left & right and left - b.terms and right - a.terms:
                    sides = ((Voice(a, *one),), (Voice(b, *two),))
                    labels = (a.text[slice(*one)], b.text[slice(*two)])
                    found.append(Candidate(Detector.NORMS, "scope", norm.value, sides, labels, 0.25 + 0.8 * like, 2))
    return tuple(found)


def _rules(profile: Profile) -> Iterator[tuple[Norm, tuple[int, int]]]:
    """Each rule of a sentence in the writer's own words, with the span of what it is about."""
    bare = profile.bare
    for norm, pattern in PATTERNS.items():
        for hit in pattern.finditer(bare):
            noun = hit.group() == "ban" and NOUN.search(bare[: hit.start()]) and not _ahead(bare[: hit.start()])
            if not noun and not PASSIVE.search(bare[: hit.start()]) and not ASIDE.match(bare[hit.end() :]):
                end = END.search(bare, hit.end())
                yield norm, (hit.start(), end.start() if end else len(bare))
                break


def _ahead(before: str) -> bool:
    """Whether a modal stands before a verb: "would ban", "decided to ban"."""
    return re.search(r"\b(?:to|will|would|could|should|must|not|may|might|can)\s+$", before, re.I) is not None
