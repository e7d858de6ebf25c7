"""What is new, by cases: reports of one day, then those of the next."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing import pipeline
from briefing.jobs.news import everything, news, telling
from briefing.jobs.told import Told
from briefing.model import Briefing, Claim, Position, Section, Sentence, Story
from briefing.render.bulletin import Moved, News, Settled
from briefing.settings import Settings

NOW = datetime(2032, 3, 22, tzinfo=UTC)


def days(folder: Path, *piles: dict[str, str]) -> News:
    """What is new on the last day; a document is "outlet | day" and its text."""
    told: tuple[Told, ...] = ()
    seen: frozenset[str] = frozenset()
    found = News()
    for number, pile in enumerate(piles):
        for head, text in pile.items():
            (folder / f"{number}_{len(list(folder.iterdir()))}.txt").write_text(f"Report {number}\n{head}\n\n{text}\n")
        briefing = pipeline.run([str(folder)], Settings(engine="extractive", sentences=60), now=NOW).briefing
        found = news(briefing, told, seen, most=25) if number else everything(briefing)
        told += telling(briefing, found)
        seen |= {each.sha256 for each in briefing.documents}
    return found


def sentences(found: News) -> list[str]:
    """The new sentences."""
    return [each.text for section in found.sections for each in section.sentences]


FIRE = "Twenty people were hurt when the grain mill of Oster burned down, the fire brigade said."


def test_a_count_that_grows_has_moved(tmp_path: Path) -> None:
    """A later report has the later count, whoever makes it; the figures are those the divergence is about."""
    found = days(tmp_path, {"Oster Post | 2032-03-20": FIRE}, {"Lannick Courier | 2032-03-21": (
        "Three houses stand empty. Twenty-six people were hurt when the grain mill of Oster burned down, up from "
        "twenty, the fire brigade said.")})
    (step,) = found.moved
    assert step.summary == "Number of injured: twenty-six, earlier twenty"
    assert step.latest.statement.startswith("Twenty-six people")
    assert step.earlier.statement == FIRE
    assert found.appeared == ()
    assert not [each for each in sentences(found) if "Twenty-six" in each]


def test_a_figure_that_somebody_else_gives_has_not_moved(tmp_path: Path) -> None:
    """It stands against the other: a divergence, and both are told with who says so."""
    found = days(tmp_path, {"Oster Post | 2032-03-20": "The repair of the pier will cost 4 million euros, the company "
                            "said.\n\nThe pier of Lannick was struck by a ferry on Friday."},
                 {"Island Radio | 2032-03-21": "The repair of the pier will cost 7 million euros, said the mayor of "
                  "Lannick, Marta Quill."})
    assert found.moved == ()
    (divergence,) = found.appeared
    assert {each.statement.partition(" euros")[0][-9:] for each in divergence.positions} == {"4 million", "7 million"}


def test_a_publisher_that_corrects_itself_moves_its_figure(tmp_path: Path) -> None:
    """Down as well as up."""
    found = days(tmp_path, {"Oster Post | 2032-03-20": FIRE}, {"Oster Post | 2032-03-21": FIRE.replace(
        "Twenty people", "Eighteen people")})
    assert [each.summary for each in found.moved] == ["Number of injured: eighteen, earlier twenty"]


def test_a_divergence_is_settled_when_the_other_side_says_the_same(tmp_path: Path) -> None:
    """And not told as a figure that moved, nor a second time."""
    first = {"Oster Post | 2032-03-20": "The repair of the pier will cost 4 million euros, the company said.",
             "Island Radio | 2032-03-20": "The repair of the pier will cost 7 million euros, said the mayor of "
             "Lannick, Marta Quill."}
    now = "The repair of the pier will cost 7 million euros, the company said on Sunday."
    found = days(tmp_path, first, {"Oster Post | 2032-03-21": now})
    (end,) = found.settled
    assert end.latest.statement == now
    assert [each.statement for each in end.earlier] == [
        "The repair of the pier will cost 4 million euros, the company said."]
    assert (found.moved, found.appeared, sentences(found)) == ((), (), [])


@pytest.mark.parametrize("again", [
    FIRE, FIRE.replace("hurt when", "hurt on Friday when"), FIRE.replace(", the fire brigade said.", ".")])
def test_what_was_told_is_not_new_in_much_the_same_words(tmp_path: Path, again: str) -> None:
    """A copy, a copy with a word more, a copy that ends earlier."""
    assert not days(tmp_path, {"Oster Post | 2032-03-20": FIRE}, {"Lannick Courier | 2032-03-21": again})


@pytest.mark.parametrize("more", [
    "A miller who was hurt when the grain mill of Oster burned down died in hospital, the fire brigade said.",
    "Nobody was hurt when the granary beside the grain mill of Oster burned down, the fire brigade said.",
    "The grain mill of Oster will open again on 3 May, the fire brigade said."])
def test_a_development_is_new_however_many_words_it_shares(tmp_path: Path, more: str) -> None:
    """A death, a denial, a day: silence about these would be worse than a sentence told twice."""
    assert more in sentences(days(tmp_path, {"Oster Post | 2032-03-20": FIRE}, {"Lannick Courier | 2032-03-21": more}))


def test_what_an_earlier_run_passed_over_is_not_new_later(tmp_path: Path) -> None:
    """Only what a new document says is."""
    first = {"Oster Post | 2032-03-20": FIRE + "\n\n" + "\n\n".join(
        f"The {name} of Oster gave {n} blankets to the families on Friday, the mayor said."
        for n, name in enumerate(("school", "church", "bank", "library", "hotel"), 11))}
    found = days(tmp_path, first, {"Lannick Courier | 2032-03-21": "The bridge of Lannick is closed until Thursday."})
    assert [each for each in sentences(found) if "blankets" in each] == []


def composed(briefing: Briefing, text: str, *facts: str) -> Briefing:
    """The hand-made briefing, as an engine that composes might have written it."""
    return replace(briefing, divergences=(), sections=(Section("s1", "In brief", (Sentence(text, facts),)),))


def test_a_sentence_that_joins_old_and_new_is_new(briefing: Briefing) -> None:
    """It is not known for the fact it begins with."""
    before = composed(briefing, "The Alma ran aground off Tarn Island with 214 people aboard.", "f1")
    told = telling(before, everything(before))
    seen = frozenset(each.sha256 for each in briefing.documents if each.id != "d3")
    joined = composed(briefing, "The Alma ran aground with 214 people aboard, and repairs will cost €4.5m.", "f1", "f8")
    assert sentences(news(joined, told, seen, most=25)) == [joined.sections[0].sentences[0].text]
    again = composed(briefing, "The ferry Alma ran aground off Tarn Island with 214 people aboard.", "f1", "f6")
    assert not news(again, told, seen, most=25)


def seen_but(briefing: Briefing, *new: str) -> frozenset[str]:
    """The documents that an earlier run read: all but these."""
    return frozenset(each.sha256 for each in briefing.documents if each.id not in new)


def told_of(briefing: Briefing, *sections: Section, most: int = 25, new: tuple[str, ...] = ("d3",),
            before: Briefing | None = None) -> list[tuple[str, list[str]]]:
    """(heading, new sentences) of each section of the hand-made briefing with these sections instead of its own."""
    made = replace(briefing, divergences=(), sections=sections)
    told = telling(before, everything(before)) if before else ()
    return [(each.heading, [one.text for one in each.sentences])
            for each in news(made, told, seen_but(briefing, *new), most=most).sections]


ROCKS = "The Alma hit rocks off Tarn Island late on Sunday, islanders said."
NURSE = "Eleven people were treated in hospital, a nurse said."
REPAIRS = "Repairs will cost 4.5 million euros."


def test_a_story_has_room_for_so_many_sentences(briefing: Briefing) -> None:
    """Over all its sections, in their order; a section that is left with none is not told."""
    first = Section("s1", "In brief", (Sentence(ROCKS, ("f6",)), Sentence(NURSE, ("f7",))))
    second = Section("s1", "Also", (Sentence(REPAIRS, ("f8",)),))
    assert told_of(briefing, first, second) == [("In brief", [ROCKS, NURSE]), ("Also", [REPAIRS])]
    assert told_of(briefing, first, second, most=3) == [("In brief", [ROCKS, NURSE]), ("Also", [REPAIRS])]
    assert told_of(briefing, first, second, most=2) == [("In brief", [ROCKS, NURSE])]
    assert told_of(briefing, first, second, most=1) == [("In brief", [ROCKS])]
    other = replace(second, story="s2")
    assert told_of(replace(briefing, stories=(*briefing.stories, Story("s2", "Other", ("d3",)))), first, other,
                   most=2) == [("In brief", [ROCKS, NURSE]), ("Also", [REPAIRS])]


def test_only_what_a_new_document_says_is_new(briefing: Briefing) -> None:
    """A sentence on old and new facts is, one on old facts is not."""
    divers = Sentence("Divers will inspect the hull on Wednesday.", ("f5",))
    section = Section("s1", "In brief", (divers, Sentence(NURSE, ("f5", "f7"))))
    assert told_of(briefing, section) == [("In brief", [NURSE])]
    assert told_of(briefing, section, new=()) == []


def test_a_source_that_leans_on_a_sentence_before_it_is_not_told_alone(briefing: Briefing) -> None:
    """In its own words; the same words of a model were written to stand alone."""
    leaning = "But he said they had not been told of this, and that this was why."
    facts = tuple(replace(each, statement=leaning) if each.id == "f7" else each for each in briefing.facts)
    claims = tuple(Claim(f"k{each.id}", "s1", each.statement, (each.id,), ("o1",), "single-origin") for each in facts)
    own = Section("s1", "In brief", (Sentence(leaning, ("f7",)), Sentence(ROCKS, ("f6",))))
    assert told_of(replace(briefing, facts=facts, claims=claims), own) == [("In brief", [ROCKS])]
    assert told_of(replace(briefing, claims=claims), own) == [("In brief", [leaning, ROCKS])]


def test_what_new_documents_add_to_a_claim_told_in_old_words_is_told(briefing: Briefing) -> None:
    """Once, in their own words, where these say more than what readers know."""
    before = composed(briefing, "Nine people were taken to hospital.", "f3")
    section = Section("s1", "In brief", (Sentence("Nine people were taken to hospital.", ("f3",)),))
    eleven = next(each.statement for each in briefing.facts if each.id == "f7")
    assert told_of(briefing, section, before=before) == [("In brief", [eleven])]
    assert told_of(briefing, section, section, before=before) == [("In brief", [eleven])]
    assert told_of(briefing, section, before=before, new=()) == []
    known = replace(before, sections=(*before.sections, Section("s1", "Also", (Sentence(eleven, ("f7",)),))))
    assert told_of(briefing, section, before=known) == []
    both = Section("s1", "In brief", (Sentence("Nine or more people were taken to hospital.", ("f3", "f7")),))
    assert [text for _, texts in told_of(briefing, both, before=before) for text in texts] != [eleven]


def test_what_a_newer_report_overtook_is_no_news(tmp_path: Path) -> None:
    """It comes late; what it says of another thing is."""
    regained = "Contact with the survey ship Aurelia has been regained, the coast guard of Hale said."
    lost = "Contact with the survey ship Aurelia has been lost, the coast guard of Hale said."
    crew = "The survey ship Aurelia had taken 40 tonnes of coal on board in Hale, a harbour pilot said."
    found = days(tmp_path, {"Hale Gazette | 2032-03-21": regained}, {"Cape Monitor | 2032-03-20": f"{lost}\n\n{crew}"})
    assert sentences(found) == [crew]
    (tmp_path / "again").mkdir()
    found = days(tmp_path / "again", {"Hale Gazette | 2032-03-20": lost}, {"Cape Monitor | 2032-03-21": regained})
    assert sentences(found) == [regained]


def test_what_readers_know_is_each_sentence_and_each_side(briefing: Briefing) -> None:
    """Sentences, what settled and the two sides of what moved or appeared, with the words that stood behind them."""
    latest, earlier = (Position(each.statement, (each.id,), ()) for each in briefing.facts[6:8])
    found = News((Section("s1", "In brief", (Sentence(ROCKS, ("f6",)),)),),
                 (Moved("s1", "People: 11, earlier 9", latest, earlier),), (briefing.divergences[0],),
                 (Settled("s1", "Whether eleven", latest, (earlier,)),))
    known = telling(briefing, found)
    assert [(each.kind, each.summary, [one.statement for one in each.sides]) for each in known] == [
        ("claim", "", [ROCKS]),
        ("divergence", "Aground or on rocks", [each.statement for each in briefing.divergences[0].positions]),
        ("moved", "People: 11, earlier 9", [latest.statement, earlier.statement]),
        ("claim", "", [latest.statement]), ("settled", "Whether eleven", [])]
    assert {trace.sha256 for trace in known[0].sides[0].traces} >= {"3" * 64}
    assert known[0].sides[0].holders[0] == "Tarn Gazette"
