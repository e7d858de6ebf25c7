"""What a key of a job file may hold: each function reads one kind of value, or raises `ValueError` that says how."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from briefing.jobs.address import Address, read_address
from briefing.regex import lazy_regex

_NAME = lazy_regex(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,60}[A-Za-z0-9])?")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = lazy_regex(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_URL = lazy_regex(r"https?://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9._~:/?#@!$&'()*+,;=%{}-]{0,500})?")


def key(read: Callable[[object], Any], *about: str, cure: str = "", name: str = "") -> dict[str, Any]:
    """What the reader of the file, its complaints and the README need to know of a key."""
    return {"read": read, "about": " ".join(about), "cure": cure, "name": name}


def text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is not a text; put it in quotes")
    return " ".join(value.split())


def yes(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is neither true nor false")
    return value


def choice(*names: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in names:
            raise ValueError(f"is none of {', '.join(map(repr, names[:-1]))} or {names[-1]!r}")
        return str(value)
    return read


def number(least: float, most: float, example: str) -> Callable[[object], float]:
    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise ValueError(f"is not a number from {least:g} to {most:g}, as in {example}")
        return float(value)
    return read


def whole(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"is not a whole number from {least} to {most}")
        return value
    return read


def texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        raise ValueError('is no list of texts, as in ["harbours"]')
    return tuple(" ".join(each.split()) for each in value)


def https(value: object) -> str:
    text = web(value)
    if not text.startswith("https://"):
        raise ValueError('is not an https address, as in "https://example.org/stop?who={reader}"')
    return text


def web(value: object) -> str:
    if not isinstance(value, str) or not _URL.fullmatch(value):
        raise ValueError('is not a web address, as in "https://briefing.example.org/harbour"')
    return value


def clock(value: object) -> str:
    """A time of the day as "07:05"."""
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError('is no time of the day, as in "09:30"')
    return f"{int(found[1]):02}:{found[2]}"


def iso_day(value: object) -> str:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError("is not a day, as in 2026-11-01 (without quotes)")
    return value.isoformat()


def port(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 65536:
        raise ValueError("is not a port, as in 587")
    return value


def job_name(value: object) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise ValueError('is no name of letters, digits, dots and hyphens, as in "harbour-desk"')
    return value


def zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (OSError, ValueError, KeyError) as error:  # not there, no path, not known
        raise ValueError('is not a time zone, as in "Europe/Berlin"') from error


def addresses(value: object) -> tuple[Address, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError('is no list of addresses, as in ["desk@example.org"]')
    return tuple(map(read_address, value))
