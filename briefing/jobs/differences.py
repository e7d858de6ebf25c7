"""Where the sources differ, before and now: figures that moved, divergences that appeared, and those settled."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.jobs.ledger import Ledger, agree, comparable
from briefing.jobs.told import Side, Told
from briefing.language.en.rules.differences import COUNT_OF as _COUNT_OF
from briefing.language.en.rules.differences import GROWING as _GROWING
from briefing.language.en.rules.differences import REVISES as _REVISES
from briefing.language.quantities import Quantity, quantities
from briefing.language.weights import dead_in, weights
from briefing.language.wording import kind_of, said, topic_of
from briefing.model import Divergence, Position, Sentence
from briefing.render.bulletin import Moved, Settled
from briefing.render.telling import page_code
from briefing.stages.withdraw import notes

LATER, CORRECTED = "later report", "correction"
ALIKE = 0.4
"""Dice from which two statements with different figures speak of the same thing."""

CLOSE = 0.5
"""Dice from which a publisher's later statement takes the place of its earlier one."""

SETTLING = 0.5
"""Dice with what a side said from which a new statement speaks of what was divergent."""


def moved(ledger: Ledger) -> tuple[Moved, ...]:
    """Figures of documents seen before that a new report gives otherwise, each once.

    Another figure from elsewhere is a divergence; a figure has moved where its outlet corrects it, it counts what grows
    and a later report explains it, the same publisher gives both, or the new passage itself says that it revises one.
    """
    found: list[Moved] = []
    for step in (*_corrected(ledger), *_in_divergences(ledger), *_between_sentences(ledger), *_from_told(ledger),
                 *_grown(ledger)):
        if not any(set(step.latest.facts) & set(each.latest.facts) for each in found):
            found.append(step)
    return tuple(found)


def appeared(ledger: Ledger, told_apart: Sequence[Moved | Settled]) -> tuple[Divergence, ...]:
    """The divergences that matter, that a new document brought or gave a new side, and that `told_apart` does not
    tell."""
    stepped = {fact for each in told_apart for fact in each.latest.facts}
    closed = {each.summary for each in ledger.meanwhile if each.kind == "settled"}
    standing = (_standing(ledger, each) for each in ledger.briefing.divergences)
    return tuple(each for each in standing if each and each.importance < 3 and _is_news(ledger, each)
                 and each.summary not in closed
                 and not any(stepped & set(p.facts) for p in each.positions))


def _standing(ledger: Ledger, divergence: Divergence) -> Divergence | None:
    """A divergence without the sides that readers were told are overtaken; None where that leaves one."""
    stays = [not any(ledger.trace(fact) in ledger.overtaken for fact in p.facts) for p in divergence.positions]
    if all(stays):
        return divergence
    positions = tuple(p for p, stay in zip(divergence.positions, stays, strict=True) if stay)
    if len(positions) < 2:
        return None
    return replace(divergence, positions=positions, summary=_shortened(divergence.summary, stays))


def _shortened(summary: str, stays: Sequence[bool]) -> str:
    """"Dead: 24 or 27" of "Dead: 24, 25 or 27", where the figures are as many as the sides; else what they are of."""
    what, _, listed = summary.partition(": ")
    figures = re.split(r", | or ", listed)
    if not listed or len(figures) != len(stays):
        return what
    *first, last = (each for each, stay in zip(figures, stays, strict=True) if stay)
    return f"{what}: {', '.join(first)} or {last}"


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
    known = [told for told in ledger.told if told.kind in {"divergence", "moved"} and _same(ledger, divergence, told)]
    return not known or any(not ledger.told_before(p) and any(map(ledger.fresh, p.facts))
                            for p in divergence.positions)


def _same(ledger: Ledger, divergence: Divergence, told: Told) -> bool:
    """Whether two positions of a divergence are two sides of one that was told."""
    traces = [{ledger.trace(fact) for fact in ledger.mates(p.facts)} for p in divergence.positions]
    matched = sum(any(each & set(one.traces) for each in traces) for one in told.sides)
    taken = sum(any(each & set(one.traces) for one in told.sides) for each in traces)
    return matched >= 2 and taken >= 2


def _corrected(ledger: Ledger) -> Iterator[Moved]:
    """The figures that readers had from an outlet, or could read on a page, and that a new note of it takes back."""
    for note in notes(ledger.briefing.documents):
        own = [fact for fact, each in ledger.facts.items() if note.holds(each) and ledger.fresh(fact)]
        wrong = [side for each in ledger.told if each.kind in {"claim", "page", "moved"} for side in each.sides[:1]
                 if note.publisher in side.holders and note.takes_back(side.statement)]
        if not own or not wrong:
            continue
        best = max(wrong, key=lambda side: ledger.alike(note.text, side.statement))
        new, old = (quantities(" ".join(each), note.language) for each in (note.puts.right, note.puts.wrong))
        noun = next((each.noun for each in quantities(best.statement, note.language)
                     if old and each.value == old[0].value), None)
        if len(new) == len(old) == 1:
            summary = _summary("", (replace(new[0], noun=noun), old[0]), page_code(ledger.briefing))
            latest = Position(ledger.facts[own[0]].statement, tuple(own), ledger.origins(own))
            if ledger.bears(summary, own):
                yield Moved(ledger.story(own[0]), summary, latest,
                            Position(best.statement, ledger.standing(best), ()))


def _in_divergences(ledger: Ledger) -> Iterator[Moved]:
    """The moved figures among the divergences of kind figure: one new side, and one of documents seen before."""
    for each in ledger.briefing.divergences:
        new = [p for p in each.positions if any(map(ledger.fresh, p.facts)) and not ledger.told_before(p)]
        old = [p for p in each.positions if not any(map(ledger.fresh, p.facts))]
        if each.kind != "figure" or len(new) != 1 or not old:
            continue
        own = ledger.publishers(new[0].facts)
        houses = [p for p in old if own & ledger.publishers(p.facts)] or old  # what another house said stands beside it
        pairs = [(p, _pair(new[0].statement, p.statement, each.summary)) for p in houses]
        earlier, pair = max(pairs, key=lambda each: (ledger.published(each[0].facts), _nearness(each[1])))
        grows = each.explained_by == CORRECTED or (each.explained_by == LATER and _GROWING.search(each.summary))
        if grows or _revises(ledger, new[0], earlier):
            summary = _summary(each.summary, pair, page_code(ledger.briefing))
            sound = ledger.bears(summary, (*new[0].facts, *earlier.facts))
            yield Moved(each.story, summary if sound else each.summary, new[0], earlier)


def _nearness(pair: tuple[Quantity, Quantity] | None) -> float:
    """The nearer two figures are, the more; least where it is not plain which two."""
    return -abs((pair[0].value or 0.0) - (pair[1].value or 0.0)) if pair else -math.inf


def _between_sentences(ledger: Ledger) -> Iterator[Moved]:
    """The moved figures that no divergence tells: a new sentence much like a fact told, with another figure."""
    told = [fact for fact in ledger.facts if ledger.was_readable(fact) and quantities(ledger.trace(fact).passage)]
    homes = {each.id: each.documents for each in ledger.briefing.stories}
    for story, sentence in ledger.candidates():
        if not quantities(sentence.text) or not ledger.is_new(sentence.text, sentence.facts):
            continue
        latest = Position(sentence.text, sentence.facts, ledger.origins(sentence.facts))
        best = max((fact for fact in told if ledger.facts[fact].document in homes.get(story, ())), default=None,
                   key=lambda fact: ledger.alike(sentence.text, ledger.trace(fact).passage))
        if best is None or ledger.alike(sentence.text, ledger.trace(best).passage) < ALIKE:
            continue
        earlier = Position(_words(ledger, best), (best,), ledger.origins((best,)))
        both = _pair(latest.statement, earlier.statement)
        if both and _revises(ledger, latest, earlier):
            summary = _summary("", both, page_code(ledger.briefing))
            if ledger.bears(summary, (*latest.facts, *earlier.facts)):
                yield Moved(story, summary, latest, earlier)


def _from_told(ledger: Ledger) -> Iterator[Moved]:
    """The figures that moved since readers were told them by a document that is gone: a new sentence much like what
    was told then, out of the same file overwritten, of the same publisher, or saying itself that it revises."""
    here = {each.sha256 for each in ledger.briefing.documents}
    gone = [side for each in ledger.told if each.kind in {"claim", "page", "moved"} for side in each.sides[:1]
            if quantities(side.statement) and not any(one.sha256 in here for one in side.traces)]
    for story, sentence in ledger.candidates():
        if not quantities(sentence.text) or not ledger.is_new(sentence.text, sentence.facts):
            continue
        rivals = [side for side in gone if _takes_over(ledger, sentence, side)]
        best = max(rivals, default=None, key=lambda side: ledger.alike(sentence.text, side.statement))
        both = _pair(sentence.text, best.statement) if best else None
        if best and both:
            latest = Position(sentence.text, sentence.facts, ledger.origins(sentence.facts))
            yield Moved(story, _summary("", both, page_code(ledger.briefing)), latest, Position(best.statement, (), ()))


def _grown(ledger: Ledger) -> Iterator[Moved]:
    """The tolls that are larger than what readers were told of the same story, however it was put; the first of each
    story. None where they were told a larger one: then one of the two is of something else."""
    done: set[str] = set()
    code = page_code(ledger.briefing)
    for story, sentence in ledger.candidates():
        new = dead_in(sentence.text, code)
        if story in done or not new or not weights(code).total.search(sentence.text) or not ledger.is_new(
                sentence.text, sentence.facts):
            continue
        told = [(figure, side) for each in ledger.told if each.kind in {"claim", "moved"} for side in each.sides[:1]
                if (figure := dead_in(side.statement, code)) and story in map(ledger.story, ledger.standing(side))]
        old, side = max(told, key=lambda each: each[0].value or 0.0, default=(None, None))
        if old is None or side is None or (old.value or 0.0) >= (new.value or 0.0):
            continue
        summary = _summary(f"{topic_of('number of dead', 'figure', code)}: ", (new, old), code)
        if ledger.bears(summary, (*sentence.facts, *ledger.standing(side))):
            done.add(story)
            latest = Position(sentence.text, sentence.facts, ledger.origins(sentence.facts))
            yield Moved(story, summary, latest, Position(side.statement, ledger.standing(side), ()))


def _takes_over(ledger: Ledger, sentence: Sentence, side: Side) -> bool:
    """Whether a sentence takes the place of what readers were told."""
    fresh = [fact for fact in sentence.facts if ledger.fresh(fact)]
    by_name = any(ledger.replaces(fact, side) for fact in fresh) or ledger.publishers(fresh) & set(side.holders)
    revises = by_name or any(_REVISES.search(ledger.trace(fact).passage) for fact in fresh)
    return bool(revises) and ledger.alike(sentence.text, side.statement) >= CLOSE


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
    return (same_house and ledger.alike(new.statement, old.statement) >= CLOSE) or any(
        _REVISES.search(ledger.trace(fact).passage) for fact in fresh)


def _pair(new: str, old: str, summary: str = "") -> tuple[Quantity, Quantity] | None:
    """The figure of each statement in which they differ; None where it is not plain which.

    Only figures that the summary of the divergence names; without one all, and the two must count the same thing by
    its name.
    """
    named = {each.value for each in quantities(summary)}
    ours, theirs = ([each for each in quantities(text) if each.value is not None
                     and each.kind not in {"year", "ordinal"} and (not named or each.value in named)]
                    for text in (new, old))
    left = _without(ours, theirs)
    gone = _without(theirs, ours) or theirs  # "14, up from nine": the new one may give the old figure too
    if len({each.value for each in left}) != 1 or len({each.value for each in gone}) != 1:
        return None
    one, other = left[0], gone[0]
    return (one, other) if named or (comparable(one, other) and _of_one_thing(one, new, other, old)) else None


def _of_one_thing(one: Quantity, new: str, other: Quantity, old: str) -> bool:
    """Whether two figures count the same by its name: a bare one ("has risen to fourteen") what its sentence names."""
    if one.noun == other.noun:
        return True
    bare, noun = (new, other.noun) if one.noun is None else (old, one.noun) if other.noun is None else ("", None)
    return noun is not None and bool(_COUNT_OF.search(bare)) and re.search(rf"\b{re.escape(noun)}\b", bare, re.I
                                                                          ) is not None


def _without(figures: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    """The figures whose values the others do not have."""
    values = {each.value for each in others}
    return [each for each in figures if each.value not in values]


def _summary(summary: str, pair: tuple[Quantity, Quantity] | None, code: str) -> str:
    """"Number of dead: 24, earlier 25": the matter as the divergence names it, and the two figures as written."""
    if pair is None:
        return summary
    new, old = pair
    what = summary.partition(":")[0] if ":" in summary else ""
    if not what or quantities(what):
        what = (new.noun or old.noun or kind_of("figure", code)).capitalize()
    return said("mail", "moved_from", code, what=what, new=_inside(new.text), old=_inside(old.text))


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
    matter = [fact for facts in standing for fact in facts]
    for anchor in fresh:
        if not _of_the_matter(ledger, anchor, told, matter):
            continue
        stay = [[fact for fact in facts if _say_the_same(ledger, anchor, fact, matter)] for facts in standing]
        kept = [bool(stays) or (not facts and agree(side.statement, ledger.trace(anchor).passage))
                for side, facts, stays in zip(told.sides, standing, stay, strict=True)]
        turn = [[fact for fact in fresh if ledger.publishers((fact,)) & names
                 and _say_the_same(ledger, anchor, fact, matter)] for names in holders]
        turned = [side for side, stays, turns in zip(told.sides, kept, turn, strict=True) if turns and not stays]
        if turned and all(stays or turns for stays, turns in zip(kept, turn, strict=True)):
            now = tuple(dict.fromkeys((anchor, *(fact for group in (*turn, *stay) for fact in group))))
            return _settlement(ledger, told, now, turned)
    return None


def _of_the_matter(ledger: Ledger, anchor: str, told: Told, matter: Sequence[str]) -> bool:
    """Whether a new fact speaks of what was divergent: in much the same words as a side, and in its story where that
    has documents still."""
    passage = ledger.trace(anchor).passage
    stories = {ledger.story(fact) for fact in matter}
    return (not stories or ledger.story(anchor) in stories) and any(
        ledger.alike(passage, side.statement) >= SETTLING for side in told.sides)


def _say_the_same(ledger: Ledger, one: str, other: str, matter: Sequence[str]) -> bool:
    """Whether two facts are alike, or give the same figures and each is like some fact of the matter."""
    a, b = ledger.trace(one).passage, ledger.trace(other).passage
    if one == other:
        return True
    if not agree(a, b):
        return False
    known = [ledger.trace(each).passage for each in matter]
    return ledger.alike(a, b) >= ALIKE or (bool(quantities(a)) and all(
        max((ledger.alike(each, passage) for passage in known), default=0.0) >= ALIKE for each in (a, b)))


def _settlement(ledger: Ledger, told: Told, now: tuple[str, ...], turned: Sequence[Side]) -> Settled:
    """A divergence that is one no more: the newest words, all that says the same, and what was said before."""
    latest = Position(_words(ledger, now[0]), now, ledger.origins(now))
    earlier = tuple(Position(side.statement, standing, ()) for side in turned if (standing := ledger.standing(side)))
    home = ledger.facts[now[0]].document
    story = next((each.id for each in ledger.briefing.stories if home in each.documents), "")
    return Settled(story, told.summary, latest, earlier)
