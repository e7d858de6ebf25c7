"""The table of kinds: what an input is known by, and how the documents within one are called."""

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from briefing.check import check
from briefing.errors import BriefingError
from briefing.model import Skipped
from briefing.pipeline import run
from briefing.render.record import to_record
from briefing.settings import Settings
from briefing.sources import kinds
from briefing.sources.kinds import Kind, Loaded, documents
from briefing.sources.load import load, unread
from briefing.sources.page import Member, Part, Refused, UnreadableError
from briefing.sources.plain import page

FERRY = ("Ferry sails again\nCoast Courier | 6 May 2031\n\n"
         "The ferry across the sound sails again from Monday, the council of Lannick said after a week of storms.\n"
         "Its captain, Marta Quill, said that all 62 seats were booked until the end of the month.\n")
PORT = ("Ferry stays in port\nOster Post | 7 May 2031\n\n"
        "The ferry across the sound stays in port until Friday, the town council of Lannick said on Tuesday.\n"
        "Paul Grint, who leads the port of Oster, said that 62 passengers had asked for their money.\n")


def box(data: bytes) -> tuple[Part | Member | Refused, ...]:
    """A kind for these tests: pieces between lines of "==", each its first line's name and a text."""
    found: list[Part | Member | Refused] = []
    for number, piece in enumerate(data.decode().removeprefix("BOX\n").split("==\n"), start=1):
        name, _, text = piece.partition("\n")
        if name == "lost":
            found.append(Refused("lost.txt", "it was lost"))
        elif name == "number":
            found.append(Part(page(text), f"#{number}", text.encode()))
        else:
            found.append(Member(name, text.encode()))
    return tuple(found)


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table with the kind "box" in it."""
    table = (Kind("box", (".box",), box, lambda data: data.startswith(b"BOX\n"), signed=True), *kinds.KINDS)
    monkeypatch.setattr(kinds, "table", lambda: table)


def boxed(*pieces: tuple[str, str]) -> str:
    return "BOX\n" + "==\n".join(f"{name}\n{text}" for name, text in pieces)


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a.text", "a.asc", "a.log", "a.rst", "a.md", "A.MARKDOWN", "a",
                                  "2024.11.26 notes"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_whatever_its_ending_and_encoding(name: str, codec: str) -> None:
    """Line ends stay, the byte order mark goes."""
    (found,) = documents(name, lambda: FERRY.replace("Lannick", "Länn").replace("\n", "\r\n").encode(codec))
    assert isinstance(found, Loaded)
    assert found.page.text == FERRY.replace("Lannick", "Länn").replace("\n", "\r\n")


@pytest.mark.parametrize("name", ["page.aspx", "page.txt", "page", "page.php"])
def test_a_page_is_known_by_its_first_bytes(name: str) -> None:
    """A wrong ending does not lose a document."""
    (found,) = documents(name, lambda: f"<!doctype html><html><body><p>{FERRY}</p></body></html>".encode())
    assert isinstance(found, Loaded)
    assert "<p>" not in found.page.text


@pytest.mark.usefixtures("boxes")
def test_a_signature_is_believed_over_an_ending() -> None:
    """A box called .txt, .md or .xyz is a box; a text called .box is a text."""
    data = boxed(("a.txt", FERRY)).encode()
    for name in ("a.box", "a.txt", "a.md", "a.xyz", "a"):
        assert [each.name for each in documents(name, lambda: data)] == ["a.txt"]
    (text,) = documents("a.box", lambda: FERRY.encode())
    assert isinstance(text, Loaded)
    assert text.page.text == FERRY


@pytest.mark.usefixtures("boxes")
@pytest.mark.parametrize("data", [b"BO", bytes(range(256)) * 9])
def test_a_broken_file_is_no_text(data: bytes) -> None:
    """Two letters under the ending of another kind are what is left of a file of that kind."""
    with pytest.raises(UnreadableError, match=r"^no box file, whatever its name says: its first bytes are not"):
        documents("a.box", lambda: data)


@pytest.mark.usefixtures("boxes")
def test_parts_have_names_digests_and_reasons_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that can't be read costs itself only; a box within a box is read too."""
    nested = boxed(("number", PORT))
    (tmp_path / "a.box").write_text(boxed(("in/b.txt", FERRY), ("lost", ""), ("in.box", nested), ("photo.jpg", "\x01")))
    (tmp_path / "b.box").write_text(boxed(("number", PORT + "Later."), ("c.txt", FERRY + "Later.")))
    monkeypatch.chdir(tmp_path)
    found, skipped = load(["a.box", "b.box"])
    assert {each.path: each.sha256 for each in found} == {
        path: hashlib.sha256(text.encode()).hexdigest() for path, text in (
            ("a.box!in/b.txt", FERRY), ("a.box!in.box#1", PORT), ("b.box#1", PORT + "Later."),
            ("b.box!c.txt", FERRY + "Later."))}
    assert Skipped("sources", "a.box!lost.txt", "it was lost") in skipped
    assert Skipped("sources", "a.box!photo.jpg", "a picture; not a kind that can be read") in skipped
    assert [each.item for each in unread(skipped)] == ["a.box!lost.txt"]


@pytest.mark.usefixtures("boxes")
def test_two_members_of_one_name_are_told_apart() -> None:
    """Or a citation would lead to either."""
    found = documents("a.box", lambda: boxed(("a.txt", FERRY), ("a.txt", PORT)).encode())
    assert [each.name for each in found] == ["a.txt", "a.txt#2"]


@pytest.mark.usefixtures("boxes")
def test_a_briefing_on_parts_is_checked_against_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is found by the document's path; a part that changed is told, the other holds."""
    (tmp_path / "a#1.box").write_text(boxed(("a.txt", FERRY), ("number", PORT)))
    monkeypatch.chdir(tmp_path)
    outcome = run(["a#1.box"], Settings(engine="extractive"), now=datetime(2031, 5, 8, tzinfo=UTC))
    record = json.loads(json.dumps(to_record(outcome.briefing)))
    assert sorted(each["path"] for each in record["documents"]) == ["a#1.box!a.txt", "a#1.box#2"]
    assert check(record, folder=tmp_path) == ()
    (tmp_path / "a#1.box").write_text(boxed(("a.txt", FERRY), ("number", PORT.replace("Friday", "Monday"))))
    assert [str(each) for each in check(record, folder=tmp_path)] == [
        "d2: a#1.box#2 has changed since it was read; write the briefing again"]
    record["documents"][0]["text"] += " "
    (tmp_path / "a#1.box").write_text(boxed(("a.txt", FERRY), ("number", PORT)))
    assert [str(each) for each in check(record, folder=tmp_path)] == ["d1: its text is not that of a#1.box!a.txt"]


def test_a_package_brings_a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """By an entry point; one that can't be loaded, or is no kind, ends the run with the package's name."""
    def brought(value: str) -> None:
        kinds.table.cache_clear()
        monkeypatch.setattr(kinds, "entry_points", lambda group: [EntryPoint("boxes", value, group)])

    brought("briefing.sources.kinds:KINDS")
    with pytest.raises(BriefingError, match=r"^briefing\.sources\.kinds:KINDS: 'boxes' is a tuple, no Kind; mend or"):
        kinds.table()
    brought("nowhere.at_all:BOX")
    with pytest.raises(BriefingError, match=r"^nowhere\.at_all:BOX: the kind 'boxes' can't be loaded \(No module"):
        kinds.table()
    kinds.table.cache_clear()


def test_the_example_of_a_kind_works_as_it_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who follows docs/sources.md letter for letter has a kind that is read, in the process apart and in archives."""
    printed = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
    code = printed[printed.index("## Writing your own source"):].split("```python\n")[1].split("```")[0]
    assert len(code.splitlines()) <= 20
    (tmp_path / "transcripts.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    value = printed.split('[project.entry-points."briefing.sources"]\n')[1].split('"')[1]
    monkeypatch.setattr(kinds, "entry_points", lambda group: [EntryPoint("transcript", value, group)])
    kinds.table.cache_clear()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("may.council", f"10:02 {FERRY.splitlines()[3]}\n10:04 {FERRY.splitlines()[4]}\n")
    (found,), skipped = load([tmp_path / "a.zip"])
    kinds.table.cache_clear()
    assert (found.publisher, found.language, skipped) == ("City council", "en", ())
    assert found.marks == ((0, "10:02"), (found.text.index("Its captain"), "10:04"))
