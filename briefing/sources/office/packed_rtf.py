"""The compressed RTF of Outlook's mails → RTF ([MS-OXRTFCP])."""

import struct

_HEAD = struct.Struct("<IIII")
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D  # "LZFu", "MELA"
_RING = 4_096
_BEGIN = (rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
          rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0" b"\r\n"
          rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx")
"""What both sides have in the window before the first byte."""


def unpacked(data: bytes) -> bytes:
    """The RTF, up to where the data breaks off; raises `ValueError` where it is of no such form."""
    if len(data) < _HEAD.size:
        raise ValueError("a compressed RTF that is cut short")
    packed, size, kind, _ = _HEAD.unpack_from(data)
    body = data[_HEAD.size:packed + 4]  # the size does not count itself
    if kind == _PLAIN:
        return body[:size]
    if kind != _PACKED:
        raise ValueError("a compressed RTF of an unknown form")
    return _unpacked(body)[:size]


def _unpacked(body: bytes) -> bytes:
    """What a body says: eight items behind a byte each, a letter or a stretch of what lies in the window."""
    ring = bytearray(_BEGIN.ljust(_RING, b"\0"))
    place, at = len(_BEGIN), 0
    found = bytearray()
    while at < len(body):
        flags, at = body[at], at + 1
        for bit in range(8):
            if not flags >> bit & 1:
                taken, at = body[at:at + 1], at + 1
            elif at + 2 > len(body):
                return bytes(found)
            else:
                offset, length = body[at] << 4 | body[at + 1] >> 4, (body[at + 1] & 15) + 2
                at += 2
                if offset == place:  # which ends it
                    return bytes(found)
                taken = _stretch(ring, place, offset, length)
            for letter in taken:
                ring[place] = letter
                place = (place + 1) % _RING
            found += taken
    return bytes(found)


def _stretch(ring: bytearray, place: int, offset: int, length: int) -> bytes:
    """A stretch of the window, which may run into what it is itself about to write there."""
    found = bytearray()
    ahead = (place - offset) % _RING
    for number in range(length):
        found.append(found[number - ahead] if ahead <= number else ring[(offset + number) % _RING])
    return bytes(found)
