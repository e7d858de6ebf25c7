"""Which documents carry the same report: copies count once, and who draws on whom.

What is compared is the kept text, as runs of five folded words (`briefing.text.shingles`). Candidates are looked up
in an index and then counted exactly, so no two documents share an origin by an estimate.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.model import Document, Member, Origin, Role

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

PASSAGE = 12
"""Words in a row outside quotation marks that show a text draws on another. Shares do not tell: independent reports of
one event share up to a quarter by quoting the same people, while a borrowed paragraph may be a twentieth of a page.
Unquoted runs of chance ended at eleven words."""

KEYS = 24
"""Shingles of each text that are looked up in a big pile; misses a share of 0.5 once in 17 million."""

EXACT = 1_000_000
"""A pile with fewer shingles is compared by all of them."""

QUOTED = re.compile(
    r"“[^”\n]*”?|\"[^\"\n]*\"|«[^»\n]*»|„[^“”\n]*[“”]|(?<!\w)['‘](?=\w)[^\n]{1,600}?(?<=[\w.,!?…])['’](?!\w)"
)


WIDTH = 5
"""Words in a shingle; a text with fewer is compared with nothing."""

APART = 0.15
"""Below this share two texts have nothing to do with one another."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A document and its kept text; fuller texts come first wherever these stand in a row."""

    document: Document
    kept: str
    words: int
    place: int
    """In the shingles of all."""


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
    texts, shingles = _measured(documents)
    overlaps = _overlaps(texts, shingles)
    links = [o for o in overlaps if o.share >= _bound(texts[o.fuller].document, texts[o.other].document, containment)]
    roots = _roots(len(texts), links)
    digests = _digests(texts, shingles, roots)
    if digests:
        roots = _roots(len(texts), [o for o in links if o.fuller not in digests or o.other in digests])
    return _origins(texts, roots, _draws(texts, shingles, roots, digests, overlaps))


def merge(origins: Sequence[Origin], pairs: Sequence[tuple[str, str]]) -> tuple[Origin, ...]:
    """The origins after each (document id, origin id) of `pairs` joined that origin as a rewrite.

    A document that stood for an origin brings its copies along and that origin disappears; any other moves alone.
    Origins are renumbered in the order of their originals, and `draws_on` follows. Of two pairs that send two
    origins into each other the first counts.
    """
    home = {member.document: origin.id for origin in origins for member in origin.members}
    standing = {origin.members[0].document: origin.id for origin in origins}
    into = {origin.id: origin.id for origin in origins}
    moved: dict[str, str] = {}
    for document, origin in pairs:
        target = _final(into, origin)
        if document not in standing:
            moved[document] = target
        elif target != standing[document] and into[standing[document]] == standing[document]:
            into[standing[document]] = target
    groups: dict[str, list[Member]] = defaultdict(list)
    for origin_ in origins:
        for member in origin_.members:
            there = _final(into, moved.get(member.document, origin_.id))
            stays = there == home[member.document]
            groups[there].append(member if stays else replace(member, role="rewrite"))
    names = {origin.id: origin.name for origin in origins}
    return _numbered(
        [(id_, names[id_], members) for id_, members in groups.items()], {id_: _final(into, id_) for id_ in into}
    )


def _measured(documents: Sequence[Document]) -> tuple[list[_Text], "Shingles"]:
    """The texts, the fullest first, and the shingles of all."""
    from briefing.text.shingles import shingle

    kept = sorted(((_kept(d), d) for d in documents), key=lambda pair: (-len(pair[0]), _number(pair[1].id)))
    shingles = shingle(text for text, _ in kept)
    texts = [
        _Text(document, text, words, place)
        for place, ((text, document), words) in enumerate(zip(kept, shingles.words.tolist(), strict=True))
    ]
    return sorted(texts, key=lambda text: (-text.words, *_age(text.document))), shingles


def _kept(document: Document) -> str:
    """The text without what was removed; a gap parts words and lines."""
    if not document.removed:
        return document.text
    ends = [0, *(span.end for span in document.removed)]
    starts = [*(span.start for span in document.removed), len(document.text)]
    return "\n".join(document.text[end:start] for end, start in zip(ends, starts, strict=True))


def _number(identity: str) -> tuple[int, str]:
    """Sorts "d2" before "d10"."""
    digits = identity.lstrip("abcdefghijklmnopqrstuvwxyz")
    return (int(digits) if digits.isdecimal() else 0, identity)


def _age(document: Document) -> tuple[str, str, tuple[int, str]]:
    """Sorts by date of publication, the unknown last."""
    return (document.published or "9999", document.sha256, _number(document.id))


def _overlaps(texts: Sequence[_Text], shingles: "Shingles") -> list[_Overlap]:
    """Every two texts that share anything worth a look, in a fixed order."""
    from briefing.text.shingles import shared, sharing

    rank = {text.place: at for at, text in enumerate(texts)}
    found = _alerts(texts)
    for one, two in sharing(shingles, keys=_keys(shingles)):
        first, second = shingles.of(one), shingles.of(two)
        common = shared(first, second)
        share = common / min(len(first), len(second))
        if share >= APART or common > PASSAGE - WIDTH:
            fuller, other = sorted((rank[one], rank[two]))
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
    pairs = sharing(threes, keys=keys, among=short, crowd=32 if keys is None else 8)
    return [
        _Overlap(fuller, other, shared(threes.of(fuller), threes.of(other)) / len(threes.of(other)), False)
        for fuller, other in pairs
        if WIDTH <= texts[other].words < SHORT
    ]


def _keys(shingles: "Shingles") -> int | None:
    return None if len(shingles.hashes) < EXACT else KEYS


def _bound(first: Document, second: Document, containment: float) -> float:
    """What the two must share to be one report."""
    return containment * (SAME_AGENCY if first.agency and first.agency == second.agency else 1)


def _roots(count: int, links: Iterable[_Overlap]) -> list[int]:
    """For each text the one that stands for it: up from each text to the fuller one that holds most of it."""
    parents: dict[int, _Overlap] = {}
    for link in links:
        if link.other not in parents or link.share > parents[link.other].share:
            parents[link.other] = link
    roots = list(range(count))
    for at in range(count):
        if at in parents:
            roots[at] = roots[parents[at].fuller]
    return roots


def _grouped(roots: Sequence[int]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for at, root in enumerate(roots):
        groups[root].append(at)
    return groups


def _digests(texts: Sequence[_Text], shingles: "Shingles", roots: Sequence[int]) -> set[int]:
    """Texts that reprint reports which have nothing to do with one another, as a page of agency copy does.

    Outlets that shorten one report keep its top, so their texts overlap; two texts of other publishers that stand in
    an equally late or later one, and share nothing, are two reports. Where a publisher or a date is unknown none is
    made out: better one source too few than one too many.
    """
    found: set[int] = set()
    for root, members in _grouped(roots).items():
        apart: list[_Text] = []
        for at in members:
            if _reprinted(texts[at], texts[root]) and all(_unlike(texts[at], text, shingles) for text in apart):
                apart.append(texts[at])
        if len(apart) > 1:
            found.update(at for at in members if texts[at].words >= EXCERPT * texts[root].words)
    return found


def _reprinted(text: _Text, whole: _Text) -> bool:
    """Whether this is a shorter, not a later text of another publisher, as far as is known."""
    part, all_ = text.document, whole.document
    if not (part.publisher and all_.publisher and part.published and all_.published):
        return False
    shorter = SHORT <= text.words < EXCERPT * whole.words
    return shorter and part.publisher != all_.publisher and part.published <= all_.published


def _unlike(first: _Text, second: _Text, shingles: "Shingles") -> bool:
    from briefing.text.shingles import shared

    runs = shingles.of(first.place), shingles.of(second.place)
    return first.document.publisher != second.document.publisher and shared(*runs) < APART * min(
        len(runs[0]), len(runs[1])
    )


def _draws(
    texts: Sequence[_Text],
    shingles: "Shingles",
    roots: Sequence[int],
    digests: set[int],
    overlaps: Sequence[_Overlap],
) -> dict[int, set[int]]:
    """For each text the origins (by root) of other reports whose passages it has, in words no quotation marks hold.

    Of two origins the later draws on the earlier: a digest on what it reprints; else by the first date of
    publication, then a text that credits an agency before one that does not.
    """
    from briefing.text.shingles import longest_run, sequence

    order = {
        root: min(
            (root in digests, texts[at].document.published or "9999", not texts[at].document.agency, at)
            for at in members
        )
        for root, members in _grouped(roots).items()
    }
    draws: dict[int, set[int]] = defaultdict(set)
    for overlap in overlaps:
        ends = (overlap.fuller, overlap.other)
        early, late = sorted(ends, key=lambda at: order[roots[at]])
        if not overlap.passage or roots[early] == roots[late] or roots[early] in draws[late]:
            continue
        own = None if roots[late] == late else shingles.of(texts[roots[late]].place)
        words = sequence(QUOTED.sub("\n", texts[late].kept))
        if longest_run(words, shingles.of(texts[early].place), but_not=own) > PASSAGE - WIDTH:
            draws[late].add(roots[early])
    return draws


def _origins(texts: Sequence[_Text], roots: Sequence[int], draws: dict[int, set[int]]) -> tuple[Origin, ...]:
    groups = []
    for root, at in _grouped(roots).items():
        members = sorted(at, key=lambda one: (one != root, _number(texts[one].document.id)))
        groups.append(
            (
                texts[root].document.id,
                _name([texts[one].document for one in members]),
                [
                    Member(
                        texts[one].document.id,
                        _role(texts[one], texts[root]),
                        tuple(texts[other].document.id for other in draws.get(one, ())),
                    )
                    for one in members
                ],
            )
        )
    return _numbered(groups, {key: key for key, _, _ in groups})


def _role(text: _Text, original: _Text) -> Role:
    if text is original:
        return "original"
    return "copy" if text.words >= EXCERPT * original.words else "excerpt"


def _name(documents: Sequence[Document]) -> str:
    """What an origin is called; the original comes first."""
    original = documents[0]
    agencies = [document.agency for document in documents if document.agency]
    return agencies[0] if agencies else original.publisher or original.title or original.path or original.id


def _numbered(groups: Iterable[tuple[str, str, Sequence[Member]]], into: dict[str, str]) -> tuple[Origin, ...]:
    """Origins in the order of their originals; `into` says which key each former one now has."""
    ordered = sorted(groups, key=lambda group: _number(group[2][0].document))
    ids = {key: f"o{number}" for number, (key, _, _) in enumerate(ordered, 1)}
    origins = []
    for key, name, members in ordered:
        drawn = [{ids[into[other]] for other in member.draws_on} - {ids[key]} for member in members]
        origins.append(
            Origin(
                ids[key],
                name,
                tuple(
                    replace(member, draws_on=tuple(sorted(others, key=_number)))
                    for member, others in zip(members, drawn, strict=True)
                ),
            )
        )
    return tuple(origins)


def _final(into: dict[str, str], origin: str) -> str:
    while into[origin] != origin:
        origin = into[origin]
    return origin
