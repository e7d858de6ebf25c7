"""Bytes → text: the encoding is found, never assumed."""

import codecs
from collections import Counter

from briefing.regex import lazy_regex

SAMPLE = 16_384
"""Bytes that are enough to tell an encoding; guessing on a whole file would take minutes."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the one of UTF-16 LE
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_PAGES = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
"""What the library knows as encodings and no browser does: a page in one would read otherwise than it looks."""

_STRAY = 0.02  # of a text's bytes or letters that may be control characters
_CONTROLS = bytes(set(range(32)) - {*b"\t\n\x0b\f\r\x1a\x1b"})
_CONTROL = lazy_regex(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_IDEOGRAPH = lazy_regex("[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_HIGH = lazy_regex(rb"[\x80-\xff]+")

# The letters beyond ASCII that one language uses in running text, by the page its older files are written in. All
# pages map the same bytes, so the letters tell: "œrodê" is no French but Polish read with the wrong page.
_PUNCTUATION = frozenset("€‚„…‘’“”•–—™¡£§©«®°·»¿ºª½¼×\xa0\xad")
_PAGES = tuple((page, frozenset(letters + letters.upper()) | _PUNCTUATION) for page, letters in (
    ("cp1252", "àâæçéèêëîïôœùûüÿ"),
    ("cp1252", "äöüßéèà"),
    ("cp1252", "áéíñóúü"),
    ("cp1252", "àèéìíòóùú"),
    ("cp1252", "áâãàçéêíóôõúü"),
    ("cp1252", "åäöæøéèêóòü"),
    ("cp1252", "áéíóúýþðæö"),
    ("cp1252", "éèëïöüóáê"),
    ("cp1250", "ąćęłńóśźż"),
    ("iso8859-2", "ąćęłńóśźż"),
    ("cp1250", "áčďéěíňóřšťúůýžľĺŕôä"),
    ("iso8859-2", "áčďéěíňóřšťúůýžľĺŕôä"),
    ("cp1250", "áéíóöőúüű"),
    ("cp1250", "čćđšž"),
    ("iso8859-2", "čćđšž"),
    ("cp1250", "ăâîşţ"),
    ("cp1254", "çğıöşüİâî"),
))


class NotTextError(Exception):
    """The bytes are no text; the message says what they look like."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file, without its byte order mark and otherwise untouched.

    `declared` is what the file says of itself (HTML's `<meta charset>`); it is believed where it fits and the
    bytes are no valid UTF-8. Raises `NotTextError` for binary data.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"))
    stray = _controls(data[:SAMPLE])
    if b"\0" in data and (stray > _STRAY or not _is_utf8(data)):
        return _checked(data.decode(_wide(data), errors="replace"))
    if stray > _STRAY:
        raise NotTextError("binary data, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _checked(_legacy(data, declared))


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are sound UTF-8: a zero byte among them is then a stray one, no half of a wide letter."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _controls(sample: bytes) -> float:
    """The share of control bytes that no text file holds."""
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / len(sample) if sample else 0.0


def _checked(text: str) -> str:
    """The text itself, unless it is full of control characters."""
    sample = text[:SAMPLE]
    if len(_CONTROL.findall(sample)) > _STRAY * len(sample):
        raise NotTextError("binary data, not text")
    return text


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: the zero bytes of its spaces and line ends all stand on one side."""
    sample = data[:SAMPLE & ~1]
    zeros = [sample[side::2].count(0) for side in (0, 1)]
    encoding, high = ("utf-16-le", sample[1::2]) if zeros[1] > zeros[0] else ("utf-16-be", sample[0::2])
    if len(data) % 2 == 0 and min(zeros) <= 0.02 * max(zeros):
        # The high bytes of an alphabet are its own and the zero of spaces; those of Chinese or Japanese vary.
        few = sum(count for _, count in Counter(high).most_common(2)) >= 0.8 * len(high)
        if few or len(_IDEOGRAPH.findall(sample.decode(encoding, errors="replace"))) >= 0.7 * len(high):
            return encoding
    raise NotTextError("binary data, not text")


def _legacy(data: bytes, declared: str | None) -> str:
    """Text that is no valid UTF-8: damaged UTF-8, the declared page, or the likeliest other."""
    mended = _damaged_utf8(data)
    if mended is not None:
        return mended
    if declared is not None:
        try:
            return data.decode(_windows(declared))
        except (LookupError, UnicodeError):  # not all codecs keep to UnicodeDecodeError
            pass
    sample = _telling(data)
    return data.decode(_page(sample) or _guess(sample), errors="replace")


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes (a file cut off in mid letter), the broken ones marked "\\ufffd"."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = len(_HIGH.findall(text.replace("\ufffd", "").encode("utf-8")))
    return text if sound > 9 * broken or (broken == 1 and sound and text.endswith("\ufffd")) else None


def _windows(name: str) -> str:
    """What a page that declares `name` is written in: browsers read Latin-1 as Windows-1252, and so do writers."""
    plain = name.strip().lower().replace("_", "-")
    superset = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
                "ascii": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
                "x-gbk": "gb18030", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949"}
    found = superset.get(plain, plain)
    codec = codecs.lookup(found)
    if not codec._is_text_encoding or codec.name in _NO_PAGES:  # "hex", "rot13" are codecs too
        raise LookupError(name)
    return codec.name


def _telling(data: bytes) -> bytes:
    """A bounded sample that begins at the line with the first byte beyond ASCII."""
    first = _HIGH.search(data)
    start = first.start() if first else 0
    line = data.rfind(b"\n", max(0, start - 2_000), start) + 1
    return data[line or max(0, start - 2_000):][:SAMPLE]


def _page(sample: bytes) -> str | None:
    """The legacy page under which all letters beyond ASCII belong to one language of the Latin script."""
    for page, letters in _PAGES:
        high = [letter for letter in sample.decode(page, errors="replace") if letter > "\x7f"]
        if len(high) <= 0.25 * len(sample) and sum(letter in letters for letter in high) >= 0.97 * len(high):
            return page
    return None


def _guess(sample: bytes) -> str:
    """The likeliest encoding of a sample in no Latin script."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise NotTextError("its encoding can't be told; save it as UTF-8")
    return best.encoding
