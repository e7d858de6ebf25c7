"""A job in a folder of its own, with a clock that somebody else sets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from far import FAR
from served import quick

from briefing.jobs.deliver import Time
from briefing.jobs.job import Job, read_job
from briefing.jobs.making import RunContext
from briefing.jobs.outbox import Outbox
from briefing.jobs.run import Report, run
from briefing.jobs.state import State, opened

MONDAY = datetime(2032, 3, 22, 6, 0, tzinfo=UTC)

JOB = """\
title = "Harbour desk"
schedule = "0 7 * * *"
timezone = "Europe/Berlin"
{top}
{sources}
[settings]
engine = "extractive"
{settings}
[tell]
{tell}
[mail]
from = "Briefing <briefing@example.org>"
to = [{readers}]
host = "127.0.0.1"
port = {port}
timeout = {timeout}
{mail}
"""


@dataclass
class Clock:
    """A clock that stands still, and jumps where somebody waits."""

    moment: datetime = MONDAY
    waited: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        """What it shows."""
        return self.moment

    def sleep(self, seconds: float) -> None:
        """Jump ahead."""
        self.waited.append(seconds)
        self.moment += timedelta(seconds=seconds)


@dataclass
class Desk:
    """A job file and what a run of it needs."""

    home: Path
    port: int = 1
    timeout: float = FAR
    readers: tuple[str, ...] = ("desk@example.org",)
    sources: str = '[[sources]]\nfolder = "inbox"'
    top: str = ""
    settings: str = ""
    tell: str = ""
    mail: str = 'security = "none"'
    environ: Mapping[str, str] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        (self.home / "inbox").mkdir(parents=True, exist_ok=True)

    @property
    def file(self) -> Path:
        """The job file, written anew."""
        path = self.home / "harbour.toml"
        path.write_text(JOB.format(
            top=self.top, sources=self.sources, settings=self.settings, tell=self.tell, port=self.port, mail=self.mail,
            timeout=self.timeout, readers=", ".join(f'"{each}"' for each in self.readers)), encoding="utf-8")
        return path

    @property
    def job(self) -> Job:
        """The job, read."""
        return read_job(self.file, self.environ)

    @property
    def context(self) -> RunContext:
        """What a run knows of the world."""
        return RunContext(self.environ, Time(self.clock.now, self.clock.sleep), lambda: 0.0, web=lambda _: quick())

    def put(self, name: str, text: str) -> None:
        """A document in the inbox."""
        path = self.home / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(self) -> Report:
        """One run."""
        return run(self.job, self.context)

    def told(self) -> int:
        """How many claims readers were told so far."""
        with opened(self.home / "harbour.sqlite") as db:
            return sum(each.kind == "claim" for each in State(db, "harbour").told())

    def states(self) -> dict[str, str]:
        """Where the last message to each reader is."""
        with opened(self.home / "harbour.sqlite") as db:
            found = db.execute("SELECT reader, state FROM outbox ORDER BY id").fetchall()
        return dict(found)

    def outbox(self) -> tuple[str, ...]:
        """The states of all messages, in the order they were kept."""
        with opened(self.home / "harbour.sqlite") as db:
            return tuple(each.state for each in Outbox(db, "harbour").letters(
                "waiting", "sending", "sent", "refused", "given up", "parked", "dropped"))
