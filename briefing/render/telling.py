"""What every view says in the same words: who holds a position, how many sources say a sentence, who wrote it."""

from collections.abc import Mapping, Sequence

from briefing.model import Briefing, EngineNote, Origin, Position, Role
from briefing.render.citations import Citations, Passage

NAME = 48  # letters of a source's name in a table or a heading; a title that stands in for a name may be longer
CARRIED: dict[Role, str] = {"copy": "Also carried by", "excerpt": "Excerpt in", "rewrite": "Rewritten by"}


def written(note: EngineNote) -> str:
    """Who wrote the briefing, and what its sentences stand on."""
    if note.name == "extractive":
        return "written by the embedded engine; its sentences are the sources' own words"
    return f"written by {note.model or note.name}; each sentence was held against the passages it cites"


def who(names: Mapping[str, str], homes: Mapping[str, str], labels: Citations, position: Position) -> str:
    """The independent sources that hold a position; in whose text, where that is not their own."""
    shown = labels.shown(position.facts)
    carriers = dict.fromkeys(homes[passage.document] for passage in shown)
    holders = sorted(position.origins or carriers, key=lambda each: labels.sources.get(each, 0))
    told = ", ".join(dict.fromkeys(_holder(each, names, homes, shown) for each in holders))
    if set(holders) & set(carriers) or not carriers:
        return told
    return f"{told}, in {' and '.join(names[each] for each in carriers)}"


def _holder(origin: str, names: Mapping[str, str], homes: Mapping[str, str], shown: Sequence[Passage]) -> str:
    """A source's name; with the version of its report that says so, where its original does not."""
    name = names.get(origin, origin)
    own = [passage for passage in shown if homes[passage.document] == origin]
    versions = [version for each in own if each.member and (version := names[each.document]) != name]
    return f"{name} (in {' and '.join(dict.fromkeys(versions))})" if own and len(versions) == len(own) else name


def names(briefing: Briefing) -> dict[str, str]:
    """What origins and documents are called, by their ids."""
    origins = {origin.id: source_name(origin) for origin in briefing.origins}
    return origins | {each.id: each.publisher or _short(each.title) or each.path or each.id
                      for each in briefing.documents}


def source_name(origin: Origin) -> str:
    """The source's name, a long one cut at a word."""
    return _short(origin.name)


def _short(name: str) -> str:
    return name if len(name) <= NAME else name[:NAME].rsplit(" ", 1)[0].rstrip(" ,:;.-–—|…") + "…"
