"""How much a mail may tell."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """How much a mail may tell."""

    stories: int = 5
    """In the top box."""

    sentences: int = 20
    words: int = 400
    threshold: float = 0.0
    """The weight a story must have to stand in the mail; 0 leaves none out."""

    topics: tuple[str, ...] = ()
    focus: str | None = None
