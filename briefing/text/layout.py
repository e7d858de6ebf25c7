"""Which lines of a page dump are the article: read off the shape of the lines, not their words.

A line of prose is long, ends in a full stop and holds words in lower case; a line of a menu is
none of these. Each line gets a score for that, and the cheapest way of cutting the page into
body and furniture (a Viterbi path over two states) decides, so that a short sub-heading among
paragraphs stays and a long teaser among links goes.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.text.furniture import heads_links, is_label

SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»）)\]]*$")
SENTENCES = re.compile(r"[.!?。！？؟।][\"'”’»)]* ?(?=[^\W\d_])")
WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SWITCH = 4.0
"""What it costs to pass from furniture to body or back, in units of the line score."""


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
    quoted: bool
    digits: float
    """Share of the words that are figures."""


def shape(line: str) -> Shape:
    """What a line looks like; of a very long one only its first 2,000 characters."""
    line = line[:2000]
    words = WORDS.findall(line)
    count = len(words) + len(IDEOGRAPHS.findall(line)) // 2
    rest = words[1:]
    lower = sum(word[0].islower() for word in rest) / len(rest) if rest else 0.0
    figures = sum(word[0].isdigit() for word in words) / len(words) if words else 1.0
    return Shape(count, SENTENCE_END.search(line) is not None, len(SENTENCES.findall(line)), lower,
                 line.count(",") + line.count("、") + line.count("，"), line[:1] in "\"“„«'‘", figures)


def is_prose(line: str) -> bool:
    """Whether a line can only be running text."""
    look = shape(line)
    return look.words >= 10 and (look.ends or look.words >= 35) and (look.lower >= 0.4 or look.words >= 35)


def outside_body(lines: Sequence[str], marked: Sequence[bool]) -> tuple[bool, ...]:
    """For each line of a page dump whether it is outside the article; all False for a text that is no page dump.

    `marked` are lines already known as furniture.
    """
    shapes = [shape(line) for line in lines]
    if not _is_page(lines, marked, shapes):
        return (False,) * len(lines)
    counts = Counter(line.casefold() for line in lines)
    scores = [score(line, look, mark, counts[line.casefold()])
              for line, look, mark in zip(lines, shapes, marked, strict=True)]
    return _path(scores)


def _is_page(lines: Sequence[str], marked: Sequence[bool], shapes: Sequence[Shape]) -> bool:
    known = {line for line, mark in zip(lines, marked, strict=True) if mark or is_label(line)}
    links = sum(look.words <= 8 and not look.ends for look in shapes)
    return len(known) >= 4 and links >= 8 and links >= 0.25 * len(lines)


def score(line: str, look: Shape, marked: bool, times: int) -> float:
    """How much a line looks like running text; below 0 it looks like a link."""
    value = -2.2 + 1.1 * math.log1p(min(look.words, 60))
    value += 1.2 * look.ends + 0.4 * min(look.sentences, 4) + 1.2 * look.lower + 0.2 * min(look.commas, 4)
    value += 0.5 * look.quoted - 0.8 * (look.digits > 0.4)
    if look.words < 12 and not look.ends:
        value -= 1.2
    if marked or is_label(line) or heads_links(line):
        value -= 3.0
    if times > 1 and look.words < 25:
        value -= 1.5
    return value


def _path(scores: Sequence[float]) -> tuple[bool, ...]:
    """The cheapest cut into body (False) and furniture (True)."""
    body, outside = 0.0, 0.0
    steps: list[tuple[bool, bool]] = []
    for value in scores:
        from_body, from_outside = outside - SWITCH > body, body - SWITCH > outside
        body, outside = (max(body, outside - SWITCH) + value, max(outside, body - SWITCH) - value)
        steps.append((from_body, from_outside))
    out = outside > body
    path: list[bool] = []
    for switched_body, switched_outside in reversed(steps):
        path.append(out)
        if switched_outside if out else switched_body:
            out = not out
    return tuple(reversed(path))
