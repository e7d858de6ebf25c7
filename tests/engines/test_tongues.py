"""What holds in every language that is read: a denial is no repetition, and nobody is told whom nothing names."""

import pytest

import briefing
from briefing.report import Report


def page(language: str, *texts: str) -> Report:
    """The page of short reports of one day."""
    common = {"date": "2031-03-13", "title": "Lannick", "language": language}
    return briefing.write([{**common, "publisher": outlet, "text": text}
                           for outlet, text in zip(("Lannick Kurier", "Velm Bote", "Oster Post"), texts, strict=False)])


@pytest.mark.parametrize(("language", "one", "other"), [
    ("de", "Der Gutachter Emil Rauch sagte, die Stadt habe den Deich von Lannick verfallen lassen.",
     "Bürgermeisterin Ina Holm wies den Vorwurf zurück, der Deich von Lannick sei verfallen."),
    ("de", "Das Wasser in Lannick muss abgekocht werden.", "Das Wasser in Lannick muss nicht abgekocht werden."),
    ("es", "El dique de Lannick fue revisado en marzo.", "El dique de Lannick no fue revisado en marzo."),
    ("fr", "La digue de Lannick a été contrôlée en mars.", "La digue de Lannick n'a pas été contrôlée en mars."),
])
def test_what_one_denies_is_not_counted_for_the_other(language: str, one: str, other: str) -> None:
    """Both are told, in a sentence or a table."""
    found = page(language, f"{one} Es schneite in Velm.", f"{other} Die Schule in Oster öffnet.")
    told = {each.text: each for section in found.sections for each in section.sentences}
    shown = {*told, *(position.statement for each in found.divergences for position in each.positions)}
    assert shown >= {one, other}
    assert all(len(told[each].support) == 1 for each in (one, other) if each in told)


@pytest.mark.parametrize(("language", "pointing", "named"), [
    ("de", "Sie wies jede Schuld am Bruch des Deiches von sich.",
     "Bürgermeisterin Ina Holm besuchte am Montag Lannick."),
    ("es", "Su portavoz habló de un error grave en el dique de Lannick.",
     "La alcaldesa Ina Holm visitó el lunes el dique."),
])
def test_a_sentence_that_points_back_is_not_told_alone(language: str, pointing: str, named: str) -> None:
    """Whoever it means stands in the sentence before it only."""
    found = page(language, f"{named} {pointing}", "Lannick: 12.")
    assert pointing not in {each.text for section in found.sections for each in section.sentences}
