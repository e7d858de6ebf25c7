"""A mail server written by hand: it takes every step as a server would, but for the one at which it misbehaves."""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from far import FAR

STEPS = ("greeting", "ehlo", "auth", "rset", "mail", "rcpt", "data", "end", "quit")
"""What it answers, in the order of one message; "end" is the message itself."""

_USUAL = {"greeting": b"220 mail.example\r\n", "ehlo": b"250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n",
          "auth": b"235 in\r\n", "data": b"354 go on\r\n", "quit": b"221 bye\r\n"}


@dataclass
class Peer:
    """Where it listens, and what it took."""

    port: int
    taken: list[bytes] = field(default_factory=list)
    """Messages that the client has ended and that were answered as usual."""

    met: list[str] = field(default_factory=list)
    """The steps it was brought to."""

    cut: int = 0
    """Answers that the client did not hear to their end."""


@contextmanager
def peering(step: str, answer: Callable[[], Iterable[bytes]]) -> Iterator[Peer]:
    """A server that answers so at that step, in as many pieces as there are, and as usual at all others."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        peer = Peer(listening.getsockname()[1])
        thread = threading.Thread(target=_listen, args=(listening, peer, step, answer), daemon=True)
        thread.start()
        try:
            yield peer
        finally:
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            thread.join(FAR)


def _listen(listening: socket.socket, peer: Peer, step: str, answer: Callable[[], Iterable[bytes]]) -> None:
    """One connection after the other, until nobody listens any more."""
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                _serve(connection, peer, step, answer)


def _serve(connection: socket.socket, peer: Peer, step: str, answer: Callable[[], Iterable[bytes]]) -> None:
    at, mail = "greeting", b""
    with connection.makefile("rb") as lines:
        while at != "closed":
            peer.met.append(at)
            if at == step:
                _give(connection, peer, answer())
            else:
                connection.sendall(_USUAL.get(at, b"250 ok\r\n"))
                peer.taken += [mail] if at == "end" else []
            at, mail = _next(lines, mail_comes=at == "data" != step)


def _next(lines: Iterable[bytes], *, mail_comes: bool) -> tuple[str, bytes]:
    """The step that the client asks for, with the message where that is it."""
    heard = []
    for line in lines:
        heard.append(line)
        if not mail_comes:
            return line.partition(b" ")[0].strip().decode("ascii", "replace").lower(), b""
        if line == b".\r\n":
            return "end", b"".join(heard)
    return "closed", b""


def _give(connection: socket.socket, peer: Peer, pieces: Iterable[bytes]) -> None:
    try:
        for piece in pieces:
            connection.sendall(piece)
    except OSError:
        peer.cut += 1
        raise
