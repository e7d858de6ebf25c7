"""Nexis and LexisNexis: the older form ("3 of 25 DOCUMENTS") and the newer one ("End of Document")."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from briefing.regex import lazy_regex
from briefing.sources.days import day, days
from briefing.sources.exports.article import LOST, Article, blocks, body, joined, labelled, loose

_COUNT = lazy_regex(
    r"\s*\d+\s+(?:of|von|de|sur|di|van)\s+\d+\s+(?:documents?|dokumenten?|documentos?|documenti?|documenten)\s*|"
    r"\s*(?:dokument|documento?)\s+\d+\s+(?:of|von|de|sur|di|van)\s+\d+\s*", re.I)
_END = lazy_regex(
    r"\s*(?:end of document|ende des dokument(?:e?s)?|fin du document|fin del documento|fine del documento|"
    r"einde van (?:het )?document|fim do documento)\s*", re.I)
_LABEL = lazy_regex(r"\s{0,3}(?P<key>[^\W\d_][^\W\d_]+(?:[-' ][^\W\d_]+){0,2})\s?:(?=\s|$)")

# The labels above and below an article, in the languages that the archive is sold in.
_HEAD = {word: name for name, words in {
    "author": "byline autor autorin auteur author autores verfasser auteurs",
    "section": "section rubrik rubrique sección seccion sectie sezione ressort",
    "length": "length länge laenge longueur longitud lengte lunghezza extensión comprimento",
    "place": "dateline lieu",
    "highlight": "highlight encart teaser samenvatting",
    "title": "headline title titre titel",
    "series": "series serie anthology cycle",
}.items() for word in words.split()}
_FOOT = dict.fromkeys((
    "load-date,update,date-chargement,datum,carga,language,langue,sprache,idioma,taal,publication-type,"
    "publication type,type-publication,publikationstyp,type,pub-type,document-type,journal-code,journal code,subject,"
    "sujet,company,societe,organization,organisation,ticker,symbole-boursier,industry,secteur-activite,person,"
    "personne,city,state,country,geographic,localisation-geo,acc-no,distribution,correction-date,graphic,grafik,"
    "graphique,illustration,notes,url,category,product,event,load date").split(","), "foot")
_BODY = lazy_regex(r"\s*(?:body|textkörper|corps|cuerpo|hoofdtekst|corpo)\s*:?\s*", re.I)
_BELOW = lazy_regex(r"\s*(?:classification|klassifizierung|klassifikation|clasificación|classificatie|graphic|grafik|"
                    r"graphique|notes?|anmerkungen)\s*", re.I)
_COPYRIGHT = lazy_regex(r"\s*(?:copyright|©|\(c\)).*|\s*all rights reserved\W*|\s*tous droits réservés\W*|"
                        r"\s*alle rechte vorbehalten\W*", re.I)
_EDITION = lazy_regex(
    r"\s*(?:\S+\s+){0,5}?(?:edition|final|late|early|main|\w*auflage|\w*ausgabe|édition|edición|appended|update \d)\b"
    r"(?:\s+\S+){0,3}\s*|\s*\d{1,2}[:.]\d\d\s*(?:[AP]M)?\b.*", re.I)
_COVER = lazy_regex(
    r"(?:date and time|job number|documents? \(|client/matter|search (?:terms|type)|narrowed by|content type|quellen|"
    r"sources?:|user name|about lexisnexis|terms:|project id|send to|download request|time of request|page \d+ of).*",
    re.I)
_PAGE = lazy_regex(r"\b(?:pg|page|p|s|seite|pag|blz)\.?\s?(?P<page>[A-Z]{0,4}-?\d{1,4}[A-Z]?)\b", re.I)
_CENTRED = lazy_regex(r"\s{8,}\S")


def find(lines: Sequence[str]) -> tuple[Article, ...]:
    """The articles of a Nexis export; none where the lines are no such export."""
    starts = [number for number, line in enumerate(lines) if _COUNT.fullmatch(line)]
    if starts and any(name == "length" for _, name, _ in labelled(lines, _HEAD, _LABEL)):
        return tuple(_each(lines, [0, *starts], _older))
    ends = [number for number, line in enumerate(lines) if _END.fullmatch(line)]
    named = {name for _, name, _ in labelled(lines, {**_HEAD, **_FOOT}, _LABEL)}
    if ends and (named & {"length", "foot"} or any(_BODY.fullmatch(line) for line in lines)):
        return tuple(_each(lines, [0, *(end + 1 for end in ends)], _newer))
    return ()


def _each(lines: Sequence[str], starts: Sequence[int], read: Callable[[Sequence[str]], Article | None]
          ) -> Iterator[Article]:
    """What stands from each start to the next: an article, or what is none by its form."""
    for start, end in pairwise([*starts, len(lines)]):
        if found := read(lines[start:end]) or loose(lines[start:end]):
            yield found


def _older(lines: Sequence[str]) -> Article | None:
    """Outlet, day and headline stand unlabelled above the labels; below the text, labels and a copyright."""
    if not lines or not _COUNT.fullmatch(lines[0]) or LOST.search(" ".join(lines[:8])):  # the cover sheet, an excuse
        return None
    head = list(labelled(lines, _HEAD, _LABEL))
    first = head[0][0] if head else len(lines)
    dated = next((at for at, line in enumerate(lines[:first]) if day(line) and not _COPYRIGHT.fullmatch(line)), None)
    above = [line for line in lines[1:dated or 2] if line.strip() and not _COPYRIGHT.fullmatch(line)]
    start = (dated or 1) + 1
    while start < first and (
            not lines[start].strip() or _CENTRED.match(lines[start]) or _EDITION.fullmatch(lines[start])):
        start += 1
    headings = list(blocks(lines[start:first]))
    return _article(lines, head, max(first, start), outlet=joined(above[:1]), dated=lines[dated] if dated else "",
                    headings=headings)


def _newer(lines: Sequence[str]) -> Article | None:
    """Headline, outlet and day stand above a copyright and the labels; "Body" opens the text."""
    head = list(labelled(lines, _HEAD, _LABEL))
    opened = next((number for number, line in enumerate(lines) if _BODY.fullmatch(line)), None)
    anchor = next((number for number, line in enumerate(lines) if _COPYRIGHT.fullmatch(line)),
                  head[0][0] if head else opened)
    if anchor is None or (opened is None and not head):
        return None
    dated = next((at for at in range(anchor - 1, -1, -1) if day(lines[at])), None)
    above = [at for at in range(dated if dated is not None else anchor) if lines[at].strip()]
    outlet = above.pop() if above else None
    titled: list[str] = []
    last = above[-1] + 1 if above else 0
    apart = any(not line.strip() for line in lines[:anchor])
    while above and above[-1] + 1 == last and (apart or not titled) and not _COVER.match(lines[above[-1]].strip()):
        last = above.pop()
        titled.insert(0, lines[last])
    head = [each for each in head if opened is None or each[0] < opened]
    return _article(lines, head, (opened + 1) if opened is not None else (head[0][0] if head else anchor + 1),
                    outlet=lines[outlet].strip() if outlet is not None else "",
                    dated=lines[dated] if dated is not None else "", headings=[tuple(titled)] if titled else [],
                    opened=opened is not None)


def _article(lines: Sequence[str], head: Sequence[tuple[int, str, str]], start: int, *, outlet: str, dated: str,
             headings: Sequence[tuple[str, ...]], opened: bool = False) -> Article | None:
    values: dict[str, str] = {}
    last, wrapped = start, any(not line.strip() for line in lines[start:])
    for number, name, value in head:
        if not opened and number > last + 1 and any(line.strip() for line in lines[last:number]) and values:
            break  # a label in the midst of the text
        end = number + 1
        while wrapped and not opened and name != "length" and end < len(lines) and lines[end].strip() and (
                not _LABEL.match(lines[end])):
            end += 1  # a long value goes on until an empty line
        values.setdefault(name, joined((value, *lines[number + 1:end])))
        last = max(last, end)
    first = start if opened else last
    while first < len(lines) and (not lines[first].strip() or _BODY.fullmatch(lines[first])):
        first += 1
    foot = next((number for number, _, _ in labelled(lines[first:], _FOOT, _LABEL)), len(lines) - first) + first
    foot = next((number for number in range(first, foot) if _BELOW.fullmatch(lines[number])), foot)
    while foot > first and (not lines[foot - 1].strip() or _COPYRIGHT.fullmatch(lines[foot - 1])):
        foot -= 1
    subtitles = [joined(each) for each in headings[1:]]
    text = "\n\n".join(part for part in (*subtitles, values.get("highlight", ""), body(lines[first:foot])) if part)
    paged = _PAGE.search(values.get("section", ""))
    found = next(iter(days(dated)), None)
    title = values.get("title") or (joined(headings[0]) if headings else "")
    return Article(text=text or title, own="\n".join(lines), title=title, publisher=outlet or None,
                   published=found.iso if found else None, author=values.get("author"),
                   page=paged["page"] if paged else None) if text or title else None
