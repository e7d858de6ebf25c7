"""What is kept of what was paid for, and what happens to it when a process ends or a file is bad."""

import signal
import sqlite3
import threading
from pathlib import Path

import pytest
from endpoint import Call, Handler, says, serving
from far import FAR, until
from forked import Forked, asking, filling

from briefing.errors import BriefingError
from briefing.llm.replies import Kept, Replies

KEY = b"k" * 32


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    """In the same process and in the next one; a later reply takes an earlier one's place."""
    path = tmp_path / "deep" / "er" / "replies.sqlite"
    with Replies(path) as replies:
        assert replies.find(KEY) is None
        replies.keep(KEY, "extract", "m", Kept('{"a": "é"}', 10, 2))
        replies.keep(KEY, "extract", "m", Kept('{"a": "ü"}', 11, 3))
        assert replies.find(KEY) == Kept('{"a": "ü"}', 11, 3)
    with Replies(path) as replies:
        assert replies.find(KEY) == Kept('{"a": "ü"}', 11, 3)


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    """Text, or another program's database: told, and not touched."""
    text, other = tmp_path / "notes.txt", tmp_path / "other.sqlite"
    text.write_text("Not a database, but long enough to be taken for one by its length alone. " * 20)
    with sqlite3.connect(other) as file:
        file.execute("CREATE TABLE replies (mine TEXT)")
    file.close()
    before = text.read_bytes(), other.read_bytes()
    with pytest.raises(BriefingError) as caught:
        Replies(text)
    assert str(caught.value) == (f"{text}: is no file of replies, or a damaged one (file is not a database); delete "
                                 "it, or name another with --replies")
    with pytest.raises(BriefingError) as caught:
        Replies(other)
    assert str(caught.value) == f"{other}: holds something other than replies; name another file with --replies"
    assert (text.read_bytes(), other.read_bytes()) == before


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    """Not mistaken for an empty one."""
    path = tmp_path / "replies.sqlite"
    with Replies(path) as replies:
        for n in range(200):
            replies.keep(bytes([n]) * 32, "t", "m", Kept("x" * 2000, 1, 1))
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(BriefingError, match=r"is no file of replies, or a damaged one \(database disk image is malf"):
        _read(path, 200)


@pytest.mark.parametrize("place", ["a folder", "below a file"])
def test_a_place_that_can_hold_no_file_is_told(place: str, tmp_path: Path) -> None:
    """With the cure."""
    (tmp_path / "file").touch()
    path = tmp_path if place == "a folder" else tmp_path / "file" / "replies.sqlite"
    with pytest.raises(BriefingError, match=r".*: can't be .*; name another file with --replies, or --replies off"):
        Replies(path)


def _read(path: Path, many: int) -> None:
    with Replies(path) as replies:
        for n in range(many):
            replies.find(bytes([n]) * 32)


def test_processes_share_a_file(tmp_path: Path) -> None:
    """Each waits for the other; nothing is lost."""
    path = tmp_path / "replies.sqlite"
    processes = [Forked(filling, str(path), n * 300) for n in range(3)]
    assert [process.ended() for process in processes] == [0, 0, 0]
    with Replies(path) as replies:
        found = [replies.find(n.to_bytes(32, "big")) for n in range(900)]
    assert [kept.prompt_tokens if kept else None for kept in found] == list(range(900))


def kept(path: Path) -> int:
    """The replies in a file that nobody needs to have closed; the file is whole."""
    if not path.exists():
        return 0
    file = sqlite3.connect(path)
    try:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = file.execute("SELECT count(*) FROM sqlite_master WHERE name = 'replies'").fetchone()[0]
        return int(file.execute("SELECT count(*) FROM replies").fetchone()[0]) if tables else 0
    finally:
        file.close()


@pytest.mark.parametrize("after", [1, 7, 23])
def test_a_process_that_is_killed_loses_nothing_it_was_answered(after: int, tmp_path: Path) -> None:
    """kill -9 while replies come in: the next run pays only for what was in flight."""
    path, number, killed, answered = tmp_path / "replies.sqlite", 30, threading.Event(), threading.Semaphore(after)

    def step(handler: Handler, call: Call) -> None:
        if not answered.acquire(blocking=False):
            assert killed.wait(FAR)
        says(lambda call: {"text": call["messages"][1]["content"]})(handler, call)

    with serving(step) as endpoint:
        process = Forked(asking, endpoint.url, str(path), number)
        until(lambda: len(endpoint.calls) > after, f"more than {after} calls")
        process.send_signal(signal.SIGKILL)
        assert process.ended() == -signal.SIGKILL
        killed.set()
        endpoint.settle()
        first = len(endpoint.calls)
        there = kept(path)
        assert after >= there >= first - 4
        again = Forked(asking, endpoint.url, str(path), number)
        assert again.printed() == f"{[str(n) for n in range(number)]} {number - there}\n"
        assert len(endpoint.calls) == first + number - there
        assert kept(path) == number


def test_an_interrupt_ends_it_and_keeps_what_came(tmp_path: Path) -> None:
    """Ctrl-C in mid-flight waits for no reply: KeyboardInterrupt, and a next run that goes on from there."""
    path, ended = tmp_path / "replies.sqlite", threading.Event()

    def step(handler: Handler, call: Call) -> None:
        if int(call["messages"][1]["content"]) >= 4:
            ended.wait(2 * FAR)
        says({"text": "x"})(handler, call)

    with serving(step) as endpoint:
        process = Forked(asking, endpoint.url, str(path), 20)
        until(lambda: len(endpoint.calls) == 8, "eight calls")
        process.send_signal(signal.SIGINT)
        assert process.printed().rstrip().endswith("KeyboardInterrupt")
        ended.set()
        assert kept(path) == 4
