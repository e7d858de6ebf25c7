"""Ten days of a desk: documents arrive, copies of old ones, a corrected figure, a source that fails.

`python tests/jobs/test_ten_days.py` writes the golden mails anew; read them before you keep them.
"""

import html
import re
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
        body: str = self.mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        return f"{head}\n{body}".replace("\r\n", "\n")


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


def test_no_claim_is_told_twice(days: list[Day]) -> None:
    """Measured without the program's own records: no sentence of what is new stands in an earlier mail's news."""
    told: list[str] = []
    for day in days:
        told += fresh_sentences(day)
    assert len(told) > 20
    assert sorted(told) == sorted(set(told))


def test_no_passage_shows_two_pieces_of_news(days: list[Day]) -> None:
    """What was shown by a passage is not shown by it again on a later day, nor by a copy of it."""
    shown: dict[str, str] = {}
    for day in days:
        passages = {passage for label, passage in passages_of(day).items()
                    if any(f"[{label}]" in line for line in fresh_sentences(day))}
        assert {passage: shown[passage] for passage in passages & set(shown)} == {}
        shown |= dict.fromkeys(passages, day.name)


def test_each_correction_is_told_once(days: list[Day]) -> None:
    """The figure that was corrected, on the day it was; a source that agreed, on the day it did."""
    sign = r"(?:- |\()([Nn]umber of injured: [\w-]+, earlier [\w-]+|Settled|Sources differ)\b"
    told = {day.name: re.findall(sign, " ".join(day.text.split())) for day in days}
    assert {name: lines for name, lines in told.items() if lines} == {
        "01": ["Sources differ"], "03": ["number of injured: twenty-four, earlier twenty-five"], "08": ["Settled"],
        "09": ["Sources differ"]}


def test_copies_and_quiet_days_send_nothing(days: list[Day]) -> None:
    """A copy under another name, a copy in another paper, a day without documents."""
    assert [day.name for day in days if day.mail is None] == ["02", "05", "07"]
    assert [day.report.fresh for day in days if day.mail is None] == [1, 0, 1]


def test_a_source_that_fails_three_times_is_named(days: list[Day]) -> None:
    """In the mail of that day, and in every report."""
    named = [day.name for day in days if "radio could not be read" in day.text]
    assert named == ["06"]
    assert {day.name: [each.runs for each in day.report.failing] for day in days if day.report.failing} == {
        "04": [1], "05": [2], "06": [3], "07": [4]}


def test_every_citation_leads_to_a_passage_of_the_page(days: list[Day]) -> None:
    """On the page that goes with it; and every passage stands letter for letter in a document of that day."""
    texts = [" ".join(path.read_text(encoding="utf-8").split()) for path in DAYS.rglob("*.txt")]
    for day in days:
        cited = set(re.findall(r"\[(\d+[a-z]+)\]", day.text.partition("\nSources\n")[0]))
        assert cited <= set(passages_of(day))
        for passage in passages_of(day).values():
            assert any(passage in text for text in texts), passage


def news_lines(day: Day) -> list[str]:
    """What a mail says above its sources, one item a line; what was said earlier, and the sides of a divergence that
    are known already, are there to compare with."""
    body = day.text.partition("\nSources\n")[0].partition("\n\n")[2]
    return [" ".join(each.split()) for each in re.findall(r"^- .*(?:\n  .*)*", body, re.M)]


def fresh_sentences(day: Day) -> list[str]:
    """The sentences of what is new."""
    return [line for line in news_lines(day) if not re.match(r"- [^.]*:", line)]


def passages_of(day: Day) -> dict[str, str]:
    """The passages of the attached page by their labels."""
    pages = [each.get_content() for each in day.mail.iter_attachments()] if day.mail else []
    found = re.findall(r'<p class="passage" id="s(\w+)">.*?</a>(.*?)</p>', "".join(pages), re.S)
    return {label: " ".join(html.unescape(re.sub(r"<i>.*?</i>", "", text)).split()) for label, text in found}


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.txt"):
        old.unlink()
    with tempfile.TemporaryDirectory() as place:
        for each in live(Path(place)):
            print(each.name, each.report)
            if each.mail:
                (GOLDEN / f"{each.name}.txt").write_text(each.text, encoding="utf-8")
