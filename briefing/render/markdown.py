"""The briefing for people: one Markdown page that reads well as plain text too."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from briefing.language.en.dates import day
from briefing.language.headings import Heading, common_code, heading
from briefing.model import Briefing, Divergence, Document, Origin, Position, Sentence
from briefing.render.citations import Citations, Passage, citations
from briefing.render.escape import Markdown, escape, escape_cell
from briefing.render.leftovers import left_out
from briefing.render.outline import Chapter, has_overview, outline
from briefing.render.phrases import count, period
from briefing.render.place import place
from briefing.render.sites import Sites
from briefing.render.telling import CARRIED, names, source_name, who, written
from briefing.text.address import shown_host, site_name

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
    import jinja2  # here, because `briefing --help` has no use for it

    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("briefing.render", "views"), undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, autoescape=False, finalize=_inert,
    )
    templates.filters["cell"] = _cell
    sites = Sites(briefing.documents)
    labels, called, chapters = citations(briefing), names(briefing), outline(briefing)
    numbers = {each.id: n for n, each in enumerate((d for chapter in chapters for d in chapter.in_full), 1)}
    pointed = sorted({numbers[each] for section in briefing.sections for sentence in section.sentences
                      for each in sentence.differs if each in numbers})
    many = has_overview(briefing)
    homes = {document: origin.id for origin in briefing.origins for document in origin.documents}
    template = templates.get_template("briefing.md.j2")
    page = template.render(
        title=briefing.title, byline=_byline(briefing), overview=_overview(briefing),
        chapters=[each for each in chapters if not (many and each.is_item)],
        items=[each for each in chapters if many and each.is_item], origin=partial(_origin, briefing, sites),
        sources=_sources(briefing, labels, sites), sites=sites,
        left_out=left_out(briefing), labels=[passage.label for passage in labels.passages],
        level=Markdown("###" if many or len(chapters) > 1 else "##"), kind=_kind, cite=partial(_cite, labels),
        number=lambda divergence: numbers[divergence.id], anchor=partial(_anchor, numbers, pointed),
        differs=partial(_differs, numbers), pointed=pointed, support=_support,
        who=partial(_who, called, homes, labels, sites),
        elsewhere=partial(_elsewhere, called, {each.id: each for each in briefing.documents}, sites),
        when=partial(_when, briefing), heading=partial(_heading, common_code(d.language for d in briefing.documents)),
    )
    return re.sub(r"\n{3,}", "\n\n", page).strip() + "\n"


def _inert(value: object) -> str:
    return value if isinstance(value, Markdown) else escape(str(value))


def _heading(code: str, name: Heading) -> str:
    return heading(name, code)


def _cell(text: str) -> Markdown:
    return Markdown(escape_cell(text))


def _byline(briefing: Briefing) -> Markdown:
    told = period(each.published for each in briefing.documents)
    parts = [
        day(briefing.created),
        f"{count(len(briefing.documents), 'document')}, {count(len(briefing.origins), 'independent source')}",
        "undated" if told == "undated" else f"reports of {escape(told)}",
        escape(written(briefing.engine)),
    ]
    if briefing.focus:
        parts.insert(3, f"focus: {escape(briefing.focus)}")
    if briefing.by_rule:
        parts.insert(0, f"**by rule, not by the model: {escape(briefing.by_rule)}**")
    if briefing.incomplete:
        parts.insert(0, f"**incomplete: {escape(briefing.incomplete)}**")
    return Markdown(" · ".join(parts))


def _when(briefing: Briefing, chapter: Chapter) -> str:
    """How many documents tell a story, and of which days they are."""
    days = [each.published for each in briefing.documents if each.id in chapter.documents]
    return f"{count(len(days), 'document')}, {period(days)}"


def _overview(briefing: Briefing) -> tuple[Markdown, ...]:
    """A line for each story that several documents tell, or that is not told here; none where there are few stories."""
    if not has_overview(briefing):
        return ()
    homes = {document: origin.id for origin in briefing.origins for document in origin.documents}
    days = {each.id: each.published for each in briefing.documents}
    titles = {each.id: each.title for each in briefing.stories}
    lines = []
    for number, story in enumerate(briefing.stories, 1):
        found = sum(each.story == story.id for each in briefing.divergences)
        parts = [count(len(story.documents), "document"),
                 count(len({homes[each] for each in story.documents}), "independent source"),
                 escape(period(days[each] for each in story.documents)),
                 count(found, "divergence") if found else "",
                 f"goes on from “{escape(titles[story.continues[0]])}”" if story.continues else "",
                 "" if story.told else "not told here"]
        if len(story.documents) > 1 or not story.told:
            lines.append(Markdown(f"{number} · **{escape(story.title)}**: {', '.join(filter(None, parts))}"))
    return tuple(lines)


def _origin(briefing: Briefing, sites: Sites, chapter: Chapter) -> Markdown:
    """Who published the one document of a story, and when."""
    document = next(each for each in briefing.documents if each.id == chapter.documents[0])
    when = day(document.published) if document.published else "undated"
    return Markdown(f"{sites.name(_publisher(document))}, {escape(when)}")


def _who(names: Mapping[str, str], homes: Mapping[str, str], labels: Citations, sites: Sites,
         position: Position) -> Markdown:
    return Markdown(sites.name(who(names, homes, labels, position)).replace("|", "\\|"))


def _kind(divergence: Divergence) -> str:
    return divergence.kind.capitalize()


def _cite(labels: Citations, facts: Iterable[str]) -> Markdown:
    """Citations after a text; where they lead stands at the end of the page, so that the text stays legible."""
    return Markdown("".join(f" [{label}]" for label in labels.labels(facts)))


def _support(sentence: Sentence) -> Markdown:
    number = len(sentence.support)
    return Markdown(f" ({count(number, 'source')})" if number > 1 else "")


def _anchor(numbers: Mapping[str, int], pointed: Sequence[int], divergence: Divergence) -> Markdown:
    """Where the sentences that a divergence touches lead to."""
    number = numbers[divergence.id]
    return Markdown(f' <a id="d{number}"></a>' if number in pointed else "")


def _differs(numbers: Mapping[str, int], sentence: Sentence) -> Markdown:
    """Behind a sentence the divergences that it touches."""
    return Markdown("".join(f" [differs: {numbers[each]}]" for each in sentence.differs if each in numbers))


def _elsewhere(names: Mapping[str, str], documents: Mapping[str, Document], sites: Sites, passage: Passage) -> Markdown:
    """In which version a passage stands, where it is not the original, and of which day that is; then its page."""
    document = documents[passage.document]
    version = ((f"in {names[passage.document]}", *((day(document.published),) if document.published else ()))
               if passage.member else ())
    told = ", ".join(filter(None, (*version, place(document, passage.start, passage.end))))
    return Markdown(f" *({sites.name(told)})*" if told else "")


def _sources(briefing: Briefing, labels: Citations, sites: Sites) -> tuple[Source, ...]:
    documents = {document.id: document for document in briefing.documents}
    origins = {origin.id: origin for origin in briefing.origins}
    return tuple(
        Source(number, sites.name(source_name(origins[each])), tuple(_lines(origins[each], documents, labels, origins)),
               tuple(passage for passage in labels.passages if passage.source == number))
        for each, number in labels.sources.items()
    )


def _lines(origin: Origin, documents: dict[str, Document], labels: Citations,
           origins: dict[str, Origin]) -> list[Markdown]:
    original, *others = origin.members
    lines = [_described(documents[original.document])]
    for role, words in CARRIED.items():
        listed = [_described(documents[each.document]) for each in others if each.role == role]
        if listed:
            lines.append(Markdown(f"{words}: {'; '.join(listed)}."))
    drawn = sorted({labels.sources[each] for member in origin.members for each in member.draws_on if each in origins})
    if drawn:
        named = " and ".join(f"{number}" for number in drawn)
        lines.append(Markdown(f"Takes passages from source {named}, which count for that source only."))
    return lines


def _described(document: Document) -> Markdown:
    """One document: its title, who published it when, and where it is."""
    parts = [f"*{escape(document.title) or 'Untitled'}*"]
    if document.publisher != site_name(document.url) or document.publisher is None:  # else the link says it
        parts.append(escape(_publisher(document)))
    if document.author:
        parts.append(escape(document.author))
    parts.append(escape(day(document.published)) if document.published else "undated")
    parts.append(_place(document))
    return Markdown(", ".join(part for part in parts if part))


def _publisher(document: Document) -> str:
    return document.publisher or "publisher unknown"


def _place(document: Document) -> str:
    """A link to the web address it was published under, else the file's name."""
    host = shown_host(document.url)
    if host and document.url:
        return f"[{escape(host, in_link=True)}]({document.url.translate(_ENDS_LINK)})"
    return "standard input" if document.path == "-" else escape(document.path or "")
