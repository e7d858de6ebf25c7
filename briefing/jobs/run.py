"""One run of a job: look, brief on what is new, keep the messages, send them."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import private
from briefing.errors import BriefingError
from briefing.jobs.address import Address
from briefing.jobs.arrivals import Arrivals, look
from briefing.jobs.deliver import Delivery, deliver, named_hooks
from briefing.jobs.job import Job
from briefing.jobs.making import Edition, RunContext, begins, make, source_line
from briefing.jobs.outbox import ASIDE, Envelope, Outbox
from briefing.jobs.source import REMOTE
from briefing.jobs.state import IN_MEMORY, Failing, State, locked, opened, transaction
from briefing.regex import lazy_regex
from briefing.render.phrases import count
from briefing.text.address import escaped

if TYPE_CHECKING:
    from briefing.pipeline import Outcome
    from briefing.render.bulletin import Bulletin

_PREVIEWS = lazy_regex(r".+\.(?:eml|html|txt)")
"""What a folder of nothing but previews holds."""

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
"""When documents were seen that no run is to open."""

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
    unread_why: tuple[str, ...] = ()
    """Why, a line each."""

    def __str__(self) -> str:
        """The health line."""
        mails = f"{count(self.delivery.sent, 'mail')} sent"
        mails += f", {len(self.delivery.open)} waiting" if self.delivery.open else ""
        mails += f", {len(self.delivery.held)} held" if self.delivery.held else ""
        mails += f", {len(self.delivery.failed)} failed" if self.delivery.failed else ""
        return (f"{self.job}: {self.outcome}; {count(self.documents, 'document')} ({self.fresh:,} new), "
                f"{count(self.origins, 'independent source')}, {count(self.calls, 'call')}, {self.cost_usd:.2f} USD, "
                f"{mails}, {self.seconds:.1f} s")


def run(job: Job, context: RunContext) -> Report:
    """One run: at most one message to each reader, however often it is begun anew.

    Raises `BusyError` where another run is at work, and any other `BriefingError` where the run can't be made; what
    waits in the outbox is sent even then.
    """
    began = context.clock()
    with locked(job.state, job.name), opened(job.state) as db:
        state, outbox = State(db, job.name), Outbox(db, job.name)
        fault: BriefingError | None = None
        arrivals: Arrivals | None = None
        failing: tuple[Failing, ...] = ()
        edition: Edition | None = None
        left: list[str] = []
        documents = 0
        try:
            arrivals, failing, left = _looked(job, state, context)
            edition = make(job, state, arrivals, failing, context)
            _keep(job, state, outbox, arrivals, edition, context)
            documents = state.documents()
        except BriefingError as error:
            fault = error
        _warn(job, outbox, _problems(edition, failing, fault), context)
        delivery = deliver(outbox, job, context.time)
        if delivery.failed:
            _warn(job, outbox, [f"{each.reader}: {each.state}; {each.reason}" for each in delivery.failed], context)
            deliver(outbox, job, context.time)
        if fault or arrivals is None:
            raise fault or BriefingError(f"{job.name}: the run came to nothing; run it again")
    outcome = edition.outcome if edition else None
    usage = outcome.briefing.usage if outcome else None
    return Report(
        job.name, "told" if edition and edition.told else "nothing new", documents, len(arrivals.fresh),
        len(outcome.briefing.origins) if outcome else 0, usage.calls if usage else 0, usage.cost_usd if usage else 0.0,
        delivery, failing, len(left) + (outcome.unread + outcome.failed if outcome else 0), context.clock() - began,
        (*left, *(_unread(outcome) if outcome else ())))


def _unread(outcome: "Outcome") -> Iterator[str]:
    """Why documents could not be read, and how many sentences did not hold."""
    from briefing.sources.load import unread

    yield from (f"{each.item} could not be read: {each.reason}" for each in unread(outcome.briefing.skipped))
    if outcome.failed:
        yield f"{count(outcome.failed, 'sentence')} failed verification even after repair, and can't be told"


def preview(job: Job, context: RunContext, folder: Path) -> tuple[Path, ...]:
    """What a run would send now, written to `folder` as .eml, .html and .txt; nothing is sent or remembered.

    First what the job tells, then what each reader with wishes of their own is told, in files with their address."""
    from briefing.jobs.letter import envelopes
    from briefing.render.mail import to_html, to_text
    from briefing.render.page import to_page

    with opened(_readable(job.state)) as db:
        now = context.time.now()
        from briefing.jobs.gathering import rehearsed

        with rehearsed(job, State(db, job.name)) as (tried, state):
            arrivals, _ = _look(tried, state, context)
            edition = make(tried, state, arrivals, (), context)
            due = _due(job, state, now)
    if edition is None or not (edition.told or job.tell.nothing_new == "say"):
        return ()
    period = _period(job, edition, now, due)
    paths: dict[Path, bytes] = {}
    told = ((job.name, job.mail.to[0], edition.bulletin),
            *((f"{job.name}.{_as_file(reader)}", reader, bulletin) for reader, bulletin in edition.own))
    for name, reader, bulletin in told:
        (mail,) = envelopes(bulletin, job, period, [reader])
        texts = {".eml": mail.mail, ".html": to_html(bulletin).encode(), ".txt": to_text(bulletin).encode(),
                 ".page.html": to_page(bulletin).encode()}
        paths |= {folder / f"{name}{ending}": data for ending, data in texts.items()}
    try:
        private.make_folder(folder)
        for path, data in paths.items():
            private.write(path, data)
        private.close_folder(folder, _PREVIEWS)
    except OSError as error:
        raise BriefingError(f"{error.filename or folder}: can't be written ({error.strerror}); give another folder "
                            f"with -o") from error
    return tuple(paths)


def _as_file(reader: Address) -> str:
    """An address as part of a file's name; what could lead elsewhere in it is spelled out."""
    return escaped(reader.spec).replace("%40", "@").replace("%2B", "+")


def send_test(job: Job, context: RunContext, reader: Address) -> Envelope:
    """The last briefing, sent to one address only; where there was none yet, what a run would send now."""
    from briefing.jobs.letter import envelopes, readdressed
    from briefing.jobs.smtp import Line

    now = context.time.now().astimezone(job.zone)
    with opened(_readable(job.state)) as db:
        state, outbox = State(db, job.name), Outbox(db, job.name)
        last = outbox.last_mail()
        edition = None if last else _tried(job, state, context)
    if last:
        envelope = readdressed(last, job, reader, now)
    elif edition:
        (envelope,) = envelopes(edition.bulletin, job, f"test {now.isoformat()}", (reader,))
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


def _tried(job: Job, state: State, context: RunContext) -> Edition | None:
    """What a run would tell now."""
    from briefing.jobs.gathering import rehearsed

    with rehearsed(job, state) as (tried, other):
        return make(tried, other, _look(tried, other, context)[0], (), context)


def _readable(state: Path) -> Path:
    """The database, where there is one; else one in memory, so that who only looks leaves none behind."""
    return IN_MEMORY if private.is_absent(state) else state


def _looked(job: Job, state: State, context: RunContext) -> tuple[Arrivals, tuple[Failing, ...], list[str]]:
    """What lies in the sources, which of them fail, and what was left out of one; raises where none can be looked
    at."""
    arrivals, left = _look(job, state, context)
    with transaction(state.db):
        failing = state.note_sources(arrivals.failed, context.time.now())
    if not arrivals.readable:
        listed = "".join(f"\n- {source_line(each)}" for each in failing)
        raise BriefingError(f"{job.name}: no source can be read:{listed}\nMend the paths, then run again.")
    return arrivals, failing, left


def _look(job: Job, state: State, context: RunContext) -> tuple[Arrivals, list[str]]:
    """What lies in the sources, those that are fetched included, and what was left out of these."""
    now = context.time.now()
    faults, left = _gathered(job, state, context, now) if _fetches(job) else ({}, [])
    arrivals = look(job.sources, state, limit=job.settings.max_bytes, now=now, follow_links=job.settings.follow_links,
                    faults=faults)
    return arrivals, left


def _fetches(job: Job) -> bool:
    return any(each.kind in REMOTE for each in job.sources)


def _gathered(job: Job, state: State, context: RunContext, now: datetime) -> tuple[dict[str, str], list[str]]:
    """What is new in the sources that are fetched is in their folders now; why one could not be, by its place, and what
    was left out of one."""
    from briefing.jobs.gathering import gather  # here, because a job of folders has no use for it

    gathered = gather(job, state, context.web(job.settings), now)
    return gathered.faults, gathered.left


def _problems(edition: Edition | None, failing: Sequence[Failing], fault: BriefingError | None) -> list[str]:
    """What of a run needs somebody's hand: the run itself, a source that begins to fail, a budget that was spent."""
    found = [str(fault)] if fault else []
    found += [source_line(each) for each in failing if each.runs == 1]
    briefing = edition.outcome.briefing if edition and edition.outcome else None
    return [*found, f"Incomplete: {briefing.incomplete}."] if briefing and briefing.incomplete else found


def _warn(job: Job, outbox: Outbox, problems: Sequence[str], context: RunContext) -> None:
    """Keep a message to the operator; of the same problems one a day."""
    if not problems or job.mail.operator is None:
        return
    from briefing.jobs.letter import notice

    now = context.time.now().astimezone(job.zone)
    told = "\n".join((now.date().isoformat(), *problems))
    period = f"{ASIDE}{hashlib.sha256(told.encode('utf-8', 'backslashreplace')).hexdigest()[:32]}"
    with transaction(outbox.db):
        outbox.put(period, [notice(job, problems, now, period)], now, aside=True)


def _keep(
    job: Job, state: State, outbox: Outbox, arrivals: Arrivals, edition: Edition | None, context: RunContext
) -> None:
    """Write the messages, what they tell and the documents behind it, all at once or not at all."""
    now = context.time.now()
    due = _due(job, state, now)
    documents = _read(arrivals, edition)
    envelopes: Sequence[Envelope] = ()
    period = ""
    if edition and (edition.told or job.tell.nothing_new == "say"):
        period = _period(job, edition, now, due)
        envelopes = [_held(job, each, due or now) for each in _written(job, edition, period)]
    with transaction(state.db):
        at = LONG_AGO if begins(job, state) else now
        state.remember(documents, edition.told if edition else (), at, _stories(edition))
        state.file(arrivals)
        _shelve(job, state, edition, now - timedelta(days=job.keep_days))
        state.trim(now - timedelta(days=job.keep_days))
        outbox.put(period, envelopes, now)
        state.ran(now, due, "told" if edition and edition.told else "nothing new")
    if _fetches(job):
        from briefing.jobs.gathering import prune

        prune(job, state, now - timedelta(days=job.keep_days))


def _shelve(job: Job, state: State, edition: Edition | None, since: datetime) -> None:
    """Note what was read so that its like is found, and take away what is compared with nothing any more."""
    from briefing.jobs.shelf import Shelf, Shelved  # here, because a run with nothing new has no use for it
    from briefing.sources.files import home, shown

    shelf = Shelf(state.db, job.name)
    shelf.retire(since)
    if edition is None or edition.outcome is None:
        return
    read = edition.outcome.read
    known = state.seen(each.sha256 for each in read)
    there = ((each, home(each.path, job.file.parent)) for each in read if each.sha256 in known)
    shelf.put((Shelved(each.sha256, state.content(shown(str(file[0]))) if file else "", each.story, each.gist.weights)
               for each, file in there))
    shelf.fill(since)


def _written(job: Job, edition: Edition, period: str) -> list[Envelope]:
    """A message to each reader and each channel; the page is in the archive before any of them can lead there."""
    from briefing.jobs.archive import keep, place
    from briefing.jobs.letter import envelopes, message_id
    from briefing.render.posts import post

    where = place(job, period, edition.bulletin.now) if edition.told and edition.goes_out else None
    if where:
        keep(job, edition.bulletin, where)
    page = where.url if where else ""

    def kept(bulletin: "Bulletin") -> "Bulletin":
        if bulletin.briefing is not edition.bulletin.briefing:  # the week of one reader is on no page of the day
            return bulletin
        return replace(bulletin, page=page, attached=bulletin.attached and not page)

    own = dict(edition.own)
    found = [each for reader, bulletin in own.items() for each in envelopes(kept(bulletin), job, period, [reader])]
    if not edition.goes_out:
        return found
    apart = {*own, *(each.address for each in job.readers if each.weekly)}
    found += envelopes(kept(edition.bulletin), job, period, [each for each in job.addresses if each not in apart])
    hooks = (Envelope(name, message_id(job, period, Address(name)), post(form, kept(edition.bulletin)))
             for (name, _), (form, _) in zip(named_hooks(job), job.hooks, strict=True))
    return [*found, *hooks]


def _held(job: Job, envelope: Envelope, due: datetime) -> Envelope:
    """The message, not to go before the first time from `due` on that is its reader's hour."""
    hour = next((each.hour for each in job.readers if each.address.spec == envelope.reader), None)
    return replace(envelope, held=job.hour(hour).next(due - timedelta(seconds=1))) if hour else envelope


def _stories(edition: Edition | None) -> dict[str, str]:
    """The story of each document of the briefing, by its sha256."""
    if edition is None or edition.outcome is None:
        return {}
    briefing = edition.outcome.briefing
    digests = {each.id: each.sha256 for each in briefing.documents}
    return {digests[document]: story.id for story in briefing.stories for document in story.documents}


def _read(arrivals: Arrivals, edition: Edition | None) -> list[tuple[str, str]]:
    """(sha256, path) of what this run has read; where a model's budget ended it, only what facts are known of."""
    briefing = edition.outcome.briefing if edition and edition.outcome else None
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


def _period(job: Job, edition: Edition, now: datetime, due: datetime | None) -> str:
    """What a reader gets one message for: the time that was due; for a run between such times, what it tells."""
    if due:
        return f"due {due.isoformat(timespec='minutes')}"
    if not edition.told:
        return f"nothing new {now.astimezone(job.zone).date().isoformat()}"
    lines = sorted(f"{one.sha256} {one.passage}" for each in edition.told for side in each.sides for one in side.traces)
    lines += sorted(each.summary for each in edition.told)
    weekly = any(each.week for each in (edition.bulletin, *(bulletin for _, bulletin in edition.own)))
    lines += [f"week to {now.astimezone(job.zone).date().isoformat()}"] if weekly else []
    return f"digest {hashlib.sha256(chr(10).join(lines).encode('utf-8', 'backslashreplace')).hexdigest()[:32]}"
