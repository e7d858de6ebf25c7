"""Which divergences the page tells in full, and which sentences point to one."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Divergence, Evidence, Fact, Position, Section, Sentence
from briefing.stages.point import point, rank


def divergence(name: str, *facts: str, story: str = "s1", importance: int = 1, told: bool = True) -> Divergence:
    """A divergence with a fact on each side."""
    sides = tuple(Position("x", (each,), ()) for each in facts)
    return Divergence(name, story, "figure", importance, "Cost: 4 or 5", sides, told=told)


def in_full(*divergences: Divergence) -> list[str]:
    return [each.id for each in rank(divergences) if each.told]


def test_each_story_has_ten_divergences_in_full() -> None:
    """However many there are of another one."""
    many = [divergence(f"{story}{n}", story=story) for story in ("s1", "s2") for n in range(12)]
    assert in_full(*many) == [f"{story}{n}" for story in ("s1", "s2") for n in range(10)]
    assert len(rank(many)) == 24


def test_the_important_come_first_and_what_is_trivial_is_never_told_in_full() -> None:
    """Within a story; stories stay in their order, and what is trivial takes no place of another."""
    mixed = [divergence("a", importance=3), divergence("b", importance=2), divergence("c", story="s2"),
             divergence("d"), divergence("e", importance=2)]
    assert [each.id for each in rank(mixed)] == ["d", "b", "e", "a", "c"]
    assert in_full(*mixed) == ["d", "b", "e", "c"]
    assert in_full(*[divergence(f"t{n}", importance=3) for n in range(12)], divergence("u", importance=2)) == ["u"]
    least = [divergence(f"t{n}", importance=2) for n in range(12)]
    assert in_full(*least, divergence("u")) == ["u", *(f"t{n}" for n in range(9))]


def fact(name: str, document: str, *spans: tuple[int, int]) -> Fact:
    return Fact(name, document, "x", "event", tuple(Evidence(start, end, "x" * (end - start)) for start, end in spans))


FACTS = {each.id: each for each in (
    fact("f1", "d1", (0, 9)), fact("f2", "d2", (0, 9)), fact("f3", "d1", (0, 9), (20, 29)), fact("f4", "d1", (20, 29)),
    fact("f5", "d1", (0, 12)), fact("f6", "d3", (3, 9)))}


def pointed(facts: Sequence[str], *divergences: Divergence, story: str = "s1") -> tuple[str, ...]:
    """The divergences that a sentence on these facts points to."""
    (section,) = point([Section(story, "In brief", (Sentence("x", tuple(facts)),))], divergences, FACTS)
    return section.sentences[0].differs


def test_a_sentence_points_to_the_divergences_that_rest_on_its_telling_words() -> None:
    """Every side of theirs; the words are the first passage of a fact, by whatever fact they were read. What is told
    in one line only, of another story, or on words that are not there is pointed to by none."""
    one, two = divergence("v1", "f1", "f2"), divergence("v2", "f6", "f4")
    assert [pointed([each], one, two) for each in FACTS] == [("v1",), ("v1",), ("v1",), ("v2",), (), ("v2",)]
    assert pointed(["f1", "f6"], one, two) == ("v1", "v2")
    assert pointed(["f1"], replace(one, told=False), two) == ()
    assert pointed(["f1"], one, story="s2") == ()
    assert pointed(["f9"], divergence("v3", "f9", "f8")) == ()


def test_who_says_a_trifle_and_how_sure_is_not_told() -> None:
    """What weighs something is told whatever its kind, and of trifles what else differs."""
    kinds = [replace(divergence(f"{kind}{n}", importance=n), kind=kind)
             for kind in ("attribution", "status", "wording") for n in (2, 3)]
    assert [each.id for each in rank(kinds)] == ["attribution2", "status2", "wording2", "wording3"]
