"""A page that was fetched, as a file: what a job keeps of feeds and web addresses, read like any other kind."""

import json
from dataclasses import asdict, fields
from typing import Any

from briefing.regex import lazy_regex
from briefing.sources.page import Page, Part, UnreadableError
from briefing.text.address import web_address

ENDING = ".page.json"
SCHEMA = "briefing-page/1"
_SNIFF = lazy_regex(rb'\{\s*"schema":\s*"briefing-page/')
_DAY = lazy_regex(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_OPEN = {"url", "publisher", "author", "published", "agency"}
"""Fields that may be None."""


def sniff(data: bytes) -> bool:
    """Whether the bytes open as such a file does."""
    return _SNIFF.match(data) is not None


def to_file(page: Page) -> bytes:
    """The file of a page; the same page gives the same bytes."""
    return json.dumps({"schema": SCHEMA, **asdict(page)}, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def load(data: bytes) -> tuple[Part, ...]:
    """The page of a file that `to_file` gave; raises `UnreadableError` for any other."""
    try:
        told = json.loads(data)
        values = {each.name: told[each.name] for each in fields(Page)}
        marks = tuple((int(place), str(name)) for place, name in values.pop("marks"))
        known = told["schema"] == SCHEMA and all(_fits(name, value) for name, value in values.items())
    except (KeyError, TypeError, ValueError):
        known = False
    if not known:
        raise UnreadableError("a page that a job kept, broken or of another version")
    return (Part(Page(**values, marks=marks)),)


def _fits(name: str, value: Any) -> bool:
    """Whether a field holds what it should: whoever can put a file into a folder can write one like it."""
    if value is None and name in _OPEN:
        return True
    if not isinstance(value, str):
        return False
    return (name != "url" or web_address(value) == value) and (name != "published" or bool(_DAY.fullmatch(value)))
