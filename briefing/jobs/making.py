"""What a run tells: the news of the stories that something new joins, as a bulletin for each wish."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from os.path import normpath, relpath
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.jobs.address import Address
from briefing.jobs.arrivals import Arrivals, place
from briefing.jobs.deliver import Time
from briefing.jobs.job import Job
from briefing.jobs.state import Failing, State, stamp
from briefing.jobs.week import week_began
from briefing.settings import Settings, choose_engine

if TYPE_CHECKING:
    from briefing.jobs.told import Told
    from briefing.llm.ask import Ask
    from briefing.model import Briefing
    from briefing.pipeline import Outcome
    from briefing.render.bulletin import Bulletin
    from briefing.runs.following import Before
    from briefing.sources.web import Web
    from briefing.text.gist import Gist
    from briefing.text.neighbours import Elsewhere

USUAL = 25
"""Sentences that are new on one story, at most, where the job does not say."""

SEVERAL = 3
"""Runs in a row in which a source failed, from which the mail names it."""


def _web(settings: Settings) -> "Web":
    from briefing.sources.web import Web

    return Web(settings.allow_private, settings.contact, settings.max_bytes)


@dataclass(frozen=True, slots=True)
class RunContext:
    """What a run knows of the world outside its files: given by the command line, and by a test."""

    environ: Mapping[str, str]
    time: Time
    clock: Callable[[], float]
    """Seconds, of which only differences mean anything."""

    asking: "Callable[[Settings], AbstractContextManager[Ask | None]]" = lambda _: nullcontext()
    """The door to the language model for a run with these settings; None where the embedded engine writes."""

    progress: Callable[[str, int, int], None] | None = None
    web: "Callable[[Settings], Web]" = _web
    """Who fetches for a run with these settings."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A bulletin with what its sending will change."""

    bulletin: "Bulletin"
    told: "tuple[Told, ...]"
    outcome: "Outcome | None"
    own: "tuple[tuple[Address, Bulletin], ...]" = ()
    """The bulletins of readers with wishes of their own."""

    goes_out: bool = True
    """Whether the bulletin goes to the other readers; not where it is only the week that some have to themselves."""


def make(job: Job, state: State, arrivals: Arrivals, failing: Sequence[Failing], context: RunContext) -> Edition | None:
    """What there is to tell now; None where nothing is new and the job wants no word of that."""
    now = context.time.now().astimezone(job.zone)
    daily = replace(job, readers=tuple(each for each in job.readers if not each.weekly))
    day = _made(daily, state, arrivals, failing, context, week_began(state, job.weekly, now))
    weeks = []
    for name in dict.fromkeys(each.weekly for each in job.readers if each.weekly):
        if began := week_began(state, job.week_ends(name), now):
            readers = tuple(each for each in job.readers if each.weekly == name)
            weeks.append(_made(replace(job, readers=readers), state, arrivals, failing, context, began))
    return _together(day, [each for each in weeks if each and each.told], job.tell.nothing_new == "say")


def _together(day: Edition | None, weeks: Sequence[Edition], say: bool) -> Edition | None:
    """The edition of the day with the weeks that some readers have to themselves."""
    if not weeks:
        return day
    own = tuple(each for edition in weeks for each in edition.own)
    heard = [each for edition in (day, *weeks) if edition for each in edition.told]
    outcome = day.outcome if day and day.outcome else weeks[0].outcome
    if day and (day.told or say):
        return replace(day, told=tuple(dict.fromkeys(heard)), outcome=outcome, own=(*day.own, *own))
    return Edition(weeks[0].bulletin, tuple(dict.fromkeys(heard)), outcome, own, goes_out=False)


def _made(job: Job, state: State, arrivals: Arrivals, failing: Sequence[Failing], context: RunContext,
          week: datetime | None) -> Edition | None:
    """What is new since a week began, or where there is none since the last mail, for the readers of a job."""
    now = context.time.now().astimezone(job.zone)
    nothing = begins(job, state) or not (arrivals.fresh or (week and state.saw_after(week)))
    if nothing and job.tell.nothing_new == "silence":
        return None
    from briefing.render.bulletin import Bulletin, News  # here, because a run with nothing new has no use for it

    since = last.astimezone(job.zone) if (last := week or state.last_told()) else None
    notes = tuple(f"{source_line(each)}." for each in failing if each.runs >= SEVERAL)
    silent = Bulletin(job.title, now, None, News(), since=since, notes=notes)
    if nothing:
        return Edition(silent, (), None)
    from briefing.jobs.letter import footer
    from briefing.jobs.news import everything, news, passed_over, telling
    from briefing.jobs.selection import select
    from briefing.jobs.told import called, headlines
    from briefing.render.telling import page_code

    told = state.told(week)
    before = _before(job, state, arrivals, week, now)
    outcome = _briefed(job, arrivals, before, context)
    briefing = outcome.briefing
    notes = (f"By rule, not by the model: {briefing.by_rule}.", *notes) if briefing.by_rule else notes
    notes = (f"Incomplete: {briefing.incomplete}.", *notes) if briefing.incomplete else notes
    found = everything(briefing) if not since else news(
        briefing, told, before.seen, most=job.settings.sentences or USUAL, versions=arrivals.versions,
        meanwhile=state.told()[len(told):])
    if not found:
        return Edition(silent, (), outcome)
    new = frozenset(each.id for each in briefing.documents if before.fresh(each))
    used, shelves = headlines(told), _shelves(job, briefing)
    front = select(briefing, found, new, job.tell.room, used, shelves)
    bulletin = Bulletin(job.title, now, briefing, found, front, since, len(new), job.tell.whole, notes,
                        attached=job.tell.attach, footer=footer(job, page_code(briefing)), week=week is not None)
    own = tuple((each.address, replace(bulletin, focus=each.focus, front=select(
        briefing, found, new, replace(job.tell.room, focus=each.focus, topics=each.topics or job.tell.topics), used,
        shelves))) for each in job.readers)
    fronts = dict.fromkeys((front, *(each.front for _, each in own)))
    if not any(each.items for each in fronts):  # nothing weighs what the job asks for
        return Edition(silent, (), outcome)
    titles = dict.fromkeys(each.items[0].title for each in fronts if each.items)
    known = dict.fromkeys(each for one in fronts for each in telling(briefing, one.news))
    aside = passed_over(briefing, found, tuple(known))
    return Edition(bulletin, (*known, *aside, *map(called, titles)), outcome, own)


def _shelves(job: Job, briefing: "Briefing") -> dict[str, str]:
    """What the job calls the source that each document lies in, in the order of its sources."""
    home = job.file.parent
    return {each.id: source.name for source in job.sources if source.name for each in briefing.documents
            if each.path and Path(normpath(home / each.path)).is_relative_to(normpath(source.path))}


def begins(job: Job, state: State) -> bool:
    """Whether this is the first run of a job that tells only what comes after it."""
    return job.only_new and state.last_run() is None


def _before(job: Job, state: State, arrivals: Arrivals, week: datetime | None, now: datetime) -> "Before":
    """What earlier runs leave to this one; where the shelf holds every known document, only of the stories that a new
    one may join."""
    from briefing.jobs.shelf import Shelf
    from briefing.pipeline import fresh_documents
    from briefing.runs.following import Before
    from briefing.stages.stories import gist_of

    since, shelf = now - timedelta(days=job.keep_days), Shelf(state.db, job.name)
    if job.tell.whole or not len(shelf) or not shelf.is_whole(since):
        return Before(state.seen_until(week), state.stories(), frozenset(state.retired(since)),
                      first_day=job.first_day)
    only = {path for _, path in arrivals.fresh} | {str(each.path) for each in job.sources if each.kind == "file"}
    new = fresh_documents(arrivals.readable, job.settings, only)
    rows = list(shelf.documents(shelf.near(gist_of(each).weights for each in new), week))
    files = {file for _, file, _, _ in rows}
    only |= state.places(files) | {place(each.path, name) for each in arrivals.changed
                                   for name, (_, sha256) in each.files.items() if sha256 in files}
    known = state.seen(each.sha256 for each in new)
    standing = {sha256: story for sha256, _, story, _ in rows} | state.standing(known)
    until = stamp(week) if week else "9999"
    seen = known | {sha256 for sha256, _, _, at in rows if at <= until}

    def elsewhere(here: "Sequence[Gist]", others: "Sequence[Gist]") -> "Elsewhere":
        return shelf.elsewhere([each.weights for each in here], [each.weights for each in others])

    return Before(seen, standing, only=only, elsewhere=elsewhere, first_day=job.first_day)


def _briefed(job: Job, arrivals: Arrivals, before: "Before", context: RunContext) -> "Outcome":
    """The briefing of the stories that something new joins; of all where the page tells the whole."""
    from briefing import pipeline  # here, because a run with nothing new has no use for it

    engine, _ = choose_engine(job.settings, context.environ)
    settings = replace(job.settings, engine=engine, sentences=job.settings.sentences or USUAL)
    with context.asking(settings) as ask:
        outcome = pipeline.run(arrivals.readable, settings, now=context.time.now(), progress=context.progress, ask=ask,
                               before=before, whole=job.tell.whole)
    return replace(outcome, briefing=_at_home(outcome.briefing, job.file.parent))


def _at_home(briefing: "Briefing", home: Path) -> "Briefing":
    """The briefing with paths that start at the job's folder: where on a machine that lies is no reader's business."""
    documents = tuple(replace(each, path=relpath(each.path, home)) if each.path else each
                      for each in briefing.documents)
    return replace(briefing, documents=documents)


def source_line(failing: Failing) -> str:
    """A source that fails, in one line."""
    from briefing.language.en.dates import day

    runs = f" in {failing.runs} runs, since {day(failing.since.date().isoformat())}" if failing.runs > 1 else ""
    return f"{failing.source} could not be read{runs}: {failing.reason}"
