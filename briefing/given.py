"""What a program may give to `briefing.write`: documents by path, by address or as texts, and settings with types."""

import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from briefing.model import Document

Given = str | os.PathLike[str] | Mapping[str, object] | Document
"""A path or a web address; or a document that stands in no file, as a record or as a mapping with the keys title,
text, publisher, author, date and url, of which the text alone is needed."""


class SettingsGiven(TypedDict, total=False):
    """The settings of the command line by their names; None is as not given."""

    engine: str | None
    sentences: int | None
    focus: str | None
    story: str | None
    most_stories: int | None
    language: str | None
    chunk_tokens: int | None
    containment: float | None
    publishers: dict[str, str] | None
    exclude: Sequence[str] | None
    same_source: Sequence[Sequence[str]] | None
    own_source: Sequence[Sequence[str]] | None
    max_bytes: int | None
    max_characters: int | None
    follow_links: bool | None
    since: str | None
    fields: dict[str, str] | str | None
    ocr: bool | None
    allow_private: Sequence[str] | str | None
    contact: str | None
    pages: str | None
    model: str | None
    max_cost: float | None
    price: str | None
    concurrency: int | None
    requests_per_minute: int | None
    tokens_per_minute: int | None
    call_seconds: int | None
    run_seconds: int | None
    reply_format: str | None
    replies: str | None
    workers: int | None
    now: datetime | str | None


@dataclass(frozen=True, slots=True)
class Sorted:
    """What was given, by its kind."""

    paths: tuple[str, ...]
    texts: tuple[Mapping[str, object], ...]


def sort(given: object) -> Sorted:
    """Paths and texts; one alone is one, never the letters of a path or the lines of an open file.

    Raises `TypeError` for what is neither.
    """
    listed = [given] if isinstance(given, str | os.PathLike | Mapping | Document) else given
    if isinstance(listed, bytes | bytearray | memoryview | io.IOBase) or not isinstance(listed, Iterable):
        raise _no_path(given)
    paths: list[str] = []
    texts: list[Mapping[str, object]] = []
    for each in listed:
        if isinstance(each, Mapping | Document):
            texts.append(_text(each))
        else:
            paths.append(_path(each))
    return Sorted(tuple(paths), tuple(texts))


def _text(given: Mapping[str, object] | Document) -> Mapping[str, object]:
    if isinstance(given, Document):
        return {"title": given.title, "text": given.text, "url": given.url, "publisher": given.publisher,
                "author": given.author, "date": given.published, "language": given.language}
    if not isinstance(given.get("text"), str):
        raise TypeError(f"a document with the keys {', '.join(map(repr, given)) or 'of none'} has no 'text'")
    return given


def _path(value: object) -> str:
    path = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not isinstance(path, str):  # bytes, or a path of bytes
        raise _no_path(value)
    return path


def _no_path(value: object) -> TypeError:
    return TypeError(f"paths: {value!r} is no path; give a str, a pathlib.Path, a dict with a text, or several of "
                     "them in a list")
