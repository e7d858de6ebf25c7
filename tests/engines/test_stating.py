"""Which sentences state the same, so that facts become one claim, and which only speak of the same thing."""

import pytest

from briefing.engines.rules.detectors.profile import profile
from briefing.engines.rules.stating import Stating, refuse
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
    ("The transport minister, Ilse Holm, said she had full confidence in the head of Tarnline, Marek Ost.",
     "The transport minister, Ilse Holm, called for the resignation of the head of Tarnline, Marek Ost, over it."),
    ("The mayor of Oster, Jon Vik, met the director of the port, Ada Lund.",
     "The mayor of Oster, Jon Vik, sued the director of the port, Ada Lund."),
    ("Tarnline said no ransom was paid to the attackers.", "Tarnline paid 2.5 million dollars to the attackers."),
)


def alike(one: str, two: str, certainty: Certainty = "stated",
          when: tuple[str | None, str | None] = (None, None), code: str = "en") -> float:
    """How far two sentences of two reports state the same."""
    profiles = []
    for place, (text, day) in enumerate(zip((one, two), when, strict=True)):
        document = Document(f"d{place}", None, "", "", text, language=code)
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


@pytest.mark.parametrize(("code", "one", "two"), [
    ("fr", "Des plongeurs ont trouvé deux trous dans la coque du bac Alma lundi, a indiqué la préfecture.",
     "Le bac Alma est remorqué vers Oster, a indiqué la préfecture lundi."),
    ("es", "Los buzos hallaron dos agujeros en el casco del ferri Alma, informó el lunes la autoridad portuaria.",
     "El ferri Alma es remolcado hacia Oster, informó el lunes la autoridad portuaria."),
])
def test_who_says_it_makes_two_statements_no_one_in_other_languages_either(code: str, one: str, two: str) -> None:
    """The last clause says who says it and when; what it is that he says stands before."""
    assert alike(one, two, code=code) < LEAST


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


@pytest.mark.parametrize(("one", "two", "expected"), [
    ("The port said no ransom was paid to the attackers.", "The port paid two million to the attackers.", True),
    ("The mayor was told of the leak in March.", "The mayor was not told of the leak before May.", True),
    ("The harbour trust did not own the crane.", "The crane was owned by the harbour trust until 2030.", True),
    ("The trust did not quote a letter from its bank.", "The paper saw cranes, quoting letters of the yard.", False),
    ("The bridge was not closed on Monday.", "The school was closed on Monday.", False),
    ("The port paid no ransom.", "The port did not pay the attackers.", False),
])
def test_one_refuses_what_another_says_of_the_same_thing(one: str, two: str, expected: bool) -> None:
    """Whichever comes first; what is denied of another thing, or by both, is no refusal."""
    assert refuse(one, two) is refuse(two, one) is expected
