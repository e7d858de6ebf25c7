"""What a ZIP file is besides an archive: the kind of the office document or book that is packed in it."""

import re
import struct

from briefing.regex import lazy_regex

_END = struct.Struct("<4s4H2LH")
_END_MAGIC = b"PK\x05\x06"
_COMMENT = 65_535
"""Bytes of the longest comment that follows the directory."""

_ENTRY = rb"PK\x01\x02.{42}"
_MIMETYPE = lazy_regex(rb"PK\x03\x04.{26}mimetype(?:.{0,64}?)(application/[a-z0-9.+-]{4,80})", re.S)
_TYPES = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/epub+zip", "epub"),
)
_FOLDERS = tuple((lazy_regex(_ENTRY + folder, re.S), kind) for folder, kind in (
    (rb"word/", "docx"), (rb"ppt/", "pptx"), (rb"xl/", "xlsx"), (rb"META-INF/container\.xml", "epub"),
    (rb"META-INF/manifest\.xml", "odt")))
_OPEN_XML = lazy_regex(_ENTRY + rb"\[Content_Types\]\.xml", re.S)


def package(data: bytes) -> str | None:
    """"docx", "pptx", "xlsx", "odt", "odp", "ods" or "epub", by the names in the directory; None for other bytes."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    if told := _MIMETYPE.match(data[:200]):
        return next((kind for type_, kind in _TYPES if told[1].startswith(type_)), None)
    names = _directory(data)
    for pattern, kind in _FOLDERS:
        if pattern.search(names) and (kind in ("epub", "odt") or _OPEN_XML.search(names)):
            return kind if kind != "odt" or b"content.xml" in names else None
    return None


def _directory(data: bytes) -> bytes:
    """The bytes of the archive's directory, unparsed; none where there is no end of one."""
    end = data.rfind(_END_MAGIC, max(0, len(data) - _COMMENT - _END.size))
    if end < 0 or end + _END.size > len(data):
        return b""
    size = _END.unpack_from(data, end)[5]
    return data[max(0, end - size):end]
