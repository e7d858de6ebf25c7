"""Which reports only retell another: nothing of their own, not one name or figure."""

import pytest

from briefing.engines.extractive import Extractive
from briefing.model import Document, Member, Origin
from briefing.stages.deduplicate import deduplicate, merge
from briefing.stages.extract import extract
from briefing.stages.rewrites import rewrites

WIRE = """\
The ferry Alma struck the pier at Lannick before dawn on Monday and sank within the hour, the coast guard said.
All 62 people on board were saved by fishing boats from the village.
The ferry’s pilot, Ivo Lent, told the coast guard that its radar had failed in thick fog.
The harbour of Lannick stays closed while divers search the wreck for fuel.
The ferry’s owner, Anna Brand, said that she would pay for the pier and for a new ferry.
Lannick lives from its harbour, and the island has no other pier for ships of this size.
"""
RETOLD = """Fishing boats from the village saved all 62 people on board when the ferry Alma sank at Lannick on Monday.
It had struck the pier before dawn, the coast guard said.
Its radar had failed in thick fog, the pilot told the coast guard.
Divers search the wreck for fuel, and the harbour of Lannick stays closed.
"""
OTHER = """Teachers in Oster voted on Friday to end their strike after the council made a better offer.
The schools open again on Monday, and the nineteen lost days will be made up before the summer.
"""


def document(number: int, text: str, published: str | None = "2031-05-06") -> Document:
    return Document(f"d{number}", None, f"{number:064x}", "", text, publisher=f"Paper {number}", published=published)


def retold(*documents: Document) -> dict[str, str]:
    """Document → the document whose report it retells."""
    origins = deduplicate(documents)
    facts, _ = extract([(each, ()) for each in documents], Extractive())
    homes = {origin.id: origin.documents[0] for origin in origins}
    return {rewrite: homes[origin] for rewrite, origin in rewrites(facts, documents, origins)}


def test_a_retelling_that_adds_nothing_is_a_rewrite() -> None:
    """In other words and in another order, later or on the same day."""
    assert retold(document(1, WIRE), document(2, RETOLD)) == {"d2": "d1"}
    assert retold(document(1, WIRE), document(2, RETOLD, "2031-05-07")) == {"d2": "d1"}


@pytest.mark.parametrize("own", [
    "Marta Quill, who saw it from the shore, called for help.",
    "It had set out with 70 life jackets.",
    "The school at Oster opens an hour later this week because its heating has failed.",
])
def test_one_name_or_figure_or_fact_of_its_own_keeps_a_report_independent(own: str) -> None:
    """It knows something that the other does not."""
    assert retold(document(1, WIRE), document(2, RETOLD + own + "\n")) == {}


def test_who_quotes_otherwise_heard_it_otherwise() -> None:
    """A quotation in other words is no retelling; one that is cut short is."""
    said = "“We saw no light and heard no horn until it was too late,” Lent said.\n"
    other = said.replace("no horn", "no bell")
    short = "“We saw no light and heard no horn,” Lent said.\n"
    assert retold(document(1, WIRE + said), document(2, RETOLD + other)) == {}
    assert retold(document(1, WIRE + said), document(2, RETOLD + short)) == {"d2": "d1"}


def test_another_figure_keeps_a_report_independent() -> None:
    """Where the two differ there are two voices."""
    assert retold(document(1, WIRE), document(2, RETOLD.replace("62", "64"))) == {}


def test_a_report_does_not_retell_a_later_one() -> None:
    """Who was first did not copy."""
    assert retold(document(1, RETOLD, "2031-05-05"), document(2, WIRE)) == {}


def test_another_story_is_no_rewrite() -> None:
    """However short it is."""
    assert retold(document(1, WIRE), document(2, OTHER)) == {}


def test_a_pile_of_one_or_none_has_no_rewrites() -> None:
    """There is nothing to retell."""
    assert retold(document(1, WIRE)) == retold() == {}


def test_a_rewrite_counts_for_the_report_it_retells() -> None:
    """One origin is left, with the rewrite in its place."""
    documents = (document(1, WIRE), document(2, RETOLD))
    origins = deduplicate(documents)
    facts, _ = extract([(each, ()) for each in documents], Extractive())
    (origin,) = merge(origins, rewrites(facts, documents, origins))
    assert origin.members == (Member("d1", "original"), Member("d2", "rewrite"))


AGAIN = """The harbour of Lannick was closed on Monday while divers looked for fuel in a wreck.
The ferry Alma had sunk there before dawn after its radar failed in thick fog, the pilot told the coast guard.
It struck the pier and sank within the hour; fishing boats from the village saved all 62 people on board.
"""


def test_nothing_is_said_to_retell_a_rewrite() -> None:
    """Two retellings of one wire report lead to the wire report."""
    assert retold(document(1, WIRE), document(2, RETOLD), document(3, AGAIN)) == {"d2": "d1", "d3": "d1"}


def test_a_retelling_that_two_outlets_carry_is_a_rewrite_too() -> None:
    """However often it is printed, it adds nothing."""
    found = retold(document(1, WIRE), document(2, RETOLD), document(3, RETOLD))
    assert set(found.values()) == {"d1"}


def test_the_copies_of_a_rewrite_come_along() -> None:
    """All of them count for the report that was retold."""
    documents = (document(1, WIRE), document(2, RETOLD), document(3, RETOLD))
    origins = deduplicate(documents)
    facts, _ = extract([(each, ()) for each in documents], Extractive())
    (origin,) = merge(origins, rewrites(facts, documents, origins))
    assert origin.members == (Member("d1", "original"), Member("d2", "rewrite"), Member("d3", "rewrite"))


def test_what_only_a_copy_adds_keeps_its_report_independent() -> None:
    """The outlet that reprinted it knew something more."""
    added = RETOLD + "Marta Quill, who saw it from the shore, called for help.\n"
    assert retold(document(1, WIRE), document(2, RETOLD), document(3, added)) == {}


def test_a_copy_that_was_first_keeps_its_report_independent() -> None:
    """The day on which a report was printed first counts, not that of its fullest copy."""
    assert retold(document(1, WIRE), document(2, RETOLD, "2031-05-07"), document(3, RETOLD, "2031-05-05")) == {}


def test_of_two_reports_that_could_each_retell_the_other_one_stands() -> None:
    """They are one voice, not two."""
    documents = (document(1, RETOLD), document(2, "\n".join(reversed(RETOLD.splitlines()))))
    origins = tuple(Origin(f"o{n}", "", (Member(f"d{n}", "original"),)) for n in (1, 2))
    facts, _ = extract([(each, ()) for each in documents], Extractive())
    assert rewrites(facts, documents, origins) == (("d2", "o1"),)
