"""Where readers are besides their mail: channels that are posted to, and an archive with a feed."""

import json
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from desk import Desk
from faulty import Faulty
from receiver import Receiver, receiving

from briefing.errors import BriefingError
from briefing.jobs.webhook import post
from briefing.model import Briefing
from briefing.render.bulletin import Bulletin, Front, Item, News
from briefing.render.posts import post as posted

ATOM = "{http://www.w3.org/2005/Atom}"
HOOKS = '[[webhooks]]\nform = "slack"\nurl_env = "SLACK"\n[[webhooks]]\nform = "json"\nurl_env = "SLACK"'
BUS = """Bus falls into gorge
Sarn Post | 2032-03-21

Nine people were killed when a bus fell into the Sarn gorge on Sunday, the police said.
"""


@pytest.fixture(name="receiver")
def _receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, server: tuple[Faulty, int], receiver: Receiver) -> Desk:
    desk = Desk(tmp_path / "desk", port=server[1], environ={"SLACK": receiver.url})
    desk.put("1_bus.txt", BUS)
    return desk


def bulletin(briefing: Briefing, *titles: str, page: str = "") -> Bulletin:
    """A mail of stories with these titles."""
    told = briefing.sections[0].sentences
    items = tuple(Item("s1", each, told[:2], appeared=briefing.divergences[:1]) for each in titles)
    return Bulletin("Island desk", datetime(2031, 5, 9, 7, tzinfo=UTC), briefing, News(briefing.sections),
                    Front(items), page=page)


def test_each_channel_is_posted_to_once(desk: Desk, receiver: Receiver, server: tuple[Faulty, int]) -> None:
    """Beside the mail; with nothing new nothing is posted."""
    desk.sources += "\n" + HOOKS
    desk.run()
    desk.run()
    assert [(path, kind) for path, kind, _ in receiver.taken] == [("/hook?key=s3cret", "application/json")] * 2
    slack, plain = (json.loads(body) for _, _, body in receiver.taken)
    assert slack["text"] == "Bus falls into gorge"
    assert plain["title"] == "Bus falls into gorge"
    assert [line["citations"] for part in plain["parts"] for line in part["lines"]] == [["1a"]]
    assert len(server[0].taken) == 1
    assert desk.outbox() == ("sent",) * 3


@pytest.mark.parametrize(("status", "state", "requests"), [
    (503, "sent", 2), (429, "sent", 2), (404, "refused", 1), (301, "refused", 1), ("hang up", "sent", 2)])
def test_what_a_channel_answers_is_what_becomes_of_a_post(
        desk: Desk, receiver: Receiver, status: int | str, state: str, requests: int) -> None:
    """Later is tried again, as is what nobody can tell; anything else is final."""
    desk.sources += "\n" + HOOKS.partition("\n[[")[0]
    receiver.script = [status]
    report = desk.run()
    assert desk.states()["slack webhook 1"] == state
    assert len(receiver.taken) == requests
    assert [each.reader for each in report.delivery.failed] == ["slack webhook 1"] * (state == "refused")
    assert not any("s3cret" in each.reason for each in report.delivery.failed)


def test_a_channel_that_is_down_waits(desk: Desk, receiver: Receiver) -> None:
    """And the mail does not wait for it."""
    desk.sources += "\n" + HOOKS.partition("\n[[")[0]
    desk.environ = {"SLACK": "http://127.0.0.1:1/"}
    desk.run()
    assert desk.states() == {"desk@example.org": "sent", "slack webhook 1": "waiting"}
    desk.environ = {"SLACK": receiver.url}
    desk.clock.moment += timedelta(hours=1)
    desk.run()
    assert desk.states()["slack webhook 1"] == "sent"


def test_a_reason_holds_nothing_of_the_address(receiver: Receiver) -> None:
    """It is a secret."""
    receiver.script = [500]
    assert str(post(receiver.url, b"{}", timeout=5).reason) == "127.0.0.1 answered 500"
    assert "secret" not in post("http://127.0.0.1:1/secret", b"{}", timeout=5).reason


HOSTILE = "<!channel> @everyone [click](http://evil.example) <http://evil.example|here> **x**"


def test_what_a_document_says_pings_nobody_and_links_nowhere(briefing: Briefing) -> None:
    """Each channel has marks of its own."""
    mail = bulletin(briefing, "Ferry aground", HOSTILE)
    slack, discord, teams = (posted(form, mail).decode() for form in ("slack", "discord", "teams"))
    assert "<!channel>" not in slack
    assert "<http" not in slack
    assert json.loads(discord)["allowed_mentions"] == {"parse": []}
    for each in (json.loads(discord)["embeds"][0]["description"],
                 " ".join(each.get("text", "") for each in json.loads(teams)["attachments"][0]["content"]["body"])):
        assert "](http" not in each
        assert "\\[click\\]\\(http" in each


def test_a_post_keeps_within_what_a_channel_takes(briefing: Briefing) -> None:
    """Sections and blocks of Slack, an embed of Discord, a card of Teams."""
    long = replace(briefing.sections[0].sentences[0], text="word " * 700)
    mail = bulletin(briefing, *(f"Story {n}" for n in range(80)))
    items = tuple(replace(each, sentences=(long,)) for each in mail.front.top)
    mail = replace(mail, front=Front(items))
    blocks = json.loads(posted("slack", mail))["blocks"]
    assert len(blocks) <= 50
    assert max(len(each["text"]["text"]) for each in blocks if "text" in each) <= 3000
    (embed,) = json.loads(posted("discord", mail))["embeds"]
    assert len(embed["title"]) <= 256
    assert len(embed["description"]) <= 4096
    assert len(posted("teams", mail)) < 28_000


def test_every_form_leads_to_the_page(briefing: Briefing) -> None:
    """Where the archive has an address."""
    mail = bulletin(briefing, "Ferry aground", page="https://b.example/1.html")
    for form in ("slack", "discord", "teams", "json"):
        assert "https://b.example/1.html" in posted(form, mail).decode()
        assert "https://b.example" not in posted(form, replace(mail, page="")).decode()


def test_each_briefing_stays_as_a_page(desk: Desk, server: tuple[Faulty, int]) -> None:
    """With an index and a feed, the newest first; the mail leads there and has no page attached."""
    desk.sources += '\n[archive]\nfolder = "www"\nurl = "https://b.example/harbour"'
    desk.run()
    desk.clock.moment += timedelta(days=1)
    desk.put("2_choir.txt", "Choir wins prize\nLannick Courier | 2032-03-22\n\nThe choir of Lannick won a prize.\n")
    desk.run()
    pages = sorted((desk.home / "www").glob("2032-*.html"))
    assert [each.name[:10] for each in pages] == ["2032-03-22", "2032-03-23"]
    assert 'id="s1a"' in pages[0].read_text()
    index = (desk.home / "www" / "index.html").read_text()
    assert re.findall(r'href="(2032[^"]+)"', index) == [each.name for each in reversed(pages)]
    feed = ElementTree.parse(desk.home / "www" / "feed.xml")
    assert [each.findtext(f"{ATOM}title") for each in feed.iter(f"{ATOM}entry")] == [
        "Choir wins prize", "Bus falls into gorge"]
    assert [each.findtext(f"{ATOM}id") for each in feed.iter(f"{ATOM}entry")] == [
        f"https://b.example/harbour/{each.name}" for each in reversed(pages)]
    mails = [mail.decode() for _, mail in server[0].taken]
    assert all("multipart/mixed" not in each for each in mails)
    assert f"harbour/{pages[0].name}#s1a" in mails[0].replace("=\r\n", "")


def test_a_run_that_is_begun_anew_keeps_one_page(desk: Desk, server: tuple[Faulty, int],
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    """The page stands before the messages are kept, under a name that follows the time that was due."""
    desk.sources += '\n[archive]\nfolder = "www"'
    with monkeypatch.context() as broken:
        def fail(*_: object) -> None:
            raise BriefingError("the disk is full")
        broken.setattr("briefing.jobs.outbox.Outbox.put", fail)
        with pytest.raises(BriefingError, match="the disk is full"):
            desk.run()
    desk.run()
    assert len(list((desk.home / "www").glob("2032-*.html"))) == 1
    assert "multipart/mixed" in server[0].taken[0][1].decode()


def test_an_archive_that_can_not_be_written_fails_the_run(desk: Desk, server: tuple[Faulty, int]) -> None:
    """And nothing is told as if it could."""
    (desk.home / "www").write_text("a file")
    desk.sources += '\n[archive]\nfolder = "www"'
    with pytest.raises(BriefingError, match=r"www: can't be written \(File exists\); mend archive.folder"):
        desk.run()
    assert server[0].taken == []
    assert stat.S_ISREG((desk.home / "www").stat().st_mode)
