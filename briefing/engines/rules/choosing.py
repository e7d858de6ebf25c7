"""Which claims an editor must read, each in the words of the source that tells it best."""

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain

from briefing.engines.engine import StoryInput
from briefing.engines.rules.adding import Page
from briefing.engines.rules.attribution import masked, same_person
from briefing.engines.rules.detectors.profile import denied
from briefing.engines.rules.entailment import carries, figures_stand_in, tells_another
from briefing.engines.rules.hearing import heard
from briefing.engines.rules.leading import event
from briefing.engines.rules.shortening import shortened
from briefing.engines.rules.stating import refuse
from briefing.language.bearing import BEARING, Question
from briefing.language.denials import exclude_each_other
from briefing.language.en.rules.choosing import (
    APPOSED,
    CAPTION,
    DANGLING,
    NUMBERED,
    PERSON_NOUN,
    POINTING,
    POINTING_BACK,
    PRONOUN,
    STILL,
    VAGUE,
)
from briefing.language.en.rules.leading import DEAD
from briefing.language.headings import common_code
from briefing.language.pointing import begins_pointing, begins_with_hearsay, tells_silence
from briefing.language.predicates import has_predicate, subject
from briefing.language.quantities import quantities
from briefing.model import Claim, Document, Fact, Sentence
from briefing.regex import lazy_regex
from briefing.text.likeness import Likeness, Repeats
from briefing.text.names import is_person, names
from briefing.text.quotations import quotations
from briefing.text.tables import is_row
from briefing.text.words import acts, count_words, terms, words

BRIEF = 5


FIRST_PERSON = lazy_regex(r"\b(?:I|me|[Mm]y|[Ww]e|us|[Oo]ur)\b")
SENTENCE_END = lazy_regex(r"[.!?…。！？؟][\"”’')\]»」』）]*$")
DIGIT = lazy_regex(r"\d")
UNOPENED = lazy_regex(r"[.!?,]['’]$")

SHOUTED = lazy_regex(r"\b(?!U\.?S)[A-Z]{4,}\s+[A-Z]{3,}\b")
WORDS = 35  # a sentence of the briefing's budget, positions of divergences included
UNFIT = 5
"""The clumsiness of what can't stand alone."""

LEAST = 16  # words a sentence that are left for the sentences, however long the divergences
LONG = 27  # words
FEWEST = 6
"""Words of a sentence that can stand alone; one fewer where it gives a figure: "Turnout was 61 per cent"."""

SHORT = 9
"""Words below which a sentence within a paragraph says little without the one before it."""

TOO_LONG = 44
POST = 5
"""Words from which on a sentence may be a post that another report quotes."""

GLUED = 4
"""Words in a row that no sentence says twice."""

PICTURED = "file photo"
"""Why the first sentence of an archive picture's caption was removed."""

BEARERS = 3  # other origins that carry a text and still add to its worth
ANSWERING = 3.0  # what it is worth that a sentence bears on what the reader asks
FIRST = 100.0
"""What puts the sentence that tells the event before all others."""

SILENT = 2.0
"""What it is worth less that somebody says nothing: it is no news."""

LEAST_WORTH = 0.5
"""The worth up to which nothing is told."""

HEAD, EVENT_AGAIN = 0.02, 0.35
"""The part of a report that is its first sentence, and the share of the shorter one's terms from which it tells the
event again."""

OF_ONE_THING, AT_LEAST, AGAINST = 0.5, 3, 3.0
"""Share of the shorter one's terms, and terms, from which two sentences speak of one thing, and what it is worth that
one refuses what the other says: a page that tells one alone misleads."""

SAME = 0.7
"""Share of the shorter one's terms from which a sentence adds nothing to one already chosen."""


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

    leads: int = 0
    """2 for what tells the event that most reports open with, 1 for what has overtaken a figure in that."""


def chosen(story_input: StoryInput, most: int) -> list[Told]:
    """The worthiest claims that do not repeat each other, best first."""
    scale = _Scale(story_input)
    told = _led([t for claim in story_input.claims for t in scale.tellings(claim)], story_input)
    shown = [p.statement for d in story_input.divergences for p in d.positions]
    room = max(WORDS * most - sum(count_words(statement) for statement in shown), LEAST * most)
    return _varied(told, most, room, story_input, shown)


def _led(told: Sequence[Told], story_input: StoryInput) -> list[Told]:
    """The candidates, with a mark at the one that tells the event; where a later report has counted more dead, at the
    one that tells this too: what happened is told by who told it first."""
    latest = overtaken(story_input)

    def newer(each: Told) -> Told | None:
        """What tells the figure that has overtaken one; None where none can."""
        by = latest.get(each.fact.id, frozenset())
        return next((other for other in told if not by.isdisjoint(other.claim.facts) and opens_brief(other)), None)

    fit = [each for each in told
           if opens_brief(each) or (each.stale and DEAD.search(each.text) and _stands(each) and newer(each))]
    place = event([(each.claim, each.text) for each in fit], story_input)
    if place is None:
        return list(told)
    first = fit[place]
    then = newer(first) if first.stale else None
    return [replace(each, leads=2 if each is first else int(each is then)) for each in told]


def opens_brief(told: Told) -> bool:
    """Whether a claim can be told in the brief: whole, as things stand, and without what was told before it."""
    return _stands(told) and not told.stale


def _stands(told: Told) -> bool:
    """Whether a claim is told whole, and without what was told before it."""
    whole = not told.text.endswith("…") and not is_row(told.fact.evidence[0].text)
    return whole and not POINTING_BACK.search(masked(told.text))


class _Scale:
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
        told = [facts[f] for claim in claims for f in claim.facts]
        self.heard = heard(told, self.support)
        self.quoted = " | ".join(_wording(q.text) for f in told for q in quotations(f.evidence[0].text))

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
        if not figures_stand_in(text, told.text) or _of_another_speaker(other, told.fact):
            return True
        code = self.documents[other.document].language
        if code == self.documents[told.fact.document].language and _do_another(told.text, text, code):
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
        return Told(claim, fact, texts[best], self.worth(claim, fact, place, clumsy) - 1.5 * stale, place, stale)

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
        return not quotations(text) and count_words(text) >= POST and _wording(text) in self.quoted

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
        common = frozenset(t for t in own if self.spread.get(t, 0) > 1)
        about = self.likeness.weight(common) / (self.likeness.weight(own) or 1)
        titled = max((len(own & h) / (len(h) or 1) for h in self.headlines), default=0.0)
        spoken = max(self.heard.get(f, 0.0) for f in claim.facts)
        asked = self.question.bearing(fact.evidence[0].text) if self.question else 0.0
        return (
            1.0 * min(len(claim.origins), 4)
            + 0.25 * min(len({self.facts[f].document for f in claim.facts}), 5)
            + 0.5 * min(spoken, 4)
            + (1.2 + 0.4 * min(len(claim.origins) - 1, 2)) * (1 - place) ** 2
            + 1.5 * about
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


def _varied(told: Sequence[Told], most: int, room: int, story_input: StoryInput, shown: Sequence[str]) -> list[Told]:
    """Greedy by worth: less for what has been said, more for a document not yet heard, most of all the latest.

    What a table of divergences shows is told again only among the first few; from then on, only what `room` (in
    words) is left for. What adds nothing to those above it is not told: who says it is credited to them.
    """
    queue = _Queue(sorted(told, key=lambda t: (-t.leads, -t.worth, t.fact.id)), story_input)
    sentences, tables = Repeats(), Repeats()
    for statement in shown:
        tables.add(statement)
    while len(queue.kept) < most and (best := queue.pop()) is not None:
        text = queue.told[best].text
        if len(queue.kept) >= BRIEF and (count_words(text) > room or tables.holds(text)):
            continue
        if queue.says_otherwise(best) or (queue.adds(best) and (queue.against[best] or not sentences.holds(text))):
            queue.keep(best)
            sentences.add(text)
            room -= count_words(text)
        else:
            queue.credit(best)
    return queue.chosen()


class _Queue:
    """What is left to choose from, the best first.

    What is chosen only ever lowers the worth of the rest, so that one is weighed anew only when it comes first.
    """

    def __init__(self, told: Sequence[Told], story_input: StoryInput) -> None:
        self.told, self.latest = told, story_input.story.documents[-1]
        self.shown = frozenset(f for d in story_input.divergences for p in d.positions for f in p.facts)
        self.kept: list[int] = []
        self.credits: dict[int, list[str]] = {}
        """The facts that say no more than a kept one."""

        self.heard: set[str] = set()
        self.said = [0.0] * len(told)
        """How much of each the one of the chosen that is nearest to it has said."""

        self.old = [0.0] * len(told)
        """How much of each all of the chosen together have said."""

        self.codes = [story_input.documents[each.fact.document].language for each in told]
        self.page = Page([(each.text, code) for each, code in zip(told, self.codes, strict=True)])
        self.against = [0.0] * len(told)
        """What it is worth that each denies what one of the chosen says, or says what that denies."""

        self.queue = [(-self._worth(n) - FIRST * told[n].leads, n, 0) for n in range(len(told))]
        heapq.heapify(self.queue)

    def pop(self) -> int | None:
        """The place of the best of the rest; None where none is worth telling."""
        while self.queue:
            worth, n, weighed = heapq.heappop(self.queue)
            if -worth <= LEAST_WORTH:
                return None
            if weighed == len(self.kept):
                return n
            own = terms(self.told[n].text)
            for each in self.kept[weighed:]:
                self.said[n] = max(self.said[n], shares := overlap(own, terms(self.told[each].text)))
                both = len(own & terms(self.told[each].text))
                of_one = both >= AT_LEAST and shares >= OF_ONE_THING
                if of_one and refuse(self.told[n].text, self.told[each].text):
                    self.against[n] = AGAINST
            self.old[n] = 1 - self.page.new(n)
            heapq.heappush(self.queue, (-self._worth(n), n, len(self.kept)))
        return None

    def adds(self, n: int) -> bool:
        """Whether a candidate says more than what is on the page, or that it is not so."""
        if self.tells_event_again(n):
            return False
        if self.page.has_act(n) or self.against[n] or self._denies(n):
            return True
        return self.said[n] < SAME and self.page.adds(n, self.said[n])

    def tells_event_again(self, n: int) -> bool:
        """Whether a candidate opens its report with the event that stands on the page, and has nothing new on it."""
        event = next((each for each in self.kept if self.told[each].leads > 1), None)
        if event is None or self.told[n].place >= HEAD or self.page.has_news(n):
            return False
        return overlap(terms(self.told[n].text), terms(self.told[event].text)) >= EVENT_AGAIN

    def says_otherwise(self, n: int) -> bool:
        """Whether a candidate says something else of the one thing that the nearest sentence on the page tells, another
        figure, act or speaker, and no table of divergences shows it."""
        if not self.kept or self.said[n] < OF_ONE_THING or not self.shown.isdisjoint(self.told[n].claim.facts):
            return False
        near, own, code = self.told[self._nearest(n)], self.told[n], self.codes[n]
        return code == self.codes[self._nearest(n)] and (
            other_figure(own.text, near.text, code)
            or _do_another(own.text, near.text, code)
            or _of_another_speaker(own.fact, near.fact))

    def _denies(self, n: int) -> bool:
        """Whether a candidate and the sentence on the page that is nearest to it deny what the other says."""
        text, near = self.told[n].text, self.told[self._nearest(n)].text if self.kept else ""
        if self.codes[n] != "en" and near:
            return exclude_each_other(text, near, self.codes[n])
        no, nay = denied(text), denied(near)
        return bool((no - nay) & terms(near) or (nay - no) & terms(text))

    def _nearest(self, n: int) -> int:
        """The sentence on the page that has most of a candidate."""
        own = terms(self.told[n].text)
        return max(self.kept, key=lambda each: overlap(own, terms(self.told[each].text)))

    def _worth(self, n: int) -> float:
        """What a candidate is worth beside those already chosen."""
        each = self.told[n]
        fresh = (each.fact.document not in self.heard) * (1.4 if each.fact.document == self.latest else 0.7)
        return (each.worth + fresh) * (1 - 0.8 * max(self.said[n], self.old[n])) + self.against[n]

    def keep(self, n: int) -> None:
        """Choose one."""
        self.kept.append(n)
        self.heard.add(self.told[n].fact.document)
        self.page.add(n)

    def credit(self, n: int) -> None:
        """Note who says again what stands on the page; who denies it, or tells another act of the same people, does
        not."""
        if self._denies(n):
            return
        nearest, done = self._nearest(n), acts(terms(self.told[n].text))
        if done and not done & terms(self.told[nearest].text):
            return
        self.credits.setdefault(nearest, []).extend(self.told[n].claim.facts)

    def chosen(self) -> list[Told]:
        """The chosen, each with the facts that say no more."""
        return [_credited(self.told[n], self.credits.get(n, ())) for n in self.kept]


def other_figure(text: str, there: str, code: str) -> bool:
    """Whether each of two texts has one figure of a kind that the other lacks: "aged 54" and "aged 45"."""
    own, theirs = _figures(text, code), _figures(there, code)
    return bool({kind for kind, _ in own - theirs} & {kind for kind, _ in theirs - own})


@lru_cache(maxsize=65_536)
def _figures(text: str, code: str) -> frozenset[tuple[tuple[str, str | None, str | None], float]]:
    return frozenset(((q.kind, q.unit, q.noun), q.value) for q in quantities(text, code)
                     if q.value is not None and q.bound == "exact")


def _do_another(one: str, other: str, code: str) -> bool:
    """Whether two texts tell of one subject by verbs of two parts that the other lacks: "The road remains shut", "The
    road was reopened"."""
    same = subject(one, code) and subject(one, code) == subject(other, code)
    return bool(same) and not (has_predicate(one, other, code) or has_predicate(other, one, code))


def _of_another_speaker(one: Fact, other: Fact) -> bool:
    """Whether two facts lay the same quotation to two speakers."""
    if not one.speaker or not other.speaker or same_person(one.speaker, other.speaker):
        return False
    there = _wording(other.evidence[0].text)
    return any(count_words(q.text) >= POST - 1 and _wording(q.text) in there
               for q in quotations(one.evidence[0].text))


def _credited(told: Told, facts: Sequence[str]) -> Told:
    return replace(told, claim=replace(told.claim, facts=tuple(dict.fromkeys((*told.claim.facts, *facts)))))


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the shorter one's terms that both have."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def clumsiness(fact: Fact, text: str) -> float:
    """How ill a statement stands alone: 0 well, `UNFIT` not at all."""
    undated = fact.kind == "background" and not fact.when
    return UNFIT if undated else _clumsiness(text, fact.speaker, fact.certainty == "possible")


@lru_cache(maxsize=65_536)
def _clumsiness(text: str, speaker: str | None, possible: bool) -> float:
    """The same for a text, whoever has copied it."""
    count = count_words(text)
    bare = masked(text)
    quoted = bare.count("¤") / max(len(bare), 1)
    labelled = speaker is not None and bare.startswith((f"{speaker}: “", f'{speaker}: "'))
    captioned = not labelled and CAPTION.search(bare)
    fewest = FEWEST - bool(DIGIT.search(text))
    if not fewest <= count <= TOO_LONG or DANGLING.search(text) or captioned or not _sentence(text):
        return UNFIT
    if FIRST_PERSON.search(re.sub(r"\bU\.?S\b|\bUS\b", "", bare)) or (quoted > 0.5 and not speaker):
        return UNFIT
    pronoun = PRONOUN.search(bare)
    if pronoun and not _meant(bare[: pronoun.start()], speaker):
        return UNFIT
    length = max(0, count - LONG) / 7 + (1.6 if count < 10 else 0.0)
    witness = 1.5 if quoted > 0.5 and FIRST_PERSON.search(text) else 0.6 if quoted > 0.5 else 0.0
    return (
        length
        + witness
        + 0.7 * (not names(text))
        + 0.5 * possible
        + 1.0 * bool(POINTING.search(bare))
        + 2.0 * bool(POINTING_BACK.search(bare))
        + 0.5 * bool(SHOUTED.search(text))
        + 0.5 * text.endswith("…")
    )


def verbatim(sentence: Sentence, facts: Mapping[str, Fact]) -> Sentence | None:
    """A fact's own words in place of a sentence that rests on it, where they stand alone."""
    for fact in sentence.facts:
        text = " ".join(facts[fact].evidence[0].text.split())
        if text != sentence.text and clumsiness(facts[fact], text) < UNFIT:
            return Sentence(text, (fact,))
    return None


def _meant(before: str, speaker: str | None) -> bool:
    """Whether somebody whom "he" or "she" can mean is named before it."""
    if PERSON_NOUN.search(before) or any(is_person(name.text) for name in names(before)):
        return True
    last = speaker.split()[-1] if speaker else None
    return any(name.last == last for name in names(before))


def _wording(text: str) -> str:
    """The words of a text, whatever stands between them."""
    return f" {' '.join(word.text.lower() for word in words(text))} "


def _sentence(text: str) -> bool:
    """Whether a text looks like one whole sentence, and like a report's: nobody cries out in one."""
    if not SENTENCE_END.search(text) or "?" in text or "http" in text:
        return False
    low = text.count("„")  # „…“ ends with what opens “…”
    if text.count('"') % 2 or (text.count("“") + low - text.count("”")) % 2 or (
            not low and text.count("“") != text.count("”")):
        return False
    if APPOSED.match(text) or _says_twice(text) or (text.endswith("!") and not quotations(text)):
        return False
    if UNOPENED.search(text) and not re.search(r"(?<!\w)['‘]", text[:-1]):
        return False
    return (text[0].isalnum() and not text[0].islower()) or text[0] in "\"“‘'«„「『（(《"


def _says_twice(text: str) -> bool:
    """Whether some words in a row stand in a text twice: a headline is glued before its sentence."""
    told = [word.text.lower() for word in words(text)]
    runs = [tuple(told[n : n + GLUED]) for n in range(len(told) - GLUED + 1)]
    return len(set(runs)) < len(runs)
