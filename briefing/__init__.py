"""Turn a pile of documents into a short, cited Markdown briefing."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from briefing.errors import BriefingError, BusyError, ModelError, UsageError

if TYPE_CHECKING:
    from typing import Unpack

    from briefing.given import Given, SettingsGiven
    from briefing.report import Report

__version__ = "0.2.0"
__all__ = ["BriefingError", "BusyError", "ModelError", "UsageError", "awrite", "write"]

_Result = TypeVar("_Result")


def write(paths: "Given | Iterable[Given]", **settings: "Unpack[SettingsGiven]") -> "Report":
    """The briefing of documents, given by path or address or as texts (briefing/given.py), as a record.

    Nothing is written to disk. `settings` are those of the command line by their names (`sentences=10`). The
    environment is read for OPENAI_API_KEY and OPENAI_BASE_URL alone, and only with `engine="openai"`, which may be
    called in a running event loop too, as a notebook has one. Raises `BriefingError`, and `TypeError` for what is no
    path and no text.
    """
    import os
    from datetime import UTC, datetime

    from briefing import pipeline
    from briefing.given import sort
    from briefing.report import Report
    from briefing.settings import choose_engine, moment, read_settings

    given = sort(paths)
    chosen = read_settings({name: value for name, value in settings.items() if value is not None}, {})
    now = moment(chosen, {}, lambda: datetime.now(UTC))
    if chosen.engine != "openai":
        return Report.of(pipeline.run(given.paths, chosen, now=now, texts=given.texts).briefing)
    from briefing.llm.chat import Chat

    choose_engine(chosen, os.environ)  # raises where there is nobody to ask

    def asked() -> "Report":
        with Chat(chosen, os.environ) as ask:
            return Report.of(pipeline.run(given.paths, chosen, now=now, ask=ask, texts=given.texts).briefing)

    return _outside_a_loop(asked)


async def awrite(paths: "Given | Iterable[Given]", **settings: "Unpack[SettingsGiven]") -> "Report":
    """As `write`, in a thread of its own: the event loop goes on. A run whose task is cancelled works to its end."""
    import asyncio

    return await asyncio.to_thread(write, paths, **settings)


def _outside_a_loop(work: Callable[[], _Result]) -> _Result:
    """The work done here, or in a thread where an event loop runs here: the model is asked in a loop of its own."""
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()
