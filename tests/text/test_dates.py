"""Dates as texts write them, and what the day of publication makes of them."""

import pytest
from far import soon
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.en.dates import dates, written

ANCHOR = "2031-05-07"  # a Wednesday


def read(text: str, anchor: str | None = ANCHOR) -> list[tuple[str, str | None]]:
    """(letters, iso) of each date."""
    return [(each.text, each.iso) for each in dates(text, anchor)]


@pytest.mark.parametrize(("text", "iso"), [
    ("November 25, 2030", "2030-11-25"), ("25 Nov 2030", "2030-11-25"), ("Dec. 29, 2017", "2017-12-29"),
    ("2030-11-25", "2030-11-25"), ("25th of November 2030", "2030-11-25"), ("NOV 25 2030", "2030-11-25"),
    ("Monday, November 25, 2030", "2030-11-25"), ("Mon, 25 Nov 2030", "2030-11-25"),
    ("November\n25, 2030", "2030-11-25"),
    ("25-Nov-2030", "2030-11-25"), ("25.11.2030", "2030-11-25"), ("11/25/2030", "2030-11-25"), ("3/4/2030", "2030"),
    ("December 2012", "2012-12"), ("late December 2012", "2012-12"), ("late 2012", "2012"), ("mid-2012", "2012"),
    ("spring of 2012", "2012"), ("30 February 2012", None),
])
def test_a_date_that_names_its_year_needs_no_anchor(text: str, iso: str | None) -> None:
    """The whole of it is one span, and the anchor changes nothing."""
    assert read(f"It sank {text}; all swam.", None) == [(text, iso)]
    assert [each.relative for each in dates(text, ANCHOR)] == [False]


@pytest.mark.parametrize(("text", "iso"), [
    ("on May 5", "2031-05-05"), ("on 31 October", "2031-10-31"), ("on Dec. 20", "2030-12-20"),
    ("on June 1", "2031-06-01"), ("on Jan. 3", "2031-01-03"), ("on Monday, May 5", "2031-05-05"),
    ("on Sunday, May 5", "2030-05-05"), ("on Thursday, May 5", "2031-05-05"),
])
def test_a_missing_year_is_the_nearest_likely_one(text: str, iso: str) -> None:
    """This year's day, last year's where that is over half a year ahead; a weekday beside it decides if it can."""
    assert [each.iso for each in dates(f"It sank {text}.", ANCHOR)] == [iso]
    assert [each.iso for each in dates(f"It sank {text}.")] == [None]


@pytest.mark.parametrize(("text", "found"), [
    ("It sank on Monday.", [("Monday", "2031-05-05")]),
    ("It sank on Wednesday.", [("Wednesday", "2031-05-07")]),
    ("Wednesday’s storm and Sunday morning", [("Wednesday", "2031-05-07"), ("Sunday", "2031-05-04")]),
    ("last Wednesday, next Wednesday", [("last Wednesday", "2031-04-30"), ("next Wednesday", "2031-05-14")]),
    ("Divers will go down on Friday.", [("Friday", "2031-05-09")]),
    ("It will sink, he said on Friday.", [("Friday", "2031-05-02")]),
    ("yesterday, today, tonight and tomorrow", [("yesterday", "2031-05-06"), ("today", "2031-05-07"),
                                                ("tonight", "2031-05-07"), ("tomorrow", "2031-05-08")]),
    ("last month, this year, next year", [("last month", "2031-04"), ("this year", "2031"), ("next year", "2032")]),
    ("last week", [("last week", None)]),
    ("two days ago, three years ago", [("two days ago", "2031-05-05"), ("three years ago", "2028")]),
    ("in March, last May, in December", [("March", "2031-03"), ("May", "2030-05"), ("December", "2030-12")]),
])
def test_relative_dates_are_counted_from_the_anchor(text: str, found: list[tuple[str, str | None]]) -> None:
    """The latest such day on or before it, or the next where the clause looks ahead."""
    assert read(text) == found
    assert [each.iso for each in dates(text)] == [None] * len(found)
    assert all(each.relative for each in dates(text, ANCHOR))


@pytest.mark.parametrize(("text", "found"), [
    ("25-27 November 2030", ["2030-11-25", "2030-11-27"]),
    ("between Nov. 25 and 27, 2030", ["2030-11-25", "2030-11-27"]),
    ("in 2010-2012 and 2015/16", ["2010", "2012", "2015", "2016"]),
])
def test_a_range_gives_both_ends(text: str, found: list[str]) -> None:
    """Each end is a date of its own."""
    assert [each.iso for each in dates(text)] == found


@pytest.mark.parametrize("text", [
    "Theresa May may march on; June Okoro sang.", "The Sunday Times; Black Friday; Harbour Today.",
    "2000 troops, $2000, 2,012 cases, 2012km, flight 12-34, 1.2030", "On Nov. 31st street", "a 60-40 vote",
])
def test_names_and_counts_are_no_dates(text: str) -> None:
    """Nor are sums of money, nor months that are persons."""
    assert [each.iso for each in dates(text, ANCHOR) if each.iso] == []


def test_a_range_does_not_swallow_a_count() -> None:
    """"Nov. 5 and 26 people" names one day."""
    assert [each.text for each in dates("Between Nov. 5 and 26 people fell ill.", ANCHOR)] == ["Nov. 5"]


def test_a_decade_has_no_iso_form() -> None:
    """It is found, so that nobody counts it."""
    assert [(each.text, each.iso, each.precision) for each in dates("in the 1990s")] == [("1990s", None, "decade")]


def test_an_anchor_without_a_day_settles_nothing() -> None:
    """A month of publication is not enough to tell a weekday."""
    assert read("on Monday", "2031-05") == [("Monday", None)]


@given(st.text(" ,.-/0123456789MayNovmbrondtsueWw'\n", max_size=80))
def test_spans_are_letter_for_letter_and_never_overlap(text: str) -> None:
    """Whatever the text; and what is written out needs no anchor to be found."""
    last = 0
    for each in dates(text, ANCHOR):
        assert last <= each.start < each.end
        assert text[each.start:each.end] == each.text
        last = each.end
    assert len(written(text)) <= len(dates(text, ANCHOR))


@pytest.mark.parametrize(("piece", "within", "between"), [
    (" ", 0, 0), ("1", 0, 0), ("May ", 0, 10_000), ("12 ", 1, 0), ("\n", 0, 0), ("in ", 1, 0),
    ("Monday ", 29_999, 10_000), ("2012-", 0, 0), ("1/1", 0, 0)])
def test_long_runs_take_no_longer_than_their_length(piece: str, within: int, between: int) -> None:
    """Tens of thousands of anything are read in proportion, and hold the dates they hold."""
    found: list[int] = []
    assert soon(lambda: found.append(len(dates("12" + piece * 30_000 + "May", ANCHOR))))
    assert soon(lambda: found.append(len(dates(f"{piece}12     " * 10_000, ANCHOR))))
    assert found == [within, between]
