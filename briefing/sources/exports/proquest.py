"""ProQuest's exports: numbered or linked documents whose fields are named in words ("Publication title: …")."""

import re
from collections.abc import Sequence
from itertools import pairwise

from briefing.regex import lazy_regex
from briefing.sources.days import days
from briefing.sources.exports.article import Article, body, is_name, joined, labelled, loose

_NUMBERED = lazy_regex(r"\s*(?:document|dokument|documento)\s+\d+\s+(?:of|von|de|sur|di)\s+\d+\s*", re.I)
_RULE = lazy_regex(r"\s*_{20,}\s*")
_LINK = lazy_regex(
    r"\s*(?:proquest document link|link (?:zum|to) proquest.{0,20}|lien vers le document proquest)\s*", re.I)
_LABEL = lazy_regex(r"\s{0,3}\|?\s?(?P<key>[A-Z][A-Za-z/() ]{2,34}?)\s?:(?=\s|$|\|)")
_BARE = lazy_regex(r"\s*(?P<key>full text|abstract(?: \(abstract\))?|details|links|headnote)\s*", re.I)
_KEYS = {word: name for name, words in {
    "text": "full text,fulltext,text",
    "abstract": "abstract,abstract (abstract),summary,headnote",
    "title": "title,document title,headline",
    "author": "author,authors,byline",
    "outlet": "publication title,publication,source,journal",
    "info": "publication info,publication information,source information",
    "day": "publication date,date,pub date",
    "page": "pages,page,first page,start page,page count",
    "language": "language of publication,language",
    "other": ("details,links,subject,location,people,company / organization,company,classification,section,column,"
         "publication year,year,volume,issue,number of pages,publisher,place of publication,country of publication,"
         "publication subject,issn,source type,document type,proquest document id,document url,copyright,last updated,"
         "database,dateline,identifier / keyword,credit,edition,supplement,publisher location,source attribution,"
         "e-issn,entry date,accession number,illustrations,document feature,identifiers,terms of use,country"),
}.items() for word in words.split(",")}
_INFO = lazy_regex(r"(?P<outlet>.+?)(?:\s*[,;:(\[]|$)")
_PAGED = lazy_regex(r"\s*:\s*(?P<page>[A-Z]{0,3}[.-]?\s?\d{1,4}[A-Z]?|[A-Z]{1,2}\.?\d*)\.?\s*$")
_EDITION = lazy_regex(r":?\s*\[[^\[\]]{1,40} Edition\]$", re.I)
_NO_TEXT = lazy_regex(r"\W*(?:(?:full ?text )?(?:is )?(?:not|un) ?available|none|n/a)?\W*", re.I)
_TURNED = lazy_regex(r"\b(\d{4}) ([^\W\d_]{3,9}) (\d{1,2})\b")
_LARGEST = 4


def find(lines: Sequence[str]) -> tuple[Article, ...]:
    """The articles of a ProQuest export; none where the lines are no such export."""
    named = {name for _, name, _ in _fields(lines)}
    numbered = [number for number, line in enumerate(lines) if _NUMBERED.fullmatch(line)]
    linked = [number for number, line in enumerate(lines) if _LINK.fullmatch(line)]
    ruled = [number for number, line in enumerate(lines) if _RULE.fullmatch(line)]
    if not (numbered or linked or ruled) or not named & {"outlet", "info"} or not named & {"text", "abstract"}:
        return ()
    starts = [number + 1 for number in numbered or ([] if linked else ruled)] or [_above(lines, at) for at in linked]
    chunks = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    return tuple(found for chunk in chunks if (found := _article(chunk) or loose(chunk)))


def _fields(lines: Sequence[str]) -> list[tuple[int, str, str]]:
    """(line, name, value) of each label; one that stands alone on its line has no colon."""
    bare = ((number, _KEYS[" ".join(hit["key"].lower().split())], "") for number, line in enumerate(lines)
            if (hit := _BARE.fullmatch(line)))
    return sorted([*labelled(lines, _KEYS, _LABEL), *bare])


def _above(lines: Sequence[str], link: int) -> int:
    """The line where the headline above a document's link begins: up to the empty line above it, or, where every line
    stands by itself, two lines above the link."""
    alone = link > 0 and not lines[link - 1].strip()
    start, taken = link, 0
    while start > 0 and taken < (2 if alone else _LARGEST) and not _RULE.fullmatch(lines[start - 1]) and (
            not _label(lines[start - 1]) and (alone or lines[start - 1].strip())):
        start -= 1
        taken += bool(lines[start].strip())
    return start


def _label(line: str) -> bool:
    hit = _LABEL.match(line)
    return bool(hit and " ".join(hit["key"].lower().split()) in _KEYS)


def _article(lines: Sequence[str]) -> Article | None:
    fields = _fields(lines)
    if not fields:
        return None
    values: dict[str, tuple[str, ...]] = {}
    ends = [*(number for number, _, _ in fields[1:]), len(lines)]
    for (number, name, value), end in zip(fields, ends, strict=True):
        rows = [line for line in lines[number + 1:end] if not _RULE.fullmatch(line) and not _NUMBERED.fullmatch(line)]
        if name not in values and (value or any(row.strip() for row in rows)):
            values[name] = (value.strip("| "), *rows)
    furniture = (_RULE, _NUMBERED, _LINK)
    top = [line.strip() for line in lines[:fields[0][0]]
           if line.strip() and "://" not in line and not any(form.fullmatch(line) for form in furniture)]
    return _of_values(lines, values, top)


def _of_values(lines: Sequence[str], values: dict[str, tuple[str, ...]], top: list[str]) -> Article | None:
    info = _first(values, "info")
    told = _TURNED.sub(r"\3 \2 \1", _first(values, "day"))
    found = next(iter(days(told)), None) or next(iter(days(info)), None)
    paged = _PAGED.search(info) if info else None
    if not info and (cited := next((at for at, line in enumerate(top) if at and days(line)), None)):
        found, paged, top = found or days(top[cited])[0], _PAGED.search(top[cited]), top[:cited]
    author = _first(values, "author") or (top.pop() if len(top) > 1 and is_name(top[-1]) else "")
    title = _EDITION.sub("", _first(values, "title") or joined(top))
    outlet = _INFO.match(_first(values, "outlet") or info)
    full = body(values.get("text", ()))
    text = body(values.get("abstract", ())) or full if _NO_TEXT.fullmatch(full) else full
    if not text and not title:
        return None
    return Article(
        text=text or title, own="\n".join(lines), title=title, publisher=outlet["outlet"].strip() if outlet else None,
        published=found.iso if found else None, author=_given_first(author) or None,
        language=_first(values, "language") or None,
        page=paged["page"] if paged else _first(values, "page") or None)


def _first(values: dict[str, tuple[str, ...]], name: str) -> str:
    """A field's value, up to the first empty line below it."""
    rows = values.get(name, ())
    end = next((number for number, row in enumerate(rows) if number and not row.strip()), len(rows))
    return joined(rows[:end]).strip("| ")


def _given_first(author: str) -> str:
    """The names as they are spoken: "Ida Holm, Ole Brandt" of "Holm, Ida; Brandt, Ole"."""
    names = [each.strip() for each in author.split(";") if each.strip()]
    return ", ".join(re.sub(r"^([^,]+), ([^,]+)$", r"\2 \1", name) for name in names)
