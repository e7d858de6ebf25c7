"""What two reports in another language than English give as the cause of one thing."""

import pytest

import briefing
from briefing.report import Report


def page(language: str, one: str, other: str) -> Report:
    """The page of two reports of a sentence each."""
    common = {"title": "Lannick", "language": language, "date": "2031-03-13"}
    return briefing.write([{**common, "publisher": "Lannick Post", "text": one},
                           {**common, "publisher": "Velm Post", "text": other}])


@pytest.mark.parametrize(("language", "one", "other", "causes"), [
    ("de", "Das Konzert in Lannick wurde wegen des Sturms abgesagt.",
     "Das Konzert in Lannick wurde wegen eines Streiks der Musiker abgesagt.", ("Sturms", "Streiks der Musiker")),
    ("de", "Ein defektes Kabel hat das Feuer in der Halle von Lannick ausgelöst.",
     "Das Feuer in der Halle von Lannick wurde durch eine Gasflasche ausgelöst.", ("defektes Kabel", "Gasflasche")),
    ("fr", "L'incendie des halles de Lannick a été causé par un câble défectueux.",
     "L'incendie des halles de Lannick a été provoqué par une bouteille de gaz.", ("câble", "gaz")),
    ("es", "El incendio del mercado de Lannick fue causado por un cable defectuoso.",
     "El incendio del mercado de Lannick fue provocado por una bombona de gas.", ("cable", "bombona")),
    ("it", "Il concerto di Lannick è stato annullato a causa della tempesta.",
     "Il concerto di Lannick è stato annullato a causa di uno sciopero.", ("tempesta", "sciopero")),
    ("pt", "O concerto de Lannick foi cancelado por causa da tempestade.",
     "O concerto de Lannick foi cancelado devido a uma greve.", ("tempestade", "greve")),
])
def test_two_causes_of_one_thing_stand_side_by_side(
    language: str, one: str, other: str, causes: tuple[str, str]
) -> None:
    """Each in its own sentence, the summary giving the two causes."""
    (found,) = page(language, one, other).divergences
    assert {each.statement for each in found.positions} == {one, other}
    assert all(cause in found.summary for cause in causes)


@pytest.mark.parametrize(("language", "one", "other"), [
    ("de", "Das Konzert in Lannick wurde wegen des Sturms abgesagt.",
     "Das Konzert in Lannick wurde wegen starker Böen abgesagt."),
    ("de", "Der Zug nach Lannick fiel wegen Schnees aus.", "Die Fähre nach Lannick fiel wegen eines Streiks aus."),
    ("de", "Das Konzert in Lannick wurde wegen des Sturms abgesagt.",
     "Das Konzert in Lannick wurde nicht wegen eines Streiks abgesagt."),
    ("fr", "Le concert de Lannick a été annulé en raison de la tempête.",
     "Le match de Lannick a été annulé en raison d'une grève."),
    ("it", "A causa della neve diverse scuole di Lannick erano state chiuse.",
     "A causa della neve sono stati cancellati i treni per Lannick."),
    ("es", "El concierto de Lannick fue cancelado debido a la lluvia.",
     "El concierto de Lannick fue cancelado por el ayuntamiento."),
    ("pt", "O concerto de Lannick foi cancelado devido ao vento.",
     "O concerto de Lannick foi cancelado devido à tempestade."),
])
def test_one_cause_in_two_words_or_causes_of_two_things_are_no_divergence(language: str, one: str, other: str) -> None:
    """Wind and storm, another thing, a denial, what the cause had for its effect, and who did it."""
    assert page(language, one, other).divergences == ()
