"""Sentences that reports of two events share letter for letter: the frame of a template, and no news of either."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Fact, Origin, Story


def stock(facts: Sequence[Fact], stories: Sequence[Story], origins: Sequence[Origin]) -> tuple[Fact, ...]:
    """The facts, those as background whose words stand in reports of two stories by two origins."""
    homes = {document: origin.id for origin in origins for document in origin.documents}
    told_in = {document: story.id for story in stories for document in story.documents}
    places: dict[str, set[tuple[str, str]]] = {}
    for fact in facts:
        if fact.document in told_in:
            places.setdefault(_wording(fact), set()).add((told_in[fact.document], homes[fact.document]))
    return tuple(replace(fact, kind="background", when=None) if _is_frame(places.get(_wording(fact), set())) else fact
                 for fact in facts)


def _is_frame(places: set[tuple[str, str]]) -> bool:
    return all(len({each[part] for each in places}) > 1 for part in (0, 1))


def _wording(fact: Fact) -> str:
    return " ".join(fact.evidence[0].text.split()).casefold()
