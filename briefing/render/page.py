"""All that is new as a page of its own, with every passage: attached to the mail, or kept in the archive."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from briefing.language.headings import heading as part_name
from briefing.language.wording import counted, kind_of, reason_of, said, written_period
from briefing.model import Briefing, Origin, Section, Sentence, Story
from briefing.render.bulletin import Bulletin, Moved, News, Settled
from briefing.render.citations import Citations, citations
from briefing.render.escape import fold
from briefing.render.leftovers import skipped
from briefing.render.telling import CARRIED, both, headline
from briefing.render.view import Drawn, Listed, Part, View, as_html, byline, described, since, weekday

FEW = 6  # new sentences that need no headings of their own
MOST = 60
"""Stories of one page; a first briefing over an archive has thousands, and nobody reads them there."""


def to_page(bulletin: Bulletin) -> str:
    """The page as HTML."""
    return as_html(page_view(bulletin), inlined=False)


def numbered(bulletin: Bulletin, briefing: Briefing) -> Citations:
    """The citations that mail and page share: numbered along the mail, then along the page."""
    front = tuple(sentence for item in bulletin.front.items
                  for sentence in (*_cited(item.news), *([Sentence(item.title, item.facts)] if item.facts else [])))
    return citations(_leading(_shown(briefing, bulletin), front))


def page_view(bulletin: Bulletin) -> View:
    """What the page shows."""
    briefing = bulletin.briefing
    if briefing is None:
        title = said("mail", "nothing_new", "en")
        return View(bulletin.title, title, weekday(bulletin.now, "en"), "", (), notes=bulletin.notes)
    full = _is_full(bulletin)
    drawn = _Page(_limited(briefing, bulletin), numbered(bulletin, briefing))
    parts = tuple(drawn.parts(bulletin, full=full))
    used = {label.name for part in parts for line in (*part.lines, *part.sides) for label in line.labels}
    title = bulletin.front.items[0].title if bulletin.front.items else briefing.title
    return View(bulletin.title, title, byline(bulletin.now, briefing, None if bulletin.since is None else
                                              bulletin.fresh),
                "", parts, tuple(drawn.sources(used, full=full)), bulletin.notes,
                tuple(skipped(briefing)) if full else (), date=bulletin.now.isoformat(), backs=True, code=drawn.code)


def _is_full(bulletin: Bulletin) -> bool:
    return bulletin.whole or bulletin.since is None


def _limited(briefing: Briefing, bulletin: Bulletin) -> Briefing:
    """The briefing with as many stories as a page has room for: those of the mail first, in its order."""
    told = [each.story for each in bulletin.front.items]
    ranked = sorted(briefing.stories, key=lambda each: told.index(each.id) if each.id in told else len(told))[:MOST]
    kept = {each.id for each in ranked}
    return replace(briefing, stories=tuple(ranked),
                   sections=tuple(each for each in briefing.sections if each.story in kept),
                   divergences=tuple(each for each in briefing.divergences if each.story in kept))


def _shown(briefing: Briefing, bulletin: Bulletin) -> Briefing:
    """The briefing that has only what the page tells, what is new first: citations are numbered along it."""
    limited = _limited(briefing, bulletin)
    if bulletin.since is None:
        return limited
    lead = ((story.id, tuple(_cited(bulletin.news.of(story.id)))) for story in limited.stories)
    first = tuple(Section(story, "", sentences) for story, sentences in lead if sentences)
    news = tuple(each for each in bulletin.news.appeared if each.story in {story.id for story in limited.stories})
    if not bulletin.whole:
        return replace(limited, sections=first, divergences=news)
    later = tuple(each for each in limited.divergences if each not in news)
    return replace(limited, sections=(*first, *limited.sections), divergences=(*news, *later))


def _leading(briefing: Briefing, sentences: tuple[Sentence, ...]) -> Briefing:
    """The briefing behind a chapter that is read before it."""
    if not sentences:
        return briefing
    lead = Section("front", "", sentences)
    return replace(briefing, stories=(Story("front", "", ()), *briefing.stories), sections=(lead, *briefing.sections))


def _cited(news: News) -> Iterator[Sentence]:
    """All statements of these news, as sentences."""
    for section in news.sections:
        yield from section.sentences
    positions = [p for each in news.moved for p in (each.latest, each.earlier)]
    positions += [p for each in news.settled for p in (each.latest, *each.earlier)]
    positions += [p for each in news.appeared for p in each.positions]
    yield from (Sentence(each.statement, each.facts) for each in positions)


class _Page(Drawn):
    """The parts of the page."""

    def parts(self, bulletin: Bulletin, *, full: bool) -> Iterator[Part]:
        """What is new, story by story, then the whole where it is asked for."""
        if bulletin.since is not None:
            yield from self._news(bulletin.news, since(bulletin.since, bulletin.now, self.code))
        if full:
            level = 1
            if bulletin.since is not None:
                yield Part(said("mail", "whole", self.code), 1)
                level = 2
            yield from self._whole(level)

    def _whole(self, level: int) -> Iterator[Part]:
        stories = [each for each in self.briefing.stories if self._tells(each.id)]
        for story in stories:
            below = level
            if len(stories) > 1:
                days = [self.documents[each].published for each in story.documents]
                yield Part(story.title, level, closing=self._read(days))
                below += 1
            sections = [each for each in self.briefing.sections if each.story == story.id and each.sentences]
            found = [each for each in self.briefing.divergences if each.story == story.id]
            yield from (self._section(each.heading, each.sentences, below) for each in sections[:1])
            yield from self._divergences(part_name("diverge", self.code), News(appeared=tuple(found)), below)
            yield from (self._section(each.heading, each.sentences, below) for each in sections[1:])

    def _read(self, days: Sequence[str | None]) -> str:
        """How many documents tell a story, and of which days."""
        return f"{counted('documents', len(days), self.code)}, {written_period(days, self.code)}"

    def _word(self, name: str) -> str:
        return said("mail", name, self.code)

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
            yield from self._divergences(said("mail", "diverge_now", self.code), here, level)
            yield from self._ends(here.settled, level)

    def _sentences(self, sections: Sequence[Section], heading: str, level: int) -> Iterator[Part]:
        """Few sentences in one list, many below the headings they have in the briefing."""
        told = [sentence for section in sections for sentence in section.sentences]
        few = len(told) <= FEW
        yield self._section(heading, told if few else sections[0].sentences, level)
        yield from () if few else (self._section(each.heading, each.sentences, level + 1) for each in sections[1:])

    def _section(self, heading: str, sentences: Iterable[Sentence], level: int) -> Part:
        return Part(heading, level, tuple(map(self.line, sentences)))

    def _steps(self, moved: Sequence[Moved], level: int) -> Iterator[Part]:
        if moved:
            yield Part(said("mail", "moved", self.code), level)
        for each in moved:
            sides = (self.side(each.latest, self._word("now"), is_dated=True),
                     self.side(each.earlier, self._word("earlier"), is_dated=True))
            yield Part(each.summary, level + 1, sides=sides)

    def _divergences(self, heading: str, news: News, level: int) -> Iterator[Part]:
        """Each divergence with its sides, the important first; small differences last."""
        found = sorted(news.appeared, key=lambda each: each.importance)
        if found:
            yield Part(heading, level)
        for each in found:
            if each.importance > 2:
                continue
            reason = reason_of((each.explained_by or "").rstrip("."), self.code)
            closing = f"{part_name('explained', self.code)}: {reason}." if reason else ""
            yield Part(f"{kind_of(each.kind, self.code)}: {headline(each, self.code)}", level + 1,
                       sides=self.sides(each.positions), closing=closing)
        small = [each for each in found if each.importance > 2]
        if small:
            yield Part(self._word("small"), level + 1)
        for each in small:
            yield Part(headline(each, self.code), min(level + 2, 4), sides=self.sides(each.positions))

    def _ends(self, settled: Sequence[Settled], level: int) -> Iterator[Part]:
        if settled:
            yield Part(self._word("settled"), level)
        for each in settled:
            earlier = tuple(self.side(one, self._word("earlier"), is_dated=True) for one in each.earlier)
            yield Part(each.summary, level + 1, sides=(self.side(each.latest, self._word("all_say")), *earlier))

    def sources(self, used: Set[str], *, full: bool) -> Iterator[Listed]:
        """The sources in the order of their numbers with the passages whose labels are used; those that nothing cites
        only with the whole briefing."""
        for each, number in self.labels.sources.items():
            name = self.names[each]
            passages = [(passage.label, fold(passage.text), self.where(passage, name))
                        for passage in self.labels.passages if passage.source == number and passage.label in used]
            if passages or full:
                yield self.listed(self.origins[each], self._described(self.origins[each]), passages)

    def _described(self, origin: Origin) -> Iterator[str]:
        original, *others = origin.members
        yield described(self.documents[original.document], self.code)
        for role in CARRIED:
            if listed := [described(self.documents[each.document], self.code) for each in others if each.role == role]:
                yield f"{said('page', role, self.code)}: {'; '.join(listed)}."
        drawn = sorted({self.labels.sources[o] for each in origin.members for o in each.draws_on if o in self.origins})
        cited = {passage.source for passage in self.labels.passages}
        if drawn and set(drawn) <= cited:
            yield said("page", "takes", self.code, sources=both(drawn, self.code))
