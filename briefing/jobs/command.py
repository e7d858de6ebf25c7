"""The commands of scheduled jobs: run, schedule and outbox; what they need of the world is handed in."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import BusyError, UsageError

if TYPE_CHECKING:
    from briefing.jobs.job import Job
    from briefing.jobs.making import RunContext
    from briefing.jobs.outbox import Letter
    from briefing.jobs.run import Report
    from briefing.llm.ask import Ask
    from briefing.settings import Settings

SHOWN = 5  # reasons that are listed
DONE, INCOMPLETE, UNDELIVERED, BUSY = 0, 3, 4, 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The world as the command line knows it."""

    environ: Mapping[str, str]
    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    clock: Callable[[], float]
    say: Callable[[object], None]
    """Talk to the user."""

    show: Callable[[str], None]
    """A result."""

    progress: Callable[[], AbstractContextManager[Callable[[str, int, int], None] | None]]
    asking: "Callable[[Settings], AbstractContextManager[Ask | None]]"
    """The door to the language model for a run with these settings."""

    program: Sequence[str]
    """What starts this program anew."""

    zone: Callable[[], tzinfo | None]
    """That of the machine's clock."""


def add(commands: Any, layout: Any, around: Surroundings) -> None:
    """Add the commands to the parser's."""
    run = commands.add_parser("run", formatter_class=layout, help="run a job: brief on what is new and mail it",
                              description="One run of a scheduled job, for cron and systemd timers: brief on what is "
                                          "new in its sources and mail it, each reader once.")
    run.add_argument("job", metavar="JOB", help="job file, as in harbours.toml")
    run.add_argument("--dry-run", action="store_true",
                     help="write what would be sent as .eml, .html and .txt, and so for each reader with wishes "
                          "of their own; send and remember nothing")
    run.add_argument("-o", dest="output", metavar="DIR",
                     help="folder for --dry-run (default: outputs/<name of the job>)")
    run.add_argument("--test-mail", metavar="ADDRESS", help="send the last briefing to this one address, and no other")
    run.set_defaults(command=lambda arguments: _run(arguments, around))
    schedule = commands.add_parser("schedule", formatter_class=layout, help="keep time: run jobs when they are due",
                                   description="Stay and run each job when it is due, until SIGTERM or ctrl-c; or "
                                               "print what makes cron or systemd do it.")
    schedule.add_argument("jobs", nargs="+", metavar="JOB", help="job file with a schedule")
    schedule.add_argument("--print", choices=("crontab", "systemd"), dest="printed",
                          help="print the lines for a crontab, or a systemd service and timer, and leave")
    schedule.set_defaults(command=lambda arguments: _schedule(arguments, around))
    outbox = commands.add_parser("outbox", formatter_class=layout, help="list, send or drop the messages that wait",
                                 description="List the messages of a job that wait, are parked in doubt, or could not "
                                             "be delivered; send them again or drop them.")
    outbox.add_argument("job", metavar="JOB", help="job file")
    outbox.add_argument("--send", nargs="*", metavar="ID", help="send these again (default: all that are listed)")
    outbox.add_argument("--drop", nargs="+", metavar="ID", help="never send these")
    outbox.add_argument("--due", action="store_true",
                        help="send what is due by now, as at a reader's hour, and nothing else")
    outbox.set_defaults(command=lambda arguments: _outbox(arguments, around))
    forget = commands.add_parser("forget", formatter_class=layout, help="erase what a job keeps of documents",
                                 description="Erase what a job keeps of the documents whose path fits a pattern: what "
                                             "readers were told of them, sent messages, and replies of a model that "
                                             "quote them. That they were seen stays known, so that they are not told "
                                             "anew.")
    forget.add_argument("job", metavar="JOB", help="job file")
    forget.add_argument("pattern", metavar="PATTERN", help="as in 'inbox/2032-03/*', or a file's name")
    forget.set_defaults(command=lambda arguments: _forget(arguments, around))


def _run(arguments: argparse.Namespace, around: Surroundings) -> int:
    from briefing.jobs.address import read_address
    from briefing.jobs.job import read_job
    from briefing.jobs.run import preview, run, send_test

    if arguments.output and not arguments.dry_run:
        raise UsageError("-o: goes with --dry-run; leave it out")
    if arguments.dry_run and arguments.test_mail:
        raise UsageError("--test-mail: sends, and --dry-run does not; leave one of them out")
    job = read_job(Path(arguments.job), around.environ, sends=not arguments.dry_run)
    try:
        with around.progress() as progress:
            context = _context(around, progress)
            if arguments.dry_run:
                folder = Path(arguments.output) if arguments.output else Path("outputs") / job.name
                written = preview(job, context, folder)
                around.say(", ".join(map(str, written)) or f"{job.name}: nothing new; nothing would be sent")
                return DONE
            if arguments.test_mail is not None:
                envelope = send_test(job, context, _given(read_address, arguments.test_mail, "--test-mail"))
                around.say(f"{job.name}: the last briefing went to {envelope.reader} only")
                return DONE
            report = run(job, context)
    except BusyError as error:
        around.say(error)
        return BUSY
    return _report(job, report, around)


def _report(job: "Job", report: "Report", around: Surroundings) -> int:
    """Say what a run did; its exit code."""
    from briefing.jobs.making import source_line

    for failing in report.failing:
        around.say(f"{report.job}: {source_line(failing)}")
    for letter in (*report.delivery.failed, *report.delivery.open):
        around.say(f"{report.job}: {letter.reader}: {letter.state}; {letter.reason or 'not tried yet'}")
    for each in report.unread_why[:SHOWN]:
        around.say(f"{report.job}: {each}")
    if len(report.unread_why) > SHOWN:
        around.say(f"{report.job}: … and {len(report.unread_why) - SHOWN} more")
    for letter in report.delivery.held:
        around.say(f"{report.job}: {letter.reader}: {_until(job, letter)}")
    around.say(report)
    if report.delivery.failed or report.delivery.open:
        return UNDELIVERED
    return INCOMPLETE if report.failing or report.unread else DONE


def _schedule(arguments: argparse.Namespace, around: Surroundings) -> int:
    from briefing.jobs.job import read_job

    jobs = [read_job(Path(each), around.environ, sends=not arguments.printed) for each in arguments.jobs]
    for job in jobs:
        if job.schedule is None:
            raise UsageError(f"{job.file}: schedule is missing; say when, as in schedule = \"0 7 * * 1-5\"")
    if arguments.printed:
        from briefing.jobs.timers import crontab, systemd

        for job in jobs:
            user = around.environ.get("USER") or around.environ.get("LOGNAME") or _account()
            around.show(systemd(job, around.program, user) if arguments.printed == "systemd"
                        else crontab(job, around.program, around.zone()))
        return DONE
    return _stay(jobs, around)


def _account() -> str:
    """Whose process this is, by name where it has one."""
    import os
    import pwd

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def _stay(jobs: "Sequence[Job]", around: Surroundings) -> int:
    import signal
    import threading

    from briefing.jobs.keep import Runs, keep, scheduler

    runs, ended, now = Runs(around.program), threading.Event(), around.now()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ended.set())
    for job in jobs:
        due = job.schedule.next(now) if job.schedule else None
        around.say(f"{job.name}: due next {due:%A %d %B %Y %H:%M} ({job.zone})" if due else f"{job.name}: never due")
    keep(scheduler(jobs, runs.start, runs.send, now=now, say=around.say), runs, ended)
    around.say("ended")
    return DONE


def _outbox(arguments: argparse.Namespace, around: Surroundings) -> int:
    from briefing.jobs.job import read_job
    from briefing.jobs.outbox import ENDED_BADLY, OPEN, Outbox
    from briefing.jobs.state import locked, opened

    if arguments.due and (arguments.send is not None or arguments.drop):
        raise UsageError("--due: sends what is due and nothing else; leave --send and --drop out")
    job = read_job(Path(arguments.job), around.environ, sends=arguments.send is not None or arguments.due)
    try:
        if arguments.due:
            return _sent_due(job, around)
        if arguments.send is None and not arguments.drop:
            with opened(job.state) as db:  # a run at work is no reason not to look
                left = Outbox(db, job.name).letters(*OPEN, *ENDED_BADLY)
            return _listed(job, left, around)
        with locked(job.state, job.name), opened(job.state) as db:
            outbox = Outbox(db, job.name)
            outbox.settle_doubt(park=job.mail.on_doubt == "park")
            listed = outbox.letters(*OPEN, *ENDED_BADLY)
            if arguments.drop:
                for letter in _chosen(arguments.drop, listed, "--drop"):
                    outbox.move(letter.id, "dropped", letter.reason)
            if arguments.send is not None:
                from briefing.jobs.deliver import deliver

                now = around.now()
                again = [each for each in listed if arguments.send or not each.is_held(now)]
                for letter in _chosen(arguments.send, again, "--send"):
                    outbox.move(letter.id, "waiting", letter.reason, next=now)
                delivery = deliver(outbox, job, _context(around, None).time)
                around.say(f"{job.name}: {delivery.sent} sent")
            left = outbox.letters(*OPEN, *ENDED_BADLY)
    except BusyError as error:
        around.say(error)
        return BUSY
    return _listed(job, left, around)


def _sent_due(job: "Job", around: Surroundings) -> int:
    """Send what waits and may go by now; where a run is due this very minute, that sends it, and needs the lock."""
    from briefing.jobs.deliver import deliver
    from briefing.jobs.outbox import Outbox
    from briefing.jobs.state import locked, opened

    now = around.now()
    run = job.schedule.last(now) if job.schedule else None
    if run and now - run < timedelta(minutes=1):
        return DONE
    with locked(job.state, job.name), opened(job.state) as db:
        delivery = deliver(Outbox(db, job.name), job, _context(around, None).time)
    around.say(f"{job.name}: {delivery.sent} sent")
    return UNDELIVERED if delivery.failed or delivery.open else DONE


def _listed(job: "Job", left: "Sequence[Letter]", around: Surroundings) -> int:
    now = around.now()
    for letter in left:
        reason = _until(job, letter) if letter.is_held(now) else letter.reason
        around.show(f"{letter.id}\t{letter.state}\t{letter.reader}\t{letter.period}\t{letter.attempts} tried\t"
                    f"{reason}\n")
    if not left:
        around.say(f"{job.name}: the outbox is empty")
    return UNDELIVERED if any(not each.is_held(now) for each in left) else DONE


def _until(job: "Job", letter: "Letter") -> str:
    return f"held until {letter.next.astimezone(job.zone):%Y-%m-%d %H:%M} ({job.zone})"


def _forget(arguments: argparse.Namespace, around: Surroundings) -> int:
    from briefing.jobs.forgetting import forget
    from briefing.jobs.job import read_job

    job = read_job(Path(arguments.job), around.environ, sends=False)
    try:
        documents, told, replies = forget(job, arguments.pattern, around.environ)
    except BusyError as error:
        around.say(error)
        return BUSY
    if not documents:
        raise UsageError(f"PATTERN: {arguments.pattern!r} fits no document that {job.name} has seen; give a path as "
                         "its sources have it, or a part of one with *")
    around.say(f"{job.name}: {documents} forgotten, with {told} of what readers were told and {replies} replies")
    return DONE


def _chosen(ids: Sequence[str], listed: Sequence[Any], flag: str) -> list[Any]:
    """The messages with these ids; all where none is given."""
    known = {str(each.id): each for each in listed}
    if lost := [each for each in ids if each not in known]:
        raise UsageError(f"{flag}: {lost[0]!r} is not in the list; give one of {', '.join(known) or 'none'}")
    return [known[each] for each in ids] if ids else list(listed)


def _context(around: Surroundings, progress: Callable[[str, int, int], None] | None) -> "RunContext":
    from briefing.jobs.deliver import Time
    from briefing.jobs.making import RunContext

    return RunContext(around.environ, Time(around.now, around.sleep), around.clock, around.asking, progress)


def _given(read: Callable[[object], Any], value: str, flag: str) -> Any:
    try:
        return read(value)
    except ValueError as error:
        raise UsageError(f"{flag}: {value!r} {error}") from error
