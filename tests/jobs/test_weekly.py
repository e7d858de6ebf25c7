"""The mail of a week: on its day, of what was told since the last, as it stands now, and within the same room."""

import re
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest
from desk import JOB, MONDAY, Desk
from faulty import Faulty

from briefing.errors import BriefingError
from briefing.jobs.run import preview

REPORTS = (
    ("fire", 0, "Fire at the mill of Oster", "Oster Post",
     "Six people were hurt when the mill of Oster burned down, the fire brigade said."),
    ("prices", 1, "Grain prices fall", "Sund Courier",
     "The price of grain fell by four percent in the port of Sund, traders said."),
    ("ship_1", 2, "Survey ship silent", "Hale Gazette",
     "Contact with the survey ship Aurelia has been lost, the coast guard said."),
    ("ship_2", 3, "Survey ship heard again", "Hale Gazette",
     "Contact with the survey ship Aurelia has been regained, the coast guard said."),
)
"""(file, day after Monday, headline, outlet, text)."""


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, server: tuple[Faulty, int]) -> Desk:
    return Desk(tmp_path / "desk", port=server[1], tell='weekly = "friday"')


def on(desk: Desk, day: int) -> None:
    """The run of a day, with its reports."""
    desk.clock.moment = MONDAY + timedelta(days=day)
    for name, own, title, outlet, text in REPORTS:
        if own == day:
            desk.put(f"{name}.txt", f"{title}\n{outlet} | {desk.clock.moment.date()}\n\n{text}\n")
    desk.run()


def mails(server: tuple[Faulty, int]) -> list[EmailMessage]:
    return [BytesParser(policy=policy.default).parsebytes(mail) for _, mail in server[0].taken]  # type: ignore[misc]


def text(mail: EmailMessage) -> str:
    return " ".join(str(mail.get_body(("plain",)).get_content()).split())  # type: ignore[union-attr]


def test_the_mail_of_its_day_tells_the_week(desk: Desk, server: tuple[Faulty, int]) -> None:
    """Also where that day brought nothing; what a later report overtook is not told again, nor what the week before
    told."""
    for day in range(5):
        on(desk, day)
    daily, weekly = mails(server)[:-1], mails(server)[-1]
    assert [each["Subject"].partition(": ")[0] for each in daily] == [
        f"Harbour desk, {day} March 2032" for day in (22, 23, 24, 25)]
    assert weekly["Subject"].startswith("Harbour desk, the week to 26 March 2032: ")
    assert "price of grain" in text(weekly)
    assert "has been regained" in text(weekly)
    assert "has been lost" not in text(weekly)
    assert "mill of Oster" not in text(weekly)  # the first mail told it, and the week begins there
    assert "New since Monday 22 March" in text(weekly)


def test_a_reader_may_have_the_week_alone(desk: Desk, server: tuple[Faulty, int]) -> None:
    """And hears nothing on other days; the others hear of each day, and nothing of the week."""
    desk.tell = ""
    desk.readers = ("desk@example.org", "week@example.org")
    desk.sources += '\n[[readers]]\naddress = "week@example.org"\nweekly = "friday"'
    for day in (*range(5), 4, 7):
        on(desk, day)
    assert [reader for reader, _ in server[0].taken] == [*["desk@example.org"] * 4, "week@example.org"]
    weekly = mails(server)[-1]
    assert weekly["Subject"].startswith("Harbour desk, the week to 26 March 2032: ")
    assert "price of grain" in text(weekly)
    assert "has been regained" in text(weekly)
    assert "mill of Oster" not in text(weekly)


def test_on_the_day_of_a_reader_s_week_the_others_have_the_day(desk: Desk, server: tuple[Faulty, int]) -> None:
    """Two mails of one run, each with its own subject."""
    desk.tell = ""
    desk.sources += '\n[[readers]]\naddress = "week@example.org"\nweekly = "friday"'
    for day in (0, 1):
        on(desk, day)
    desk.put("court.txt", "Court of Brae fines a baker\nVelm FM | 2032-03-26\n\nThe court of Brae fined a baker forty "
                          "crowns for a sign.\n")
    on(desk, 4)
    last = {reader: mail for (reader, _), mail in zip(server[0].taken, mails(server), strict=True)}
    assert last["desk@example.org"]["Subject"].startswith("Harbour desk, 26 March 2032: Court of Brae")
    assert "price of grain" not in text(last["desk@example.org"])
    assert last["week@example.org"]["Subject"].startswith("Harbour desk, the week to 26 March 2032: ")
    assert "price of grain" in text(last["week@example.org"])
    assert "fined a baker" in text(last["week@example.org"])


def test_a_week_is_told_once(desk: Desk, server: tuple[Faulty, int]) -> None:
    """By one mail to each reader, however often the job runs on its day; the days after tell what is new."""
    desk.readers = ("a@example.org", "b@example.org")
    for day in (0, 1, 4):
        on(desk, day)
    for _ in range(2):
        desk.clock.moment += timedelta(hours=5)
        desk.run()
    desk.put("later.txt", "Court of Brae fines a baker\nVelm FM | 2032-03-26\n\nThe court of Brae fined a baker forty "
                          "crowns for a sign.\n")
    on(desk, 5)
    subjects = [each["Subject"] for each in mails(server)]
    assert len(subjects) == 8
    assert len([each for each in subjects if "the week to" in each]) == 2
    assert subjects[-1].startswith("Harbour desk, 27 March 2032: Court of Brae")
    on(desk, 11)
    last = mails(server)[-1]
    assert "the week to 2 April 2032" in last["Subject"]
    assert "fined a baker" in text(last)
    assert "price of grain" not in text(last)


def test_a_week_without_news_has_no_mail(desk: Desk, server: tuple[Faulty, int]) -> None:
    """There is nothing to tell again."""
    for day in (0, 1, 4, 11):
        on(desk, day)
    assert len([each for each in mails(server) if "the week to" in each["Subject"]]) == 1


def test_a_machine_that_slept_on_the_day_tells_the_week_when_it_wakes(desk: Desk, server: tuple[Faulty, int]) -> None:
    """The first run from that day on makes up for it."""
    for day in (0, 1, 6):
        on(desk, day)
    assert "the week to 28 March 2032" in mails(server)[-1]["Subject"]


def test_a_job_without_a_schedule_tells_the_week_too(
        desk: Desk, server: tuple[Faulty, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a key of its own, though it tells what a mail told before."""
    monkeypatch.setattr("desk.JOB", JOB.replace('schedule = "0 7 * * *"\n', ""))
    for day in (0, 1, 4):
        on(desk, day)
    assert desk.job.schedule is None
    assert [each["Subject"].partition(": ")[0] for each in mails(server)] == [
        "Harbour desk, 22 March 2032", "Harbour desk, 23 March 2032", "Harbour desk, the week to 26 March 2032"]


def test_a_figure_that_moved_in_the_week_is_told_as_it_stands(desk: Desk, server: tuple[Faulty, int]) -> None:
    """The earlier one is neither told nor a side of a divergence, nor is the first mail's where there was one."""
    on(desk, 0)
    lock = "{} people were hurt when a gate of the Halden lock broke on Tuesday, the port authority said."
    rise = ("The number of people hurt when a gate of the Halden lock broke has risen to fourteen, the port authority "
            "said.")
    for day, body in ((1, lock.format("Nine")), (2, rise)):
        date = (MONDAY + timedelta(days=day)).date()
        desk.put(f"lock_{day}.txt", f"Halden lock, day {day}\nNorth Quay Post | {date}\n\n{body}\n")
        on(desk, day)
    assert "fourteen, earlier nine" in text(mails(server)[-1])
    on(desk, 4)
    weekly = text(mails(server)[-1])
    assert "has risen to fourteen" in weekly
    assert "Nine" not in weekly
    assert "differ" not in weekly


def test_a_dry_run_shows_the_week_and_changes_nothing(desk: Desk, server: tuple[Faulty, int], tmp_path: Path) -> None:
    """The run after it sends it all the same."""
    for day in (0, 1):
        on(desk, day)
    desk.clock.moment = MONDAY + timedelta(days=4)
    written = preview(desk.job, desk.context, tmp_path / "shown")
    shown = next(each for each in written if each.suffix == ".eml").read_text()
    assert "the week to" in re.sub(r"\s+", " ", shown)
    assert len(mails(server)) == 2
    desk.run()
    assert "the week to" in mails(server)[-1]["Subject"]


def test_a_week_keeps_within_the_room_of_a_mail(desk: Desk, server: tuple[Faulty, int]) -> None:
    """As every mail does."""
    desk.tell += "\nwords = 60\nsentences = 2"
    for day in range(5):
        on(desk, day)
    story = text(mails(server)[-1]).partition("New since")[2].partition("Sources")[0]
    assert 0 < len(story.split()) < 60


def test_what_was_settled_in_the_week_is_no_divergence_of_it(desk: Desk, server: tuple[Faulty, int]) -> None:
    """Its mail tells what all say now."""
    on(desk, 0)
    cost = "The new bridge over the Tarn at Cobble Ford will cost {} million euros, {} said{}."
    for day, title, outlet, body in (
            (1, "Bridge over the Tarn put out to tender", "Tarn Valley News",
             cost.format(12, "the builder, Ostrov Steel,", "")
             + "\n\nThe old bridge was closed in March because its piers had rotted."),
            (2, "Mayor warns over bridge at Cobble Ford", "Fenwick Times",
             cost.format(18, "the mayor, Jonas Reed,", "") + "\n\nThe town can't pay that without a loan, he said."),
            (3, "Council votes for bridge at Cobble Ford", "Fenwick Times",
             cost.format(12, "the mayor, Jonas Reed,", " after he had seen the contract"))):
        date = (MONDAY + timedelta(days=day)).date()
        desk.put(f"bridge_{day}.txt", f"{title}\n{outlet} | {date}\n\n{body}\n")
        on(desk, day)
    assert "Sources differ" in text(mails(server)[2])
    assert "ettled" in text(mails(server)[3])
    on(desk, 4)
    weekly = text(mails(server)[-1])
    assert "the week to" in mails(server)[-1]["Subject"]
    assert "12 million euros" in weekly
    assert "Sources differ" not in weekly


def test_a_week_whose_documents_are_gone_is_no_fault(desk: Desk, server: tuple[Faulty, int]) -> None:
    """A folder may be pruned; of what is there no more nothing is told."""
    on(desk, 0)
    on(desk, 1)
    (desk.home / "inbox" / "prices.txt").unlink()
    on(desk, 4)
    assert len(mails(server)) == 2


def test_what_is_no_day_of_the_week_is_refused(desk: Desk) -> None:
    """With those there are."""
    desk.tell = 'weekly = "fryday"'
    with pytest.raises(BriefingError, match=r"tell\.weekly: 'fryday' is none of 'monday', .* or 'sunday'"):
        desk.run()
