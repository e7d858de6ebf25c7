"""How citations are numbered and lettered."""

from dataclasses import replace

from briefing.model import Briefing, Evidence, Fact
from briefing.render.citations import citations, letter


def test_sources_are_numbered_as_the_reader_comes_to_them(briefing: Briefing) -> None:
    """The source of the first sentence is 1, whatever its id."""
    turned = replace(briefing, sections=tuple(reversed(briefing.sections)), divergences=())
    first = replace(turned, sections=(replace(turned.sections[0], sentences=turned.sections[0].sentences[2:]),))
    assert citations(briefing).sources == {"o1": 1, "o2": 2}
    assert citations(first).sources == {"o2": 1, "o1": 2}


def test_letters_go_on_after_z() -> None:
    """a to z, then aa."""
    assert [letter(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["a", "z", "aa", "az", "ba", "zz", "aaa"]


def test_a_copy_is_cited_in_the_original(briefing: Briefing) -> None:
    """The same words in a copy, with other quote marks too, are the original's passage."""
    labels = citations(briefing)
    assert labels.labels(("f1", "f2")) == labels.labels(("f1",)) == labels.labels(("f2",)) == ("1a",)
    quoted = next(each for each in labels.passages if each.label == labels.labels(("f4",))[0])
    assert (quoted.document, quoted.text) == ("d1", '"The hull is holding," said its captain, Ines Okoro.')


def test_a_copy_is_not_cited_in_removed_text(briefing: Briefing) -> None:
    """A passage that the original has in its furniture only stays the copy's."""
    wire, copy, *others = briefing.documents
    copy = replace(copy, text=copy.text + "Home | News | Weather\n")
    start = copy.text.index("Home")
    passage = Evidence(start, start + 21, "Home | News | Weather")
    facts = (Fact("f1", "d2", passage.text, "event", (passage,)), *briefing.facts[1:])
    labels = citations(replace(briefing, documents=(wire, copy, *others), facts=facts))
    assert "d2" in {each.document for each in labels.passages}


def test_of_one_source_only_its_first_document_is_shown(briefing: Briefing) -> None:
    """A rewrite that says the same in other words is listed, and not shown as more support."""
    labels = citations(briefing)
    assert labels.labels(("f3", "f9")) == labels.labels(("f3",)) == ("1b",)
    assert labels.labels(("f9",)) == ("1e",)
    assert labels.labels(("f1", "f2", "f6", "f10")) == ("1a", "2a")


def test_a_passage_within_another_has_its_label(briefing: Briefing) -> None:
    """The longer passage shows what the shorter one shows."""
    labels = citations(briefing)
    assert labels.facts["f10"] == labels.facts["f6"]


def test_passages_are_letter_for_letter_what_stands_in_their_document(briefing: Briefing) -> None:
    """A label leads back to letters in a file."""
    texts = {each.id: each.text for each in briefing.documents}
    passages = citations(briefing).passages
    assert [each.label for each in passages] == ["1a", "1b", "1c", "1d", "1e", "2a", "2b", "2c"]
    assert all(texts[each.document][each.start:each.end] == each.text for each in passages)


def test_facts_that_nobody_cites_have_no_label(briefing: Briefing) -> None:
    """The list of sources holds what the text stands on, not all that was read."""
    labels = citations(replace(briefing, sections=briefing.sections[:1], divergences=()))
    assert "f8" not in labels.facts
    assert len(labels.passages) == 3
