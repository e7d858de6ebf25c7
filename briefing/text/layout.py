"""Which lines of a page dump are the article: read off the shape of the lines, more than their words.

A line of prose is long, ends in a full stop and holds words in lower case; a line of a menu is
none of these. Each line gets a score for that, and the cheapest way of cutting the page into
body and furniture (a Viterbi path over two states) decides, so that a short sub-heading among
paragraphs stays and a long teaser among links goes. Of the zones between such lines as
"Comments" or "Most read" only the one that holds the article is body.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate, pairwise

from briefing.regex import lazy_regex
from briefing.text.furniture import ends_article, heads_comments, is_label, may_head_links, speaks_of_site

SENTENCE_END = lazy_regex(r"[.!?…。！？؟।][\"'”’»）)\]]*$")
CUT_OFF = lazy_regex(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])[\"'”’»)]?$")
SENTENCES = lazy_regex(r"[.!?。！？؟।][\"'”’»)]* ?(?=[^\W\d_])")
WORDS = lazy_regex(r"[^\W_]+(?:['’.-][^\W_]+)*")
IDEOGRAPHS = lazy_regex(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
GLUED = lazy_regex(r"[A-Z][\w'’-]* [A-Z][\w'’-]*[a-z?!](?:A|An|[A-Z][a-z]{1,15}) [a-z]")
HEAD = 2000
"""Characters of a line that its shape is read from."""

SWITCH = 4.0
"""What it costs to leave the body for a gap and to come back, each, in units of the line score."""

COMMENT = 0.2
"""What a reader's comment weighs against the same words in an article."""

ITEM = 0.5
"""Of the prose of the fullest item of a list of articles: what another must hold to be part of the article."""

NO_STRAY = ("known", "of the site", "cut off", "glued", "repeated")
"""Features that a sentence of the article does not have."""

NEAR = 10
"""Lines within which a sentence that stands alone must follow the article."""

DATED = lazy_regex(r"\d{4}|\d:\d\d|\bago\b")
BEFORE, BODY, GAP, AFTER = range(4)
BYLINES = ("byline", "date")
READ_MORE = lazy_regex(r"(?:read|see|learn|view) more ?(?:»|›|>|→|…|\.\.\.)?", re.IGNORECASE)
SUSPECT = ("known", "in section", "of the site", "cut off")
"""Features that a list within an article has not."""

WEIGHTS = {
    "bias": -2.6, "length": 1.1, "ends": 1.2, "short link": -1.2, "long link": -1.0, "sentences": 0.4, "lower": 1.2,
    "commas": 0.2, "quoted": 0.5, "figures": -0.8, "known": -3.0, "repeated": -1.5, "in section": -1.0,
    "of the site": -1.5, "cut off": -1.0, "glued": -2.0,
}  # fmt: skip
"""What each feature of a line adds to its score."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a line looks like."""

    words: int
    ends: bool
    """With a full stop, question mark or the like."""

    sentences: int
    """Full stops and the like within the line that another word follows."""

    lower: float
    """Share of the words that start in lower case, the first one left out."""

    commas: int
    figures: float
    """Share of the words that are figures."""


def shape(line: str) -> Shape:
    """What a line looks like; of a very long one only its start."""
    line = line[:HEAD]
    words = WORDS.findall(line)
    count = len(words) + len(IDEOGRAPHS.findall(line)) // 2
    rest = words[1:]
    lower = sum(word[0].islower() for word in rest) / len(rest) if rest else 0.0
    figures = sum(word[0].isdigit() for word in words) / len(words) if words else 1.0
    commas = line.count(",") + line.count("、") + line.count("，")
    return Shape(count, ends_sentence(line), len(SENTENCES.findall(line)), lower, commas, figures)


def is_prose(line: str) -> bool:
    """Whether a line can only be running text."""
    look = shape(line)
    if look.words < 10 or (line.endswith("?") and look.sentences == 0 and look.words < 25):
        return False
    return (look.ends and look.lower >= 0.4) or look.words >= 35


def ends_sentence(line: str) -> bool:
    """Whether a line ends with a full stop, question mark or the like, quotation marks and brackets left aside."""
    return SENTENCE_END.search(line[-8:]) is not None


def is_page(lines: Sequence[str], reasons: Sequence[str | None]) -> bool:
    """Whether a text is a page with its menus: enough lines of set phrases, enough that look like links.

    `reasons` tell of each line why it is furniture, as far as its words show that.
    """
    phrases = {line for line, reason in zip(lines, reasons, strict=True) if reason is not None or is_label(line)}
    if len(phrases) < 4:
        return False
    links = sum(line.count(" ") < 8 and not ends_sentence(line) for line in lines)
    return links >= 8 and links >= 0.25 * len(lines)


def outside_body(lines: Sequence[str], reasons: Sequence[str | None]) -> tuple[bool, ...]:
    """For each line of a page dump whether it is outside the article; `reasons` as for `is_page`."""
    known = [reason is not None or is_label(line) for line, reason in zip(lines, reasons, strict=True)]
    shapes = [shape(line) for line in lines]
    found = list(features(lines, known, shapes))
    scores = [score(one) for one in found]
    zones = tuple(accumulate(ends_article(line) for line in lines))
    suspect = [any(one[name] for name in SUSPECT) for one in found]
    path = _with_lists(_path(scores), zones, suspect)
    comments = {zone for zone, line in zip(zones, lines, strict=True) if heads_comments(line)}
    main = _main_zone(scores, path, zones, comments)
    path = tuple(out or zone != main for out, zone in zip(path, zones, strict=True))
    path = _without_teasers(lines, reasons, shapes, scores, path)
    path = _with_lists(_with_strays(lines, found, zones, path), zones, suspect)
    path = _without_links(lines, shapes, path)
    return path if not all(path) else (False,) * len(lines)


def features(lines: Sequence[str], known: Sequence[bool], shapes: Sequence[Shape]) -> Iterator[dict[str, float]]:
    """What speaks for and against each line as body, by the names in `WEIGHTS`."""
    counts = Counter(line[:HEAD].casefold() for line in lines)
    section = 0
    for line, mark, look in zip(lines, known, shapes, strict=True):
        heads = may_head_links(line)
        section = 6 if heads else max(section - 1, 0)
        if look.words >= 25 and look.ends:
            section = 0
        yield {
            "bias": 1.0,
            "length": math.log1p(min(look.words, 60)),
            "ends": look.ends,
            "short link": look.words < 12 and not look.ends,
            "long link": 12 <= look.words < 25 and not look.ends,
            "sentences": min(look.sentences, 4),
            "lower": look.lower,
            "commas": min(look.commas, 4),
            "quoted": line[:1] in "\"“„«'‘",
            "figures": look.figures > 0.4,
            "known": mark or heads,
            "repeated": counts[line[:HEAD].casefold()] > 1 and look.words < 25,
            "in section": section > 0,
            "of the site": speaks_of_site(line[:HEAD]),
            "cut off": CUT_OFF.search(line) is not None,
            "glued": GLUED.search(line[:HEAD]) is not None,
        }


def score(found: dict[str, float]) -> float:
    """How much a line looks like running text; below 0 it looks like furniture."""
    return sum(WEIGHTS[name] * value for name, value in found.items())


def _path(scores: Sequence[float]) -> tuple[bool, ...]:
    """The cheapest cut: furniture (True), the body (False) with gaps of furniture in it, furniture again."""
    before, body, gap, after = 0.0, -math.inf, -math.inf, -math.inf
    steps: list[tuple[int, int, int, int]] = []
    for value in scores:
        into_body = max((body, BODY), (before, BEFORE), (gap - SWITCH, GAP))
        into_gap = max((gap, GAP), (body - SWITCH, BODY))
        into_after = max((after, AFTER), (body, BODY))
        steps.append((BEFORE, into_body[1], into_gap[1], into_after[1]))
        before, body, gap, after = before - value, into_body[0] + value, into_gap[0] - value, into_after[0] - value
    _, state = max((before, BEFORE), (body, BODY), (after, AFTER))
    path: list[bool] = []
    for step in reversed(steps):
        path.append(state != BODY)
        state = step[state]
    return tuple(reversed(path))


def _with_lists(outside: Sequence[bool], zones: Sequence[int], suspect: Sequence[bool]) -> tuple[bool, ...]:
    """As `outside`, but a gap within one zone's body without any suspect line is a list or a table: body."""
    result = list(outside)
    last = None
    for at, out in enumerate(outside):
        if out:
            continue
        if last is not None and zones[last] == zones[at] and not any(suspect[last + 1 : at]):
            result[last + 1 : at] = [False] * (at - last - 1)
        last = at
    return tuple(result)


def _without_teasers(lines: Sequence[str], reasons: Sequence[str | None], shapes: Sequence[Shape],
                     scores: Sequence[float], outside: Sequence[bool]) -> tuple[bool, ...]:
    """As `outside`, with the items of a list of articles outside too: headline, date and a summary each."""
    items = tuple(accumulate(_opens_item(lines, reasons, shapes, at) for at in range(len(lines))))
    mass: dict[int, float] = defaultdict(float)
    for value, out, item in zip(scores, outside, items, strict=True):
        mass[item] += 0.0 if out else max(value, 0.0)
    best = max(mass.values(), default=0.0)
    return tuple(out or mass[item] < ITEM * best for out, item in zip(outside, items, strict=True))


def _opens_item(lines: Sequence[str], reasons: Sequence[str | None], shapes: Sequence[Shape], at: int) -> bool:
    """Whether a date stands under what looks like a headline, bylines between them left aside."""
    if reasons[at] not in BYLINES or not DATED.search(lines[at]):
        return False
    above = at - 1
    while above >= max(0, at - 4) and (reasons[above] in BYLINES or shapes[above].words < 4):
        above -= 1
    return above >= 0 and not shapes[above].ends


def _with_strays(lines: Sequence[str], found: Sequence[dict[str, float]], zones: Sequence[int],
                 outside: Sequence[bool]) -> tuple[bool, ...]:
    """As `outside`, but a sentence that stands alone among the links below the article's start goes on with it."""
    result = list(outside)
    last = None
    for at, one in enumerate(found):
        strays = last is not None and at - last <= NEAR and zones[at] == zones[last] and is_prose(lines[at])
        if strays and not any(one[name] for name in NO_STRAY) and not _is_teased(found[at - 1]):
            result[at] = False
        if not result[at]:
            last = at
    return tuple(result)


def _is_teased(above: dict[str, float]) -> bool:
    """Whether the line above looks like the headline of which this is the summary."""
    link = above["length"] > math.log1p(4) and not above["ends"]
    return bool(link and not above["in section"] and not above["known"])


def _without_links(lines: Sequence[str], shapes: Sequence[Shape], outside: Sequence[bool]) -> tuple[bool, ...]:
    """As `outside`, with links among the paragraphs outside too: what "Read more" stands under, shouted headlines,
    and the headlines right before the first and after the last paragraph."""
    result = list(outside)
    for at, look in enumerate(shapes):
        if look.words >= 7 and not look.ends and lines[at].isupper():
            result[at] = True
        if READ_MORE.fullmatch(lines[at]):
            above = at - 1 if at and not _is_headline(shapes[at - 1]) else at
            if above and _is_headline(shapes[above - 1]):
                result[above - 1 : at] = [True] * (at - above + 1)
    body = [at for at, out in enumerate(result) if not out]
    for at, following in pairwise(body):
        if not _is_headline(shapes[at]) or not is_prose(lines[following]):
            break
        result[at] = True
    for at in reversed(body):
        if not _is_headline(shapes[at]) or shapes[at].lower >= 0.4:
            break
        result[at] = True
    return tuple(result)


def _is_headline(look: Shape) -> bool:
    return 4 <= look.words <= 24 and not look.ends


def _main_zone(scores: Sequence[float], outside: Sequence[bool], zones: Sequence[int],
               comments: AbstractSet[int]) -> int:
    """The zone that holds the most prose; what readers wrote counts less, for it may be longer than the article."""
    mass: dict[int, float] = defaultdict(float)
    for value, out, zone in zip(scores, outside, zones, strict=True):
        weight = COMMENT if zone in comments else 1.0
        mass[zone] += 0.0 if out else weight * max(value, 0.0)
    return max(mass, key=lambda zone: (mass[zone], -zone))
