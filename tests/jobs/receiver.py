"""A channel's end: an HTTP server on loopback that answers as it is told, and remembers what it was posted."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from far import FAR


@dataclass
class Receiver:
    """What it answers, one status a request and 200 from then on; "hang up" is none."""

    script: list[int | str] = field(default_factory=list)
    taken: list[tuple[str, str, bytes]] = field(default_factory=list)
    """(path, content type, body)."""

    port: int = 0

    @property
    def url(self) -> str:
        """Where it is posted to."""
        return f"http://127.0.0.1:{self.port}/hook?key=s3cret"


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver at work."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.taken.append((self.path, self.headers["Content-Type"], body))
            status = receiver.script.pop(0) if receiver.script else 200
            if status == "hang up":
                self.connection.close()
                return
            self.send_response(int(status))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join(FAR)
        server.server_close()
