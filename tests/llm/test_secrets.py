"""A key that an endpoint echoes, calls that it sends elsewhere, counts beyond measure: none of it goes further."""

import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import FAILED, INCOMPLETE, MISUSED, main
from briefing.llm import retry

CANARY = "sk-canary-4f9d1c77aa02be5513"
PIECE = CANARY[:14]
"""So much of it is a leak."""

TEXT = """Ferry runs aground
Coast Wire | 2031-05-06

The ferry Alma ran aground off Tarn Island, the coast guard said.
"""


def message(**fields: Any) -> dict[str, Any]:
    """An answer with a usage that no model could have."""
    return {"id": "x", "object": "chat.completion", "created": 1, "model": "m",
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", **fields}}],
            "usage": {"prompt_tokens": 10**26, "completion_tokens": -3, "total_tokens": True}}


ECHOES: dict[str, tuple[int, Any]] = {
    "refusal": (200, message(content=None, refusal=f"no, Bearer {CANARY}")),
    "content": (200, message(content=f"no JSON, but {CANARY}")),
    "empty with an error": (200, {"error": {"message": f"bad key {CANARY} " + "x" * 400}}),
    "no choices": (200, {"choices": [], "error": {"message": CANARY}}),
    "a page": (200, f"<html>{CANARY}</html>"),
    "cut within the key": (403, {"error": {"message": "x" * 190 + CANARY}}),
    "unknown key": (401, {"error": {"message": f"Incorrect API key provided: {CANARY}"}}),
    "bad request": (400, {"error": {"message": CANARY, "code": CANARY, "type": CANARY}}),
    "no JSON": (400, f"{CANARY} is wrong"),
}  # fmt: skip


class Endpoint(ThreadingHTTPServer):
    """Gives one answer to everything, and counts what it was asked."""

    daemon_threads = True

    def __init__(self, status: int, body: Any, location: str | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.status, self.location, self.asked = status, location, 0
        self.body = (body if isinstance(body, str) else json.dumps(body)).encode()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Answering(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        self.server.asked += 1
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("location", self.server.location)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test looks at what is printed."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a pile, where all that a run keeps comes to stand, under the usual umask."""
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    monkeypatch.setattr(retry, "_wait", lambda _: 1e6)  # longer than any call may take: nothing is asked twice
    before = os.umask(0o022)
    yield tmp_path
    os.umask(before)


def written(monkeypatch: pytest.MonkeyPatch, url: str) -> int:
    """The exit code of a run with a model at this address."""
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    return main(["write", "pile", "-o", "out", "--engine", "openai", "--model", "m"])


@pytest.mark.parametrize("name", ECHOES)
def test_an_echoed_key_is_neither_shown_nor_kept(
        name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On no way of a reply: not on the terminal, in the page, in the record or among the kept replies."""
    endpoint = Endpoint(*ECHOES[name])
    # What only echoes is no reply of its form: the document is read by rule.
    assert written(monkeypatch, endpoint.url) == (INCOMPLETE if name == "content" else FAILED)
    assert endpoint.asked
    printed = capsys.readouterr()
    assert PIECE not in printed.out + printed.err
    assert [path for path in folder.rglob("*") if path.is_file() and PIECE.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_call_that_is_sent_elsewhere_goes_nowhere(
        status: int, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither the documents nor the key; the message says where it wanted to go."""
    other = Endpoint(200, message(content="{}"))
    endpoint = Endpoint(status, "", f"http://localhost:{other.server_port}/v1/chat/completions")
    assert written(monkeypatch, endpoint.url) == FAILED
    assert other.asked == 0
    assert f"localhost:{other.server_port}" in capsys.readouterr().err


def test_a_password_in_an_address_is_not_shown(
        folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Even where the address is of no use."""
    assert written(monkeypatch, "ftp://user:secret@host/v1") in {FAILED, MISUSED}
    printed = capsys.readouterr().err
    assert "secret" not in printed
    assert "is not an address" in printed


def test_kept_replies_are_for_their_owner_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that stand already, too."""
    endpoint = Endpoint(*ECHOES["refusal"])
    for _ in range(2):
        written(monkeypatch, endpoint.url)
        kept = [path for path in (folder / "cache").rglob("*") if path != folder / "cache"]
        assert {path.stat().st_mode & 0o777 for path in kept if path.is_file()} == {0o600}
        assert {path.stat().st_mode & 0o777 for path in kept if path.is_dir()} == {0o700}
        for path in kept:
            path.chmod(0o755 if path.is_dir() else 0o644)
