"""The brief opens with what happened."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.engines.rules.reading import read
from briefing.engines.rules.writing import introduced
from briefing.language.pointing import begins_pointing, begins_with_hearsay, tells_silence
from briefing.model import Document
from briefing.pipeline import run
from briefing.settings import Settings

EVENTS = Path(__file__).parents[2] / "benchmarks/events"
NOW = datetime(2031, 5, 9, tzinfo=UTC)
REPORTS = (
    "Quay crane falls in Lannick\nThe Lannick Post\n6 May 2031\n\n"
    "A crane fell on the quay of Lannick on Tuesday and crushed two sheds, the harbour master said.\n\n"
    "Sailings to Oster went on as usual for the rest of the day.\n",
    "Dockers ask who checked the crane\nOster Herald\n7 May 2031\n\n"
    "If you ask the dockers, nobody ever looked at the bolts.\n\n"
    "The union wants an inquiry into how the crane on the quay of Lannick could fall.\n\n"
    "Luc Maro, its secretary, counted 30 rusty bolts in the week before.\n",
    "Port rejects blame for fall of crane\nBay Radio\n8 May 2031\n\n"
    "The port of Lannick has rejected claims that the crane that fell on its quay was never checked.\n\n"
    "Its insurer puts the damage at two million crowns.\n",
)
def brief(*paths: Path) -> list[str]:
    """The first lines of the page on some documents."""
    briefing = run([str(each) for each in paths], Settings(engine="extractive"), now=NOW).briefing
    return [each.text for each in briefing.sections[0].sentences]


def test_the_first_line_of_a_brief_is_what_the_reports_open_with(tmp_path: Path) -> None:
    """Not a remark, nor what somebody says to it."""
    for number, text in enumerate(REPORTS):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    assert brief(tmp_path)[0].startswith("A crane fell on the quay of Lannick")


def test_how_many_have_died_since_stands_right_behind_what_happened() -> None:
    """A later report counts one more: the first still tells what happened."""
    told = brief(EVENTS / "avalanche")
    assert told[0].startswith("Six ski tourers were killed")
    assert told[1].startswith("The final toll stands at seven")


CUT = (
    "Court jails ferry master of Oster\nThe Lannick Post\n6 May 2031\n\n"
    "The court of Oster convicted the ferry master Ivo Lent and four of his men of smuggling herring on Tuesday, "
    "sending all five of them to prison for three years.\n\n"
    "Rosa Brand is serving five years for the fire of Velm.\n\n"
    "The court ordered Lent to pay 40,000 crowns to the port.\n",
    "Ferry master Ivo Lent jailed in Oster\nOster Herald\n6 May 2031\n\n"
    "A court in Oster found that Ivo Lent, the ferry master, and four of his crew had smuggled herring for years under "
    "the benches of the Alma, following a trial that emptied the fish market for a week.\n\n"
    "A judge of the court of Oster did not believe that the fish had been a gift to the crew.\n\n"
    "Lent will appeal, his lawyer Jens Pohl told reporters at the lock.\n",
)


def test_two_reports_of_one_event_open_the_brief_with_it_told_whole(tmp_path: Path) -> None:
    """A clause that a line can do without may hold the news; of two that open with two things, neither is the event."""
    for number, text in enumerate(CUT):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    told = brief(tmp_path)
    assert "Lent" in told[0]
    assert told[0].endswith(("three years.", "a week."))


def titled(tmp_path: Path, *headlines: str) -> str:
    """The title of a page on the crane, its reports under other headlines."""
    for number, (text, title) in enumerate(zip(REPORTS, headlines, strict=True)):
        (tmp_path / f"{number}.txt").write_text(f"{title}\n{text.partition(chr(10))[2]}", encoding="utf-8")
    return run([str(tmp_path)], Settings(engine="extractive"), now=NOW).briefing.title


@pytest.mark.parametrize("comment", [
    "What the fall of the crane on the quay of Lannick tells us",
    "Crane that fell on quay of Lannick: union wants inquiry, but port rejects blame",
])
def test_a_headline_that_comments_gives_way_to_one_that_tells_the_event(tmp_path: Path, comment: str) -> None:
    """Though it is the latest one; what a wire sets before its later version is no part of it."""
    plain = "Crane falls on quay of Lannick"
    assert titled(tmp_path, f"UPDATE 2-{plain}", "Dockers want inquiry", comment) == plain


def test_a_brief_introduces_nobody_twice() -> None:
    """Each of two openings says who somebody is: one will do among the first lines."""
    lines = ("Ivo Lent, the harbour master of Lannick, closed the quay on Monday after a crane fell.",
             "On Monday, Ivo Lent, harbour master and former pilot, went to Oster to ask for boats.",
             "Lent asked the dockers of Lannick to wait.")
    assert introduced(lines[0]) & introduced(lines[1])
    assert not introduced(lines[2])


@pytest.mark.parametrize(("code", "text", "leans"), [
    ("de", "Übergeben will er sie am Samstag im Hafenamt.", True),
    ("de", "Das steht in einem Brief des Hafenamts.", True),
    ("de", "Das Unternehmen erklärte, der Vertrag gelte.", True),
    ("de", "Das Unternehmen Aquaport erklärte, der Vertrag gelte.", False),
    ("de", "Das Gutachten schätzt den Wert des Kais auf 2 Millionen Euro.", False),
    ("es", "La compañía pertenece a un antiguo socio del alcalde.", True),
    ("es", "La compañía de Lannick pertenece a un antiguo socio del alcalde.", False),
    ("es", "La consejera de Puertos, Ilse Brand, dimitió el lunes.", False),
])
def test_what_names_no_company_and_no_one_leans_on_what_stands_before(code: str, text: str, leans: bool) -> None:
    """A thing whose name stood in the sentence before is not told alone; with the name it is."""
    assert begins_pointing(text, code) is leans


def test_a_german_verb_may_say_that_somebody_says_so() -> None:
    """Who, stands in the sentence before; in a clause behind a comma he stands in this one."""
    assert begins_with_hearsay("Der Preis des Kais sei vom Amt bestätigt worden.", "de")
    assert not begins_with_hearsay("Ivo Lent erklärte, der Preis sei vom Amt bestätigt worden.", "de")


@pytest.mark.parametrize(("code", "text"), [
    ("en", "Brand Shipping did not immediately respond to a request for comment."),
    ("en", "Ivo Lent declined to comment on Tuesday."),
    ("de", "Ivo Lent war für eine Stellungnahme nicht zu erreichen."),
    ("es", "Ivo Lent no quiso comentar el asunto."),
])
def test_that_somebody_says_nothing_is_seen(code: str, text: str) -> None:
    """It is worth little to a reader."""
    assert tells_silence(text, code)


@pytest.mark.parametrize(("text", "told"), [
    ("(CNN) The mayor of Lannick closed the quay on Monday.", "The mayor of Lannick closed the quay on Monday."),
    ("(Bay News) The mayor of Lannick closed the quay.", "The mayor of Lannick closed the quay."),
    ("North Quay, Lannick (AP) Mayor Ilse Brand closed it to boats.", "Mayor Ilse Brand closed it to boats."),
    ("The Port Union (PU) Council met in Lannick.", "The Port Union (PU) Council met in Lannick."),
    ("(Reuters) - Harbour master Ivo Lent shut the quay of Oster.", "Harbour master Ivo Lent shut the quay of Oster."),
])
def test_the_mark_of_an_outlet_before_the_first_word_is_not_told(text: str, told: str) -> None:
    """It stands there without the dash of a dateline."""
    document = Document(id="d1", path="a.txt", sha256="0", title="Quay closed", text=text, language="en")
    assert [each.statement for each in read(document)] == [told]
