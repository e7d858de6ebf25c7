"""Days as each language tells them: a line of `days/<code>.txt` is a text, " => ", and what is read in it."""

from pathlib import Path

import pytest

from briefing.language.days import days
from briefing.language.reading import Day

HERE = Path(__file__).parent / "days"
PUBLISHED = "2026-11-12"  # a Thursday
CASES = [(path.stem, *line.split(" => "))
         for path in sorted(HERE.glob("*.txt"))
         for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]  # fmt: skip


def told(day: Day) -> str:
    """ "am Freitag = 2026-11-13"; "~" before a day that is only likely, "?" for one that can't be told."""
    return f"{day.text} = {day.iso or (f'~{day.likely}' if day.likely else '?')}"


@pytest.mark.parametrize(("code", "text", "expected"), CASES)
def test_days_are_read_as_the_language_tells_them(code: str, text: str, expected: str) -> None:
    """With the day of publication for what is left out, and nothing where there is no day."""
    found = days(text, code, PUBLISHED)
    assert "; ".join(map(told, found)) == expected.removesuffix("-").strip()
    assert all(each.text == text[each.start : each.end] for each in found)


@pytest.mark.parametrize("code", ["de", "fr", "es", "pt", "it", "ru", "zh", "ar", "en"])
def test_without_a_plausible_day_of_publication_nothing_relative_is_dated(code: str) -> None:
    """A placeholder of 1970 or of the year one tells no weekday and leaves no year out."""
    lines = [text for each, text, _ in CASES if each == code]
    for published in (None, "1970-01-01", "0001-01-01"):
        found = [day for text in lines for day in days(text, code, published)]
        assert all(day.iso is None and day.likely is None for day in found if day.relative)


def test_a_language_without_a_reader_has_dates_in_figures_only() -> None:
    """Its words are not looked at, so none of them is taken for a day."""
    found = days("Orsen stängs den 2027-04-03, sade Brandt i tisdags. 3.4.2027 i maj", "sv", PUBLISHED)
    assert [each.iso for each in found] == ["2027-04-03", "2027-04-03"]
