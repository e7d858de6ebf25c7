"""How many independent sources say a sentence."""

from dataclasses import replace

import pytest

from briefing.judging.judge import Judge
from briefing.judging.support import fill_support
from briefing.model import Document, Evidence, Fact, Section, Sentence

TOLL = "The ferry Alma sank off Tarn on Monday and nine people drowned."


def reported(number: int, text: str, code: str = "en") -> tuple[Document, Fact]:
    """A report of one sentence, and the fact it states."""
    document = Document(f"d{number}", None, str(number) * 64, "Ferry", text, published="2031-05-06", language=code)
    return document, Fact(f"f{number}", f"d{number}", text, "event", (Evidence(0, len(text), text),))


def support(*texts: str, cited: tuple[str, ...] = ("f1",), same: tuple[str, ...] = ()) -> tuple[tuple[str, ...], int]:
    """The origins that say the first text, each report its own but those that share one, and how many it cites."""
    found = [reported(number, text) for number, text in enumerate(texts, 1)]
    documents, facts = [each for each, _ in found], [fact for _, fact in found]
    origins = {fact.id: "o1" if fact.id in same else fact.id.replace("f", "o") for fact in facts}
    section = Section("s1", "In brief", (Sentence(texts[0], cited),))
    (filled,) = fill_support((section,), Judge(facts, documents, (), "en"), {"s1": facts}, origins)
    return filled.sentences[0].support, len(filled.sentences[0].facts)


@pytest.mark.parametrize(("other", "counts"), [
    ("Nine people drowned on Monday when the ferry Alma sank off Tarn.", True),
    ("The ferry Alma sank off Tarn on Monday and eleven people drowned.", False),  # another figure
    ("The ferry Alma sank off Tarn on Friday and nine people drowned.", False),  # another day
    ("The ferry Alma did not sink off Tarn on Monday, and no nine people drowned.", False),
    ("The owner of the Alma was fined nine times.", False),
])
def test_a_source_counts_where_its_own_words_state_the_sentence(other: str, counts: bool) -> None:
    """Cited or not; one that is not cited yet is cited from then on."""
    assert support(TOLL, other) == ((("o1", "o2"), 2) if counts else (("o1",), 1))


def test_a_copy_adds_nothing() -> None:
    """It counts for the source it copies."""
    assert support(TOLL, TOLL, same=("f2",))[0] == ("o1",)


def test_a_sentence_without_facts_has_no_support() -> None:
    """Such as a count of the sources."""
    section = Section("s1", "In brief", (Sentence("Two sources tell of it.", ()),))
    assert fill_support((section,), Judge((), (), (), "en"), {}, {}) == (section,)


def test_what_is_cited_and_says_it_only_in_part_counts_once() -> None:
    """Two passages of one source may state a sentence together."""
    document, whole = reported(1, "The ferry Alma sank off Tarn. Nine people drowned on Monday.")
    halves = [replace(whole, id=name, evidence=(Evidence(start, end, document.text[start:end]),))
              for name, start, end in (("f1", 0, 29), ("f2", 30, 60))]
    section = Section("s1", "In brief", (Sentence(TOLL, ("f1", "f2")),))
    (filled,) = fill_support((section,), Judge(halves, (document,), (), "en"), {"s1": halves}, {"f1": "o1", "f2": "o1"})
    assert filled.sentences[0].support == ("o1",)
