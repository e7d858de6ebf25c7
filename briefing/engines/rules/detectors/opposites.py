"""Where reports give one matter values that exclude each other: dead or alive, removed or restored, locked or not."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from briefing.engines.rules.detectors.contraries import contraries
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import other_time
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.engines.rules.detectors.scene import Scene, beside
from briefing.language.en.rules.opposites import DENIED, HOUR, IDIOM, TREND, WISHED
from briefing.language.en.rules.scene import HE_OR_SHE
from briefing.model import DivergenceKind
from briefing.text.words import NEGATIONS, Contrast, contrasts, terms, touched, words

RESTATED = 0.2
"""Dice of what two sentences say beside the contrast, from which they say it of one thing."""

ENOUGH = 0.3
"""Least cover of what two sentences share beside the contrast itself."""

NEAR = 0.32
"""Ground of two sentences that say it of one thing, as the words beside the contrast tell."""

WEIGHTY = frozenset({"life", "removal", "step"})

Value = tuple[int, bool]
"""Place of a value in its contrast, and whether it is said to be so."""


def contrasting(pile: Pile) -> tuple[Candidate, ...]:
    """One candidate for each attribute that two documents give contrary values in sentences about the same thing, in
    other languages than English for each pair of contrary words."""
    telling: dict[tuple[str, int], list[Profile]] = defaultdict(list)
    for profile in pile.profiles:
        for value in touched(profile.text):
            telling[value].append(profile)
    scene = Scene(pile)
    found = (_contrast(scene, _voices(telling, each), each) for each in contrasts())
    return (*(each for each in found if each), *contraries(pile))


def _voices(telling: Mapping[tuple[str, int], Sequence[Profile]], contrast: Contrast) -> dict[Value, list[Voice]]:
    """Who gives an attribute which value, or says that it has it not."""
    voices: dict[Value, list[Voice]] = defaultdict(list)
    for place, (value, pattern) in enumerate(contrast.values):
        others = [each for value_, each in contrast.values if value_ != value]
        stated: dict[str, tuple[bool, tuple[int, int]] | None] = {}  # by text: copies of a sentence are read once
        for profile in telling.get((contrast.attribute, place), ()):
            if profile.fact.kind == "background" and contrast.changes:
                continue
            if profile.text not in stated:
                both = any(_stated(each, profile.text) for each in others)
                stated[profile.text] = None if both else _stated(pattern, profile.text)
            if told := stated[profile.text]:
                voices[place, told[0]].append(Voice(profile, *told[1]))
    return voices


def _exclude(one: Value, two: Value) -> bool:
    """Whether nothing has both values: two that are so, or one that is and is not."""
    return one[1] != two[1] if one[0] == two[0] else one[1] and two[1]


def _contrast(scene: Scene, voices: Mapping[Value, list[Voice]], contrast: Contrast) -> Candidate | None:
    values = sorted(voices, key=lambda value: (not value[1], value[0]))
    fits = {
        (left, right): max((_ground(scene, contrast, a, b) for a in voices[left] for b in voices[right]), default=0.0)
        for left, right in combinations(values, 2) if _exclude(left, right)
    }
    best = max(fits.values(), default=0.0)
    if best < ENOUGH:
        return None
    surest = next(pair for pair, fit in fits.items() if fit == best)
    chosen = [
        value
        for value in values
        if value in surest
        or (all(_exclude(value, each) for each in surest)
            and any(_touch(v, o) for v in voices[value] for w in surest for o in voices[w]))
    ]
    sides = _apart(
        [
            _side(scene, contrast, voices[value], [v for other in surest if other != value for v in voices[other]])
            for value in chosen
        ]
    )
    if len(sides) < 2:
        return None
    kind: DivergenceKind = "status" if contrast.changes else "contradiction"
    return Candidate(
        Detector.OPPOSITES,
        kind,
        contrast.attribute,
        sides,
        tuple(side[0].profile.text[side[0].start : side[0].end] for side in sides),
        min(1.0, 0.35 + best),
        1 if contrast.attribute in WEIGHTY else 2,
        _explained(contrast, chosen, sides) if contrast.changes else None,
    )


def _stated(pattern: re.Pattern[str], text: str) -> tuple[bool, tuple[int, int]] | None:
    """Whether a text states a value or that it is none, and where; None where it is only wished or left open."""
    for hit in pattern.finditer(text):
        if _is_idiom(text, hit) or _wished(text, hit.start()):
            continue
        if denied := DENIED.search(text[: hit.start()]):
            return False, (denied.start(), hit.end())
        return None if _negated(text, hit.start()) else (True, hit.span())
    return None


def _is_idiom(text: str, hit: re.Match[str]) -> bool:
    """Whether the words behind a phrase make it say something else: "fell ill"."""
    longer = IDIOM.match(text, hit.start())
    return longer is not None and longer.end() > hit.end()


def _side(scene: Scene, contrast: Contrast, voices: list[Voice], others: list[Voice]) -> tuple[Voice, ...]:
    """The voices of one value that speak of what the others speak of, the closest first."""
    fits = {v.profile.place: max((_ground(scene, contrast, v, o) for o in others), default=0.0) for v in voices}
    near = [v for v in voices if not all(other_time(v.profile, o.profile) for o in others)] or voices
    close = [v for v in near if any(_touch(v, o) for o in others)] or near
    return tuple(sorted(close, key=lambda v: (-fits[v.profile.place], v.profile.place)))


def _apart(sides: Sequence[tuple[Voice, ...]]) -> tuple[tuple[Voice, ...], ...]:
    """The sides with each document on the first of them that it leads, else on the first it stands on."""
    leads = {side[0].profile.document.id for side in sides}
    taken: set[str] = set()
    kept = []
    for side in sides:
        own = {v.profile.document.id for v in side}
        voices = tuple(
            v
            for n, v in enumerate(side)
            if n == 0 or v.profile.document.id not in taken | (leads - {side[0].profile.document.id})
        )
        kept.append(voices)
        taken |= own
    return tuple(side for side in kept if side)


def _timed(voice: Voice) -> str:
    """The part of the day that a rise or fall is told of: a price may do both in one day."""
    text = voice.profile.text
    hit = TREND.search(text[voice.start : voice.end]) and HOUR.search(text[voice.end :])
    return hit.group().lower() if hit else ""


def _touch(a: Voice, b: Voice) -> bool:
    """Whether two sentences share a term beside the words that contrast."""
    contrast = terms(a.profile.text[a.start : a.end]) | terms(b.profile.text[b.start : b.end])
    return bool((a.profile.terms & b.profile.terms) - contrast)


def _ground(scene: Scene, contrast: Contrast, a: Voice, b: Voice) -> float:
    """How sure it is that two sentences give a value to one thing; 0 within one document."""
    one, two = a.profile, b.profile
    if one.document.id == two.document.id or other_time(one, two) or _timed(a) != _timed(b):
        return 0.0
    if scene.strangers(one, two):
        return 0.0
    return max(_common_ground(scene.pile, a, b), NEAR if _is_of_one(scene, contrast, a, b) else 0.0)


def _common_ground(pile: Pile, a: Voice, b: Voice) -> float:
    """How much two sentences share beside the words that contrast."""
    contrast = terms(a.profile.text[a.start : a.end]) ^ terms(b.profile.text[b.start : b.end])
    left, right = a.profile.terms - contrast, b.profile.terms - contrast
    common = left & right
    if len(common) < 2:
        return 0.0
    one, two, both = map(pile.likeness.weight, (left, right, common))
    lighter = min(one, two)
    return both / lighter if lighter > 0 and 2 * both >= RESTATED * (one + two) else 0.0


def _is_of_one(scene: Scene, contrast: Contrast, a: Voice, b: Voice) -> bool:
    """Whether the words beside two contrary values name one thing, or what is told of one person is told of somebody
    whom neither sentence names otherwise."""
    said = terms(a.profile.text[a.start : a.end]) | terms(b.profile.text[b.start : b.end])
    near, there = (beside(v.profile, v.start, v.end) - said for v in (a, b))
    if contrast.of_one == 1:
        return bool(near & there) or any(HE_OR_SHE.search(v.profile.text[: v.start]) for v in (a, b))
    return contrast.of_one > 1 or scene.telling(near & there) > 1


def _wished(text: str, at: int) -> bool:
    """Whether a value is only hoped for, asked or imagined."""
    return WISHED.search(text[max(0, at - 80) : at]) is not None


def _negated(text: str, at: int) -> bool:
    before = [w.text.lower() for w in words(text[max(0, at - 30) : at])][-4:]
    return any(w in NEGATIONS or w.endswith(("n't", "n’t")) for w in before)


def _explained(contrast: Contrast, chosen: Sequence[Value], sides: Sequence[Sequence[Voice]]) -> str | None:
    """Whether a later state explains it: the sides follow each other in time, as the values do where they have an
    order."""
    days = [sorted(v.profile.document.published or "" for v in side) for side in sides]
    if not all(day for side in days for day in side):
        return None
    spans = sorted((side[0], side[-1], value) for side, value in zip(days, chosen, strict=True))
    if contrast.in_order and any(a[2][0] < b[2][0] for a, b in pairwise(spans)):
        return None
    return "later report" if all(a[1] < b[0] for a, b in pairwise(spans)) else None
