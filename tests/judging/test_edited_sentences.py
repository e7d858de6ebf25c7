"""Sentences beside their evidence, true and with one thing changed, as `edits.txt` and, by the kind of change,
`invented.txt` list them."""

from pathlib import Path

import pytest

from briefing.judging.gates import faults
from briefing.judging.ground import Ground
from briefing.language.read import Reading

CASES = [
    line.split(" | ")
    for name in ("edits.txt", "invented.txt")
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("code", "holds", "evidence", "sentence"), CASES)
def test_what_is_true_passes_and_what_one_edit_made_false_is_caught(
    code: str, holds: str, evidence: str, sentence: str
) -> None:
    """Numbers, scales, units, what is counted, days, names, denials, what was done and by whom, in each language that
    is read."""
    found = faults(Reading(sentence, code), Ground((Reading(evidence, code),)))
    assert bool(found) is (holds == "false"), found
