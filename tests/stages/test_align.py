"""Facts to claims: who counts for what."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Document, Evidence, Fact, Figure, Member, Origin, Removed
from briefing.stages.align import align, candidates, counting_origins

FERRY = "The ferry struck the pier at Lannick before dawn and sank within the hour, the coast guard said."
OWN = "Its owner, Anna Brand, had asked for new radar in March and was told to wait for the summer."
OTHER = "The school at Oster opens an hour later this week because the heating has failed."


def document(number: int, text: str) -> Document:
    return Document(f"d{number}", None, f"{number:064x}", "", text)


def fact(name: str, source: Document, quote: str) -> Fact:
    start = source.text.index(quote)
    return Fact(name, source.id, quote, "event", (Evidence(start, start + len(quote), quote),))


def origin(name: str, *members: Member) -> Origin:
    return Origin(name, name, members)


def test_a_claim_is_corroborated_when_two_origins_count() -> None:
    """Two facts of one origin are one origin's word."""
    facts = {name: fact(name, document(n, FERRY), FERRY) for n, name in enumerate(("f1", "f2", "f3", "f4"), 1)}
    support = {"f1": "o1", "f2": "o1", "f3": "o2", "f4": "o10"}
    claims = align("s1", [("f1", "f2"), ("f4", "f3")], facts, support, frozenset({"d1", "d2", "d3", "d4"}))
    assert [(each.facts, each.origins, each.status) for each in claims] == [
        (("f1", "f2"), ("o1",), "single-origin"), (("f4", "f3"), ("o2", "o10"), "corroborated")]


def test_each_fact_stands_in_exactly_one_claim() -> None:
    """What was not put beside another is a claim by itself; the claims follow the facts."""
    facts = {name: fact(name, document(1, FERRY), FERRY) for name in ("f1", "f2", "f3", "f4")}
    claims = align("s1", [("f4", "f2")], facts, dict.fromkeys(facts, "o1"), frozenset({"d1"}))
    assert sorted(name for claim in claims for name in claim.facts) == ["f1", "f2", "f3", "f4"]
    assert len({claim.id for claim in claims}) == len(claims) == 3
    assert [claim.statement for claim in claims] == 3 * [FERRY]


def test_the_original_tells_a_claim_before_its_copy() -> None:
    """Whichever of them the engine liked best."""
    facts = {name: fact(name, document(n, FERRY), FERRY) for n, name in enumerate(("f1", "f2"), 1)}
    (claim,) = align("s1", [("f2", "f1")], facts, {"f1": "o1", "f2": "o1"}, frozenset({"d1"}))
    assert claim.facts == ("f1", "f2")


def test_a_fact_counts_for_its_documents_origin() -> None:
    """A copy counts for what it copies."""
    one, two, three = document(1, FERRY), document(2, FERRY), document(3, OWN)
    origins = (origin("o1", Member("d1", "original"), Member("d2", "copy")), origin("o2", Member("d3", "original")))
    facts = (fact("f1", one, FERRY), fact("f2", two, FERRY), fact("f3", three, OWN))
    assert counting_origins(facts, (one, two, three), origins) == {"f1": "o1", "f2": "o1", "f3": "o2"}


def test_a_fact_drawn_from_another_origin_counts_for_that_one() -> None:
    """What a report took over is no second voice; what it adds is its own."""
    wire, post = document(1, f"{FERRY} {OTHER}"), document(2, f"{OWN} {FERRY}")
    origins = (origin("o1", Member("d1", "original")), origin("o2", Member("d2", "original", ("o1",))))
    facts = (fact("f1", wire, FERRY), fact("f2", post, FERRY), fact("f3", post, OWN))
    support = counting_origins(facts, (wire, post), origins)
    assert support == {"f1": "o1", "f2": "o1", "f3": "o2"}
    (claim, *_) = align("s1", [("f1", "f2")], {each.id: each for each in facts}, support, frozenset({"d1", "d2"}))
    assert claim.status == "single-origin"


def test_the_same_words_count_for_two_where_neither_drew_on_the_other() -> None:
    """Two reporters may well write one sentence alike."""
    one, two = document(1, FERRY), document(2, f"{OTHER} {FERRY}")
    origins = (origin("o1", Member("d1", "original")), origin("o2", Member("d2", "original")))
    support = counting_origins((fact("f1", one, FERRY), fact("f2", two, FERRY)), (one, two), origins)
    assert support == {"f1": "o1", "f2": "o2"}


def test_what_another_origin_had_removed_was_not_drawn_from_it() -> None:
    """No later stage may read a removed span."""
    cut = Removed(len(FERRY) + 1, len(FERRY) + 1 + len(OWN), "related headlines")
    wire = Document("d1", None, "1", "", f"{FERRY} {OWN}", removed=(cut,))
    post = document(2, f"{OWN} {FERRY}")
    origins = (origin("o1", Member("d1", "original")), origin("o2", Member("d2", "original", ("o1",))))
    assert counting_origins((fact("f1", post, OWN),), (wire, post), origins) == {"f1": "o2"}


def test_facts_that_speak_of_like_things_are_put_beside_each_other() -> None:
    """Others are not; each pair once."""
    retold = "Before dawn the ferry hit the pier at Lannick and sank, the coast guard said."
    facts = [fact("f1", document(1, FERRY), FERRY), fact("f2", document(2, OTHER), OTHER),
             fact("f3", document(3, retold), retold)]
    assert candidates(facts) == (("f1", "f3"),)
    assert candidates([]) == candidates(facts[:1]) == ()


WORDS = st.lists(st.sampled_from("ferry pier Lannick school heating radar summer dawn harbour mayor 14".split()),
                 min_size=1, max_size=8).map(" ".join)


@given(st.lists(WORDS, max_size=8))
def test_groups_name_facts_that_are_there_and_each_pair_at_most_once(texts: list[str]) -> None:
    """Whatever the facts say."""
    facts = [fact(f"f{n}", document(n, text), text) for n, text in enumerate(texts, 1)]
    pairs = [frozenset((group[0], other)) for group in candidates(facts) for other in group[1:]]
    assert len(pairs) == len(set(pairs))
    assert all(len(pair) == 2 and pair <= {each.id for each in facts} for pair in pairs)


def numbered(letter: str, first: int, last: int) -> str:
    """Words of no meaning, all different."""
    return " ".join(f"{letter}{n}" for n in range(first, last + 1))


@pytest.mark.parametrize(("values", "home"), [
    ((12.0,), "o1"), ((), "o1"), ((14.0,), "o2"), ((12.0, 14.0), "o2"), ((None,), "o1")])
def test_a_figure_that_the_other_does_not_give_was_not_taken_from_it(values: tuple[float | None, ...],
                                                                     home: str) -> None:
    """However alike the words are; a figure without a value tells nothing."""
    wire, post = document(1, FERRY), document(2, f"{OWN} {FERRY}")
    origins = (origin("o1", Member("d1", "original")), origin("o2", Member("d2", "original", ("o1",))))
    facts = (replace(fact("f1", wire, FERRY), figures=(Figure(12.0, "people", False, "12"),)),
             replace(fact("f2", post, FERRY), figures=tuple(Figure(each, "people", False, "x") for each in values)))
    assert counting_origins(facts, (wire, post), origins)["f2"] == home


@pytest.mark.parametrize(("quote", "home"), [
    (f"{numbered('a', 0, 6)} {numbered('b', 0, 1)}", "o1"),  # three of five runs of five words
    (f"{numbered('a', 0, 4)} b0", "o2"),  # one of two
    (f"{numbered('a', 0, 5)} {numbered('b', 0, 1)}", "o2"),  # two of four
    (numbered("a", 0, 4), "o1"), (numbered("a", 0, 3), "o2")])  # less than one run shows nothing
def test_from_six_tenths_on_a_fact_counts_for_whom_it_was_taken_from(quote: str, home: str) -> None:
    """Of its runs of five words; one too short to tell is its document's own."""
    wire, post = document(1, numbered("a", 0, 60)), document(2, f"{quote} so")
    origins = (origin("o1", Member("d1", "original")), origin("o2", Member("d2", "original", ("o1",))))
    assert counting_origins((fact("f1", post, quote),), (wire, post), origins) == {"f1": home}


def test_a_fact_counts_for_the_origin_that_has_most_of_it() -> None:
    """Of several that its document draws on, whichever is named first."""
    quote = numbered("a", 0, 19)
    most, less = document(1, quote), document(2, numbered("a", 0, 15))
    post = document(3, quote)
    for one, two in ((most, less), (less, most)):
        homes = (origin("o1", Member(one.id, "original")), origin("o2", Member(two.id, "original")),
                 origin("o3", Member("d3", "original", ("o1", "o2"))))
        assert counting_origins((fact("f1", post, quote),), (one, two, post), homes) == {
            "f1": "o1" if one is most else "o2"}


def test_what_a_fact_counts_for_is_told_by_the_passage_that_tells_it() -> None:
    """Its first one, not those that help."""
    wire, post = document(1, FERRY), document(2, f"{OWN} {FERRY}")
    both = Fact("f1", "d2", OWN, "event", (fact("f", post, OWN).evidence[0], fact("f", post, FERRY).evidence[0]))
    origins = (origin("o1", Member("d1", "original")), origin("o2", Member("d2", "original", ("o1",))))
    assert counting_origins((both,), (wire, post), origins) == {"f1": "o2"}


def test_lines_and_documents_of_an_origin_are_parted() -> None:
    """The first word of one is not stuck to the last word of the other."""
    first, second = document(1, f"{numbered('c', 0, 9)}\n{numbered('a', 0, 9)}"), document(4, numbered("b", 0, 9))
    for quote in (numbered("a", 0, 4), numbered("b", 0, 4), numbered("c", 5, 9), numbered("a", 5, 9)):
        post = document(2, quote)
        origins = (origin("o1", Member("d1", "original"), Member("d4", "copy")),
                   origin("o2", Member("d2", "original", ("o1",))))
        assert counting_origins((fact("f1", post, quote),), (first, post, second), origins) == {"f1": "o1"}


def test_a_claim_is_named_told_and_placed_by_its_first_fact() -> None:
    """Numbered from one, in the order of the facts."""
    texts = [FERRY, OWN, OTHER, f"{FERRY} {OWN}"]
    facts = {f"f{n}": fact(f"f{n}", document(n, text), text) for n, text in enumerate(texts, 1)}
    claims = align("s2", [("f3", "f1"), ("f2", "f4")], facts, dict.fromkeys(facts, "o1"),
                   frozenset({"d1", "d2", "d3", "d4"}))
    assert [(each.id, each.story, each.statement, each.facts) for each in claims] == [
        ("s2c1", "s2", OWN, ("f2", "f4")), ("s2c2", "s2", OTHER, ("f3", "f1"))]


@pytest.mark.parametrize(("first", "second", "beside"), [
    ("ferry sank", "ferry left", False),  # one term in common is chance, however few there are
    ("ferry pier sank dawn fog", "ferry pier left noon sun", True),  # .31 of what either says
    ("ferry pier sank dawn fog rock", "ferry pier left noon sun radar", False),  # .25
])
def test_two_terms_and_three_tenths_put_facts_beside_each_other(first: str, second: str, beside: bool) -> None:
    """By the terms of the passage that tells a fact; the rarer ones count more."""
    facts = [fact(f"f{n}", document(n, text), text) for n, text in enumerate((first, second, "school heating"), 1)]
    assert candidates(facts) == ((("f1", "f2"),) if beside else ())
    more = Evidence(0, 1, "ferry pier sank dawn fog rock")
    helped = [replace(each, evidence=(*each.evidence, more)) for each in facts]
    assert candidates(helped) == candidates(facts)


def test_a_document_that_is_not_at_hand_lends_nothing() -> None:
    """A member of an origin may belong to another story."""
    wire, post = document(1, OTHER), document(2, FERRY)
    origins = (origin("o1", Member("d1", "original"), Member("d9", "copy")),
               origin("o2", Member("d2", "original", ("o1",))))
    assert counting_origins((fact("f1", post, FERRY),), (wire, post), origins) == {"f1": "o2"}


def test_what_was_removed_before_a_passage_was_not_drawn_either() -> None:
    """Each kept passage stands for itself alone."""
    wire = Document("d1", None, "1", "", f"{OWN} {FERRY}", removed=(Removed(0, len(OWN), "related headlines"),))
    post = document(2, f"{OWN} {FERRY}")
    origins = (origin("o1", Member("d1", "original")), origin("o2", Member("d2", "original", ("o1",))))
    assert counting_origins((fact("f1", post, OWN), fact("f2", post, FERRY)), (wire, post), origins) == {
        "f1": "o2", "f2": "o1"}
