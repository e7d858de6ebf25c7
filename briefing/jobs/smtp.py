"""One mail server: messages go out over SMTP, and what it answered comes back as one of five outcomes.

Whatever the server says is masked here, before any of it is cut, shown or kept.
"""

import binascii
import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Literal

from briefing.errors import BriefingError
from briefing.jobs.hearing import BoundedSMTP, BoundedTLS
from briefing.jobs.job import PORTS, Mail
from briefing.text.masking import mask_of

_SHOWN = 300
"""Letters of an answer that are shown."""

_GOOD = ((250,), (250,), (250, 251, 252), (354,))

Verdict = Literal["taken", "later", "refused", "doubt", "gone"]


class ServerError(BriefingError):
    """The server lets nobody in (a certificate, a login): no message can be sent before that is mended."""


class UnreachableError(OSError):
    """Nobody answers now, or not as a mail server would; later may be better."""


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

    Entering raises `ServerError` where the server lets nobody in, and `UnreachableError` where it can't be reached now.
    """

    def __init__(self, mail: Mail, password: str | None, *, context: ssl.SSLContext | None = None) -> None:
        self.mail, self.password = mail, password
        self.context = context
        self._mask = mask_of([password])

    def __enter__(self) -> "Line":
        try:
            self.smtp = self._connected()
            try:
                self._greet()
            except (OSError, ServerError):
                self.smtp.close()
                raise
        except ssl.SSLCertVerificationError as error:
            raise self._distrusted(error) from error
        except OSError as error:  # smtplib's own are OSErrors too
            raise UnreachableError(self._worded(error)) from error
        return self

    def _connected(self) -> smtplib.SMTP:
        mail = self.mail
        port = mail.port or PORTS[mail.security]
        if mail.security == "tls":
            return BoundedTLS(mail.host, port, timeout=mail.timeout, context=self._tls())
        return BoundedSMTP(mail.host, port, timeout=mail.timeout)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
                 ) -> None:
        try:
            self.smtp.quit()
        except OSError:
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
                    return self._refusal(code, text)
        except OSError as error:
            return self._lost("gone", error)
        before()
        try:
            smtp.send(_dotted(mail))
            code, text = smtp.getreply()
        except OSError as error:
            return self._lost("doubt", error)
        return Answer("taken") if code == 250 else Answer("doubt") if code == -1 else self._refusal(code, text)

    def _lost(self, verdict: Verdict, error: OSError) -> Answer:
        self.smtp.close()
        return Answer(verdict, self._worded(error))

    def _greet(self) -> None:
        """Say hello, turn to TLS and log in, as the job asks."""
        mail = self.mail
        self.smtp.ehlo_or_helo_if_needed()
        if mail.security == "starttls":
            if not self.smtp.has_extn("starttls"):
                raise ServerError(f"mail.host: {mail.host!r} offers no STARTTLS; use security = \"tls\", or another "
                                  f"port")
            code, text = self.smtp.starttls(context=self._tls())
            if code != 220:
                raise smtplib.SMTPResponseException(code, text)
            self.smtp.ehlo_or_helo_if_needed()
        if mail.user:
            self._log_in(mail.user)

    def _log_in(self, user: str) -> None:
        """Prove who sends; a server that answers otherwise than a server would is one for later."""
        try:
            self.smtp.login(user, self.password or "")
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
            if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code < 500:
                raise
            raise ServerError(f"mail.user: {user!r} can't log in at {self.mail.host} ({self._worded(error)}); check "
                              f"the user and the password") from error
        except UnicodeError as error:
            raise ServerError(f"mail.user: {user!r} can't log in at {self.mail.host}, because the user or the password "
                              f"holds a letter that is not ASCII; set another there") from error
        except binascii.Error as error:
            raise smtplib.SMTPException("its challenge is no base64") from error

    def _refusal(self, code: int, text: bytes | str) -> Answer:
        """4xx is for later, and with 421 the server hangs up; whatever else is no yes is final."""
        said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        if code == -1:
            return Answer("gone", "the server went away")
        verdict: Verdict = "gone" if code == 421 else "later" if 400 <= code < 500 else "refused"
        return Answer(verdict, self._line(f"{code} {said}"))

    def _worded(self, error: OSError) -> str:
        """An error in one line."""
        if isinstance(error, smtplib.SMTPResponseException):
            return self._refusal(error.smtp_code, error.smtp_error).reason
        return self._line(str(error)) or type(error).__name__

    def _line(self, said: str) -> str:
        """What the server said, in a line: masked, then cut."""
        return " ".join(self._mask.hide(said).split())[:_SHOWN]

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
