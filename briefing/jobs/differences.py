"""Where the sources differ, before and now: figures that moved, divergences that appeared, and those settled."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.jobs.ledger import Ledger, agree, comparable
from briefing.jobs.told import Side, Told
from briefing.model import Divergence, Position
from briefing.render.bulletin import Moved, Settled
from briefing.text.figures import Quantity, figures

LATER = "later report"
ALIKE = 0.4
"""Dice from which two statements with different figures speak of the same thing."""

_REVISES = re.compile(
    r"\b(?:correct(?:s|ed|ion)|revis(?:ed|es|ion)|amended|lowered|earlier (?:figure|count|report|toll)"
    r"|(?:up|down|rose|risen|fell|fallen) (?:from|to)|not \w+,? as (?:first|earlier|previously))\b", re.I)


def moved(ledger: Ledger) -> tuple[Moved, ...]:
    """Figures of documents seen before that a new report gives otherwise, each once.

    Another figure from elsewhere is a divergence; a figure has moved where the divergence is explained by a later
    report, the same publisher gives it, or the new passage itself says that it revises one.
    """
    found: list[Moved] = []
    for step in (*_in_divergences(ledger), *_between_sentences(ledger)):
        if not any(set(step.latest.facts) & set(each.latest.facts) for each in found):
            found.append(step)
    return tuple(found)


def appeared(ledger: Ledger, elsewhere: Sequence[Moved | Settled]) -> tuple[Divergence, ...]:
    """The divergences that matter, that a new document brought or gave a new side, and that `elsewhere` does not
    tell."""
    stepped = {fact for each in elsewhere for fact in each.latest.facts}
    return tuple(each for each in ledger.briefing.divergences
                 if each.importance < 3 and _is_news(ledger, each)
                 and not any(stepped & set(p.facts) for p in each.positions))


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
    traces = [{ledger.trace(fact) for fact in ledger.mates(p.facts)} for p in divergence.positions]
    matched = sum(any(each & set(one.traces) for each in traces) for one in told.sides)
    taken = sum(any(each & set(one.traces) for one in told.sides) for each in traces)
    return matched >= 2 and taken >= 2


def _in_divergences(ledger: Ledger) -> Iterator[Moved]:
    """The moved figures among the divergences of kind figure: one new side, and one of documents seen before."""
    for each in ledger.briefing.divergences:
        new = [p for p in each.positions if any(map(ledger.fresh, p.facts)) and not ledger.told_before(p)]
        old = [p for p in each.positions if not any(map(ledger.fresh, p.facts))]
        if each.kind != "figure" or len(new) != 1 or not old:
            continue
        earlier = max(old, key=lambda p: (ledger.told_before(p), ledger.published(p.facts)))
        if each.explained_by == LATER or _revises(ledger, new[0], earlier):
            pair = _pair(new[0].statement, earlier.statement, strict=False)
            step = Moved(each.story, _summary(each.summary, pair), new[0], earlier)
            yield step if ledger.bears(step.summary, (*new[0].facts, *earlier.facts)) else replace(
                step, summary=each.summary)


def _between_sentences(ledger: Ledger) -> Iterator[Moved]:
    """The moved figures that no divergence tells: a new sentence much like a fact told, with another figure."""
    told = [fact for fact in ledger.facts if ledger.was_told(fact) and figures(ledger.trace(fact).passage)]
    for section in ledger.briefing.sections:
        story = next((each.documents for each in ledger.briefing.stories if each.id == section.story), ())
        for sentence in section.sentences:
            if not figures(sentence.text) or not ledger.is_new(sentence.text, sentence.facts):
                continue
            latest = Position(sentence.text, sentence.facts, ledger.origins(sentence.facts))
            best = max((fact for fact in told if ledger.facts[fact].document in story), default=None,
                       key=lambda fact: ledger.alike(sentence.text, ledger.trace(fact).passage))
            if best is None or ledger.alike(sentence.text, ledger.trace(best).passage) < ALIKE:
                continue
            earlier = Position(_words(ledger, best), (best,), ledger.origins((best,)))
            both = _pair(latest.statement, earlier.statement, strict=True)
            if both and _revises(ledger, latest, earlier):
                summary = _summary("", both)
                if ledger.bears(summary, (*latest.facts, *earlier.facts)):
                    yield Moved(section.story, summary, latest, earlier)


def _words(ledger: Ledger, fact: str) -> str:
    """A fact in the words of a sentence that was verified, else letter for letter in those of its passage."""
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
    """What all sides of a divergence now say, by the words of a new document; None where they do not."""
    holders = [set(side.holders) for side in told.sides]
    if any(not one for one in holders) or any(a & b for n, a in enumerate(holders) for b in holders[n + 1:]):
        return None  # nobody can tell which side somebody unknown, or somebody on both, is now on
    standing = [ledger.standing(side) for side in told.sides]
    fresh = [fact for fact in ledger.facts if ledger.fresh(fact)]
    for anchor in fresh:
        stay = [[fact for fact in facts if _say_the_same(ledger, anchor, fact)] for facts in standing]
        turn = [[fact for fact in fresh if ledger.publishers((fact,)) & names and _say_the_same(ledger, anchor, fact)]
                for names in holders]
        turned = [side for side, stays, turns in zip(told.sides, stay, turn, strict=True) if turns and not stays]
        if turned and all(stays or turns for stays, turns in zip(stay, turn, strict=True)):
            now = tuple(dict.fromkeys((anchor, *(fact for group in (*turn, *stay) for fact in group))))
            return _settlement(ledger, told, now, turned)
    return None


def _say_the_same(ledger: Ledger, one: str, other: str) -> bool:
    a, b = ledger.trace(one).passage, ledger.trace(other).passage
    return one == other or (agree(a, b) and ledger.alike(a, b) >= ALIKE)


def _settlement(ledger: Ledger, told: Told, now: tuple[str, ...], turned: Sequence[Side]) -> Settled:
    """A divergence that is one no more: the newest words, all that says the same, and what was said before."""
    latest = Position(_words(ledger, now[0]), now, ledger.origins(now))
    earlier = tuple(Position(side.statement, standing, ()) for side in turned if (standing := ledger.standing(side)))
    home = ledger.facts[now[0]].document
    story = next((each.id for each in ledger.briefing.stories if home in each.documents), "")
    return Settled(story, told.summary, latest, earlier)
