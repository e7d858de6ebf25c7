"""What a reader in a process of its own is sent and sends back: a JSON head with the bytes that go with it."""

import json
import struct
from collections.abc import Sequence
from dataclasses import asdict
from typing import IO, Any

from briefing.sources.page import Member, Page, Part, Refused

_LENGTH = struct.Struct(">Q")


def write(stream: IO[bytes], head: dict[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """One frame; raises `OSError` where nobody reads it."""
    data = json.dumps(head | {"blobs": [len(each) for each in blobs]}).encode("ascii")
    stream.write(_LENGTH.pack(len(data)) + data)
    for each in blobs:
        stream.write(each)
    stream.flush()


def read(stream: IO[bytes], limit: int) -> tuple[dict[str, Any], list[bytes]] | None:
    """The next frame; None where the stream ends first, or it would be longer than `limit` bytes."""
    length = stream.read(_LENGTH.size)
    if len(length) < _LENGTH.size or (size := _LENGTH.unpack(length)[0]) > limit:
        return None
    data = stream.read(size)
    if len(data) < size:
        return None
    head: dict[str, Any] = json.loads(data)
    if size + sum(head["blobs"]) > limit:
        return None
    blobs = [stream.read(each) for each in head["blobs"]]
    return (head, blobs) if [len(each) for each in blobs] == head["blobs"] else None


def packed(found: Sequence[Part | Member | Refused]) -> tuple[dict[str, Any], list[bytes]]:
    """What a kind found, as a frame."""
    blobs: list[bytes] = []
    items: list[dict[str, Any]] = []
    for each in found:
        item: dict[str, Any] = {"name": each.name}
        if isinstance(each, Refused):
            item["reason"] = each.reason
        elif each.data is not None:
            item["blob"] = len(blobs)
            blobs.append(each.data)
        items.append(item | {"page": asdict(each.page)} if isinstance(each, Part) else item)
    return {"items": items}, blobs


def unpacked(head: dict[str, Any], blobs: Sequence[bytes]) -> tuple[Part | Member | Refused, ...]:
    """What `packed` was given."""
    found: list[Part | Member | Refused] = []
    for item in head["items"]:
        data = blobs[item["blob"]] if "blob" in item else None
        if "reason" in item:
            found.append(Refused(item["name"], item["reason"]))
        elif "page" in item:
            page = item["page"] | {"marks": tuple((place, name) for place, name in item["page"]["marks"])}
            found.append(Part(Page(**page), item["name"], data))
        else:
            found.append(Member(item["name"], data or b""))
    return tuple(found)
