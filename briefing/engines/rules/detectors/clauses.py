"""The clause of a sentence in which a figure or a word stands."""

from briefing.language.en.rules.counting import CLAUSE


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the clause around a span of a sentence."""
    left = [hit.end() for hit in CLAUSE.finditer(text, 0, start)]
    right = CLAUSE.search(text, end)
    return (left[-1] if left else 0), (right.start() if right else len(text))
