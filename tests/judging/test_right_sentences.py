"""Right sentences that a gate could refuse, each beside a false one that looks like it, as `right.txt` lists them."""

import re
from pathlib import Path

import pytest

from briefing.judging.fault import Fault
from briefing.judging.judge import Judge
from briefing.model import Document, Evidence, Fact

LINES = [
    line.split(" | ", 2)
    for line in Path(__file__).with_name("right.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
_HEAD = re.compile(r"\[(?P<outlet>.+) (?P<day>\d{4}-\d\d-\d\d)\] ")
_MARKED = re.compile(
    r"\{\{(?:(?P<planned>planned )?(?P<when>[\d-]+); )?(?:(?P<statement>[^|{}]+) \| )?(?P<words>[^|{}]+)\}\}")


def told(place: int, text: str) -> tuple[Document, Fact]:
    """A document of a case and its fact."""
    head = _HEAD.match(text)
    body = text[head.end() :] if head else text
    marked = _MARKED.search(body)
    words = marked["words"] if marked else body
    body = _MARKED.sub(lambda hit: hit["words"], body)
    outlet, day = (head["outlet"], head["day"]) if head else (None, None)
    document = Document(f"d{place}", None, str(place) * 64, "Untitled", body, publisher=outlet, published=day)
    start = body.index(words)
    fact = Fact(f"f{place}", document.id, (marked and marked["statement"]) or words, "event",
                (Evidence(start, start + len(words), words),), when=marked["when"] if marked else None,
                certainty="planned" if marked and marked["planned"] else "stated")
    return document, fact


def found(sentence: str, evidence: str) -> tuple[Fault, ...]:
    """What the gates have against a sentence on its evidence."""
    cited, _, others = evidence.partition(" >> ")
    pairs = [told(place, text) for place, text in enumerate(cited.split(" || "))]
    documents = [document for document, _ in pairs]
    if others:
        documents.append(told(len(pairs), others)[0])
    facts = [fact for _, fact in pairs]
    judge = Judge(facts, documents, written="en")
    return judge.faults(sentence, facts) + judge.borrowed(sentence, facts)


@pytest.mark.parametrize(("right", "false", "evidence"), LINES)
def test_a_right_sentence_passes_and_the_false_one_beside_it_does_not(right: str, false: str, evidence: str) -> None:
    """Countries by other names, names with figures, outlets, days that a fact carries, denials, what is introduced."""
    assert found(right, evidence) == ()
    assert found(false, evidence) != ()
