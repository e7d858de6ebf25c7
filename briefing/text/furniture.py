"""What the set phrases of the web say about one line of a text; the phrases themselves stand in furniture.txt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import Removed
from briefing.regex import lazy_regex
from briefing.wordlists import FOLDER

LONGEST = 400
"""A line beyond this many characters is a paragraph, whatever words it starts with."""

SHORT = 60
"""A line up to this many characters is tried on every pattern for whole lines, whatever it holds."""

WINDOW = 20_000
"""Characters of a line that are searched for furniture within it, apart from its end."""

END = 400
"""Characters at the end of a line that are searched for what is glued there."""

FORM_GAP = 200
"""Characters that may lie between two phrases of one sign-up form."""

FORM_TAIL = lazy_regex(r"[\s.!,;]*(?:(?:Sign ?[Uu]p|Subscribe|Submit|SUBSCRIBE|SIGN UP)\b[\s.!]*)?")
SHARE = lazy_regex(
    r"(?:share|follow(?: us)?|tweet)(?: (?:this|on|via|to|with)){0,2}(?: (?:article|story|page|post))? ?:",
    re.IGNORECASE,
)
BAR = lazy_regex(r"\s*[|·•]\s*|\s[/›»>]\s")
LINK = 30
"""Characters of the longest link in a row of links."""

SENTENCE_START = lazy_regex(r"[.!?”] ")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A block of patterns of furniture.txt that share kind and reason."""

    kind: str
    reason: str
    keys: tuple[str, ...]
    """What a text must hold in lower case, one of them; it spares most lines the pattern."""

    pattern: re.Pattern[str]

    def may_match(self, lowered: str) -> bool:
        """Whether a text, given in lower case, holds one of the keys."""
        for key in self.keys:  # any() with a generator takes twice as long, and each line comes here
            if key in lowered:
                return True
        return not self.keys


def _phrases(source: str) -> Iterator[Phrase]:
    """The blocks of a table in the form of furniture.txt."""
    *blocks, names = re.split(r"^== ", source, flags=re.MULTILINE)[1:]
    substitutes = dict(line.split(" ", 1) for line in names.splitlines()[1:] if line)
    for block in blocks:
        title, *lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        keys = tuple(key.removeprefix(" ") for line in lines if line[0] == "?" for key in line[1:].split(";"))
        pattern = "|".join(line for line in lines if line[0] != "?")
        for name, substitute in (*substitutes.items(), *substitutes.items()):
            pattern = pattern.replace(name, substitute)
        kind, _, reason = title.removesuffix(", as written").partition(": ")
        yield Phrase(kind, reason, keys, lazy_regex(pattern, 0 if title.endswith("as written") else re.IGNORECASE))


PHRASES = tuple(_phrases(FOLDER.joinpath("furniture.txt").read_text(encoding="utf-8")))
WHOLE, HEAD, TAIL, ANYWHERE = (
    tuple(phrase for phrase in PHRASES if phrase.kind == kind) for kind in ("whole", "head", "tail", "anywhere")
)
ONE = {phrase.kind: phrase for phrase in PHRASES}
FORM, SITE = ONE["form"], ONE["site"].pattern
SECTION = lazy_regex(rf"(?:{ONE['section'].pattern.pattern}) ?(?:\.{{3}}|…)? ?[:»>]?", re.IGNORECASE)
MAYBE_SECTION = lazy_regex(rf"(?:{ONE['maybe section'].pattern.pattern}) ?[:»>]?", re.IGNORECASE)
COMMENTS = lazy_regex(rf"(?:{ONE['comments'].pattern.pattern}) ?:?", re.IGNORECASE)
ARTICLE_END = lazy_regex(rf"(?:{ONE['end'].pattern.pattern}) ?(?:\.{{3}}|…)? ?[:»>]?", re.IGNORECASE)
LABELS = lazy_regex(rf"\W*(?:(?:{ONE['labels'].pattern.pattern})\W*(?:\s|$)\W*)+", re.IGNORECASE)


def whole(line: str) -> str | None:
    """The reason why a line is furniture as a whole; None where it may be text."""
    if len(line) > LONGEST:
        return None
    lowered = line.lower()
    for phrase in WHOLE:
        if (len(line) <= SHORT or phrase.may_match(lowered)) and phrase.pattern.fullmatch(line):
            return phrase.reason
    return _bar(line)


def _bar(line: str) -> str | None:
    """The reason why a line is a row of links: "Home | News | Tides", "Share: Facebook | X".

    Of three links or more two must be words of a menu, behind "Share:" one of them; a row of anything else may be a
    table's.
    """
    lead = SHARE.match(line)
    links = [link.strip() for link in BAR.split(line[lead.end() if lead else 0 :])]
    if len(links) < (1 if lead else 3) or any(len(link) > LINK or link[-1:] in (".", "!", "?") for link in links):
        return None
    if sum(map(is_label, links)) < (1 if lead else 2):
        return None
    return "share links" if lead else "navigation"


def heads_links(line: str) -> bool:
    """Whether a line is a heading over links."""
    return len(line) <= SHORT and SECTION.fullmatch(line) is not None


def may_head_links(line: str) -> bool:
    """Whether a line is a heading over links or tags, or could be a sub-heading of the text."""
    return heads_links(line) or (len(line) <= SHORT and MAYBE_SECTION.fullmatch(line) is not None)


def heads_comments(line: str) -> bool:
    """Whether a line is the heading over what readers wrote."""
    return len(line) <= 200 and COMMENTS.fullmatch(line) is not None


def ends_article(line: str) -> bool:
    """Whether a line stands behind an article, not within it."""
    return heads_comments(line) or (len(line) <= 200 and ARTICLE_END.fullmatch(line) is not None)


def is_label(line: str) -> bool:
    """Whether a line holds only words of a menu or of buttons."""
    return len(line) <= SHORT and LABELS.fullmatch(line) is not None


def speaks_of_site(line: str) -> int:
    """How often a line speaks of the page and not of the world, at most three times."""
    return min(sum(1 for _ in SITE.finditer(line)), 3)


def inline(line: str) -> Iterator[Removed]:
    """The stretches of furniture within a line; they may overlap."""
    window = line[:WINDOW]
    lowered = window.lower()
    yield from _head(window, [phrase for phrase in HEAD if phrase.may_match(lowered)])
    yield from _tail(line)
    for phrase in ANYWHERE:
        if phrase.may_match(lowered):
            for found in phrase.pattern.finditer(window):
                yield Removed(found.start(), found.end(), phrase.reason)
    if FORM.may_match(lowered):
        yield from _forms(window)


def _head(line: str, phrases: list[Phrase]) -> Iterator[Removed]:
    """One piece of furniture after the other, as long as the line starts with one."""
    at = 0
    while found := next((hit for phrase in phrases if (hit := _hit(phrase, line, at))), None):
        yield found
        at = found.end


def _hit(phrase: Phrase, line: str, at: int) -> Removed | None:
    match = phrase.pattern.match(line, at)
    return Removed(at, match.end(), phrase.reason) if match and match.end() > at else None


def _tail(line: str) -> Iterator[Removed]:
    end = line[-END:]
    lowered, offset = end.lower(), len(line) - len(end)
    for phrase in TAIL:
        if phrase.may_match(lowered) and (found := phrase.pattern.search(end)):
            yield Removed(offset + found.start(), offset + found.end(), phrase.reason)


def _forms(line: str) -> Iterator[Removed]:
    """Runs of two or more phrases of a sign-up form, from the sentence the first one is in to the end of the last."""
    run: list[tuple[int, int]] = []
    for match in FORM.pattern.finditer(line):
        if run and match.start() - run[-1][1] > FORM_GAP:
            yield from _form(line, run)
            run = []
        run.append(match.span())
    yield from _form(line, run)


def _form(line: str, run: list[tuple[int, int]]) -> Iterator[Removed]:
    if len(run) < 2:
        return
    start = run[0][0]
    before = line[max(0, start - 40) : start]
    starts = [match.end() for match in SENTENCE_START.finditer(before)] or ([0] if start <= 40 else [len(before)])
    tail = FORM_TAIL.match(line, run[-1][1])
    yield Removed(start - len(before) + starts[-1], tail.end() if tail else run[-1][1], FORM.reason)
