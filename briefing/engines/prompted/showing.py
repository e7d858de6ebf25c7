"""How facts, claims and divergences are shown to the model."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.model import Claim, Divergence, Document, Fact
from briefing.regex import lazy_regex
from briefing.text.evidence import fold
from briefing.text.kept import Kept
from briefing.text.names import name_words, plain_words
from briefing.text.sentences import sentences

AROUND = 200
"""Characters of the document on each side of a passage that the model sees with it."""

_CUT = lazy_regex(r"…|\.\.\.")
_ENDS = ".!?…。！？\"”»"
_EDGES = " .,;:!?\"'()[]"


@dataclass(frozen=True, slots=True)
class Shown:
    """Some facts, and all that is needed to show them."""

    facts: Mapping[str, Fact]
    documents: Mapping[str, Document]
    support: Mapping[str, str]
    """The origin that counts for each fact."""

    tags: Mapping[str, str] = field(init=False)
    """What the model calls each fact: its place among these, so that other stories' facts change no prompt."""

    _names: Mapping[str, str] = field(init=False)
    _outlets: Mapping[str, str] = field(init=False)
    """What each document is called, by its id."""

    def __post_init__(self) -> None:
        """Number the facts, and the documents of one outlet."""
        object.__setattr__(self, "tags", {name: f"f{n}" for n, name in enumerate(self.facts, 1)})
        object.__setattr__(self, "_names", {tag: name for name, tag in self.tags.items()})
        told = dict.fromkeys(fact.document for fact in self.facts.values())
        object.__setattr__(self, "_outlets", _outlets([self.documents[each] for each in told]))

    def named(self, tags: Iterable[str], among: Container[str] | None = None) -> tuple[str, ...]:
        """The facts that a reply names, each once, `among` these where they are given; what names none is dropped."""
        names = dict.fromkeys(self._names[tag] for tag in tags if tag in self._names)
        return tuple(name for name in names if among is None or name in among)

    def source(self, fact: Fact) -> str:
        """Who tells a fact, and when: "Reuters 2024-11-26", "Reuters (2) 2024-11-26"."""
        return f"{self._outlets[fact.document]} {self.documents[fact.document].published or 'undated'}"

    def lines(self, names: Iterable[str], told: dict[str, str] | None = None) -> list[str]:
        """Each fact in one line: id, source, speaker, certainty, statement, the source's own words; words that another
        line has by its id. `told` are the words that earlier lines have, and gets those of these."""
        told = {} if told is None else told
        return [self._line(name, told) for name in names]

    def _line(self, name: str, told: dict[str, str]) -> str:
        fact, tag = self.facts[name], self.tags[name]
        words = " … ".join(_one_line(each.text) for each in fact.evidence)
        first = told.setdefault(words, tag)
        if first != tag:
            return f"{self._stated(name)} «as {first}»"
        return f"{self._head(name)} «{words}»" if _one_line(fact.statement) == words else (
            f"{self._stated(name)} «{words}»")

    def _stated(self, name: str) -> str:
        """A fact without the source's own words."""
        return f"{self._head(name)} {self.facts[name].statement}"

    def _head(self, name: str) -> str:
        fact = self.facts[name]
        notes = [f"said by {fact.speaker}"] if fact.speaker else []
        notes += [fact.certainty] if fact.certainty != "stated" else []
        notes += [f"of {fact.when}"] if fact.when else []
        return f"{self.tags[name]} [{'; '.join([self.source(fact), *notes])}]"

    def passages(self, names: Iterable[str]) -> tuple[str, ...]:
        """Of each document of some facts the stretches of its text around their words, these behind their ids."""
        homes: dict[str, list[str]] = {}
        for name in names:
            homes.setdefault(self.facts[name].document, []).append(name)
        return tuple(f"{self.source(self.facts[own[0]])}: {self._stretches(self.documents[each], own)}"
                     for each, own in homes.items())

    def _stretches(self, document: Document, names: Sequence[str]) -> str:
        parts: list[str] = []
        reached: int | None = None
        for start, end, tags in self._marked(document, names):
            if reached is None:
                parts.append(_before(document, start))
            elif start - reached <= 2 * AROUND:
                parts.append(f" {_one_line(Kept.of(document, reached, start).text)} ")
            else:
                parts.append(f"{_after(document, reached)} … {_before(document, start)}")
            parts.append(f"{','.join(tags)}«{_one_line(document.text[start:end])}»")
            reached = end
        return _one_line("".join(parts) + (_after(document, reached) if reached else ""))

    def _marked(self, document: Document, names: Sequence[str]) -> list[tuple[int, int, list[str]]]:
        """The places of the facts' words and their ids; words that overlap are one place."""
        spans = sorted((each.start, each.end, self.tags[name]) for name in names for each in self.facts[name].evidence)
        marked: list[tuple[int, int, list[str]]] = []
        for start, end, tag in spans:
            if marked and start < marked[-1][1]:
                first, last, tags = marked[-1]
                marked[-1] = (first, max(last, end), tags if tag in tags else [*tags, tag])
            else:
                marked.append((start, end, [tag]))
        return marked

    def dated(self, names: Iterable[str]) -> str:
        """The ids of some facts, each with the day that it tells of."""
        whens = ((self.tags[name], self.facts[name].when) for name in names)
        return ", ".join(f"{tag} of {when}" if when else tag for tag, when in whens)

    def cited(self, names: Sequence[str]) -> str:
        """The own words of some facts of one document, each once, and in brackets who speaks and when, as their
        document tells."""
        told = dict.fromkeys(self._words(name) for name in names)
        return f"{self.source(self.facts[names[0]])}: {' / '.join(told)}"

    def _words(self, name: str) -> str:
        fact = self.facts[name]
        notes = [f"said by {fact.speaker}"] if fact.speaker else []
        notes += [f"of {fact.when}"] if fact.when else []
        words = " … ".join(f"«{_one_line(each.text)}»" for each in fact.evidence)
        told = f"({'; '.join(notes)}) " if notes else ""
        return f"{told}{words}{self._pointed_at(fact)}"

    def has_words(self, words: str, facts: Iterable[str]) -> bool:
        """Whether words stand in a passage of the facts or beside it, as `passage` shows it; capitals do not matter,
        and what is left out between them is marked."""
        parts = [part for each in _CUT.split(words) if (part := fold(each).casefold().strip(_EDGES))]
        return bool(parts) and any(
            all(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", beside) for part in parts)
            for fact in facts for beside in self._beside(fact))

    def _beside(self, name: str) -> Iterator[str]:
        """Each passage of a fact with what stands on both sides of it, without capitals."""
        text = self.documents[self.facts[name].document].text
        for each in self.facts[name].evidence:
            yield fold(text[max(0, each.start - AROUND) : each.end + AROUND]).casefold()

    def _pointed_at(self, fact: Fact) -> str:
        """What stands before a passage, where the statement has names that the passage only points at."""
        words = frozenset(plain_words(" ".join(each.text for each in fact.evidence)))
        if name_words(fact.statement) <= words:
            return ""
        before = _before(self.documents[fact.document], fact.evidence[0].start).strip()
        shown = f" [before it: {before}]" if before else ""
        return f"{shown} [taken to mean: {fact.statement}]"

    def claim(self, claim: Claim, told: dict[str, str] | None = None) -> str:
        """A claim with a fact of each source that tells it, the first in its own words; those that stand in an earlier
        claim by the id they have there, in `told`."""
        first, *others = _one_each([f for f in claim.facts if f in self.facts], self.support)
        place = claim.id.removeprefix(claim.story)
        head = f"{place} ({len(others) + 1} independent sources)" if others else place
        return "\n".join([head, *(f"  {each}" for each in (*self.lines([first], told), *map(self._stated, others)))])

    def divergence(self, divergence: Divergence) -> str:
        """A divergence with its positions and the ids of their facts."""
        sides = "; ".join(f"{p.statement} ({', '.join(self.tags[fact] for fact in p.facts)})"
                          for p in divergence.positions)
        return f"{divergence.headline}: {sides}" + (
            f" (explained by: {divergence.explained_by})" if divergence.explained_by else "")


def _outlets(documents: Iterable[Document]) -> dict[str, str]:
    """The name of each document's outlet; those of one outlet are numbered, as they would look alike."""
    homes: dict[str, list[str]] = {}
    for document in documents:
        homes.setdefault(document.publisher or document.title[:40] or document.id, []).append(document.id)
    return {each: f"{name} ({n})" if len(own) > 1 else name
            for name, own in homes.items() for n, each in enumerate(own, 1)}


def _one_each(facts: Sequence[str], support: Mapping[str, str]) -> list[str]:
    """The first fact of each origin."""
    firsts: dict[str, str] = {}
    for fact in facts:
        firsts.setdefault(support[fact], fact)
    return list(firsts.values())


def numbered(items: Iterable[str]) -> tuple[str, ...]:
    """Each item behind its number, from 1."""
    return tuple(f"{n}. {item}" for n, item in enumerate(items, 1))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _before(document: Document, place: int) -> str:
    """What stands before a place, without page furniture, from the beginning of a sentence where one is near."""
    window = Kept.of(document, max(0, place - AROUND), place).text
    starts = [span.start for span in sentences(window)]
    cut = starts[1] if len(starts) > 1 and place > AROUND else 0
    told = _one_line(window[cut:])
    return f"{told} " if told else ""


def _after(document: Document, place: int) -> str:
    """What stands behind a place, without page furniture: the rest of its sentence, or the next one where it is whole.
    """
    window = Kept.of(document, place, place + AROUND).text
    spans = sentences(window)
    cut = spans[-1].start if len(spans) > 1 else len(window)
    is_cut = len(spans) < 2 and place + AROUND < len(document.text)
    if is_cut and document.text[:place].rstrip()[-1:] in _ENDS:
        return ""
    told = _one_line(window[:cut])
    return f" {told}" if told else ""
