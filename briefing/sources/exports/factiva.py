"""Factiva's exports, with field codes before each field ("HD", "SN", "TD") or as the archive displays its articles."""

import re
from collections.abc import Sequence

from briefing.regex import lazy_regex
from briefing.sources.days import day
from briefing.sources.exports.article import Article, body, is_name, joined, loose
from briefing.sources.language import code

# https://developer.dowjones.com names these fields; what is not listed here is no text and no credit of the article.
_CODES = frozenset(
    "SE HD BY CR WC PD ET SN SC ED PG VOL LA CY LP TD ART CT RF CO IN NS RE IPC IPD PUB AN CLM CX DE FDS NGC GC HL HLP "
    "RST RIC DLN PRF ATR".split())
_ORDER = {name: rank for rank, name in enumerate(
    "SE CLM HD BY CR WC PD ET SN SC NGC GC ED PG VOL LA CY LP TD".split())}
_CODED = lazy_regex(r"\s{0,3}(?P<code>[A-Z]{2,3})(?:\s*|(?P<gap>\t|\s{2,}|\s?\|\s?|\s)(?P<value>\S.*))")
_NUMBER = lazy_regex(r"\s*Document\s+(?P<number>[A-Za-z0-9]{6,40})\s*")
_LOADED = lazy_regex(r"[A-Za-z]\w{5,9}?((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)")
_WORDS = lazy_regex(
    r"\s*\d{1,3}(?:[.,\s]?\d{3})*\s+(?:words?|mots?|wörter|worte|palabras|parole|palavras|woorden|ord|słów|слов\w*)\s*",
    re.I)
_COPYRIGHT = lazy_regex(r"\s*(?:\(c\)|©|copyright\b).*", re.I)
_CLOCK = lazy_regex(r"\s*\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{3,4})?\s*")
_SOURCE_CODE = lazy_regex(r"\s*(?=.*[A-Z])[A-Z0-9]{2,8}\s*")
_PAGE = lazy_regex(r"\s*(?:(?:S|p|pp|P|Pg|Page|Seite|pag)\.?\s)?(?P<page>[A-Z]{0,3}\d{1,4}(?:[A-Z]|-\d+)?)\s*")
_FURNITURE = lazy_regex(r"\s*(?:©|\(c\)|copyright)?\s*(?:\d{4}\s+)?(?:factiva|dow jones)\b.{0,80}|"
                        r"\s*page \d+ (?:of|sur|von) \d+.*", re.I)
_FOOT = lazy_regex(r"\s*(?:AN Document \w|(?:CO|IN|NS|RE) \w+ ?: |(?:IPC|IPD|PUB|RF|CT) \S)")
_FEWEST = 3


def find(lines: Sequence[str]) -> tuple[Article, ...]:
    """The articles of a Factiva export; none where the lines are no such export."""
    codes = {hit["code"] for line in lines[:400] if (hit := _code(line))}
    if {"HD", "SN"} <= codes and codes & {"LP", "TD"} and codes & {"PD", "WC", "AN"}:
        return tuple(_coded(lines))
    return tuple(_displayed(lines))


def _code(line: str, before: str = "") -> re.Match[str] | None:
    """The field code that a line is or begins with. One that a single space parts from its value may be a word of the
    text ("LA police said"): it counts where no field that comes later stands `before` it."""
    hit = _CODED.fullmatch(line)
    if hit is None or hit["code"] not in _CODES:
        return None
    late = before in ("LP", "TD") or _ORDER.get(hit["code"], 99) <= _ORDER.get(before, -1)
    return None if hit["gap"] == " " and late and not _FOOT.match(line) and hit["code"] not in ("HD", "TD") else hit


# With field codes


def _coded(lines: Sequence[str]) -> list[Article]:
    """The articles between one accession number, or one headline, and the next."""
    found: list[Article] = []
    start, seen, before = 0, set[str](), ""
    for number, line in enumerate(lines):
        hit = _code(line, before)
        before = hit["code"] if hit else before
        if hit and (hit["code"] in seen or hit["code"] in ("SE", "CLM", "HD")) and seen & {"LP", "TD", "AN"} and (
                hit["code"] in ("SE", "CLM", "HD")):
            found.append(_of_fields(lines[start:number]))
            start, seen = number, set()
        if hit:
            seen.add(hit["code"])
    if seen:
        found.append(_of_fields(lines[start:]))
    return [each for each in found if each.text]


def _of_fields(lines: Sequence[str]) -> Article:
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines:
        hit = _code(line, next(reversed(fields), ""))
        if hit and hit["code"] not in fields:
            current = fields.setdefault(hit["code"], [])
            current += [hit["value"]] if hit["value"] else []
        else:
            current.append(line)
    value = {name: joined(rows) for name, rows in fields.items()}
    text = "\n\n".join(part for name in ("LP", "TD") if (part := body(fields.get(name, ()))))
    number = _NUMBER.match(value.get("AN", ""))
    return Article(
        text=text or body(fields.get("HD", ())), own="\n".join(lines), title=value.get("HD", ""),
        publisher=value.get("SN") or value.get("PUB"), published=day(value.get("PD", "")) or _loaded(number),
        author=value.get("BY"), language=value.get("LA"), page=value.get("PG"), credit=value.get("CR"))


def _loaded(number: re.Match[str] | None) -> str | None:
    """The day in an accession number, the last resort: it is the one when the archive took the article in."""
    hit = _LOADED.match(number["number"]) if number else None
    return day(f"{hit[1]}-{hit[2]}-{hit[3]}") if hit else None


# As displayed


def _displayed(lines: Sequence[str]) -> list[Article]:
    """The articles that end in their accession number and count their words above their day."""
    ends = [number for number, line in enumerate(lines) if _NUMBER.fullmatch(line)
            and any(letter.isdigit() for letter in line)]
    found: list[Article] = []
    start = 0
    for end in ends:
        article = _of_display(lines[start:end + 1]) or loose(lines[start:end + 1])
        found += [article] if article else []
        start = end + 1
    if any(each.published for each in found):
        rest = _of_display([*lines[start:], ""]) or loose(lines[start:])  # a file may be cut off
        return [*found, rest] if rest else found
    return []


def _of_display(lines: Sequence[str]) -> Article | None:
    counted = next((number for number, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    if counted is None:
        return None
    head = [line.strip() for line in lines[:counted] if line.strip() and not _FURNITURE.fullmatch(line)]
    author = head.pop() if len(head) > 1 and is_name(head[-1]) else None
    rows = [(at, line.strip()) for at, line in enumerate(lines) if at > counted and line.strip()]
    dated = next((at for at, (_, line) in enumerate(rows[:_FEWEST]) if day(line)), None)
    if dated is None or not head:
        return None
    credited = [at for at, (_, line) in enumerate(rows[dated:dated + 9], start=dated) if _COPYRIGHT.fullmatch(line)]
    spoken = [at for at, (_, line) in enumerate(rows[dated:dated + 9], start=dated) if code(line) and len(line) <= 20]
    last = (credited or spoken or [dated + 1])[0]
    told = [line for _, line in rows[dated + 1:last] if not _CLOCK.fullmatch(line)]
    number = _NUMBER.fullmatch(lines[-1])
    text = body([line for line in lines[rows[last][0] + 1:-1] if not _FURNITURE.fullmatch(line)])
    if not text:
        return None
    return Article(
        text=text, own="\n".join(lines), title=head[-1], publisher=told[0] if told else None,
        published=day(rows[dated][1]) or _loaded(number), author=author,
        language=next((rows[at][1] for at in spoken if at <= last), None),
        page=next((hit["page"] for line in told[1:] if (hit := _PAGE.fullmatch(line)) and not _is_code(line, told)),
                  None))


def _is_code(line: str, told: Sequence[str]) -> bool:
    """Whether a line is the source's code, the first of its kind below its name."""
    return line == next((each for each in told[1:] if _SOURCE_CODE.fullmatch(each) and not each.isdigit()), None)
