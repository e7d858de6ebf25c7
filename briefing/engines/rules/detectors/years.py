"""The years a sentence is of, where they are not that of its report."""

from datetime import date
from functools import lru_cache

from briefing.engines.rules.detectors.profile import Profile
from briefing.language.days import days
from briefing.language.en.rules.counting import ORIGIN, OTHER_TIME
from briefing.language.reading import Day

RECENT = 14
"""Days before a report on which what it tells of may have happened."""


@lru_cache(maxsize=65_536)
def other_years(profile: Profile) -> frozenset[str]:
    """The years a sentence names, that of its report left out, and "ago" where it only says that it was another."""
    since = {hit.end() for hit in ORIGIN.finditer(profile.text)}
    years = {f"{q.value:g}" for q in profile.quantities if q.kind == "year" and q.value is not None
             and q.start not in since}
    published = profile.document.published or ""
    every = days(profile.text, profile.document.language, published or None)
    told = [each for each in every if not each.relative and each.start not in since]
    dated = {each.iso[:4] for each in told if each.iso}
    whole = {each.iso for each in told if each.iso and len(each.iso) == len(published)}
    past = {each for each in whole if _long_before(each, published)}
    # without its day a report's own date is as good as this year's
    named = (((years | dated) if published else years) - {published[:4]}) | past
    past |= {f"{each.month}-{each.day}" for each in every if _in_another_season(each, published)}
    return frozenset(named | past | ({"ago"} if OTHER_TIME.search(profile.text) else set()))


def _in_another_season(each: Day, published: str) -> bool:
    """Whether a day given without its year lies far from that of its report, before or after."""
    if each.year or not each.month or not each.day or len(published) != len("2031-05-06"):
        return False
    try:
        apart = abs((date.fromisoformat(published) - date(int(published[:4]), each.month, each.day)).days)
    except ValueError:
        return False
    return min(apart, 365 - apart) > RECENT


def _long_before(day: str, published: str) -> bool:
    """Whether a day lies so far before a report that another event is meant."""
    return (date.fromisoformat(published) - date.fromisoformat(day)).days > RECENT
