"""What a story is called in a mail: by a headline whose event the mail tells, else by the words that tell it."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from briefing.engines.rules.stating import stated
from briefing.jobs.weight import Weighed
from briefing.language.quantities import quantities
from briefing.language.weights import harmed_in
from briefing.language.wording import kind_of
from briefing.model import Briefing, Divergence, Position, Sentence
from briefing.regex import lazy_regex
from briefing.render.bulletin import Moved, News
from briefing.text.likeness import Likeness
from briefing.text.words import terms

LEAST, MOST = 4, 16  # words of a headline that says what happened
ASKING = 0.5  # what a headline loses that asks
HARMED = 1.5  # what one gains that counts who came to harm
SCRAP = 0.2  # and one that is too short, or too long
TELLING = 0.45
"""Share of what a headline states, by weight in its story, from which a sentence tells it."""

LEADING = 0.2
"""Share of a headline's terms from which the first sentence of its report tells it, in words however different."""

NEARLY = 0.9  # share of what the sentence that tells most of a headline has, from which a worthier one opens
BACKGROUND = 20  # texts thought beside those of a story, so that what all of them share still weighs
NEWS = 2  # lines that a headline is held against first
LONGEST = 14  # words of a sentence that can stand as a headline

_FIGURE = lazy_regex(r"\d(?:[\d.,]*\d)?")
"""Digits as written, without the mark that ends a sentence."""


class Told(NamedTuple):
    """What a mail tells, and the facts behind it."""

    text: str
    facts: tuple[str, ...]


def told_by(*lines: Sentence | Position) -> list[Told]:
    """What sentences and sides say."""
    return [Told(each.text if isinstance(each, Sentence) else each.statement, each.facts) for each in lines]


class Titles:
    """What stories are called in a mail: as a new document calls them, and never as an earlier mail was called."""

    def __init__(self, briefing: Briefing, used: Set[str]) -> None:
        self.documents = {each.id: each for each in briefing.documents}
        self.leads: dict[str, str] = {}
        """The first fact of each document: what a report opens with is mostly what its headline says."""

        for fact in sorted(briefing.facts, key=lambda each: each.evidence[0].start):
            self.leads.setdefault(fact.document, fact.id)
        self.used = {each.casefold() for each in used}

    def about(self, weighed: Weighed) -> Counter[str]:
        """The terms of the headlines of the new documents, each as often as headlines have it."""
        return Counter(term for each in weighed.fresh for term in terms(self.documents[each].title))

    def are_told(self, weighed: Weighed, ranked: Sequence[Sentence]) -> bool:
        """Whether one of the new sentences tells what a headline of a new document says."""
        return bool(self.opening(weighed, (), ranked))

    def opening(self, weighed: Weighed, said: Sequence[Told], ranked: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The sentence of `ranked`, the worthiest first, that is to open the story: it tells what a headline says.

        None where what is `said` before it does, or no sentence.
        """
        lines = [*said, *told_by(*ranked)]
        telling = self._telling(weighed, lines)
        for title in self._ranked(weighed, lines, telling):
            if any(telling.share(title, each) >= TELLING for each in said):
                return ()
            shares = [telling.share(title, each) for each in lines[len(said):]]
            return (next(each for each, share in zip(ranked, shares, strict=True) if share >= NEARLY * max(shares)),)
        return ()

    def of(self, weighed: Weighed, told: Sequence[Told] = (), differing: Sequence[Divergence] = ()) -> str:
        """The headline that shares most with what is told and with the others, of those that it tells; where all were
        used, or none is told, what is told. Where nothing is, the headline that shares most with the news.

        None takes a side of what is told as `differing`.
        """
        lines = told or told_by(*_sentences(weighed.news))
        ranked = self._ranked(weighed, lines, self._telling(weighed, lines), TELLING if told else 0.0)
        disputed = {each.value for one in differing for each in quantities(one.summary)}
        ranked = [each for each in ranked if not disputed & {one.value for one in quantities(each)}]
        nameless = f"{kind_of('figure', weighed.code)}:"
        steps = [each.summary for each in weighed.news.moved if each.latest.statement in {one.text for one in lines}
                 and not each.summary.startswith(nameless)]
        for title in (*ranked, *steps, *(_clipped(each.text) for each in lines), weighed.story.title):
            if title and title.casefold() not in self.used:
                self.used.add(title.casefold())
                return title
        return weighed.story.title

    def is_told_by(self, weighed: Weighed, title: str, line: Told, others: Sequence[Told]) -> bool:
        """Whether a line tells more of what a headline says than others do; false for what is no headline."""
        if title not in {self.documents[each].title for each in weighed.fresh}:
            return False
        telling = self._telling(weighed, (line, *others))
        return telling.share(title, line) > max(telling.share(title, each) for each in others)

    def _ranked(self, weighed: Weighed, lines: Sequence[Told], telling: "_Telling",
                least: float = TELLING) -> list[str]:
        """The headlines that one of these lines tells, best first."""
        about, wanted = self.about(weighed), terms(" ".join(each.text for each in lines[:NEWS]))
        worth: dict[str, float] = {}
        for title in self._open(weighed):
            share = max((telling.share(title, each) for each in lines), default=0.0)
            if share >= least and _is_fit(title, weighed.news.moved):
                harmed = HARMED if harmed_in(title, weighed.code) else 0.0
                worth[title] = _rank(title, wanted, about) + share + harmed
        return sorted(worth, key=worth.__getitem__, reverse=True)

    def _open(self, weighed: Weighed) -> list[str]:
        """The headlines of the new documents that no mail was called by."""
        titles = dict.fromkeys(self.documents[each].title for each in weighed.fresh)
        return [each for each in titles if each.casefold() not in self.used]

    def _telling(self, weighed: Weighed, lines: Iterable[Told]) -> "_Telling":
        leads = {self.documents[each].title: self.leads.get(each, "") for each in weighed.fresh}
        texts = (each.text for each in (*told_by(*_sentences(weighed.news)), *lines))
        return _Telling(list(texts), leads, weighed.code)


class _Telling:
    """How much of a headline a line tells, by the terms and figures of a story."""

    def __init__(self, lines: Sequence[str], leads: dict[str, str], code: str) -> None:
        """`leads` are the headlines, each with what its document opens with."""
        self.code, self.leads = code, leads
        self.likeness = Likeness([stated(each, code) for each in dict.fromkeys((*lines, *leads))], BACKGROUND)

    def share(self, title: str, line: Told) -> float:
        """The share of a headline, by weight, that a line states, 0 to 1; enough of it where the line is what the
        report below the headline opens with, and has a few of its terms."""
        own = stated(title, self.code)
        share = self.likeness.weight(own & stated(line.text, self.code)) / (self.likeness.weight(own) or 1)
        shown = terms(title)
        leads = self.leads[title] in line.facts and len(shown & terms(line.text)) >= LEADING * len(shown)
        return max(share, TELLING) if leads else share


def _sentences(news: News) -> Iterable[Sentence]:
    return (sentence for section in news.sections for sentence in section.sentences)


def _is_fit(title: str, moved: Sequence[Moved]) -> bool:
    """Whether a headline is whole, and has no figure that moved."""
    return bool(terms(title)) and not title.endswith("…") and not any(_only_old(title, each) for each in moved)


def _rank(title: str, wanted: frozenset[str], about: Counter[str]) -> float:
    """How well a headline says what is new: what it shares with the other headlines and with the news."""
    own, words = terms(title), len(title.split())
    shared = sum(about[term] - 1 for term in own) / (len(own) * max(1, max(about.values(), default=1) - 1))
    odd = (ASKING if title.endswith("?") else 0.0) + (SCRAP if not LEAST <= words <= MOST else 0.0)
    return shared + len(own & wanted) / len(own) - odd


def _only_old(title: str, step: Moved) -> bool:
    """Whether a headline has a figure of the earlier statement that the latest does not have."""
    shown, earlier, latest = (set(_FIGURE.findall(each)) for each in (
        title, step.earlier.statement, step.latest.statement))
    return bool(shown & earlier - latest)


def _clipped(text: str) -> str:
    """The first words of a sentence."""
    words = text.split()
    return text.rstrip(".") if len(words) <= LONGEST else " ".join(words[:LONGEST - 1]).rstrip(",;:") + "…"
