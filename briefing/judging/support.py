"""How many independent sources say a sentence or hold a position: every one whose own evidence states it, cited or not.

Where a second reader saw a source's passages, his word counts, and the gates may only say no to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from briefing.engines.engine import Opinion
from briefing.judging.fault import Fault, Gate
from briefing.judging.gates import faults, shared
from briefing.judging.ground import Ground
from briefing.judging.judge import MOST, Judge
from briefing.judging.lacking import lacks, quotes_alike
from briefing.judging.speakers import lacks_speaker
from briefing.language.denials import exclude_each_other
from briefing.model import Divergence, Fact, Position, Section, Sentence
from briefing.regex import lazy_regex
from briefing.text.quotations import quotations
from briefing.text.words import acts, terms

STATED = 2 / 3
"""Share of a sentence's terms from which a source's passages say it; the rest may be another way to say it."""

KEPT = 0.9
"""Where a sentence puts things its own way, a source says it that has so much of what all cited ones have."""

NEAREST = 3
"""Facts of a source not cited that are looked at; one of them must state the sentence alone."""

MONTH = 31
"""Days between two reports from which on they tell of different times."""

ALL = 0.95
"""Share of a sentence's terms from which a source has it as it is."""

YEAR = lazy_regex(r"\b(?:1[5-9]|20)\d\d\b")

_OF_WORDING: frozenset[Gate] = frozenset({"name", "borrowed", "words", "replaced", "added"})
"""Faults that leave a source's support as it is: it may put names its way."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a second reader said of the sources of a text."""

    seen: frozenset[str]
    """Origins whose passages he saw."""

    telling: Mapping[str, list[Fact]]
    """Facts of those that each tell all of it, where the gates do not say no."""

    by_none: bool = False
    """Whether he saw some, and none of them tells all of it."""


def fill_support(
    sections: Sequence[Section],
    judge: Judge,
    stories: Mapping[str, Sequence[Fact]],
    counts_for: Mapping[str, str],
    opinions: Mapping[str, Opinion] | None = None,
) -> tuple[Section, ...]:
    """The sections with each sentence's support, and with a fact of each source that states it too.

    `stories` holds the facts of each story by its id, `counts_for` the origin that counts for each fact, `opinions`
    what a second reader made of a text.
    """
    theirs = {story: _by_origin(facts, counts_for) for story, facts in stories.items()}
    return tuple(
        replace(
            section,
            sentences=tuple(
                _supported(sentence, judge, theirs.get(section.story, {}), counts_for,
                           _heard(sentence.text, (opinions or {}).get(sentence.text), judge, counts_for))
                for sentence in section.sentences
            ),
        )
        for section in sections
    )


def fill_rows(
    divergences: Sequence[Divergence], judge: Judge, counts_for: Mapping[str, str], opinions: Mapping[str, Opinion]
) -> tuple[Divergence, ...]:
    """The divergences, in each position every source that holds it as a second reader read them, and none that he says
    does not."""
    found = []
    for divergence in divergences:
        standing = {origin for position in divergence.positions for origin in position.origins}
        rows = tuple(
            _filled(each, _heard(each.statement, opinions.get(each.statement), judge, counts_for), judge, counts_for,
                    standing) for each in divergence.positions)
        found.append(replace(divergence, positions=rows))
    return tuple(found)


def _filled(
    position: Position, heard: _Heard, judge: Judge, counts_for: Mapping[str, str], standing: set[str]
) -> Position:
    """A position with the sources that hold it; one that stands in another row is left there."""
    if not heard.telling:
        return position
    silent = heard.seen - heard.telling.keys()
    kept = [each for each in position.facts if counts_for.get(each) not in silent]
    length = sum(len(each.text) for name in kept for each in judge.facts[name].evidence)
    for origin, facts in heard.telling.items():
        size = sum(len(each.text) for fact in facts for each in fact.evidence)
        if origin not in standing and length + size <= MOST:
            kept += [fact.id for fact in facts]
            length += size
    if not kept:
        return position
    behind = {counts_for[each] for each in kept if each in counts_for}
    return replace(position, facts=tuple(kept), origins=tuple(sorted(behind, key=_number)))


def _heard(text: str, opinion: Opinion | None, judge: Judge, counts_for: Mapping[str, str]) -> _Heard:
    if opinion is None or not opinion.told_by:
        return _Heard(frozenset(), {}, opinion is not None and bool(opinion.seen))
    telling: dict[str, list[Fact]] = {}
    for name in opinion.told_by:
        if name in counts_for and name in judge.facts:
            telling.setdefault(counts_for[name], []).append(judge.facts[name])
    stating = {origin: group for origin, facts in telling.items()
                if (group := _stating(text, _growing(facts), judge, 0.0))}
    return _Heard(frozenset(counts_for[each] for each in opinion.seen if each in counts_for), stating)


def _by_origin(facts: Iterable[Fact], counts_for: Mapping[str, str]) -> dict[str, list[Fact]]:
    """The facts of a story by the origin that they count for."""
    by_origin: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.id in counts_for:
            by_origin.setdefault(counts_for[fact.id], []).append(fact)
    return by_origin


def _supported(
    sentence: Sentence,
    judge: Judge,
    by_origin: Mapping[str, Sequence[Fact]],
    counts_for: Mapping[str, str],
    heard: _Heard,
) -> Sentence:
    """A sentence with the origins that state it; a source that is not cited yet is cited now."""
    if not sentence.facts:
        return sentence
    own = terms(sentence.text)
    cited = [judge.facts[each] for each in sentence.facts if each in judge.facts]
    least = min(STATED, KEPT * shared(sentence.text, judge.ground(cited)))
    length = sum(len(each.text) for each in judge.ground(cited).passages)
    found, more = list[str](), list[Fact]()
    for origin, told in by_origin.items():
        theirs = [fact for fact in told if _of_one_time(sentence.text, cited, fact, judge)]
        if not theirs:
            continue
        mine = [fact for fact in theirs if fact.id in sentence.facts]
        if origin in heard.seen:
            stating = heard.telling.get(origin, [])
        else:
            groups = _growing(mine) or [[fact] for fact in _nearest(own, theirs)]
            stating = _stating(sentence.text, groups, judge, least if mine else max(least, STATED / 2))
        if not stating:
            continue
        found.append(origin)
        if not mine:
            added = sum(len(each.text) for fact in stating for each in fact.evidence)
            if length + added <= MOST:
                more += stating
                length += added
    behind = {counts_for[each] for each in sentence.facts if each in counts_for}
    if heard.by_none and len(behind) > 1:  # "the bank will pay, or could pay": each source says its half
        found, more = [], []
    support = found or sorted(behind)[:1]
    kept = _telling(sentence, cited, counts_for, support)
    return replace(sentence, facts=(*kept, *(fact.id for fact in more)), support=tuple(sorted(support, key=_number)))


def _telling(
    sentence: Sentence, cited: Sequence[Fact], counts_for: Mapping[str, str], support: Sequence[str]
) -> tuple[str, ...]:
    """What a sentence cites; where its first fact tells all of it, nothing of a source that does not."""
    if not cited or sentence.text.rstrip(" .…") not in cited[0].statement:
        return sentence.facts
    return tuple(each for each in sentence.facts if each == cited[0].id or counts_for.get(each) in support)


def _of_one_time(text: str, cited: Sequence[Fact], fact: Fact, judge: Judge) -> bool:
    """Whether a fact is of the time of the reports that are cited: those of another month tell of another event in much
    the same words, but for a quotation, for what stands there as it is, and for what has its year."""
    first = cited[0] if cited else fact
    one, other = judge.documents[first.document].published, judge.documents[fact.document].published
    return _days_between(one, other) <= MONTH or bool(YEAR.search(text) or quotations(text)) or (
        shared(text, judge.ground((fact,))) >= ALL)


@lru_cache(maxsize=65_536)
def _days_between(one: str | None, other: str | None) -> int:
    """0 where a report has no day."""
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days) if one and other else 0


@lru_cache(maxsize=65_536)
def _number(name: str) -> tuple[int, str]:
    """ "o2" before "o10"."""
    digits = "".join(filter(str.isdigit, name))
    return int(digits or 0), name


def _nearest(own: frozenset[str], facts: Iterable[Fact]) -> list[Fact]:
    """The facts of one source that share most terms with a sentence, the nearest first."""
    shares = {fact.id: len(own & terms(" ".join(each.text for each in fact.evidence))) for fact in facts}
    near = [fact for fact in facts if shares[fact.id]]
    return sorted(near, key=lambda fact: (-shares[fact.id], _number(fact.id)))[:NEAREST]


def _growing(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Each of the facts, then the first two, three, … together."""
    return [*([fact] for fact in facts), *(list(facts[:stop]) for stop in range(2, len(facts) + 1))]


def _stating(text: str, groups: Iterable[list[Fact]], judge: Judge, least: float) -> list[Fact]:
    """The first group of one source's facts that states a text; none where none does.

    Names and titles alone state nothing: of the senses of what a text says was done, one at least must be there. Of a
    text that does not put things its own way (`least` is STATED) nothing may be lacking that makes it.
    """
    done = acts(terms(text))
    for group in groups:
        ground = judge.ground(group)
        share = shared(text, ground)
        if share < least or (done and not done & terms(ground.text)):
            continue
        sentence = judge.reading(text, ground)
        if lacks_speaker(sentence, ground):
            continue
        if any(exclude_each_other(text, fact.evidence[0].text, judge.documents[fact.document].language)
               for fact in group if judge.documents[fact.document].language != "en"):
            continue
        found = faults(sentence, ground)
        if any(not _bears(fault, text, ground) for fault in found):
            continue
        if least < STATED or not lacks(sentence, ground, share, found):
            return group
    return []


def _bears(fault: Fault, text: str, ground: Ground) -> bool:
    """Whether a source may state a text with such a fault: it puts names its way, and stops within a quotation."""
    return fault.gate in _OF_WORDING or (fault.gate == "quotation" and quotes_alike(text, ground.text))
