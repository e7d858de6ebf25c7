"""The commands: what a run says on standard error, and the exit code that a monitor understands."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from desk import Desk
from far import FAR, until
from faulty import Faulty

from briefing.cli import BUSY, FAILED, INCOMPLETE, MISUSED, TERMINATED, UNDELIVERED, WRITTEN, main
from briefing.jobs.state import locked

FIRE = """Fire at the mill of Oster
Oster Post | 2032-03-20

A fire destroyed the roof of the old mill of Oster on Friday, the fire brigade said.
"""


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, server: tuple[Faulty, int], monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, port=server[1], mail='security = "none"\nwait_minutes = 0')
    desk.put("fire.txt", FIRE)
    return desk


def test_told_and_then_nothing_new(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """0 both times, with one health line each and nothing on standard output."""
    assert [main(["run", str(desk.file)]) for _ in range(2)] == [WRITTEN, WRITTEN]
    said = capsys.readouterr()
    assert said.out == ""
    told, nothing = said.err.splitlines()
    assert told.startswith("briefing: harbour: told; 1 document (1 new), 1 independent source, 0 calls, 0.00 USD, "
                           "1 mail sent, ")
    assert nothing.startswith("briefing: harbour: nothing new; 1 document (0 new), ")


def test_a_message_that_waits_or_was_refused(desk: Desk, server: tuple[Faulty, int],
                                             capsys: pytest.CaptureFixture[str]) -> None:
    """4, and who and why."""
    desk.readers = ("later@example.org", "gone@example.org", "desk@example.org")
    server[0].script = {"later@example.org": ["greylist"], "gone@example.org": ["refuse reader"]}
    assert main(["run", str(desk.file)]) == UNDELIVERED
    said = capsys.readouterr().err.splitlines()
    assert said[:2] == ["briefing: harbour: gone@example.org: refused; 550 5.1.1 No such user",
                        "briefing: harbour: later@example.org: waiting; 451 4.7.1 Greylisted, come back later"]
    assert ", 1 mail sent, 1 waiting, 1 failed, " in said[2]


def test_a_source_or_a_document_that_can_not_be_read(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """3, and the mail went out all the same."""
    desk.sources += '\n[[sources]]\nfolder = "radio"'
    assert main(["run", str(desk.file)]) == INCOMPLETE
    assert capsys.readouterr().err.splitlines()[0] == "briefing: harbour: radio could not be read: no such folder"
    desk.put("broken.txt", "\0\1\2\3" * 99)
    assert main(["run", str(desk.file)]) == INCOMPLETE
    assert "inbox/broken.txt could not be read: " in capsys.readouterr().err


def test_another_run_at_work(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """5, for the run and for who sends; to look needs no turn."""
    with locked(desk.job.state, "harbour"):
        assert main(["run", str(desk.file)]) == BUSY
        assert main(["outbox", str(desk.file), "--send"]) == BUSY
    assert set(capsys.readouterr().err.splitlines()) == {
        "briefing: harbour: another run of it is at work; wait until it has ended"}


def test_a_job_file_that_can_not_be_used(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """2, with every problem; and so for flags that go against each other."""
    file = desk.file
    file.write_text(file.read_text().replace("0 7 * * *", "at seven"))
    assert main(["run", str(file)]) == MISUSED
    assert capsys.readouterr().err == (f"briefing: {file} can't be used:\n- schedule: 'at seven' is not a cron "
                                       "expression, as in \"0 7 * * 1-5\"\n")
    assert main(["run", "nowhere.toml"]) == MISUSED
    assert main(["run", str(desk.file), "-o", "out"]) == MISUSED
    assert main(["run", str(desk.file), "--dry-run", "--test-mail", "a@b.c"]) == MISUSED
    assert main(["run", str(desk.file), "--test-mail", "a@b\nBcc: c"]) == MISUSED


def test_no_source_and_a_server_that_lets_nobody_in(desk: Desk) -> None:
    """1."""
    desk.sources = '[[sources]]\nfolder = "nowhere"'
    assert main(["run", str(desk.file)]) == FAILED
    desk.sources, desk.mail = '[[sources]]\nfolder = "inbox"', 'security = "starttls"'
    assert main(["run", str(desk.file)]) == FAILED
    desk.mail = 'security = "none"'
    assert main(["run", str(desk.file)]) == WRITTEN
    assert desk.outbox() == ("sent",)


def test_a_dry_run_needs_no_password_and_sends_nothing(desk: Desk, server: tuple[Faulty, int],
                                                       capsys: pytest.CaptureFixture[str]) -> None:
    """It writes to outputs/ below the working folder; the text and the page stand there too."""
    desk.mail = 'user = "desk"\npassword_env = "NOT_SET"'
    assert main(["run", str(desk.file), "--dry-run"]) == WRITTEN
    assert capsys.readouterr().err == ("briefing: outputs/harbour/harbour.eml, outputs/harbour/harbour.html, "
                                       "outputs/harbour/harbour.txt, outputs/harbour/harbour.page.html\n")
    assert "Fire at the mill of Oster" in Path("outputs/harbour/harbour.txt").read_text()
    assert server[0].taken == []


def test_a_test_mail(desk: Desk, server: tuple[Faulty, int], capsys: pytest.CaptureFixture[str]) -> None:
    """To one address only."""
    assert main(["run", str(desk.file), "--test-mail", "Me <me@example.org>"]) == WRITTEN
    assert capsys.readouterr().err == "briefing: harbour: the last briefing went to me@example.org only\n"
    assert [reader for reader, _ in server[0].taken] == ["me@example.org"]


def test_the_outbox_is_listed_sent_and_dropped(desk: Desk, server: tuple[Faulty, int],
                                               capsys: pytest.CaptureFixture[str]) -> None:
    """One line a message: id, state, reader, period, tries, reason."""
    desk.readers = ("a@example.org", "b@example.org")
    desk.mail += '\non_doubt = "park"'
    server[0].script = {"a@example.org": ["vanish after taking"], "b@example.org": ["refuse reader"]}
    assert main(["run", str(desk.file)]) == UNDELIVERED
    capsys.readouterr()
    assert main(["outbox", str(desk.file)]) == UNDELIVERED
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [row[:3] + row[4:5] for row in rows] == [["1", "parked", "a@example.org", "1 tried"],
                                                    ["2", "refused", "b@example.org", "1 tried"]]
    assert main(["outbox", str(desk.file), "--drop", "9"]) == MISUSED
    assert main(["outbox", str(desk.file), "--drop", "1"]) == UNDELIVERED
    assert main(["outbox", str(desk.file), "--send", "2"]) == WRITTEN
    assert desk.states() == {"a@example.org": "dropped", "b@example.org": "sent"}
    assert main(["outbox", str(desk.file)]) == WRITTEN
    assert capsys.readouterr().err.endswith("briefing: harbour: the outbox is empty\n")
    assert [reader for reader, _ in server[0].taken] == ["a@example.org", "b@example.org"]


@pytest.mark.parametrize("how", ["crontab", "systemd"])
def test_what_keeps_time_is_printed(desk: Desk, capsys: pytest.CaptureFixture[str], how: str) -> None:
    """On standard output, and it starts this very program."""
    assert main(["schedule", str(desk.file), "--print", how]) == WRITTEN
    printed = capsys.readouterr().out
    assert f"{sys.executable} -m briefing run {desk.file}\n" in printed


def test_sigterm_ends_a_run_between_two_messages(desk: Desk, server: tuple[Faulty, int]) -> None:
    """143; what the server has is sent, what it has not waits, nothing is in doubt; the next run goes on."""
    desk.readers = tuple(f"r{number}@example.org" for number in range(12))
    server[0].answering.clear()
    process = subprocess.Popen([sys.executable, "-m", "briefing", "run", str(desk.file)], stderr=subprocess.PIPE,
                               text=True, env=dict(os.environ))
    until(lambda: server[0].taken, "the server has a message")
    process.send_signal(signal.SIGTERM)
    server[0].answering.set()
    process.communicate(timeout=FAR)
    assert process.returncode == TERMINATED
    assert desk.outbox() == ("sent", *["waiting"] * 11)
    assert len(server[0].taken) == 1
    assert main(["run", str(desk.file)]) == WRITTEN
    assert sorted(reader for reader, _ in server[0].taken) == sorted(desk.readers)
