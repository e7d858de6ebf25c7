"""Text of documents as inert Markdown: what a source wrote is shown, never obeyed; and back.

Escaped text holds no markup, link, image, HTML or line break, and `unescape` gives the text back, its white space
folded. It stays legible as plain text: only what Markdown (CommonMark, or GitHub's dialect) would act on is escaped.
"""

import re

_MARKUP = re.compile(
    r"[\\`*\[\]~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"  # emphasis, code, links, images, footnotes, strikethrough
    r"|:(?=//)|(?<=www)\.|@(?=\w)"  # what GitHub's dialect makes a link or a mention without any brackets
    r"|\$(?![A-Za-z0-9])",  # closes a formula; "$5" opens none without it
    re.IGNORECASE,
)
_ENTITIES = str.maketrans({"<": "&lt;", ">": "&gt;"})
_ENTITY = re.compile(r"&(?=#|[A-Za-z][A-Za-z0-9]*;)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_OPENING = re.compile(r"^(?:#+(?=\s|$|\\)|[-+=](?=[\s=-]|$)|\d{1,9}(?=[.)](?:\s|$)))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:(lt|gt|amp)|#(\d+));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&"}


def escape(text: str) -> str:
    """The text on one line, safe within a paragraph, a list item or a heading."""
    line = _MARKUP.sub(r"\\\g<0>", _ENTITY.sub("&amp;", fold(text))).translate(_ENTITIES)
    line = _CONTROL.sub(lambda found: f"&#{ord(found[0])};", line)
    if line.endswith("#"):  # a heading would drop it
        line = line[:-1] + "\\#"
    return _OPENING.sub(_defused, line)


def escape_cell(text: str) -> str:
    """The text as `escape` gives it, safe within a table cell too."""
    return escape(text).replace("|", "\\|")


def unescape(markdown: str) -> str:
    """The text that `escape` was given, white space folded."""
    return _ESCAPED.sub(_meant, markdown)


def fold(text: str) -> str:
    """The text with every run of white space as one space, none at the ends."""
    return " ".join(text.split())


def harmless(text: str) -> str:
    """The text for a terminal: what would steer it, or turn the reading direction, is shown as a mark."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def _defused(found: re.Match[str]) -> str:
    """A start of line that would open a heading, a list or a table."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _meant(found: re.Match[str]) -> str:
    letter, name, number = found.groups()
    return str(letter or _NAMED.get(name) or chr(int(number)))
