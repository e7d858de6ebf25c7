"""Every sentence of the draft is held against its own evidence; what fails is mended once or left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from briefing.engines.engine import Engine, Failure, Near, Opinion
from briefing.judging.borrowed import TOGETHER, BorrowedWords
from briefing.judging.fault import Fault, worded
from briefing.judging.gates import LABEL, faults
from briefing.judging.judge import MOST, Judge
from briefing.language.en.rules.writing import COMMENT
from briefing.language.headings import common_code, heading, is_heading
from briefing.language.wording import differing
from briefing.model import Divergence, Document, Fact, Origin, Position, Section, Sentence, Skipped
from briefing.sources.language import common_language, language
from briefing.stages.point import rank
from briefing.text.evidence import fold
from briefing.text.likeness import Repeats
from briefing.text.newest import outdated
from briefing.text.words import terms

TITLE, SENTENCE = 150, 200
"""Characters of a title, and of a sentence that can stand as one: what tells the event is better long than wanting."""

HEADLINE = f"it is the headline, of at most {TITLE} characters, and says only what these facts say"
"""What is said of a title that fails."""

SPARE = 10
"""Words a sentence that stands as a title may have for nothing: a long one is no better for having more."""

NEWER, UNPLAIN = 0.4, 0.3
"""What it is worth that a title is of the latest day, and less that it comments or shouts, in shares of its words that
the text tells."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What of a draft stands."""

    title: str
    sections: tuple[Section, ...]
    divergences: tuple[Divergence, ...]
    skipped: tuple[Skipped, ...]
    """What was left out, and why."""

    opinions: Mapping[str, Opinion]
    """What a second reader made of texts, by their letters."""

    given_way: frozenset[str] = frozenset()
    """Texts in a source's own words, in place of what did not stand."""

    @property
    def failed(self) -> int:
        """How many texts failed even after their repair."""
        return len(self.skipped)


def verify(
    sections: Sequence[Section], divergences: Sequence[Divergence], facts: Sequence[Fact],
    documents: Sequence[Document], title: str, engine: Engine, *, origins: Sequence[Origin] = (),
    near: Near = lambda sentence: (),
) -> Verified:
    """What of a draft stands.

    A position that fails is dropped, and its divergence with it where fewer than two stand. A summary that fails gives
    way to the half of it that stands, a heading to one that states nothing, a title to a sentence of the text.
    """
    written = written_in(sections, documents)
    judge = Judge(facts, documents, origins, written)
    verifier = _Verifier(judge, _stories(sections, divergences), near, written)
    texts = [*(_Text(each) for section in sections for each in section.sentences),
             *(text for divergence in divergences for text in _texts(divergence))]
    mended = verifier.mend(texts, engine)
    kept_divergences = tuple(kept for each in divergences if (kept := verifier.divergence(each, mended)))
    kept_sections = _once([verifier.section(each, mended) for each in sections], kept_divergences)
    shown = _shown(kept_sections, kept_divergences, judge.facts)
    headed = tuple(verifier.heading(section, shown) for section in kept_sections)
    sound = verifier.title(title, kept_sections, kept_divergences, engine)
    return Verified(sound, headed, kept_divergences, tuple(verifier.skipped), verifier.opinions,
                    frozenset(verifier.given_way))


def _stories(sections: Sequence[Section], divergences: Sequence[Divergence]) -> dict[str, str]:
    """The story that each cited fact is told in."""
    homes = {fact: section.story for section in sections for each in section.sentences for fact in each.facts}
    return homes | {fact: each.story for each in divergences for position in each.positions for fact in position.facts}


def _once(sections: Sequence[Section], divergences: Sequence[Divergence]) -> tuple[Section, ...]:
    """The sections without sentences that repeat an earlier one: mended texts may come to say the same.

    Behind the first section of a story what stands in the table of a divergence is not told again.
    """
    repeats = Repeats()
    rows = _rows(divergences)
    led = set[str]()
    found = []
    for section in sections:
        kept = []
        for sentence in section.sentences:
            tabled = section.story in led and section.story in rows and rows[section.story].hold_all(sentence.text)
            if not tabled and not repeats.holds(sentence.text):
                kept.append(sentence)
                repeats.add(sentence.text)
        led.add(section.story)
        if kept:
            found.append(replace(section, sentences=tuple(kept)))
    return tuple(found)


def _rows(divergences: Sequence[Divergence]) -> dict[str, Repeats]:
    """What the tables of each story say."""
    found: dict[str, Repeats] = {}
    for each in rank(divergences):
        if each.told:
            for position in each.positions:
                found.setdefault(each.story, Repeats()).add(position.statement)
    return found


def written_in(sections: Sequence[Section], documents: Sequence[Document]) -> str:
    """The language of a briefing's sentences; that of most documents where they are too short to tell."""
    told = " ".join(sentence.text for section in sections for sentence in section.sentences)
    return common_language(told) or language(told, common_code(each.language for each in documents))


def _untold(title: str, sections: Sequence[Section], documents: Sequence[Document]) -> tuple[Fault, ...]:
    """That a title has words of a passage which no sentence tells: one side of a divergence is no title."""
    shown = [each.text for section in sections if section.story == sections[0].story for each in section.sentences]
    if not shown:
        return ()
    outlets = [name for each in documents for name in (each.publisher, each.agency) if name]
    one_will_do = len(documents) > 1 and len(terms(title)) >= LABEL
    found = BorrowedWords(documents, written_in(sections, documents)).of(
        title, terms(" ".join([*shown, *outlets])), frozenset() if one_will_do else None)
    return (Fault("title", ", ".join(found)),) if found else ()


def _led(sections: Sequence[Section], divergences: Sequence[Divergence], facts: Mapping[str, Fact]) -> list[Fact]:
    """The facts behind what the reader sees of the first story, which the title is of."""
    first = sections[0].story if sections else None
    return _shown([s for s in sections if s.story == first], [d for d in divergences if d.story == first], facts)


def _shown(sections: Sequence[Section], divergences: Sequence[Divergence], facts: Mapping[str, Fact]) -> list[Fact]:
    """The facts behind everything the reader sees."""
    cited = [each for section in sections for sentence in section.sentences for each in sentence.facts]
    cited += [each for divergence in divergences for position in divergence.positions for each in position.facts]
    return [facts[each] for each in dict.fromkeys(cited)]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to hold against its facts, and what else it may say."""

    sentence: Sentence
    counts: tuple[int, ...] = ()
    most: int | None = MOST


def _texts(divergence: Divergence) -> Iterator[_Text]:
    """The statements of a divergence and its summary, each with the facts it rests on."""
    for position in divergence.positions:
        yield _Text(Sentence(position.statement, position.facts))
    yield _summary(divergence)


def _summary(divergence: Divergence) -> _Text:
    """A summary rests on all positions and may count them."""
    facts = tuple(dict.fromkeys(each for position in divergence.positions for each in position.facts))
    return _Text(Sentence(divergence.summary, facts), (len(divergence.positions),), None)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A text as it stands after its repair, or why it does not."""

    sentence: Sentence
    faults: tuple[Fault, ...] = ()


def _doubted(opinion: Opinion) -> tuple[Fault, ...]:
    """What a second reader finds wrong with a text."""
    doubt = (Fault("doubt", opinion.doubt),) if opinion.doubt else ()
    return (*doubt, Fault("unplaced", opinion.unplaced)) if opinion.unplaced else doubt


def _is_sound(found: Sequence[Fault]) -> bool:
    """Whether a text may be told, though it were better for standing alone."""
    return all(each.gate == "unplaced" for each in found)


class _Verifier:
    """Leaves out what does not stand, and keeps the list."""

    def __init__(self, judge: Judge, stories: Mapping[str, str], near: Near, written: str) -> None:
        self.judge = judge
        self.stories = stories
        self.near = near
        self.written = written
        self.opinions: dict[str, Opinion] = {}
        self.skipped: list[Skipped] = []
        self.given_way: set[str] = set()
        self._known: dict[_Text, tuple[Fault, ...]] = {}

    def faults(self, text: _Text) -> tuple[Fault, ...]:
        """Why a text does not stand; the same text on the same facts is judged once."""
        if text not in self._known:
            self._known[text] = self._faults(text)
        return self._known[text]

    def _faults(self, text: _Text) -> tuple[Fault, ...]:
        sentence, counts, facts = text.sentence, text.counts, self.judge.facts
        lost = tuple(Fault("fact", each) for each in sentence.facts if each not in facts)
        cited = [facts[each] for each in sentence.facts if each in facts]
        if not cited:
            counts = (*counts, len(self.judge.documents), len(set(self.judge.origins.values())), len(facts))
        return lost + self.judge.faults(sentence.text, cited, counts=counts, most=text.most) + (
            self.judge.borrowed(sentence.text, cited) if text.most else self.judge.summed(sentence.text, cited))

    def mend(self, texts: Sequence[_Text], engine: Engine) -> dict[_Text, _Outcome]:
        """Each text that failed, with what became of it: mended once, else in a source's own words, else failed."""
        failed = self._failing(texts, engine)
        stories = self._by_story(failed)
        failures = [[Failure(text.sentence, tuple(map(worded, failed[text]))) for text in own] for own in stories]
        new = {
            text: replace(text, sentence=sentence)
            for own, revised in zip(
                stories, engine.revise(failures, self.judge.facts, self.judge.documents), strict=True)
            for text, sentence in zip(own, revised, strict=True)
            if sentence is not None and sentence.text.strip() and (sentence.facts or not text.sentence.facts)
        }
        again = self._failing(tuple(new.values()), engine)
        outcomes: dict[_Text, _Outcome] = {}
        for text, found in failed.items():
            if text in new and _is_sound(again.get(new[text], ())):
                outcomes[text] = _Outcome(new[text].sentence)
            elif not _is_sound(found):
                outcomes[text] = self._own_words(text, again.get(new.get(text, text), found), engine)
        return outcomes

    def _failing(self, texts: Sequence[_Text], engine: Engine) -> dict[_Text, tuple[Fault, ...]]:
        """The texts that do not stand, by rule or in the eyes of the engine, and why."""
        found = {text: self.faults(text) for text in dict.fromkeys(texts)}
        sound = [text for text, why in found.items()
                 if not why and text.sentence.facts and text.most and not self._is_evidence(text.sentence)]
        stories = self._by_story(sound)
        sentences = [[text.sentence for text in own] for own in stories]
        given = engine.doubt(sentences, self.judge.facts, self.judge.documents, self.near)
        for own, opinions in zip(stories, given, strict=True):
            for text, opinion in zip(own, opinions, strict=True):
                self.opinions[text.sentence.text] = opinion
                found[text] = _doubted(opinion)
        return {text: why for text, why in found.items() if why}

    def _by_story(self, texts: Iterable[_Text]) -> list[list[_Text]]:
        """The texts of each story, so that what changes in one costs nothing in another."""
        stories: dict[str, list[_Text]] = {}
        for text in texts:
            known = (self.stories[each] for each in text.sentence.facts if each in self.stories)
            stories.setdefault(next(known, ""), []).append(text)
        return list(stories.values())

    def _is_evidence(self, sentence: Sentence) -> bool:
        """Whether a sentence is a passage it cites, word for word: nobody needs to ask whether that carries it."""
        text = fold(sentence.text).rstrip(". ")
        return any(fold(each.text).rstrip(". ") == text
                   for fact in sentence.facts for each in self.judge.facts[fact].evidence)

    def _own_words(self, text: _Text, found: tuple[Fault, ...], engine: Engine) -> _Outcome:
        """A source's words in place of a sentence of one, where they stand alone."""
        known = replace(text.sentence, facts=tuple(each for each in text.sentence.facts if each in self.judge.facts))
        verbatim = engine.verbatim(known, self.judge.facts)
        if verbatim is None or self.faults(replace(text, sentence=verbatim)):
            return _Outcome(text.sentence, found)
        self.given_way.add(verbatim.text)
        return _Outcome(verbatim)

    def section(self, section: Section, mended: Mapping[_Text, _Outcome]) -> Section:
        """The section with the sentences that stand."""
        kept: list[Sentence] = []
        for sentence in section.sentences:
            outcome = mended.get(_Text(sentence), _Outcome(sentence))
            if outcome.faults:
                self.leave_out(sentence.text, outcome.faults)
            else:
                kept.append(outcome.sentence)
        return replace(section, sentences=tuple(kept))

    def divergence(self, divergence: Divergence, mended: Mapping[_Text, _Outcome]) -> Divergence | None:
        """The divergence with the positions that stand; None where they no longer make one."""
        kept = [each for position in divergence.positions if (each := self._position(position, mended))]
        if len({self._spans(position) for position in kept}) < 2:
            self.leave_out(divergence.summary, (Fault("positions"),))
            return None
        rest = replace(divergence, positions=tuple(kept))
        outcome = mended.get(_summary(divergence), _Outcome(_summary(divergence).sentence))
        for summary in dict.fromkeys((divergence.summary, outcome.sentence.text)):
            found = self.faults(_summary(replace(rest, summary=summary))) or self._mixed(summary, kept)
            if not found:
                return replace(rest, summary=summary)
        self.leave_out(divergence.summary, found)
        question, _, answers = divergence.summary.partition(": ")
        for part in (f"{answers[:1].upper()}{answers[1:]}", question):
            if answers and not self.faults(_summary(replace(rest, summary=part))):
                return replace(rest, summary=part)
        return replace(rest, summary=differing(self.written))

    def _mixed(self, summary: str, positions: Sequence[Position]) -> tuple[Fault, ...]:
        """Why a summary that names no two sides, but states something, stands on no one position: it may not put
        together what one source says of another's matter."""
        if ":" in summary or len(terms(summary)) < LABEL:
            return ()
        found = [self.faults(_Text(Sentence(summary, position.facts))) for position in positions]
        return () if () in found else found[0]

    def _position(self, position: Position, mended: Mapping[_Text, _Outcome]) -> Position | None:
        """The position where its statement, mended or not, stands on its own facts."""
        sentence = Sentence(position.statement, position.facts)
        outcome = mended.get(_Text(sentence), _Outcome(sentence))
        found = outcome.faults or self.faults(_Text(replace(sentence, text=outcome.sentence.text)))
        if found or not position.facts:
            self.leave_out(position.statement, found or (Fault("no fact"),))
            return None
        return self._held_by(replace(position, statement=outcome.sentence.text))

    def _held_by(self, position: Position) -> Position:
        """The position with the documents whose own facts have its figures, days, names and quotations; with all where
        none has alone."""
        own: dict[str, list[str]] = {}
        for each in position.facts:
            own.setdefault(self.judge.facts[each].document, []).append(each)
        alone = {document for document, facts in own.items()
                 if not self._bare_faults(position.statement, [self.judge.facts[each] for each in facts])}
        if not alone or alone == set(own):
            return position
        facts = tuple(each for each in position.facts if self.judge.facts[each].document in alone)
        homes = {self.judge.origins[document].id for document in alone}
        drawn = {drawn for document in alone
                 for member in self.judge.origins[document].members if member.document == document
                 for drawn in member.draws_on}
        return replace(position, facts=facts, origins=tuple(each for each in position.origins if each in homes | drawn))

    def _bare_faults(self, text: str, cited: Sequence[Fact]) -> tuple[Fault, ...]:
        """What the gates alone find, whatever words a text has."""
        ground = self.judge.ground(cited)
        found = faults(self.judge.reading(text, ground), ground)
        return tuple(each for each in found if each.gate not in {"replaced", "added"})

    def _spans(self, position: Position) -> frozenset[tuple[str, int, int]]:
        facts = [self.judge.facts[each] for each in position.facts]
        return frozenset((fact.document, each.start, each.end) for fact in facts for each in fact.evidence)

    def heading(self, section: Section, shown: Sequence[Fact]) -> Section:
        """The section under a heading that the shown evidence carries; one of our own states nothing."""
        if is_heading(section.heading):
            return section
        found = self.judge.heading_faults(section.heading, shown) + self.judge.borrowed(
            section.heading, _shown([section], (), self.judge.facts), label=TOGETHER)
        if not found:
            return section
        self.leave_out(section.heading, found)
        return replace(section, heading=heading("also_reported", self.written))

    def title(self, title: str, sections: Sequence[Section], divergences: Sequence[Divergence], engine: Engine) -> str:
        """The title where the evidence of what is shown carries it and the text tells it; else as the engine mends
        it, else a document's own or a sentence of the lead that can stand as one, else one that states nothing."""
        shown = _led(sections, divergences, self.judge.facts)

        def failings(text: str) -> tuple[Fault, ...]:
            long = (Fault("long", str(len(text))),) if len(text) > TITLE else ()
            return long + self.judge.faults(text, shown, most=None) + _untold(
                text, sections, tuple(self.judge.documents.values()))

        if not (found := failings(title)):
            return title
        lead = sections[0].sentences if sections else ()
        if cited := tuple(dict.fromkeys(fact for each in lead for fact in each.facts)):
            failure = Failure(Sentence(title, cited), (HEADLINE, *map(worded, found)))
            ((mended,),) = engine.revise([[failure]], self.judge.facts, self.judge.documents)
            new = " ".join(mended.text.split()).rstrip(". ") if mended else ""
            if new and not failings(new):
                return new
        headlines = self._headlines(sections)
        if all(title not in each.title for each in self.judge.documents.values()):
            self.leave_out(title, found)  # a document's own is replaced by another's, and nothing is lost
        told = self._central(lead, self._cited(sections))
        old = outdated(self._cited(sections))
        return next(
            chain(
                (each for each in headlines if each not in old and not failings(each)),
                (each for each in told if not self.judge.faults(each, shown, most=None)),
                (each for each in headlines if not failings(each)),
            ),
            "Briefing",
        )

    @staticmethod
    def _central(lead: Sequence[Sentence], documents: Sequence[Document]) -> list[str]:
        """The sentences of the lead that are short enough for a title, first what has most of the words that the
        headlines are made of."""
        held = Counter(chain.from_iterable(terms(each.title) for each in documents))

        def share(text: str) -> float:
            own = terms(text)
            return sum(held[each] for each in own) / (SPARE + len(own))

        fit = [each.text.rstrip(".") for each in lead if len(each.text) <= SENTENCE]
        return sorted(fit, key=lambda text: -share(text))

    def _headlines(self, sections: Sequence[Section]) -> list[str]:
        """The titles of the documents that the first story cites, first what shares most of its words with the text, a
        later report's before an earlier one's."""
        cited = self._cited(sections)
        text = terms(" ".join(s.text for each in sections if each.story == sections[0].story for s in each.sentences))
        days = sorted({each.published or "" for each in cited})
        ranks: dict[str, float] = {}
        for each in cited:
            words = terms(each.title)
            if len(words) >= LABEL and not each.title.endswith(("…", "...", "?")):
                late = NEWER * days.index(each.published or "") / len(days)
                unplain = COMMENT.search(each.title) is not None or each.title.isupper()
                ranks[each.title] = len(words & text) / len(words) + late - UNPLAIN * unplain
        return sorted(ranks, key=lambda each: (-ranks[each], each))

    def _cited(self, sections: Sequence[Section]) -> list[Document]:
        """The documents that the first story cites."""
        first = [s for each in sections if each.story == sections[0].story for s in each.sentences]
        cited = {self.judge.facts[fact].document for each in first for fact in each.facts}
        return [each for each in self.judge.documents.values() if each.id in cited]

    def leave_out(self, text: str, found: Sequence[Fault]) -> None:
        """Put a text on the list of what the reader does not see."""
        self.skipped.append(Skipped("verify", text[:80], "; ".join(map(worded, found))))
