"""What a sentence counts: each figure with the thing counted, its role and its range."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.engines.rules.detectors.clauses import clause
from briefing.engines.rules.detectors.fates import FATES_APART
from briefing.engines.rules.detectors.hours import spoken_hours
from briefing.engines.rules.detectors.measures import value_range
from briefing.engines.rules.detectors.profile import Profile
from briefing.engines.rules.detectors.things import HOLDING, NOTHING, Figure, thing_counted
from briefing.engines.rules.detectors.years import other_years
from briefing.language.en.rules.counting import (
    AGED,
    BEFORE_PART,
    CAPACITY,
    HOLDS,
    NAMED_HOURS,
    OF_THEM,
    ONE_SPAN,
    OTHERS,
    OWN_PART,
    PARTIAL,
    RANKED,
    SEATS,
    UNITS_OF_MANY,
    VERSION,
)
from briefing.language.quantities import Quantity
from briefing.regex import lazy_regex
from briefing.text.words import term, terms

DASHED = lazy_regex(r"^[-–—]\s+")
"""A dash that opens a sentence or an aside, and makes no number negative: "(UW) - Fourteen people"."""

NAMED = lazy_regex(r"[a-z,]\s+(?:[A-Z]\w+\s+)*[A-Z]\w+\s+$")

PART = "part"
"""The unit of a share in words."""

NOON = 12 * 60.0
"""Minutes since midnight."""


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity with what it counts."""

    profile: Profile
    quantity: Quantity
    family: str
    """"people", whose fate is told, "persons", of whom something else is said, "count", "money", "percent", "age",
    "time", or the dimension of a measure."""

    what: str
    """The fate, noun, currency, subject or dimension word that two counts must share."""

    low: float
    high: float
    clause: frozenset[str]
    """The terms of the clause it stands in."""

    times: frozenset[str]
    """The years it is of, where these are not that of the report."""

    only: frozenset[str] = frozenset()
    """Terms of what it is a sum of ("damage"), where its report gives no other sum of the same."""

    @property
    def exact(self) -> bool:
        """Whether it is one number given without "about", "at least", …"""
        return self.low == self.high and self.quantity.bound == "exact"


def counts(profile: Profile) -> Iterable[Count]:
    """Each figure of a sentence that another report may give differently."""
    text, language = profile.text, profile.document.language
    for q in (*map(_undashed, _whole(profile.quantities, text)), *_in_words(profile)):
        if _partial(q, text, language):
            continue
        figure = Figure(q, text, language, *clause(text, q.start, q.end))
        holds = HOLDS.search(figure.clause) is not None
        if CAPACITY.search(figure.clause) and not holds:
            continue
        family, what = thing_counted(figure)
        if holds:
            family, what = (HOLDING, "") if _is_of_people(q, family) else NOTHING
        if q.unit == PART and family in {"people", "persons", "count"}:
            what = f"{what} {PART}"  # "one in seven died" is no rival of "300 died"
        low, high = _bounds(q, profile)
        if family and high is not None and low is not None:
            yield Count(profile, q, family, what, low, high, terms(figure.clause), other_years(profile))


def _is_of_people(q: Quantity, family: str) -> bool:
    """Whether what a place or a vessel holds is people, or seats for them."""
    return family in {"people", "persons"} or (q.noun or "") in SEATS


def _bounds(q: Quantity, profile: Profile) -> tuple[float | None, float | None]:
    """The lowest and highest value of a quantity; of a range the higher end, which stands within it."""
    low, high = value_range(q)
    if q.bound != "between" or high is None:
        return low, high
    within = (each for each in profile.quantities if q.start < each.start < q.end)
    return low, max((high, *(value_range(each)[1] or high for each in within)))


def _in_words(profile: Profile) -> Iterator[Quantity]:
    """The times of day in words, noon and midnight among them, and lengths of time without a number."""
    spoken = tuple(spoken_hours(profile.text, profile.document.language))
    yield from spoken
    if profile.document.language == "en":
        for hit in ONE_SPAN.finditer(profile.text):
            unit, value = UNITS_OF_MANY.get(hit["unit"].lower(), (hit["unit"].lower(), 1.0))
            yield Quantity(*hit.span("span"), hit["span"], value, unit, "measure")
        for hit in NAMED_HOURS.finditer(profile.text):
            if not any(each.start <= hit.start() < each.end for each in spoken):
                yield Quantity(*hit.span(), hit.group(), NOON if hit["noon"] else 0.0, None, "time")


def _whole(found: Sequence[Quantity], text: str) -> Iterator[Quantity]:
    """The quantities, the two ends of a range as one that begins with the lower."""
    last: Quantity | None = None
    for q in found:
        if q.bound == "between" and last is None:
            last = q
            continue
        if last is not None:
            whole = q.bound == "between" and (q.kind, q.unit) == (last.kind, last.unit)
            yield replace(last, end=q.end, text=text[last.start : q.end], noun=q.noun or last.noun) if whole else last
            last = None
            if whole:
                continue
        yield q
    if last is not None:
        yield last


def _undashed(q: Quantity) -> Quantity:
    """A quantity without the dash before it, which its value was read as negative for."""
    dash = DASHED.match(q.text)
    if dash is None or q.value is None:
        return q
    return replace(q, start=q.start + dash.end(), text=q.text[dash.end() :], value=abs(q.value))


def _partial(q: Quantity, text: str, language: str) -> bool:
    """Whether a figure is no count of its own: a rank, an end of a range, a part of another count, or of a name."""
    before, after = text[: q.start], text[q.end :]
    if q.kind == "ordinal" and RANKED.match(after):
        return False
    if q.kind in {"ordinal", "year"} or (q.bound == "between" and q.kind in {"percent", "money", "age"}):
        return True
    if VERSION.search(before) or (q.kind == "number" and AGED.search(before)):
        return True
    if q.kind == "number" and language != "de" and text[q.start].isdigit() and NAMED.search(before):
        return True  # "Radar 5"; in German every noun has a capital
    if q.kind == "percent":
        return OF_THEM.match(after) is not None
    if OTHERS.match(after) and len({term(w) for w in re.findall(r"\w+", text)} & FATES_APART) > 1:
        return False  # "killed a worker and injured 11 others": these are all who were injured
    return bool(PARTIAL.match(after) or BEFORE_PART.search(before) or OWN_PART.search(before))
