"""CSV, JSON and JSON lines → an article a row."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefing.regex import lazy_regex
from briefing.sources import columns, feeds
from briefing.sources.columns import USUAL, Names
from briefing.sources.page import Part, Refused, UnreadableError
from briefing.text.encoding import decode

_SEPARATORS = ",;\t|"
_HEAD = 20_000
_OBJECT = lazy_regex(rb"(?:\[\s*)?\{\s*\"[^\"\n]{1,80}\"\s*:")
_WIDEST = 50_000_000
"""Characters of one field: no more than a file has bytes."""

_ROWS = 50_000
_DEPTH = 4
"""Lists and objects within one another in which articles are looked for."""

_SHOWN = 8
"""Columns that a message names."""


def written_as(data: bytes, names: Names = USUAL) -> str | None:
    """Which of these a text is that no ending tells, "JSON", "JSON lines" or "CSV": by the form of its first bytes, a
    table by the names that its columns have."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _OBJECT.match(head):
        first, _, rest = head.partition(b"\n")
        return "JSON lines" if first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{") else "JSON"
    first, _, rest = head.partition(b"\n")
    line = first.decode("utf-8", errors="replace").strip()
    cells = [cell.strip().strip('"') for cell in line.split(max(_SEPARATORS, key=line.count))]
    return "CSV" if rest.strip() and len(cells) > 1 and columns.name_a_table(cells, names) else None


def load_csv(data: bytes, names: Names = USUAL) -> tuple[Part | Refused, ...]:
    """The rows of a table whose first row names its columns; raises `UnreadableError` where none is a text's."""
    text = decode(data).replace("\0", "")
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # a spreadsheet's own first line
        return _table(rest, first.strip()[4], names)
    return _table(text, max(_SEPARATORS, key=first.count), names)


def load_json(data: bytes, names: Names = USUAL) -> tuple[Part | Refused, ...]:
    """The articles of a JSON value: a feed's items, the objects of a list however deep it lies, or the one object."""
    text = decode(data)
    try:
        value = json.loads(text, strict=False)
    except ValueError as error:
        if len(text.strip().split("\n")) > 1 and text.lstrip()[:1] == "{":
            return load_lines(data, names)
        raise UnreadableError(f"broken JSON: {error}"[:200]) from error
    if feeds.is_json(value):
        return feeds.load_json(value)
    if isinstance(value, dict) and str(value.get("schema", "")).startswith("briefing/"):
        raise UnreadableError("the record of a briefing; name the documents that it was made from")
    rows = [value] if isinstance(value, dict) and columns.has_text(value, names) else list(
        _rows(value, _DEPTH, names))
    return _articles(rows, _keys(value), names)


def load_lines(data: bytes, names: Names = USUAL) -> tuple[Part | Refused, ...]:
    """The articles of a text that holds one JSON object a line; a broken line is refused, the others are read."""
    rows: list[Any] = []
    for line in decode(data).splitlines()[:_ROWS]:
        if line.strip():
            try:
                rows.append(json.loads(line, strict=False))
            except ValueError as error:
                rows.append(f"broken JSON: {error}"[:200])
    keys = next((list(row) for row in rows if isinstance(row, dict)), [])
    return _articles(rows, keys, names)


def _table(text: str, separator: str, names: Names) -> tuple[Part | Refused, ...]:
    csv.field_size_limit(_WIDEST)
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        rows = [row for row in read if any(map(str.strip, row))]
    except csv.Error as error:
        raise UnreadableError(f"a table that can't be taken apart: {error}") from error
    head = [name.strip() for name in rows[0]] if rows else []
    if not columns.named_text(head, names):
        raise UnreadableError(_unnamed(head))
    return _articles([_row(head, row) for row in rows[1:_ROWS]], head, names)


def _row(head: Sequence[str], row: Sequence[str]) -> Mapping[str, str] | str:
    """The row's fields by their names, or the reason why they have none."""
    if len(row) > len(head) and any(map(str.strip, row[len(head):])):
        return f"a row of {len(row)} fields below {len(head)} names; quote the texts that hold the separator"
    return dict(zip(head, row, strict=False))


def _rows(value: Any, depth: int, names: Names) -> Iterator[Mapping[str, Any]]:
    """The objects with a text, in the order in which they stand."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner if depth else ():
        if isinstance(each, dict) and columns.has_text(each, names):
            yield each
        else:
            yield from _rows(each, depth - 1, names)


def _keys(value: Any) -> list[str]:
    """The keys of the first object, for a message."""
    if isinstance(value, list):
        return next((list(each) for each in value if isinstance(each, dict)), [])
    return list(value) if isinstance(value, dict) else []


def _articles(rows: Sequence[Any], head: Sequence[str], names: Names) -> tuple[Part | Refused, ...]:
    """A part a row, the reason where a row gives none; raises where no row gives one."""
    found: list[Part | Refused] = []
    for number, row in enumerate(rows, start=1):
        page = columns.page(row, names) if isinstance(row, dict) else None
        if page is None:
            found.append(Refused(f"#{number}", row if isinstance(row, str) else "a row without a text"))
        else:
            own = json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", errors="replace")
            found.append(Part(page, f"#{number}", own))
    parts = [each for each in found if isinstance(each, Part)]
    if not parts:
        raise UnreadableError(_unnamed(head))
    return (Part(parts[0].page),) if len(found) == 1 else tuple(found)


def _unnamed(names: Sequence[str]) -> str:
    """What is said of a table without texts, or with texts under a name that nobody knows."""
    told = ", ".join(repr(name[:40]) for name in names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    return (f"no texts in it (it has {told or 'no names'}); say which holds them, as in --fields text=NAME, or call "
            "it 'text', and those beside it 'title', 'date', 'publisher', 'url'")
