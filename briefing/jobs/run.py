"""One run of a job: look, brief on what is new, keep the messages, send them."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import private
from briefing.errors import BriefingError
from briefing.jobs.address import Address
from briefing.jobs.arrivals import Arrivals, Filed, look
from briefing.jobs.deliver import Delivery, Time, deliver
from briefing.jobs.job import Job
from briefing.jobs.outbox import Envelope, Outbox
from briefing.jobs.state import IN_MEMORY, Failing, State, locked, opened, transaction
from briefing.language.en.dates import day
from briefing.render.phrases import count
from briefing.settings import Settings, choose_engine

if TYPE_CHECKING:
    from briefing.jobs.told import Told
    from briefing.llm.ask import Ask
    from briefing.model import Briefing
    from briefing.pipeline import Before, Outcome
    from briefing.render.bulletin import Bulletin

USUAL = 25
"""Sentences that are new on one story, at most, where the job does not say."""

_PREVIEWS = re.compile(r".+\.(?:eml|html|txt)")
"""What a folder of nothing but previews holds."""

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
"""When documents were seen that no run is to open."""

SEVERAL = 3
"""Runs in a row in which a source failed, from which the mail names it."""


@dataclass(frozen=True, slots=True)
class World:
    """What a run knows of the world outside its files: given by the command line, and by a test."""

    environ: Mapping[str, str]
    time: Time
    clock: Callable[[], float]
    """Seconds, of which only differences mean anything."""

    asking: "Callable[[Settings], AbstractContextManager[Ask | None]]" = lambda _: nullcontext()
    """The door to the language model for a run with these settings; None where the embedded engine writes."""

    progress: Callable[[str, int, int], None] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did."""

    job: str
    outcome: str
    """"told" or "nothing new"."""

    documents: int
    fresh: int
    origins: int
    calls: int
    cost_usd: float
    delivery: Delivery
    failing: tuple[Failing, ...]
    unread: int
    """Documents that could not be read, and sentences that failed verification even after their repair."""

    seconds: float

    def __str__(self) -> str:
        """The health line."""
        mails = f"{count(self.delivery.sent, 'mail')} sent"
        mails += f", {len(self.delivery.open)} waiting" if self.delivery.open else ""
        mails += f", {len(self.delivery.failed)} failed" if self.delivery.failed else ""
        return (f"{self.job}: {self.outcome}; {count(self.documents, 'document')} ({self.fresh:,} new), "
                f"{count(self.origins, 'independent source')}, {count(self.calls, 'call')}, {self.cost_usd:.2f} USD, "
                f"{mails}, {self.seconds:.1f} s")


@dataclass(frozen=True, slots=True)
class Made:
    """A bulletin with what its sending will change."""

    bulletin: "Bulletin"
    told: "tuple[Told, ...]"
    outcome: "Outcome | None"


def run(job: Job, world: World) -> Report:
    """One run: at most one message to each reader, however often it is begun anew.

    Raises `BusyError` where another run is at work, and any other `BriefingError` where the run can't be made; what
    waits in the outbox is sent even then.
    """
    began = world.clock()
    with locked(job.state, job.name), opened(job.state) as db:
        state, outbox = State(db, job.name), Outbox(db, job.name)
        fault: BriefingError | None = None
        arrivals: Arrivals | None = None
        failing: tuple[Failing, ...] = ()
        made: Made | None = None
        try:
            arrivals, failing = _looked(job, state, world)
            made = make(job, state, arrivals, failing, world)
            _keep(job, state, outbox, arrivals, made, world)
        except BriefingError as error:
            fault = error
        delivery = deliver(outbox, job, world.time)
        if fault or arrivals is None:
            raise fault or BriefingError(f"{job.name}: the run came to nothing; run it again")
    outcome = made.outcome if made else None
    usage = outcome.briefing.usage if outcome else None
    return Report(
        job.name, "told" if made and made.told else "nothing new", arrivals.documents, len(arrivals.fresh),
        len(outcome.briefing.origins) if outcome else 0, usage.calls if usage else 0, usage.cost_usd if usage else 0.0,
        delivery, failing, outcome.unread + outcome.failed if outcome else 0, world.clock() - began)


def preview(job: Job, world: World, folder: Path) -> tuple[Path, ...]:
    """What a run would send now, written to `folder` as .eml, .html and .txt; nothing is sent or remembered."""
    from briefing.jobs.letter import envelopes
    from briefing.render.mail import to_html, to_text
    from briefing.render.page import to_page

    with opened(_readable(job.state)) as db:
        state = State(db, job.name)
        arrivals = _look(job, state, world)
        made = make(job, state, arrivals, (), world)
        now = world.time.now()
        due = _due(job, state, now)
    if made is None or not (made.told or job.tell.nothing_new == "say"):
        return ()
    (mail,) = envelopes(made.bulletin, job, _period(job, made, now, due), job.mail.to[:1])
    texts = {".eml": mail.mail, ".html": to_html(made.bulletin).encode(), ".txt": to_text(made.bulletin).encode(),
             ".page.html": to_page(made.bulletin).encode()}
    paths = {folder / f"{job.name}{ending}": data for ending, data in texts.items()}
    try:
        private.make_folder(folder)
        for path, data in paths.items():
            private.write(path, data)
        private.close_folder(folder, _PREVIEWS)
    except OSError as error:
        raise BriefingError(f"{error.filename or folder}: can't be written ({error.strerror}); give another folder "
                            f"with -o") from error
    return tuple(paths)


def send_test(job: Job, world: World, reader: Address) -> Envelope:
    """The last briefing, sent to one address only; where there was none yet, what a run would send now."""
    from briefing.jobs.letter import envelopes, readdressed
    from briefing.jobs.smtp import Line

    now = world.time.now().astimezone(job.zone)
    with opened(_readable(job.state)) as db:
        state, outbox = State(db, job.name), Outbox(db, job.name)
        last = outbox.last_mail()
        made = None if last else make(job, state, _look(job, state, world), (), world)
    if last:
        envelope = readdressed(last, job, reader, now)
    elif made:
        (envelope,) = envelopes(made.bulletin, job, f"test {now.isoformat()}", (reader,))
    else:
        raise BriefingError(f"{job.name}: there is no briefing to send, and nothing in its sources to write one of; "
                            f"put a document there")
    try:
        with Line(job.mail, job.password) as line:
            answer = line.send(job.mail.sender.spec, reader.spec, envelope.mail, lambda: None)
    except OSError as error:
        raise BriefingError(f"{job.mail.host}: can't be reached ({error}); check mail.host and mail.port") from error
    if answer.verdict != "taken":
        raise BriefingError(f"{reader.spec}: the server did not take the message ({answer.reason}); mend that and try "
                            f"again")
    return envelope


def _readable(state: Path) -> Path:
    """The database, where there is one; else one in memory, so that who only looks leaves none behind."""
    return state if state.exists() else IN_MEMORY


def _looked(job: Job, state: State, world: World) -> tuple[Arrivals, tuple[Failing, ...]]:
    """What lies in the sources, and which of them fail; raises where none can be looked at."""
    arrivals = _look(job, state, world)
    with transaction(state.db):
        failing = state.note_sources(arrivals.failed, world.time.now())
    if not arrivals.readable:
        listed = "".join(f"\n- {source_line(each)}" for each in failing)
        raise BriefingError(f"{job.name}: no source can be read:{listed}\nMend the paths, then run again.")
    return arrivals, failing


def _look(job: Job, state: State, world: World) -> Arrivals:
    return look(job.sources, state.seen(), limit=job.settings.max_bytes, filed=state.files(), now=world.time.now(),
                follow_links=job.settings.follow_links)


def source_line(failing: Failing) -> str:
    """A source that fails, in one line."""
    runs = f" in {failing.runs} runs, since {day(failing.since.date().isoformat())}" if failing.runs > 1 else ""
    return f"{failing.source} could not be read{runs}: {failing.reason}"


def make(job: Job, state: State, arrivals: Arrivals, failing: Sequence[Failing], world: World) -> Made | None:
    """What there is to tell now; None where nothing is new and the job wants no word of that."""
    from briefing.render.bulletin import Bulletin, News

    now = world.time.now().astimezone(job.zone)
    since = last.astimezone(job.zone) if (last := state.last_told()) else None
    notes = tuple(f"{source_line(each)}." for each in failing if each.runs >= SEVERAL)
    silent = Bulletin(job.title, now, None, News(), since=since, notes=notes)
    nothing = Made(silent, (), None) if job.tell.nothing_new == "say" else None
    if not arrivals.fresh or _begins(job, state):
        return nothing
    from briefing.jobs.news import everything, news, telling
    from briefing.jobs.selection import select
    from briefing.jobs.told import called, headlines

    told, seen = state.told(), state.seen()
    before = _before(job, state, arrivals, seen, now)
    outcome = _briefed(job, arrivals, before, world)
    briefing = outcome.briefing
    notes = (f"Incomplete: {briefing.incomplete}.", *notes) if briefing.incomplete else notes
    found = everything(briefing) if not since else news(
        briefing, told, seen, most=job.settings.sentences or USUAL, versions=_versions(arrivals, state.files()))
    if not found:
        return Made(silent, (), outcome)
    new = frozenset(each.id for each in briefing.documents if before.fresh(each))
    front = select(briefing, found, new, job.tell.room, headlines(told))
    bulletin = Bulletin(job.title, now, briefing, found, front, since, len(new), job.tell.whole, notes,
                        attached=job.tell.attach)
    titles = tuple(called(each.title) for each in front.items[:1])
    return Made(bulletin, (*telling(briefing, front.news), *titles), outcome)


def _begins(job: Job, state: State) -> bool:
    """Whether this is the first run of a job that tells only what comes after it."""
    return job.only_new and state.last_run() is None


def _before(job: Job, state: State, arrivals: Arrivals, seen: Set[str], now: datetime) -> "Before":
    """What earlier runs leave to this one."""
    from briefing.pipeline import Before

    gone = state.retired(now - timedelta(days=job.keep_days))
    retired = frozenset(path for path, each in arrivals.files.items() if each.sha256 in gone)
    return Before(seen, state.stories(), retired, job.first_day)


def _versions(arrivals: Arrivals, before: Mapping[str, Filed]) -> dict[str, str]:
    """For the sha256 of each file that was overwritten that of its bytes before."""
    return {each.sha256: before[path].sha256 for path, each in arrivals.files.items()
            if path in before and before[path].sha256 != each.sha256}


def _briefed(job: Job, arrivals: Arrivals, before: "Before", world: World) -> "Outcome":
    """The briefing of the stories that something new joins; of all where the page tells the whole."""
    from briefing import pipeline  # here, because a run with nothing new has no use for it

    engine, _ = choose_engine(job.settings, world.environ)
    settings = replace(job.settings, engine=engine, sentences=job.settings.sentences or USUAL)
    with world.asking(settings) as ask:
        outcome = pipeline.run(arrivals.readable, settings, now=world.time.now(), progress=world.progress, ask=ask,
                               before=before, whole=job.tell.whole)
    return replace(outcome, briefing=_at_home(outcome.briefing, job.file.parent))


def _at_home(briefing: "Briefing", home: Path) -> "Briefing":
    """The briefing with paths that start at the job's folder: where on a machine that lies is no reader's business."""
    documents = tuple(replace(each, path=relpath(each.path, home)) if each.path else each
                      for each in briefing.documents)
    return replace(briefing, documents=documents)


def _keep(job: Job, state: State, outbox: Outbox, arrivals: Arrivals, made: Made | None, world: World) -> None:
    """Write the messages, what they tell and the documents behind it, all at once or not at all."""
    now = world.time.now()
    due = _due(job, state, now)
    documents = _read(arrivals, made)
    envelopes: Sequence[Envelope] = ()
    period = ""
    if made and (made.told or job.tell.nothing_new == "say"):
        from briefing.jobs.letter import envelopes as written

        period = _period(job, made, now, due)
        envelopes = written(made.bulletin, job, period, job.mail.to)
    with transaction(state.db):
        at = LONG_AGO if _begins(job, state) else now
        state.remember(documents, made.told if made else (), at, _stories(made))
        state.file(state.files(), arrivals.files)
        state.trim(now - timedelta(days=job.keep_days))
        outbox.put(period, envelopes, now)
        state.ran(now, due, "told" if made and made.told else "nothing new")


def _stories(made: Made | None) -> dict[str, str]:
    """The story of each document of the briefing, by its sha256."""
    if made is None or made.outcome is None:
        return {}
    briefing = made.outcome.briefing
    digests = {each.id: each.sha256 for each in briefing.documents}
    return {digests[document]: story.id for story in briefing.stories for document in story.documents}


def _read(arrivals: Arrivals, made: Made | None) -> list[tuple[str, str]]:
    """(sha256, path) of what this run has read; where a model's budget ended it, only what facts are known of."""
    briefing = made.outcome.briefing if made and made.outcome else None
    if briefing and briefing.incomplete:
        known = {fact.document for fact in briefing.facts}
        return [(each.sha256, each.path or "-") for each in briefing.documents if each.id in known]
    found = [(each.sha256, each.path or "-") for each in briefing.documents] if briefing else []
    return [*arrivals.fresh, *found]


def _due(job: Job, state: State, now: datetime) -> datetime | None:
    """The time that this run is for; None for one between such times, by hand."""
    due = job.schedule.last(now) if job.schedule else None
    last = state.last_due()
    return due if due and (last is None or last < due) else None


def _period(job: Job, made: Made, now: datetime, due: datetime | None) -> str:
    """What a reader gets one message for: the time that was due; for a run between such times, what it tells."""
    if due:
        return f"due {due.isoformat(timespec='minutes')}"
    if not made.told:
        return f"nothing new {now.astimezone(job.zone).date().isoformat()}"
    lines = sorted(f"{one.sha256} {one.passage}" for each in made.told for side in each.sides for one in side.traces)
    lines += sorted(each.summary for each in made.told)
    return f"digest {hashlib.sha256(chr(10).join(lines).encode('utf-8', 'backslashreplace')).hexdigest()[:32]}"
