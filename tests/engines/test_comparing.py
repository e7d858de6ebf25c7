"""Where the embedded engine sees documents differ, and where it must not: cases as text files."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.engines.engine import Pile
from briefing.engines.extractive import Extractive
from briefing.engines.rules.comparing import BETWEEN, DETECTORS
from briefing.engines.rules.detectors.profile import pile
from briefing.model import Divergence, Document
from briefing.stages.align import candidates, counting_origins
from briefing.stages.deduplicate import deduplicate
from briefing.stages.diverge import diverge
from briefing.stages.extract import extract
from briefing.stages.point import rank

CASES = sorted((Path(__file__).parent / "cases" / "comparing").glob("*.txt"))


def read(case: str) -> list[Document]:
    """The documents of a case: `== publisher | day`, then the text."""
    documents = []
    for number, part in enumerate(re.split(r"^== ", case, flags=re.MULTILINE)[1:], 1):
        head, _, text = part.partition("\n")
        publisher, _, day = (each.strip() for each in head.partition("|"))
        documents.append(Document(f"d{number}", None, f"{number:064x}", "", text.strip("\n"), publisher=publisher,
                                  published=day or None))
    return documents


def differences(documents: Sequence[Document]) -> tuple[Divergence, ...]:
    """What a run would report of these documents, taken as one story."""
    engine = Extractive()
    facts, _ = extract([(document, ()) for document in documents], engine)
    support = counting_origins(facts, documents, deduplicate(documents))
    known = {document.id: document for document in documents}
    (compared,) = engine.compare([Pile(facts, candidates(facts))], known, support)
    return diverge("s1", compared.findings, {fact.id: fact for fact in facts}, support)


def described(divergence: Divergence, documents: Sequence[Document]) -> str:
    """Kind, what explains it, and the documents of each position, as `figure, later report: d1 | d2 d3`."""
    homes = {fact.id: fact.document for fact in extract([(each, ()) for each in documents], Extractive())[0]}
    sides = sorted(" ".join(sorted({homes[fact] for fact in position.facts})) for position in divergence.positions)
    kind = divergence.kind + (f", {divergence.explained_by}" if divergence.explained_by else "")
    return f"{kind}: {' | '.join(sides)}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_gives_the_divergences_it_names(path: Path, request: pytest.FixtureRequest) -> None:
    """Below `----`: for each divergence `kind: documents | documents`, and indented the words its summary must have.

    `none` is for documents that do not differ at all, `nothing unexplained` for those whose difference has a reason
    that must then be given. A first line `xfail: REASON` marks a case that the engine does not yet get right.
    """
    case, _, expected = path.read_text(encoding="utf-8").partition("----\n")
    if case.startswith("xfail: "):
        request.applymarker(pytest.mark.xfail(reason=case.partition("\n")[0].removeprefix("xfail: ")))
    documents = read(case)
    found = differences(documents)
    lines = expected.splitlines()
    if lines == ["nothing unexplained"]:
        assert [each.summary for each in found if not each.explained_by] == []
        return
    wanted = [] if lines == ["none"] else [line for line in lines if not line.startswith("  ")]
    assert [described(each, documents) for each in found] == wanted
    words = [line.strip().split(", ") for line in lines if line.startswith("  ")]
    for each, needed in zip(found, words, strict=True):
        assert [word for word in needed if word not in each.summary] == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_positions_stand_in_their_sources(path: Path) -> None:
    """Each position is told in the words of its own facts, but for cuts that are shown."""
    documents = read(path.read_text(encoding="utf-8").partition("----\n")[0])
    engine = Extractive()
    facts, _ = extract([(document, ()) for document in documents], engine)
    known = {fact.id: fact for fact in facts}
    for divergence in differences(documents):
        assert len(divergence.positions) > 1
        for position in divergence.positions:
            told = [known[fact].statement for fact in position.facts]
            told += [" ".join(each.text.split()) for fact in position.facts for each in known[fact].evidence]
            for part in filter(None, (part.strip("“”\" ") for part in position.statement.split("…"))):
                assert any(part in each for each in told), part


def test_no_facts_differ_in_nothing() -> None:
    """An empty story is no error."""
    assert differences([]) == ()
    (compared,) = Extractive().compare([Pile((), ())], {}, {})
    assert (compared.same, compared.findings) == ((), ())


def test_which_outlet_comes_first_changes_no_divergence() -> None:
    """The same reports under other numbers give the same kinds, summaries and documents."""
    case = (Path(__file__).parent / "cases" / "comparing" / "three_numbers_of_dead.txt").read_text(encoding="utf-8")
    documents = read(case.partition("----\n")[0])
    chance = random.Random(7)
    for _ in range(3):
        shuffled = list(documents)
        chance.shuffle(shuffled)
        renamed = [replace(document, id=f"d{n}") for n, document in enumerate(shuffled, 1)]
        assert [each.summary for each in differences(renamed)] == [each.summary for each in differences(documents)]


@pytest.mark.xfail(reason="a quotation that ends in other words is counted as said by both")
def test_a_quotation_in_other_words_is_not_corroborated() -> None:
    """Two outlets that quote one man differently do not confirm each other's wording."""
    case = (Path(__file__).parent / "cases" / "comparing" / "a_quotation_with_another_end.txt").read_text("utf-8")
    documents = read(case.partition("----\n")[0])
    facts, _ = extract([(document, ()) for document in documents], Extractive())
    compared = Extractive().compare(facts, candidates(facts), {document.id: document for document in documents},
                                    {fact.id: f"o{fact.document[1:]}" for fact in facts})
    assert compared.same == ()


def test_a_figure_that_contradicts_is_found_however_many_there_are() -> None:
    """None of thirteen is dropped; ten are told in full, the others in a line each."""
    counted_things = ("boats", "lorries", "houses", "bridges", "schools", "tents", "trees", "cows", "ships", "pumps",
                      "wells", "farms", "roofs")
    told = [" ".join(f"The flood of Oster damaged {10 + 7 * n + more} {thing}, the council said."
                     for n, thing in enumerate(counted_things)) for more in (0, 31)]
    documents = read(f"== Oster Post | 2031-05-06\n{told[0]}\n== Tarn Gazette | 2031-05-06\n{told[1]}\n")
    found = rank(differences(documents))
    assert len(found) == len(counted_things)
    assert sum(each.told for each in found) == 10


def test_ten_divergences_of_other_kinds_are_found_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thirteen that the rules see; the others are as good, and would drown them."""
    people = ("Quill", "Lent", "Okoro", "Sato", "Maro", "Runge", "Stahl", "Hume", "Velde", "Grint", "Brook", "Dorn",
              "Falk")
    told = [" ".join(f"Anna {name}, {rank_}founder of the {name} mill, spoke." for name in people)
            for rank_ in ("", "co-")]
    documents = read(f"== Oster Post | 2031-05-06\n{told[0]}\n== Tarn Gazette | 2031-05-06\n{told[1]}\n")
    assert len(differences(documents)) == 10
    monkeypatch.setattr("briefing.engines.rules.comparing.MOST", 99)
    assert len(differences(documents)) == len(people)


def test_what_sets_documents_against_each_other_finds_nothing_within_one() -> None:
    """Rival reports put behind each other as one document: those detectors may be left out for it."""
    for path in CASES[::8]:
        first, *others = read(path.read_text(encoding="utf-8").partition("----\n")[0])
        whole = replace(first, text="\n\n".join(each.text for each in (first, *others)))
        facts, _ = extract([(whole, ())], Extractive())
        support = counting_origins(facts, [whole], deduplicate([whole]))
        ready = pile(facts, candidates(facts), {whole.id: whole}, support)
        assert {detector: found for detector in BETWEEN if (found := DETECTORS[detector](ready))} == {}, path.stem
