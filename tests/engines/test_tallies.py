"""How two reports in another language than English say that one vote went."""

import pytest

import briefing
from briefing.report import Report


def page(language: str, one: str, other: str) -> Report:
    """The page of two reports of a sentence each."""
    common = {"title": "Lannick", "language": language, "date": "2031-03-13"}
    return briefing.write([{**common, "publisher": "Lannick Post", "text": one},
                           {**common, "publisher": "Velm Post", "text": other}])


@pytest.mark.parametrize(("language", "one", "other", "tallies"), [
    ("de", "Der Rat von Lannick hat den Haushalt mit 32 zu 12 Stimmen beschlossen.",
     "Der Rat von Lannick beschloss den Haushalt mit 30 gegen 14 Stimmen.", ("32 zu 12", "30 gegen 14")),
    ("de", "Der Rat von Lannick hat den Haushalt einstimmig beschlossen.",
     "Der Rat von Lannick beschloss den Haushalt mit 30 gegen 14 Stimmen.", ("einstimmig", "30 gegen 14")),
    ("fr", "Le conseil de Lannick a adopté le budget par 32 voix contre 12.",
     "Le conseil de Lannick a approuvé le budget par 30 voix contre 14.", ("32 voix contre 12", "30 voix contre 14")),
    ("fr", "Le conseil de Lannick a adopté le budget à l'unanimité.",
     "Le conseil de Lannick a approuvé le budget par 30 voix contre 14.", ("à l'unanimité", "30 voix contre 14")),
    ("es", "El pleno de Lannick aprobó el presupuesto por unanimidad.",
     "El pleno de Lannick aprobó el presupuesto por 30 votos a favor y 14 en contra.", ("por unanimidad", "30 votos")),
    ("it", "Il consiglio di Lannick ha approvato il bilancio con 32 voti a favore e 12 contrari.",
     "Il consiglio di Lannick ha approvato il bilancio con 30 voti a favore e 14 contrari.", ("32 voti", "30 voti")),
    ("pt", "A assembleia de Lannick aprovou o orçamento com 32 votos a favor e 12 contra.",
     "A assembleia de Lannick aprovou o orçamento por 30 votos a favor e 14 contra.", ("32 votos", "30 votos")),
])
def test_two_tallies_of_one_vote_stand_side_by_side(
    language: str, one: str, other: str, tallies: tuple[str, str]
) -> None:
    """In one row, not in another for each number."""
    (found,) = page(language, one, other).divergences
    assert {each.statement for each in found.positions} == {one, other}
    assert all(tally in found.summary for tally in tallies)


@pytest.mark.parametrize(("language", "one", "other"), [
    ("de", "Der Rat von Lannick hat den Windpark mit 24 zu 13 Stimmen beschlossen.",
     "Der Rat von Lannick hat den Haushalt einstimmig beschlossen."),
    ("fr", "Le conseil de Lannick a adopté le parc éolien par 24 voix contre 13.",
     "Le conseil de Lannick a adopté le budget à l'unanimité."),
    ("es", "El pleno de Lannick aprobó el parque por 24 votos a favor y 13 en contra.",
     "El pleno de Lannick aprobó el presupuesto por unanimidad."),
    ("it", "Il consiglio di Lannick ha approvato il parco con 24 voti a favore e 13 contrari.",
     "Il consiglio di Lannick ha approvato il bilancio all'unanimità."),
    ("pt", "A assembleia de Lannick aprovou o parque com 24 votos a favor e 13 contra.",
     "A assembleia de Lannick aprovou o orçamento por unanimidade."),
])
def test_two_votes_of_one_council_are_no_divergence(language: str, one: str, other: str) -> None:
    """All were for the one, not for the other."""
    assert page(language, one, other).divergences == ()
