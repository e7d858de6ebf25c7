"""The address of an endpoint, as it can be shown, and what in it is nobody else's."""

import re
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from briefing.errors import UsageError
from briefing.regex import lazy_regex
from briefing.text.masking import MARK

_HOST = lazy_regex(r"[A-Za-z0-9._:-]+")
_SECRET = lazy_regex(r"key|token|secret|sig|pass|auth|code", re.IGNORECASE)
"""The name of a part of an address that nobody else may read."""

_CHAT = "/chat/completions"


def shown_address(url: str) -> str:
    """An address without what may be secret in it. Raises `UsageError` where it is none."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        parts, port = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.hostname or "") or not url.isprintable():
        raise UsageError(f"OPENAI_BASE_URL: {_misread(url)}is not an address, as in http://localhost:11434/v1")
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def _misread(url: str) -> str:
    """What can be shown of an address that is none; nothing of one that might be a key."""
    scheme, mark, rest = url.rpartition("://")
    _, secret, place = rest.rpartition("@")
    place = re.split(r"[?#]", place)[0]
    if not re.search(r"[.:/]", mark + place) or (mark and not scheme.isalpha()):
        return ""
    return f"{scheme + mark + (MARK + secret if secret else '') + place!r} "


def secrets_of(url: str) -> list[str]:
    """What of an address nobody else may read: its password, and a key among its parameters."""
    try:
        parts = urlsplit(url)
        found = [parts.password or parts.username or ""]
    except ValueError:
        return []
    found += [value for name, value in parse_qsl(parts.query) if _SECRET.search(name)]
    return [each for secret in found for each in (secret, unquote(secret))]


def onward(here: str, location: str) -> str:
    """The base address that a redirect leads to, as it would be set."""
    try:
        return shown_address(urljoin(here, location)).removesuffix("/").removesuffix(_CHAT)
    except (ValueError, UsageError):
        return "what is no address"
