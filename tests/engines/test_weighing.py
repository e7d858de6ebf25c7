"""What a hit of a detector weighs."""

from dataclasses import replace

from briefing.engines.rules.comparing import CONSERVED, DETECTORS, weighed
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.profile import profile
from briefing.engines.rules.detectors.weighing import Weights, fitted
from briefing.model import Document, Evidence, Fact


def hit(detector: Detector, score: float, text: str = "The lock was open.") -> Candidate:
    """A hit on two sentences of its own."""
    sides = []
    for place in (1, 2):
        document = Document(f"d{place}", None, "", "", text)
        fact = Fact(f"{text}{place}", document.id, text, "event", (Evidence(0, len(text), text),))
        sides.append((Voice(profile(place, fact, document, f"o{place}"), 0, len(text)),))
    return Candidate(detector, "contradiction", "it", tuple(sides), ("one", "two"), score, 2)


def test_every_detector_is_called_and_has_a_weight() -> None:
    """None is left out of the comparison, none was forgotten when the weights were fitted."""
    assert set(DETECTORS) == set(Detector)
    assert {each.value for each in Detector} <= set(fitted().of)


def test_a_surer_hit_is_likelier_right() -> None:
    """The chance rises with the score and stays between 0 and 1."""
    chances = [fitted().chance(hit(Detector.OPPOSITES, score)) for score in (0.0, 0.5, 1.0)]
    assert chances == sorted(chances)
    assert 0 < chances[0] < chances[-1] < 1


def test_what_is_likelier_wrong_is_not_told_unless_it_is_a_figure() -> None:
    """A hit that weighs nothing is dropped; a rival figure or day stays whatever it weighs."""
    nothing = Weights({})
    for detector in Detector:
        assert bool(weighed([hit(detector, 0.9)], nothing)) is (detector in CONSERVED)


def test_of_two_hits_on_one_pair_the_likelier_is_told() -> None:
    """The same two sentences make one divergence."""
    sure, unsure = hit(Detector.DENIALS, 0.9), hit(Detector.FIRMNESS, 0.9)
    assert weighed([unsure, sure]) == [sure]
    other = replace(unsure, sides=hit(Detector.FIRMNESS, 0.9, "The mill was shut.").sides)
    assert set(weighed([other, sure])) == {sure, other}
