"""What a run will ask a model, before it has asked: the reading counted exactly, the rest by what runs came to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.engines.prompted import comparing, writing
from briefing.model import Chunk, Document

FACTS = 3.1
"""Tokens that a document's facts take in a prompt, for each token of its text (seven piles: 2.9 to 3.5)."""

CLAIMS = 3.3
"""The same for its claims, with the divergences among them (five piles: 3.1 to 3.5)."""

PROPOSALS = 4.1
"""The same for the proposed divergences and their passages (five piles: 2.0 to 6.6)."""

COMPARED, WEIGHED, WRITTEN = 1.0, 1.0, 0.4
"""Tokens of the replies that compare, weigh and write, for each token of text (0.6 to 1.4, 0.5 to 1.7, 0.3 to 0.5)."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What one task will come to, about."""

    task: str
    calls: int
    prompt_tokens: int
    completion_tokens: int


def foresee(work: Iterable[tuple[Document, Sequence[Chunk]]], stories: int) -> tuple[Foreseen, ...]:
    """The calls behind the reading of `work`, estimated for so many stories."""
    read = sum(chunk.tokens for _, chunks in work for chunk in chunks)
    facts, claims = round(FACTS * read), round(CLAIMS * read)
    return (
        Foreseen("compare", max(stories, -(-facts // comparing.BATCH)), facts, round(COMPARED * read)),
        Foreseen("weigh", stories, round(PROPOSALS * read), round(WEIGHED * read)),
        Foreseen("compose", max(stories, -(-claims // writing.BATCH)), claims, round(WRITTEN * read)),
        Foreseen("doubt", 4 * stories, 10_000 * stories, 600 * stories),
        Foreseen("revise", stories, 2_000 * stories, 700 * stories),
    )

