"""A site on this machine, for what is fetched over real HTTP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from briefing.sources.web import Web

STORY = """<!doctype html><html lang="en"><head><title>Quay dark after storm</title>
<meta property="article:published_time" content="2031-05-06T09:00:00Z">{head}</head><body><article>
<h1>Quay dark after storm</h1>
<p>Some 700 lamps on the quay of Lannick went out in the night to Tuesday, the harbour master, Ada Holm, said.</p>
<p>Two dockers were hurt when a crane fell, and the outer mole stays closed until divers have seen its foot.</p>
</article></body></html>"""


@dataclass
class Site:
    """A site on this machine: what it serves by path, and what it was asked for."""

    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    conditions: list[tuple[str | None, str | None]] = field(default_factory=list)
    """If-None-Match and If-Modified-Since of each request."""

    port: int = 0

    @property
    def url(self) -> str:
        """Where it is, by a name."""
        return f"http://localhost:{self.port}"

    def serve(self, path: str, body: bytes | str, status: int = 200, kind: str = "text/html", **headers: str) -> None:
        """Serve a body under a path."""
        data = body.encode() if isinstance(body, str) else body
        told = {"content-type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}
        self.pages[path] = (status, told, data)


@contextmanager
def serving() -> Iterator[Site]:
    """An empty site."""
    found = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            found.agents.append(self.headers["user-agent"])
            held = (self.headers["if-none-match"], self.headers["if-modified-since"])
            found.conditions.append(held)
            status, headers, body = found.pages.get(self.path, (404, {}, b""))
            if status == 200 and any(mine and mine == theirs for mine, theirs in zip(
                    (headers.get("etag"), headers.get("last-modified")), held, strict=True)):
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


def quick(**more: Any) -> Web:
    """Who may fetch from this machine, and waits for nobody."""
    return Web(**{"allow_private": ("localhost",), "sleep": lambda _: None, **more})
