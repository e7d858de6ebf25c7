"""Where one thing is credited to two speakers, or told by one in another's name and by the other in its own."""

import re
from dataclasses import replace
from functools import lru_cache

from briefing.engines.rules.attribution import MEDIA, same_person
from briefing.engines.rules.finding import Candidate, Voice
from briefing.engines.rules.profile import Pile, Profile, contradict
from briefing.engines.rules.quantities import clause
from briefing.text.names import JOINERS, is_person, names
from briefing.text.words import terms

DISTANCE = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|alleg\w+|purported(?:ly)?|so-called|what\s+(?:the\s+)?[\w ]{2,30}\s+(?:says?|"
    r"calls?|called|describes?)|"
    r"believed\s+to|thought\s+to|said\s+to\s+(?:be|have)|reportedly|suspected|accus\w+|initial\s+\w+\s+suggest|"
    r"indications?|analysts?\s+suggest\w*|appear(?:s|ed)?\s+to|may\s+have|might\s+have|could\s+have)\b",
    re.I,
)
MAYBE = re.compile(r"\b(?:could|may|might)\b", re.I)
SURELY = re.compile(r"\b(?:will|expects?|is|was|has|have)\b", re.I)
VAGUE_SPEAKER = re.compile(
    r"\b(?:officials?|investigators?|authorities|experts?|analysts?|sources?|spokes\w+|they|people|critics|media|agenc\w+|"
    r"reports?|statement|government|company|ministry|police|agencies)\b",
    re.I,
)


def differing_speakers(pile: Pile) -> tuple[Candidate, ...]:
    """The same content in two mouths, where neither document has the other's speaker say it too."""
    found = []
    for i, j in pile.pairs:
        a, b = pile.profiles[i], pile.profiles[j]
        one, two = _actor(a), _actor(b)
        if not one or not two or not _rivals(one, two) or _alias(one, b.text) or _alias(two, a.text):
            continue
        if a.origin != b.origin and not (is_person(one) and is_person(two)):
            continue
        fit = _fit(pile, a, b, terms(one) | terms(two))
        if (
            not contradict(a, b)
            and fit >= (0.45 if a.origin == b.origin else 0.6)
            and not _also_says(pile, a, b, two)
            and not _also_says(pile, b, a, one)
        ):
            found.append(
                Candidate(
                    "attribution",
                    "who says it or does it",
                    ((_voice(a),), (_voice(b),)),
                    (one, two),
                    0.3 + 0.65 * fit,
                    1 if fit > 0.6 else 2,
                )
            )
    return tuple(found)


def _rivals(one: str, two: str) -> bool:
    """Whether two speakers are named, and not two names of one: "RAIB" and "Rail Accident Investigation Branch" are."""
    if same_person(one, two) or terms(one) & terms(two) or not (one[0].isupper() and two[0].isupper()):
        return False
    if any(MEDIA.search(x) or VAGUE_SPEAKER.fullmatch(x) or (x.isupper() and len(x) > 5) for x in (one, two)):
        return False
    initials = ["".join(w[0] for w in x.split() if w[0].isupper()) for x in (one, two)]
    return not (initials[0] == two or initials[1] == one)


def _also_says(pile: Pile, own: Profile, other: Profile, actor: str) -> bool:
    """Whether the document of `own` too has `actor` say or do what `other` tells."""
    return any(
        p.document.id == own.document.id
        and p.place != own.place
        and (_alias(actor, p.text) or same_person(actor, p.fact.speaker or ""))
        and _fit(pile, p, other, terms(actor)) >= 0.4
        for p in pile.profiles
    )


def differing_firmness(pile: Pile) -> tuple[Candidate, ...]:
    """What one report states and another only attributes, suspects or plans."""
    found = []
    distance = {p.place: _distance(p.bare) for p in pile.profiles}
    for i, j in pile.pairs:
        a, b = pile.profiles[i], pile.profiles[j]
        loose, firm = (a, b) if distance[i] else (b, a)
        hit = distance[loose.place]
        hedge = _hedged(a, b) or _hedged(b, a)
        if hedge:
            found.append(hedge)
        if not hit or distance[firm.place] or firm.fact.certainty in {"possible", "denied"}:
            continue
        fit = _fit(pile, loose, firm, terms(hit.group()))
        if fit >= 0.55 and _in_scope(pile, loose, hit, firm) >= 0.4:
            kind = "framing" if re.match(r"claim|alleg|what|so-called|accus", hit.group(), re.I) else "status"
            found.append(
                Candidate(
                    "framing" if kind == "framing" else "status",
                    "how firmly it is put",
                    ((Voice(loose, hit.start(), hit.end()),), (_voice(firm),)),
                    (hit.group(), "stated"),
                    0.05 + 0.75 * fit,
                    2,
                )
            )
    return tuple(found)


@lru_cache(maxsize=16384)
def _distance(text: str) -> re.Match[str] | None:
    """The first words by which a text keeps its distance."""
    return DISTANCE.search(text)


def _in_scope(pile: Pile, loose: Profile, hit: re.Match[str], firm: Profile) -> float:
    """The share, by weight, of the clause a hedge stands in that the firm sentence has too."""
    scope = terms(loose.text[slice(*clause(loose.text, hit.start(), hit.end()))]) - terms(hit.group())
    return pile.likeness.weight(scope & firm.terms) / (pile.likeness.weight(scope) or 1)


def _hedged(a: Profile, b: Profile) -> Candidate | None:
    """One figure of one name that a says may come and b says will."""
    if not any(q.kind == "money" for q in a.quantities) or not any(q.kind == "money" for q in b.quantities):
        return None
    maybe, surely = MAYBE.search(a.bare), SURELY.search(b.bare)
    if not maybe or not surely or MAYBE.search(b.bare):
        return None
    figures = {
        (q.value, q.unit)
        for q in a.quantities
        if q.kind == "money"
        and 0 < q.start - maybe.end() < 40
        and not re.search(r"\b(?:from|than|of)\b", a.text[maybe.end() : q.start])
    } & {(q.value, q.unit) for q in b.quantities if q.kind == "money"}
    named = {w for n in names(a.text) for w in n.text.lower().split()} & {
        w for n in names(b.text) for w in n.text.lower().split()
    } - JOINERS
    if not figures or not named:
        return None
    return Candidate(
        "status",
        "how firmly it is put",
        ((Voice(a, maybe.start(), maybe.end()),), (Voice(b, surely.start(), surely.end()),)),
        (maybe.group(), surely.group()),
        0.7,
        2,
    )


def _fit(pile: Pile, a: Profile, b: Profile, without: frozenset[str]) -> float:
    """Cover of the lighter sentence by the other, the speakers left out; 0 where too little is shared."""
    left, right = a.terms - without, b.terms - without
    common = left & right
    lighter = min(pile.likeness.weight(left), pile.likeness.weight(right))
    if len(common) < 3 or lighter <= 0:
        return 0.0
    dice = 2 * pile.likeness.weight(common) / (pile.likeness.weight(left) + pile.likeness.weight(right))
    return min(1.0, 0.5 * pile.likeness.weight(common) / lighter + 0.5 * dice + 0.03 * (len(common) - 3))


def _actor(profile: Profile) -> str | None:
    """Who speaks in a sentence, as it names them; None where a pronoun had to be resolved."""
    who = profile.fact.speaker
    if not who:
        return None
    last = who.split()[-1]
    return who if who in profile.text else last if re.search(rf"\b{re.escape(last)}\b", profile.text) else None


def _alias(name: str, text: str) -> bool:
    """Whether the other sentence names this one too."""
    last = name.split()[-1]
    return re.search(rf"\b{re.escape(last)}\b", text) is not None


def _voice(profile: Profile) -> Voice:
    return Voice(profile, 0, len(profile.text))


def merged(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Candidates that share a side joined into one with more sides, the best first."""
    result: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.labels)):
        for n, held in enumerate(result):
            if candidate.kind == held.kind and candidate.facts() & held.facts():
                result[n] = _joined(held, candidate)
                break
        else:
            result.append(candidate)
    return tuple(result)


def _joined(held: Candidate, other: Candidate) -> Candidate:
    sides = [list(side) for side in held.sides]
    labels = list(held.labels)
    for side, label in zip(other.sides, other.labels, strict=True):
        known = {v.profile.place for s in sides for v in s}
        if side[0].profile.place in known:
            continue
        for n, mine in enumerate(labels):
            if label.lower() == mine.lower() or (held.kind == "attribution" and same_person(label, mine)):
                sides[n].append(side[0])
                break
        else:
            sides.append(list(side))
            labels.append(label)
    return replace(held, sides=tuple(tuple(s) for s in sides), labels=tuple(labels))
