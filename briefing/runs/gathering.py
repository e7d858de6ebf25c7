"""The documents of a run, as loaded and cleaned, and what a model is given of them to read."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from briefing.errors import BriefingError
from briefing.model import Chunk, Document, Manner, Origin, Skipped
from briefing.settings import Settings
from briefing.sources.addresses import Fetcher
from briefing.sources.load import load
from briefing.sources.pages import Pages
from briefing.sources.web import Web
from briefing.stages.by_hand import ByHand
from briefing.stages.chunk import chunk
from briefing.stages.clean import clean
from briefing.stages.narrow import narrow
from briefing.text.tokens import tokenizer

Progress = Callable[[str, int, int], None]
"""Called with (stage, items done, items in all) as a stage begins and goes on; 0 in all where it does not count."""


def documents_of(
    paths: Sequence[str], settings: Settings, progress: Progress, stdin: BinaryIO | None,
    texts: Sequence[Mapping[str, object]] = (), *, without: Set[str] = frozenset(), only: Set[str] | None = None,
) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """The documents as loaded and cleaned, without some files or of these `only`. Raises `BriefingError`."""
    progress("sources", 0, 0)
    documents, skipped = load(paths, texts=texts, stdin=stdin, limit=settings.max_bytes,
                              longest=settings.max_characters, without=without, only=only,
                              follow_links=settings.follow_links,
                              since=settings.since or "", manner=manner_of(settings), web=_fetcher(settings))
    progress("clean", 0, len(documents))
    documents, left_out = by_hand_of(settings).settled(documents)
    cleaned = []
    for n, document in enumerate(documents, 1):
        cleaned.append(replace(document, removed=clean(document)))
        progress("clean", n, len(documents))
    if left_out and not cleaned:
        raise BriefingError("exclude: every document is left out; name fewer files")
    return tuple(cleaned), (*skipped, *left_out)


def work_of(
    documents: Sequence[Document], origins: Sequence[Origin], settings: Settings
) -> list[tuple[Document, Sequence[Chunk]]]:
    """What a model is given to read: each original in chunks, and of its copies what their words add."""
    counter = tokenizer(settings.model)
    return [(each, chunk(each, counter, budget=settings.chunk_tokens)) for each in narrow(documents, origins)]


def by_hand_of(settings: Settings) -> ByHand:
    return ByHand(settings.publishers, settings.exclude, settings.same_source, settings.own_source)


def manner_of(settings: Settings) -> Manner:
    """How documents are to be read."""
    return Manner(settings.fields, settings.ocr)


def _fetcher(settings: Settings) -> Fetcher:
    """Who fetches web addresses."""
    web = Web(settings.allow_private, settings.contact, settings.max_bytes)
    return Pages(Path(settings.pages), web) if settings.pages and settings.pages != "off" else web


def silent(stage: str, done: int, total: int) -> None:
    """For a run that nobody watches."""
