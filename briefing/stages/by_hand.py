"""What an editor settled by hand counts over every rule: who published a file, what is left out, what is one source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from briefing.model import Document, Member, Origin, Skipped

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ByHand:
    """What the settings say; files are named by patterns of their paths or addresses, as in "wire/*.txt"."""

    publishers: tuple[tuple[str, str], ...] = ()
    """(pattern, name of the outlet)."""

    exclude: tuple[str, ...] = ()
    same_source: Groups = ()
    """Groups of files that are one source."""

    own_source: Groups = ()
    """Groups of files each of which is a source apart from all others."""

    def settled(self, documents: Sequence[Document]) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
        """The documents that are read, under the names they were given, and those left out."""
        out = [each for each in documents if any(matches(pattern, each) for pattern in self.exclude)]
        gone = {each.id for each in out}
        kept = tuple(self._named(each) for each in documents if each.id not in gone)
        skipped = [Skipped("by hand", each.path or each.id, "left out, as set by hand") for each in out]
        strays = (pattern for pattern in self._patterns() if not any(matches(pattern, each) for each in documents))
        return kept, (*skipped, *(Skipped("by hand", pattern, "names no document") for pattern in strays))

    def arranged(self, origins: Sequence[Origin], documents: Sequence[Document]) -> tuple[Origin, ...]:
        """The origins with these groups apart and joined, numbered in the order of their originals."""
        for group in self.own_source:
            origins = _apart(origins, _named_by(group, documents))
        for group in self.same_source:
            origins = _joined(origins, _named_by(group, documents))
        return _numbered(origins)

    def notes(self, documents: Sequence[Document]) -> tuple[str, ...]:
        """What was settled, a line each, for the reader of the page."""
        lines = [f"{_listed(_named_by((pattern,), documents), documents)}: published by {name}"
                 for pattern, name in self.publishers]
        lines += [f"{_listed(_named_by(group, documents), documents)}: one source" for group in self.same_source]
        lines += [f"{_listed(_named_by(group, documents), documents)}: a source of its own"
                  for group in self.own_source]
        return tuple(line for line in lines if not line.startswith(":"))

    def _named(self, document: Document) -> Document:
        name = next((name for pattern, name in self.publishers if matches(pattern, document)), None)
        return replace(document, publisher=name) if name else document

    def _patterns(self) -> Iterable[str]:
        yield from (pattern for pattern, _ in self.publishers)
        yield from self.exclude
        yield from (pattern for group in (*self.same_source, *self.own_source) for pattern in group)


def matches(pattern: str, document: Document) -> bool:
    """Whether a pattern names a document: its path, as many last parts of it as the pattern has, or its address."""
    parts = (document.path or "").split("/")
    tail = "/".join(parts[-1 - pattern.count("/") :])
    address = (document.url or "").partition("://")[2]
    host = address.partition("/")[0]
    named = (document.path or "", tail, document.url or "", address, host, host.removeprefix("www."))
    return any(fnmatchcase(each, pattern) for each in named if each)


def _named_by(group: Sequence[str], documents: Sequence[Document]) -> list[str]:
    return [each.id for each in documents if any(matches(pattern, each) for pattern in group)]


def _listed(ids: Sequence[str], documents: Sequence[Document]) -> str:
    known = {each.id: each for each in documents}
    return ", ".join((known[each].path or each).rpartition("/")[2] for each in ids)


def _apart(origins: Sequence[Origin], documents: Sequence[str]) -> list[Origin]:
    """The origins with these documents in one of their own, which draws on none."""
    mine = set(documents)
    moved = [member for each in origins for member in each.members if member.document in mine]
    if not moved:
        return list(origins)
    home = next(each for each in origins if moved[0].document in each.documents)
    own = Origin(f"{home.id}-", home.name, tuple(
        Member(member.document, "original" if n == 0 else "copy") for n, member in enumerate(moved)))
    rest = [replace(each, members=_led(tuple(m for m in each.members if m.document not in mine))) for each in origins]
    return [*(each for each in rest if each.members), own]


def _led(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """The members, the first of them the original."""
    return (replace(members[0], role="original"), *members[1:]) if members else ()


def _joined(origins: Sequence[Origin], documents: Sequence[str]) -> list[Origin]:
    """The origins with all that hold one of these documents in the first of them."""
    mine = [each for each in origins if set(documents) & set(each.documents)]
    if len(mine) < 2:
        return list(origins)
    first, gone = mine[0], {each.id for each in mine}
    copies = [replace(member, role="copy" if member.role == "original" else member.role)
              for each in mine[1:] for member in each.members]
    whole = replace(first, members=(*first.members, *copies))
    moved = [whole if each.id == first.id else each for each in origins if each.id == first.id or each.id not in gone]
    return [_redrawn(each, gone, first.id) for each in moved]


def _redrawn(origin: Origin, gone: set[str], home: str) -> Origin:
    """The origin where what it draws on goes by its new id, and never is itself."""
    def drawn(member: Member) -> tuple[str, ...]:
        named = dict.fromkeys(home if each in gone else each for each in member.draws_on)
        return tuple(each for each in named if each != origin.id)

    return replace(origin, members=tuple(replace(each, draws_on=drawn(each)) for each in origin.members))


def _numbered(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    ordered = sorted(origins, key=lambda each: int(each.members[0].document[1:]))
    ids = {each.id: f"o{number}" for number, each in enumerate(ordered, 1)}
    return tuple(
        Origin(ids[each.id], each.name, tuple(
            replace(member, draws_on=tuple(ids[old] for old in member.draws_on if old in ids))
            for member in each.members))
        for each in ordered)
