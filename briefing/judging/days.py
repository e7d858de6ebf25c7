"""The gate of days: every date of a sentence, whole or in part, is one that its evidence or its facts give."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.language.language import language_data, word_list
from briefing.language.phrases import Phrases, before_gap
from briefing.language.read import Reading
from briefing.language.reading import Day

Parts = tuple[int | None, int | None, int | None, int | None]
"""Year, month, day and weekday (0 for Monday); None where not told."""


def day_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """The dates of a sentence that its ground does not give."""
    theirs = [parts for each in ground.days for parts in all_parts(each)] + [_of_iso(when) for when in ground.whens]
    for ours in sentence.days:
        if not _stands(ours, theirs, ground):
            yield Fault("day", ours.text)
        elif (limit := _limit(ours, sentence)) and not ground.mixed:
            same = {_limit(each, passage) for passage in ground.passages for each in passage.days
                    if parts_stand(ours, all_parts(each))}
            if same and same.isdisjoint({limit, None}):
                yield Fault("bound", ours.text, str(same.pop()))


def _limit(day: Day, reading: Reading) -> str | None:
    """Whether a day is one from which something is so, or until which; by the words right before it."""
    limits = _limits_of(reading.code)
    found = limits.before(reading.text, before_gap(reading.text, day.start))
    return found[0] if found else None


@cache
def _limits_of(code: str) -> Phrases[str]:
    """The words that say from when or until when, each with which of both."""
    listed = language_data(code, "days").get("limits", {})
    unspaced = bool(language_data(code, "numbers").get("unspaced", False))
    return Phrases.of({word: name for name, words in listed.items() for word in word_list(words)}, apart=not unspaced)


def _stands(ours: Day, theirs: list[Parts], ground: Ground) -> bool:
    """Whether what a date says is said by one date of the evidence; words like "yesterday" by its letters."""
    parts = (ours.year, ours.month, ours.day, ours.weekday)
    if all(part is None for part in parts[:3]) and ours.text.casefold() in ground.text.casefold():
        return True  # "on Mondays", "yesterday"
    if all(part is None for part in parts):
        return False
    if ours.day and ours.month is None and ours.weekday is None:
        # "on the 3rd" tells no month: it stands for another that tells none either
        return any(each.day == ours.day and not each.month for each in ground.days)
    counted = parts[1:] == (None, None, None) and any(each.value == ours.year for each in ground.numbers)
    return counted or parts_stand(ours, theirs)  # "from 2150 to 1870" counts


def parts_stand(ours: Day, theirs: Iterable[Parts]) -> bool:
    """Whether one of several dates says all that a date says."""
    parts = (ours.year, ours.month, ours.day, ours.weekday)
    return any(all(mine is None or mine == other for mine, other in zip(parts, each, strict=True)) for each in theirs)


def all_parts(day: Day) -> Iterator[Parts]:
    """What a date says itself, and what the day of publication makes of it."""
    yield day.year, day.month, day.day, day.weekday
    if day.iso:
        year, month, number, weekday = _of_iso(day.iso)
        yield year, month, number, weekday if day.weekday is None else day.weekday


def _of_iso(when: str) -> Parts:
    year, month, day = [*map(int, when.split("-")), None, None][:3]
    try:
        weekday = date.fromisoformat(when).weekday()
    except ValueError:  # a month, a year, or a day that never was, which a model may give
        weekday = None
    return year, month, day, weekday
