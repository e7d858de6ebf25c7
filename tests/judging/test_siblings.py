"""Right sentences that were refused beside false ones that look like them, as `siblings.txt` lists them."""

from pathlib import Path

import pytest

from briefing.judging.judge import Judge
from briefing.model import Document, Evidence, Fact

CASES = [
    line.split(" | ")
    for line in Path(__file__).with_name("siblings.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def pile(told: str, code: str) -> tuple[Judge, list[Fact]]:
    """A judge of the documents of a case, and the facts that its sentence cites."""
    cited, _, others = told.partition(" >> ")
    texts = [*cited.split(" || "), *([others] if others else [])]
    documents = [Document(f"d{n}", None, str(n) * 64, "Untitled", text, language=code) for n, text in enumerate(texts)]
    facts = [Fact(f"f{n}", each.id, each.text, "event", (Evidence(0, len(each.text), each.text),))
             for n, each in enumerate(documents)]
    return Judge(facts, documents, written=code), facts[: len(cited.split(" || "))]


@pytest.mark.parametrize(("code", "holds", "told", "sentence"), CASES)
def test_a_right_sentence_passes_and_its_false_sibling_does_not(
    code: str, holds: str, told: str, sentence: str
) -> None:
    """Ranges of two reports, two things of one act, the one of a year, and who says it."""
    judge, cited = pile(told, code)
    found = judge.faults(sentence, cited) + judge.borrowed(sentence, cited)
    assert bool(found) is (holds == "false"), found


def test_there_are_as_many_false_ones() -> None:
    """Twenty of each at least."""
    assert min(sum(holds == each for _, holds, *_ in CASES) for each in ("true", "false")) >= 20
