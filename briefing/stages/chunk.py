"""Cut a document into runs of whole sentences that a model can read at once."""

import unicodedata
from collections.abc import Iterator

from briefing.model import Chunk, Document
from briefing.regex import lazy_regex
from briefing.text.kept import Kept
from briefing.text.sentences import sentences
from briefing.text.tokens import Tokenizer

LEAST_BUDGET = 4
"""One character may need this many tokens."""

CHARACTERS_PER_TOKEN = 4.4
"""The first guess; after it each document tells its own."""

_FULL = 0.85
"""A chunk filled this far is not measured again in the hope for one more sentence."""

_REST = 1.3
"""A rest up to this many times a chunk's length is tried as one chunk, and halved where it is too long."""

_WINDOW = 400
"""How far back from the budget's end the last sentence is looked for at first."""

_BEYOND = 200
"""How much text behind the budget's end helps to tell where the last sentence within it ends."""

_INK = lazy_regex(r"\S")
_PARAGRAPH_END = lazy_regex(r"[.!?…。！？][\"'”’»)\]」』]*\s*\Z")
_CLAUSE = lazy_regex(r"[,;:，；、：–—](?=\s|[^\x00-\x7f])")
_JOINER = "\u200d"
_CLINGING = lazy_regex("[\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\udc00-\udfff]")
_FLAG = lazy_regex("[\U0001f1e6-\U0001f1ff]")


def chunk(document: Document, tokenizer: Tokenizer, *, budget: int = 2000) -> tuple[Chunk, ...]:
    """The kept text of `document` as runs of whole sentences, in order, each of at most `budget` tokens.

    Together they hold every kept character that is not white space. A sentence over the budget is cut at a clause, a
    word or, last, a character. `Chunk.tokens` is what `tokenizer` counts in the kept text of the chunk, so it is exact
    where the tokenizer is.
    """
    if budget < LEAST_BUDGET:
        raise ValueError(f"budget={budget!r} can't hold every character; give it at least {LEAST_BUDGET} tokens")
    kept = Kept.of(document, 0, len(document.text))
    return tuple(
        Chunk(document.id, kept.place(start), kept.place(end - 1) + 1, tokens)
        for start, end, tokens in _runs(kept.text, tokenizer, budget)
    )


def _runs(text: str, tokenizer: Tokenizer, budget: int) -> Iterator[tuple[int, int, int]]:
    """Start, end and tokens of each chunk in `text`."""
    length = CHARACTERS_PER_TOKEN * budget
    first = _INK.search(text)
    while first:
        start = first.start()
        end, tokens = _run(text, start, tokenizer, budget, length)
        yield start, end, tokens
        length = (length + (end - start) * budget / max(1, tokens)) / 2
        first = _INK.search(text, end)


def _run(text: str, start: int, tokenizer: Tokenizer, budget: int, length: float) -> tuple[int, int]:
    """Where the chunk from `start` ends, and its tokens.

    Encoding is what costs. So the end is guessed from `length`, the characters that filled the budget so far, and
    the text up to there is counted once; only a bad guess is counted again. `fit` and `over` close in on each other:
    the end is always beyond the one and before the other. A rest that may fit is tried as a whole; if it does not, it
    is halved, because a last chunk of two sentences is a call to a model for nothing.
    """
    last = len(text)
    fit, tokens, over = start, 0, last + 1
    reach = last if last - start <= length * _REST else start + int(length * 0.97)
    enough = _FULL * budget
    while True:
        reach = min(max(reach, fit + 1), over - 1)
        end = last if reach >= last else _ending(text, start, reach)
        if end <= fit:
            if fit > start:
                return _trimmed(text, start, fit), tokens
            end = reach
        counted = tokenizer.count(text[start:end].rstrip())
        if counted <= budget or end == start + 1:
            fit, tokens = end, counted
            reach = start + int((end - start) * budget / max(1, counted) * 0.98)
        else:
            over = end
            reach = start + int((end - start) * budget / counted * 0.97)
            if end == last and counted <= budget * _REST:
                reach, enough = start + (end - start) * 11 // 20, 0
        if fit > start and (fit == last or tokens >= enough or over - 1 <= fit):
            return _trimmed(text, start, fit), tokens


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _ending(text: str, start: int, reach: int) -> int:
    """The best end up to `reach` for a chunk begun at `start`: of a paragraph, a sentence, a clause, a word.

    Finding sentences is slow beside counting, so a line end behind a full stop in the last quarter is taken as it is,
    and sentences are looked for only in a window before `reach`.
    """
    line = text.rfind("\n", start + (reach - start) * 3 // 4, reach + 1)
    if line > start and _PARAGRAPH_END.search(text, max(start, line - 8), line):
        return line
    return _sentence_end(text, start, reach) or _word_end(text, start, reach)


def _sentence_end(text: str, start: int, reach: int) -> int | None:
    """The end of the last sentence that ends by `reach`; None where the first one is longer than that."""
    width = _WINDOW
    while True:
        window = max(start, reach - width)
        seen = text[window : reach + _BEYOND]
        ends = [window + span.end for span in sentences(seen) if window + span.end <= reach]
        if ends:
            return ends[-1]
        if window == start:
            return None
        width *= 4


def _word_end(text: str, start: int, reach: int) -> int:
    """Where to cut a sentence that is too long: behind a clause or word in its second half, or else anywhere."""
    half = start + (reach - start) // 2
    clauses = [match.end() for match in _CLAUSE.finditer(text, half, reach)]
    if clauses:
        return clauses[-1]
    for place in range(reach, half, -1):
        if text[place].isspace():
            return place
    place = reach
    while place > half and _clings(text, place):
        place -= 1
    return place if place > half else reach


def _clings(text: str, place: int) -> bool:
    """Whether a cut at `place` would tear one visible character apart."""
    before, behind = text[place - 1], text[place]
    return (
        _CLINGING.match(behind) is not None
        or before == _JOINER
        or (before == "\r" and behind == "\n")
        or unicodedata.category(behind) in ("Mn", "Me", "Mc")
        or (_FLAG.match(before) is not None and _FLAG.match(behind) is not None)
    )
