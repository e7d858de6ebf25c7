"""An endpoint that never comes to an end of what it says, or packs it small, takes no more than its bound."""

import tracemalloc
import zlib
from contextlib import suppress

import pytest
from endpoint import Call, Handler, Step, completion, serving
from pausing import Time
from pydantic import BaseModel

from briefing.llm.ask import Request
from briefing.llm.chat import Chat
from briefing.settings import Settings

MOST = 60_000_000
"""Bytes after which an endless reply does end, so that a client that takes them all fails by name."""


class Form(BaseModel):
    """What the tests ask for."""

    word: str


GOOD = completion('{"word": "yes"}')


def packed(data: bytes, times: int = 1) -> bytes:
    """Data in gzip, so often one within the other."""
    for _ in range(times):
        data = zlib.compress(data, wbits=31)
    return data


def bomb(encoding: str, data: bytes) -> Step:
    """A whole reply that is small on its way and large in memory."""
    return lambda handler, _: handler.send(200, data, {"content-encoding": encoding})


def endless(head: bytes, piece: bytes, end: bytes, most: int = MOST) -> Step:
    """One piece after the other, until the client goes."""
    many = piece * (100_000 // len(piece) + 1)

    def step(handler: Handler, _: Call) -> None:
        handler.close_connection = True
        with suppress(OSError):
            handler.wfile.write(head)
            for _ in range(most // len(many)):
                handler.wfile.write(many)
            handler.wfile.write(end)

    return step


def chunk(data: bytes) -> bytes:
    """A piece of a body of unknown length."""
    return b"%x\r\n%b\r\n" % (len(data), data)


OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
PIECES = b"transfer-encoding: chunked\r\n\r\n"
LENGTH = b"content-length: %d\r\n\r\n%b" % (len(GOOD), GOOD)
SPACES = b" " * MOST + GOOD
ENDLESS: dict[str, Step] = {
    "a body": endless(OK + b"content-length: %d\r\n\r\n" % (10**12), b" ", b""),
    "a body in pieces": endless(OK + PIECES, chunk(b" " * 900), chunk(GOOD) + chunk(b"")),
    "a body until it hangs up": endless(OK + b"connection: close\r\n\r\n", b" ", GOOD),
    "an error's body": endless(b"HTTP/1.1 500 no\r\nconnection: close\r\n\r\n", b"x", b""),
    "headers": endless(OK, b"x-a: b\r\n", LENGTH),
    "one header": endless(OK + b"x-a: ", b"x", b"\r\n" + LENGTH),
    "a first line": endless(b"HTTP/1.1 200 ", b"O", b"\r\n" + LENGTH),
    "trailers": endless(OK + PIECES + chunk(GOOD) + b"0\r\n", b"x-a: b\r\n", b"\r\n"),
    "gzip": bomb("gzip", packed(SPACES)),
    "deflate": bomb("deflate", zlib.compress(SPACES)),
}


LONG: dict[str, Step] = {
    "a body in pieces of one byte": endless(OK + PIECES, chunk(b" "), chunk(GOOD) + chunk(b""), 12_000_000),
    "promises": endless(b"", b"HTTP/1.1 102 Processing\r\n\r\n", OK + LENGTH, 24_000_000),
}
"""Small for their number, so that time is what ends them."""

ASKED: list[Request[Form]] = [Request("extract", "d1", "Do it.", "Hello", Form, 10)]


@pytest.mark.parametrize("what", ENDLESS)
def test_an_endless_reply_is_not_taken(what: str) -> None:
    """A problem, however often it was tried, and no more memory than a few replies take. The clock stands still, so
    that no deadline ends it first."""
    time = Time()
    with serving(ENDLESS[what]) as endpoint:
        with Chat(Settings(replies="off", call_seconds=2), {"OPENAI_BASE_URL": endpoint.url}, **time.door) as chat:
            tracemalloc.start()
            try:
                (answer,) = chat(ASKED)
                most = tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()
    assert answer.problem is not None
    assert answer.problem.kind == "unreachable"
    assert most < 80_000_000  # the bound of one reply ten times; who takes it all holds it twice


@pytest.mark.parametrize("what", LONG)
def test_a_reply_of_endless_small_pieces_has_its_deadline(what: str) -> None:
    """That of the real clock, whether or not the connection ever falls silent."""
    time = Time()
    with serving(LONG[what]) as endpoint:
        settings = Settings(replies="off", call_seconds=1)
        with Chat(settings, {"OPENAI_BASE_URL": endpoint.url}, clock=time, sleep=time.sleep) as chat:
            (answer,) = chat(ASKED)
    assert answer.problem is not None
    assert answer.problem.reason.startswith("no usable reply; the last time: no whole reply within ")


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd", "GZIP,gzip"])
def test_a_reply_packed_otherwise_than_asked_for_is_not_unpacked(encoding: str) -> None:
    """Twice, a thousand times a thousand small, no piece of it would have a bound."""
    time = Time()
    with serving(bomb(encoding, packed(GOOD, 2))) as endpoint:
        with Chat(Settings(replies="off", call_seconds=2), {"OPENAI_BASE_URL": endpoint.url}, **time.door) as chat:
            (answer,) = chat(ASKED)
    assert answer.problem is not None
    assert answer.problem.reason == ("no usable reply; the last time: a reply packed as "
                                     f"{encoding.lower()!r}, which was not asked for")
