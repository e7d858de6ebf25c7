"""Which divergences the page tells in full, and which sentences point to one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.language.bearing import Question
from briefing.model import Divergence, Fact, Section, Sentence

IN_FULL = 10
"""Divergences of a story that are told in full; more than an editor has time for are one line each."""

TRIVIAL = 3
"""The importance of what is never told in full."""

SHADES = frozenset({"attribution", "status"})
"""Kinds that are told only where they weigh something: of a trifle nobody asks who says it, and how sure. Of 14 such
lines that a model gave on six piles three were an editor's, of 16 others ten."""


def rank(divergences: Sequence[Divergence], question: Question | None = None) -> tuple[Divergence, ...]:
    """The divergences of each story, those that bear on a question first, then the important, each marked whether the
    page tells it in full; without shades of trifles."""
    used: Counter[str] = Counter()
    found = []
    weighty = (each for each in divergences if each.importance < TRIVIAL or each.kind not in SHADES)
    for each in sorted(weighty, key=lambda each: (not _bears(each, question), each.importance)):
        told = each.importance < TRIVIAL and used[each.story] < IN_FULL
        used[each.story] += told
        found.append(replace(each, told=told))
    stories = list(dict.fromkeys(each.story for each in divergences))
    return tuple(sorted(found, key=lambda each: stories.index(each.story)))


def _bears(divergence: Divergence, question: Question | None) -> bool:
    return question is not None and any(question.bears(each.statement) for each in divergence.positions)


def point(
    sections: Sequence[Section], divergences: Sequence[Divergence], facts: Mapping[str, Fact]
) -> tuple[Section, ...]:
    """The sections, each sentence with the divergences told in full that rest on words it rests on too."""
    grounds = [
        (each, {place for position in each.positions for fact in position.facts for place in _places(fact, facts)})
        for each in divergences if each.told
    ]

    def pointing(section: Section, sentence: Sentence) -> Sentence:
        own = {place for fact in sentence.facts for place in _places(fact, facts)}
        return replace(sentence, differs=tuple(
            each.id for each, ground in grounds if each.story == section.story and own & ground))

    return tuple(
        replace(section, sentences=tuple(pointing(section, each) for each in section.sentences)) for section in sections
    )


def _places(fact: str, facts: Mapping[str, Fact]) -> tuple[tuple[str, int, int], ...]:
    """Where the telling words of a fact stand; what only names its subject is shared by many."""
    found = facts.get(fact)
    return ((found.document, found.evidence[0].start, found.evidence[0].end),) if found else ()
