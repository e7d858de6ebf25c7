"""Which sentences state the same, so that facts become one claim, and which only speak of the same thing."""

import pytest

from briefing.engines.rules.detectors.profile import profile
from briefing.engines.rules.stating import Stating
from briefing.model import Certainty, Document, Evidence, Fact

LEAST = 0.4

SAME = (
    ("The council of Oster shut the old bridge on Monday after a storm.",
     "On Monday the old bridge was shut by the council of Oster, following a storm."),
    ("The clinic will treat 40 patients a day, its director said.", "Its director said that the clinic will treat 40 "
     "patients each day."),
    ("Marta Quill, the minister of health, opened the new clinic in Lannick.",
     "The new clinic in Lannick was opened by Marta Quill."),
)
OTHER = (
    ("Divers found a hole in the hull of the ferry Alma on Monday, the coast guard said.",
     "The ferry Alma is being towed to Oster, the coast guard said on Monday."),
    ("The storm killed nine people in Oster.", "The storm killed twelve people in Oster."),
    ("The gates of the lock were open when the barge came.", "The gates of the lock were not open when it came."),
    ("The court will hear the case of the Oster bakery on 4 May.", "The court will hear the case of the Oster bakery "
     "on 6 May."),
    ("Rescuers searched the mine at Kell until midnight.", "The mine at Kell had passed its inspection in the spring."),
    ("Ivo Lent, the head of the port, praised the crews.", "Ivo Lent, the head of the port, sold his house."),
)


def alike(one: str, two: str, certainty: Certainty = "stated",
          when: tuple[str | None, str | None] = (None, None)) -> float:
    """How far two sentences of two reports state the same."""
    profiles = []
    for place, (text, day) in enumerate(zip((one, two), when, strict=True)):
        document = Document(f"d{place}", None, "", "", text)
        fact = Fact(f"f{place}", f"d{place}", text, "event", (Evidence(0, len(text), text),), when=day,
                    certainty=certainty if place else "stated")
        profiles.append(profile(place, fact, document, f"o{place}"))
    return Stating(profiles).alike(0, 1)


@pytest.mark.parametrize(("one", "two"), SAME)
def test_another_wording_of_one_statement_is_the_same(one: str, two: str) -> None:
    """Order, voice, asides and who is named as the speaker change nothing."""
    assert alike(one, two) >= LEAST


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_what_shares_names_or_contradicts_is_not_the_same(one: str, two: str) -> None:
    """Sharing a place, a speaker and a day is not enough; another figure, day or "not" is too much."""
    assert alike(one, two) < LEAST


def test_a_plan_a_guess_and_a_denial_are_not_what_happened() -> None:
    """Sentences of another certainty never become one claim."""
    text = "The mill at Kell closed its gates for the winter."
    assert alike(text, text) == 1.0
    for certainty in ("planned", "possible", "denied"):
        assert alike(text, text, certainty) == 0.0  # type: ignore[arg-type]


def test_two_days_are_two_statements() -> None:
    """Where both name a day, it must be one."""
    text = "The mill at Kell closed its gates."
    assert alike(text, text, when=("2031-05-06", "2031-05-06")) == 1.0
    assert alike(text, text, when=("2031-05-06", "2031-05-07")) == 0.0
