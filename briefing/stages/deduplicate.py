"""Which documents carry the same report: copies count once, and who draws on whom.

What is compared is the kept text, as runs of five folded words (`briefing.text.shingles`). Candidates are looked up
in an index and then counted exactly, so no two documents share an origin by an estimate.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from briefing.model import Document, Member, Origin, Role
from briefing.regex import lazy_regex
from briefing.stages.differing import counts_otherwise, says_more
from briefing.text.quotations import quotations
from briefing.text.templates import of_two_events

if TYPE_CHECKING:
    from briefing.text.shingles import Shingles

EXCERPT = 0.6
"""Below this share of the original's words a text is an excerpt, from it on a copy."""

SHORT = 50
"""Below this many words a text is held against others by runs of three words: in an alert of 17 words two changed
words can leave none of its runs of five whole. Of 2,040 unquoted sentences held against other outlets' reports of the
same event, 50 reached half by threes and 41 by fives, and nearly all of these were copied."""

SAME_AGENCY = 0.6
"""Times `containment`: what two texts that credit one agency must share. At 0.5 it is 0.3; the most that independent
reports of one event shared was 0.26, and that was one statement that all of them quoted."""

FOLLOWED = 1
"""Days up to which two texts of one agency may be one report by that; a later one is its next report, which repeats
what led to it."""

PASSAGE = 12
"""Words in a row outside quotation marks that show a text draws on another. Shares do not tell: independent reports of
one event share up to a quarter by quoting the same people, while a borrowed paragraph may be a twentieth of a page.
Unquoted runs of chance ended at eleven words."""

KEYS = 16
"""Shingles of each text that are looked up in a big pile: a share of 0.5 is missed once in 65,000."""

EXACT = 1_000_000
"""A pile with fewer shingles is compared by all of them."""

QUOTES = "\"'“„«‘"

UNKNOWN = "9999"
"""A date that sorts behind all."""

WIDTH = 5
"""Words in a shingle; a text with fewer is compared with nothing."""

APART = 0.15
"""Below this share two texts have nothing to do with one another."""

_OPENING = 200
_WIRED = lazy_regex(r"^[^\W\d_a-z][^\n()]{1,60}\((?P<service>[^()\n]{2,40})\)\s*[-–—]", re.M)


@dataclass(frozen=True, slots=True)
class _Text:
    """A document and its kept text."""

    document: Document
    kept: str
    words: int
    place: int
    """In the order of the documents' ids, and in the shingles of all."""


@dataclass(frozen=True, slots=True)
class _Overlap:
    """Two texts, by their place in the order of fullness, and what they share."""

    fuller: int
    other: int
    share: float
    """The part of the other's shingles that stands in the fuller one, or the reverse if that one has fewer."""

    passage: bool
    """Whether enough is shared to hold a whole passage."""


def deduplicate(documents: Sequence[Document], *, containment: float = 0.5) -> tuple[Origin, ...]:
    """Group documents that carry the same report; the fullest stands for its group.

    A document belongs to the fuller one that holds most of it, if that is at least `containment` (0 to 1) of its
    five-word shingles. Each has at most one such parent, so a short text that stands in two long ones never joins
    the two. A document with less than five kept words is its own origin. Order of the input does not change the
    result; origins are numbered in the order of their originals.
    """
    if len(documents) == 1:  # without numpy, which takes a fifth of such a run
        return _origins([_Text(documents[0], "", 0, 0)], [[0]], {})
    texts, shingles = _measured(documents)
    overlaps = _overlaps(texts, shingles)
    links = [o for o in overlaps if o.share >= _bound(texts[o.fuller].document, texts[o.other].document, containment)
             and not of_two_events(texts[o.fuller].kept, texts[o.other].kept)
             and not _is_letter_with_more(texts[o.fuller], texts[o.other])]
    groups = _groups(texts, shingles, links)
    digests = _digests(texts, shingles, groups, containment)
    if digests:
        groups = _groups(texts, shingles, [o for o in links if o.fuller not in digests or o.other in digests])
    groups = _with_translations(texts, groups)
    split = [_by_figures(texts, sorted(group, key=lambda at: texts[at].document.is_letter)) for group in groups]
    groups = [part for parts in split for part in parts]
    taken = [(parts[0][0], part[0]) for parts in split for part in parts[1:]]
    taken += [(o.fuller, o.other) for o in overlaps if _of_letter(texts[o.fuller], texts[o.other])]
    draws = _draws(texts, shingles, groups, digests, overlaps, taken)
    return _origins(texts, groups, draws)


def _is_letter_with_more(first: _Text, second: _Text) -> bool:
    """Whether one of two texts of different senders is a person's letter that says what the other does not."""
    return first.document.publisher != second.document.publisher and any(
        letter.document.is_letter and says_more(letter.kept, other.kept, letter.document.language)
        for letter, other in ((first, second), (second, first)))


def _of_letter(first: _Text, second: _Text) -> bool:
    """Whether one of two texts is a person's letter, and the other is none of the same person's."""
    return (first.document.is_letter or second.document.is_letter) and (
        first.document.publisher != second.document.publisher)


def _by_figures(texts: Sequence[_Text], group: Sequence[int]) -> list[list[int]]:
    """The texts of one report, those apart that give a figure of their own for one of its original: it is theirs, and
    not the original's. Another version by the same publisher or agency is the same source's."""
    first, *others = group
    apart = [at for at in others if _counts_otherwise(texts[at], texts[first])]
    kept = [first, *(at for at in others if at not in apart)]
    return [kept, *_by_figures(texts, apart)] if apart else [kept]


def _counts_otherwise(text: _Text, original: _Text) -> bool:
    own, theirs = text.document, original.document
    wired = _wire_of(text.kept)
    if wired is not None and wired == _wire_of(original.kept):
        return False
    return not _of_one_source(own, theirs) and own.language == theirs.language and (
        counts_otherwise(text.kept, original.kept, own.language))


def _wire_of(text: str) -> str | None:
    """The service that a text credits before the dash it opens with: "Kell Wire" of "OSTER (Kell Wire) — Rain …"."""
    hit = _WIRED.search(text[:_OPENING])
    return hit["service"] if hit else None


def _of_one_source(one: Document, two: Document) -> bool:
    """Whether two documents are by one agency or publisher, or by one author where not both have a publisher."""
    if one.agency is not None and one.agency == two.agency:
        return True
    if one.publisher and two.publisher:
        return one.publisher == two.publisher
    return one.author is not None and one.author == two.author


def merge(origins: Sequence[Origin], pairs: Sequence[tuple[str, str]]) -> tuple[Origin, ...]:
    """The origins after each (document id, origin id) of `pairs` joined that origin as a rewrite.

    A document that stood for an origin brings its copies along and that origin disappears; any other moves alone.
    Origins are renumbered in the order of their originals, and `draws_on` follows. A pair that would send an origin
    into itself, by way of an earlier pair, changes nothing.
    """
    standing = {origin.members[0].document: origin.id for origin in origins}
    into = {origin.id: origin.id for origin in origins}
    alone: dict[str, str] = {}
    for document, origin in pairs:
        own = standing.get(document)
        if own is None:
            alone[document] = origin
        elif into[own] == own and _final(into, origin) != own:
            into[own] = origin
    groups: dict[str, list[Member]] = {origin.id: [] for origin in origins if into[origin.id] == origin.id}
    for home in origins:
        for member in home.members:
            there = _final(into, alone.get(member.document, home.id))
            groups[there].append(member if there == home.id else replace(member, role="rewrite"))
    for members in groups.values():
        members.sort(key=lambda member: (member.role != "original", _number(member.document)))
    order = sorted(groups, key=lambda id_: _number(groups[id_][0].document))
    ids = {id_: f"o{number}" for number, id_ in enumerate(order, 1)}
    names = {origin.id: origin.name for origin in origins}
    return tuple(
        Origin(ids[id_], names[id_], tuple(_redrawn(member, ids[id_], ids, into) for member in groups[id_]))
        for id_ in order
    )


def _final(into: Mapping[str, str], origin: str) -> str:
    while into[origin] != origin:
        origin = into[origin]
    return origin


def _redrawn(member: Member, home: str, ids: Mapping[str, str], into: Mapping[str, str]) -> Member:
    """The member with what it draws on under its present id, and never on its own origin."""
    drawn = {ids[_final(into, origin)] for origin in member.draws_on}
    return replace(member, draws_on=_ordered(drawn - {home}))


def _measured(documents: Sequence[Document]) -> tuple[list[_Text], "Shingles"]:
    """The texts, the fullest first (then the earliest published), and the shingles of all."""
    from briefing.text.shingles import shingle

    ordered = sorted(documents, key=lambda document: _number(document.id))
    kept = [_kept(document) for document in ordered]
    shingles = shingle(kept)
    words = shingles.words.tolist()
    texts = [_Text(document, kept[place], words[place], place) for place, document in enumerate(ordered)]
    texts.sort(key=lambda text: (-text.words, text.document.published or UNKNOWN, text.document.sha256, text.place))
    return texts, shingles


def _kept(document: Document) -> str:
    """The text without what was removed; a gap parts words and lines."""
    if not document.removed:
        return document.text
    ends = [0, *(span.end for span in document.removed)]
    starts = [*(span.start for span in document.removed), len(document.text)]
    return "\n".join(document.text[end:start] for end, start in zip(ends, starts, strict=True))


def _number(identity: str) -> int:
    """Sorts "d2" before "d10"."""
    return int(identity[1:])


def _overlaps(texts: Sequence[_Text], shingles: "Shingles") -> list[_Overlap]:
    """Every two texts that share anything worth a look, in a fixed order."""
    from briefing.text.shingles import shared, sharing

    ranks = [0] * len(texts)
    for rank, text in enumerate(texts):
        ranks[text.place] = rank
    found = _alerts(texts)
    for fuller, other in sharing(shingles, keys=_keys(shingles), ranks=ranks):
        first, second = shingles.of(texts[fuller].place), shingles.of(texts[other].place)
        common = shared(first, second)
        share = common / min(len(first), len(second))
        if share >= APART or common > PASSAGE - WIDTH:
            found.append(_Overlap(fuller, other, share, common > PASSAGE - WIDTH))
    return sorted(found, key=lambda overlap: (overlap.other, overlap.fuller, overlap.share))


def _alerts(texts: Sequence[_Text]) -> list[_Overlap]:
    """What short texts share with others, by runs of three words."""
    from briefing.text.shingles import shared, sharing, shingle

    short = [at for at, text in enumerate(texts) if WIDTH <= text.words < SHORT]
    if not short:
        return []
    threes = shingle((text.kept for text in texts), 3)
    keys = _keys(threes)
    pairs = sharing(threes, keys=keys, among=short, crowd=64 if keys is None else 8)
    return [
        _Overlap(fuller, other, shared(threes.of(fuller), threes.of(other)) / len(threes.of(other)), False)
        for fuller, other in pairs
        if texts[other].words >= WIDTH
    ]


def _keys(shingles: "Shingles") -> int | None:
    return None if len(shingles.hashes) < EXACT else KEYS


def _bound(first: Document, second: Document, containment: float) -> float:
    """What the two must share to be one report."""
    days = [date.fromisoformat(each.published) for each in (first, second) if each.published]
    near = not days or (max(days) - min(days)).days <= FOLLOWED
    one_agency = first.agency is not None and first.agency == second.agency and near
    return containment * (SAME_AGENCY if one_agency else 1)


def _groups(texts: Sequence[_Text], shingles: "Shingles", links: Sequence[_Overlap]) -> list[list[int]]:
    """The texts of each origin, its original first.

    Each text joins the one fuller text that holds most of it. Copies of copies are copies: what is left of the links
    joins two groups where it lies between texts about as long as the originals, and these are not strangers.
    """
    parents: dict[int, _Overlap] = {}
    for link in links:
        if link.other not in parents or link.share > parents[link.other].share:
            parents[link.other] = link
    roots = list(range(len(texts)))
    for other, link in sorted(parents.items()):
        roots[other] = roots[link.fuller]
    merged: dict[int, int] = {}
    for link in links:
        first, second = sorted(_top(merged, roots[at]) for at in (link.fuller, link.other))
        alike = first != second and texts[link.other].words >= EXCERPT * texts[first].words
        if alike and _share(shingles, texts[first], texts[second]) >= APART:
            merged[second] = first
    groups: dict[int, list[int]] = {}
    for at, root in enumerate(roots):
        groups.setdefault(_top(merged, root), []).append(at)
    return list(groups.values())


def _with_translations(texts: Sequence[_Text], groups: Sequence[list[int]]) -> list[list[int]]:
    """The groups, those joined whose reports one author of one agency sent on one day in two languages."""
    joined: dict[tuple[str, str, str] | int, list[list[int]]] = {}
    for n, group in enumerate(groups):
        first = texts[group[0]].document
        if first.agency and first.author and first.published:
            joined.setdefault((first.agency, first.author.casefold(), first.published), []).append(group)
        else:
            joined[n] = [group]
    found: list[list[int]] = []
    for same in joined.values():
        languages = [texts[group[0]].document.language for group in same]
        if len(set(languages)) == len(languages):
            found.append([at for group in same for at in group])
        else:
            found.extend(same)
    return found


def _top(above: Mapping[int, int], root: int) -> int:
    while root in above:
        root = above[root]
    return root


def _share(shingles: "Shingles", first: _Text, second: _Text) -> float:
    """The part of the smaller one's shingles that both have."""
    from briefing.text.shingles import shared

    runs = shingles.of(first.place), shingles.of(second.place)
    return shared(*runs) / min(len(runs[0]), len(runs[1]))


def _digests(
    texts: Sequence[_Text], shingles: "Shingles", groups: Sequence[Sequence[int]], containment: float
) -> set[int]:
    """Texts that reprint reports which have nothing to do with one another, as a page of agency copy does.

    Two texts that stand in a third and share nothing are two reports: outlets that shorten one keep its top, so their
    texts overlap. Short ones must be known to be no later than the third and of other publishers than it: better one
    source too few than one too many.
    """
    found: set[int] = set()
    for group in groups:
        whole = texts[group[0]]
        parts: list[_Text] = []
        for text in (texts[at] for at in group[1:]):
            alone = all(_share(shingles, text, part) < APART for part in parts)
            if alone and _is_part(text, whole) and _share(shingles, text, whole) >= containment:
                parts.append(text)
        found |= {at for at in group if sum(_share(shingles, texts[at], part) >= APART for part in parts) > 1}
    return found


def _is_part(text: _Text, whole: _Text) -> bool:
    """Whether a text may be a report of its own that the whole reprints, as far as lengths and credits tell."""
    if text.words >= EXCERPT * whole.words:
        return True
    part, page = text.document, whole.document
    if not (part.publisher and page.publisher and part.published and page.published):
        return False
    return text.words >= SHORT and part.publisher != page.publisher and part.published <= page.published


def _draws(
    texts: Sequence[_Text],
    shingles: "Shingles",
    groups: Sequence[Sequence[int]],
    digests: set[int],
    overlaps: Sequence[_Overlap],
    taken: Sequence[tuple[int, int]] = (),
) -> dict[int, set[int]]:
    """For each text the places (in `groups`) of other reports whose passages it has, in words no quotation marks hold,
    or by what is known of the two (`taken`, in either order).

    Of two origins the later draws on the earlier: a person's letter on what is published, a digest on what it reprints;
    else by the first date of publication, then a text that credits an agency before one that does not.
    """
    from briefing.text.shingles import has_run, sequences

    home = {at: n for n, group in enumerate(groups) for at in group}

    @cache
    def age(n: int) -> tuple[bool, bool, str, bool, int]:
        documents = [texts[at].document for at in groups[n]]
        first = min((document.published or UNKNOWN, not document.agency) for document in documents)
        return (texts[groups[n][0]].document.is_letter, groups[n][0] in digests, *first, n)

    later: dict[int, list[int]] = defaultdict(list)
    for overlap in overlaps:
        if overlap.passage and home[overlap.fuller] != home[overlap.other]:
            early, late = sorted((overlap.fuller, overlap.other), key=lambda at: age(home[at]))
            later[late].append(early)
    draws: dict[int, set[int]] = defaultdict(set)
    for pair in taken:
        early, late = sorted(pair, key=lambda at: age(home[at]))
        if home[early] != home[late]:
            draws[late].add(home[early])
    unquoted = sequences(_unquoted(texts[late].kept) for late in later)
    for (late, earlier), words in zip(later.items(), unquoted, strict=True):
        original = groups[home[late]][0]
        own = None if original == late else shingles.of(texts[original].place)
        for early in earlier:
            if has_run(words, PASSAGE - WIDTH + 1, shingles.of(texts[early].place), but_not=own):
                draws[late].add(home[early])
    return draws


def _unquoted(text: str) -> str:
    """The text with a gap for every quotation: anyone may report what somebody said."""
    if not any(mark in text for mark in QUOTES):
        return text
    starts, ends = [0], []
    for quotation in quotations(text):
        ends.append(quotation.start)
        starts.append(quotation.end)
    return "\n".join(text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True))


def _origins(
    texts: Sequence[_Text], groups: Sequence[Sequence[int]], draws: Mapping[int, Iterable[int]]
) -> tuple[Origin, ...]:
    """The groups in the order of their originals, numbered and named."""
    order = sorted(range(len(groups)), key=lambda n: texts[groups[n][0]].place)
    ids = {n: f"o{number}" for number, n in enumerate(order, 1)}
    drawn = {at: _ordered(ids[n] for n in origins) for at, origins in draws.items()}
    origins = []
    for n in order:
        original, *copies = groups[n]
        group = [original, *sorted(copies, key=lambda at: texts[at].place)]
        members = [Member(texts[at].document.id, _role(texts[at], texts[original]), drawn.get(at, ())) for at in group]
        origins.append(Origin(ids[n], _name([texts[at].document for at in group]), tuple(members)))
    return tuple(origins)


def _role(text: _Text, original: _Text) -> Role:
    if text is original:
        return "original"
    return "copy" if text.words >= EXCERPT * original.words else "excerpt"


def _name(documents: Sequence[Document]) -> str:
    """What an origin is called; the original comes first."""
    first = documents[0]
    agency = next((document.agency for document in documents if document.agency), None)
    return agency or first.publisher or first.title or first.path or first.id


def _ordered(origins: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(origins), key=_number))
