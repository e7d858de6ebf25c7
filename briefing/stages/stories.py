"""Which documents are about the same event, and which events continue each other."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from briefing.model import Document, Story
from briefing.text.gist import Gist, gist
from briefing.text.linkage import clusters
from briefing.text.neighbours import Elsewhere, Neighbours
from briefing.text.paragraphs import kept
from briefing.text.templates import in_one_template, of_two_events
from briefing.text.words import terms

ALIKE = 0.15
"""Least mean likeness of the documents of two clusters for them to be one story; `benchmarks/stories.py --fit` fits it
and the two below on half of the events, and tells what they come to on the other half."""

FEW, ALIKE_OF_FEW = 12, 0.11
"""The same for a pile of so few documents: somebody has put them together. Of 544 pairs of reports of one event, of 60
events, 53 are less alike than `ALIKE` and 19 than this; of 1,500 of two events 3 and 7 come to it."""

FADING = 45.0
"""Days in which what time takes from a likeness comes to two thirds of all it can."""

LASTING = 0.6
"""What is left of a likeness however far two reports lie apart: an inquiry is told a year later, and so is the next
accident of the kind."""

ALMOST_ALL = 0.6
"""Share of a pile from which its largest story is what the pile was gathered on."""

LENIENT = 0.6
"""Share of `ALIKE` that will do for the rest of such a pile to be of that story too."""

COPIED = 0.5
"""Likeness from which two reports may be one template's, and are looked at for it."""

READ = 50
"""Documents of a story that its title is chosen among, and is held against."""

SENTENCE = 0.5
"""What a title loses that is no headline, as a share of its words that other reports mention."""

NAMED = 8
"""Hex digits of the founder's sha256 that name a story."""


def gist_of(document: Document) -> Gist:
    """What a document is about, furniture left out."""
    return gist(document.title, [document.text[s.start : s.end] for s in kept(document.text, document.removed)])


def stories(documents: Sequence[Document], standing: Mapping[str, str] | None = None,
            gists_of: Mapping[str, Gist] | None = None, elsewhere: Elsewhere | None = None) -> tuple[Story, ...]:
    """The pile by event, the largest story first; order of the input does not change the result.

    A story is called after its earliest document, so that its id stands while others join it. `standing` (sha256 →
    id) is what an earlier run found: these documents stay where they are, and what is new joins them. `gists_of` gives
    the gist of each by its id, where somebody has read them already; `elsewhere` is of documents that are left out
    because no new one may join their stories.
    """
    ordered = sorted(documents, key=lambda each: _number(each.id))
    text_of = cache(lambda place: _kept(ordered[place]))  # one report is like many
    gists = [gists_of[each.id] if gists_of else gist_of(each) for each in ordered]
    links = {pair: link for pair, link in _links(gists, elsewhere).items()
             if link < COPIED or not _is_template(*map(text_of, pair))}
    days = [_day(each) for each in ordered]
    timed = {pair: link * _lasting(days[pair[0]], days[pair[1]]) for pair, link in links.items()}
    known = _standing(ordered, standing or {})
    groups = clusters(len(ordered), timed, ALIKE_OF_FEW if len(ordered) <= FEW else ALIKE, known.values())
    groups.sort(key=lambda group: (-len(group), group[0]))
    if groups and not known and 3 <= len(groups[0]) >= ALMOST_ALL * len(ordered):
        groups = _gathered(groups, timed)
    names = _names(ordered, groups, {places[0]: name for name, places in known.items()})
    before = _continued(groups, links, gists)
    return tuple(
        Story(name, _title([ordered[place] for place in group], [gists[place] for place in group]),
              tuple(ordered[place].id for place in group),
              tuple(names[each] for each in before[n]))
        for n, (name, group) in enumerate(zip(names, groups, strict=True)))


def _title(documents: Sequence[Document], gists: Sequence[Gist]) -> str:
    """The headline of which the other reports mention most; one that reads like a headline before a sentence of the
    text or a cut one, the first of several."""
    def shared(place: int) -> float:
        own = terms(documents[place].title)
        others = [each for n, each in enumerate(gists[:READ]) if n != place]
        known = sum(term in each.weights for term in own for each in others) / (len(others) * (len(own) + 1) or 1)
        return known - SENTENCE * documents[place].title.rstrip().endswith((".", "…"))

    best = max(range(min(len(documents), READ)), key=lambda place: (shared(place), -place))
    return documents[best].title


def _links(gists: Sequence[Gist], elsewhere: Elsewhere | None) -> dict[tuple[int, int], float]:
    """The likeness of every two documents that have something in common and are not plainly of two events."""
    near = Neighbours([each.weights for each in gists], elsewhere)
    return {(left, right): cosine for left, right, cosine in near.pairs()
            if not gists[left].is_of_another(gists[right])}


def _is_template(first: str, second: str) -> bool:
    """Whether two reports put two events into the same words."""
    return of_two_events(first, second) and in_one_template(first, second)


def _kept(document: Document) -> str:
    return "\n".join(document.text[s.start : s.end] for s in kept(document.text, document.removed))


def _day(document: Document) -> int | None:
    return date.fromisoformat(document.published).toordinal() if document.published else None


def _lasting(one: int | None, other: int | None) -> float:
    """What the days between two reports leave of their likeness, 1 for those of one day and where none is known."""
    if one is None or other is None:
        return 1.0
    return LASTING + (1 - LASTING) * math.exp(-abs(one - other) / FADING)


def _standing(documents: Sequence[Document], standing: Mapping[str, str]) -> dict[str, list[int]]:
    """The documents of each story that stands."""
    found: dict[str, list[int]] = {}
    for place, document in enumerate(documents):
        if document.sha256 in standing:
            found.setdefault(standing[document.sha256], []).append(place)
    return found


def _names(documents: Sequence[Document], groups: Sequence[Sequence[int]], known: Mapping[int, str]) -> list[str]:
    """The id of each group: that of the story that stands in it, else the first one's; no two are the same."""
    names: list[str] = []
    taken = set(known.values())
    for group in groups:
        name = next((known[place] for place in group if place in known), "")
        if not name:
            stem = f"s{documents[group[0]].sha256[:NAMED]}"
            name = next(each for each in (stem, *(f"{stem}-{n}" for n in range(2, len(groups) + 2)))
                        if each not in taken)
            taken.add(name)
        names.append(name)
    return names


def _gathered(groups: Sequence[list[int]], links: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """The first group with those that are near enough to it for a pile gathered on one event, then the others."""
    first, rest = groups[0], list[list[int]]()
    for group in groups[1:]:
        near = sum(links.get((min(a, b), max(a, b)), 0.0) for a in group for b in first)
        if near >= LENIENT * ALIKE * len(group) * len(first):
            first = sorted((*first, *group))
        else:
            rest.append(group)
    return [first, *rest]


def _continued(groups: Sequence[Sequence[int]], links: Mapping[tuple[int, int], float],
               gists: Sequence[Gist]) -> list[tuple[int, ...]]:
    """Of each group those that it goes on from: earlier ones, of which it names the subject, that it would be one with
    if days did not count."""
    home = {place: n for n, group in enumerate(groups) for place in group}
    sums: dict[tuple[int, int], float] = {}
    for (left, right), link in links.items():
        if home[left] != home[right]:
            pair = (home[left], home[right])
            earlier, later = pair if groups[pair[0]][0] < groups[pair[1]][0] else pair[::-1]
            sums[later, earlier] = sums.get((later, earlier), 0.0) + link
    found: list[list[int]] = [[] for _ in groups]
    for (later, earlier), total in sums.items():
        enough = total >= ALIKE * len(groups[later]) * len(groups[earlier])
        if enough and any(gists[each].names_a_subject_of(gists[groups[earlier][0]]) for each in groups[later]):
            found[later].append(earlier)
    return [tuple(sorted(each)) for each in found]


def _number(identity: str) -> int:
    return int(identity[1:])
