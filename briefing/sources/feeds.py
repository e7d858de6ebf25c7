"""RSS, Atom and JSON feeds → their items, each a document."""

import io
import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from briefing.regex import lazy_regex
from briefing.sources import credits, html
from briefing.sources.days import day
from briefing.sources.headline import opening
from briefing.sources.language import code, language
from briefing.sources.masthead import masthead
from briefing.sources.page import Page, Part, Refused, UnreadableError
from briefing.text.address import site_name, web_address

_SNIFF = lazy_regex(
    rb"\s*(?:(?:<\?xml[^>]*>|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*"
    rb"<(?:[\w-]+:)?(?:rss|feed|rdf|channel)(?=[\s>/]|$)", re.I | re.S)
_LINK = lazy_regex(rb"<link(?=[\s>])", re.I)
_TAG = lazy_regex(r"<(script|style)\b.*?</\1\s*>|</?[a-z!][^<>]*>", re.I | re.S)
_FEED = lazy_regex(
    r"\s*(?:[-–—|:»]\s*)?\b(?:rss(?: ?feeds?)?|atom feed|news ?feed|latest (?:news|stories|headlines|articles)|"
    r"all (?:news|stories|articles)|top stories|headlines|home ?page)\b\s*(?:\d(?:\.\d)?)?\s*$", re.I)
_PARENTHESIS = lazy_regex(r"\S+@\S+\s*\((?P<name>[^()]+)\)")
_LENGTH = 5_000
"""Items of a feed that are read; what holds more is an archive of years."""


def sniff(data: bytes) -> bool:
    """Whether the bytes open like an RSS or Atom feed."""
    return bool(_SNIFF.match(data[:8_192].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")))


def based(data: bytes, address: str) -> bytes:
    """A feed that was fetched, with the address that its links start at; other bytes as they are."""
    if not sniff(data) or b"xml:base" in data:
        return data
    start = f' xml:base="{address.replace("&", "&amp;")}"'.encode("ascii")
    return _LINK.sub(lambda hit: hit[0] + start, data)  # of links alone: an id may look like one, and is none


def load(data: bytes) -> tuple[Part | Refused, ...]:
    """The items in the feed's order; raises `UnreadableError` where it has none."""
    import feedparser

    # As a file: what is given to it as bytes or text may be an address or a path, which it opens.
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False)
    except ValueError as error:
        raise UnreadableError(f"a feed that can't be parsed: {error}"[:200]) from error
    if not feed.entries:
        broken = feed.get("bozo_exception")
        raise UnreadableError("a feed without items" + (f" ({type(broken).__name__})" if broken else ""))
    items = (_unlinked(each) if each.get("guidislink") and not _stands(each.get("link"), data) else each
             for each in feed.entries[:_LENGTH])
    return tuple(_item(number, each, feed.feed) for number, each in enumerate(items, start=1))


def _stands(link: object, data: bytes) -> bool:
    """Whether a feed names an address itself."""
    return escape(_string(link)).encode() in data or _string(link).encode() in data


def _unlinked(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An item without the link that the library has made of an id which is none."""
    return {name: value for name, value in entry.items() if name != "link"}


def is_json(value: object) -> bool:
    """Whether a JSON value is a feed (https://www.jsonfeed.org/version/1.1/)."""
    return isinstance(value, dict) and str(value.get("version", "")).startswith("https://jsonfeed.org/version/")


def load_json(feed: Mapping[str, Any]) -> tuple[Part | Refused, ...]:
    """The items of a JSON feed in its order."""
    items = [each for each in feed.get("items") or () if isinstance(each, dict)][:_LENGTH]
    if not items:
        raise UnreadableError("a feed without items")
    return tuple(_item(number, _as_entry(each), _as_entry(feed)) for number, each in enumerate(items, start=1))


def _as_entry(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item, or the feed itself, of a JSON feed under the names that other feeds have."""
    authors = item.get("authors") or [item.get("author")]
    names = [each.get("name") for each in authors if isinstance(each, dict)] if isinstance(authors, list) else []
    kinds = (("content_html", "text/html"), ("content_text", "text/plain"), ("summary", "text/plain"))
    bodies = [{"value": item[key], "type": kind} for key, kind in kinds if isinstance(item.get(key), str)]
    link = item.get("url") or item.get("external_url") or item.get("home_page_url")
    return {"title": item.get("title"), "link": link, "id": str(item.get("id") or ""), "language": item.get("language"),
            "published": item.get("date_published") or item.get("date_modified"),
            "author": ", ".join(name for name in names if isinstance(name, str)), "content": bodies[:1]}


def _item(number: int, entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Part | Refused:
    title = _plain(entry.get("title"), entry.get("title_detail"))
    text = _text(entry) or title
    if not text:
        return Refused(f"#{number}", "an item without words")
    url = web_address(_string(entry.get("link")))
    author = _author(entry)
    told = masthead(text)
    page = Page(
        text=text, title=title or opening(text), url=url, publisher=_publisher(entry, feed, url),
        author=None if author and credits.known(author) else author, published=_day(entry),
        language=language(text, code(_string(entry.get("language")) or _string(feed.get("language")))),
        key=_string(entry.get("id")),
        agency=told.agency or (credits.known(author) if author else None))
    own = "\n".join((title, url or "", page.published or "", text))
    return Part(page, f"#{number}", own.encode("utf-8", errors="replace"))


def _text(entry: Mapping[str, Any]) -> str:
    """The fullest of what an item holds: its content, its description."""
    held = [*(entry.get("content") or ()), entry.get("summary_detail") or {"value": entry.get("summary")}]
    pieces = [(_string(each.get("value")), _string(each.get("type"))) for each in held if isinstance(each, dict)]
    return max((html.fragment(value, kind) for value, kind in pieces), key=len, default="")


def _plain(value: object, detail: object) -> str:
    """A name or a title without markup."""
    kind = _string(detail.get("type")) if isinstance(detail, dict) else ""
    words = _string(value)
    return " ".join((words if kind == "text/plain" else unescape(_TAG.sub("", words))).split())


def _publisher(entry: Mapping[str, Any], feed: Mapping[str, Any], url: str | None) -> str | None:
    """The item's own source where it names one; the feed's name, unless the item leads to another site: then that is
    its outlet, for the feed only collects."""
    source = entry.get("source")
    own = _plain(source.get("title"), None) if isinstance(source, dict) else ""
    named = own or _plain(entry.get("publisher"), None)
    if named:
        return named
    home = site_name(web_address(_string(feed.get("link"))))
    there = site_name(url)
    if home and there and not _same_site(home, there):
        return there
    return _FEED.sub("", _plain(feed.get("title"), feed.get("title_detail"))).strip(" -–—|:") or there or home


def _same_site(one: str, other: str) -> bool:
    """Whether two hosts are of one outlet: they end alike, or their names do."""
    names = [set(re.split(r"[.-]", each)[:-1]) - {"www", "feeds", "rss", "news", "feed", "co", "com", "org"}
             for each in (one, other)]
    return one.endswith(other) or other.endswith(one) or bool(names[0] & names[1])


def _author(entry: Mapping[str, Any]) -> str | None:
    """The names of the authors, without addresses."""
    people = entry.get("authors")
    named = [each for each in people if isinstance(each, dict)] if isinstance(people, list) else []
    names = [_string(each.get("name")) for each in named]
    told = ", ".join(dict.fromkeys(filter(None, names))) or _string(entry.get("author"))
    inside = _PARENTHESIS.fullmatch(told.strip())
    return (inside["name"] if inside else re.sub(r"\s*<?\S+@\S+>?\s*", "", told)).strip() or None


def _day(entry: Mapping[str, Any]) -> str | None:
    """The day as the feed writes it; where that tells none, as the library reads it."""
    for name in ("published", "updated", "created"):
        found = day(_string(entry.get(name)))
        parsed = entry.get(f"{name}_parsed")
        if found:
            return found
        if parsed:
            return day(f"{parsed[0]:04}-{parsed[1]:02}-{parsed[2]:02}")
    return None


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
