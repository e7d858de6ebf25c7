"""Sentences as spans of a text, by rules for what news does to full stops and quotations; nupunkt settles doubts."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefing.model import Span
from briefing.regex import lazy_regex
from briefing.text.quotations import quotations
from briefing.wordlists import word_lists

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

WHOLE_QUOTATION = 300
"""Quotations and brackets up to this many characters are never cut at a full stop inside them."""

WRAP = range(45, 101)
"""Length of a line that may have been broken by a margin, not by its author."""

_MARK = lazy_regex(r"(?P<stop>[.!?…。！？｡؟۔]+)(?P<closing>[\"'”’»)\]」』]*)(?:\[\d{1,3}\])*")
_BRACKET = lazy_regex(r"[()]")
_BEFORE = lazy_regex(r"(?P<name>\b[A-Z][\w.’-]*[ \n])?(?P<word>[\w.&'’-]{1,30})\Z")
_INITIALS = lazy_regex(r"[A-ZА-ЯЁ]|(?:\w\.)+\w")
_FIRST = lazy_regex(r"[^\w']")
_OPENERS = "\"'“‘„«([「『*•–—- "
_CLOSED_QUOTATION = "\"”’»“«」』"
_AFTER = lazy_regex(r"\S{1,30}")
_ENUMERATOR = lazy_regex(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})")
_GLUED = lazy_regex(r"(?:(?:[a-z]{2}|[a-z]’[a-z]|\d\d)[.!?]+|\w\w[!?]+)[\"”’')\]]*\Z")
_CONTINUED = lazy_regex(r"\s*[^\W\d_A-Z][\w'’-]*[,;:.?!\"”’)]*(?:\s|$)")
_BULLET = lazy_regex(r"[ \t]*(?:[-–—*•·▪●◦‣]|\d{1,3}[.)]|\(?[a-z]\))\s")
_DOMAIN = lazy_regex(r"//|@|www\.|\.(?:Com|Org|Net|Gov|Edu|Uk|Io|Js|Py|Co|Info|Eu|Tv|Me|Ai)\b")


_LISTS = word_lists("en/sentences")
_TITLES = frozenset(_LISTS["titles"])
"""What stands before a name or a thing, and so never ends a sentence."""

_NUMBERED = frozenset(_LISTS["numbered"])
"""Abbreviations before a number."""

_TRAILING = frozenset(_LISTS["trailing"])
"""Abbreviations that may end a sentence: they do where an unmistakable beginning follows. So do "U.S." and initials."""

_CLOCK = lazy_regex(r"(?:\A|\d)[ap]\.m\Z")
_AFTER_CLOCK = lazy_regex(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|[A-Z]{1,4}T|UTC|Eastern|Central|Mountain|Pacific|(?:[A-Z]\w+ ){1,2}time)\b|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.|\(\d"
)
_ATTRIBUTION = lazy_regex(
    r"[–—]|--|(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Capt)\. )?(?:[A-Z][\w’'-]*\.? ){1,4}"
    r"(?:said|says|asked|asks|added|adds|told \w+|wrote|writes|tweeted|replied|recalled|shouted|explained)[.,]"
)
"""Who spoke, behind a quotation that ends in a full stop or a question mark of its own."""

_BEGINNINGS = frozenset(_LISTS["beginnings"])
"""Words that, with a capital, begin a sentence."""


def sentences(text: str, spans: Iterable[Span] | None = None) -> tuple[Span, ...]:
    """The sentences of the given spans of `text` (all of it without spans), in order, without white space around them.

    No sentence reaches across two spans. Within a span a line break ends a sentence too, except where the lines look
    broken by a margin. A short quotation or bracket stays in one piece with the words around it.
    """
    whole = (Span(0, len(text)),) if spans is None else spans
    return tuple(
        sentence for span in whole for block in _blocks(text, span) for sentence in _sentences_of_block(text, block)
    )


def _blocks(text: str, span: Span) -> Iterator[Span]:
    """The runs of `span` that may hold more than one sentence: lines, joined where only a margin broke them."""
    lines: list[Span] = []
    position = span.start
    for content in text[span.start : span.end].splitlines(keepends=True):
        lines.append(Span(position, position + len(content)))
        position += len(content)
    if len(lines) < 2:
        yield from lines
        return
    contents = [text[line.start : line.end].rstrip() for line in lines]
    joined = _wrapped(contents)
    start = lines[0].start
    for number, line in enumerate(lines):
        if not joined[number]:
            yield Span(start, line.end)
            start = line.end


def _wrapped(lines: list[str]) -> list[bool]:
    """For each line whether only a margin separates it from the next one.

    Lines broken by a margin come in runs of like length in which some begin in lower case, and the first word of each
    would not have fitted on the line before.
    """
    joined = [False] * len(lines)
    first = 0
    while first < len(lines):
        last = first
        while last + 1 < len(lines) and len(lines[last]) in WRAP and 0 < len(lines[last + 1]) < WRAP.stop:
            last += 1
        run = lines[first : last + 1]
        if last > first and any(map(_CONTINUED.match, run[1:])):
            width = max(map(len, run))
            for number in range(first, last):
                following = lines[number + 1]
                word = _AFTER.search(following)
                fits = len(lines[number]) + 1 + len(word[0] if word else "") <= width
                joined[number] = bool(_CONTINUED.match(following)) or not (fits or _BULLET.match(following))
        first = last + 1
    return joined


def _sentences_of_block(text: str, block: Span) -> Iterator[Span]:
    """The sentences between two paragraph breaks."""
    passage = text[block.start : block.end]
    start = 0
    for end in (*_ends(passage), len(passage)):
        piece = passage[start:end]
        bare = piece.strip()
        if bare:
            first = block.start + start + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(bare))
        start = end


def _ends(passage: str) -> Iterator[int]:
    """The positions in `passage` behind the end of each sentence but the last."""
    marks = [mark for mark in _MARK.finditer(passage) if mark.end() < len(passage)]
    if not marks:
        return
    whole = _unbroken(passage)
    guard = 0
    start = 0
    for mark in marks:
        end = mark.end()
        while guard < len(whole) and whole[guard].end <= end:
            guard += 1
        if guard < len(whole) and whole[guard].start < end:
            if passage[end : whole[guard].end - 1].strip():
                continue
            end = whole[guard].end
        if _ends_sentence(passage, start, mark, end):
            yield end
            start = end


def _ends_sentence(passage: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Whether the sentence begun at `start` ends with `mark` and what closes behind it, up to `end`."""
    if mark["stop"][0] in "。！？｡":
        return True
    following = _AFTER.search(passage, end)
    if following is None:
        return False
    if following.start() == end:
        return _glued(passage, mark, following[0])
    word = following[0].lstrip(_OPENERS)
    if word[:1].islower() and not word[1:2].isupper():
        return False
    if mark.start() - start < 9 and _ENUMERATOR.fullmatch(passage[start : mark.start()].strip()):
        return False
    closed = end > mark.end("stop")
    if closed and passage[end - 1] in _CLOSED_QUOTATION and _ATTRIBUTION.match(passage, following.start()):
        return False
    if mark["stop"] == "." and (not closed or mark["closing"].startswith(")")):
        return _ends_after_full_stop(passage, mark.start(), following.start(), word)
    if "…" in mark["stop"] or ".." in mark["stop"]:
        before = passage[mark.start() - 1 : mark.start()] or " "
        return before not in "[(" and (closed or not before.isspace())
    return True


def _ends_after_full_stop(passage: str, stop: int, behind: int, word: str) -> bool:
    """Whether a single full stop ends a sentence, from the words before it and `word`, which begins at `behind`."""
    found = _BEFORE.search(passage, max(0, stop - 60), stop)
    before = found["word"].lstrip(".'’").rsplit("-", 1)[-1] if found else ""
    if not before[-1:].isalpha():
        return not _is_ordinal(passage, stop, before, word)
    if _is_abbreviated(passage, stop, behind, before, word):
        return False
    form = before.capitalize() if before.isupper() and "." not in before else before
    if form in _TITLES or (form in _NUMBERED and word[:1].isdigit()):
        return False
    if _CLOCK.search(before):
        return not _AFTER_CLOCK.match(passage, behind)
    begins = _FIRST.split(word.lower().replace("’", "'"), maxsplit=1)[0] in _BEGINNINGS
    if form in _TRAILING or _INITIALS.fullmatch(before):
        return begins
    doubtful = len(before) <= 4 and before.istitle() and not (found and found["name"])
    return begins or not doubtful or _learned(before, word)


def _is_ordinal(passage: str, stop: int, before: str, word: str) -> bool:
    """Whether a full stop behind a number makes it an ordinal: "am 10. | März", "im 19. | Jahrhundert"."""
    if not before.isdigit() or len(before) > 2:
        return False
    if _FIRST.split(word, maxsplit=1)[0] in _abbreviations()["months"]:
        return True
    led = _LEAD.search(passage, max(0, stop - len(before) - 20), stop - len(before))
    return led is not None and led[1].lower() in _abbreviations()["before_ordinals"]


_LEAD = lazy_regex(r"([^\W\d_]+)[\s\u00a0]$")


def _is_abbreviated(passage: str, stop: int, behind: int, before: str, word: str) -> bool:
    """Whether a full stop is of an abbreviation of another language than English, in one part or two."""
    known = _abbreviations()
    before = re.split("['’]", before)[-1]  # "l'avv."
    if before in known["before_figures"] and word[:1].isdigit():
        return True
    if before in known["titles"] or before in known["inner"]:
        # "по ул. Речной", "в 2024 г. Его": the year's own sign ends a sentence before a capital
        return not (before in {"г", "с", "д", "р", "о"} and _YEAR_BEFORE.search(passage, max(0, stop - 8), stop - 1))
    return any(hit.start() < stop < hit.end() for hit in _pairs().finditer(passage, max(0, stop - 8), stop + 6))


_YEAR_BEFORE = lazy_regex(r"\d[\s\u00a0]?$")


@cache
def _pairs() -> re.Pattern[str]:
    """Abbreviations of two parts, up to the stop that no sentence ends with: "z. B.", of "т. д." the first."""
    known = _abbreviations()
    whole = "|".join(each.replace(".", r"\.[ \u00a0]?") for each in known["pairs"])
    first = "|".join(each.replace(".", r"\.[ \u00a0]?(?=") + r"\.)" for each in known["pairs_at_the_end"])
    return re.compile(rf"(?<!\w)(?:(?:{whole})\.[ \u00a0]|(?:{first}))")


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in word_lists("abbreviations").items()}


def _glued(passage: str, mark: re.Match[str], following: str) -> bool:
    """Whether a sentence ends where no space follows the mark: "the railway.Russia said", not "example.Com"."""
    if following[0] in "“‘„«":
        return True
    before = passage[max(0, mark.start() - 60) : mark.end()]
    if not (_GLUED.search(before) and re.match(r"[A-Z](?:[a-z]|\s|$)", following + " ")):
        return False
    token = before.split()[-1] + following
    return not _DOMAIN.search(token)


def _unbroken(passage: str) -> list[Span]:
    """Closed quotations and brackets short enough to stay whole, in order, the outer ones only."""
    quoted = (Span(*each.whole) for each in quotations(passage) if each.is_closed)
    short = [each for each in (*quoted, *_bracketed(passage)) if each.end - each.start <= WHOLE_QUOTATION]
    found: list[Span] = []
    for each in sorted(short, key=lambda span: (span.start, -span.end)):
        if not found or found[-1].end <= each.start:
            found.append(each)
    return found


def _bracketed(passage: str) -> Iterator[Span]:
    """What stands between brackets."""
    start = -1
    for match in _BRACKET.finditer(passage):
        if match[0] == "(":
            start = match.start()
        elif start >= 0:
            yield Span(start, match.end())
            start = -1


@lru_cache(maxsize=10_000)
def _learned(before: str, behind: str) -> bool:
    """Whether nupunkt, whose model knows far more abbreviations than the lists here, ends a sentence between the two.

    It is asked only behind a short capitalised word, where the rules leave doubt: elsewhere it takes names and plain
    words ("Park", "app") for abbreviations more often than it knows one that is not listed.
    """
    return _model().text_contains_sentbreak(f"In {before}. {behind}")


@lru_cache(maxsize=1)
def _model() -> "PunktSentenceTokenizer":
    from nupunkt import load

    return load("default")
