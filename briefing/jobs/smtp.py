"""One mail server: messages go out over SMTP, and what it answered comes back as one of five outcomes."""

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Literal

from briefing.errors import BriefingError
from briefing.jobs.job import PORTS, Mail

_GOOD = ((250,), (250,), (250, 251, 252), (354,))

Verdict = Literal["taken", "later", "refused", "doubt", "gone"]


class ServerError(BriefingError):
    """The server lets nobody in (a certificate, a login): no message can be sent before that is mended."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one message.

    taken; later (4xx); refused (5xx, final); doubt (it went out whole, and no answer came); gone (the connection
    broke before that).
    """

    verdict: Verdict
    reason: str = ""


class Line:
    """An open connection, for one message after the other; a context manager.

    Entering raises `ServerError` where the server lets nobody in, and `OSError` or `smtplib.SMTPException` where it
    can't be reached now.
    """

    def __init__(self, mail: Mail, password: str | None, *, context: ssl.SSLContext | None = None) -> None:
        self.mail, self.password = mail, password
        self.context = context

    def __enter__(self) -> "Line":
        mail = self.mail
        port = mail.port or PORTS[mail.security]
        try:
            if mail.security == "tls":
                self.smtp: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, port, timeout=mail.timeout, context=self._tls())
            else:
                self.smtp = smtplib.SMTP(mail.host, port, timeout=mail.timeout)
        except ssl.SSLCertVerificationError as error:
            raise self._distrusted(error) from error
        try:
            self._greet()
        except (OSError, smtplib.SMTPException, ServerError):
            self.smtp.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
                 ) -> None:
        try:
            self.smtp.quit()
        except (OSError, smtplib.SMTPException):
            self.smtp.close()

    def send(self, sender: str, reader: str, mail: bytes, before: Callable[[], None]) -> Answer:
        """Send one message; `before` is called when the server waits for it, before its first letter goes out."""
        smtp = self.smtp
        steps: tuple[Callable[[], tuple[int, bytes]], ...] = (
            smtp.rset, partial(smtp.mail, sender), partial(smtp.rcpt, reader), partial(smtp.docmd, "data"))
        try:
            for step, good in zip(steps, _GOOD, strict=True):
                code, text = step()
                if code not in good:
                    return _refusal(code, text)
        except OSError as error:  # smtplib's own are OSErrors too
            return self._lost("gone", error)
        before()
        try:
            smtp.send(_dotted(mail))
            code, text = smtp.getreply()
        except OSError as error:
            return self._lost("doubt", error)
        return Answer("taken") if code == 250 else Answer("doubt") if code == -1 else _refusal(code, text)

    def _lost(self, verdict: Verdict, error: OSError) -> Answer:
        self.smtp.close()
        return Answer(verdict, _told(error))

    def _greet(self) -> None:
        """Say hello, turn to TLS and log in, as the job asks."""
        mail = self.mail
        self.smtp.ehlo_or_helo_if_needed()
        if mail.security == "starttls":
            if not self.smtp.has_extn("starttls"):
                raise ServerError(f"mail.host: {mail.host!r} offers no STARTTLS; use security = \"tls\", or another "
                                  f"port")
            try:
                code, text = self.smtp.starttls(context=self._tls())
            except ssl.SSLCertVerificationError as error:
                raise self._distrusted(error) from error
            if code != 220:
                raise smtplib.SMTPResponseException(code, text)
            self.smtp.ehlo_or_helo_if_needed()
        if mail.user:
            try:
                self.smtp.login(mail.user, self.password or "")
            except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
                if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code < 500:
                    raise
                raise ServerError(f"mail.user: {mail.user!r} can't log in at {mail.host} ({_told(error)}); check the "
                                  f"user and the password") from error

    def _tls(self) -> ssl.SSLContext:
        if self.context is None:
            try:
                self.context = ssl.create_default_context(cafile=self.mail.ca_file)
            except (OSError, ssl.SSLError) as error:
                raise ServerError(f"mail.ca_file: {self.mail.ca_file!r} can't be used ({error}); give certificates in "
                                  f"PEM") from error
        return self.context

    def _distrusted(self, error: ssl.SSLCertVerificationError) -> ServerError:
        return ServerError(f"mail.host: the certificate of {self.mail.host!r} is not to be trusted "
                           f"({error.verify_message}); use the name it was made for, or ca_file")


def _dotted(mail: bytes) -> bytes:
    """The message as it goes over the line: a dot before each line that begins with one, and one that ends it."""
    return re.sub(rb"(?m)^\.", b"..", mail) + (b"" if mail.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _refusal(code: int, text: bytes | str) -> Answer:
    """4xx is for later, and with 421 the server hangs up; whatever else is no yes is final."""
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    reason = " ".join(f"{code} {said}".split())
    if code == -1:
        return Answer("gone", "the server went away")
    return Answer("gone" if code == 421 else "later" if 400 <= code < 500 else "refused", reason[:300])


def _told(error: OSError | smtplib.SMTPException) -> str:
    """An error in one line."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _refusal(error.smtp_code, error.smtp_error).reason
    return " ".join(str(error).split())[:300] or type(error).__name__
