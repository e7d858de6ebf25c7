"""Links in a folder, pipes and devices: nothing outside of the folder is read unasked, and nothing is waited for."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from far import FAR

from briefing.cli import MISUSED, WRITTEN, main
from briefing.errors import UsageError
from briefing.jobs.arrivals import Arrivals, look, place
from briefing.jobs.source import Source
from briefing.jobs.state import IN_MEMORY, State, opened
from briefing.sources import files
from briefing.sources.files import IRREGULAR, LINKED, LINKED_FOLDER
from briefing.sources.load import load, unread
from briefing.sources.page import UnreadableError

TEXT = """Ferry sails again
Coast Courier | 6 May 2031

The ferry across the sound sails again from Monday, the town council of Lannick said after a week of storms.
"""
SECRET = "root:x:0:0: the words that nobody in the inbox may have read\n"


@pytest.fixture(name="inbox")
def _inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a report, beside a file and a folder of somebody else's."""
    monkeypatch.chdir(tmp_path)
    for path, text in {"inbox/a.txt": TEXT, "private.txt": SECRET, "others/b.txt": SECRET, "others/c/d.txt": SECRET,
                       "inbox/deep/e.txt": TEXT + "Tickets cost 4 crowns more.\n"}.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")
    return Path("inbox")


def looked(inbox: Path, **more: bool) -> Arrivals:
    """What a job finds there."""
    with opened(IN_MEMORY) as db:
        return look([Source("folder", "inbox", inbox)], State(db, "desk"), limit=10_000, now=datetime.now(UTC), **more)


def paths(found: Arrivals) -> set[str]:
    """The paths of the files that a look has found."""
    return {place(each.path, name) for each in found.changed for name in each.files}


LINKS: dict[str, tuple[str, str]] = {
    "a file": ("../private.txt", LINKED),
    "a file by its whole path": ("{home}/private.txt", LINKED),
    "a folder": ("../others", LINKED_FOLDER),
    "a folder by its whole path": ("{home}/others", LINKED_FOLDER),
    "the folder above": ("..", LINKED_FOLDER),
    "itself": (".", LINKED_FOLDER),
    "a file through a link within": ("deep/out/b.txt", LINKED),
    "a file whose name begins as the folder's": ("../inbox2.txt", LINKED),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_out_of_the_folder_is_listed_and_not_read(name: str, inbox: Path, tmp_path: Path) -> None:
    """Whoever can put files into an inbox has no others read; it is no fault of the run, and no silence."""
    target, reason = LINKS[name]
    Path("inbox2.txt").write_text(SECRET, encoding="utf-8")
    (inbox / "deep" / "out").symlink_to("../../others")
    (inbox / "link.txt").symlink_to(target.format(home=tmp_path))
    documents, skipped = load([inbox])
    assert {each.path for each in documents} == {"inbox/a.txt", "inbox/deep/e.txt"}
    assert [(each.item, each.reason) for each in skipped] == [
        ("inbox/deep/out", LINKED_FOLDER), ("inbox/link.txt", reason)]
    assert unread(skipped) == ()
    assert paths(looked(inbox)) == {"inbox/a.txt", "inbox/deep/e.txt"}


def test_links_are_followed_where_that_is_wanted(inbox: Path) -> None:
    """Each file once, and no link that leads back up goes round."""
    (inbox / "one.txt").symlink_to("../private.txt")
    (inbox / "two").symlink_to("../others")
    (inbox / "three").symlink_to("../others")
    (inbox / "deep" / "up").symlink_to("..")
    documents, skipped = load([inbox], follow_links=True)
    assert {each.path for each in documents} == {
        "inbox/a.txt", "inbox/deep/e.txt", "inbox/one.txt", "inbox/three/b.txt", "inbox/three/c/d.txt"}
    assert skipped == ()
    assert paths(looked(inbox, follow_links=True)) == {each.path for each in documents}


def test_a_link_within_the_folder_is_the_file_it_leads_to(inbox: Path) -> None:
    """It is read once; and the folder itself may be reached by a link."""
    (inbox / "deep" / "again.txt").symlink_to("../a.txt")
    Path("shortcut").symlink_to("inbox")
    for given in ("inbox", "shortcut"):
        documents, skipped = load([given])
        assert {each.path for each in documents} == {f"{given}/a.txt", f"{given}/deep/e.txt"}
        assert skipped == ()


def test_a_link_that_is_named_is_followed(inbox: Path) -> None:
    """Who names it means what it leads to, even where a folder that holds it is given too."""
    (inbox / "link.txt").symlink_to("../private.txt")
    for paths in (["inbox/link.txt"], ["inbox", "inbox/link.txt"], ["inbox/link.txt", "inbox"]):
        documents, skipped = load(paths)
        assert "inbox/link.txt" in {each.path for each in documents}
        assert skipped == ()


@pytest.mark.parametrize("change", [
    lambda inbox: (inbox / "deep" / "e.txt").symlink_to("../../private.txt"),
    lambda inbox: (inbox / "deep" / "e.txt").symlink_to("/dev/zero"),
    lambda inbox: os.mkfifo(inbox / "deep" / "e.txt"),
    lambda inbox: ((inbox / "deep").rmdir(), (inbox / "deep").symlink_to("../others/c")),
], ids=["a link", "a link to a device", "a pipe", "a link for its folder"])
def test_what_takes_the_place_of_a_file_after_it_was_found_is_not_read(
        change: Callable[[Path], object], inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look into the folder and the reading of it, and between the look at a path and its opening."""
    (Path("others") / "c" / "e.txt").write_text(SECRET, encoding="utf-8")
    found = next(each for each in files.find([inbox])[0] if each.path.name == "e.txt")
    steps = files._inside(found.path, found.root or inbox)
    (inbox / "deep" / "e.txt").unlink()
    change(inbox)
    for patched in (False, True):
        if patched:
            monkeypatch.setattr(files, "_inside", lambda *_: steps)
        for read in (files.read, files.head):
            with pytest.raises(UnreadableError):
                read(found.path, 1000, root=found.root)


def test_a_pipe_that_is_named_is_no_document(inbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody writes to it, so that reading would wait for ever; a socket and a device are none either."""
    os.mkfifo("pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        for name in ("pipe.txt", "socket.txt", "/dev/zero"):
            with pytest.raises(UsageError, match=re.escape(
                    f"{name}: {IRREGULAR}; name one, or pipe the text in and give - for the path")):
                load([name])
            assert main(["write", "inbox", name]) == MISUSED
    os.mkfifo(inbox / "f.txt")
    assert [each.reason for each in load([inbox])[1]] == [IRREGULAR]


def test_a_check_of_a_record_that_names_a_pipe_does_not_wait(inbox: Path) -> None:
    """A file that has become one since."""
    assert main(["write", "inbox", "-o", "out", "--engine", "extractive"]) == WRITTEN
    (inbox / "a.txt").unlink()
    os.mkfifo(inbox / "a.txt")
    done = subprocess.run([sys.executable, "-m", "briefing", "check", "out/briefing.json"], capture_output=True,
                          text=True, check=False, timeout=FAR)
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="the system has no /dev/fd")
def test_what_a_shell_hands_over_as_a_file_is_read(inbox: Path) -> None:
    """All of it, as in <(command)."""
    reading, writing = os.pipe()
    os.write(writing, (TEXT * 20).encode())
    os.close(writing)
    (document,), _ = load([f"/dev/fd/{reading}"])
    os.close(reading)
    assert document.text == TEXT * 20


def test_the_command_follows_links_where_it_is_told_to(inbox: Path, capsys: pytest.CaptureFixture[str],
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    """By its flag or the environment; without them what was left out stands at the end of the page."""
    Path("others/b.txt").write_text(TEXT.replace("ferry", "tram").replace("sound", "town"), encoding="utf-8")
    (inbox / "b.txt").symlink_to("../others/b.txt")
    call = ["write", "inbox", "-o", "out", "--engine", "extractive"]
    assert main(call) == WRITTEN
    assert "3 documents" not in capsys.readouterr().err
    assert "a link out of the folder" in Path("out/briefing.md").read_text(encoding="utf-8")
    assert main([*call, "--follow-links"]) == WRITTEN
    assert "3 documents" in capsys.readouterr().err
    monkeypatch.setenv("BRIEFING_FOLLOW_LINKS", "yes")
    assert main(call) == WRITTEN
    assert "3 documents" in capsys.readouterr().err
