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


@pytest.mark.parametrize(("language", "one", "other", "no", "yes"), [
    ("de", "Der Hallenleiter Uwe Kern ist am Abend in Lannick festgenommen worden, sagte die Polizei.",
     "Der Hallenleiter Uwe Kern sei nicht festgenommen worden, sagte sein Anwalt Jens Pohl.",
     "nicht festgenommen worden", "festgenommen worden"),
    ("es", "El encargado, Tomás Vera, fue detenido por la noche en Lannick, informó la policía.",
     "El encargado, Tomás Vera, no fue detenido, aseguró su abogada, Inés Soto.", "no fue detenido", "detenido"),
    ("fr", "Le gérant, Paul Lenoir, a été mis en examen mardi à Lannick, selon le parquet.",
     "Le gérant, Paul Lenoir, n'a pas été mis en examen, affirme son avocate, Lise Faure.",
     "pas été mis en examen", "mis en examen"),
    ("it", "Il direttore, Paolo Neri, è stato arrestato in serata a Lannick, ha detto la polizia.",
     "Il direttore, Paolo Neri, non è stato arrestato, ha detto il suo avvocato Luca Sala.",
     "non è stato arrestato", "arrestato"),
    ("pt", "O gerente, Paulo Neves, foi detido à noite em Lannick, disse a polícia.",
     "O gerente, Paulo Neves, não foi detido, afirmou a sua advogada, Inês Souto.", "não foi detido", "detido"),
    ("ru", "Директор склада Павел Нилов был задержан вечером, сообщила полиция.",
     "Директор склада Павел Нилов не был задержан, заявил его адвокат.", "не был задержан", "задержан"),
])
def test_what_one_says_was_done_and_another_was_not_stands_side_by_side(
    language: str, one: str, other: str, no: str, yes: str
) -> None:
    """With the words that deny it on one side and what they deny on the other."""
    (found,) = page(language, f"{one}", f"{other}").divergences
    assert [each.statement for each in found.positions] == [other, one]
    assert f"“{no}”" in found.summary
    assert f"“{yes}”" in found.summary


@pytest.mark.parametrize(("language", "one", "other"), [
    ("de", "Die Fähre Merle lag am Nordkai von Lannick.", "Die Fähre Merle liegt nicht mehr am Nordkai von Lannick."),
    ("fr", "Le ferry Merle était amarré au quai nord de Lannick.",
     "Le ferry Merle n'est plus amarré au quai nord de Lannick."),
    ("es", "El ferry Merle estaba amarrado en el muelle norte de Lannick.",
     "El ferry Merle ya no está amarrado en el muelle norte de Lannick."),
])
def test_what_no_longer_is_so_contradicts_nothing(language: str, one: str, other: str) -> None:
    """It was so before, which is what the other tells."""
    assert page(language, one, other).divergences == ()
