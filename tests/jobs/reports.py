"""Reports of a sentence each, the briefing on them, and what readers were told of it."""

from collections.abc import Sequence

from briefing.jobs.ledger import Ledger
from briefing.jobs.told import Side, Told, Trace
from briefing.model import (
    Briefing,
    Claim,
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

Report = tuple[str | None, str | None, str]
"""Who published it, when, and what it says: one sentence, which is its fact."""

SEEN = "1"


def briefed(*reports: Report, divergences: Sequence[Divergence] = (), same: Sequence[tuple[str, ...]] = (),
            told: Sequence[str] = (), stories: Sequence[Sequence[str]] = ()) -> Briefing:
    """A briefing on these: report n is document dn, fact fn and origin on; sections tell the facts named in `told`."""
    documents, facts = [], []
    for n, (publisher, day, text) in enumerate(reports, 1):
        documents.append(Document(f"d{n}", f"{n}.txt", f"{n}", "", text, publisher=publisher, published=day))
        facts.append(Fact(f"f{n}", f"d{n}", text, "event", (Evidence(0, len(text), text),)))
    known = {each.id: each.statement for each in facts}
    groups = [*same, *((each,) for each in known if not any(each in group for group in same))]
    homes = stories or [[each.id for each in documents]]
    return Briefing(
        "Mill of Oster", "2032-03-22T06:00:00Z", EngineNote("extractive"), tuple(documents),
        tuple(Story(f"s{n}", "Mill", tuple(each)) for n, each in enumerate(homes, 1)),
        tuple(Origin(f"o{n}", each.publisher or "", (Member(each.id, "original"),))
              for n, each in enumerate(documents, 1)),
        tuple(facts),
        tuple(Claim(f"c{n}", "s1", known[group[0]], group, ("o1",), "single-origin")
              for n, group in enumerate(groups, 1)),
        tuple(divergences),
        tuple(Section(f"s{n}", "In brief", tuple(Sentence(known[each], (each,)) for each in told
                                                 if f"d{each[1:]}" in home)) for n, home in enumerate(homes, 1)))


def side(*facts: str, says: str = "") -> Position:
    """A position in words of its own, or in those that `differing` gives it."""
    return Position(says, facts, ())


def ledger(briefing: Briefing, seen: str = SEEN, told: Sequence[Told] | None = None) -> Ledger:
    """Where the documents with these numbers were seen before, and what they say was told."""
    known = [claim(briefing, f"f{n}") for n in seen.split()] if told is None else told
    return Ledger(briefing, known, frozenset(seen.split()))


def traced(briefing: Briefing, *facts: str, says: str | None = None, holders: tuple[str, ...] | None = None) -> Side:
    """A side that was told on these facts."""
    numbers = [int(each[1:]) - 1 for each in facts]
    documents = [briefing.documents[n] for n in numbers]
    return Side(documents[0].text if says is None else says, tuple(Trace(each.sha256, each.text) for each in documents),
                tuple(each.publisher for each in documents if each.publisher) if holders is None else holders)


def claim(briefing: Briefing, fact: str) -> Told:
    return Told("claim", (traced(briefing, fact),))
