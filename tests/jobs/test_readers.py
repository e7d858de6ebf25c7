"""Readers: how one stops the mail, wishes of one's own, sections, and the operator who hears what fails."""

import argparse
import re
from contextlib import nullcontext
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest
from desk import MONDAY, Desk
from faulty import Faulty

from briefing.errors import BriefingError
from briefing.jobs.command import Surroundings, add
from briefing.jobs.run import preview

FIRE = """Fire at the mill of Oster
Oster Post | 2032-03-21

Six people were hurt when the mill of Oster burned down on Sunday, the fire brigade said.
"""
PRICES = """Grain prices fall
Sund Courier | 2032-03-21

The price of grain fell by four percent in the port of Sund, traders said.
"""


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, server: tuple[Faulty, int]) -> Desk:
    desk = Desk(tmp_path / "desk", port=server[1])
    desk.put("1_fire.txt", FIRE)
    desk.put("2_prices.txt", PRICES)
    return desk


def mails(server: tuple[Faulty, int]) -> dict[str, EmailMessage]:
    """The last mail of each reader."""
    return {reader: BytesParser(policy=policy.default).parsebytes(mail) for reader, mail in server[0].taken}  # type: ignore[misc]


def text(mail: EmailMessage) -> str:
    return str(mail.get_body(("plain",)).get_content()).replace("\r\n", "\n")  # type: ignore[union-attr]


def test_a_reader_can_stop_the_mail(desk: Desk, server: tuple[Faulty, int]) -> None:
    """By a message, whatever the job says; the mail tells why one gets it and how to stop."""
    desk.run()
    (mail,) = mails(server).values()
    assert mail["List-Unsubscribe"] == "<mailto:briefing@example.org?subject=stop%20harbour>"
    assert mail["List-Unsubscribe-Post"] is None
    footer = " ".join(text(mail).split()).partition("You get this because")[2]
    assert "the list of readers of Harbour desk" in footer
    assert 'write to briefing@example.org with the subject "stop harbour".' in footer


def test_one_click_takes_a_reader_off_where_the_job_names_an_address(desk: Desk, server: tuple[Faulty, int]) -> None:
    """As RFC 8058 has it: an https address of the reader's own, and the header that lets a program post to it."""
    desk.mail += '\nunsubscribe = "stop@example.org"\nunsubscribe_url = "https://b.example/stop?who={reader}"'
    desk.readers = ("desk+news@example.org", "b@example.org")
    desk.run()
    found = mails(server)
    assert found["desk+news@example.org"]["List-Unsubscribe"] == (
        "<https://b.example/stop?who=desk%2Bnews%40example.org>, <mailto:stop@example.org?subject=stop%20harbour>")
    assert "who=b%40example.org" in found["b@example.org"]["List-Unsubscribe"]
    assert {each["List-Unsubscribe-Post"] for each in found.values()} == {"List-Unsubscribe=One-Click"}
    raw = server[0].taken[0][1].partition(b"\r\n\r\n")[0]
    assert re.search(rb"^List-Unsubscribe: \S+, \S+\r$", raw, re.M)


@pytest.mark.parametrize("url", ["http://b.example/", "https://b.example/ x", "https://b.example/\\r\\nBcc: x", "ftp://x"])
def test_what_is_no_https_address_is_refused(desk: Desk, url: str) -> None:
    """Before it can stand in a header."""
    desk.mail += f'\nunsubscribe_url = "{url}"'
    with pytest.raises(BriefingError, match=r"mail\.unsubscribe_url: .* is not a"):
        desk.run()


def test_a_reader_may_have_wishes_of_their_own(desk: Desk, server: tuple[Faulty, int]) -> None:
    """What they ask for comes first in their mail, and in nobody else's."""
    desk.readers = ("desk@example.org", "grain@example.org")
    desk.sources += '\n[[readers]]\naddress = "grain@example.org"\ntopics = ["price of grain"]'
    desk.run()
    found = mails(server)
    assert "Fire at the mill" in found["desk@example.org"]["Subject"]
    assert "Grain prices fall" in found["grain@example.org"]["Subject"]
    assert len(server[0].taken) == 2


def test_a_reader_with_wishes_needs_no_second_mention(desk: Desk, server: tuple[Faulty, int]) -> None:
    """The table is enough."""
    desk.sources += '\n[[readers]]\naddress = "grain@example.org"\nfocus = "What does grain cost?"'
    desk.run()
    assert set(mails(server)) == {"desk@example.org", "grain@example.org"}


def test_a_mail_says_what_its_reader_asked_and_whether_the_sources_speak_of_it(
        desk: Desk, server: tuple[Faulty, int]) -> None:
    """Each its own."""
    for name, focus in (("grain", "grain prices"), ("rail", "railway strikes")):
        desk.sources += f'\n[[readers]]\naddress = "{name}@example.org"\nfocus = "{focus}"'
    desk.run()
    told = {reader: " ".join(text(mail).split()) for reader, mail in mails(server).items()}
    assert "focus: grain prices ·" in told["grain@example.org"]
    assert "focus: railway strikes (in these words the sources say nothing on it) ·" in told["rail@example.org"]
    assert "focus" not in told["desk@example.org"]


def test_a_dry_run_shows_what_each_reader_with_wishes_would_get(
        desk: Desk, server: tuple[Faulty, int], tmp_path: Path) -> None:
    """In files with their address, letter for letter what a run sends; an address leads to no other folder."""
    desk.sources += '\n[[readers]]\naddress = "grain@example.org"\nfocus = "grain prices"'
    desk.sources += '\n[[readers]]\naddress = "a/b@example.org"\nfocus = "railway strikes"'
    shown = preview(desk.job, desk.context, tmp_path / "out")
    endings = (".eml", ".html", ".txt", ".page.html")
    assert [path.name for path in shown] == [f"harbour{reader}{ending}" for reader in (
        "", ".grain@example.org", ".a%2Fb@example.org") for ending in endings]
    assert "focus: grain prices" in shown[6].read_text(encoding="utf-8")
    desk.run()
    sent = dict(server[0].taken)
    assert [path.read_bytes() for path in shown[::4]] == [
        sent[reader] for reader in ("desk@example.org", "grain@example.org", "a/b@example.org")]


def test_lines_stand_below_the_names_of_their_sources(desk: Desk, server: tuple[Faulty, int]) -> None:
    """In the order of the job; those of a source without a name come last."""
    for place, name, text_ in (("power", "1.txt", "The dam of Velm gives {} megawatts more, its owner said."),
                               ("courts", "2.txt", "The choir of Brae paid a baker {} crowns for bread.")):
        (desk.home / place).mkdir()
        (desk.home / place / name).write_text(f"{text_[:17]} {{}}\nVelm FM | 2032-03-21\n\n{text_.format(40)}\n")
    desk.sources += "".join(f'\n[[sources]]\nfolder = "{place}"\nname = "{name}"'
                            for place, name in (("courts", "Courts"), ("power", "Energy")))
    desk.run()
    told = text(mails(server)["desk@example.org"])
    heads = [line for line, below in zip(told.splitlines(), told.splitlines()[1:], strict=False)
             if line and set(below) == {"-"}]
    assert heads[1:] == ["Courts", "Energy", "Also new", "Sources"]


def test_the_operator_hears_of_a_failure_at_once(desk: Desk, server: tuple[Faulty, int]) -> None:
    """Of one that goes on, once; the readers hear nothing of it before it has gone on for three runs."""
    desk.mail += '\noperator = "ops@example.org"'
    desk.sources += '\n[[sources]]\nfolder = "gone"'
    for _ in range(2):
        desk.run()
        desk.clock.moment += timedelta(days=1)
    told = [mail for reader, mail in server[0].taken if reader == "ops@example.org"]
    assert len(told) == 1
    (mail,) = (BytesParser(policy=policy.default).parsebytes(each) for each in told)
    assert mail["Subject"] == "Harbour desk: gone could not be read: no such folder"
    assert "- gone could not be read: no such folder" in text(mail)  # type: ignore[arg-type]
    assert "gone could not" not in text(mails(server)["desk@example.org"])


def test_the_operator_hears_of_a_run_that_failed_and_of_a_reader_refused(
        desk: Desk, server: tuple[Faulty, int]) -> None:
    """In the same run."""
    desk.mail += '\noperator = "ops@example.org"'
    desk.readers = ("desk@example.org", "bad@example.org")
    server[0].script = {"bad@example.org": ["refuse reader"]}
    desk.run()
    assert "bad@example.org: refused; " in text(mails(server)["ops@example.org"])
    (desk.home / "inbox").rename(desk.home / "elsewhere")
    desk.clock.moment += timedelta(days=1)
    with pytest.raises(BriefingError, match="no source can be read"):
        desk.run()
    assert "no source can be read" in text(mails(server)["ops@example.org"])
    assert mails(server)["desk@example.org"]["Subject"].startswith("Harbour desk, 22 March 2032: ")


def test_without_an_operator_nobody_hears(desk: Desk, server: tuple[Faulty, int]) -> None:
    """The log has it."""
    desk.sources += '\n[[sources]]\nfolder = "gone"'
    desk.run()
    assert set(mails(server)) == {"desk@example.org"}


def hour(desk: Desk, clock: str) -> None:
    """Let a second reader have their mail at a time of the day."""
    desk.sources += f'\n[[readers]]\naddress = "late@example.org"\nhour = "{clock}"'


def due(desk: Desk) -> int:
    """`briefing outbox --due`, at the time that the clock shows."""
    clock = desk.clock
    around = Surroundings({}, clock.now, clock.sleep, lambda: 0.0, print, print, lambda: nullcontext(),
                          lambda _: nullcontext(), (), lambda: None)
    parser = argparse.ArgumentParser()
    add(parser.add_subparsers(), argparse.HelpFormatter, around)
    arguments = parser.parse_args(["outbox", str(desk.file), "--due"])
    return int(arguments.command(arguments))


def test_a_reader_gets_the_mail_at_their_hour(desk: Desk, server: tuple[Faulty, int]) -> None:
    """On the job's clock; the others have theirs at once, and nobody gets it twice."""
    hour(desk, "9:30")
    report = desk.run()
    assert set(mails(server)) == {"desk@example.org"}
    assert desk.states() == {"desk@example.org": "sent", "late@example.org": "waiting"}
    (held,) = report.delivery.held
    assert (report.delivery.open, held.next) == ((), MONDAY + timedelta(hours=2, minutes=30))
    assert str(report).endswith(", 1 mail sent, 1 held, 0.0 s")
    desk.clock.moment = held.next - timedelta(hours=1)
    assert due(desk) == 0
    assert len(server[0].taken) == 1
    desk.clock.moment = held.next
    assert [due(desk), due(desk)] == [0, 0]
    desk.run()
    assert [reader for reader, _ in server[0].taken] == ["desk@example.org", "late@example.org"]
    one, other = mails(server).values()
    assert one["Subject"] == other["Subject"]


def test_a_run_that_comes_late_sends_what_its_hour_has_passed(desk: Desk, server: tuple[Faulty, int]) -> None:
    """As after a machine slept; the hour is the first one from the time that was due."""
    hour(desk, "07:00")
    desk.clock.moment += timedelta(hours=3)
    desk.run()
    assert len(mails(server)) == 2


def test_an_hour_of_the_next_morning_holds_an_evening_mail(desk: Desk, server: tuple[Faulty, int]) -> None:
    """And the next run sends it where nothing else does."""
    hour(desk, "06:15")
    desk.run()
    assert set(mails(server)) == {"desk@example.org"}
    desk.clock.moment += timedelta(days=1)
    desk.run()
    assert set(mails(server)) == {"desk@example.org", "late@example.org"}


def test_what_is_due_is_left_to_the_run_of_the_same_minute(desk: Desk, server: tuple[Faulty, int]) -> None:
    """Who sends has the lock, and a run that finds it taken leaves."""
    hour(desk, "06:15")
    desk.run()
    desk.clock.moment += timedelta(days=1, seconds=20)
    assert due(desk) == 0
    assert len(mails(server)) == 1


def test_a_held_mail_has_its_deadline_from_its_hour(desk: Desk, server: tuple[Faulty, int]) -> None:
    """A server that says "later" then is asked again."""
    hour(desk, "9:30")
    desk.mail += "\ndeadline_hours = 1"
    server[0].script = {"late@example.org": ["greylist"]}
    desk.run()
    desk.clock.moment += timedelta(hours=2, minutes=30)
    assert due(desk) == 0
    assert desk.states()["late@example.org"] == "sent"
    assert desk.clock.waited


@pytest.mark.parametrize("clock", ["24:00", "9", "9:5", "noon", "09:30:00", "٠٩:٣٠"])
def test_what_is_no_time_of_the_day_is_refused(desk: Desk, clock: str) -> None:
    """With its key and an example."""
    hour(desk, clock)
    with pytest.raises(BriefingError, match=r'readers\.1\.hour: .* is no time of the day, as in "09:30"'):
        desk.run()
