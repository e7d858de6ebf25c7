"""What of the news stands in the mail, and in which order."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from briefing import pipeline
from briefing.jobs.contested import same_subject
from briefing.jobs.news import everything
from briefing.jobs.room import Room
from briefing.jobs.selection import select
from briefing.model import Briefing, Divergence, Position
from briefing.render.bulletin import Front
from briefing.settings import Settings

NOW = datetime(2032, 3, 22, tzinfo=UTC)
FILM = ("The singer Nell Haddow and the actor Otto Brand split after four years, their agent said.",
        "Otto Brand, the actor, and the singer Nell Haddow split up, their agent said on Sunday.",
        "After four years the actor Otto Brand and the singer Nell Haddow split, the magazine Lumen wrote.")
BUS = ("Nine people were killed when a bus fell into the Sarn gorge on Sunday, the police said.",
       "A bus fell into the Sarn gorge on Sunday and nine people were killed, the police of Sarn said.")


DAY = (
    ("Mill of Oster burns", "Six people were hurt when the mill of Oster burned down, the fire brigade said."),
    ("Lannick ferry delayed", "The ferry from Lannick sailed four hours late because of fog, its captain said."),
    ("Velm votes for tram", "The council of Velm voted for a tram line to the airport by nine votes to two."),
    ("Brae sells its forest", "The town of Brae sold 300 hectares of spruce forest to a pension fund."),
    ("Tolm choir wins prize", "The girls' choir of Tolm won the first prize at a festival in Quint."),
    ("Ruda hospital adds beds", "The hospital of Ruda will have 40 more beds by the summer, its director said."),
)


def briefed(folder: Path, *reports: tuple[str, str, str]) -> Briefing:
    """A briefing of reports: (title, outlet, text)."""
    for number, (title, outlet, text) in enumerate(reports):
        (folder / f"{number}.txt").write_text(f"{title}\n{outlet} | 2032-03-21\n\n{text}\n")
    return pipeline.run([str(folder)], Settings(engine="extractive"), now=NOW).briefing


def two_stories(folder: Path) -> Briefing:
    """A parting that three outlets tell, and an accident that two tell."""
    return briefed(folder, *((f"Nell Haddow and Otto Brand split {n}", f"Lumen {n}", text)
                             for n, text in enumerate(FILM)),
                   ("Bus falls into gorge, nine dead", "Sarn Post", BUS[0]),
                   ("Nine die in Sarn gorge", "Vale FM", BUS[1]))


def front(briefing: Briefing, room: Room | None = None, headlines: frozenset[str] = frozenset()) -> Front:
    """The front of a first mail."""
    return select(briefing, everything(briefing), {each.id for each in briefing.documents}, room or Room(), headlines)


def test_the_dead_come_before_the_famous(tmp_path: Path) -> None:
    """Though more outlets tell of these, who have a line."""
    briefing = two_stories(tmp_path)
    assert len(briefing.stories[0].documents) == 3
    found = front(briefing)
    assert ["gorge" in each.title for each in found.top] == [True]
    assert ["Haddow" in each.title for each in found.lines] == [True]


def test_what_readers_ask_for_comes_first(tmp_path: Path) -> None:
    """By a topic or the focus, as far as the news speak of it."""
    briefing = two_stories(tmp_path)
    assert "Haddow" in front(briefing, Room(topics=("Nell Haddow", "Otto Brand split"), stories=1)).top[0].title
    assert "Haddow" in front(briefing, Room(focus="Why did Nell Haddow split?")).top[0].title


def test_documents_of_other_days_give_no_weight(tmp_path: Path) -> None:
    """A story that three outlets told yesterday and one tells today weighs as one that one told."""
    briefing = two_stories(tmp_path)
    fresh = {each.id: each.title for each in briefing.documents if "0" in each.title or "gorge" in each.title}
    found = select(briefing, everything(briefing), set(fresh), Room())
    assert "gorge" in found.top[0].title
    assert found.lines[0].title in fresh.values()


def test_a_story_of_one_document_is_a_line(tmp_path: Path) -> None:
    """Beside one that several tell."""
    briefing = briefed(tmp_path, ("Bus falls into gorge", "Sarn Post", BUS[0]),
                       ("Nine die in gorge", "Vale FM", BUS[1]),
                       ("Market hall opens", "Sarn Post", "The market hall of Oster opens on Friday, the town said."))
    found = front(briefing)
    assert [len(found.top), len(found.lines)] == [1, 1]
    assert [each.text for each in found.lines[0].sentences] == [
        "The market hall of Oster opens on Friday, the town said."]


def test_a_line_that_says_nothing_by_itself_is_the_headline(tmp_path: Path) -> None:
    """With the document it heads behind it."""
    briefing = briefed(tmp_path, ("Bus falls into gorge", "Sarn Post", BUS[0]),
                       ("Nine die in gorge", "Vale FM", BUS[1]),
                       ("Thieves empty the vault of Hask bank", "Hask Echo",
                        "Mara Lind wiped her glasses at the door."))
    (line,) = front(briefing).lines
    assert (line.title, line.sentences) == ("Thieves empty the vault of Hask bank", ())
    assert line.facts


def test_a_headline_that_a_later_report_overtook_is_no_line(tmp_path: Path) -> None:
    """Though what the late report adds has no other words."""
    reports = (("Bus falls into gorge", "Sarn Post", BUS[0]), ("Nine die in gorge", "Vale FM", BUS[1]))
    (tmp_path / "late.txt").write_text(
        "Bus missing near Sarn gorge\nHask Echo | 2032-03-20\n\nMara Lind wiped her glasses at the Sarn gorge.\n")
    briefing = briefed(tmp_path, *reports)
    late = {each.id for each in briefing.documents if each.title.startswith("Bus missing")}
    story = next(each for each in briefing.stories if late & set(each.documents))
    found = select(briefing, everything(briefing).of(story.id), late, Room())
    told = [each.title for each in found.items if each.story == story.id and not each.sentences]
    assert told == []


def test_a_mail_keeps_within_its_words_and_sentences(tmp_path: Path) -> None:
    """Whatever the pile; what finds no room is counted."""
    briefing = briefed(tmp_path, *((title, f"{title.split()[0]} Post", text) for title, text in DAY))
    stories = len(briefing.stories)
    for room in (Room(words=90), Room(sentences=2), Room(threshold=99.0)):
        found = front(briefing, room)
        told = [sentence.text for item in found.items for sentence in item.sentences]
        assert len(told) <= room.sentences
        assert sum(len(each.split()) for each in told) <= room.words
        assert len(found.items) + found.more == stories
        assert found.more


def test_a_headline_is_not_used_twice(tmp_path: Path) -> None:
    """A mail is called as no mail before it was."""
    briefing = two_stories(tmp_path)
    first = front(briefing).top[0].title
    second = front(briefing, headlines=frozenset({first.upper()})).top[0].title
    assert second.casefold() != first.casefold()
    assert "gorge" in second


def test_only_one_current_count_of_the_harmed_is_told(tmp_path: Path) -> None:
    """Of counts that grow while they are made the latest."""
    earlier = BUS[0].replace("Nine", "Four")
    (tmp_path / "a.txt").write_text(f"Bus falls into gorge\nSarn Post | 2032-03-20\n\n{earlier}\n")
    briefing = briefed(tmp_path, ("Bus falls into gorge, nine dead", "Vale FM", BUS[1]))
    told = [each.text for each in front(briefing).top[0].sentences]
    assert [each for each in told if "our people were killed" in each.lower()] == []
    assert any("nine people" in each for each in told)


def test_sides_that_speak_of_different_things_are_no_divergence_of_a_mail() -> None:
    """Both could be printed unchanged."""
    def between(*statements: str) -> Divergence:
        return Divergence("v1", "s1", "figure", 1, "x", tuple(Position(each, ("f1",), ("o1",)) for each in statements))

    assert same_subject(between("The bridge will cost 12 million euros, the builder said.",
                                "The bridge will cost 18 million euros, said the mayor."))
    assert not same_subject(between("The ferry carried 40 passengers to Hask.",
                                    "The museum sold 900 tickets on Sunday."))
    assert not same_subject(replace(between("The bridge will cost 12 million euros.", "The bridge will cost 18 million "
                                            "euros.", "The town has 900 people.")))
