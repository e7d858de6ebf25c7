"""What an outlet took back or overtook itself, by a correction or a later entry, and what that explains."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.engines.engine import Finding, Side
from briefing.language.corrections import Correction, correction, says
from briefing.language.numbers import numbers
from briefing.language.quantities import quantities
from briefing.model import Divergence, DivergenceKind, Document, Fact, Position, Skipped
from briefing.regex import lazy_regex
from briefing.text.paragraphs import kept
from briefing.text.words import term, terms

MOMENT = lazy_regex(r"\d{4}-\d\d-\d\d \d\d:\d\d")
"""What marks the entries of a live page."""

SHARED = 3
"""Terms that two entries share, the thing counted among them, where the later one moves the figure of the other; and
those that a correction shares with what the outlet wrote elsewhere."""


@dataclass(frozen=True, slots=True)
class Note:
    """A correction where it stands."""

    document: str
    start: int
    end: int
    text: str
    language: str
    puts: Correction
    publisher: str | None
    published: str

    def corrects(self, fact: Fact, document: Document) -> bool:
        """Whether it takes back a fact of its own document, or of an earlier report of its outlet."""
        text = fact.evidence[0].text
        if fact.document == self.document:
            return not self.holds(fact) and self.denies(text, self.language)
        return (self.publisher is not None and self.publisher == document.publisher
                and (document.published or "") <= self.published and self.takes_back(text))

    def takes_back(self, text: str) -> bool:
        """Whether it denies what a text of the same outlet says elsewhere."""
        return self.denies(text, self.language) and len(terms(text) & terms(self.text)) >= SHARED

    def holds(self, fact: Fact) -> bool:
        """Whether a fact was read from the note itself."""
        return fact.document == self.document and self.start <= fact.evidence[0].start < self.end

    def denies(self, text: str, language: str) -> bool:
        """Whether a text says of the same thing what the note takes back, and not what it puts in its place."""
        return (
            bool(terms(text) & terms(self.text))
            and any(says(text, language, wrong) for wrong in self.puts.wrong)
            and not all(says(text, language, right) for right in self.puts.right)
        )

    def confirms(self, text: str, language: str) -> bool:
        """Whether a text says of the same thing what the note puts right."""
        return bool(terms(text) & terms(self.text)) and any(says(text, language, right) for right in self.puts.right)


def notes(documents: Sequence[Document]) -> tuple[Note, ...]:
    """The corrections that documents make to themselves, in order."""
    return tuple(
        Note(document.id, span.start, span.end, text, document.language, puts, document.publisher,
             document.published or "")
        for document in documents
        for span in kept(document.text, document.removed)
        if (puts := correction(text := document.text[span.start:span.end], document.language))
    )


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The facts of a pile after each outlet was heard on its own earlier words."""

    standing: tuple[Fact, ...]
    overtaken: tuple[Fact, ...]
    """Those of live pages whose later entries give another figure."""

    notes: tuple[Note, ...]
    skipped: tuple[Skipped, ...]


def withdraw(facts: Sequence[Fact], documents: Sequence[Document]) -> Withdrawn:
    """The facts that stand, and what their own documents took back or, on a live page, overtook."""
    standing: list[Fact] = []
    overtaken: list[Fact] = []
    skipped: list[Skipped] = []
    found = notes(documents)
    known = {document.id: document for document in documents}
    later = _overtaking(facts, documents)
    for fact in facts:
        if any(note.corrects(fact, known[fact.document]) for note in found):
            skipped.append(Skipped("withdraw", fact.document, f"its own correction: {fact.statement}"))
        elif fact.id in later:
            overtaken.append(fact)
            reason = f"its entry of {later[fact.id]}: {fact.statement}"
            skipped.append(Skipped("withdraw", fact.document, reason))
        else:
            standing.append(fact)
    return Withdrawn(tuple(standing), tuple(overtaken), found, tuple(skipped))


def _overtaking(facts: Sequence[Fact], documents: Sequence[Document]) -> dict[str, str]:
    """Fact → the time of the later entry of its live page that gives another figure for the same."""
    found: dict[str, str] = {}
    told = defaultdict[str, list[Fact]](list)
    for fact in facts:
        told[fact.document].append(fact)
    for document in documents:
        timed = [(_moment(document, fact), fact) for fact in told[document.id]]
        timed = sorted(((moment, fact) for moment, fact in timed if moment), key=lambda each: each[0])
        for n, (moment, fact) in enumerate(timed):
            after = next((then for then, other in reversed(timed[n + 1:]) if then > moment
                          and _moved(fact, other, document.language)), None)
            if after:
                found[fact.id] = after
    return found


def _moment(document: Document, fact: Fact) -> str:
    """When the entry that a fact stands in was written; "" where its document has no such times."""
    place = bisect_right(document.marks, fact.evidence[0].start, key=lambda mark: mark[0]) - 1
    name = document.marks[place][1] if place >= 0 else ""
    return name if MOMENT.fullmatch(name) else ""


def _moved(old: Fact, new: Fact, language: str) -> bool:
    """Whether two facts count one thing, and the second otherwise."""
    first, second = _counts(old, language), _counts(new, language)
    return _alike(old, new) and any(second.get(thing, value) != value for thing, value in first.items())


def _repeats(old: Fact, other: Fact, language: str) -> bool:
    """Whether a fact gives the very figure of another for the same thing."""
    return _alike(old, other) and bool(_counts(old, language).items() & _counts(other, language).items())


def _alike(one: Fact, other: Fact) -> bool:
    return len(terms(one.evidence[0].text) & terms(other.evidence[0].text)) >= SHARED


def _counts(fact: Fact, language: str) -> dict[tuple[str, str | None, str], float]:
    """What a fact counts or measures, with how many."""
    found = quantities(fact.evidence[0].text, language)
    return {(q.kind, q.unit, term(q.noun) if q.noun else ""): q.value for q in found
            if q.value is not None and q.kind not in ("time", "year", "ordinal")}


def confirmed(
    same: Sequence[Sequence[str]], found: Sequence[Note], facts: Mapping[str, Fact], documents: Mapping[str, Document]
) -> tuple[tuple[str, ...], ...]:
    """Groups of facts that state the same, each correction in the group of a fact that says what it puts right, and in
    none of one that it denies."""

    def denied(f: str) -> list[Note]:
        text, language = facts[f].evidence[0].text, documents[facts[f].document].language
        return [note for note in found if not note.holds(facts[f]) and note.denies(text, language)]

    def agreeing(group: Sequence[str]) -> tuple[str, ...]:
        against = [note for f in group for note in denied(f)]
        return tuple(f for f in group if not any(note.holds(facts[f]) for note in against))

    groups = [left for group in same if len(left := agreeing(group)) > 1]
    grouped = {fact for group in groups for fact in group}
    for note in found:
        own = [f for f, fact in facts.items() if note.holds(fact) and f not in grouped]
        told = {f for f, fact in facts.items() if not note.holds(fact)
                and note.confirms(fact.evidence[0].text, documents[fact.document].language)}
        if own and told:
            home = next((n for n, group in enumerate(groups) if told & set(group)), None)
            if home is None:
                groups.append((next(f for f in facts if f in told), *own))
            else:
                groups[home] += tuple(own)
            grouped |= set(own)
    return tuple(groups)


def outdated(
    findings: Sequence[Finding], found: Sequence[Note], facts: Mapping[str, Fact], documents: Mapping[str, Document]
) -> tuple[Finding, ...]:
    """The findings, none of them with a correction for what it takes back, and one for each correction whose withdrawn
    words other outlets still carry, where there is none on them."""
    findings = [each for finding in findings if len((each := _heard(finding, found, facts)).sides) > 1]
    held = {fact for finding in findings for side in finding.sides for fact in side.facts}
    more = []
    for note in found:
        own = tuple(f for f, fact in facts.items() if note.holds(fact))
        old = tuple(f for f, fact in facts.items() if f not in held and fact.document != note.document
                    and note.denies(fact.evidence[0].text, documents[fact.document].language))
        if own and old:
            summary = f"{note.puts.wrong[0]} or {note.puts.right[0]}"
            sides = (Side(facts[old[0]].statement, old), Side(facts[own[0]].statement, own))
            kind: DivergenceKind = "figure" if numbers(summary, note.language) else "wording"
            more.append(Finding(kind, 2, summary, sides, "correction"))
    return (*findings, *more)


def _heard(finding: Finding, found: Sequence[Note], facts: Mapping[str, Fact]) -> Finding:
    """A finding whose values are those that a correction takes back, without that on its sides."""
    against = [note for note in found if note.denies(finding.summary, note.language)]
    kept = ((side, tuple(f for f in side.facts if not any(note.holds(facts[f]) for note in against)))
            for side in finding.sides)
    return replace(finding, sides=tuple(replace(side, facts=own) for side, own in kept if own)) if against else finding


def explained(
    divergences: Sequence[Divergence], withdrawn: Withdrawn, facts: Mapping[str, Fact],
    documents: Mapping[str, Document],
) -> tuple[Divergence, ...]:
    """The divergences, those between what an outlet took back or overtook and what it says now explained by that."""

    def texts(position: Position) -> list[tuple[str, str]]:
        return [(facts[f].evidence[0].text, documents[facts[f].document].language) for f in position.facts]

    def denied(position: Position) -> bool:
        return any(note.denies(*each) for note in withdrawn.notes for each in texts(position))

    def confirmed(position: Position) -> bool:
        return any(note.confirms(*each) for note in withdrawn.notes for each in texts(position))

    def overtaken(position: Position, past: Sequence[Fact]) -> bool:
        told = [(facts[f], documents[facts[f].document].language) for f in position.facts]
        return any(_repeats(each, fact, language) for each in past for fact, language in told)

    def settled(divergence: Divergence) -> Divergence:
        """The same, what stands last, where it is explained."""
        told = {facts[f].document for position in divergence.positions for f in position.facts}
        past = [fact for fact in withdrawn.overtaken if fact.document in told]
        wrong = [position for position in divergence.positions if denied(position)]
        old = [position for position in divergence.positions if overtaken(position, past)]
        if wrong and any(map(confirmed, divergence.positions)):
            return _explained(divergence, "correction", wrong)
        return _explained(divergence, "later report", old) if old and divergence.explained_by is None else divergence

    return tuple(map(settled, divergences))


def _explained(divergence: Divergence, by: str, old: Sequence[Position]) -> Divergence:
    newer = (position for position in divergence.positions if position not in old)
    return replace(divergence, explained_by=by, positions=(*old, *newer))
