"""The names that people give to a table's columns, or an object's keys → what an article is made of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from briefing.sources import credits, html
from briefing.sources.bylines import named
from briefing.sources.days import day
from briefing.sources.language import code
from briefing.sources.page import Page
from briefing.text.address import site_name, web_address

# By what is left of a name without case, spaces and signs; the likelier names of a role first.
USUAL = {role: tuple(names.split()) for role, names in {
    "text": """text fulltext articletext articlebody body bodytext content maintext article story storytext contenthtml
        contenttext bodyhtml html rawtext plaintext textbody cleantext newstext message transcript texte inhalt volltext
        contenido cuerpo testo tekst texto""",
    "teaser": "leadparagraph summary description abstract lead snippet trailtext teaser standfirst excerpt",
    "title": """title headline articletitle heading subject hed webtitle newstitle titre titel titulo título titolo
        überschrift schlagzeile titular name""",
    "published": """published date publicationdate publisheddate publishedat publisheddatetime datepublished datepublish
        pubdate publishdate publishtime webpublicationdate articledate datetime day firstpublished created createdat
        datecreated timestamp time datum fecha data erscheinungsdatum updated updatedat modified datemodified""",
    "publisher": """publication publisher outlet publicationname publicationtitle newspaper sourcename source sitename
        site website media medium mediaoutlet mediumname journal paper newssource quelle zeitung fuente fonte testata
        journalname sourcedomain domain host""",
    "url": """url link address articleurl weburl permalink canonicalurl sourceurl href uri webaddress pageurl
        articlelink""",
    "author": "author authors byline by creator writer reporter journalist autor autorin autoren auteur auteurs autore",
    "language": "language lang inlanguage sprache langue idioma lingua",
}.items()}
_INSIDE = ("_source", "fields", "attributes", "article", "item", "node", "document", "doc", "data", "properties")
_NAMED = ("name", "title", "main", "original", "label", "@value", "value", "fullname", "displayname")
_EPOCHS = ((10, 1), (13, 1_000))
_LONGEST_NAME = 40
_FEWEST = 3
"""Words of a text; a column of single words is none of texts."""


Names = Mapping[str, Sequence[str]]
"""What the columns of each role are called, without case, spaces and signs."""


def called(columns: Sequence[tuple[str, str]]) -> Names:
    """The usual names, but of the roles that a user has named columns of: then these alone are of that role."""
    own: dict[str, list[str]] = {}
    for role, name in columns:
        own.setdefault("published" if role == "date" else role, []).append(_plain_name(name))
    return {**USUAL, **({"teaser": ()} if "text" in own else {}), **own}


def roles(row: Mapping[str, Any], names: Names) -> dict[str, list[Any]]:
    """The row's values by what they are, the likelier first; empty ones left out."""
    found: dict[str, Any] = {}
    for key, value in _flat(row):
        if value not in (None, "", [], {}):
            found.setdefault(_plain_name(key), value)
    return {role: [found[name] for name in known if name in found] for role, known in names.items()}


def has_text(row: Mapping[str, Any], names: Names) -> bool:
    """Whether one of the row's columns holds a text."""
    return bool(_text(roles(row, names)))


def named_text(columns: Sequence[str], names: Names) -> bool:
    """Whether one of these columns is called as a text's column is."""
    return any(_plain_name(each) in (*names["text"], *names["teaser"]) for each in columns)


def name_a_table(columns: Sequence[str], names: Names) -> bool:
    """Whether a line is rather the head of a table of articles than a sentence with commas: it names a text and
    something else that an article has, all in few words."""
    plain = [_plain_name(each) for each in columns]
    known = [role for role, called in names.items() if any(each in called for each in plain)]
    short = all(len(each) <= _LONGEST_NAME for each in columns)
    return short and bool({"text", "teaser"}.intersection(known)) and len(known) > 1


def page(row: Mapping[str, Any], names: Names) -> Page | None:
    """The row's article; None where it has no text. What the row does not tell is left to the text."""
    values = roles(row, names)
    text = _text(values)
    if not text:
        return None
    written = ", ".join(filter(None, map(_names, values["author"][:1])))
    author = named(written, _publisher(values["publisher"])) or credits.known(written)
    url = next(filter(None, (web_address(_string(each)) for each in values["url"])), None)
    title = next((line for each in values["title"] if (line := " ".join(html.fragment(_names(each)).split()))), "")
    return Page(
        text=text, title="" if title == text else title, url=url,
        publisher=_publisher(values["publisher"]) or site_name(url),
        author=None if author and credits.known(author) else author,
        published=next(filter(None, map(_day, values["published"])), None),
        language=code(next(map(_string, values["language"]), "")) or "",
        agency=credits.known(author) if author else None)


def _flat(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The row's values, then those of the objects that hold an article's fields."""
    wrapped = [key for key in _INSIDE if isinstance(row.get(key), dict)]
    yield from ((key, value) for key, value in row.items() if key not in wrapped)
    for key in wrapped:
        yield from _flat(row[key])


def _plain_name(name: str) -> str:
    return re.sub(r"[\W_]+", "", str(name)).lower()


def _text(values: Mapping[str, list[Any]]) -> str:
    """The longest of the row's texts: a column called "content" may hold their beginnings only. A teaser alone is an
    article's where the row says more of it than its name."""
    placed = values["published"] or values["url"] or values["publisher"]
    shown = [html.fragment(_joined(each)) for each in (*values["text"], *(values["teaser"] if placed else ()))]
    longest = max(shown, key=len, default="")
    return longest if len(longest.split()) >= _FEWEST or len(longest) >= 10 * _FEWEST else ""


def _joined(value: Any) -> str:
    """A text, or the paragraphs that a list holds."""
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(_joined, value)))
    if isinstance(value, dict):
        return next((_string(value[key]) for key in ("text", "html", "value", "content", "body") if key in value), "")
    return _string(value)


def _publisher(values: list[Any]) -> str | None:
    """The first outlet named; an address tells its host."""
    for value in values:
        named = _names(value)
        if named:
            return site_name(web_address(named)) or named
    return None


def _names(value: Any) -> str:
    """A name, the name of an object, or the names in a list."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_names, value[:10]))))
    if isinstance(value, dict):
        plain = {_plain_name(key): each for key, each in value.items()}
        return next((_string(plain[key]) for key in _NAMED if key in plain), "").strip()
    return " ".join(_string(value).split())


def _day(value: Any) -> str | None:
    """A day written out, or in seconds or thousandths since 1970."""
    if isinstance(value, dict):
        value = next(iter(value.values()), None)
    text = str(value).strip()
    for digits, parts in _EPOCHS:
        if re.fullmatch(rf"\d{{{digits}}}(?:\.\d+)?", text):
            return datetime.fromtimestamp(float(text) / parts, UTC).date().isoformat()
    if re.fullmatch(r"(?:19|20)\d{6}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return day(text)


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
