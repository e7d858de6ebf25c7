"""Two reports in another language than English of which one has no sign of what the other has signs of."""

from collections.abc import Iterator

from briefing.engines.rules.detectors.beside import Span, by_then, clause_at, may_be_of_one, telling
from briefing.engines.rules.detectors.contexts import names_apart
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.denials import denials
from briefing.language.traces import no_trace, trace

TOPIC = "traces"
"""What the summary says of it."""

SURE = 0.6

REACH = 6
"""Telling words behind "no sign" among which these stand."""


def traces(pile: Pile) -> Iterator[Candidate]:
    """Pairs of sentences of which one says that there is no sign of what the other tells of signs of."""
    none = {each.place: at for each in pile.profiles if (at := no_trace(each.bare, each.document.language))}
    some = {each.place: at for each in pile.profiles if (at := trace(each.bare, each.document.language))}
    for pair in pile.pairs:
        for i, j in (pair, pair[::-1]):
            a, b = pile.profiles[i], pile.profiles[j]
            if i in none and j in some and _may_be_of_one(a, b) and (found := _against(a, none[i], b, some[j])):
                left, right = found
                sides = (Voice(a, *left),), (Voice(b, *right),)
                labels = a.text[slice(*left)], b.text[slice(*right)]
                yield Candidate(Detector.ABSENCES, "contradiction", TOPIC, sides, labels, SURE, 1, by_then(a, b))


def _against(a: Profile, no: Span, b: Profile, yes: Span) -> tuple[Span, Span] | None:
    """Both phrases with what there are signs of or not, where it is one, and the sentences share more."""
    code = b.document.language
    start, end = clause_at(b.bare, yes, code)
    if denials(b.bare[start:end], code).denials:
        return None
    missing = telling(a, (no[1], len(a.text)))[:REACH]
    found = _named(b, (yes[1], end))
    stems = {stem for stem, _ in missing}
    if not missing or not found or not {stem for stem, _ in found} <= stems or missing[0][0] != found[0][0]:
        return None
    common = {stem for stem, _ in telling(a, (0, len(a.text)))} & {stem for stem, _ in telling(b, (0, len(b.text)))}
    if not common - {stem for stem, _ in found}:
        return None
    last = max(at[1] for stem, at in missing if stem in {each for each, _ in found})
    return (no[0], last), (yes[0], found[-1][1][1])


def _named(profile: Profile, span: Span) -> tuple[tuple[str, Span], ...]:
    """Of what there are signs: the first telling word behind "signs of", and the next where nothing stands between."""
    told = telling(profile, span)[:2]
    is_one = len(told) > 1 and not profile.text[told[0][1][1] : told[1][1][0]].strip()
    return told if is_one else told[:1]


def _may_be_of_one(a: Profile, b: Profile) -> bool:
    return may_be_of_one(a, b) and not names_apart(a, b)
