"""One quotation that two reports in another language than English give to two people."""

import pytest

import briefing
from briefing.report import Report


def page(language: str, one: str, other: str) -> Report:
    """The page of two reports of a sentence each."""
    common = {"title": "Lannick", "language": language, "date": "2031-03-13"}
    return briefing.write([{**common, "publisher": "Lannick Post", "text": one},
                           {**common, "publisher": "Velm Post", "text": other}])


@pytest.mark.parametrize(("language", "one", "other"), [
    ("de", "„Der Deich war seit Jahren morsch“, sagte die Bürgermeisterin Ina Holm.",
     "„Der Deich war seit Jahren morsch“, sagte der Ingenieur Paul Renn."),
    ("fr", "« La digue était pourrie depuis des années », a déclaré la maire Ina Holm.",
     "« La digue était pourrie depuis des années », a déclaré l'ingénieur Paul Renn."),
    ("es", "«El dique estaba podrido desde hace años», dijo la alcaldesa Ina Holm.",
     "«El dique estaba podrido desde hace años», dijo el ingeniero Paul Renn."),
    ("it", "«La diga era marcia da anni», ha detto la sindaca Ina Holm.",
     "«La diga era marcia da anni», ha detto l'ingegnere Paul Renn."),
    ("pt", "«O dique estava podre há anos», disse a autarca Ina Holm.",
     "«O dique estava podre há anos», disse o engenheiro Paul Renn."),
])
def test_one_quotation_in_two_mouths_is_told(language: str, one: str, other: str) -> None:
    """With the two names."""
    (found,) = page(language, one, other).divergences
    assert found.kind == "attribution"
    assert {each.statement for each in found.positions} == {one, other}
    assert "Ina Holm" in found.summary
    assert "Paul Renn" in found.summary


@pytest.mark.parametrize(("language", "one", "other"), [
    ("de", "„Der Deich war seit Jahren morsch“, sagte die Bürgermeisterin Ina Holm.",
     "„Der Deich war seit Jahren morsch“, sagte Holm."),
    ("de", "„Nie wieder Krieg“, sagte die Bürgermeisterin Ina Holm.",
     "„Nie wieder Krieg“, sagte der Ingenieur Paul Renn."),
    ("fr", "« La digue était pourrie depuis des années », a déclaré la maire Ina Holm.",
     "« La digue était pourrie depuis des années », a déclaré la maire."),
])
def test_one_speaker_under_two_names_and_a_slogan_are_no_divergence(language: str, one: str, other: str) -> None:
    """A last name, an office alone, and words that anybody may say."""
    assert page(language, one, other).divergences == ()
