"""Which documents are about the same event."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from briefing.model import Document, Story
from briefing.text.likeness import Likeness
from briefing.text.names import names
from briefing.text.paragraphs import kept
from briefing.text.words import terms

LIKE = 0.16
"""Least mean likeness (dice) of the documents of two clusters for them to be one story.

Over 13 piles, pairs of reports on one event lay at 0.1 to 0.9, on two events never above 0.14.
"""

BACKGROUND = 200
"""Texts thought beside the pile when terms are weighed: in a pile on one event, what all share is what it is about."""

SHORT = 60  # terms; a shorter text is measured by how much of it the other covers
KEYS = 24  # of each document in a large pile: its weightiest terms that another has too
SMALL = 150  # documents; up to here every pair is compared

DAYS = 21
"""Reports of one event that lie further apart are held to be of two."""

TOLD = 1500  # characters; what a report is about stands at its head


def stories(documents: Sequence[Document]) -> tuple[Story, ...]:
    """The pile by event, the largest story first; order of the input does not change the result."""
    ordered = sorted(documents, key=lambda d: _number(d.id))
    texts = [_about(document) for document in ordered]
    groups = _clusters(ordered, texts)
    groups.sort(key=lambda group: (-len(group), group[0]))
    return tuple(
        Story(f"s{n}", ordered[group[0]].title, tuple(ordered[i].id for i in group))
        for n, group in enumerate(groups, 1)
    )


def _about(document: Document) -> frozenset[str]:
    """Names and terms of the title and the head."""
    head, room = [document.title], TOLD
    for span in kept(document.text, document.removed):
        if room <= 0:
            break
        head.append(document.text[span.start : min(span.end, span.start + room)])
        room -= span.end - span.start
    text = "\n".join(head)
    return terms(text) | frozenset(f"@{word}" for name in names(text) for word in name.text.lower().split())


def _clusters(documents: Sequence[Document], texts: Sequence[frozenset[str]]) -> list[list[int]]:
    """Average-link clusters over the pairs that are near enough in time."""
    likeness = Likeness(texts, BACKGROUND)
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for a, b in _pairs(texts, likeness):
        if _near(documents[a], documents[b]):
            pair = likeness.compare(a, b)
            links[a][b] = links[b][a] = pair.cover if min(len(texts[a]), len(texts[b])) < SHORT else pair.dice
    home = list(range(len(texts)))
    members = {i: [i] for i in home}
    ranked = sorted((-fit, a, b) for a, fits in links.items() for b, fit in fits.items() if a < b)
    for score, a, b in ranked:
        left, right = home[a], home[b]
        if -score < LIKE or left == right or not _belong(members[left], members[right], links):
            continue
        members[left] += members.pop(right)
        for i in members[left]:
            home[i] = left
    return [sorted(group) for group in members.values()]


def _pairs(texts: Sequence[frozenset[str]], likeness: Likeness) -> Iterator[tuple[int, int]]:
    """Every pair of a small pile; of a large one those that share two of their weightiest terms."""
    if len(texts) <= SMALL:
        yield from combinations(range(len(texts)), 2)
        return
    held = Counter(term for text in texts for term in text)
    index: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        for term in sorted((t for t in text if 1 < held[t] <= SMALL), key=lambda t: (-likeness.weights[t], t))[:KEYS]:
            index[term].append(place)
    meetings = Counter(pair for term in sorted(index) for pair in combinations(index[term], 2))
    yield from sorted(pair for pair, times in meetings.items() if times > 1)


def _belong(left: list[int], right: list[int], links: dict[int, dict[int, float]]) -> bool:
    """Whether the mean likeness across two clusters is enough."""
    return sum(links[a].get(b, 0.0) for a in left for b in right) >= LIKE * len(left) * len(right)


def _near(a: Document, b: Document) -> bool:
    if not (a.published and b.published):
        return True
    return abs((date.fromisoformat(a.published) - date.fromisoformat(b.published)).days) <= DAYS


def _number(identity: str) -> int:
    return int(identity[1:])
