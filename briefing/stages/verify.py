"""Every sentence of the draft is held against its own evidence; what fails is mended once or left out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.engines.engine import Engine, Failure
from briefing.model import Divergence, Document, Fact, Origin, Position, Section, Sentence, Skipped
from briefing.sources.language import language
from briefing.stages.diverge import ONE_DOCUMENT, ONE_ORIGIN
from briefing.text.agreement import LABEL, Ground, foreign, lacking, name_words
from briefing.text.dates import dates
from briefing.text.elsewhere import TOGETHER, Elsewhere
from briefing.text.evidence import fold
from briefing.text.likeness import Repeats
from briefing.text.words import terms

LONGEST = 600
"""Characters that one piece of evidence may have."""

MOST = 2_400
"""Characters of evidence that one sentence or position may rest on."""

TITLE = 150
"""Characters of a title, and of a sentence that can stand as one."""

HEADLINE = f"it is the headline, of at most {TITLE} characters, and says only what these facts say"
"""What is said of a title that fails."""

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Verified:
    """What of a draft stands."""

    title: str
    sections: tuple[Section, ...]
    divergences: tuple[Divergence, ...]
    skipped: tuple[Skipped, ...]
    """What was left out, and why."""

    @property
    def failed(self) -> int:
        """How many texts failed even after their repair."""
        return len(self.skipped)


def verify(
    sections: Sequence[Section], divergences: Sequence[Divergence], facts: Sequence[Fact],
    documents: Sequence[Document], title: str, engine: Engine, *, origins: Sequence[Origin] = (),
) -> Verified:
    """What of a draft stands.

    A position that fails is dropped, and its divergence with it where fewer than two stand. A summary that fails gives
    way to the half of it that stands, a heading to one that states nothing, a title to a sentence of the text.
    """
    pen = _Pen(facts, documents, origins, written_in(sections), _stories(sections, divergences))
    texts = [*(_Text(each) for section in sections for each in section.sentences),
             *(text for divergence in divergences for text in _texts(divergence))]
    mended = pen.mend(texts, engine)
    kept_sections = _once([pen.section(each, mended) for each in sections])
    kept_divergences = tuple(kept for each in divergences if (kept := pen.divergence(each, mended)))
    shown = _shown(kept_sections, kept_divergences, pen.facts)
    headed = tuple(pen.heading(section, shown) for section in kept_sections)
    sound = pen.title(title, kept_sections, kept_divergences, engine)
    return Verified(sound, headed, kept_divergences, tuple(pen.skipped))


def _stories(sections: Sequence[Section], divergences: Sequence[Divergence]) -> dict[str, str]:
    """The story that each cited fact is told in."""
    homes = {fact: section.story for section in sections for each in section.sentences for fact in each.facts}
    return homes | {fact: each.story for each in divergences for position in each.positions for fact in position.facts}


def _once(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections without sentences that repeat an earlier one: mended texts may come to say the same."""
    told = Repeats()
    found = []
    for section in sections:
        kept = []
        for sentence in section.sentences:
            if not told.holds(sentence.text):
                kept.append(sentence)
                told.add(sentence.text)
        if kept:
            found.append(replace(section, sentences=tuple(kept)))
    return tuple(found)


def written_in(sections: Sequence[Section]) -> str:
    """The language of a briefing's sentences; "en" where they are too short to tell."""
    return language(" ".join(sentence.text for section in sections for sentence in section.sentences))


def _untold(title: str, sections: Sequence[Section], documents: Sequence[Document]) -> tuple[str, ...]:
    """That a title has words of a passage which no sentence tells: one side of a divergence is no title."""
    told = [each.text for section in sections if section.story == sections[0].story for each in section.sentences]
    if not told:
        return ()
    outlets = [name for each in documents for name in (each.publisher, each.agency) if name]
    one_will_do = len(documents) > 1 and len(terms(title)) >= LABEL
    found = Elsewhere(documents).borrowed(
        title, terms(" ".join([*told, *outlets])), frozenset() if one_will_do else None)
    return (f"“{', '.join(found)}” stands in no sentence of the briefing",) if found else ()


def unsupported(text: str, facts: Sequence[Fact], documents: Sequence[Document], *, origins: Sequence[Origin] = (),
                counts: Sequence[int] = (), most: int | None = MOST, written: str | None = None) -> tuple[str, ...]:
    """Why a text does not stand on the facts it cites, in plain English; empty where it does.

    It may count the documents, and with `origins` the independent sources, that it cites, in words; `counts` may
    stand in digits too. Without facts it may state nothing but `counts`. Names, denials and the words themselves are
    held against English documents where the text is `written` in English ("en"; the words only where that is told).
    """
    ground = replace(ground_of(facts, documents, origins=origins, counts=counts, written=written), mixed=most is None)
    reasons = lacking(text, ground)
    if written and facts and ground.english:
        bare = text.removesuffix(f" ({ONE_ORIGIN})").removesuffix(f" ({ONE_DOCUMENT})")
        reasons += foreign(bare, ground, label=most is None)
    length = sum(map(len, ground.passages))
    if most is not None and length > most:
        reasons += (f"{length} characters of evidence for one sentence, at most {most}",)
    return reasons


def ground_of(facts: Sequence[Fact], documents: Sequence[Document], *, origins: Sequence[Origin] = (),
              counts: Sequence[int] = (), written: str | None = None) -> Ground:
    """What a text that cites these facts may rest on; `written` is its language, where that is known."""
    cited = {fact.document for fact in facts}
    known = {each.id: each for each in documents if each.id in cited or not facts}
    spans = [(fact.document, each.start, each.end) for fact in facts if fact.document in known
             for each in fact.evidence]
    whens = [fact.when for fact in facts if fact.when and fact.document in known
             and _bears(known[fact.document], fact.when)]
    homes = {document: origin.id for origin in origins for document in origin.documents}
    spelled = (len(cited), len({homes[each] for each in cited if each in homes}))
    outlets = [name for each in known.values() for name in (each.publisher, each.agency) if name]
    outlets += [origin.name for origin in origins if cited & set(origin.documents)]
    named = frozenset(word for fact in facts if fact.document in known for word in _called(fact, known[fact.document]))
    return Ground(tuple(passages_of(spans, known)), tuple(dict.fromkeys(whens)), tuple(counts), spelled, tuple(outlets),
                  named, english={written or "en"} | {known[each].language for each in cited & set(known)} == {"en"})


def _called(fact: Fact, document: Document) -> frozenset[str]:
    """The words of the names that a fact's statement and speaker have, as far as its document has them too."""
    return name_words(f"{fact.statement} {fact.speaker or ''}") & _spoken(document.text)


@lru_cache(maxsize=256)
def _spoken(text: str) -> frozenset[str]:
    """The words of a document, without capitals."""
    return frozenset(re.findall(r"\w+", re.sub(r"(?<=\b\w)\.(?=\w\b)|(?<=\.\w)\.", "", text).casefold()))


def passages_of(spans: Sequence[tuple[str, int, int]], documents: Mapping[str, Document]) -> list[str]:
    """The text of (document, start, end) spans, in order; those that only white space parts are one."""
    joined: list[tuple[str, int, int]] = []
    for document, start, end in sorted(set(spans)):
        if joined and joined[-1][0] == document and not documents[document].text[joined[-1][2]:start].strip():
            joined[-1] = (document, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((document, start, end))
    return [documents[document].text[start:end] for document, start, end in joined]


def _bears(document: Document, when: str) -> bool:
    """Whether a document tells the day and the year of a fact.

    Its own day does not tell a month: a report may look back on the one before.
    """
    if not _ISO.fullmatch(when):
        return False
    told = _told(document.text, document.published)
    days = told if len(when) != len("2031-05") else told - {(document.published or "")[:10]}
    return when[:4] in {each[:4] for each in told} and any(each[4:].startswith(when[4:]) for each in days)


@lru_cache(maxsize=256)
def _told(text: str, published: str | None) -> frozenset[str]:
    """The dates of a document, its own among them."""
    own = frozenset({published[:10]} if published else ())
    return own | {each.iso for each in dates(text, published) if each.iso}


def _led(sections: Sequence[Section], divergences: Sequence[Divergence], facts: Mapping[str, Fact]) -> list[Fact]:
    """The facts behind what the reader sees of the first story, which the title is of."""
    first = sections[0].story if sections else None
    return _shown([s for s in sections if s.story == first], [d for d in divergences if d.story == first], facts)


def _shown(sections: Sequence[Section], divergences: Sequence[Divergence], facts: Mapping[str, Fact]) -> list[Fact]:
    """The facts behind everything the reader sees."""
    cited = [each for section in sections for sentence in section.sentences for each in sentence.facts]
    cited += [each for divergence in divergences for position in divergence.positions for each in position.facts]
    return [facts[each] for each in dict.fromkeys(cited) if each in facts]


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
    reasons: tuple[str, ...] = ()


class _Pen:
    """Strikes out what does not stand, and keeps the list."""

    def __init__(self, facts: Sequence[Fact], documents: Sequence[Document], origins: Sequence[Origin],
                 written: str, stories: Mapping[str, str]) -> None:
        self.written = written
        self.stories = stories
        self.facts = {fact.id: fact for fact in facts}
        self.documents = {each.id: each for each in documents}
        self.origins = {document: origin for origin in origins for document in origin.documents}
        self.elsewhere = Elsewhere(documents)
        self.skipped: list[Skipped] = []

    def reasons(self, text: _Text) -> tuple[str, ...]:
        """Why a text does not stand."""
        sentence, counts = text.sentence, text.counts
        lost = tuple(f"it cites {each}, which is no fact" for each in sentence.facts if each not in self.facts)
        cited = [self.facts[each] for each in sentence.facts if each in self.facts]
        if not cited:
            counts = (*counts, len(self.documents), len(set(self.origins.values())), len(self.facts))
        return lost + self.lacks(sentence.text, cited, counts, text.most) + (
            self.borrows(sentence.text, cited) if text.most else self._summed(sentence.text, cited))

    def _summed(self, summary: str, cited: Sequence[Fact]) -> tuple[str, ...]:
        """What a summary borrows: a question, as in "Time of day", and behind a colon its answers."""
        question, colon, answers = summary.partition(":")
        if not colon:
            return self.borrows(summary, cited)
        return self.borrows(question, cited, label=TOGETHER + 1) + self.borrows(answers, cited)

    def lacks(self, text: str, cited: Sequence[Fact], counts: Sequence[int] = (),
              most: int | None = MOST) -> tuple[str, ...]:
        """`unsupported`, given no more of the pile than the documents that are cited."""
        known = dict.fromkeys(fact.document for fact in cited)
        documents = [self.documents[each] for each in known if each in self.documents]
        origins = tuple(dict.fromkeys(self.origins[each] for each in known if each in self.origins))
        return unsupported(text, cited, documents or tuple(self.documents.values()), origins=origins, counts=counts,
                           most=most, written=self.written)

    def borrows(self, text: str, cited: Sequence[Fact], *, label: int | None = None) -> tuple[str, ...]:
        """That a text has words of a passage which it does not cite: on no other's word may it tell them.

        A short `label` has only to be free of so many words that stand together elsewhere.
        """
        if not cited:
            return ()
        ground = self._ground(cited)
        own = terms(" ".join((ground.text, *ground.outlets, *ground.named)))
        text = text.removesuffix(f" ({ONE_ORIGIN})")
        if label and len(terms(text)) < LABEL:
            found = self.elsewhere.borrowed(text, own, None, together=label)
        else:
            found = self.elsewhere.borrowed(text, own, frozenset(fact.document for fact in cited))
        return (f"“{', '.join(found)}” stands in a passage that it does not cite",) if found else ()

    def _ground(self, cited: Sequence[Fact]) -> Ground:
        """What a text that cites these facts may rest on."""
        known = [self.documents[each] for each in dict.fromkeys(fact.document for fact in cited)]
        origins = tuple(dict.fromkeys(self.origins[each.id] for each in known if each.id in self.origins))
        return ground_of(cited, known, origins=origins, written=self.written)

    def mend(self, texts: Sequence[_Text], engine: Engine) -> dict[_Text, _Outcome]:
        """Each text that failed, with what became of it: mended once, else in a source's own words, else failed."""
        failed = self._failing(texts, engine)
        stories = self._by_story(failed)
        failures = [[Failure(text.sentence, failed[text]) for text in own] for own in stories]
        new = {
            text: replace(text, sentence=sentence)
            for own, revised in zip(stories, engine.revise(failures, self.facts, self.documents), strict=True)
            for text, sentence in zip(own, revised, strict=True)
            if sentence is not None and sentence.text.strip() and (sentence.facts or not text.sentence.facts)
        }
        again = self._failing(tuple(new.values()), engine)
        outcomes: dict[_Text, _Outcome] = {}
        for text, reasons in failed.items():
            if text in new and new[text] not in again:
                outcomes[text] = _Outcome(new[text].sentence)
            else:
                outcomes[text] = self._own_words(text, again.get(new.get(text, text), reasons), engine)
        return outcomes

    def _failing(self, texts: Sequence[_Text], engine: Engine) -> dict[_Text, tuple[str, ...]]:
        """The texts that do not stand, by rule or in the eyes of the engine, and why."""
        reasons = {text: self.reasons(text) for text in dict.fromkeys(texts)}
        sound = [text for text, why in reasons.items()
                 if not why and text.sentence.facts and text.most and not self._is_evidence(text.sentence)]
        stories = self._by_story(sound)
        told = [[text.sentence for text in own] for own in stories]
        for own, doubts in zip(stories, engine.doubt(told, self.facts, self.documents), strict=True):
            reasons |= {text: (doubt,) for text, doubt in zip(own, doubts, strict=True) if doubt}
        return {text: why for text, why in reasons.items() if why}

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
        return any(fold(each.text).rstrip(". ") == text for fact in sentence.facts if fact in self.facts
                   for each in self.facts[fact].evidence)

    def _own_words(self, text: _Text, reasons: tuple[str, ...], engine: Engine) -> _Outcome:
        """A source's words in place of a sentence of one, where they stand alone."""
        known = replace(text.sentence, facts=tuple(each for each in text.sentence.facts if each in self.facts))
        verbatim = engine.verbatim(known, self.facts)
        if verbatim is None or self.reasons(replace(text, sentence=verbatim)):
            return _Outcome(text.sentence, reasons)
        return _Outcome(verbatim)

    def section(self, section: Section, mended: Mapping[_Text, _Outcome]) -> Section:
        """The section with the sentences that stand."""
        kept: list[Sentence] = []
        for sentence in section.sentences:
            outcome = mended.get(_Text(sentence), _Outcome(sentence))
            if outcome.reasons:
                self.leave_out(sentence.text, outcome.reasons)
            else:
                kept.append(outcome.sentence)
        return replace(section, sentences=tuple(kept))

    def divergence(self, divergence: Divergence, mended: Mapping[_Text, _Outcome]) -> Divergence | None:
        """The divergence with the positions that stand; None where they no longer make one."""
        kept = [each for position in divergence.positions if (each := self._position(position, mended))]
        if len(kept) < 2 or len({self._spans(position) for position in kept}) < 2:
            self.leave_out(divergence.summary, ("fewer than two of its positions stand on evidence of their own",))
            return None
        rest = replace(divergence, positions=tuple(kept))
        outcome = mended.get(_summary(divergence), _Outcome(_summary(divergence).sentence))
        for summary in dict.fromkeys((divergence.summary, outcome.sentence.text)):
            reasons = self.reasons(_summary(replace(rest, summary=summary))) or self._mixed(summary, kept)
            if not reasons:
                return replace(rest, summary=summary)
        self.leave_out(divergence.summary, reasons)
        question, _, answers = divergence.summary.partition(": ")
        for part in (f"{answers[:1].upper()}{answers[1:]}", question):
            if answers and not self.reasons(_summary(replace(rest, summary=part))):
                return replace(rest, summary=part)
        return replace(rest, summary="The sources differ")

    def _mixed(self, summary: str, positions: Sequence[Position]) -> tuple[str, ...]:
        """Why a summary that names no two sides, but states something, stands on no one position: it may not put
        together what one source says of another's matter."""
        if ":" in summary or len(terms(summary)) < LABEL:
            return ()
        reasons = [self.reasons(_Text(Sentence(summary, position.facts))) for position in positions]
        return () if () in reasons else reasons[0]

    def _position(self, position: Position, mended: Mapping[_Text, _Outcome]) -> Position | None:
        """The position where its statement, mended or not, stands on its own facts."""
        sentence = Sentence(position.statement, position.facts)
        outcome = mended.get(_Text(sentence), _Outcome(sentence))
        reasons = outcome.reasons or self.reasons(_Text(replace(sentence, text=outcome.sentence.text)))
        if reasons or not position.facts:
            self.leave_out(position.statement, reasons or ("it cites no fact",))
            return None
        return self._held_by(replace(position, statement=outcome.sentence.text))

    def _held_by(self, position: Position) -> Position:
        """The position with the documents whose own facts have its figures, days, names and quotations; with all where
        none has alone."""
        own: dict[str, list[str]] = {}
        for each in position.facts:
            own.setdefault(self.facts[each].document, []).append(each)
        alone = {document for document, facts in own.items()
                 if not lacking(position.statement, self._ground([self.facts[each] for each in facts]))}
        if not alone or alone == set(own):
            return position
        facts = tuple(each for each in position.facts if self.facts[each].document in alone)
        homes = {self.origins[document].id for document in alone if document in self.origins}
        drawn = {drawn for document in alone if document in self.origins
                 for member in self.origins[document].members if member.document == document
                 for drawn in member.draws_on}
        return replace(position, facts=facts, origins=tuple(each for each in position.origins if each in homes | drawn))

    def _spans(self, position: Position) -> frozenset[tuple[str, int, int]]:
        facts = [self.facts[each] for each in position.facts]
        return frozenset((fact.document, each.start, each.end) for fact in facts for each in fact.evidence)

    def heading(self, section: Section, shown: Sequence[Fact]) -> Section:
        """The section under a heading that the shown evidence carries."""
        reasons = lacking(section.heading, Ground((), ())) and self.lacks(section.heading, shown, most=None)
        reasons += self.borrows(section.heading, _shown([section], (), self.facts), label=TOGETHER)
        if not reasons:
            return section
        self.leave_out(section.heading, reasons)
        return replace(section, heading="Also reported")

    def title(self, title: str, sections: Sequence[Section], divergences: Sequence[Divergence], engine: Engine) -> str:
        """The title where the evidence of what is shown carries it and the text tells it; else as the engine mends
        it, else the first sentence that can stand as one, else one that states nothing."""
        shown = _led(sections, divergences, self.facts)

        def reasons(text: str) -> tuple[str, ...]:
            long = (f"{len(text)} characters",) if len(text) > TITLE else ()
            return long + self.lacks(text, shown, most=None) + _untold(text, sections, tuple(self.documents.values()))

        if not (found := reasons(title)):
            return title
        lead = sections[0].sentences if sections else ()
        if cited := tuple(dict.fromkeys(fact for each in lead for fact in each.facts)):
            failure = Failure(Sentence(title, cited), (HEADLINE, *found))
            ((mended,),) = engine.revise([[failure]], self.facts, self.documents)
            new = " ".join(mended.text.split()).rstrip(". ") if mended else ""
            if new and not reasons(new):
                return new
        self.leave_out(title, found)
        told = (each.text.rstrip(".") for each in lead if len(each.text) <= TITLE)
        return next((each for each in told if not self.lacks(each, shown, most=None)), "Briefing")

    def leave_out(self, text: str, reasons: Sequence[str]) -> None:
        """Put a text on the list of what the reader does not see."""
        self.skipped.append(Skipped("verify", text[:80], "; ".join(reasons)))
