"""What a server may say in one answer: so many bytes, within so many seconds in all."""

import io
import smtplib
import socket
from time import monotonic

MOST = 100_000
"""Bytes of one answer; a server's list of extensions has a few hundred."""


class _Hearing(io.RawIOBase):
    """One answer of a server, as it comes in; each `begin` gives the next its bytes and its seconds."""

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        self.sock, self.seconds = sock, seconds
        self.begin()

    def begin(self) -> None:
        """From here on, another answer is heard."""
        self.end, self.heard = monotonic() + self.seconds, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # of all buffers, BufferedReader's
        """The next bytes; `OSError` where the answer has no end in time or size."""
        left = self.end - monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        if self.heard > MOST:
            raise OSError(f"an answer of more than {MOST:,} bytes")
        self.sock.settimeout(left)
        try:
            count = self.sock.recv_into(buffer)
        finally:
            self.sock.settimeout(self.seconds)
        self.heard += count
        return count


class BoundedSocket:
    """A connected socket for one question, whose answer is heard no longer than `seconds` and `MOST` bytes; who has
    connected it closes it."""

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        self._sock, self._seconds = sock, seconds

    def sendall(self, data: bytes) -> None:
        """Send all of it."""
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        """The answer, to be read."""
        return io.BufferedReader(_Hearing(self._sock, self._seconds))

    def close(self) -> None:
        """Nothing: an answer without a length is read on when the client has let go."""


class BoundedSMTP(smtplib.SMTP):
    """A client that hears no answer longer than `timeout` seconds and `MOST` bytes, however slowly it comes."""

    _hearing: _Hearing | None = None

    def getreply(self) -> tuple[int, bytes]:
        """One whole answer. Raises `OSError`, as smtplib does, where there is none."""
        if self.file is None and self.sock is not None:  # a new connection, or the same one now under TLS
            self._hearing = _Hearing(self.sock, self.timeout)
            self.file = io.BufferedReader(self._hearing)
        elif self._hearing is not None:
            self._hearing.begin()
        return super().getreply()


class BoundedTLS(BoundedSMTP, smtplib.SMTP_SSL):
    """The same, under TLS from the first byte."""
