"""Erasing what a job keeps of documents: what was told of them, messages that were sent, replies that quote them, and
what it fetched itself."""

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from os.path import dirname, normpath
from pathlib import Path, PurePosixPath

from briefing import private
from briefing.errors import BriefingError
from briefing.jobs.job import Job
from briefing.jobs.outbox import Outbox
from briefing.jobs.shelf import Shelf
from briefing.jobs.source import REMOTE
from briefing.jobs.state import State, locked, opened, transaction
from briefing.llm.replies import Replies
from briefing.settings import replies_path
from briefing.sources.files import home
from briefing.sources.load import load

TELLING = 30  # letters of a stretch of text by which a reply is known to quote a document


def forget(job: Job, pattern: str, environ: Mapping[str, str]) -> tuple[int, int, int]:
    """How many documents were forgotten, and with them how much of what was told, and how many replies.

    Raises `BusyError` while a run is at work.
    """
    with locked(job.state, job.name), opened(job.state) as db:
        state, outbox = State(db, job.name), Outbox(db, job.name)
        meant = {sha256: path for sha256, path in state.paths() if _fits(path, pattern)}
        passages = {one.passage for each in state.told() for side in each.sides for one in side.traces
                    if one.sha256 in meant}
        if not meant:
            return 0, 0, 0
        quoting = set(_stretches([*passages, *_texts(meant.values(), job.file.parent)]))
        with transaction(db):
            told = state.forget(set(meant))
            Shelf(db, job.name).forget(set(meant))
            outbox.forget()
        _erase(job, meant.values())
    kept = replies_path(job.settings, environ)
    if kept is None or private.is_absent(kept):
        return len(meant), told, 0
    with Replies(kept) as replies:
        return len(meant), told, replies.forget(quoting)


def _erase(job: Job, paths: Iterable[str]) -> None:
    """Delete the documents that the job itself has kept, because it fetched them."""
    folders = [normpath(each.path) for each in job.sources if each.kind in REMOTE]
    for path in paths:
        there = home(path, job.file.parent)
        if there and dirname(normpath(there[0])) in folders:
            there[0].unlink()


def _fits(path: str, pattern: str) -> bool:
    return fnmatchcase(path, pattern) or fnmatchcase(path, f"*/{pattern}") or PurePosixPath(path).name == pattern


def _texts(paths: Iterable[str], folder: Path) -> Iterator[str]:
    """The texts of those that still lie where they were."""
    for path in paths:
        there = home(path, folder)
        if there and not there[1]:
            try:
                documents, _ = load([there[0]])
            except BriefingError:
                continue
            yield from (each.text for each in documents)


def _stretches(texts: Iterable[str]) -> Iterator[str]:
    """Stretches of text that stand in a reply as they do in a document: without quote marks and line breaks."""
    for text in texts:
        parts = map(str.strip, re.split(r"[\"\\\n\r“”‘’]|(?<=[.!?]) ", text))
        yield from (each for each in parts if len(each) >= TELLING)
