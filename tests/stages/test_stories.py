"""Which documents are about one event."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Document, Removed
from briefing.stages.stories import stories

FERRY = (
    """Ferry sinks off Lannick
The ferry Alma struck the pier at Lannick before dawn on Monday and sank within the hour, the coast guard said.
All 62 people on board were saved by fishing boats. Its pilot, Ivo Lent, said the radar had failed in thick fog.
The harbour of Lannick stays closed while divers search the wreck for fuel.
""",
    """All saved as the Alma goes down
Fishermen pulled passengers from the cold water after the ferry Alma hit Lannick’s pier in fog and sank.
The owner, Anna Brand, said she would pay for a new pier. The pilot, Ivo Lent, was questioned by the coast guard.
The wreck blocks the harbour, and the island’s fishing boats cannot leave.
""",
    """Radar of the Alma was never tested, says union
The seamen’s union said on Tuesday that the radar of the ferry Alma, which sank at Lannick, had not been tested.
Ivo Lent had asked the owner, Anna Brand, for a new set in March. Divers have found no fuel in the harbour.
""",
)
STRIKE = (
    """Teachers end their strike
Teachers in Oster voted on Friday to end their strike after the council made a better offer on pay.
The union leader, Paul Grint, said that 81 percent were in favour. Schools open again next week.
The nineteen lost days will be made up before the summer holidays.
""",
    """Oster schools to open again
Pupils in Oster go back to school after teachers accepted the council’s pay offer in a vote.
Paul Grint of the teachers’ union spoke of a fair result. The strike had closed every school for nineteen days.
Parents asked how the lost days would be made up.
""",
)


def document(number: int, text: str, published: str | None = "2031-05-06") -> Document:
    title, _, rest = text.partition("\n")
    return Document(f"d{number}", None, f"{number:064x}", title, rest, published=published)


PILE = [document(n, text) for n, text in enumerate((*FERRY, *STRIKE), 1)]


def grouped(documents: list[Document]) -> list[tuple[str, ...]]:
    return [story.documents for story in stories(documents)]


def test_two_events_in_one_pile_stay_apart_the_larger_first() -> None:
    """Each told by some documents."""
    assert grouped(PILE) == [("d1", "d2", "d3"), ("d4", "d5")]
    assert grouped([*PILE[:1], *PILE[3:]]) == [("d4", "d5"), ("d1",)]


def test_reports_on_one_event_are_one_story() -> None:
    """Told in other words and from other sides."""
    assert grouped(PILE[:3]) == [("d1", "d2", "d3")]
    assert grouped(PILE[3:]) == [("d4", "d5")]


def test_two_reports_alone_are_told_apart_too() -> None:
    """There is little to compare with in a pile of two."""
    assert grouped(PILE[:2]) == [("d1", "d2")]
    assert grouped([PILE[0], PILE[4]]) == [("d1",), ("d5",)]


def test_the_same_furniture_does_not_join_two_events() -> None:
    """Removed text is not read."""
    menu = "Home News Sport Weather Harbour Tides Letters Recipes Puzzles Obituaries Archive Contact Subscribe\n" * 8
    documents = []
    for each in (PILE[0], PILE[4]):
        text = menu + each.text
        documents.append(Document(each.id, None, each.sha256, each.title, text, published=each.published,
                                  removed=(Removed(0, len(menu), "navigation"),)))
    assert grouped(documents) == [("d1",), ("d5",)]


def test_like_events_a_year_apart_are_two_stories() -> None:
    """The same ferry may run aground every spring."""
    documents = [document(1, FERRY[0], "2030-05-06"), document(2, FERRY[1], "2031-05-06")]
    assert grouped(documents) == [("d1",), ("d2",)]


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_documents_changes_nothing(chance: random.Random) -> None:
    """Ids follow the documents, not the arguments."""
    shuffled = list(PILE)
    chance.shuffle(shuffled)
    assert stories(shuffled) == stories(PILE)


@pytest.mark.parametrize("count", [5, 200])
def test_every_document_stands_in_exactly_one_story(count: int) -> None:
    """Also in a pile too large to compare every pair; nothing is lost that says nothing."""
    notes = [document(n, f"Note {n}\nNothing of note.", None) for n in range(6, count)]
    documents = [*PILE, *notes, document(count + 1, "\n")]
    found = stories(documents)
    assert sorted(each for story in found for each in story.documents) == sorted(each.id for each in documents)
    assert [story.id for story in found] == [f"s{n}" for n in range(1, len(found) + 1)]
    assert {("d1", "d2", "d3"), ("d4", "d5")} <= {story.documents for story in found}


def test_no_documents_are_no_story() -> None:
    """An empty pile is no error, and one document is one story under its own title."""
    assert stories([]) == ()
    (story,) = stories(PILE[:1])
    assert (story.id, story.title, story.documents) == ("s1", "Ferry sinks off Lannick", ("d1",))
