"""What a page's tags tell of it: Open Graph, JSON-LD and its relatives."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.regex import lazy_regex
from briefing.sources import credits
from briefing.sources.bylines import marked, named
from briefing.sources.days import day
from briefing.sources.hidden import Tree
from briefing.sources.language import code
from briefing.text.address import web_address

_TITLE = ("og:title", "twitter:title", "dc.title", "title", "headline", "parsely-title", "sailthru.title")
_SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher", "copyright")
_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "creator",
           "citation_author")
_DAY = ("article:published_time", "article:published", "og:article:published_time", "datepublished",
        "parsely-pub-date", "sailthru.date",
        "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "pubdate", "publishdate", "publish-date",
        "publish_date", "publication_date", "cxenseparse:recs:publishtime", "article.published", "date",
        "citation_publication_date", "bt:pubdate", "analytics.pubdate", "og:pubdate", "ptime")
_LANGUAGE = ("og:locale", "content-language", "dc.language", "language", "inlanguage")
_ARTICLE = lazy_regex(r"Article|Posting|Report|WebPage|NewsItem", re.I)
_MOST_JSON = 300_000


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tags tell; None for what they don't."""

    title: str | None
    url: str | None
    publisher: str | None
    author: str | None
    published: str | None
    language: str | None


def tags(tree: Tree) -> Tags:
    """The metadata of a page; its JSON-LD before its meta tags, for the author and the day."""
    metas = _metas(tree)
    article = _article(tree)
    site = _first(metas, _SITE[:2]) or _name(article.get("publisher")) or _first(metas, _SITE[2:])
    site = site.lstrip("@") if site else None
    return Tags(
        title=_title(tree, metas, article, site),
        url=_url(tree),
        publisher=site,
        author=_authors(article.get("author") or article.get("creator"), metas, site) or marked(tree, site),
        published=day(_text(article.get("datePublished")) or "") or _day(tree, metas),
        language=_language(tree, metas),
    )


def _metas(tree: Tree) -> Mapping[str, str]:
    """The page's meta tags by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _clean(element.get("content"))
        if content:
            for key in ("property", "name", "itemprop", "http-equiv"):
                if element.get(key):
                    found.setdefault(element.get(key).strip().lower(), content)
    return found


def _article(tree: Tree) -> Mapping[str, Any]:
    """The article among the page's JSON-LD objects, or the page itself."""
    found = [each for element in tree.iter("script")
             if "ld+json" in (element.get("type") or "").lower() for each in _objects(element.text or "")]
    able = [each for each in found if _ARTICLE.search(_kind(each.get("@type")))]
    best = max(able, key=lambda each: ("datePublished" in each, "headline" in each, "author" in each), default={})
    return {**best, "author": _resolved(best.get("author"), found)}


def _resolved(value: Any, found: Sequence[Mapping[str, Any]]) -> Any:
    """What a value tells, objects that it only refers to ({"@id": …}) filled in."""
    if isinstance(value, list):
        return [_resolved(each, found) for each in value[:6]]
    if isinstance(value, dict) and "name" not in value and "@id" in value:
        return next((each for each in found if each.get("@id") == value["@id"] and "name" in each), value)
    return value


def _kind(value: Any) -> str:
    """What an object says it is: one word or several."""
    return " ".join(each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str))


def _objects(text: str) -> Iterator[Mapping[str, Any]]:
    """Every object of a JSON-LD script, however it nests them; none where it is no JSON."""
    if len(text) > _MOST_JSON:
        return
    try:
        waiting = [json.loads(text.strip().strip(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting.extend(each[:50])
        elif isinstance(each, dict):
            yield each
            waiting.extend(each[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in each)


def _title(tree: Tree, metas: Mapping[str, str], article: Mapping[str, Any], site: str | None) -> str | None:
    """The headline, without the site's name after it."""
    window = _clean(" ".join(next(iter(tree.iter("title"))).itertext())) if tree.find(".//title") is not None else None
    headings = [_clean(" ".join(element.itertext())) for element in tree.iter("h1")]
    full = _first(metas, _TITLE) or _text(article.get("headline")) or next(filter(None, headings), None) or window
    if not full:
        return None
    inside = [each for each in headings if each and len(each) > 15 and full.lower().startswith(each.lower())]
    if inside:
        return max(inside, key=len)
    cut = re.fullmatch(r"(.{12,}?)\s+[-–—|·•:»]\s+([^|]{2,60})", full)
    return cut[1].strip() if cut and _same_site(cut[2], site) else full


def _same_site(part: str, site: str | None) -> bool:
    ending, name = (re.sub(r"\W", "", each).lower() for each in (part, site or ""))
    return bool(name) and (ending in name or name in ending)


def _url(tree: Tree) -> str | None:
    """The address that the page gives as its own, whole: one that is cut leads elsewhere."""
    links = (each.get("href") for each in tree.iter("link") if (each.get("rel") or "").lower() == "canonical")
    metas = (each.get("content") for each in tree.iter("meta")
             if (each.get("property") or each.get("name") or "").strip().lower() == "og:url")
    return next((address for each in (*links, *metas) if (address := web_address(each))), None)


def _authors(value: Any, metas: Mapping[str, str], site: str | None) -> str | None:
    """The authors' names; a site's own name, an organisation and an address are none."""
    listed = value if isinstance(value, list) else [value]
    names = [name for each in listed[:6] if (name := _name(each)) and (_is_person(each) or credits.known(name))]
    names = names or [metas[key] for key in _AUTHOR if key in metas][:1]
    kept = dict.fromkeys(filter(None, (named(name, site) for name in names)))
    return ", ".join(kept) or None


def _is_person(value: Any) -> bool:
    """Whether a JSON-LD value does not say that it is something else, as an organisation."""
    kind = _kind(value.get("@type")) if isinstance(value, dict) else ""
    return not kind or "Person" in kind


def _day(tree: Tree, metas: Mapping[str, str]) -> str | None:
    """The day of publication from a meta tag, a tag marked as such, or the one time the page's head gives."""
    named = next((found for key in _DAY if key in metas and (found := day(metas[key]))), None)
    if named:
        return named
    times = [element for element in tree.iter() if isinstance(element.tag, str) and _dated(element)][:5]
    given = (each.get("datetime") or each.get("content") or " ".join(each.itertext())[:80] for each in times)
    return next((found for each in given if (found := day(each))), None) or _day_of_head(tree)


def _day_of_head(tree: Tree) -> str | None:
    """The first time with a day of its own that stands between the headline and the first paragraph."""
    begun = False
    for element in tree.iter("h1", "p", "time"):
        if element.tag == "h1":
            begun = True
        elif element.tag == "p" and begun and len(" ".join(element.itertext())) > _PARAGRAPH:
            return None
        elif element.tag == "time" and begun and not _is_aside(element):
            found = day(element.get("datetime") or "")
            if found:
                return found
    return None


_PARAGRAPH = 80
"""Letters from which a paragraph is one of the text and no by-line."""

_ASIDE = frozenset({"aside", "nav", "footer", "ul", "ol"})


def _is_aside(element: Tree) -> bool:
    """Whether a time is of another text, or says when the page was changed."""
    words = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    within = {each.tag for each in element.iterancestors()}
    return bool(_CHANGED.search(words)) or bool(within & _ASIDE)


_CHANGED = lazy_regex("updat|modif")


def _dated(element: Tree) -> bool:
    """Whether a tag is marked as the day of publication."""
    classes = element.get("class") or ""
    return "updated" not in classes.split() and (
        element.get("itemprop") == "datePublished"
        or (element.tag == "time" and element.get("pubdate") is not None)
        or bool(classes and re.search(r"\b(?:entry-date|published)\b", classes)))


def _language(tree: Tree, metas: Mapping[str, str]) -> str | None:
    root = tree.getroottree().getroot()
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    return code(declared or _first(metas, _LANGUAGE))


def _first(metas: Mapping[str, str], keys: Sequence[str]) -> str | None:
    return next((metas[key] for key in keys if key in metas), None)


def _name(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation, given as text or as an object."""
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: Any) -> str | None:
    return _clean(value) if isinstance(value, str) else None


def _clean(value: str | None) -> str | None:
    return " ".join((value or "").split())[:300] or None
