"""The forms a model's replies must have, one for each prompt; their JSON schemas go out with the requests."""

from typing import ClassVar, Literal, get_args

from pydantic import BaseModel, ConfigDict

from briefing.model import Certainty, DivergenceKind, Kind

Differing = Literal["later_report", "plan_and_outcome", "correction", "diverges"]
"""How two accounts differ; all but the last are explained by time."""

Relation = Literal[
    Differing,
    "part_and_whole",
    "other_place_or_period",
    "other_subject",
    "rounding",
    "other_words",
    "detail",
    "silence",
]
"""How two accounts relate; only those that differ are divergences."""

LATER = "later report"
OVERTAKEN: dict[str, str] = {"later_report": LATER, "plan_and_outcome": LATER, "correction": "correction"}
DIFFERING: frozenset[str] = frozenset(get_args(Differing))


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReadFact(_Form):
    """A fact as the model reads it."""

    statement: str
    quotes: tuple[str, ...]
    kind: Kind
    speaker: str | None
    when: str | None
    certainty: Certainty


class Facts(_Form):
    """The reply to extract."""

    facts: tuple[ReadFact, ...]


class Quote(_Form):
    """The words of the document for one numbered statement."""

    number: int
    quote: str | None


class Quotes(_Form):
    """The reply to requote."""

    quotes: tuple[Quote, ...]


class Stand(_Form):
    """One position of a divergence."""

    statement: str
    facts: tuple[str, ...]


class Difference(_Form):
    """A divergence as the model sees it."""

    relation: Differing
    kind: DivergenceKind
    positions: tuple[Stand, ...]
    importance: int
    summary: str


class Compared(_Form):
    """The reply to compare."""

    same: tuple[tuple[str, ...], ...]
    divergences: tuple[Difference, ...]


class Proven(Stand):
    """A position that the last editor lets stand, and the words of a passage that set it against the others."""

    words: str


class Verdict(_Form):
    """What the last editor makes of one numbered divergence: first what is at stake, then whether it stands."""

    number: int
    clash: str | None
    relation: Relation
    same_as: int | None
    keep: bool
    kind: DivergenceKind
    importance: int
    summary: str
    positions: tuple[Proven, ...]


class Verdicts(_Form):
    """The reply to weigh: each number, and those kept in the order of their worth."""

    verdicts: tuple[Verdict, ...]
    order: tuple[int, ...]


class Written(_Form):
    """A sentence and the facts it rests on."""

    text: str
    facts: tuple[str, ...]


class WrittenSection(_Form):
    """A heading and its sentences."""

    heading: str
    sentences: tuple[Written, ...]


class Draft(_Form):
    """The reply to compose."""

    is_parted: ClassVar[bool] = True
    """Whether what broke off within an item counts up to there."""

    title: str
    sections: tuple[WrittenSection, ...]


class Ordered(_Form):
    """A heading and the numbers of its sentences."""

    heading: str
    sentences: tuple[int, ...]


class Lead(_Form):
    """The reply to lead."""

    title: str
    sections: tuple[Ordered, ...]


class Doubt(_Form):
    """What a second reader makes of a numbered sentence."""

    number: int
    reason: str | None
    """What its passages do not carry; None where they carry all of it."""

    unplaced: str | None
    """What a reader who sees this sentence alone can't place; None where there is nothing such."""

    told_by: tuple[str, ...]
    """Letters of the sources whose own passages each carry all of it."""


class Doubts(_Form):
    """The reply to doubt."""

    doubts: tuple[Doubt, ...]


class Mended(_Form):
    """A numbered sentence written anew; None where nothing is left to say."""

    number: int
    text: str | None
    facts: tuple[str, ...]


class Revision(_Form):
    """The reply to revise."""

    sentences: tuple[Mended, ...]


def is_said(given: str | None) -> bool:
    """Whether a field that may be null says something; some models write out that it says nothing."""
    return (given or "").strip(" .").casefold() not in {"", "null", "none"}
