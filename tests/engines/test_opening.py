"""What a brief opens with."""

from datetime import UTC, datetime
from pathlib import Path

from briefing.pipeline import run
from briefing.settings import Settings

POST = """Ferry Alma sinks off Lannick
By Ada Holm
Published: 6 May 2031

The port of Lannick, where 640 people work for Brand Shipping, was shut on Monday, its owner said.

Nine people drowned when the ferry Alma sank off Lannick on Monday, the coast guard said.
"""
COURIER = """Nine drown as the Alma sinks off Lannick
By Luc Maro
Published: 6 May 2031

A doctor at the clinic counted nine people who drowned when the ferry Alma sank off Lannick on Monday.

Divers will look at the wreck on Friday, the harbour master said.
"""


def test_a_brief_opens_with_what_the_headlines_are_about(tmp_path: Path) -> None:
    """Although a report tells of something else first."""
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")
    (tmp_path / "courier.txt").write_text(COURIER, encoding="utf-8")
    briefing = run([str(tmp_path)], Settings(engine="extractive"), now=datetime(2031, 5, 7, tzinfo=UTC)).briefing
    told = [each.text for each in briefing.sections[0].sentences]
    assert any("640 people" in each for each in told)
    assert "drowned when the ferry Alma sank" in told[0]
