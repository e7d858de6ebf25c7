"""How far a deed has come: done in one report, only announced, planned or threatened in another."""

from collections.abc import Iterator
from functools import lru_cache

from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import fit
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.steps import AHEAD, DONE, PLAIN
from briefing.text.words import STOP_WORDS, term

LEAST = 0.35
COPIED = 0.9
"""Dice from which one sentence is a copy of the other in another tense."""


def differing_steps(pile: Pile) -> tuple[Candidate, ...]:
    """Pairs of sentences on one deed that the one has as done and the other, no older, as still to come."""
    found = []
    for i, j in pile.pairs:
        for a, b in ((pile.profiles[i], pile.profiles[j]), (pile.profiles[j], pile.profiles[i])):
            if _later(a, b) or a.fact.kind == "background":
                continue
            for verb, ahead, done in _shared(a, b):
                like = fit(pile, a, b, frozenset({verb}))
                if like >= LEAST and pile.likeness.compare(i, j).dice < COPIED:
                    sides = ((Voice(a, *done),), (Voice(b, *ahead),))
                    labels = (a.text[slice(*done)], b.text[slice(*ahead)])
                    found.append(
                        Candidate(Detector.STEPS, "status", "how far it has come", sides, labels, 0.2 + 0.8 * like, 2)
                    )
                    break
    return tuple(found)


def _later(done: Profile, ahead: Profile) -> bool:
    """Whether the report that has it as done may be the later one: then the plan was carried out."""
    one, two = done.document.published, ahead.document.published
    return not one or not two or one > two


def _shared(a: Profile, b: Profile) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    """Each verb that is done in `a` and ahead in `b` and nothing else there: its term and the two spans."""
    ahead = _ahead(b.bare)
    if not ahead:
        return
    yet = _ahead(a.bare)
    for verb, done in _done(a.bare):
        if verb in ahead and verb not in yet:
            yield verb, ahead[verb], done


@lru_cache(maxsize=65_536)
def _ahead(text: str) -> dict[str, tuple[int, int]]:
    """Each verb that is still to come, as its term, with its span."""
    return {term(hit["verb"]): hit.span() for hit in AHEAD.finditer(text) if hit["verb"] not in STOP_WORDS}


@lru_cache(maxsize=65_536)
def _done(text: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    """Each verb that is done and says which deed it is, as its term, with its span."""
    return tuple(
        (verb, hit.span()) for hit in DONE.finditer(text)
        if (verb := term(hit["verb"])) not in PLAIN
        # "an area staffed by": what it is, not what was done
        and not (hit["verb"] == hit.group() and text.startswith(" by ", hit.end()))
    )
