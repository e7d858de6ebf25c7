"""The text of a mail → the letters in it: its sender's own words, and each mail that it quotes or forwards."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.regex import lazy_regex
from briefing.sources.days import day

# The words before the colons of a forwarded mail's head, as the mail programs of eleven languages write them.
_KEYS = {word: name for name, words in {
    "sender": "from von de da van från fra od lähettäjä expéditeur remitente mittente gönderen afzender от",
    "day": "sent date gesendet datum envoyé enviado inviato data verzonden skickat sendt wysłano fecha tarih дата",
    "to": "to an à para a aan till til do cc bcc kopie copie copia reply-to antwort-an kime кому",
    "subject": "subject betreff objet asunto oggetto onderwerp ämne emne temat assunto konu тема",
}.items() for word in words.split()}
_HEADER = lazy_regex(r"[*_\s]{0,4}(?P<key>[^\W\d_][\w-]{0,11})[*_\s]{0,3}:[*_\s]{0,3}(?P<value>.*?)[*_\s]*")
_DIVIDER = lazy_regex(
    r"\W*(?:-{2,}\s?[^-\n]{4,60}?\s?-{2,}|_{8,}|"
    r"begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié|"
    r"inicio del mensaje reenviado|inizio messaggio inoltrato|begin doorgestuurd bericht)\W*", re.I)
_ATTRIBUTION = lazy_regex(
    r"(?P<before>.{0,300}?)\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|"
    r"napisał(?:\(a\)|a)?|пишет|написал)\b(?P<after>.{0,120}?)\s*:", re.I)
_OPENING = lazy_regex(r"\W*(?:on|am|le|el|il|op|em|den|w dniu|dnia)\b.{5,}", re.I)
_ADDRESS = lazy_regex(r"[<(\[](?:mailto:)?(?P<address>[^<>()\[\]\s@]+@[^<>()\[\]\s@]+)[>)\]]")
_WORD = r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*|de|da|van|von|der|del|bin|al)"
_NAME = lazy_regex(rf"{_WORD}(?:\s{_WORD}){{0,5}}")
_CLOCK = lazy_regex(r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\b|\b[AaPp]\.?[Mm]\b\.?|\b(?:Uhr|GMT|UTC|[A-Z]{2,4}T)\b")
_MARK = lazy_regex(r"\s?>")
_MARKS = lazy_regex(r"[\s>]+")
_DEEPEST = 12
"""Marks before a line that are told apart; below, all that is quoted is one mail."""

_LONGEST = 400
"""Characters of the lines that say who wrote what is quoted below them."""

_HEAD = 20
"""Lines that the head of a forwarded mail takes at most."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail's words, and what the quoting mail says of it; None for what it does not say."""

    lines: tuple[str, ...]
    sender: str | None = None
    """"Marta Kolb <kolb@outlet.example>", as it stands there."""

    day: str | None = None
    subject: str | None = None


def letters(text: str) -> tuple[Letter, ...]:
    """The mail's own words first, possibly none, then each quoted mail, the latest before the earlier ones."""
    return _read(text.split("\n"), 0)


def _read(lines: Sequence[str], depth: int) -> tuple[Letter, ...]:
    """The letters of these lines; a forwarded mail's head begins another one, quoted lines hold others."""
    found, own, number = [Letter(())], list[str](), 0
    deeper: list[Letter] = []
    while number < len(lines):
        end, head = _head(lines, number)
        told, start = (head, end) if head is not None else _attribution(lines, number)
        marked = head is None and start < len(lines) and bool(_MARK.match(lines[start]))
        if marked:
            end = next((at for at in range(start, len(lines)) if not (_MARK.match(lines[at]) or _bridged(lines, at))),
                       len(lines))
            _quote(deeper, told, _read_quoted(lines[start:end], depth))
            own.append("")
        elif told is not None:  # all that follows is of that mail
            found[-1:] = [replace(found[-1], lines=tuple(own)), *deeper, told]
            own, deeper, end = [], [], start
        else:
            own.append(lines[number])
            end = number + 1
        number = end
    return *found[:-1], replace(found[-1], lines=tuple(own)), *deeper


def _read_quoted(lines: Sequence[str], depth: int) -> tuple[Letter, ...]:
    marks = _MARK if depth < _DEEPEST else _MARKS
    bare = [marks.sub("", line, count=1).removeprefix(" ") for line in lines]
    return _read(bare, depth + 1)


def _quote(deeper: list[Letter], told: Letter | None, read: Sequence[Letter]) -> None:
    """Add what is quoted: a letter of its own, or more of the last one, which is answered line by line."""
    first, *rest = read
    said = any(line.strip() for line in first.lines)
    if told is None and deeper and said:
        deeper[0] = replace(deeper[0], lines=(*deeper[0].lines, "", *first.lines))
    elif told is not None or said:
        deeper.append(replace(told or Letter(()), lines=first.lines))
    deeper += rest


def _bridged(lines: Sequence[str], number: int) -> bool:
    """Whether an empty line stands between two quoted ones."""
    return not lines[number].strip() and number + 1 < len(lines) and bool(_MARK.match(lines[number + 1]))


def _head(lines: Sequence[str], number: int) -> tuple[int, Letter | None]:
    """The head of a forwarded mail that stands here ("From: … Sent: … Subject: …") and the line after it."""
    start = number
    if _DIVIDER.fullmatch(lines[start]):
        start = next((at for at in range(start + 1, min(start + 4, len(lines))) if lines[at].strip()), start)
    found: dict[str, str] = {}
    end = start
    for at in range(start, min(start + _HEAD, len(lines))):
        hit = _HEADER.fullmatch(lines[at])
        name = _KEYS.get(hit["key"].lower()) if hit else None
        if hit and name:
            found.setdefault(name, hit["value"].strip())
            end = at + 1
        elif at == end > start and _carried_on(lines, at):
            end = at + 1
        else:
            break
    if "sender" not in found or not found.keys() & {"day", "subject"} or len(found) < 2:
        return number, None
    return end, Letter((), sender=found["sender"] or None, day=day(found.get("day", "")),
                       subject=found.get("subject") or None)


def _carried_on(lines: Sequence[str], at: int) -> bool:
    """Whether a line belongs to the header above it: a list of addresses goes on, or a header stands below it."""
    hit = _HEADER.fullmatch(lines[at + 1]) if at + 1 < len(lines) else None
    listed = bool(lines[at].strip()) and lines[at - 1].rstrip().endswith((",", ";"))
    return listed or bool(hit and hit["key"].lower() in _KEYS)


def _attribution(lines: Sequence[str], number: int) -> tuple[Letter | None, int]:
    """Who wrote what is quoted below ("On 13 March 2026, Marta Kolb wrote:"), and the line where that begins."""
    for count in (1, 2, 3):
        whole = " ".join(line.strip() for line in lines[number:number + count]).replace("< ", "<")
        able = len(whole) <= _LONGEST and whole.endswith(":") and (count == 1 or _OPENING.match(whole))
        hit = _ATTRIBUTION.fullmatch(whole) if able else None
        if hit:
            start = number + count
            while start < len(lines) and not lines[start].strip():
                start += 1
            quoted = start < len(lines) and bool(_MARK.match(lines[start]))
            if quoted or (_ADDRESS.search(whole) and (_OPENING.match(whole) or day(whole))):
                return Letter((), sender=_writer(hit["before"], hit["after"]), day=day(whole)), start
    return None, number


def _writer(before: str, after: str) -> str | None:
    """The name, and the address where one stands there, of whoever wrote."""
    address = _ADDRESS.search(after) or _ADDRESS.search(before)
    for text, last in ((after.split("<")[0], False), (before.split("<")[0], True)):
        names = [hit[0] for hit in _NAME.finditer(_CLOCK.sub(", ", text)) if not day(hit[0])]
        named = [name for name in names if not re.match(r"(?:on|am|le|el|il|op|em|den)\b", name, re.I)]
        if named:
            name = named[-1 if last else 0]
            return f"{name} <{address['address']}>" if address else name
    return f"<{address['address']}>" if address else None
