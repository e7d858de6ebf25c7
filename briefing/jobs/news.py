"""What is new since the last briefing: claims, figures that moved, divergences that appeared or were settled."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from briefing.jobs.differences import appeared, moved, settled
from briefing.jobs.ledger import Ledger
from briefing.jobs.told import Told, side
from briefing.model import Briefing, Section, Sentence
from briefing.render.bulletin import Moved, News
from briefing.text.figures import figures


def news(briefing: Briefing, told: Sequence[Told], seen: Set[str], *, most: int) -> News:
    """What of a briefing readers have not been told; at most `most` sentences on one story.

    `seen` is the sha256 of every document that an earlier run has read: what was passed over then is not new now.
    """
    ledger = Ledger(briefing, told, seen)
    steps = moved(ledger)
    return News(tuple(_sections(ledger, steps, most)), steps, appeared(ledger, steps), settled(ledger))


def everything(briefing: Briefing) -> News:
    """All that a briefing says, for readers who were told nothing yet."""
    return News(briefing.sections, (), briefing.divergences)


def telling(briefing: Briefing, news: News) -> tuple[Told, ...]:
    """What readers know once they have read these news: each claim with all that stands behind it."""
    ledger = Ledger(briefing, (), frozenset())
    cited = [fact for section in news.sections for sentence in section.sentences for fact in sentence.facts]
    positions = [p for each in news.appeared for p in each.positions]
    positions += [p for each in news.moved for p in (each.latest, each.earlier)]
    positions += [each.latest for each in news.settled]
    cited += [fact for position in positions for fact in position.facts]
    claims = [Told("claim", (side(claim.statement, ledger.around(claim.facts), ledger.documents),))
              for claim in ledger.of(cited)]
    rows = [(each.summary, each.positions) for each in news.appeared]
    rows += [(each.summary, (each.latest, each.earlier)) for each in news.moved]
    differences = [Told("divergence", tuple(side(p.statement, ledger.around(p.facts), ledger.documents)
                                            for p in positions), summary) for summary, positions in rows]
    return (*claims, *differences, *(Told("settled", (), each.summary) for each in news.settled))


def _sections(ledger: Ledger, steps: Sequence[Moved], most: int) -> Iterator[Section]:
    """The sections with their new sentences; what is told as a figure that moved is not told twice."""
    stepped = {claim.id for each in steps for claim in ledger.of(each.latest.facts)}
    room = {story.id: most for story in ledger.briefing.stories}
    for section in ledger.briefing.sections:
        fresh = [each for each in section.sentences if _is_new(ledger, each, stepped)][:room.get(section.story, most)]
        room[section.story] = room.get(section.story, most) - len(fresh)
        if fresh:
            yield replace(section, sentences=tuple(fresh))


def _is_new(ledger: Ledger, sentence: Sentence, stepped: Set[str]) -> bool:
    """Whether a sentence tells a new claim, or a figure that the words told before do not have."""
    claims = [claim for claim in ledger.of(sentence.facts) if claim.id not in stepped]
    if any(map(ledger.is_new, claims)):
        return True
    if not claims or not sentence.facts or not ledger.fresh(sentence.facts[0]):
        return False
    behind = {fact for claim in claims for fact in claim.facts if not ledger.fresh(fact)}
    known = {each.value for fact in behind for each in figures(ledger.facts[fact].evidence[0].text)}
    return bool(behind) and any(each.value not in known for each in figures(sentence.text)
                                if each.kind not in {"year", "ordinal"})
