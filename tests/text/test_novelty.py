"""What a sentence adds to those above it."""

from briefing.text.novelty import Novelty


def page(*told: str) -> Novelty:
    """A page on which these words were told; each word weighs 1."""
    novelty = Novelty(len)
    for each in told:
        novelty.add(frozenset(each.split()))
    return novelty


def test_what_several_sentences_told_together_is_not_new() -> None:
    """Neither of them has all of it."""
    novelty = page("harbour closed monday ships", "mayor closed harbour fire")
    assert novelty.share(frozenset("harbour closed monday fire".split())) == 0


def test_words_that_a_sentence_on_another_thing_uses_stay_new() -> None:
    """One word in six is no sign that it speaks of the same."""
    novelty = page("mayor opens school garden roses")
    assert novelty.share(frozenset("storm sinks two boats near school".split())) == 1


def test_all_of_a_first_sentence_is_new_and_none_of_an_empty_one() -> None:
    """Nothing adds nothing."""
    assert page().share(frozenset({"fire"})) == 1
    assert page("fire").share(frozenset()) == 0
    assert page("fire mill").unknown(frozenset({"fire", "flood"})) == {"flood"}
