"""Keeping time: jobs started when they are due, each once, until somebody ends it."""

import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobSubmissionEvent
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from briefing import private
from briefing.jobs.cron import Cron
from briefing.jobs.job import Job
from briefing.jobs.state import State, opened

LOOK = 1.0
"""Seconds between two looks at whether it is over: a signal that comes just before a wait begins does not wake it."""


class Due(BaseTrigger):  # type: ignore[misc]  # the library comes without types
    """The times of a cron expression, for the scheduler."""

    __slots__ = ("cron",)

    def __init__(self, cron: Cron) -> None:
        self.cron = cron

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime | None:
        """The time behind the previous one; those that were missed are given too, the scheduler makes one of them."""
        return self.cron.next(previous or now)


@dataclass(slots=True)
class Runs:
    """The runs that are at work; each is a process of its own, so that none can take the others down."""

    command: Sequence[str]
    """What starts the program anew."""

    at_work: set["subprocess.Popen[bytes]"] = field(default_factory=set)
    ended: bool = False

    def start(self, job: Job) -> int:
        """Run a job to its end and return its exit code; none is started once all were ended."""
        return self._started("run", str(job.file))

    def send(self, job: Job) -> int:
        """Send what a job's outbox holds for an hour that has come; the exit code."""
        return self._started("outbox", str(job.file), "--due")

    def _started(self, *words: str) -> int:
        if self.ended:
            return 0
        process = subprocess.Popen([*self.command, *words])
        self.at_work.add(process)
        try:
            if self.ended:  # between the look and the start
                process.terminate()
            return process.wait()
        finally:
            self.at_work.discard(process)

    def end(self) -> None:
        """Ask every run to end, and wait for it."""
        self.ended = True
        for process in tuple(self.at_work):
            process.terminate()
        for process in tuple(self.at_work):
            process.wait()


def scheduler(jobs: Sequence[Job], start: Callable[[Job], int], send: Callable[[Job], int], *, now: datetime,
              say: Callable[[str], None]) -> BackgroundScheduler:
    """A scheduler that calls `start` for each job when it is due, `send` at the hours of its readers; not started yet.

    Runs that were missed while the machine slept are made once, now or when it wakes; a job that is still at work is
    not started a second time.
    """
    keeper = BackgroundScheduler(timezone="UTC", job_defaults={
        "coalesce": True, "max_instances": 1, "misfire_grace_time": None})
    for job in jobs:
        if job.schedule is None:
            continue
        first = now if missed(job, now) else job.schedule.next(now)
        keeper.add_job(start, Due(job.schedule), args=[job], id=str(job.file), name=job.name, next_run_time=first)
        for hour in job.hours:  # what an hour that passed while nobody kept time has left goes now, or with that run
            soon = hour.next(now) if first == now else now
            keeper.add_job(send, Due(hour), args=[job], id=f"{job.file} {hour.text}", name=job.name, next_run_time=soon)

    def busy(event: JobSubmissionEvent) -> None:
        say(f"{keeper.get_job(event.job_id).name}: still at work; this time is left out")

    keeper.add_listener(busy, EVENT_JOB_MAX_INSTANCES)
    return keeper


def missed(job: Job, now: datetime) -> bool:
    """Whether a job that has run before was due since, while nobody kept time."""
    if job.schedule is None or private.is_absent(job.state):
        return False
    with opened(job.state) as db:
        last = State(db, job.name).last_run()
    due = job.schedule.last(now)
    return last is not None and due is not None and last < due


def keep(keeper: BackgroundScheduler, runs: Runs, ended: threading.Event) -> None:
    """Keep time until `ended` is set; the runs at work are asked to end too."""
    keeper.start()
    try:
        while not ended.wait(LOOK):
            pass
    finally:
        keeper.shutdown(wait=False)
        runs.end()
