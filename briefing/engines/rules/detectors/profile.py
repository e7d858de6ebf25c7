"""A fact as the comparison sees it: its terms, names, figures and quotations, worked out once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.engines.rules.attribution import masked
from briefing.language.denials import exclude_each_other
from briefing.language.names import plain_words
from briefing.language.quantities import Quantity, quantities
from briefing.model import Document, Fact
from briefing.text.likeness import Likeness
from briefing.text.tables import is_row, row
from briefing.text.words import NEGATIONS, SLIGHT, STOP_WORDS, term, terms, words

ROUNDING = 0.03
"""Share by which two reports' figures may differ without contradicting each other."""

SCOPE = 5
"""Words behind a "not" in which stands what it denies."""

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
    """The words of its first evidence; of a row what `Row.counted` makes of it."""

    bare: str
    """The same with what is quoted masked."""

    terms: frozenset[str]
    quantities: tuple[Quantity, ...]
    tabled: frozenset[str] = frozenset()
    """Where it is a row of a table: the terms of what its figures are of."""


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
        profile(n, fact, documents[fact.document], support.get(fact.id, "")) for n, fact in enumerate(facts)
    )
    place = {fact.id: n for n, fact in enumerate(facts)}
    links = tuple((place[group[0]], place[other]) for group in groups for other in group[1:])
    likeness = Likeness([p.terms for p in profiles])
    near = ((pair.left, pair.right) for pair in likeness.pairs(shared=2, cover=COVER))
    pairs = tuple((i, j) for i, j in near if profiles[i].document.id != profiles[j].document.id)
    return Pile(profiles, likeness, links, pairs)


def profile(place: int, fact: Fact, document: Document, origin: str) -> Profile:
    """A fact made ready: what its first evidence holds; a row of a table as it counts under its head."""
    text, tabled, told = fact.evidence[0].text, frozenset[str](), None
    if len(fact.evidence) > 1 and is_row(text) and (told := row(text, fact.evidence[1].text)) and told.counted:
        text, tabled = told.counted, _named(told.label, document.language)
    found = quantities(text, document.language)
    if tabled and told:
        found = tuple(replace(each, noun=each.noun or told.head_at(each.start)) for each in found)
    return Profile(place, fact, document, origin, text, masked(text), terms(text), found, tabled)


def _named(label: str, language: str) -> frozenset[str]:
    """The terms of what a row is of, without "the" and the like."""
    light = {term(word) for word in plain_words(language)}
    return terms(label) - light or terms(label) or frozenset({label})


def contradict(a: Profile, b: Profile) -> bool:
    """Whether two like sentences give different figures of one kind, or one denies what the other says."""
    return _refuse(a, b) or rival_figures(a, b)


def _refuse(a: Profile, b: Profile) -> bool:
    """Whether one of two sentences denies what the other says."""
    code = a.document.language
    if code == "en" or code != b.document.language:
        no, nay = denied(a.bare), denied(b.bare)
        return bool((no - nay) & b.terms or (nay - no) & a.terms)
    return exclude_each_other(a.bare, b.bare, code)


def rival_figures(a: Profile, b: Profile) -> bool:
    """Whether two like sentences give different figures of one kind."""
    return any(_is_rival(q, b) for q in a.quantities)


def _is_rival(q: Quantity, other: Profile) -> bool:
    """Whether a sentence gives figures of the kind of one, and none that is near it."""
    rivals = [
        r.value
        for r in other.quantities
        if r.kind == q.kind and r.unit == q.unit and r.noun == q.noun and r.value is not None
    ]
    value = q.value
    return (
        value is not None
        and bool(rivals)
        and all(abs(rival - value) > ROUNDING * max(rival, value) for rival in rivals)
    )


@lru_cache(maxsize=65_536)
def denied(text: str) -> frozenset[str]:
    """The terms of what a text says is not so: the next telling word behind each "not", and behind "no trace of"."""
    found: list[str] = []
    told = words(text)
    for n, word in enumerate(told):
        lower = word.text.lower().replace("’", "'")
        if lower in NEGATIONS or lower.endswith("n't"):
            after = [w.text for w in told[n + 1 : n + 1 + SCOPE] if w.text.lower() not in STOP_WORDS]
            found += map(term, after[: 2 if after and after[0].lower() in SLIGHT else 1])
    return frozenset(found)
