"""Times of day in words: "half past ten", "nine in the evening", "just after eight"."""

import re
from collections.abc import Iterator

from briefing.language.en.rules.hours import CLOCK, SPOKEN, STEPS
from briefing.language.quantities import Quantity

EITHER = "either half"
"""Unit of a time of which nobody says whether it was before or after noon."""

HALF_DAY = 720.0
"""Minutes."""

LATE = 6
"""The hour from which "at night" means before midnight."""


def spoken_hours(text: str, language: str) -> Iterator[Quantity]:
    """The spoken hours of a text in its order, never overlapping."""
    found: list[Quantity] = []
    for form in SPOKEN if language == "en" else ():
        for hit in form.finditer(text):
            start, end = hit.start("step" if "step" in form.groupindex else "hour"), hit.end()
            if not any(start < each.end and each.start < end for each in found):
                found.append(_hour(hit, start))
    yield from sorted(found, key=lambda each: each.start)


def _hour(hit: re.Match[str], start: int) -> Quantity:
    said = hit.groupdict()
    hour, part = CLOCK[said["hour"]], said["part"] or said["night"]
    minutes = hour % 12 * 60.0 + _step(said)
    half = part or said["hour"] in {"noon", "midday", "midnight"}
    if said["hour"] in {"noon", "midday"} or part in {"afternoon", "evening"} or (part == "night" and hour >= LATE):
        minutes += HALF_DAY
    return Quantity(start, hit.end(), hit.string[start : hit.end()], minutes % (2 * HALF_DAY),
                    None if half else EITHER, "time")


def _step(said: dict[str, str | None]) -> float:
    """The minutes past an hour, less than none before it."""
    words = (said.get("step") or "").split()
    minutes = STEPS[words[-2] if words[-1] == "minutes" else words[-1]] if words else 0
    return -minutes if said.get("way") == "to" else minutes
