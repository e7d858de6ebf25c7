"""Counts that stand beside one word in two reports, each of which has no other of the kind beside it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefing.engines.rules.detectors.anchors import ROLE, acts_of, anchors, rarity, sort_of, telling, words_of
from briefing.engines.rules.detectors.contexts import elsewhere, is_rate, of_some, rival_subjects
from briefing.engines.rules.detectors.counting import Count
from briefing.engines.rules.detectors.finding import apart
from briefing.engines.rules.detectors.profile import Pile
from briefing.engines.rules.detectors.sides import minutes_between
from briefing.engines.rules.detectors.things import AROUND_BEFORE, AROUND_BEHIND, HOLDING, HOUR, SPAN
from briefing.language.en.rules.anchors import BEFORE_NOW, OTHER_ONE, SUMMONED
from briefing.text.words import term, terms

SURE = 0.45
"""How sure it is that two such counts are of one thing."""

NEAREST = {"count": 0.4, HOLDING: 0.6, "money": 0.3, "percent": 0.6, "length": 0.5}
"""Ratio from which two counts of a family may be of one thing."""

SPREAD = 0.3
"""That of all other families."""

MANY = 20
"""From so many of a noun on two reports count all there are, though they lie further apart."""

FEW = 5
"""Below so many of a noun two reports may well speak of others of them."""

NOUN_NEAR = 0.6
"""Ratio from which two counts of one noun are of one thing, where each report has no other count of it."""

TOGETHER, LONG_TOGETHER = 4, 10
"""Days between two reports of one state of things, and of what stays as it is."""

LASTING = frozenset({"mass", "volume", "area", "length", "speed"})
"""Families of what stays as it is from day to day."""

MOMENTS = 180
"""Minutes that two accounts of one moment lie apart, at most."""

FAR = 3.0
"""How many times as large a count is that is of something else."""

NOUNS = frozenset({"count", "persons"})
"""Families of counts of a noun."""

MANIFOLD = frozenset(
    "people persons individuals others officers police policemen soldiers troops workers employees staff jobs members "
    "pupils students companies firms countries teams points goals games matches times days years".split()
)
"""Nouns of which a report may count several groups."""

SOME_OF = frozenset("women men girls boys children".split())
"""Nouns of which few count too: how many of a group were women is told once."""

AT_ONE = {HOUR: HOUR, "time": HOUR, SPAN: SPAN, "duration": SPAN}
"""Families that are compared as one beside a word."""

KINDS = {HOUR: "times", "money": "sums", "percent": "shares"}
"""The kind of the roles that a family has; any other has those of measures."""

SUMS = frozenset({"money", "percent"})
"""Families of which a report has many."""

TELLING = frozenset(f"{ROLE}{role}" for role in "bribed claimed fined ransom refunded reward stolen".split())
"""Roles that a story has one sum of; of others the sentences must name what they are of."""

LONELY = frozenset({HOUR, SPAN, "mass", "volume", "area", "speed", "m³"})
"""Families of which one word tells what they are of; of the others there are too many in any report."""


def by_one_word(every: Sequence[Count], pile: Pile) -> Iterator[tuple[str, str, list[Count]]]:
    """Groups of counts of one family and noun or unit that stand beside one word, or count one noun, with the family
    and the noun or unit."""
    rare = rarity(pile)
    groups: dict[tuple[str, str, str], list[Count]] = defaultdict(list)
    for count in every:
        kind = _kind(count)
        if kind is None:
            continue
        if count.family == HOLDING or (count.family in NOUNS and (count.quantity.noun or "") not in MANIFOLD):
            groups[(*kind, "")].append(count)
        for anchor in _anchors(count):
            if rare.is_rare(anchor, count.profile.document.id):
                groups[(*kind, anchor)].append(count)
    for (family, what, _), group in sorted(groups.items(), key=lambda each: each[0]):
        alone = _alone(group)
        if len({count.profile.document.id for count in alone}) > 1:
            yield family, what, alone


def _anchors(count: Count) -> frozenset[str]:
    """The words and roles beside a count by which it is known."""
    kind = "counts" if count.family in NOUNS else KINDS.get(AT_ONE.get(count.family, count.family), "measures")
    found = anchors(count.profile, count.quantity.start, count.quantity.end, kind)
    return found - {term(count.quantity.noun)} if count.quantity.noun else found


def _kind(count: Count) -> tuple[str, str] | None:
    """Family and noun or unit of what two reports may give differently beside one word; None for any other count."""
    family, q = AT_ONE.get(count.family, count.family), count.quantity
    if family in {"people", "age", "level", "magnitude", "rank"} or count.profile.tabled or q.vague or is_rate(count):
        return None
    if family in NOUNS:
        if not q.noun:
            return None
        return "count", q.noun if q.noun in SOME_OF else sort_of(q.noun, count.profile.document.language)
    return family, (q.unit or "" if family in {"money", "percent"} else "")


def _alone(group: Sequence[Count]) -> list[Count]:
    """The counts to which their report gives no second one that could be of the same."""
    values: dict[str, set[float]] = defaultdict(set)
    for count in group:
        values[count.profile.document.id].add(count.low)
    return [count for count in group if not any(_rivals(count, other) for other in values[count.profile.document.id])]


def _rivals(count: Count, value: float) -> bool:
    """Whether another value of a report could be of what a count is of."""
    if value == count.low:
        return False
    return AT_ONE.get(count.family) == HOUR or max(value, count.low) <= FAR * min(value, count.low)


def _is_of_call(count: Count) -> bool:
    """Whether a time of day is that of a call or of somebody's coming, which is later than what they came for."""
    q, text = count.quantity, count.profile.text
    return SUMMONED.search(text[max(0, q.start - AROUND_BEFORE) : q.end + AROUND_BEHIND]) is not None


def at_one_word(a: Count, b: Count, pile: Pile) -> float:
    """How sure it is that two counts are of one thing because words beside them, or what they count, are the same; 0
    where their values, days, places or subjects lie too far apart."""
    if a.profile.origin == b.profile.origin or a.times != b.times or _at_two_times(a, b):
        return 0.0
    if elsewhere(a, b) or of_some(a, b) or of_some(b, a) or rival_subjects(a, b):
        return 0.0
    family = "count" if a.family in NOUNS else AT_ONE.get(a.family, a.family)
    if not _are_near(family, a, b):
        return 0.0
    common = _anchors(a) & _anchors(b)
    one, two = (acts_of(count.profile, count.quantity.start, count.quantity.end) for count in (a, b))
    if one and two and not one & two and not any(each.startswith(ROLE) for each in common):
        return 0.0
    if family in SUMS and not common & TELLING and not _of_one_subject(a, b, common):
        return 0.0
    enough = 1 if family in LONELY | NOUNS or any(each.startswith(ROLE) for each in common) else 2
    return SURE if len(common) >= enough or (family in NOUNS and _are_all(a, b)) or family == HOLDING else 0.0


def _at_two_times(a: Count, b: Count) -> bool:
    """Whether two reports are of two states of things, or one of two sentences speaks of an earlier one."""
    most = LONG_TOGETHER if AT_ONE.get(a.family, a.family) in LASTING else TOGETHER
    one, two = ([said.search(c.profile.text) is not None for said in (BEFORE_NOW, OTHER_ONE)] for c in (a, b))
    return apart(a.profile, b.profile) > most or one != two


def _of_one_subject(a: Count, b: Count, common: frozenset[str]) -> bool:
    """Whether the sentences of two sums share a telling word beside those of the role they have in common."""
    said = frozenset().union(*(words_of(role, a.profile.document.language, KINDS[a.family])
                            for role in common if role.startswith(ROLE)))
    units = terms(f"{a.quantity.text} {b.quantity.text}")
    return bool((telling(a.profile) & telling(b.profile)) - said - units)


def _are_near(family: str, a: Count, b: Count) -> bool:
    """Whether two values may be of one thing."""
    if family == HOUR:
        return minutes_between(a, b) <= MOMENTS and _is_of_call(a) == _is_of_call(b)
    low, high = sorted((a.low, b.low))
    nearest = NOUN_NEAR if family == "count" and low < MANY else NEAREST.get(family, SPREAD)
    return low >= nearest * high


def _are_all(a: Count, b: Count) -> bool:
    """Whether two counts of one noun are of enough to be of all there are."""
    return max(a.low, b.low) >= FEW or a.quantity.noun in SOME_OF
