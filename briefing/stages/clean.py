"""Finds the furniture of a text: menus, share lines, related headlines, credits, forms, and what is printed twice."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.language.corrections import correction
from briefing.language.en.rules.cleaning import WRITER
from briefing.model import Document, Removed, Span
from briefing.regex import lazy_regex
from briefing.sources.imprint import imprint
from briefing.text import furniture
from briefing.text.layout import ends_sentence, is_page, is_prose, outside_body
from briefing.text.paragraphs import paragraphs

ADDRESS = lazy_regex(r"(?:https?://|www\.)\S+")
OUTLET = lazy_regex(r"[^|]{2,60} \| (?:\d{4}(?:-\d\d(?:-\d\d)?)?|[^|]{0,20}\d{4})")
ABOUT = r"(?:is (?:an?|the)|writes|covers|edits|has (?:been )?(?:written|writ|cover|report)\w*|works (?:as|for)|joined)"
"""What is said of who wrote a text, behind the name."""

FOOT = 3
"""Lines at the end that may present who wrote the text."""

GALLERY = lazy_regex(r"(?:photos?|pictures?|images|gallery|in pictures): .{0,600}caption \d{1,3} of \d{1,3}$", re.I)
FILM = lazy_regex(
    r"(?P<outlet>[\w.&-]+(?: [\w.&-]+){0,3})['’]s (?:[A-Z][\w.'’-]* ){2,3}"
    r"(?:discusses|reports|explains|joins|looks at|breaks down|has more|speaks|talks)\b.{0,160}"
)
NOTE = "correction"
"""The reason of a note on how the text itself came about."""

HEAD = 8
"""Lines at the start that may hold outlet, date and address."""

SENTENCE = lazy_regex(r" [^\s.]+ [^\s.]{2,}\.[\"”’')]?$")
FULL_STOP = lazy_regex(r"[.。．।۔][\"”’」』)）]?$")
WORD = lazy_regex(r"\w+")
REPEATED, NEARLY, LONG = 7, 15, 5000
"""Words from which on a sentence may count as printed twice, or nearly twice; characters beyond which only letter for
letter counts."""

SAME = 0.85
"""Share of the words that two lines of one wording have in common."""

MOST_ALIKE = 8
"""Lines of one beginning or end that later ones are held against; a table of a thousand such rows costs no more."""

NEGATIONS = frozenset(("not", "no", "never", "none", "neither", "nor", "cannot", "t", "without"))


def clean(document: Document) -> tuple[Removed, ...]:
    """The spans of `document.text` that no later stage may read, in order, not overlapping; the text stays as it is."""
    text = document.text
    spans = paragraphs(text)
    lines = [text[span.start : span.end] for span in spans]
    reasons: list[str | None] = [_furniture(line, document.language) for line in lines]
    _mark_head(lines, reasons, document)
    _mark_sections(lines, reasons)
    if is_page(lines, reasons):
        _mark_outside(lines, reasons)
    else:
        _unmark_dates(lines, reasons)
    _mark_repeats(lines, reasons)
    return _removed(spans, lines, reasons)


def _furniture(line: str, language: str) -> str | None:
    """Why a line is furniture as a whole; a note that puts something right is none."""
    reason = furniture.whole(line)
    return None if reason == NOTE and correction(line, language) else reason


def _folded(line: str) -> str:
    return " ".join(WORD.findall(line.casefold()))


def _mark_head(lines: Sequence[str], reasons: list[str | None], document: Document) -> None:
    """The title wherever it stands alone; before the text the lines of outlet and address, and what a film shows;
    wherever it stands who the author is.

    A text that is nothing but its title keeps it.
    """
    wanted = _folded(document.title)
    titles = [at for at, line in enumerate(lines) if reasons[at] is None and wanted and _is_title(line, wanted)]
    for at in titles if len(titles) < len(lines) else ():
        reasons[at] = "title"
    for at, line in enumerate(lines[:HEAD]):
        if ADDRESS.fullmatch(line):
            reasons[at] = "address"
        elif OUTLET.fullmatch(line) or (reasons[at] is None and not ends_sentence(line) and _names(line, document)):
            reasons[at] = "byline"
        elif reasons[at] is None and _presents_film(line, [document.publisher or "", document.url or "", *lines[:at]]):
            reasons[at] = "player"
    for at, line in enumerate(lines):
        if reasons[at] is None and (
            _presents_author(line, document.author or "") or (at > len(lines) - FOOT and _presents_writer(line, lines))
        ):
            reasons[at] = "byline"


def _is_title(line: str, wanted: str) -> bool:
    """Whether a line is the title and no sentence of the text, which may do for a title where there is no other."""
    return len(line) <= 400 and FULL_STOP.search(line) is None and _folded(line) == wanted


def _names(line: str, document: Document) -> bool:
    """Whether a line says who published or wrote the text, and when, and nothing else."""
    if imprint(line) is not None:
        return True
    words = _folded(line).split()
    names = [name for each in (document.publisher, document.author) if (name := _folded(each or "").split())]
    return any(words[-len(name):] == name and len(words) <= len(name) + 1 for name in names)


def _presents_author(line: str, author: str) -> bool:
    """Whether a line says who wrote the text: "Jane Doe is a reporter in Oster"."""
    names = re.split(r",\s+|\s+(?:and|und|et|y|e)\s+|\s*&\s*", author)
    return any(len(name.split()) > 1 and re.match(rf"{re.escape(name)}\b(?:, [^,]{{2,60}},)? {ABOUT}\b", line, re.I)
               for name in names)


def _presents_writer(line: str, lines: Sequence[str]) -> bool:
    """Whether a line at the foot says who somebody is that writes for a living and whom the text names nowhere else."""
    found = WRITER.match(line)
    last = found["name"].split()[-1] if found else ""
    return found is not None and not any(last in other and ends_sentence(other) for other in lines if other is not line)


def _presents_film(line: str, outlets: Sequence[str]) -> bool:
    """Whether a line says what someone of the outlet talks about: "Channel Nine's Ann Lee explains the vote"."""
    found = FILM.fullmatch(line) if len(line) <= 300 else None
    name = _folded(found["outlet"]).replace(" ", "") if found else ""
    return name != "" and any(name in _folded(outlet).replace(" ", "") for outlet in outlets)


def _unmark_dates(lines: Sequence[str], reasons: list[str | None]) -> None:
    """A date between paragraphs heads what happened then, and three dates over paragraphs are a chronicle."""
    over = [at for at, line in enumerate(lines[1:]) if reasons[at] == "date" and ends_sentence(line)]
    for at in over:
        if len(over) >= 3 or (at > 0 and ends_sentence(lines[at - 1])):
            reasons[at] = None


def _mark_sections(lines: Sequence[str], reasons: list[str | None]) -> None:
    """From a heading such as "Also read" to where the text goes on."""
    inside = False
    for at, line in enumerate(lines):
        if furniture.heads_links(line):
            inside = True
        elif inside and (is_prose(line) or SENTENCE.search(line)):
            inside = False
        if inside and reasons[at] is None:
            reasons[at] = "related"


def _mark_outside(lines: Sequence[str], reasons: list[str | None]) -> None:
    """In a page dump what stands outside the article."""
    for at, out in enumerate(outside_body(lines, reasons)):
        if out and reasons[at] is None:
            reasons[at] = "navigation"


def _mark_repeats(lines: Sequence[str], reasons: list[str | None]) -> None:
    """A paragraph that was printed before, letter for letter or nearly."""
    seen: set[str] = set()
    alike: dict[tuple[str, ...], list[list[str]]] = {}
    for at, line in enumerate(lines):
        if reasons[at] is not None or line.count(" ") < (REPEATED if ends_sentence(line) else NEARLY):
            continue
        key = _folded(line) if len(line) <= LONG else line
        words = key.split() if len(line) <= LONG else []
        if key in seen or _nearly_seen(words, alike):
            reasons[at] = "repeated paragraph"
        seen.add(key)


def _nearly_seen(words: list[str], alike: dict[tuple[str, ...], list[list[str]]]) -> bool:
    """Whether a long line starts or ends like an earlier one and says the same; the line is noted in `alike`.

    A caption is often printed twice with another credit. Other figures or a "not" make it another sentence.
    """
    if len(words) < NEARLY:
        return False
    edges = (("first", *words[:5]), ("last", *words[-5:]))
    found = any(_say_the_same(words, other) for edge in edges for other in alike.get(edge, ()))
    for edge in edges:
        others = alike.setdefault(edge, [])
        if len(others) < MOST_ALIKE:
            others.append(words)
    return found


def _say_the_same(some: list[str], others: list[str]) -> bool:
    left, right = Counter(some), Counter(others)
    shared = (left & right).total()
    if shared < SAME * max(len(some), len(others)):
        return False
    differing = (left - right) + (right - left)
    return not any(word[0].isdigit() or word in NEGATIONS for word in differing)


def _removed(spans: Sequence[Span], lines: Sequence[str], reasons: Sequence[str | None]) -> tuple[Removed, ...]:
    """Whole lines and the furniture within the others; neighbours left out for one reason as one span."""
    gallery = _gallery_title(lines)
    found: list[Removed] = []
    before: str | None = None
    for span, line, reason in zip(spans, lines, reasons, strict=True):
        if reason is None:
            found.extend(_within(span, line, gallery))
        elif before == reason:
            found[-1] = Removed(found[-1].start, span.end, reason)
        else:
            found.append(Removed(span.start, span.end, reason))
        before = reason
    return tuple(found)


def _gallery_title(lines: Sequence[str]) -> str:
    """What all captions of a picture gallery start with, as in "Photos: The flood at Bree "."""
    captions = [line for line in lines if line[-1:].isdigit() and GALLERY.match(line)]
    if len(captions) < 2:
        return ""
    first, last = min(captions), max(captions)
    alike = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), 0)
    return first[: first.rfind(" ", 0, alike) + 1]


def _within(span: Span, line: str, gallery: str) -> Iterator[Removed]:
    """The furniture inside a line as spans of the text; signs without a word between two pieces go with them."""
    inline = list(furniture.inline(line))
    if gallery and line.startswith(gallery):
        inline.append(Removed(0, len(gallery), "player"))
    cuts: list[Removed] = []
    for cut in sorted(inline, key=lambda cut: (cut.start, cut.end)):
        before = cuts[-1].end if cuts else 0
        if cuts and not WORD.search(line, before, max(before, cut.start)):
            cuts[-1] = replace(cuts[-1], end=max(before, cut.end))
        else:
            cuts.append(cut if WORD.search(line, 0, cut.start) else replace(cut, start=0))
    if cuts and not WORD.search(line, cuts[-1].end):
        cuts[-1] = replace(cuts[-1], end=len(line))
    yield from (Removed(span.start + cut.start, span.start + cut.end, cut.reason) for cut in cuts)
