"""What the head and foot of a plain text tell of it: headline, outlet, author, day and wire service.

Only the first and last kilobytes are looked at, line by line, so that a file of one endless line costs no more
than another. Whatever is not told plainly is None: a wrong day is worse than none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.regex import lazy_regex
from briefing.sources import credits, headline
from briefing.sources.creditline import byline_outlet, credit_line
from briefing.sources.days import Day, beside, day, days
from briefing.sources.fields import fields
from briefing.sources.headline import Headline
from briefing.sources.imprint import outlet, stacked_outlet, writer
from briefing.sources.language import code
from briefing.sources.outlets import is_place, menu
from briefing.text.address import site_name, web_address

HEAD, TAIL = 12_000, 2_500
_SAID = 2_000  # characters of a text in which a place of a name would be spoken of
_WIDTH = 600

_PUBLISHED = lazy_regex(
    r"\bfirst published\b|\b(?:date published|publication date|publish(?:ed)? date|published|posted|publicado|"
    r"pubblicato|"
    r"publié|veröffentlicht|publiziert|erschienen|gepubliceerd|publicerad|publisert|udgivet|opublikowano|опубликовано|"
    r"diterbitkan)\b|^\W{0,3}(?:pub)?date\b", re.I)
_UPDATED = lazy_regex(
    r"\b(?:(?:last )?(?:updated?|modified|revised|edited|changed)|updates?|aktualisiert|stand|mis à jour|actualizado|"
    r"aggiornato|bijgewerkt|uppdaterad|oppdatert|opdateret|обновлено|retrieved|accessed)\b", re.I)
_BYLINE = lazy_regex(
    r"(?:(?:(?:written|reported|story|text|words|reporting) )?(?:by|von|par|por|di|door)\b[:\s]*|"
    r"(?:автор|текст|作者|记者|記者)\s*[:：/]\s*|بقلم\b[:\s]*)(?P<who>.*)", re.I)
_NOBODY = lazy_regex(
    r"admin|administrator|staff|editors?|editorial|webdesk|desk|correspondent|reporter|team|agencies", re.I)
_NAME = lazy_regex(r"(?:[^\W\d_]['’])?[^\W\d_a-zß-ÿ][\w'’.-]*|de|da|del|la|al|bin|van|von|der|den|el|and|und|et|y|e|&")
_AFTER_NAME = lazy_regex(
    r"\s*(?:[|•·(]|\s[-–—]\s|[,،，]\s|\bfor\b|\bof the\b|\b(?:in|on) [A-Z]|\bpublished\b|\bupdated\b|\bposted\b|"
    r"@|\d)", re.I)
_ADDRESS = lazy_regex(r"https?://\S{4,600}")
_IN_ADDRESS = lazy_regex(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)")
_DATELINE = lazy_regex(r"^[^\W\d_a-zß-ÿ][^\n]{2,90}?(?:\s[-–—]{1,2}\s|[)）]\s?[-–—:]|——)")
_SECTION = lazy_regex(r"(?P<outlet>[^|•·]{2,40}?)\s?[|•·]\s?(?P<section>[^|•·]{2,20})")
_LOGO = lazy_regex(r"(?P<name>.{2,40}?) (?:logo|home ?page)", re.I)
_COPYRIGHT = lazy_regex(
    r"(?:^©(?!\s*\d)|(?:copyrights?|©|\(c\))[\s©,:]*(?:\(c\)\s*)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)\d\d|"
    r"present))?))[,.:]?\s*(?:by )?(?:the )?"
    r"(?P<name>[^\W\d_][^|.,;:©(\n]{1,50}?)(?=\s*(?:$|[|.,;:©(]|all rights))", re.I)
_COMPANY = lazy_regex(
    r"(?:[\s,]+(?:private|pvt|ltd|limited|inc|llc|plc|gmbh|ag|corp|corporation|company|co|s\.?a)\.?|\s&)$", re.I)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a text tells of itself; None for what it does not tell."""

    title: str
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The lines to read, without blank ones: those of the head and, where it is another stretch, of the foot."""

    head: tuple[str, ...]
    foot: tuple[str, ...]
    headline: Headline
    below: tuple[str, ...]
    """Short lines after a first paragraph that is a standfirst: the byline may stand there."""

    @property
    def between(self) -> tuple[str, ...]:
        """What stands between headline and text, where bylines are."""
        start = self.headline.line + 1 if self.headline.line is not None else max(0, self.headline.body - 3)
        return self.head[start:self.headline.body]


def masthead(text: str) -> Masthead:
    """What the text tells of itself; its title is the first sentence's opening where there is no headline."""
    lines = text[:HEAD].split("\n")
    named, taken = fields(lines)
    head = _stripped(lines[taken:])
    label = _dated_opening(head[0]) if head else None
    if label:
        head = tuple(part for part in (label[1], *head[1:]) if part)
    section = _SECTION.fullmatch(head[0]) if len(head) > 2 else None
    if section and menu(section["section"]):
        head = head[1:]
    foot = _stripped(text[max(HEAD, len(text) - TAIL):].split("\n")) if len(text) > HEAD else ()
    found = headline.find(head)
    sheet = _Sheet(head, foot, found, _below(head[found.body + 1:found.body + 11]))
    url = web_address(named.get("url")) or next(
        (address for line in head[:60] if _ADDRESS.fullmatch(line) and (address := web_address(line))), None)
    author = named.get("author") or _author(sheet)
    credited = _agency(sheet, named, url, author)
    return Masthead(
        title=named.get("title") or found.text or headline.opening(" ".join(head[found.body:] or head) or text),
        url=url,
        publisher=named.get("publisher") or (section["outlet"] if section else None)
        or _publisher(sheet, url, label[1] if label else None),
        author=None if author and credits.known(author) else author,
        published=day(named.get("published", "")) or (label[0] if label else None) or _published(sheet, url),
        language=code(named.get("language")),
        agency=credited,
    )


def _stripped(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines that hold words, without the middle of long ones."""
    short = (line[:400].lstrip() + line[-200:].rstrip() if len(line) > _WIDTH else line.strip() for line in lines)
    return tuple(line for line in short if any(letter.isalnum() for letter in line))


def _below(lines: Sequence[str]) -> tuple[str, ...]:
    """The short lines up to two paragraphs in a row, or none where the first line is a paragraph."""
    paragraphs = [headline.prose(line) for line in lines[:1]]
    if not lines or paragraphs[0]:
        return ()
    paragraphs += [headline.prose(line) for line in lines[1:]]
    stop = next((number for number, pair in enumerate(pairwise(paragraphs)) if all(pair)), len(lines))
    return tuple(line for line in lines[:stop] if len(line) <= 80)


def _dated_opening(line: str) -> tuple[str, str] | None:
    """The day and the rest of a first line such as "date 2024-11-26 The Evening Standard"."""
    label = re.match(r"\W{0,3}(?:pub)?date:?\s+", line, re.I)
    found = next(iter(days(line[:60])), None) if label else None
    return (found.iso, line[found.end:].strip()) if label and found and found.start == label.end() else None


def _agency(sheet: _Sheet, named: Mapping[str, str], url: str | None, author: str | None) -> str | None:
    """The wire service credited, by a field, a byline, or the text's first and last lines."""
    for name in (named.get("agency"), author):
        if name and (credits.known(name) or name == named.get("agency")):
            return credits.known(name) or name
    body = sheet.headline.body
    paragraphs = [line for line in sheet.head[body:body + 12] if len(line) > 40][:4]
    closing = (sheet.foot or sheet.head[body + 1:])[-8:]
    return credits.agency((*sheet.between, *paragraphs), sheet.between, closing, url=url, author=author)


# Author


def _author(sheet: _Sheet) -> str | None:
    """The name of a byline between headline and text, or just above the headline."""
    near = (*sheet.between, *_above(sheet, 3), *sheet.below)
    for number, line in enumerate(near):
        hit = _BYLINE.fullmatch(line) if len(line) <= 160 else None
        if hit is None and (told := writer(line) or credit_line(line)[0]):
            return told
        if hit:
            who = hit["who"] or (near[number + 1] if number + 1 < len(near) else "")
            name = _person(who)
            if name:
                return name
    return None


def _person(who: str) -> str | None:
    """The names at the start of a byline: "Jane Doe and Ann Lee" of "Jane Doe and Ann Lee, Reuters | 3 May 2019"."""
    found = next(iter(days(who)), None)
    who = who[:found.start] if found else who
    cut = _AFTER_NAME.search(who)
    words = (who[:cut.start()] if cut else who).split()
    named = [word for word in words if _NAME.fullmatch(word.rstrip(","))]
    if not words or len(named) < len(words) or len(words) > 10 or _NOBODY.fullmatch(words[0]):
        return None
    return " ".join(words).strip(" ,.") or None


def _above(sheet: _Sheet, count: int) -> tuple[str, ...]:
    line = sheet.headline.line
    return sheet.head[max(0, line - count):line] if line is not None else ()


# Day of publication


def _published(sheet: _Sheet, url: str | None) -> str | None:
    """The day of publication, by the plainest sign there is; never a day the story tells of."""
    near = (*sheet.between, *_above(sheet, 4), *sheet.below)
    addressed = address_day(url)
    return (
        _labelled(sheet)
        or next((found.iso for line in _after_update(near) if (found := _lone_day(line))), None)
        or next((found.iso for line in sheet.head[sheet.headline.body:][:2] if (found := _dateline_day(line))), None)
        or _last_day((sheet.foot or sheet.head[sheet.headline.body + 1:])[-10:])
        or _titled(sheet.headline.text or "")
        or addressed
        or _updated(sheet.between)
    )


def _labelled(sheet: _Sheet) -> str | None:
    """The day after "Published": near the headline, or at the foot where all such labels name one day."""
    near = (*sheet.between, *sheet.head[sheet.headline.body:sheet.headline.body + 2], *_above(sheet, 6))
    beside_headline = next((iso for line in _with_next(near) if (iso := _after_label(line))), None)
    if beside_headline:
        return beside_headline
    rest = (*sheet.head[sheet.headline.body:], *sheet.foot)
    labelled = [(line, iso) for line in rest if (iso := _after_label(line))]
    first = [iso for line, iso in labelled if re.match(r"\W*first published\b", line, re.I)]
    every = {iso for _, iso in labelled}
    return first[0] if first else every.pop() if len(every) == 1 else None


def _with_next(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines, a label that ends its line ("Published:") together with the line below."""
    return tuple(f"{line} {below}" if len(line) <= 30 and not days(line) else line
                 for line, below in zip(lines, [*lines[1:], ""], strict=False))


def _after_update(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines without those below a lone "Updated"."""
    labels = [_UPDATED.fullmatch(line.rstrip(": ")) for line in ("", *lines)]
    return tuple(line for line, label in zip(lines, labels, strict=False) if not label)


def _after_label(line: str) -> str | None:
    """The day that a "Published" label names within its line."""
    if len(line) > 200:
        return None
    for label in _PUBLISHED.finditer(line):
        after = line[label.end():]
        found = next(iter(days(after)), None)
        if found and found.start <= 32 and not _UPDATED.search(after[:found.start]) and not _told(line[:label.start()]):
            return found.iso
    return None


def _told(before: str) -> bool:
    """Whether a label stands within a sentence ("a report published on 3 May 2019")."""
    return len(before.split()) > 8 or bool(re.search(
        r"\b(?:report|study|paper|book|statement|was|were|is)\s*$", before, re.I))


def _lone_day(line: str) -> Day | None:
    """The day of a line that holds little else: an outlet's name, a byline, a time."""
    if len(line) > 120 or _UPDATED.search(line):
        return None
    found = next(iter(days(line)), None)
    return found if found and (len(beside(line, found).split()) <= 5 or _BYLINE.match(line)) else None


def _last_day(lines: Sequence[str]) -> str | None:
    """The day of one of the last two lines, where it is the only one: several are those of related headlines."""
    found = [(number, last) for number, line in enumerate(lines) if len(line) <= 60 and (last := _lone_day(line))]
    alone = len(found) == 1 and found[0][0] >= len(lines) - 2 and not _PUBLISHED.search(lines[found[0][0]][4:])
    return found[0][1].iso if alone else None


def _dateline_day(line: str) -> Day | None:
    """The day of a paragraph that opens with place and day: "NORRVIK, Nov. 25, 2024 (Reuters) —"."""
    place = _DATELINE.match(line[:120])
    return next(iter(days(place[0])), None) if place else None


def _titled(title: str) -> str | None:
    """The day at the end of a headline, behind a comma: "Notes of the press conference, 14 May 2031"."""
    found = days(title)[-1:]
    return found[0].iso if found and found[0].end == len(title) and title[:found[0].start].endswith(", ") else None


def address_day(url: str | None) -> str | None:
    """The day in an address such as https://outlet.example/2019/05/03/bridge."""
    hit = _IN_ADDRESS.search(url or "")
    return day(f"{hit[1]}-{hit[2]}-{hit[3]}") if hit else None


def _updated(lines: Sequence[str]) -> str | None:
    """The day of an "Updated" line beside the headline, the last resort; one above it may be the site's own."""
    return next((found.iso for line in lines if len(line) <= 120 and _UPDATED.search(line)
                 for found in days(line)), None)


# Publisher


def _publisher(sheet: _Sheet, url: str | None, labelled: str | None) -> str | None:
    """Who published the text: an outlet named beside its day or headline, the address's host, or a copyright."""
    above = (*_above(sheet, 8), *sheet.head[:2])
    said = "\n".join((sheet.headline.text or "", *sheet.head[sheet.headline.body:]))[:_SAID]
    return (
        (labelled if labelled and _is_name(labelled, 6) else None)
        or next((name for line in (*sheet.between[:6], *_above(sheet, 3))
                 if (name := outlet(line, said) or credit_line(line)[1]) and not menu(name)), None)
        or next((outlet for author, outlet in map(credit_line, sheet.head[:1]) if author), None)
        or next((name for line in _with_rest((*sheet.between, *_above(sheet, 3), *sheet.below))
                 if (name := byline_outlet(line, said))), None)
        or next((name for each in _stacked(sheet.between) if (name := stacked_outlet(*each, said))), None)
        or _window_title(sheet)
        or site_name(url)
        or next((name for line in (*reversed(sheet.foot or sheet.head[-12:]), *sheet.head[:3])
                 if (name := _copyright(line))), None)
        or next((hit["name"] for line in above if (hit := _LOGO.fullmatch(line)) and _is_name(hit["name"], 4)), None)
        or _first_line(sheet)
    )


def _with_rest(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines, one that ends in a comma together with the line below: "By Jane Doe," and "Evening Standard"."""
    return tuple(f"{line} {below}" if line.endswith((",", "،", "，")) else line
                 for line, below in zip(lines, [*lines[1:], ""], strict=False))


def _stacked(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The lines above a day of its own, or above a byline and such a day, each with that day: "Evening Standard", "By
    Jane Doe", "3 May 2031"."""
    for place, line in enumerate(lines):
        rest = lines[place + 1:place + 3]
        dated = rest[1:] if rest and _BYLINE.fullmatch(rest[0]) else rest
        found = _lone_day(dated[0]) if dated else None
        if found and len(beside(dated[0], found).split()) <= 1 and not _BYLINE.fullmatch(line):
            yield line, dated[0][found.start:found.end]


def _window_title(sheet: _Sheet) -> str | None:
    """The site after the headline in a line that repeats it: "Bridge to close - The Evening Standard"."""
    title = sheet.headline.text
    if not title or len(title) < 15:
        return None
    for line in sheet.head:
        rest = re.fullmatch(r"\s+[-–—|:]\s+(.{2,40})", line[len(title):]) if line.startswith(title) else None
        if rest and _is_name(rest[1], 6):
            return rest[1].strip()
    return None


def _copyright(line: str) -> str | None:
    """The holder a copyright names, without "Ltd"; a wire service holds the text, but did not publish it."""
    hit = _COPYRIGHT.search(line) if len(line) <= 400 else None
    if hit is None:
        return None
    name, before = hit["name"].strip(" -–"), ""
    while name != before:
        before, name = name, _COMPANY.sub("", name)
    return name if _is_name(name, 6) and not credits.known(name) else None


def _first_line(sheet: _Sheet) -> str | None:
    """A first line that is a site's name: a few capitalised words, and the headline right below."""
    if sheet.headline.line not in (1, 2) or sheet.headline.line >= sheet.headline.body:
        return None
    name = sheet.head[0]
    plain = len(name) >= 4 and not headline.meta(name) and not credits.known(name)
    return name if plain and _is_name(name, 4) else None


def _is_name(name: str, most: int) -> bool:
    """Whether a few words look like an outlet's name rather than a section's, a menu's or a sentence's."""
    words = name.split()
    if not 1 <= len(words) <= most or len(name) > 50 or re.search(r"[?!:;]|\.$", name):
        return False
    capital = [word for word in words if word[0].isupper() or word[0].isdigit() or "." in word
               or (word[0].isalpha() and word.upper() == word.lower())]  # of a script without capitals
    return 2 * len(capital) > len(words) and not menu(name) and not is_place(name)
