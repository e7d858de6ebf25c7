"""Europresse's exports: pages with classes of their own, or the lines of one, each article above its number."""

import re
from collections.abc import Sequence

from briefing.regex import lazy_regex
from briefing.sources import html
from briefing.sources.days import day
from briefing.sources.exports.article import Article, body, is_name, joined, loose
from briefing.sources.hidden import Tree

_NUMBER = lazy_regex(r"(?:.*:\s*)?\b[a-z]{3,8}·(?P<day>\d{8})·[A-Za-z0-9_]+·\S+\s*")
_OUTLET, _HEADER = "DocPublicationName", "DocHeader"
_RIGHTS = lazy_regex(r"\s*(?:©|\(c\)|copyright).*|.*\b(?:tous droits réservés|all rights reserved)\W*", re.I)
_FURNITURE = lazy_regex(
    r"\s*(?:ce certificat est émis|this certificate is|date d'émission|le présent document|certificat|nom de la source|"
    r"type de source|périodicité|couverture|provenance|numéro de document|document number|www\.|"
    r"aussi paru dans).*", re.I)
_PAGE = lazy_regex(r"\bp(?:p|age)?\.?\s?(?P<page>[A-Z]{0,4}\d{1,4}(?:[-–,]\s?\d{1,4})?)\b")
_ISSUE = lazy_regex(r"\s*,?\s*(?:no\.?|n°)\s*\d+.*|\s*\(site web\)\s*", re.I)


def find_html(tree: Tree) -> tuple[Article, ...]:
    """The articles of a page that Europresse wrote; none where it is another's."""
    names = [each for each in tree.iter() if _has(each, _OUTLET) and joined(html.shown(each))]
    boxes = [_box(each, names) for each in names]
    articles = (_of_box(name, box) for number, (name, box) in enumerate(zip(names, boxes, strict=True))
                if box not in boxes[:number])
    return tuple(article for article in articles if article.text)


def _has(element: Tree, name: str) -> bool:
    classes = element.get("class") if isinstance(element.tag, str) else None
    return name.lower() in (classes or "").lower().split()


def _box(name: Tree, names: Sequence[Tree]) -> Tree:
    """The largest element around an outlet's name that holds no other article."""
    others = {id(each) for each in names} - {id(name)}
    box = name
    while (parent := box.getparent()) is not None and not any(id(each) in others for each in parent.iter()):
        box = parent
        if box.tag == "article":
            break
    return box


def _of_box(name: Tree, box: Tree) -> Article:
    inside = list(box.iter())
    headers = [joined(html.shown(each)) for each in inside if _has(each, _HEADER)]
    titled = [each for each in inside if _has(each, "titreArticleVisu")] or [
        each for each in inside if _has(each, "titreArticle")]
    texts = [each for each in inside if _has(each, "docOcurrContainer")] or [
        each for each in inside if _has(each, "DocText")]
    shown = html.shown(box)
    title = joined(html.shown(titled[0])) if titled else ""
    number = next((hit for line in shown if (hit := _NUMBER.fullmatch(line))), None)
    below = shown[shown.index(title) + 1:] if title in shown else shown
    rows = [line for each in texts for line in html.shown(each)] or below
    header = next((each for each in headers if day(each)), "") or next((each for each in shown[:6] if day(each)), "")
    author = next((line for line in below[:2] if line not in texts and is_name(line)), None)
    paged = _PAGE.search(header)
    return Article(
        text=body([line for line in _until_rights(rows) if line != author]), own="\n".join(shown), title=title,
        publisher=_ISSUE.sub("", joined(html.shown(name))) or None,
        published=day(header) or (_numbered(number) if number else None), author=author,
        page=paged["page"] if paged else None)


def find(lines: Sequence[str]) -> tuple[Article, ...]:
    """The articles of an export's lines; none where no line is a document's number."""
    found: list[Article] = []
    start = 0
    for end, line in enumerate(lines):
        number = _NUMBER.fullmatch(line)
        if number:
            article = _of_lines(lines[start:end], number) or loose(lines[start:end])
            start = end + 1
            found += [article] if article else []
    if found and (rest := loose([line for line in lines[start:] if not _FURNITURE.fullmatch(line)])):
        found.append(rest)
    return tuple(found)


def _of_lines(lines: Sequence[str], number: re.Match[str]) -> Article | None:
    rows = [line.strip() for line in lines if line.strip() and not _FURNITURE.fullmatch(line)]
    dated = next((at for at, line in enumerate(rows[:8]) if day(line)), None)
    if dated is None or dated + 1 >= len(rows):
        return None
    outlet = rows[0] if dated else ""
    at = dated + 1
    if at + 1 < len(rows) and _PAGE.search(rows[at]) and len(rows[at]) < 80 and rows[at].startswith(outlet[:5]):
        at += 1  # "Le Monde • p. 5 • 812 mots"
    paged = _PAGE.search(rows[dated]) or _PAGE.search(rows[at - 1])
    title, rest = rows[at], rows[at + 1:]
    author = rest[0] if rest and is_name(rest[0]) else None
    text = body(_until_rights(rest[1 if author else 0:]))
    return Article(
        text=text, own="\n".join(lines), title=title, publisher=_ISSUE.sub("", outlet) or None,
        published=day(rows[dated]) or _numbered(number), author=author, page=paged["page"] if paged else None
    ) if text else None


def _until_rights(rows: Sequence[str]) -> list[str]:
    """The lines above the copyright that ends an article, without the archive's own."""
    last = next((at for at, line in enumerate(rows) if _RIGHTS.fullmatch(line)), len(rows))
    return [line for line in rows[:last] if not _FURNITURE.fullmatch(line) and not _NUMBER.fullmatch(line)]


def _numbered(number: re.Match[str]) -> str | None:
    found = number["day"]
    return day(f"{found[:4]}-{found[4:6]}-{found[6:]}")
