"""What may stand alone, and which source carries another's words."""

from typing import SupportsIndex

import pytest

from briefing.engines.rules.alone import UNFIT, clumsiness
from briefing.engines.rules.entailment import carries
from briefing.engines.rules.worth import opens_paragraph
from briefing.language.en.rules.choosing import STILL
from briefing.model import Evidence, Fact
from briefing.text.likeness import Likeness
from briefing.text.words import terms


def fact(text: str, number: int = 1, when: str | None = None) -> Fact:
    """A fact whose statement is its evidence."""
    return Fact(f"f{number}", f"d{number}", text, "event", (Evidence(0, len(text), text),), when=when)


@pytest.mark.parametrize("text", [
    "The school on the quay had been emptied by then.",
    "Anna Brand, its chief executive, said the pier was a third of what it would need.",
    "The horn of the lighthouse went off when it was all over.'",
    "The people of Oster had a request of their own.",
    "Harbour master Ivo Lent made the offer to the crews in Lannick on Monday, the port said.",
    "The union of Oster rejected the proposal at a meeting on the quay on Friday.",
    "The tower of Oster will not fall fell the mayor says the tower of Oster will not fall.",
    "Shame on the council of Lannick for its harbour!",
    "Neither of Lannick's pilots knew the fog of Oster as Ivo Lent does.",
    "Both were taken to the hospital of Oster by a fishing boat.",
    "The boats came at dawn, they say, and nobody on the quay of Oster saw them.",
    "The port of Oster said that no such request had come in from Lannick.",
    "The seamen's union of Lannick dismissed it as a trick of Brand Shipping.",
    "Behind it, divers from Oster found the radar of the ferry Alma.",
    "Two days later the harbour of Lannick was open to ships again.",
    "Anna Brand called the offer an insult to the crews of Lannick.",
    "The firm belongs to a former partner of the harbour master of Lannick.",
    "Elsewhere in Lannick, the swimming pool is to close until May.",
    "In other news, the pool of Lannick is to close until May.",
    "To do this, the divers of Lannick drew nets through the harbour.",
    "In this case, the herring of Lannick had been salted by Brand Shipping.",
    "Once this pier is mended, Lannick will open its harbour to ferries.",
    "Which means, the harbour of Lannick will be shut until May.",
    "Specifically, the boats that the port of Lannick hires from Oster.",
    "What’s more, any fisherman of Lannick may use the new quay.",
    "Perhaps the crews of Lannick wanted a day off on the quay.",
    "In 2019, it built its first pier since the war at Lannick.",
    "Praised by the Lannick Post, they have hulls of oak and weigh nine tonnes.",
    "The reports fuelled anger on the quay of Lannick for weeks.",
    "The bollard in question stands at the end of the pier of Oster.",
    "First, there are the pilots of Lannick who look at each ship.",
    "Ivo Lent: “However, the claims of the port are untrue.”",
    "Ivo Lent: “That enables the port of Lannick to open in May.”",
    "(The port of Lannick still wants the quay to be open in May.)",
    "THE HERRING GARDEN According to the Lannick Post, a pond will be dug at Oster.",
    "The Morning Ferry is a free newsletter of the Lannick Post on boats.",
])
def test_what_leans_on_another_sentence_does_not_stand_alone(text: str) -> None:
    """Its words point at what the reader does not see."""
    assert clumsiness(fact(text), text) >= UNFIT


@pytest.mark.parametrize("text", [
    "The school on the quay had been emptied by Monday noon.",
    "Anna Brand, chief executive of Brand Shipping, said the pier was a third of what it would need.",
    "The horn of the lighthouse went off for an hour at Oster 'when it was all over.'",
    "The people of Oster brought boats of their own to the pier.",
    "Harbour master Ivo Lent made the offer of new boats to the crews in Lannick on Monday.",
    "The union of Oster rejected the proposal by the port to sell the quay on Friday.",
    "Both pilots of Lannick know the fog of Oster well, Ivo Lent said.",
    "Both Lannick and Oster closed their harbours to fishing boats on Monday.",
    "No such storm as the one of Monday had been seen in Lannick before.",
    "The port sold the quay and the seamen's union of Lannick welcomed it.",
    "After that storm the harbour master of Lannick resigned on Monday.",
    "The boats lay at Oster for two days later than the port had planned.",
    "The firm Brand Shipping belongs to a former partner of the harbour master.",
    "In 2019, it was Ivo Lent who built the first pier of Lannick.",
    "The reports of the divers fuelled anger on the quay of Lannick for weeks.",
    "Since this is a port of the state, Lannick pays nothing for its quay.",
    "The changes to the rules of the port of Lannick begin in May.",
    "In both harbours of Lannick the ferries stopped on Monday morning.",
    "NATO and EU ships lay in the harbour of Lannick on Monday.",
    "The office of the harbour master in Lannick opened proceedings on Monday.",
    "One docker was killed and 27 people were treated after the crane of Lannick fell.",
    "»Der Kran von Lannick war alt«, sagte Hafenmeister Ivo Lent am Montag.",
    "”Kranen i Lannick var gammal”, sade hamnchefen Ivo Lent i måndags.",
])
def test_what_stands_alone_does(text: str) -> None:
    """The same words with what they point at."""
    assert clumsiness(fact(text), text) < UNFIT


@pytest.mark.parametrize(("text", "there"), [
    ('"We did not leave the council. The council left us," Ivo Lent said.',
     '"We did not leave the council. The council left the villages," Ivo Lent said.'),
    ("Harbour Master Ivo Lent of Lannick is asked whether other piers are safe.",
     "Harbour Master Ivo Lent of Lannick closed the market."),
])
def test_another_quotation_or_another_deed_of_the_same_people_is_not_carried(text: str, there: str) -> None:
    """What is quoted stands there to the word, and what was done too."""
    likeness = Likeness([terms(text), terms(there)])
    assert not carries(text, fact(text), fact(there, 2), likeness)


def test_a_year_must_stand_in_the_other_source_too() -> None:
    """Unless it dates the other fact."""
    text, there = "The company built a pier like this in 2012.", "The company built a pier like this last time."
    likeness = Likeness([terms(text), terms(there)])
    assert not carries(text, fact(text, when="2012"), fact(there, 2), likeness)
    assert carries(text, fact(text, when="2012"), fact(there, 2, "2012"), likeness)


def test_what_points_back_at_several_things_stands_worse_alone_than_they_do() -> None:
    """A reader of one line cannot know which; "those who" and "those of" say it themselves."""
    back = "Ivo Lent asked the council to lift these charges from the harbour."
    named = "Ivo Lent asked the council to lift the charges from the harbour."
    assert clumsiness(fact(back), back) >= clumsiness(fact(named), named) + 2
    said = "Ivo Lent asked the council to lift the charges for those who fish."
    assert clumsiness(fact(said), said) == clumsiness(fact(named), named)


def test_a_speaker_before_what_is_said_makes_no_caption() -> None:
    """"Clara Hume: “…”" is how a quotation that opened before is told; "Lannick harbour: …" may be a picture's."""
    quoted = 'Clara Hume: "The quay of Lannick was shut because the divers found rotten piles below it."'
    spoken = Fact("f1", "d1", quoted, "statement", (Evidence(0, len(quoted), quoted),), speaker="Clara Hume")
    assert clumsiness(spoken, quoted) < UNFIT
    assert clumsiness(fact("Lannick harbour: the quay was shut on Monday by its master."),
                      "Lannick harbour: the quay was shut on Monday by its master.") >= UNFIT


def test_a_speakers_words_that_begin_anew_stand_alone() -> None:
    """Where they go on from what was said before, "however", they do not."""
    text = "Ivo Lent: “The port of Lannick will have its quay open in May.”"
    spoken = Fact("f1", "d1", text, "statement", (Evidence(0, len(text), text),), speaker="Ivo Lent")
    assert clumsiness(spoken, text) < UNFIT


class Watched(str):
    """A text that counts the letters that are taken from it."""

    __slots__ = ("taken",)

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        found = super().__getitem__(key)
        self.taken = getattr(self, "taken", 0) + len(found)
        return found


@pytest.mark.parametrize(("before", "opens"), [
    ("", True), (" \t", True), ("It rained.\n", True), ("It rained.\r  ", True), ("It rained. ", False), ("“", False)])
def test_what_opens_a_paragraph_is_seen_without_a_look_at_all_before_it(before: str, opens: bool) -> None:
    """Of a line as long as a book, which every sentence would have been held against."""
    text = Watched("x" * 10_000 + "\n" + before + "The quay is shut.") if before else Watched("The quay is shut.")
    assert opens_paragraph(text, len(text) - len("The quay is shut.")) == opens
    assert getattr(text, "taken", 0) <= 4


@pytest.mark.parametrize(("text", "expected"), [
    ("Some 60 boats are being used in the search off Lannick.", True),
    ("The hull is being lifted by two cranes.", True),
    ("Ivo Lent is being sought by the port police.", True),
    ("The trust is accused of being human.", False),
    ("The boats were being used in the search off Lannick.", False),
])
def test_what_goes_on_while_a_report_is_written_may_be_over(text: str, expected: bool) -> None:
    """An earlier report's word on it is not told beside a later one's."""
    assert (STILL.search(text) is not None) is expected
