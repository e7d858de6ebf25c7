"""Where reports give one thing different causes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import other_time
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.engines.rules.detectors.reasons import rival_reasons
from briefing.language.en.rules.causes import (
    ADVISED,
    BECAUSE,
    BEFORE_CAUSE,
    BLAMED,
    CAUSED,
    GIVEN,
    GIVING,
    INDICATED,
    SORTS,
    UNKNOWN,
)
from briefing.text.words import negations, terms

BEFORE = 15
"""Characters before a verb of blame in which a "do not" stands."""

GUESS = 0.6
LONG = 2
"""Terms of a cause that says something."""

REASON = "reason given"
"""What the summary says of two causes."""


def differing_causes(pile: Pile) -> tuple[Candidate, ...]:
    """Pairs of sentences that tell the same and give unlike reasons for it, and causes that one calls open and
    another indicates."""
    found = [c for c in (_open_or_known(pile), _blamed(pile), *_of_one_sort(pile), *rival_reasons(pile, REASON)) if c]
    reasons = [(p, hit) for p in pile.profiles if (hit := _reason(p.text)) and len(terms(hit["cause"])) >= 2]
    place = {p.place: hit for p, hit in reasons}
    for i, j in pile.pairs:
        if i in place and j in place:
            a, b = pile.profiles[i], pile.profiles[j]
            fit = _one_effect(pile, a, place[i], b, place[j])
            if fit >= 0.5:
                found.append(
                    Candidate(
                        Detector.CAUSES,
                        "contradiction",
                        REASON,
                        (_voice(a, place[i]), _voice(b, place[j])),
                        (place[i]["cause"], place[j]["cause"]),
                        0.25 + fit,
                        1 if fit > 0.6 else 2,
                    )
                )
    return tuple(found)


@lru_cache(maxsize=65_536)
def _reason(text: str) -> re.Match[str] | None:
    return BECAUSE.search(text)


@lru_cache(maxsize=65_536)
def _unknown(text: str) -> re.Match[str] | None:
    return UNKNOWN.search(text)


@lru_cache(maxsize=65_536)
def _indicated(text: str) -> re.Match[str] | None:
    return INDICATED.search(text)


def _voice(profile: Profile, hit: re.Match[str]) -> tuple[Voice, ...]:
    return (Voice(profile, hit.start(), hit.end()),)


def _one_effect(pile: Pile, a: Profile, left: re.Match[str], b: Profile, right: re.Match[str]) -> float:
    """How alike the matters are, if the reasons are not."""
    one, two = terms(left["cause"]), terms(right["cause"])
    weigh = pile.likeness.weight
    if weigh(one & two) > 0.25 * min(weigh(one), weigh(two)):
        return 0.0
    what, which = terms(a.text[: left.start()]), terms(b.text[: right.start()])
    common = what & which
    lighter = min(weigh(what), weigh(which))
    return weigh(common) / lighter if len(common) >= 2 and lighter > 0 else 0.0


def _blamed(pile: Pile) -> Candidate | None:
    """What is blamed for the story's own matter: each side names something else."""
    if len({each.document.id for each in pile.profiles}) < 2:
        return None
    hits = [(each, hit) for each in pile.profiles if each.fact.kind != "background" and (hit := _caused(each.text))]
    subject = frozenset().union(*(terms(p.document.title) for p in pile.profiles)) | _of_several(hits)
    sides: list[list[tuple[frozenset[str], Voice]]] = []
    for profile, hit in hits:
        if terms(_effect(hit)) and not terms(_effect(hit)) & subject:
            continue
        cause, voice = terms(hit["cause"]) - subject, Voice(profile, *hit.span("cause"))
        alike = next((side for side in sides if any(cause & other for other, _ in side)), None)
        if cause and alike is not None:
            alike.append((cause, voice))
        elif cause:
            sides.append([(cause, voice)])
    if len({voice.profile.document.id for side in sides for _, voice in side[:1]}) < 2:
        return None
    voices = tuple(tuple(voice for _, voice in side) for side in sides)
    labels = tuple(side[0].profile.text[side[0].start : side[0].end] for side in voices)
    return Candidate(Detector.CAUSES, "contradiction", REASON, voices, labels, 0.6, 1)


@dataclass(frozen=True, slots=True)
class Given:
    """A cause that a sentence gives for an effect of some sort."""

    voice: Voice
    cause: frozenset[str]
    effect: frozenset[str]
    bare: bool
    """Whether a noun names the effect, which need not say of what."""


def _of_one_sort(pile: Pile) -> Iterator[Candidate]:
    """For each sort of effect, the two causes that two documents give for it."""
    english = [each for each in pile.profiles if each.document.language == "en" and each.fact.kind != "background"]
    for sort in SORTS:
        given = [one for each in english if (hit := _given(each.text)) and (one := _effect_of(sort, each, hit))]
        pair = next(((a, b) for n, b in enumerate(given) for a in given[:n] if _are_rivals(a, b)), None)
        if pair:
            voices = tuple((each.voice,) for each in pair)
            labels = tuple(v.profile.text[v.start : v.end] for (v,) in voices)
            yield Candidate(Detector.CAUSES, "contradiction", REASON, voices, labels, GUESS, 1)


@lru_cache(maxsize=65_536)
def _given(text: str) -> re.Match[str] | None:
    """What a text names as the cause of something that stands before it."""
    if not GIVING.search(text):
        return None  # most sentences: the forms look at each of their words
    found = (hit for form in GIVEN if (hit := form.search(text)))
    return next((hit for hit in found if not negations(text[: hit.start("cause")])), None)


def _effect_of(sort: re.Pattern[str], profile: Profile, hit: re.Match[str]) -> Given | None:
    """The cause that a sentence gives, where its effect is of a sort."""
    effect = hit["effect"][-BEFORE_CAUSE:]
    named = list(sort.finditer(effect))
    cause = terms(hit["cause"])
    if not named or len(cause) < LONG or ADVISED.search(hit["cause"]):
        return None
    told = terms(effect) - terms(named[-1].group())
    return Given(Voice(profile, *hit.span("cause")), cause, told, named[-1]["noun"] is not None)


def _are_rivals(a: Given, b: Given) -> bool:
    """Whether two documents give causes that share nothing for what may be one thing."""
    one, two = a.voice.profile, b.voice.profile
    if one.document.id == two.document.id or a.cause & b.cause or a.cause <= two.terms or b.cause <= one.terms:
        return False
    return (a.bare or b.bare or bool(a.effect & b.effect)) and not other_time(one, two)


@lru_cache(maxsize=65_536)
def _caused(text: str) -> re.Match[str] | None:
    """What a text names as the cause of something, or as to blame."""
    found = (hit for form in (BLAMED, *CAUSED) if (hit := form.search(text)))
    return next((hit for hit in found if not negations(text[max(0, hit.start() - BEFORE) : hit.end()])), None)


def _effect(hit: re.Match[str]) -> str:
    return hit.groupdict().get("effect") or ""


def _of_several(hits: Sequence[tuple[Profile, re.Match[str]]]) -> frozenset[str]:
    """The terms of the effects that two documents name causes of."""
    held: dict[str, set[str]] = defaultdict(set)
    for profile, hit in hits:
        for each in terms(_effect(hit)):
            held[each].add(profile.document.id)
    return frozenset(each for each, homes in held.items() if len(homes) > 1)


def _open_or_known(pile: Pile) -> Candidate | None:
    """A cause that some reports call open while others give first findings."""
    unknown = [Voice(p, hit.start(), hit.end()) for p in pile.profiles if (hit := _unknown(p.text))]
    indicated = [
        Voice(p, hit.start(), hit.end())
        for p in pile.profiles
        if (hit := _indicated(p.text)) and not _unknown(p.text)
    ]
    if (
        not unknown
        or not indicated
        or {v.profile.document.id for v in unknown} >= {v.profile.document.id for v in indicated}
    ):
        return None
    return Candidate(
        Detector.CAUSES,
        "status",
        "cause, open or indicated",
        (tuple(unknown), tuple(indicated)),
        (unknown[0].profile.text, indicated[0].profile.text),
        0.75,
        1,
    )
