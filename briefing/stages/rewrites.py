"""Which documents only retell another report: a rewrite adds no fact of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.language.quantities import quantities
from briefing.model import Document, Fact, Origin
from briefing.text.likeness import Likeness
from briefing.text.names import names
from briefing.text.quotations import quotations
from briefing.text.words import STOP_WORDS, terms, words

RETOLD = 0.6
"""Share of a rewrite's terms, by weight, that the report it retells has too."""

TOLD = 0.3
"""The same for each of its facts: one that the report does not tell makes it a source of its own."""

QUOTED = 4
"""Words from which on a quotation is more than a term in quotation marks."""

UNKNOWN = "9999"
"""A date that sorts behind all."""

SHARED = 0.05
"""Least five-word containment: two reporters at one event share names and terms, not runs of words."""


@dataclass(frozen=True, slots=True)
class _Report:
    """What one origin tells, its copies included, worked out once."""

    published: str | None
    """The first day that any of its documents gives."""

    length: int
    """Facts of the document that has most of them."""

    facts: tuple[frozenset[str], ...]
    """The terms of each fact."""

    terms: frozenset[str]
    names: frozenset[str]
    values: frozenset[float]
    quoted: frozenset[str]
    """The terms of its quotations of some length: who quotes otherwise heard it otherwise."""

    text: str


def rewrites(
    facts: Sequence[Fact], documents: Sequence[Document], origins: Sequence[Origin]
) -> tuple[tuple[str, str], ...]:
    """(document, origin it retells) for each origin that has no name, figure or fact of its own and is no earlier,
    in the order of `origins`; the document is its original, whose copies come along (`deduplicate.merge`).

    An origin that retells another is retold by none: of two retellings that could be each other's source the longer,
    then the earlier stands.
    """
    known = {document.id: document for document in documents}
    told: dict[str, list[str]] = {document.id: [] for document in documents}
    for fact in facts:
        told[fact.document].append(fact.evidence[0].text)
    likeness = Likeness([terms(fact.evidence[0].text) for fact in facts])
    reports = {
        origin.id: _report({d: told[d] for d in origin.documents if d in told}, known)
        for origin in origins
        if origin.documents[0] in known
    }
    place = {origin.id: n for n, origin in enumerate(origins)}
    standing: list[Origin] = []
    found: list[tuple[Origin, Origin]] = []
    for origin in sorted((o for o in origins if o.id in reports), key=lambda o: _rank(reports[o.id], place[o.id])):
        others = sorted(standing, key=lambda o: (-len(o.documents), place[o.id]))
        retold = next((o for o in others if _retells(reports[origin.id], reports[o.id], likeness)), None)
        if retold:
            found.append((origin, retold))
        else:
            standing.append(origin)
    found.sort(key=lambda pair: place[pair[0].id])
    return tuple((origin.documents[0], retold.id) for origin, retold in found)


def _rank(report: _Report, place: int) -> tuple[int, str, int]:
    """A report retells none that comes behind it: the longest first, then the earliest."""
    return (-report.length, report.published or UNKNOWN, place)


def _report(told: Mapping[str, Sequence[str]], known: Mapping[str, Document]) -> _Report:
    texts = [text for document in told for text in told[document]]
    parts = tuple(terms(text) for text in texts)
    return _Report(
        min((day for document in told if (day := known[document].published)), default=None),
        max(map(len, told.values())),
        parts,
        frozenset().union(*parts),
        frozenset(p.lower().strip(".,") for text in texts for name in names(text) for p in name.text.split())
        - STOP_WORDS,
        frozenset(q.value for text in texts for q in quantities(text) if q.value is not None),
        frozenset().union(*(terms(q.text) for text in texts for q in quotations(text) if len(words(q.text)) >= QUOTED)),
        "\n".join(texts),
    )


def _retells(own: _Report, other: _Report, likeness: Likeness) -> bool:
    if not own.facts or not other.facts or own.length > other.length:
        return False
    if own.published and other.published and own.published < other.published:
        return False
    if own.values - other.values or likeness.weight(own.terms & other.terms) < RETOLD * likeness.weight(own.terms):
        return False
    if any(not terms(name) <= other.terms and name not in _spelled(other.text) for name in own.names):
        return False
    if any(likeness.weight(part & other.terms) < TOLD * likeness.weight(part) for part in own.facts if part):
        return False
    if not own.quoted <= other.terms:
        return False
    runs, theirs = _runs(own.text), _runs(other.text)
    return bool(runs) and len(runs & theirs) >= SHARED * len(runs)


@lru_cache(maxsize=256)
def _spelled(text: str) -> frozenset[str]:
    """The words of a report without capitals."""
    return frozenset(word.text.lower() for word in words(text))


@lru_cache(maxsize=256)
def _runs(text: str) -> frozenset[int]:
    """The five-word shingles of a report."""
    from briefing.text.shingles import shingle  # here, with numpy behind it

    return frozenset(shingle([text]).of(0).tolist())
