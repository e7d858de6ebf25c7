"""A mailbox as a source of a job: only read, each mail once, whatever the server does."""

import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import trustme
from desk import MONDAY, Desk
from faulty import Faulty
from postbox import Postbox, listening

from briefing.errors import BriefingError, UsageError
from briefing.jobs import mailbox
from briefing.jobs.mailbox import Place

MAIL = """From: {name} <{name}@wire.example>
To: desk@example.org
Subject: {title}
Date: Mon, 22 Mar 2032 05:00:00 +0000
Message-ID: <{name}@wire.example>

{text}
"""
FERRY = "The ferry Alma stays in port until Friday because of a broken shaft, its captain, Ines Okoro, said."
CRANE = "A crane fell on the quay of Lannick on Monday and hurt two dockers, the harbour master, Ada Holm, said."
CHOIR = "The choir of Velm won a prize in Rome on Sunday, its leader, Hugo Sand, said."


def mail(title: str, text: str) -> str:
    """A mail called so."""
    return MAIL.format(name=title.lower(), title=title, text=text)


@pytest.fixture(name="box")
def _box() -> Iterator[Postbox]:
    with listening(Postbox()) as box:
        box.put(mail("Ferry", FERRY), 11)
        yield box


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, server: tuple[Faulty, int], box: Postbox) -> Desk:
    return Desk(tmp_path / "desk", port=server[1], sources=table(box), environ={"BOX": box.password})


def table(box: Postbox, more: str = "") -> str:
    """The mailbox as a source."""
    return f'[[sources]]\nmailbox = "{box.url}"\nuser = "desk"\npassword_env = "BOX"\n{more}'


def kept(desk: Desk) -> list[str]:
    """The names of the mails that the job keeps."""
    return sorted(each.name for each in (desk.home / "harbour.kept").glob("*/*"))


def test_a_mail_is_told_once_and_no_mail_is_touched(desk: Desk, box: Postbox, server: tuple[Faulty, int]) -> None:
    """The folder is opened for reading only, and mails are looked at without being marked as read."""
    assert [desk.run().outcome for _ in range(2)] == ["told", "nothing new"]
    box.put(mail("Crane", CRANE))
    desk.clock.moment += timedelta(days=1)
    assert desk.run().outcome == "told"
    texts = [data.decode() for _, data in server[0].taken]
    assert ("broken shaft" in texts[0], "broken shaft" in texts[1], "crane fell" in texts[1].lower()) == (
        True, False, True)
    commands = {each.split()[0] for each in box.heard} | {each for each in box.heard if each.startswith("UID FETCH")}
    assert {each.split()[0] for each in commands} == {"CAPABILITY", "AUTHENTICATE", "EXAMINE", "UID", "LOGOUT"}
    assert {each.partition("(")[2] for each in commands if "FETCH" in each} == {"RFC822.SIZE)", "BODY.PEEK[])"}
    assert sum("BODY.PEEK" in each for each in box.heard) == 2


def test_only_young_mails_are_taken_at_first_and_later_whatever_is_put_there(desk: Desk, box: Postbox) -> None:
    """Young is what a document is compared with."""
    desk.top = "keep_days = 10"
    desk.run()
    desk.run()
    assert [each for each in box.heard if "SEARCH" in each] == ["UID SEARCH UID 1:* SINCE 12-Mar-2032",
                                                                "UID SEARCH UID 12:*"]


def test_a_mailbox_that_was_made_anew_is_read_anew_and_told_only_what_is_new(desk: Desk, box: Postbox) -> None:
    """Its numbers mean something else: the mails are known by their ids."""
    desk.run()
    box.validity, box.mails = 8, {}
    box.put(mail("Ferry", FERRY).replace("To:", "X-Moved: yes\nTo:"), 3)
    box.put(mail("Choir", CHOIR), 5)
    desk.clock.moment += timedelta(days=1)
    assert desk.run().outcome == "told"
    assert kept(desk) == ["7-11.eml", "8-5.eml"]


def test_what_breaks_off_is_taken_up_where_it_broke_off(desk: Desk, box: Postbox) -> None:
    """What was read before is told, the source named, and the rest comes with the next run."""
    box.put(mail("Crane", CRANE))
    box.put(mail("Choir", CHOIR))
    box.breaks_at = 12
    report = desk.run()
    assert (report.outcome, kept(desk)) == ("told", ["7-11.eml"])
    assert report.failing[0].source == box.url
    assert report.failing[0].reason.startswith("its mail server can't be read (")
    box.breaks_at = 0
    desk.clock.moment += timedelta(days=1)
    assert desk.run().failing == ()
    assert kept(desk) == ["7-11.eml", "7-12.eml", "7-13.eml"]
    assert sum("FETCH 11 (BODY" in each for each in box.heard) == 1


def test_a_mail_that_is_too_large_is_left_out_and_said_so(desk: Desk, box: Postbox) -> None:
    """Before any of it is fetched; one that lies about its size ends the look."""
    desk.settings = "max_bytes = 2_000"
    large = box.put(mail("Crane", CRANE * 100))
    report = desk.run()
    size = f"{len(box.mails[large]):,} bytes"
    assert report.unread_why[0] == (f"mail {large} of {box.url} could not be read: {size}; files over 2,000 bytes are "
                                    "not read")
    assert report.unread == 1
    box.claims[box.put(mail("Choir", CHOIR * 20_000))] = 10
    assert "an answer of more bytes than it said" in desk.run().failing[0].reason
    assert kept(desk) == ["7-11.eml"]


@pytest.mark.parametrize("plain", [True, False])
def test_a_password_that_is_refused_is_told_and_not_shown(desk: Desk, box: Postbox, plain: bool) -> None:
    """However the server wants it, and though the server repeats it."""
    box.plain, box.password, box.refusal = plain, "another-one", "no: geheim-42-geheim is wrong"
    with pytest.raises(BriefingError, match="'desk' can't log in; check user and password") as caught:
        desk.run()
    assert "geheim" not in str(caught.value)


def test_what_is_no_mail_server_is_told(desk: Desk, box: Postbox) -> None:
    """One that greets otherwise, one without numbers that mean something, a folder that is not there, nobody."""
    box.validity = 0
    with pytest.raises(BriefingError, match="gives no UIDVALIDITY"):
        desk.run()
    box.validity, box.folder = 7, "Elsewhere"
    with pytest.raises(BriefingError, match=r"its mail server can't be read \(.*no such folder\)"):
        desk.run()
    box.greeting = b"HTTP/1.1 400 Bad Request\r\n"
    with pytest.raises(BriefingError, match="its mail server can't be read"):
        desk.run()


def test_a_server_is_believed_by_its_certificate(tmp_path: Path, server: tuple[Faulty, int]) -> None:
    """With STARTTLS and with TLS from the first byte; one that nobody vouches for hears no password."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    for implicit in (False, True):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert("localhost").configure_cert(context)
        with listening(Postbox(context=context, implicit=implicit)) as box:
            box.put(mail("Ferry", FERRY))
            desk = Desk(tmp_path / f"{implicit}", port=server[1], sources=table(box), environ={"BOX": box.password})
            with pytest.raises(BriefingError, match="its server's certificate is not to be trusted"):
                desk.run()
            assert not any("AUTH" in each or "LOGIN" in each for each in box.heard)
            desk.sources = table(box, f'ca_file = "{tmp_path / "ca.pem"}"')
            assert desk.run().outcome == "told"


def test_a_password_goes_nowhere_in_the_clear(box: Postbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a server that is not this machine offers no STARTTLS."""
    from briefing.jobs.source import Mailbox
    from briefing.sources.page import UnreadableError

    monkeypatch.setattr(mailbox, "_LOOPBACK", frozenset())
    with pytest.raises(UnreadableError, match="offers no STARTTLS"):
        list(mailbox.letters(Mailbox("localhost", box.port, False, "INBOX", "desk", box.password), Place(),
                             since=MONDAY.date(), limit=1000))
    assert not any("AUTH" in each or "LOGIN" in each for each in box.heard)


def test_a_folder_and_a_user_may_be_called_anything(tmp_path: Path, server: tuple[Faulty, int]) -> None:
    """A folder is spelled as mail servers spell it, and nothing in a name is a command."""
    with listening(Postbox(folder="Presse/M&APw-ller &- S&APY-hne", plain=False)) as box:
        box.put(mail("Ferry", FERRY))
        desk = Desk(tmp_path / "desk", port=server[1], environ={"BOX": box.password})
        desk.sources = table(box).replace(box.folder, "Presse/Müller%20&%20Söhne").replace('"desk"', '"a b) LOGOUT"')
        assert desk.run().outcome == "told"
    assert [each for each in box.heard if each.startswith("LOGIN")] == [f'LOGIN "a b) LOGOUT" "{box.password}"']


@pytest.mark.parametrize(("keys", "problem"), [
    ('mailbox = "imaps://u:pw@h/x"\nuser = "u"\npassword_env = "P"', "sources.1.mailbox: is no address of a mailbox"),
    ('mailbox = "imaps://h"', "sources.1.user: goes together with one of password_env or password_file; give both"),
    ('mailbox = "imaps://h"\nuser = "u"\npassword_env = "GONE"',
     "sources.1.password_env: 'GONE' is not set in the environment; set it"),
    ('mailbox = "imaps://h"\npassword = "pw"\nuser = "u"', "sources.1.password: a secret does not stand in a job file"),
    ('feed = "ftp://h/x"', 'sources.1.feed: is no web address, as in "https://outlet.example/feed"'),
    ('feed = "https://h/x"\nuser = "u"', "sources.1.user is not a setting; the settings are feed, name")])
def test_a_source_that_can_not_be_used_says_why(tmp_path: Path, keys: str, problem: str) -> None:
    """And shows no password."""
    desk = Desk(tmp_path, sources=f"[[sources]]\n{keys}")
    with pytest.raises(UsageError) as caught:
        _ = desk.job
    assert problem in str(caught.value)
    assert "pw" not in str(caught.value)
