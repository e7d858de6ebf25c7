"""A bulletin as a mail: one view, drawn as text that reads well by itself and as a page that holds in mail clients."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files
from typing import TYPE_CHECKING

from briefing.language.en.dates import day
from briefing.model import Briefing, Document, Origin, Position, Section, Sentence
from briefing.render.bulletin import Bulletin, Moved, News, Settled
from briefing.render.citations import Citations, Passage, citations
from briefing.render.escape import fold, harmless
from briefing.render.leftovers import skipped
from briefing.render.phrases import count, period
from briefing.render.place import place
from briefing.render.telling import CARRIED, names, source_name, who, written
from briefing.text.address import shown_host

if TYPE_CHECKING:
    import jinja2

WIDTH = 72  # columns of the text part
_FIRST_LABEL, _JOINT = re.compile(r"(?<!\]) (?=\[\d+[a-z]+\])"), "\x01"
FEW = 6  # new sentences that need no headings of their own


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its citations."""

    text: str
    labels: tuple[str, ...]
    note: str = ""
    """Who says it, or how many sources do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, or none, with what stands below it: sentences, or statements set side by side."""

    heading: str
    level: int
    """1 to 4, below the title."""

    lines: tuple[Line, ...] = ()
    sides: tuple[Line, ...] = ()
    """`note` says who."""

    closing: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One source with its cited passages."""

    number: int
    name: str
    lines: tuple[str, ...]
    url: str | None
    """The web address it was published under."""

    host: str | None
    """What is shown of it: the host that it opens."""

    passages: tuple[tuple[str, str, str], ...]
    """(label, passage, where it stands: in which copy, on which page)."""


@dataclass(frozen=True, slots=True)
class View:
    """All that both forms show."""

    label: str
    title: str
    byline: str
    preheader: str
    parts: tuple[Part, ...]
    sources: tuple[Listed, ...]
    notes: tuple[str, ...]
    left_out: tuple[str, ...]


def to_text(bulletin: Bulletin) -> str:
    """The text part: lines of at most `WIDTH` columns where words allow it."""
    page = _templates().get_template("message.txt.j2").render(view=_view(bulletin))
    return harmless(re.sub(r"\n{3,}", "\n\n", page).strip() + "\n")


def to_html(bulletin: Bulletin) -> str:
    """The HTML part: styles inlined, no script and nothing fetched."""
    import css_inline  # here, because a run with nothing new has no use for it

    style = files("briefing.render").joinpath("views/message.css").read_text(encoding="utf-8")
    page = _templates().get_template("message.html.j2").render(view=_view(bulletin), style=style)
    inliner = css_inline.CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)
    return harmless(inliner.inline(page))


def since(then: datetime, now: datetime) -> str:
    """"New since Friday 20 November": when readers were last told, as one says it at `now`; both in one zone."""
    days = (now.date() - then.date()).days
    if days == 0:
        return f"New since {then:%H:%M} today"
    told = f"New since {then:%A} {day(then.date().isoformat())}"
    if days < 300:
        told = told.removesuffix(f" {then.year}")
    return f"{told} ({days} days ago)" if days > 13 else told


def headline(bulletin: Bulletin) -> str:
    """What a mail is called: as its briefing is, or where that has several stories as the first that has news."""
    briefing = bulletin.briefing
    if briefing is None:
        return "Nothing new"
    told = [each.title for each in briefing.stories if bulletin.news.of(each.id)]
    several = len(briefing.stories) > 1 and bulletin.since is not None
    return told[0] if several and told and told[0] else briefing.title


def _templates() -> "jinja2.Environment":
    import jinja2  # here, because a run with nothing new has no use for it

    found = jinja2.Environment(
        loader=jinja2.PackageLoader("briefing.render", "views"), undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, autoescape=jinja2.select_autoescape(("html.j2",)),
    )
    found.filters["wrapped"] = _wrapped
    return found


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    """The text on lines of at most `WIDTH` columns; the first citation stays with the word before it."""
    joined = _FIRST_LABEL.sub(_JOINT, fold(text))
    return textwrap.fill(joined, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False,
                         break_on_hyphens=False).replace(_JOINT, " ")


def _view(bulletin: Bulletin) -> View:
    briefing = bulletin.briefing
    if briefing is None:
        told = since(bulletin.since, bulletin.now) if bulletin.since else "So far"
        line = f"{told}: nothing."
        return View(bulletin.title, headline(bulletin), _day(bulletin.now), line, (Part("", 1, closing=line),), (),
                    bulletin.notes, ())
    full = bulletin.whole or bulletin.since is None
    shown = _shown(briefing, bulletin, full=full)
    drawn = _Drawn(briefing, citations(shown))
    parts = tuple(drawn.parts(bulletin, full=full))
    used = {label for part in parts for line in (*part.lines, *part.sides) for label in line.labels}
    sources = tuple(drawn.sources(used, full=full))
    return View(bulletin.title, headline(bulletin), _byline(bulletin, briefing), _preheader(bulletin, parts), parts,
                sources, bulletin.notes, tuple(skipped(briefing)) if full else ())


def _shown(briefing: Briefing, bulletin: Bulletin, *, full: bool) -> Briefing:
    """The briefing that has only what the mail tells, what is new first: citations are numbered along it."""
    news = bulletin.news
    if bulletin.since is None:
        return briefing
    lead: dict[str, list[Sentence]] = {}
    for section in news.sections:
        lead.setdefault(section.story, []).extend(section.sentences)
    for step in news.moved:
        lead.setdefault(step.story, []).extend(map(_sentence, (step.latest, step.earlier)))
    for end in news.settled:
        lead.setdefault(end.story, []).extend(map(_sentence, (end.latest, *end.earlier)))
    first = tuple(Section(story, "", tuple(sentences)) for story, sentences in lead.items())
    if not full:
        return replace(briefing, sections=first, divergences=news.appeared)
    later = tuple(each for each in briefing.divergences if each not in news.appeared)
    return replace(briefing, sections=(*first, *briefing.sections), divergences=(*news.appeared, *later))


def _sentence(position: Position) -> Sentence:
    return Sentence(position.statement, position.facts)


class _Drawn:
    """The parts of a mail, with the names and numbers that its sources have in it."""

    def __init__(self, briefing: Briefing, labels: Citations) -> None:
        self.briefing, self.labels = briefing, labels
        self.names = names(briefing)
        self.homes = {document: origin.id for origin in briefing.origins for document in origin.documents}
        self.documents = {each.id: each for each in briefing.documents}
        self.facts = {each.id: each for each in briefing.facts}

    def parts(self, bulletin: Bulletin, *, full: bool) -> Iterator[Part]:
        """What is new, story by story, then the whole where it is asked for."""
        if bulletin.since is not None:
            yield from self._news(bulletin.news, since(bulletin.since, bulletin.now))
        if full:
            level = 1
            if bulletin.since is not None:
                yield Part("The whole briefing", 1)
                level = 2
            yield from self._whole(level)

    def _whole(self, level: int) -> Iterator[Part]:
        stories = [each for each in self.briefing.stories if self._tells(each.id)]
        for story in stories:
            below = level
            if len(stories) > 1:
                days = [self.documents[each].published for each in story.documents]
                yield Part(story.title, level, closing=f"{count(len(days), 'document')}, {period(days)}")
                below += 1
            sections = [each for each in self.briefing.sections if each.story == story.id and each.sentences]
            found = [each for each in self.briefing.divergences if each.story == story.id]
            yield from (self._section(each.heading, each.sentences, below) for each in sections[:1])
            yield from self._divergences("Where the sources diverge", News(appeared=tuple(found)), below)
            yield from (self._section(each.heading, each.sentences, below) for each in sections[1:])

    def _tells(self, story: str) -> bool:
        told = [each.story for each in self.briefing.sections] + [each.story for each in self.briefing.divergences]
        return story in told

    def _news(self, news: News, heading: str) -> Iterator[Part]:
        of_story = {each.id: news.of(each.id) for each in self.briefing.stories}
        stories = [each for each in self.briefing.stories if of_story[each.id]]
        if len(stories) > 1:
            yield Part(heading, 1)
        for story in stories:
            here = of_story[story.id]
            alone = len(stories) == 1
            yield from self._sentences(here.sections, heading if alone else story.title, 1 if alone else 2)
            level = 1 if alone else 3
            yield from self._steps(here.moved, level)
            yield from self._divergences("Where the sources diverge now", here, level)
            yield from self._ends(here.settled, level)

    def _sentences(self, sections: Sequence[Section], heading: str, level: int) -> Iterator[Part]:
        """Few sentences in one list, many below the headings they have in the briefing."""
        told = [sentence for section in sections for sentence in section.sentences]
        few = len(told) <= FEW
        yield self._section(heading, told if few else sections[0].sentences, level)
        yield from () if few else (self._section(each.heading, each.sentences, level + 1) for each in sections[1:])

    def _section(self, heading: str, sentences: Iterable[Sentence], level: int) -> Part:
        return Part(heading, level, tuple(map(self._line, sentences)))

    def _line(self, sentence: Sentence) -> Line:
        number = len(sentence.support)
        return Line(sentence.text, self.labels.labels(sentence.facts), count(number, "source") if number > 1 else "")

    def _steps(self, moved: Sequence[Moved], level: int) -> Iterator[Part]:
        if moved:
            yield Part("Figures that moved", level)
        for each in moved:
            sides = (self._side(each.latest, "Now", dated=True), self._side(each.earlier, "Earlier", dated=True))
            yield Part(each.summary, level + 1, sides=sides)

    def _divergences(self, heading: str, news: News, level: int) -> Iterator[Part]:
        """Each divergence with its sides, the important first; small differences last."""
        found = sorted(news.appeared, key=lambda each: each.importance)
        if found:
            yield Part(heading, level)
        for each in found:
            if each.importance > 2:
                continue
            closing = f"Explained by: {each.explained_by.rstrip('.')}." if each.explained_by else ""
            yield Part(f"{each.kind.capitalize()}: {each.headline}", level + 1,
                       sides=tuple(map(self._side, each.positions)), closing=closing)
        small = [each for each in found if each.importance > 2]
        if small:
            yield Part("Small differences", level + 1)
        for each in small:
            yield Part(each.headline, min(level + 2, 4), sides=tuple(map(self._side, each.positions)))

    def _ends(self, settled: Sequence[Settled], level: int) -> Iterator[Part]:
        if settled:
            yield Part("Settled", level)
        for each in settled:
            earlier = tuple(self._side(one, "Earlier", dated=True) for one in each.earlier)
            yield Part(each.summary, level + 1, sides=(self._side(each.latest, "Now all say"), *earlier))

    def _side(self, position: Position, word: str = "", *, dated: bool = False) -> Line:
        """A statement below the name of who makes it."""
        told = who(self.names, self.homes, self.labels, position)
        if dated:
            shown = [self.documents[each.document].published for each in self.labels.shown(position.facts)]
            told = ", ".join(part for part in (told, period(shown) if any(shown) else "") if part)
        return Line(position.statement, self.labels.labels(position.facts), f"{word}: {told}" if word else told)

    def sources(self, used: Set[str], *, full: bool) -> Iterator[Listed]:
        """The sources in the order of their numbers with the passages whose labels are used; those that nothing cites
        only with the whole briefing."""
        origins = {origin.id: origin for origin in self.briefing.origins}
        for each, number in self.labels.sources.items():
            passages = tuple((p.label, fold(p.text), self._where(p, source_name(origins[each])))
                             for p in self.labels.passages if p.source == number and p.label in used)
            if passages or full:
                original = self.documents[origins[each].documents[0]]
                host = shown_host(original.url)
                yield Listed(number, source_name(origins[each]), tuple(self._described(origins[each], origins)),
                             original.url if host else None, host, passages)

    def _where(self, passage: Passage, source: str) -> str:
        """In which text of its source a passage stands, where that is not the original, and on which page."""
        document = self.documents[passage.document]
        name = self.names[passage.document] if passage.member else ""
        dated = f", {day(document.published)}" if name == source and document.published else ""
        return ", ".join(filter(None, (f"in {name}{dated}" if name else "",
                                       place(document, passage.start, passage.end))))

    def _described(self, origin: Origin, origins: dict[str, Origin]) -> Iterator[str]:
        original, *others = origin.members
        yield _described(self.documents[original.document])
        for role, words in CARRIED.items():
            if listed := [_described(self.documents[each.document]) for each in others if each.role == role]:
                yield f"{words}: {'; '.join(listed)}."
        drawn = sorted({self.labels.sources[o] for each in origin.members for o in each.draws_on if o in origins})
        cited = {passage.source for passage in self.labels.passages}
        if drawn and set(drawn) <= cited:
            yield (f"Takes passages from source {' and '.join(map(str, drawn))}, which count for that source only.")


def _described(document: Document) -> str:
    parts = (document.title or "Untitled", document.publisher or "publisher unknown", document.author,
             day(document.published) if document.published else "undated", document.path)
    return ", ".join(fold(part) for part in parts if part)


def _day(now: datetime) -> str:
    return f"{now:%A} {day(now.date().isoformat())}"


def _byline(bulletin: Bulletin, briefing: Briefing) -> str:
    documents = count(len(briefing.documents), "document")
    if bulletin.since is not None:
        documents += f", {bulletin.fresh:,} of them new"
    parts = [_day(bulletin.now), documents, count(len(briefing.origins), "independent source"),
             f"focus: {briefing.focus}" if briefing.focus else "", written(briefing.engine)]
    return " · ".join(part for part in parts if part)


def _preheader(bulletin: Bulletin, parts: Sequence[Part]) -> str:
    """What an inbox shows behind the subject: how much is new, and the first of it."""
    news = bulletin.news
    told = (("new sentence", "new sentences", sum(len(each.sentences) for each in news.sections)),
            ("figure moved", "figures moved", len(news.moved)),
            ("new divergence", "new divergences", sum(each.importance < 3 for each in news.appeared)),
            ("divergence settled", "divergences settled", len(news.settled)))
    counted = [f"{number} {one if number == 1 else many}" for one, many, number in told if number]
    first = next((line.text for part in parts for line in (*part.lines, *part.sides)), "")
    head = ", ".join(counted) if bulletin.since is not None else ""
    return fold(f"{head}. {first}" if head else first)
