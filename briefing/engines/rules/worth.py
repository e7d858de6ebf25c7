"""What a claim is worth to the reader, and in whose words it is told best."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from briefing.engines.engine import StoryInput
from briefing.engines.rules.alone import UNFIT, clumsiness
from briefing.engines.rules.another import POST, do_another, of_another_speaker, wording
from briefing.engines.rules.attribution import masked
from briefing.engines.rules.entailment import carries, figures_stand_in, tells_another
from briefing.engines.rules.hearing import heard
from briefing.engines.rules.shortening import shortened
from briefing.language.bearing import BEARING, Question
from briefing.language.en.rules.choosing import NUMBERED, STILL, VAGUE
from briefing.language.headings import common_code
from briefing.language.pointing import begins_pointing, begins_with_hearsay, tells_silence
from briefing.model import Claim, Document, Fact
from briefing.text.likeness import Likeness
from briefing.text.quotations import quotations
from briefing.text.words import count_words, terms

SHORT = 9
"""Words below which a sentence within a paragraph says little without the one before it."""

PICTURED = "file photo"
"""Why the first sentence of an archive picture's caption was removed."""

BEARERS = 3
"""Other origins that carry a text and still add to its worth."""

ANSWERING = 3.0
"""What it is worth that a sentence bears on what the reader asks."""

SEVERAL = 3
"""Sources of a story from which it can be told what one of them alone speaks of."""

SILENT = 2.0
"""What it is worth less that somebody says nothing: it is no news."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the fact that tells it and what it is worth to the reader."""

    claim: Claim
    fact: Fact
    text: str
    """What the reader is told: its statement, shortened where it runs on."""

    worth: float
    place: float
    """Where in its document it stands, 0 head to 1 foot."""

    stale: bool
    """Whether a later report gives another figure or state."""

    about: float = 1.0
    """How much of what one of several sources tells others speak of too, 0 to 1."""

    leads: int = 0
    """2 for what tells the event that most reports open with, 1 for what has overtaken a figure in that."""


class Scale:
    """What the worth of a claim is measured by: the story it belongs to."""

    def __init__(self, story_input: StoryInput):
        claims, facts, documents = story_input.claims, story_input.facts, story_input.documents
        self.support = story_input.support
        self.facts = facts
        self.documents = documents
        self.order = {d: n for n, d in enumerate(story_input.story.documents)}
        self.likeness = Likeness([terms(facts[c.facts[0]].evidence[0].text) for c in claims])
        self.spread = _spread(claims, facts)
        self.headlines = [terms(documents[d].title) for d in story_input.story.documents]
        self.question = question_of(story_input)
        self.pictured = {
            d: frozenset(each.start for each in documents[d].removed if each.reason == PICTURED)
            for d in story_input.story.documents
        }
        self.days = _days([documents[d] for d in story_input.story.documents])
        self.numbered = any(NUMBERED.search(facts[c.facts[0]].statement) for c in claims)
        self.stale = overtaken(story_input)
        self.voices = len({origin for claim in claims for origin in claim.origins})
        told = [facts[f] for claim in claims for f in claim.facts]
        self.heard = heard(told, self.support)
        self.quoted = " | ".join(wording(q.text) for f in told for q in quotations(f.evidence[0].text))

    def tellings(self, claim: Claim) -> Iterator[Told]:
        """The claim as it is told best, then those of its facts that share little but names with that."""
        best = self.told(claim)
        if best:
            yield best
            rest = tuple(f for f in claim.facts if f != best.fact.id and self.another(best, self.facts[f]))
            if rest:
                origins = tuple(dict.fromkeys(self.support[f] for f in rest))
                yield from self.tellings(replace(claim, facts=rest, origins=origins))

    def another(self, told: Told, other: Fact) -> bool:
        """Whether a fact tells another thing than what is told of the same people, or a figure that is not told."""
        text = other.evidence[0].text
        if not figures_stand_in(text, told.text) or of_another_speaker(other, told.fact):
            return True
        code = self.documents[other.document].language
        if code == self.documents[told.fact.document].language and do_another(told.text, text, code):
            return True
        return tells_another(told.text, text, self.likeness) and tells_another(text, told.text, self.likeness)

    def told(self, claim: Claim) -> Told | None:
        """The claim in its best words; None where no source's words can stand alone."""
        texts = {f: shortened(self.facts[f]) for f in claim.facts}
        fit = [(clumsy, n, f) for n, f in enumerate(claim.facts) if (clumsy := self.clumsy(claim, n, texts[f])) < UNFIT]
        if not fit:
            return None
        clumsy, _, best = min(fit, key=lambda each: (each[0] - self.borne(claim, each[2], texts[each[2]]), each[1]))
        fact = self.facts[best]
        place = min(self.place(self.facts[f]) for f in claim.facts) + 1e-6 * self.order.get(fact.document, 0)
        stale = best in self.stale
        alone = self.voices >= SEVERAL and len(claim.origins) < 2
        about = self.about(terms(fact.evidence[0].text)) if alone else 1.0
        worth = self.worth(claim, fact, place, clumsy) - 1.5 * stale
        return Told(claim, fact, texts[best], worth, place, stale, about)

    def clumsy(self, claim: Claim, place: int, text: str) -> float:
        """The clumsiness of one of a claim's facts, in steps; more where an earlier one is its origin's own text."""
        fact = claim.facts[place]
        copied = self.support[fact] in {self.support[f] for f in claim.facts[:place]}
        old = self.days.get(self.facts[fact].document, 1.0) < 1.0 and STILL.search(text) is not None
        vague = self.numbered and VAGUE.search(text) is not None
        leaning = count_words(text) < SHORT and not self.opens(self.facts[fact])
        pictured = 3 * self.captions(self.facts[fact])
        unfit = old or vague or self.speaks(text) or self.points(self.facts[fact], text)
        return round(clumsiness(self.facts[fact], text)) + 1.5 * copied + leaning + pictured + UNFIT * unfit

    def points(self, fact: Fact, text: str) -> bool:
        """Whether a sentence in another language begins with somebody whom only the one before it names; in English he
        is named, or the sentence is unfit by itself."""
        document = self.documents.get(fact.document)
        if document is None:
            return False
        return begins_pointing(text, document.language) or (
            fact.speaker is None and begins_with_hearsay(masked(text), document.language))

    def speaks(self, text: str) -> bool:
        """Whether a sentence without marks is what another report has between them: a post told as the page's own
        words."""
        return not quotations(text) and count_words(text) >= POST and wording(text) in self.quoted

    def borne(self, claim: Claim, fact: str, text: str) -> float:
        """What it is worth that other origins carry the text of a fact: three quarters of a step for each of three."""
        if len(claim.origins) < 2:
            return 0.0
        bearers = {self.support[fact]}
        for other in claim.facts:
            heard = len(bearers) > BEARERS or self.support[other] in bearers
            if not heard and carries(text, self.facts[fact], self.facts[other], self.likeness):
                bearers.add(self.support[other])
        return 0.75 * (len(bearers) - 1)

    def worth(self, claim: Claim, fact: Fact, place: float, clumsy: float) -> float:
        """Many origins, the head of a report, what all speak of, a headline's words and the latest news weigh most."""
        own = terms(fact.evidence[0].text)
        titled = max((len(own & h) / (len(h) or 1) for h in self.headlines), default=0.0)
        spoken = max(self.heard.get(f, 0.0) for f in claim.facts)
        asked = self.question.bearing(fact.evidence[0].text) if self.question else 0.0
        return (
            1.0 * min(len(claim.origins), 4)
            + 0.25 * min(len({self.facts[f].document for f in claim.facts}), 5)
            + 0.5 * min(spoken, 4)
            + (1.2 + 0.4 * min(len(claim.origins) - 1, 2)) * (1 - place) ** 2
            + 1.5 * self.about(own)
            + 1.2 * titled
            + 0.3 * bool(fact.figures)
            + 0.5 * self.days.get(fact.document, 0.0)
            - 0.35 * clumsy
            - 0.8 * (fact.kind == "background")
            - 2.0 * bool(VAGUE.search(fact.statement))
            - SILENT * tells_silence(fact.evidence[0].text, self.documents[fact.document].language)
            + 3.0 * asked
            + ANSWERING * (asked >= BEARING)
        )

    def about(self, own: frozenset[str]) -> float:
        """The share of these terms, by weight, that more than one document has."""
        common = frozenset(t for t in own if self.spread.get(t, 0) > 1)
        return self.likeness.weight(common) / (self.likeness.weight(own) or 1)

    def opens(self, fact: Fact) -> bool:
        """Whether a fact is the first of its paragraph: what follows may lean on it, it leans on nothing."""
        return opens_paragraph(self.documents[fact.document].text, fact.evidence[0].start)

    def place(self, fact: Fact) -> float:
        """Where in its document a fact stands, 0 to 1; a caption stands at the foot, wherever it was printed."""
        if self.captions(fact):
            return 1.0
        return fact.evidence[0].start / max(len(self.documents[fact.document].text), 1)

    def captions(self, fact: Fact) -> bool:
        """Whether a fact is what goes on behind "File - In this photo …": the report says it again in its text."""
        pictured = self.pictured[fact.document]
        text = self.documents[fact.document].text
        return bool(pictured) and text.rfind("\n", 0, fact.evidence[0].start) + 1 in pictured


def question_of(story_input: StoryInput) -> Question | None:
    """What the reader asks, to be held against the sentences of a story; None where nobody asks."""
    if not story_input.focus:
        return None
    code = common_code(story_input.documents[each].language for each in story_input.story.documents)
    told = (story_input.facts[each.facts[0]].evidence[0].text for each in story_input.claims)
    return Question(story_input.focus, told, code)


def opens_paragraph(text: str, start: int) -> bool:
    """Whether nothing but white space stands before a place in its line; what is before that is not looked at."""
    while start and text[start - 1] in " \t":
        start -= 1
    return not start or text[start - 1] in "\n\r"


def _spread(claims: Sequence[Claim], facts: Mapping[str, Fact]) -> dict[str, int]:
    """In how many documents each term stands."""
    told: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for f in claim.facts:
            told[facts[f].document] |= terms(facts[f].evidence[0].text)
    return Counter(chain.from_iterable(told.values()))


def _days(documents: Sequence[Document]) -> dict[str, float]:
    """How late in the story each document came out, 0 to 1; all 0 where they are of one day."""
    dated = {d.id: date.fromisoformat(d.published) for d in documents if d.published}
    if not dated or min(dated.values()) == max(dated.values()):
        return {}
    first, last = min(dated.values()), max(dated.values())
    return {d: (day - first).days / (last - first).days for d, day in dated.items()}


def overtaken(story_input: StoryInput) -> dict[str, frozenset[str]]:
    """The facts that a later report overtook, with the facts that did: by its day, and where all are of one day, or one
    was put right, whatever is not the last position; none for what was put right, which was wrong when it was told."""
    days = {d.id: d.published or "" for d in story_input.documents.values()}
    found: dict[str, frozenset[str]] = {}
    for divergence in story_input.divergences:
        if divergence.explained_by:
            latest = [max(days[story_input.facts[f].document] for f in p.facts) for p in divergence.positions]
            grown = divergence.kind == "figure" and len(set(latest)) == 1
            corrected = divergence.explained_by == "correction"
            current = len(latest) - 1 if grown or corrected else latest.index(max(latest))
            by = frozenset(() if corrected else divergence.positions[current].facts)
            for n, (p, day) in enumerate(zip(divergence.positions, latest, strict=True)):
                if n != current and (grown or corrected or day < max(latest)):
                    found |= {f: by & found.get(f, by) for f in p.facts}
    return found
