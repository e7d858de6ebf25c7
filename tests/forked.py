"""Processes that begin with everything loaded: each is forked from one that loaded it once, and costs what it does.

Where the start of the program is what is tested, `python -m briefing` is started instead.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from far import FAR

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["openai", "briefing.cli", "briefing.jobs.run", "briefing.llm.chat",
                                 "briefing.pipeline"])


class Forked:
    """A process that calls a function of a module; what it prints is kept."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        handle, self._printed = tempfile.mkstemp()
        os.close(handle)
        self._process = _CONTEXT.Process(target=_begin, args=(self._printed, function, arguments), daemon=True)
        self._process.start()
        self._asked = threading.Lock()  # two that wait at once would share what one of them is told

    def poll(self) -> int | None:
        """The exit code, minus the signal that ended it; None while it runs."""
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        """Nothing where it has ended."""
        if self._process.is_alive() and self._process.pid:
            os.kill(self._process.pid, number)

    def ended(self) -> int:
        """The exit code, once it has ended."""
        with self._asked:
            self._process.join(FAR)
        assert self._process.exitcode is not None, f"it has not ended after {FAR:.0f} seconds"
        return self._process.exitcode

    def printed(self) -> str:
        """Standard output and standard error, once it has ended."""
        self.ended()
        return Path(self._printed).read_text(encoding="utf-8")


def _begin(printed: str, function: Callable[..., object], arguments: Sequence[object]) -> None:
    with open(printed, "wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.exit(function(*arguments))  # type: ignore[arg-type]


def program(words: Sequence[str], environ: Mapping[str, str]) -> int:
    """The program with these words on its command line."""
    from briefing.cli import main

    os.environ.update(environ)
    return main(words)


def asking(url: str, path: str, number: int) -> None:
    """Asks an endpoint for so many things, the same ones each time, four at once."""
    from pydantic import BaseModel

    from briefing.llm.ask import Request
    from briefing.llm.chat import Chat
    from briefing.settings import Settings

    class Echo(BaseModel):
        text: str

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has its background jobs ignore it
    with Chat(Settings(replies=path, concurrency=4), {"OPENAI_BASE_URL": url}) as chat:
        answers = chat([Request("t", "", "s", str(n), Echo, 5) for n in range(number)])
        print([answer.value and answer.value.text for answer in answers], chat.budget.usage().calls)


def filling(path: str, first: int) -> None:
    """Keeps three hundred replies."""
    from briefing.llm.replies import Kept, Replies

    with Replies(Path(path)) as replies:
        for n in range(first, first + 300):
            replies.keep(n.to_bytes(32, "big"), "t", "m", Kept("x" * 3000, n, 1))
