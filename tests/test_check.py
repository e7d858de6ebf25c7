"""A briefing that was written holds; one that was changed is found out."""

import hashlib
import os
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest
from pdfs import pdf

from briefing.check import check, check_markdown
from briefing.model import Briefing, Claim, Evidence, Member, Origin, Removed
from briefing.render.blocks import blocks
from briefing.render.markdown import to_markdown
from briefing.render.record import from_record, to_record
from briefing.sources import ocr
from briefing.sources.load import load

Record = dict[str, Any]


@pytest.fixture
def record(briefing: Briefing) -> Record:
    return to_record(briefing)


@pytest.fixture
def page(briefing: Briefing) -> str:
    return to_markdown(briefing)


def said(record: Record) -> list[str]:
    return [str(problem) for problem in check(record)]


def test_a_briefing_as_written_holds(record: Record, page: str) -> None:
    """Neither the record nor its own page has a problem."""
    assert check(record) == ()
    assert check_markdown(page, record) == ()


def _set(*path: str | int, to: object) -> Callable[[Record], None]:
    """A change of one field."""
    def change(record: Record) -> None:
        place: Any = record
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return change


@pytest.mark.parametrize(("change", "problem"), [
    (_set("sections", 0, "sentences", 1, "text", to="Ten people were taken to hospital."),
     "“Ten people were taken to hospital.”: figure Ten is not in the cited evidence"),
    (_set("sections", 0, "sentences", 1, "facts", to=[]),
     "“Nine people were taken to hospital, the coast guard said.”: figure Nine is not in the cited evidence"),
    (_set("sections", 0, "heading", to="Thirty dead"), "“Thirty dead”: figure Thirty is not in the cited evidence"),
    (_set("title", to="Ferry Beta aground"), "“Ferry Beta aground”: name Ferry Beta is not in the cited evidence"),
    (_set("facts", 2, "evidence", 0, "start", to=5),
     "f3: its evidence is not what stands at 5:{f3.end} of d1"),
    (_set("facts", 2, "evidence", 0, "end", to=9_999), "f3: its evidence at {f3.start}:9999 of d1 is no passage"),
    (_set("facts", 2, "evidence", to=[]), "f3: has no evidence"),
    (_set("facts", 0, "when", to="Monday"), "f1: its date 'Monday' is no ISO day, month or year"),
    (_set("documents", 0, "removed", 0, "end", to=160),
     "f1: its evidence at {f1.start}:{f1.end} of d1 lies in removed text"),
    (_set("documents", 0, "removed", 0, "end", to=10),
     "d1: the removed span {cut.start}:10 is no span of its text, in order"),
    (_set("documents", 1, "origin", to="o2"), "d2: names the origin 'o2', and stands in ['o1']"),
    (_set("claims", 2, "origins", to=["o2"]), "c3: counts o2, which has no fact in it"),
    (_set("claims", 2, "status", to="corroborated"), "c3: is called corroborated, by 1 origin"),
    (_set("claims", 2, "facts", to=["f99"]), "c3: names the fact 'f99', which is not there"),
    (_set("claims", 1, "id", to="c1"), "claims: 2 are called 'c1'"),
    (_set("divergences", 1, "summary", to="Whether 30 needed care"),
     "“Whether 30 needed care”: figure 30 is not in the cited evidence"),
    (_set("divergences", 1, "positions", 1, "statement", to="Twelve people were treated."),
     "“Twelve people were treated.”: figure Twelve is not in the cited evidence"),
    (_set("divergences", 1, "positions", 1, "origins", to=["o9"]), "v2: counts o9, which has no fact in it"),
    (_set("divergences", 1, "positions", 1, "facts", to=["f3", "f9"]),
     "v2: needs two positions, each with evidence of its own"),
])
def test_what_was_changed_in_a_record_is_named(briefing: Briefing, record: Record, change: Callable[[Record], None],
                                               problem: str) -> None:
    """Each problem says where and what."""
    spans = {fact.id: fact.evidence[0] for fact in briefing.facts}
    change(record)
    assert problem.format(**spans, cut=briefing.documents[0].removed[0]) in said(record)


def test_a_word_that_the_evidence_has_in_no_form_is_a_problem_to_a_strict_look(record: Record, page: str) -> None:
    """Of a sentence; a summary has words of its own."""
    assert check_markdown(page, record, strict=True) == check(record, strict=True) == ()
    sentence = record["sections"][0]["sentences"][1]
    sentence["text"] = "The coast guard said hospital beds were set gleefully for nine people taken there."
    record["divergences"][1]["summary"] = "Gleefully: how many needed hospital care"
    assert check(record) == ()
    assert [(each.where, each.reason, each.own) for each in check(record, strict=True)] == [
        (f"“{sentence['text'][:79]}…”", "the cited evidence has no form of “beds”, “set”, “gleefully”", True)]
    edited = page.replace("- Divers will inspect the hull on Wednesday.",
                          "- On Wednesday the hull will see divers gleefully inspect it.")
    assert check_markdown(edited, record) == ()
    assert [str(each) for each in check_markdown(edited, record, strict=True)] == [
        "“On Wednesday the hull will see divers gleefully inspect it.”: the cited evidence has no form of “gleefully”"]


@pytest.mark.parametrize("line", [
    "Divers will inspect the engine on Wednesday.", "Divers will repair the hull on Wednesday.",
    "Gleeful divers will inspect the hull on Wednesday.", "Divers will inspect the damaged hull on Wednesday.",
    "Fine: the ship was sold; divers will inspect the hull on Wednesday."])
def test_a_word_in_the_place_of_another_is_a_problem_to_any_look(record: Record, page: str, line: str) -> None:
    """And one that is written into what the passage says."""
    assert check_markdown(page.replace("Divers will inspect the hull on Wednesday.", line, 1), record) != ()


def test_a_record_that_cannot_be_read_is_a_problem_too() -> None:
    """Not an error: whoever checks wants an answer."""
    assert [problem.where for problem in (*check({}), *check_markdown("", {}))] == ["briefing.json"] * 2


def test_evidence_that_is_too_long_shows_nothing(briefing: Briefing) -> None:
    """One piece has at most 600 characters."""
    text = "word " * 200
    document = replace(briefing.documents[0], text=text)
    evidence = replace(briefing.facts[0].evidence[0], start=0, end=len(text), text=text)
    changed = replace(briefing, documents=(document, *briefing.documents[1:]),
                      facts=(replace(briefing.facts[0], evidence=(evidence,)), *briefing.facts[1:]))
    assert "f1: its evidence has 1000 characters, at most 600" in said(to_record(changed))


def test_files_are_compared_where_they_are_there(record: Record, tmp_path: Path) -> None:
    """A changed file is found by its hash, a changed text by the file; a missing file is passed over."""
    path = tmp_path / record["documents"][0]["path"]
    path.parent.mkdir()
    content = record["documents"][0]["text"].encode()
    path.write_bytes(content)
    changed = "d1: pile/1_wire.txt has changed since it was read; write the briefing again"
    assert [str(each) for each in check(record, folder=tmp_path)] == [changed]
    record["documents"][0]["sha256"] = hashlib.sha256(content).hexdigest()
    assert check(record, folder=tmp_path) == ()
    record["documents"][0]["text"] += "!"
    assert [str(each) for each in check(record, folder=tmp_path)] == ["d1: its text is not that of pile/1_wire.txt"]


@pytest.mark.parametrize("kind", ["documents", "stories", "origins", "facts", "claims", "divergences", "sections"])
@pytest.mark.parametrize("value", [None, 3, "x", {}, [3], [[]], [None], "gone"])
def test_a_list_that_is_gone_or_holds_what_is_no_record_is_named(record: Record, kind: str, value: object) -> None:
    """And so is each field of the first that it holds, whatever stands there."""
    broken = {name: each for name, each in record.items() if name != kind} | ({} if value == "gone" else {kind: value})
    assert any(kind in str(each) for each in check(broken))
    for name in record[kind][0]:
        assert isinstance(check(record | {kind: [record[kind][0] | {name: value}, *record[kind][1:]]}), tuple)


@pytest.mark.parametrize("kind", ["documents", "stories", "origins", "facts", "claims", "divergences"])
def test_two_records_of_one_kind_share_no_id(record: Record, kind: str) -> None:
    """Each kind is looked at, and the number is told."""
    first = record[kind][0]
    record[kind] += [dict(first), dict(first)]
    assert f"{kind}: 3 are called {first['id']!r}" in said(record)


@pytest.mark.parametrize(("homes", "named", "found"), [
    ([["d1", "d2", "d4"], ["d3", "d2"]], "o1", "['o1', 'o2']"), ([["d1", "d4"], ["d3"]], "o1", "[]"),
    ([["d1", "d2", "d4"], ["d3"]], None, "['o1']"), ([["d1", "d2", "d2", "d4"], ["d3"]], "o1", "['o1', 'o1']")])
def test_a_document_stands_in_one_origin_and_names_it(record: Record, homes: list[list[str]], named: str | None,
                                                      found: str) -> None:
    """Not in two, in none, or twice in one."""
    for origin, documents in zip(record["origins"], homes, strict=True):
        origin["documents"] = documents
    record["documents"][1]["origin"] = named
    assert f"d2: names the origin {named!r}, and stands in {found}" in said(record)


@pytest.mark.parametrize(("when", "holds"), [
    ("2031", True), ("2031-05", True), ("2031-12-31", True), ("2031-10", True), ("2031-01-09", True), (None, True),
    ("2031-13", False), ("2031-00", False), ("2031-05-32", False), ("2031-05-00", False), ("2031-5", False),
    ("31", False), ("2031-05-05T10", False), ("5 May 2031", False), ("2031-05-5", False), ("", False)])
def test_the_date_of_a_fact_is_an_iso_day_month_or_year(record: Record, when: str | None, holds: bool) -> None:
    """Nothing more and nothing less."""
    record["facts"][7]["when"] = when
    assert (f"f8: its date {when!r} is no ISO day, month or year" not in said(record)) is holds


@pytest.mark.parametrize(("spans", "wrong"), [
    ([(0, 5), (5, 9)], []), ([(0, 5), (4, 9)], ["4:9"]), ([(5, 9), (0, 5)], ["0:5"]), ([(3, 3)], ["3:3"]),
    ([(7, 3)], ["7:3"]), ([(-1, 3)], ["-1:3"]), ([(0, 9_999)], ["0:9999"]),
    ([(5, 9), (0, 5), (6, 8)], ["0:5", "6:8"])])
def test_removed_spans_are_in_order_and_within_the_text(record: Record, spans: list[tuple[int, int]],
                                                        wrong: list[str]) -> None:
    """They may touch; one that overlaps, runs backwards, is empty or ends outside is named."""
    document = record["documents"][3]
    document["removed"] = [{"start": start, "end": end, "reason": "navigation"} for start, end in spans]
    found = [each for each in said(record) if each.startswith("d4: the removed span")]
    assert found == [f"d4: the removed span {each} is no span of its text, in order" for each in wrong]


def test_a_removed_span_may_reach_the_end_of_the_text(record: Record) -> None:
    """And not one character further."""
    document = record["documents"][3]
    for beyond in (0, 1):
        end = len(document["text"]) + beyond
        document["removed"] = [{"start": end - 1 - beyond, "end": end, "reason": "navigation"}]
        assert any("the removed span" in each for each in said(record)) is bool(beyond)


def evidenced(briefing: Briefing, text: str, *spans: tuple[int, int],
              cuts: Sequence[tuple[int, int]] = ()) -> list[str]:
    """What is said of a fact with these spans of a text as its evidence."""
    document = replace(briefing.documents[3], text=text, removed=tuple(Removed(*cut, "navigation") for cut in cuts))
    fact = replace(briefing.facts[8], evidence=tuple(Evidence(*span, text[slice(*span)]) for span in spans))
    changed = replace(briefing, documents=(*briefing.documents[:3], document),
                      facts=(*briefing.facts[:8], fact, briefing.facts[9]))
    return [each.removeprefix("f9: ") for each in said(to_record(changed)) if each.startswith("f9: ")]


@pytest.mark.parametrize(("span", "problem"), [
    ((0, 600), None), ((0, 601), "its evidence has 601 characters, at most 600"),
    ((1, 700), "its evidence has 699 characters, at most 600"), ((2, 2), "its evidence at 2:2 of d4 is no passage"),
    ((4, 5), "its evidence at 4:5 of d4 is no passage"), ((999, 1000), None),
    ((9, 4), "its evidence at 9:4 of d4 is no passage")])
def test_a_piece_of_evidence_is_a_passage_of_its_text(briefing: Briefing, span: tuple[int, int],
                                                      problem: str | None) -> None:
    """Of one to six hundred characters, not all of them blank."""
    assert evidenced(briefing, "word " * 199 + "words", span) == ([problem] if problem else [])


@pytest.mark.parametrize(("cuts", "lies"), [
    ([(0, 5)], False), ([(9, 12)], False), ([(0, 6)], True), ([(8, 12)], True), ([(6, 7)], True), ([(0, 20)], True),
    ([(0, 5), (9, 12)], False), ([(0, 2), (8, 9)], True)])
def test_no_evidence_lies_in_removed_text(briefing: Briefing, cuts: list[tuple[int, int]], lies: bool) -> None:
    """Not a letter of it; it may begin where a removed span ends."""
    found = evidenced(briefing, "The ferry struck a rock.", (5, 9), cuts=cuts)
    assert found == (["its evidence at 5:9 of d4 lies in removed text"] if lies else [])


def test_every_piece_of_evidence_is_looked_at(briefing: Briefing) -> None:
    """Each with its own problem."""
    assert evidenced(briefing, "The ferry struck a rock.", (0, 9), (5, 5), (10, 16), (7, 3)) == [
        "its evidence at 5:5 of d4 is no passage", "its evidence at 7:3 of d4 is no passage"]


@pytest.mark.parametrize(("origins", "problem"), [
    (["o1"], "c1: is called corroborated, by 1 origin"), (["o1", "o1"], "c1: is called corroborated, by 1 origin"),
    ([], "c1: is called corroborated, by 0 origin"), (["o1", "o2"], None)])
def test_two_origins_corroborate(record: Record, origins: list[str], problem: str | None) -> None:
    """Each counted once."""
    record["claims"][0]["origins"] = origins
    assert said(record) == ([problem] if problem else [])


def test_origins_without_a_fact_are_all_named(record: Record) -> None:
    """In the order of their names."""
    record["claims"][0]["origins"] = ["o9", "o1", "o8", "o5", "o7", "o3", "o6", "o4"]
    assert said(record) == ["c1: counts o3, o4, o5, o6, o7, o8, o9, which have no fact in it"]


def test_what_another_document_drew_counts_for_none_but_its_own(briefing: Briefing) -> None:
    """A claim of the rewrite alone is not the wire's because the gazette took passages from there."""
    wire, gazette = briefing.origins
    origins = (replace(wire, members=wire.members[:2]), gazette, Origin("o3", "Retold", (Member("d4", "original"),)))
    claim = Claim("c4", "s1", "Nine needed hospital care.", ("f9",), ("o1",), "single-origin")
    changed = replace(briefing, origins=origins, claims=(*briefing.claims, claim))
    assert "c4: counts o1, which has no fact in it" in said(to_record(changed))


def test_one_section_may_be_empty(record: Record) -> None:
    """A briefing tells nothing where all are."""
    silent = "sections: has no sentence; write the briefing again"
    record["sections"][1]["sentences"] = []
    assert silent not in said(record)
    record["sections"][0]["sentences"] = []
    assert silent in said(record)


@pytest.mark.parametrize(("start", "end"), [(-1, 40), (9, 9), (40, 9)])
def test_a_span_that_is_none_is_no_passage_whatever_words_are_given(record: Record, start: int, end: int) -> None:
    """Though the words do stand in the text."""
    record["facts"][2]["evidence"][0] |= {"start": start, "end": end}
    assert f"f3: its evidence at {start}:{end} of d1 is no passage" in said(record)


@pytest.mark.parametrize(("letters", "shown"), [(80, 80), (81, 79)])
def test_a_long_sentence_is_told_by_its_beginning(record: Record, letters: int, shown: int) -> None:
    """Of more than eighty letters."""
    text = "Ten people were taken to hospital, the coast guard said, and more would follow later on".ljust(99, "n")
    record["sections"][0]["sentences"][1]["text"] = text[:letters]
    told = f"“{text[:shown]}{'…' if shown < letters else ''}”: figure Ten is not in the cited evidence"
    assert told in said(record)


def test_a_title_is_held_against_what_the_reader_is_shown(record: Record) -> None:
    """Positions of divergences included; a fact that nobody is shown carries none."""
    record["title"] = "Ferry Alma: eleven people treated"
    record["sections"][0]["heading"] = "Eleven people treated"
    assert said(record) == []
    record["title"] = record["sections"][1]["heading"] = "Repairs of €4.5m"
    assert said(record) == []
    del record["sections"][1]["sentences"][2]
    assert said(record) == ["“Repairs of €4.5m”: figure €4.5m is not in the cited evidence"] * 2


def test_an_origin_that_was_drawn_on_may_be_counted(record: Record) -> None:
    """A fact that was taken from another report counts for that one; what others drew is no fact of theirs."""
    record["claims"][2] |= {"facts": ["f7"], "origins": ["o1", "o2"]}
    assert said(record) == []
    record["claims"][2] |= {"facts": ["f4"], "origins": ["o2"]}
    assert said(record) == ["c3: counts o2, which has no fact in it"]


@pytest.mark.parametrize(("text", "problem"), [
    ("Four documents, two sources, ten statements and three divergences.", False), ("Five documents.", True),
    ("Eleven statements.", True), ("Nine people.", True)])
def test_a_sentence_without_facts_may_count_what_the_briefing_holds(record: Record, text: str, problem: bool) -> None:
    """And state nothing else."""
    record["sections"][0]["sentences"][0] |= {"text": text, "facts": []}
    assert bool([each for each in said(record) if each.startswith(f"“{text}”: figure")]) is problem


@pytest.mark.parametrize("text", [
    "The hull was fine.", "This is settled.", "The captain is guilty.", "Two documents were forged.",
    "er war heil.", "el casco estaba bien.", "船体完好。", "корпус был цел."])
def test_a_sentence_without_facts_states_nothing(record: Record, text: str) -> None:
    """Whatever no gate finds fault with."""
    record["sections"][0]["sentences"][0] |= {"text": text, "facts": []}
    assert f"“{text}”: it cites no fact" in said(record)


def test_a_sentence_with_facts_may_not_count_the_briefing(record: Record) -> None:
    """Its figures are those of its evidence."""
    record["sections"][0]["sentences"][1]["text"] += " There are 10."
    assert said(record) == ["“Nine people were taken to hospital, the coast guard said. There are 10.”: "
                            "figure 10 is not in the cited evidence"]


def test_a_summary_may_count_its_positions(record: Record) -> None:
    """And no more than them."""
    for count, holds in ((2, True), (4, False)):
        record["divergences"][1]["summary"] = f"Hospital care: {count} accounts"
        assert (said(record) == []) is holds


def test_sentences_of_every_section_are_looked_at(record: Record) -> None:
    """And the headings above them."""
    sentences = [sentence for section in record["sections"] for sentence in section["sentences"]]
    for n, text in enumerate((*sentences, *record["sections"]), 40):
        text["text" if "text" in text else "heading"] = f"There are {n} of them"
    assert [each for each in said(record) if "figure" in each] == [
        f"“There are {n} of them”: figure {n} is not in the cited evidence" for n in (45, 46, 40, 41, 42, 43, 44)]


def test_each_position_has_evidence_of_its_own(record: Record) -> None:
    """Two facts in one passage are one; a position without a fact is none."""
    needs = "v2: needs two positions, each with evidence of its own"
    positions = record["divergences"][1]["positions"]
    record["divergences"][1]["positions"] = positions[:1]
    assert needs in said(record)
    record["divergences"][1]["positions"] = [positions[0], positions[1] | {"facts": []}]
    assert needs in said(record)
    record["divergences"][1]["positions"] = [*positions, positions[0]]
    assert needs not in said(record)


def _record_of(record: Record, folder: Path, name: str, content: bytes, text: str) -> Record:
    """The record with its first document in a file of this name."""
    (folder / name).write_bytes(content)
    document = record["documents"][0] | {"path": name, "sha256": hashlib.sha256(content).hexdigest(), "text": text}
    return record | {"documents": [document, *record["documents"][1:]]}


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "bare"])
@pytest.mark.parametrize("content", [
    b"<!doctype html><html><body><p>%s</p></body></html>",
    b"\xef\xbb\xbf%s", b"%s Die F\xe4hre f\xe4hrt.", b"%s\r\r\x0c",
], ids=["a page", "with a mark", "in Latin-1", "with odd line ends"])
def test_a_text_is_compared_through_what_loaded_it(record: Record, tmp_path: Path, name: str, content: bytes) -> None:
    """Whatever the file is called and however it is written; a text that is another is found out."""
    content = content.replace(b"%s", record["documents"][0]["text"].encode())
    (tmp_path / name).write_bytes(content)
    (loaded,), _ = load([tmp_path / name])
    told = check(_record_of(record, tmp_path, name, content, loaded.text), folder=tmp_path)
    assert [each for each in told if name in each.reason] == []
    told = check(_record_of(record, tmp_path, name, content, loaded.text + "!"), folder=tmp_path)
    assert f"d1: its text is not that of {name}" in map(str, told)


@pytest.mark.parametrize("path", ["-", "pipe.txt", "folder", "gone.txt", "x" * 5000, "a\0b", "loop/a.txt"])
def test_what_is_no_file_is_passed_over(record: Record, tmp_path: Path, path: str) -> None:
    """What was piped in is not a file that happens to be called "-"; a pipe is not waited for."""
    (tmp_path / "-").write_text("another text", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    record["documents"][0]["path"] = path
    assert check(record, folder=tmp_path) == ()


def test_a_member_that_can_no_longer_be_read_has_changed(record: Record, tmp_path: Path) -> None:
    """It is there by its name, and nothing is read in it; an archive itself is no text."""
    packed = tmp_path / "dump.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "")
    record["documents"][0]["path"] = "dump.zip!a.txt"
    assert "d1: dump.zip!a.txt has changed since it was read; write the briefing again" in map(
        str, check(record, folder=tmp_path))
    record["documents"][0] |= {"path": "dump.zip", "sha256": hashlib.sha256(packed.read_bytes()).hexdigest()}
    assert "d1: its text is not that of dump.zip" in map(str, check(record, folder=tmp_path))


def test_a_text_that_was_recognised_is_not_recognised_again(record: Record, tmp_path: Path,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the run was to recognise scans, a scan is passed over; any other file that gives no text is not."""
    def recognised(*_: object) -> NoReturn:
        raise AssertionError("a scan was recognised")

    monkeypatch.setattr(ocr, "recognised", recognised)
    scan = pdf([], [])
    for name, content, manner, problem in (
            ("scan.pdf", scan, {"ocr": True}, False), ("scan.pdf", scan, {}, True),
            ("a.txt", b"", {"ocr": True}, True)):
        changed = _record_of(record, tmp_path, name, content, "A text") | {"manner": manner}
        told = [str(each) for each in check(changed, folder=tmp_path)]
        assert any(each.startswith(f"d1: {name} gives its text no longer: ") for each in told) is problem


@pytest.mark.parametrize(("name", "content", "reason"), [
    ("a.txt", b"", "an empty file"),
    ("a.xyz", b"A text", "a .xyz file; not a kind that can be read"),
    ("a.txt", bytes(range(256)) * 20, "binary data, not text"),
])
def test_a_file_that_could_never_have_been_read_is_a_problem(record: Record, tmp_path: Path, name: str, content: bytes,
                                                             reason: str) -> None:
    """Its digest alone does not show that the record's text stands in it."""
    told = check(_record_of(record, tmp_path, name, content, "A text"), folder=tmp_path)
    assert f"d1: {name} gives its text no longer: {reason}" in map(str, told)


def test_a_file_that_cannot_be_opened_is_a_problem(record: Record, tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    """It is there, and nothing shows that it still says the same."""
    changed = _record_of(record, tmp_path, "a.txt", b"A text", "A text")

    def closed(path: object, *rest: object) -> NoReturn:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", closed)
    assert "d1: a.txt gives its text no longer: can't be read: Permission denied" in map(
        str, check(changed, folder=tmp_path))


NO_CITATION = "has no citation; end it with one, as in [1a]"


@pytest.mark.parametrize(("old", "new", "problems"), [
    ("Tarn Island. [1a] [2a] (2", "Tarn Island with 241 people aboard. [1a] [2a] (2",
     ["“The ferry Alma ran aground off Tarn Island with 241 people aboard.”: figure 241 is not in the cited evidence"]),
    ("[1a] [2a] (2 sources)", "[1a] [2a] (3 sources)",
     ["“The ferry Alma ran aground off Tarn Island.”: claims 3 sources and cites 2"]),
    ("coast guard said. [1b]\n\n##", "coast guard said.\n\n##",
     [f"“Nine people were taken to hospital, the coast guard said.”: {NO_CITATION}"]),
    ("Wednesday. [1d]", "Wednesday. [1d] The owner is bankrupt.", [f"“The owner is bankrupt.”: {NO_CITATION}"]),
    ("- Divers", "- The owner is bankrupt. Divers", [f"“The owner is bankrupt.”: {NO_CITATION}"]),
    ("Wednesday. [1d]", "Wednesday. [7z]",
     ["“Divers will inspect the hull on Wednesday.”: cites 7z, which the list of sources does not have"]),
    ("Wednesday. [1d]", "Wednesday. [7z] [8y]",
     ["“Divers will inspect the hull on Wednesday.”: cites 7z, 8y, which the list of sources does not have"]),
    ("- Divers", "- The owner is bankrupt. The crew is gone. Divers",
     [f"“The owner is bankrupt.”: {NO_CITATION}", f"“The crew is gone.”: {NO_CITATION}"]),
    ("- Divers", "- Tarn Gazette\n- Divers", [f"“Tarn Gazette”: {NO_CITATION}"]),
    ("| Coast Wire | Nine people", "| A friend of Coast Wire | Nine people",
     ["“Nine people were taken to hospital, the coast guard said.”: "
      "is laid to 'A friend of Coast Wire', which none of its citations is from"]),
    ("| Coast Wire | Nine people", "| and | Nine people",
     ["“Nine people were taken to hospital, the coast guard said.”: "
      "is laid to 'and', which none of its citations is from"]),
    ("Wednesday. [1d]", "Wednesday. [2c]",
     ["“Divers will inspect the hull on Wednesday.”: date Wednesday is not in the cited evidence"]),
    ("- Divers will inspect", "- Divers will not inspect",
     ["“Divers will not inspect the hull on Wednesday.”: “inspect” is not negated in the cited evidence",
      "“Divers will not inspect the hull on Wednesday.”: its negation is not in the cited evidence"]),
    ('- "The hull is holding," said', '- "The hull is sinking," said',
     ["“\"The hull is sinking,\" said its captain, Ines Okoro.”: "
      "quotation “The hull is sinking,” is not in one piece of the cited evidence"]),
    ("captain, Ines Okoro. [1c]", "captain, Ines Navarro. [1c]",
     ["“\"The hull is holding,\" said its captain, Ines Navarro.”: name Ines Navarro is not in the cited evidence"]),
    ("| Coast Wire | Nine people", "| Coast Wire | Ten people",
     ["“Ten people were taken to hospital, the coast guard said.”: figure Ten is not in the cited evidence"]),
    ("| Coast Wire | Nine people", "| Tarn Gazette | Nine people",
     ["“Nine people were taken to hospital, the coast guard said.”: "
      "is laid to 'Tarn Gazette', which none of its citations is from"]),
    ("] Tarn Gazette: The Alma", "] Coast Wire: The Alma",
     ["“The Alma hit rocks off Tarn Island late on Sunday, islanders said, with about 2…”: "
      "is laid to 'Coast Wire', which none of its citations is from"]),
    ("## In brief", "## Thirty dead", ["“Thirty dead”: figure Thirty is not in the cited evidence"]),
    ("# Ferry Alma", "# Ferry Beta",
     ["“Ferry Beta aground off Tarn Island | what is known”: name Ferry Beta is not in the cited evidence"]),
    ("**1d** Divers will", "**1d** No diver will",
     ["“**1d** No diver will inspect the hull on Wednesday.”: "
      "the list of sources is not the record's; restore this line"]),
])
def test_what_was_changed_in_a_page_is_named(record: Record, page: str, old: str, new: str,
                                             problems: list[str]) -> None:
    """Only the changed sentence, with what its passages do not carry."""
    assert page.count(old) == 1
    assert [str(each) for each in check_markdown(page.replace(old, new), record)] == problems


def test_a_summary_is_held_against_all_that_is_shown(record: Record, page: str) -> None:
    """Whatever word stands before it for the kind of divergence."""
    found = check_markdown(page.replace("How many needed", "Whether 30 needed"), record)
    assert [each.reason for each in found] == ["figure 30 is not in the cited evidence"]


@pytest.mark.parametrize(("old", "new"), [
    ("- Divers will inspect the hull on Wednesday. [1d]",
     "- Divers will\n  inspect the **hull** on Wednesday [1d](#s1d)."),
    ("- Divers will inspect the hull on Wednesday. [1d]", "* Divers are to inspect the hull on Wednesday. [1d]"),
    ("- Divers will inspect the hull on Wednesday. [1d]\n", ""),
    ("- Divers", "<!-- ask again -->\n- Divers"),
    ("| Who | What they say |\n| --- | --- |\n| Coast Wire | Nine people were taken to hospital",
     "| Who        | What they say  |\n|:-----------|----------------|\n"
     "| Coast Wire | Nine people were taken to hospital"),
    ("said. [1b]\n\n##", "said. [1b] Nine people were taken to hospital. [1b]\n\n##"),
    ("| Coast Wire | Nine people were taken to hospital, the coast guard said. [1b] |",
     "| Tarn Gazette and Coast Wire | Nine people were taken to hospital. [1b] [2c] |"),
    ("| Who | What they say |", "| WHO | WHAT THEY SAY |"),
    ("| Who | What they say |", "| | What they say |"),
    ("## In brief", "## Divers [1d] inspect"),
    ("- Divers will", "- On the hull: divers will"),
    ("- Divers will", "- Coast Wire: Divers will"),
    ("- Divers will inspect the hull on Wednesday. [1d]",
     "- Nine people were taken to hospital, the coast guard said. Divers will inspect the hull on Wednesday. "
     "[1b] [1d]"),
    ("## In brief", "## Next"),
    ("## In brief", "## Nine in hospital"),
    ("\n", "\r\n"),
])
def test_what_an_editor_may_do(record: Record, page: str, old: str, new: str) -> None:
    """Break lines, emphasise, reword within the evidence, cut, comment, merge, tidy tables."""
    assert old in page
    assert check_markdown(page.replace(old, new), record) == ()


FINE = "The hull was fine."


@pytest.mark.parametrize(("old", "new"), [
    ("## In brief\n", f"## In brief\n\n{FINE}\n"),
    ("## In brief\n", f"## In brief\n\n- {FINE}\n"),
    ("## In brief\n", f"## In brief\n\n> {FINE}\n"),
    ("## In brief\n", f"## In brief\n\n**{FINE}** [differs: 1]\n"),
    ("## In brief\n", f"## In brief\n\n    {FINE}\n"),
    ("## In brief\n", f"## In brief\n\n<p>{FINE}</p>\n"),
    ("## In brief\n", f"## In brief\n\n![{FINE}](hull.png)\n"),
    ("## In brief\n", f"## In brief\n\n[^1]: {FINE}\n"),
    ("## In brief\n", f"## In brief\n\n[hull]: {FINE}\n"),
    ("## In brief\n", f"## In brief\n\nHull <!-- {FINE}"),
    ("## In brief\n", "## In brief\n\n### The hull was fine\n"),
    ("## In brief\n", "## The hull was fine\n"),
    ("# Ferry Alma", "# The hull was fine: ferry Alma"),
    ("| Who | What they say |\n| --- | --- |\n", f"| Who | What they say |\n| --- | --- |\n| Who | {FINE} |\n"),
    ("| Who | What they say |\n| --- | --- |\n", f"| Who | What they say |\n| --- | --- |\n| | {FINE} |\n"),
    ("| Who | What they say |\n| --- | --- |\n", f"| Who | What they say |\n| --- | --- |\n| {FINE} | |\n"),
    ("| Who | What they say |", f"| Who | {FINE} |"),
    ("## Sources\n", f"## Sources\n\n{FINE}\n"),
    ("## Left out\n", f"## Left out\n\n- {FINE}\n"),
    ("## In brief\n", f"## Left out\n\n- {FINE}\n\n## In brief\n"),
    ("navigation (1 passage in", "navigation (3 passages in"),
    ("- Divers will", f"- {FINE} Divers will"),
    ("on Wednesday. [1d]", f"on Wednesday. [1d] {FINE}"),
    ("## In brief\n", "## In brief\n\n- Der Rumpf war heil.\n"),
    ("## In brief\n", "## In brief\n\n- El casco estaba bien.\n"),
    ("## In brief\n", "## In brief\n\n- La coque allait bien.\n"),
    ("## In brief\n", "## In brief\n\n- Корпус был цел.\n"),
    ("## In brief\n", "## In brief\n\n- 船体完好。\n"),
])
def test_what_states_something_and_cites_nothing_is_a_problem_wherever_it_stands(
        record: Record, page: str, old: str, new: str) -> None:
    """In a paragraph, a heading, the head of a table, a list of what the page leaves out: a reader sees all of them."""
    assert old in page
    assert check_markdown(page.replace(old, new, 1), record) != ()


def test_a_row_that_names_a_source_and_says_nothing_is_no_problem(record: Record, page: str) -> None:
    """As an editor leaves one to fill in."""
    rule = "| --- | --- |\n"
    assert check_markdown(page.replace(rule, f"{rule}| Coast Wire | |\n", 1), record) == ()


def test_a_changed_line_below_the_title_is_called_what_it_is(record: Record, page: str) -> None:
    """It counts the documents and sources, and no citation could show that."""
    changed = re.sub(r"\d+ independent sources", "40 independent sources", page, count=1)
    assert changed != page
    (problem,) = check_markdown(changed, record)
    assert "40 independent sources" in problem.where
    assert problem.reason == (
        "is not the record's line below the title, which counts the documents and sources; restore it, or cite a "
        "sentence of your own, as in [1a]")


def test_a_page_without_a_citation_in_its_body_is_told_so(record: Record) -> None:
    """Those of the list of sources are none."""
    page = "# T\n\n## In brief\n\nNothing.\n\n## Sources\n\n- x [1a]"
    assert [str(each) for each in check_markdown(page, record)] == [
        "the page: has no sentence with a citation; write the briefing again"]


def test_a_heading_of_a_page_is_held_against_what_the_reader_is_shown(record: Record) -> None:
    """A fact that no sentence and no position cites carries none."""
    page = to_markdown(from_record(record)).replace("## In brief", "## Repairs of €4.5m")
    assert check_markdown(page, record) == ()
    del record["sections"][1]["sentences"][2]
    page = to_markdown(from_record(record)).replace("## In brief", "## Repairs of €4.5m")
    assert [each.reason for each in check_markdown(page, record)] == ["figure €4.5m is not in the cited evidence"]


def test_a_row_of_the_record_is_its_own_business_however_it_is_padded(record: Record) -> None:
    """What it says wrong is a problem of the record."""
    record["divergences"][1]["positions"][1]["statement"] = "Twelve people were treated."
    page = to_markdown(from_record(record))
    assert check_markdown(page.replace("| Tarn Gazette | Twelve", "|Tarn Gazette|Twelve"), record) == ()
    assert check(record) != ()


def test_two_sentences_of_a_position_may_share_its_citation(record: Record) -> None:
    """Wherever an editor moves them."""
    record["divergences"][1]["positions"][1]["statement"] = (
        "Eleven people were treated in hospital. A nurse told the Gazette.")
    page = to_markdown(from_record(record))
    row = "| Tarn Gazette | Eleven people were treated in hospital. A nurse told the Gazette. [2c] |"
    assert row in page
    assert check_markdown(page.replace(row, "- Tarn Gazette: " + row[17:-2]), record) == ()


def test_what_a_line_is_laid_to_may_be_what_the_record_lays_it_to(record: Record) -> None:
    """A passage that the gazette took from the wire stands for the wire, in a table and under "Also differ"."""
    wire, rocks = record["divergences"][0]["positions"]
    nine, eleven = record["divergences"][1]["positions"]
    record["divergences"][0]["positions"] = [rocks | {"origins": ["o1"]}, wire]
    record["divergences"][1]["positions"] = [nine, eleven | {"origins": ["o1"]}]
    page = to_markdown(from_record(record))
    for old, new in (("treated in hospital, a nurse told the Gazette. [2c]", "treated in hospital. [2c] [2b]"),
                     ("— Coast Wire, in Tarn Gazette: The Alma hit rocks off Tarn Island late on Sunday",
                      "— Coast Wire, in Tarn Gazette: The Alma hit rocks off Tarn Island on Sunday")):
        assert page.count(old) == 1
        assert check_markdown(page.replace(old, new), record) == ()


def test_a_name_within_a_longer_one_is_not_taken_for_it(record: Record) -> None:
    """Where one source is called as another begins."""
    record["origins"][1]["name"] = "Coast"
    page = to_markdown(from_record(record))
    assert check_markdown(page.replace("- Divers will", "- Coast Wire: Divers will"), record) == ()
    row = "| Coast | Eleven people were treated in hospital, a nurse told the Gazette. [2c] |"
    assert row in page
    found = check_markdown(page.replace(row, "- Coast Wire: " + row[10:-2]), record)
    assert [each.reason for each in found] == ["is laid to 'Coast Wire', which none of its citations is from"]


def test_who_holds_a_row_stands_in_its_first_cell(record: Record, page: str) -> None:
    """Whatever name stands before a colon in the other."""
    found = check_markdown(page.replace("| Coast Wire | Nine", "| Tarn Gazette | Coast Wire: Nine"), record)
    assert "is laid to 'Tarn Gazette', which none of its citations is from" in [each.reason for each in found]


def test_blocks_of_a_page_are_read_in_their_order() -> None:
    """Headings set the part, lines of one paragraph are one block, citations cut its text into runs."""
    found = blocks("# T\n\n## In brief\n- One \\[x\\]\n  two. [1a] [2b] (2 sources) Rest\n\n| A | b \\| c [1a] |\n\n"
                   "## Sources\nX")
    assert [(each.kind, each.part) for each in found] == [
        ("title", "head"), ("heading", "body"), ("text", "body"), ("row", "body"), ("heading", "sources"),
        ("text", "sources")]
    assert [(each.text, each.labels, each.sources) for each in found[2].cited] == [
        ("One [x] two.", ("1a", "2b"), 2), ("Rest", (), None)]
    assert (found[3].who, found[3].cited[0].text) == ("A", "b | c")
