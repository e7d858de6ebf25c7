"""What one report states and another only attributes, suspects or plans."""

import re
from functools import cache, lru_cache

from briefing.engines.rules.detectors.clauses import clause
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import fit, is_particular
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.firmness import DISTANCE, MAYBE, SURELY
from briefing.language.language import language_data, word_list
from briefing.text.names import JOINERS, names
from briefing.text.words import term_list, terms

LEAST = 0.6
SCOPE = 0.3
"""Least share of what a hedge stands before that the firm sentence has too."""

HEDGED = 2
"""Telling words right behind a hedge, of which the firm sentence has one."""


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
        if not hit or distance[firm.place] or firm.fact.certainty in {"possible", "denied", "reported"}:
            continue
        if _second_hand(firm):
            continue
        like = fit(pile, loose, firm, terms(hit.group()))
        if like >= LEAST and _tells_it(loose, hit, firm) and _in_scope(pile, loose, hit, firm) >= SCOPE:
            kind = "framing" if re.match(r"claim|alleg|what", hit.group(), re.I) else "status"
            found.append(
                Candidate(
                    Detector.FIRMNESS,
                    "framing" if kind == "framing" else "status",
                    "how firmly it is put",
                    ((Voice(loose, hit.start(), hit.end()),), (_voice(firm),)),
                    (hit.group(), "stated"),
                    0.05 + 0.75 * like,
                    2,
                )
            )
    return tuple(found)


@lru_cache(maxsize=65_536)
def _distance(text: str) -> re.Match[str] | None:
    """The first words by which a text keeps its distance."""
    return DISTANCE.search(text)


def _tells_it(loose: Profile, hit: re.Match[str], firm: Profile) -> bool:
    """Whether a sentence tells what a hedge stands before: its first words, and its figures."""
    start, end = clause(loose.text, hit.start(), hit.end())
    hedged = term_list(loose.text[hit.end() :])[:HEDGED]
    figures = [q for q in loose.quantities if start <= q.start < end and is_particular(q)]
    given = {(q.value, q.unit) for q in firm.quantities}
    return bool(set(hedged) & firm.terms) and all((q.value, q.unit) in given for q in figures)


def _second_hand(profile: Profile) -> bool:
    """Whether a sentence has what it tells from others, or by its looks: it states nothing."""
    listed = _listed(profile.document.language)
    return listed is not None and listed.search(profile.text) is not None


@cache
def _listed(language: str) -> re.Pattern[str] | None:
    words = word_list(language_data(language, "words").get("second_hand", {}).get("words", ""))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.I) if words else None


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
        Detector.FIRMNESS,
        "status",
        "how firmly it is put",
        ((Voice(a, maybe.start(), maybe.end()),), (Voice(b, surely.start(), surely.end()),)),
        (maybe.group(), surely.group()),
        0.7,
        2,
    )


def _voice(profile: Profile) -> Voice:
    return Voice(profile, 0, len(profile.text))
