"""Turn a pile of documents into a short, cited Markdown briefing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.model import Briefing

__version__ = "0.1.0"


def write(paths: Sequence[str], **settings: Any) -> "Briefing":
    """The briefing of the documents behind `paths`, as a record; nothing is written to disk.

    `settings` are those of the command line by their names (`sentences=10`); the environment is not read.
    Raises `BriefingError`.
    """
    from dataclasses import replace
    from datetime import UTC, datetime

    from briefing import pipeline
    from briefing.settings import choose_engine, moment, read_settings

    chosen = read_settings({name: value for name, value in settings.items() if value is not None}, {})
    engine, _ = choose_engine(chosen, {})
    now = moment(chosen, {}, lambda: datetime.now(UTC))
    return pipeline.run(list(paths), replace(chosen, engine=engine), now=now).briefing
