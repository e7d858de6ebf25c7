"""Reading in a process of its own: what a hostile file does to its parser, it does not do to us."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Timer
from typing import IO, Any

from briefing.errors import BriefingError
from briefing.sources import frames
from briefing.sources.child import LIMIT
from briefing.sources.page import Member, Part, Refused, UnreadableError

MEMORY = 1_000_000_000
"""Bytes that the process may take, whatever it reads."""

SECONDS = 15
"""Of processor time, that one input may take."""

PATIENCE = 300
"""Seconds on the clock after which a process that neither answers nor works is given up."""

_START = ("import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
          "from briefing.sources.child import main; main({}, {})")

_XCPU = int(getattr(signal, "SIGXCPU", 24))
_KILL = int(getattr(signal, "SIGKILL", 9))
_GRACE = 5
"""Seconds in which a child whose pipe is closed ends by itself."""

Frame = tuple[dict[str, Any], list[bytes]]


class Apart:
    """One child process that reads any number of inputs, started with the first and replaced after a fault."""

    def __init__(self, *, memory: int = MEMORY, seconds: int = SECONDS, patience: float = PATIENCE) -> None:
        self._start = _START.format(memory, seconds)
        self._seconds, self._patience = seconds, patience
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0

    def load(self, load: Callable[[bytes], Sequence[Part | Member | Refused]],
             data: bytes) -> Sequence[Part | Member | Refused]:
        """What `load`, a function of some module, finds; raises `UnreadableError` whatever happens to it."""
        name = f"{load.__module__}:{load.__qualname__}"
        served = self._served
        (head, blobs), ended = self._asked(name, data)
        if served and ended not in (None, -_XCPU):  # what others left behind may have been too much for it
            (head, blobs), ended = self._asked(name, data)
        if "items" in head:
            return frames.unpacked(head, blobs)
        raise UnreadableError(head.get("unreadable") or self._reason(head.get("fault"), ended))

    def _asked(self, name: str, data: bytes) -> tuple[Frame, int | None]:
        """The child's answer; an empty one, with how the child ended, where there is none."""
        child = self._started()
        assert child.stdin is not None
        assert child.stdout is not None
        timer = Timer(self._patience, child.kill)
        timer.daemon = True
        timer.start()
        try:
            answer = _exchange(child.stdin, child.stdout, name, data)
        finally:
            timer.cancel()
        self._served += 1
        if answer and "fault" not in answer[0]:
            return answer, None
        return answer or ({}, []), self.end()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._child is None:
            try:
                self._child = subprocess.Popen(
                    [sys.executable, "-I", "-c", self._start, json.dumps(sys.path)], stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
            except OSError as error:
                raise BriefingError(f"{sys.executable}: can't be started to read a file in a process of its own "
                                    f"({error.strerror}); free some memory, then run again") from error
            self._served = 0
        return self._child

    def end(self) -> int | None:
        """End the child; what it ended with by itself, if it did."""
        child, self._child, self._served = self._child, None, 0
        if child is None:
            return None
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):  # what it did not take is lost with it
                if pipe is not None:
                    pipe.close()
        try:
            return child.wait(_GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()

    def _reason(self, fault: str | None, ended: int | None) -> str:
        if fault == "MemoryError":
            return "needs too much memory to be read"
        if ended == -_XCPU:
            return f"takes over {self._seconds} s to be read"
        if ended == -_KILL:
            return "takes too long, or needs too much memory, to be read"
        if ended is not None and ended < 0:  # a parser in C aborts where Python would raise
            return "needs too much memory, or is made to break its reader"
        return f"can't be read: its reader failed ({fault or f'exit code {ended}'})"


def _exchange(asked: IO[bytes], answers: IO[bytes], name: str, data: bytes) -> Frame | None:
    """Ask and wait; None where the child ends before it has answered."""
    try:
        frames.write(asked, {"load": name}, [data])
    except OSError:
        return None
    return frames.read(answers, LIMIT)
