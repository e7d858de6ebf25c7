"""Where reports give one matter values that exclude each other: dead or alive, removed or restored, not known or
known."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import other_time
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.opposites import HOUR, IDIOM, TREND, WISHED
from briefing.model import DivergenceKind
from briefing.text.names import names
from briefing.text.words import NEGATIONS, Contrast, contrasts, terms, touched, words

STATUS = frozenset(
    "life trend removal step accord plea verdict appeal departure success control work answer contest finish".split()
)
"""Attributes whose value changes with time, so that a later report may explain another."""


RESTATED = 0.2
"""Dice of what two sentences say beside the contrast, from which they say it of one thing."""

ENOUGH = 0.3
"""Least cover of what two sentences share beside the contrast itself."""


def contrasting(pile: Pile) -> tuple[Candidate, ...]:
    """One candidate for each attribute that two documents give contrary values in sentences about the same thing."""
    found = []
    telling: dict[tuple[str, int], list[Profile]] = defaultdict(list)
    for profile in pile.profiles:
        for value in touched(profile.text):
            telling[value].append(profile)
    for contrast in contrasts():
        candidate = _contrast(pile, telling, contrast)
        if candidate:
            found.append(candidate)
    return tuple(found)


def _contrast(pile: Pile, telling: Mapping[tuple[str, int], Sequence[Profile]], contrast: Contrast) -> Candidate | None:
    voices: dict[str, list[Voice]] = defaultdict(list)
    for place, (value, pattern) in enumerate(contrast.values):
        stated: dict[str, tuple[int, int] | None] = {}  # by text: copies of a sentence are read once
        for profile in telling.get((contrast.attribute, place), ()):
            if profile.fact.kind == "background" and contrast.attribute in STATUS:
                continue
            if profile.text not in stated:
                others = [each for value_, each in contrast.values if value_ != value]
                both = any(_stated(each, profile.text) for each in others)
                stated[profile.text] = None if both else _stated(pattern, profile.text)
            if span := stated[profile.text]:
                voices[value].append(Voice(profile, *span))
    values = [value for value, _ in contrast.values if voices[value]]
    fits = {
        (left, right): max((_common_ground(pile, a, b) for a in voices[left] for b in voices[right]), default=0.0)
        for n, left in enumerate(values)
        for right in values[n + 1 :]
    }
    best = max(fits.values(), default=0.0)
    if best < ENOUGH:
        return None
    surest = next(pair for pair, fit in fits.items() if fit == best)
    chosen = [
        value
        for value in values
        if value in surest or any(_touch(v, o) for v in voices[value] for w in surest for o in voices[w])
    ]
    sides = _apart(
        [
            _side(pile, voices[value], [v for other in surest if other != value for v in voices[other]])
            for value in chosen
        ]
    )
    if len(sides) < 2:
        return None
    kind: DivergenceKind = "status" if contrast.attribute in STATUS else "contradiction"
    return Candidate(
        Detector.OPPOSITES,
        kind,
        contrast.attribute,
        sides,
        tuple(side[0].profile.text[side[0].start : side[0].end] for side in sides),
        min(1.0, 0.35 + best),
        1 if contrast.attribute in {"life", "removal", "success", "step"} else 2,
        _explained(sides) if contrast.attribute in STATUS else None,
    )


def _stated(pattern: re.Pattern[str], text: str) -> tuple[int, int] | None:
    """Where a text states a value, neither denied nor wished for."""
    hit = next((h for h in pattern.finditer(text) if not _is_idiom(text, h)), None)
    return hit.span() if hit and not _negated(text, hit.start()) and not _wished(text, hit.start()) else None


def _is_idiom(text: str, hit: re.Match[str]) -> bool:
    """Whether the words behind a phrase make it say something else: "fell ill"."""
    longer = IDIOM.match(text, hit.start())
    return longer is not None and longer.end() > hit.end()


def _side(pile: Pile, voices: list[Voice], others: list[Voice]) -> tuple[Voice, ...]:
    """The voices of one value that speak of what the others speak of, the closest first."""
    fits = {v.profile.place: max((_common_ground(pile, v, o) for o in others), default=0.0) for v in voices}
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


def _strangers(a: Profile, b: Profile) -> bool:
    """Whether each sentence has names, those who speak apart, and they share no word of them."""
    first, second = (
        {w for n in names(p.text) for w in n.text.lower().split()} - set((p.fact.speaker or "").lower().split())
        for p in (a, b)
    )
    return bool(first and second) and not first & second and not terms(" ".join(first)) & terms(" ".join(second))


def _timed(voice: Voice) -> str:
    """The part of the day that a rise or fall is told of: a price may do both in one day."""
    text = voice.profile.text
    hit = TREND.search(text[voice.start : voice.end]) and HOUR.search(text[voice.end :])
    return hit.group().lower() if hit else ""


def _touch(a: Voice, b: Voice) -> bool:
    """Whether two sentences share a term beside the words that contrast."""
    contrast = terms(a.profile.text[a.start : a.end]) | terms(b.profile.text[b.start : b.end])
    return bool((a.profile.terms & b.profile.terms) - contrast)


def _common_ground(pile: Pile, a: Voice, b: Voice) -> float:
    """How much two sentences share beside the words that contrast; 0 within one document."""
    if a.profile.document.id == b.profile.document.id or len(a.profile.terms & b.profile.terms) < 2:
        return 0.0
    if other_time(a.profile, b.profile) or _timed(a) != _timed(b) or _strangers(a.profile, b.profile):
        return 0.0
    contrast = terms(a.profile.text[a.start : a.end]) ^ terms(b.profile.text[b.start : b.end])
    left, right = a.profile.terms - contrast, b.profile.terms - contrast
    common = left & right
    lighter = min(pile.likeness.weight(left), pile.likeness.weight(right))
    weigh = pile.likeness.weight
    if 2 * weigh(common) < RESTATED * (weigh(left) + weigh(right)):
        return 0.0
    return weigh(common) / lighter if len(common) >= 2 and lighter > 0 else 0.0


def _wished(text: str, at: int) -> bool:
    """Whether a value is only hoped for, asked or imagined."""
    return WISHED.search(text[max(0, at - 80) : at]) is not None


def _negated(text: str, at: int) -> bool:
    before = [w.text.lower() for w in words(text[max(0, at - 30) : at])][-4:]
    return any(w in NEGATIONS or w.endswith(("n't", "n’t")) for w in before)


def _explained(sides: tuple[tuple[Voice, ...], ...]) -> str | None:
    days = [sorted(v.profile.document.published or "" for v in side) for side in sides]
    if not all(day for side in days for day in side):
        return None
    spans = sorted((side[0], side[-1]) for side in days)
    return "later report" if all(a[1] < b[0] for a, b in pairwise(spans)) else None


