"""MSG, Outlook's own file of one mail → the letters in it, read as any other mail is.

What is where: [MS-OXMSG], https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxmsg/.
"""

import io
import struct
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.message import Message
from email.utils import format_datetime
from typing import Any

from briefing.sources import mail
from briefing.sources.office import packed_rtf, rtf
from briefing.sources.page import Member, Part, Refused, UnreadableError
from briefing.text.encoding import NotTextError, decode

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES = "__properties_version1.0"
_ATTACHED = "__attach_version1.0_#"
_SUBJECT, _BODY, _HTML, _RTF, _HEADERS = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D
_NAMES, _ADDRESSES = (0x0C1A, 0x0042), (0x5D01, 0x5D02, 0x0C1F, 0x0065)
_DAYS = (0x0039, 0x0E06, 0x3007)
_DATA, _FILENAMES, _CONTENT_ID = 0x3701, (0x3707, 0x3704), 0x3712
_DEEPEST = 8
"""Mails within one another."""

_A_STREAM = 2
"""Of a directory's entries; a storage is 1."""

_A_TIME = 0x0040
"""A property's type: tenths of a microsecond since 1601."""

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def sniff(data: bytes) -> bool:
    """Whether the bytes are a compound file that holds a mail."""
    return data.startswith(_MAGIC) and _PROPERTIES.encode("utf-16-le") in data


def load(data: bytes) -> tuple[Part | Member | Refused, ...]:
    """The letters of the mail, the latest first, then its attachments."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as store:
            found = mail.read(_message(store, (), 0))
    except (OSError, RecursionError, ValueError, struct.error) as error:
        raise UnreadableError(f"a broken Outlook mail: {error}"[:200]) from error
    if not found:
        raise UnreadableError("a mail without text")
    return found


def _message(store: Any, at: tuple[str, ...], depth: int) -> Message:
    """The mail in a storage as a mail of the standard form, those that hang on it within it."""
    headers = message_from_string(_text(store, at, (_HEADERS,)))
    message = Message()
    message["Subject"] = _text(store, at, (_SUBJECT,))
    name, address = _text(store, at, _NAMES), next((each for each in _each(store, at, _ADDRESSES) if "@" in each), "")
    message["From"] = f"{name} <{address}>" if address and address != name else name or str(headers.get("From", ""))
    message["Date"] = str(headers.get("Date") or _sent(store, at))
    for kept in ("List-Unsubscribe", "List-Id"):
        if kept in headers:
            message[kept] = str(headers[kept])
    message["Content-Type"] = "multipart/mixed"
    message.set_payload([*_bodies(store, at), *_attachments(store, at, depth)])
    return message


def _bodies(store: Any, at: tuple[str, ...]) -> Iterator[Message]:
    """The text in the forms that the mail has."""
    plain, page = _text(store, at, (_BODY,)), _raw(store, at, _HTML)
    if not plain.strip() and not page.strip() and (packed := _raw(store, at, _RTF)):
        plain = rtf.text(packed_rtf.unpacked(packed))
    if plain.strip():
        yield _leaf("text/plain", plain.encode("utf-8", errors="replace"), "utf-8")
    if page.strip():
        yield _leaf("text/html", page, None)


def _attachments(store: Any, at: tuple[str, ...], depth: int) -> Iterator[Message]:
    """The files and mails that hang on a mail."""
    places = sorted({entry[len(at)] for entry in store.listdir(streams=True, storages=True)
                     if tuple(entry[:len(at)]) == at and len(entry) > len(at) and entry[len(at)].startswith(_ATTACHED)})
    for place in places:
        here = (*at, place)
        inner = f"__substg1.0_{_DATA:04X}000D"
        if store.exists([*here, inner, _PROPERTIES]) and depth < _DEEPEST:
            carried = Message()
            carried["Content-Type"] = "message/rfc822"
            carried.set_payload([_message(store, (*here, inner), depth + 1)])
            yield carried
        elif data := _raw(store, here, _DATA):
            leaf = _leaf("application/octet-stream", data, None)
            name = _text(store, here, _FILENAMES) or "attachment"
            leaf.add_header("Content-Disposition", "attachment", filename=name)
            if not _text(store, here, (_CONTENT_ID,)):
                yield leaf  # else a picture that the mail's page shows


def _leaf(kind: str, data: bytes, charset: str | None) -> Message:
    leaf = Message()
    leaf.add_header("Content-Type", kind, **({"charset": charset} if charset else {}))
    leaf.add_header("Content-Transfer-Encoding", "8bit")
    leaf.set_payload(data.decode("ascii", errors="surrogateescape"))
    return leaf


# Properties


def _text(store: Any, at: Sequence[str], names: Sequence[int]) -> str:
    """The first of these properties that holds a text."""
    return next(filter(None, _each(store, at, names)), "")


def _each(store: Any, at: Sequence[str], names: Sequence[int]) -> Iterator[str]:
    for name in names:
        wide = _stream(store, at, name, "001F")
        yield (wide.decode("utf-16-le", errors="replace") if wide else _narrow(_stream(store, at, name, "001E"))).strip(
            "\0").strip()


def _narrow(data: bytes) -> str:
    """A text in the code page of whoever wrote it."""
    try:
        return decode(data.rstrip(b"\0"))
    except NotTextError:
        return ""


def _raw(store: Any, at: Sequence[str], name: int) -> bytes:
    """A property's bytes, whether they are declared as bytes or as a text."""
    return _stream(store, at, name, "0102") or next(_each(store, at, (name,))).encode("utf-8", errors="replace")


def _stream(store: Any, at: Sequence[str], name: int, kind: str) -> bytes:
    path = [*at, f"__substg1.0_{name:04X}{kind}"]
    return bytes(store.openstream(path).read()) if store.exists(path) and store.get_type(path) == _A_STREAM else b""


def _sent(store: Any, at: Sequence[str]) -> str:
    """When the mail was sent, as a Date header has it; "" where the file does not tell."""
    path = [*at, _PROPERTIES]
    data = bytes(store.openstream(path).read()) if store.exists(path) else b""
    start = 24 if at else 32
    whole = data[start:len(data) - (len(data) - start) % 16]
    found = {tag >> 16: value for tag, _, value in struct.iter_unpack("<IIQ", whole) if tag & 0xFFFF == _A_TIME}
    ticks = next((found[name] for name in _DAYS if found.get(name)), 0)
    return format_datetime(_EPOCH + timedelta(microseconds=ticks // 10)) if 0 < ticks < 3 * 10 ** 18 else ""
