"""Live pages: entries with a time of their own, the newest first or last."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefing.regex import lazy_regex
from briefing.sources.hidden import Tree

LEAST = 3
"""Entries from which on a page with times is a live page."""

TELLING = 40
"""Characters of an entry that tells something; lists of headlines have times too."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MARKING = ("time", "span", "div", "p", "strong", "b", "em", "small", "dt", "td", "a", *_HEADINGS)
_CLOCK = lazy_regex(
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.]|\s?[hH]\s?)(?P<minute>[0-5]\d)\s?(?:(?P<half>[apAP]\.?[mM]\.?)|Uhr|h)?"
    r"(?:\s(?:[A-Z]{3,4}|UTC[+-]\d{1,2}))?")
"""An entry's time as pages print it: "18:40", "6.40pm GMT", "18.40 Uhr", "18h40"."""

_MOMENT = lazy_regex(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)")
_SENTENCE = lazy_regex(r"\w[.!?…。][\"'”’»)]*$", re.M)
_LIVE = lazy_regex(
    r"\blive\b|live-?(?:blog|ticker|feed|update|post)|LiveBlogPosting|\ben (?:direct|vivo|directo)\b|\bao vivo\b|"
    r"\bin diretta\b|\bticker\b", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """What was written at one time."""

    moment: str
    """"2031-05-06 18:40", as the page gives it."""

    lines: tuple[str, ...]


def calls_itself_live(tree: Tree) -> bool:
    """Whether the page calls itself live: in its title, its data or the names of its boxes."""
    title = "".join(each.text or "" for each in tree.iter("title"))
    named = (f"{each.get('class') or ''} {each.get('id') or ''} {each.get('itemtype') or ''}" for each in tree.iter())
    data = (each.text or "" for each in tree.iter("script") if "ld+json" in (each.get("type") or ""))
    return _LIVE.search(title) is not None or any(map(_LIVE.search, named)) or any("LiveBlogPosting" in d for d in data)


def entries(tree: Tree, lines_of: Callable[[Tree], list[str]], day: str | None = None) -> tuple[Entry, ...]:
    """The entries of a page that calls itself live, in its order; none where it has no such entries.

    `lines_of` gives what a reader sees of an element, one block a line. Times that stand without a day ("18:40") are of
    `day`, as long as they run one way: over midnight nobody can tell.
    """
    timed = _timed(tree) or _clocked(tree, day)
    found = [Entry(moment, tuple(lines)) for moment, box in _boxes(timed) if (lines := _told(box, lines_of))]
    telling = [each for each in found if _SENTENCE.search("\n".join(each.lines))
               and sum(map(len, each.lines)) >= TELLING]
    return tuple(telling) if len(telling) >= LEAST and len({each.moment for each in telling}) >= LEAST else ()


def _timed(tree: Tree) -> list[tuple[str, Tree]]:
    """The page's own marks of time, each with its moment."""
    marks = ((each, _MOMENT.search(each.get("datetime") or "")) for each in tree.iter("time"))
    return [(f"{hit[1]} {hit[2]}", each) for each, hit in marks if hit]


def _clocked(tree: Tree, day: str | None) -> list[tuple[str, Tree]]:
    """The elements that hold the time of an entry and nothing else, each with its moment on the day."""
    found = [] if day is None else [
        (f"{day} {hour:02}:{hit['minute']}", each)
        for each in tree.iter(*_MARKING)
        if (hit := _CLOCK.fullmatch(" ".join("".join(each.itertext()).split())))
        and (hour := int(hit["hour"]) % 12 + 12 if hit["half"] and hit["half"][0] in "pP" else int(hit["hour"])) < 24
    ]
    innermost = [(moment, each) for moment, each in found
                 if not any(each in other.iterancestors() for _, other in found)]
    moments = [moment for moment, _ in innermost]
    return innermost if moments in (sorted(moments), sorted(moments, reverse=True)) else []


def _boxes(times: Sequence[tuple[str, Tree]]) -> Iterator[tuple[str, Tree]]:
    """Each time with the largest element that holds no other one."""
    holders: dict[Tree, int] = {}
    for _, each in times:
        for above in each.iterancestors():
            holders[above] = holders.get(above, 0) + 1
    for moment, each in times:
        box = each
        for above in each.iterancestors():
            if holders[above] > 1:
                break
            box = above
        if box is not each:
            yield moment, box


def _told(box: Tree, lines_of: Callable[[Tree], list[str]]) -> list[str]:
    """The lines of an entry but for its time and its headings, which its text says again."""
    apart = {" ".join("".join(each.itertext()).split()) for each in box.iter("time", *_HEADINGS)}
    return [line for line in lines_of(box) if line not in apart and not _CLOCK.fullmatch(line)]


def joined(article: Sequence[str], found: Sequence[Entry]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text of a live page, what its article has beside the entries first, and where each entry's time begins."""
    known = {_key(line) for entry in found for line in entry.lines}
    text = "\n".join(line for line in article if _key(line) not in known and _SENTENCE.search(line))
    marks = []
    for entry in found:
        text = f"{text}\n\n" if text else ""
        marks.append((len(text), entry.moment))
        text += "\n".join(entry.lines)
    return text, tuple(marks)


def _key(line: str) -> str:
    """A line however it is spaced and marked."""
    return "".join(filter(str.isalnum, line))
