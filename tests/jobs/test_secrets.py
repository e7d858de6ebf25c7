"""A password that a mail server echoes and a key that an endpoint echoes: in no message, log, preview, mail or file."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from html import escape
from itertools import cycle, product
from pathlib import Path
from urllib.parse import quote

import pytest
import reader
from desk import MONDAY, Desk
from endpoint import Call, Handler, completion, fails, serving
from faulty import Faulty
from invented import event
from peer import peering

from briefing.cli import main
from briefing.jobs.deliver import deliver
from briefing.jobs.outbox import Envelope, Outbox
from briefing.jobs.smtp import ServerError
from briefing.jobs.state import opened, transaction

PASSWORD = 'tr0ub4dor&3/ %x"q\\9Z'
MAIL = b"From: briefing@example.org\r\nSubject: x\r\n\r\nx\r\n"
KEY = "sk-canary-4f9d1c77aa02be5513"
FIRE = """Fire at the mill of Oster
Oster Post | 2032-03-20

A fire destroyed the roof of the old mill of Oster on Friday, the fire brigade said.
"""

FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "of a login": lambda secret: b64encode(f"\0desk\0{secret}".encode()).decode(),
    "in base64": lambda secret: b64encode(secret.encode()).decode(),
    "in an address": lambda secret: quote(secret, safe=""),
    "in JSON": lambda secret: json.dumps(secret)[1:-1],
    "in JSON, every letter": lambda secret: "".join(f"\\u{ord(each):04x}" for each in secret),
    "in HTML": escape,
    "in hexadecimal": lambda secret: secret.encode().hex(),
    "cut short": lambda secret: secret[:-2],
}
"""The ways a peer may write what it was given."""

ECHOES = {
    "greeting": (b"554 %b\r\n", b"421 %b\r\n", b"%b\r\n", b"220-%b\r\n554 no\r\n"),
    "ehlo": (b"554 %b\r\n",),
    "auth": (b"535 5.7.8 %b is wrong\r\n", b"454 %b\r\n", b"334 %b\r\n", b"535-" + b"x" * 290 + b"\r\n535 %b\r\n"),
    "rcpt": (b"550 %b\r\n", b"451 %b\r\n", b"550 " + b"x " * 143 + b"%b\r\n"),
    "mail": (b"553 %b\r\n", b"999 %b\r\n"),
    "data": (b"503 %b\r\n",),
    "end": (b"554 %b\r\n", b"452 %b\r\n", b"%b\r\n"),
}


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    desk = Desk(tmp_path, environ={"DESK_PASSWORD": PASSWORD})
    desk.mail = 'security = "none"\nwait_minutes = 0\nuser = "desk"\npassword_env = "DESK_PASSWORD"'
    desk.put("fire.txt", FIRE)
    return desk


def leaked(secret: str, text: bytes) -> list[str]:
    """The forms of a secret that a text shows."""
    forms = {name: form(secret) for name, form in FORMS.items()} | {"cut short": secret[:9]}
    return [name for name, form in forms.items() if form.encode() in text]


def kept(folder: Path) -> Iterator[bytes]:
    """The name and the bytes of every file below a folder."""
    for path in folder.rglob("*"):
        yield bytes(path)
        if path.is_file():
            yield path.read_bytes()


@pytest.mark.parametrize("step", ECHOES)
def test_a_password_that_the_mail_server_echoes_is_not_kept(step: str, desk: Desk) -> None:
    """In whatever form and at whatever step: neither why a message waits or was refused, nor why nobody got in."""
    for line, form in product(ECHOES[step], FORMS):
        echo = line.replace(b"%b", FORMS[form](PASSWORD).encode())
        with peering(step, lambda echo=echo: [echo]) as peer, opened(desk.home / f"{form}.sqlite") as db:
            desk.port, outbox = peer.port, Outbox(db, "harbour")
            with transaction(db):
                outbox.put(str(line), [Envelope("a@example.org", "<a@example.org>", MAIL)], MONDAY)
            told = []
            try:
                deliver(outbox, desk.job, desk.context.time)
            except ServerError as error:
                told = [str(error)]
            told += [each.reason for each in outbox.letters("waiting", "refused", "given up") if each.reason]
        assert step in peer.met
        assert told
        for text in (*(each.encode() for each in told), *kept(desk.home)):
            assert leaked(PASSWORD, text) == []


@pytest.mark.parametrize("step", ["greeting", "auth", "rcpt"])
def test_a_password_that_the_mail_server_echoes_is_not_told(
        step: str, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """By no command: not on standard error or output, in a preview, in a message or in any file."""
    line = ECHOES[step][0].replace(b"%b", FORMS["of a login"](PASSWORD).encode())
    with peering(step, lambda: [line]) as peer:
        desk.port = peer.port
        file = str(desk.file)
        codes = [main(words) for words in (
            ["run", file, "--dry-run", "-o", "seen"], ["run", file], ["outbox", file, "--send"], ["outbox", file],
            ["run", file, "--test-mail", "me@example.org"])]
    assert step in peer.met
    assert (codes[0], 0 in codes[1:]) == (0, False)
    printed = capsys.readouterr()
    assert (desk.home / "seen" / "harbour.txt").exists()
    for text in (printed.out.encode(), printed.err.encode(), *peer.taken, *kept(desk.home)):
        assert leaked(PASSWORD, text) == []


def readable(mail: bytes) -> bytes:
    """A message with all its parts as a reader sees them."""
    message = message_from_bytes(mail, policy=policy.default)
    parts = [part.get_payload(decode=True) or b"" for part in message.walk() if not part.is_multipart()]
    return b"\n".join([str(message.items()).encode(), mail, *parts])


def echoing() -> Callable[[Handler, Call], None]:
    """A model that reads and writes as it should, but puts the key into each text, in one form after the other; some
    tasks it refuses with it."""
    forms = cycle(FORMS.values())

    def step(handler: Handler, call: Call) -> None:
        task, echoed = reader.task_of(call), next(forms)(KEY)
        if task == "doubt":
            fails(400, f"Bearer {echoed}")(handler, call)
        elif task == "revise":
            handler.send(200, completion(None, refusal=f"no: {echoed}"))
        else:
            said = json.dumps(reader.answer(call)).replace('."', f'. {json.dumps(echoed)[1:-1]}"')
            handler.send(200, completion(said))

    return step


def test_a_key_that_the_endpoint_echoes_is_in_no_mail_and_no_log(
        desk: Desk, server: tuple[Faulty, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
        ) -> None:
    """A job that a model writes: the mail, its preview, the log, the database and the kept replies."""
    for number, report in enumerate(event(3).reports()):
        desk.put(f"{number}.txt", report.text)
    desk.port, desk.settings, desk.mail = server[1], 'model = "m"', 'security = "none"\nwait_minutes = 0'
    desk.tell = "whole = true\nattach = true"
    with serving(echoing()) as endpoint:
        monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        file = desk.file
        file.write_text(file.read_text(encoding="utf-8").replace('"extractive"', '"openai"'), encoding="utf-8")
        main(["run", str(file), "--dry-run", "-o", "preview"])
        main(["run", str(file)])
    printed = capsys.readouterr()
    assert {reader.task_of(call) for call in endpoint.calls} >= {"extract", "compare", "compose"}
    (mail,) = (mail for _, mail in server[0].taken)
    for text in (printed.out.encode(), printed.err.encode(), readable(mail), *kept(desk.home)):
        assert leaked(KEY, text) == []
