"""What counts as a figure, and what is read of it."""

import pytest
from far import soon
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.quantities import quantities


def read(text: str) -> list[tuple[object, ...]]:
    """(letters, value, unit, kind, bound, noun) of each figure."""
    return [(each.text, each.value, each.unit, each.kind, each.bound, each.noun) for each in quantities(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("About 15,000 Tarnish troops crossed.", ("About 15,000", 15000, None, "number", "about", "troops")),
    ("At least seven people drowned.", ("At least seven", 7, None, "number", "at least", "people")),
    ("More than 2000 islanders left.", ("More than 2000", 2000, None, "number", "more than", "islanders")),
    ("up to 3,000 rescue workers", ("up to 3,000", 3000, None, "number", "at most", "workers")),
    ("fewer than twenty-five boats", ("fewer than twenty-five", 25, None, "number", "less than", "boats")),
    ("20 or so sailors", ("20 or so", 20, None, "number", "about", "sailors")),
    ("100 or more cabins", ("100 or more", 100, None, "number", "at least", "cabins")),
    ("seven of the passengers", ("seven", 7, None, "number", "exact", "passengers")),
    ("12 police officers", ("12", 12, None, "number", "exact", "officers")),
    ("nine dead", ("nine", 9, None, "number", "exact", "dead")),
    ("one person was hurt", ("one", 1, None, "number", "exact", "person")),
    ("a dozen eggs", ("a dozen", 12, None, "number", "exact", "eggs")),
    ("half a million people", ("half a million", 500_000, None, "number", "exact", "people")),
    ("two hundred and fifty thousand men", ("two hundred and fifty thousand", 250_000, None, "number", "exact", "men")),
    ("a 12-member crew", ("12", 12, None, "number", "exact", "member")),
    ("5m people", ("5m", 5_000_000, None, "number", "exact", "people")),
    ("a third of voters", ("a third", 0.333333333333333, "part", "number", "exact", "voters")),
    ("It cost $121bn.", ("$121bn", 121e9, "USD", "money", "exact", None)),
    ("about US$5.2 million", ("about US$5.2 million", 5_200_000, "USD", "money", "about", None)),
    ("5 billion dollars", ("5 billion dollars", 5e9, "USD", "money", "exact", None)),
    ("€3.5 million", ("€3.5 million", 3_500_000, "EUR", "money", "exact", None)),
    ("£2k", ("£2k", 2000, "GBP", "money", "exact", None)),
    ("15.5% of voters", ("15.5%", 15.5, "%", "percent", "exact", "voters")),
    ("five per cent", ("five per cent", 5, "%", "percent", "exact", None)),
    ("18 percentage points", ("18 percentage points", 18, "points", "percent", "exact", None)),
    ("at 6.04am", ("6.04am", 364, None, "time", "exact", None)),
    ("06:00 GMT", ("06:00", 360, None, "time", "exact", None)),
    ("9 p.m. on", ("9 p.m.", 1260, None, "time", "exact", None)),
    ("11am.", ("11am", 660, None, "time", "exact", None)),
    ("a five-year-old girl", ("five-year-old", 5, "year", "age", "exact", None)),
    ("a man aged 42 drowned", ("42", 42, "year", "age", "exact", None)),
    ("Ines Okoro, 42, said", ("42", 42, "year", "age", "exact", None)),
    ("the captain, 42, said", ("42", 42, "year", "age", "exact", None)),
    ("an 80m-deep shaft", ("80m-deep", 80, "m", "measure", "exact", "deep")),
    ("a 40-metre-deep shaft", ("40-metre-deep", 40, "m", "measure", "exact", "deep")),
    ("a 140-ton hull", ("140-ton", 140, "ton", "measure", "exact", None)),
    ("32 metres (see above) deep", ("32 metres", 32, "m", "measure", "exact", None)),
    ("three more days", ("three more days", 3, "day", "measure", "exact", None)),
    ("50 sq km", ("50 sq km", 50, "km²", "measure", "exact", None)),
    ("60 miles per hour", ("60 miles per hour", 60, "mph", "measure", "exact", None)),
    ("at -5C", ("-5C", -5, "°C", "measure", "exact", None)),
    ("its tenth voyage", ("tenth", 10, None, "ordinal", "exact", None)),
    ("the 21st voyage", ("21st", 21, None, "ordinal", "exact", None)),
    ("in 2012", ("2012", 2012, None, "year", "exact", None)),
    ("Storm Kills 15", ("15", 15, None, "number", "exact", None)),
])
def test_a_figure_is_read_whole(text: str, expected: tuple[object, ...]) -> None:
    """Letters, value, unit, kind, bound and what is counted."""
    assert read(text) == [expected]


@pytest.mark.parametrize(("text", "pair"), [
    ("between 8% and 15.5% of them", [("between 8%", 8, "%"), ("15.5%", 15.5, "%")]),
    ("eight to ten seconds", [("eight", 8, "second"), ("ten seconds", 10, "second")]),
    ("20-30 boats", [("20", 20, None), ("30", 30, None)]),
    ("$105 to $120 billion", [("$105", 105e9, "USD"), ("$120 billion", 120e9, "USD")]),
    ("two or three men", [("two", 2, None), ("three", 3, None)]),
])
def test_a_range_gives_both_ends(text: str, pair: list[tuple[object, ...]]) -> None:
    """The lower end has the unit and scale that only the upper one spells out."""
    assert [(each.text, each.value, each.unit) for each in quantities(text)] == pair
    assert {each.bound for each in quantities(text)} == {"between"}
    assert len({each.noun for each in quantities(text)}) == 1


@pytest.mark.parametrize("text", [
    "The ferry left on November 25, 2024, 25 Nov 2024, 2024-11-25 or Nov. 9.",
    "KSLV-1, Alma-4, H-2A and Radar 5 flew; a Boeing 737 landed.",
    "Call 020 7123 4567, +44 20 7123 4567 or 555-123-4567.",
    "They won 2-1, in a 60-40 vote, at 10 Harbour Street.",
    "One of them, no one, the one; version 1.2.3; the 1990s; 9/11.",
    "See https://example.org/2031/05/06?a=7 or mail desk42@example.org [3] #5 No. 10.",
    "1. Engines\n2) Hulls",
])
def test_what_only_holds_digits_is_no_figure(text: str) -> None:
    """Dates, names of models, telephone numbers, results, addresses and list numbers count nothing."""
    assert [each.text for each in quantities(text)] == []


def test_vague_counts_have_no_value() -> None:
    """"Dozens" and the like are figures all the same."""
    found = quantities("Dozens of people, several boats, hundreds of thousands of birds, a few gulls.")
    assert [(each.text, each.value, each.vague, each.noun) for each in found] == [
        ("Dozens", None, True, "people"), ("several", None, True, "boats"),
        ("hundreds of thousands", None, True, "birds"), ("a few", None, True, "gulls")]


def test_a_second_number_takes_its_own_bound() -> None:
    """"Or more" belongs to the first, "or more than" to the second."""
    assert [(each.value, each.bound) for each in quantities("148 or more than 200; 90 or fewer than 20")] == [
        (148, "exact"), (200, "more than"), (90, "exact"), (20, "less than")]


def test_numbers_joined_by_and_are_not_added_up() -> None:
    """"Four and 20" are two figures."""
    assert [each.value for each in quantities("four and 20 blackbirds")] == [4, 20]


@given(st.text(" ,.-0123456789$%mkagetwofhundrandillion\n", max_size=80))
def test_spans_are_letter_for_letter_and_in_order(text: str) -> None:
    """Whatever the text, each figure's letters stand where it says."""
    last = 0
    for each in quantities(text):
        assert text[each.start:each.end] == each.text
        assert each.start >= last - 30  # a clock may stand within the words of a cue
        last = each.start


@pytest.mark.parametrize(("piece", "many"), [
    ("1", 0), ("1,111,", 0), ("one hundred ", 20_000), ("x@", 0), ("+1 ", 20_000), ("9.", 0), ("- ", 0), ("a", 0),
    ("$", 0),
    ("2012 ", 20_000), ("9:50 ", 20_000)])
def test_long_runs_take_no_longer_than_their_length(piece: str, many: int) -> None:
    """Tens of thousands of anything are read in proportion, and hold the figures they hold."""
    found: list[int] = []
    assert soon(lambda: found.append(len(quantities(piece * 20_000))))
    assert found == [many]


@pytest.mark.parametrize("digits", ["9" * 400, "9" * 20_000, "1," + "000," * 200 + "000"])
def test_a_number_without_measure_has_no_value(digits: str) -> None:
    """It is seen, and no endless value comes into a record."""
    assert [each.value for each in quantities(f"They counted {digits} grains.")] == []
