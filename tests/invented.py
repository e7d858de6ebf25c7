"""Invented news for tests and benchmarks: events that several outlets tell in words of their own, and long reports."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

OUTLETS = ("Coast Wire", "Harbour Times", "Inland Post", "Valley Radio", "Evening Ledger", "Northern Mail")

_SITES = ("cable car", "grain silo", "ferry pier", "road tunnel", "paper mill", "railway bridge", "reservoir wall",
          "swimming hall", "radio mast", "water tower")  # fmt: skip
_TOWNS = ("Orsen", "Talvik", "Brede", "Kelmark", "Ostrand", "Vindal", "Marrow Bay", "Tarn", "Lunde", "Grimsel")
_HEADS = ("Ines Okoro", "Paul Grint", "Marta Velde", "Tomas Arkell", "Rina Sato", "Olav Brandt", "Clara Hume",
          "Jonas Pike", "Edda Laine", "Samir Khoury")  # fmt: skip
_FIRMS = ("Halden Works", "Borel Lines", "Santor Group", "Kestrel Rope", "Nordal Stone", "Tellur Steel",
          "Varga Freight", "Ulmer Holdings", "Pell and Rowe", "Dorsch Supply")  # fmt: skip
_WITNESSES = ("Lea Fromm", "Karl Odum", "Beth Arno", "Ivo Stahl", "Nora Quist", "Pim Dekker", "Ada Runge", "Luc Maro",
              "Eva Tollan", "Ben Sorley")  # fmt: skip

# One wording an outlet; what each tells besides, the others do not.
_POINTS = (
    ("The {site} at {town} failed on Monday, and {hurt} people were taken to hospital.",
     "Doctors in {town} treated {hurt} people on Monday after the {site} gave way.",
     "Rescuers carried {hurt} people to hospital when the {site} of {town} broke on Monday.",
     "A failure of the {site} in {town} left {other} people in hospital on Monday."),
    ("{head}, who leads the safety board, said the inspection would take {weeks} weeks.",
     "The inspection will last {weeks} weeks, according to {head} of the safety board.",
     "Inspectors need {weeks} weeks, safety board chief {head} told reporters.",
     "{head} of the safety board said her people would be busy for {weeks} weeks."),
    ("{firm}, the owner, said the {site} had been checked in March.",
     "The {site} passed a check in March, its owner {firm} said.",
     "{firm} owns the {site} and says a check in March found nothing.",
     "The last check was in March, said a spokesman for the owner, {firm}."),
    ("Repairs will cost {cost} million crowns, the owner estimated.",
     "The owner puts the cost of repairs at {cost} million crowns.",
     "It would take {cost} million crowns to mend the {site}, the owner said.",
     "For the repairs the owner has set aside {cost} million crowns."),
)  # fmt: skip
_OWN = (
    ("The road to {town} was closed for {minutes} minutes.", "The {site} was built in {year}.",
     "A crane from the harbour was brought in after dark."),
    ('"I heard a crack and then nothing at all," said {witness}, who lives next door.',
     "The school beside it stayed open.", "The mayor of {town} cut short a journey to the capital."),
    ("The workers' union asked for a hearing in parliament.", "Insurers sent {minutes} assessors to {town}.",
     "Snow had fallen in the night before."),
    ('{witness}, a baker, said: "My windows shook twice."', "Trains were not affected.",
     "A fund for the families was opened at the town hall."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """One document as a file."""

    outlet: str
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as names and figures."""

    number: int
    facts: dict[str, str]

    @property
    def sentences(self) -> tuple[tuple[str, ...], ...]:
        """What each of the first four outlets tells."""
        return tuple(
            tuple(each.format_map(self.facts) for each in (*(point[n] for point in _POINTS), *_OWN[n]))
            for n in range(len(_OWN))
        )

    def reports(self) -> tuple[Report, ...]:
        """One report of each of the first four outlets."""
        return tuple(report(OUTLETS[n], self.title, told) for n, told in enumerate(self.sentences))

    @property
    def title(self) -> str:
        return "{site} fails at {town}".format_map(self.facts).capitalize().replace(
            self.facts["town"].lower(), self.facts["town"])


def event(number: int) -> Event:
    """One of any number of events; the first ten share no name."""
    rng = random.Random(number)
    hurt = rng.randint(11, 49)
    pick = number % 10
    return Event(number, {
        "site": _SITES[pick], "town": _TOWNS[pick], "head": _HEADS[pick], "firm": _FIRMS[pick],
        "witness": _WITNESSES[pick], "hurt": str(hurt), "other": str(hurt + rng.randint(2, 9)),
        "weeks": str(rng.randint(3, 10)), "cost": str(rng.randint(51, 99)), "minutes": str(rng.randint(12, 48)),
        "year": str(rng.randint(1931, 1989)),
    })  # fmt: skip


def report(outlet: str, title: str, told: Sequence[str], day: int = 6) -> Report:
    """A document with its head."""
    lines = "\n".join(told)
    return Report(outlet, f"{title}\n{outlet} | {day} May 2031\n\n{lines}\n")


_WHO = """the harbour office|a spokeswoman for the council|two former engineers|the regional court|a group of farmers
|the finance committee|several shop owners|the head of the clinic|an auditor from the capital|the drivers' union
|the museum's director|a junior minister|the grid operator|residents of the old quarter|the film festival
|a retired judge|the public broadcaster|the bishop of the diocese|three shareholders|the forestry service
|the opposition leader|a Danish investor|the head of research|the airport's manager|an expert on tides
|the youth orchestra|the milk board|a panel of doctors|the border police|the chess federation"""
_DID = """has asked for|turned down|put off a vote on|published figures on|withdrew its support for|was not told about
|signed a contract for|complained about|agreed in the end to|set up a hotline for|will decide next month on|paid for
|gave a cautious welcome to|failed to notice|warned the council of|denied any part in|promised an answer on
|plans to appeal against|had no comment on|has begun work on|was surprised by|hopes to profit from|lost interest in
|made light of|sent a letter about|spoke at length of|counts on|has counted again"""
_WHAT = """the new tram depot|a ban on night flights|higher fees at the pool|the sale of two islands|a cut in bus routes
|the missing ledgers|an offer from abroad|the damaged sea wall|a rise in rents|the plan for a wind park|cheaper loans
|the vaccine trial|a second bridge|the closure of the mine|longer opening hours|a merger of both banks
|the theatre's new roof|an early election|the recall of a heater|the loss of the archive|free meals in schools
|a tax on empty flats|the drained marsh|the water from the quarry|a memorial to the miners|stricter rules for drones
|the unpaid overtime|a shortage of nurses|the old customs house|an award for bravery"""
_HOW = """in a narrow vote|after a long night of talks|despite a poor harvest|without giving reasons
|on the second attempt|for the first time in years|as the deadline passed|before the cameras of both channels
|at the request of the mayor
|under a law from the last century|while the inquiry goes on|with the help of volunteers|against the advice of experts
|in spite of the cost|two days ahead of schedule|in front of a full hall|by a show of hands|once the snow had melted
|on the strength of one report|to the relief of many|amid doubts about safety|after a leak to the press
|with an eye to the summer|in return for a seat on the board|for lack of money|as a favour to neighbours"""


def _phrases(text: str) -> list[str]:
    return text.replace("\n", "").split("|")


def long_report(seed: int, words: int = 600) -> str:
    """A report of at least so many words in sentences that hardly any other seed has."""
    rng = random.Random(seed)
    who, did, what, how = map(_phrases, (_WHO, _DID, _WHAT, _HOW))
    town, lines, count = rng.choice(_TOWNS), list[str](), 0
    while count < words:
        first, second = rng.sample(what, 2)
        tail = rng.choice((f", where {rng.randint(3, 980)} people had signed for it", f" and {second}",
                           f", {rng.choice(_HEADS)} said", f" at a cost of {rng.randint(2, 99)} million crowns", ""))
        sentence = f"{rng.choice(who)} {rng.choice(did)} {first} {rng.choice(how)}{tail}."
        lines.append(sentence[0].upper() + sentence[1:])
        count += len(sentence.split())
    paragraphs = "\n\n".join(" ".join(lines[n : n + 3]) for n in range(0, len(lines), 3))
    outlet = OUTLETS[seed % len(OUTLETS)]
    return f"{town} notebook, number {seed}\n{outlet} | {1 + seed % 28} May 2031\n\n{paragraphs}\n"


def edited(text: str, seed: int, outlet: str) -> str:
    """A copy of a report under another name, three of its figures or words changed and a sentence added."""
    rng = random.Random(seed)
    head, _, rest = text.partition("\n")
    _, _, body = rest.partition("\n")
    told = body.strip().split(". ")
    for place in rng.sample(range(len(told)), 3):
        longer = rng.random() < 0.5
        told[place] = f"{told[place]}, it was reported" if longer else told[place].replace(" the ", " a ", 1)
    added = f"{rng.choice(_HEADS)} counted {rng.randint(100, 999)} letters on the matter"
    told.insert(rng.randrange(1, len(told)), added)
    return f"{head}\n{outlet} | {rng.randint(1, 28)} May 2031\n\n{'. '.join(told)}\n"
