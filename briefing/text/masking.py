"""Secrets kept out of what others say: a key that a peer echoes is found however it is written, and shown as "…"."""

import re
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.entities import html5

from briefing.regex import lazy_regex

MARK = "…"

_RUN = 12
"""Letters of a secret that may not stand together: a peer that cuts what it echoes leaves no half of a key."""

_LEAST, _LEAST_PACKED = 8, 5
"""Letters of a secret from which on it is looked for between other signs too, and in base64 or hexadecimal: fewer are
found letter for letter alone, because they would be found in any text."""

_WORDS = 16
"""Letters below which a key without a digit ("ollama", "not-needed") is a word that texts may hold."""

_NAMED = "|".join(name[:-1] for name, sign in html5.items() if name[-1] == ";" and len(sign) == 1 and sign.isascii())
"""Names that HTML has for signs and white space of ASCII, as in "&quot;"."""

_ESCAPES = (
    r"\\+u(?P<code>[0-9a-f]{4})|\\+x(?P<byte>[0-9a-f]{2})|%(?:25)*(?P<percent>[0-9a-f]{2})"
    r"|&(?:amp;)*\#(?:x(?P<entity>[0-9a-f]{1,6})|(?P<number>[0-9]{1,7}));"
    rf"|\\+[nrtbf]|&(?:amp;)*(?:{_NAMED});"  # a line break of JSON, or a sign of HTML, is none of the letters
)
_ESCAPE = lazy_regex(_ESCAPES, re.IGNORECASE)
_PIECE = lazy_regex(rf"{_ESCAPES}|(?P<plain>[^\W_]+)", re.IGNORECASE)
_SIGNS = lazy_regex(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Mask:
    """What hides some secrets in a text."""

    secrets: tuple[str, ...]
    runs: Mapping[int, frozenset[str]]
    """Letters and digits of the secrets that may not stand together, by their number."""

    blocks: tuple[str, ...]
    """Shorter ones; every run holds one of them."""

    def hide(self, text: str) -> str:
        """The text with "…" for each secret: as it is, in base64 or hexadecimal, escaped for JSON, HTML or an address,
        with signs or white space between its letters, or a part of it."""
        for secret in self.secrets:
            text = text.replace(secret, MARK)
        letters = _letters(text)
        found = sorted(set(self._found(letters)))
        if not found:
            return text
        place = _places(text)
        shown, end = [], 0
        for first, last in _joined(found):
            shown += [text[end : place(first)[0]], MARK]
            end = place(last - 1)[1]
        return "".join([*shown, text[end:]])

    def _found(self, letters: str) -> Iterator[tuple[int, int]]:
        """Where runs stand among the letters of a text: around the blocks, which are quickly found."""
        for block in self.blocks:
            at = letters.find(block)
            while at >= 0:
                for size, runs in self.runs.items():
                    for start in range(max(0, at + len(block) - size), at + 1):
                        if letters[start : start + size] in runs:
                            yield start, start + size
                at = letters.find(block, at + 1)


def mask_of(secrets: Iterable[str | None]) -> Mask:
    """What hides these secrets; None and "" are none."""
    given = tuple(sorted({each for each in secrets if each}, key=len, reverse=True))
    runs: dict[int, set[str]] = {}
    blocks: set[str] = set()
    for form in {form for each in given for form in _forms(each)}:
        size = min(_RUN, len(form))
        runs.setdefault(size, set()).update(form[start : start + size] for start in range(len(form) - size + 1))
        part = (size + 1) // 2 if len(form) > size else size  # one of any two halves that follow each other is whole
        blocks |= {form[start : start + part] for start in range(0, len(form) - part + 1, part)}
    return Mask(given, {size: frozenset(each) for size, each in runs.items()}, tuple(sorted(blocks)))


def is_word(secret: str) -> bool:
    """Whether a secret is none that could be told from the words or numbers of a text."""
    letters = _letters(secret)
    return len(letters) < _LEAST or (letters.isalpha() and len(letters) < _WORDS)


def _forms(secret: str) -> Iterator[str]:
    """The letters and digits of a secret in each way that it may be written."""
    data = secret.encode("utf-8", "surrogatepass")
    yield from (form for form in (_letters(secret), _letters(data.decode("latin-1"))) if len(form) >= _LEAST)
    if len(secret) >= _LEAST_PACKED:
        yield from (data.hex(), data.hex().upper())
    for before in range(3):  # as a part of something longer, it begins at any of the three bytes of a group
        whole = b64encode(b"\0" * before + data).decode()
        packed = whole[-(-before * 8 // 6) : (before + len(data)) * 8 // 6]
        if len(form := _letters(packed)) >= _LEAST_PACKED:
            yield form


def _letters(text: str) -> str:
    """The letters and digits of a text, escapes read as what they stand for."""
    return _SIGNS.sub("", _ESCAPE.sub(_meant, text))


def _meant(found: re.Match[str]) -> str:
    """The letter or digit that an escape stands for; "" where it is neither."""
    hexadecimal = found["code"] or found["byte"] or found["percent"] or found["entity"]
    code = int(hexadecimal, 16) if hexadecimal else int(found["number"] or 0)
    letter = chr(code) if code <= 0x10FFFF else ""
    return "" if _SIGNS.match(letter) else letter


def _places(text: str) -> Callable[[int], tuple[int, int]]:
    """What tells where in a text each of its `_letters` stands."""
    firsts: list[int] = []
    pieces: list[re.Match[str]] = []
    letters = 0
    for found in _PIECE.finditer(text):
        if many := len(found["plain"] or _meant(found)):
            firsts.append(letters)
            pieces.append(found)
            letters += many

    def place(letter: int) -> tuple[int, int]:
        number = bisect_right(firsts, letter) - 1
        start, end = pieces[number].span()
        if pieces[number]["plain"]:
            start += letter - firsts[number]
            return start, start + 1
        return start, end

    return place


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in their order, those that touch as one."""
    start = end = -1
    for first, last in spans:
        if first > end:
            if end > 0:
                yield start, end
            start = first
        end = max(end, last)
    if end > 0:
        yield start, end
