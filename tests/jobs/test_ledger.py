"""What readers know: a new briefing held against what was seen and told before, report by report."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from reports import briefed, claim, ledger, traced

from briefing.jobs.ledger import Ledger, agree, comparable, counts_the_same, other_names, swapped
from briefing.jobs.told import Told
from briefing.language.quantities import quantities
from briefing.model import Position

MILL = "The mill of Oster burned down."


def reports(*texts: str) -> list[tuple[str, str, str]]:
    return [(f"Post {n}", "2032-03-21", text) for n, text in enumerate(texts, 1)]


# Seen before


@pytest.mark.parametrize(("seen", "new", "fresh"), [
    (MILL, MILL, False),
    (MILL, "The  mill of “Oster” burned down".replace("“", "").replace("”", ""), False),
    ("The mill of Oster burned down, the owner said.", MILL, False),
    ("The mill of Oster burned downtown.", MILL, True),
    (f"Before noon the{MILL[3:]}", MILL, True),
    ("The sawmill burned down.", "mill burned down.", True),
    (MILL, "?!", True),
    (f"{MILL} ?!", "?!", True),
])
def test_words_that_a_document_seen_before_holds_are_not_new(seen: str, new: str, fresh: bool) -> None:
    """Whole words, in that order, whatever mark ends them."""
    book = ledger(briefed(*reports(seen, new)))
    assert (book.fresh("f1"), book.fresh("f2")) == (False, fresh)


# Told before


def known(told: Sequence[str], text: str, *others: str, same: Sequence[tuple[str, ...]] = (), seen: str = "1",
          facts: Sequence[str] = ("f1",)) -> bool:
    """Whether readers know a text that stands on these facts of reports, where facts were told."""
    briefing = briefed(*reports(text, *others), same=same)
    book = ledger(briefing, seen, [claim(briefing, each) for each in told])
    return book.is_told(text, facts)


PIER, QUAY, CHOIR = "The pier of Velm opens in June.", "Masons work on the quay.", "A choir sang at noon."


def test_what_was_told_in_these_very_words_is_known() -> None:
    """Though another fact behind it was not told, where no new document has that; told by its first fact."""
    book = briefed(*reports(PIER, QUAY, CHOIR))
    def told(seen: str, known: str, *facts: str) -> bool:
        return ledger(book, seen, [claim(book, each) for each in known.split()]).is_told(CHOIR, facts)

    assert told("1 2", "f1", "f1", "f2")
    assert not told("1 2", "f2", "f1", "f2")
    assert not told("1", "f1", "f1", "f2")
    assert told("1", "f1 f2", "f1", "f2")
    assert told("", "f1", "f1")
    assert not told("1 2", "f1")
    assert not told("1 2", "f1", "f2", "f1")


def test_the_same_words_in_another_document_were_told_too() -> None:
    """And those of the same document and passage."""
    briefing = briefed(*reports(PIER, PIER, QUAY))
    book = ledger(briefing, "1", [claim(briefing, "f1")])
    assert [book.was_told(each) for each in ("f1", "f2", "f3")] == [True, True, False]


@pytest.mark.parametrize(("told", "text", "is_known"), [
    ("The pier of Velm opens in June, the mayor said.", PIER, True),
    ("The pier of Velm opens in June.", "The pier of Velm reopens for boats in June, after a year of work.", False),
    ("The pier of Velm closes in June.", PIER, False),
    ("The pier of Velm opens in June.", "The pier of Velm opens in June, Ada Brook said.", False),
    ("The pier of Velm does not open in June.", PIER, False),
    ("Nine boats lay at the pier of Velm.", "Four boats lay at the pier of Velm.", False),
])
def test_what_facts_of_the_same_claim_told_is_known_where_it_covers_the_text(
        told: str, text: str, is_known: bool) -> None:
    """Most of its words, its figures, names and denials; one word exchanged is what happened."""
    assert known(["f2"], text, told, same=[("f1", "f2")]) is is_known


def test_one_word_exchanged_in_any_of_what_was_told_is_what_happened() -> None:
    """Though another told fact of the claim covers the text."""
    covering = "The road to Velm is open again, the mayor said."
    assert known(["f2"], "The road to Velm is open.", covering, same=[("f1", "f2")])
    assert not known(["f2", "f3"], "The road to Velm is open.", covering, "The road to Velm is barred.",
                     same=[("f1", "f2")])


def test_what_stands_behind_a_text_is_each_fact_that_says_as_much() -> None:
    """Its own first, then those of their claims that say no more than these."""
    briefing = briefed(*reports(PIER, "In June opens the pier of Velm.", "The pier of Velm opens on 3 June.", CHOIR),
                       same=[("f1", "f2", "f3")])
    assert [each.id for each in ledger(briefing).behind(PIER, ("f1",))] == ["f1", "f2"]


def test_every_claim_of_a_text_must_have_been_told() -> None:
    """Where the told facts of its claims say it in other words, with the same figures and days."""
    text = "Nine vessels were moored there on 3 May, and masons laboured."
    told = "On 3 May nine boats lay at the pier of Velm."
    one = [("f1", "f2")]
    both = ("f1", "f2")
    assert known(["f2"], text, told, CHOIR, same=one, facts=both)
    assert not known(["f2"], text, told, CHOIR, same=one, facts=(*both, "f3"))
    assert not known(["f2"], text, told, CHOIR, same=one)
    assert not known(["f2"], text.replace("3 May", "4 May"), told, same=one, facts=both)
    assert not known(["f2"], text.replace("Nine", "Four"), told, same=one, facts=both)
    assert not known([], text, told, same=one, facts=both)


def test_names_of_two_facts_are_read_apart() -> None:
    """The last word of one and the first of the next are two."""
    text = "Fire at Oster, crews from Lannick came."
    assert known(["f2", "f3"], text, "Fire at Oster", "Lannick crews came", same=[("f1", "f2", "f3")])


def test_what_was_told_of_another_claim_in_much_the_same_words_is_known() -> None:
    """Three quarters of its words, the same figures, and no other name."""
    told = "The pier of Velm opens again in June for boats."
    assert known(["f2"], "In June the pier of Velm opens again for boats.", told)
    assert not known(["f2"], "In June the pier of Velm opens again for nine boats.", told)
    assert not known(["f2"], "In June the pier of Hale opens again for boats.", told)
    assert not known(["f2"], "In June the pier of Velm has a concert of choirs.", told)


def test_a_page_tells_no_reader() -> None:
    """What the mail had no room for is not known by it."""
    briefing = briefed(*reports(PIER))
    told = [Told("page", (traced(briefing, "f1"),))]
    assert not ledger(briefing, "1", told).is_told(PIER, ("f1",))


# What may be new


def test_candidates_are_the_sentences_and_what_new_documents_add_to_known_ones() -> None:
    """Each fact of the same claims that says something new, itself and no other."""
    briefing = briefed(*reports(PIER, "The pier of Velm opens in June with nine new cranes.", QUAY), told=["f1"],
                       same=[("f1", "f2"), ("f3",)])
    def stands(told: Sequence[Told], seen: str) -> list[tuple[str, str]]:
        return [(story, each.facts[0]) for story, each in ledger(briefing, seen, told).candidates()]

    assert stands([claim(briefing, "f1")], "1") == [("s1", "f1"), ("s1", "f2")]
    assert stands([claim(briefing, "f1")], "1 2") == [("s1", "f1")]
    assert stands([], "") == [("s1", "f1")]
    assert stands([claim(briefing, "f1"), claim(briefing, "f2")], "1") == [("s1", "f1")]


LOST = "Contact with the ship Aurelia was lost, the guard said."


@pytest.mark.parametrize(("day", "told_on", "kind", "overtaken"), [
    ("2032-03-20", "2032-03-21", "claim", True), ("2032-03-20", "2032-03-21", "moved", True),
    ("2032-03-20", "2032-03-21", "divergence", False), ("2032-03-21", "2032-03-21", "claim", False),
    ("2032-03-22", "2032-03-21", "claim", False), (None, "2032-03-21", "claim", False),
    ("2032-03-20", "", "claim", False)])
def test_a_later_report_that_was_told_overtakes(day: str | None, told_on: str, kind: str, overtaken: bool) -> None:
    """By the latest side of what readers were told of the same thing."""
    briefing = briefed(("Post", day, LOST))
    late = replace(traced(briefing, "f1", says="Contact with the ship Aurelia was regained, the guard said."),
                   day=told_on, traces=())
    other = replace(late, statement=CHOIR)
    told = Told(kind, (late, other))  # type: ignore[arg-type]
    assert ledger(briefing, "", [told]).is_overtaken("s1", LOST, ("f1",)) is overtaken
    assert not ledger(briefing, "", [Told("moved", (other, late))]).is_overtaken("s1", LOST, ("f1",))
    assert not ledger(briefing, "", [told]).is_overtaken("s1", "Contact with Hale was lost.", ("f1",))


def test_a_later_report_of_the_same_story_overtakes_where_readers_had_it() -> None:
    """One of another story does not, nor one that nobody was told."""
    regained = "Contact with the ship Aurelia was regained, the guard said."
    pair = [("Post", "2032-03-20", LOST), ("Echo", "2032-03-21", regained)]
    one, two = briefed(*pair), briefed(*pair, stories=[["d1"], ["d2"]])
    def told(briefing: object) -> list[Told]:
        return [Told("divergence", (traced(one, "f2"),))]

    assert ledger(one, "2", told(one)).is_overtaken("s1", LOST, ("f1",))
    assert not ledger(two, "2", told(two)).is_overtaken("s1", LOST, ("f1",))
    assert ledger(one, "2", []).is_overtaken("s1", LOST, ("f1",))
    assert not ledger(one, "", []).is_overtaken("s1", LOST, ("f1",))
    assert not ledger(one, "2", told(one)).is_overtaken("s9", LOST, ("f1",))


def test_where_a_fact_is_told_and_who_gave_it() -> None:
    """Its story, its origins and publishers in their order, the latest day; nothing where nothing is known."""
    briefing = briefed(("Post", "2032-03-20", PIER), ("Echo", "2032-03-21", QUAY), (None, None, CHOIR),
                       stories=[["d1"], ["d2"]])
    book = ledger(briefing)
    assert [book.story(each) for each in ("f1", "f2", "f3")] == ["s1", "s2", ""]
    assert book.origins(("f2", "f1", "f2")) == ("o2", "o1")
    assert (book.published(("f1", "f2", "f3")), book.published(("f3",)), book.published(())) == ("2032-03-21", "", "")
    assert (book.publishers(("f1", "f3")), book.publishers(("f3",))) == (frozenset({"Post"}), frozenset())
    assert book.standing(traced(briefing, "f1", "f3")) == ("f1", "f3")


def test_readers_know_a_position_by_any_of_its_facts_or_by_what_it_says() -> None:
    """In other words that were told, too."""
    briefing = briefed(*reports(PIER, QUAY, "In June the pier of Velm opens."))
    book = ledger(briefing, "1", [claim(briefing, "f1")])
    assert book.told_before(Position(QUAY, ("f2", "f1"), ()))
    assert book.told_before(Position("In June the pier of Velm opens.", ("f3",), ()))
    assert not book.told_before(Position(QUAY, ("f2",), ()))


# What two texts share


@pytest.mark.parametrize(("passages", "text", "covered"), [
    ((PIER,), "The pier opens in June.", True),
    ((PIER,), "A choir and masons sang at the pier at noon on a quay.", False),
    (("The pier of Velm", "opens in June"), PIER, True),
    ((PIER,), "The pier of Velm opens on 3 June.", False),
    (("The pier cost nine million euros.",), "The pier cost four million euros.", False),
    (("He said “it is safe now” of the pier.",), "He said “it is safe” of the pier.", True),
    (("He said “it is now safe” of the pier.",), "He said “it is safe now” of the pier.", False),
    (("He said it is", "safe now of the pier."), "He said “is safe now” of the pier.", True),
    (("The pier does not open in June.",), PIER, False),
    (("The captain of the pier is dead.",), "The captain of the pier is alive.", False),
    (("The captain of the pier is dead.",), "The captain of the pier.", True),
])
def test_passages_cover_a_text_by_most_of_its_words_and_all_that_counts(
        passages: tuple[str, ...], text: str, covered: bool) -> None:
    """Its figures, days, quotations, denials and what excludes another state."""
    book = ledger(briefed(*reports(PIER, QUAY, CHOIR, text, *passages)))
    assert book.covers(passages, text) is covered


def test_likeness_is_that_of_words() -> None:
    """All, none, and none of nothing."""
    book = ledger(briefed(*reports(PIER, CHOIR)))
    assert (book.alike(PIER, PIER), book.alike(PIER, CHOIR), book.alike("", "")) == (1.0, 0.0, 0.0)
    assert 0.0 < book.alike(PIER, "The pier of Velm") < 1.0


@pytest.mark.parametrize(("one", "other", "agreeing"), [
    (PIER, "In June the pier of Velm opens.", True),
    ("It cost 9 euros.", "It cost 4 euros.", False),
    ("It opens on 3 May.", "It opens on 4 May.", False),
    ("It opens on 3 May 2031.", "It opens on 3 May.", True),
    ("It opens in May.", "It opens in June.", True),
    ("The captain is alive.", "The captain is dead.", False),
    ("The captain is dead.", "The captain is dead, they say.", True),
    ("The pier is open.", "The captain is dead.", True),
    ("In 2031 the 3rd boat came.", "In 2032 the 4th boat came.", True),
    (PIER, "The pier of Velm does not open in June.", False),
])
def test_two_statements_agree_in_figures_days_denials_and_states(one: str, other: str, agreeing: bool) -> None:
    """Years and ranks apart; a month is no day."""
    assert agree(one, other) is agreeing
    assert agree(other, one) is agreeing


@pytest.mark.parametrize(("passages", "text", "same"), [
    (["Nine boats sank on 3 May.", "Four sank."], "Four boats sank on 3 May.", True),
    (["Nine boats sank on 3 May."], "Four boats sank on 3 May.", False),
    (["Nine boats sank on 3 May."], "Nine boats sank on 4 May.", False),
    (["Nine boats sank."], "In 2031 nine boats sank.", True),
    ([], "Boats sank.", True),
])
def test_figures_and_days_of_a_text_stand_in_any_of_the_passages(passages: list[str], text: str, same: bool) -> None:
    """All of them."""
    assert counts_the_same(passages, text) is same


def test_a_name_that_was_not_told_is_another() -> None:
    """Each word of it, in whatever case."""
    assert not other_names("Ada Brook spoke.", "ADA BROOK was there.")
    assert other_names("Ada Brook spoke.", "Ada Lind and a brooklet were there.")
    assert not other_names("The boats sank.", "")


def test_one_word_exchanged_is_a_development() -> None:
    """Not two, none, nor one more."""
    assert swapped("The road is open.", "The Road is closed!")
    assert not swapped("The road is open.", "The road is open")
    assert not swapped("The road is open.", "The roads are open.")
    assert not swapped("The road is open.", "The road is open now.")


@pytest.mark.parametrize(("one", "other", "same_kind"), [
    ("9 boats", "12 boats", True), ("9 boats", "12 barges", False), ("9", "12 barges", True), ("9 boats", "12", True),
    ("9 euros", "12 euros", True), ("9 euros", "12 dollars", False), ("9 km", "9 %", False),
    ("in 2031", "in 2032", False), ("the 1st boat", "the 2nd boat", False)])
def test_which_figures_can_be_compared(one: str, other: str, same_kind: bool) -> None:
    """Of one kind and unit, and of one thing as far as that is said."""
    (a,), (b,) = quantities(one), quantities(other)
    assert comparable(a, b) is same_kind


def test_what_a_file_said_before_it_was_overwritten_is_replaced() -> None:
    """By what stands in it now; not by a fact of another file, nor what a third one said."""
    briefing = briefed(*reports(PIER, QUAY, CHOIR))
    told = claim(briefing, "f1")
    (side, *_), (first, second, _) = told.sides, (each.sha256 for each in briefing.documents)

    def replaced(before: str) -> list[bool]:
        book = Ledger(briefing, [told], frozenset({first}), {second: before})
        return [book.replaces(fact, side) for fact in ("f1", "f2", "f3")]

    assert replaced(first) == [False, True, False]
    assert replaced("another") == [False, False, False]


def test_what_stood_on_a_page_could_be_read() -> None:
    """It was told to nobody; what was told could be read too."""
    briefing = briefed(*reports(PIER, QUAY, CHOIR))
    book = ledger(briefing, "1 2", [replace(claim(briefing, "f1"), kind="page"), claim(briefing, "f2")])
    facts = ("f1", "f2", "f3")
    assert [book.was_told(each) for each in facts] == [False, True, False]
    assert [book.was_readable(each) for each in facts] == [True, True, False]


def test_one_new_document_behind_a_text_makes_it_new() -> None:
    """Whatever older ones say it too."""
    book = ledger(briefed(*reports(PIER, QUAY)), "1", [])
    assert [book.is_new(QUAY, facts) for facts in (("f1", "f2"), ("f1",), ("f2",))] == [True, False, True]


def test_evidence_carries_what_it_says() -> None:
    """Held as strictly as a sentence of the briefing."""
    book = ledger(briefed(*reports(PIER)))
    assert book.bears(PIER, ("f1",))
    assert not book.bears(PIER.replace("June", "July"), ("f1",))


def test_figures_of_another_kind_cannot_be_compared() -> None:
    """A time of day with a count that has no unit either."""
    (count,), (clock,) = quantities("It took 650."), quantities("It left at 10:50.")
    assert not comparable(count, clock)
