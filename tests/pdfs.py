"""PDF files for tests, written letter by letter: text where a test wants it, and faults that no writer would make."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass(frozen=True, slots=True)
class Run:
    """Words at a place: points from the left and from the top of a page of 612 by 792."""

    left: float
    top: float
    text: str
    size: float = 10


def column(left: float, top: float, lines: Sequence[str], size: float = 10, step: float = 12) -> list[Run]:
    """Lines below each other."""
    return [Run(left, top + number * step, line, size) for number, line in enumerate(lines)]


def pdf(*pages: Sequence[Run], told: Mapping[str, str] | None = None, labels: str = "",
        password: bytes | None = None) -> bytes:
    """A file with these pages; `told` are its properties, `labels` the dictionary of its page labels."""
    key = _key(password) if password is not None else None
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {labels} >>".encode(),
        2: (f"<< /Type /Pages /Count {len(pages)} /Kids ["
            + " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages))) + "] >>").encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: ("<< " + " ".join(f"/{name} ({_escaped(value)})" for name, value in (told or {}).items()) + " >>").encode(
            "cp1252"),
    }
    for number, runs in enumerate(pages):
        shown = "".join(f"/F1 {run.size} Tf 1 0 0 1 {run.left} {792 - run.top} Tm ({_escaped(run.text)}) Tj\n"
                        for run in runs)
        data = f"BT\n{shown}ET".encode("cp1252")
        place = 10 + 2 * number
        if key is not None:
            data = _rc4(_of_object(key, place + 1), data)
        objects[place] = (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {place + 1} 0 R "
                          "/Resources << /Font << /F1 3 0 R >> >> >>").encode()
        objects[place + 1] = f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"
    return _written(objects, password)


def _written(objects: Mapping[int, bytes], password: bytes | None) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        out += f"{places[number]:010} 00000 n \n".encode() if number in places else b"0000000000 65535 f \n"
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R"
    if password is not None:
        trailer += (f" /ID [<{b'id'.hex()}> <{b'id'.hex()}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                    f"/O <{_owner(password).hex()}> /U <{_rc4(_key(password), _PAD).hex()}> >>")
    return bytes(out) + f"{trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _owner(password: bytes) -> bytes:
    return _rc4(hashlib.md5((password + _PAD)[:32]).digest()[:5], (password + _PAD)[:32])


def _key(password: bytes) -> bytes:
    return hashlib.md5((password + _PAD)[:32] + _owner(password) + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + b"id"
                       ).digest()[:5]


def _of_object(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for each in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(each ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
