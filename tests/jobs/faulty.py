"""A mail server on loopback that fails as servers do, and remembers what it took.

Each reader has a script: one fault after the other, each tried once; then their mail is taken.
"""

import asyncio
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LATER = ("greylist", "hang up", "full")  # not taken; the server says so
DOUBTFUL = ("vanish after taking", "vanish before taking", "answer too late")  # the client can't tell
FAULTS = (*LATER, *DOUBTFUL)
FINAL = ("refuse reader", "refuse mail")


@dataclass
class Faulty:
    """What the server does, and what it took: (reader, message) in order."""

    script: dict[str, list[str]] = field(default_factory=dict)
    late: float = 600.0
    """Seconds of an answer that comes too late; once the client has hung up nobody waits for it any more."""

    latency: float = 0.0
    answering: threading.Event = field(default_factory=threading.Event)
    """While it is not set no message is answered; the server is started with it set."""

    met: Callable[[str], None] = lambda moment: None
    """Is told each moment of a message: "reader" (it is named), "mail" (the whole of it is there), "taken"."""

    taken: list[tuple[str, bytes]] = field(default_factory=list)
    connections: int = 0

    def fault(self, reader: str, *kinds: str) -> str | None:
        """The next fault of a reader's script, where it is one of these kinds."""
        left = self.script.get(reader, [])
        return left.pop(0) if left and left[0] in kinds else None

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str,  # noqa: N802
                          options: Sequence[str]) -> str:
        """Greylist, refuse, hang up, or agree."""
        self.met("reader")
        fault = self.fault(address, "greylist", "refuse reader", "hang up")
        if fault == "greylist":
            return "451 4.7.1 Greylisted, come back later"
        if fault == "refuse reader":
            return "550 5.1.1 No such user"
        if fault == "hang up":
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the message, or not; say so, or not."""
        reader = envelope.rcpt_tos[0]
        await asyncio.sleep(self.latency)
        self.met("mail")
        fault = self.fault(reader, "full", "refuse mail", *DOUBTFUL)
        if fault == "full":
            return "452 4.3.1 Insufficient system storage"
        if fault == "refuse mail":
            return "554 5.6.0 Message refused"
        if fault == "vanish before taking":
            server.transport.abort()
            return "250 OK"
        self.taken.append((reader, bytes(envelope.content or b"")))
        self.met("taken")
        while not self.answering.is_set():
            await asyncio.sleep(0.005)
        if fault == "vanish after taking":
            server.transport.abort()
        if fault == "answer too late":
            await asyncio.sleep(self.late)
        return "250 OK"


def started(handler: Faulty, *, tls: ssl.SSLContext | None = None, implicit: bool = False,
            login: tuple[str, str] | None = None) -> Controller:
    """The server, running on a free port of 127.0.0.1; `stop()` ends it."""
    def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
                     ) -> AuthResult:
        return AuthResult(success=(data.login.decode(), data.password.decode()) == login, handled=False)

    more: dict[str, object] = {"tls_context": tls, "require_starttls": True} if tls and not implicit else {}
    if login:
        more |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": bool(tls) and not implicit}
    controller = Controller(handler, hostname="127.0.0.1", port=_free_port(), ready_timeout=120,
                            ssl_context=tls if implicit else None, **more)
    handler.answering.set()
    controller.start()
    return controller


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
