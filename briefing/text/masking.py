"""Secrets kept out of what others say: a key that a peer echoes is found however it is written, and shown as "…"."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MARK = "…"

_RUN = 12
"""Letters of a secret that may not stand together: a peer that cuts what it echoes leaves no half of a key."""

_LEAST, _LEAST_PACKED = 8, 5
"""Letters of a secret from which on it is looked for between other signs too, and in base64: fewer are found letter
for letter alone, because they would be found in any text."""

_WORDS = 16
"""Letters below which a key without a digit ("ollama", "not-needed") is a word that texts may hold."""

_LETTERS = re.compile(
    r"\\+u(?P<code>[0-9a-f]{4})|\\+x(?P<byte>[0-9a-f]{2})|%(?:25)*(?P<percent>[0-9a-f]{2})"
    r"|&(?:amp;)*\#(?:x(?P<entity>[0-9a-f]{1,6})|(?P<number>[0-9]{1,7}));"
    r"|\\+[nrtbf]"  # a line break of JSON is none of the letters
    r"|(?P<plain>[^\W_]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mask:
    """What hides some secrets in a text."""

    secrets: tuple[str, ...]
    runs: tuple[tuple[int, frozenset[str]], ...]
    """Letters and digits of the secrets, each run as long as the number before it."""

    def hide(self, text: str) -> str:
        """The text with "…" for each secret: as it is, in base64, escaped for JSON or an address, with signs or white
        space between its letters, or a part of it."""
        for secret in self.secrets:
            text = text.replace(secret, MARK)
        if not self.runs:
            return text
        letters, spans = _spelled(text)
        shown, end = [], 0
        for first, last in _joined(self._found(letters)):
            start, behind = spans[first][0], spans[last - 1][1]
            shown += [text[end:start], MARK]
            end = behind
        return "".join([*shown, text[end:]])

    def _found(self, letters: str) -> list[tuple[int, int]]:
        """Where runs of the secrets stand among the letters."""
        return sorted((start, start + size) for size, runs in self.runs for start in range(len(letters) - size + 1)
                      if letters[start : start + size] in runs)


def mask_of(secrets: Iterable[str | None]) -> Mask:
    """What hides these secrets; None and "" are none."""
    given = tuple(sorted({each for each in secrets if each}, key=len, reverse=True))
    runs: dict[int, set[str]] = {}
    for form in {form for each in given for form in _forms(each)}:
        size = min(_RUN, len(form))
        runs.setdefault(size, set()).update(form[start : start + size] for start in range(len(form) - size + 1))
    return Mask(given, tuple(sorted((size, frozenset(each)) for size, each in runs.items())))


def is_word(secret: str) -> bool:
    """Whether a secret is none that could be told from the words or numbers of a text."""
    letters = _spelled(secret)[0]
    return len(letters) < _LEAST or (letters.isalpha() and len(letters) < _WORDS)


def _forms(secret: str) -> Iterator[str]:
    """The letters and digits of a secret in each way that it may be written."""
    data = secret.encode("utf-8", "surrogatepass")
    yield from (form for form in (_spelled(secret)[0], _spelled(data.decode("latin-1"))[0]) if len(form) >= _LEAST)
    for before in range(3):  # as a part of something longer, it begins at any of the three bytes of a group
        whole = b64encode(b"\0" * before + data).decode()
        packed = whole[-(-before * 8 // 6) : (before + len(data)) * 8 // 6]
        if len(form := _spelled(packed)[0]) >= _LEAST_PACKED:
            yield form


def _spelled(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The letters and digits of a text, escapes read as what they stand for, and where each stands."""
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    for found in _LETTERS.finditer(text):
        start, end = found.span()
        if plain := found["plain"]:
            letters.append(plain)
            spans += zip(range(start, end), range(start + 1, end + 1), strict=True)
            continue
        hexadecimal = found["code"] or found["byte"] or found["percent"] or found["entity"]
        code = int(hexadecimal, 16) if hexadecimal else int(found["number"] or 0)
        if code <= 0x10FFFF and (letter := chr(code)).isalnum():
            letters.append(letter)
            spans.append((start, end))
    return "".join(letters), spans


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
