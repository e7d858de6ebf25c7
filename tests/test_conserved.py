"""Nothing that was read gets lost: whole runs of the embedded engine over piles of our own."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.model import Briefing
from briefing.pipeline import run
from briefing.render.leftovers import left_out
from briefing.render.record import from_record, to_record
from briefing.settings import Settings

ROOT = Path(__file__).parent.parent
NOW = datetime(2031, 5, 9, tzinfo=UTC)


def report(title: str, author: str, *paragraphs: str) -> str:
    """A page of one day."""
    return "\n".join((title, f"By {author}", "Published: 6 May 2031", *(f"\n{each}" for each in paragraphs), ""))


DAM = {
    "a.txt": report("Dam inspected at Kell", "Rina Sato",
                    "Divers found three holes in the dam at Kell on Tuesday, the water board said.",
                    "The dam was built in 1958 by Dorsch Supply."),
    "b.txt": report("Kell lake lowered", "Luc Maro",
                    "The lake behind the dam at Kell is being lowered by two metres, the water board said on Tuesday.",
                    "Boats must stay in harbour until further notice."),
}
SUMS = {
    "a.txt": report("Inspections begin", "Rina Sato",
                    "The inspections of the dam at Kell will cost 40 million dollars, the ministry said.",
                    "The mayor, Ivo Lent, welcomed them."),
    "b.txt": report("What the dam costs", "Luc Maro",
                    "Engineers met on Monday. The inspections of the dam at Kell will cost 100 million dollars, they "
                    "said.", "The lake has fallen since March."),
    "c.txt": report("Dam at Kell", "Ada Runge",
                    "On the eve of the inspections of the dam at Kell the village held a fair.",
                    "Fishermen had hoped for rain."),
}


def briefing_of(folder: Path) -> Briefing:
    """What the embedded engine makes of a folder."""
    return run([str(folder)], Settings(engine="extractive"), now=NOW).briefing


def written(folder: Path, texts: dict[str, str]) -> Briefing:
    """The same of texts by name."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return briefing_of(folder)


def shown(briefing: Briefing) -> set[str]:
    """Ids of the facts that a sentence or a divergence cites."""
    sentences = {f for section in briefing.sections for sentence in section.sentences for f in sentence.facts}
    return sentences | {f for each in briefing.divergences for position in each.positions for f in position.facts}


@pytest.mark.parametrize("pile", ["seeds", "tests/golden/pile", "benchmarks/events/ferry-tirsa"])
def test_every_fact_is_told_or_accounted_for(pile: str) -> None:
    """Each fact is cited by a sentence or a divergence, or listed as untold with a reason; none is both."""
    briefing = briefing_of(ROOT / pile)
    untold = [each.fact for each in briefing.untold]
    assert len(untold) == len(set(untold))
    assert set(untold) | shown(briefing) == {fact.id for fact in briefing.facts}
    assert not set(untold) & shown(briefing)
    lines = [line for line in left_out(briefing) if line.startswith("Read and not told")]
    for reason, number in Counter(each.reason for each in briefing.untold).items():
        assert f"{number:,} ({reason})" in lines[0]


def test_what_is_not_told_survives_the_record(tmp_path: Path) -> None:
    """The list comes back from briefing.json as it was."""
    briefing = written(tmp_path, DAM)
    assert from_record(to_record(briefing)).untold == briefing.untold


def test_two_things_of_one_place_and_speaker_are_both_told(tmp_path: Path) -> None:
    """The holes and the lowered lake share the dam, the water board and the day, and are two claims."""
    briefing = written(tmp_path, DAM)
    told = " ".join(sentence.text for section in briefing.sections for sentence in section.sentences)
    assert "three holes" in told
    assert "lowered by two metres" in told
    assert all(len(claim.facts) == 1 for claim in briefing.claims)


def test_a_sum_that_contradicts_one_told_is_told_too(tmp_path: Path) -> None:
    """Two sums for the same inspections stand in one divergence, however far apart they are."""
    briefing = written(tmp_path, SUMS)
    (divergence,) = briefing.divergences
    statements = [position.statement for position in divergence.positions]
    assert divergence.kind == "figure"
    assert any("40 million" in each for each in statements)
    assert any("100 million" in each for each in statements)
