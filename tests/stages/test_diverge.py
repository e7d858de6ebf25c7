"""Findings to divergences: what stands, and what the reader is told of who says it."""

from dataclasses import replace

import pytest

from briefing.engines.engine import Finding, Side
from briefing.model import Claim, Divergence, DivergenceKind, Evidence, Fact
from briefing.stages.diverge import disputed, diverge

SUPPORT = {"f1": "o1", "f2": "o2", "f3": "o10", "f4": "o1", "f5": "o2"}


def fact(name: str, document: str, start: int = 0, length: int = 20) -> Fact:
    return Fact(name, document, f"Statement of {name}.", "event", (Evidence(start, start + length, "x" * length),))


FACTS = {each.id: each for each in (
    fact("f1", "d1"), fact("f2", "d2"), fact("f3", "d3"), fact("f4", "d4"), fact("f5", "d2", 40))}


def finding(*sides: tuple[str, ...], explained_by: str | None = None, importance: int = 1) -> Finding:
    """A finding with these facts on its sides."""
    return Finding("figure", importance, "Number of dead", tuple(Side(f"Side {n}.", s) for n, s in enumerate(sides)),
                   explained_by)


def found(*findings: Finding) -> tuple[Divergence, ...]:
    return diverge("s1", findings, FACTS, SUPPORT)


def test_a_finding_becomes_a_divergence_with_the_origins_counted() -> None:
    """All that was found is handed on; origins are told in the order of their numbers, each once."""
    (divergence,) = found(finding(("f3", "f2", "f5"), ("f1",), explained_by="later report", importance=2))
    assert (divergence.story, divergence.kind, divergence.importance, divergence.summary, divergence.explained_by) == (
        "s1", "figure", 2, "Number of dead", "later report")
    assert [position.statement for position in divergence.positions] == ["Side 0.", "Side 1."]
    assert [set(position.facts) for position in divergence.positions] == [{"f2", "f3", "f5"}, {"f1"}]
    assert [position.origins for position in divergence.positions] == [("o2", "o10"), ("o1",)]


@pytest.mark.parametrize("sides", [(), (("f1",),), (("f1",), ()), (("f1",), ("f9",)), ((), ())])
def test_fewer_than_two_positions_are_no_divergence(sides: tuple[tuple[str, ...], ...]) -> None:
    """A side without a fact, or with one that is not there, is no position."""
    assert found(finding(*sides)) == ()


def test_the_same_evidence_on_both_sides_is_no_divergence() -> None:
    """Also where two facts were read in one passage."""
    assert found(finding(("f1",), ("f1",))) == ()
    twin = replace(FACTS["f1"], id="f6")
    assert diverge("s1", [finding(("f1",), ("f6",))], {**FACTS, "f6": twin}, {**SUPPORT, "f6": "o1"}) == ()


def test_a_side_too_many_does_not_take_the_others_with_it() -> None:
    """A third side without facts leaves the other two standing."""
    (divergence,) = found(finding(("f1",), ("f9",), ("f2",)))
    assert [position.facts for position in divergence.positions] == [("f1",), ("f2",)]


def test_one_origin_on_both_sides_says_so() -> None:
    """Two versions of one report are not two sources that disagree."""
    (divergence,) = found(finding(("f1",), ("f4",)))
    assert divergence.summary.startswith("Number of dead")
    assert divergence.within == "one report in two versions"
    (divergence,) = found(finding(("f1",), ("f2",)))
    assert divergence.summary == "Number of dead"


@pytest.mark.parametrize(("kind", "stands"), [
    ("figure", True), ("date", True), ("wording", True),
    ("status", False), ("framing", False), ("attribution", False), ("contradiction", False), ("scope", False)])
def test_one_report_may_contradict_itself_but_is_no_party(kind: DivergenceKind, stands: bool) -> None:
    """Where it quotes two sides it reports a dispute; two figures of its own are worth a look."""
    divergences = found(replace(finding(("f2",), ("f5",)), kind=kind))
    assert [each.headline for each in divergences] == ["Number of dead (within one report)"] * stands


@pytest.mark.parametrize(("kind", "speakers", "stands"), [
    ("contradiction", ("Ada Holm", "Pia Lund"), True), ("contradiction", ("Ada Holm", None), True),
    ("contradiction", (None, "Ada Holm"), True), ("contradiction", (None, None), False),
    ("contradiction", ("Ada Holm", "Ada Holm"), False), ("framing", ("Ada Holm", "Pia Lund"), False)])
def test_two_who_contradict_each_other_in_one_report_are_two_parties(
        kind: DivergenceKind, speakers: tuple[str | None, str | None], stands: bool) -> None:
    """Where one is named who speaks on one side only; in nothing but a contradiction."""
    facts = {name: replace(FACTS[name], speaker=each) for name, each in zip(("f2", "f5"), speakers, strict=True)}
    assert bool(diverge("s1", [replace(finding(("f2",), ("f5",)), kind=kind)], facts, SUPPORT)) is stands


def test_ids_are_given_to_what_stands_and_differ_between_stories() -> None:
    """In the order of the findings."""
    first = found(finding(("f1",), ()), finding(("f1",), ("f2",)), finding(("f1",), ("f3",)))
    second = diverge("s2", [finding(("f1",), ("f2",))], FACTS, SUPPORT)
    assert len({each.id for each in (*first, *second)}) == 3
    assert [each.positions[1].facts for each in first] == [("f2",), ("f3",)]


def test_the_evidence_of_a_position_stays_within_what_a_reader_checks() -> None:
    """At most 2,400 characters; the first fact always, and of each document one before a second of any."""
    many = {f"f{n}": fact(f"f{n}", f"d{n % 3}", 600 * n, 590) for n in range(1, 30)}
    support = {name: f"o{each.document[1:]}" for name, each in many.items()}
    names = tuple(many)
    (divergence,) = diverge("s1", [finding(names[:20], names[20:])], many, support)
    for position in divergence.positions:
        assert sum(len(each.text) for name in position.facts for each in many[name].evidence) <= 2400
        assert len({many[name].document for name in position.facts}) == 3


def test_a_claim_on_which_sources_differ_is_disputed() -> None:
    """Not where the difference is trivial or explained."""
    claims = tuple(Claim(f"c{n}", "s1", "Told.", (f"f{n}",), (SUPPORT[f"f{n}"],), "single-origin") for n in range(1, 6))
    told = found(finding(("f1",), ("f2",)), finding(("f3",), ("f4",), importance=3),
                 finding(("f3",), ("f5",), explained_by="later report"))
    assert len(told) == 3
    assert [each.status for each in disputed(claims, told)] == ["disputed", "disputed"] + 3 * ["single-origin"]


@pytest.mark.parametrize(("given", "kept"), [
    ("later report", "later report"), ("Different scope.", "Different scope."), ("other day or place", True),
    (None, None), ("", None), ("the captain was drunk", None), ("later report by the bribed owner", None),
])  # fmt: skip
def test_an_explanation_names_a_relation_and_nothing_of_the_world(given: str | None, kept: str | bool | None) -> None:
    """It cites nothing, so it may state nothing; a divergence without one is disputed all the same."""
    (divergence,) = found(finding(("f1",), ("f2",), explained_by=given))
    assert divergence.explained_by == (given if kept is True else kept)


def test_one_fact_of_each_document_comes_before_a_second_of_any() -> None:
    """In the order of the side; a document's second is no less shown for that."""
    facts = {f"f{n}": fact(f"f{n}", home, 100 * n) for n, home in enumerate(("d1", "d1", "d2", "d1", "d3", "d2"), 1)}
    (divergence,) = diverge("s1", [finding(("f1", "f2", "f3", "f4", "f5"), ("f6",))], facts,
                            dict.fromkeys(facts, "o1") | {"f6": "o2"})
    assert divergence.positions[0].facts == ("f1", "f3", "f5", "f2", "f4")


@pytest.mark.parametrize(("lengths", "shown"), [
    ([1000, 1000], "f1 f2"), ([1000, 1001], "f1"), ([1000, 1001, 1000], "f1 f3"), ([3000, 10], "f1"),
    ([500, 500, 500, 500, 1], "f1 f2 f3 f4"), ([20] * 9, "f1 f2 f3 f4 f5 f6 f7 f8")])
def test_a_position_has_as_much_evidence_as_there_is_room_for(lengths: list[int], shown: str) -> None:
    """2,000 characters and eight passages; the first always, and what is too long makes room for what is not."""
    facts = {f"f{n}": fact(f"f{n}", f"d{n}", length=length) for n, length in enumerate(lengths, 1)}
    facts["f99"] = fact("f99", "d99")
    (divergence,) = diverge("s1", [finding(tuple(facts)[:-1], ("f99",))], facts, dict.fromkeys(facts, "o1"))
    assert " ".join(divergence.positions[0].facts) == shown


def test_all_the_passages_of_a_fact_take_room() -> None:
    """Not only its first."""
    two = replace(FACTS["f1"], evidence=(Evidence(0, 900, "x" * 900), Evidence(1000, 1900, "x" * 900)))
    facts = {"f1": two, "f2": fact("f2", "d2", length=300), "f3": fact("f3", "d3")}
    (divergence,) = diverge("s1", [finding(("f1", "f2"), ("f3",))], facts, SUPPORT)
    assert divergence.positions[0].facts == ("f1",)


def test_divergences_are_numbered_from_one() -> None:
    """Within their story; a finding that does not stand leaves no gap."""
    findings = [finding(("f1",), ("f2",)), finding(("f1",)), finding(("f2",), ("f3",))]
    divergences = diverge("s3", findings, FACTS, SUPPORT)
    assert [each.id for each in divergences] == ["s3v1", "s3v2"]


@pytest.mark.parametrize(("sides", "words"), [
    ((("f1",), ("f4",)), "Number of dead (one report in two versions)"),
    ((("f2",), ("f5",)), "Number of dead (within one report)"),
    ((("f1", "f3"), ("f4",)), "Number of dead"), ((("f1",), ("f4", "f2")), "Number of dead"),
    ((("f2", "f1"), ("f5",)), "Number of dead")])
def test_a_summary_says_where_one_voice_has_both_sides(sides: tuple[tuple[str, ...], ...], words: str) -> None:
    """Where a second origin stands on either side, two differ."""
    assert [each.headline for each in found(finding(*sides))] == [words]


@pytest.mark.parametrize(("importance", "explained_by", "status"), [
    (1, None, "disputed"), (2, None, "disputed"), (3, None, "single-origin"), (1, "later report", "single-origin")])
def test_what_matters_and_is_not_explained_is_disputed(importance: int, explained_by: str | None, status: str) -> None:
    """A claim with one fact on either side is enough."""
    (divergence,) = found(finding(("f1",), ("f2",), importance=importance, explained_by=explained_by))
    claim = Claim("c1", "s1", "Told.", ("f9", "f2"), ("o2",), "single-origin")
    assert [each.status for each in disputed([claim], [divergence])] == [status]


@pytest.mark.parametrize("kind", ["status", "framing", "attribution", "contradiction", "scope", "figure"])
def test_two_reports_may_differ_in_anything(kind: DivergenceKind) -> None:
    """Of one origin or of two."""
    for sides in ((("f1",), ("f2",)), (("f1",), ("f4",))):
        assert [each.kind for each in found(replace(finding(*sides), kind=kind))] == [kind]
