"""Thirty days of a desk with many matters: what every mail keeps to, and each change told once, on its day.

Every day brings a local report of its own and, in turn, one of a few longer matters; among them figures that grow or
are corrected, a divergence that is settled and none that is not, a copy, and a report that a newer one has overtaken.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from desk import Clock, Desk
from faulty import Faulty, started

from briefing.engines.extractive import Extractive

BERLIN, FIRST = ZoneInfo("Europe/Berlin"), date(2032, 3, 1)
TOWNS = ("Oster", "Velm", "Brae", "Hask", "Tolm", "Ruda", "Quint", "Sarn", "Lannick", "Marl")
LOCAL = (
    ("Library of {0} opens on Sundays",
     "The library of {0} will open on Sundays from May, its director, {1} Horn, said."),
    ("{0} sells its old fire station",
     "The town of {0} has sold its old fire station to a baker for {2}00,000 crowns."),
    ("Beavers dam the brook at {0}",
     "Beavers have dammed the brook at {0} and {2} cellars stand under water, {1} Falk, a farmer, said."),
)
FORENAMES = ("Ines", "Otto", "Mara", "Kai", "Lena", "Hugo", "Pia", "Jon", "Rolf", "Ilse")

LOCK = "{} people were hurt when a gate of the Halden lock broke on Thursday, the port authority said."
CHEESE = "{} people fell ill after eating soft cheese of the Sorrel dairy, the health office said."
BRIDGE = "The new bridge over the Tarn at Cobble Ford will cost {} million euros, {} said{}."
SHIP = "Contact with the survey ship Aurelia has been {}, the coast guard said."
PLANTED = {
    3: (("lock_1", "Lock gate breaks at Halden", "North Quay Post", 0, LOCK.format("Nine")),
        ("lock_2", "Halden lock closed", "Lund Radio", 0, LOCK.format("Nine").replace("when a gate", "as a gate")
         + "\n\nThe lock will stay closed for two weeks, harbour master Petra Lund said.")),
    5: (("lock_3", "More hurt at Halden lock", "North Quay Post", 0, "The number of people hurt when a gate of the "
         "Halden lock broke has risen to fourteen, the port authority said."),),
    8: (("cheese", "Dairy recalls soft cheese", "Sorrel Herald", 0, CHEESE.format("Twenty-seven")),),
    11: (("cheese", "Dairy recalls soft cheese", "Sorrel Herald", 3, CHEESE.format("Thirty-one")),),
    12: (("bridge_1", "Bridge over the Tarn put out to tender", "Tarn Valley News", 0,
          BRIDGE.format(12, "the builder, Ostrov Steel,", "")
          + "\n\nThe old bridge was closed in March because its piers had rotted."),),
    13: (("bridge_2", "Mayor warns over bridge at Cobble Ford", "Fenwick Times", 0,
          BRIDGE.format(18, "the mayor, Jonas Reed,", "") + "\n\nThe town can't pay that without a loan, he said."),),
    15: (("trap", "Fenwick orders buses", "Fenwick Times", 0,
          "The town of Fenwick will buy buses for 12 million euros, the mayor, Jonas Reed, said."),),
    17: (("bridge_3", "Council votes for bridge at Cobble Ford", "Fenwick Times", 0,
          BRIDGE.format(12, "the mayor, Jonas Reed,", " after he had seen the contract")),),
    22: (("copy", "Lock gate breaks at Halden", "Quay Mirror", 19, LOCK.format("Nine")),),
    24: (("ship_2", "Survey ship heard again", "Cape Monitor", 0, SHIP.format("regained")
          + "\n\nThe Aurelia is on its way to Port Hale."),),
    25: (("ship_1", "Survey ship silent", "Hale Gazette", 3, SHIP.format("lost")),),
}
"""(file, headline, outlet, age in days, text) by day."""


@dataclass(frozen=True)
class Day:
    """A run and its mail."""

    number: int
    read: int
    """Documents that were read."""

    mail: EmailMessage | None

    @property
    def text(self) -> str:
        return self.part("plain").partition("\nSources\n")[0]

    def part(self, kind: str) -> str:
        body = self.mail.get_body((kind,)) if self.mail else None
        return str(body.get_content()).replace("\r\n", "\n") if body else ""


def arrive(number: int, inbox: Path) -> None:
    """The documents of a day."""
    today = FIRST + timedelta(days=number)
    town, forename = TOWNS[number % 10], FORENAMES[(number * 7) % 10]
    title, text = LOCAL[number // 10 % 3]
    (inbox / f"local_{number:02}.txt").write_text(
        f"{title.format(town)}\n{town} Post | {today}\n\n{text.format(town, forename, number)}\n")
    for file, headline, outlet, age, told in PLANTED.get(number, ()):
        (inbox / f"{file}.txt").write_text(f"{headline}\n{outlet} | {today - timedelta(days=age)}\n\n{told}\n")


@pytest.fixture(name="days", scope="module")
def _days(tmp_path_factory: pytest.TempPathFactory) -> list[Day]:
    server = Faulty()
    controller = started(server)
    desk = Desk(tmp_path_factory.mktemp("desk"), port=controller.port, clock=Clock())
    read: list[int] = []
    real = Extractive.read

    def counted(self: Extractive, work):  # type: ignore[no-untyped-def]
        known = list(work)
        read.append(len(known))
        return real(self, known)

    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Extractive, "read", counted)
        for number in range(1, 31):
            arrive(number, desk.home / "inbox")
            desk.clock.moment = datetime(2032, 3, 1, 7, tzinfo=BERLIN) + timedelta(days=number)
            before = len(server.taken)
            read.clear()
            desk.run()
            mails = [BytesParser(policy=policy.default).parsebytes(mail) for _, mail in server.taken[before:]]
            found.append(Day(number, sum(read), mails[0] if mails else None))
    controller.stop()
    return found


def test_every_mail_is_short_and_small_and_called_as_no_other(days: list[Day]) -> None:
    """450 words, 90 kB; each day has one."""
    mails = [each for each in days if each.mail]
    assert len(mails) == 30
    assert max(len(each.text.split()) for each in mails) <= 450
    assert max(len(each.part("html").encode()) for each in mails) <= 90_000
    subjects = [str(each.mail["Subject"]).partition(": ")[2] for each in mails if each.mail]
    assert len(set(subjects)) == 30


def test_nothing_is_told_twice(days: list[Day]) -> None:
    """No sentence stands in two mails as news."""
    told = [line for each in days for line in re.findall(r"^- (?:.*\n?(?:  .*\n)*)", each.text, re.M)
            if "earlier" not in line]
    lines = [re.sub(r"\s*\[\d+[a-z]+\]|\(\d+ sources\)", "", " ".join(each.split())) for each in told]
    assert len(lines) > 30
    assert [each for each in set(lines) if lines.count(each) > 1] == []


@pytest.mark.parametrize(("number", "sign"), [
    (5, "fourteen, earlier nine"), (11, "thirty-one, earlier twenty-seven"), (13, "Sources differ"), (17, "Settled")])
def test_what_changed_is_told_on_its_day_and_on_no_other(days: list[Day], number: int, sign: str) -> None:
    """Growth, a file overwritten in place, a divergence and its end."""
    assert [each.number for each in days if sign in " ".join(each.text.split())] == [number]


def test_what_brings_nothing_new_is_not_told(days: list[Day]) -> None:
    """A copy of what readers know, and what a newer report overtook."""
    by_number = {each.number: each.text for each in days}
    assert "Halden" not in by_number[22]
    assert "regained" in by_number[24]
    assert "Aurelia" not in by_number[25]
    assert "buses" in by_number[15]


def test_work_follows_what_is_new(days: list[Day]) -> None:
    """The folder grows thirtyfold; what is read of it in a morning does not."""
    assert max(each.read for each in days) <= 12
