"""A server that says a byte now and then, for ever, is left at the deadline, whatever the byte belongs to."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat
from types import ModuleType

import pytest
from far import FAR, until
from served import quick

from briefing.jobs import mailbox
from briefing.jobs.source import Mailbox
from briefing.sources import web
from briefing.sources.deadline import deadline
from briefing.sources.page import UnreadableError

HEARD_OUT = 30.0
"""Real seconds after which the server comes to its end, so that a client that hears it out fails by name."""

GONE = b"HTTP/1.1 404 no\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
PAGES = {
    "a first line": (b"HTTP/1.1 ", b"2"),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"x: y\r\n"),
    "a header": (b"HTTP/1.1 200 OK\r\nx: ", b"y"),
    "promises": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a body of a length": (b"HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n", b"y"),
    "a body in pieces": (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", b"1\r\ny\r\n"),
    "a size of a piece": (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", b"0"),
    "trailers": (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\ny\r\n0\r\n", b"x: y\r\n"),
}
"""What a web server has said, and what it goes on to say."""


@dataclass
class Slow:
    """A server that is slow from some answer on."""

    port: int
    cut: int = 0
    """Answers that the client did not hear to their end."""


@contextmanager
def slow(head: bytes, piece: bytes, first: bytes = b"") -> Iterator[Slow]:
    """A server that answers the first connection with `first`, where there is that, and all others slowly."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Slow(listening.getsockname()[1])
        answers: Iterator[bytes] = chain([first] if first else [], repeat(b""))

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection:
                        whole = next(answers)
                        try:
                            connection.sendall(whole or head)
                            end = time.monotonic() + HEARD_OUT
                            while not whole and time.monotonic() < end:
                                connection.sendall(piece)
                                time.sleep(0.01)
                        except OSError:
                            server.cut += 1

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        thread.join(FAR)


@pytest.fixture(name="soon")
def _soon(monkeypatch: pytest.MonkeyPatch) -> Callable[[ModuleType, str], None]:
    return lambda module, name: monkeypatch.setattr(module, name, 1.0)


@pytest.mark.parametrize("what", PAGES)
@pytest.mark.parametrize("first", [GONE, b""], ids=["page", "robots.txt"])
def test_a_page_that_comes_for_ever_is_left(what: str, first: bytes, soon: Callable[[ModuleType, str], None]) -> None:
    """Its headers as its body; a socket's own timeout begins anew with each byte."""
    soon(web, "SECONDS")
    with slow(*PAGES[what], first) as server:
        with pytest.raises(UnreadableError, match="not whole within 30 seconds"):
            quick().fetch(f"http://localhost:{server.port}/report")
        until(lambda: server.cut == 1, "the client has left")


@pytest.mark.parametrize(("head", "piece"), [
    (b"", b" "), (b"* OK ", b"x"), (b"", b"* OK x\r\n"), (b"* OK ready\r\n", b"x"), (b"* OK ready\r\n", b"* OK x\r\n"),
    (b"* OK ready\r\n* CAPABILITY IMAP4rev1 ", b"X")])
def test_a_mail_server_that_greets_for_ever_is_left(head: bytes, piece: bytes,
                                                    soon: Callable[[ModuleType, str], None]) -> None:
    """And so is one that never ends to tell what it can do."""
    soon(mailbox, "WHOLE")
    with slow(head, piece) as server:
        box = Mailbox("127.0.0.1", server.port, False, "INBOX", "desk", "hunter2hunter2")
        with pytest.raises(UnreadableError, match="its mail server can't be read"):
            list(mailbox.letters(box, mailbox.Place(), since=date(2031, 5, 6), limit=1000))
        until(lambda: server.cut == 1, "the client has left")


def test_what_is_watched_when_all_is_over_is_cut_at_once() -> None:
    """And what was not cut goes on when the deadline is lifted."""
    one, other = socket.socketpair()
    with one, other:
        with deadline(FAR) as watch:
            watch(one)
        one.sendall(b"x")
        assert other.recv(1) == b"x"
        with deadline(0) as watch:
            watch(one)
            other.settimeout(FAR)
            assert other.recv(1) == b""
