"""What an outlet took back itself is not told as its word."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.model import Briefing
from briefing.pipeline import run
from briefing.settings import Settings

HERALD = """Boats sink in Lannick harbour
By Ada Holm
Published: 6 May 2031

{sunk} boats sank when the outer mole of Lannick broke on Monday, the harbour guard said.

The mole had been inspected in March, its owner Brand Shipping said.

"We will open our books," said its director, Ivo Lent.

{note}
"""
NOTE = "Correction: An earlier version of this article misstated how many boats sank. It was four, not fourteen."
COURIER = """{sunk} boats lost at Lannick
By Luc Maro
Published: 7 May 2031

{sunk} boats sank when the outer mole of Lannick broke on Monday, the coast guard said.

Nobody was aboard any of them, the coast guard said.
"""


def told(folder: Path, **texts: str) -> Briefing:
    """The briefing of these texts by the embedded engine."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return run([str(folder)], Settings(engine="extractive"), now=datetime(2031, 5, 8, tzinfo=UTC)).briefing


def page(briefing: Briefing) -> str:
    """Every sentence and position that a reader sees."""
    lines = [each.text for section in briefing.sections for each in section.sentences]
    lines += [position.statement for each in briefing.divergences for position in each.positions]
    return "\n".join(lines)


def test_a_figure_taken_back_is_no_position(tmp_path: Path) -> None:
    """The other outlet and the note agree; the withdrawn sentence is listed, with the outlet, and nothing diverges."""
    briefing = told(tmp_path, herald=HERALD.format(sunk="Fourteen", note=NOTE), courier=COURIER.format(sunk="Four"))
    assert "Fourteen boats" not in page(briefing)
    assert "Four boats sank" in page(briefing)
    assert briefing.divergences == ()
    assert [each.reason.partition(":")[0] for each in briefing.skipped if each.stage == "withdraw"] == [
        "its own correction"]


def test_a_figure_already_mended_stands(tmp_path: Path) -> None:
    """The note repeats what the text no longer says."""
    briefing = told(tmp_path, herald=HERALD.format(sunk="Four", note=NOTE), courier=COURIER.format(sunk="Four"))
    assert "Four boats sank" in page(briefing)
    assert [each for each in briefing.skipped if each.stage == "withdraw"] == []


@pytest.mark.parametrize("body", ["Four", "Fourteen"])
def test_who_still_carries_the_old_figure_is_told_beside_the_correction(tmp_path: Path, body: str) -> None:
    """The divergence is there, and what explains it, whether the outlet's own text was mended or not."""
    briefing = told(tmp_path, herald=HERALD.format(sunk=body, note=NOTE), courier=COURIER.format(sunk="Fourteen"))
    assert [each.explained_by for each in briefing.divergences if each.kind == "figure"] == ["correction"]


@pytest.mark.parametrize("note", ["This article was amended on 7 May 2031.", "Correction: a name was misspelled."])
def test_a_note_that_puts_nothing_right_is_furniture(tmp_path: Path, note: str) -> None:
    """Nobody reads it as news."""
    briefing = told(tmp_path, herald=HERALD.format(sunk="Four", note=note), courier=COURIER.format(sunk="Four"))
    assert note not in page(briefing)
