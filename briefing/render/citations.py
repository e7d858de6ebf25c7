"""Citations get their labels here, last: a number for the source, a letter for the passage."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from string import ascii_lowercase

from briefing.model import Briefing, Document, Origin, Section
from briefing.render.outline import outline

_FOLDED = str.maketrans("“”„«»‘’‚–—", '"""""' + "'''" + "--")


@dataclass(frozen=True, slots=True)
class Passage:
    """A cited stretch of a document, and what the reader calls it."""

    label: str
    """"1a": the number of its source, the letter of the passage."""

    source: int
    member: int
    """Place of its document within the origin: 0 is the original."""

    document: str
    start: int
    end: int
    """Span in `Document.text`; `text[start:end]` is the passage, letter for letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Citations:
    """Every label of a briefing."""

    sources: Mapping[str, int]
    """Number of each origin, by its id: first those cited, as the text comes to them, then the others."""

    passages: tuple[Passage, ...]
    """In order of source and letter."""

    facts: Mapping[str, tuple[str, ...]]
    """Labels of the passages that show a fact, by its id; only for facts that the text cites."""

    def labels(self, facts: Iterable[str]) -> tuple[str, ...]:
        """The labels to show behind these facts, in order of source and letter.

        Of one source only the document of the first of these facts that is its: there the words stand that are told,
        and what its copies and rewrites add is not more support.
        """
        return tuple(passage.label for passage in self.shown(facts))

    def shown(self, facts: Iterable[str]) -> tuple[Passage, ...]:
        """The passages of `labels`."""
        known = {passage.label: passage for passage in self.passages}
        wanted = [known[label] for fact in facts for label in self.facts.get(fact, ())]
        first: dict[int, int] = {}
        for passage in wanted:
            first.setdefault(passage.source, passage.member)
        chosen = {passage.label for passage in wanted if passage.member == first[passage.source]}
        return tuple(passage for passage in self.passages if passage.label in chosen)


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    document: str
    start: int
    end: int


def citations(briefing: Briefing) -> Citations:
    """Label the passages of every fact that the briefing's text cites.

    A passage that also stands in the origin's original is cited there, so that three copies of one report are one
    citation; a passage within another cited passage takes the longer one's label.
    """
    wanted = tuple(_cited(briefing))
    places = _places(briefing, set(chain.from_iterable(wanted)))
    groups = [[fact for fact in group if fact in places] for group in wanted]
    whole = _maximal({place for group in groups for fact in group for place in places[fact]})
    cited = [[whole[place] for fact in group for place in places[fact]] for group in groups]
    members = _members(briefing.origins)
    shown = chain.from_iterable(_firsts(group, members) for group in cited)
    order = list(dict.fromkeys(chain(shown, chain.from_iterable(cited))))
    numbers: dict[str, int] = {}
    for origin in chain((members[place.document][0] for place in order), (origin.id for origin in briefing.origins)):
        numbers.setdefault(origin, len(numbers) + 1)
    passages = _labelled(order, briefing.documents, members, numbers)
    facts = {fact: tuple(dict.fromkeys(passages[whole[place]].label for place in places[fact]))
             for group in groups for fact in group}
    return Citations(numbers, tuple(sorted(passages.values(), key=lambda p: (p.source, len(p.label), p.label))), facts)


def _labelled(order: Sequence[_Place], documents: Sequence[Document], members: Mapping[str, tuple[str, int]],
              numbers: Mapping[str, int]) -> dict[_Place, Passage]:
    """A passage for each place, its letter by its turn within its source."""
    texts = {document.id: document.text for document in documents}
    used: Counter[int] = Counter()
    found: dict[_Place, Passage] = {}
    for place in order:
        origin, member = members[place.document]
        source = numbers[origin]
        label = f"{source}{letter(used[source])}"
        used[source] += 1
        text = texts[place.document][place.start:place.end]
        found[place] = Passage(label, source, member, place.document, place.start, place.end, text)
    return found


def letter(number: int) -> str:
    """a, b, … z, aa, ab, …: the name of passage `number`, from 0."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = ascii_lowercase[rest] + name
    return name


def _cited(briefing: Briefing) -> Iterator[tuple[str, ...]]:
    """The facts of each sentence and position, as the reader comes to them."""
    for chapter in outline(briefing):
        yield from _of(chapter.lead)
        yield from _of(chapter.sections)
        yield from (position.facts for each in (*chapter.in_full, *chapter.also) for position in each.positions)


def _of(sections: Iterable[Section]) -> Iterator[tuple[str, ...]]:
    return (sentence.facts for section in sections for sentence in section.sentences)


def _members(origins: Sequence[Origin]) -> dict[str, tuple[str, int]]:
    """Each document's origin and its place among the members, 0 for the original."""
    return {document: (origin.id, index) for origin in origins for index, document in enumerate(origin.documents)}


def _firsts(places: Sequence[_Place], members: Mapping[str, tuple[str, int]]) -> Iterator[_Place]:
    """Of each origin the places in the member that comes first."""
    first: dict[str, int] = {}
    for place in places:
        origin, member = members[place.document]
        first.setdefault(origin, member)
    return (place for place in places if members[place.document][1] == first[members[place.document][0]])


def _places(briefing: Briefing, wanted: Set[str]) -> dict[str, tuple[_Place, ...]]:
    """Where the evidence of the wanted facts is cited: in its origin's original where it stands there too."""
    documents = {document.id: document for document in briefing.documents}
    originals = _originals(briefing.origins)
    finders: dict[str, _Finder] = {}

    def place(document: str, start: int, end: int) -> _Place:
        home = originals.get(document, document)
        if home != document:
            finder = finders.get(home) or finders.setdefault(home, _Finder.of(documents[home]))
            if span := finder.find(documents[document].text[start:end]):
                return _Place(home, *span)
        return _Place(document, start, end)

    return {fact.id: tuple(place(fact.document, each.start, each.end) for each in fact.evidence)
            for fact in briefing.facts if fact.id in wanted and fact.document in originals}


def _originals(origins: Sequence[Origin]) -> dict[str, str]:
    return {document: origin.documents[0] for origin in origins for document in origin.documents}


@dataclass(frozen=True, slots=True)
class _Finder:
    """A document's kept text with white space, quote marks and dashes folded, and the way back."""

    text: str
    where: tuple[int, ...]
    """Where each letter of `text` stands in the document."""

    removed: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, document: Document) -> "_Finder":
        letters: list[str] = []
        where: list[int] = []
        for found in re.finditer(r"\S+|\s+", document.text):
            folded = " " if found[0].isspace() else found[0].translate(_FOLDED)
            letters.append(folded)
            where.extend(range(found.start(), found.start() + len(folded)))
        removed = tuple((each.start, each.end) for each in document.removed)
        return cls("".join(letters), tuple(where), removed)

    def find(self, passage: str) -> tuple[int, int] | None:
        """The span of the document that reads like the passage; None where none does or it was removed."""
        folded = re.sub(r"\s+", " ", passage.strip()).translate(_FOLDED)
        at = self.text.find(folded) if folded else -1
        while at >= 0:
            start, end = self.where[at], self.where[at + len(folded) - 1] + 1
            if all(end <= low or start >= high for low, high in self.removed):
                return start, end
            at = self.text.find(folded, at + 1)
        return None


def _maximal(places: Iterable[_Place]) -> dict[_Place, _Place]:
    """Each place with the longest cited place of its document that holds it."""
    found: dict[_Place, _Place] = {}
    kept: list[_Place] = []
    for place in sorted(places, key=lambda each: (each.document, each.start, -each.end)):
        index = bisect_right(kept, place) - 1
        holder = kept[index] if index >= 0 else None
        if holder and holder.document == place.document and holder.end >= place.end:
            found[place] = holder
        else:
            kept.append(place)
            found[place] = place
    return found
