"""The notes in which an outlet takes back what it wrote."""

import pytest

from briefing.language.corrections import correction, says


@pytest.mark.parametrize(("code", "note", "right", "wrong"), [
    ("en", "Correction, May 6, 2031: An earlier version of this report misstated how many boats sank. It was four, not "
           "fourteen.", ("four",), ("fourteen",)),
    ("en", "Correction: The pier burned on Tuesday, not Monday.", ("Tuesday",), ("Monday",)),
    ("en", "An earlier version of this story said 40 boats had sunk. The harbour counts 14.", ("14",), ("40",)),
    ("en", "Clarification (May 3): The pier cost 4.5 million euros rather than 45 million.", ("4.5 million euros",),
     ("45 million",)),
    ("en", "Editor's note: an earlier version gave the skipper's name as Ole Brant, not Ole Brand.", ("Ole Brand",),
     ("Ole Brant",)),
    ("en", "Correction: a previous version said the dock closed in 2019 and not in 2021.", ("2021",), ("2019",)),
    ("en", "Correction: the council voted to sell the pool, not the library.", ("the pool",), ("the library",)),
    ("en", "Correction: A report on Monday said that 40 boats had sunk. The harbour counts 14.", ("14",), ("40",)),
    ("en", "Correction: We wrote on 3 May that 40 boats had sunk. In fact 14 did.", ("14",), ("40",)),
    ("en", "Correction: The harbour's report said that 14 boats had sunk.", ("14",), ()),
    ("en", "Correction: Our report gave Tuesday. It burned on Monday.", ("Monday",), ("Tuesday",)),
    ("de", "Korrektur: In unserem Bericht vom Montag hieß es, 40 Boote seien gesunken. Es waren 14.", ("14",), ("40",)),
    ("de", "Korrektur: In einer früheren Version hieß es, 14 Boote seien gesunken. Es waren vier, nicht vierzehn.",
     ("vier",), ("14", "vierzehn")),
    ("fr", "Rectificatif : une version précédente de cet article indiquait 45 bateaux. Ils étaient 12.", ("12",),
     ("45",)),
    ("es", "Fe de errores: en una versión anterior se decía que había 30 barcos. Eran 13.", ("13",), ("30",)),
    ("it", "Errata corrige: le barche sono 12 e non 21.", ("12",), ("21",)),
    ("pt", "Correção: os barcos eram 12, e não 21.", ("12",), ("21",)),
])
def test_a_note_names_what_is_right_and_what_was_wrong(code: str, note: str, right: tuple[str, ...],
                                                       wrong: tuple[str, ...]) -> None:
    """Whichever of the two it names first, with a label or in words about its own earlier version."""
    found = correction(note, code)
    assert found is not None
    assert (found.right, found.wrong) == (right, wrong)


@pytest.mark.parametrize("text", [
    "Four boats sank, not fourteen, the harbour master said.",
    "Corrections to the law are expected: ministers want three changes, not four, they said.",
    "The court threw out an earlier version of the plan, which cost 40 million euros, not counting the pier.",
    "This article was amended on 3 May 2031.",
    "Correction: an earlier version of this article misspelled a name.",
])
def test_a_report_that_says_not_is_no_note(text: str) -> None:
    """Nor is one that only says that something was changed."""
    assert correction(text, "en") is None


@pytest.mark.parametrize(("text", "wording", "so"), [
    ("Fourteen boats sank.", "14", True), ("14 boats sank.", "fourteen", True), ("Forty boats sank.", "14", False),
    ("It burned on Monday.", "Monday", True), ("It burned on Tuesday.", "Monday", False),
    ("Ole Brant spoke.", "Ole Brant", True), ("Ole Brand spoke.", "Ole Brant", False),
])
def test_a_value_is_known_in_any_writing(text: str, wording: str, so: bool) -> None:
    """Figures and words are one number; a name is its letters."""
    assert says(text, "en", wording) is so
