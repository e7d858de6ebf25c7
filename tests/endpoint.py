"""A chat endpoint on this machine, over real HTTP, that does what a test's script says."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from far import FAR, left, until

Call = dict[str, Any]
"""The JSON body of a request."""

TOKENS = {"prompt_tokens": 100, "completion_tokens": 20}


class Handler(BaseHTTPRequestHandler):
    """One connection; the script has it send what it likes."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_POST(self) -> None:
        """Take the next step of the script."""
        body = self.rfile.read(int(self.headers["content-length"]))
        call = json.loads(body)
        step = self.server.endpoint._next(self, call)
        with self.server.endpoint._counted():
            step(self, call)

    def send(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        """A whole response."""
        self.send_response(status)
        for name, value in {"content-type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


Step = Callable[[Handler, Call], None]
"""What happens to one call."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256
    endpoint: "Endpoint"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.open: set[socket.socket] = set()
        self.met: set[Any] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Keep hold of the connection, to close it in the end."""
        self.open.add(request)
        self.met.add(client_address)
        super().process_request(request, client_address)

    def close_request(self, request: Any) -> None:
        """Let go of it."""
        self.open.discard(request)
        super().close_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that leave are part of the plan."""


@dataclass
class Endpoint:
    """What the endpoint saw."""

    server: _Server
    script: tuple[Step, ...]
    """One step a call; the last one goes for all further calls."""

    calls: list[Call] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    """The authorization header of each call."""

    most: int = 0
    """Calls that were there at the same time."""

    late: Callable[[], None] = lambda: None
    """What is told when a reply begins that never comes to its end."""

    _now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    def _next(self, handler: Handler, call: Call) -> Step:
        with self._lock:
            self.calls.append(call)
            self.keys.append(handler.headers["authorization"])
            return self.script[min(len(self.calls), len(self.script)) - 1]

    def settle(self) -> None:
        """Wait until whoever has left is known to have left; nobody else may be about."""
        with socket.create_connection(self.server.server_address) as last:
            place = last.getsockname()
            until(lambda: place in self.server.met, "a connection is taken")
        until(lambda: not self.server.open, "every connection has ended")

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1


@contextmanager
def serving(*script: Step) -> Iterator[Endpoint]:
    """An endpoint that takes a step of the script for each call."""
    server = _Server()
    server.endpoint = Endpoint(server, script)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.endpoint
    finally:
        server.shutdown()
        server.server_close()
        for connection in list(server.open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def completion(content: str | None, **more: Any) -> bytes:
    """The body of a reply; `more` is `finish_reason`, `refusal`, or `usage` (None: the endpoint does not count)."""
    message = {"role": "assistant", "content": content, "refusal": more.get("refusal")}
    usage = more.get("usage", TOKENS)
    body = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m",
            "choices": [{"index": 0, "message": message, "finish_reason": more.get("finish_reason", "stop")}],
            **({"usage": usage} if usage else {})}  # fmt: skip
    return json.dumps(body).encode()


def says(content: object, headers: Mapping[str, str] | None = None, after: float = 0.0, **more: Any) -> Step:
    """A reply: a text as it is, anything else as JSON, a function of the call as what it returns."""

    def step(handler: Handler, call: Call) -> None:
        time.sleep(after)
        value = content(call) if callable(content) else content
        text = value if isinstance(value, str) or value is None else json.dumps(value)
        handler.send(200, completion(text, **more), headers)

    return step


def fails(status: int, message: str = "", headers: Mapping[str, str] | None = None, **error: Any) -> Step:
    """An error in OpenAI's form; `error` is `code`, `type` or `param`."""
    body = json.dumps({"error": {"message": message, "type": "error", "param": None, "code": None, **error}})
    return lambda handler, _: handler.send(status, body.encode(), headers)


def sends(body: bytes, status: int = 200, kind: str = "application/json") -> Step:
    """Any body."""
    return lambda handler, _: handler.send(status, body, {"content-type": kind})


def drips(handler: Handler, _: Call) -> None:
    """A reply that comes one space at a time and does not end before the client goes."""
    handler.send_response(200)
    handler.send_header("content-length", "100000")
    handler.end_headers()
    handler.wfile.write(b" ")
    handler.server.endpoint.late()
    end = time.monotonic() + FAR
    while time.monotonic() < end:
        handler.wfile.write(b" ")  # once the client has gone this fails, which ends the step
        time.sleep(0.02)
    handler.close_connection = True


def hangs(handler: Handler, _: Call) -> None:
    """No reply before the client goes."""
    handler.server.endpoint.late()
    left(handler.connection)
    handler.close_connection = True


def cuts(handler: Handler, _: Call) -> None:
    """A connection that is closed in mid-body."""
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.wfile.flush()
    handler.close_connection = True


def hangs_up(handler: Handler, _: Call) -> None:
    """A connection that is closed before anything was said."""
    handler.close_connection = True
