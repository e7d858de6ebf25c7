"""Findings → divergences: each position with words of its own, the independent origins counted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.engines.engine import Finding, Side
from briefing.model import Claim, Divergence, DivergenceKind, Fact, Position

MOST = 2000  # characters of evidence behind one position (the contract allows 2,400)
PASSAGES = 8  # behind one position; more show nothing that these do not
SLIPS = frozenset({"figure", "date", "wording"})
"""What one document may contradict itself in; of all else that it tells two sides of, it is a report, not a party."""

PARTED: DivergenceKind = "contradiction"
"""In what two parties of one report contradict each other."""


_EXPLAINING = frozenset(
    "later earlier newer older final report reports account count update updated correction corrected different other "
    "another wider narrower scope subject group day days date time period place area region unit units rounding "
    "rounded part whole total plan outcome version versions source sources definition measure method a an "
    "and by in of or the".split()
)
"""The words of an explanation: it names how two accounts relate and says nothing of the world, as it cites nothing."""


def diverge(
    story: str, findings: Sequence[Finding], facts: Mapping[str, Fact], support: Mapping[str, str]
) -> tuple[Divergence, ...]:
    """The findings that stand: two positions or more, each on evidence of its own. Ids follow the order of the
    findings.

    `support` names the origin that counts for each fact.
    """
    found: list[Divergence] = []
    for finding in findings:
        positions = tuple(p for p in (_position(side, facts, support) for side in finding.sides) if p)
        grounds = {
            frozenset((facts[f].document, e.start, e.end) for f in p.facts for e in facts[f].evidence)
            for p in positions
        }
        if len(positions) < 2 or len(grounds) < len(positions):
            continue
        alone = len({facts[f].document for p in positions for f in p.facts}) == 1
        parted = finding.kind == PARTED and (finding.of_parties or _of_two_parties(positions, facts))
        if alone and finding.kind not in SLIPS and not parted:
            continue
        one = len({o for p in positions for o in p.origins}) == 1
        found.append(
            Divergence(
                f"{story}v{len(found) + 1}",
                story,
                finding.kind,
                finding.importance,
                finding.summary,
                positions,
                _explanation(finding.explained_by),
                ("within one report" if alone else "one report in two versions") if one else None,
            )
        )
    return tuple(found)


def _of_two_parties(positions: Sequence[Position], facts: Mapping[str, Fact]) -> bool:
    """Whether somebody is named who speaks on one side and not on the other."""
    speakers = [{facts[f].speaker for f in p.facts} - {None} for p in positions]
    return any(speakers) and not set.intersection(*speakers)


def _explanation(given: str | None) -> str | None:
    """An explanation that only names a relation; None for one that says more."""
    words = re.findall(r"\w+", (given or "").casefold())
    return given if words and _EXPLAINING.issuperset(words) else None


def _position(side: Side, facts: Mapping[str, Fact], support: Mapping[str, str]) -> Position | None:
    """A position on the facts that state it, one of each document before a second of any, as many as its evidence has
    room for."""
    known = [f for f in dict.fromkeys(side.facts) if f in facts]
    firsts = {facts[f].document: f for f in reversed(known)}
    chosen: list[str] = []
    room = MOST
    for fact in sorted(known, key=lambda f: firsts[facts[f].document] != f):
        size = sum(len(e.text) for e in facts[fact].evidence)
        if (not chosen or size <= room) and len(chosen) < PASSAGES:
            chosen.append(fact)
            room -= size
    if not chosen:
        return None
    return Position(
        side.statement, tuple(chosen), tuple(sorted({support[f] for f in chosen}, key=lambda o: int(o[1:])))
    )


def disputed(claims: Sequence[Claim], divergences: Sequence[Divergence]) -> tuple[Claim, ...]:
    """The claims, those on which sources differ in what matters marked as disputed."""
    contested = {
        f for d in divergences if d.importance < 3 and not d.explained_by for p in d.positions for f in p.facts
    }
    return tuple(replace(c, status="disputed") if contested & set(c.facts) else c for c in claims)
