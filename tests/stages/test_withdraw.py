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
    folder.mkdir(exist_ok=True)
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


BRIEF = """Correction: Lannick
{outlet} | {day}

Correction: A report on Tuesday said that fourteen boats sank when the outer mole of Lannick broke. It was four.
"""
OTHER = """Boats lost at Lannick
Lannick Courier | 2031-05-07

Fourteen boats sank when the outer mole of Lannick broke on Monday, the coast guard said.

Nobody was aboard any of them, the coast guard said.
"""


def reasons(briefing: Briefing) -> list[str]:
    """Why something was taken back."""
    return [each.reason.partition(":")[0] for each in briefing.skipped if each.stage == "withdraw"]


def test_a_note_takes_back_what_its_outlet_wrote_in_an_earlier_report(tmp_path: Path) -> None:
    """Not what another wrote, nor what the outlet writes later; there it stands against it, and never beside it."""
    earlier = OTHER.replace("05-07", "05-06")
    briefing = told(tmp_path / "a", earlier=earlier, note=BRIEF.format(outlet="Lannick Courier", day="2031-05-07"))
    assert reasons(briefing) == ["its own correction"]
    assert "Fourteen boats" not in page(briefing)
    for n, (outlet, day) in enumerate((("Harbour Post", "2031-05-08"), ("Lannick Courier", "2031-05-05"))):
        other = told(tmp_path / str(n), other=OTHER, note=BRIEF.format(outlet=outlet, day=day))
        assert reasons(other) == []
        noted = {each.id for each in other.facts if each.statement.startswith("Correction")}
        assert noted
        assert all(len(each.facts) == 1 for each in other.claims if noted & set(each.facts))


def test_a_note_is_no_side_with_what_it_takes_back(tmp_path: Path) -> None:
    """Of two figures neither of which it puts right, it holds none."""
    six = OTHER.replace("Fourteen", "Six").replace("Lannick Courier", "Radio Sund")
    briefing = told(tmp_path, one=OTHER, six=six, note=BRIEF.format(outlet="Harbour Post", day="2031-05-08"))
    noted = {each.id for each in briefing.facts if each.statement.startswith("Correction")}
    (counts,) = (each for each in briefing.divergences if "six" in each.summary.casefold())
    assert not noted & {fact for side in counts.positions for fact in side.facts}


LIVE = """<!doctype html><html lang="en"><head><title>Storm live</title></head><body><main><h1>Storm live: Lannick</h1>
<div><time datetime="2031-05-06T17:30:00Z">17:30</time><p>All but 40 lamps on the quay of Lannick burn again, the
harbour master says.</p></div>
<div><time datetime="2031-05-06T12:10:00Z">12:10</time><p>Two dockers were hurt when a crane fell, the guard
says.</p></div>
<div><time datetime="2031-05-06T09:00:00Z">09:00</time><p>Some 700 lamps on the quay of Lannick are dark, the harbour
master says.</p></div></main></body></html>
"""
NOON = """Storm puts out lamps
By Luc Maro
Published: 6 May 2031

The storm put out 700 lamps on the quay of Lannick on Tuesday, the harbour master said at noon.
"""


def test_a_later_entry_overtakes_the_figure_of_an_earlier_one(tmp_path: Path) -> None:
    """The newest stands, the other is listed with the time of what overtook it; other entries stay."""
    (tmp_path / "live.html").write_text(LIVE, encoding="utf-8")
    briefing = told(tmp_path, noon=NOON)
    assert "Some 700 lamps" not in page(briefing)
    assert "All but 40 lamps" in page(briefing)
    assert "Two dockers were hurt" in page(briefing)
    assert [each.reason for each in briefing.skipped if each.stage == "withdraw"] == [
        "its entry of 2031-05-06 17:30: Some 700 lamps on the quay of Lannick are dark, the harbour master says."]
    assert {each.explained_by for each in briefing.divergences} <= {"later report"}
    brief = "\n".join(each.text for each in briefing.sections[0].sentences)
    assert "All but 40 lamps" in brief
    assert "700 lamps" not in brief


@pytest.mark.parametrize("body", ["Four", "Fourteen"])
def test_the_brief_tells_what_was_put_right(tmp_path: Path, body: str) -> None:
    """The old figure that others still carry stands in the table alone."""
    briefing = told(tmp_path, herald=HERALD.format(sunk=body, note=NOTE), courier=COURIER.format(sunk="Fourteen"))
    assert "Fourteen" not in "\n".join(each.text for section in briefing.sections for each in section.sentences)
    assert "Fourteen boats" in briefing.divergences[0].positions[0].statement
