"""Ten days of a desk: documents arrive, copies of old ones, a corrected figure, a source that fails.

`python tests/jobs/test_ten_days.py` writes the golden mails anew; read them before you keep them.
"""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from desk import Clock, Desk
from faulty import Faulty, started

from briefing.jobs.run import Report
from briefing.jobs.state import State, opened
from briefing.jobs.told import Told

HERE = Path(__file__).parent
DAYS, GOLDEN = HERE / "days", HERE / "golden"
BERLIN = ZoneInfo("Europe/Berlin")
SOURCES = '[[sources]]\nfolder = "inbox"\n[[sources]]\nfolder = "radio"'
CLOSED = range(4, 8)
"""Days on which the second source can't be read."""


@dataclass(frozen=True)
class Day:
    """A run, and the mail it sent."""

    name: str
    report: Report
    mail: EmailMessage | None
    told: tuple[Told, ...]
    """What readers had been told after it."""

    @property
    def text(self) -> str:
        """Headers and text part, as a reader has them."""
        if self.mail is None:
            return ""
        head = "".join(f"{name}: {value}\n" for name, value in self.mail.items() if name != "Content-Type")
        return f"{head}\n{self.mail.get_body(('plain',)).get_content()}"  # type: ignore[union-attr]


def live(home: Path) -> list[Day]:
    """Ten days from Monday 22 March 2032, a run at seven each morning and a second one by hand on the last."""
    server = Faulty()
    controller = started(server)
    clock = Clock()
    desk = Desk(home, port=controller.port, sources=SOURCES, clock=clock)
    days = []
    for number in range(1, 11):
        (home / "radio").mkdir(exist_ok=True)
        arrive(f"{number:02}", home)
        if number in CLOSED:
            (home / "radio").rename(home / "gone")
        days.append(one(f"{number:02}", desk, server, number, 7))
        if number in CLOSED:
            (home / "gone").rename(home / "radio")
    arrive("10b", home)
    days.append(one("10b", desk, server, 10, 15))
    controller.stop()
    return days


def arrive(day: str, home: Path) -> None:
    """The documents of a day."""
    if (DAYS / day).is_dir():
        shutil.copytree(DAYS / day, home, dirs_exist_ok=True)


def one(name: str, desk: Desk, server: Faulty, day: int, hour: int) -> Day:
    """A run at an hour of a day."""
    desk.clock.moment = datetime(2032, 3, 21, hour, tzinfo=BERLIN) + timedelta(days=day)
    before = len(server.taken)
    report = desk.run()
    mails = [BytesParser(policy=policy.default).parsebytes(mail) for _, mail in server.taken[before:]]
    assert len(mails) < 2
    with opened(desk.home / "harbour.sqlite") as db:
        told = State(db, "harbour").told()
    return Day(name, report, mails[0] if mails else None, told)


@pytest.fixture(name="days", scope="module")
def _days(tmp_path_factory: pytest.TempPathFactory) -> list[Day]:
    return live(tmp_path_factory.mktemp("desk"))


def test_the_mails_are_those_that_were_read_and_kept(days: list[Day]) -> None:
    """Each mail is the golden one, and a day without a mail has none."""
    assert {day.name: day.text for day in days if day.mail} == {
        path.stem: path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*.txt"))}


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.txt"):
        old.unlink()
    with tempfile.TemporaryDirectory() as place:
        for each in live(Path(place)):
            print(each.name, each.report)
            if each.mail:
                (GOLDEN / f"{each.name}.txt").write_text(each.text, encoding="utf-8")
