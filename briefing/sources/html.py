"""HTML → a page: the article without menus and hidden text, and the metadata the page carries."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefing.regex import lazy_regex
from briefing.sources import credits, hidden, live
from briefing.sources.bylines import named
from briefing.sources.hidden import Tree
from briefing.sources.language import language
from briefing.sources.masthead import Masthead, address_day, masthead
from briefing.sources.page import Page, Part, UnreadableError
from briefing.sources.tags import Tags, tags
from briefing.text.address import site_name, web_address
from briefing.text.encoding import decode

LIMIT = 8_000_000
"""Characters of the longest page that is parsed; articles with all their scripts stay below two million."""

ELEMENTS = 20_000
"""Elements of the largest tree that the extractor gets; a larger one is read paragraph by paragraph."""

_SNIFF = lazy_regex(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,1000}?-->\s*){0,5}<(?:!doctype\s+html|html)\b", re.I | re.S)
_CHARSET = lazy_regex(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|"""
    rb"""<\?xml[^>]{0,100}?encoding=["']([\w.-]{2,40})""", re.I)
_TAG = lazy_regex(r"""<[a-z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""", re.I)
_QUOTED = lazy_regex(r"""(["']).*?\1""", re.S)
_ATTRIBUTES = 20_000  # of one tag; the parser's time grows with their square
_BLOCK = lazy_regex(
    r"address|article|aside|blockquote|body|br|d[dlt]|div|fieldset|fig(?:caption|ure)|footer|form|h[1-6r]|header|li|main|"
    r"nav|[ou]l|p|pre|section|table|t[dhr]")
_MARKUP = lazy_regex(r"<[a-z/!][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]+);", re.I)
_NO_XML = lazy_regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = lazy_regex("[\xad\u200b\u2060\ufeff\U000e0000-\U000e007f]")
_NEAR, _ABOVE = 40, 4
_KEY, _PARAGRAPH = 40, 80


def sniff(data: bytes) -> bool:
    """Whether the bytes open like an HTML page."""
    return bool(_SNIFF.match(data[:4_096].removeprefix(b"\xef\xbb\xbf")))


def load(data: bytes) -> tuple[Part, ...]:
    """The article of a page as one document; raises `UnreadableError` where there is none."""
    return (Part(extract(data)),)


def extract(data: bytes, url: str | None = None) -> Page:
    """The article of a page, its paragraphs one to a line; raises `UnreadableError` where there is none."""
    tree = _tree(decoded(data))
    told = tags(tree)
    is_live = live.calls_itself_live(tree)
    hidden.drop(tree)
    text = _UNSEEN.sub("", _article(tree))
    marks: tuple[tuple[int, str], ...] = ()
    if is_live and (entries := live.entries(tree, shown, told.published)):
        text, marks = live.joined(text.split("\n"), entries)
    if not text.strip():
        raise UnreadableError("no text in the page")
    page = _page(text, told, _around(tree, told.title, text), web_address(url) or told.url)
    return replace(page, marks=marks)


def tree(text: str) -> Tree:
    """The page as a tree without what its reader does not see; raises `UnreadableError` where it can't be parsed."""
    found = _tree(text)
    hidden.drop(found)
    return found


def fragment(value: str, kind: str = "") -> str:
    """The paragraphs of a piece of HTML, one a line; a text without markup, or said to be plain, as it stands."""
    if not _MARKUP.search(value) or (kind == "text/plain" and "</" not in value):
        return value.strip()
    try:
        return "\n".join(shown(tree(value)))
    except UnreadableError:  # nothing but a comment
        return ""


def refill(element: Tree, paragraphs: Sequence[str]) -> None:
    """Put these paragraphs in the place of all that an element holds."""
    from lxml.etree import SubElement

    for child in list(element):
        element.remove(child)
    element.text = None
    for words in paragraphs:
        SubElement(element, "p").text = _NO_XML.sub("", words)


def _page(text: str, told: Tags, head: Masthead, url: str | None) -> Page:
    """The tags tell more than the words beside the headline, which fill what is missing."""
    author = told.author or named(head.author or "", told.publisher)
    wire = head.agency or credits.agency((), (), (), url=url) or (credits.known(author) if author else None)
    return Page(
        text=text,
        title=told.title or head.title,
        url=url,
        publisher=told.publisher or site_name(url) or head.publisher,
        author=None if author and credits.known(author) else author,
        published=told.published or head.published or address_day(url),
        language=language(text, told.language),
        agency=wire,
    )


def decoded(data: bytes) -> str:
    """The page as text, in the encoding that it declares or is in; raises `UnreadableError` where it is too large."""
    declared = _CHARSET.search(data[:4_096])
    name = (declared[1] or declared[2]).decode("ascii") if declared else None
    text = decode(data, name)
    if len(text) > LIMIT:
        raise UnreadableError(f"a page of {len(text) / 1e6:.1f} MB; over {LIMIT / 1e6:.0f} MB of HTML are not read")
    if any(_attributes(tag[0]) > _ATTRIBUTES for tag in _TAG.finditer(text) if len(tag[0]) > _ATTRIBUTES):
        raise UnreadableError(f"a page with a tag of more than {_ATTRIBUTES:,} attributes")
    return text.replace("\0", "")


def _attributes(tag: str) -> int:
    bare = _QUOTED.sub("", tag)
    return max(len(bare.split()), bare.count("="))


def _tree(text: str) -> Tree:
    """The page as a tree; the parser stops at its own limits of depth and size."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("an HTML page that can't be parsed") from error
    return tree


def _article(tree: Tree) -> str:
    """The article; all paragraphs where the extractor finds none or the tree is too large for it."""
    from lxml.etree import LxmlError

    if sum(1 for _ in tree.iter()) <= ELEMENTS:
        from trafilatura import extract as article

        try:
            found = article(tree, include_comments=False)
        except (ValueError, LxmlError, RecursionError):
            found = None
        if found:
            return _parted(str(found), tree) or _rejoined(str(found), tree)
    return _paragraphs(tree)


def _parted(text: str, tree: Tree) -> str:
    """The paragraphs of an article that the extractor put on one line, headline and all, as it does with a short one;
    "" where it did not."""
    told = [words for each in tree.iter("p") if (words := _words(each))]
    here = [words for words in told if words in text]
    return "\n".join(here) if "\n" not in text.strip() and len(here) > 1 and here == told else ""


def _rejoined(text: str, tree: Tree) -> str:
    """The article with the paragraphs that the extractor lost where a page breaks its article into several boxes.

    They are those whose box is named like the box of the paragraphs it found; a few are more likely teasers.
    """
    lines = text.split("\n")
    numbers = {_key(line): number for number, line in enumerate(lines) if len(line) >= _KEY}
    every = [(_box(each), _words(each)) for each in tree.iter("p")]
    homes = Counter(box for box, words in every if _key(words) in numbers)
    lost: dict[int, list[str]] = {}
    last = -1
    for box, words in every:
        last = numbers.get(_key(words), last)
        if last >= 0 and homes[box] >= 3 and len(words) >= _PARAGRAPH and _key(words) not in numbers:
            lost.setdefault(last, []).append(words)
    if sum(len(words) for found in lost.values() for words in found) < 0.3 * len(text):
        return text
    return "\n".join(each for number, line in enumerate(lines) for each in (line, *lost.get(number, ())))


def _key(words: str) -> str:
    """What tells a paragraph from another: its first letters, however they are spaced."""
    return re.sub(r"\W", "", words[:2 * _KEY])[:_KEY // 2]


def _words(element: Tree) -> str:
    """An element's text on one line, a space for each line break."""
    return " ".join("".join(f" {text}" if text.is_tail and text.getparent().tag == "br" else text
                            for text in element.xpath(".//text()")).split())


def _box(paragraph: Tree) -> tuple[str, str]:
    parent = paragraph.getparent()
    return ("", "") if parent is None else (str(parent.tag), parent.get("class") or "")


def _paragraphs(tree: Tree) -> str:
    """The text of the page's paragraphs, or of everything where it has no paragraphs to speak of."""
    found = [_words(each) for each in tree.iter("p")]
    text = "\n".join(each for each in found if each)
    return text if len(text) > 200 else "\n".join(shown(tree))


def shown(tree: Tree) -> list[str]:
    """What a reader sees, one block a line."""
    from lxml.etree import iterwalk

    body = tree.find("body") if tree.find("body") is not None else tree
    parts: list[str] = []
    for event, element in iterwalk(body, events=("start", "end")):
        if _BLOCK.fullmatch(element.tag):
            parts.append("\n")
        if event == "start" and element.tag not in ("script", "style", "title"):
            parts.append((element.text or "").replace("\n", " "))
        elif event == "end" and element is not body:
            parts.append((element.tail or "").replace("\n", " "))
    return [line for each in "".join(parts).split("\n") if (line := " ".join(each.split()))]


def _around(tree: Tree, title: str | None, text: str) -> Masthead:
    """What the lines between headline and article tell, and the article's own first and last ones."""
    lines = shown(tree)
    first = next((line for line in text.split("\n") if len(line) > 60), "")[:60]
    body = next((number for number, line in enumerate(lines) if first and first in line), 0)
    heads = [number for number in range(max(0, body - _NEAR), body) if title and lines[number].lower() == title.lower()]
    above = lines[max(0, heads[-1] - _ABOVE):heads[-1]] if heads else []
    between = lines[heads[-1] + 1:body] if heads else []
    return masthead("\n".join((*above, title or "", *between, *text.split("\n"))))
