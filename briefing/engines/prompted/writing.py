"""Claims and divergences → a title and sections; a story too long for one call subject by subject, then its lead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from briefing.engines.engine import Failure, Lost, Near, Opinion, StoryInput
from briefing.engines.prompted.asking import Work, ask_numbered
from briefing.engines.prompted.forms import Doubt, Doubts, Draft, Lead, Revision, Written, is_said
from briefing.engines.prompted.lost_calls import lost_call
from briefing.engines.prompted.showing import Shown, numbered
from briefing.engines.rules import writing as rules
from briefing.llm.ask import Request
from briefing.llm.prompts import load
from briefing.model import Claim, Document, Fact, Section, Sentence
from briefing.regex import lazy_regex

BATCH = 24_000
"""Tokens of claims in one call that writes."""

CHECKED = 15
"""Sentences in one call that doubts or mends them."""

_OPENING = lazy_regex(r"[\"“‘']*(He|She|They|It|This|That|These|Those|But|And|Meanwhile|However)\b")
_RELATIVE = lazy_regex(
    r"\b(?:[Yy]esterday|(?<!USA )[Tt]oday|[Tt]onight|[Tt]omorrow|(?:[Ll]ast|[Nn]ext|[Tt]his) (?:week|month|year))\b")

Item = TypeVar("Item", Sentence, Failure)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What the second reader calls the sources of a sentence."""

LEADING = 5
"""Sentences of the first section, at most."""

LEAST = 3
"""Sentences for one part of a story that is written in several."""


@dataclass(frozen=True, slots=True)
class Write:
    """Writes, doubts and mends in one language."""

    count: Callable[[str], int]
    language: str

    def story(self, story_input: StoryInput, most: int) -> Work[tuple[str, tuple[Section, ...], tuple[Lost, ...]]]:
        """A title and the sections of one story, at most `most` sentences, and the calls that gave nothing."""
        if not story_input.claims:
            return story_input.story.title, (), ()
        shown = Shown(story_input.facts, story_input.documents, story_input.support)
        parts = self._parts(story_input.claims, shown)
        share = max(LEAST, -(-most * 3 // (2 * len(parts)))) if len(parts) > 1 else most
        answers = yield [self._composing(part, story_input, shown, share) for part in parts]
        drafts = [answer.value for answer in answers if answer.value is not None]
        if not drafts:
            title, sections = rules.write(story_input, most)
            problem = answers[0].problem if answers else None
            return title, sections, (
                lost_call(problem, "compose", story_input.story.title, "written by rule", by_rule=True),)
        lost = tuple(lost_call(answer.problem, "compose", story_input.story.title,
                               "told as far as the reply came" if answer.value else "one part left out")
                     for answer in answers if not answer.is_whole)
        if len(drafts) == 1:
            title, sections = _sections(drafts[0], story_input, shown)
        else:
            title, sections, unled = yield from self._led(drafts, story_input, shown, most)
            lost += unled
        return title, _cut(sections, most), lost

    def _parts(self, claims: Sequence[Claim], shown: Shown) -> list[list[Claim]]:
        """The claims in as few parts as one call each can hold, of like length."""
        sizes = [self.count(shown.claim(claim)) for claim in claims]
        number = -(-sum(sizes) // BATCH)
        parts: list[list[Claim]] = [[] for _ in range(max(1, number))]
        told = 0
        for claim, size in zip(claims, sizes, strict=True):
            parts[min(number - 1, told * number // sum(sizes))].append(claim)
            told += size
        return parts

    def _composing(self, claims: Sequence[Claim], story_input: StoryInput, shown: Shown, most: int) -> Request[Draft]:
        here = {fact for claim in claims for fact in claim.facts}
        differing = [d for d in story_input.divergences if any(set(p.facts) & here for p in d.positions)]
        told: dict[str, str] = {}
        system, user = load("compose").render(
            most=most, lead=_leading(most), language=self.language, focus=story_input.focus,
            claims=[shown.claim(claim, told) for claim in claims], divergences=[shown.divergence(d) for d in differing],
        )
        return Request("compose", story_input.story.title[:60], system, user, Draft, 60 * most)

    def _led(
        self, drafts: Sequence[Draft], story_input: StoryInput, shown: Shown, most: int
    ) -> Work[tuple[str, tuple[Section, ...], tuple[Lost, ...]]]:
        """One briefing of several drafts: the model picks the lead and orders the rest, by number only."""
        written = [(section.heading, s) for draft in drafts for section in draft.sections for s in section.sentences]
        lines = [f"({heading}) {sentence.text}" for heading, sentence in written]
        system, user = load("lead").render(
            most=most, lead=_leading(most), language=self.language, focus=story_input.focus, sentences=numbered(lines)
        )
        (answer,) = yield [Request("lead", story_input.story.title[:60], system, user, Lead, 12 * most)]
        if answer.value is None:
            title, sections = _sections(drafts[0], story_input, shown)
            rest = [section for draft in drafts[1:] for section in _sections(draft, story_input, shown)[1]]
            lost = lost_call(answer.problem, "compose", story_input.story.title, "its parts put one after the other")
            return title, (*sections, *rest), (lost,)
        sections = tuple(
            Section(story_input.story.id, part.heading, tuple(
                _sentence(written[n - 1][1], shown)
                for n in dict.fromkeys(part.sentences) if 0 < n <= len(written)))
            for part in answer.value.sections
        )
        return answer.value.title, tuple(section for section in sections if section.sentences), ()

    def opinions(
        self, stories: Sequence[Sequence[Sentence]], facts: Mapping[str, Fact], documents: Mapping[str, Document],
        near: Near,
    ) -> Work[tuple[tuple[tuple[Opinion, ...], ...], tuple[Lost, ...]]]:
        """What a second reader makes of each sentence of each story, and the calls that gave nothing."""
        homes, batches = _batches(stories)
        held = [[_held(sentence, near(sentence), facts) for sentence in batch] for batch in batches]
        before = _before(homes, batches)
        answers = yield from ask_numbered(
            held, lambda n, batch: _doubting(batch, before[n], facts, documents), _numbered_doubts)
        found: list[list[Opinion]] = [[] for _ in stories]
        lost: list[Lost] = []
        for story, answer in zip(homes, answers, strict=True):
            found[story] += [_opinion(each, answer.told.get(n)) for n, each in enumerate(answer.items, 1)]
            if answer.problem:
                lost.append(
                    lost_call(answer.problem, "verify", answer.items[0].sentence.text, "held against rules only"))
        return tuple(map(tuple, found)), tuple(lost)

    def revised(
        self, stories: Sequence[Sequence[Failure]], facts: Mapping[str, Fact], documents: Mapping[str, Document]
    ) -> Work[tuple[tuple[tuple[Sentence | None, ...], ...], tuple[Lost, ...]]]:
        """Each failed sentence of each story written anew on its own facts, or None, and the calls that gave nothing.
        """
        homes, batches = _batches(stories)
        own = [_own([failure.sentence for failure in batch], facts, documents) for batch in batches]
        answers = yield from ask_numbered(batches, lambda n, batch: self._revising(batch, own[n]),
                               lambda reply: ((each.number, each) for each in reply.sentences))
        found: list[list[Sentence | None]] = [[] for _ in stories]
        lost: list[Lost] = []
        for story, shown, answer in zip(homes, own, answers, strict=True):
            for number, failure in enumerate(answer.items, 1):
                new = answer.told.get(number)
                cited = shown.named(new.facts, failure.sentence.facts) if new else ()
                found[story].append(Sentence(new.text, cited) if new and new.text and cited else None)
            if answer.problem:
                lost.append(lost_call(answer.problem, "verify", answer.items[0].sentence.text, "not mended"))
        return tuple(map(tuple, found)), tuple(lost)

    def _revising(self, batch: Sequence[Failure], shown: Shown) -> Request[Revision]:
        failures = numbered(_failed(failure, shown) for failure in batch)
        system, user = load("revise").render(language=self.language, failures=failures)
        return Request("revise", f"{len(batch)} sentences", system, user, Revision, 60 * len(batch))


def _leading(most: int) -> int:
    """How many of so many sentences the first section has; all where they are few."""
    return min(LEADING, most // 3 + 1) if most >= LEADING else most


def _batches(stories: Sequence[Sequence[Item]]) -> tuple[list[int], list[Sequence[Item]]]:
    """What is to be checked of each story in batches; the number of its story for each, and the batches."""
    found = [(story, items[n : n + CHECKED]) for story, items in enumerate(stories)
             for n in range(0, len(items), CHECKED)]
    return [story for story, _ in found], [batch for _, batch in found]


def _sections(draft: Draft, story_input: StoryInput, shown: Shown) -> tuple[str, tuple[Section, ...]]:
    story = story_input.story.id
    sections = (Section(story, section.heading, tuple(_sentence(each, shown) for each in section.sentences))
                for section in draft.sections)
    return " ".join(draft.title.split()), tuple(section for section in sections if section.sentences)


def _sentence(written: Written, shown: Shown) -> Sentence:
    """A sentence with its facts; what names no fact is kept as such, and so is that nothing is named, so that the
    sentence fails its check."""
    unknown = tuple(f"{tag}?" for tag in dict.fromkeys(written.facts or ("nothing",)) if not shown.named((tag,)))
    return Sentence(" ".join(written.text.split()), (*shown.named(written.facts), *unknown))


def _cut(sections: Sequence[Section], most: int) -> tuple[Section, ...]:
    """The first `most` sentences."""
    kept: list[Section] = []
    for section in sections:
        if most > 0:
            kept.append(Section(section.story, section.heading, section.sentences[:most]))
            most -= len(section.sentences)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Held:
    """A sentence to hold against its evidence, and its facts and near ones by the document that has them."""

    sentence: Sentence
    cited: Mapping[str, tuple[str, ...]]
    near: Mapping[str, tuple[str, ...]]

    @property
    def sources(self) -> list[tuple[str, ...]]:
        """The facts of each source in the order of their letters."""
        return [*self.cited.values(), *self.near.values()][: len(LETTERS)]


def _held(sentence: Sentence, near: Sequence[str], facts: Mapping[str, Fact]) -> _Held:
    def by_document(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
        told: dict[str, tuple[str, ...]] = {}
        for name in names:
            if name in facts:
                told[facts[name].document] = (*told.get(facts[name].document, ()), name)
        return told

    cited = by_document(sentence.facts)
    return _Held(sentence, cited, {each: own for each, own in by_document(near).items() if each not in cited})


def _before(homes: Sequence[int], batches: Sequence[Sequence[Sentence]]) -> list[tuple[str, ...]]:
    """For each batch the sentences of its story that stand in batches before it."""
    return [tuple(each.text for other, own in zip(homes[:n], batches, strict=False) if other == home for each in own)
            for n, home in enumerate(homes)]


def _doubting(batch: Sequence[_Held], before: Sequence[str], facts: Mapping[str, Fact],
              documents: Mapping[str, Document]) -> Request[Doubts]:
    named = dict.fromkeys(name for each in batch for own in each.sources for name in own)
    shown = Shown({name: facts[name] for name in named}, documents, {})
    system, user = load("doubt").render(
        before=before, sentences=numbered(_told(each, shown) for each in batch))
    return Request("doubt", f"{len(batch)} sentences", system, user, Doubts, 30 * len(batch))


def _told(held: _Held, shown: Shown) -> str:
    """A sentence with the passages of each source, those that it cites first."""
    lines = [held.sentence.text]
    for n, (letter, own) in enumerate(zip(LETTERS, held.sources, strict=False)):
        mark = letter if n < len(held.cited) else f"not cited {letter}"
        lines.append(f"   {mark} {shown.cited(own)}")
    return "\n".join(lines)


def _numbered_doubts(reply: Doubts) -> list[tuple[int, Doubt]]:
    """What a reply says of each sentence by its number, doubts first: a second entry does not undo one."""
    return [(each.number, each) for each in sorted(reply.doubts, key=lambda each: not is_said(each.reason))]


def _opinion(held: _Held, given: Doubt | None) -> Opinion:
    """What a reply says of a sentence; that it leans on another is seen by rule."""
    leans = _leans(held.sentence.text)
    if given is None:
        return Opinion(leans)
    sources = dict(zip(LETTERS, held.sources, strict=False))
    told_by = dict.fromkeys(name for letter in given.told_by for name in sources.get(letter.strip()[-1:], ()))
    return Opinion(
        given.reason if is_said(given.reason) else leans,
        given.unplaced if is_said(given.unplaced) else None,
        tuple(name for own in held.sources for name in own),
        tuple(told_by),
    )


def _leans(text: str) -> str | None:
    """That a text leans on the sentence before it, or on the day of a report, which its reader does not see."""
    if opening := _OPENING.match(text):
        return f"“{opening[1]}” at its beginning leans on another sentence; begin with a name or a thing"
    found = _RELATIVE.search(text)
    return f"“{found[0]}” is told from the day of a report; name the day, the month or the year" if found else None


def _own(batch: Sequence[Sentence], facts: Mapping[str, Fact], documents: Mapping[str, Document]) -> Shown:
    """The facts that a batch of sentences cites."""
    cited = dict.fromkeys(fact for sentence in batch for fact in sentence.facts if fact in facts)
    return Shown({fact: facts[fact] for fact in cited}, documents, {})


def _failed(failure: Failure, shown: Shown) -> str:
    facts = [f"   {line}" for line in shown.lines(fact for fact in failure.sentence.facts if fact in shown.facts)]
    return "\n".join([failure.sentence.text, f"   failed: {'; '.join(failure.reasons)}", *facts])
