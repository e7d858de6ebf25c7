"""A judge of one briefing: holds each text against the facts it cites."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from briefing.judging.borrowed import TOGETHER, BorrowedWords
from briefing.judging.fault import Fault
from briefing.judging.gates import LABEL, faults, foreign
from briefing.judging.ground import Ground, numbered_names
from briefing.judging.introduced import introduced
from briefing.judging.own_words import states_something
from briefing.language.days import days
from briefing.language.headings import is_heading
from briefing.language.read import Reading
from briefing.language.speech import neutral_terms, speaks, without_accounts
from briefing.language.wording import is_topic
from briefing.model import Document, Fact, Origin
from briefing.regex import lazy_regex
from briefing.sources.language import common_language
from briefing.text.evidence import is_verbatim
from briefing.text.names import name_words, plain_words
from briefing.text.words import terms

LONGEST = 600
"""Characters that one piece of evidence may have."""

MOST = 2_400
"""Characters of evidence that one sentence or position may rest on."""

_ISO = lazy_regex(r"\d{4}(-\d\d(-\d\d)?)?")


class Judge:
    """Knows the facts, the documents and the independent sources of a briefing, and the language it is written in."""

    def __init__(
        self,
        facts: Iterable[Fact],
        documents: Sequence[Document],
        origins: Sequence[Origin] = (),
        written: str | None = None,
    ) -> None:
        self.facts: Mapping[str, Fact] = {fact.id: fact for fact in facts}
        self.documents: Mapping[str, Document] = {each.id: each for each in documents}
        self.origins: Mapping[str, Origin] = {document: origin for origin in origins for document in origin.documents}
        self.written = written
        self.borrowed_words = BorrowedWords(documents, written or "en")
        self._grounds: dict[tuple[tuple[Fact, ...], tuple[int, ...], bool], Ground] = {}

    def faults(
        self, text: str, cited: Sequence[Fact], *, counts: Sequence[int] = (), most: int | None = MOST
    ) -> tuple[Fault, ...]:
        """Why a text does not stand on the facts it cites; empty where it does.

        It may count the documents, and the independent sources, that it cites, in words; `counts` may stand in digits
        too. Without facts it may state nothing but `counts`. A text without a limit (`most`) is a title, a heading or
        a summary: it rests on passages that say different things.
        """
        ground = self.ground(cited, counts=counts, mixed=most is None)
        reading = self.reading(text, ground)
        found = faults(reading, ground)
        if most is not None and not cited and not found and states_something(reading):
            return (Fault("no fact"),)
        if most is None and found and self._heads(text, cited):
            if any(each.gate == "unread" for each in found):
                return ()
            found = tuple(each for each in found if each.gate != "name" or self.written == "en")
        if self.written == "en" and cited and ground.is_in("en"):
            found += foreign(text, ground, label=most is None)
        length = sum(len(each.text) for each in ground.passages)
        if most is not None and length > most:
            found += (Fault("length", str(length), str(most)),)
        return found

    def _heads(self, title: str, cited: Sequence[Fact]) -> bool:
        """Whether a title is the words of a document that is cited, its own title among them."""
        documents = [
            self.documents[each] for each in dict.fromkeys(fact.document for fact in cited) if each in self.documents
        ]
        return any(is_verbatim(title, f"{each.title}\n{each.text}") for each in documents)

    def heading_faults(self, heading: str, shown: Sequence[Fact]) -> tuple[Fault, ...]:
        """Why a heading does not stand on what is shown; one that states nothing needs no evidence."""
        if is_heading(heading) or not faults(Reading(heading, self.written or "en"), Ground(())):
            return ()
        return self.faults(heading, shown, most=None)

    def reading(self, text: str, ground: Ground) -> Reading:
        """A text in its own language: that of the passage whose words it is, else the briefing's."""
        for passage in ground.passages:
            if passage.code != self.written and is_verbatim(text, passage.text):
                return Reading(text, passage.code)
        codes = {self.written or "en"} | {each.code for each in ground.passages}
        if len(codes) == 1:
            return Reading(text, codes.pop())
        told = common_language(text)
        return Reading(text, told if told in codes else self.written or "en")

    def ground(self, cited: Sequence[Fact], *, counts: Sequence[int] = (), mixed: bool = False) -> Ground:
        """What a text that cites these facts may rest on; read once for all texts that cite the same."""
        key = (tuple(cited), tuple(counts), mixed)
        if key not in self._grounds:
            self._grounds[key] = self._ground(cited, counts=counts, mixed=mixed)
        return self._grounds[key]

    def _ground(self, cited: Sequence[Fact], *, counts: Sequence[int], mixed: bool) -> Ground:
        known = {
            each: self.documents[each]
            for each in dict.fromkeys(fact.document for fact in cited)
            if each in self.documents
        }
        homes = {self.origins[each].id: self.origins[each] for each in known if each in self.origins}
        shown = known or self.documents
        outlets = [name for each in shown.values() for name in (each.publisher, each.agency) if name]
        outlets += [origin.name for origin in homes.values()]
        facts = [fact for fact in cited if fact.document in known]
        spans = [(fact.document, each.start, each.end) for fact in facts for each in fact.evidence]
        return Ground(
            passages=passages_of(spans, known),
            homes=homes_of(spans, known),
            whens=tuple(dict.fromkeys(when for fact in facts for when in _days_borne(known[fact.document], fact))),
            counts=tuple(counts),
            spelled=(len(known), len(homes)),
            outlets=tuple(outlets),
            named=frozenset(
                word for fact in facts for word in _called(fact.statement, fact.speaker, known[fact.document].text)
            ),
            numbered=frozenset(
                name for fact in facts for name in _numbered(fact.statement, known[fact.document].text)
            ),
            mixed=mixed,
        )

    def borrowed(self, text: str, cited: Sequence[Fact], *, label: int | None = None) -> tuple[Fault, ...]:
        """That a text has words of a passage which it does not cite: on no other's word may it tell them.

        A short `label` has only to be free of so many words that stand together elsewhere.
        """
        if not cited:
            return ()
        ground, code = self.ground(cited), self.written or "en"
        own = terms(" ".join((ground.text, *ground.outlets, *ground.named, *ground.called)))
        if any(fact.speaker for fact in cited) or any(map(speaks, ground.passages)):
            own |= neutral_terms(ground.passages, code)
        if terms(text) <= own:
            return ()
        if code == "en" and ground.is_in("en"):
            own = own.union(*(introduced(text, code, fact, self.documents[fact.document])
                              for fact in cited if fact.document in self.documents))
        text = without_accounts(text, code)
        if label and len(terms(text)) < LABEL:
            found = self.borrowed_words.of(text, own, None, together=label)
        else:
            found = self.borrowed_words.of(text, own, frozenset(fact.document for fact in cited))
        return (Fault("borrowed", ", ".join(found)),) if found else ()

    def summed(self, summary: str, cited: Sequence[Fact]) -> tuple[Fault, ...]:
        """What a summary borrows: a question, as in "Time of day", and behind a colon its answers."""
        question, colon, answers = summary.partition(":")
        if not colon:
            return self.borrowed(summary, cited)
        own = is_topic(question, self.written or "en")  # words of the page's own borrow nothing
        asked = () if own else self.borrowed(question, cited, label=TOGETHER + 1)
        return asked + self.borrowed(answers, cited)


def passages_of(spans: Iterable[tuple[str, int, int]], documents: Mapping[str, Document]) -> tuple[Reading, ...]:
    """The text of (document, start, end) spans, in order; those that only white space parts are one."""
    return tuple(
        Reading(documents[each].text[start:end], documents[each].language, documents[each].published)
        for each, start, end in _joined(spans, documents)
    )


def homes_of(spans: Iterable[tuple[str, int, int]], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The document of each passage that spans make."""
    return tuple(each for each, _, _ in _joined(spans, documents))


def _joined(
    spans: Iterable[tuple[str, int, int]], documents: Mapping[str, Document]
) -> list[tuple[str, int, int]]:
    joined: list[tuple[str, int, int]] = []
    for document, start, end in sorted(set(spans)):
        if joined and joined[-1][0] == document and not documents[document].text[joined[-1][2] : start].strip():
            joined[-1] = (document, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((document, start, end))
    return joined


@lru_cache(maxsize=65_536)
def _called(statement: str, speaker: str | None, document: str) -> frozenset[str]:
    """The words of the names that a fact's statement and speaker have, as far as its document has them too."""
    return name_words(f"{statement} {speaker or ''}") & _words_of(document)


@lru_cache(maxsize=65_536)
def _numbered(statement: str, document: str) -> frozenset[str]:
    """The names with a figure that a fact's statement has, as far as its document has them too."""
    told = numbered_names(document)
    return numbered_names(statement) & told if told else told


@lru_cache(maxsize=256)
def _words_of(text: str) -> frozenset[str]:
    """The words of a document, without capitals."""
    return frozenset(plain_words(text))


def _days_borne(document: Document, fact: Fact) -> Iterator[str]:
    """The day of a fact where its document bears it out, and what its statement makes of a bare weekday."""
    if fact.when and (_bears(document, fact, fact.when) or _falls_on(document, fact, fact.when)):
        yield fact.when
    for each in days(fact.statement, document.language):
        if each.year and each.day and each.iso and _falls_on(document, fact, each.iso):
            yield each.iso


def _falls_on(document: Document, fact: Fact, when: str) -> bool:
    """Whether a day is the weekday that the fact's words have, in the week before or behind the report, where these
    leave open which: a plan in the present ("takes place on Saturday"), a thing of that day ("Monday's close")."""
    if document.published is None or len(when) != len("2031-05-06") or not _ISO.fullmatch(when):
        return False
    try:
        there, published = date.fromisoformat(when), date.fromisoformat(document.published[:10])
    except ValueError:  # a day that never was
        return False
    ahead = (there - published).days
    for part in fact.evidence:
        for each in days(part.text, document.language, document.published):
            is_bare = each.weekday == there.weekday() and each.day is None and each.iso and " " not in each.text
            owns = part.text[each.end : each.end + 2] in {"'s", "’s"}
            if is_bare and (0 < ahead < WEEK if fact.certainty == "planned" else owns and -WEEK < ahead < 0):
                return True
    return False


WEEK = 7


def _bears(document: Document, fact: Fact, when: str) -> bool:
    """Whether a document tells the day and the year of a fact.

    Its own day does not tell a month: a report may look back on the one before.
    """
    if not _ISO.fullmatch(when):
        return False
    # The days of the fact's own sentence have been read; those of a whole document take as long as all else of it.
    language, published = document.language, document.published
    if any(each.iso == when for part in fact.evidence for each in days(part.text, language, published)):
        return True
    told = _days_of(document.text, document.language, document.published)
    known = told if len(when) != len("2031-05") else told - {(document.published or "")[:10]}
    return when[:4] in {each[:4] for each in told} and any(each[4:].startswith(when[4:]) for each in known)


@lru_cache(maxsize=256)
def _days_of(text: str, code: str, published: str | None) -> frozenset[str]:
    """The dates of a document, its own among them."""
    own = frozenset({published[:10]} if published else ())
    return own | {each.iso for each in days(text, code, published) if each.iso}
