"""What the sentences of two counts say against their being of one thing: another place, time, subject or part."""

import re

from briefing.engines.rules.detectors.counting import Count
from briefing.engines.rules.detectors.openings import TOLLS
from briefing.engines.rules.detectors.profile import Profile
from briefing.language.en.rules.anchors import RATE
from briefing.language.en.rules.figures import PLACE, SUBJECT, WHOLLY
from briefing.text.names import names
from briefing.text.words import term, terms

SUBJECT_NEAR = 0.6
"""Ratio from which two figures are what one thing stood at."""


def elsewhere(a: Count, b: Count) -> bool:
    """Whether the two are counted in two places ("40 houses in Oster", "15 houses in Lannick")."""
    first, second = (PLACE.match(c.profile.text[c.quantity.end :]) for c in (a, b))
    return first is not None and second is not None and first["place"] != second["place"]


def is_rate(count: Count) -> bool:
    """Whether a count is of what happens again and again: "200 lorries a day"."""
    return RATE.match(count.profile.text, count.quantity.end) is not None


def times_past(count: Count) -> frozenset[str]:
    """The times a count is of; what becomes of people is of one event, whenever that is to be."""
    year = (count.profile.document.published or "")[:4]
    if count.family != "people" or not year:
        return count.times
    return frozenset(time for time in count.times if not (time.isdigit() and time > year))


def on_two_days(a: Count, b: Count) -> bool:
    """Whether people were counted on two days, as those who gathered are: a toll is of one event whenever it is
    given."""
    one, two = a.profile.fact.when, b.profile.fact.when
    return a.what not in TOLLS and one is not None and two is not None and len(one) == len(two) == 10 and one != two


def rival_subjects(a: Count, b: Count) -> bool:
    """Whether each sentence has names, those who speak apart, and they share no word of them."""
    return names_apart(a.profile, b.profile)


def names_apart(a: Profile, b: Profile) -> bool:
    """Whether each of two sentences has names, those who speak apart, and they share no word of them."""
    first, second = (
        {w for n in names(p.text) for w in n.text.lower().split()} - set((p.fact.speaker or "").lower().split())
        for p in (a, b)
    )
    return bool(first and second) and not first & second


def of_some(count: Count, other: Count) -> bool:
    """Whether a count is of some only of what the other counts, by a word before its noun ("four new deputies")."""
    noun = count.quantity.noun
    behind = count.profile.text[count.quantity.end :]
    between = re.match(rf"\s+((?:[a-z-]+\s+){{1,2}}){re.escape(noun)}\b", behind) if noun else None
    return between is not None and not terms(between[1]) - WHOLLY <= other.profile.terms


def is_of_subject(a: Count, b: Count) -> bool:
    """Whether two figures are what the same stood at: "turnout was 61 percent"."""
    one, two = (SUBJECT.search(c.profile.text[: c.quantity.start]) for c in (a, b))
    near = min(a.low, b.low) >= SUBJECT_NEAR * max(a.high, b.high)
    return near and one is not None and two is not None and term(one["what"]) == term(two["what"])
