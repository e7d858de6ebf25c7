"""A briefing made by hand: two origins, a copy and a rewrite, three divergences, and texts that would be markup."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from asking import same_question
from hypothesis import HealthCheck, settings

from briefing.model import (
    Briefing,
    Claim,
    Divergence,
    Document,
    EngineNote,
    Evidence,
    Fact,
    Figure,
    Member,
    Origin,
    Position,
    Removed,
    Section,
    Sentence,
    Skipped,
    Story,
    Usage,
)

# No test reaches the network: one authority that has signed nothing is as good as the system's hundred and more, which
# each client of a model would load anew.
os.environ["SSL_CERT_FILE"] = str(Path(__file__).with_name("authority.pem"))

# The same examples on every run, and no limit in time for making or trying one: the machine may be busy.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each worker a run of neighbours, and who has done take from who has not: what a file or a session sets up
    (a browser, a month of mails) is set up once and not by every worker."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None


def pytest_recording_configure(config: Any, vcr: Any) -> None:
    """Have recorded replies told apart by what was asked."""
    vcr.register_matcher("asked", same_question)


WIRE = """Ferry runs aground off Tarn Island | <b>live</b>
Home | News | Weather

The ferry Alma ran aground off Tarn Island on Monday with 214 people aboard.
Nine people were taken to hospital, the coast guard
said. "The hull is holding," said its captain, Ines Okoro.
Divers will inspect the hull on Wednesday.
"""
COPY = WIRE.replace('"', "”").replace("Home | News | Weather\n", "")
RETOLD = """Aground: the Alma [pictures](http://evil.example/x)

A ferry is stuck off Tarn. Nine needed hospital care.
![](http://evil.example/p.png) www.evil.example <script>x()</script>
"""
RAN_AGROUND = "The ferry Alma ran aground off Tarn Island."
GAZETTE = """*Ferry* stuck `since` Sunday night

The Alma hit rocks off Tarn Island late on Sunday, islanders said, with about 200 people aboard.
Eleven people were treated in hospital, a nurse told the Gazette. Repairs will cost €4.5m | the owner said.
# Not a heading
"""


def fact(name: str, document: Document, quote: str, **fields: object) -> Fact:
    """A fact that says what its quote says."""
    start = document.text.index(quote)
    evidence = (Evidence(start, start + len(quote), quote),)
    return Fact(name, document.id, " ".join(quote.split()), "event", evidence, **fields)  # type: ignore[arg-type]


def documents() -> tuple[Document, ...]:
    """The pile: a wire report, its copy, a rewrite, and a report of its own."""
    furniture = WIRE.index("Home")
    day = date(2031, 5, 6).isoformat()
    return (
        Document("d1", "pile/1_wire.txt", "1" * 64, "Ferry runs aground off Tarn Island | <b>live</b>", WIRE,
                 url="https://wire.example/a?b=1&c=(2)", publisher="Coast Wire", published=day, agency="Coast Wire",
                 removed=(Removed(furniture, furniture + 21, "navigation"),)),
        Document("d2", "pile/2_copy.txt", "2" * 64, "Ferry runs aground", COPY, publisher="Harbour_Times",
                 published=day),
        Document("d3", "pile/3_gazette.txt", "3" * 64, "*Ferry* stuck `since` Sunday night", GAZETTE,
                 publisher="Tarn Gazette", author="R. Quill", published="2031-05"),
        Document("d4", "pile/4_retold.txt", "4" * 64, "Aground: the Alma [pictures](http://evil.example/x)", RETOLD),
    )


def facts() -> tuple[Fact, ...]:
    """What the documents say."""
    wire, copy, gazette, retold = documents()
    aboard = "The ferry Alma ran aground off Tarn Island on Monday with 214 people aboard."
    rocks = "The Alma hit rocks off Tarn Island late on Sunday, islanders said, with about 200 people aboard."
    return (
        fact("f1", wire, aboard, when="2031-05-05", figures=(Figure(214.0, "people", False, "214"),)),
        fact("f2", copy, aboard),
        fact("f3", wire, "Nine people were taken to hospital, the coast guard\nsaid."),
        fact("f4", copy, "”The hull is holding,” said its captain, Ines Okoro.", speaker="Ines Okoro"),
        fact("f5", wire, "Divers will inspect the hull on Wednesday.", when="2031-05-07", certainty="planned"),
        fact("f6", gazette, rocks, figures=(Figure(200.0, "people", True, "about 200"),)),
        fact("f7", gazette, "Eleven people were treated in hospital, a nurse told the Gazette."),
        fact("f8", gazette, "Repairs will cost €4.5m | the owner said.\n# Not a heading"),
        fact("f9", retold, RETOLD[RETOLD.index("Nine"):].strip()),
        fact("f10", gazette, "with about 200 people aboard", figures=(Figure(200.5, None, True, "about 200"),)),
    )


def divergences() -> tuple[Divergence, ...]:
    """One that matters, one explained, one trivial; not in the order of importance."""
    said = {each.id: each.statement for each in facts()}
    wire = Position(said["f1"], ("f1", "f2"), ("o1",))
    rocks = Position(said["f6"], ("f6",), ("o2",))
    nine, eleven = Position(said["f3"], ("f3", "f9"), ("o1",)), Position(said["f7"], ("f7",), ("o2",))
    return (
        Divergence("v1", "s1", "wording", 3, "Aground or on rocks", (wire, rocks), told=False),
        Divergence("v2", "s1", "figure", 1, "How many needed hospital care", (nine, eleven)),
        Divergence("v3", "s1", "date", 2, "When the ferry ran aground", (wire, rocks), explained_by="different scope"),
    )


def sections() -> tuple[Section, ...]:
    """What the reader reads."""
    said = {each.id: each.statement for each in facts()}
    return (
        Section("s1", "In brief", (
            Sentence(RAN_AGROUND, ("f1", "f2", "f6", "f10"), ("o1", "o2")), Sentence(said["f3"], ("f3",)))),
        Section("s1", "From one source each", (
            Sentence('"The hull is holding," said its captain, Ines Okoro.', ("f4",)),
            Sentence(said["f5"], ("f5",)),
            Sentence("Repairs will cost €4.5m | the owner said.", ("f8",)),
        )),
    )


def briefing() -> Briefing:
    """The whole record."""
    said = {each.id: each.statement for each in facts()}
    return Briefing(
        title="Ferry Alma aground off Tarn Island | what is known",
        created="2031-05-06T07:00:00Z",
        engine=EngineNote("extractive"),
        documents=documents(),
        stories=(Story("s1", "Ferry Alma aground", ("d1", "d2", "d3", "d4")),),
        origins=(Origin("o1", "Coast Wire", (Member("d1", "original"), Member("d2", "copy"), Member("d4", "rewrite"))),
                 Origin("o2", "Tarn Gazette", (Member("d3", "original", ("o1",)),))),
        facts=facts(),
        claims=(Claim("c1", "s1", said["f1"], ("f1", "f2", "f6"), ("o1", "o2"), "corroborated"),
                Claim("c2", "s1", said["f3"], ("f3", "f9", "f7"), ("o1", "o2"), "disputed"),
                Claim("c3", "s1", said["f4"], ("f4",), ("o1",), "single-origin")),
        divergences=divergences(),
        sections=sections(),
        skipped=(Skipped("sources", "pile/5_scan.txt", "empty file"),
                 *(Skipped("extract", "d3", f"quote not in the source: '{n}'") for n in range(4))),
        usage=Usage(seconds=0.25),
    )


@pytest.fixture(name="briefing")
def _briefing() -> Briefing:
    return briefing()
