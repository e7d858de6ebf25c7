"""A mail server or a channel that never comes to an end of what it says is heard for so long, and no longer."""

import socket
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import repeat
from pathlib import Path

import pytest
from desk import MONDAY, Desk
from far import FAR
from peer import STEPS, Peer, peering

from briefing.jobs import hearing
from briefing.jobs.deliver import Delivery, deliver
from briefing.jobs.outbox import Envelope, Outbox
from briefing.jobs.state import opened, transaction
from briefing.jobs.webhook import post

MAIL = b"From: briefing@example.org\r\nSubject: x\r\n\r\nx\r\n"
END = {"greeting": b"220 ok\r\n", "auth": b"235 in\r\n", "data": b"354 go on\r\n"}
HEARD_OUT = 20.0
"""Real seconds after which a slow server comes to its end, so that a client that hears it out fails by name."""

MEGABYTES = 60
"""What an endless server sends before it comes to its end, for the same reason."""


def delivered(home: Path, peer: Peer) -> Delivery:
    """What became of one message."""
    desk = Desk(home, port=peer.port, environ={"P": "hunter2"},
                mail='security = "none"\nwait_minutes = 0\nuser = "desk"\npassword_env = "P"')
    with opened(home / "harbour.sqlite") as db:
        outbox = Outbox(db, "harbour")
        with transaction(db):
            outbox.put("p", [Envelope("a@example.org", "<a@example.org>", MAIL)], MONDAY)
        return deliver(outbox, desk.job, desk.context.time)


def endless(step: str, line: bytes) -> Callable[[], Iterator[bytes]]:
    """One line after the other, and in the end a good one."""
    def pieces() -> Iterator[bytes]:
        chunk = line * (100_000 // len(line))
        yield from repeat(chunk, MEGABYTES * 1_000_000 // len(chunk))
        yield END.get(step, b"250 ok\r\n")

    return pieces


@pytest.mark.parametrize("line", [b"250-" + b"x" * 60 + b"\r\n", b"\r\n", b"250-\n", b"x", b"250-\0\xff\r"],
                         ids=["lines", "empty lines", "short lines", "one line", "no line ends"])
@pytest.mark.parametrize("step", [each for each in STEPS if each != "quit"])
def test_a_server_that_says_endless_lines_is_left(step: str, line: bytes, tmp_path: Path) -> None:
    """The message waits or is in doubt, with the reason; what was heard is not held in memory."""
    line = line.replace(b"250", END.get(step, b"250")[:3])
    tracemalloc.start()
    try:
        with peering(step, endless(step, line)) as peer:
            delivery = delivered(tmp_path, peer)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    (letter,) = delivery.open
    assert (letter.state, peer.cut, peer.taken) == ("waiting", 1, [])
    assert most < 10_000_000


@contextmanager
def answering(pieces: Callable[[], Iterator[bytes]]) -> Iterator[str]:
    """A channel's server that answers one question so; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        def serve() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                connection.recv(65_536)
                for piece in pieces():
                    connection.sendall(piece)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/hook"
        thread.join(FAR)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 ", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nx: ",
                                  b"HTTP/1.1 200 OK\r\n\r\n"], ids=["nothing", "status", "headers", "header", "body"])
def test_a_channel_that_answers_a_byte_every_half_second_is_left(head: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is in doubt, and the run goes on."""
    passed = [0.0]
    monkeypatch.setattr(hearing, "monotonic", lambda: passed[0])

    def slowly() -> Iterator[bytes]:
        yield head
        end = time.perf_counter() + HEARD_OUT
        while time.perf_counter() < end:
            passed[0] += 0.5
            yield b"H"
            time.sleep(0.002)

    with answering(slowly) as url:
        answer = post(url, b"{}", timeout=30.0)
    assert (answer.verdict, answer.reason) == ("doubt", "127.0.0.1 did not answer (timed out)")


@pytest.mark.parametrize("piece", [b"HTTP/1.1 100 Continue\r\n\r\n", b"x", b"HTTP/1.1 200 OK\r\nx: y\r\n"])
def test_a_channel_that_answers_without_end_is_left(piece: bytes) -> None:
    """Whether it promises, or says nothing that has a meaning."""
    with answering(lambda: repeat(piece * 2000, 3000)) as url:
        assert post(url, b"{}", timeout=FAR).verdict == "doubt"


@pytest.mark.parametrize("step", STEPS)
def test_a_server_that_says_a_byte_every_half_second_is_left(
        step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No byte buys it more time: an answer has the job's `timeout` in all. Where only the good-bye is slow the message
    is sent all the same."""
    passed = [0.0]
    monkeypatch.setattr(hearing, "monotonic", lambda: passed[0])

    def slowly() -> Iterator[bytes]:
        end = time.perf_counter() + HEARD_OUT
        while time.perf_counter() < end:
            passed[0] += 0.5
            yield b"2"
            time.sleep(0.002)
        yield b"\r\n" + END.get(step, b"250 ok\r\n")

    with peering(step, slowly) as peer:
        delivery = delivered(tmp_path, peer)
    assert peer.cut == 1
    if step == "quit":
        assert (delivery.sent, delivery.open) == (1, ())
    else:
        (letter,) = delivery.open
        assert letter.state == "waiting"
        assert letter.reason.endswith("timed out")
