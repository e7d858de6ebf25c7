"""What an outlet took back itself: facts that its own correction withdraws, and divergences that one explains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.engines.engine import Finding, Side
from briefing.language.corrections import Correction, correction, says
from briefing.language.numbers import numbers
from briefing.model import Divergence, DivergenceKind, Document, Fact, Skipped
from briefing.text.paragraphs import kept
from briefing.text.words import terms

EXPLAINED = "correction"
"""What explains a divergence of which one side is what an outlet took back."""


@dataclass(frozen=True, slots=True)
class Note:
    """A correction where it stands."""

    document: str
    start: int
    end: int
    text: str
    language: str
    puts: Correction

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
        Note(document.id, span.start, span.end, text, document.language, puts)
        for document in documents
        for span in kept(document.text, document.removed)
        if (puts := correction(text := document.text[span.start:span.end], document.language))
    )


def withdraw(facts: Sequence[Fact], found: Sequence[Note]) -> tuple[tuple[Fact, ...], tuple[Skipped, ...]]:
    """The facts that stand, and what their own documents took back."""
    standing: list[Fact] = []
    skipped: list[Skipped] = []
    for fact in facts:
        own = [note for note in found if note.document == fact.document and not note.holds(fact)]
        if any(note.denies(fact.evidence[0].text, note.language) for note in own):
            skipped.append(Skipped("withdraw", fact.document, f"its own correction: {fact.statement}"))
        else:
            standing.append(fact)
    return tuple(standing), tuple(skipped)


def confirmed(
    same: Sequence[Sequence[str]], found: Sequence[Note], facts: Mapping[str, Fact], documents: Mapping[str, Document]
) -> tuple[tuple[str, ...], ...]:
    """Groups of facts that state the same, each correction in the group of a fact that says what it puts right."""
    groups = [tuple(group) for group in same]
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
    """The findings, and one for each correction whose withdrawn words other outlets still carry, where there is none
    on them."""
    held = {fact for finding in findings for side in finding.sides for fact in side.facts}
    more = []
    for note in found:
        own = tuple(f for f, fact in facts.items() if note.holds(fact))
        old = tuple(f for f, fact in facts.items() if f not in held and fact.document != note.document
                    and note.denies(fact.evidence[0].text, documents[fact.document].language))
        if own and old:
            summary = f"{note.puts.right[0]} or {note.puts.wrong[0]}"
            sides = (Side(facts[own[0]].statement, own), Side(facts[old[0]].statement, old))
            kind: DivergenceKind = "figure" if numbers(summary, note.language) else "wording"
            more.append(Finding(kind, 2, summary, sides, EXPLAINED))
    return (*findings, *more)


def explained(
    divergences: Sequence[Divergence], found: Sequence[Note], facts: Mapping[str, Fact],
    documents: Mapping[str, Document],
) -> tuple[Divergence, ...]:
    """The divergences, those between what an outlet took back and what it put in its place explained by that."""

    def says_so(side: Sequence[str], note: Note, *, wrong: bool) -> bool:
        texts = [(facts[f].evidence[0].text, documents[facts[f].document].language) for f in side]
        return any(note.denies(*each) if wrong else note.confirms(*each) for each in texts)

    def settled(divergence: Divergence) -> bool:
        sides = [position.facts for position in divergence.positions]
        return any(
            any(says_so(side, note, wrong=True) for side in sides)
            and any(says_so(side, note, wrong=False) for side in sides)
            for note in found
        )

    return tuple(
        replace(each, explained_by=EXPLAINED) if settled(each) else each
        for each in divergences
    )
