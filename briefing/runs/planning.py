"""What a run would read, and what it would ask of a model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from briefing.model import Chunk, Document, Usage
from briefing.runs.gathering import documents_of, silent, work_of
from briefing.settings import Settings
from briefing.stages.deduplicate import deduplicate
from briefing.stages.stories import stories

if TYPE_CHECKING:
    from briefing.llm.chat import Chat


@dataclass(frozen=True, slots=True)
class Row:
    """What one document comes to."""

    path: str
    origin: str
    chunks: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What one task would ask of a model, and what that would cost."""

    task: str
    usage: Usage
    exact: bool
    """Whether it was counted, not estimated."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would read."""

    documents: int
    origins: int
    chunks: int
    tokens: int
    rows: tuple[Row, ...]
    costs: tuple[Cost, ...] = ()
    """What the calls to a model would come to, task by task; none where none is asked."""


def plan(paths: Sequence[str], settings: Settings, stdin: BinaryIO | None = None, chat: "Chat | None" = None) -> Plan:
    """What a run would read, without reading it, and what it would ask of a model. Raises `BriefingError`."""
    documents, _ = documents_of(paths, settings, silent, stdin)
    origins = deduplicate(documents, containment=settings.containment)
    names = {d: origin.name for origin in origins for d in origin.documents}
    work = work_of(documents, origins, settings)
    rows = tuple(Row(d.path or "-", names[d.id], len(c), sum(each.tokens for each in c)) for d, c in work)
    costs = _costs(work, len(stories(documents)), chat) if chat else ()
    return Plan(len(documents), len(origins), sum(r.chunks for r in rows), sum(r.tokens for r in rows), rows, costs)


def _costs(work: Sequence[tuple[Document, Sequence[Chunk]]], piles: int, chat: "Chat") -> tuple[Cost, ...]:
    """The reading counted call by call, replies that are kept apart; the rest estimated from its length."""
    from briefing.engines.prompted.foreseeing import foresee
    from briefing.engines.prompted.reading import requests

    later = (Cost(each.task, chat.budget.usage_of(each.calls, each.prompt_tokens, each.completion_tokens), False)
             for each in foresee(work, piles))
    return Cost("extract", chat.estimate(tuple(requests(work))), True), *later
