"""What every view says in the same words: who holds a position, how many sources say a sentence, who wrote it."""

from collections.abc import Callable, Mapping, Sequence, Set
from functools import reduce

from briefing.language.bearing import is_spoken_of
from briefing.language.headings import common_code
from briefing.language.wording import said, written_period
from briefing.model import Briefing, Divergence, EngineNote, Origin, Position, Role
from briefing.render.citations import Citations, Passage

NAME = 48  # letters of a source's name in a table or a heading; a title that stands in for a name may be longer
CARRIED: tuple[Role, ...] = ("copy", "excerpt", "rewrite")
"""Roles of documents that are listed with the original of their source."""


def page_code(briefing: Briefing) -> str:
    """The language of a page: the one that most of its documents are in."""
    return common_code(each.language for each in briefing.documents)


def written(note: EngineNote, code: str) -> str:
    """Who wrote the briefing, and what its sentences stand on."""
    if note.name == "extractive":
        return said("page", "embedded", code)
    return said("page", "by_model", code, model=note.model or note.name)


def focus_line(briefing: Briefing, code: str, asked: str | None = None) -> str:
    """What the reader asked about, and where that is so that the sources say nothing on it; "" where nobody asked."""
    focus = asked or briefing.focus
    if not focus:
        return ""
    return said("page", "focus" if is_spoken_of(focus, briefing, code) else "unanswered", code, focus=focus)


def both(names: Sequence[object], code: str) -> str:
    """Names beside each other: "1 and 3"."""
    return reduce(lambda one, two: said("page", "both", code, one=one, two=two), map(str, names))


def headline(divergence: Divergence, code: str) -> str:
    """The summary of a divergence, with what its sides have in common where they are one source's."""
    if not divergence.within:
        return divergence.summary
    return f"{divergence.summary} ({said('page', divergence.within, code)})"


def who(
    names: Mapping[str, str], homes: Mapping[str, str], retold: Set[str], labels: Citations, code: str,
    position: Position,
) -> str:
    """The independent sources that hold a position; in whose text, where that is not their own, and by whom it was put
    in these words. `homes` is the origin of each document, `retold` the documents that retell theirs."""
    shown = labels.shown(position.facts)
    carriers = dict.fromkeys(homes[passage.document] for passage in shown)
    holders = sorted(position.origins or carriers, key=lambda each: labels.sources.get(each, 0))
    told = ", ".join(dict.fromkeys(_holder(each, names, homes, retold, shown, code) for each in holders))
    if set(holders) & set(carriers) or not carriers:
        return told
    return f"{told}, {said('page', 'within', code, name=both([names[each] for each in carriers], code))}"


def callers(
    named: Callable[[Position], str], days: Mapping[str, str | None], labels: Citations, positions: Sequence[Position],
    code: str,
) -> tuple[str, ...]:
    """Who makes each statement of a divergence, as `named` calls them; two of one name with the days of their reports.
    `days` is the day of each document."""
    called = [named(each) for each in positions]
    return tuple(
        dated(name, days, labels, each, code) if called.count(name) > 1 else name
        for name, each in zip(called, positions, strict=True)
    )


def dated(name: str, days: Mapping[str, str | None], labels: Citations, position: Position, code: str) -> str:
    """A name with the days of the reports that are shown for a statement, as far as they are known."""
    shown = [days[passage.document] for passage in labels.shown(position.facts)]
    return f"{name}, {written_period(shown, code)}" if any(shown) else name


def _holder(
    origin: str, names: Mapping[str, str], homes: Mapping[str, str], retold: Set[str], shown: Sequence[Passage],
    code: str,
) -> str:
    """A source's name; with the version of its report that says so, where its original does not: the words of one that
    retells it are its own, and not the source's."""
    name = names.get(origin, origin)
    own = [passage for passage in shown if homes[passage.document] == origin]
    versions = [version for each in own if each.member and (version := names[each.document]) != name]
    if not own or len(versions) != len(own):
        return name
    where = "retold" if all(each.document in retold for each in own) else "within"
    return f"{name} ({said('page', where, code, name=both(list(dict.fromkeys(versions)), code))})"


def retellings(briefing: Briefing) -> frozenset[str]:
    """The documents that retell another's report in their own words."""
    return frozenset(each.document for origin in briefing.origins for each in origin.members if each.role == "rewrite")


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
