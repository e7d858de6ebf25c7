"""Posting to a channel: one request for a briefing, and what its answer means."""

import http.client
import ssl

from briefing.jobs.hearing import BoundedSocket
from briefing.jobs.smtp import Answer, Verdict
from briefing.text.address import apart

HEARD = 65_536  # bytes of an answer that are read
_LATER = frozenset({408, 425, 429})


def post(url: str, data: bytes, *, timeout: float) -> Answer:
    """Post JSON; "later" where nothing was taken, "doubt" where nobody can tell. The address is part of no reason."""
    secure, host, port, target = apart(url)
    line = (http.client.HTTPSConnection(host, port, timeout=timeout, context=ssl.create_default_context())
            if secure else http.client.HTTPConnection(host, port, timeout=timeout))
    try:
        line.connect()
        sock, line.sock = line.sock, BoundedSocket(line.sock, timeout)
    except OSError as error:
        return Answer("later", f"{host} can't be reached ({_worded(error)})")
    try:
        line.request("POST", target, data, {"Content-Type": "application/json"})
        reply = line.getresponse()
        reply.read(HEARD)
    except (OSError, http.client.HTTPException) as error:
        return Answer("doubt", f"{host} did not answer ({_worded(error)})")
    finally:
        line.close()
        sock.close()
    if 200 <= reply.status < 300:
        return Answer("taken", "")
    verdict: Verdict = "later" if reply.status in _LATER or reply.status >= 500 else "refused"
    return Answer(verdict, f"{host} answered {reply.status}")


def _worded(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
