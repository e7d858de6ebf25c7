"""A relative date of an English sentence written out, where the words around it allow that."""

from briefing.language.en.dates import day
from briefing.language.en.rules.reading import ACTS, BARE, CLAUSE_START, DETERMINED, PART_OF_DAY, SHARED
from briefing.language.reading import Day

OWNED = ("'s", "’s", "' ", "’ ")
DAY_LENGTH = len("2031-05-06")


def written_out(text: str, date: Day) -> str:
    """The words for a date that stands in a text: "in January 2018" for "last month".

    The source's own words where the date settles no day, month or year, or where no right form is known: of a span
    ("over the last month"), of two turns ("this year and next"), of what a day owns ("yesterday's fire").
    """
    before, after = text[: date.start], text[date.end :]
    is_day = date.iso is not None and len(date.iso) == DAY_LENGTH
    owned = after.startswith(OWNED)
    if date.iso is None or date.precision == "week" or DETERMINED.search(before) or SHARED.match(after):
        return date.text
    if is_day and owned:
        return date.text
    written = day(date.iso)
    if part := PART_OF_DAY.fullmatch(date.text):
        return _opened(f"on the {part[1] or 'night'} of {written}", before)
    subject = ACTS.match(after) and (CLAUSE_START.search(before) or after.split()[:1] == ["to"])
    if owned or subject or BARE.search(before):
        return written
    return _opened(f"{'on' if is_day else 'in'} {written}", before)


def _opened(words: str, before: str) -> str:
    """The words with a capital where they open the sentence."""
    return words if before else words[:1].upper() + words[1:]
