"""The heading over a divergence: what it is about, in words a reader would print."""

import pytest

from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.profile import profile
from briefing.engines.rules.summing import summary
from briefing.model import DivergenceKind, Document, Evidence, Fact


def voice(number: int, text: str, differing: str) -> tuple[Voice, ...]:
    """A sentence with what differs in it."""
    fact = Fact(f"f{number}", f"d{number}", text, "event", (Evidence(0, len(text), text),))
    start = text.index(differing)
    return (Voice(profile(number, fact, Document(f"d{number}", None, "", "", text), f"o{number}"), start,
                  start + len(differing)),)


def headed(kind: DivergenceKind, topic: str, detector: Detector, *sides: tuple[str, str],
           labels: tuple[str, ...] = ()) -> str:
    """The heading over what these sentences say."""
    voices = tuple(voice(n, *side) for n, side in enumerate(sides, 1))
    return summary(Candidate(detector, kind, topic, voices, labels or tuple(each for _, each in sides), 1.0, 1))


@pytest.mark.parametrize(("sides", "begins"), [
    ((("The council of Oster had decided to remove the Vikmar from its list.", "had decided"),
      ("A member of the council proposed to remove the Vikmar from its list.", "proposed")),
     "To remove the Vikmar from its list: "),
    ((("The ministry had agreed to close a quay at Lannick on Monday.", "had agreed"),
      ("The mayor announced plans to close a quay at Lannick in May.", "announced plans")),
     "To close a quay at Lannick: "),
    ((("The board had approved patrols in Velm Bay.", "had approved"),
      ("The mayor asked for patrols in Velm Bay.", "asked for")), "Patrols in Velm Bay: "),
])
def test_a_heading_begins_with_a_capital_and_a_thing(sides: tuple[tuple[str, str], ...], begins: str) -> None:
    """Or with what is to be done to it as a whole; not with a verb that both sentences happen to have before it."""
    assert headed("status", "step", Detector.STEPS, *sides).startswith(begins)


def test_who_did_it_is_asked_of_words_that_stand_together() -> None:
    """"Harbour crane: …", not "Harbour, crane: …"."""
    told = headed("attribution", "who did it", Detector.DEEDS,
                  ("Brand Shipping put up the harbour crane at Oster.", "Brand Shipping"),
                  ("At Oster the harbour crane was the work of the navy.", "the navy"))
    assert told == "Harbour crane: Brand Shipping or the navy did it"


def test_a_hedge_without_a_matter_in_common_has_its_topic() -> None:
    """A row of words that happen to stand in both is no heading."""
    told = headed("status", "how firmly it is put", Detector.FIRMNESS,
                  ("Some women were reportedly told by police to hide rings.", "reportedly"),
                  ("Guards warned other women that thieves steal.", "warned"), labels=("reportedly", "warned"))
    assert told == "How firmly it is put: “reportedly” in one, stated in another"


def test_a_figure_is_headed_by_what_it_counts() -> None:
    """With the figures as the reports give them."""
    assert headed("figure", "number of injured", Detector.FIGURES,
                  ("At least 40 people were hurt.", "At least 40 people"),
                  ("More than 50 people were hurt.", "More than 50 people")) == (
        "Number of injured: at least 40 people or more than 50 people")
