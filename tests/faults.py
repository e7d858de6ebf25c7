"""Whole runs against an endpoint that fails where it is told to, over real HTTP, and what came of them."""

import json
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import invented
import reader
from endpoint import Call, Handler, Step, cuts, drips, fails, hangs, hangs_up, says, sends, serving
from pausing import Time

from briefing.check import check, check_markdown
from briefing.engines.prompted import writing
from briefing.errors import BriefingError
from briefing.llm.chat import Chat
from briefing.pipeline import Outcome, run
from briefing.render.markdown import to_markdown
from briefing.render.record import to_json
from briefing.settings import Settings

NOW = datetime(2031, 5, 8, 7, tzinfo=UTC)
SITES = tuple(reader.FORMS.values())

KINDS: dict[str, Step] = {
    "HTML in a 200": sends(b"<html><body>Please log in</body></html>", kind="text/html"),
    "no choices": sends(b'{"choices": []}'),
    "null content": says(None, usage=None),
    "length": says('{"facts": [', finish_reason="length", usage=None),
    "refusal": says(None, refusal="I can't help with that.", usage=None),
    "content filter": says(None, finish_reason="content_filter", usage=None),
    "invalid JSON": says('{"facts": [}', usage=None),
    "schema violation": says({"word": "yes"}, usage=None),
    "drip-fed": drips,
    "slow": hangs,
    "429 with Retry-After": fails(429, "slow down", {"retry-after": "2"}, code="rate_limit_exceeded"),
    "429 without quota": fails(429, "no credit", code="insufficient_quota", type="insufficient_quota"),
    "500": fails(500, "oops"),
    "401": fails(401, "bad key"),
    "403": fails(403, "not for you"),
    "404": fails(404, "no such model"),
    "context overflow": fails(400, "maximum context length is 8192 tokens", code="context_length_exceeded"),
    "cut connection": cuts,
    "closed connection": hangs_up,
}

@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault at one site."""

    kind: str
    site: str
    place: int | None = None
    """Which call there, from 1; None for every one."""

    def __str__(self) -> str:
        return f"{self.kind} at {self.site}, {f'call {self.place}' if self.place else 'for ever'}"


@dataclass
class Script:
    """Answers as the reader does, but for the faults; remembers what it gave in full."""

    faults: Sequence[Fault]
    given: set[tuple[str, str]] = field(default_factory=set)
    met: Counter[str] = field(default_factory=Counter)
    """Faults that happened, by kind."""

    _calls: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, handler: Handler, call: Call) -> None:
        task, _ = asked = reader.asked_of(call)
        with self._lock:
            self._calls[task] += 1
            place = self._calls[task]
            fault = next((f for f in self.faults if f.site == task and f.place in (None, place)), None)
            if fault:
                self.met[fault.kind] += 1
        if fault:
            KINDS[fault.kind](handler, call)
            return
        reader.answers(handler, call)
        with self._lock:
            self.given.add(asked)


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a run with faults, and of a second one without on the same kept replies."""

    outcome: Outcome | None
    error: BriefingError | None
    met: Counter[str]
    problems: tuple[str, ...]
    """Whatever must not be: a briefing that does not hold, a message that says nothing, a reply asked for again."""


def pile(folder: Path, number: int = 3) -> Path:
    """A folder with the reports of one event."""
    for n, each in enumerate(invented.event(number).reports()):
        (folder / f"{n}.txt").write_text(each.text, encoding="utf-8")
    return folder


def ran(folder: Path, replies: Path, *faults: Fault) -> Ran:
    """A run over a folder with these faults, then one without; anything but a `BriefingError` comes through."""
    script = Script(faults)
    outcome = error = None
    try:
        outcome = _run(folder, replies, script)
    except BriefingError as each:
        error = each
    problems = list(unsound(outcome) if outcome else unclear(str(error)))
    again = Script(())
    with_all = _run(folder, replies, again)
    problems += unsound(with_all)
    problems += [f"asked for again: {task}: {user[:80]!r}" for task, user in again.given & script.given]
    return Ran(outcome, error, script.met, tuple(problems))


def _run(folder: Path, replies: Path, script: Script) -> Outcome:
    """One run; stories are written in several parts, so that `lead` is asked too."""
    time = Time()
    settings = Settings(engine="openai", replies=str(replies), call_seconds=60, run_seconds=10**6)
    with serving(script) as endpoint, patch.object(writing, "BATCH", 500):
        endpoint.late = time.run_out
        environ = {"OPENAI_BASE_URL": endpoint.url, "OPENAI_API_KEY": "sk-test"}
        with Chat(settings, environ, **time.door) as chat:
            return run([str(folder)], settings, now=NOW, ask=chat)


def unsound(outcome: Outcome) -> list[str]:
    """What in a briefing does not hold."""
    record = json.loads(to_json(outcome.briefing))
    return [*map(str, check(record)), *map(str, check_markdown(to_markdown(outcome.briefing), record))]


def unclear(message: str) -> list[str]:
    """What a message lacks that ends a run."""
    faults = []
    if not 40 < len(message) < 500 or "\n" in message or "<html" in message or "Traceback" in message:
        faults.append(f"no clear message: {message!r}")
    if ";" not in message:
        faults.append(f"tells no cure: {message!r}")
    return faults
