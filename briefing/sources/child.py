"""The process in which hostile formats are read: its main loop, under limits that the system enforces."""

import gc
import os
import sys
from functools import partial
from importlib import import_module
from types import TracebackType
from typing import IO

from briefing.sources import frames
from briefing.sources.page import UnreadableError
from briefing.text.encoding import NotTextError

try:
    import resource
except ImportError:  # Windows has none: there only the parent's patience ends
    resource = None  # type: ignore[assignment]

LIMIT = 400_000_000
"""Bytes of the longest frame, either way."""

_OPEN_FILES = 64
_MADE = 50_000
"""Objects made before their rings are looked for: a page has thousands of letters and words, and no rings."""

_WRITTEN = 20_000_000  # bytes of a file it may write: compiled modules, and nothing else worth a file


def main(memory: int, seconds: int) -> None:
    """Read what is sent, one input after the other, until the pipe closes.

    Each may take `seconds` of processor time, all of them `memory` bytes; the system ends the process beyond.
    """
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")  # open until the end: a fault is told too
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)  # what a parser prints is no answer
    sys.excepthook = partial(_fault, answers)
    _bound(memory)
    gc.set_threshold(_MADE)
    while frame := frames.read(asked, LIMIT):
        _allow(seconds)
        _answer(answers, frame[0]["load"], frame[1][0])


def _answer(answers: IO[bytes], load: str, data: bytes) -> None:
    module, _, name = load.partition(":")
    try:
        head, blobs = frames.packed(getattr(import_module(module), name)(data))
    except (UnreadableError, NotTextError) as error:
        head, blobs = {"unreadable": str(error)}, []
    frames.write(answers, head, blobs)


def _fault(answers: IO[bytes], kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
    """What no reader foresaw ends this process, its name told; the next input gets a fresh one."""
    frames.write(answers, {"fault": kind.__name__})


def _bound(memory: int) -> None:
    if resource is None:
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, _WRITTEN),
                       (resource.RLIMIT_NOFILE, _OPEN_FILES)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))


def _allow(seconds: int) -> None:
    """So many seconds of processor time from now on."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    until = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until if hard < 0 else min(until, hard), hard))
