"""`briefing write` in a process of its own, killed at a random point and started again, and what came of it.

The processes begin with everything loaded: what is killed is the work, not the start of Python.
"""

import json
import random
import signal
import sqlite3
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import invented
import reader
from endpoint import Call, Endpoint, Handler, serving
from far import FAR, until
from forked import Forked, program

from briefing.engines.prompted import forms
from briefing.llm.ask import Request
from briefing.llm.replies import key

MODEL = "gpt-4.1-mini"
NOW = "2031-05-08T07:00:00Z"
LATENCY = 0.01
"""Seconds that the endpoint takes for a reply, so that there is time to die in."""


def pile(folder: Path, events: int) -> Path:
    """Four reports of each of so many events."""
    folder.mkdir()
    for number in range(events):
        for n, each in enumerate(invented.event(number).reports()):
            (folder / f"{number:02}-{n}.txt").write_text(each.text, encoding="utf-8")
    return folder


def kept_under(call: Call) -> bytes:
    """The key under which the reply to a call is kept."""
    name = call["response_format"]["json_schema"]["name"]
    system, user = (message["content"] for message in call["messages"][:2])
    return key(MODEL, Request(reader.FORMS[name], "", system, user, getattr(forms, name), 0))


@dataclass
class Watch:
    """Answers, and gives the word when so many calls have come."""

    calls: list[bytes] = field(default_factory=list)
    at: int = -1
    """After how many calls `reached` is set."""

    hold: bool = False
    """Whether calls beyond these go unanswered until `release`, so that no process ends before it is killed."""

    reached: threading.Event = field(default_factory=threading.Event)
    _released: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, handler: Handler, call: Call) -> None:
        with self._lock:
            self.calls.append(kept_under(call))
            if len(self.calls) == self.at:
                self.reached.set()
            released = self._released if self.hold and 0 <= self.at < len(self.calls) else None
        if released:
            assert released.wait(FAR)
        time.sleep(LATENCY)
        reader.answers(handler, call)

    def wait_for(self, calls: int) -> None:
        """From here on, count to so many."""
        with self._lock:
            self.calls, self.at = [], calls
            self.reached.clear()

    def release(self) -> None:
        """Answer what is held."""
        with self._lock:
            self._released.set()
            self._released = threading.Event()


@dataclass
class Killed:
    """What a series of kills came to."""

    kills: int = 0
    """Processes that were still at work when the signal came."""

    stored: list[int] = field(default_factory=list)
    """Replies that were kept when each had been killed."""

    calls: int = 0
    """Calls of an uninterrupted run."""

    problems: list[str] = field(default_factory=list)
    """A reply asked for again, a file that is damaged, a briefing that is another."""


def kill(folder: Path, work: Path, points: int, seed: int, *, chain: int = 1, hold: bool = False) -> Killed:
    """Kill runs over `folder` at so many random points, `chain` of them in a row before one may finish.

    A point is a number of calls, drawn evenly from those still to be made, and up to 50 ms after the last of these;
    before the first call, any moment of the start. With `hold` no process gets beyond its point before it is killed.
    """
    rng, watch, found = random.Random(seed), Watch(hold=hold), Killed()
    with serving(watch) as endpoint:
        whole = _Runs(folder, work / "whole", work / "whole.sqlite", endpoint, watch, found)
        began = time.monotonic()
        whole.finish()
        expected, found.calls = whole.told(), len(watch.calls)
        seconds = time.monotonic() - began
        for first in range(0, points, chain):
            runs = _Runs(folder, work / str(first), work / f"{first}.sqlite", endpoint, watch, found)
            for _ in range(min(chain, points - first)):
                place = rng.randint(0, found.calls - len(runs.kept()))
                runs.kill(place, rng.uniform(0, 0.05 if place else seconds / 3))
            runs.finish()
            found.problems += [f"kills from {first} on: {name} differs" for name, text in runs.told().items()
                               if text != expected[name]]
    return found


@dataclass
class _Runs:
    """Processes, one after the other, that are to end in one briefing."""

    folder: Path
    out: Path
    replies: Path
    endpoint: Endpoint
    watch: Watch
    found: Killed

    def kill(self, calls: int, later: float) -> None:
        """A run that is killed so long after so many calls, or ends before."""
        known = self.kept()
        self.watch.wait_for(calls)
        process = self._start()
        if calls:
            until(lambda: self.watch.reached.is_set() or process.poll() is not None, f"{calls} calls, or the end")
        time.sleep(later)
        process.send_signal(signal.SIGKILL)
        self.found.kills += process.ended() == -signal.SIGKILL
        self.watch.release()
        self.endpoint.settle()
        self._asked(known)
        self.found.stored.append(len(self.kept()))

    def finish(self) -> None:
        """A run that nobody kills."""
        known = self.kept()
        self.watch.wait_for(-1)
        process = self._start()
        if code := process.ended():
            self.found.problems.append(f"a run left with {code}: {process.printed()[-300:]}")
        self._asked(known)
        self.kept()

    def told(self) -> dict[str, Any]:
        """Both files, without what may differ."""
        record = json.loads((self.out / "briefing.json").read_text(encoding="utf-8"))
        rest = {name: value for name, value in record.items() if name not in {"created", "usage"}}
        return {"briefing.json": json.dumps(rest), "briefing.md": (self.out / "briefing.md").read_bytes(),
                "files": sorted(each.name for each in self.out.iterdir() if each.suffix in {".md", ".json"})}

    def _start(self) -> Forked:
        environ = {"OPENAI_BASE_URL": self.endpoint.url, "OPENAI_API_KEY": "sk-test"}
        words = ["write", str(self.folder), "-o", str(self.out), "--replies", str(self.replies), "--now", NOW,
                 "--model", MODEL]
        return Forked(program, words, environ)

    def kept(self) -> set[bytes]:
        """The keys of the replies that are kept; a file that is damaged is a problem."""
        if not self.replies.exists():
            return set()
        file = sqlite3.connect(self.replies)
        try:
            state = file.execute("PRAGMA integrity_check").fetchone()[0]
            if state != "ok":
                self.found.problems.append(f"{self.replies.name}: {state}")
            made = file.execute("SELECT count(*) FROM sqlite_master WHERE name = 'replies'").fetchone()[0]
            return {row[0] for row in file.execute("SELECT key FROM replies")} if made else set()
        finally:
            file.close()

    def _asked(self, known: set[bytes]) -> None:
        """No call was for a reply that had been kept before."""
        if again := len(known.intersection(self.watch.calls)):
            self.found.problems.append(f"{self.replies.name}: {again} kept replies asked for again")
