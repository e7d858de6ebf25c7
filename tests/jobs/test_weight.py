"""What a story of today weighs, part by part."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from pile import Tale, between, heap

from briefing.jobs.weight import weigh

HALL, OPENS = "Market hall of Oster", "The new hall opens on Friday."
ONE = 0.8  # what a story of one source weighs of which nothing else is to be said


def weight(*says: str, titles: Sequence[str] = (HALL,), topics: Sequence[str] = (), focus: str | None = None,
           **fields: Any) -> float:
    """What a story weighs beyond what its sources give it."""
    briefing, news, fresh = heap(Tale(titles, says or (OPENS,), **fields))
    (weighed,) = weigh(briefing, news, fresh, topics=topics, focus=focus)
    return round(weighed.weight - 0.8 * math.log2(1 + len(weighed.fresh)), 6)


def test_each_source_that_is_new_to_a_story_adds_less_than_the_one_before() -> None:
    """By the logarithm; copies of one source are one, and those of other days none."""
    briefing, news, fresh = heap(Tale([HALL] * 3, (OPENS,)))
    assert weigh(briefing, news, fresh)[0].weight == pytest.approx(1.6)
    assert weigh(briefing, news, fresh - {"d1", "d2"})[0].weight == pytest.approx(ONE)
    first, *others = briefing.origins
    joined = replace(first, members=tuple(one for each in briefing.origins for one in each.members))
    assert weigh(replace(briefing, origins=(joined,)), news, fresh)[0].weight == pytest.approx(ONE)
    assert [each.fresh for each in weigh(briefing, news, fresh - {"d2"})] == [("d1", "d3")]
    assert len(others) == 2


@pytest.mark.parametrize(("says", "more"), [
    (["A sailor was killed off Oster."], 1.0),  # half of what is told, headline and sentence, speaks of harm
    (["A sailor was killed off Oster.", "A fire broke out on board."], 4 / 3),
    (["He is a skilled sailor.", "The deadline is Friday."], 0.0),
    (["Nine people were killed off Oster."], 1.0 + 1 / 1.5),
    (["Nine people were killed off Oster.", "They had 99 people on board."], 2 / 3 + 1 / 1.5),
    (["Nine people were killed.", "Four people were hurt."], 4 / 3 + 1 / 1.5),
    (["About 40,000 people were killed."], 3.0),
    (["Nine people were killed 400 km off Oster."], 1.0 + 1 / 1.5),
    (["Dozens of people were killed."], 1.0),
    (["The court of Oster will sit."], 0.8),
    (["The courtyard of Oster has a new fountain."], 0.0),
    (["The singer came to Oster."], -1.0),
    (["The besinger came to Oster.", "The fansite is new."], 0.0),
])
def test_harm_and_what_binds_weigh_and_what_entertains_takes_away(says: list[str], more: float) -> None:
    """By the share of what is told that speaks of it; the harmed also by how many they are."""
    assert weight(*says) == pytest.approx(more, abs=1e-6)


def test_only_what_a_reader_comes_to_first_is_weighed() -> None:
    """Six headlines, six figures that moved and six sentences; the headlines of new documents only."""
    killed = "A sailor was killed off Oster."
    plain = [f"The hall number {n} opens." for n in range(6)]
    assert weight(*plain, killed) == 0.0
    assert weight(*plain[1:], killed) == pytest.approx(2 / 7, abs=1e-6)
    assert weight(titles=[HALL] * 6 + [killed]) == 0.0
    assert weight(titles=[HALL] * 5 + [killed]) == pytest.approx(2 / 7, abs=1e-6)
    assert weight(titles=[killed, HALL], old=1) == 0.0
    step = ("Cost: 5 million, earlier 4 million", "It costs 5 million.", "It costs 4 million.")
    assert weight(steps=[step] * 6 + [(step[0], killed, killed)]) == 1.5
    assert weight(steps=[step] * 5 + [(step[0], killed, killed)]) == pytest.approx(1.5 + 2 / 8, abs=1e-6)


def test_figures_that_moved_and_divergences_weigh_up_to_two_of_each() -> None:
    """Settled ones as much as moved ones, with what they say; new ones a third."""
    step = ("Cost: 5 million, earlier 4 million", "It costs 5 million.", "It costs 4 million.")
    end = ("Cost: 5 or 4 million", "It costs 5 million.")
    assert [weight(steps=[step] * n) for n in range(4)] == [0.0, 0.75, 1.5, 1.5]
    assert [weight(ends=[end] * n) for n in range(4)] == [0.0, 0.75, 1.5, 1.5]
    assert weight(steps=[step], ends=[end]) == 1.5
    assert weight(ends=[(end[0], "It killed a sailor.")]) == pytest.approx(0.75 + 2 / 3, abs=1e-6)
    differing = between("It costs 5 million.", "It costs 4 million.")
    assert [weight(differs=[differing] * n) for n in range(4)] == [0.0, 0.25, 0.5, 0.5]


def test_what_is_asked_for_weighs_most() -> None:
    """By the share of its words that the news have: a focus eight, the nearest of the topics six."""
    assert weight(focus="market hall") == 8.0
    assert weight(focus="market fire") == 4.0
    assert weight(focus="the") == 0.0
    assert weight(focus="Oster") == 8.0
    assert weight(topics=("market hall",)) == 6.0
    assert weight(topics=("fire", "market hall", "market fire")) == 6.0
    assert weight(topics=("market fire",), focus="hall") == 11.0


def test_the_weightiest_story_comes_first_and_one_without_news_not_at_all() -> None:
    """Each with its own news; those of one weight in the order of the briefing."""
    briefing, news, fresh = heap(Tale([HALL], [OPENS]), Tale(["Sailor killed"], ["A sailor was killed."]),
                                 Tale(["Nothing"]), Tale([HALL], [OPENS]))
    found = weigh(briefing, news, fresh)
    assert [each.story.id for each in found] == ["s2", "s1", "s4"]
    assert [each.news.sections[0].story for each in found] == ["s2", "s1", "s4"]
