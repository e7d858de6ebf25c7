"""Whatever bytes lie beside a good document: what was written of them holds when it is checked."""

import io
import json
import os
import tempfile
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from briefing import store
from briefing.check import check, check_markdown
from briefing.errors import BriefingError
from briefing.pipeline import Outcome, run
from briefing.settings import Settings

NOW = datetime(2031, 5, 8, 7, tzinfo=UTC)
GOOD = """Ferry sails again
Coast Courier | 6 May 2031

The ferry across the sound sails again from Monday, the town council of Lannick said after a week of storms.
Its captain, Marta Quill, said that all 62 seats were booked until the end of the month.
"""
ODD = """Ferry stays in port
Oster Post | 7 May 2031

The ferry across the sound stays in port until Friday, the town council of Lannick said.
"The storm is not over," said Paul Grint, who leads the port of Oster.
"""
NAMES = ("odd.txt", "odd.md", "odd.html", "odd.text", "odd", "odd.HTM")
PAGE = f"<!doctype html><html><head><title>Ferry</title></head><body><p>{ODD}</p></body></html>"

_CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "cp437", "utf-7",
           "shift_jis", "koi8-r")
_BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\n\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\0"])
_MARKS = st.sampled_from([
    "", "\ufeff", "\u202e", "\u200b", "\xad", "\x1b[2J", "<", "&amp;", "&#xD800;", "&#0;", "|", "[1a]", "](x)", "`",
    "#", "<!--", "-->", "<script>", "<p>", "</html>", "<meta charset=utf-7>", "\\", "é", "“", "🚢", "e\u0301",
    "[9z]: #s1a"])


@st.composite
def written(draw: st.DrawFn) -> bytes:
    """A report with odd marks, line ends and an encoding that may not carry all of it."""
    text = draw(st.sampled_from([ODD, PAGE, GOOD, f"\ufeff{ODD}", f"<?xml version='1.0'?>\n<!-- x -->{PAGE}"]))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    pieces = [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]
    text = "".join(f"{piece}{draw(_MARKS)}" for piece in pieces)
    text = text.replace("\n", draw(_BREAKS), draw(st.integers(0, 9)))
    data = text.encode(draw(st.sampled_from(_CODECS)), "replace")
    return data + draw(st.binary(max_size=3))


def briefed(folder: Path, name: str, data: bytes) -> Outcome:
    """The briefing of a folder with a good document and this one, both files written beside it."""
    (folder / "pile").mkdir()
    (folder / "pile" / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "pile" / name).write_bytes(data)
    outcome = run(["pile"], Settings(engine="extractive"), now=NOW)
    store.save(outcome.briefing, store.within(folder / "out"))
    return outcome


def problems(out: Path) -> list[str]:
    """What `briefing check` says of both files, read as it reads them."""
    record = json.loads((out / "briefing.json").read_text(encoding="utf-8"))
    page = (out / "briefing.md").read_text(encoding="utf-8")
    return [*map(str, check(record)), *map(str, check_markdown(page, record))]


@pytest.mark.parametrize("name", NAMES)
@given(data=st.one_of(written(), st.binary(max_size=400)))
@example(data=PAGE.encode())
@example(data=PAGE.encode("utf-16"))
@example(data=b"\xef\xbb\xbf" + PAGE.encode())
@example(data=ODD.encode("utf-16-le"))
@example(data=ODD.encode("utf-32"))
@example(data=ODD.replace("\n", "\r").encode())
@example(data=ODD.replace("said", "said\x0c").encode())
@example(data=ODD.encode() + b"\0\0")
@example(data=ODD.replace("storm", "Stürme").encode("latin-1"))
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_what_write_left_holds_when_it_is_checked(name: str, data: bytes) -> None:
    """A page in a .txt, marks, other encodings, zero bytes, lone line ends: read once, by one function for both."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        try:
            outcome = briefed(Path(), name, data)
            assert problems(Path("out")) == []
        finally:
            os.chdir(here)
    told = {each.path for each in outcome.briefing.documents} | {each.item for each in outcome.briefing.skipped}
    assert told >= {"pile/good.txt", f"pile/{name}"}


@given(data=written(), change=st.binary(min_size=1, max_size=3), place=st.floats(0, 1))
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_a_file_of_which_one_byte_changed_is_found_out(data: bytes, change: bytes, place: float) -> None:
    """Fail closed, whatever the change does to how the file is read."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            try:
                outcome = briefed(Path(), "odd.txt", data)
            except BriefingError:
                outcome = None
            assume(outcome and len(outcome.briefing.documents) == 2)
            cut = int(place * len(data))
            Path("pile/odd.txt").write_bytes(data[:cut] + change + data[cut:])
            assert any("pile/odd.txt has changed since it was read" in each for each in problems(Path("out")))
        finally:
            os.chdir(here)


def zipped(**texts: str) -> bytes:
    """An archive of these texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(f"{name}.txt"), text)
    return out.getvalue()


THIRD = ODD.replace("Oster Post", "Sound Herald").replace("until Friday", "for nine days, with 40 crates of mail")


def test_each_document_of_an_archive_is_held_against_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was changed there, or taken out, is told by its name; the other still holds."""
    monkeypatch.chdir(tmp_path)
    outcome = briefed(Path(), "dump.zip", zipped(a=ODD, b=THIRD))
    assert len(outcome.briefing.documents) == 3
    assert problems(Path("out")) == []
    for left in (zipped(a=ODD, b=THIRD.replace("40", "41")), zipped(a=ODD)):
        Path("pile/dump.zip").write_bytes(left)
        told = problems(Path("out"))
        assert any("pile/dump.zip!b.txt has changed since it was read" in each for each in told)
        assert not any("a.txt" in each or "good.txt" in each for each in told)


def test_a_mail_and_what_is_attached_to_it_are_both_held_against_its_file(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the file's bytes the mail, by its own the attachment."""
    monkeypatch.chdir(tmp_path)
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "desk@oster.example", "Ferry", "Wed, 07 May 2031 06:00:00 +0000"
    mail.set_content(ODD)
    mail.add_attachment(THIRD, filename="herald.txt")
    outcome = briefed(Path(), "desk.eml", mail.as_bytes())
    assert {each.path for each in outcome.briefing.documents} == {
        "pile/good.txt", "pile/desk.eml", "pile/desk.eml!herald.txt"}
    assert problems(Path("out")) == []
