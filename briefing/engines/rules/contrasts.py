"""Where reports give one matter values that exclude each other: dead or alive, removed or restored, not known or known."""

from collections import defaultdict

from briefing.engines.rules.finding import Candidate, Voice
from briefing.engines.rules.profile import Pile, Profile
from briefing.model import DivergenceKind
from briefing.text.words import NEGATIONS, Contrast, contrasts, terms, words

STATUS = frozenset({"fate", "availability", "decision", "agreement", "cause known", "outcome", "resignation", "verdict", "appeal", "plea", "will"})
ENOUGH = 0.3
"""Least cover of what two sentences share beside the contrast itself."""


def contrasting(pile: Pile) -> tuple[Candidate, ...]:
    """One candidate for each attribute that two documents give contrary values in sentences about the same thing."""
    found = []
    for contrast in contrasts():
        candidate = _contrast(pile, contrast)
        if candidate:
            found.append(candidate)
    return tuple(found)


def _contrast(pile: Pile, contrast: Contrast) -> Candidate | None:
    voices: dict[str, list[Voice]] = defaultdict(list)
    for profile in pile.profiles:
        for value, pattern in contrast.values:
            hit = pattern.search(profile.text)
            if hit and not _negated(profile.text, hit.start()):
                voices[value].append(Voice(profile, hit.start(), hit.end()))
                break
    best: tuple[float, str, str] | None = None
    values = [value for value, _ in contrast.values if voices[value]]
    for n, left in enumerate(values):
        for right in values[n + 1:]:
            fit = max((_fit(pile, a, b) for a in voices[left] for b in voices[right]), default=0.0)
            if fit >= ENOUGH and (best is None or fit > best[0]):
                best = (fit, left, right)
    if best is None:
        return None
    fit, left, right = best
    pairs = [(a, b) for a in voices[left] for b in voices[right] if _fit(pile, a, b) >= max(ENOUGH, 0.8 * fit)]
    sides = tuple(tuple(sorted({p[k].profile.place: p[k] for p in pairs}.values(),
                               key=lambda v: (-max(_fit(pile, v, o) for o in voices[other]), v.profile.place)))
                  for k, other in ((0, right), (1, left)))
    kind: DivergenceKind = "status" if contrast.attribute in STATUS else "contradiction"
    return Candidate(kind, contrast.attribute, sides, tuple(side[0].profile.text[side[0].start:side[0].end] for side in sides),
                     min(1.0, 0.35 + fit), 1 if contrast.attribute in {"fate", "availability", "outcome"} else 2, _explained(sides))


def _fit(pile: Pile, a: Voice, b: Voice) -> float:
    """How much two sentences share beside the words that contrast; 0 within one document."""
    if a.profile.document.id == b.profile.document.id:
        return 0.0
    contrast = terms(a.profile.text[a.start:a.end]) | terms(b.profile.text[b.start:b.end])
    left, right = a.profile.terms - contrast, b.profile.terms - contrast
    common = left & right
    lighter = min(pile.likeness.weight(left), pile.likeness.weight(right))
    return pile.likeness.weight(common) / lighter if len(common) >= 2 and lighter > 0 else 0.0


def _negated(text: str, at: int) -> bool:
    before = [w.text.lower() for w in words(text[max(0, at - 30):at])][-3:]
    return any(w in NEGATIONS or w.endswith(("n't", "n’t")) for w in before)


def _explained(sides: tuple[tuple[Voice, ...], ...]) -> str | None:
    days = [sorted(v.profile.document.published or "" for v in side) for side in sides]
    if not all(day for side in days for day in side):
        return None
    spans = sorted((side[0], side[-1]) for side in days)
    return "later report" if all(a[1] < b[0] for a, b in zip(spans, spans[1:], strict=False)) else None


def firmness(profile: Profile) -> int:
    """2 stated, 1 reported or planned, 0 possible or denied."""
    return {"stated": 2, "reported": 1, "planned": 1}.get(profile.fact.certainty, 0)
