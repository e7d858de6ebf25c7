"""What the gates share: the words of weight, what a text may rest on, and how much of it a text has of its own."""

import pytest

from briefing.judging.gates import faults, foreign, shared
from briefing.judging.ground import Ground, numbered_names, numbers_of_names
from briefing.judging.words import clause_before, clause_behind, weighty_words
from briefing.language.read import Reading
from briefing.text.evidence import is_verbatim

THINGS = ("granite marble copper velvet lantern anchor saddle violin parrot goblet basket candle hammer ladder mirror "
          "needle pillow ribbon shovel teapot").split()


def ground(*passages: str, code: str = "en", outlets: tuple[str, ...] = ()) -> Ground:
    """What a text may rest on: passages in one language."""
    return Ground(tuple(Reading(each, code) for each in passages), outlets=outlets)


@pytest.mark.parametrize(("text", "words"), [
    ("The old barges reached Velm", ["barge", "reach", "velm"]),
    ("the harbour-master’s boat", ["harbo", "boat"]),
    ("桥已经安全", ["桥已", "已经", "经安", "安全"]),
])
def test_words_of_weight_have_four_letters_and_count_by_five(text: str, words: list[str]) -> None:
    """In a script without spaces each pair of signs is one."""
    assert weighty_words(text) == words


def test_a_clause_ends_at_a_mark_and_not_within_a_number() -> None:
    """The last one before, the first one behind."""
    assert clause_before("one, two, three 1,5 four") == " three 1,5 four"
    assert clause_behind("one 1,5 two, three, four") == "one 1,5 two"


def test_a_name_with_a_figure_stands_by_itself() -> None:
    """No part of a longer name or number is one."""
    assert numbered_names("X-Orbis-1, Orbis 2, Orbis 3.5, Orbis 5-6 and Orbis-4.") == {"orbis 2", "orbis 4"}


@pytest.mark.parametrize(("text", "numbers"), [
    ("16 Kestrel 9 helicopters flew.", ["9"]),
    ("16 Kestrel, 9 helicopters flew.", []),
    ("16 kestrel 9 helicopters flew.", []),
    ("16 Kestrel 9 km away flew.", []),
])
def test_a_number_right_behind_a_name_that_is_counted_belongs_to_it(text: str, numbers: list[str]) -> None:
    """But for one that measures."""
    assert [each.text for each in numbers_of_names(Reading(text, "en"))] == numbers


def test_passages_and_outlets_are_texts_of_their_own() -> None:
    """No word runs from one to the next."""
    assert faults(Reading("On Monday Ellery swam.", "en"), ground("On Monday they saw Ann", "Ellery swam there")) == ()
    assert faults(Reading("It rained, says Channel 9.", "en"),
                  ground("It rained.", outlets=("Channel 9", "Post 7"))) == ()


@pytest.mark.parametrize(("text", "is_address"), [
    ("See https://velm", True), ("See HTTP://velm", True), ("See xhttps://velm", False), ("See www.velm", True),
    ("See awww.velm", False), ("See [velm](there)", True), ("See velm", False),
])
def test_a_text_holds_no_address(text: str, is_address: bool) -> None:
    """In whatever form."""
    found = faults(Reading(text, "en"), ground("See velm xhttps awww there HTTP."))
    assert [each.gate for each in found] == (["address"] if is_address else [])


@pytest.mark.parametrize(("text", "passages", "is_unread"), [
    ("Most zamknięto.", ("Most zamknięto.", "Pada."), False),
    ("Most zamknięto", ("Wczoraj: most. Most zamknięto. Pada.",), False),
    ("Most otwarto.", ("Most zamknięto.",), True),
    ("otwarto", (), False),
])
def test_a_language_without_a_reader_is_told_verbatim_only(text: str, passages: tuple[str, ...],
                                                           is_unread: bool) -> None:
    """By any of its passages, but for the last full stop; where there is none, nothing is held."""
    found = faults(Reading(text, "pl"), ground(*passages, code="pl"))
    assert [(each.gate, each.found) for each in found] == ([("unread", "pl")] if is_unread else [])


def test_words_are_verbatim_but_for_their_last_stop() -> None:
    """The text in the passage, not the other way round."""
    assert is_verbatim("It rained …", "Then it stopped. It rained and it shone.")
    assert not is_verbatim("Then it stopped. It rained.", "It rained")


@pytest.mark.parametrize(("ours", "theirs", "label", "is_foreign"), [
    (10, 5, False, False), (10, 4, False, True),
    # a label of a few words says too little; one with a colon has words of its own
    (4, 0, True, False), (5, 0, True, True), (4, 0, False, True), (10, 4, True, True),
    (20, 7, "colon", False), (20, 6, "colon", True), (20, 7, "sentence", True),
])
def test_half_of_the_words_of_a_text_are_those_of_its_evidence(ours: int, theirs: int, label: bool | str,
                                                               is_foreign: bool) -> None:
    """Of a label with a colon a third."""
    words = THINGS[:ours]
    if isinstance(label, str):
        words = [*words[:2], ":", *words[2:]]
    found = foreign(" ".join(words), ground(" ".join(THINGS[:theirs]) or "–"), label=label in (True, "colon"))
    assert [each.gate for each in found] == (["words"] if is_foreign else [])


def test_what_the_facts_call_something_is_theirs_and_what_an_outlet_is_called_nobodys() -> None:
    """A state by any of its names; an outlet's name where the evidence does not have it."""
    there = Ground((Reading("It rained in Holland.", "en"),), outlets=("Velm Post", "Holland Daily"),
                   named=frozenset({"granite"}))
    assert shared("Granite", there) == 1.0
    assert shared("Granite and marble", there) == 0.5
    assert shared("Granite of the Netherlands", there) == 1.0
    assert shared("The Velm Post: granite", there) == 1.0
    assert shared("Holland Daily: marble", there) == 0.5
    assert shared("–", there) == 1.0


def test_names_are_held_where_all_of_the_evidence_is_in_the_language_of_the_text() -> None:
    """A name may be written otherwise in another."""
    both = Ground((Reading("It rained.", "en"), Reading("Es regnete.", "de")))
    assert faults(Reading("It rained on Qelmo.", "en"), both) == ()
    assert [each.found for each in faults(Reading("It rained on Qelmo.", "en"), ground("It rained."))] == ["Qelmo"]
