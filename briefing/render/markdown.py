"""The briefing for people: one Markdown page that reads well as plain text too."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from briefing.language.headings import Heading, heading
from briefing.language.wording import counted, kind_of, reason_of, said, written_day, written_period
from briefing.model import Briefing, Divergence, Document, Origin, Position, Sentence
from briefing.render.citations import Citations, Passage, citations
from briefing.render.escape import Markdown, escape, escape_cell
from briefing.render.leftovers import left_out
from briefing.render.outline import Chapter, has_overview, outline
from briefing.render.place import place
from briefing.render.sites import Sites
from briefing.render.telling import (
    CARRIED,
    both,
    callers,
    focus_line,
    headline,
    names,
    page_code,
    retellings,
    source_name,
    who,
    written,
)
from briefing.text.address import shown_host, site_name

if TYPE_CHECKING:
    from jinja2 import Environment

_ENDS_LINK = str.maketrans({letter: f"%{ord(letter):02X}" for letter in "()*[]"})
"""What would end a link's address in Markdown, or be markup in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """An origin as the list of sources shows it."""

    number: int
    name: Markdown
    lines: tuple[Markdown, ...]
    """Title, publisher and date of its original, then who carries it."""

    passages: tuple[Passage, ...]


def to_markdown(briefing: Briefing) -> str:
    """The text of briefing.md; the same briefing gives the same text."""
    sites, code = Sites(briefing.documents), page_code(briefing)
    labels, called, chapters = citations(briefing), names(briefing), outline(briefing)
    numbers = {each.id: n for n, each in enumerate((d for chapter in chapters for d in chapter.in_full), 1)}
    pointed = sorted({numbers[each] for section in briefing.sections for sentence in section.sentences
                      for each in sentence.differs if each in numbers})
    many = has_overview(briefing)
    homes = {document: origin.id for origin in briefing.origins for document in origin.documents}
    named = partial(who, called, homes, retellings(briefing), labels, code)
    page = _templates().get_template("briefing.md.j2").render(
        title=briefing.title, byline=_byline(briefing, code), overview=_overview(briefing, code),
        chapters=[each for each in chapters if not (many and each.is_item)],
        items=[each for each in chapters if many and each.is_item], origin=partial(_origin, briefing, sites, code),
        sources=_sources(briefing, labels, sites, code), sites=sites, by_hand=briefing.by_hand,
        left_out=left_out(briefing), labels=[passage.label for passage in labels.passages],
        level=Markdown("###" if many or len(chapters) > 1 else "##"), kind=partial(_kind, code),
        cite=partial(_cite, labels),
        number=lambda divergence: numbers[divergence.id], anchor=partial(_anchor, numbers, pointed),
        differs=partial(_differs, numbers), pointed=pointed, support=partial(_support, code),
        rows=partial(_rows, named, {each.id: each.published for each in briefing.documents}, labels, sites, code),
        elsewhere=partial(_elsewhere, called, {each.id: each for each in briefing.documents}, sites, code),
        when=partial(_when, briefing, code), heading=partial(_heading, code), said=partial(_said, code),
        headline=lambda divergence: headline(divergence, code),
        reason=lambda divergence: reason_of((divergence.explained_by or "").rstrip("."), code),
    )
    return re.sub(r"\n{3,}", "\n\n", page).strip() + "\n"


@cache
def _templates() -> "Environment":
    """Set up once a process: to compile them takes longer than to draw a page."""
    import jinja2  # here, because `briefing --help` has no use for it

    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("briefing.render", "views"), undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, autoescape=False, finalize=_inert,
    )
    templates.filters["cell"] = _cell
    return templates


def _inert(value: object) -> str:
    return value if isinstance(value, Markdown) else escape(str(value))


def _heading(code: str, name: Heading) -> str:
    return heading(name, code)


def _said(code: str, name: str, /, **values: object) -> str:
    return said("page", name, code, **values)


def _cell(text: str) -> Markdown:
    return Markdown(escape_cell(text))


def _byline(briefing: Briefing, code: str) -> Markdown:
    days = [each.published for each in briefing.documents if each.published]
    told = said("page", "reports", code, days=written_period(days, code)) if days else said("page", "undated", code)
    documents = counted("documents", len(briefing.documents), code)
    parts = [
        written_day(briefing.created, code),
        f"{documents}, {counted('independent_sources', len(briefing.sources), code)}",
        escape(told),
        escape(written(briefing.engine, code)),
    ]
    if briefing.focus:
        parts.insert(3, escape(focus_line(briefing, code)))
    if briefing.by_rule:
        parts.insert(0, f"**{escape(said('page', 'by_rule', code, why=briefing.by_rule))}**")
    if briefing.incomplete:
        parts.insert(0, f"**{escape(said('page', 'incomplete', code, why=briefing.incomplete))}**")
    return Markdown(" · ".join(parts))


def _when(briefing: Briefing, code: str, chapter: Chapter) -> str:
    """How many documents tell a story, and of which days they are."""
    days = [each.published for each in briefing.documents if each.id in chapter.documents]
    return f"{counted('documents', len(days), code)}, {written_period(days, code)}"


def _overview(briefing: Briefing, code: str) -> tuple[Markdown, ...]:
    """A line for each story that several documents tell, or that is not told here; none where there are few stories."""
    if not has_overview(briefing):
        return ()
    homes = {document: origin.id for origin in briefing.origins for document in origin.documents}
    days = {each.id: each.published for each in briefing.documents}
    titles = {each.id: each.title for each in briefing.stories}
    lines = []
    for number, story in enumerate(briefing.stories, 1):
        found = sum(each.story == story.id for each in briefing.divergences)
        goes_on = said("page", "continues", code, title=titles[story.continues[0]]) if story.continues else ""
        parts = [counted("documents", len(story.documents), code),
                 counted("independent_sources", len({homes[each] for each in story.documents}), code),
                 escape(written_period((days[each] for each in story.documents), code)),
                 counted("divergences", found, code) if found else "", escape(goes_on),
                 "" if story.told else said("page", "not_told", code)]
        if len(story.documents) > 1 or not story.told:
            lines.append(Markdown(f"{number} · **{escape(story.title)}**: {', '.join(filter(None, parts))}"))
    return tuple(lines)


def _origin(briefing: Briefing, sites: Sites, code: str, chapter: Chapter) -> Markdown:
    """Who published the one document of a story, and when."""
    document = next(each for each in briefing.documents if each.id == chapter.documents[0])
    when = written_period((document.published,), code)
    return Markdown(f"{sites.name(_publisher(document, code))}, {escape(when)}")


def _rows(named: Callable[[Position], str], days: Mapping[str, str | None], labels: Citations, sites: Sites, code: str,
          divergence: Divergence) -> list[tuple[Markdown, Position]]:
    """Who says it, and what, of each side of a divergence."""
    called = callers(named, days, labels, divergence.positions, code)
    return [(Markdown(sites.name(name).replace("|", "\\|")), position)
            for name, position in zip(called, divergence.positions, strict=True)]


def _kind(code: str, divergence: Divergence) -> str:
    return kind_of(divergence.kind, code)


def _cite(labels: Citations, facts: Iterable[str]) -> Markdown:
    """Citations after a text; where they lead stands at the end of the page, so that the text stays legible."""
    return Markdown("".join(f" [{label}]" for label in labels.labels(facts)))


def _support(code: str, sentence: Sentence) -> Markdown:
    number = len(sentence.support)
    return Markdown(f" ({counted('sources', number, code)})" if number > 1 else "")


def _anchor(numbers: Mapping[str, int], pointed: Sequence[int], divergence: Divergence) -> Markdown:
    """Where the sentences that a divergence touches lead to."""
    number = numbers[divergence.id]
    return Markdown(f' <a id="d{number}"></a>' if number in pointed else "")


def _differs(numbers: Mapping[str, int], sentence: Sentence) -> Markdown:
    """Behind a sentence the divergences that it touches."""
    return Markdown("".join(f" [differs: {numbers[each]}]" for each in sentence.differs if each in numbers))


def _elsewhere(
    names: Mapping[str, str], documents: Mapping[str, Document], sites: Sites, code: str, passage: Passage
) -> Markdown:
    """In which version a passage stands, where it is not the original, and of which day that is; then its page."""
    document = documents[passage.document]
    version = ((said("page", "within", code, name=names[passage.document]),
                *((written_day(document.published, code),) if document.published else ())) if passage.member else ())
    told = ", ".join(filter(None, (*version, place(document, passage.start, passage.end))))
    return Markdown(f" *({sites.name(told)})*" if told else "")


def _sources(briefing: Briefing, labels: Citations, sites: Sites, code: str) -> tuple[Source, ...]:
    documents = {document.id: document for document in briefing.documents}
    origins = {origin.id: origin for origin in briefing.origins}
    return tuple(
        Source(number, sites.name(source_name(origins[each])),
               tuple(_lines(origins[each], documents, labels, origins, code)),
               tuple(passage for passage in labels.passages if passage.source == number))
        for each, number in labels.sources.items()
    )


def _lines(origin: Origin, documents: dict[str, Document], labels: Citations,
           origins: dict[str, Origin], code: str) -> list[Markdown]:
    original, *others = origin.members
    lines = [_described(documents[original.document], code)]
    for role in CARRIED:
        listed = [_described(documents[each.document], code) for each in others if each.role == role]
        if listed:
            lines.append(Markdown(f"{said('page', role, code)}: {'; '.join(listed)}."))
    drawn = sorted({labels.sources[each] for member in origin.members for each in member.draws_on if each in origins})
    if drawn:
        lines.append(Markdown(said("page", "takes", code, sources=both(drawn, code))))
    return lines


def _described(document: Document, code: str) -> Markdown:
    """One document: its title, who published it when, and where it is."""
    parts = [f"*{escape(document.title) or said('page', 'untitled', code)}*"]
    if document.publisher != site_name(document.url) or document.publisher is None:  # else the link says it
        parts.append(escape(_publisher(document, code)))
    if document.author and not document.is_letter:  # whom the publisher names
        parts.append(escape(document.author))
    parts.append(escape(written_period((document.published,), code)).replace("\\.", "."))  # no line begins with it
    parts.append(_place(document, code))
    return Markdown(", ".join(part for part in parts if part))


def _publisher(document: Document, code: str) -> str:
    return document.publisher or said("page", "no_publisher", code)


def _place(document: Document, code: str) -> str:
    """A link to the web address it was published under, else the file's name."""
    host = shown_host(document.url)
    if host and document.url:
        return f"[{escape(host, in_link=True)}]({document.url.translate(_ENDS_LINK)})"
    return said("page", "stdin", code) if document.path == "-" else escape(document.path or "")
