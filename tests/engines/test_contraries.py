"""What two reports in another language than English say contrarily of one thing, and what only looks so."""

import pytest

import briefing
from briefing.report import Report


def page(language: str, one: str, other: str, *, later: str = "2031-03-13") -> Report:
    """The page of two reports of a sentence each."""
    common = {"title": "Lannick", "language": language}
    return briefing.write([{**common, "date": "2031-03-13", "publisher": "Lannick Post", "text": one},
                           {**common, "date": later, "publisher": "Velm Post", "text": other}])


@pytest.mark.parametrize(("language", "one", "other", "words"), [
    ("de", "Die Brücke über die Tarn in Lannick ist für den Verkehr geöffnet.",
     "Die Brücke über die Tarn in Lannick bleibt für den Verkehr gesperrt.", ("geöffnet", "gesperrt")),
    ("de", "Die Mieten in Lannick sind im vergangenen Jahr gestiegen, sagt das Wohnungsamt.",
     "Die Mieten in Lannick sind im vergangenen Jahr gesunken, sagt der Mieterbund.", ("gestiegen", "gesunken")),
    ("fr", "Toutes les écoles de Lannick restent fermées.", "Certaines écoles de Lannick restent fermées.",
     ("Toutes les", "Certaines")),
    ("fr", "Tous les passagers du ferry ont été débarqués.",
     "Plusieurs passagers du ferry ont été débarqués, les autres attendent.", ("Tous les", "Plusieurs")),
    ("fr", "Le festival de Lannick aura lieu en juin.", "Le festival de Lannick, prévu en juin, est annulé.",
     ("aura lieu", "annulé")),
    ("es", "El puente de Lannick está abierto de nuevo al tráfico.", "El puente de Lannick sigue cerrado al tráfico.",
     ("abierto", "cerrado")),
    ("es", "El concierto de Lannick se celebrará el sábado.", "El concierto de Lannick del sábado ha sido cancelado.",
     ("se celebrará", "cancelado")),
    ("it", "Gli affitti a Lannick sono aumentati, secondo l'ufficio alloggi.",
     "Gli affitti a Lannick sono diminuiti, secondo l'unione degli inquilini.", ("aumentati", "diminuiti")),
    ("it", "Tutte le scuole di Lannick restano chiuse.", "Alcune scuole di Lannick restano chiuse.",
     ("Tutte le", "Alcune")),
    ("pt", "A ponte de Lannick está de novo aberta ao trânsito.", "A ponte de Lannick continua fechada ao trânsito.",
     ("aberta", "fechada")),
    ("pt", "Todas as escolas de Lannick ficam fechadas.", "Algumas escolas de Lannick ficam fechadas.",
     ("Todas as", "Algumas")),
])
def test_contraries_of_one_thing_stand_side_by_side(
    language: str, one: str, other: str, words: tuple[str, str]
) -> None:
    """Each in its own sentence, the summary giving the two words."""
    (found,) = page(language, one, other).divergences
    assert {each.statement for each in found.positions} == {one, other}
    assert all(f"“{word}”" in found.summary for word in words)


@pytest.mark.parametrize(("language", "one", "other"), [
    ("de", "Der Umsatz von Lannick Stahl stieg leicht.", "Der Gewinn von Lannick Stahl sank leicht."),
    ("de", "Die Brücke in Lannick ist gesperrt.", "Die Brücke in Lannick wird am Freitag geöffnet."),
    ("de", "Die Brücke in Lannick ist gesperrt.", "Die Brücke in Lannick ist nicht geöffnet."),
    ("de", "Alle Schulen in Lannick bleiben geöffnet.", "Einige Straßen in Lannick sind gesperrt."),
    ("de", "Die Fähre nach Lannick ist gesperrt.", "Ob die Fähre nach Lannick geöffnet wird, ist unklar."),
    ("fr", "Le chiffre d'affaires de Lannick Acier a augmenté.", "Le résultat de Lannick Acier a baissé."),
    ("fr", "Le pont nord de Lannick est ouvert.", "Le pont sud de Lannick est fermé."),
    ("es", "Las ventas de Lannick subieron en enero.", "Las ventas de Lannick bajaron en febrero."),
    ("es", "El mercado de Lannick está abierto.", "El museo de Lannick está cerrado."),
    ("it", "Il fatturato della Lannick è salito.", "L'utile della Lannick è sceso."),
    ("pt", "A linha para Lannick está aberta.", "A estrada para Lannick está fechada."),
])
def test_contrary_words_of_two_things_or_times_are_no_divergence(language: str, one: str, other: str) -> None:
    """Another subject, day or place, what is to come, asked or denied."""
    assert page(language, one, other).divergences == ()


def test_a_later_report_explains_a_contrary() -> None:
    """What was shut on one day may be open on the next."""
    (found,) = page("de", "Die Brücke über die Tarn in Lannick ist für den Verkehr gesperrt.",
                    "Die Brücke über die Tarn in Lannick ist für den Verkehr geöffnet.", later="2031-03-14").divergences
    assert found.explained_by == "later report"
