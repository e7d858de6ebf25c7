"""A fact as the comparison sees it: its terms, names, figures and quotations, worked out once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.engines.rules.attribution import masked
from briefing.language.quantities import Quantity, quantities
from briefing.model import Document, Fact
from briefing.text.likeness import Likeness
from briefing.text.words import negations, terms

COVER = 0.15
"""Share of the lighter sentence from which two are held beside each other at all: rival accounts share few words."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One fact, made ready for comparison."""

    place: int
    """In the story's facts, and so in its `Likeness`."""

    fact: Fact
    document: Document
    origin: str
    text: str
    """The words of its first evidence."""

    bare: str
    """The same with what is quoted masked."""

    terms: frozenset[str]
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Pile:
    """The facts of one story, ready for comparison."""

    profiles: tuple[Profile, ...]
    likeness: Likeness
    links: tuple[tuple[int, int], ...]
    """Places of profiles that speak of like things."""

    pairs: tuple[tuple[int, int], ...]
    """Those of different documents that share at least a little; each detector asks for more."""


def pile(
    facts: Sequence[Fact],
    groups: Sequence[Sequence[str]],
    documents: Mapping[str, Document],
    support: Mapping[str, str],
) -> Pile:
    """Profiles of a story's facts, their common weights, and the pairs that `groups` put beside each other."""
    profiles = tuple(
        _profile(n, fact, documents[fact.document], support.get(fact.id, "")) for n, fact in enumerate(facts)
    )
    place = {fact.id: n for n, fact in enumerate(facts)}
    links = tuple((place[group[0]], place[other]) for group in groups for other in group[1:])
    likeness = Likeness([p.terms for p in profiles])
    near = ((pair.left, pair.right) for pair in likeness.pairs(shared=2, cover=COVER))
    pairs = tuple((i, j) for i, j in near if profiles[i].document.id != profiles[j].document.id)
    return Pile(profiles, likeness, links, pairs)


def _profile(place: int, fact: Fact, document: Document, origin: str) -> Profile:
    text = fact.evidence[0].text
    return Profile(place, fact, document, origin, text, masked(text), terms(text), quantities(text, document.language))


def contradict(a: Profile, b: Profile) -> bool:
    """Whether two like sentences give different figures of one kind, or one denies what the other says."""
    if negations(a.bare) != negations(b.bare):
        return True
    for q in a.quantities:
        rivals = [
            r
            for r in b.quantities
            if r.kind == q.kind and r.unit == q.unit and r.noun == q.noun and r.value is not None
        ]
        if (
            q.value is not None
            and rivals
            and all(abs(r.value - q.value) > 0.03 * max(r.value, q.value) for r in rivals if r.value is not None)
        ):
            return True
    return False
