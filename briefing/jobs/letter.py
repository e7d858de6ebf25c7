"""From a bulletin to messages: headers that nothing in a document can add to, held against what a parser reads."""

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from email import policy
from email.header import Header
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime, formataddr

from briefing.errors import BriefingError
from briefing.jobs.address import Address
from briefing.jobs.job import Job
from briefing.jobs.outbox import Envelope
from briefing.language.wording import said, written_day
from briefing.render.bulletin import Bulletin
from briefing.render.mail import headline, language_of, to_html, to_text
from briefing.render.page import to_page
from briefing.text.address import escaped

LONGEST = 180  # letters of a subject
_HEADERS = ("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe",
            "List-Unsubscribe-Post", "Auto-Submitted", "MIME-Version", "Content-Type")
_WHOLE = frozenset({"Date", "Message-ID", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted"})
_PARTS = frozenset({"content-type", "content-transfer-encoding", "content-disposition", "mime-version", "content-id"})


def envelopes(bulletin: Bulletin, job: Job, period: str, readers: Iterable[Address]) -> tuple[Envelope, ...]:
    """One message for each reader; the same bulletin, period and reader give the same bytes."""
    text, shown = to_text(bulletin), to_html(bulletin)
    page = to_page(bulletin) if bulletin.attached and bulletin.briefing else None
    below, title = parts(text, shown, page, f"{job.name}-{bulletin.now.date().isoformat()}"), subject(bulletin)
    names = [(reader, message_id(job, period, reader)) for reader in readers]
    return tuple(Envelope(reader.spec, name, compose(job, reader, title, name, bulletin.now, below))
                 for reader, name in names)


def message_id(job: Job, period: str, reader: Address) -> str:
    """The Message-ID of the one message for a job, a period and a reader."""
    key = "\0".join((job.name, period, reader.spec))
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{job.mail.sender.domain}>"


def notice(job: Job, problems: Sequence[str], now: datetime, period: str) -> Envelope:
    """What the operator is told of a run: a line a problem."""
    day = written_day(now.date().isoformat(), "en")
    lines = [f"A run of {job.title} at {now:%H:%M} on {day} met what needs a hand:",
             *(f"- {one_line(each)}" for each in problems)]
    page = "".join(f"<p>{html.escape(each)}</p>\n" for each in lines)
    reader = job.mail.operator or job.mail.sender
    name = message_id(job, period, reader)
    below = parts("\n".join(lines) + "\n", page, None, job.name)
    return Envelope(reader.spec, name, compose(job, reader, f"{job.title}: {problems[0]}", name, now, below))


def subject(bulletin: Bulletin) -> str:
    """"Harbour desk, 23 November 2026: Ferry Alma sinks off Lannick (and 4 others)"."""
    code = language_of(bulletin)
    day = written_day(bulletin.now.date().isoformat(), code)
    head = f"{bulletin.title}, {said('mail', 'week_to', code, day=day) if bulletin.week else day}"
    return one_line(f"{head}: {headline(bulletin)}" if bulletin.briefing else
                    f"{head}: {said('mail', 'subject_nothing', code)}")


def one_line(text: str) -> str:
    """A text that can stand in a header: one line, nothing that ends it, nothing that a parser would decode again.

    A line break within an encoded word ("=?utf-8?q?=0ABcc:…?=") is one too once a parser has read it.
    """
    plain = "".join(" " if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} else letter for letter in text)
    while "=?" in plain:
        plain = plain.replace("=?", "= ?")
    plain = " ".join(plain.split())
    return plain if len(plain) <= LONGEST else plain[:LONGEST - 1].rsplit(" ", 1)[0] + "…"


def compose(job: Job, reader: Address, title: str, name: str, now: datetime, below: bytes) -> bytes:
    """The message as it is sent, with what `parts` gave `below` its headers.

    Raises `BriefingError` where a parser reads other headers in it than these.
    """
    return _headed(below, _headers(job, reader, one_line(title), name, now))


def parts(text: str, html: str, attached: str | None, stem: str) -> bytes:
    """The two forms of a mail, and the attachment where there is one, below the headers that they need."""
    message = EmailMessage(policy=policy.SMTP)
    message.set_content(_sendable(text), cte="quoted-printable")
    message.add_alternative(_sendable(html), subtype="html", cte="quoted-printable")
    if attached is not None:
        message.add_attachment(_sendable(attached), subtype="html", cte="quoted-printable",
                               filename=f"{stem}.html")
    key = hashlib.sha256("\0".join((text, html, attached or "")).encode("utf-8", "backslashreplace")).hexdigest()[:24]
    for number, part in enumerate(each for each in message.walk() if each.is_multipart()):
        part.set_boundary(f"part-{number}-{key}")
    return message.as_bytes()


def _headers(job: Job, reader: Address, title: str, name: str, now: datetime) -> dict[str, str | Address]:
    """What stands above a message, apart from what its parts need."""
    answers: dict[str, str | Address] = {"Reply-To": job.mail.reply_to} if job.mail.reply_to else {}
    return {"From": job.mail.sender, "To": reader, **answers, "Subject": title, "Date": format_datetime(now),
            "Message-ID": name, "List-Id": f"<{job.name.lower()}.{job.mail.sender.domain}>", **_stopping(job, reader),
            "Auto-Submitted": "auto-generated"}


def _stopping(job: Job, reader: Address) -> dict[str, str | Address]:
    """How a mail program takes a reader off: by a message, and by one click where the job names an address (RFC 8058).
    """
    message = f"<mailto:{stop_address(job).spec}?subject={escaped(f'stop {job.name}')}>"
    if not job.mail.unsubscribe_url:
        return {"List-Unsubscribe": message}
    url = job.mail.unsubscribe_url.replace("{reader}", escaped(reader.spec))
    return {"List-Unsubscribe": f"<{url}>, {message}", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def stop_address(job: Job) -> Address:
    """Where a reader writes to get no more."""
    return job.mail.unsubscribe or job.mail.reply_to or job.mail.sender


def footer(job: Job, code: str) -> tuple[str, ...]:
    """Why a reader gets the mail, and how to stop it."""
    end = said("mail", "or_button" if job.mail.unsubscribe_url else "stop_end", code)
    return (said("mail", "why", code, job=job.title),
            said("mail", "stop", code, address=stop_address(job).spec, name=job.name) + end)


def _headed(body: bytes, headers: dict[str, str | Address]) -> bytes:
    """A message's parts below its headers, as they are sent, and checked.

    The headers are folded here: the newer parts of the library lose spaces between encoded words.
    """
    lines = (f"{name}: {_folded(name, value)}\r\n" for name, value in headers.items())
    mail = "".join(lines).encode("ascii") + body
    check(mail, headers)
    return mail


def _folded(name: str, value: str | Address) -> str:
    """A header's value in ASCII, on lines of at most 76 columns where words allow it."""
    if isinstance(value, Address):
        if value.name.isascii():
            return formataddr((value.name, value.spec))
        return f"{_folded(name, value.name)}\r\n <{value.spec}>"
    if name in _WHOLE:
        return value
    charset = "us-ascii" if value.isascii() else "utf-8"
    return Header(value, charset, header_name=name).encode(splitchars=" ", linesep="\r\n")


def check(mail: bytes, meant: dict[str, str | Address]) -> None:
    """Hold a message against the headers it was meant to have, as two parsers read it.

    Raises `BriefingError` for a header that is not ours, one that stands twice, and one that says something else.
    """
    modern = BytesParser(policy=policy.default).parsebytes(mail)
    plain = BytesParser(policy=policy.compat32).parsebytes(mail)
    for parsed in (modern, plain):
        names = [name.lower() for name in parsed]
        if set(names) - {each.lower() for each in _HEADERS} or len(set(names)) < len(names):
            raise BriefingError(f"the message has headers that are not ours ({', '.join(names)}); it was not sent")
        for part in parsed.walk():
            if part is not parsed and (odd := {name.lower() for name in part} - _PARTS):
                raise BriefingError(f"a part of the message has headers that are not ours ({odd}); it was not sent")
    for name, value in meant.items():
        found = str(modern[name])
        if isinstance(value, Address):
            # Between two encoded words of a name the library reads a space that is none.
            same = [("".join(each.display_name.split()), each.addr_spec) for each in modern[name].addresses
                    ] == [("".join(value.name.split()), value.spec)]
        else:
            same = found.split() == value.split()  # a long header may be broken at a space
        if not same or "\n" in found or "\r" in found:
            raise BriefingError(f"the message's {name} reads {found!r} instead of {str(value)!r}; it was not sent")


def readdressed(mail: bytes, job: Job, reader: Address, now: datetime) -> Envelope:
    """A message that was kept, for another reader: the same parts below headers of its own."""
    name = message_id(job, f"test {now.isoformat()}", reader)
    kept = BytesParser(policy=policy.default).parsebytes(mail, headersonly=True)
    body = mail.partition(b"\r\nAuto-Submitted: auto-generated\r\n")[2]  # the last of our headers
    return Envelope(reader.spec, name,
                    _headed(body, _headers(job, reader, one_line(f"Test: {kept['Subject']}"), name, now)))


def _sendable(text: str) -> str:
    """The text without lone surrogates, which UTF-8 has no bytes for."""
    return re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
