"""Labelled fields at the very top of a text: Markdown's front matter, or headers as a mail has them."""

import re
from collections.abc import Mapping, Sequence

from briefing.regex import lazy_regex

_FIELD = lazy_regex(r"(?P<key>[A-Za-z][A-Za-z _-]{1,24}):(?:\s+(?P<value>\S.*))?$")
_KEYS = {
    "title": "title", "headline": "title", "subject": "title",
    "author": "author", "authors": "author", "byline": "author", "by": "author", "from": "author",
    "date": "published", "published": "published", "pubdate": "published", "publish date": "published",
    "publication date": "published", "date published": "published", "published at": "published", "sent": "published",
    "publisher": "publisher", "outlet": "publisher", "site": "publisher", "publication": "publisher",
    "sitename": "publisher", "site name": "publisher", "newspaper": "publisher", "source": "publisher",
    "url": "url", "link": "url", "canonical": "url", "canonical url": "url", "address": "url",
    "language": "language", "lang": "language", "agency": "agency", "wire": "agency",
}
_MOST = 60
_ADDRESS = lazy_regex(r"\s*<[^<>@\s]+@[^<>\s]+>|^[^\s/]+@\S+$")
_ENCODED = lazy_regex(r"=\?[\w-]+\?[bq]\?", re.I)


def fields(lines: Sequence[str]) -> tuple[Mapping[str, str], int]:
    """The fields by name ("title", "published", …) and how many lines they take; ({}, 0) where there are none."""
    if lines and lines[0].strip() == "---":
        return _front_matter(lines)
    return _headers(lines)


def _front_matter(lines: Sequence[str]) -> tuple[Mapping[str, str], int]:
    """What stands between two lines of three dashes."""
    end = next((number for number, line in enumerate(lines[1:_MOST], start=1) if line.strip() in ("---", "...")), 0)
    hits = [hit for line in lines[1:end] if (hit := _FIELD.match(line.rstrip()))]
    return (_named(hits), end + 1) if hits else ({}, 0)


def _headers(lines: Sequence[str]) -> tuple[Mapping[str, str], int]:
    """Two or more "Key: value" lines that open the text; a single one may be a headline ("Norrvik: bridge closed")."""
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    hits: list[re.Match[str]] = []
    end = first
    for line in lines[first:first + _MOST]:
        hit = _FIELD.match(line.strip())
        if hit:
            hits.append(hit)
        elif not (hits and line[:1] in (" ", "\t") and line.strip()):  # else a header folded over two lines
            break
        end += 1
    found = _named(hits)
    return (found, end) if len(found) >= 2 and _KEYS.get(_key(hits[0])) else ({}, 0)


def _named(hits: Sequence[re.Match[str]]) -> Mapping[str, str]:
    """The known fields, the first of each name."""
    found: dict[str, str] = {}
    for hit in hits:
        name = _KEYS.get(_key(hit))
        value = _plain(hit["value"] or "")
        if name and value:
            found.setdefault(name, value)
    return found


def _key(hit: re.Match[str]) -> str:
    return str(hit["key"]).lower().replace("_", " ").replace("-", " ").strip()


def _plain(value: str) -> str:
    """A value without quotes, list brackets, mail address and mail encoding."""
    text = value.strip().strip("[]").strip()
    if len(text) > 1 and text[0] in "\"'" and text[-1] == text[0]:
        text = text[1:-1]
    return _ADDRESS.sub("", decoded_words(text) if _ENCODED.search(text) else text).strip(" \"")


def decoded_words(text: str) -> str:
    """What a mail's encoded words say; the text as it stands where they are in no encoding that there is."""
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    try:
        return " ".join(str(make_header(decode_header(text))).split())
    except (HeaderParseError, LookupError, ValueError):
        return text
