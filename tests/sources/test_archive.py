"""ZIP, TAR and compressed files: what is packed in them is read by the same table, and nothing hurts."""

import bz2
import gzip
import hashlib
import io
import lzma
import stat
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefing.model import Skipped
from briefing.sources.kinds import Loaded, documents
from briefing.sources.load import load, unread
from briefing.sources.page import Refused, UnreadableError

FERRY = "Ferry sails again\n\nThe ferry across the sound sails again from Monday, the town council of Lannick said.\n"


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def tarred(files: Mapping[str, str], mode: str = "w:") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return out.getvalue()


def names(name: str, data: bytes) -> list[str]:
    return [each.name for each in documents(name, lambda: data) if isinstance(each, Loaded)]


def reasons(name: str, data: bytes) -> dict[str, str]:
    return {each.name: each.reason for each in documents(name, lambda: data) if isinstance(each, Refused)}


def test_the_files_of_an_archive_are_documents_with_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each by its own kind and digest, as if it lay in a folder."""
    page = f"<!doctype html><html><body><p>{FERRY} Page.</p></body></html>"
    (tmp_path / "dump.zip").write_bytes(zipped({"a/b.txt": FERRY, "c.html": page, "photo.png": b"\x89PNG",
                                                ".DS_Store": "x", "__MACOSX/a/._b.txt": "x", "e.txt": ""}))
    monkeypatch.chdir(tmp_path)
    found, skipped = load(["dump.zip"])
    assert {each.path: each.sha256 for each in found} == {
        "dump.zip!a/b.txt": hashlib.sha256(FERRY.encode()).hexdigest(),
        "dump.zip!c.html": hashlib.sha256(page.encode()).hexdigest()}
    assert skipped == (
        Skipped("sources", "dump.zip!.DS_Store", "a hidden file within an archive"),
        Skipped("sources", "dump.zip!__MACOSX/a/._b.txt", "a hidden file within an archive"),
        Skipped("sources", "dump.zip!e.txt", "an empty file"),
        Skipped("sources", "dump.zip!photo.png", "a picture; not a kind that can be read"))
    assert [each.item for each in unread(skipped)] == ["dump.zip!e.txt"]


@pytest.mark.parametrize("mode", ["w:", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz", "a.bin", "a.zip", "a.txt"])
def test_an_archive_is_known_by_its_bytes(mode: str, name: str) -> None:
    """However it is called."""
    assert names(name, tarred({"a.txt": FERRY, "b/c.txt": FERRY + "c"}, mode)) == ["a.txt", "b/c.txt"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_file_is_one_document(pack: "type[gzip]", tmp_path: Path) -> None:
    """It keeps its path and the digest of the file on the disk; its kind is that of the name within."""
    data = pack(FERRY.encode())  # type: ignore[operator]
    (tmp_path / "a.txt.gz").write_bytes(data)
    (found,), _ = load([tmp_path / "a.txt.gz"])
    assert (found.path, found.sha256, found.text) == (f"{tmp_path}/a.txt.gz", hashlib.sha256(data).hexdigest(), FERRY)
    page = pack(f"<p>{FERRY}</p>".encode())  # type: ignore[operator]
    (html,) = documents("a.html.gz", lambda: page)
    assert isinstance(html, Loaded)
    assert "<p>" not in html.page.text


def test_an_archive_within_an_archive_is_read() -> None:
    """Its files go by both names."""
    inner = zipped({"a.txt": FERRY})
    assert names("out.zip", zipped({"in/in.zip": inner, "t.tar.gz": tarred({"b.txt": FERRY + "b"}, "w:gz")})) == [
        "in/in.zip!a.txt", "t.tar.gz!b.txt"]


@pytest.mark.parametrize("name", ["../../etc/a.txt", "/etc/a.txt", "C:\\a.txt", "a\\..\\..\\b.txt", "a/../../b.txt"])
def test_a_path_that_leads_out_costs_one_file(name: str) -> None:
    """The others are read; nothing is ever unpacked to a disk, but who writes such names means no good."""
    for data in (zipped({name: FERRY, "b.txt": FERRY}), tarred({name: FERRY, "b.txt": FERRY})):
        assert names("a.zip", data) == ["b.txt"]
        assert list(reasons("a.zip", data).values()) == ["its path leads out of the archive"]


def test_links_and_devices_are_not_followed() -> None:
    """A link could lead anywhere."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            entry = tarfile.TarInfo(f"{kind.decode()}.txt")
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    assert set(reasons("a.tar", out.getvalue()).values()) == {
        "a link within an archive; the file it leads to is read by its own name"}
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive_:
        archive_.writestr(link, "/etc/passwd")
    assert "a link" in reasons("a.zip", packed.getvalue())["link.txt"]


def test_a_name_with_a_number_sign_is_no_part_number() -> None:
    """"dump.zip#3.txt" would be the third part of dump.zip; names are read as UTF-8 where they are."""
    assert names("a.zip", zipped({"#3.txt": FERRY})) == ["./#3.txt"]
    data = zipped({"küste.txt": FERRY})
    assert names("a.zip", data) == ["küste.txt"]
    assert names("a.zip", data.replace(b"\x00\x08", b"\x00\x00")) == ["küste.txt"]


def test_a_locked_or_broken_member_costs_one_file() -> None:
    """With its reason."""
    data = bytearray(zipped({"a.txt": FERRY, "b.txt": FERRY + "b"}))
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    data[local + 6] |= 1
    data[central + 8] |= 1
    assert reasons("a.zip", bytes(data)) == {"a.txt": "encrypted; unpack it with its password"}
    data = bytearray(zipped({"a.txt": FERRY, "b.txt": FERRY + "b"}, zipfile.ZIP_STORED))
    data[data.index(b"Ferry")] ^= 255
    assert reasons("a.zip", bytes(data)) == {"a.txt": "can't be unpacked: broken, or cut short"}
    assert names("a.zip", bytes(data)) == ["b.txt"]


def test_an_archive_cut_short_is_refused_as_such() -> None:
    """A TAR gives the files up to there, a ZIP has its directory at the end."""
    with pytest.raises(UnreadableError, match=r"^an archive that can't be unpacked: broken, or cut short$"):
        documents("a.zip", lambda: zipped({"a.txt": FERRY})[:-30])
    with pytest.raises(UnreadableError, match=r"^a compressed file that can't be unpacked: broken, or cut short$"):
        documents("a.txt.gz", lambda: gzip.compress(FERRY.encode())[:-12])
    cut = tarred({"a.txt": FERRY, "b.txt": FERRY * 20})[:2_000]
    assert names("a.tar", cut) == ["a.txt"]
    assert reasons("a.tar", cut) == {"": "an archive that can't be unpacked to its end: broken, or cut short"}


def nested(levels: int) -> bytes:
    """An archive within an archive, and so on."""
    data = zipped({"a.txt": FERRY})
    for _ in range(levels):
        data = zipped({"in.zip": data})
    return data


BOMBS = {
    "a file": lambda: zipped({"a.txt": "0" * 60_000_000}),
    "gzip": lambda: gzip.compress(b"0" * 60_000_000, 1),
    "deep": lambda: nested(9),
    "wide": lambda: zipped({"in.zip": zipped({f"{number}.txt": "0" * 40_000_000 for number in range(6)})}),
    "many": lambda: zipped({f"{number}.txt": "" for number in range(6_000)}, zipfile.ZIP_STORED),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_costs_one_reason(bomb: Callable[[], bytes]) -> None:
    """And bounded memory: never all that it would unpack to."""
    data = bomb()
    tracemalloc.start()
    try:
        found = documents("bomb.zip", lambda: data)
    except UnreadableError as error:
        found = (Refused("", str(error)),)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    told = {each.reason for each in found if isinstance(each, Refused)} - {"an empty file"}
    assert len(told) == 1
    assert any(word in "".join(told) for word in ("over 50 MB", "more is packed in it", "the rest is not read"))
    assert peak < 400_000_000


def test_an_office_document_is_no_archive() -> None:
    """Though it is packed as one; a folder that holds one unpacked is an archive like any other."""
    sheet = zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
    with pytest.raises(UnreadableError, match=r"^a spreadsheet, whatever its name says; not a kind that can be read$"):
        documents("a.txt", lambda: sheet)
    assert names("a.zip", zipped({"copy/[Content_Types].xml": "<Types/>", "copy/xl/a.txt": FERRY})) == ["copy/xl/a.txt"]
