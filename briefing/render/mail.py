"""A bulletin as a mail that is read in two minutes: a few stories, a line for each other, and who says it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.language.quantities import quantities
from briefing.language.wording import counted, said, written_period
from briefing.model import Position
from briefing.render.bulletin import Bulletin, Item, Moved
from briefing.render.escape import fold
from briefing.render.page import numbered
from briefing.render.telling import focus_line, page_code, written
from briefing.render.telling import headline as headed
from briefing.render.view import Drawn, Label, Line, Listed, Part, View, as_html, as_text, since, weekday

CITED = 3  # citations of a sentence, at most; how many sources say it is told
STOPS = ".。"  # what ends a sentence that something can be added to
SHOWN = 300  # letters of a passage that a citation shows on demand


def to_text(bulletin: Bulletin) -> str:
    """The text part."""
    return as_text(mail_view(bulletin))


def to_html(bulletin: Bulletin) -> str:
    """The HTML part: styles inlined, no script and nothing fetched."""
    return as_html(mail_view(bulletin), inlined=True)


def headline(bulletin: Bulletin) -> str:
    """What a mail is called: its first story, and how many others it tells of."""
    items = bulletin.front.items
    if bulletin.briefing is None or not items:
        return said("mail", "nothing_new", language_of(bulletin))
    others, code = len(items) - 1 + bulletin.front.more, language_of(bulletin)
    if not others:
        return items[0].title
    return said("mail", "and_others", code, title=items[0].title, others=counted("others", others, code))


def language_of(bulletin: Bulletin) -> str:
    """The language of a mail: that of its briefing."""
    return page_code(bulletin.briefing) if bulletin.briefing else "en"


def mail_view(bulletin: Bulletin) -> View:
    """What the mail shows."""
    briefing = bulletin.briefing
    if briefing is None:
        code = language_of(bulletin)
        told = since(bulletin.since, bulletin.now, code) if bulletin.since else said("mail", "so_far", code)
        line = said("mail", "nothing", code, since=told)
        title = said("mail", "nothing_new", code)
        return View(bulletin.title, title, weekday(bulletin.now, code), line, (Part("", 1, closing=line),),
                    notes=bulletin.notes, footer=bulletin.footer)
    drawn = _Mail(replace(briefing), numbered(bulletin, briefing), bulletin.page)
    parts = tuple(drawn.parts(bulletin))
    used = {label.name for part in parts for line in (*part.lines, *part.sides) for label in line.labels}
    title = bulletin.front.items[0].title if bulletin.front.items else briefing.title
    return View(bulletin.title, title, _byline(bulletin), _preheader(bulletin, parts), parts,
                tuple(drawn.sources(used)), bulletin.notes, footer=bulletin.footer, code=drawn.code)


class _Mail(Drawn):
    """The parts of the mail."""

    def cited(self, facts: Sequence[str]) -> tuple[Label, ...]:
        """The citations; each shows its passage on demand, and leads to its source, or where there is one to the page.
        """
        return tuple(Label(each.label, f"{self.home}#s{each.label}" if self.home else f"#s{each.source}",
                           _cut(fold(each.text))) for each in self.labels.shown(facts)[:CITED])

    def parts(self, bulletin: Bulletin) -> Iterator[Part]:
        """What matters most, story by story; then a line for each other; then how many are left."""
        front = bulletin.front
        heading = (since(bulletin.since, bulletin.now, self.code) if bulletin.since
                   else weekday(bulletin.now, self.code))
        if front.top:
            yield Part(heading, 1)
        for place, item in enumerate(front.top):
            title = item.title if place else ""  # the first is what the mail is called
            sides = tuple(self._sides(item))
            if item.first == "appeared":
                yield Part(title, 2, tuple(self._differing(item)), sides)
                if item.sentences:
                    yield Part("", 2, tuple(map(self.line, item.sentences)))
            else:
                yield Part(title, 2, tuple(self._lines(item)), sides)
        for section in dict.fromkeys(each.section for each in front.lines):
            lines = tuple(self._first(each) for each in front.lines if each.section == section)
            yield Part(section or (said("mail", "also_new", self.code) if front.top else heading), 1, lines)
        if front.more:
            where = "on_page" if bulletin.page else "on_attached" if bulletin.attached else "nowhere"
            stories = counted("more_stories", front.more, self.code)
            yield Part("", 1, closing=said("mail", where, self.code, stories=stories), link=bulletin.page)

    def _lines(self, item: Item) -> Iterator[Line]:
        """What became of figures and divergences, and what is new; first what the title tells."""
        opening = item.sentences[:1] if item.first == "sentences" else ()
        yield from map(self.line, opening)
        for step in item.moved:
            yield self._moved(step, item.title)
        for end in item.settled:
            yield Line(said("mail", "settled_so", self.code, what=_ended(end.summary)), ())
            yield self._stated(end.latest)
        yield from map(self.line, item.sentences[len(opening):])
        yield from self._differing(item)

    def _differing(self, item: Item) -> Iterator[Line]:
        for each in item.appeared:
            yield Line(said("mail", "differ", self.code, what=_ended(headed(each, self.code))), ())

    def _moved(self, step: Moved, title: str) -> Line:
        """A figure that moved, in the words of the latest report; with what it was, where neither these nor the title
        say so."""
        told = step.latest.statement
        if step.summary != title and not _values(step.summary, self.code) <= _values(told, self.code):
            bare = told.rstrip(STOPS)
            what = step.summary if self.code == "de" else step.summary[:1].lower() + step.summary[1:]
            told = f"{bare} ({what}){told[len(bare):]}"
        return Line(told, self.cited((*step.latest.facts, *step.earlier.facts)))

    def _first(self, item: Item) -> Line:
        """The one line of a story: what became of it, its sentence, or the headline of its new document."""
        return next(self._lines(item), Line(item.title, self.cited(item.facts)))

    def _sides(self, item: Item) -> Iterator[Line]:
        for each in item.appeared:
            yield from self.sides(each.positions)

    def _stated(self, position: Position) -> Line:
        return Line(position.statement, self.cited(position.facts))

    def sources(self, used: set[str]) -> Iterator[Listed]:
        """The sources that the mail cites, one line each."""
        days: dict[int, list[str | None]] = {}
        for passage in self.labels.passages:
            if passage.label in used:
                days.setdefault(passage.source, []).append(self.documents[passage.document].published)
        for each, number in self.labels.sources.items():
            if number in days:
                known = [day for day in days[number] if day]
                yield self.listed(self.origins[each], (written_period(known, self.code),) if known else ())


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _values(text: str, code: str) -> set[float | None]:
    return {each.value for each in quantities(text, code)}


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + "…"


def _byline(bulletin: Bulletin) -> str:
    briefing = bulletin.briefing
    code = language_of(bulletin)
    told = [weekday(bulletin.now, code), counted("new_documents", bulletin.fresh, code),
            focus_line(briefing, code, bulletin.focus) if briefing else "",
            written(briefing.engine, code) if briefing else ""]
    return " · ".join(each for each in told if each)


def _preheader(bulletin: Bulletin, parts: Sequence[Part]) -> str:
    """What an inbox shows behind the subject: the first of the news, and what the next stories are."""
    first = next((line.text for part in parts for line in (*part.lines, *part.sides)), "")
    others = "; ".join(each.title for each in bulletin.front.top[1:3])
    return fold(f"{first} {others}".strip())
