"""Turn a pile of documents into a short, cited Markdown briefing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.model import Briefing

__version__ = "0.1.0"


def write(paths: Sequence[str], **settings: Any) -> "Briefing":
    """The briefing of the documents behind `paths`, as a record; nothing is written to disk.

    `settings` are those of the command line by their names (`sentences=10`). The environment is read for
    OPENAI_API_KEY and OPENAI_BASE_URL alone, and only with `engine="openai"`. Raises `BriefingError`.
    """
    import os
    from datetime import UTC, datetime

    from briefing import pipeline
    from briefing.settings import choose_engine, moment, read_settings

    chosen = read_settings({name: value for name, value in settings.items() if value is not None}, {})
    now = moment(chosen, {}, lambda: datetime.now(UTC))
    if chosen.engine != "openai":
        return pipeline.run(list(paths), chosen, now=now).briefing
    from briefing.llm.chat import Chat

    choose_engine(chosen, os.environ)  # raises where there is nobody to ask
    with Chat(chosen, os.environ) as ask:
        return pipeline.run(list(paths), chosen, now=now, ask=ask).briefing
