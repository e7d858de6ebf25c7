"""What one says and another says is not so: a denial beside what it denies, a "not" in one version of a report."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefing.engines.rules.attribution import same_person
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import fit, other_time
from briefing.engines.rules.detectors.negated import is_planned, negated
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.denials import (
    AND,
    BEFORE_THAT,
    DENIES,
    ELSEWHERE,
    FAILED,
    GRANTED,
    NEGATED,
    NO_SIGN,
    PERFECT,
    POINTED_AT,
    POINTING,
    TURNED_DOWN,
    UNDENIED,
    UNDONE,
    UNSURE,
    VAGUE,
)
from briefing.language.en.rules.stating import WEEKDAYS
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

NEAR_ENOUGH, NEAR_LEAST = 2, 0.25
"""Terms and likeness from which a sentence of the same report is what one of its parties denies."""

FAR = 6
"""Sentences before "denied it" in which stands what it means, where they name who denies it."""

ABSENT = 0.6
"""Share, by weight, of what one found no sign of that a sentence must tell of."""

SAME = 0.35
"""Likeness from which another report says what a party says in this one."""

WITHIN = 0.2
"""What a denial weighs less where no other report states what is denied."""

POINTED = 0.5
"""How sure it is that "denied it" means what another party said just before."""

OBJECT = 5
"""Words behind "rejected" among which what was said is named: the claim, the report."""

LEAST = 0.3


def denying(pile: Pile) -> tuple[Candidate, ...]:
    """Denials with what others state, what one found no sign of beside where another tells of it, deeds that one says
    were not done, and versions of one sentence of which one says no."""
    return (*_denials(pile), *_absent(pile), *_undone(pile), *_versions(pile), *negated(pile))


def _is_denial(text: str, hit: re.Match[str]) -> bool:
    """Whether a verb denies something said: not where it keeps something from somebody ("denied bail"), nor where what
    is rejected or dismissed was not said ("dismissed two managers")."""
    behind = text[hit.end() :]
    if GRANTED.match(behind) or UNDENIED.search(text[: hit.start()]):
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
                    yield Candidate(Detector.DENIALS, "contradiction", "done or not", sides, labels, score, 1,
                                    _by_then(hit, a, b))
                    break


def _by_then(hit: re.Match[str], a: Profile, b: Profile) -> str | None:
    """Whether what had not happened by one report's day had happened by the other's, a later one that has it of no day
    before that."""
    before = a.text[max(0, hit.start() - len("have ")) : hit.end()]
    days = a.document.published, b.document.published
    if days[0] and (BEFORE_THAT.search(b.text) or (b.fact.when and b.fact.when < days[0])):
        return None
    return "later report" if PERFECT.search(before) and days[0] and days[1] and days[0] < days[1] else None


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
        hit = next(iter(_all(DENIES, profile.text)), None)
        if not hit or profile.fact.kind == "background" or not _is_denial(profile.text, hit):
            continue
        stated = tuple(_pointed_at(pile, place, hit) if _is_pointing(profile.text, hit) else _stated(pile, place, hit))
        if stated:
            yield _denial(profile, hit, stated)


def _denial(denial: Profile, hit: re.Match[str], stated: Sequence[tuple[float, Profile]]) -> Candidate:
    """What one denies beside all who state it: another report first, and weightier than a party in the same one."""
    abroad = [(like, other) for like, other in stated if other.document.id != denial.document.id]
    like, best = max(abroad or stated, key=lambda each: (each[0], -each[1].place))
    least = LEAST if abroad else 0.8 * like
    others = {other.place: other for fits, other in stated if other is not best and fits >= least}
    return Candidate(
        Detector.DENIALS,
        "contradiction",
        DENIED,
        (tuple(Voice(each, 0, len(each.text)) for each in (best, *others.values())), (Voice(denial, *hit.span()),)),
        (best.text, hit.group()),
        0.4 + like - (0 if abroad else WITHIN),
        1 if abroad else 2,
    )


def _absent(pile: Pile) -> Iterator[Candidate]:
    """What somebody found no sign of, beside the sentence of another report that tells of it."""
    for profile in pile.profiles:
        hit = NO_SIGN.search(profile.text)
        sought = terms(profile.text[hit.end() : _end(profile.text, hit)]) - VAGUE if hit else frozenset()
        if not hit or len(sought) < NEAR_ENOUGH or ELSEWHERE.search(profile.text, hit.end()):
            continue
        weight = pile.likeness.weight(sought)
        told = [
            (pile.likeness.weight(common) / weight, other)
            for other in pile.profiles
            if other.document.id != profile.document.id
            and len(common := sought & other.terms) >= NEAR_ENOUGH
            and not (_denies(other) or _all(NO_SIGN, other.text) or _all(UNSURE, other.text))
            and not other_time(other, profile)
        ]
        like, best = max(told, key=lambda each: (each[0], -each[1].place), default=(0.0, profile))
        if like >= ABSENT:
            sides = ((Voice(best, 0, len(best.text)),), (Voice(profile, *hit.span()),))
            yield Candidate(
                Detector.DENIALS, "contradiction", DENIED, sides, (best.text, hit.group()), 0.3 + 0.5 * like, 1
            )


def _is_pointing(text: str, hit: re.Match[str]) -> bool:
    """Whether a denial only points at what it denies: "denied it", "rejected the accusation", "the claim is untrue"."""
    return bool(POINTING.match(text[hit.end() :])) or POINTED_AT.search(text[: hit.start()]) is not None


def _object(text: str, hit: re.Match[str]) -> str:
    """The words behind a verb of denial, up to what else its subject did."""
    return text[hit.end() : _end(text, hit)]


def _end(text: str, hit: re.Match[str]) -> int:
    end = AND.search(text, hit.end())
    return end.start() if end else len(text)


def _pointed_at(pile: Pile, place: int, hit: re.Match[str]) -> Iterator[tuple[float, Profile]]:
    """What a report said of somebody just before he denied it, and where other reports say so too."""
    profile = pile.profiles[place]
    denier = (terms(profile.text[: hit.start()]) | terms(profile.fact.speaker or "")) - WEEKDAYS
    for earlier in reversed(pile.profiles[max(0, place - FAR) : place]):
        if earlier.document.id == profile.document.id and denier & earlier.terms and _is_charge(earlier, profile):
            yield POINTED, earlier
            yield from ((min(like, POINTED), other) for like, other in _echoes(pile, earlier, profile))
            return


def _echoes(pile: Pile, charge: Profile, denial: Profile) -> Iterator[tuple[float, Profile]]:
    """The other sentences that say what a charge says, with how like it they are."""
    weight = pile.likeness.totals[charge.place]
    for other in pile.profiles:
        if other is charge or _denies(other) or not _is_charge(other, denial):
            continue
        common = charge.terms & other.terms
        if len(common) >= ENOUGH and (like := _states(pile, weight, common, denial, other)) >= SAME:
            yield like, other


def _is_charge(earlier: Profile, denial: Profile) -> bool:
    """Whether somebody else than who denies it may be who says a sentence."""
    who, denier = earlier.fact.speaker or "", denial.fact.speaker or ""
    if _all(DENIES, earlier.text) or earlier.fact.certainty == "planned":
        return False
    return not who or not (same_person(who, denier) or terms(who) & (terms(denier) or denial.terms))


def _stated(pile: Pile, place: int, hit: re.Match[str]) -> Iterator[tuple[float, Profile]]:
    """The sentences that state what one denies, of other reports or of another party in the same, with how like it
    they are."""
    profile = pile.profiles[place]
    object_ = _denied(pile, place, hit)
    own, speaker = terms(_object(profile.text, hit)) - VAGUE, terms(profile.fact.speaker or "")
    weight = pile.likeness.weight(object_)
    for other in pile.profiles:
        inside = other.document.id == profile.document.id
        if other is profile or other.fact.certainty == "planned":
            continue
        common = (object_ & other.terms) - speaker
        enough, least = (NEAR_ENOUGH, NEAR_LEAST) if inside else (ENOUGH, LEAST)
        if len(common) < enough or (own and not own & common) or _denies(other):
            continue
        if inside and not _is_charge(other, profile):
            continue
        if (like := _states(pile, weight, common, profile, other)) >= least:
            yield like, other
            for fits, echo in _echoes(pile, other, profile) if inside else ():
                if not own or len(own & echo.terms) >= NEAR_ENOUGH:
                    yield fits, echo


def _denied(pile: Pile, place: int, hit: re.Match[str]) -> frozenset[str]:
    """The terms of what a sentence denies: its own, and where these are few those of the sentences before."""
    profile = pile.profiles[place]
    behind = _object(profile.text, hit)
    own = terms(behind) - VAGUE if behind.strip(' ."”') else profile.terms
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
            if is_planned(a) != is_planned(b):
                continue
            pair = pile.likeness.compare(i, j)
            same = a.origin == b.origin and pair.shared >= 4 and pair.dice >= COPIED
            acted = re.match(r"not|never|n[’']t", hit.group(), re.I) and a.origin != b.origin
            if same or (acted and pair.dice >= RESTATED and fit(pile, a, b, fewest=4) >= 0.6):
                sides = ((Voice(a, hit.start(), hit.end()),), (Voice(b, 0, len(b.text)),))
                labels = (hit.group(), b.text)
                score = 0.35 + 0.3 * (pair.cover + pair.dice)
                yield Candidate(Detector.DENIALS, "contradiction", DENIED, sides, labels, score, 2, _by_then(hit, a, b))


@lru_cache(maxsize=65536)
def _all(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """What a pattern finds in a text; each sentence is held against many others."""
    return tuple(pattern.finditer(text))
