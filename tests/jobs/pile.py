"""Stories and their news made by hand, for what chooses among them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from briefing.model import (
    Briefing,
    Divergence,
    Document,
    EngineNote,
    Evidence,
    Fact,
    Member,
    Origin,
    Position,
    Section,
    Sentence,
    Story,
)
from briefing.render.bulletin import Moved, News, Settled

DAY = "2032-03-21"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tale:
    """A story: its documents by their headlines, and what is new of it."""

    titles: Sequence[str]
    says: Sequence[str] = ()
    """The new sentences; each stands in the document of the same place, the last of them in the last one."""

    days: Sequence[str] = (DAY,)
    """When the documents were published; the last counts for all that follow."""

    steps: Sequence[tuple[str, str, str]] = ()
    """Figures that moved: (summary, latest, earlier)."""

    ends: Sequence[tuple[str, str]] = ()
    """Divergences that were settled: (summary, latest)."""

    differs: Sequence[Divergence] = ()
    """Their sides rest on the sentences that say the same."""

    support: Sequence[int] = (1,)
    """How many sources say each sentence."""

    old: int = 0
    """So many of the first documents were there before."""

    called: str = ""


def between(*says: str, kind: str = "figure", summary: str = "Cost: 12 or 18 million", importance: int = 1,
            explained_by: str | None = None) -> Divergence:
    """A divergence of these sides."""
    sides = tuple(Position(each, (), (f"o{n}",)) for n, each in enumerate(says))
    return Divergence("v1", "", kind, importance, summary, sides, explained_by)  # type: ignore[arg-type]


def heap(*tales: Tale, focus: str | None = None) -> tuple[Briefing, News, frozenset[str]]:
    """A briefing of these stories, what is new of them, and the ids of the new documents."""
    documents: list[Document] = []
    facts: list[Fact] = []
    stories, sections, moved, settled, appeared, fresh = [], [], [], [], [], set()
    names = count(1)
    for n, tale in enumerate(tales, 1):
        home = f"s{n}"
        own = [Document(f"d{next(names)}", f"{n}-{at}.txt", f"{n}-{at}", title, "",
                        published=at_most(tale.days, at) or None) for at, title in enumerate(tale.titles)]
        fresh |= {each.id for each in own[tale.old:]}
        told = []
        for at, text in enumerate(tale.says):
            facts.append(Fact(f"f{len(facts) + 1}", at_most(own, at).id, text, "event", (Evidence(0, 1, "x"),)))
            told.append(Sentence(text, (facts[-1].id,), tuple(f"o{k}" for k in range(at_most(tale.support, at)))))
        documents += own
        stories.append(Story(home, tale.called or f"Story {n}", tuple(each.id for each in own)))
        if told:
            sections.append(Section(home, "In brief", tuple(told)))
        moved += [Moved(home, summary, Position(new, (), ()), Position(old, (), ()))
                  for summary, new, old in tale.steps]
        settled += [Settled(home, summary, Position(new, (), ()), ()) for summary, new in tale.ends]
        known = {each.statement: each.id for each in facts}
        appeared += [Divergence(f"v{home}{k}", home, each.kind, each.importance, each.summary,
                                tuple(replace(side, facts=(known[side.statement],) if side.statement in known else ())
                                      for side in each.positions), each.explained_by, within=each.within)
                     for k, each in enumerate(tale.differs)]
    origins = tuple(Origin(f"o{each.id}", "", (Member(each.id, "original"),)) for each in documents)
    briefing = Briefing("Desk", "2032-03-22T06:00:00Z", EngineNote("extractive"), tuple(documents), tuple(stories),
                        origins, tuple(facts), (), tuple(appeared), tuple(sections), focus=focus)
    news = News(tuple(sections), tuple(moved), tuple(appeared), tuple(settled))
    return briefing, news, frozenset(fresh)


def at_most(values: Sequence[T], place: int) -> T:
    """The value at a place; the last one beyond the end."""
    return values[min(place, len(values) - 1)]
