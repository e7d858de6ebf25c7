"""ZIP, TAR and compressed files → the files within, for the table to read; nothing is ever written to a disk."""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from briefing.regex import lazy_regex
from briefing.sources.package import package
from briefing.sources.page import Member, Refused, UnreadableError

FILE = 50_000_000
"""Bytes of the largest file that is unpacked."""

WHOLE = 200_000_000
"""Bytes that one archive may unpack to."""

FILES = 5_000
"""Files that one archive may hold."""

HIDDEN = "a hidden file within an archive"
LINK = "a link within an archive; the file it leads to is read by its own name"
_BROKEN = "broken, or cut short"
_COMPRESSED = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ\x00", lzma.open))
_FAULTS = (EOFError, OSError, lzma.LZMAError, zlib.error, zipfile.BadZipFile, tarfile.TarError, ValueError)
_LETTERED = lazy_regex(r"[A-Za-z]:")
_ENCRYPTED, _UTF8 = 0x1, 0x800
_HEADER = 512


def is_zip(data: bytes) -> bool:
    """Whether the bytes open as a ZIP archive does, and are no office document or book."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06")) and package(data) is None


def is_tar(data: bytes) -> bool:
    """Whether the bytes open with the header of a TAR archive, whose checksum holds."""
    try:
        tarfile.TarInfo.frombuf(data[:_HEADER], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def is_compressed(data: bytes) -> bool:
    """Whether the bytes open as a gzip, bzip2 or xz file does."""
    return data.startswith(tuple(magic for magic, _ in _COMPRESSED))


def load_zip(data: bytes) -> tuple[Member | Refused, ...]:
    """The files of a ZIP archive in its order; one that can't be unpacked is refused with its reason."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS as error:
        raise UnreadableError(f"an archive that can't be unpacked: {_BROKEN}") from error
    return _bounded(_zipped(archive, each) for each in archive.infolist() if not each.is_dir())


def load_tar(data: bytes) -> tuple[Member | Refused, ...]:
    """The files of a TAR archive in its order, up to where it breaks off."""
    return _bounded(_tarred(data))


def load_compressed(data: bytes) -> tuple[Member, ...]:
    """The one file within a compressed one, which goes by its name without the last ending."""
    opened = next(each for magic, each in _COMPRESSED if data.startswith(magic))
    try:
        with opened(io.BytesIO(data)) as file:
            unpacked = file.read(FILE + 1)
    except _FAULTS as error:
        raise UnreadableError(f"a compressed file that can't be unpacked: {_BROKEN}") from error
    if len(unpacked) > FILE:
        raise UnreadableError(_large("file"))
    return (Member("", unpacked),)


def _zipped(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Member | Refused:
    name = _name(entry.filename if entry.flag_bits & _UTF8 else _legacy(entry.filename))
    if reason := _reason(name):
        return Refused(name, reason)
    if stat.S_ISLNK(entry.external_attr >> 16):
        return Refused(name, LINK)
    if entry.flag_bits & _ENCRYPTED:
        return Refused(name, "encrypted; unpack it with its password")
    try:
        with archive.open(entry) as file:
            return _member(name, file.read(FILE + 1))
    except NotImplementedError:
        return Refused(name, f"packed by a method that can't be read (number {entry.compress_type}); unpack it")
    except (*_FAULTS, RuntimeError):
        return Refused(name, f"can't be unpacked: {_BROKEN}")


def _tarred(data: bytes) -> Iterator[Member | Refused]:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for entry in archive:
                name = _name(entry.name)
                if entry.isdir():
                    continue
                if reason := _reason(name) or (None if entry.isreg() else LINK):
                    yield Refused(name, reason)
                elif (file := archive.extractfile(entry)) is not None:
                    yield _member(name, file.read(FILE + 1))
    except _FAULTS:
        yield Refused("", f"an archive that can't be unpacked to its end: {_BROKEN}")


def _member(name: str, data: bytes) -> Member | Refused:
    return Member(name, data) if len(data) <= FILE else Refused(name, _large("file"))


def _bounded(found: Iterator[Member | Refused]) -> tuple[Member | Refused, ...]:
    """What was found up to the limits of one archive, and one reason for all that lies beyond."""
    kept: list[Member | Refused] = []
    size = 0
    for each in found:
        size += len(each.data) if isinstance(each, Member) else 0
        if len(kept) == FILES or size > WHOLE:
            return (*kept, Refused("", f"over {FILES:,} files or {WHOLE / 1e6:.0f} MB unpacked; the rest is not read"))
        kept.append(each)
    return tuple(kept)


def _large(what: str) -> str:
    return f"a {what} of over {FILE / 1e6:.0f} MB unpacked; such are not read"


def _legacy(name: str) -> str:
    """A name as it was meant where the archive does not say that it is UTF-8, and it is."""
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _name(name: str) -> str:
    """A member's path with forward slashes; one that opens with "#" must not look like a part's number."""
    path = name.replace("\\", "/").removeprefix("./")
    return f"./{path}" if path.startswith("#") else path


def _reason(name: str) -> str | None:
    """Why a member is not read, by its name alone."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or _LETTERED.match(name) or "\0" in name:
        return "its path leads out of the archive"
    if any(part.startswith(".") and part != "." for part in path.parts) or "__MACOSX" in path.parts:
        return HIDDEN
    return None
