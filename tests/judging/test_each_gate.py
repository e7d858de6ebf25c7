"""Each gate by itself: a sentence beside its evidence, what the gate finds and what it says stands there instead."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from briefing.judging.binding import binding_faults
from briefing.judging.borrowed import BorrowedWords
from briefing.judging.counted import counts_the_named
from briefing.judging.dating import dating_faults
from briefing.judging.days import day_faults
from briefing.judging.denials import denial_faults
from briefing.judging.fault import Fault
from briefing.judging.figures import figure_faults
from briefing.judging.ground import Ground
from briefing.judging.names import mixed_faults, name_faults, office_faults, word_faults
from briefing.judging.opposites import opposite_faults
from briefing.judging.quotations import quotation_faults
from briefing.judging.speakers import speaker_faults
from briefing.language.read import Reading
from briefing.model import Document, Removed
from briefing.text.words import terms

Gate = Callable[[Reading, Ground], Iterator[Fault]]
WEDNESDAY = "2032-03-24"


def found(gate: Gate, evidence: str | tuple[str, ...], sentence: str, published: str | None = None,
          code: str = "en", **ground: Any) -> list[tuple[str, ...]]:
    """(gate, what it finds, what the evidence has instead) of each fault."""
    passages = (evidence,) if isinstance(evidence, str) else evidence
    stands_on = Ground(tuple(Reading(each, code, published) for each in passages), **ground)
    return [tuple(part for part in (each.gate, each.found, each.instead) if part)
            for each in gate(Reading(sentence, code, published), stands_on)]


@pytest.mark.parametrize(("one", "other"), [
    ("3 km long", "3,000 metres long"), ("40 mm wide", "4 cm wide"), ("40 cm wide", "0.4 metres wide"),
    ("5 kg", "5,000 g"), ("2 t", "2,000 kg"), ("3 MW", "3,000 kW"), ("2 GW", "2,000 MW"),
    ("4 hectares", "40,000 square metres"), ("4 ha", "40,000 square metres"), ("2 km²", "2,000,000 square metres"),
    ("3 decades", "30 years"), ("2 centuries", "200 years"), ("3 fortnights", "6 weeks"), ("20 kroner", "20 NOK"),
    ("20 kroner", "20 SEK"), ("20 kroner", "20 DKK"), ("half of voters", "50% of voters")])
def test_one_amount_in_two_units_is_the_same(one: str, other: str) -> None:
    """Whichever of them the evidence has; a fifth more or less is not."""
    assert found(figure_faults, f"It took {one}.", f"It took {other}.") == []
    assert found(figure_faults, f"It took {other}.", f"It took {one}.") == []


FIGURES: tuple[tuple[str, str, list[tuple[str, ...]]], ...] = (
    ("The road is 3 km long.", "The road is 2,400 metres long.", [("figure", "2,400 metres long")]),
    ("It is 2 km².", "It is 2 hectares.", [("unit", "2 hectares", "2 km²")]),
    ("It paid 20 lb.", "It paid £20.", [("unit", "£20", "20 lb")]),
    ("It cost 9 euros.", "It cost 9 dollars.", [("unit", "9 dollars", "9 euros")]),
    ("Nine boats sank.", "Nine people sank.", [("unit", "Nine", "Nine boats")]),
    ("Half of voters came.", "40% of voters came.", [("figure", "40%")]),
    # what can't be valued stands by its letters
    ("The KSLV-1 flew.", "The KSLV-2 flew.", [("figure", "KSLV-2")]),
    ("The KSLV-12 flew.", "The KSLV-1 flew.", [("figure", "KSLV-1")]),
    ("They won 2-1.", "They won 2-1.", []),
    ("They won 2-1.", "They won 3-1.", [("figure", "3-1")]),
    ("They won 12-1.", "They won 2-1.", [("figure", "2-1")]),
    ("They won exactly 3-2.", "They won exactly 3-2.", []),
    ("They won exactly 3-2.", "They won exactly 3-1.", [("figure", "exactly 3-1")]),
    ("The KSLV-1 flew.", "The kslv-1 flew.", []),
    ("It took 12 days and 4 nights.", "The AB12-4 flew.", [("figure", "AB12-4")]),
    ("Dozens fled.", "Dozens fled.", []),
    ("Scores fled.", "Dozens fled.", [("figure", "Dozens")]),
    ("Four boats sank.", "Dozens of boats sank.", [("figure", "Dozens")]),
    # several are three to twelve
    ("Two boats sank.", "Several boats sank.", [("figure", "Several")]),
    ("Three boats sank.", "A few boats sank.", []),
    ("Twelve boats sank.", "Several boats sank.", []),
    ("Thirteen boats sank.", "Several boats sank.", [("figure", "Several")]),
    ("Three boats sank after 40 hours.", "A few boats sank.", []),
    ("Dozens fled from three boats.", "A few boats sank.", []),
    ("Dozens fled.", "A few boats sank.", [("figure", "A few")]),
    # one of two values
    ("Nine or eleven boats sank.", "Nine or eleven boats sank.", []),
    ("Nine boats sank. Eleven boats were lost.", "Nine or eleven boats sank.", []),
    ("Nine boats sank.", "Nine or eleven boats sank.", [("figure", "Nine or eleven")]),
    ("Eleven boats sank.", "Nine or eleven boats sank.", [("figure", "Nine or eleven")]),
    ("Twelve boats sank.", "Nine or eleven boats sank.", [("figure", "Nine or eleven")]),
    ("Nine people and eleven people sank.", "Nine or eleven boats sank.", [("figure", "Nine or eleven")]),
    # the first of something need not be numbered
    ("They won.", "It was the first victory.", []),
    ("They won.", "It was the 1st victory.", [("figure", "1st")]),
    ("They won.", "It was the second victory.", [("figure", "second")]),
    ("It was their third victory.", "It was their first victory.", [("figure", "first")]),
    ("It was their third victory.", "It was their first defeat.", []),
    ("It was their third victory.", "This victory was the first.", []),
    ("It was their second. There was a millisecond goal.", "It was their first goal.", []),
    ("Two goals fell.", "The first goals fell.", []),
    ("It was their 1st victory.", "It was their first victory.", []),
    ("A boat sank.", "1 boat sank.", [("figure", "1")]),
    # one of a kind that is named
    ("A man swam.", "One man swam.", []),
    ("A man swam.", "1 man swam.", [("figure", "1")]),
    ("A man swam.", "Two men swam.", [("figure", "Two")]),
    ("A man swam.", "One person swam.", [("figure", "One")]),
    ("A woman swam.", "One man swam.", [("figure", "One")]),
    ("Its manes were cut.", "One man swam.", [("figure", "One")]),
    ("The voters came.", "One percent of voters came.", [("figure", "One percent")]),
    # times of day
    ("It left at 6.50 in the morning.", "It left at 6:50.", []),
    ("It left at 6.50 in the morning.", "It left at 6:05.", [("figure", "6:05")]),
    ("It left at 6:50am.", "It left at 6.50 in the morning.", []),
    ("It left at 6:50am.", "It left at 6.05 in the morning.", [("figure", "6.05")]),
    ("It ran 410 miles.", "It left at 6:50.", [("unit", "6:50", "410 miles")]),
    ("It took 6.5.", "It left at 6:50.", [("figure", "6:50")]),
    ("It took 6.500.", "It left at 6:50.", [("figure", "6:50")]),
    # ranges and their ends
    ("Between 8 and 12 boats sank.", "Between 8 and 12 boats sank.", []),
    ("Between 8 and 12 boats sank.", "Between 8 and 13 boats sank.", [("figure", "Between 8 and 13")]),
    ("Between 8 and 12 boats sank.", "Between 7 and 12 boats sank.", [("figure", "Between 7 and 12")]),
    ("Between 8 and 12 boats sank.", "At least 8 boats sank.", []),
    ("Between 8 and 12 boats sank.", "More than 8 boats sank.", []),
    ("Between 8 and 12 boats sank.", "At least 12 boats sank.", [("figure", "At least 12")]),
    ("Between 8 and 12 boats sank.", "At most 12 boats sank.", []),
    ("Between 8 and 12 boats sank.", "Fewer than 12 boats sank.", []),
    ("Between 8 and 12 boats sank.", "Up to 8 boats sank.", [("figure", "Up to 8")]),
    ("Between 8 and 12 boats sank.", "12 boats sank.", [("figure", "12")]),
    ("8 boats sank. 12 boats floated.", "Between 8 and 12 boats sank.", [("figure", "Between 8 and 12")]),
    ("It took between 3 and 4 metres.", "It took between 3 and 4 km.",
     [("unit", "between 3 and 4 km", "between 3 and 4 metres")]),
    ("It took between 3 and 4 metres.", "It took at least 3 km.",
     [("unit", "at least 3 km", "between 3 and 4 metres")]),
    ("It took between 3 and 4 km.", "It took at least 3 km.", []),
    # rounded, and said so
    ("1,213 boats sank.", "About 1,200 boats sank.", []),
    ("1,213 boats sank.", "1,200 boats sank.", [("figure", "1,200")]),
    ("1,049 boats sank.", "About 1,000 boats sank.", []),
    ("1,051 boats sank.", "About 1,000 boats sank.", [("figure", "About 1,000")]),
    ("951 boats sank.", "About 1,000 boats sank.", []),
    ("949 boats sank.", "About 1,000 boats sank.", [("figure", "About 1,000")]),
    ("1,000 boats sank.", "About 1,049 boats sank.", [("figure", "About 1,049")]),
    ("1,149 boats sank.", "More than 1,000 boats sank.", []),
    ("1,153 boats sank.", "More than 1,000 boats sank.", [("figure", "More than 1,000")]),
    ("853 boats sank.", "Fewer than 1,000 boats sank.", []),
    ("849 boats sank.", "Fewer than 1,000 boats sank.", [("figure", "Fewer than 1,000")]),
    ("998 boats sank.", "Nearly 1,000 boats sank.", []),
    ("1,002 boats sank.", "Nearly 1,000 boats sank.", [("figure", "Nearly 1,000")]),
    ("12 boats sank.", "More than 11 boats sank.", [("figure", "More than 11")]),
    ("About 1,213 boats sank.", "More than 1,200 boats sank.", []),
    ("More than 1,213 boats sank.", "More than 1,200 boats sank.", [("figure", "More than 1,200")]),
    ("At least 1,213 boats sank.", "About 1,200 boats sank.", [("figure", "About 1,200")]),
    ("1,150 boats sank.", "More than 1,000 boats sank.", []),
    ("850 boats sank.", "Fewer than 1,000 boats sank.", []),
    ("1,050 boats sank.", "About 1,000 boats sank.", []),
    ("950 boats sank.", "About 1,000 boats sank.", []),
    ("951 boats sank.", "More than 1,000 boats sank.", [("figure", "More than 1,000")]),
    ("1,002 boats sank.", "Fewer than 1,000 boats sank.", [("figure", "Fewer than 1,000")]),
    ("3 boats sank.", "About 0 boats sank.", [("figure", "About 0")]),
    ("It rose 1.04%.", "It rose about 1%.", []),
    ("It rose 0.52%.", "It rose about 0.5%.", []),
    ("It is 1,213 km long.", "It is about 1,200 km long.", []),
    ("1,000 boats sank.", "Nearly 1,000 boats sank.", [("bound", "Nearly 1,000", "1,000")]),
    # a minus is a fall
    ("Sales changed by -4%.", "Sales fell by 4%.", []),
    ("Sales changed by -4%.", "Sales rose by 4%.", [("figure", "4%")]),
    ("Sales changed by -4%.", "Sales fell by 5%.", [("figure", "5%")]),
    ("Sales changed by -4%.", "The shop closed with 4%.", [("figure", "4%")]),
    ("Sales changed by -4%.", "The shop has a deficit of 4%.", [("figure", "4%")]),
    ("Sales changed by -4 euros.", "Sales fell by 4%.", [("figure", "4%")]),
    ("Sales changed by 5%.", "Sales fell by 4%.", [("figure", "4%")]),
    ("Sales changed by -4%.", "Sales fell by between 4 and 5%.", [("figure", "between 4 and 5%")]),
    ("Sales changed by 4%.", "Sales fell by -4%.", [("figure", "-4%")]),
    ("Sales changed by 4%.", "Sales fell by 4 euros.", [("unit", "4 euros", "4%")]),
    # a result and its sides
    ("They won 3-1.", "They won by three goals to one.", []),
    ("They won 3-1.", "They scored four goals.", [("figure", "four")]),
    ("They won 3-1.", "They won 3%.", [("figure", "3%")]),
    ("They won by 58 votes to 41.", "They won 58-41.", []),
    ("They won by 58 votes to 41.", "They won 58-42.", [("figure", "58-42")]),
    # a number of a name counts nothing
    ("16 Kestrel 9 helicopters flew.", "Nine helicopters flew.", [("figure", "Nine")]),
    ("16 Kestrel 9 helicopters flew.", "16 Kestrel 9 helicopters flew.", []),
    ("16 Kestrel 9 helicopters flew.", "The Kestrel 9 flew.", []),
    ("16 Kestrel 9 helicopters flew.", "Port Kestrel has 9 helicopters.", [("figure", "9")]),
    # a bare number is of the unit told beside it, or of money
    ("It took 40.", "It took 40 euros.", [("unit", "40 euros", "40")]),
    ("It took 40; the other took 9 euros.", "It took 40 euros.", []),
    ("It took 40 euros.", "It took 40.", []),
    ("It took 40 km.", "It took 40.", [("unit", "40", "40 km")]),
    ("50 percentage points", "It rose 50%.", [("unit", "50%", "50 percentage points")]),
    ("It is 3 km.", "It is 3 cm.", [("unit", "3 cm", "3 km")]),
    ("It is 3 km long.", "It is 3 metres long.", [("unit", "3 metres long", "3 km long")]),
    ("It is 3 metres long.", "It is 3 km long.", [("unit", "3 km long", "3 metres long")]),
    ("It took 40 euros.", "40 boats sank.", [("unit", "40", "40 euros")]),
    ("It took 40 km and then 9 km.", "It took 40, then 9 km.", []),
    ("It rose by 5%.", "It rose by a twentieth.", []),
    ("It rose by 5 per mille.", "It rose by a twentieth.", [("unit", "a twentieth", "5 per mille")]),
    ("It took half the time.", "It took 0.5 times the time.", []),
    ("It took 62 years.", "She is 62 years old.", []),
    # what stands there instead is the first that fits
    ("It cost 12 euros and 12 dollars.", "It cost 12 pounds.", [("unit", "12 pounds", "12 euros")]),
    ("It rose by 12, then to 12.", "It rose from 12.", [("role", "from 12", "by 12")]),
    ("It rose to 12. It took 12.", "It rose from 12.", []),
    ("It rose by 12, then to twelve.", "It rose from 12.", [("role", "from 12", "by 12")]),
    ("12 boats and 12 containers were lost.", "12 people were lost.", [("unit", "12", "12 boats")]),
    ("About 9 boats sank. At least 9 boats sank.", "9 boats sank.", [("bound", "9", "About 9")]),
    # bounds
    ("At least 9 boats sank.", "9 boats sank.", [("bound", "9", "At least 9")]),
    ("9 boats sank.", "At least 9 boats sank.", [("bound", "At least 9", "9")]),
    ("About 9 boats sank.", "9 boats sank.", [("bound", "9", "About 9")]),
    ("9 boats sank.", "About 9 boats sank.", []),
    ("More than 9 boats sank.", "At least 9 boats sank.", []),
    ("Fewer than 9 boats sank.", "At most 9 boats sank.", []),
    ("Nearly 90 boats sank.", "About 90 boats sank.", []),
    ("Nearly 90 boats sank.", "Up to 90 boats sank.", []),
    ("Nearly 90 boats sank.", "90 boats sank.", [("bound", "90", "Nearly 90")]),
    ("Nearly 90 boats sank.", "More than 90 boats sank.", [("bound", "More than 90", "Nearly 90")]),
    ("About 90 boats sank.", "At least 90 boats sank.", [("bound", "At least 90", "About 90")]),
    ("About 90 boats sank.", "Up to 90 boats sank.", [("bound", "Up to 90", "About 90")]),
    ("At most 90 boats sank.", "About 90 boats sank.", [("bound", "About 90", "At most 90")]),
    ("At least 1,213 boats sank.", "More than 1,200 boats sank.", [("figure", "More than 1,200")]),
    # by, from, to
    ("Fares rose by 12 to 45.", "Fares rose by 12.", []),
    ("Fares rose by 12 to 45.", "Fares rose to 12.", [("role", "to 12", "by 12")]),
    ("Fares rose by 12 to 45.", "Fares rose from 45.", [("role", "from 45", "to 45")]),
    ("Fares rose by 12 to 45.", "Fares are now 45.", []),
    # whom and what a number counts
    ("12 sailors were lost.", "12 people were lost.", []),
    ("12 were lost.", "12 people were lost.", []),
    ("12 boats were lost.", "12 ships were lost.", []),
    ("12 boats were lost.", "12 people were lost.", [("unit", "12", "12 boats")]),
    ("12 containers were lost.", "12 people were lost.", [("unit", "12", "12 containers")]),
    ("12 boats and 9 barges were lost.", "12 barges were lost.", [("unit", "12", "12 boats")]),
    ("12 boats and 9 metres of quay were lost.", "12 metres of quay were lost.", [("unit", "12 metres", "12 boats")]),
    ("12 colleges and 40% of schools shut.", "12 schools shut.", [("unit", "12", "12 colleges")]),
    ("12 boats and 9 barges were lost, then 12 barges.", "12 barges were lost.", []),
    ("12 boats, 9 barges and 12% of barges were lost.", "12 barges were lost.", [("unit", "12", "12 boats")]),
    ("12 sailors and 9 men were lost.", "12 men were lost.", []),
    ("It is 30 metres deep and 9 metres wide.", "It is 30 metres deep.", []),
    ("It is 30 metres deep and 9 metres wide.", "It is 30 metres wide.",
     [("unit", "30 metres wide", "30 metres deep")]),
    ("It is 30 metres deep, there 9 metres deep and 30 metres wide.", "It is 30 metres deep.", []),
    ("12 sailors and 9 sheep were lost.", "12 sheep were lost.", [("unit", "12", "12 sailors")]),
    ("12 sheep and 9 sailors were lost.", "12 sailors were lost.", [("unit", "12", "12 sheep")]),
    # those who are named, two to four of them
    ("France and Spain signed.", "The two countries signed.", []),
    ("France, Spain, Italy and Malta signed.", "The four countries signed.", []),
    ("France, Spain, Italy, Malta and Crete signed.", "The five countries signed.", [("figure", "five")]),
    ("France signed.", "The two countries signed.", [("figure", "two")]),
    ("France and Spain signed for 9 euros.", "The two signed.", []),
    ("France and Spain signed for nine.", "The two signed.", [("figure", "two")]),
    ("France and Spain signed on nine boats.", "The two countries signed.", []),
    ("France and France signed.", "The two countries signed.", [("figure", "two")]),
    ("iFrance and Spain signed.", "The two countries signed.", [("figure", "two")]),
    ("France and Spain signed.", "Two countries signed.", [("figure", "Two")]),
    ("France and Spain signed.", "The 2 countries signed.", [("figure", "2")]),
    ("France and Spain signed for nine countries.", "The two countries signed.", [("figure", "two")]),
    ("France and Spain signed in 9 days.", "The two countries signed.", []),
    ("France and Spain signed.", "The second signed.", [("figure", "second")]),
    ("France and Spain signed.", "The two euros were paid.", [("figure", "two euros")]),
)


@pytest.mark.parametrize(("evidence", "sentence", "faults"), FIGURES)
def test_a_figure_stands_with_its_unit_its_bound_and_what_it_counts(
        evidence: str, sentence: str, faults: list[tuple[str, ...]]) -> None:
    """Or it is told what stands there instead."""
    assert found(figure_faults, evidence, sentence) == faults


@pytest.mark.parametrize(("code", "sentence", "numbered", "faults"), [
    ("en", "The Kestrel 9 flew.", "kestrel 9", []),
    ("en", "The Kestrel 9 flew.", "kestrel 8", [("figure", "9")]),
    ("en", "A crew of 8 of the Kestrel 9 flew.", "kestrel 9", [("figure", "8")]),
    ("en", "Orbis-2 flew.", "orbis 2", []),
    ("de", "Orbis-2 flog.", "orbis 2", []),
    ("de", "Die Kranich 9 flog.", "kranich 9", []),
    # a common word at the beginning has a capital too
    ("en", "Zorbis 9 flew.", "zorbis 9", []),
    ("en", "On Monday Only 9 flew.", "only 9", []),
    ("en", "“Only 9 flew,” she said.", "only 9", [("figure", "9")]),
    ("de", "Etwa 9 flogen.", "etwa 9", [("figure", "Etwa 9")]),
])
def test_a_figure_may_be_part_of_a_name_by_which_the_facts_call_something(
        code: str, sentence: str, numbered: str, faults: list[tuple[str, ...]]) -> None:
    """The whole name, and no other with it."""
    assert found(figure_faults, "–", sentence, code=code, numbered=frozenset({numbered})) == faults


def test_a_one_that_counts_nothing_stands_for_no_thing_that_is_named() -> None:
    """In a language in which it may stand alone."""
    assert found(figure_faults, "Es steht nichts fest.", "Es steht eins.", code="de") == [("figure", "eins")]


@pytest.mark.parametrize(("sentence", "ground", "faults"), [
    ("Two sources say so.", {"counts": (2,)}, []),
    ("2 sources say so.", {"counts": (2,)}, []),
    ("Two sources say so.", {"spelled": (2,)}, []),
    ("2 sources say so.", {"spelled": (2,)}, [("figure", "2")]),
    ("Three sources say so.", {"spelled": (2,)}, [("figure", "Three")]),
    ("It cost two euros.", {"spelled": (2,)}, [("figure", "two euros")]),
])
def test_a_count_of_ours_needs_no_evidence(sentence: str, ground: Mapping[str, Any],
                                           faults: list[tuple[str, ...]]) -> None:
    """In words only where that is said; a sum is no count."""
    assert found(figure_faults, "Boats sank.", sentence, **ground) == faults


@pytest.mark.parametrize(("value", "named"), [(None, False), (1.0, False), (2.0, True), (4.0, True), (5.0, False)])
def test_two_to_four_may_be_those_that_are_named(value: float | None, named: bool) -> None:
    """However many names there are, but for a list of more."""
    sentence = Reading("The two signed.", "en")
    ground = Ground((Reading("Ann met Bea. Cem saw Dov. Eli left.", "en"),))
    assert counts_the_named(replace(sentence.numbers[0], value=value), sentence, ground) is named


@pytest.mark.parametrize(("passage", "named"), [
    ("Ann and Bea left.", True), ("Ann, Bea and Cem left.", False), ("Ann left. The house was sold on Sunday.", False),
    ("Ann left. Bea and Cem stayed.", True), ("Norvia and Telland signed.", True)])
def test_a_list_of_names_is_of_as_many_as_are_counted(passage: str, named: bool) -> None:
    """And a word that only begins a sentence is no name, nor is a day."""
    sentence = Reading("The two signed.", "en")
    assert counts_the_named(sentence.numbers[0], sentence, Ground((Reading(passage, "en"),))) is named


GUESTS = "Of the 40 guests, six died."
HURT = "Nine people were injured and four were killed."
MUSEUM = "The museum paid $2.4 million; the seller had asked for $3 million."
SENT = "500 rescuers and 100 pumps were sent."
BOATS = "Of the 40 boats, six reached harbour safely."
ELLERY = "Maud Ellery, 84, who was on her way to see her son in"


@pytest.mark.parametrize(("evidence", "sentence", "faults"), [
    (MUSEUM, "The museum paid $3 million.", [("binding", "$3 million", "$2.4 million")]),
    (MUSEUM, "The seller had asked for $3 million.", []),
    (MUSEUM, "The museum paid $2.4 million.", []),
    (GUESTS, "The 40 guests died.", [("binding", "40", "six")]),
    (GUESTS, "Six guests died.", []),
    ("Of the 40 guests, 40 died.", "All 40 guests died.", []),
    (HURT, "Nine people were killed.", [("binding", "Nine", "injured")]),
    (HURT, "Four people were killed.", []),
    ("Nine people were rescued and four were found dead.", "Four people were rescued.", [("binding", "Four", "dead")]),
    ("The blast injured 31.", "The blast killed 31.", [("binding", "31", "injured")]),
    ("The unkilled 31 were injured.", "31 were killed.", [("binding", "31", "injured")]),
    ("Nine were killed and nine were hurt.", "Nine were rescued.", [("binding", "Nine", "dead")]),
    ("Of the 40 to 50 guests, six died.", "The 40 to 50 guests died.", [("binding", "40 to 50", "six")]),
    ("Of the 40 guests, five to six died.", "The 40 guests died.", [("binding", "40", "five to six")]),
    ("There were 40 guests; six of them died.", "The 40 guests died.", [("binding", "40", "six")]),
    ("40 people were killed; six were killed later.", "40 people were killed.", []),
    ("Of the 40 guests who died, six were children.", "The 40 guests died.", []),
    ("Of the 40 guests dozens died.", "The 40 guests died.", [("binding", "40", "dozens")]),
    ("In all of the 40 towns six died.", "People died in the 40 towns.", []),
    # what is told of a part in several words, of which the sentence has two thirds
    (BOATS, "The 40 boats reached harbour safely.", [("binding", "40", "six")]),
    (BOATS, "The 40 boats reached harbour.", [("binding", "40", "six")]),
    (BOATS, "The 40 boats reached Velm.", []),
    (BOATS, "Among 40 boats six reached harbour safely.", []),
    ("Of the 40 boats, six reached harbour.", "The 40 boats reached harbour.", [("binding", "40", "six")]),
    ("Of the 40 boats, six sailed.", "The 40 boats sailed.", []),
    ("Of the 40 boats and of the six barges most reached harbour safely.", "The 40 boats reached harbour safely.", []),
    (f"{BOATS} The road is 30 km.", "After 30 km they reached harbour safely.", []),
    (BOATS, "Of the 40 boats, some reached harbour safely.", []),
    ("The fleet sailed 40 km and six boats reached harbour safely.", "After 40 km the fleet reached harbour safely.",
     []),
    ("Of the 40 boats, and of the six built in Velm, most sailed.", "The 40 boats were built in Velm.", []),
    ("Of the 40 boats, six reached harbour safely together.", "The 40 boats reached harbour.", []),
    ("Of the 40 boats, on the third day six reached harbour safely.", "The 40 boats reached harbour safely.",
     [("binding", "40", "six")]),
    # what became of somebody stands fewer than eight words away, of one person fewer than sixteen
    ("31 riders who were on the way were killed.", "31 riders were injured.", [("binding", "31", "dead")]),
    ("31 riders who were on the same way were killed.", "31 riders were injured.", []),
    (f"{ELLERY} the town that day was killed.", "Maud Ellery, 84, was injured.", [("binding", "84", "dead")]),
    (f"{ELLERY} the old town that day was killed.", "Maud Ellery, 84, was injured.", []),
    ("31 riders were injured.", "31 riders came.", []),
    ("31 riders were injured. 31 riders came.", "31 riders were killed.", []),
    ("Injured were 31 riders.", "31 riders were killed.", [("binding", "31", "injured")]),
    # up to the next number or day; of somebody of an age to the end of the sentence
    ("9 riders injured near 12 cars and 31 riders came.", "31 riders were killed.", []),
    ("31 riders came near 9 injured cyclists and 12 cars.", "31 riders were killed.", []),
    ("31 riders came on Friday and others were injured.", "31 riders were killed.", []),
    ("Ann Roe, 62, on Friday was injured.", "Ann Roe, 62, was killed.", [("binding", "62", "injured")]),
    ("Ann Roe, 62 years, was killed.", "Ann Roe, 62 years, was injured.", [("binding", "62 years", "dead")]),
    ("A man aged 62, from Velm, was killed.", "A man aged 62 was injured.", [("binding", "62", "dead")]),
    ("He was injured after 62 years, and others were killed.", "He was injured after 62 years.", []),
    # another number shares two words more, of the three nearest on each side
    ("The council bought 300 benches. The harbour company painted 400 benches.", "The company painted 300 benches.",
     [("binding", "300", "400")]),
    ("The council bought 300 benches. The company painted 400 benches.", "The company has 300 benches.", []),
    ("The council bought 300. In the park 400 painted wooden garden chairs stood.",
     "The town has 300 painted metal steel chairs.", []),
    ("The council bought 300. The harbour company sold 400.", "The harbour company quickly gladly sold 300.", []),
    # where the number stands more than once the nearest counts; of others the one that shares most
    ("The council bought 300 benches. The harbour company painted 300 benches. The harbour company sold 400 benches.",
     "The harbour company painted 300 benches.", []),
    ("The council bought 300 benches. The harbour company sold 400 benches. The harbour company painted 500 benches.",
     "The harbour company painted 300 benches.", [("binding", "300", "500")]),
    ("The council bought 300 benches. The harbour company painted at least 300 benches.",
     "The harbour company painted 300 benches.", [("binding", "300", "at least 300")]),
    ("The council bought 300 benches. The harbour company painted dozens of benches.",
     "The harbour company painted 300 benches.", [("binding", "300", "dozens")]),
    # joined by an "and" two things have one matter
    (SENT, "500 rescuers were sent.", []),
    (f"{SENT} It had 500 rescuers.", "500 rescuers were sent.", []),
    ("500 Rescuers and 100 pumps were sent.", "500 rescuers were sent.", []),
    ("500 rescuers or 100 pumps were sent.", "500 rescuers were sent.", [("binding", "500", "100")]),
    ("500 rescuers and 100 pumps came. By boat rescuers were sent to 40 towns.", "500 rescuers were sent.",
     [("binding", "500", "40")]),
    # by how much, and what became of them, says more than the words around
    ("Tolls rose by 12 on Monday, so the harbour bridge now costs 45.", "Harbour bridge costs rose by 12.", []),
    ("Nine died. In the harbour district hotel 12 guests stayed.", "Nine died in the harbour district hotel.", []),
    ("Nine died. In the harbour district hotel 12 guests stayed.", "In the harbour district hotel nine died.", []),
])
def test_a_number_belongs_to_what_it_belongs_to_in_the_evidence(
        evidence: str, sentence: str, faults: list[tuple[str, ...]]) -> None:
    """The matter around it, the part rather than the whole, and what became of those it counts."""
    assert found(binding_faults, evidence, sentence) == faults


TWO_FATES = "A woman of 62 was killed and a man of 48 was hurt."
TWO_AGES = "A woman aged 62 swam while a man aged 48 waited."
SHE = "A woman aged 62 swam; she and"
TWO_BOYS = "The four-year-old boy and a five-year-old girl swam."


@pytest.mark.parametrize(("evidence", "sentence", "faults"), [
    (TWO_FATES, "A man of 48 was killed.", [("48", "injured")]),
    (TWO_FATES, "A man of 48 was hurt.", []),
    ("Ann Roe, 62, was killed. Bea Roe, 48, swam.", "Bea Roe, 48, was killed.", [("48", "62")]),
    ("Ann Roe, 62, was killed. Bea Roe, 48, was killed.", "Bea Roe, 48, was killed.", []),
    ("A woman of 62 years died; a man of 48 years swam.", "A man of 48 years died.", [("48 years", "62 years")]),
    ("Ann Roe, 62, was killed. Bea Roe, 48, swam.", "Ann Roe, 62, had a boat.", []),
    ("Cem Roe, 30, swam. Ann Roe, 62, was killed. Bea Roe, 48, swam.", "Bea Roe, 48, was killed.", [("48", "62")]),
    ("Bea Roe, 48, swam. Bea Roe, 48, was killed. Ann Roe, 62, was killed.", "Bea Roe, 48, was killed.", []),
    # who is of an age
    (TWO_AGES, "A woman aged 48 waited.", [("48", "62")]),
    (TWO_AGES, "A man aged 48 waited.", []),
    ("A woman aged 62 swam; another aged 48 waited.", "A woman aged 48 waited.", []),
    (TWO_BOYS, "The five-year-old boy swam.", [("five-year-old", "four-year-old")]),
    (TWO_BOYS, "The five-year-old girl swam.", []),
    ("The six-month-old boy and an eight-month-old girl swam.", "The eight-month-old boy swam.",
     [("eight-month-old", "six-month-old")]),
    ("A woman aged 62 swam; Cem, 48, waited.", "Ann Roe, 62, swam.", []),
    ("A woman aged 62 swam; a man aged 62 waited; a man aged 48 slept.", "A man aged 62 waited.", []),
    ("A woman aged 62 swam while a boy aged 9 and a man aged 48 waited.", "A man aged 62 waited.", [("62", "48")]),
    # right behind the age, or among the three words before it
    ("A woman then aged 62 swam while a man aged 48 waited.", "A man aged 62 swam.", [("62", "48")]),
    ("A woman of Velm aged 62 swam while a man aged 48 waited.", "A man aged 62 swam.", []),
    ("A 62-year-old told women to wait while a man aged 48 swam.", "A 62-year-old man spoke.", []),
    # a bare number below 120 may be an age; riders, shares and lengths are none
    ("A woman aged 62 swam and 119 were killed.", "A woman aged 62 was killed.", [("62", "119")]),
    (f"{SHE} 120 were killed.", "A woman aged 62 was killed.", []),
    (f"{SHE} 119 riders were killed.", "A woman aged 62 was killed.", []),
    (f"{SHE} 48% were killed.", "A woman aged 62 was killed.", []),
    (f"{SHE} half were killed.", "A woman aged 62 was killed.", []),
    ("A woman aged 62 swam; for 48 metres she was killed.", "A woman aged 62 was killed.", []),
    # what else is told of somebody: one word more is enough where his age shares none
    ("The mayor is 62. Cem, 48, fishes.", "Cem, 62, fishes.", [("62", "48")]),
    ("The mayor is 62 years old. Cem of 48 years fishes.", "Cem, 62, fishes.", [("62", "48 years")]),
    ("The mayor is 62. Cem, 48, swam daily.", "The mayor, 62, swam daily.", [("62", "48")]),
    ("The mayor is 62. Cem, 48, swam.", "The mayor, 62, swam.", []),
    ("The mayor, 62, sails. Cem, 48, fishes daily.", "The mayor, 62, fishes.", []),
])
def test_an_age_belongs_to_one_person(evidence: str, sentence: str, faults: list[tuple[str, str]]) -> None:
    """With what became of that one; nobody has the age of another."""
    assert found(binding_faults, evidence, sentence) == [("binding", *each) for each in faults]


@pytest.mark.parametrize(("evidence", "sentence"), [
    ("9人受伤后5月3日31人来了。", "31人死亡。"),
    ("有31吨5月3日受伤。", "31吨死亡。"),
])
def test_a_day_right_beside_a_number_parts_it_from_what_stands_beyond(evidence: str, sentence: str) -> None:
    """Where nothing stands between words, too."""
    assert found(binding_faults, evidence, sentence, code="zh") == []


KILOS = "The council bought 300 kg. The harbour company painted 300 benches. The harbour company sold 400 kg."


@pytest.mark.parametrize(("evidence", "sentence", "faults"), [
    (KILOS, "The harbour company sold 300 kg.", [("300 kg", "400 kg")]),
    ("The council bought 300 kg. The harbour company sold 400 litres.", "The harbour company sold 300 kg.", []),
    ("The council bought 300 benches. The harbour company painted half.", "The harbour company painted 300 benches.",
     []),
    ("Between 8 and 12 metal benches stood. The harbour company sold between 9 and 12.",
     "The harbour company sold between 8 and 12.", [("between 8 and 12", "between 9 and 12")]),
])
def test_only_a_number_of_the_same_kind_is_taken_for_another(
        evidence: str, sentence: str, faults: list[tuple[str, str]]) -> None:
    """Of one unit and another value; a range by both its ends."""
    assert found(binding_faults, evidence, sentence) == [("binding", *each) for each in faults]


@pytest.mark.parametrize(("evidence", "sentence", "published", "whens", "faults"), [
    ("It rained on Monday.", "It rained on Monday.", None, (), []),
    ("It rained on Monday.", "It rained on Tuesday.", None, (), [("day", "Tuesday")]),
    ("It rained today.", "It rained yesterday.", None, (), [("day", "yesterday")]),
    ("It rains on Mondays.", "It rains on Mondays.", None, (), []),
    ("YESTERDAY it rained.", "It rained Yesterday.", None, (), []),
    ("Yesterday it rained.", "It rained yesterday.", None, (), []),
    ("It rained yesterday.", "Yesterday it rained.", None, (), []),
    ("It rained on 15 May.", "It rained on 5 May.", None, (), [("day", "5 May")]),
    ("It rained in 2032.", "It rained in 2031.", None, (), [("day", "2031")]),
    # what reads like a year may be a number
    ("It fell from 2,150 to 1,870.", "It fell to 1870.", None, (), []),
    ("It fell to 1,870.", "It was down in May 1870.", None, (), [("day", "May 1870")]),
    ("It rained on Friday, 5 May 2031.", "It rained in 2031, on 6 May.", None, (), [("day", "6 May")]),
    ("It rained in May.", "It rained in June.", None, (), [("day", "June")]),
    ("It rained in May 2031. Rates for the month of June 2032 rose.", "It rained in June 2031.", None, (),
     [("day", "June 2031")]),
    ("It rained on 5 May 2031.", "It rained in May 2031.", None, (), []),
    ("It rained on 5 May 2031.", "It rained in May 2032.", None, (), [("day", "May 2032")]),
    ("It rained on 5 May 2031.", "It rained on 6 May 2031.", None, (), [("day", "6 May 2031")]),
    ("It rained on 5 May 2031.", "It rained on 5 June 2031.", None, (), [("day", "5 June 2031")]),
    ("It rained in May and in 2031.", "It rained in May 2031.", None, (), [("day", "May 2031")]),
    ("It rained on 5 May.", "It rained on 5 May 2031.", None, (), [("day", "5 May 2031")]),
    ("It rained on 5 May.", "It rained on 5 May 2032.", WEDNESDAY, (), []),
    # what the day of publication makes of it
    ("It rained on Monday.", "It rained on 22 March 2032.", WEDNESDAY, (), []),
    ("It rained on Monday.", "It rained on 23 March 2032.", WEDNESDAY, (), [("day", "23 March 2032")]),
    ("It rained on Monday.", "It rained on Monday, 22 March 2032.", WEDNESDAY, (), []),
    ("It rained on Monday.", "It rained on Tuesday, 22 March 2032.", WEDNESDAY, (),
     [("day", "Tuesday, 22 March 2032")]),
    ("It rained on 22 March 2032.", "It rained on Monday, 22 March 2032.", WEDNESDAY, (), []),
    ("It rained on 22 March 2032.", "It rained on Friday, 22 March 2032.", WEDNESDAY, (),
     [("day", "Friday, 22 March 2032")]),
    # what the cited facts give
    ("It rained.", "It rained on 5 May 2031.", None, ("2031-05-05",), []),
    ("It rained.", "It rained on Monday, 5 May 2031.", None, ("2031-05-05",), []),
    ("It rained.", "It rained on Tuesday, 5 May 2031.", None, ("2031-05-05",), [("day", "Tuesday, 5 May 2031")]),
    ("It rained.", "It rained in May 2031.", None, ("2031-05",), []),
    ("It rained.", "It rained in 2031.", None, ("2031",), []),
    ("It rained.", "It rained on 5 May 2031.", None, ("2031-05",), [("day", "5 May 2031")]),
    ("It rained.", "It rained in May 2031.", None, ("2031-06",), [("day", "May 2031")]),
    ("It rained.", "It rained on 29 May 2031.", None, ("2031-02-30",), [("day", "29 May 2031")]),
    # a day without a month
    ("It rained on the 3rd.", "It rained on the 3rd.", None, (), []),
    ("It rained on the 3rd.", "It rained on the 4th.", None, (), [("day", "on the 4th")]),
    ("It rained on 3 May.", "It rained on the 3rd.", None, (), [("day", "on the 3rd")]),
    ("It rained on the 3rd of May.", "It rained on the 3rd.", None, (), [("day", "on the 3rd")]),
    ("It rained on the 3rd.", "It rained on Monday the 3rd.", None, (), [("day", "Monday the 3rd")]),
    ("It rained on the 3rd.", "It rained on 3 May.", None, (), [("day", "3 May")]),
    # from when and until when
    ("It is shut from Monday.", "It is shut until Monday.", None, (), [("bound", "Monday", "from")]),
    ("It is shut from Monday.", "It is shut since Monday.", None, (), []),
    ("It is shut from Monday.", "It rained nearby Monday.", None, (), []),
    ("It is shut from 5 May until 6 May.", "It is shut until 5 May.", None, (), [("bound", "5 May", "from")]),
    ("It is shut from 5 May. It was open until 5 May.", "It is shut until 5 May.", None, (), []),
    ("It is shut from 5 May. It rained on 5 May.", "It is shut until 5 May.", None, (), []),
    ("It is shut.", "It is shut until 5 May 2031.", None, ("2031-05-05",), []),
    ("It rained on the 3rd, on the 4th and on the 5th.", "It rained on the 3rd.", None, (), []),
    ("It rained on Monday, 3 May.", "It rained on Monday the 3rd.", None, (), []),
])
def test_a_day_is_given_by_one_date_of_the_evidence(
        evidence: str, sentence: str, published: str | None, whens: tuple[str, ...],
        faults: list[tuple[str, ...]]) -> None:
    """In all that it says; by its letters where it says no day."""
    assert found(day_faults, evidence, sentence, published, whens=whens) == faults


def test_a_limit_is_held_whatever_the_language() -> None:
    """With words between spaces or not, and where the evidence is in another language; not where it says both."""
    assert found(day_faults, "关自5月3日。", "关至5月3日。", code="zh") == [("bound", "5月3日", "from")]
    german = Ground((Reading("Es ist ab dem 5. Mai zu.", "de"),))
    assert [each.instead for each in day_faults(Reading("It is shut until 5 May.", "en"), german)] == ["from"]
    assert found(day_faults, "It is shut from Monday.", "It is shut until Monday.", mixed=True) == []


HULL = 'She said: "The hull is holding well."'
HOLDS = '"It holds." He left. "It leaks."'
TWO = ("It holds well.", "It leaks badly.")


@pytest.mark.parametrize(("evidence", "sentence", "faults"), [
    (HULL, 'She said "The hull is holding".', []),
    (HULL, 'She said "the HULL is holding well".', []),
    (HULL, 'She said "The hull is holding badly".', ["The hull is holding badly"]),
    ("It is safe now, she said.", '"It is safe now."', []),
    ("It is safe now, she said.", '", It is safe now !"', []),
    # no word is cut
    ('"The port was unsafely closed."', '"safely closed"', ["safely closed"]),
    ('"The port was safely closed."', '"safely close"', ["safely close"]),
    ("It cost 150 euros.", '"cost 15"', ["cost 15"]),
    ("It cost 150 euros.", '"50 euros"', ["50 euros"]),
    ("IT IS SAFE.", '"T IS SAFE"', ["T IS SAFE"]),
    ("It cost $150.", '"$15"', ["$15"]),
    ("It cost $50.", '"$5"', ["$5"]),
    ("It cost 115 €.", '"15 €"', ["15 €"]),
    ("It cost 15 €.", '"5 €"', ["5 €"]),
    ("消防员说桥已经安全。", '"桥已经"', []),
    # a cut is shown, and what is left stands in its order in one passage
    (HOLDS, '"It holds … It leaks."', []),
    (HOLDS, '"It holds [...] It leaks."', []),
    (HOLDS, '"It holds. It leaks."', ["It holds. It leaks."]),
    (HOLDS, '"It leaks … It holds."', ["It leaks … It holds."]),
    (TWO, '"It holds … leaks badly"', ["It holds … leaks badly"]),
    (TWO, '"holds well" and "leaks badly"', []),
    (HULL, '"The hull … sank"', ["The hull … sank"]),
    (HULL, '"  …  "', []),
    ((), '"  …  "', []),
    # one that stands twice is told once
    ("It is safe.", '"wrong" and "wrong" and "worse"', ["wrong", "worse"]),
    ("It is safe.", "« wrong »", ["wrong"]),
])
def test_a_quotation_stands_in_one_passage_letter_for_letter(
        evidence: str | tuple[str, ...], sentence: str, faults: list[str]) -> None:
    """Marks, brackets and capitals folded."""
    assert found(quotation_faults, evidence, sentence) == [("quotation", each) for each in faults]


STAY = "The harbour would stay closed."


@pytest.mark.parametrize(("evidence", "is_said"), [
    ("She said the harbour would stay closed, and left.", False),
    (f'She said: "{STAY}"', True),
    # a place may lie between marks, or where one was cut off
    ('She said "now the harbour would stay closed for all".', True),
    ("She said “now the harbour would stay closed.", True),
    ("She said now the harbour would stay closed”.", True),
    ('She said "now the harbour would stay closed.', True),
    ('She said the harbour would stay closed, "and', True),
    ('"For now" the harbour would stay closed.', False),
    ("“For now” the harbour would stay closed.", False),
    ('She said the harbour would stay closed "for now".', False),
    ('"No" she said, "now" the harbour would stay closed.', False),
    # in capitals like a headline's
    ("She said THE HARBOUR WOULD STAY CLOSED.", True),
    (("She said the harbour would stay closed.", "Notice: THE HARBOUR WOULD STAY CLOSED, they said."), True),
    # one passage that has it as it was said is enough
    (("She said the harbour would stay closed.", f'Ann: "{STAY}"'), True),
    ((f'She said the harbour would stay closed. She said: "{STAY[:-1]}", then left.', "It rained."), True),
])
def test_what_was_told_in_indirect_speech_was_said_by_nobody(evidence: str | tuple[str, ...], is_said: bool) -> None:
    """In these words; from four words on, and where a sentence tells them as one of somebody's."""
    assert found(quotation_faults, evidence, f'She said: "{STAY[:-1]}".') == (
        [] if is_said else [("quotation", STAY[:-1])])


@pytest.mark.parametrize(("evidence", "sentence", "ground", "faults"), [
    ("She said the harbour stays.", 'She said: "The harbour stays."', {}, []),
    ("She said the harbour would stay.", 'She said: "The harbour would stay."', {}, ["The harbour would stay."]),
    ("She said the harbour would stay.", 'She said: "the harbour would stay".', {}, []),
    ("She said the harbour would stay.", 'She said: "The harbour would stay."', {"mixed": True}, []),
])
def test_a_few_words_between_marks_are_only_set_apart(evidence: str, sentence: str, ground: Mapping[str, Any],
                                                      faults: list[str]) -> None:
    """And so are those that do not begin like a sentence."""
    assert found(quotation_faults, evidence, sentence, **ground) == [("quotation", each) for each in faults]


@pytest.mark.parametrize(("code", "evidence", "sentence", "faults"), [
    ("ru", "Он видел «Альтаир» в порту.", "Он видел «Альтаира».", []),
    ("ru", "Он видел «Альтаир» и «Орион» в порту.", "Он видел «Альтаира» и «Ориона».", []),
    ("ru", "Он видел «Альтаир Север Юг» в порту.", "Он видел «Альтаира Севера Юга».", []),
    ("ru", "Он видел «Альтаир Север Юг Восток».", "Он видел «Альтаира Севера Юга Востока».",
     ["Альтаира Севера Юга Востока"]),
    ("ru", "Он видел «Альтаир» в порту.", "Он видел «альтаира».", ["альтаира"]),
    ("ru", "Он видел Альтаир в порту.", "Он видел «Альтаира».", ["Альтаира"]),
    ("en", "He saw “Altair” there.", "He saw “Altairs”.", ["Altairs"]),
])
def test_a_name_between_marks_may_be_bent(code: str, evidence: str, sentence: str, faults: list[str]) -> None:
    """In a language that bends names, where it stands between marks there too, and has fewer than four words."""
    assert found(quotation_faults, evidence, sentence, code=code) == [("quotation", each) for each in faults]


LOCKS = "“The locks hold well,” said Ann Ellery."
BEA = "“The locks hold well,” said Bea Roe."


@pytest.mark.parametrize(("evidence", "sentence", "speaker"), [
    (f"{LOCKS} Bea Roe left.", BEA, "Ann Ellery"),
    (f"{LOCKS} Bea Roe left.", LOCKS, None),
    (f"{LOCKS} Bea Roe left.", "“The locks hold well,” it was said.", None),
    (f"{LOCKS} Bea Roe left.", "“The locks hold well.”", None),
    (f"{LOCKS} Bea Roe left.", "“The locks hold well,” said Ann Ellery to Bea Roe.", None),
    ("It rained.", BEA, None),
    # beside it stands a name, which is of two words at the least
    ("“The locks hold well,” said Ann Mary Ellery. Bea Roe left.", BEA, "Ann Mary Ellery"),
    ("“The locks hold well,” said Ellery. Bea Roe left.", BEA, None),
    # and the name told stands elsewhere
    (LOCKS, BEA, None),
    ((f"{LOCKS} Bea Roe left.", "“The locks hold well,” said Cem Stone. Bea Roe sang."), BEA, "Ann Ellery"),
    # in its own sentence, or in all that it takes
    (f"On the early boat left that day Bea Roe. {LOCKS}", BEA, "Ann Ellery"),
    (f"{LOCKS} Cem Stone sang.", "“The locks hold well,” said Cem Stone.", "Ann Ellery"),
    ("Ann Ellery said the locks hold well. The dam leaks. Bea Roe left.",
     "Bea Roe said: “the locks hold well. The dam leaks.”", "Ann Ellery"),
    ("Then the locks hold well. The dam leaks, Ann Ellery said. Bea Roe left.",
     "Bea Roe said: “the locks hold well. The dam leaks.”", "Ann Ellery"),
    # not in what is quoted
    ("“The locks hold well,” said Ann Ellery, “as Bea Roe knows.”", BEA, "Ann Ellery"),
    # a word that only begins the sentence is no name
    ("Guard Ann Ellery said: “The locks hold well.” Bea Roe left the guard.",
     "Guard Bea Roe said: “The locks hold well.”", "Guard Ann Ellery"),
    ("Guard Ann Ellery said: “The locks hold well.” Bea Roe left the guards.",
     "Guard Bea Roe said: “The locks hold well.”", None),
    ("Guard Ann Ellery said: “The locks hold well.” Bea Roe left a lifeguard.",
     "Guard Bea Roe said: “The locks hold well.”", None),
])
def test_a_quotation_is_laid_to_whom_the_evidence_lays_it(evidence: str | tuple[str, ...], sentence: str,
                                                          speaker: str | None) -> None:
    """Once, to the first who has it."""
    assert [each for *_, each in found(speaker_faults, evidence, sentence)] == ([speaker] if speaker else [])


def test_a_speaker_of_a_text_without_spaces_is_looked_for_in_its_own_sentence() -> None:
    """The one before it ends where it begins."""
    assert found(speaker_faults, "李强离开了。闸门很牢固，王明说。", "“闸门很牢固，”李强说。", code="zh") == [
        ("speaker", "闸门很牢固，", "闸门 牢固 王明")]


def test_words_of_removed_text_are_borrowed_from_nobody() -> None:
    """No stage reads it; what stands before and behind it is read, each by itself."""
    text = "Divers looked at the hull.\nSmugglers bribed captains.\nMasons came from Velm."
    start = text.index("Smugglers")
    cut = Document("d1", None, "1" * 64, "Ferry", text, removed=(Removed(start, start + 26, "related"),))
    pile = BorrowedWords((cut, Document("d2", None, "2" * 64, "Ferry", "Divers looked.")))
    nothing = frozenset[str]()
    assert pile.of("Smugglers bribed captains.", nothing, nothing) == ()
    assert pile.of("Divers looked at masons.", nothing, frozenset({"d1", "d2"})) == ("Divers", "looked")
    assert pile.of("Masons from Velm saw hull.", terms("hull"), frozenset({"d1"})) == ("Masons", "Velm")
    assert pile.of("The hull was seen.", nothing, frozenset({"d2"})) == ("hull",)


def test_the_sentence_with_most_of_the_words_counts() -> None:
    """Two words of two sentences are borrowed from none of them; a word that two documents have is nobody's own."""
    texts = ("Divers came by boat. Masons came by train.", "Divers came by train and saw masons at work.")
    pile = BorrowedWords(Document(f"d{n}", None, str(n) * 64, "Ferry", each) for n, each in enumerate(texts, 1))
    every = frozenset({"d1", "d2"})
    assert pile.of("Boat and masons", frozenset(), every) == ()
    assert pile.of("Divers and train and masons by boat", frozenset(), every) == ("Divers", "train", "masons")
    assert pile.of("Divers", frozenset(), frozenset()) == ()
    assert pile.of("Boat and divers, and masons at work", frozenset(), every) == ("divers", "masons", "work")


def test_of_sentences_with_as_many_of_the_words_the_first_of_the_pile_counts() -> None:
    """Whatever the order in which the words are looked up: the same text gets the same reason on every run."""
    texts = [f"The {one} lay beside {other} there." for one, other in (
        ("granite", "marble"), ("copper", "velvet"), ("lantern", "anchor"), ("saddle", "violin"), ("parrot", "goblet"))]
    pile = BorrowedWords(Document(f"d{n}", None, str(n) * 64, "x", each) for n, each in enumerate(texts))
    every = frozenset(f"d{n}" for n in range(5))
    assert pile.of("Goblet, violin, velvet, anchor, marble; parrot, saddle, copper, lantern, granite.", frozenset(),
                   every) == ("marble", "granite")


REFUND = "The line would not refund passengers whose flights were delayed."
SAID = "Granite lay there. The mayor denied that granite masons copper lanterns were sold."


@pytest.mark.parametrize(("evidence", "sentence", "faults"), [
    # what is denied as a whole, though its first word is said elsewhere: by two thirds of its words
    (SAID, "Granite lay there.", []),
    (SAID, "Granite, masons and copper lay there.", []),
    (SAID, "Granite, masons, copper and lanterns lay there.", [("denied", "copper")]),
    ("Theft was seen. The mayor denied theft.", "Theft was seen.", []),
    ("The mayor denied theft.", "Theft was seen.", [("denied", "Theft")]),
    (SAID, "Granite and masons lay there.", []),
    ("The mayor denied theft, arson and murder.", "Theft, arson and murder were seen.",
     [("denied", "Theft"), ("denied", "arson")]),
    ("Masons lay there. The mayor denied that zebra masons copper lanterns violins saddles.",
     "Saddles, violins, copper, zebra lay there.", [("denied", "copper"), ("denied", "zebra")]),
    ("No trains run. The mayor denied theft.", "No trains run. Theft was seen.", [("denied", "Theft")]),
    ("No trains will run.", "Trains will not run.", []),
    # something new is told of all that a denial is about
    (REFUND, "Passengers whose flights were delayed get money.", [("denied", "Passengers")]),
    (REFUND, "Passengers whose flights were delayed went home and get no money.", []),
    (REFUND, "Passengers whose flights were delayed.", []),
    (REFUND, "Passengers went home.", []),
    (REFUND, "Passengers whose flights were delayed get a refund.", [("denied", "refund")]),
    ("The line would not refund delayed passengers.", "Delayed passengers get money.", []),
    # a denial of ours
    ("The mayor spoke of theft.", "The mayor denied murder.", [("denial",)]),
    ("The mayor spoke of theft.", "The mayor denied theft.", [("not denied", "theft"), ("denial",)]),
    ("The mayor denied theft.", "The mayor denied murder.", []),
    (("The mayor denied theft.", "It rained."), "The mayor denied arson.", []),
    ("Theft, arson, murder, fraud and bribery were seen.",
     "There was no theft. There was no arson. There was no murder. There was no fraud. There was no bribery.",
     [*(("not denied", each) for each in ("arson", "bribery", "fraud", "murder", "theft")), ("denial",)]),
    ("Ardland charges a toll; Moravy does not.", "Ardland charges no toll.", [("not denied", "toll")]),
    ("Ardland charges a toll; Moravy does not.", "Moravy charges no toll.", []),
    ("The mayor spoke of theft.", "The mayor did not like it.", [("denial",)]),
    ("The mayor spoke of theft.", "The mayor liked it.", []),
])
def test_a_sentence_drops_no_denial_and_adds_none(evidence: str | tuple[str, ...], sentence: str,
                                                  faults: list[tuple[str, ...]]) -> None:
    """The words that are denied are told."""
    assert found(denial_faults, evidence, sentence) == faults


NOTHING = "It rained."


def lacked(gate: Gate, evidence: str, sentence: str, **ground: Any) -> list[str]:
    """What a gate of names finds."""
    faults = found(gate, evidence, sentence, **ground)
    assert {name for name, *_ in faults} <= {"name"}
    return [each for _, each in faults]


@pytest.mark.parametrize(("evidence", "sentence", "names"), [
    (NOTHING, "Mark Stone swam.", ["Mark Stone"]),
    ("Ann Ellery swam.", "Ann Ellery's boat swam.", []),
    ("D'souza swam.", "On Monday D'souza swam.", []),
    ("José!", "On Monday Jose swam.", []),
    ("Velm's university shut. The University of Tarn shut.", "The University in Velm shut.", []),
    ("Velm University shut.", "The University of Velm shut.", []),
    # no word is cut
    ("McQelmo swam.", "Qelmo swam.", ["Qelmo"]),
    ("Qelmora swam.", "Qelmo swam.", ["Qelmo"]),
    ("The 4Runner drove.", "The Runner drove.", []),
    # a number in a name is held elsewhere, what stands beside it here
    ("The G20 met.", "The G20 met.", []),
    ("The G20 met.", "The G20 Qelmo Forum met.", ["G20 Qelmo Forum"]),
    # a state by any of its names
    (NOTHING, "It rained in Norway.", ["Norway"]),
    ("It rained in Holland.", "It rained in the Netherlands.", []),
    ("Norway rained.", "Norway saw Qelmo.", ["Qelmo"]),
])
def test_each_word_of_a_name_stands_in_the_evidence(evidence: str, sentence: str, names: list[str]) -> None:
    """With or without accents, in another order."""
    assert lacked(name_faults, evidence, sentence) == names


@pytest.mark.parametrize(("named", "names"), [("norway", []), ("finland", ["Norway"])])
def test_a_state_may_be_named_by_the_facts(named: str, names: list[str]) -> None:
    """Where their passages only point at it."""
    assert lacked(name_faults, "–", "Norway swam.", named=frozenset({named})) == names


@pytest.mark.parametrize(("outlet", "sentence", "names"), [
    ("Velm Post", "Velm Post wrote it.", []),
    ("Velm Post", "Velm wrote it.", []),
    ("Velm Post", "Velm Qelmo wrote it.", ["Velm Qelmo"]),
    ("Norway Post", "Norway Post wrote it.", []),
    ("St. Velm Post", "The St. Velm Post wrote it.", []),
    # known by its address only
    ("velmpost.com", "The Velm Post wrote it.", []),
    ("VELMPOST.COM", "The Velm Post wrote it.", []),
    ("VelmPost", "The Velm Post wrote it.", []),
    ("www.velmpost.com", "The Velm Post wrote it.", []),
    ("www.velmpost.co.uk", "The Velm Post wrote it.", []),
    ("thevelmpost.com", "The Velm Post wrote it.", []),
    ("velmnews.com", "The Velm Post wrote it.", ["Velm Post"]),
    ("gov.uk", NOTHING, []),
    # with a state in its name
    ("chinadaily.com.cn", "China Daily wrote it.", []),
    ("chinadaily.com.cn", "It saw rain near the China Daily.", []),
    ("chinadaily.com.cn", "China Daily saw Norway.", ["Norway"]),
])
def test_the_name_of_an_outlet_needs_no_evidence(outlet: str, sentence: str, names: list[str]) -> None:
    """The whole name or a word of it, or what its address is made of."""
    assert lacked(name_faults, NOTHING, sentence, outlets=(outlet,)) == names


def test_a_state_in_the_name_of_an_outlet_is_told_apart_from_one_that_is_named() -> None:
    """Both in one sentence."""
    assert lacked(name_faults, "It saw Norway.", "It saw Norway near the China Daily.",
                  outlets=("chinadaily.com.cn",)) == []


@pytest.mark.parametrize(("evidence", "title", "names"), [
    ("The ferry went down near Velm.", "Ferry Sinks Near Velm Harbour", []),
    ("The ferry went down near Velm.", "Ferry Sinks Near Qelmo Harbour", ["Ferry Sinks Near Qelmo Harbour"]),
    ("The ferry went down near “Velm”.", "Ferry Sinks Near “Velm” Harbour", []),
    ("They went down.", "Ferry, Boat, Raft Sink", []),
    # three words of four letters, and more than four in five of these begin with a capital
    ("A ferry went down off Velm after a fire.", "Ferry Sinks and Burns off Velm", []),
    ("The ferry went down off Velm.", "Ferry Sank With Boat off Velm", []),
    ("The ferry went down off Velm in 2031.", "Ferry Sinks in 2031 Near Velm", []),
    ("The ferry went down.", "Ferry Sinks Today", []),
    ("The ferry went down near Velm.", "Ferry Sinks Near Velm With goods", []),
    (NOTHING, "Mark Stone", ["Mark Stone"]),
    (NOTHING, "Mark Stone Hill swam", ["Mark Stone Hill"]),
    (NOTHING, "Mark Stone Hill Wood swam", ["Mark Stone Hill Wood"]),
])
def test_common_words_of_a_title_set_in_capitals_are_no_names(evidence: str, title: str, names: list[str]) -> None:
    """All others of it are."""
    assert lacked(name_faults, evidence, title) == names


@pytest.mark.parametrize(("evidence", "sentence", "offices"), [
    ("The minister of information resigned.", "The defence minister resigned.", ["defence minister"]),
    ("The minister of information resigned.", "The Information Minister resigned.", []),
    ("The information minister resigned.", "The minister of information resigned.", []),
    ("The information minister resigned.", "The minister for the defence resigned.", ["minister for the defence"]),
    ("The information minister resigned.", "The DEFENCE minister resigned.", ["DEFENCE minister"]),
    ("The telehealth minister spoke.", "The telehealth minister spoke.", []),
    ("The information minister spoke.", "The defence ministerial talks went on.", []),
])
def test_an_office_has_the_field_that_the_evidence_gives_it(evidence: str, sentence: str, offices: list[str]) -> None:
    """Before what holds it or behind."""
    assert lacked(office_faults, evidence, sentence) == offices


def test_an_office_may_have_the_field_by_which_the_facts_call_it() -> None:
    """Though their passages do not."""
    assert lacked(office_faults, NOTHING, "The information minister spoke.", named=frozenset({"information"})) == []


@pytest.mark.parametrize(("code", "evidence", "sentence", "names"), [
    ("en", "Falk Reinders and Arno Rehbein came.", "Falk Rehbein came.", ["Falk Rehbein"]),
    ("en", "Falk Reinders and Arno Rehbein came.", "Arno Rehbein came.", []),
    ("en", "Falk Reinders, Arno Rehbein and Falk Rehbein swam.", "Falk Rehbein swam.", []),
    # each of both has another beside it
    ("en", "Falk came. Arno Rehbein swam.", "Falk Rehbein swam.", []),
    ("en", "Falk Reinders swam. Rehbein came.", "Falk Rehbein swam.", []),
    ("en", "McFalk Reinders and Arno Rehbein came.", "Falk Rehbein came.", []),
    # but for a name that stands between them
    ("en", "Falk Otto Rehbein swam.", "Falk Rehbein swam.", []),
    # and for a word that stands alone too
    ("en", "Falk swam with Falk Reinders and Arno Rehbein.", "Falk Rehbein swam.", []),
    ("en", "McFalk swam with Falk Reinders and Arno Rehbein.", "Falk Rehbein swam.", ["Falk Rehbein"]),
    # both have a capital
    ("en", "Falk Reinders came and Arno met them.", "Falk met them.", []),
    ("en", "They saw the Reinders lock. Arno Rehbein swam.", "They saw the Rehbein lock.", []),
    # in another case of the name
    ("de", "Falk Reinders und Arno Ravik kamen.", "Falk Raviks Boot sank.", ["Falk Ravik"]),
    ("de", "Falk Reinders und Arno Ravik kamen.", "Arno Raviks Boot sank.", []),
    # what may be the name of another in the genitive
    ("ru", "Ждали Вера Гринт и Анна Ольшина. Суд обвинил Рема Тарна.", "Ждала адвокат Тарна Вера Гринт.", []),
])
def test_no_name_is_made_of_two(code: str, evidence: str, sentence: str, names: list[str]) -> None:
    """But where a name may stand right before another's."""
    assert lacked(mixed_faults, evidence, sentence, code=code) == names


@pytest.mark.parametrize(("ground", "names"), [
    ({}, ["Fluss", "Qelmo"]),
    ({"named": frozenset({"qelmo", "fluss"})}, []),
    ({"outlets": ("Fluss Qelmo",)}, []),
])
def test_what_may_be_a_name_in_another_language_stands_in_the_evidence(ground: Mapping[str, Any],
                                                                       names: list[str]) -> None:
    """Or the facts or an outlet are called so."""
    assert lacked(word_faults, "Es regnete.", "Der Fluss Qelmo stieg.", code="de", **ground) == names


@pytest.mark.parametrize(("evidence", "sentence", "opposites"), [
    ("Prices rose.", "Prices fell.", ("fell", "rose")),
    ("Prices fell.", "Prices rose.", ("rose", "fell")),
    ("PRICES ROSE.", "Prices Fell.", ("Fell", "ROSE")),
    ("The company made a profit.", "The company made a loss.", ("loss", "profit")),
    ("It was opened in the morning.", "It was opened in the evening.", ("evening", "morning")),
    # who says both says neither
    ("Prices rose.", "Prices rose.", None),
    ("Prices rose and fell.", "Prices fell.", None),
    ("Prices rose.", "Prices rose and fell.", None),
    # no word is cut
    ("Roses bloom.", "Prices fell.", None),
    ("Prices sunrose.", "Prices fell.", None),
    ("Prices rose.", "The waterfalls froze.", None),
    ("Prices rose.", "Prices infell.", None),
    # what is denied is turned round
    ("Prices did not rise.", "Prices fell.", None),
    ("Prices rose.", "Prices did not fall.", None),
    ("Prices did not soar. The harbour opened.", "The harbour closed.", ("closed", "opened")),
    # and so is what has a minus
    ("It was at -4 degrees as prices rose.", "Prices fell.", None),
    ("It was at -0.5 degrees as prices rose.", "Prices fell.", None),
    ("It was at 4 and at -4 degrees as prices rose.", "Prices fell.", None),
    ("It was at 0 degrees as prices rose.", "Prices fell.", ("fell", "rose")),
    ("It was at 0.5 degrees as prices rose.", "Prices fell.", ("fell", "rose")),
    ("It was dozens of degrees as prices rose.", "Prices fell.", ("fell", "rose")),
])
def test_of_two_opposites_a_sentence_says_the_one_of_the_evidence(evidence: str, sentence: str,
                                                                  opposites: tuple[str, str] | None) -> None:
    """Whatever it says of times and places, and elsewhere where nothing is turned round."""
    assert found(opposite_faults, evidence, sentence) == ([("opposite", *opposites)] if opposites else [])


def test_in_a_language_without_a_reader_no_minus_is_a_fall() -> None:
    """It has no word of falling."""
    assert found(figure_faults, "-4%", "Ceny 4%", code="pl") == [("figure", "4%")]


BUILT = "The lock was built in 1911 and rebuilt in 1963."
BUILDERS = "In 1911 builders came and in 1963 painters left."


@pytest.mark.parametrize(("code", "evidence", "sentence", "days"), [
    ("en", BUILT, "The lock was built in 1963.", ("1963", "1911")),
    ("en", BUILT, "The lock was rebuilt in 1963.", None),
    ("en", BUILT, "The lock was built in 1911.", None),
    ("en", BUILT, "In 1963 it stood.", None),
    ("en", BUILT, "In 1970 it was built.", None),
    # right behind it
    ("en", BUILDERS, "In 1963 builders left.", ("1963", "1911")),
    ("en", BUILDERS, "In 1911 builders left.", None),
    ("en", BUILDERS, "In 1963 painters left.", None),
    # wherever the evidence has the day it is beside something else
    ("en", "The lock was built in 1911 and rebuilt in 1963, then built in 1963.", "The lock was built in 1963.", None),
    ("en", "The lock was rebuilt in 1963. It was 1963. The lock was built in 1911.", "The lock was built in 1963.",
     None),
    ("en", "The lock was built in 1911. In 1963 it was rebuilt.", "The lock was built in 1963.", None),
    # another that is as precise has it
    ("en", "The lock was dug in 1900, built in 1911 and rebuilt in 1963.", "The lock was built in 1963.",
     ("1963", "1911")),
    ("en", "The lock was built on 5 May 1911 and rebuilt in 1963.", "The lock was built in 1963.", None),
    # up to the next day or number
    ("en", "Rebuilt in 1963 the lock was built in 1911.", "Built in 1963 the lock was opened.", ("1963", "1911")),
    ("en", "Builders rebuilt 12 locks in 1963 and built 9 locks in 1911.", "Builders built locks in 1963.", None),
    ("en", "The lock was built in 1911 with 12 men and rebuilt in 1963 with 9 men.",
     "The lock was rebuilt in 1963 with men.", None),
    ("en", "Rebuilt in 1963 by 12 it was opened by 9 in 1911.", "It was rebuilt in 1911.", None),
    ("en", "The lock opened in 1911 12 times and was rebuilt in 1963 carefully.", "The lock in 1911 carefully opened.",
     None),
    ("zh", "修复31吨5月3日完成，建造6月4日完成。", "建造5月3日完成。", None),
    ("zh", "5月3日31吨修复，6月4日建造。", "5月3日建造。", None),
])
def test_what_is_told_beside_a_day_is_told_beside_it_in_the_evidence(code: str, evidence: str, sentence: str,
                                                                     days: tuple[str, str] | None) -> None:
    """The word of weight that stands nearest on either side."""
    assert found(dating_faults, evidence, sentence, code=code) == ([("binding", *days)] if days else [])
