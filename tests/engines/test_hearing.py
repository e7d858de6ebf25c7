"""How many independent sources speak of what a sentence tells."""

from briefing.engines.rules.hearing import heard
from briefing.model import Evidence, Fact


def facts(*texts: str) -> list[Fact]:
    """Facts of as many documents."""
    return [Fact(f"f{n}", f"d{n}", text, "event", (Evidence(0, len(text), text),)) for n, text in enumerate(texts, 1)]


PIER = "The old pier of Lannick collapsed in the storm on Monday."
STORM = "A storm on Monday made the pier at Lannick harbour collapse."
GULLS = "Gulls ate the sandwiches of a class on its way to the museum."


def test_a_sentence_is_heard_by_each_other_source_that_speaks_of_it() -> None:
    """In other words too; what nobody else speaks of is heard by none."""
    told = facts(PIER, STORM, GULLS)
    found = heard(told, {"f1": "o1", "f2": "o2", "f3": "o3"})
    assert found["f1"] > 0.5
    assert not found.get("f3")


def test_copies_hear_once_and_never_themselves() -> None:
    """Three papers with one agency's text are one source."""
    told = facts(PIER, STORM, STORM, STORM)
    one = heard(told, {"f1": "o1", "f2": "o2", "f3": "o2", "f4": "o2"})
    several = heard(told, {"f1": "o1", "f2": "o2", "f3": "o3", "f4": "o4"})
    assert one["f1"] <= 1 < several["f1"]
    assert not heard(facts(PIER, PIER), {"f1": "o1", "f2": "o1"}).get("f1")


def test_a_long_report_hears_a_short_sentence_more_than_it_is_heard() -> None:
    """What counts is how much of one's own words the others have."""
    found = heard(facts(PIER, f"{STORM[:-1]}, and the school, the market and the fish hall were emptied by firemen."),
                  {"f1": "o1", "f2": "o2"})
    assert found["f1"] > found["f2"]
