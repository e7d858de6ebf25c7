"""Who did it: one deed, two doers."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.attribution import SAY
from briefing.language.en.rules.deeds import ACTIVE, NOBODY, PASSIVE
from briefing.regex import lazy_regex
from briefing.text.words import term, terms

SAYING = lazy_regex(rf"^(?:{SAY})$", re.I)
BY = " by "
"""What every sentence has that names a doer behind the deed; most have not, which spares them the long pattern."""

OBJECT = 5
"""Words of an object beside its verb that are looked at."""

LEAST = 0.5
"""Least share of an object that two deeds must have in common to be one."""


def differing_deeds(pile: Pile) -> tuple[Candidate, ...]:
    """Pairs of sentences in which the same was done to the same by two that share no word.

    One of the two says "by": only then a sentence is sure to name who did it.
    """
    found = []
    for i, j in pile.pairs:
        a, b = pile.profiles[i], pile.profiles[j]
        if BY not in a.text and BY not in b.text:
            continue
        for deed, one, what, by in _acts(a.text):
            for done, two, which, by_whom in _acts(b.text):
                if deed != done or not (by or by_whom) or not _apart(a, one, b, two):
                    continue
                like = _one_object(pile, what, which)
                if like >= LEAST and len(what & which) > 1:
                    sides = ((Voice(a, *one),), (Voice(b, *two),))
                    labels = (a.text[slice(*one)], b.text[slice(*two)])
                    found.append(
                        Candidate(Detector.DEEDS, "attribution", "who did it", sides, labels, 0.36 + 0.4 * like, 1)
                    )
    return tuple(found)


@lru_cache(maxsize=65_536)
def _acts(text: str) -> tuple[tuple[str, tuple[int, int], frozenset[str], bool], ...]:
    """Each deed of a sentence, in whoever's words, with the span of who did it, the terms of its object and
    whether it says "by"."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[tuple[str, tuple[int, int], frozenset[str], bool]]:
    for pattern in (PASSIVE, ACTIVE) if BY in text else (ACTIVE,):
        for hit in pattern.finditer(text):
            verb, who = re.sub(r"\s+", "-", hit["verb"]), hit["who"]
            if not SAYING.match(verb) and not NOBODY.match(who) and terms(who):
                object_ = terms(" ".join(_near(hit["what"].split(), pattern)))
                yield verb if "-" in verb else term(verb), hit.span("who"), object_, pattern is PASSIVE


def _near(object_: Sequence[str], pattern: re.Pattern[str]) -> Sequence[str]:
    """The words of an object that stand next to its verb."""
    return object_[-OBJECT:] if pattern is PASSIVE else object_[:OBJECT]


def _one_object(pile: Pile, what: frozenset[str], which: frozenset[str]) -> float:
    """How much of the smaller of two objects the other has, by weight or by words, whichever is more."""
    lighter = min(pile.likeness.weight(what), pile.likeness.weight(which)) or 1
    fewer = min(len(what), len(which)) or 1
    return max(pile.likeness.weight(what & which) / lighter, len(what & which) / fewer)


def _apart(a: Profile, one: tuple[int, int], b: Profile, two: tuple[int, int]) -> bool:
    """Whether two doers share no word, and neither sentence names the other's doer as well."""
    first, second = terms(a.text[slice(*one)]), terms(b.text[slice(*two)])
    return bool(first and second) and not first & second and not first <= b.terms and not second <= a.terms
