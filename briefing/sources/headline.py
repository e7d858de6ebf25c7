"""Where a text's headline and its first paragraph stand, among the menus and captions of a page dump."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.regex import lazy_regex
from briefing.sources.days import beside, days

LONGEST = 90
"""Characters of a title made of a first sentence's opening words."""

_ZONE = 30
SMALL = 0.4
"""Share of a paragraph's words that begin without a capital; in a script that has none, all do."""

_LEAST = 1.0
"""The score below which a line is rather a menu's item than a headline."""

_TERMINAL = lazy_regex(r"[.!?…؟۔][\"”’')\]]*$")
_SPACELESS = lazy_regex("[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]")
_BYLINE = lazy_regex(r"^(?:by|von|par|por|di|door)\b", re.I)
_CRUMBS = lazy_regex(r"\s?(?:/|>|»|›|\||→)\s?|\s[-–—]\s")
_MARKUP = lazy_regex(r"^#{1,6}\s+|^\*\*|\*\*$|^__|__$|\s+#+$")
_META = lazy_regex(
    r"(?:last )?updated?\b(?! \d{1,2}-[^\W\d_]+[ '’])|published\b|posted\b|https?://|"
    r"\d+[ -]min(?:ute)?s?\b|date\b.{0,3}\d|\d+ comments?\b|"
    r"(?:\w+ ){0,2}(?:[AP]M|GMT)\b", re.I)
_FURNITURE = lazy_regex(
    r"(?:skip to|sign (?:up|in)|log ?in|subscribe|share\b|follow (?:us|@)|listen to|read (?:more|later|next|"
    r"full)|also read|read also|"
    r"advert|photo\b|photograph|image\b|file ?[-–—]|picture:|caption|credit|getty|print\b|click|search\b|menu|"
    r"copyright|©|"
    r"more from|related|recommended|most (?:read|popular)|currently reading|up next|next story|continue reading|"
    r"supported by|"
    r"topics?:|tags?:|we use|our website|this copy|accept\b|enter your|please\b|get the|join (?:us|our)|"
    r"download|by clicking|"
    r"watch:|video:|notice$|hide caption|media playback|all rights|stay connected|home of|find us|powered by|"
    r"welcome to|"
    r"see all|view all|show more|load more|back to|go to|top stories|latest news|breaking news|site:|section:|"
    r"first published)",
    re.I)
_CONSENT = lazy_regex(
    r"\b(?:cookies?|privacy policy|browser|javascript|newsletters?|subscribers?|subscription|non-commercial|"
    r"log in|sign up|"
    r"your (?:email|account|experience|inbox)|our (?:site|website|terms))\b", re.I)
_CAPTION = lazy_regex(
    r"\((?:photo|image|picture|credit|source)\b|\b(?:getty|shutterstock|file photo|via AP)\b|^FILE\b", re.I)


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline's words, and the numbers of the lines where it and the text's first paragraph stand."""

    text: str | None
    line: int | None
    body: int


def find(lines: Sequence[str]) -> Headline:
    """The headline among the lines that aren't blank; a text may well have none."""
    body = _body(lines)
    marked = next((number for number, line in enumerate(lines[:body + 1]) if re.match(r"#{1,2}\s+\S", line)), None)
    if marked is not None:
        return Headline(unmarked(lines[marked]), marked, max(body, marked + 1))
    zone = range(max(0, body - _ZONE), body)
    able = [number for number in zone if _able(lines[number], fewest=2 if number == 0 else 3)]
    scores = _scores(lines, able, [number for number in zone if meta(lines[number])], body)
    line = max(able, key=lambda number: scores[number], default=None)
    if line is not None and scores[line] < _LEAST:
        line = None
    return Headline(unmarked(lines[line]) if line is not None else None, line, body)


def opening(text: str) -> str:
    """The first sentence's opening words, for a text without a headline."""
    sentence = re.split(r"(?<=[.!?])\s|(?<=[。！？])", " ".join(text.lstrip()[:600].split()), maxsplit=1)[0]
    if len(sentence) <= LONGEST:
        return sentence.rstrip(".。")
    cut = sentence.rfind(" ", 0, LONGEST)
    return sentence[:cut if cut > LONGEST // 2 else LONGEST - 1].rstrip(" ,;:-–—") + "…"


def unmarked(line: str) -> str:
    """A heading without Markdown's signs."""
    return _MARKUP.sub("", _MARKUP.sub("", line.strip())).strip()


def prose(line: str) -> bool:
    """Whether a line is a paragraph of running text rather than a headline, a caption or a notice."""
    if len(line) < 40:
        return False
    if _SPACELESS.search(line[:40]):
        return bool(re.search("[。！？]", line))
    words = line[:400].split()
    small = sum(word[0].islower() or (word[0].isalpha() and word.lower() == word.upper()) for word in words)
    if len(words) < 12 or small < SMALL * len(words):
        return False
    if len(line) <= 250 and not _TERMINAL.search(line[-6:]):
        return False
    return not (_FURNITURE.match(line) or _CONSENT.search(line[:300]) or _CAPTION.search(line[:400]))


def meta(line: str) -> bool:
    """Whether a line tells of the text (a byline, a day, an address) rather than being part of it."""
    if len(line) > 160:
        return False
    if _META.match(line) or (_BYLINE.match(line) and len(line.split()) <= 12):
        return True
    found = days(line)
    return bool(found) and len(beside(line, found[0]).split()) <= 4


def _body(lines: Sequence[str]) -> int:
    """The first paragraph that another one follows closely, or a long one; the number of lines where there is none."""
    first = before = None
    for number, line in enumerate(lines):
        if not prose(line):
            continue
        if before is not None and number - before <= 5:
            return before
        if len(line) > 300:
            return number
        first, before = number if first is None else first, number
    if before is not None and len(lines) - before <= 5:
        return before
    return len(lines) if first is None else first


def _able(line: str, fewest: int = 3) -> bool:
    """Whether a line could be a headline, of `fewest` words or more."""
    plain = unmarked(line)
    least = 4 if _SPACELESS.search(plain) else 8
    if not least <= len(plain) <= 220 or _FURNITURE.match(plain) or _CONSENT.search(plain) or meta(plain):
        return False
    words = plain.split()
    enough = len(words) >= fewest or _SPACELESS.search(plain)
    crumbs = len(_CRUMBS.findall(plain)) >= 2 and sum(len(part.split()) <= 3 for part in _CRUMBS.split(plain)) >= 2
    stop = re.search(r"[.;,:。；，：]$", plain.removesuffix("...")) and not (
        plain.endswith(".") and len(words) <= 16 and sum(word[0].isupper() for word in words) >= 0.6 * len(words))
    return bool(enough and len(words) <= 32 and not crumbs and not stop)


def _scores(lines: Sequence[str], able: Sequence[int], metas: Sequence[int], body: int) -> dict[int, float]:
    """How much each candidate looks like the headline of the text that follows: it shares the text's words, stands
    above a byline or a day, is neither a menu's item nor a standfirst, and may be repeated as a window's title."""
    text = set(_words(" ".join(lines[body:body + 6])[:3_000]))
    short = [line for line in lines[:body] if len(line) < 250]
    said = Counter(_plain(part) for line in short for part in {unmarked(line), *_ends(line)})
    scores: dict[int, float] = {}
    for number in able:
        plain = unmarked(lines[number])
        words = _words(plain)
        count = len(plain.split()) if not _SPACELESS.search(plain) else 8
        above = next((each - number for each in metas if each > number), _ZONE)
        scores[number] = (
            3 * sum(word in text for word in words) / max(3, len(words))
            + (1.5 if above <= 2 else 1 if above <= 5 else 0)
            + (1.5 if 6 <= count <= 16 else 1 if count >= 4 else 0)
            + (1.5 if said[_plain(plain)] > 1 and count >= 4 else 0)
            + (1.5 if number == 0 else 0)
            - 0.05 * (body - number)
            - (1.5 if scores.get(number - 1, 0) >= _LEAST + 1 else 0)
        )
    return scores


def _words(text: str) -> list[str]:
    """The words of four letters and more, cut to a stem of six; of scripts without spaces, pairs of letters."""
    if _SPACELESS.search(text):
        return [text[at:at + 2] for at in range(len(text) - 1)]
    return [word.lower()[:6] for word in re.findall(r"[^\W_]{4,}", text)]


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _ends(line: str) -> tuple[str, ...]:
    """What stands after the last separator of a breadcrumb and before the last one of a window title."""
    parts = list(_CRUMBS.finditer(line))
    return (line[parts[-1].end():], line[:parts[-1].start()]) if parts else ()
