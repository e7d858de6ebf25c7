"""Where the sources differ, before and now: figures that moved, divergences that appeared, and those settled."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from briefing.jobs.ledger import Ledger, agree, comparable
from briefing.jobs.told import Side, Told
from briefing.model import Claim, Divergence, Position, Sentence
from briefing.render.bulletin import Moved, Settled
from briefing.text.figures import Quantity, figures
from briefing.text.likeness import Likeness
from briefing.text.words import terms

LATER = "later report"
ALIKE = 0.4
"""Dice from which two statements with different figures speak of the same thing."""

_REVISES = re.compile(
    r"\b(?:correct(?:s|ed|ion)|revis(?:ed|es|ion)|amended|lowered|earlier (?:figure|count|report|toll)"
    r"|(?:up|down|rose|risen|fell|fallen) (?:from|to)|not \w+,? as (?:first|earlier|previously))\b", re.I)


def moved(ledger: Ledger) -> tuple[Moved, ...]:
    """Figures that readers were told and that a later report gives otherwise, each once.

    Another figure from elsewhere is a divergence; a figure has moved where the divergence is explained by a later
    report, the same publisher gives it, or the new passage itself says that it revises one.
    """
    found: list[Moved] = []
    for step in (*_in_divergences(ledger), *_between_claims(ledger)):
        claims = {claim.id for claim in ledger.of(step.latest.facts)}
        if not any(claims & {claim.id for claim in ledger.of(each.latest.facts)} for each in found):
            found.append(step)
    return tuple(found)


def appeared(ledger: Ledger, steps: Sequence[Moved]) -> tuple[Divergence, ...]:
    """The divergences that matter, that a new document brought or gave a new side, and that are no moved figure."""
    stepped = [frozenset(each.latest.facts) for each in steps]
    return tuple(each for each in ledger.briefing.divergences
                 if each.importance < 3 and _is_news(ledger, each)
                 and not any(facts & set(p.facts) for facts in stepped for p in each.positions))


def settled(ledger: Ledger) -> tuple[Settled, ...]:
    """The divergences that were told and in which every side now says the same."""
    closed = {each.summary for each in ledger.told if each.kind == "settled"}
    found = []
    for told in ledger.told:
        if told.kind == "divergence" and told.summary not in closed and (now := _agreement(ledger, told)):
            closed.add(told.summary)
            found.append(now)
    return tuple(found)


def _is_news(ledger: Ledger, divergence: Divergence) -> bool:
    """Whether a new document is part of it, and readers were not told of these sides."""
    if not any(ledger.fresh(fact) for p in divergence.positions for fact in p.facts):
        return False
    known = [told for told in ledger.told if told.kind == "divergence" and _same(ledger, divergence, told)]
    return not known or any(not ledger.told_before(p) and any(map(ledger.fresh, p.facts))
                            for p in divergence.positions)


def _same(ledger: Ledger, divergence: Divergence, told: Told) -> bool:
    """Whether two positions of a divergence are two sides of one that was told."""
    traces = [{ledger.trace(fact.id) for fact in ledger.around(p.facts)} for p in divergence.positions]
    matched = {n for n, one in enumerate(told.sides) if any(one_of & set(one.traces) for one_of in traces)}
    taken = sum(any(one_of & set(one.traces) for one in told.sides) for one_of in traces)
    return len(matched) >= 2 and taken >= 2


def _in_divergences(ledger: Ledger) -> Iterator[Moved]:
    """The moved figures among the divergences of kind figure: one new side, and one that was told."""
    for each in ledger.briefing.divergences:
        new = [p for p in each.positions if any(map(ledger.fresh, p.facts)) and not ledger.told_before(p)]
        old = [p for p in each.positions if ledger.told_before(p)]
        if each.kind != "figure" or len(new) != 1 or not old:
            continue
        earlier = max(old, key=lambda p: ledger.published(p.facts))
        if each.explained_by == LATER or _revises(ledger, new[0], earlier):
            pair = _pair(new[0].statement, earlier.statement, strict=False)
            yield Moved(each.story, _summary(each.summary, pair), new[0], earlier)


def _between_claims(ledger: Ledger) -> Iterator[Moved]:
    """The moved figures that no divergence tells: a new sentence much like one told, with another figure."""
    new = [(section.story, sentence) for section in ledger.briefing.sections for sentence in section.sentences
           if any(map(ledger.is_new, ledger.of(sentence.facts))) and figures(sentence.text)]
    old = [claim for claim in ledger.briefing.claims if ledger.is_told(claim) and figures(claim.statement)]
    likeness = Likeness([terms(sentence.text) for _, sentence in new] + [terms(claim.statement) for claim in old])
    best = sorted((pair for pair in likeness.pairs(shared=2, cover=ALIKE)
                   if pair.left < len(new) <= pair.right and pair.dice >= ALIKE), key=lambda pair: -pair.dice)
    for pair in best:
        (story, sentence), claim = new[pair.left], old[pair.right - len(new)]
        latest = _position(ledger, sentence)
        earlier = Position(_words(ledger, claim.facts[0]), claim.facts, claim.origins)
        both = _pair(latest.statement, earlier.statement, strict=True)
        if both and claim.story == story and _revises(ledger, latest, earlier):
            yield Moved(story, _summary("", both), latest, earlier)


def _position(ledger: Ledger, sentence: Sentence) -> Position:
    origins = dict.fromkeys(origin for claim in ledger.of(sentence.facts) for origin in claim.origins)
    return Position(sentence.text, sentence.facts, tuple(origins))


def _words(ledger: Ledger, fact: str) -> str:
    """A fact in the words of a sentence that was verified, else in those of its passage."""
    told = (sentence.text for section in ledger.briefing.sections for sentence in section.sentences
            if sentence.facts[:1] == (fact,))
    return next(told, ledger.trace(fact).passage)


def _revises(ledger: Ledger, new: Position, old: Position) -> bool:
    """Whether a position takes the place of an older one, rather than standing against it."""
    fresh = [fact for fact in new.facts if ledger.fresh(fact)]
    if ledger.published(fresh) < ledger.published(old.facts):
        return False
    same_house = bool(ledger.publishers(fresh) & ledger.publishers(old.facts))
    return same_house or any(_REVISES.search(ledger.trace(fact).passage) for fact in fresh)


def _pair(new: str, old: str, *, strict: bool) -> tuple[Quantity, Quantity] | None:
    """The figure of each statement in which they differ; None where it is not plain which.

    `strict` wants them to count the same thing by its name, and every other figure to be the same.
    """
    ours, theirs = figures(new), figures(old)
    values = {each.value for each in theirs} & {each.value for each in ours}
    ours = tuple(each for each in ours if each.value not in values and each.value is not None)
    theirs = tuple(each for each in theirs if each.value not in values and each.value is not None)
    if strict and (len(ours) != 1 or len(theirs) != 1):
        return None
    return next(((a, b) for a in ours for b in theirs if comparable(a, b)), None)


def _summary(summary: str, pair: tuple[Quantity, Quantity] | None) -> str:
    """"Number of dead: 24, earlier 25": the matter as the divergence names it, and the two figures as written."""
    if pair is None:
        return summary
    new, old = pair
    what = summary.partition(":")[0] if ":" in summary else ""
    if not what or figures(what):
        what = (new.noun or old.noun or "Figure").capitalize()
    return f"{what}: {_inside(new.text)}, earlier {_inside(old.text)}"


def _inside(figure: str) -> str:
    """A figure as it reads within a sentence: "Fourteen" as "fourteen"."""
    return figure[0].lower() + figure[1:] if re.match(r"[A-Z][a-z]+\b", figure) else figure


def _agreement(ledger: Ledger, told: Told) -> Settled | None:
    """The statement that all sides of a divergence now make; None where they do not."""
    holders = [set(side.holders) for side in told.sides]
    if any(not one for one in holders) or any(a & b for n, a in enumerate(holders) for b in holders[n + 1:]):
        return None  # nobody can tell which side somebody unknown, or somebody on both, is now on
    homes = [{claim.id for claim in ledger.of(ledger.standing(side))} for side in told.sides]
    for claim in ledger.briefing.claims:
        if not any(map(ledger.fresh, claim.facts)):
            continue
        kin = _kin(ledger, claim, {each for home in homes for each in home})
        ids, facts = {each.id for each in kin}, [fact for each in kin for fact in each.facts]
        stays = [bool(ids & home) for home in homes]
        turns = [not stay and bool(ledger.publishers(f for f in facts if ledger.fresh(f)) & names)
                 for stay, names in zip(stays, holders, strict=True)]
        if all(stay or turn for stay, turn in zip(stays, turns, strict=True)) and any(turns):
            return _settlement(ledger, told, kin, [s for s, turn in zip(told.sides, turns, strict=True) if turn])
    return None


def _kin(ledger: Ledger, claim: Claim, homes: Set[str]) -> tuple[Claim, ...]:
    """A claim, and the other claims about a divergence that say the same with the same figures."""
    others = [each for each in ledger.briefing.claims if each.id != claim.id and each.story == claim.story
              and (each.id in homes or any(map(ledger.fresh, each.facts)))]
    likeness = Likeness([terms(each.statement) for each in (claim, *others)])
    return (claim, *(each for n, each in enumerate(others, 1)
                     if agree(claim.statement, each.statement) and likeness.compare(0, n).dice >= ALIKE))


def _settlement(ledger: Ledger, told: Told, kin: Iterable[Claim], turned: Sequence[Side]) -> Settled:
    claims = tuple(kin)
    facts = tuple(sorted((fact for claim in claims for fact in claim.facts), key=ledger.fresh, reverse=True))
    origins = tuple(dict.fromkeys(origin for claim in claims for origin in claim.origins))
    newest = max((fact for fact in facts if ledger.fresh(fact)), key=lambda fact: ledger.published((fact,)))
    latest = Position(_words(ledger, newest), (newest, *(fact for fact in facts if fact != newest)), origins)
    earlier = tuple(Position(side.statement, standing, ()) for side in turned if (standing := ledger.standing(side)))
    return Settled(claims[0].story, told.summary, latest, earlier)
