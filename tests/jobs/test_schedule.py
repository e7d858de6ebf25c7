"""Keeping time: missed runs are made once, a job is never started twice, and an end is an end."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from pwd import getpwuid

import pytest
from desk import MONDAY, Desk
from far import FAR, until

from briefing.errors import UsageError
from briefing.jobs.cron import Cron
from briefing.jobs.job import Job, read_job
from briefing.jobs.keep import Due, Runs, keep, missed, scheduler
from briefing.jobs.state import State, opened, transaction
from briefing.jobs.timers import crontab, systemd


class Often:
    """A schedule that is due every fiftieth of a second."""

    def next(self, after: datetime) -> datetime:
        """A little later."""
        return after + timedelta(seconds=0.02)

    def last(self, now: datetime) -> datetime:
        """A little earlier."""
        return now - timedelta(seconds=0.02)


def often(desk: Desk) -> Job:
    """A job that is due all the time."""
    job = desk.job
    object.__setattr__(job, "schedule", Often())
    return job


def ran(desk: Desk, at: datetime) -> None:
    """As after a run."""
    with opened(desk.job.state) as db, transaction(db):
        State(db, "harbour").ran(at, None, "nothing new")


def test_runs_missed_in_sleep_are_one_run(tmp_path: Path) -> None:
    """The scheduler is told so for each job."""
    desk = Desk(tmp_path)
    keeper = scheduler([desk.job], lambda job: 0, lambda job: 0, now=MONDAY, say=print)
    (entry,) = keeper.get_jobs()
    keeper.start(paused=True)
    try:
        (entry,) = keeper.get_jobs()
        assert (entry.coalesce, entry.max_instances, entry.misfire_grace_time) == (True, 1, None)
        assert entry.next_run_time == MONDAY + timedelta(days=1)
        slept = entry._get_run_times(MONDAY + timedelta(days=5, minutes=1))
        assert len(slept) == 5
    finally:
        keeper.shutdown(wait=False)


def test_a_run_missed_while_nobody_kept_time_is_made_at_the_start(tmp_path: Path) -> None:
    """Not for a job that has never run, nor for one that has run since."""
    desk = Desk(tmp_path)
    assert not missed(desk.job, MONDAY)
    ran(desk, MONDAY - timedelta(days=3))
    assert missed(desk.job, MONDAY)
    keeper = scheduler([desk.job], lambda job: 0, lambda job: 0, now=MONDAY, say=print)
    keeper.start(paused=True)
    assert keeper.get_jobs()[0].next_run_time == MONDAY
    keeper.shutdown(wait=False)
    ran(desk, MONDAY)
    assert not missed(desk.job, MONDAY)


def test_a_job_that_is_still_at_work_is_not_started_again(tmp_path: Path) -> None:
    """The time is left out, and that is said."""
    said: list[str] = []
    together, most, done = [0], [0], threading.Event()

    def say(line: str) -> None:
        said.append(line)
        if len(said) == 3:
            done.set()

    def start(job: Job) -> int:
        together[0] += 1
        most[0] = max(most[0], together[0])
        done.wait(FAR)
        together[0] -= 1
        return 0

    keeper = scheduler([often(Desk(tmp_path))], start, start, now=datetime.now(UTC), say=say)
    keeper.start()
    assert done.wait(FAR)
    keeper.shutdown()
    assert most == [1]
    assert set(said) == {"harbour: still at work; this time is left out"}


def test_the_trigger_gives_each_time_once(tmp_path: Path) -> None:
    """Behind the previous one; the first behind now."""
    schedule = Desk(tmp_path).job.schedule
    assert isinstance(schedule, Cron)
    first = Due(schedule).get_next_fire_time(None, MONDAY)
    assert first == MONDAY + timedelta(days=1)
    assert Due(schedule).get_next_fire_time(first, MONDAY + timedelta(days=9)) == MONDAY + timedelta(days=2)


def test_an_end_ends_the_runs_too(tmp_path: Path) -> None:
    """They are asked, and waited for; none is started after."""
    marks = tmp_path / "marks"
    program = ("import pathlib, signal, sys; mark = pathlib.Path(sys.argv[1]); "
               "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM]); "  # one that comes before the wait is kept
               "mark.write_text('begun'); signal.sigwait([signal.SIGTERM]); mark.write_text('ended')")
    runs, ended = Runs([sys.executable, "-c", program, str(marks)]), threading.Event()
    keeper = scheduler([often(Desk(tmp_path))], runs.start, runs.send, now=datetime.now(UTC), say=lambda line: None)
    keeping = threading.Thread(target=keep, args=(keeper, runs, ended))
    keeping.start()
    until(lambda: marks.exists() and marks.read_text(), "a run is at work")
    ended.set()
    keeping.join(FAR)
    assert not keeping.is_alive()
    assert marks.read_text() == "ended"
    assert runs.start(Desk(tmp_path).job) == 0


def test_an_end_is_seen_though_nothing_wakes_the_wait(tmp_path: Path) -> None:
    """A signal that comes just before the wait begins sets the event, and its call returns before the wait does."""
    class Unwoken(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            assert timeout is not None, "waits for ever"
            over = self.is_set()
            self.set()
            return over

    keeper = scheduler([], lambda job: 0, lambda job: 0, now=MONDAY, say=print)
    keep(keeper, Runs([]), Unwoken())
    assert not keeper.running


def test_sigterm_ends_the_scheduler(tmp_path: Path) -> None:
    """With 0, since that is how one ends it."""
    desk = Desk(tmp_path)
    process = subprocess.Popen([sys.executable, "-m", "briefing", "schedule", str(desk.file)], stderr=subprocess.PIPE,
                               text=True, env={**os.environ, "TZ": "UTC"})
    assert process.stderr
    assert process.stderr.readline().startswith("briefing: harbour: due next ")
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=FAR)[1] == "briefing: ended\n"
    assert process.returncode == 0


def test_a_unit_is_of_whoever_prints_it(tmp_path: Path) -> None:
    """Also where no variable says who that is: the account that owns the job's files may read them."""
    desk = Desk(tmp_path)
    environment = {name: value for name, value in os.environ.items() if name not in {"USER", "LOGNAME"}}
    for more, name in (({}, getpwuid(os.geteuid()).pw_name), ({"USER": "desk"}, "desk")):
        printed = subprocess.run([sys.executable, "-m", "briefing", "schedule", str(desk.file), "--print", "systemd"],
                                 stdout=subprocess.PIPE, text=True, env={**environment, **more}, check=True,
                                 timeout=FAR).stdout
        assert f"\nUser={name}\n" in printed


def test_the_line_for_a_crontab(tmp_path: Path) -> None:
    """With what the shell and cron would take for signs of their own made safe."""
    desk = Desk(tmp_path / "50% of it")
    line = crontab(desk.job, ["/usr/bin/briefing"], desk.job.zone)
    file = str(desk.file).replace("%", "\\%")
    assert line == f"# Harbour desk: 0 7 * * * (Europe/Berlin)\n0 7 * * * /usr/bin/briefing run '{file}'\n"
    assert "CRON_TZ=Europe/Berlin\n" in crontab(desk.job, ["briefing"], UTC)


def test_the_unit_and_the_timer_for_systemd(tmp_path: Path) -> None:
    """The same times, in its own words; a missed one is made up for."""
    desk = Desk(tmp_path)
    file = desk.file
    file.write_text(file.read_text().replace("0 7 * * *", "*/15 6-18 1,15 * 1-5"))
    job = read_job(file, {})
    unit = systemd(job, ["/usr/bin/briefing"], "desk")
    assert f"ExecStart=/usr/bin/briefing run {job.file}\n" in unit
    assert "OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 6..18:0/15:00 Europe/Berlin\n" in unit
    assert "OnCalendar=*-*-1,15 6..18:0/15:00 Europe/Berlin\n" in unit
    assert "Persistent=true\n" in unit


def test_the_hours_of_readers_have_lines_and_timers_of_their_own(tmp_path: Path) -> None:
    """One for each hour, however many readers have it; they send, and do not run the job."""
    desk = Desk(tmp_path)
    desk.sources += "".join(f'\n[[readers]]\naddress = "{name}@example.org"\nhour = "{hour}"'
                            for name, hour in (("a", "18:05"), ("b", "9:30"), ("c", "09:30")))
    job = desk.job
    assert crontab(job, ["briefing"], job.zone).splitlines()[1:] == [
        f"0 7 * * * briefing run {job.file}", f"30 9 * * * briefing outbox {job.file} --due",
        f"5 18 * * * briefing outbox {job.file} --due"]
    run, _, hours = systemd(job, ["/usr/bin/briefing"], "desk").partition("/briefing-harbour-hours.service\n")
    assert "outbox" not in run
    assert f"ExecStart=/usr/bin/briefing outbox {job.file} --due\n" in hours
    assert "OnCalendar=*-*-* 9:30:00 Europe/Berlin\nOnCalendar=*-*-* 18:5:00 Europe/Berlin\n" in hours


def test_the_keeper_sends_at_the_hours_of_readers(tmp_path: Path) -> None:
    """And at its start what an hour that passed has left, unless a run that was missed sends it anyway."""
    desk = Desk(tmp_path)
    desk.sources += '\n[[readers]]\naddress = "a@example.org"\nhour = "9:30"'
    for missed_one, soon in ((False, MONDAY), (True, MONDAY + timedelta(hours=2, minutes=30))):
        if missed_one:
            ran(desk, MONDAY - timedelta(days=3))
        keeper = scheduler([desk.job], lambda job: 0, lambda job: 0, now=MONDAY, say=print)
        keeper.start(paused=True)
        times = {each.id: each.next_run_time for each in keeper.get_jobs()}
        keeper.shutdown(wait=False)
        assert times[f"{desk.job.file} 30 9 * * *"] == soon


def test_a_job_without_schedule_has_no_timer(tmp_path: Path) -> None:
    """Said with the key."""
    desk = Desk(tmp_path)
    job = desk.job
    object.__setattr__(job, "schedule", None)
    with pytest.raises(UsageError, match=r"schedule is missing; say when"):
        systemd(job, ["briefing"], "desk")
