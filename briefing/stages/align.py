"""Facts → claims: what the sources say about the same thing, and how many independent origins say it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from briefing.model import Claim, Document, Fact, Origin
from briefing.text.likeness import Likeness
from briefing.text.paragraphs import kept
from briefing.text.words import terms

TAKEN = 0.6
"""Five-word containment from which a fact counts for the origin whose text it stands in."""


def candidates(facts: Sequence[Fact]) -> tuple[tuple[str, ...], ...]:
    """Ids of the facts that speak of like things: for each fact, those that share enough of its terms with it.

    Each group names a fact first and then its likes, so the cost of a comparison grows with the facts and not with
    their pairs.
    """
    likeness = Likeness([terms(fact.evidence[0].text) for fact in facts])
    likes: dict[int, list[int]] = defaultdict(list)
    for pair in likeness.pairs(shared=2, cover=0.3):
        likes[pair.left].append(pair.right)
    return tuple((facts[i].id, *(facts[j].id for j in likes[i])) for i in sorted(likes))


def align(
    story: str,
    same: Sequence[Sequence[str]],
    facts: Mapping[str, Fact],
    support: Mapping[str, str],
    originals: frozenset[str],
) -> tuple[Claim, ...]:
    """A claim for each group of facts that say the same, and for each other fact by itself.

    Within a claim the facts of `originals` (ids of documents) come before those of copies and rewrites.

    `support` names the origin that counts for each fact (see `counted`). A claim is corroborated when two origins
    count.
    """
    grouped = [tuple(sorted(group, key=lambda f: facts[f].document not in originals)) for group in same]
    taken = {fact for group in grouped for fact in group}
    grouped += [(fact,) for fact in facts if fact not in taken]
    place = {fact: n for n, fact in enumerate(facts)}
    grouped.sort(key=lambda group: place[group[0]])
    claims = []
    for n, group in enumerate(grouped, 1):
        origins = tuple(sorted({support[f] for f in group}, key=lambda o: int(o[1:])))
        claims.append(
            Claim(
                f"{story}c{n}",
                story,
                facts[group[0]].statement,
                group,
                origins,
                "corroborated" if len(origins) > 1 else "single-origin",
            )
        )
    return tuple(claims)


def counting_origins(facts: Sequence[Fact], documents: Sequence[Document], origins: Sequence[Origin]) -> dict[str, str]:
    """For each fact the origin it counts for: its document's, or the one its document took it from word for word.

    What gives a figure that the other does not have was not taken from there, however alike the words.
    """
    home = {member.document: (origin.id, member.draws_on) for origin in origins for member in origin.members}
    drawn = {o for _, draws in home.values() for o in draws}
    known = {document.id: document for document in documents}
    stock = {
        origin.id: _shingles("\n".join(_kept(known[d]) for d in origin.documents if d in known))
        for origin in origins
        if origin.id in drawn
    }
    given: dict[str, set[float | None]] = {origin: {None} for origin in drawn}
    for fact in facts:
        given.get(home[fact.document][0], set()).update(figure.value for figure in fact.figures)
    taking = [fact for fact in facts if home[fact.document][1]]
    counts = {fact.id: home[fact.document][0] for fact in facts}
    if not taking:
        return counts
    from briefing.text.shingles import shingle  # here, with numpy behind it

    runs = shingle(fact.evidence[0].text for fact in taking)
    for n, fact in enumerate(taking):
        here = frozenset(runs.of(n).tolist())
        shares = [(len(here & stock[o]) / len(here), o) for o in home[fact.document][1]
                  if here and given[o].issuperset(figure.value for figure in fact.figures)]
        best = max(shares, default=(0.0, ""))
        if best[0] >= TAKEN:
            counts[fact.id] = best[1]
    return counts


def _kept(document: Document) -> str:
    return "\n".join(document.text[span.start : span.end] for span in kept(document.text, document.removed))


def _shingles(text: str) -> frozenset[int]:
    from briefing.text.shingles import shingle

    return frozenset(shingle([text]).of(0).tolist())
