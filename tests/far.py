"""Bounds that no machine reaches by being slow: a test waits for what must happen, and never for so long."""

import socket
import time
from collections.abc import Callable

FAR = 120.0
"""Seconds; whatever takes longer hangs. The suite's own limit on a test is above it, so that the reason is told."""


def until(happened: Callable[[], object], what: str) -> None:
    """Wait for what must happen; the time it takes is of no matter."""
    end = time.monotonic() + FAR
    while not happened():
        assert time.monotonic() < end, f"after {FAR:.0f} seconds still not: {what}"
        time.sleep(0.005)


def soon(work: Callable[[], object]) -> bool:
    """Whether `work` is done within a bound that is far for what takes time in proportion to its input.

    Work that takes its square or worse over the hundreds of thousands of letters given here takes hours.
    """
    began = time.process_time()
    work()
    return time.process_time() - began < FAR


def left(connection: socket.socket) -> bool:
    """Wait until the other side hangs up; whether it did."""
    connection.settimeout(FAR)
    try:
        while connection.recv(4096):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True
