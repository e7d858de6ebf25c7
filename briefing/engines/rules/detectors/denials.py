"""What one says and another says is not so: a denial beside what it denies, a "not" in one version of a report."""

import re
from collections.abc import Iterator
from functools import lru_cache

from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import fit, other_time
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.denials import DENIES, FAILED, GRANTED, NEGATED, TURNED_DOWN, UNDONE, UNSURE, VAGUE
from briefing.text.words import STOP_WORDS, term, terms, words

DENIED = "said and denied"
"""What the summary says of a denial."""

NEAR = 60
"""Characters between a subject and its verb, at most."""

COPIED = 0.6
"""Least dice of a sentence and the version of it that denies it: one report says no twice in other words."""

RESTATED = 0.35
"""The same of two reports' sentences of which one denies what the other says."""

ENOUGH = 3
"""Terms that say what is denied."""

BEFORE = 3
"""Sentences before a denial in which what it denies may stand."""

OBJECT = 5
"""Words behind "rejected" among which what was said is named: the claim, the report."""

LEAST = 0.3


def denying(pile: Pile) -> tuple[Candidate, ...]:
    """Denials with what other documents state, deeds that one says were not done, and versions of one sentence of
    which one says no."""
    return (*_denials(pile), *_undone(pile), *_versions(pile))


def _is_denial(text: str, hit: re.Match[str]) -> bool:
    """Whether a verb denies something said: not where it keeps something from somebody ("denied bail"), nor where what
    is rejected or dismissed was not said ("dismissed two managers")."""
    behind = text[hit.end() :]
    if GRANTED.match(behind):
        return False
    near = words(behind)[:OBJECT]
    return not hit.group().lower().startswith(TURNED_DOWN) or bool({term(word.text) for word in near} & VAGUE)


def _undone(pile: Pile) -> Iterator[Candidate]:
    """Deeds of one subject that a report says were done and another says were not."""
    for i, j in pile.pairs:
        for a, b in ((pile.profiles[i], pile.profiles[j]), (pile.profiles[j], pile.profiles[i])):
            for hit in _all(UNDONE, a.bare):
                done = _done(hit, b)
                if done and (like := fit(pile, a, b, fewest=2)) >= LEAST and not other_time(a, b):
                    sides = ((Voice(a, *hit.span()),), (Voice(b, *done),))
                    labels = (hit.group(), b.text[slice(*done)])
                    score = 0.4 + 0.5 * like
                    yield Candidate(Detector.DENIALS, "contradiction", "done or not", sides, labels, score, 1)
                    break


def _done(hit: re.Match[str], other: Profile) -> tuple[int, int] | None:
    """Where another sentence says of the same subject that it did what `hit` says it did not."""
    subject, verb = term(hit["who"]), term(hit["what"])
    if hit["who"].lower() in STOP_WORDS or _all(NEGATED, other.bare) or _all(UNSURE, other.bare):
        return None
    before = None
    for word in words(other.bare):
        if term(word.text) == subject:
            before = word
        elif before and term(word.text) == verb and word.start - before.end < NEAR and word.text.lower() != hit["what"]:
            return before.start, word.end
    return None


def _denials(pile: Pile) -> Iterator[Candidate]:
    for place, profile in enumerate(pile.profiles):
        hit = DENIES.search(profile.text)
        if not hit or profile.fact.kind == "background" or not _is_denial(profile.text, hit):
            continue
        object_ = _denied(pile, place, hit)
        own, speaker = terms(profile.text[hit.end() :]) - VAGUE, terms(profile.fact.speaker or "")
        weight = pile.likeness.weight(object_)
        stated = [
            (like, other)
            for other in pile.profiles
            if other.document.id != profile.document.id and other.fact.certainty != "planned"
            if len(common := (object_ & other.terms) - speaker) >= ENOUGH and not (own and not own & common)
            if (like := _states(pile, weight, common, profile, other)) >= LEAST and not _denies(other)
        ]
        if stated:
            like, best = max(stated, key=lambda each: (each[0], -each[1].place))
            others = tuple(o for fits, o in stated if o is not best and fits >= 0.8 * like)
            yield Candidate(
                Detector.DENIALS,
                "contradiction",
                DENIED,
                (
                    tuple(Voice(p, 0, len(p.text)) for p in (best, *others)),
                    (Voice(profile, hit.start(), hit.end()),),
                ),
                (best.text, hit.group()),
                0.4 + like,
                1,
            )


def _denied(pile: Pile, place: int, hit: re.Match[str]) -> frozenset[str]:
    """The terms of what a sentence denies: its own, and where these are few those of the sentences before."""
    profile = pile.profiles[place]
    own = terms(profile.text[hit.end() :]) - VAGUE if profile.text[hit.end() :].strip(' ."”') else profile.terms
    if len(own) >= ENOUGH:
        return own
    earlier = [p for p in pile.profiles[max(0, place - BEFORE) : place] if p.document.id == profile.document.id]
    return frozenset().union(own, *(p.terms for p in earlier))


def _states(
    pile: Pile, denied: int, common: frozenset[str], denial: Profile, other: Profile
) -> float:
    """How much of what is denied, of a weight of `denied`, a sentence states; 0 where the one who denies it speaks."""
    if other.fact.speaker == denial.fact.speaker is not None:
        return 0.0
    return 2 * pile.likeness.weight(common) / (denied + pile.likeness.totals[other.place])


def _denies(profile: Profile) -> bool:
    return bool(_all(DENIES, profile.text) or _all(NEGATED, profile.text))


def _versions(pile: Pile) -> Iterator[Candidate]:
    for i, j in pile.pairs:
        for a, b in ((pile.profiles[i], pile.profiles[j]), (pile.profiles[j], pile.profiles[i])):
            hit = next((h for h in _all(NEGATED, a.bare) if terms(h["what"]) & b.terms), None)
            if hit is None or _all(NEGATED, b.text) or _all(DENIES, b.text) or _all(FAILED, b.text):
                continue
            pair = pile.likeness.compare(i, j)
            same = a.origin == b.origin and pair.shared >= 4 and pair.dice >= COPIED
            acted = re.match(r"not|never|n[’']t", hit.group(), re.I) and a.origin != b.origin
            if same or (acted and pair.dice >= RESTATED and fit(pile, a, b, fewest=4) >= 0.6):
                sides = ((Voice(a, hit.start(), hit.end()),), (Voice(b, 0, len(b.text)),))
                labels = (hit.group(), b.text)
                score = 0.35 + 0.3 * (pair.cover + pair.dice)
                yield Candidate(Detector.DENIALS, "contradiction", DENIED, sides, labels, score, 2)


@lru_cache(maxsize=65536)
def _all(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """What a pattern finds in a text; each sentence is held against many others."""
    return tuple(pattern.finditer(text))
