"""What of the news goes into the mail: a few stories that matter today, a line for each other, within two minutes."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from briefing.jobs.room import Room
from briefing.jobs.weight import HARM, Weighed, counts_harmed, weigh
from briefing.language.days import days
from briefing.language.en.rules.selection import HEDGED
from briefing.language.quantities import quantities
from briefing.model import Briefing, Divergence, Sentence
from briefing.regex import lazy_regex
from briefing.render.bulletin import Front, Item, Moved, News
from briefing.text.likeness import Likeness
from briefing.text.words import terms

LONGEST = 30  # words of a sentence from which each one more costs
SHORTEST = 7  # words; a shorter sentence says little by itself
LEAST, MOST = 4, 16  # words of a headline that says what happened
SAME = 0.7
"""Share of the shorter sentence's terms from which another says it too."""

SAYING = 0.3  # share of a headline's terms from which a sentence says what it speaks of
LABELS = 2  # words that the citations of a sentence come to
FRAME = 40  # words of the head of a mail
PLAIN = ("figure", "date", "status")
"""Kinds of divergence that two words or figures tell, which stand in its summary behind a colon; how something was put,
or why, needs more than a mail has."""

BACKGROUND_COST = 2.0  # what a sentence loses that tells of something long before
NEAR = 1.2
"""Worth below the best one's from which a count of the harmed is of something else."""


_FIGURE = lazy_regex(r"\d(?:[\d.,]*\d)?")
"""Digits as written, without the mark that ends a sentence."""

SIDES = 3  # of a divergence, at most
OTHERWISE = 3
"""Divergences of a mail, at most, one a story."""

BACKGROUND = 20  # texts thought beside the sides when their terms are weighed
SAME_SUBJECT = 0.35
"""Dice of two sides' terms from which they speak of the same thing; told in a mail only then."""

SAME_ACT = 0.5
"""The same where days differ: a story has many acts, each with its day."""

_ODD = lazy_regex(r"©|^\([^)]{2,20}\)\s[-–—]|…[\"”']?$|^(?:[^\w\s]*[A-Z]{3,}\W+){2,}")
"""What a sentence was not written with: a picture's credit, an agency's, a cut, a kicker in capitals."""

ODD_COST = 1.0  # what a sentence loses by it

DEPTH = {1: 6, 2: 4}
"""Sentences of a story in the top box where that has one or two; else `BRIEF`."""

BRIEF = 2


def select(briefing: Briefing, news: News, fresh: Set[str], room: Room, headlines: Set[str] = frozenset(),
           sections: Mapping[str, str] | None = None) -> Front:
    """The front of a bulletin; `fresh` are the ids of the new documents, `headlines` what earlier mails were called.

    `sections` (by document) are what the job calls the sources that documents lie in, those of the job's first source
    first: lines stand below these headings.
    """
    ranked = weigh(briefing, news, fresh, topics=room.topics, focus=room.focus or briefing.focus)
    heavy = [each for each in ranked if not room.threshold or each.weight >= room.threshold]
    top = _top(heavy, room)
    titles = _Titles(briefing, headlines)
    left = _Left(room.sentences, room.words - FRAME)
    told = [item for each in top if (item := _item(briefing, each, titles, left, DEPTH.get(len(top), BRIEF)))]
    lines = [item for each in heavy if each not in top and (item := _line(briefing, each, titles, left))]
    lines = _shelved(lines, heavy, sections or {})
    return Front(tuple(told), tuple(lines), len(ranked) - len(told) - len(lines))


def _shelved(lines: list[Item], ranked: Sequence[Weighed], sections: Mapping[str, str]) -> list[Item]:
    """The lines by the section that their new documents lie in; those of none come last."""
    homes = {each.story.id: next((sections[one] for one in each.fresh if one in sections), "") for each in ranked}
    order = list(dict.fromkeys(sections.values()))
    named = [replace(each, section=homes[each.story]) for each in lines]
    return sorted(named, key=lambda each: order.index(each.section) if each.section in order else len(order))


def _top(ranked: Sequence[Weighed], room: Room) -> list[Weighed]:
    """The stories of the top box: told by several documents, or with a figure that moved; else whatever there is."""
    several = [each for each in ranked if len(each.story.documents) > 1 or each.news.moved or each.news.settled]
    singles = [each for each in ranked if each not in several] if len(several) < 1 else []
    return [*several, *singles[:1]][:room.stories]


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


def _item(briefing: Briefing, weighed: Weighed, titles: "_Titles", left: _Left, depth: int) -> Item | None:
    """A story of the top box: figures that moved, what was settled, new sentences, and where sources differ now."""
    news = weighed.news
    moved = tuple(each for each in news.moved[:depth] if left.take(f"{each.summary} {each.latest.statement}"))
    settled = tuple(each for each in news.settled[:1] if left.take(f"{each.summary} {each.latest.statement}"))
    appeared = _differing(news, left)
    said = [each.latest.statement for each in moved] + [each.latest.statement for each in settled]
    known = [*said, *(p.statement for each in appeared for p in each.positions)]
    room = max(depth - len(moved) - len(settled) - len(appeared), 0 if known else 1)
    sentences = tuple(_best(briefing, weighed, titles.about(weighed), left, room, known))
    if not (moved or settled or sentences or appeared):
        return None
    title = titles.of(weighed, [*said, *(each.text for each in sentences)])
    left.words -= len(title.split())
    return Item(weighed.story.id, title, sentences, moved, appeared, settled)


def _line(briefing: Briefing, weighed: Weighed, titles: "_Titles", left: _Left) -> Item | None:
    """A story in one line: what moved, else the new sentence that says most of its headline, else the headline."""
    for step in weighed.news.moved[:1]:
        title = titles.of(weighed, [step.latest.statement])
        return Item(weighed.story.id, title, moved=(step,)) if left.take(step.summary) else None
    for end in weighed.news.settled[:1]:
        title = titles.of(weighed, [end.latest.statement])
        return Item(weighed.story.id, title, settled=(end,)) if left.take(end.summary) else None
    title, about = titles.of(weighed), titles.about(weighed)
    saying = [each for each in _sentences(weighed.news) if _says(each.text, about)]
    if saying:
        sentences = tuple(_best(briefing, weighed, about, left, 1))
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


def _best(briefing: Briefing, weighed: Weighed, about: Counter[str], left: _Left, most: int,
          said: Sequence[str] = ()) -> Iterator[Sentence]:
    """The new sentences that say most of what the headlines speak of, and nothing twice; they are taken from the room
    that is left."""
    told = list(said)
    ranked = _current(briefing, weighed, about)
    for each in ranked:
        if most < 1:
            return
        if not any(_repeats(each.text, other) for other in told) and left.take(each.text):
            told.append(each.text)
            most -= 1
            yield each


def _current(briefing: Briefing, weighed: Weighed, about: Counter[str]) -> list[Sentence]:
    """The new sentences, the worthiest first; of those that count who came to harm only the latest of the worthy ones,
    since counts grow while they are made, and what happened long before comes last."""
    dates = {each.id: each.published or "" for each in briefing.documents}
    homes = {each.id: each.document for each in briefing.facts}

    def published(sentence: Sentence) -> str:
        return max((dates[homes[each]] for each in sentence.facts if each in homes), default="")

    def worth(sentence: Sentence) -> float:
        return _worth(sentence, about) - (BACKGROUND_COST if is_long_ago(sentence.text, published(sentence)) else 0.0)

    sentences = sorted(_sentences(weighed.news), key=lambda each: -worth(each))
    counting = [each for each in sentences if counts_harmed(each.text)]
    worthy = [each for each in counting if worth(each) > worth(counting[0]) - NEAR]
    kept = max(worthy, key=lambda each: (published(each), _most(each.text)), default=None)
    return [each for each in sentences if each is kept or each not in counting]


def _most(text: str) -> float:
    return max((each.value or 0.0 for each in quantities(text) if each.kind == "number"), default=0.0)


def is_long_ago(text: str, published: str) -> bool:
    """Whether a text names a day, month or year that lies well before it was published."""
    if not published:
        return False
    told = date.fromisoformat(published)
    return any(each.year and each.year * 12 + (each.month or 12) < told.year * 12 + told.month - 1
               for each in days(text))


def _worth(sentence: Sentence, about: Counter[str]) -> float:
    """How much a sentence says of what the headlines speak of, how many say it, whom it harmed; less for length."""
    shared = sum(about[term] for term in terms(sentence.text)) / max(1, about.total())
    words = len(sentence.text.split())
    harm = 1.0 if counts_harmed(sentence.text) else 0.3 if HARM.search(sentence.text) else 0.0
    odd = 0.05 * max(0, words - LONGEST) + (0.3 if words < SHORTEST else 0.0)
    odd += ODD_COST if _ODD.search(sentence.text) else 0.0
    return 3.0 * shared + 0.3 * math.log2(1 + len(sentence.support)) + harm - odd


def _repeats(one: str, other: str) -> bool:
    """Whether most of what the shorter one says stands in the other."""
    a, b = terms(one), terms(other)
    return len(a & b) >= SAME * min(len(a), len(b))


def _differing(news: News, left: _Left) -> tuple[Divergence, ...]:
    """The one divergence of a story that a reader must know, where there is room: of importance 1, between two
    sources, on one subject, and of a kind whose two values stand in its summary."""
    sure = sorted((each for each in news.appeared if each.importance == 1 and each.kind in PLAIN
                   and ": " in each.summary and not each.explained_by and not each.within
                   and len(each.positions) <= SIDES and not _is_hedged(each)),
                  key=lambda each: PLAIN.index(each.kind))
    found = next((each for each in sure if same_subject(each)), None)
    if found is None or left.divergences < 1 or not left.take(" ".join((found.summary, *_statements(found)))):
        return ()
    left.divergences -= 1
    return (found,)


def _is_hedged(divergence: Divergence) -> bool:
    """Whether a side is no statement of how things are; of a status its value tells, as "a bill" that would do so."""
    return any(map(HEDGED.search, (divergence.summary,) if divergence.kind == "status" else _statements(divergence)))


def _statements(divergence: Divergence) -> tuple[str, ...]:
    return tuple(each.statement for each in divergence.positions)


def same_subject(divergence: Divergence) -> bool:
    """Whether the sides of a divergence speak of the same thing in much the same words, each with one of the others."""
    sides = [terms(each.statement) for each in divergence.positions]
    likeness = Likeness(sides, BACKGROUND)
    least = SAME_ACT if divergence.kind == "date" else SAME_SUBJECT
    near = {place for (m, a), (n, b) in combinations(enumerate(sides), 2) for place in (m, n)
            if 2 * likeness.weight(a & b) >= least * (likeness.weight(a) + likeness.weight(b))}
    return len(near) == len(sides)


class _Titles:
    """What stories are called in a mail: as a new document calls them, and never as an earlier mail was called."""

    def __init__(self, briefing: Briefing, used: Set[str]) -> None:
        self.documents = {each.id: each for each in briefing.documents}
        self.homes = {each.id: each.document for each in briefing.facts}
        self.used = {each.casefold() for each in used}

    def about(self, weighed: Weighed) -> Counter[str]:
        """The terms of the headlines of the new documents, each as often as headlines have it."""
        return Counter(term for each in weighed.fresh for term in terms(self.documents[each].title))

    def of(self, weighed: Weighed, told: Sequence[str] = ()) -> str:
        """The headline that shares most with what is told and with the others; where all were used, what is told."""
        told = told or [each.text for each in _sentences(weighed.news)]
        about, wanted = self.about(weighed), terms(" ".join(told[:BRIEF]))
        ranked = sorted((self.documents[each].title for each in weighed.fresh),
                        key=lambda title: -_title_rank(title, wanted, about, weighed.news.moved))
        for title in (*ranked, *map(_clipped, told), weighed.story.title):
            if title and title.casefold() not in self.used:
                self.used.add(title.casefold())
                return title
        return weighed.story.title


def _title_rank(title: str, wanted: frozenset[str], about: Counter[str], moved: Sequence[Moved]) -> float:
    """How well a headline says what is new: what it shares with the other headlines and with the news; one that still
    has a figure that moved does not."""
    own = terms(title)
    stale = any(_only_old(title, each) for each in moved)
    if not own or stale or title.endswith("…"):
        return 0.0
    shared = sum(about[term] - 1 for term in own) / (len(own) * max(1, max(about.values(), default=1) - 1))
    words = len(title.split())
    odd = (0.2 if title.endswith("?") else 0.0) + (0.2 if not LEAST <= words <= MOST else 0.0)
    return shared + len(own & wanted) / len(own) - odd


def _only_old(title: str, step: Moved) -> bool:
    """Whether a headline has a figure of the earlier statement that the latest does not have."""
    shown, earlier, latest = (set(_FIGURE.findall(each)) for each in (
        title, step.earlier.statement, step.latest.statement))
    return bool(shown & earlier - latest)


def _clipped(text: str) -> str:
    """The first words of a sentence."""
    words = text.split()
    return text.rstrip(".") if len(words) <= 14 else " ".join(words[:13]).rstrip(",;:") + "…"
