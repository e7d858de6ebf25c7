"""Which documents only retell another report: a rewrite adds no fact of its own."""

from collections.abc import Sequence

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


def rewrites(facts: Sequence[Fact], documents: Sequence[Document], origins: Sequence[Origin]) -> tuple[tuple[str, str], ...]:
    """(document, origin it retells) for each document that stands alone, has no name, figure or fact of its own, and is no earlier."""
    told: dict[str, list[Fact]] = {document.id: [] for document in documents}
    for fact in facts:
        told[fact.document].append(fact)
    known = {document.id: document for document in documents}
    likeness = Likeness([terms(fact.evidence[0].text) for fact in facts])
    found = []
    for origin in origins:
        document = known.get(origin.documents[0])
        if len(origin.documents) > 1 or document is None or not told[document.id]:
            continue
        for other in sorted(origins, key=lambda o: -len(o.documents)):
            if other.id != origin.id and _retells(document, told[document.id], [known[d] for d in other.documents if d in known],
                                                  [f for d in other.documents for f in told.get(d, ())], likeness):
                found.append((document.id, other.id))
                break
    retold = {document for document, _ in found}
    homes = {origin.id: origin.documents[0] for origin in origins}
    return tuple((document, origin) for document, origin in found if homes[origin] not in retold)


def _retells(document: Document, facts: Sequence[Fact], report: Sequence[Document], theirs: Sequence[Fact], likeness: Likeness) -> bool:
    if not report or not theirs or len(facts) > len(theirs):
        return False
    if document.published and report[0].published and document.published < report[0].published:
        return False
    ours, text = " \\n ".join(f.evidence[0].text for f in facts), " \\n ".join(f.evidence[0].text for f in theirs)
    if _novel_names(ours, text) or _values(ours) - _values(text):
        return False
    stock = terms(text)
    mine = terms(ours)
    if not mine or likeness.weight(mine & stock) < RETOLD * likeness.weight(mine):
        return False
    for fact in facts:
        part = terms(fact.evidence[0].text)
        if part and likeness.weight(part & stock) < TOLD * likeness.weight(part):
            return False
    own, its = shingle([ours, text]).of(0), set(shingle([ours, text]).of(1).tolist())
    return len(own) > 0 and sum(s in its for s in own.tolist()) >= SHARED * len(own)


def _novel_names(ours: str, theirs: str) -> frozenset[str]:
    stock = {w.text.lower() for w in words(theirs)} | terms(theirs)
    parts = {p.lower().strip(".,") for name in names(ours) for p in name.text.split()} - STOP_WORDS
    return frozenset(p for p in parts if p not in stock and not terms(p) <= stock)


def _values(text: str) -> frozenset[float]:
    return frozenset(q.value for q in figures(text) if q.value is not None)
