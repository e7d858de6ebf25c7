"""A new briefing held against what was seen and told before: which facts are old, which claims are told."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import cached_property

from briefing.jobs.told import Side, Told, Trace, trace
from briefing.model import Briefing, Claim, Fact, Position
from briefing.text.evidence import fold
from briefing.text.figures import Quantity, figures
from briefing.text.likeness import Likeness
from briefing.text.words import negations, terms

ALIKE = 0.75
"""Dice from which a claim in other words is one that was told; its figures and denials must be the same too."""


class Ledger:
    """What readers know, asked with the ids of one briefing."""

    def __init__(self, briefing: Briefing, told: Sequence[Told], seen: Set[str]) -> None:
        self.briefing, self.told, self.seen = briefing, told, seen
        self.documents = {each.id: each for each in briefing.documents}
        self.facts = {each.id: each for each in briefing.facts}
        self.claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in briefing.claims:
            for fact in claim.facts:
                self.claims[fact].append(claim)
        self._traces = {each: trace(self.facts[each], self.documents) for each in self.facts}
        self._known = {one for each in told for side in each.sides for one in side.traces}
        self._passages = {each.passage for each in self._known}

    def trace(self, fact: str) -> Trace:
        """What a fact is known by."""
        return self._traces[fact]

    def fresh(self, fact: str) -> bool:
        """Whether a document that no run had seen says it, in words that no document seen before holds."""
        return self._fresh[fact]

    def is_told(self, claim: Claim) -> bool:
        """Whether readers were told it: by these words, by those of another document, or in much the same words."""
        return claim.id in self._told_claims

    def is_new(self, claim: Claim) -> bool:
        """Whether a new document brought it and readers were not told."""
        return claim.id not in self._told_claims and any(map(self.fresh, claim.facts))

    def of(self, facts: Iterable[str]) -> tuple[Claim, ...]:
        """The claims that facts stand in, each once."""
        return tuple({claim.id: claim for fact in facts for claim in self.claims[fact]}.values())

    def told_before(self, position: Position) -> bool:
        """Whether readers were told what a position says."""
        return any(map(self.is_told, self.of(position.facts))) or any(self._traces[f] in self._known
                                                                      for f in position.facts)

    def around(self, facts: Iterable[str]) -> tuple[Fact, ...]:
        """The facts, and all others of the claims they stand in."""
        known = list(facts)
        return tuple(self.facts[each] for each in dict.fromkeys(
            [*known, *(fact for claim in self.of(known) for fact in claim.facts)]))

    def standing(self, side: Side) -> tuple[str, ...]:
        """The facts of this briefing that stood behind a side that was told."""
        traces = set(side.traces)
        return tuple(fact for fact, known in self._traces.items() if known in traces)

    def published(self, facts: Iterable[str]) -> str:
        """The latest day of publication of these facts; "" where none is known."""
        return max((self.documents[self.facts[each].document].published or "" for each in facts), default="")

    def publishers(self, facts: Iterable[str]) -> frozenset[str]:
        """Who published these facts, as far as known."""
        return frozenset(name for each in facts if (name := self.documents[self.facts[each].document].publisher))

    @cached_property
    def _fresh(self) -> dict[str, bool]:
        stock = "\n".join(fold(each.text) for each in self.briefing.documents if each.sha256 in self.seen)
        return {each.id: self.documents[each.document].sha256 not in self.seen
                and not _stands(self._traces[each.id].passage, stock) for each in self.briefing.facts}

    @cached_property
    def _told_claims(self) -> frozenset[str]:
        by_words = {claim.id for claim in self.briefing.claims
                    if any(self._traces[f] in self._known or self._traces[f].passage in self._passages
                           for f in claim.facts)}
        rest = [claim for claim in self.briefing.claims
                if claim.id not in by_words and any(map(self.fresh, claim.facts))]
        return frozenset(by_words | set(self._retold(rest)))

    def _retold(self, claims: Sequence[Claim]) -> Iterable[str]:
        """The claims that say in much the same words what was told."""
        told = list(dict.fromkeys(side.statement for each in self.told for side in each.sides))
        statements = [*(claim.statement for claim in claims), *told]
        likeness = Likeness([terms(each) for each in statements])
        for pair in likeness.pairs(shared=3, cover=ALIKE):
            if (pair.left < len(claims) <= pair.right and pair.dice >= ALIKE
                    and agree(statements[pair.left], statements[pair.right])):
                yield claims[pair.left].id


def agree(one: str, other: str) -> bool:
    """Whether two statements give the same figures and deny as much."""
    return _values(one) == _values(other) and negations(one) == negations(other)


def _values(text: str) -> list[tuple[float | None, str | None]]:
    return sorted({(each.value, each.unit) for each in figures(text)}, key=str)


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two figures count or measure the same kind of thing, as far as their words tell."""
    if one.kind != other.kind or one.unit != other.unit or one.kind in {"year", "ordinal"}:
        return False
    return one.noun == other.noun or None in (one.noun, other.noun)


def _stands(passage: str, text: str) -> bool:
    """Whether a passage stands in a text, no word or number of it cut."""
    return bool(passage) and passage in text and bool(
        re.search(rf"(?<!\w){re.escape(passage)}(?!\w)" if passage[-1:].isalnum() else re.escape(passage), text))
