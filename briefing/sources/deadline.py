"""A deadline for a connection: whatever the other side does with it, it is dead by then.

A socket's own timeout begins anew with every byte: who sends one every second would hold a run for ever.
"""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Timer

Watch = Callable[[socket.socket], socket.socket]
"""Gives a socket back that the deadline holds for."""


@contextmanager
def deadline(seconds: float) -> Iterator[Watch]:
    """For so many seconds what is watched stays open; then whoever waits for it hears that the line is dead."""
    watched: list[socket.socket] = []
    lock, over = Lock(), False

    def cut() -> None:
        nonlocal over
        with lock:
            over = True
            for each in watched:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    def watch(sock: socket.socket) -> socket.socket:
        with lock:
            watched.append(socket.socket(fileno=os.dup(sock.fileno())))  # TLS takes the file from the socket it wraps
        if over:
            cut()
        return sock

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
        with lock:
            for each in watched:
                each.close()
            watched.clear()
