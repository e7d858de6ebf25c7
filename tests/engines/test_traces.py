"""No sign of something in one report in another language than English, and signs of it in another."""

import pytest

import briefing
from briefing.report import Report


def page(language: str, one: str, other: str) -> Report:
    """The page of two reports of a sentence each."""
    common = {"title": "Lannick", "language": language, "date": "2031-03-13"}
    return briefing.write([{**common, "publisher": "Lannick Post", "text": one},
                           {**common, "publisher": "Velm Post", "text": other}])


@pytest.mark.parametrize(("language", "one", "other", "words"), [
    ("de", "Es gibt keine Hinweise auf Brandstiftung in der Halle von Lannick, sagte die Polizei.",
     "Die Ermittler fanden in der Halle von Lannick Spuren von Brandstiftung.",
     ("keine Hinweise auf Brandstiftung", "Spuren von Brandstiftung")),
    ("fr", "Aucune trace d'explosif n'a été relevée dans le hangar de Lannick.",
     "Les enquêteurs ont relevé des traces d'explosif dans le hangar de Lannick.",
     ("Aucune trace d'explosif", "des traces d'explosif")),
    ("fr", "Les experts n'ont relevé aucune trace de pesticide dans le puits de Lannick.",
     "Des traces de pesticide ont été relevées dans le puits de Lannick, selon une association.",
     ("aucune trace de pesticide", "Des traces de pesticide")),
    ("es", "No hay indicios de que el incendio de Lannick fuera intencionado, según la policía.",
     "Los investigadores hallaron indicios de un incendio intencionado en Lannick.",
     ("No hay indicios", "indicios de un incendio intencionado")),
    ("it", "Non ci sono tracce di un incendio doloso nel mercato di Lannick.",
     "Gli inquirenti hanno trovato tracce di un incendio doloso nel mercato di Lannick.",
     ("Non ci sono tracce", "tracce di un incendio doloso")),
    ("pt", "Não há indícios de fogo posto no mercado de Lannick, segundo a polícia.",
     "Os investigadores encontraram indícios de fogo posto no mercado de Lannick.",
     ("Não há indícios de fogo posto", "indícios de fogo posto")),
])
def test_no_sign_of_something_stands_beside_signs_of_it(
    language: str, one: str, other: str, words: tuple[str, str]
) -> None:
    """The summary gives both, with what there are signs of or not."""
    (found,) = page(language, one, other).divergences
    assert {each.statement for each in found.positions} == {one, other}
    assert all(word in found.summary for word in words)


@pytest.mark.parametrize(("language", "one", "other"), [
    ("de", "Es gibt keine Hinweise auf Brandstiftung in der Halle von Lannick.",
     "Die Ermittler fanden in der Halle von Lannick Spuren von Benzin."),
    ("de", "Es gibt keine Hinweise auf Brandstiftung in der Halle von Lannick.",
     "Keine Hinweise auf Brandstiftung fand die Polizei in der Halle von Lannick."),
    ("de", "Es gibt keine Hinweise auf Brandstiftung in der Halle von Lannick.",
     "Ob es Hinweise auf Brandstiftung in der Halle von Lannick gibt, ist offen."),
    ("fr", "Aucune trace d'explosif n'a été relevée dans le hangar de Lannick.",
     "Les enquêteurs ont relevé des traces d'essence dans le hangar de Lannick."),
    ("es", "No hay indicios de fraude en Lannick.", "La policía busca indicios de un incendio en Lannick."),
    ("it", "Non ci sono segni di violenza sul corpo trovato a Lannick.",
     "Il corpo trovato a Lannick portava segni di ustioni."),
    ("pt", "Não há sinais de vida sob os escombros em Lannick.", "Os bombeiros viram sinais de fumo em Lannick."),
])
def test_signs_of_another_thing_are_no_divergence(language: str, one: str, other: str) -> None:
    """Nor that there are none, said again, or asked."""
    assert page(language, one, other).divergences == ()
