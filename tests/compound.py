"""Writing compound files ([MS-CFB]), for the tests: as plain as the form allows, every stream in sectors of its own."""

import struct
from collections.abc import Mapping
from typing import Union

Tree = Mapping[str, Union[bytes, "Tree"]]
_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE
_SECTOR, _LEAST = 512, 4096


def compound(tree: Tree) -> bytes:
    """The file of these streams (bytes, zeros added up to the least size) and storages (mappings)."""
    entries: list[list[object]] = [["Root Entry", 5, _FREE, b""]]  # name, type, first child, data
    siblings: dict[int, int] = {}
    _add(tree, 0, entries, siblings)
    chains: list[int] = []
    blocks: list[bytes] = []
    starts: list[int] = []
    for _, kind, _, data in entries:
        assert isinstance(data, bytes)
        starts.append(_allocated(data.ljust(_LEAST, b"\0"), chains, blocks) if kind == 2 else _END)
    rows = b"".join(_entry(entry, siblings.get(number, _FREE), starts[number]) for number, entry in enumerate(entries))
    directory = _allocated(rows.ljust(-(-len(rows) // _SECTOR) * _SECTOR, b"\0"), chains, blocks)
    tables = 1
    while tables * 128 < len(chains) + tables:
        tables += 1
    first = len(chains)
    chains += [0xFFFFFFFD] * tables
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(tables * _SECTOR, b"\xff")
    head = struct.pack("<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
                       0, tables, directory, 0, _LEAST, _END, 0, _END, 0)
    head += struct.pack("<109I", *[first + number if number < tables else _FREE for number in range(109)])
    return head + b"".join(blocks) + table


def _add(tree: Tree, parent: int, entries: list[list[object]], siblings: dict[int, int]) -> None:
    before = None
    for name, value in tree.items():
        number = len(entries)
        entries.append([name, 2 if isinstance(value, bytes) else 1, _FREE, value if isinstance(value, bytes) else b""])
        if before is None:
            entries[parent][2] = number
        else:
            siblings[before] = number
        before = number
        if not isinstance(value, bytes):
            _add(value, number, entries, siblings)


def _allocated(data: bytes, chains: list[int], blocks: list[bytes]) -> int:
    """The first of the sectors that the data takes."""
    start = len(chains)
    count = len(data) // _SECTOR + bool(len(data) % _SECTOR)
    chains += [*range(start + 1, start + count), _END]
    blocks.append(data.ljust(count * _SECTOR, b"\0"))
    return start


def _entry(entry: list[object], sibling: int, start: int) -> bytes:
    name, kind, child, data = entry
    assert isinstance(name, str)
    assert isinstance(data, bytes)
    wide = (name + "\0").encode("utf-16-le")
    size = max(len(data), _LEAST) if kind == 2 else 0
    return struct.pack("<64sHBBIII16sIQQIQ", wide, len(wide), kind, 1, _FREE, sibling, child, b"", 0, 0, 0, start, size)
