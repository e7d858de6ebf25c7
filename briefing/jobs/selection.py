"""What of the news goes into the mail: a few stories that matter today, a line for each other, within two minutes."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from briefing.jobs.contested import contested, statements
from briefing.jobs.heading import Titles, told_by
from briefing.jobs.ledger import other_names
from briefing.jobs.room import Room
from briefing.jobs.weight import Weighed, weigh
from briefing.language.bearing import Question
from briefing.language.days import days
from briefing.language.language import folded
from briefing.language.quantities import quantities
from briefing.language.telling import CONCEPT
from briefing.language.weights import harmed_in, weights
from briefing.model import Briefing, Divergence, Sentence
from briefing.regex import lazy_regex
from briefing.render.bulletin import Front, Item, News
from briefing.render.telling import page_code
from briefing.text.words import terms

LONGEST = 30  # words of a sentence from which each one more costs
SHORTEST = 7  # words; a shorter sentence says little by itself
SAME = 0.7
"""Share of the shorter sentence's terms from which another says it too."""

SAYING = 0.3  # share of a headline's terms from which a sentence says what it speaks of
LABELS = 2  # words that the citations of a sentence come to
FRAME = 40  # words of the head of a mail
BACKGROUND_COST = 2.0  # what a sentence loses that tells of something long before
NEAR = 1.2
"""Worth below the best one's from which a count of the harmed is of something else."""


OTHERWISE = 3
"""Divergences of a mail, at most, one a story."""

_ODD = lazy_regex(r"©|^\([^)]{2,20}\)\s[-–—]|…[\"”']?$|^(?:[^\w\s]*[A-Z]{3,}\W+){2,}")
"""What a sentence was not written with: a picture's credit, an agency's, a cut, a kicker in capitals."""

BOUND = 0.3  # what a sentence gains that tells of harm without counting it, and one of what binds many
FIGURES = 2  # figures that two sentences share, from which the one that has no other says nothing of its own

_DIGITS = lazy_regex(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\w)")

ODD_COST = 1.0  # what a sentence loses by it

DEPTH = {1: 6, 2: 4}
"""Sentences of a story in the top box where that has one or two; else `BRIEF`."""

BRIEF = 2

ANSWERING = 4.0
"""What a sentence gains that bears on what the reader asks: more than any other can be worth."""

WEIGHTY = 1.8
"""The weight from which a story that one document tells stands in the box: about half of what is told of it is harm, or
binds many."""


def select(briefing: Briefing, news: News, fresh: Set[str], room: Room, headlines: Set[str] = frozenset(),
           sections: Mapping[str, str] | None = None) -> Front:
    """The front of a bulletin; `fresh` are the ids of the new documents, `headlines` what earlier mails were called.

    `sections` (by document) are what the job calls the sources that documents lie in, those of the job's first source
    first: lines stand below these headings.
    """
    ranked = weigh(briefing, news, fresh, topics=room.topics, focus=room.focus or briefing.focus)
    heavy = [each for each in ranked if not room.threshold or each.weight >= room.threshold]
    titles = Titles(briefing, headlines)
    asked = _question(briefing, news, room)
    top = _top(briefing, heavy, titles, room, asked)
    left = _Left(room.sentences, room.words - FRAME)
    told = [item for each in top if (item := _item(briefing, each, titles, left, DEPTH.get(len(top), BRIEF), asked))]
    lines = [item for each in heavy if each not in top and (item := _line(briefing, each, titles, left, asked))]
    lines = _shelved(lines, heavy, sections or {})
    return Front(tuple(told), tuple(lines), len(ranked) - len(told) - len(lines))


def _question(briefing: Briefing, news: News, room: Room) -> Question | None:
    """What the reader asks, held against what is new; None where nobody asks."""
    focus = room.focus or briefing.focus
    code = page_code(briefing)
    return Question(focus, (each.text for each in _sentences(news)), code) if focus else None


def _shelved(lines: list[Item], ranked: Sequence[Weighed], sections: Mapping[str, str]) -> list[Item]:
    """The lines by the section that their new documents lie in; those of none come last."""
    homes = {each.story.id: next((sections[one] for one in each.fresh if one in sections), "") for each in ranked}
    order = list(dict.fromkeys(sections.values()))
    named = [replace(each, section=homes[each.story]) for each in lines]
    return sorted(named, key=lambda each: order.index(each.section) if each.section in order else len(order))


def _top(briefing: Briefing, ranked: Sequence[Weighed], titles: Titles, room: Room,
         asked: Question | None) -> list[Weighed]:
    """The stories of the top box: told by several documents, or weighty, where their news tell what a headline says;
    or with a figure that moved, or a divergence; none that weighs nothing, as what only entertains. Else the
    weightiest there is."""
    def is_told(each: Weighed) -> bool:
        return titles.are_told(each, _recent(briefing, _current(briefing, each, titles.about(each), asked)))

    found = [each for each in ranked if each.weight > 0 and (each.news.moved or each.news.settled or any(
        one.importance == 1 for one in contested(briefing, each.news.appeared)) or (
            (len(each.story.documents) > 1 or each.weight >= WEIGHTY) and is_told(each)))]
    return (found or list(ranked[:1]))[:room.stories]


@dataclass(slots=True)
class _Left:
    """What room is left in the mail."""

    sentences: int
    words: int
    divergences: int = OTHERWISE

    def take(self, text: str) -> bool:
        """Whether a sentence finds room; it is taken then."""
        size = len(text.split()) + LABELS
        if self.sentences < 1 or size > self.words:
            return False
        self.sentences -= 1
        self.words -= size
        return True


def _item(briefing: Briefing, weighed: Weighed, titles: Titles, left: _Left, depth: int,
          asked: Question | None) -> Item | None:
    """A story of the top box: figures that moved, what was settled, new sentences, and where sources differ now."""
    news = weighed.news
    moved = tuple(each for each in news.moved[:depth] if left.take(f"{each.summary} {each.latest.statement}"))
    settled = tuple(each for each in news.settled[:1] if left.take(f"{each.summary} {each.latest.statement}"))
    appeared = _differing(briefing, news, left, asked)
    said = told_by(*(each.latest for each in moved), *(each.latest for each in settled))
    sides = told_by(*(side for each in appeared for side in each.positions))
    known = [each.text for each in (*said, *sides)]
    room = max(depth - len(moved) - len(settled) - len(appeared), 0 if known else 1)
    ranked = _current(briefing, weighed, titles.about(weighed), asked)
    opening = titles.opening(weighed, said, _recent(briefing, ranked) if room else ())
    sentences = tuple(_best([*opening, *(each for each in ranked if each not in opening)], left, room,
                            weighed.code, known))
    if not (moved or settled or sentences or appeared):
        return None
    first = told_by(*sentences[:1])
    title = titles.of(weighed, [*said, *first, *sides], appeared)
    leads: Literal["moved", "sentences", "appeared"] = "moved"
    if said and first and titles.is_told_by(weighed, title, first[0], said):
        leads = "sentences"
    elif appeared and not said and opening and opening[0] not in sentences:  # a side says it
        leads = "appeared"
    left.words -= len(title.split())
    return Item(weighed.story.id, title, sentences, moved, appeared, settled, leads)


def _line(briefing: Briefing, weighed: Weighed, titles: Titles, left: _Left, asked: Question | None) -> Item | None:
    """A story in one line: what moved, else the new sentence that says most of its headline, else the headline."""
    for step in weighed.news.moved[:1]:
        title = titles.of(weighed, told_by(step.latest))
        fits = left.take(f"{step.summary} {step.latest.statement}")
        return Item(weighed.story.id, title, moved=(step,)) if fits else None
    for end in weighed.news.settled[:1]:
        title = titles.of(weighed, told_by(end.latest))
        return Item(weighed.story.id, title, settled=(end,)) if left.take(end.summary) else None
    title, about = titles.of(weighed), titles.about(weighed)
    saying = [each for each in _sentences(weighed.news)
              if _says(each.text, about) or (asked and asked.bears(each.text))]
    if saying:
        sentences = tuple(_best(_current(briefing, weighed, about, asked), left, 1, weighed.code))
        return Item(weighed.story.id, title, sentences) if sentences else None
    if _is_late(briefing, weighed):
        return None
    first = next((each.facts for each in _sentences(weighed.news)), ())
    return Item(weighed.story.id, title, facts=first) if left.take(title) else None


def _is_late(briefing: Briefing, weighed: Weighed) -> bool:
    """Whether a later report of the story was there before the new ones: their headlines may be overtaken."""
    days = {each.id: each.published or "" for each in briefing.documents}
    newest = max((days.get(each, "") for each in weighed.fresh), default="")
    return any(days.get(each, "") > newest for each in weighed.story.documents if each not in weighed.fresh) and bool(
        newest)


def _says(text: str, about: Counter[str]) -> bool:
    """Whether a sentence says by itself what a headline speaks of."""
    return sum(about[term] for term in terms(text)) >= SAYING * about.total()


def _sentences(news: News) -> Iterator[Sentence]:
    return (sentence for section in news.sections for sentence in section.sentences)


def _best(ranked: Sequence[Sentence], left: _Left, most: int, code: str,
          said: Sequence[str] = ()) -> Iterator[Sentence]:
    """The first of these sentences, and nothing twice; they are taken from the room that is left."""
    told = list(said)
    for each in ranked:
        if most < 1:
            return
        if not any(_repeats(each.text, other, code) for other in told) and left.take(each.text):
            told.append(each.text)
            most -= 1
            yield each


def _current(briefing: Briefing, weighed: Weighed, about: Counter[str], asked: Question | None) -> list[Sentence]:
    """The new sentences, the worthiest first; of those that count who came to harm only the latest of the worthy ones
    for each fate, since counts grow while they are made, and what happened long before comes last."""
    published, code = _Days(briefing), weighed.code

    def worth(sentence: Sentence) -> float:
        answers = ANSWERING if asked and asked.bears(sentence.text) else 0.0
        return _worth(sentence, about, code) + answers - (BACKGROUND_COST if published.is_past(sentence) else 0.0)

    sentences = sorted(_sentences(weighed.news), key=lambda each: -worth(each))
    counting = [each for each in sentences if harmed_in(each.text, code)]
    titles = {each.id: each.title for each in briefing.documents}
    named = " ".join((*(titles[each] for each in weighed.fresh), *(each.text for each in counting[:1])))
    left, kept = counting, []
    while left:
        first, others = left[0], [each for each in left if _of_other_fates(each.text, left[0].text, code)
                         and not other_names(each.text, named)]
        worthy = [each for each in left if each not in others and worth(each) > worth(first) - NEAR]
        kept.append(max(worthy, key=lambda each: (published.of(each), _most(each.text, code))))
        left = others
    return [each for each in sentences if each in kept or each not in counting]


def _of_other_fates(one: str, other: str, code: str) -> bool:
    """Whether two texts plainly count people who met with something else each: "13 died", "140 were injured"."""
    a, b = ({each for each in terms(" ".join(weights(code).harmed.findall(text))) if each.startswith(CONCEPT)}
            for text in (one, other))
    return bool(a and b) and not a & b


def _recent(briefing: Briefing, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Those that may open a story."""
    published = _Days(briefing)
    return [each for each in sentences if not published.is_past(each)]


def _most(text: str, code: str) -> float:
    return max((each.value or 0.0 for each in harmed_in(text, code)), default=0.0)


class _Days:
    """When what sentences rest on was published."""

    def __init__(self, briefing: Briefing) -> None:
        dates = {each.id: each.published or "" for each in briefing.documents}
        self._facts = {each.id: dates[each.document] for each in briefing.facts}

    def of(self, sentence: Sentence) -> str:
        """The latest of these days; "" where none is known."""
        return max((self._facts[each] for each in sentence.facts if each in self._facts), default="")

    def is_past(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of something long before."""
        return is_long_ago(sentence.text, self.of(sentence))


def is_long_ago(text: str, published: str) -> bool:
    """Whether a text names a day, month or year that lies well before it was published."""
    if not published:
        return False
    told = date.fromisoformat(published)
    return any(each.year and each.year * 12 + (each.month or 12) < told.year * 12 + told.month - 1
               for each in days(text))


def _worth(sentence: Sentence, about: Counter[str], code: str) -> float:
    """How much a sentence says of what the headlines speak of, how many say it, whom it harmed or binds; less for
    length."""
    shared = sum(about[term] for term in terms(sentence.text)) / max(1, about.total())
    words = len(sentence.text.split())
    listed, text = weights(code), folded(sentence.text, code)
    matters = 1.0 if harmed_in(sentence.text, code) else BOUND if listed.harm.search(text) else 0.0
    matters += BOUND if listed.binding.search(text) else 0.0
    odd = 0.05 * max(0, words - LONGEST) + (0.3 if words < SHORTEST else 0.0)
    odd += ODD_COST if _ODD.search(sentence.text) else 0.0
    return 3.0 * shared + 0.3 * math.log2(1 + len(sentence.support)) + matters - odd


def _repeats(one: str, other: str, code: str) -> bool:
    """Whether most of what the shorter one says stands in the other, or all the figures that the first gives do: its
    count of the harmed, or several."""
    a, b = terms(one), terms(other)
    if len(a & b) >= SAME * min(len(a), len(b)):
        return True
    given, known = ({each.value for each in quantities(text, code) if each.kind != "ordinal"} | {
        float(each.replace(",", "")) for each in _DIGITS.findall(text)} for text in (one, other))
    return bool(a & b) and given <= known and (bool(harmed_in(one, code)) or len(given) >= FIGURES)


def _differing(briefing: Briefing, news: News, left: _Left, asked: Question | None) -> tuple[Divergence, ...]:
    """The one divergence of a story that is told, where there is room; one that bears on what is asked first."""
    fit = sorted(contested(briefing, news.appeared),
                 key=lambda each: not (asked and any(map(asked.bears, statements(each)))))
    found = next(iter(fit), None)
    if found is None or left.divergences < 1 or not left.take(" ".join((found.summary, *statements(found)))):
        return ()
    left.divergences -= 1
    return (found,)
