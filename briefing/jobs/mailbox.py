"""A folder of a mail server → the mails that came since the last look: only read, never marked, moved or deleted.

Whatever the server says is masked here, before any of it is cut or shown, and bounded in bytes and seconds.
"""

import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from briefing.jobs.source import Mailbox
from briefing.regex import lazy_regex
from briefing.sources.deadline import Watch, deadline
from briefing.sources.page import UnreadableError
from briefing.text.masking import mask_of

if TYPE_CHECKING:
    import socket

SECONDS = 30.0
"""For one answer to begin."""

WHOLE = 300.0
"""Seconds for one look into a mailbox."""

MOST = 1_000
"""Mails of one look; the next takes what is left."""

_ANSWER = 1_000_000
"""Bytes of an answer but for the mail in it."""

_SHOWN = 200
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # RFC 3501, date-month
_SIZE = lazy_regex(rb"\bRFC822\.SIZE (\d+)", re.I)
_UID = lazy_regex(rb"\bUID (\d+)", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """How far a mailbox was read."""

    validity: int = 0
    """UIDVALIDITY: numbers mean something only while it stays; 0 where nobody has looked yet."""

    last: int = 0
    """The highest UID that was read."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, as it lies on the server."""

    place: Place
    data: bytes
    """Its bytes; none where it is too large."""

    size: int


class _Bounded:
    """A client that takes no more bytes for an answer than it was allowed; for `imaplib`, which takes any number.

    Its connection is watched before the server has said a word.
    """

    left = _ANSWER

    def __init__(self, watch: Watch, host: str, port: int, **more: Any) -> None:
        self._watch = watch
        super().__init__(host, port, **more)  # type: ignore[call-arg]  # IMAP4's

    def _create_socket(self, timeout: float | None) -> "socket.socket":
        return self._watch(super()._create_socket(timeout))  # type: ignore[misc]  # IMAP4's

    def read(self, size: int) -> bytes:
        """A literal."""
        self._take(size)
        return bytes(super().read(size))  # type: ignore[misc]  # IMAP4's

    def readline(self) -> bytes:
        """A line."""
        line: bytes = super().readline()  # type: ignore[misc]  # IMAP4's
        self._take(len(line))
        return line

    def _take(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise OSError("an answer of more bytes than it said")


class _Plain(_Bounded, imaplib.IMAP4):
    """For STARTTLS."""


class _Implicit(_Bounded, imaplib.IMAP4_SSL):
    """Under TLS from the first byte."""


_Client = _Plain | _Implicit


def letters(box: Mailbox, place: Place, *, since: date, limit: int) -> Iterator[Letter]:
    """The mails behind `place` in their order; where the numbers have lost their meaning, those from `since` on.

    One of more than `limit` bytes comes without them. Raises `UnreadableError` where the server lets nobody in, breaks
    off or can't be understood.
    """
    with _opened(box) as client:
        validity = _examined(client, box.folder)
        last = place.last if place.validity == validity else 0
        young = ("SINCE", f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}") if not last else ()
        found = _answer(client.uid("SEARCH", "UID", f"{last + 1}:*", *young))[0]
        numbers = sorted({int(each) for each in (found or b"").split() if int(each) > last})  # "9:*" has always one
        for number in numbers[:MOST]:
            yield _letter(client, Place(validity, number), limit)
        if not numbers and not last:
            yield Letter(Place(validity, 0), b"", 0)


def _letter(client: _Client, place: Place, limit: int) -> Letter:
    """One mail, asked for its size first."""
    client.left = _ANSWER
    told = _answer(client.uid("FETCH", str(place.last), "(RFC822.SIZE)"))
    size = next((int(hit[1]) for each in told if isinstance(each, bytes) and (hit := _SIZE.search(each))), 0)
    if size > limit:
        return Letter(place, b"", size)
    client.left = limit + _ANSWER
    told = _answer(client.uid("FETCH", str(place.last), "(BODY.PEEK[])"))
    for each in told:
        if isinstance(each, tuple) and b"BODY[]" in each[0].upper() and _numbered(each[0], told) == place.last:
            return Letter(place, bytes(each[1]), len(each[1]))
    return Letter(place, b"", 0)  # deleted meanwhile


def _numbered(head: bytes, told: list[Any]) -> int:
    """The UID that an answer is of: it may stand before the mail or behind it."""
    after = b" ".join(each for each in told if isinstance(each, bytes))
    hit = _UID.search(head) or _UID.search(after)
    return int(hit[1]) if hit else 0


def _examined(client: _Client, folder: str) -> int:
    """Open a folder for reading only; the meaning of its numbers."""
    client.left = _ANSWER
    _answer(client.select(_quoted(_utf7(folder)), readonly=True))
    _, told = client.response("UIDVALIDITY")
    if not told or not isinstance(told[0], bytes) or not told[0].isdigit():
        raise UnreadableError("its server gives no UIDVALIDITY, without which no mail can be told from another")
    return int(told[0])


def _answer(told: tuple[str, list[Any]]) -> list[Any]:
    """What an answer gives; raises where it is a refusal."""
    verdict, found = told
    if verdict != "OK":
        said = b" ".join(each for each in found if isinstance(each, bytes))
        raise imaplib.IMAP4.error(said.decode("utf-8", "replace"))
    return found


@contextmanager
def _opened(box: Mailbox) -> Iterator[_Client]:
    """A connection that has logged in; every fault of it is an `UnreadableError`, without the password."""
    mask = mask_of([box.password, b64encode(f"\0{box.user}\0{box.password}".encode()).decode()])
    try:
        with deadline(WHOLE) as watch:
            client = _connected(box, watch)
            try:
                _log_in(client, box)
                yield client
            finally:
                _leave(client)
    except ssl.SSLCertVerificationError as error:
        raise UnreadableError(f"its server's certificate is not to be trusted ({error.verify_message}); use the name "
                              "it was made for, or ca_file") from error
    except (imaplib.IMAP4.error, OSError, UnicodeError, ValueError) as error:
        told = " ".join(mask.hide(_words(error)).split())[:_SHOWN]
        raise UnreadableError(f"its mail server can't be read ({told})") from error


def _words(error: Exception) -> str:
    """An error as a text; imaplib's own may hold bytes."""
    said = error.args[0] if error.args else ""
    return (said.decode("utf-8", "replace") if isinstance(said, bytes) else str(error)) or type(error).__name__


def _connected(box: Mailbox, watch: Watch) -> _Client:
    context = ssl.create_default_context(cafile=box.ca_file)
    if box.implicit:
        return _Implicit(watch, box.host, box.port, ssl_context=context, timeout=SECONDS)
    client = _Plain(watch, box.host, box.port, timeout=SECONDS)
    if "STARTTLS" in client.capabilities:
        client.starttls(context)
    elif box.host not in _LOOPBACK:
        _leave(client)
        raise UnreadableError("its server offers no STARTTLS, and a password goes nowhere in the clear; use imaps://")
    return client


def _log_in(client: _Client, box: Mailbox) -> None:
    """Prove who asks."""
    try:
        if "AUTH=PLAIN" in client.capabilities:
            client.authenticate("PLAIN", lambda _: f"\0{box.user}\0{box.password}".encode())
        else:
            client.login(_quoted(box.user), box.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise UnreadableError(f"{box.user!r} can't log in; check user and password, and whether the server lets "
                              "programs in with a password") from error


def _leave(client: _Client) -> None:
    try:
        client.logout()
    except (imaplib.IMAP4.error, OSError):
        return


def _quoted(text: str) -> str:
    """A text as IMAP has it between quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _utf7(name: str) -> str:
    """A folder's name as IMAP spells it (RFC 3501, 5.1.3)."""
    def spelled(hit: re.Match[str]) -> str:
        packed = b64encode(hit[0].encode("utf-16-be")).decode("ascii").rstrip("=")
        return f"&{packed.replace('/', ',')}-"
    return re.sub("[^\x20-\x7e]+", spelled, name.replace("&", "&-"))
