"""Messages: no header in them that is not ours, whatever a title says."""

from dataclasses import replace
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.jobs.address import Address, read_address
from briefing.jobs.job import Job, Mail, Tell
from briefing.jobs.letter import (
    LONGEST,
    check,
    compose,
    envelopes,
    message_id,
    one_line,
    parts,
    readdressed,
    subject,
)
from briefing.jobs.news import everything
from briefing.model import Briefing
from briefing.render.bulletin import Bulletin, Front, Item
from briefing.settings import Settings

NOW = datetime(2032, 3, 22, 7, 0, tzinfo=ZoneInfo("Europe/Berlin"))
READER = Address("desk@example.org", "Desk, news")
OURS = ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "Auto-Submitted",
        "MIME-Version", "Content-Type"]
BELOW = parts("text", "<p>page</p>", None, "stem")
JOB = Job(Path("/desk/harbour.toml"), "harbour", "Harbour desk", ZoneInfo("Europe/Berlin"), None,
          Path("/desk/harbour.sqlite"), (), Settings(), Tell(),
          Mail(Address("briefing@example.org", "Bärbel “B.” Ørsted"), (READER,), Address("answers@example.org")))

HOSTILE = ("\r\nBcc: evil@x.example", "\nBcc: evil@x.example", "\r\n\r\n<script>", "\r", "\x0b", "\x0c", "\x85",
           "\u2028", "\u2029", "\0", "=?utf-8?q?=0ABcc:_evil@x.example?=", "=?utf-8?q?=0D=0ABcc:_evil?=",
           "=?utf-8?b?DQpCY2M6IGV2aWxAeC5leGFtcGxl?=", "=?us-ascii?q?a?= =?us-ascii?q?=0Ab?=", "=?", "?=", "=0D=0A",
           "\r\n ", "\n\t", "\ud800", "Überschrift ", "заголовок ", "(comment) ", "<a@b> ", "a: b ",
           ", ", "; ", "\"", "\\")
titles = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20)), max_size=12).map("".join)


def read(mail: bytes) -> EmailMessage:
    """A message as a modern parser reads it."""
    return BytesParser(policy=policy.default).parsebytes(mail)  # type: ignore[return-value]


@pytest.mark.parametrize("around", ["{}", "Fire{}at Oster", "{0}Fire{0}", "word " * 14 + "{}Oster"])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_hostile_title_adds_a_header(hostile: str, around: str) -> None:
    """Each alone, within words, on both sides, and where the line is folded."""
    holds(around.format(hostile))


@settings(max_examples=250)
@given(title=titles)
def test_no_title_adds_a_header(title: str) -> None:
    """Whatever stands beside whatever."""
    holds(title)


def holds(title: str) -> None:
    """Line breaks raw, encoded and folded; the reader stays the only one, and the title is there as it can be."""
    mail = compose(JOB, READER, title, "<id@example.org>", NOW, BELOW)
    assert mail.isascii()
    for read_as in (policy.default, policy.compat32):
        message = BytesParser(policy=read_as).parsebytes(mail, headersonly=True)
        assert list(message.keys()) == OURS
        assert "evil" not in str(message["To"]) + str(message["From"]) + str(message["Reply-To"])
    head = mail.partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert [line for line in head if not line.startswith(b" ") and line.split(b":")[0].decode() not in OURS] == []
    assert b"\n" not in b"".join(head)
    assert str(read(mail)["Subject"]).split() == one_line(title).encode("utf-8", "replace").decode().split()


@settings(max_examples=400)
@given(text=st.lists(st.one_of(st.sampled_from(HOSTILE), st.sampled_from(("desk@example.org", " <desk@example.org>",
                                                                         "Desk", "@", ".")),
                               st.text(max_size=8)), min_size=1, max_size=6).map("".join))
def test_no_address_adds_a_header(text: str) -> None:
    """An address is refused, or it is one reader in one header."""
    try:
        reader = read_address(text)
    except ValueError:
        return
    message = read(compose(JOB, reader, "title", "<id@example.org>", NOW, BELOW))
    assert list(message.keys()) == OURS
    assert [each.addr_spec for each in message["To"].addresses] == [reader.spec]


def test_headers_are_what_they_should_be() -> None:
    """Read back: names and titles in any script, the date in the job's zone, one reader."""
    title = "Порт Марл: 24 раненых после пожара в зерновом терминале — пожарная охрана исправила прежние данные"
    message = read(compose(JOB, READER, title, "<id@example.org>", NOW, BELOW))
    assert str(message["Subject"]) == title
    assert str(message["Date"]) == "Mon, 22 Mar 2032 07:00:00 +0100"
    assert message["Date"].datetime == NOW
    assert (message["To"].addresses[0].display_name, message["To"].addresses[0].addr_spec) == (
        "Desk, news", "desk@example.org")
    assert message["From"].addresses[0].display_name == "Bärbel “B.” Ørsted"
    assert (message["List-Id"], message["Auto-Submitted"]) == ("<harbour.example.org>", "auto-generated")


def test_lines_are_short_enough_for_any_server() -> None:
    """At most 998 letters, and headers folded at 78."""
    mail = compose(JOB, READER, "Fire " * 60, "<id@example.org>", NOW, parts("x" * 5000, "y" * 5000, None, "stem"))
    head = mail.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 78
    assert max(map(len, mail.split(b"\r\n"))) <= 78


@pytest.mark.parametrize(("text", "line"), [
    ("a\r\n b\tc", "a b c"), ("=?=?utf-8?q?x?=", "= ?= ?utf-8?q?x?="), ("  ", ""), ("a\u2028b\x85c\x00d", "a b c d"),
    ("word " * 60, ("word " * 35).strip() + "…")])
def test_one_line(text: str, line: str) -> None:
    """What stands in a header is on one line, and of a length that one reads."""
    assert one_line(text) == line
    assert len(one_line(text)) <= LONGEST


@pytest.mark.parametrize(("mail", "reason"), [
    (b"From: a@b.c\r\nBcc: evil@x\r\n\r\n", "headers that are not ours (from, bcc)"),
    (b"From: a@b.c\r\nFrom: a@b.c\r\n\r\n", "headers that are not ours (from, from)"),
    (b"From: evil@b.c\r\n\r\n", "From reads 'evil@b.c' instead of 'a@b.c'")])
def test_a_message_that_says_something_else_is_not_sent(mail: bytes, reason: str) -> None:
    """The last look before it is kept."""
    with pytest.raises(BriefingError) as error:
        check(mail, {"From": Address("a@b.c")})
    assert reason in str(error.value)


def bulletin(briefing: Briefing) -> Bulletin:
    """A first mail."""
    item = Item("s1", briefing.title, briefing.sections[0].sentences[:2])
    return Bulletin("Harbour desk", NOW, briefing, everything(briefing), Front((item,)))


def test_one_message_for_each_reader(briefing: Briefing) -> None:
    """Nobody sees who else gets it; the Message-ID follows job, period and reader, and nothing else."""
    readers = (Address("a@example.org"), Address("b@example.org"))
    made = envelopes(bulletin(briefing), JOB, "due 2032-03-22T07:00+01:00", readers)
    assert [str(read(each.mail)["To"]) for each in made] == ["a@example.org", "b@example.org"]
    assert made == envelopes(bulletin(briefing), JOB, "due 2032-03-22T07:00+01:00", readers)
    later = envelopes(bulletin(briefing), JOB, "due 2032-03-23T07:00+01:00", readers)
    assert len({each.message_id for each in (*made, *later)}) == 4
    assert {each.message_id for each in made} == {str(read(each.mail)["Message-ID"]) for each in made}


def test_text_comes_before_its_html_and_the_page_behind_both(briefing: Briefing) -> None:
    """A client shows the last form it knows; an attachment is none."""
    message = read(envelopes(replace(bulletin(briefing), attached=True), JOB, "p", (READER,))[0].mail)
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/html"]
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "harbour-2032-03-22.html"
    assert "<h1>Ferry Alma aground off Tarn Island" in attached.get_content()


def test_a_kept_message_can_go_to_somebody_else(briefing: Briefing) -> None:
    """For a test: its parts are the same, its headers new."""
    (made,) = envelopes(bulletin(briefing), JOB, "p", (READER,))
    again = readdressed(made.mail, JOB, Address("me@example.org"), NOW)
    first, second = read(made.mail), read(again.mail)
    assert (again.reader, str(second["To"])) == ("me@example.org", "me@example.org")
    assert str(second["Subject"]) == f"Test: {first['Subject']}"
    assert second["Message-ID"] != first["Message-ID"]
    assert second.get_body(("plain",)).get_content() == first.get_body(("plain",)).get_content()  # type: ignore[union-attr]


@pytest.mark.parametrize(("text", "line"), [
    ("a" * 180, "a" * 180), ("a" * 181, "a" * 179 + "…"), (f"{'a' * 178} bc d", f"{'a' * 178}…"),
    (f"{'a ' * 89}bcd", f"{'a ' * 88}a…"), (f"{'a' * 100} {'b' * 90} c", f"{'a' * 100}…"),
    ("a\ud800b", "a b"), ("=?=?=?", "= ?= ?= ?"), ("a = ? b", "a = ? b")])
def test_a_subject_is_cut_at_a_word(text: str, line: str) -> None:
    """At 180 characters, the mark of the cut among them; within a word only where there is but one."""
    assert one_line(text) == line


def test_a_subject_says_whose_mail_it_is_of_which_day_and_what_it_tells(briefing: Briefing) -> None:
    """Or that there is nothing new."""
    assert subject(bulletin(briefing)).startswith("Harbour desk, 22 March 2032: Ferry Alma")
    silent = Bulletin("Harbour desk", NOW, None, everything(briefing))
    assert subject(silent) == "Harbour desk, 22 March 2032: nothing new"
    broken = replace(silent, title="Harbour\r\nBcc: evil@x.example")
    assert subject(broken) == "Harbour Bcc: evil@x.example, 22 March 2032: nothing new"


def test_a_message_id_is_one_for_each_job_period_and_reader() -> None:
    """Whatever their names run together to; it ends in the sender's domain."""
    names = [message_id(replace(JOB, name=job), period, Address(reader)) for job, period, reader in (
        ("ab", "c", "d@e.f"), ("a", "bc", "d@e.f"), ("abc", "", "d@e.f"), ("ab", "cd", "@e.f"), ("ab", "c", "g@e.f"))]
    assert len(set(names)) == 5
    assert all(name.startswith("<") and name.endswith("@example.org>") and len(name) == 54 for name in names)


def test_headers_that_a_job_does_not_have_are_not_there() -> None:
    """No Reply-To where none is given; the list is named in small letters."""
    job = replace(JOB, name="Harbour", mail=replace(JOB.mail, reply_to=None))
    message = read(compose(job, READER, "title", "<id@example.org>", NOW, BELOW))
    assert list(message.keys()) == [each for each in OURS if each != "Reply-To"]
    assert message["List-Id"] == "<harbour.example.org>"


def test_headers_of_ours_are_never_folded() -> None:
    """However long a job's name is: some servers can't read a Message-ID on two lines."""
    name = f"<{'x' * 90}@example.org>"
    head = compose(replace(JOB, name="y" * 90), READER, "title", name, NOW, BELOW).partition(b"\r\n\r\n")[0]
    assert f"Message-ID: {name}\r\n".encode() in head
    assert f"List-Id: <{'y' * 90}.example.org>\r\n".encode() in head


@pytest.mark.parametrize(("reader", "line"), [
    (Address("a@b.c", "Desk, news"), b'To: "Desk, news" <a@b.c>\r\n'), (Address("a@b.c"), b"To: a@b.c\r\n"),
    (Address("a@b.c", "Bärbel"), b"To: =?utf-8?q?B=C3=A4rbel?=\r\n <a@b.c>\r\n")])
def test_a_reader_stands_in_one_header(reader: Address, line: bytes) -> None:
    """With a name in any script, and with none."""
    assert line in compose(JOB, reader, "title", "<id@example.org>", NOW, BELOW)


def test_parts_are_the_same_for_the_same_texts_only() -> None:
    """The boundary follows all three, so that none of them can hold it."""
    texts = [("a", "b", None), ("a", "b", "c"), ("a", "c", None), ("b", "b", None), ("ab", "", None)]
    made = [parts(*each, "stem") for each in texts]
    assert made == [parts(*each, "stem") for each in texts]
    names = [BytesParser(policy=policy.default).parsebytes(each).get_boundary() for each in made]
    assert len(set(names)) == len(texts)
    assert all(name and name.startswith("part-0-") and len(name) == 31 for name in names)
    inner = [part.get_boundary() for part in read(made[1]).walk() if part.is_multipart()]
    assert [name.rpartition("-")[0] for name in inner if name] == ["part-0", "part-1"]


def test_half_a_character_is_sent_as_a_mark() -> None:
    """UTF-8 has no bytes for one; what stands around it is sent."""
    message = read(parts("a\ud800b", "<p>\udfffc</p>", "d\ud9ab", "stem"))
    texts = [part.get_content().strip() for part in message.walk() if not part.is_multipart()]
    assert texts == ["a\N{REPLACEMENT CHARACTER}b", "<p>\N{REPLACEMENT CHARACTER}c</p>", "d\N{REPLACEMENT CHARACTER}"]


@pytest.mark.parametrize(("mail", "reason"), [
    (b"From: a@b.c\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nBcc: evil@x\r\n\r\nt\r\n--x--\r\n",
     "a part of the message has headers that are not ours ({'bcc'})"),
    (b"From: a@b.c\r\nMIME-Version: 1.0\r\nmime-version: 1.0\r\n\r\n",
     "headers that are not ours (from, mime-version, mime-version)"),
    (b"From: Evil <a@b.c>\r\n\r\n", "From reads 'Evil <a@b.c>' instead of 'a@b.c'"),
    (b"From: a@b.c, evil@b.c\r\n\r\n", "From reads 'a@b.c, evil@b.c' instead of 'a@b.c'")])
def test_whatever_a_parser_reads_otherwise_is_not_sent(mail: bytes, reason: str) -> None:
    """In a part as in the head, in any letters; a name that is not ours, a second reader."""
    with pytest.raises(BriefingError) as error:
        check(mail, {"From": Address("a@b.c")})
    assert reason in str(error.value)


def test_a_header_may_be_broken_where_its_words_are_parted() -> None:
    """And a name's encoded words joined; other words are another header."""
    check(b"Subject: a long\r\n title\r\n\r\n", {"Subject": "a long title"})
    with pytest.raises(BriefingError, match=r"^the message's Subject reads 'a long titel' instead of 'a long title'"):
        check(b"Subject: a long titel\r\n\r\n", {"Subject": "a long title"})
