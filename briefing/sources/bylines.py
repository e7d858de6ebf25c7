"""The authors that a page's elements name, and what of a byline is a person's name."""

import re

from briefing.regex import lazy_regex
from briefing.sources import credits
from briefing.sources.hidden import Tree

_NOT_NAME = lazy_regex(
    r"https?://|@|^\W*$|\bfacebook\.com|^(?:web ?)?(?:[a-z]{0,3}admin(?:istrator)?|"
    r"staff|(?:the )?editors?|editorial board|none|null|undefined|"
    r"unknown|guest|anonymous|author|redaktion|redacción|newsroom|contributors?)$", re.I)
_BEFORE = lazy_regex(
    r"^\W*(?:(?:posted|written|reported|published|analysis|opinion|review|story|words|text|photos?|reporting|researched)\s+)?"
    r"(?:by|von|par|por|di|door|av|af|autor(?:in)?|author|текст|автор|text|texte?|testo|words|بقلم)\b[:\s]+", re.I)
_ROLE = lazy_regex(
    r"\b(?:editor|reporter|correspondent|writer|columnist|staff|chief|news|agency|press|business|desk|producer|"
    r"contributor|analyst|special to|redakteur(?:in)?|journaliste?|giornalista|periodista|bureau|politics|sports?|"
    r"international|media|magazine|team|group|inc|ltd|llc)\b", re.I)
_ACRONYM = lazy_regex(r"\b[A-Z]{2,5}\b(?!\.)")
_DATED = lazy_regex(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b|\d|\b(?:january|february|april|june|july|august|"
    r"september|october|november|december)\b", re.I)
_WORD = lazy_regex(r"(?:[^\W\d_]['’])?[^\W\d_a-zß-ÿ][\w'’.-]*|(?:de|da|del|la|al|bin|van|von|der|den|el|le|di|du|dos)")
_JOINT = lazy_regex(r"\s*(?:;|\||/|,|\s[-–—]\s|\s(?:and|und|et|y|e|и|&)\s)\s*", re.I)
_BEYOND = lazy_regex(r"\s(?:for|in|of|at|from|para|pour|für|aus)\s.*", re.I)
_MARKED = lazy_regex(
    r"(?:^|[\s_-])(?:by-?line|author(?:s|-?name|-?link)?|(?:article|post|entry|story|meta|content)[_-]+"
    r"(?:info__)?(?:authors?|byline)|contributor-?name|posted-by|autor(?:en|in)?|auteur)(?:$|[\s_-])", re.I)
_ASIDE = lazy_regex(
    r"comment|related|sidebar|footer|widget|popular|recommend|trending|teaser|card|promo|more-|latest|\bnav|menu|"
    r"author-?(?:bio|box|image|photo|avatar)|bio\b|avatar|biography|share|social", re.I)
_MOST = 3
"""Authors that a page's elements name at most; more are those of other articles."""


def named(text: str, site: str | None = None) -> str | None:
    """The names in a byline, without what it says beside them; a service's where it names nobody else, None where it
    names nobody, or the site itself."""
    plain = _BEYOND.sub("", _BEFORE.sub("", " ".join(text.split())))
    names = []
    for part in _JOINT.split(plain)[:8]:
        name = part.strip(" ,.-–—")
        if name and _is_person(name, site) and not credits.known(name):
            names.append(name)
        elif names and name and not _ROLE.search(name):
            break
    return ", ".join(dict.fromkeys(names)) or credits.known(plain)


def _is_person(name: str, site: str | None) -> bool:
    """Whether a part of a byline names somebody: no service, no site, no role, no day."""
    words = name.split()
    if len(words) > 6 or len(name) > 60 or _NOT_NAME.search(name) or _DATED.search(name):
        return False
    if _bare(name) == _bare(site or "") or (len(words) == 1 and name.isupper()):
        return False
    if _ROLE.search(name) or (_ACRONYM.search(name) and not name.isupper()):
        return False
    return all(_WORD.fullmatch(word.strip(",")) for word in words)


def _bare(name: str) -> str:
    return re.sub(r"\W", "", name).lower()


def marked(tree: Tree, site: str | None) -> str | None:
    """The authors that elements are marked as naming: by `itemprop`, by `rel`, by a class. Elements beside the article
    name others, and so do those of a page that names many."""
    told: tuple[str, ...] = ()
    for is_marked in (_by_property, _by_relation, _by_class):
        found = dict.fromkeys(names for element in tree.iter() if is_marked(element) and not _is_aside(element)
                              and (names := _names(element, site)))
        every = tuple(dict.fromkeys(name for names in found for name in names.split(", ")))
        if len(every) <= _MOST and set(every) > set(told):
            told = every
    return ", ".join(told) or None


def _by_property(element: Tree) -> bool:
    return isinstance(element.tag, str) and "author" in (element.get("itemprop") or "").lower().split()


def _by_relation(element: Tree) -> bool:
    return element.tag == "a" and "author" in (element.get("rel") or "").lower().split()


def _by_class(element: Tree) -> bool:
    return isinstance(element.tag, str) and bool(_MARKED.search(element.get("class") or ""))


def _is_aside(element: Tree) -> bool:
    """Whether an element stands among comments, other articles or in the box about the author."""
    each = element
    while each is not None and each.tag not in ("body", "html"):
        if each.tag in ("footer", "aside", "nav") or _ASIDE.search(f"{each.get('class') or ''} {each.get('id') or ''}"):
            return True
        each = each.getparent()
    return False


def _names(element: Tree, site: str | None) -> str | None:
    """The names in an element: those of its inner name, or of its first line that names somebody."""
    inner = [each for each in element.iter() if each is not element and isinstance(each.tag, str)
             and "name" in (each.get("itemprop") or "").lower().split()]
    content = element.get("content") if element.tag == "meta" else None
    lines = [content] if content else [line for each in (inner or [element]) for line in _lines(each)]
    return next((names for line in lines[:6] if len(line) <= 160 and (names := named(line, site))
                 and " " in names and not credits.known(names)), None)


def _lines(element: Tree) -> list[str]:
    """An element's text, a line for each part between line breaks and blocks."""
    parts = []
    for each in element.iter():
        if not isinstance(each.tag, str) or each.tag in ("script", "style"):
            continue
        parts.append(("\n" if each.tag in ("br", "p", "div", "li", "time") else "") + (each.text or ""))
        if each is not element:
            parts.append(("\n" if each.tag in ("br", "p", "div", "li", "time") else "") + (each.tail or ""))
    return [line for part in "".join(parts).replace("\r", " ").split("\n") if (line := " ".join(part.split()))]
