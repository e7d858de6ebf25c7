"""A mail server on loopback that keeps mails (of IMAP4rev1 what a reader needs) and remembers every command."""

import re
import socketserver
import ssl
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Postbox:
    """What lies in its one folder, by UID, and how it answers."""

    folder: str = "INBOX"
    mails: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    password: str = "geheim-42-geheim"
    plain: bool = True
    """Whether it offers AUTH=PLAIN; else LOGIN alone."""

    context: ssl.SSLContext | None = None
    """Its certificate: for TLS from the first byte where it is `implicit`, else for STARTTLS."""

    implicit: bool = False
    breaks_at: int = 0
    """UID of a mail in the middle of which the line goes dead; 0 for none."""

    claims: dict[int, int] = field(default_factory=dict)
    """Sizes that it tells of mails, where they are not true."""

    greeting: bytes = b"* OK ready\r\n"
    refusal: str = "[AUTHENTICATIONFAILED] no"
    heard: list[str] = field(default_factory=list)
    """Every command, without its tag."""

    port: int = 0

    def put(self, text: str, uid: int = 0) -> int:
        """A mail; its UID."""
        number = uid or max(self.mails, default=0) + 1
        self.mails[number] = text.replace("\n", "\r\n").encode()
        return number

    @property
    def url(self) -> str:
        """Its address."""
        return f"imap{'s' if self.implicit else ''}://localhost:{self.port}/{self.folder}"


class _Talk(socketserver.StreamRequestHandler):
    """One connection."""

    box: Postbox

    def handle(self) -> None:
        """Answer until the other side leaves."""
        if self.box.implicit:
            self._secure()
        self.wfile.write(self.box.greeting)
        try:
            while line := self.rfile.readline():
                tag, _, words = line.decode().strip().partition(" ")
                self.box.heard.append(words)
                if not self._answered(tag, words):
                    return
        except OSError:
            return

    def _secure(self) -> None:
        assert self.box.context is not None
        self.connection = self.box.context.wrap_socket(self.connection, server_side=True)
        self.setup_files()

    def setup_files(self) -> None:
        """Read and write over the line as it is now."""
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)  # type: ignore

    def _say(self, *lines: str) -> None:
        for each in lines:
            self.wfile.write(each.encode() + b"\r\n")

    def _answered(self, tag: str, words: str) -> bool:
        """Answer one command; whether the line stays open."""
        name, _, rest = words.partition(" ")
        if name == "UID":
            return self._by_uid(tag, rest)
        if name == "CAPABILITY":
            offers = "" if self.box.implicit or self.box.context is None else " STARTTLS"
            self._say(f"* CAPABILITY IMAP4rev1{offers}{' AUTH=PLAIN' if self.box.plain else ''}", f"{tag} OK done")
        elif name == "STARTTLS":
            self._say(f"{tag} OK begin")
            self._secure()
        elif name == "AUTHENTICATE":
            self._say("+ ")
            self._admit(tag, b64decode(self.rfile.readline()).decode().split("\0")[2])
        elif name == "LOGIN":
            self._admit(tag, rest.split(" ")[-1].strip('"').replace('\\"', '"'))
        elif name in ("SELECT", "EXAMINE"):
            if rest.strip('"') != self.box.folder:
                self._say(f"{tag} NO [NONEXISTENT] no such folder")
            else:
                told = f"* OK [UIDVALIDITY {self.box.validity}] valid" if self.box.validity else "* OK none"
                self._say(f"* {len(self.box.mails)} EXISTS", told, f"{tag} OK [READ-ONLY] done")
        else:
            self._say(f"{tag} OK done")
        return name != "LOGOUT"

    def _admit(self, tag: str, password: str) -> None:
        self._say(f"{tag} OK in" if password == self.box.password else f"{tag} NO {self.box.refusal}")

    def _by_uid(self, tag: str, words: str) -> bool:
        name, _, rest = words.partition(" ")
        if name == "SEARCH":
            hit = re.match(r"UID (\d+):\*", rest)
            assert hit is not None
            highest = max(self.box.mails, default=0)
            found = [each for each in self.box.mails if each >= min(int(hit[1]), highest)]  # "9:*" has always one
            self._say(f"* SEARCH {' '.join(map(str, found))}".strip(), f"{tag} OK done")
            return True
        number, _, what = rest.partition(" ")
        mail = self.box.mails.get(int(number))
        if mail is None:
            self._say(f"{tag} OK done")
        elif what == "(RFC822.SIZE)":
            size = self.box.claims.get(int(number), len(mail))
            self._say(f"* 1 FETCH (UID {number} RFC822.SIZE {size})", f"{tag} OK done")
        elif int(number) == self.box.breaks_at:
            self.wfile.write(b"* 1 FETCH (UID %d BODY[] {%d}\r\n" % (int(number), len(mail)) + mail[:20])
            return False
        else:
            self.wfile.write(b"* 1 FETCH (UID %d BODY[] {%d}\r\n" % (int(number), len(mail)) + mail + b")\r\n")
            self._say("* 1 FETCH (FLAGS (\\Seen))", f"{tag} OK done")
        return True


@contextmanager
def listening(box: Postbox) -> Iterator[Postbox]:
    """The server, for as long as it is used."""
    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address, daemon_threads = True, True

        def handle_error(self, *_: Any) -> None:
            """A client that breaks off, or does not trust us, is no fault."""

    handler = type("Talk", (_Talk,), {"box": box})
    with Server(("127.0.0.1", 0), handler) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
