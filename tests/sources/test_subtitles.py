"""SRT and VTT → what is said, with its times."""

import pytest

from briefing.sources.kinds import Loaded, documents
from briefing.sources.page import Page, UnreadableError

VTT = """WEBVTT - Hearing on the ferry

STYLE
::cue { color: red }

NOTE the clerk's
own remark

opening
00:01.000 --> 00:03.000 align:start
<v Ida Holm>The ferry <i>sails</i> on

00:03.000 --> 00:05.000
<v Ida Holm>Monday &amp; Friday.

00:05.500 --> 00:07.000
<v.loud Ole Brandt>It does not.

00:07.000 --> 00:08.000
[applause]

01:00:22.000 --> 01:00:24.000
We ask again.
"""


def page(text: str, name: str = "hearing.vtt") -> Page:
    """The document that subtitles are."""
    (found,) = documents(name, text.encode)
    assert isinstance(found, Loaded)
    return found.page


def test_speech_is_told_in_sentences_with_a_mark_at_every_cue() -> None:
    """A new paragraph where another speaks or after a silence; styles, notes and sounds are no speech."""
    found = page(VTT)
    assert found.text == "Ida Holm: The ferry sails on Monday & Friday.\n\nOle Brandt: It does not.\n\nWe ask again."
    assert found.title == "Hearing on the ferry"
    assert [(found.text[start:start + 6], mark) for start, mark in found.marks] == [
        ("Ida Ho", "00:00:01"), ("Monday", "00:00:03"), ("Ole Br", "00:00:05"), ("We ask", "01:00:22")]


def test_numbered_cues_may_stand_without_empty_lines() -> None:
    """As some programs write them, with carriage returns and markup of their own."""
    found = page("1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}The ferry\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\n"
                 "has 12 seats.\r\n\r\n3\r\n00:00:09,000 --> 00:00:10,000\r\n- How many?\r\n- 12.\r\n", "a.srt")
    assert found.text == "The ferry has 12 seats.\n\nHow many?\n\n12."
    assert [mark for _, mark in found.marks] == ["00:00:01", "00:00:02", "00:00:09"]


def test_a_rolling_caption_is_read_once() -> None:
    """Each cue shows the line before again; a word that is said twice stays."""
    found = page("00:01.000 --> 00:02.000\nthe ferry sails\n\n00:02.000 --> 00:03.000\nthe ferry sails\nagain on "
                 "Monday\n\n00:03.000 --> 00:04.000\nagain on Monday\nno\n\n00:04.000 --> 00:05.000\nno\n")
    assert found.text == "the ferry sails again on Monday no no"


def test_subtitles_are_known_whatever_their_ending() -> None:
    """By the times of their first cue."""
    assert page(VTT, "hearing.txt").marks


def test_subtitles_without_speech_are_refused() -> None:
    """The reason says why."""
    with pytest.raises(UnreadableError, match="without a line that is said"):
        page("WEBVTT\n\n00:01.000 --> 00:02.000\n[music]\n")
