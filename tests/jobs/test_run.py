"""One run: what is new is told once, nothing new costs nothing, and whatever breaks off can be begun anew."""

import multiprocessing
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import policy
from email.parser import BytesParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from desk import MONDAY, Desk
from far import FAR
from faulty import Faulty
from hostile import BODY, page

from briefing import pipeline
from briefing.engines.engine import Reading
from briefing.engines.extractive import Extractive
from briefing.errors import BriefingError, BusyError
from briefing.jobs.address import Address
from briefing.jobs.outbox import Outbox
from briefing.jobs.run import preview, run, send_test
from briefing.jobs.state import VERSION, locked, opened
from briefing.model import Chunk, Document
from briefing.settings import Settings

FIRE = """Fire at the mill of Oster
Oster Post | 2032-03-20

A fire destroyed the roof of the old mill of Oster on Friday, the fire brigade said.

Nobody was hurt, said fire chief Lena Brook.
"""
REBUILT = """Mill of Oster to be rebuilt
Oster Post | 2032-03-21

The town of Oster will rebuild the roof of the mill by August, the mayor, Hugo Sand, said.
"""
CHOIR = """Choir wins
Lannick Courier | 2032-03-{}

The choir of Lannick won a prize in Rome.
"""
BRIDGE = """Bridge of Lannick closed
Lannick Courier | 2032-03-22

The bridge of Lannick is closed to lorries until Thursday, police said.
"""


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, server: tuple[Faulty, int]) -> Desk:
    desk = Desk(tmp_path, port=server[1])
    desk.put("1_fire.txt", FIRE)
    return desk


@pytest.fixture(name="calls")
def _calls(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time the pipeline ran."""
    made, real = [], pipeline.run

    def counted(*arguments: object, **keywords: object) -> pipeline.Outcome:
        made.append(1)
        return real(*arguments, **keywords)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "run", counted)
    return made


def texts(server: tuple[Faulty, int]) -> list[str]:
    """The text of every mail the server took."""
    return [BytesParser(policy=policy.default).parsebytes(mail).get_body(("plain",)).get_content()  # type: ignore[union-attr]
            for _, mail in server[0].taken]


def test_a_first_run_tells_the_whole(desk: Desk, server: tuple[Faulty, int]) -> None:
    """Nothing is "new since"; everything is."""
    report = desk.run()
    (text,) = texts(server)
    assert "New since" not in text
    assert str(report) == ("harbour: told; 1 document (1 new), 1 independent source, 0 calls, 0.00 USD, 1 mail sent, "
                           "0.0 s")


def test_nothing_new_asks_nobody_and_sends_nothing(desk: Desk, server: tuple[Faulty, int], calls: list[int]) -> None:
    """The pipeline is not called; a copy of the bytes under another name is nothing new either."""
    desk.run()
    desk.put("sub/again.txt", FIRE)
    report = desk.run()
    assert (calls, len(server[0].taken)) == ([1], 1)
    assert str(report) == ("harbour: nothing new; 1 document (0 new), 0 independent sources, 0 calls, 0.00 USD, "
                           "0 mails sent, 0.0 s")


def test_nothing_new_is_said_where_the_job_asks_for_it(desk: Desk, server: tuple[Faulty, int]) -> None:
    """A line, once for each time that was due."""
    desk.tell = 'nothing_new = "say"'
    for day in (1, 2, 2):
        desk.clock.moment = MONDAY + timedelta(days=day)
        desk.run()
    titles = [text.splitlines()[2] for text in texts(server)]
    assert titles == ["Fire at the mill of Oster", "Nothing new", "Nothing new"]
    assert "New since Tuesday 23 March: nothing." in texts(server)[1]


def test_what_was_told_is_not_told_again(desk: Desk, server: tuple[Faulty, int]) -> None:
    """Only the new document is in the second mail, below the day of the first."""
    desk.run()
    desk.put("2_rebuilt.txt", REBUILT)
    desk.clock.moment += timedelta(days=1)
    desk.run()
    told = texts(server)[1]
    assert "New since Monday 22 March" in told
    assert "Hugo Sand" in told
    assert "Lena Brook" not in told


def test_a_reader_who_joins_later_hears_from_then_on(desk: Desk, server: tuple[Faulty, int]) -> None:
    """No mail of what was told before, and from the next news on the same as everybody."""
    desk.run()
    desk.readers = ("desk@example.org", "later@example.org")
    desk.clock.moment += timedelta(days=1)
    desk.run()
    assert [reader for reader, _ in server[0].taken] == ["desk@example.org"]
    desk.put("2_rebuilt.txt", REBUILT)
    desk.clock.moment += timedelta(days=1)
    desk.run()
    assert [reader for reader, _ in server[0].taken] == ["desk@example.org", "desk@example.org", "later@example.org"]
    _, old, new = texts(server)
    assert old == new
    assert "Hugo Sand" in new
    assert "Lena Brook" not in new


def test_a_gap_of_weeks_is_named(desk: Desk, server: tuple[Faulty, int]) -> None:
    """One mail for all that time."""
    desk.run()
    desk.put("2_rebuilt.txt", REBUILT)
    desk.clock.moment += timedelta(days=30)
    desk.run()
    assert len(server[0].taken) == 2
    assert "New since Monday 22 March (30 days ago)" in texts(server)[1]


def test_two_runs_on_one_day(desk: Desk, server: tuple[Faulty, int]) -> None:
    """The second is keyed by what it tells, and says since when of the day."""
    desk.clock.moment = datetime(2032, 3, 22, 6, 0, tzinfo=UTC)
    desk.run()
    desk.put("2_rebuilt.txt", REBUILT)
    desk.clock.moment += timedelta(hours=5)
    desk.run()
    assert "New since 07:00 today" in texts(server)[1]
    with opened(desk.home / "harbour.sqlite") as db:
        periods = [each.period.partition(" ")[0] for each in Outbox(db, "harbour").letters("sent")]
    assert periods == ["due", "digest"]


def test_the_whole_below_the_new(desk: Desk, server: tuple[Faulty, int]) -> None:
    """Where the job asks for it."""
    desk.tell = "whole = true"
    desk.run()
    desk.put("2_rebuilt.txt", REBUILT)
    desk.run()
    assert "Lena Brook" not in texts(server)[1]
    message = BytesParser(policy=policy.default).parsebytes(server[0].taken[1][1])
    (attached,) = message.iter_attachments()
    new, _, whole = attached.get_content().partition("The whole briefing")
    assert "Lena Brook" not in new
    assert "Lena Brook" in whole


def test_one_bad_reader_does_not_stop_the_others(desk: Desk, server: tuple[Faulty, int]) -> None:
    """Reported as failed; told all the same, so the others hear nothing twice."""
    desk.readers = ("gone@example.org", "desk@example.org")
    server[0].script = {"gone@example.org": ["refuse reader"]}
    report = desk.run()
    assert [each.reader for each in report.delivery.failed] == ["gone@example.org"]
    assert desk.states() == {"gone@example.org": "refused", "desk@example.org": "sent"}
    assert desk.run().delivery.failed == ()


def test_what_a_run_could_not_deliver_the_next_one_does(desk: Desk, server: tuple[Faulty, int],
                                                        calls: list[int]) -> None:
    """Even where that has nothing new."""
    desk.mail = 'security = "none"\nwait_minutes = 0'
    server[0].script = {"desk@example.org": ["greylist"]}
    assert len(desk.run().delivery.open) == 1
    desk.clock.moment += timedelta(hours=1)
    report = desk.run()
    assert (report.delivery.sent, report.outcome, calls) == (1, "nothing new", [1])


def test_a_file_that_is_overwritten_moves_its_figure(desk: Desk, server: tuple[Faulty, int]) -> None:
    """Told as the new figure with the earlier one, which stands in no headline of the mail."""
    sick = "Twenty-seven people fell ill after eating soft cheese of the Sorrel dairy, the health office said."
    desk.put("dairy.txt", f"27 ill from cheese\nSorrel Herald | 2032-03-20\n\n{sick}\n")
    desk.run()
    desk.clock.moment += timedelta(days=1)
    more = sick.replace("Twenty-seven", "Thirty-one")
    desk.put("dairy.txt", f"31 ill from cheese\nSorrel Herald | 2032-03-20\n\n{more}\n")
    desk.run()
    text = texts(server)[1]
    assert "thirty-one, earlier twenty-seven)." in " ".join(text.split())
    assert text.splitlines()[2] == "31 ill from cheese"


def test_only_stories_that_something_joins_are_read(desk: Desk, server: tuple[Faulty, int],
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies beside them costs no reading, however much it is."""
    read: list[str] = []
    real = Extractive.read

    def watched(self: Extractive, work: Iterable[tuple[Document, Sequence[Chunk]]]) -> Iterator[tuple[Reading, ...]]:
        known = list(work)
        read.extend(document.title for document, _ in known)
        return real(self, known)

    monkeypatch.setattr(Extractive, "read", watched)
    desk.put("2_choir.txt", CHOIR.format(20))
    desk.run()
    assert len(read) == 2
    read.clear()
    desk.put("3_choir.txt", "Choir of Lannick home\nIsland Radio | 2032-03-21\n\nThe choir of Lannick came home from "
             "Rome with a prize.\n")
    desk.clock.moment += timedelta(days=1)
    desk.run()
    assert sorted(read) == ["Choir of Lannick home", "Choir wins"]


def test_a_document_leaves_the_work_after_its_days_and_stays_known(desk: Desk, server: tuple[Faulty, int]) -> None:
    """It is not opened, not compared, and not told again."""
    desk.top = "keep_days = 3"
    desk.run()
    desk.clock.moment += timedelta(days=4)
    desk.put("2_choir.txt", CHOIR.format(25))
    (desk.home / "inbox" / "1_fire.txt").chmod(0)
    report = desk.run()
    assert (report.fresh, report.unread) == (1, 0)
    assert "Oster" not in texts(server)[1]


def test_a_job_may_begin_with_what_comes_after_it(desk: Desk, server: tuple[Faulty, int]) -> None:
    """What lies there when it first runs is known, and never told."""
    desk.top = "only_new = true"
    assert desk.run().fresh == 1
    assert server[0].taken == []
    desk.clock.moment += timedelta(days=1)
    desk.put("2_choir.txt", CHOIR.format(21))
    desk.run()
    (text,) = texts(server)
    assert "choir" in text
    assert "Oster" not in text


def test_what_was_published_before_a_day_is_not_told(desk: Desk, server: tuple[Faulty, int]) -> None:
    """An archive beside the news."""
    desk.top = "since = 2032-03-21"
    desk.put("2_choir.txt", CHOIR.format(21))
    desk.run()
    (text,) = texts(server)
    assert "choir" in text
    assert "Oster" not in text


def test_a_run_that_breaks_off_before_the_messages_are_kept_changes_nothing(
        desk: Desk, server: tuple[Faulty, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """State and outbox are written together: the next run finds everything as it was."""
    def broken(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "put", broken)
        with pytest.raises(KeyboardInterrupt):
            desk.run()
    with opened(desk.home / "harbour.sqlite") as db:
        assert [db.execute(f"SELECT count(*) FROM {each}").fetchone()[0] for each in ("seen", "told", "runs", "outbox")
                ] == [0, 0, 0, 0]
    desk.run()
    assert len(server[0].taken) == 1


def test_a_second_run_of_the_same_job_leaves(desk: Desk) -> None:
    """It sees the lock, even from within one process; another job is not in its way."""
    with locked(desk.job.state, "harbour"):
        with pytest.raises(BusyError, match=r"^harbour: another run of it is at work"):
            desk.run()
        with locked(desk.job.state, "another"):
            pass
    desk.run()


def test_a_lock_goes_with_its_process(desk: Desk) -> None:
    """However that ends."""
    def hold(ready: "multiprocessing.synchronize.Event") -> None:
        with locked(desk.home / "harbour.sqlite", "harbour"):
            ready.set()
            multiprocessing.Event().wait(2 * FAR)

    context = multiprocessing.get_context("fork")
    ready = context.Event()
    holder = context.Process(target=hold, args=(ready,))
    holder.start()
    assert ready.wait(FAR)
    with pytest.raises(BusyError):
        desk.run()
    holder.kill()
    holder.join(FAR)
    desk.run()


def test_a_source_that_is_gone_does_not_stop_the_others(desk: Desk, server: tuple[Faulty, int]) -> None:
    """It is reported each time, and forgotten once it is back."""
    desk.sources += '\n[[sources]]\nfile = "notes.txt"\n[[sources]]\nfolder = "inbox/1_fire.txt"'
    report = desk.run()
    assert [(each.source, each.runs, each.reason) for each in report.failing] == [
        ("inbox/1_fire.txt", 1, "not a folder"), ("notes.txt", 1, "no such file")]
    (desk.home / "notes.txt").write_text(BRIDGE)
    report = desk.run()
    assert [(each.source, each.runs) for each in report.failing] == [("inbox/1_fire.txt", 2)]
    assert "Lannick" in texts(server)[1]


def test_no_source_at_all_fails_the_run(desk: Desk) -> None:
    """And counts: the third run in a row says since when."""
    desk.sources = '[[sources]]\nfolder = "nowhere"'
    for _ in range(3):
        with pytest.raises(BriefingError) as error:
            desk.run()
    assert str(error.value) == ("harbour: no source can be read:\n- nowhere could not be read in 3 runs, since "
                                "22 March 2032: no such folder\nMend the paths, then run again.")


def test_a_document_that_can_not_be_read_is_counted(desk: Desk) -> None:
    """The rest is told; the exit code says that something is missing."""
    desk.put("empty.txt", " ")
    desk.put("more.txt", BRIDGE)
    assert desk.run().unread == 1


@pytest.mark.parametrize("nothing_new", ["silence", "say"])
def test_documents_of_which_nothing_can_be_told_fail_the_run(desk: Desk, server: tuple[Faulty, int],
                                                             nothing_new: str) -> None:
    """An error for who watches the job, and no empty mail; nothing counts as seen, so that a later run tells it."""
    desk.tell = f'nothing_new = "{nothing_new}"'
    desk.put("1_fire.txt", "Φωτιά στον μύλο\n\nΗ φωτιά έσβησε.\n" * 9)
    for _ in range(2):
        with pytest.raises(BriefingError, match=r"^nothing to tell: 1 document \(Greek\) gave no sentence that the "):
            desk.run()
        desk.clock.moment += timedelta(days=1)
    with pytest.raises(BriefingError, match=r"^nothing to tell: "):
        preview(desk.job, desk.context, desk.home / "out")
    assert (server[0].taken, desk.outbox()) == ([], ())
    desk.put("2_fire.txt", FIRE)
    assert desk.run().fresh == 2
    assert len(server[0].taken) == 1


@pytest.mark.parametrize("address", [
    "http://[::1", "https://a:b@[x]:99999/", "http://evil.example/&#10;&#10;Fake section",
    r"http://evil.example\@bbc.example/"])
def test_an_address_of_one_page_fails_no_run_and_forges_nothing(
        desk: Desk, server: tuple[Faulty, int], address: str) -> None:
    """The mail goes out with the other reports, today and tomorrow; what it links to is what it shows."""
    desk.put("bad.html", page(f'<link rel="canonical" href="{address}">'))
    assert "1 mail sent" in str(desk.run())
    desk.clock.moment += timedelta(days=1)
    desk.put("news.html", page(f'<link rel="canonical" href="{address}">', BODY.replace("Thirty-eight", "Ninety")))
    assert "1 mail sent" in str(desk.run())
    for text in texts(server):
        assert "officials said. [" in text or "paid for a tug. [" in text
        assert not any(line.startswith("Fake") for line in text.splitlines())
        assert "bbc.example" not in text.replace("http://evil.example/@bbc.example/", "")


def test_where_the_files_lie_on_the_machine_is_not_told(desk: Desk, server: tuple[Faulty, int]) -> None:
    """Paths start at the job's folder."""
    desk.run()
    ((_, mail),) = server[0].taken
    (attached,) = BytesParser(policy=policy.default).parsebytes(mail).iter_attachments()
    assert "inbox/1_fire.txt" in attached.get_content()
    assert str(desk.home) not in attached.get_content() + texts(server)[0]


def test_a_dry_run_writes_what_would_be_sent_and_remembers_nothing(desk: Desk, server: tuple[Faulty, int],
                                                                   tmp_path: Path) -> None:
    """As message, page and text; a run after it tells the same."""
    paths = preview(desk.job, desk.context, tmp_path / "out")
    assert [path.name for path in paths] == [
        "harbour.eml", "harbour.html", "harbour.txt", "harbour.page.html"]
    assert server[0].taken == []
    assert not list(tmp_path.glob("harbour.sqlite*"))
    desk.run()
    assert server[0].taken[0][1] == paths[0].read_bytes()
    assert preview(desk.job, desk.context, tmp_path / "out") == ()


def test_a_test_mail_goes_to_one_address_only(desk: Desk, server: tuple[Faulty, int]) -> None:
    """The last briefing; before the first run, what that would tell; nobody else hears, nothing is remembered."""
    me = Address("me@example.org")
    send_test(desk.job, desk.context, me)
    desk.run()
    send_test(desk.job, desk.context, me)
    assert [reader for reader, _ in server[0].taken] == ["me@example.org", "desk@example.org", "me@example.org"]
    first, told, last = (BytesParser(policy=policy.default).parsebytes(mail) for _, mail in server[0].taken)
    assert first.get_body(("plain",)).get_content() == told.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert last["Subject"] == f"Test: {told['Subject']}"
    assert desk.outbox() == ("sent",)


def test_a_test_mail_that_is_refused_says_why(desk: Desk, server: tuple[Faulty, int]) -> None:
    """In the server's words."""
    server[0].script = {"me@example.org": ["refuse reader"]}
    with pytest.raises(BriefingError, match=r"^me@example.org: the server did not take the message \(550"):
        send_test(desk.job, desk.context, Address("me@example.org"))


def test_a_time_that_was_due_is_kept_across_the_change_to_summer_time(desk: Desk) -> None:
    """The period is the time of the job's clock."""
    for day in (27, 28, 29):
        desk.clock.moment = datetime(2032, 3, day, 7, 0, 30, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
        desk.put(f"{day}.txt", BRIDGE.replace("Lannick", f"Lannick{'abc'[day - 27]}").replace("Thursday", f"{day} May"))
        desk.run()
    with opened(desk.home / "harbour.sqlite") as db:
        assert [each.period for each in Outbox(db, "harbour").letters("sent")] == [
            "due 2032-03-27T07:00+01:00", "due 2032-03-28T07:00+02:00", "due 2032-03-29T07:00+02:00"]


def test_a_database_of_another_form_is_left_alone(desk: Desk) -> None:
    """A file that is none, and one of a later version."""
    (desk.home / "harbour.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(BriefingError, match=r"harbour\.sqlite: the database can't be used"):
        desk.run()
    (desk.home / "harbour.sqlite").unlink()
    with sqlite3.connect(desk.home / "harbour.sqlite") as db:
        db.execute("PRAGMA user_version = 7")
    with pytest.raises(BriefingError, match=rf"made by another version of this program \(form 7, not {VERSION}\)"):
        desk.run()


def test_a_reader_has_one_message_for_a_time_whatever_was_lost(desk: Desk, server: tuple[Faulty, int]) -> None:
    """The outbox itself refuses a second one, even where what was told has been forgotten: the server gets one."""
    desk.run()
    with sqlite3.connect(desk.home / "harbour.sqlite") as db:
        for each in ("seen", "told", "runs"):
            db.execute(f"DELETE FROM {each}")
    desk.run()
    assert desk.outbox() == ("sent",)
    assert [reader for reader, _ in server[0].taken] == ["desk@example.org"]


def test_a_language_model_is_asked_through_the_door_that_is_handed_in(
        desk: Desk, server: tuple[Faulty, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened for the settings of the run, once, and not at all where nothing is new."""
    opened_for: list[str] = []
    asked: list[object] = []
    real, door = pipeline.run, object()

    @contextmanager
    def asking(settings: Settings) -> Iterator[object]:
        opened_for.append(settings.engine)
        yield door

    def run_with(*arguments: object, ask: object = None, **keywords: object) -> pipeline.Outcome:
        asked.append(ask)
        return real(*arguments, **keywords)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "run", run_with)
    context = replace(desk.context, asking=asking)  # type: ignore[arg-type]
    assert [run(desk.job, context).outcome for _ in range(2)] == ["told", "nothing new"]
    assert (opened_for, asked) == (["extractive"], [door])


def test_what_a_budget_left_unread_is_new_for_the_next_run(
        desk: Desk, server: tuple[Faulty, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """The mail says that it is incomplete; a document without facts is not taken for known."""
    desk.put("2_rebuilt.txt", REBUILT)
    real = pipeline.run

    def poor(*arguments: object, **keywords: object) -> pipeline.Outcome:
        outcome = real(*arguments, **keywords)  # type: ignore[arg-type]
        read = next(each.id for each in outcome.briefing.documents if each.text == FIRE)
        facts = tuple(each for each in outcome.briefing.facts if each.document == read)
        kept = {each.id for each in facts}
        sections = tuple(replace(each, sentences=tuple(s for s in each.sentences if set(s.facts) <= kept))
                         for each in outcome.briefing.sections)
        claims = tuple(each for each in outcome.briefing.claims if set(each.facts) <= kept)
        return replace(outcome, briefing=replace(
            outcome.briefing, facts=facts, sections=sections, claims=claims, divergences=(),
            incomplete="the cost limit was reached"))

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "run", poor)
        desk.run()
    desk.clock.moment += timedelta(days=1)
    assert desk.run().fresh == 1
    first, second = texts(server)
    assert "! Incomplete: the cost limit was reached." in first
    assert "Hugo Sand" not in first
    assert "Hugo Sand" in second


def test_a_figure_that_stood_on_the_page_alone_has_moved_too(desk: Desk, server: tuple[Faulty, int]) -> None:
    """The mail had no room for it; who read the page is told what became of it."""
    desk.tell = "sentences = 1"
    desk.put("fire.txt", "Fire at the mill of Oster\nOster Post | 2032-03-22\n\nSix people were hurt when the mill of "
                         "Oster burned down, the fire brigade said.\n")
    desk.put("trees.txt", "Trees block the road to Brae\nCape Monitor | 2032-03-22\n\nThirty-five trees fell on the "
                          "road to Brae in the gale, the road office said.\n")
    desk.run()
    desk.clock.moment += timedelta(days=1)
    desk.put("update.txt", "Road to Brae still closed\nCape Monitor | 2032-03-23\n\nForty-one trees fell on the road "
                           "to Brae in the gale, not thirty-five as first reported, the road office said.\n")
    desk.run()
    first, second = (mail.decode() for _, mail in server[0].taken)
    assert "Thirty-five trees" not in first.partition("attachment")[0]
    assert "forty-one, earlier thirty-five" in second
