"""What is new since the last briefing: sentences, figures that moved, divergences that appeared or were settled."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Literal

from briefing.engines.rules.alone import clumsiness
from briefing.jobs.differences import appeared, moved, settled
from briefing.jobs.ledger import Ledger
from briefing.jobs.told import Told, side
from briefing.language.quantities import quantities
from briefing.model import Briefing, Position, Section, Sentence
from briefing.render.bulletin import Moved, News, Settled

LEANING = 3.0
"""Clumsiness from which a sentence leans on one before it; in a mail of what is new that one was told another day."""


def news(briefing: Briefing, told: Sequence[Told], seen: Set[str], *, most: int,
         versions: Mapping[str, str] | None = None, meanwhile: Sequence[Told] = ()) -> News:
    """What of a briefing readers have not been told; at most `most` sentences on one story.

    `seen` is the sha256 of every document that an earlier run has read: what was passed over then is not new now.
    `versions` gives for the sha256 of a file that was overwritten that of its bytes before. `meanwhile` is what they
    were told after that which is told again, in the mail of a week: of it what has been overtaken is not.
    """
    ledger = Ledger(briefing, told, seen, versions or {}, meanwhile)
    ends = settled(ledger)
    closed = {fact for each in ends for fact in each.latest.facts}
    steps = tuple(each for each in moved(ledger) if not closed & set(each.latest.facts))
    return News(tuple(_sections(ledger, (*steps, *ends), most)), steps, appeared(ledger, (*steps, *ends)), ends)


def everything(briefing: Briefing) -> News:
    """All that a briefing says, for readers who were told nothing yet."""
    return News(briefing.sections, (), briefing.divergences)


def telling(briefing: Briefing, news: News) -> tuple[Told, ...]:
    """What readers know once they have read these news: each statement with all that says it."""
    ledger = Ledger(briefing, (), frozenset())

    def kept(position: Position) -> Told:
        return Told("claim", (side(position.statement, ledger.behind(position.statement, position.facts),
                                   ledger.documents),))

    def differing(kind: Literal["divergence", "moved"], summary: str, *positions: Position) -> Told:
        return Told(kind, tuple(one for p in positions for one in kept(p).sides), summary)

    differences = [differing("divergence", each.summary, *each.positions) for each in news.appeared]
    differences += [differing("moved", each.summary, each.latest, each.earlier) for each in news.moved]
    sentences = [Position(each.text, each.facts, ()) for section in news.sections for each in section.sentences]
    return (*map(kept, sentences), *differences, *(kept(each.latest) for each in news.settled),
            *(Told("settled", (), each.summary) for each in news.settled))


def passed_over(briefing: Briefing, news: News, told: Sequence[Told]) -> tuple[Told, ...]:
    """What the page alone says and a later report may give otherwise: its sentences with figures, none that the mail
    told."""
    facts = {each.id: each for each in briefing.facts}
    documents = {each.id: each for each in briefing.documents}
    known = {one.statement for each in told for one in each.sides}
    sentences = (each for section in news.sections for each in section.sentences
                 if each.text not in known and quantities(each.text))
    return tuple(Told("page", (side(each.text, [facts[fact] for fact in each.facts], documents),))
                 for each in sentences)


def _sections(ledger: Ledger, told_apart: Sequence[Moved | Settled], most: int) -> Iterator[Section]:
    """The sections with their new sentences, but for those that `told_apart` tells."""
    stepped = {fact for each in told_apart for fact in each.latest.facts}
    room = {story.id: most for story in ledger.briefing.stories}
    said: list[str] = []
    for section in ledger.briefing.sections:
        fresh = []
        for sentence in section.sentences:
            new = {each for each in sentence.facts if ledger.fresh(each)}
            if new and new <= stepped:
                continue
            past = _is_past(ledger, section.story, sentence)
            if ledger.is_new(sentence.text, sentence.facts) and not past:
                found = [sentence] if _stands_alone(ledger, sentence.text, sentence.facts) else []
            else:
                later = ledger.went_on(sentence.text, sentence.facts) if past else ()
                found = _outshone(ledger, (*ledger.mates(sentence.facts), *later), sentence.facts, said)
            fresh += [each for each in found if not stepped & set(each.facts)
                      and not _is_past(ledger, section.story, each)]
            said += [each.text for each in found]
        fresh = fresh[:room.get(section.story, most)]
        room[section.story] = room.get(section.story, most) - len(fresh)
        if fresh:
            yield replace(section, sentences=tuple(fresh))


def _is_past(ledger: Ledger, story: str, sentence: Sentence) -> bool:
    """Whether readers know something later of the same thing: another figure in its place, or how it went on."""
    return (all(ledger.trace(each) in ledger.overtaken for each in sentence.facts)
            or ledger.is_overtaken(story, sentence.text, sentence.facts))


def _stands_alone(ledger: Ledger, text: str, facts: Sequence[str]) -> bool:
    """Whether a source's own words need no sentence before them; a model's were written to stand alone."""
    own = (ledger.facts[fact] for fact in facts if ledger.facts[fact].statement == text)
    return all(clumsiness(fact, text) < LEANING for fact in own)


def _outshone(ledger: Ledger, facts: Sequence[str], shown: Sequence[str], said: Sequence[str]) -> list[Sentence]:
    """What new documents add to a claim that the briefing tells in words known already; `shown` are the facts of these.

    A briefing tells each claim in its best words; where those are old, what is new in others would go untold.
    """
    found: list[Sentence] = []
    for fact in facts:
        text = ledger.facts[fact].statement
        known = [*said, *(each.text for each in found)]
        if (fact not in shown and ledger.fresh(fact) and not ledger.is_told(text, (fact,))
                and _stands_alone(ledger, text, (fact,)) and ledger.bears(text, (fact,))
                and not any(ledger.covers((each,), text) for each in known)):
            found.append(Sentence(text, (fact,)))
    return found
