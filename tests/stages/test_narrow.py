"""A model reads each report once, and of its copies what their words add."""

from dataclasses import replace

from briefing.model import Document, Member, Origin, Removed
from briefing.stages.narrow import TOLD, narrow
from briefing.text.kept import Kept

WIRE = """The ferry Alma ran aground off Tarn Island on Monday.
Nine people were taken to hospital, the coast guard said. The hull is holding."""


def document(number: int, text: str, removed: tuple[Removed, ...] = ()) -> Document:
    return Document(f"d{number}", None, f"{number}" * 64, "Ferry", text, removed=removed)


def read(*documents: Document, apart: bool = False) -> list[str]:
    """What is left to read of each, where all are versions of one report or each is its own."""
    groups = [[d] for d in documents] if apart else [list(documents)]
    origins = [Origin(f"o{n}", "Wire", tuple(Member(d.id, "copy") for d in group)) for n, group in enumerate(groups, 1)]
    return [Kept.of(each, 0, len(each.text)).text for each in narrow(documents, origins)]


def test_a_copy_word_for_word_is_not_read_again() -> None:
    """Whatever its line breaks, quotation marks and capitals."""
    assert read(document(1, WIRE), document(2, WIRE.replace("\n", "\r\n\r\n").replace("The ferry", "THE FERRY"))) == [
        WIRE, ""]


def test_a_changed_figure_and_a_lost_not_are_read() -> None:
    """The later version's new count must not be lost."""
    later = WIRE.replace("Nine", "Eleven").replace("is holding", "is not holding")
    assert read(document(1, WIRE), document(2, later))[1].split("\n") == [
        "Eleven people were taken to hospital, the coast guard said. The hull is not holding."]


def test_only_the_sentence_that_is_new_is_read() -> None:
    """Between sentences that were told."""
    later = WIRE.replace("The hull", "Divers came. The hull")
    assert read(document(1, WIRE), document(2, later), document(3, later)) == [WIRE, "Divers came.", ""]


def test_the_earliest_version_is_read_whole() -> None:
    """A fuller one that came later, and stands for both, takes nothing away from it."""
    first = replace(document(2, WIRE), published="2031-05-05")
    fuller = replace(document(1, f"{WIRE} Buy shares now."), published="2031-05-06")
    assert read(fuller, first) == ["Buy shares now.", WIRE]
    assert read(replace(fuller, published=None), first) == ["Buy shares now.", WIRE]
    assert read(fuller, replace(first, published="2031-05-06"))[1] == ""


def test_what_two_independent_reports_share_is_read_twice() -> None:
    """They may both have seen it."""
    assert read(document(1, WIRE), document(2, WIRE), apart=True) == [WIRE, WIRE]


def test_what_cleaning_removed_stays_removed_and_the_text_stays_as_it_is() -> None:
    """A copy's furniture is not read, and its told sentences are marked as such."""
    later = document(2, f"Home | News\n{WIRE}", (Removed(0, 11, "navigation"),))
    (_, narrowed) = narrow((document(1, WIRE), later), (Origin("o1", "Wire", (Member("d1", "original"),
                                                                                Member("d2", "copy"))),))
    assert narrowed.text == later.text
    assert [each.reason for each in narrowed.removed] == ["navigation", TOLD, TOLD, TOLD]
