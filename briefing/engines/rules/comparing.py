"""What the sources say alike and where they differ: the detectors' findings weighed against each other."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from briefing.engines.engine import Comparison, Finding, Side
from briefing.engines.rules.alone import UNFIT, clumsiness
from briefing.engines.rules.detectors.absences import absent_or_told
from briefing.engines.rules.detectors.causes import differing_causes
from briefing.engines.rules.detectors.copies import altered_copies
from briefing.engines.rules.detectors.crowds import differing_crowds
from briefing.engines.rules.detectors.days import differing_days
from briefing.engines.rules.detectors.deeds import differing_deeds
from briefing.engines.rules.detectors.denials import DENIED, denying
from briefing.engines.rules.detectors.figures import differing_quantities
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice, days_between, merged, of_one_time
from briefing.engines.rules.detectors.firmness import differing_firmness
from briefing.engines.rules.detectors.frames import differing_frames
from briefing.engines.rules.detectors.mouths import differing_mouths
from briefing.engines.rules.detectors.norms import differing_norms
from briefing.engines.rules.detectors.opposites import contrasting
from briefing.engines.rules.detectors.posts import differing_posts
from briefing.engines.rules.detectors.profile import Pile, pile
from briefing.engines.rules.detectors.quotations import differing_quotations
from briefing.engines.rules.detectors.rebuttals import rebutting
from briefing.engines.rules.detectors.shares import differing_shares
from briefing.engines.rules.detectors.speakers import differing_speakers
from briefing.engines.rules.detectors.spellings import misspelt_names
from briefing.engines.rules.detectors.steps import differing_steps
from briefing.engines.rules.detectors.votes import differing_votes
from briefing.engines.rules.detectors.weighing import Weights, fitted
from briefing.engines.rules.shortening import shortened
from briefing.engines.rules.stating import Stating
from briefing.engines.rules.summing import summary
from briefing.model import Document, Fact

ALIKE = 0.4
"""Likeness from which two sentences are held to state the same: on nine labelled events 132 of 148 pairs were right."""

LEAST = 0.59
"""A candidate that is likelier wrong than right is not told."""

MOST = 10
CONSERVED = frozenset({Detector.FIGURES, Detector.DAYS})
"""What contradicts a figure or a day is told however much else there is."""

WORDS = 44  # of a position; a longer sentence is cut around what differs, the cut shown


def compare(
    facts: Sequence[Fact],
    groups: Sequence[Sequence[str]],
    documents: Mapping[str, Document],
    support: Mapping[str, str],
) -> Comparison:
    """Groups of facts that state the same, and where the sources differ, the weightiest first."""
    ready = pile(facts, groups, documents, support)
    return Comparison(same(ready), tuple(_finding(ready, c) for c in weighed(detected(ready))))


def same(ready: Pile) -> tuple[tuple[str, ...], ...]:
    """Stars: each fact not yet taken, the best connected first, with the facts that say what it says."""
    likes: dict[int, dict[int, float]] = {p.place: {} for p in ready.profiles}
    stating = Stating(ready.profiles)
    for i, j in ready.links:
        if (alike := stating.alike(i, j)) >= ALIKE:
            likes[i][j] = likes[j][i] = alike
    taken: set[int] = set()
    stars = []
    for centre in sorted(likes, key=lambda p: (-sum(likes[p].values()), p)):
        if centre in taken or not likes[centre]:
            continue
        star = [centre, *sorted((p for p in likes[centre] if p not in taken), key=lambda p: (-likes[centre][p], p))]
        if len(star) > 1:
            taken |= set(star)
            stars.append(tuple(ready.profiles[p].fact.id for p in star))
    return tuple(stars)


DETECTORS: Mapping[Detector, Callable[[Pile], tuple[Candidate, ...]]] = {
    Detector.FIGURES: differing_quantities,
    Detector.OPPOSITES: contrasting,
    Detector.DENIALS: denying,
    Detector.CAUSES: differing_causes,
    Detector.DAYS: differing_days,
    Detector.SPEAKERS: differing_speakers,
    Detector.FIRMNESS: differing_firmness,
    Detector.QUOTATIONS: differing_quotations,
    Detector.SPELLINGS: misspelt_names,
    Detector.COPIES: altered_copies,
    Detector.CROWDS: differing_crowds,
    Detector.STEPS: differing_steps,
    Detector.MOUTHS: differing_mouths,
    Detector.DEEDS: differing_deeds,
    Detector.NORMS: differing_norms,
    Detector.FRAMES: differing_frames,
    Detector.POSTS: differing_posts,
    Detector.ABSENCES: absent_or_told,
    Detector.VOTES: differing_votes,
    Detector.SHARES: differing_shares,
    Detector.REBUTTALS: rebutting,
}

TIMELESS = frozenset({Detector.COPIES, Detector.MOUTHS, Detector.POSTS, Detector.QUOTATIONS, Detector.SPELLINGS})
"""They compare words that stay the same from day to day."""

TOGETHER = 4
"""Days between two reports of one state of things; later ones tell of another: on a pile of 29 stories three of four
differences that were none lay further apart."""

BETWEEN = frozenset({Detector.FIGURES, Detector.OPPOSITES, Detector.DAYS, Detector.CAUSES, Detector.VOTES})
"""They set nothing against each other within one document, and read much to see that."""

GROUPED = frozenset({Detector.FIGURES, Detector.OPPOSITES})
"""They put together all who say the same by themselves."""


def detected(ready: Pile) -> tuple[Candidate, ...]:
    """What each detector sees; findings of pairs that share a side are joined."""
    alone = len({each.document.id for each in ready.profiles}) < 2
    return tuple(
        c
        for detector, detect in DETECTORS.items()
        if not (alone and detector in BETWEEN)
        for c in (detect(ready) if detector in GROUPED else merged(detect(ready)))
        if detector in TIMELESS or c.lasting or c.topic == DENIED or days_between(c) <= TOGETHER or of_one_time(c)
    )


def weighed(candidates: Sequence[Candidate], weights: Weights | None = None) -> list[Candidate]:
    """The candidates worth reporting, one for each matter: likely enough under `weights`, by default the fitted."""
    chance = (weights or fitted()).chance
    likely = [c for c in candidates if chance(c) >= LEAST or c.detector in CONSERVED]
    kept: list[Candidate] = []
    for candidate in sorted(likely, key=lambda c: (-chance(c), c.kind, c.labels)):
        room = len(kept) < MOST or candidate.detector in CONSERVED
        if room and not any(_same_matter(candidate, other) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: (c.importance, -c.score))


def _same_matter(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates set the same pair of facts against each other."""

    def pairs(c: Candidate) -> set[frozenset[str]]:
        return {
            frozenset((x.profile.fact.id, y.profile.fact.id))
            for n, s in enumerate(c.sides)
            for t in c.sides[n + 1 :]
            for x in s
            for y in t
        }

    if a.kind == "figure" and b.kind == "figure":
        return a.labels == b.labels or pairs(a) == pairs(b)
    return bool(pairs(a) & pairs(b))


def _finding(ready: Pile, candidate: Candidate) -> Finding:
    candidate = replace(
        candidate, sides=tuple(_telling_first(ready, candidate, n) for n in range(len(candidate.sides)))
    )
    sides = tuple(
        Side(_told(side[0]), tuple(dict.fromkeys(v.profile.fact.id for v in side))) for side in candidate.sides
    )
    return Finding(candidate.kind, candidate.importance, summary(candidate), sides, candidate.explained_by,
                   of_parties=candidate.detector is Detector.REBUTTALS)


def _telling_first(ready: Pile, candidate: Candidate, side: int) -> tuple[Voice, ...]:
    """The voices of a side: first those that can stand alone, and of these the likest to what the others say."""
    others = [v for n, voices in enumerate(candidate.sides) for v in voices if n != side]
    both = {v.profile.place for v in others}

    def rank(voice: Voice) -> tuple[bool, bool, bool, float, int]:
        vague = any(q.vague and q.start == voice.start for q in voice.profile.quantities)
        like = max(ready.likeness.compare(voice.profile.place, other.profile.place).dice for other in others)
        unfit = clumsiness(voice.profile.fact, _told(voice)) >= UNFIT
        return voice.profile.place in both, vague, unfit, -round(like, 2), voice.profile.place

    return tuple(sorted(candidate.sides[side], key=rank))


def _told(voice: Voice) -> str:
    """The sentence of a position; a long one cut around the words that differ, at clauses, the cut shown."""
    fact = voice.profile.fact
    if len(fact.statement.split()) <= WORDS:
        return fact.statement
    if voice.end - voice.start > 0.7 * len(voice.profile.text):
        return shortened(fact)
    return _around(voice.profile.text, voice.start, voice.end)


def _around(text: str, start: int, end: int) -> str:
    """The clauses around a span, as many as fit."""
    bounds = sorted({0, len(text), *(m.end() for m in re.finditer(r"[,;:—–]\s|[.!?][\"”’]?\s", text))})
    left = max(b for b in bounds if b <= start)
    right = min(b for b in bounds if b >= end)
    while len(text[left:right].split()) < WORDS:
        after = next((b for b in bounds if b > right), None)
        before = next((b for b in reversed(bounds) if b < left), None)
        if before is not None and len(text[before:right].split()) <= WORDS:
            left = before
        elif after is not None and len(text[left:after].split()) <= WORDS:
            right = after
        else:
            break
    while re.match(r"(?:but|though|although|however)\b", text[right:], re.I):
        right = min((b for b in bounds if b > right), default=len(text))
    part = re.sub(r"\s+", " ", text[left:right]).strip().rstrip(",;:—–")
    if part.count('"') % 2 or part.count("“") != part.count("”"):
        return re.sub(r"\s+", " ", text).strip()
    return ("… " if left else "") + part + (" …" if right < len(text) else "")
