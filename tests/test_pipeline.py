"""Whole runs: paths in, a briefing out.

The golden briefing is what `tests/golden/pile` comes to. When it changes on purpose, write it anew with
`python tests/test_pipeline.py` and read `tests/golden/briefing.md` as a reader would.
"""

import itertools
import json
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefing.check import check, check_markdown
from briefing.cli import main
from briefing.errors import BriefingError, UsageError
from briefing.model import Briefing
from briefing.pipeline import Outcome, run
from briefing.render.escape import fold, unescape
from briefing.render.markdown import to_markdown
from briefing.render.record import to_json
from briefing.runs.planning import plan
from briefing.settings import Settings
from briefing.sources import files

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
NOW = datetime(2031, 5, 8, 7, tzinfo=UTC)
STORY = """Ferry sails again
Coast Courier | 6 May 2031

The ferry across the sound sails again from Monday, the town council of Lannick said after a week of storms.
Its captain, Marta Quill, said that all 62 seats were booked until the end of the month.
"""
OTHER = """Teachers end their strike
Oster Post | 6 May 2031

Teachers in Oster voted on Friday to end their strike after a better offer on pay.
Lessons begin again next week, said Paul Grint, who leads the union of the teachers.
"""


def briefed(*paths: str, **settings: Any) -> Outcome:
    """A run of the embedded engine."""
    return run(paths, replace(Settings(engine="extractive"), **settings), now=NOW)


def pages(outcome: Outcome) -> tuple[str, str]:
    """Both files, but for what a run took."""
    record = json.loads(to_json(outcome.briefing))
    del record["usage"]
    return to_markdown(outcome.briefing), json.dumps(record, indent=1, ensure_ascii=False) + "\n"


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings but those of the test."""
    for name in os.environ:
        if name.startswith(("BRIEFING_", "OPENAI_")) or name == "SOURCE_DATE_EPOCH":
            monkeypatch.delenv(name)


@pytest.fixture
def golden(monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """The run of the golden pile."""
    monkeypatch.chdir(GOLDEN)
    return briefed("pile")


@pytest.fixture(scope="module")
def seeds() -> Outcome:
    """The run of the documents that come with the program."""
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        return briefed("seeds")
    finally:
        os.chdir(here)


def test_the_golden_pile_comes_to_the_golden_briefing(golden: Outcome) -> None:
    """Byte for byte but for `usage`: a copy, a later count, two accounts, a sum given twice, furniture."""
    page, record = pages(golden)
    assert page == (GOLDEN / "briefing.md").read_text(encoding="utf-8")
    assert record == (GOLDEN / "briefing.json").read_text(encoding="utf-8")


def test_the_golden_briefing_is_what_an_editor_would_sign(golden: Outcome) -> None:
    """What must hold however the page is worded."""
    briefing = golden.briefing
    assert (golden.failed, golden.unread, briefing.skipped) == (0, 0, ())
    assert [sorted(origin.documents) for origin in briefing.origins] == [["d1", "d2"], ["d3"], ["d4"]]
    assert {claim.status for claim in briefing.claims if len(claim.origins) == 1} <= {"single-origin", "disputed"}
    dead = next(each for each in briefing.divergences if "nine" in each.summary)
    assert ("later report" in (dead.explained_by or ""), len(dead.positions)) == (True, 2)
    assert any("4.5 million" in each.summary and "7 million" in each.summary for each in briefing.divergences)
    told = " ".join(fact.statement for fact in briefing.facts)
    assert not re.search(r"Home \||Share:|Subscribe|Bakers", told)


def test_the_seeds_come_to_a_briefing_without_a_problem(seeds: Outcome) -> None:
    """Every sentence on its evidence, every copy counted once."""
    briefing = seeds.briefing
    assert check(json.loads(to_json(briefing)), folder=ROOT) == ()
    assert check_markdown(to_markdown(briefing), json.loads(to_json(briefing))) == ()
    assert (seeds.failed, seeds.unread) == (0, 0)
    assert len(briefing.origins) < len(briefing.documents)
    assert briefing.divergences
    assert 5 <= sum(len(section.sentences) for section in briefing.sections) <= 25


@pytest.mark.parametrize("pile", ["golden", "seeds"])
def test_all_of_the_record_that_is_for_readers_stands_in_the_page(pile: str, request: pytest.FixtureRequest) -> None:
    """Each sentence, each position, and each cited passage, white space folded."""
    briefing: Briefing = request.getfixturevalue(pile).briefing
    page = unescape(to_markdown(briefing))
    sentences = [sentence for section in briefing.sections for sentence in section.sentences]
    positions = [position for each in briefing.divergences for position in each.positions]
    cited = {fact for each in sentences for fact in each.facts} | {fact for each in positions for fact in each.facts}
    told = [each.text for each in sentences] + [each.statement for each in positions]
    told += [each.text for fact in briefing.facts if fact.id in cited for each in fact.evidence]
    assert [text for text in told if fold(text) not in page] == []


@pytest.mark.parametrize("sentences", [1, 4, 9])
def test_there_are_never_more_sentences_than_asked_for(monkeypatch: pytest.MonkeyPatch, sentences: int) -> None:
    """And no two are the same."""
    monkeypatch.chdir(GOLDEN)
    briefing = briefed("pile", sentences=sentences).briefing
    texts = [sentence.text for section in briefing.sections for sentence in section.sentences]
    assert 1 <= len(set(texts)) == len(texts) <= sentences


def test_the_order_of_the_files_changes_nothing(monkeypatch: pytest.MonkeyPatch, golden: Outcome) -> None:
    """The same bytes for every order of the arguments, and for the folder that holds them."""
    monkeypatch.chdir(GOLDEN)
    paths = sorted(str(path) for path in Path("pile").iterdir())
    assert {pages(briefed(*order)) for order in itertools.islice(itertools.permutations(paths), 0, None, 5)} == {
        pages(golden)}


def test_several_workers_write_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One process or three, in a pile large enough for them to be used."""
    monkeypatch.chdir(tmp_path)
    Path("pile").mkdir()
    sources = sorted((GOLDEN / "pile").iterdir())
    assert len(sources) == 4
    for source in sources:
        paragraphs = source.read_text(encoding="utf-8").split("\n\n")
        for n in range(7):
            Path("pile", f"{n}_{source.name}").write_text(
                "\n\n".join([*paragraphs[:1], f"The tide stood at {n + 2} metres that day.", *paragraphs[1:]]))
    assert pages(briefed("pile", workers=3)) == pages(briefed("pile", workers=1))


def test_a_second_run_in_the_same_process_writes_the_same_bytes(golden: Outcome) -> None:
    """Nothing is carried over but what is the same anyway."""
    assert pages(briefed("pile")) == pages(golden)


def test_a_mixed_pile_is_told_story_by_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two events, two stories; no sentence and no divergence mixes them."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.txt", STORY), ("b.txt", OTHER)):
        Path(name).write_text(text)
    briefing = briefed("a.txt", "b.txt").briefing
    assert [story.documents for story in briefing.stories] == [("d1",), ("d2",)]
    assert briefing.divergences == ()
    homes = {fact.id: fact.document for fact in briefing.facts}
    assert all(len({homes[fact] for fact in sentence.facts}) == 1
               for section in briefing.sections for sentence in section.sentences)


def test_a_plan_counts_what_a_run_would_read(golden: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents, origins and tokens, and the run then reads as many."""
    monkeypatch.chdir(GOLDEN)
    found = plan(["pile"], Settings(engine="extractive"))
    assert (found.documents, found.origins) == (len(golden.briefing.documents), len(golden.briefing.origins))
    assert found.tokens == sum(row.tokens for row in found.rows) > 300


def write(folder: Path, **texts: str | bytes) -> None:
    """Files by name ("a_txt" for a.txt) in the folder "pile"."""
    (folder / "pile").mkdir()
    for name, text in texts.items():
        (folder / "pile" / name.replace("_", ".")).write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(code: int, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command line says of `briefing write pile`, which must leave with `code` and a briefing that holds."""
    assert main(["write", "pile", "-o", "out", "--now", "2031-05-08"]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert Path("out", "briefing.md").exists() == Path("out", "briefing.json").exists() == (code in {0, 3})
    if code in {0, 3}:
        assert main(["check", "out/briefing.json"]) == 0
        assert main(["check", "out/briefing.md"]) == 0
        capsys.readouterr()
    return said.err


def record() -> dict[str, Any]:
    """What was written."""
    written: dict[str, Any] = json.loads(Path("out", "briefing.json").read_text(encoding="utf-8"))
    return written


SEVERAL = {
    "a.txt": STORY, "b.txt": STORY.replace("Coast Courier", "Sound Post"),
    "c.txt": OTHER,
    "d.txt": """Bakery of Brede burns down
Brede Herald | 6 May 2031

A fire destroyed the bakery of Brede on Monday night, the fire service said. Nobody was hurt.
""",
    "e.txt": """Museum in Tarn shows old maps
Tarn Week | 6 May 2031

The museum in Tarn opens its show of old maps on Sunday, its director Ida Lund said.
""",
}


def several(folder: Path) -> list[str]:
    """Four events, one of them told twice."""
    for name, text in SEVERAL.items():
        (folder / name).write_text(text)
    return sorted(SEVERAL)


def test_a_pile_of_many_stories_opens_with_a_list_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What several documents tell has a line with its counts; what one alone tells is an item, not a chapter."""
    monkeypatch.chdir(tmp_path)
    briefing = briefed(*several(tmp_path)).briefing
    page = to_markdown(briefing)
    assert page.index("## Stories") < page.index("### In brief") < page.index("## Told by one document each")
    assert "- 1 · **Ferry sails again**: 2 documents, " in page
    assert page.count("### In brief") == 1
    assert "**Bakery of Brede burns down** (Brede Herald, 6 May 2031):" in page
    assert check_markdown(page, json.loads(to_json(briefing))) == ()


def test_the_focus_decides_which_story_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the one with most independent sources."""
    monkeypatch.chdir(tmp_path)
    names = several(tmp_path)
    assert briefed(*names).briefing.stories[0].title == "Ferry sails again"
    assert briefed(*names, focus="fires in bakeries").briefing.stories[0].title == "Bakery of Brede burns down"


def test_fewer_stories_are_told_where_fewer_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others stand in the overview, and nothing else is told of them."""
    monkeypatch.chdir(tmp_path)
    names = several(tmp_path)
    one = briefed(*names, most_stories=1).briefing
    assert {each.story for each in one.sections} == {one.stories[0].id}
    assert [each.told for each in one.stories] == [True, False, False, False]
    assert to_markdown(one).count("not told here") == 3
    assert not [each for each in one.skipped if each.stage == "read"]
    for name in ("maps", "4", one.stories[3].id):
        asked = briefed(*names, story=name).briefing
        (told,) = (each for each in asked.stories if each.told)
        assert told.id == (one.stories[3].id if name != "maps" else told.id)
        assert name != "maps" or told.title == "Museum in Tarn shows old maps"
    with pytest.raises(UsageError, match="--story: 'harvest' is none of the 4 stories"):
        briefed(*names, story="harvest")


def test_an_empty_folder_is_a_failure_that_says_what_to_give(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written."""
    write(folder)
    assert "no documents: nothing was found\nName files that can be read" in told(1, capsys)


def test_a_path_that_is_not_there_is_a_wrong_call(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The path first, the cure last."""
    assert "briefing: pile: no such file or folder; check the path\n" in told(2, capsys)


def test_one_document_is_a_briefing_of_one_source(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nobody to differ from, and nobody to corroborate."""
    write(folder, a_txt=STORY)
    assert "from 1 document, 1 independent source" in told(0, capsys)
    assert record()["divergences"] == []
    assert {claim["status"] for claim in record()["claims"]} == {"single-origin"}


@pytest.mark.parametrize(("content", "reason"), [
    (b"", "an empty file"),
    (b" \r\n\t ", "an empty file"),
    (bytes(range(256)) * 40, "pile/b.txt"),
])
def test_a_file_that_is_no_text_is_named_and_the_rest_is_briefed(
        folder: Path, content: bytes, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 3: written, but not of all that was given."""
    write(folder, a_txt=STORY, b_txt=content)
    assert "could not be read: 1 (see the end of briefing.md)" in told(3, capsys)
    assert [each["item"] for each in record()["skipped"]] == ["pile/b.txt"]
    assert reason in record()["skipped"][0]["item"] + record()["skipped"][0]["reason"]
    assert "pile/b.txt" in unescape(Path("out", "briefing.md").read_text(encoding="utf-8"))


def test_a_file_of_another_kind_is_named_in_the_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever its name says it is."""
    write(folder, a_txt=STORY, b_txt=b"\x89PNG\r\n\x1a\n" * 9, c_png=b"\x89PNG\r\n\x1a\n")
    told(0, capsys)
    page = unescape(Path("out", "briefing.md").read_text(encoding="utf-8"))
    assert all(re.search(rf"pile/{re.escape(name)}\W+a picture", page) for name in ("b.txt", "c.png"))


def test_nothing_but_unreadable_files_is_a_failure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is named with its reason."""
    write(folder, a_txt=b"", b_txt=bytes(range(256)) * 40)
    said = told(1, capsys)
    assert "- pile/a.txt: an empty file" in said
    assert "- pile/b.txt: " in said


def test_one_huge_line_is_a_document_like_any_other(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As long as a text may be, without a line break, and without a space."""
    write(folder, a_txt=STORY, b_txt="x" * 500_000, c_txt="Ferry sails again. " + "  " * 240_000 + "\n")
    told(0, capsys)
    assert {document["path"] for document in record()["documents"]} >= {"pile/a.txt", "pile/b.txt"}
    assert len(Path("out", "briefing.md").read_text(encoding="utf-8")) < 20_000


def test_a_huge_line_is_read_sentence_by_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text whose line breaks were lost."""
    told_of = (f"The ferry number {n} sailed from Lannick with {n + 3} boats behind it." for n in range(1200))
    line = "Ferries\n\n" + " ".join(told_of)
    write(folder, a_txt=line)
    told(0, capsys)
    assert all(len(each["text"]) <= 600 for fact in record()["facts"] for each in fact["evidence"])
    assert len(record()["facts"]) > 1000


def test_mixed_line_ends_stay_as_they_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Windows, old Mac and Unix in one file; spans are into the text as it is."""
    lines = STORY.splitlines()
    text = "\r\n".join(lines[:3]) + "\r\n" + "\r".join(lines[3:]) + "\n\r\nIt carries 14 lorries, the council said.\r\n"
    write(folder, a_txt=text)
    told(0, capsys)
    assert record()["documents"][0]["text"] == text


@pytest.mark.parametrize("text", [
    "العبارة تبحر مجدداً\n\nأعلن المجلس البلدي أن العبارة ستبحر يوم الاثنين. وقالت القبطان إن المقاعد محجوزة كلها.\n",
    "המעבורת שבה\n\nהמעבורת תשוב להפליג ביום שני, הודיעה המועצה. 62 המקומות מוזמנים עד סוף החודש.\n",
    "渡轮恢复航行\n\n市议会表示,渡轮将于周一恢复航行。船长说,全部62个座位在月底前都已订满。\n",
    "フェリー再開\n\n町議会によると、フェリーは月曜日に運航を再開する。船長は62席すべてが予約済みだと述べた。\n",
    "เรือข้ามฟาก\n\nสภาเมืองกล่าวว่าเรือข้ามฟากจะกลับมาให้บริการในวันจันทร์\n",
], ids=["Arabic", "Hebrew", "Chinese", "Japanese", "Thai"])
def test_other_scripts_are_told_or_left_out_in_so_many_words(
        folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Right to left, or without spaces; alone and beside an English report: never a page that tells nothing."""
    write(folder, a_txt=text)
    code = main(["write", "pile", "-o", "out"])
    said = capsys.readouterr().err
    assert code in {0, 1}
    assert Path("out").exists() == (code == 0)
    assert said.count("gave no sentence that the embedded engine can tell; give running text") == code
    (folder / "pile" / "b.txt").write_text(STORY, encoding="utf-8")
    told(0, capsys)
    assert text in {document["text"] for document in record()["documents"]}
    (place,) = (each["id"] for each in record()["documents"] if each["text"] == text)
    assert (place in {each["item"] for each in record()["skipped"]}) == (code == 1)
    page = unescape(Path("out", "briefing.md").read_text(encoding="utf-8"))
    assert ("- Read, and nothing found to tell: pile/a.txt (no s" in page) == (code == 1)


@pytest.mark.parametrize("documents", [1, 3])
def test_a_pile_of_which_nothing_can_be_told_is_a_failure(folder: Path, documents: int,
                                                          capsys: pytest.CaptureFixture[str]) -> None:
    """What, where, and what to do, in place of an empty page; the briefing that stood there stays."""
    write(folder, a_txt=STORY)
    told(0, capsys)
    before = Path("out", "briefing.md").read_bytes()
    (folder / "pile" / "a.txt").unlink()
    for number in range(documents):
        text = f"Λιμάνι\n\nΤο πλοίο {number} σταμάτησε.\n" * 9
        (folder / "pile" / f"{number}.txt").write_text(text, encoding="utf-8")
    assert main(["write", "pile", "-o", "out"]) == 1
    assert capsys.readouterr().err.endswith(
        f"briefing: nothing to tell: {documents} document{'s' if documents > 1 else ''} (Greek) gave no sentence that "
        "the embedded engine can tell; give running text in a language that it reads, or set OPENAI_API_KEY or "
        "OPENAI_BASE_URL to have a language model read\n")
    assert Path("out", "briefing.md").read_bytes() == before
    with pytest.raises(BriefingError, match=r"^nothing to tell: "):
        briefed("pile")


def test_a_document_without_a_statement_is_listed_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is in it instead; a copy is told by its original."""
    menu = "Home | News | Sport | Weather\n\nSign in\n\nSubscribe to our newsletter\n"
    page = "<html><body><p>OK</p></body></html>"
    write(folder, a_txt=STORY, b_txt=STORY + "\n", c_txt=menu, d_txt="?\n", e_html=page)
    told(0, capsys)
    names = {each["id"]: each["path"] for each in record()["documents"]}
    assert sorted((names[each["item"]], each["stage"], each["reason"]) for each in record()["skipped"]) == [
        (f"pile/{name}", "read", "no statement") for name in ("c.txt", "d.txt", "e.html")]


def test_a_record_and_a_page_without_a_sentence_do_not_hold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is no proof: an editor may cut sentences, but not all of them."""
    write(folder, a_txt=STORY)
    told(0, capsys)
    page, data = Path("out", "briefing.md"), Path("out", "briefing.json")
    whole, tail = page.read_text(encoding="utf-8"), "## Sources"
    for cut in ("", "# A title\n", "# A title\n\n" + whole[whole.index(tail):]):
        page.write_text(cut, encoding="utf-8")
        assert main(["check", str(page)]) == 1
        assert capsys.readouterr().out == "the page: has no sentence with a citation; write the briefing again\n"
    silent = record() | {"sections": [each | {"sentences": []} for each in record()["sections"]]}
    for sections in (silent["sections"], []):
        data.write_text(json.dumps(silent | {"sections": sections}), encoding="utf-8")
        assert main(["check", str(data)]) == 1
        said = capsys.readouterr()
        assert "sections: has no sentence; write the briefing again\n" in said.out
        assert "everything holds" not in said.err


ALERT = "町議会によると、フェリーは月曜日に運航を再開する。船長は62席すべてが予約済みだと述べた。"


@pytest.mark.parametrize(("alert", "code"), [
    ("All 62 people on board were saved when the ferry Alma sank off Lannick, police said.", {0}),
    (ALERT, {0, 1}),
], ids=["English", "Japanese"])
def test_a_text_of_one_line_is_read(folder: Path, alert: str, code: set[int],
                                    capsys: pytest.CaptureFixture[str]) -> None:
    """A short alert has no headline; what it says is all there is."""
    write(folder, a_txt=alert + "\n")
    found = main(["write", "pile", "-o", "out"])
    assert found in code
    assert Path("out").exists() == (found == 0)


def test_a_text_that_turns_the_reading_direction_cannot_steer_the_terminal(
        folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor can the name of its file."""
    texts: dict[str, str | bytes] = {}
    for n, sign in enumerate("\u202a\u202d\u202e\u2066\u2067\u2068\u2069"):
        story = STORY.replace("Monday", f"{sign}Monday\u2069\u202c").replace("62", str(n + 20))
        texts[f"a{n}{sign}\x1b[31m_txt"] = story
        texts[f"b{n}{sign}_txt"] = b""
    write(folder, **texts)
    said = told(3, capsys)
    assert "could not be read: 7" in said
    assert main(["show", "out/briefing.json", "1a"]) == main(["write", "pile", "--dry-run"]) == 0
    printed = capsys.readouterr()
    said += printed.out + printed.err
    assert printed.out.count("31m") == 8  # the seven names, and that of the passage
    assert not re.search("[\x1b\u202a-\u202e\u2066-\u2069]", said)


def test_a_document_of_only_furniture_adds_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its menu is no news; the others are briefed."""
    menu = "Home | News | Sport | Weather\n\nSign in\n\nSubscribe to our newsletter\n\nShare: Copy link | Email\n"
    write(folder, a_txt=STORY, b_txt=menu)
    told(0, capsys)
    written = [sentence["text"] for section in record()["sections"] for sentence in section["sentences"]]
    assert written
    assert not [text for text in written if re.search(r"Home|Sign in|Subscribe|Share", text)]


def test_nothing_but_furniture_is_a_failure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No menu line is told as news, and no page tells nothing."""
    write(folder, a_txt="Home | News | Sport | Weather\n\nSign in\n\nSubscribe to our newsletter\n")
    said = told(1, capsys)
    assert "nothing to tell: 1 document (English) gave no sentence that the embedded engine can tell; " in said
    assert not Path("out").exists()


def test_a_file_that_vanishes_while_it_is_read_is_named(
        folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It was there when the folder was listed."""
    write(folder, a_txt=STORY, b_txt=OTHER, c_txt=STORY + OTHER)
    found = files.find

    def listed(paths: list[str], **more: bool) -> Any:
        here = found(paths, **more)
        (folder / "pile" / "b.txt").unlink()
        return here

    monkeypatch.setattr(files, "find", listed)
    assert "could not be read: 1" in told(3, capsys)
    assert record()["skipped"][0]["item"] == "pile/b.txt"
    assert "vanished" in record()["skipped"][0]["reason"]


def test_a_run_without_a_document_raises_what_the_command_line_tells(folder: Path) -> None:
    """From Python too."""
    write(folder)
    with pytest.raises(BriefingError, match="no documents"):
        briefed("pile")


def regenerate() -> None:
    """Write the golden briefing anew."""
    os.chdir(GOLDEN)
    page, written = pages(briefed("pile"))
    Path("briefing.md").write_text(page, encoding="utf-8")
    Path("briefing.json").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    regenerate()
