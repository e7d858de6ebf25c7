"""A look at a folder: known by its bytes, opened only where it may have changed."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.jobs import arrivals
from briefing.jobs.arrivals import Arrivals, Filed, look
from briefing.jobs.source import Source
from briefing.sources import files

NOW = datetime.now(UTC) + timedelta(hours=1)  # files that the test writes are old by then


def looked(folder: Path, filed: Mapping[str, Filed] | None = None, seen: frozenset[str] = frozenset(),
           now: datetime = NOW) -> Arrivals:
    return look([Source("folder", "inbox", folder)], seen, limit=1000, filed=filed or {}, now=now)


@pytest.fixture(name="opened")
def _opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that a look opens."""
    names: list[str] = []
    real = files.read

    def read(path: Path, limit: int, **more: Path | None) -> bytes:
        names.append(path.name)
        return real(path, limit, **more)

    monkeypatch.setattr(arrivals.files, "read", read)
    return names


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_only_what_changed_is_opened_again(tmp_path: Path, opened: list[str]) -> None:
    """Whatever else lies there; a file that was written over is new."""
    for name in "abc":
        (tmp_path / name).write_text(name)
    first = looked(tmp_path)
    assert sorted(opened) == ["a", "b", "c"]
    opened.clear()
    seen = frozenset(each for _, each in first.files.values())
    assert looked(tmp_path, first.files, seen).fresh == ()
    assert opened == []
    (tmp_path / "b").write_text("B")
    later = looked(tmp_path, first.files, seen)
    assert opened == ["b"]
    assert later.fresh == ((digest("B"), str(tmp_path / "b")),)
    assert {Path(path).name: each for path, (_, each) in later.files.items()} == {
        "a": digest("a"), "b": digest("B"), "c": digest("c")}


def test_a_file_written_over_at_the_same_size_and_time_is_seen(tmp_path: Path, opened: list[str]) -> None:
    """By another inode or a later change of it."""
    path = tmp_path / "a"
    path.write_text("one")
    first = looked(tmp_path)
    times = path.stat()
    path.write_text("two")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert looked(tmp_path, first.files).files[str(path)][1] == digest("two")


def test_the_times_of_a_file_just_written_are_not_relied_on(tmp_path: Path, opened: list[str]) -> None:
    """It may be written over within the same tick of the clock."""
    (tmp_path / "a").write_text("a")
    at = datetime.fromtimestamp((tmp_path / "a").stat().st_mtime, UTC)
    first = looked(tmp_path, now=at)
    looked(tmp_path, first.files, now=at)
    assert opened == ["a", "a"]


def test_what_find_passes_over_is_passed_over(tmp_path: Path) -> None:
    """What is hidden, our own pages, pipes, links that lead nowhere; a link to a file is one."""
    for name in ("a.txt", ".hidden", "folder/b.txt", ".git/c.txt", "briefing.md", "notes/briefing.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "briefing.json").write_text('{"schema": "briefing/1"}')
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    found, _ = files.find([tmp_path])
    stamps, failed = files.glance(tmp_path)
    assert failed == []
    assert {os.path.realpath(each) for each in stamps} == {os.path.realpath(each.path) for each in found}
    assert looked(tmp_path).documents == 3


def test_a_file_too_large_or_gone_is_no_arrival(tmp_path: Path) -> None:
    """Nor a fault of its folder, while another can be read."""
    (tmp_path / "large").write_text("x" * 1001)
    assert looked(tmp_path).failed == {
        "inbox": "none of its 1 files can be read: 1,001 bytes; files over 1,000 bytes are not read"}
    (tmp_path / "small").write_text("x")
    found = looked(tmp_path)
    assert (found.documents, found.failed, found.readable) == (1, {}, (str(tmp_path),))


def test_of_two_files_of_the_same_bytes_the_first_by_name_arrives(tmp_path: Path) -> None:
    """Each content once."""
    for name in ("b", "a"):
        (tmp_path / name).write_text("same")
    assert looked(tmp_path).fresh == ((digest("same"), str(tmp_path / "a")),)


def test_a_name_that_is_no_text_is_known_by_its_escapes(tmp_path: Path) -> None:
    """And its file is read and kept all the same."""
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    found = looked(tmp_path)
    ((path, _),) = found.files.items()
    assert path.endswith("caf\\xe9.txt")
    assert looked(tmp_path, found.files).opened == ()
