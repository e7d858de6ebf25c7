"""EML and MBOX → the letters in them, each with its own sender and day, and the files that hang on them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_tz
from mimetypes import guess_extension

from briefing.model import LETTER
from briefing.regex import lazy_regex
from briefing.sources import html
from briefing.sources.creditline import credit_line
from briefing.sources.days import day
from briefing.sources.fields import decoded_words
from briefing.sources.headline import opening
from briefing.sources.hidden import Tree
from briefing.sources.language import language
from briefing.sources.masthead import masthead
from briefing.sources.page import Member, Page, Part, Refused, UnreadableError
from briefing.sources.quoted import Letter, letters
from briefing.sources.sender import credit, person
from briefing.sources.signoff import words_of
from briefing.text.encoding import NotTextError, decode

_SNIFF = lazy_regex(rb"(?:[A-Za-z][\w-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
                    rb"(?:message-id|mime-version|received|return-path|delivered-to|x-mailer)[ \t]*:", re.I)
_FROM_HEADER = lazy_regex(rb"^(?:from|sender)[ \t]*:", re.I | re.M)
_COUNTED = lazy_regex(rb"\A\d{1,9}[ \t]*\r?\n(?=[A-Za-z][\w-]{0,60}:)")  # Apple Mail's file begins with its length
_POSTMARK = lazy_regex(rb"^From \S.{0,200}\b(?:19|20)\d\d\b[^\n]{0,40}\r?\n(?=[A-Za-z][\w-]{0,60}:|>From )", re.M)
_KEPT_FROM = lazy_regex(rb"^>(>*From )", re.M)
_REPLY = lazy_regex(
    r"^(?:\s*(?:re|fwd?|aw|wg|tr|rv|sv|vs|vb|antw|i|rif|odp|pd|enc|res|ynt|doorst)\s?(?:\[\d+\])?\s?:|\s*\[external\])+",
    re.I)
_NO_DOCUMENT = frozenset({
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-keys",
    "text/calendar", "text/vcard", "text/x-vcard", "message/delivery-status", "message/disposition-notification",
    "text/rfc822-headers", "message/feedback-report", "text/x-amp-html"})
_QUOTING = lazy_regex(r"gmail_quote|yahoo_quoted|moz-cite|protonmail_quote|(?:^|\s)quote(?:\s|$)", re.I)
_SENTENCE = lazy_regex(r"[.!:,;…]['\"”’)]*\s*$")
_HEAD = 4
"""Lines in which the byline of an article stands that somebody put into a mail."""

_NOTE = 5
"""Words below which what stands above a forwarded mail is no text of its own ("FYI")."""


@dataclass(slots=True)
class _Content:
    """What a mail holds: its text in its two forms, the mails it carries, the files that hang on it."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    mails: list[Message] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)


def sniff(data: bytes) -> bool:
    """Whether the bytes open with a mail's headers."""
    head = data[:16_384].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return bool(_SNIFF.match(head)) and bool(_FROM_HEADER.search(head.split(b"\n\n", 1)[0]))


def sniff_box(data: bytes) -> bool:
    """Whether the bytes open like a mail box."""
    return bool(_POSTMARK.match(data[:4_096]))


def load(data: bytes) -> tuple[Part | Member | Refused, ...]:
    """The letters of one mail, the latest first, then its attachments."""
    if sniff_box(data):
        return load_box(data)
    found = read(message_from_bytes(_COUNTED.sub(b"", data, count=1)))
    if not found:
        raise UnreadableError("a mail without text")
    return found


def load_box(data: bytes) -> tuple[Part | Member | Refused, ...]:
    """The letters of every mail in the box, in its order, and their attachments."""
    starts = [hit.end() for hit in _POSTMARK.finditer(data) if _begins(data, hit.start())]
    ends = [*(hit.start() for hit in _POSTMARK.finditer(data) if _begins(data, hit.start())), len(data)][1:]
    found: list[Part | Member | Refused] = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        raw = _KEPT_FROM.sub(rb"\1", data[start:end])
        try:
            read_one = read(message_from_bytes(raw), raw) or (Refused("", "a mail without text"),)
        except (NotTextError, UnreadableError) as error:
            read_one = (Refused("", str(error)),)
        found += [_within(number, each) for each in read_one]
    return tuple(found)


def _begins(data: bytes, start: int) -> bool:
    """Whether a line that looks like a postmark is one: an empty line, or nothing, stands above it."""
    return start == 0 or data[max(0, start - 3):start].replace(b"\r", b"").endswith(b"\n\n")


def _within(number: int, found: Part | Member | Refused) -> Part | Member | Refused:
    """What a mail holds, under the mail's number in its box: "#2", "#2.1", "2/report.pdf"."""
    if isinstance(found, Member):
        return Member(f"{number}/{found.name}", found.data)
    name = f"#{number}.{found.name[1:]}" if found.name else f"#{number}"
    return Refused(name, found.reason) if isinstance(found, Refused) else Part(found.page, name, found.data)


def read(message: Message, raw: bytes | None = None) -> tuple[Part | Member | Refused, ...]:
    """What one mail holds. Where it is one letter, the letter is called "" and its bytes are `raw`, the mail's."""
    found, members = _letters(message), list[Member]()
    parts = [(page, own) for page, own in found if isinstance(page, Page)]
    members = [each for each, _ in found if isinstance(each, Member)]
    if len(parts) == 1:
        return (Part(parts[0][0], "", raw), *_apart(members))
    return (*(Part(page, f"#{number}", own.encode("utf-8", errors="replace"))
              for number, (page, own) in enumerate(parts, start=1)), *_apart(members))


def _letters(message: Message) -> list[tuple[Page | Member, str]]:
    """Every letter of a mail with its words, those of the mails that it carries too, and its attachments."""
    content = _Content()
    _gather(message, content)
    subject, sender, sent = (_header(message, name) for name in ("Subject", "From", "Date"))
    own, *quoted = letters(_text(message, content))
    every = [Letter(own.lines, sender or None, _sent(sent), subject or None), *quoted]
    found: list[tuple[Page | Member, str]] = []
    for number, letter in enumerate(every):
        note, words = _pasted(words_of(letter.lines, credit(letter.sender)[0]))
        title = letter.subject or (subject if number else None)
        bulk = not number and _is_bulk(message)
        if note:
            found.append((_page(note, letter, title, is_bulk=bulk), note))
        if len(words.split()) >= (1 if len(every) == 1 and not content.mails else _NOTE):
            found.append((_page(words, letter, title, is_bulk=bulk), words))
    for mail in content.mails:
        found += _letters(mail)
    return [*found, *((member, "") for member in content.members)]


def _pasted(words: str) -> tuple[str, str]:
    """What a sender says above an article that was put into the mail, "" where that is no text of its own, and the
    article from its headline on; a mail without an article's byline whole."""
    lines = words.split("\n")
    shown = [at for at, line in enumerate(lines) if line.strip()][:_HEAD]
    byline = next((number for number, at in enumerate(shown) if all(credit_line(lines[at]))), 0)
    if not byline:
        return "", words
    above = shown[byline - 1]
    start = shown[byline] if _SENTENCE.search(lines[above]) else above
    note = "\n".join(lines[:start]).strip()
    return (note, "\n".join(lines[start:])) if len(note.split()) >= _NOTE else ("", words)


def _page(words: str, letter: Letter, subject: str | None, *, is_bulk: bool) -> Page:
    """A letter as a page: credited to its sender, or to the byline that its text opens with. A person who writes for no
    outlet is a source of their own, a newsletter's sender its publisher."""
    author, publisher = credit(letter.sender)
    if is_bulk:
        author, publisher = (author, publisher) if publisher else (None, author)
    elif name := person(letter.sender):
        publisher = name + LETTER
    told = masthead(words)
    lines = [line for line in words.split("\n") if line.strip()][:_HEAD]
    written = next((found for line in lines if all(found := credit_line(line))), None)
    title = _REPLY.sub("", decoded_words(subject or "")).strip()
    return Page(text=words, title=title or opening(words), publisher=written[1] if written else publisher,
                author=written[0] if written else author, published=(told.published if written else None) or letter.day,
                language=language(words, told.language), agency=told.agency)


def _apart(members: Sequence[Member]) -> Iterator[Member]:
    """The attachments, each under a name of its own."""
    taken: set[str] = set()
    for member in members:
        stem, dot, ending = member.name.rpartition(".")
        name, number = member.name, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}{dot}{ending}" if dot else f"{member.name}-{number}"
        taken.add(name)
        yield Member(name, member.data)


# What a mail is made of


def _gather(part: Message, content: _Content) -> None:
    """Sort the leaves of a mail into text, mails and attachments."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        carried = part.get_payload()
        content.mails += [each for each in carried if isinstance(each, Message)] if isinstance(carried, list) else []
    elif part.is_multipart():
        children = part.get_payload()
        for child in children if isinstance(children, list) else []:
            if isinstance(child, Message):
                _gather(child, content)
    elif kind in ("text/plain", "text/html") and not _attached(part):
        payload = _payload(part)
        if payload.strip():
            text = decode(payload, _charset(part))
            (content.html if kind == "text/html" else content.plain).append(
                _unfolded(text) if part.get_param("format") == "flowed" else text)
    elif kind not in _NO_DOCUMENT and not _is_layout(part, kind):
        payload = _payload(part)
        if payload.strip():
            content.members.append(Member(_name(part, kind, len(content.members) + 1), payload))


def _attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_filename(part))


def _is_layout(part: Message, kind: str) -> bool:
    """Whether a part is a picture that the mail's page shows, a logo for the most part."""
    return kind.startswith("image/") and (part.get_content_disposition() != "attachment" or "Content-ID" in part)


def _filename(part: Message) -> str:
    try:
        return decoded_words(part.get_filename() or "")
    except (LookupError, TypeError, ValueError):  # a name in parts that can't be put together
        return ""


def _name(part: Message, kind: str, number: int) -> str:
    """An attachment's name without a path, by its type where it has none."""
    name = re.sub(r"[\x00-\x1f\x7f]", "", re.split(r"[\\/]", _filename(part))[-1]).strip()
    return name or f"attachment-{number}{guess_extension(kind) or ''}"


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, UnicodeError):
        return None


def _header(message: Message, name: str) -> str:
    """A header's words: encoded ones decoded, raw letters beyond ASCII in the encoding they are likeliest in."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    try:
        plain = decode(raw.encode("utf-8", errors="surrogateescape"))
    except NotTextError:
        plain = raw.encode("utf-8", errors="replace").decode("utf-8")
    return " ".join(decoded_words(plain).split())


def _sent(header: str) -> str | None:
    """The day of a Date header, as its sender's clock had it."""
    found = day(header)
    if found or not header:
        return found
    try:
        parts = parsedate_tz(header)
    except (IndexError, TypeError, ValueError):
        return None
    return day(f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}") if parts else None


# Its text


def _text(message: Message, content: _Content) -> str:
    """The mail's text: the page of a newsletter, else the plain text unless it holds less than half of the page."""
    plain = "\n".join(content.plain)
    if not content.html:
        return plain
    page = "\n".join(_shown(each) for each in content.html)
    if not plain.strip() or _is_bulk(message) or len(plain.split()) < 0.5 * len(page.split()):
        return page
    return plain


def _is_bulk(message: Message) -> bool:
    return any(name in message for name in ("List-Unsubscribe", "List-Id", "Feedback-ID", "X-Campaign"))


def _shown(source: str) -> str:
    """What a reader sees of a mail's page, one paragraph a line, what it quotes marked as in a plain text."""
    tree = html.tree(source)
    for quote in reversed([each for each in tree.iter("blockquote", "div") if _quotes(each)]):
        html.refill(quote, [f"> {line}" for line in html.shown(quote)])
    return "\n\n".join(html.shown(tree)).replace("\n\n> ", "\n> ")


def _quotes(element: Tree) -> bool:
    """Whether an element holds a quoted mail; a blockquote of an article holds none."""
    cited = element.tag == "blockquote" and (element.get("type") or "").lower() == "cite"
    return cited or (element.tag == "blockquote" and bool(_QUOTING.search(element.get("class") or "")))


def _unfolded(text: str) -> str:
    """A flowed text (RFC 3676) with its paragraphs on one line each."""
    lines: list[str] = []
    above = -1
    for line in text.replace("\r\n", "\n").split("\n"):
        bare = line.lstrip("> ")
        depth = line[:len(line) - len(bare)].count(">")
        if depth == above and bare:
            lines[-1] += bare
        else:
            lines.append(line)
        above = depth if line.endswith(" ") and bare.strip() not in ("", "--") else -1
    return "\n".join(lines)
