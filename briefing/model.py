"""The records every stage hands on: frozen, with tuples for lists and None for what is not known.

Spans are half-open, in characters (Unicode code points) from 0 into `Document.text`, which is never edited.
"""

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["original", "copy", "excerpt", "rewrite"]
Kind = Literal["event", "statement", "figure", "plan", "background"]
Certainty = Literal["stated", "planned", "possible", "reported", "denied"]
UntoldReason = Literal[
    "says what is told",
    "weighs less than what is told",
    "background",
    "of a story that is not told",
    "taken back by its outlet",
]
Status = Literal["corroborated", "single-origin", "disputed"]
Within = Literal["one report in two versions", "within one report"]
DivergenceKind = Literal["figure", "date", "attribution", "status", "wording", "scope", "framing", "contradiction"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of `Document.text`: `[start, end)`."""

    start: int
    end: int


LETTER = " (mail)"
"""What stands behind the name of a person whose mail is read."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A span that no later stage may read, and why: "navigation", "repeated paragraph", …"""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One text as loaded, and who published it when."""

    id: str
    """"d1", "d2", … in the order of (published, sha256, path)."""

    path: str | None
    sha256: str
    """Of the file's bytes, in hex."""

    title: str
    text: str
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    """ISO date of publication; None where the text does not tell."""

    language: str = "en"
    agency: str | None = None
    """The wire service the text credits ("Reuters"); it names the origin of copies."""

    marks: tuple[tuple[int, str], ...] = ()
    """What a citation says of its place, from a character on: (812, "p. 3"), (90, "0:01:12"); in order."""

    removed: tuple[Removed, ...] = ()
    """In order, never overlapping."""

    @property
    def is_letter(self) -> bool:
        """Whether a person wrote it in a mail, and no outlet published it."""
        return (self.publisher or "").endswith(LETTER)


@dataclass(frozen=True, slots=True)
class Member:
    """A document's place within its origin."""

    document: str
    role: Role
    draws_on: tuple[str, ...] = ()
    """Ids of other origins it takes passages from, where it has facts of its own too."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent source; its copies, excerpts and rewrites count once."""

    id: str
    name: str
    members: tuple[Member, ...]
    """The original first."""

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of its documents."""
        return tuple(member.document for member in self.members)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of kept sentences of one document, within the token budget."""

    document: str
    start: int
    end: int
    tokens: int
    """Of the kept text between `start` and `end`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a text gives it."""

    value: float | None
    """None for a range, and where it can't be valued ("dozens")."""

    unit: str | None
    """"USD", "%", "km", or the counted noun in lower case ("troops"); None where there is none."""

    approximate: bool
    text: str
    """Letter for letter, approximation included: "About 15,000"."""

    kind: str = "count"
    """"count", "sum", "percent", "points", "share", "age", "ordinal", "measure", "factor", "score", "clock",
    "identifier"."""

    least: float | None = None
    most: float | None = None
    """The ends of a range, or the one end of a bound."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one document that show a fact."""

    start: int
    end: int
    """Span in `Document.text`; `text[start:end]` is the quote, letter for letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What one document says, with the words that show it."""

    id: str
    document: str
    statement: str
    kind: Kind
    evidence: tuple[Evidence, ...]
    speaker: str | None = None
    when: str | None = None
    """ISO day, month or year of what happened."""

    certainty: Certainty = "stated"
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What one or more documents say about the same thing."""

    id: str
    story: str
    statement: str
    facts: tuple[str, ...]
    origins: tuple[str, ...]
    """The independent origins that count for it, in order of id."""

    status: Status


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a divergence."""

    statement: str
    facts: tuple[str, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Divergence:
    """Where the sources differ about one thing."""

    id: str
    story: str
    kind: DivergenceKind
    importance: int
    """1 a reader must know, 2 worth noting, 3 trivial."""

    summary: str
    positions: tuple[Position, ...]
    explained_by: str | None = None
    within: Within | None = None
    """Whether its sides are versions of one source's report, or one text that contradicts itself."""

    told: bool = True
    """Whether the page tells it in full; else it has one line under "Also differ"."""

    @property
    def headline(self) -> str:
        """The summary, with what its sides have in common where they are one source's."""
        return f"{self.summary} ({self.within})" if self.within else self.summary


@dataclass(frozen=True, slots=True)
class Story:
    """One event that several documents are about."""

    id: str
    """"s" and the first letters of its earliest document's sha256: it stands while other documents join."""

    title: str
    documents: tuple[str, ...]
    continues: tuple[str, ...] = ()
    """Ids of earlier stories it goes on from."""

    told: bool = True
    """False where the run was asked for fewer stories: the page only lists it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the briefing and the facts it stands on."""

    text: str
    facts: tuple[str, ...]
    support: tuple[str, ...] = ()
    """The independent origins whose evidence states it, in order of id; settled when it has been verified."""

    differs: tuple[str, ...] = ()
    """Ids of the divergences told in full that it touches."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences."""

    story: str
    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was left out, where, and why; the reader of the briefing sees it."""

    stage: str
    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class Untold:
    """A fact that was read and that the reader is not shown."""

    fact: str
    """`Fact.id`."""

    reason: UntoldReason


@dataclass(frozen=True, slots=True)
class EngineNote:
    """Who wrote the briefing."""

    name: str
    model: str | None = None
    prompts: tuple[tuple[str, str], ...] = ()
    """(task, sha256 of its prompt file)."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a run cost."""

    calls: int = 0
    cached_calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0
    seconds: float = 0.0
    mended: int = 0
    """Replies that were not letter for letter of their form and were read as they were meant."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What a user said of how documents are to be read."""

    columns: tuple[tuple[str, str], ...] = ()
    """(what it is, what a table calls it): ("title", "Headline")."""

    ocr: bool = False
    """Whether text is recognised where a PDF has none."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """A finished briefing: what briefing.json holds."""

    title: str
    created: str
    """ISO time, UTC."""

    engine: EngineNote
    documents: tuple[Document, ...]
    stories: tuple[Story, ...]
    origins: tuple[Origin, ...]
    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    divergences: tuple[Divergence, ...]
    sections: tuple[Section, ...]
    skipped: tuple[Skipped, ...] = ()
    untold: tuple[Untold, ...] = ()
    """Every fact that neither a sentence nor a divergence shows."""

    focus: str | None = None
    by_hand: tuple[str, ...] = ()
    """What the settings say of the sources over every rule, a line each."""

    by_rule: str | None = None
    """What rules did that a language model was asked to do, in a line; None where it did all, or none was asked."""

    manner: Manner = Manner()
    incomplete: str | None = None
    """Why the run ended before all was read and written; None where it did not."""

    usage: Usage = field(default_factory=Usage)

    @property
    def sources(self) -> tuple[Origin, ...]:
        """The origins that say anything: a teaser or a page of links is no source."""
        read = {fact.document for fact in self.facts}
        return tuple(each for each in self.origins if read & set(each.documents))
