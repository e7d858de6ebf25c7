"""Which documents are about the same event."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from briefing.model import Document, Story
from briefing.text.likeness import Likeness
from briefing.text.names import names
from briefing.text.paragraphs import kept
from briefing.text.words import terms

LIKE = 0.2
"""Least likeness (dice) of two documents of one story."""

DAYS = 21
"""Reports of one event that lie further apart are held to be of two."""

TOLD = 2500  # characters; what a report is about stands at its head


def stories(documents: Sequence[Document]) -> tuple[Story, ...]:
    """The pile by event, the largest story first; order of the input does not change the result."""
    ordered = sorted(documents, key=lambda d: _number(d.id))
    texts = [_about(document) for document in ordered]
    groups = _clusters(ordered, texts)
    groups.sort(key=lambda group: (-len(group), group[0]))
    return tuple(Story(f"s{n}", ordered[group[0]].title, tuple(ordered[i].id for i in group)) for n, group in enumerate(groups, 1))


def _about(document: Document) -> frozenset[str]:
    """Names and terms of the title and the head."""
    head, room = [document.title], TOLD
    for span in kept(document.text, document.removed):
        if room <= 0:
            break
        head.append(document.text[span.start:min(span.end, span.start + room)])
        room -= span.end - span.start
    text = "\n".join(head)
    counts = Counter(n.text.lower() for n in names(text))
    return terms(text) | frozenset(f"@{name}" for name in counts)


def _clusters(documents: Sequence[Document], texts: Sequence[frozenset[str]]) -> list[list[int]]:
    """Average-link clusters over the pairs that are like enough and near enough in time."""
    likeness = Likeness(texts)
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for pair in likeness.pairs(shared=6, cover=LIKE, most=max(60, len(texts) // 20)):
        if pair.dice >= LIKE and _near(documents[pair.left], documents[pair.right]):
            links[pair.left][pair.right] = links[pair.right][pair.left] = pair.dice
    home = list(range(len(texts)))
    members = {i: [i] for i in home}
    for _, a, b in sorted(((-score, a, b) for a in links for b, score in links[a].items() if a < b)):
        left, right = home[a], home[b]
        if left == right or not _belong(members[left], members[right], links):
            continue
        members[left] += members.pop(right)
        for i in members[left]:
            home[i] = left
    return [sorted(group) for group in members.values()]


def _belong(left: list[int], right: list[int], links: dict[int, dict[int, float]]) -> bool:
    """Whether at least a third of the pairs across two clusters are linked."""
    linked = sum(b in links[a] for a in left for b in right)
    return linked * 3 >= len(left) * len(right)


def _near(a: Document, b: Document) -> bool:
    if not (a.published and b.published):
        return True
    return abs((date.fromisoformat(a.published) - date.fromisoformat(b.published)).days) <= DAYS


def _number(identity: str) -> int:
    return int(identity[1:])
