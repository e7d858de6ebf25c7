"""Words and terms: what two texts must share to speak of the same thing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.words import concepts, contrasts, negations, stem, term, term_list, terms, touched, words
from briefing.wordlists import table_lines


def test_words_stand_where_they_say() -> None:
    """Possessive endings go; hyphens, dots and apostrophes inside a word stay."""
    text = "Quill’s co-pilot isn't in the U.S., she said: 14 o'clock."
    assert [word.text for word in words(text)] == [
        "Quill", "co-pilot", "isn't", "in", "the", "U.S", "she", "said", "14", "o'clock"]


@given(st.text(max_size=200))
def test_every_word_is_the_text_at_its_place(text: str) -> None:
    """In order, never overlapping, whatever the script."""
    last = 0
    for word in words(text):
        assert text[word.start:word.end] == word.text
        assert last <= word.start < word.end
        last = word.end


@pytest.mark.parametrize(("one", "other"), [
    ("ferry", "ferries"), ("sank", "sink"), ("sinking", "sinks"), ("children", "child"), ("labour", "labor"),
    ("organised", "organized"), ("centre", "center"), ("Bridge", "bridge"), ("killed", "died"),
])
def test_forms_and_spellings_of_one_word_are_one_term(one: str, other: str) -> None:
    """Lemma, American spelling, and what the lexicon knows to mean the same."""
    assert term(one) == term(other)


@pytest.mark.parametrize(("one", "other"), [
    ("killed", "injured"), ("open", "closed"), ("bridge", "tunnel"), ("won", "lost"), ("Monday", "Tuesday"),
])
def test_words_that_mean_two_things_are_two_terms(one: str, other: str) -> None:
    """Also where they often stand together."""
    assert term(one) != term(other)


def test_terms_leave_out_what_tells_nothing() -> None:
    """Stop words, single letters, numbers, and who said it."""
    assert terms("He said that a 14 of the x would be") == frozenset()
    assert terms("") == frozenset()
    assert len(terms("the ferry and the pier")) == 2


def test_a_hyphened_word_counts_by_its_parts() -> None:
    """As the same words without the hyphen do."""
    assert terms("harbour-side pier") == terms("harbour side pier")


def test_terms_come_in_the_order_of_the_text() -> None:
    """Each as often as it stands there."""
    assert len(term_list("ferry pier ferry")) == 3
    assert term_list("ferry pier ferry")[0] == term_list("ferry pier ferry")[2]


@given(st.text(max_size=200))
def test_terms_are_the_set_of_the_list(text: str) -> None:
    """Whatever the text."""
    assert terms(text) == frozenset(term_list(text))


@pytest.mark.parametrize(("text", "count"), [
    ("Nobody was hurt.", 1), ("It was not closed.", 1), ("They didn't and won’t go.", 2), ("It was closed.", 0),
    ("Neither was open, nor was the third.", 2), ("The note was nothing.", 1), ("A knot", 0),
])
def test_negations_are_counted(text: str, count: int) -> None:
    """Also contracted, with either apostrophe."""
    assert negations(text) == count


def test_the_lexicon_of_concepts_names_each_word_once() -> None:
    """No concept is empty, and a concept stands for more than one word."""
    assert concepts()
    assert all(name.startswith("=") and len(name) > 2 for name in concepts().values())


def test_the_lexicon_of_concepts_lists_the_stem_of_each_word() -> None:
    """A word's stem is looked for as it is written there; what is missing is told, to be put behind the line's "|"."""
    lines = [line.partition(":")[2] for line in table_lines("en/concepts.txt")]
    missing = {stem(word) for line in lines for word in line.partition("|")[0].split()} - set(concepts())
    assert missing == set()


def test_values_that_exclude_each_other_do_not_share_a_phrase() -> None:
    """Each attribute has two values or more, and the phrase that names one value states no other."""
    for contrast in contrasts():
        assert len(contrast.values) > 1, contrast.attribute
        for name, pattern in contrast.values:
            assert pattern.search(name), (contrast.attribute, name)
    fate = next(each for each in contrasts() if each.attribute == "life")
    held = {name: bool(pattern.search("He was found dead.")) for name, pattern in fate.values}
    assert [name for name, found in held.items() if found] == ["dead"]


def test_a_text_may_state_a_value_if_it_has_each_word_of_a_phrase() -> None:
    """What each pattern finds is looked for, and nothing for the "was" of "was closed"."""
    for contrast in contrasts():
        for place, (name, pattern) in enumerate(contrast.values):
            assert (contrast.attribute, place) in touched(f"It was {name.upper()}."), name
            for phrase in re.sub(r"\\s\+", " ", pattern.pattern).split("(?:", 1)[1].removesuffix(r")(?!\w)").split("|"):
                said = re.sub(r"\\(.)", r"\1", phrase.replace(r"\w*", "s"))
                assert pattern.search(said), said
                assert (contrast.attribute, place) in touched(said), said
    assert not touched("It was there.")
