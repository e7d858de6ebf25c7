"""Text of documents as inert Markdown: what a source wrote is shown, never obeyed; and back.

Escaped text holds no markup, link, image, HTML or line break, and `unescape` gives the text back, its white space
folded. It stays legible as plain text: only what Markdown (CommonMark, or GitHub's dialect) would act on is escaped.
What renderers make a link of without any mark, an address or a host's name, is parted by a joiner that nobody sees:
many of them look for such words after they have read the escapes.
"""

import re

from briefing.regex import lazy_regex

_MARKUP = lazy_regex(
    r"[\\`*\[\]~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"  # emphasis, code, links, images, footnotes, strikethrough
    r"|\$(?![A-Za-z0-9])"  # closes a formula; "$5" opens none without it
)
_JOINER = "&#8288;"
_LINKED = lazy_regex(
    r"(?<=/)(?=/)"  # http://, and what begins with the slashes alone
    r"|(?<=@)(?=\S)|(?<=www)(?=\.)"  # a mail's address or a mention; what is taken for a host by its beginning
    r"|(?<=\S)(?=\.(?!(?:txt|html?|xhtml|pdf|docx?|eml|csv|json|jpe?g|png)\b)"  # endings of files, which end no host
    r"[^\W\d_][^\s.,;:!?'\"’”»)\]])",  # a host's name has two letters behind its last dot; "p.m." has one
    re.IGNORECASE,
)
_ENTITIES = str.maketrans({"<": "&lt;", ">": "&gt;"})
_ENTITY = lazy_regex(r"&(?=#|[A-Za-z][A-Za-z0-9]*;)")
_CONTROL = lazy_regex(r"[\x00-\x1f\x7f-\x9f]")
_TURNING = lazy_regex(r"[\u202a-\u202e\u2066-\u2069]")
_STEERING = lazy_regex(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f]|{_TURNING.pattern}")
_OPENING = lazy_regex(r"^(?:#+(?=\s|$|\\)|[-+=](?=[\s=-]|$)|\d{1,9}(?=[.)](?:\s|$)))")
_ESCAPED = lazy_regex(r"\\([!-/:-@\[-`{-~])|&(?:(lt|gt|amp)|#(\d+));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&"}


class Markdown(str):
    """Markdown of our own making; any other text is escaped on its way into the page."""

    __slots__ = ()


def escape(text: str, *, in_link: bool = False) -> str:
    """The text on one line, safe within a paragraph, a list item or a heading; `in_link` as the words of a link of
    ours, in which no renderer makes another."""
    line = _MARKUP.sub(r"\\\g<0>", _ENTITY.sub("&amp;", fold(text))).translate(_ENTITIES)
    line = _CONTROL.sub(lambda found: f"&#{ord(found[0])};", line if in_link else _LINKED.sub(_JOINER, line))
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
    """The text with every run of white space as one space, none at the ends, and nothing that turns the direction of
    what stands behind it."""
    return " ".join(_TURNING.sub("", text).split())


def harmless(text: str) -> str:
    """The text for a terminal: what would steer it, or turn the reading direction, is shown as a mark."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def _defused(found: re.Match[str]) -> str:
    """A start of line that would open a heading, a list or a table."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _meant(found: re.Match[str]) -> str:
    letter, name, number = found.groups()
    if found[0] == _JOINER:
        return ""
    return str(letter or _NAMED.get(name) or chr(int(number)))
