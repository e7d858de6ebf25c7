"""Which documents are about one event."""

import random
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Document, Removed, Span
from briefing.stages import stories as module
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
    return Document(f"d{number}", None, sha256(text.encode()).hexdigest(), title, rest, published=published)


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


def test_two_accidents_of_one_kind_are_two_stories() -> None:
    """Told in the same words by one author, of other places and ships."""
    for day in ("2031-05-06", "2031-05-09", "2032-05-06"):
        documents = [document(1, FERRY[0]), document(2, elsewhere(FERRY[0]), day)]
        assert grouped(documents) == [("d1",), ("d2",)]
    documents = [*(document(n, text) for n, text in enumerate(FERRY, 1)),
                 *(document(n, elsewhere(text), "2031-05-08") for n, text in enumerate(FERRY, 4))]
    assert grouped(documents) == [("d1", "d2", "d3"), ("d4", "d5", "d6")]


def elsewhere(text: str) -> str:
    """The same report of another ferry, another place and other people."""
    for old, new in (("Lannick", "Vorsund"), ("Alma", "Brigid"), ("Ivo Lent", "Sten Roo"), ("Anna Brand", "Ute Falk")):
        text = text.replace(old, new)
    return text


def test_what_is_told_a_year_later_is_less_alike() -> None:
    """An inquiry may still belong to the event; a weak likeness no longer does."""
    rules = """Owners face new rules
Ships must carry two sets from June, the ministry said after Lannick. Small firms fear the price, and few will pay in
time: a set costs more than a year's catch, and banks lend nothing on vessels that are older than they like.
"""
    near = [document(1, FERRY[0]), document(2, rules), *PILE[3:]]
    later = [near[0], document(2, rules, "2032-05-06"), *PILE[3:]]
    assert ("d1", "d2") in grouped(near)
    first, second = (next(each for each in stories(later) if name in each.documents) for name in ("d1", "d2"))
    assert first != second
    assert second.continues == (first.id,)


def test_a_title_that_begins_with_a_common_word_names_nothing() -> None:
    """"President" and "Small" have capitals at its head, and the body writes them with one as parts of names."""
    told = (
        """Small harbour, large questions
Who tested the radar of the ferry Alma, which sank at Lannick on Monday? The Council of Small Harbours asks it, and so
does the union of seamen. Ivo Lent, its pilot, was not heard yet.
""",
        """President to visit the coast next week
President Uma Reld will go to Lannick on Friday, where the ferry Alma sank on Monday, her office said. She wants to
hear Ivo Lent, the pilot, and the seamen. Nobody was lost.
""",
    )
    assert grouped([document(n, text) for n, text in enumerate(told, 1)]) == [("d1", "d2")]


def test_a_story_keeps_its_id_while_others_arrive() -> None:
    """It is called after its earliest document, whatever comes beside it."""
    whole = {each: story.id for story in stories(PILE) for each in story.documents}
    for size in range(1, len(PILE)):
        assert {each: story.id for story in stories(PILE[:size]) for each in story.documents}.items() <= whole.items()


def test_what_an_earlier_run_found_stands() -> None:
    """An older report that turns up later gives a story no new id, and two that stand never become one."""
    standing = {each.sha256: "s-ferry" for each in PILE[1:3]}
    (ferry, _) = stories(PILE, standing)
    assert (ferry.id, ferry.documents) == ("s-ferry", ("d1", "d2", "d3"))
    parted = stories(PILE, {PILE[0].sha256: "s-one", PILE[1].sha256: "s-two"})
    homes = {each: story.id for story in parted for each in story.documents}
    assert (homes["d1"], homes["d2"]) == ("s-one", "s-two")


def test_copies_without_a_word_in_common_have_ids_of_their_own() -> None:
    """Two empty files have one sha256 and are no story together."""
    empty = [replace(document(n, "\n"), sha256="0" * 64) for n in (1, 2, 3)]
    assert len({each.id for each in stories(empty)}) == 3


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
    assert len({story.id for story in found}) == len(found)
    assert {("d1", "d2", "d3"), ("d4", "d5")} <= {story.documents for story in found}


def test_a_report_like_many_others_is_cut_once_for_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of eight alike is held against seven: once for its gist, once for its text."""
    cut: list[str] = []
    real = module.kept

    def noted(text: str, removed: Sequence[Removed]) -> tuple[Span, ...]:
        cut.append(text)
        return real(text, removed)

    monkeypatch.setattr(module, "kept", noted)
    alike = [document(n, FERRY[0].replace("62", str(60 + n))) for n in range(1, 9)]
    assert grouped(alike) == [tuple(each.id for each in alike)]
    assert len(cut) == 2 * len(alike)


def test_no_documents_are_no_story() -> None:
    """An empty pile is no error, and one document is one story under its own title."""
    assert stories([]) == ()
    (story,) = stories(PILE[:1])
    assert (story.id, story.title, story.documents) == (f"s{PILE[0].sha256[:8]}", "Ferry sinks off Lannick", ("d1",))
