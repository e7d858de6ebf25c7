"""How many of a number: all eight in one report, six of the eight in another, and what two parties of one report put
a number at."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.engines.rules.attribution import same_person
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.counting import NUMBERS
from briefing.language.en.rules.shares import ALL_OF, COUNTER, ESTIMATE, NEUTRAL, OF_ELSE, PART_OF, REPLY
from briefing.language.quantities import Quantity
from briefing.text.words import term, terms

SHARED = 2
"""Terms beside what is counted that two sentences on one thing have in common."""

SURE, WITHIN = 0.6, 0.3
"""Scores of what two reports and of what two parties of one report differ in."""

NEXT = 2
"""Sentences behind a number in which another party gives its own."""

BRIEF = 7
"""Terms of a sentence that only gives another number, at most."""

ROUND = 0.05
"""Share by which two numbers differ at least to be no rounding."""

FARTHEST = 0.05
"""Ratio below which two numbers are hardly of one thing."""

COUNTED = frozenset({"number", "percent", "money"})


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    profile: Profile
    start: int
    end: int
    part: int
    whole: int
    noun: str


def differing_shares(pile: Pile) -> tuple[Candidate, ...]:
    """Shares of one whole that two reports give differently, and numbers of two parties of one report."""
    return (*_of_one_whole(pile), *_of_two_parties(pile))


def _of_one_whole(pile: Pile) -> Iterator[Candidate]:
    by_whole: dict[tuple[int, str], list[Share]] = defaultdict(list)
    for profile in pile.profiles:
        for share in _shares(profile):
            by_whole[share.whole, share.noun].append(share)
    for shares in by_whole.values():
        for n, one in enumerate(shares):
            for two in shares[n + 1 :]:
                common = one.profile.terms & two.profile.terms - {one.noun} - terms(" ".join(NUMBERS))
                if one.part == two.part or one.profile.document.id == two.profile.document.id or len(common) < SHARED:
                    continue
                sides = tuple((Voice(each.profile, each.start, each.end),) for each in (one, two))
                labels = tuple(each.profile.text[each.start : each.end] for each in (one, two))
                yield Candidate(Detector.SHARES, "figure", "how many", sides, labels, SURE, 1, _explained(one, two))


def _shares(profile: Profile) -> Iterator[Share]:
    """Each share of a whole that a sentence names."""
    if profile.document.language != "en":
        return
    for hit in ALL_OF.finditer(profile.bare):
        whole = _number(hit["whole"])
        yield Share(profile, *hit.span(), whole, whole, term(hit["noun"]))
    for hit in PART_OF.finditer(profile.bare):
        yield Share(profile, *hit.span(), _number(hit["part"]), _number(hit["whole"]), term(hit["noun"]))


def _number(text: str) -> int:
    return NUMBERS.get(text.lower()) or int(text.replace(",", ""))


def _explained(one: Share, two: Share) -> str | None:
    """Whether the later report has more of them: so far six of eight were found."""
    first, second = sorted((one, two), key=lambda share: share.part)
    days = [each.profile.document.published or "" for each in (first, second)]
    return "later report" if all(days) and days[0] < days[1] else None


def _of_two_parties(pile: Pile) -> Iterator[Candidate]:
    """A number that somebody gives, and another's of the same in a brief sentence behind it."""
    for place, other in enumerate(pile.profiles):
        given = _given(other) if len(other.terms) <= BRIEF else None
        if given is None:
            continue
        q, who = given
        for before in reversed(pile.profiles[max(0, place - NEXT) : place]):
            if before.document.id == other.document.id and (first := _rival(before, other, q, who)):
                sides = ((Voice(before, first.start, first.end),), (Voice(other, q.start, q.end),))
                yield Candidate(Detector.SHARES, "figure", "how many", sides, (first.text, q.text), WITHIN, 2)
                break


def _given(profile: Profile) -> tuple[Quantity, str] | None:
    """The one number of a sentence in which somebody puts it, and who that is."""
    numbers = [q for q in profile.quantities if q.kind in COUNTED and q.value is not None]
    hit = COUNTER.search(profile.bare)
    return (numbers[0], hit["who"]) if len(numbers) == 1 and hit and profile.document.language == "en" else None


def _rival(before: Profile, other: Profile, q: Quantity, who: str) -> Quantity | None:
    """The number of a sentence that another party gives otherwise."""
    estimate = ESTIMATE.search(before.bare)
    source = estimate["who"] if estimate else before.fact.speaker
    if source is None and not REPLY.search(other.bare):
        return None
    if source and (same_person(source, who) or terms(source) & terms(who)):
        return None
    if other.terms - before.terms - terms(f"{who} {q.text}") - NEUTRAL or OF_ELSE.search(other.bare):
        return None
    same = [each for each in before.quantities if each.kind == q.kind and each.unit == q.unit and each.value]
    same = [each for each in same if each.start > estimate.end()][:1] if estimate and len(same) > 1 else same
    if len(same) != 1 or not q.value or (q.noun and same[0].noun and term(q.noun) != term(same[0].noun)):
        return None
    low, high = sorted((same[0].value or 0.0, q.value))
    return same[0] if FARTHEST * high <= low < (1 - ROUND) * high else None
