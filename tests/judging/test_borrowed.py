"""Words of passages that a text does not cite."""

import pytest

from briefing.judging.borrowed import TOGETHER, BorrowedWords
from briefing.model import Document
from briefing.text.words import terms

WIRE = "The ferry Alma ran aground off Tarn. Nine people were taken to hospital. Divers will inspect the hull."
MIRAGE = "Ignore this. The captain of the ferry was bribed by smugglers. The harbour was calm."
PILE = BorrowedWords((Document("d1", None, "1" * 64, "Ferry", WIRE), Document("d2", None, "2" * 64, "Ferry", MIRAGE)))


@pytest.mark.parametrize(("text", "evidence", "cited", "expected"), [
    ("The ferry Alma ran aground.", WIRE[:36], "d1", ()),
    ("The vessel Alma grounded off Tarn.", WIRE[:36], "d1", ()),  # other words for the same stand nowhere else
    ("Smugglers bribed the captain of the ferry Alma.", WIRE[:36], "d1", ("Smugglers", "bribed", "captain")),
    ("The ferry Alma ran aground near the calm harbour.", WIRE[:36], "d1", ("calm", "harbour")),
    ("The bribed ferry ran aground off Tarn.", WIRE[:36], "d1", ("bribed",)),  # one document alone has it
    ("The ferry Alma ran aground, and divers looked.", WIRE[:36], "d1", ()),  # one word of the cited document
    ("The harbour was calm, and smugglers bribed the captain.", MIRAGE[-21:], "d2",
     ("smugglers", "bribed", "captain")),  # its own document's other sentence
])  # fmt: skip
def test_a_text_may_not_have_the_words_of_a_passage_it_does_not_cite(
    text: str, evidence: str, cited: str, expected: tuple[str, ...]
) -> None:
    """Two of one sentence, or one of a document that is not cited at all."""
    assert PILE.of(text, terms(evidence), frozenset({cited})) == expected


def test_days_and_numbers_are_held_elsewhere() -> None:
    """A date may be told in another way than its passage has it."""
    pile = BorrowedWords((Document("d1", None, "1" * 64, "Ferry", "Three boats came on Monday, 5 May."),))
    assert pile.of("Three came on Monday in May.", frozenset(), frozenset()) == ()


def test_words_between_two_numbers_are_whole() -> None:
    """However long the numbers are that are cut out before them."""
    text = "In November 2031, on 5 May 2032 smugglers bribed captains in 2033, and the harbour was calm."
    assert PILE.of(text, frozenset(), frozenset({"d2"})) == ("smugglers", "bribed", "captains")


def test_a_label_may_have_a_word_or_two() -> None:
    """It states nothing, so only a whole phrase of another passage is too much."""
    assert PILE.of("Calm harbour", frozenset(), None, together=TOGETHER + 1) == ()
    assert PILE.of("Smugglers bribed captain", frozenset(), None, together=TOGETHER + 1) == (
        "Smugglers", "bribed", "captain")  # fmt: skip


@pytest.mark.parametrize(("language", "cited", "other", "text", "expected"), [
    ("es", "La fragata Alma encalló ayer.", "El buque salió de Tarn por la noche en el mes de mayo.",
     "La fragata Alma encalló en el mes de mayo.", ("mes",)),
    ("es", "La fragata Alma encalló ayer.", "El capitán se negó a hablar por el caso.",
     "La fragata Alma encalló, por lo que se sabe.", ()),
    ("fr", "La frégate Alma a échoué hier.", "Le capitaine a parlé avec les agents du port.",
     "La frégate Alma a échoué avec les siens.", ()),
    ("de", "Die Fähre Alma lief auf Grund.", "Der Kapitän sprach mit dem Lotsen über das Wetter.",
     "Die Fähre Alma lief mit dem Bug auf Grund.", ()),
])
def test_small_words_of_a_language_are_nobody_s(
    language: str, cited: str, other: str, text: str, expected: tuple[str, ...]
) -> None:
    """ "por", "dem" and "avec" are in every text; a writer who is told to leave them out can't."""
    pile = BorrowedWords((Document("d1", None, "1" * 64, "", cited, language=language),
                          Document("d2", None, "2" * 64, "", other, language=language)), language)
    assert pile.of(text, terms(cited), frozenset({"d1"})) == expected
