"""MSG, Outlook's own file of one mail."""

import struct
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from compound import Tree, compound

from briefing.sources.kinds import Loaded, Refused, documents
from briefing.sources.office import packed_rtf
from briefing.sources.page import UnreadableError

TEXT = ("The ferry across the sound stops on Monday, the harbour office said.\r\n\r\nKind regards,\r\nIda Holm\r\n\r\n"
        "From: Ole Brandt\r\nSent: Thursday, March 12, 2026 5:01 PM\r\nTo: Ida Holm\r\nSubject: Ferry\r\n\r\n"
        "All 340 seats of the ferry are sold until Sunday.\r\n")


def properties(day: datetime, head: int = 32) -> bytes:
    """A storage's fixed properties: the time when the mail was sent."""
    ticks = int((day - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
    return b"\0" * head + struct.pack("<IIQ", 0x0039_0040, 6, ticks)


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def mail(**more: "bytes | Tree") -> bytes:
    """An Outlook mail; what else is in it under its stream's number."""
    return compound({
        "__properties_version1.0": properties(datetime(2026, 3, 13, 7, 12, tzinfo=UTC)),
        "__substg1.0_0037001F": wide("RE: Fähre – Norrvik"), "__substg1.0_0C1A001F": wide("Ida Holm"),
        "__substg1.0_0C1F001F": wide("/O=HARBOUR/CN=HOLM"), "__substg1.0_5D01001F": wide("holm@harbour.example"),
        **{name if name.startswith("__") else f"__substg1.0_{name}": value for name, value in more.items()}})


def read(data: bytes, name: str = "ferry.msg") -> Sequence[Loaded | Refused]:
    """What a mail holds."""
    return documents(name, lambda: data)


def told(found: Sequence[Loaded | Refused]) -> list[tuple[str, str, str | None, str | None, str | None, str]]:
    return [(each.name, each.page.title, each.page.author, each.page.publisher, each.page.published, each.page.text)
            for each in found if isinstance(each, Loaded)]


@pytest.mark.parametrize("name", ["ferry.msg", "ferry.txt"])
def test_an_outlook_mail_is_read_as_any_other_mail_is(name: str) -> None:
    """Known by its form; its chain taken apart, its signature no text, its files by the table, its pictures left."""
    nested: Tree = {"__properties_version1.0": properties(datetime(2026, 3, 11, tzinfo=UTC), 24),
                    "__substg1.0_0037001E": b"Engines", "__substg1.0_0C1A001E": b"Ann Lee",
                    "__substg1.0_5D01001E": b"lee@line.example",
                    "__substg1.0_1000001E": "Two of its four engines failed in Køge.".encode("cp1252")}
    found = read(mail(**{
        "1000001F": wide(TEXT),
        "__attach_version1.0_#00000000": {"__substg1.0_3707001F": wide("nøte.txt"), "__substg1.0_37010102":
                                          b"The ferry carried 340 people on Friday.".ljust(4096, b"\n")},
        "__attach_version1.0_#00000001": {"__substg1.0_3712001F": wide("logo@1"), "__substg1.0_37010102": b"\x89PNG"},
        "__attach_version1.0_#00000002": {"__substg1.0_3701000D": nested}}), name)
    assert told(found)[:3] == [
        ("#1", "Fähre – Norrvik", "Ida Holm", "harbour.example", "2026-03-13",
         "The ferry across the sound stops on Monday, the harbour office said."),
        ("#2", "Ferry", "Ole Brandt", "Ole Brandt (mail)", "2026-03-12",
         "All 340 seats of the ferry are sold until Sunday."),
        ("#3", "Engines", "Ann Lee", "line.example", "2026-03-11", "Two of its four engines failed in Køge.")]
    assert [each.name for each in found] == ["#1", "#2", "#3", "nøte.txt"]


def test_a_mail_that_is_only_a_page_is_read_as_the_page() -> None:
    """And its day is the one of its own Date header, where the file keeps it."""
    found = read(mail(**{
        "10130102": b"<html><body><p>It stops on Monday in Norrvik.</p><p>So it is.</p></body></html>".ljust(4096),
        "007D001F": wide("Date: Fri, 13 Mar 2026 23:40:00 -0500\r\nFrom: x@y.example\r\n\r\n")}))
    assert [each[4:] for each in told(found)] == [("2026-03-13", "It stops on Monday in Norrvik.\n\nSo it is.")]


def packed(rtf: bytes) -> bytes:
    """An RTF as Outlook packs it, letter for letter."""
    body = b"".join(b"\0" + rtf[at:at + 8] for at in range(0, len(rtf), 8))
    return struct.pack("<IIII", len(body) + 12, len(rtf), 0x75465A4C, 0) + body


@pytest.mark.parametrize(("data", "told"), [  # the two examples of MS-OXRTFCP, 3.1
    ("2D0000002B0000004C5A4675F1C5C7A703000A007263706731323542320AF32068656C0900206277 05B06C647D0A800FA0",
     rb"{\rtf1\ansi\ansicpg1252\pard hello world}" b"\r\n"),
    ("1A0000001C0000004C5A4675E2D44B51410004205758595A0D6E7D010EB0", rb"{\rtf1 WXYZWXYZWXYZWXYZWXYZ}")])
def test_compressed_rtf_is_unpacked(data: str, told: bytes) -> None:
    """Stretches of what stands before, of what is in the window from the start, and of what is just being written;
    what is cut short is read up to there."""
    whole = bytes.fromhex(data)
    assert packed_rtf.unpacked(whole) == told
    assert all(told.startswith(packed_rtf.unpacked(whole[:end])) for end in range(16, len(whole)))


def test_a_mail_of_compressed_rtf_alone_is_read() -> None:
    """What its page's tags are made of is no text."""
    page = (rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 "
            rb"The ferry across the sound stops on Monday in K\'f8ge.{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0 "
            rb"{\*\htmltag64 <p>}Two engines failed.\htmlrtf\par\htmlrtf0 }")
    assert [each[5] for each in told(read(mail(**{"10090102": packed(page)})))] == [
        "The ferry across the sound stops on Monday in Køge.\n\nTwo engines failed."]


@pytest.mark.parametrize(("data", "reason"), [
    (mail(), "a mail without text"),
    (mail(**{"10090102": b"\1" * 4096}), "a broken Outlook mail: a compressed RTF of an unknown form"),
    (mail(**{"1000001F": wide(TEXT)})[:-512], "a broken Outlook mail: "),
    (compound({"WordDocument": b"x"}), "an old office document"),
])
def test_an_outlook_file_without_a_text_is_refused(data: bytes, reason: str) -> None:
    """With the true reason."""
    with pytest.raises(UnreadableError) as caught:
        read(data)
    assert str(caught.value).startswith(reason)
