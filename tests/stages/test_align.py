"""Facts to claims: who counts for what."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Document, Evidence, Fact, Member, Origin, Removed
from briefing.stages.align import align, candidates, counted

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
    assert counted(facts, (one, two, three), origins) == {"f1": "o1", "f2": "o1", "f3": "o2"}


def test_a_fact_drawn_from_another_origin_counts_for_that_one() -> None:
    """What a report took over is no second voice; what it adds is its own."""
    wire, post = document(1, f"{FERRY} {OTHER}"), document(2, f"{OWN} {FERRY}")
    origins = (origin("o1", Member("d1", "original")), origin("o2", Member("d2", "original", ("o1",))))
    facts = (fact("f1", wire, FERRY), fact("f2", post, FERRY), fact("f3", post, OWN))
    support = counted(facts, (wire, post), origins)
    assert support == {"f1": "o1", "f2": "o1", "f3": "o2"}
    (claim, *_) = align("s1", [("f1", "f2")], {each.id: each for each in facts}, support, frozenset({"d1", "d2"}))
    assert claim.status == "single-origin"


def test_the_same_words_count_for_two_where_neither_drew_on_the_other() -> None:
    """Two reporters may well write one sentence alike."""
    one, two = document(1, FERRY), document(2, f"{OTHER} {FERRY}")
    origins = (origin("o1", Member("d1", "original")), origin("o2", Member("d2", "original")))
    support = counted((fact("f1", one, FERRY), fact("f2", two, FERRY)), (one, two), origins)
    assert support == {"f1": "o1", "f2": "o2"}


def test_what_another_origin_had_removed_was_not_drawn_from_it() -> None:
    """No later stage may read a removed span."""
    cut = Removed(len(FERRY) + 1, len(FERRY) + 1 + len(OWN), "related headlines")
    wire = Document("d1", None, "1", "", f"{FERRY} {OWN}", removed=(cut,))
    post = document(2, f"{OWN} {FERRY}")
    origins = (origin("o1", Member("d1", "original")), origin("o2", Member("d2", "original", ("o1",))))
    assert counted((fact("f1", post, OWN),), (wire, post), origins) == {"f1": "o2"}


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
