"""Days and counts as a reader says them."""

import re
from collections.abc import Iterable

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")


def day(iso: str) -> str:
    """"2024-11-25" as "25 November 2024", "2024-11" as "November 2024"; anything else as it is."""
    found = re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?(?!\d)", iso)
    if not found or not 1 <= int(found[2]) <= 12:
        return iso
    return " ".join(part for part in (found[3] and str(int(found[3])), _MONTHS[int(found[2]) - 1], found[1]) if part)


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
