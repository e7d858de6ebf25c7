"""Readers that do what a parser does on a hostile file; a child process imports them by name."""

import os
import sys
from collections.abc import Sequence

from briefing.sources.page import Member, Page, Part, Refused, UnreadableError

SEEN: list[bytes] = []


def good(data: bytes) -> Sequence[Part | Member | Refused]:
    SEEN.append(data)
    told = Page(data.decode("utf-8", "surrogatepass"), title=str(os.getpid()), marks=((0, "p. 1"), (3, "p. 2")))
    return (Part(told), Part(told, "#2", b"two"), Member("a.txt", b"\0\xff"), Refused("b.txt", str(len(SEEN))))


def refuses(data: bytes) -> Sequence[Part]:
    raise UnreadableError("a scan without text")


def raises(data: bytes) -> Sequence[Part]:
    raise KeyError(data)


def crashes(data: bytes) -> Sequence[Part]:
    os.abort()


def leaves(data: bytes) -> Sequence[Part]:
    sys.exit(3)


def prints(data: bytes) -> Sequence[Part]:
    print("x" * 100_000, flush=True)
    print("y" * 100_000, file=sys.stderr, flush=True)
    return (Part(Page("text")),)


def loops(data: bytes) -> Sequence[Part]:
    while True:
        pass


def sleeps(data: bytes) -> Sequence[Part]:
    import time

    time.sleep(10_000)
    return ()


def grows(data: bytes) -> Sequence[Part]:
    kept = []
    while True:
        kept.append(bytes(10_000_000))


def writes(data: bytes) -> Sequence[Part]:
    with open(data, "wb") as file:
        file.write(bytes(30_000_000))
    return (Part(Page("text")),)


def hoards(data: bytes) -> Sequence[Part]:
    """Enough for three such inputs, not for four."""
    SEEN.append(bytes(100_000_000))
    return (Part(Page(str(len(SEEN)))),)
