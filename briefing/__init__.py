"""Turn a pile of documents into a short, cited Markdown briefing."""

import io
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.model import Briefing

__version__ = "0.1.0"


def write(paths: "str | os.PathLike[str] | Iterable[str | os.PathLike[str]]", **settings: Any) -> "Briefing":
    """The briefing of the documents behind one path or several, as a record; nothing is written to disk.

    `settings` are those of the command line by their names (`sentences=10`). The environment is read for
    OPENAI_API_KEY and OPENAI_BASE_URL alone, and only with `engine="openai"`. Raises `BriefingError`, and `TypeError`
    for what is no path.
    """
    named = _named(paths)
    from datetime import UTC, datetime

    from briefing import pipeline
    from briefing.settings import choose_engine, moment, read_settings

    chosen = read_settings({name: value for name, value in settings.items() if value is not None}, {})
    now = moment(chosen, {}, lambda: datetime.now(UTC))
    if chosen.engine != "openai":
        return pipeline.run(named, chosen, now=now).briefing
    from briefing.llm.chat import Chat

    choose_engine(chosen, os.environ)  # raises where there is nobody to ask
    with Chat(chosen, os.environ) as ask:
        return pipeline.run(named, chosen, now=now, ask=ask).briefing


def _named(paths: object) -> list[str]:
    """Each path as a text; one path alone is one, never its letters or the lines of an open file."""
    if isinstance(paths, str | os.PathLike):
        return [_path(paths)]
    if isinstance(paths, bytes | bytearray | memoryview | io.IOBase) or not isinstance(paths, Iterable):
        raise _no_path(paths)
    return [_path(each) for each in paths]


def _path(value: object) -> str:
    path = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not isinstance(path, str):  # bytes, or a path of bytes
        raise _no_path(value)
    return path


def _no_path(value: object) -> TypeError:
    return TypeError(f"paths: {value!r} is no path; give a str, a pathlib.Path, or several of them in a list")
