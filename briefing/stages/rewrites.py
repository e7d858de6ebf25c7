"""Which documents only retell another report: a rewrite adds no fact of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Document, Fact, Origin
from briefing.text.figures import figures
from briefing.text.likeness import Likeness
from briefing.text.names import names
from briefing.text.shingles import shingle
from briefing.text.words import STOP_WORDS, terms, words

RETOLD = 0.6
"""Share of a rewrite's terms, by weight, that the report it retells has too."""

TOLD = 0.3
"""The same for each of its facts: one that the report does not tell makes it a source of its own."""

SHARED = 0.05
"""Least five-word containment: two reporters at one event share names and terms, not runs of words."""


@dataclass(frozen=True, slots=True)
class _Report:
    """What one origin tells, worked out once."""

    published: str | None
    facts: tuple[frozenset[str], ...]
    """The terms of each fact."""

    terms: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    values: frozenset[float]
    text: str


def rewrites(
    facts: Sequence[Fact], documents: Sequence[Document], origins: Sequence[Origin]
) -> tuple[tuple[str, str], ...]:
    """(document, origin it retells) for each document that stands alone, has no name, figure or fact of its own, and
    is no earlier."""
    known = {document.id: document for document in documents}
    told: dict[str, list[str]] = {document.id: [] for document in documents}
    for fact in facts:
        told[fact.document].append(fact.evidence[0].text)
    likeness = Likeness([terms(fact.evidence[0].text) for fact in facts])
    reports = {
        origin.id: _report([text for d in origin.documents for text in told.get(d, ())], known[origin.documents[0]])
        for origin in origins
        if origin.documents[0] in known
    }
    found = []
    for origin in origins:
        if len(origin.documents) > 1 or origin.id not in reports:
            continue
        for other in sorted(origins, key=lambda o: -len(o.documents)):
            if (
                other.id != origin.id
                and other.id in reports
                and _retells(reports[origin.id], reports[other.id], likeness)
            ):
                found.append((origin.documents[0], other.id))
                break
    retold = {document for document, _ in found}
    homes = {origin.id: origin.documents[0] for origin in origins}
    return tuple((document, origin) for document, origin in found if homes[origin] not in retold)


def _report(texts: Sequence[str], document: Document) -> _Report:
    parts = tuple(terms(text) for text in texts)
    return _Report(
        document.published,
        parts,
        frozenset().union(*parts),
        frozenset(w.text.lower() for text in texts for w in words(text)),
        frozenset(p.lower().strip(".,") for text in texts for name in names(text) for p in name.text.split())
        - STOP_WORDS,
        frozenset(q.value for text in texts for q in figures(text) if q.value is not None),
        "\n".join(texts),
    )


def _retells(own: _Report, other: _Report, likeness: Likeness) -> bool:
    if not own.facts or not other.facts or len(own.facts) > len(other.facts):
        return False
    if own.published and other.published and own.published < other.published:
        return False
    if own.values - other.values or likeness.weight(own.terms & other.terms) < RETOLD * likeness.weight(own.terms):
        return False
    if any(name not in other.words and not terms(name) <= other.terms for name in own.names):
        return False
    if any(likeness.weight(part & other.terms) < TOLD * likeness.weight(part) for part in own.facts if part):
        return False
    runs, theirs = (frozenset(shingle([report.text]).of(0).tolist()) for report in (own, other))
    return bool(runs) and len(runs & theirs) >= SHARED * len(runs)
