"""RTF → its paragraphs, rows and notes in order; hidden and deleted text, headers and pictures left out."""

import re
from dataclasses import dataclass, field, replace

from briefing.regex import lazy_regex
from briefing.sources.office.blocks import Block, BlockKind, laid_out, row
from briefing.sources.page import Part, UnreadableError
from briefing.sources.properties import Properties, described

_TOKEN = lazy_regex(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S)
_GONE = frozenset(
    "info fonttbl colortbl stylesheet pict object header footer headerl headerr headerf footerl footerr footerf "
    "themedata datastore listtable listoverridetable revtbl rsidtbl generator xmlnstbl fldinst filetbl latentstyles "
    "bkmkstart bkmkend atnid atnauthor annotation atnref ftnsep ftnsepc aftnsep aftnsepc nonshppict "
    "colorschememapping mmathPr wgrffmtfilter pgptbl".split())
"""Groups that hold no text of the document."""

_INFO = {"title": "title", "author": "author", "company": "publisher"}
_NOTES = ("footnote", "endnote")
_SIGNS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
          "bullet": "•", "tab": "\t", "line": "\n", "emspace": " ", "enspace": " ", "qmspace": " "}
_CHARSETS = {0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253",
             162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
             238: "cp1250"}
_DEEPEST = 2_000


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group."""

    gone: bool = False
    hidden: bool = False
    font: int = 0
    skip: int = 1
    """Letters to pass over behind a Unicode one: what older programs show for it."""

    info: str = ""
    note: bool = False


@dataclass(slots=True)
class _Text:
    """The blocks so far, and what is being written."""

    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    waiting: list[Block] = field(default_factory=list)
    listed: bool = False

    def end(self, kind: BlockKind = "paragraph") -> None:
        """A paragraph ends; notes of it follow."""
        text = "".join(self.words)
        self.blocks.append(Block("item" if self.listed and kind == "paragraph" else kind, text))
        self.words, self.listed = [], False
        self.blocks += self.waiting
        self.waiting = []


def sniff(data: bytes) -> bool:
    """Whether the bytes open as an RTF document does."""
    return data.startswith(b"{\\rtf")


def load(data: bytes) -> tuple[Part, ...]:
    """The text of an RTF document."""
    text, reader = _read(data)
    created = re.search(rb"\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})", data)
    day = f"{int(created[1]):04}-{int(created[2]):02}-{int(created[3]):02}" if created else ""
    told = {key: "".join(words).strip() for key, words in reader.info.items()}
    return (Part(described(text, Properties(told.get("title", ""), told.get("author", ""), day))),)


def text(data: bytes) -> str:
    """The text of an RTF document, and nothing that its properties tell of it."""
    return _read(data)[0]


def _read(data: bytes) -> "tuple[str, _Reader]":
    reader = _Reader()
    reader.read(data)
    return laid_out(reader.text.blocks)[0], reader


class _Reader:
    """One pass over the tokens of a document."""

    def __init__(self) -> None:
        self.text = _Text()
        self.info: dict[str, list[str]] = {}
        self._state = _State()
        self._stack: list[_State] = []
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._bytes = bytearray()
        self._skip = 0

    def read(self, data: bytes) -> None:
        for token in _TOKEN.finditer(data):
            word, number, code, sign, brace, plain = token.groups()
            if brace:
                self._group(opens=brace == b"{")
            elif word:
                self._word(word.decode(), int(number) if number else None)
            elif code:
                self._letter(bytes.fromhex(code.decode()))
            elif sign:
                self._sign(sign)
            elif plain:
                self._letter(plain)
        self._flush()
        self.text.end()

    def _group(self, *, opens: bool) -> None:
        self._flush()
        self._skip = 0
        if opens:
            if len(self._stack) > _DEEPEST:
                raise UnreadableError("an RTF document whose groups go too deep")
            self._stack.append(self._state)
        elif self._stack:
            before = self._stack.pop()
            if self._state.note and not before.note:
                self.text.waiting.append(Block("note", "".join(self.text.note)))
                self.text.note = []
            self._state = before

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state = replace(self._state, gone=True)
        elif sign in b"\\{}":
            self._letter(sign)
        elif sign in b"~_":
            self._say("\xa0" if sign == b"~" else "-")
        elif sign in b"\r\n":
            self._word("par", None)

    def _letter(self, data: bytes) -> None:
        passed = min(self._skip, len(data))
        self._skip -= passed
        self._bytes += data[passed:]

    def _flush(self) -> None:
        """Decode what was written in letters of a code page; one of two bytes may come in two tokens."""
        if self._bytes:
            page = self._fonts.get(self._state.font, self._codepage)
            text = bytes(self._bytes).decode(page, errors="replace")
            self._bytes.clear()
            self._say(text)

    def _say(self, text: str) -> None:
        if self._bytes:
            self._flush()
        state = self._state
        if state.info:
            self.info.setdefault(state.info, []).append(text)
        elif not (state.gone or state.hidden):
            (self.text.note if state.note else self.text.words).append(text)

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        if word in _GONE:
            self._state = replace(self._state, gone=True)
        elif word in _NOTES:
            self._state = replace(self._state, note=True, gone=bool(self._stack) and self._stack[-1].gone)
        elif word == "shptxt":  # a text box, within a group of its shape's properties
            self._state = replace(self._state, gone=False)
        elif word in _INFO and self._state.gone:
            self._state = replace(self._state, info=_INFO[word])
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        elif word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._skip = self._state.skip
        elif not self._set(word, number):
            self._ended(word)

    def _set(self, word: str, number: int | None) -> bool:
        """Whether a word sets how letters are read: their page, their font, whether they are seen."""
        state = self._state
        if word in ("v", "deleted", "plain"):
            self._state = replace(state, hidden=word != "plain" and number != 0)
        elif number is None:
            return False
        elif word == "ansicpg":
            self._codepage = _known(f"cp{number}") or self._codepage
        elif word == "f":
            self._state = replace(state, font=number)
        elif word == "fcharset" and number:
            self._fonts[state.font] = _CHARSETS.get(number, self._codepage)
        elif word == "uc":
            self._state = replace(state, skip=min(max(number, 0), 10))
        else:
            return False
        return True

    def _ended(self, word: str) -> None:
        """Ends of paragraphs, cells and rows."""
        state, text = self._state, self.text
        if state.gone or state.info:
            return
        if word in ("par", "sect", "page"):
            if state.note:
                text.note.append("\n")
            elif text.cells and word == "par":
                text.words.append("\n")
            else:
                text.end()
        elif word in ("cell", "nestcell"):
            text.cells.append("".join(text.words))
            text.words = []
        elif word in ("row", "nestrow"):
            text.words, text.cells = [row(text.cells)], []
            text.end("row")
        elif word in ("listtext", "pntext"):
            self._state = replace(state, gone=True)
            text.listed = True


def _known(page: str) -> str | None:
    try:
        b"".decode(page)
    except LookupError:
        return None
    return page
