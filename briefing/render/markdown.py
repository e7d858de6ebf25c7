"""The briefing for people: one Markdown page that reads well as plain text too."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, urlsplit

from briefing.model import Briefing, Divergence, Document, EngineNote, Fact, Origin, Position, Role, Sentence
from briefing.render.citations import Citations, Passage, citations
from briefing.render.escape import escape, escape_cell
from briefing.render.leftovers import left_out
from briefing.render.outline import Chapter, outline
from briefing.render.phrases import count, day, period
from briefing.text.agreement import Ground, lacking, shared

HALF = 0.5  # of a sentence's words; the other half may be what another source says
NAME = 48  # letters of a source's name in a table or a heading; a title that stands in for a name may be longer
CARRIED: dict[Role, str] = {"copy": "Also carried by", "excerpt": "Excerpt in", "rewrite": "Rewritten by"}


class Markdown(str):
    """Markdown of our own making; any other text is escaped on its way into the page."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An origin as the list of sources shows it."""

    number: int
    name: str
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
    labels, names, chapters = citations(briefing), _names(briefing), outline(briefing)
    homes = {document: origin.id for origin in briefing.origins for document in origin.documents}
    facts = {fact.id: fact for fact in briefing.facts}
    page = templates.get_template("briefing.md.j2").render(
        title=briefing.title, byline=_byline(briefing), chapters=chapters, sources=_sources(briefing, labels),
        left_out=left_out(briefing), labels=[passage.label for passage in labels.passages],
        level=Markdown("###" if len(chapters) > 1 else "##"), kind=_kind, cite=partial(_cite, labels),
        support=partial(_support, _counts(briefing), labels, facts), who=partial(_who, names, homes, labels),
        elsewhere=partial(_elsewhere, names), when=partial(_when, briefing),
    )
    return re.sub(r"\n{3,}", "\n\n", page).strip() + "\n"


def _inert(value: object) -> str:
    return value if isinstance(value, Markdown) else escape(str(value))


def _cell(text: str) -> Markdown:
    return Markdown(escape_cell(text))


def _byline(briefing: Briefing) -> Markdown:
    told = period(each.published for each in briefing.documents)
    parts = [
        day(briefing.created),
        f"{count(len(briefing.documents), 'document')}, {count(len(briefing.origins), 'independent source')}",
        "undated" if told == "undated" else f"reports of {escape(told)}",
        _written(briefing.engine),
    ]
    if briefing.focus:
        parts.insert(3, f"focus: {escape(briefing.focus)}")
    if briefing.incomplete:
        parts.insert(0, f"**incomplete: {escape(briefing.incomplete)}**")
    return Markdown(" · ".join(parts))


def _when(briefing: Briefing, chapter: Chapter) -> str:
    """How many documents tell a story, and of which days they are."""
    days = [each.published for each in briefing.documents if each.id in chapter.documents]
    return f"{count(len(days), 'document')}, {period(days)}"


def _written(note: EngineNote) -> str:
    if note.name == "extractive":
        return "written by the embedded engine; its sentences are the sources' own words"
    return f"written by {escape(note.model or note.name)}; each sentence was held against the passages it cites"


def _kind(divergence: Divergence) -> str:
    return divergence.kind.capitalize()


def _cite(labels: Citations, facts: Iterable[str]) -> Markdown:
    """Citations after a text; where they lead stands at the end of the page, so that the text stays legible."""
    return Markdown("".join(f" [{label}]" for label in labels.labels(facts)))


def _support(counts: Mapping[str, int], labels: Citations, facts: Mapping[str, Fact],
             sentence: Sentence) -> Markdown:
    """How many independent sources say all of the sentence, each by its own passages; nothing for one."""
    behind = [counts[fact] for fact in sentence.facts if fact in counts]
    cited: dict[int, list[Passage]] = {}
    for passage in labels.shown(sentence.facts):
        cited.setdefault(passage.source, []).append(passage)
    whens = tuple(when for fact in sentence.facts if (when := facts[fact].when))
    grounds = [Ground(tuple(passage.text for passage in each), whens) for each in cited.values()]
    whole = Ground(tuple(passage for ground in grounds for passage in ground.passages))
    least = HALF if shared(sentence.text, whole) >= HALF else 0.0  # none in common where they are in other languages
    number = min([sum(_says(sentence.text, ground, least) for ground in grounds), *behind])
    return Markdown(f" ({count(number, 'source')})" if behind and number > 1 else "")


def _says(text: str, ground: Ground, least: float) -> bool:
    """Whether one source's passages have all figures, days, quotations and denials of a text, and at `least` that
    share of its words; names they may put their way.
    """
    return shared(text, ground) >= least and all(reason.startswith("name ") for reason in lacking(text, ground))


def _counts(briefing: Briefing) -> dict[str, int]:
    """How many independent sources count for the weakest claim a fact stands in, by the fact's id."""
    found: dict[str, int] = {}
    for claim in briefing.claims:
        for fact in claim.facts:
            found[fact] = min(len(claim.origins), found.get(fact, len(claim.origins)))
    return found


def _who(names: Mapping[str, str], homes: Mapping[str, str], labels: Citations, position: Position) -> str:
    """The independent sources that hold a position; in whose text, where that is not their own."""
    shown = labels.shown(position.facts)
    carriers = dict.fromkeys(homes[passage.document] for passage in shown)
    holders = sorted(position.origins or carriers, key=lambda each: labels.sources.get(each, 0))
    told = ", ".join(dict.fromkeys(_holder(each, names, homes, shown) for each in holders))
    if set(holders) & set(carriers) or not carriers:
        return told
    return f"{told}, in {' and '.join(names[each] for each in carriers)}"


def _holder(origin: str, names: Mapping[str, str], homes: Mapping[str, str], shown: Sequence[Passage]) -> str:
    """A source's name; with the version of its report that says so, where the original does not."""
    name = names.get(origin, origin)
    own = [passage for passage in shown if homes[passage.document] == origin]
    versions = dict.fromkeys(names[passage.document] for passage in own)
    return f"{name} (in {' and '.join(versions)})" if own and all(each.member for each in own) else name


def _names(briefing: Briefing) -> dict[str, str]:
    """What origins and documents are called, by their ids."""
    origins = {origin.id: source_name(origin) for origin in briefing.origins}
    return origins | {each.id: each.publisher or _short(each.title) or each.path or each.id
                      for each in briefing.documents}


def source_name(origin: Origin) -> str:
    """The source's name, a long one cut at a word."""
    return _short(origin.name)


def _short(name: str) -> str:
    return name if len(name) <= NAME else name[:NAME].rsplit(" ", 1)[0].rstrip(" ,:;.-–—|…") + "…"


def _elsewhere(names: Mapping[str, str], passage: Passage) -> Markdown:
    """In which copy a passage stands, where it is not the original."""
    return Markdown(f" *(in {escape(names[passage.document])})*" if passage.member else "")


def _sources(briefing: Briefing, labels: Citations) -> tuple[Source, ...]:
    documents = {document.id: document for document in briefing.documents}
    origins = {origin.id: origin for origin in briefing.origins}
    return tuple(
        Source(number, source_name(origins[each]), tuple(_lines(origins[each], documents, labels, origins)),
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
    parts = [f"*{escape(document.title) or 'Untitled'}*", escape(_publisher(document))]
    if document.author:
        parts.append(escape(document.author))
    parts.append(escape(day(document.published)) if document.published else "undated")
    parts.append(_place(document))
    return Markdown(", ".join(part for part in parts if part))


def _publisher(document: Document) -> str:
    return document.publisher or "publisher unknown"


def _place(document: Document) -> str:
    """A link to the web address it was published under, else the file's name."""
    parts = urlsplit(document.url or "")
    if parts.scheme in {"http", "https"} and parts.hostname:
        return f"[{escape(parts.hostname)}]({quote(document.url or '', safe='%/:?#@!$&+,;=~-._')})"
    return "standard input" if document.path == "-" else escape(document.path or "")
