"""What a stage asks of whoever reads and writes; the stages see nothing else of an engine."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from briefing.model import (
    Certainty,
    Chunk,
    Claim,
    Divergence,
    DivergenceKind,
    Document,
    EngineNote,
    Fact,
    Kind,
    Section,
    Sentence,
    Story,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact as an engine reads it, before its words were found in the document."""

    statement: str
    quotes: tuple[str, ...]
    """Verbatim, the telling one first; where and whether they stand in the document is for the stage to find."""

    kind: Kind = "event"
    speaker: str | None = None
    when: str | None = None
    certainty: Certainty = "stated"


@dataclass(frozen=True, slots=True)
class Side:
    """One position of a divergence as an engine sees it."""

    statement: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A divergence as an engine sees it, before its evidence was held against it."""

    kind: DivergenceKind
    importance: int
    summary: str
    sides: tuple[Side, ...]
    explained_by: str | None = None
    of_parties: bool = False
    """Whether its sides are the words of two parties, who may contradict each other within one report."""


@dataclass(frozen=True, slots=True)
class Pile:
    """What is compared of one story."""

    facts: tuple[Fact, ...]
    groups: tuple[tuple[str, ...], ...]
    """Ids of facts that speak of like things."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an engine says of the facts of one story."""

    same: tuple[tuple[str, ...], ...]
    """Ids of facts that state the same, the one that tells it best first."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class StoryInput:
    """What one story is written from."""

    story: Story
    claims: tuple[Claim, ...]
    divergences: tuple[Divergence, ...]
    facts: Mapping[str, Fact]
    documents: Mapping[str, Document]
    support: Mapping[str, str]
    """The origin that counts for each fact."""

    focus: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A sentence that its evidence does not carry, and what it lacks."""

    sentence: Sentence
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a second reader makes of a sentence."""

    doubt: str | None = None
    """What its evidence does not carry, beyond what can be told by rule; None where all is well."""

    unplaced: str | None = None
    """What a reader who sees it alone can't place."""

    seen: tuple[str, ...] = ()
    """Ids of the facts whose passages were shown, of sources cited and not cited."""

    told_by: tuple[str, ...] = ()
    """Those of the sources that each tell all of it; none where nobody was asked."""


Near = Callable[[Sentence], Sequence[str]]
"""Ids of facts of sources that a sentence does not cite and that may say it too."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A call that gave nothing; what that means for the briefing is told to its reader."""

    stage: str
    item: str
    outcome: str
    """What was left out, or done by rule instead: "compared by rule"."""

    reason: str
    unpaid: bool = False
    """Whether it was not made, because the money or the time of the run would not have sufficed."""

    by_rule: bool = False
    """Whether rules did in its place what the model was asked to do."""

    unheard: bool = False
    """Whether no model answered at all: it would not, or it could not be reached."""

    @property
    def line(self) -> str:
        """What came of it and why, in one line."""
        return f"{self.outcome}: {self.reason}"


class Engine(Protocol):
    """Reads documents, compares what they say, writes, doubts, and mends what did not stand."""

    note: EngineNote
    most: int
    """Sentences on one story, at most, where nobody says otherwise."""

    def read(self, work: Iterable[tuple[Document, Sequence[Chunk]]]) -> Iterator[tuple[Reading, ...]]:
        """What each document says, one tuple a document, in the order of its text."""

    def compare(
        self, piles: Sequence[Pile], documents: Mapping[str, Document], support: Mapping[str, str]
    ) -> Iterator[Comparison]:
        """What the facts of each story say alike and where they differ; `support` names the origin that counts for each
        fact."""

    def write(self, inputs: Sequence[tuple[StoryInput, int]]) -> Iterator[tuple[str, tuple[Section, ...]]]:
        """A title and the sections of each story, at most so many sentences."""

    def rewrite(self, inputs: Sequence[tuple[StoryInput, int]]) -> Iterator[tuple[str, tuple[Section, ...]]]:
        """The same by rule, of stories of which too little stands as they were written; none where it was by rule."""

    def doubt(
        self, stories: Sequence[Sequence[Sentence]], facts: Mapping[str, Fact], documents: Mapping[str, Document],
        near: Near,
    ) -> tuple[tuple[Opinion, ...], ...]:
        """For each sentence of each story what a second reader makes of it."""

    def revise(
        self, stories: Sequence[Sequence[Failure]], facts: Mapping[str, Fact], documents: Mapping[str, Document]
    ) -> tuple[tuple[Sentence | None, ...], ...]:
        """Each failed sentence of each story mended, or None where the engine has no better one."""

    def verbatim(self, sentence: Sentence, facts: Mapping[str, Fact]) -> Sentence | None:
        """A source's own words in place of a sentence that rests on them, where they stand alone."""

    def lost(self) -> tuple[Lost, ...]:
        """The calls of this run that gave nothing so far."""
