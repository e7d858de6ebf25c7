"""Days and counts as a reader says them."""

from collections.abc import Iterable

from briefing.language.en.dates import day


def period(days: Iterable[str | None]) -> str:
    """"9 November 2016", or "8 November 2016 to 11 November 2016"; "undated" where no day is known."""
    told = {each for each in days if each}
    known = sorted(each for each in told if not any(other != each and other.startswith(each) for other in told))
    if not known:
        return "undated"
    return day(known[0]) if known[0] == known[-1] else f"{day(known[0])} to {day(known[-1])}"


def count(number: int, noun: str) -> str:
    """"1 source", "3 sources", "1,200 sources"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
