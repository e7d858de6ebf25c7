"""A new briefing held against what was seen and told before: which facts are new, and what readers know already."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache

from briefing.jobs.told import Side, Told, Trace, trace
from briefing.judging.judge import Judge
from briefing.language.days import days
from briefing.language.quantities import Quantity, quantities
from briefing.model import Briefing, Claim, Fact, Position, Sentence
from briefing.regex import lazy_regex
from briefing.text.evidence import fold
from briefing.text.likeness import Likeness
from briefing.text.names import names
from briefing.text.quotations import quotations
from briefing.text.words import contrasts, negations, terms, touched

COVER = 0.5
"""Share of a text's terms, by weight, from which passages of the same claim say it. Below it lies what only speaks of
the same thing: on five invented events half of what was below it was news, hardly anything above."""

ALIKE = 0.75
"""Dice from which a text says what was told somewhere else, in much the same words."""


_WORD = lazy_regex(r"[\w'’-]+")
OVERTAKING = 0.5
"""Dice from which an older report speaks of what a newer one was told of."""


class Ledger:
    """What readers know, asked with the ids of one briefing."""

    def __init__(self, briefing: Briefing, told: Sequence[Told], seen: Set[str],
                 versions: Mapping[str, str] | None = None, meanwhile: Sequence[Told] = ()) -> None:
        """`versions` gives for the sha256 of a file that was overwritten that of its bytes before; `meanwhile` is what
        readers know too, but are told again."""
        self.briefing, self.told, self.seen, self.versions = briefing, told, seen, versions or {}
        self.meanwhile = meanwhile
        self.documents = {each.id: each for each in briefing.documents}
        self.facts = {each.id: each for each in briefing.facts}
        self.claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in briefing.claims:
            for fact in claim.facts:
                self.claims[fact].append(claim)
        self._judge = Judge(briefing.facts, briefing.documents, briefing.origins)
        self._traces = {each: trace(self.facts[each], self.documents) for each in self.facts}
        sides = [side for each in told if each.kind != "page" for side in each.sides]
        self._statements = tuple(dict.fromkeys(side.statement for side in sides))
        self.overtaken = {one for each in (*told, *meanwhile) if each.kind == "moved"
                          for one in each.sides[1].traces}
        self._passages = {one.passage for side in sides for one in side.traces}
        self._on_pages = {one.passage for each in told if each.kind == "page" for side in each.sides
                          for one in side.traces}
        sentences = [sentence.text for section in briefing.sections for sentence in section.sentences]
        self._likeness = Likeness([terms(each) for each in (
            *(known.passage for known in self._traces.values()), *sentences, *self._statements)])

    def trace(self, fact: str) -> Trace:
        """What a fact is known by."""
        return self._traces[fact]

    def fresh(self, fact: str) -> bool:
        """Whether a document that no run had seen says it, in words that no document seen before holds."""
        return self._fresh[fact]

    def is_told(self, text: str, facts: Sequence[str]) -> bool:
        """Whether readers know what a text says that stands on these facts.

        They were told in these very words, all of them; or what they were told of the same claims covers it, or is
        cited for it with the same figures and days; or something else they were told says it in much the same words.
        """
        if facts and self.was_told(facts[0]) and not any(self.fresh(each) and not self.was_told(each)
                                                         for each in facts):
            return True
        if any(swapped(text, each) for each in self._statements):
            return False
        mates = [self._traces[each].passage for each in self.mates(facts) if self.was_told(each)]
        if mates and not other_names(text, " ".join(mates)) and (
                self.covers(mates, text) or (self._each_claim_told(facts) and counts_the_same(mates, text))):
            return True
        return any(self.alike(text, each) >= ALIKE and agree(text, each) and not other_names(text, each)
                   for each in self._statements)

    def _each_claim_told(self, facts: Sequence[str]) -> bool:
        """Whether of each claim that these facts stand in, one of them was told."""
        told = {claim.id for fact in facts if self.was_told(fact) for claim in self.claims[fact]}
        return all(told & {claim.id for claim in self.claims[fact]} for fact in facts)

    def was_told(self, fact: str) -> bool:
        """Whether the words of a fact stood behind something that readers were told, in its document or another."""
        return self._traces[fact].passage in self._passages

    def was_readable(self, fact: str) -> bool:
        """Whether readers were told the words of a fact, or they stood on a page that the mail had no room for."""
        return self.was_told(fact) or self._traces[fact].passage in self._on_pages

    def is_new(self, text: str, facts: Sequence[str]) -> bool:
        """Whether a new document brought what a text says, and readers do not know it."""
        return any(map(self.fresh, facts)) and not self.is_told(text, facts)

    def candidates(self) -> Iterator[tuple[str, Sentence]]:
        """(story, what may be new in it): the sentences, and what new documents add to claims that are told in words
        known already."""
        for section in self.briefing.sections:
            for sentence in section.sentences:
                yield section.story, sentence
                if not self.is_new(sentence.text, sentence.facts):
                    for fact in self.mates(sentence.facts):
                        text = self.facts[fact].statement
                        if fact not in sentence.facts and self.is_new(text, (fact,)):
                            yield section.story, Sentence(text, (fact,))

    def _later(self, day: str) -> Iterator[Side]:
        """What readers were told of that was published after a day."""
        return (side for each in (*self.told, *self.meanwhile) if each.kind in {"claim", "moved"}
                for side in each.sides[:1] if side.day > day)

    def went_on(self, text: str, facts: Sequence[str]) -> tuple[str, ...]:
        """The facts behind what readers were told later of the thing that a text tells."""
        sides = [each for each in self._later(self.published(facts))
                 if self.alike(text, each.statement) >= OVERTAKING and not other_names(text, each.statement)]
        return tuple(dict.fromkeys(fact for each in sides for fact in self.standing(each)))

    def is_overtaken(self, story: str, text: str, facts: Sequence[str]) -> bool:
        """Whether a report of a later day that readers had, in a mail or on a page, has told of the same thing already:
        what was so before it is no news."""
        day = self.published(facts)
        if not day:
            return False
        home = next((each.documents for each in self.briefing.stories if each.id == story), ())
        later = [side.statement for side in self._later(day)]
        later += [self._traces[fact.id].passage for fact in self.briefing.facts
                  if fact.document in home and self.published((fact.id,)) > day
                  and (self.was_told(fact.id) or self.documents[fact.document].sha256 in self.seen)]
        return any(self.alike(text, each) >= OVERTAKING and not other_names(text, each) for each in later)

    def story(self, fact: str) -> str:
        """The story that a fact is told in; "" for none."""
        document = self.facts[fact].document
        return next((each.id for each in self.briefing.stories if document in each.documents), "")

    def replaces(self, fact: str, side: Side) -> bool:
        """Whether a fact stands in a file that held what a side said, before it was overwritten."""
        before = self.versions.get(self.documents[self.facts[fact].document].sha256)
        return before is not None and any(each.sha256 == before for each in side.traces)

    def covers(self, passages: Sequence[str], text: str) -> bool:
        """Whether passages say what a text says: most of its words, its figures, days, quotations and denials."""
        own, theirs = terms(text), frozenset().union(*map(terms, passages))
        if self._likeness.weight(own & theirs) < COVER * self._likeness.weight(own):
            return False
        words = " ".join(passages)
        return (counts_the_same(passages, text)
                and all(fold(each.text) in words for each in quotations(text))
                and any(negations(text) == negations(each) for each in passages)
                and _states(text) <= {state for each in passages for state in _states(each)})

    def alike(self, one: str, other: str) -> float:
        """How much two texts speak of the same thing, 0 to 1; the rarer terms count more."""
        own, theirs = terms(one), terms(other)
        both = self._likeness.weight(own) + self._likeness.weight(theirs)
        return 2 * self._likeness.weight(own & theirs) / both if both else 0.0

    def mates(self, facts: Iterable[str]) -> tuple[str, ...]:
        """The facts, and all others of the claims they stand in."""
        known = list(facts)
        return tuple(dict.fromkeys([*known, *(each for fact in known for claim in self.claims[fact]
                                              for each in claim.facts)]))

    def behind(self, text: str, facts: Sequence[str]) -> tuple[Fact, ...]:
        """The facts that a text stands on, and those of their claims that say as much as it does."""
        more = [each for each in self.mates(facts) if each not in facts
                and self.covers([text, *(self._traces[one].passage for one in facts)], self._traces[each].passage)]
        return tuple(self.facts[each] for each in (*facts, *more))

    def standing(self, side: Side) -> tuple[str, ...]:
        """The facts of this briefing that stood behind a side that was told."""
        traces = set(side.traces)
        return tuple(fact for fact, known in self._traces.items() if known in traces)

    def told_before(self, position: Position) -> bool:
        """Whether readers know what a position says."""
        return any(map(self.was_told, position.facts)) or self.is_told(position.statement, position.facts)

    def bears(self, text: str, facts: Sequence[str]) -> bool:
        """Whether the evidence of these facts carries a text, held as strictly as the briefing's own sentences."""
        return not self._judge.faults(text, [self.facts[each] for each in facts])

    def origins(self, facts: Iterable[str]) -> tuple[str, ...]:
        """The origins that these facts' documents belong to, in the order of the facts."""
        homes = {document: origin.id for origin in self.briefing.origins for document in origin.documents}
        return tuple(dict.fromkeys(homes[self.facts[each].document] for each in facts))

    def published(self, facts: Iterable[str]) -> str:
        """The latest day of publication of these facts; "" where none is known."""
        return max((self.documents[self.facts[each].document].published or "" for each in facts), default="")

    def publishers(self, facts: Iterable[str]) -> frozenset[str]:
        """Who published these facts, as far as known."""
        return frozenset(name for each in facts if (name := self.documents[self.facts[each].document].publisher))

    @cached_property
    def _fresh(self) -> dict[str, bool]:
        stock = "\n".join(fold(each.text) for each in self.briefing.documents if each.sha256 in self.seen)
        return {each.id: self.documents[each.document].sha256 not in self.seen
                and not _stands(self._traces[each.id].passage, stock) for each in self.briefing.facts}


def counts_the_same(passages: Sequence[str], text: str) -> bool:
    """Whether the figures and days of a text stand in passages."""
    shown = [value for each in passages for value in _values(each)]
    return all(value in shown for value in _values(text)) and _days(text) <= {
        day for each in passages for day in _days(each)}


def agree(one: str, other: str) -> bool:
    """Whether two statements give the same figures and days, deny as much and state nothing that excludes the other."""
    return (_values(one) == _values(other) and _days(one) == _days(other) and negations(one) == negations(other)
            and not any(a == c and b != d for a, b in _states(one) for c, d in _states(other)))


def other_names(text: str, told: str) -> bool:
    """Whether a text names somebody or somewhere that what was told does not: then it is of something else."""
    words = set(_WORD.findall(told.casefold()))
    return any(not words.issuperset(_WORD.findall(each.text.casefold())) for each in names(text))


def swapped(one: str, other: str) -> bool:
    """Whether two statements differ in one word alone: "lost" and "regained", "closed" and "open". Who tells the same
    thing in his own words changes more than one; one that changes is what happened."""
    words, others = _WORD.findall(one.casefold()), _WORD.findall(other.casefold())
    return len(words) == len(others) and sum(a != b for a, b in zip(words, others, strict=True)) == 1


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two figures count or measure the same kind of thing, as far as their words tell."""
    if one.kind != other.kind or one.unit != other.unit or one.kind in {"year", "ordinal"}:
        return False
    return one.noun == other.noun or None in (one.noun, other.noun)


def _values(text: str) -> list[tuple[float | None, str | None]]:
    found = {(each.value, each.unit) for each in quantities(text) if each.kind not in {"year", "ordinal"}}
    return sorted(found, key=str)


@lru_cache(maxsize=32768)
def _days(text: str) -> frozenset[str]:
    """The days that a text names by day and month, whatever the year: "-05-24"."""
    return frozenset(f"-{each.month:02}-{each.day:02}" for each in days(text) if each.month and each.day)


@lru_cache(maxsize=32768)
def _states(text: str) -> frozenset[tuple[str, str]]:
    """What a text says of the attributes whose values exclude each other: ("life", "dead")."""
    likely = touched(text)
    return frozenset((each.attribute, value) for each in contrasts() for place, (value, form) in enumerate(each.values)
                     if (each.attribute, place) in likely and form.search(text))


def _stands(passage: str, text: str) -> bool:
    """Whether a passage stands in a text, no word or number of it cut."""
    bare = passage.rstrip(".!?…\"'” ")  # where a copy ends a sentence the original may go on
    return bool(bare) and bare in text and re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", text) is not None
