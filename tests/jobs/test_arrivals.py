"""A look at a folder: known by its bytes, opened only where it may have changed."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.jobs import arrivals
from briefing.jobs.arrivals import Arrivals, look, place
from briefing.jobs.source import Source
from briefing.jobs.state import IN_MEMORY, State
from briefing.jobs.state import opened as opened_state
from briefing.sources import files

NOW = datetime.now(UTC) + timedelta(hours=1)  # files that the test writes are old by then


@pytest.fixture(name="state")
def _state() -> Iterator[State]:
    with opened_state(IN_MEMORY) as db:
        yield State(db, "harbour")


def looked(folder: Path, state: State, now: datetime = NOW, *, read: bool = True) -> Arrivals:
    """A look at a folder, kept; what is new in it is read then."""
    found = look([Source("folder", "inbox", folder)], state, limit=1000, now=now)
    state.remember(found.fresh if read else (), (), now)
    state.file(found)
    return found


def filed(state: State, folder: Path) -> dict[str, str]:
    """The sha256 of each file, by its name, as it is kept."""
    return {name: sha256 for name, (_, sha256) in state.filed(str(folder)).items()}


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


def test_only_what_changed_is_opened_again(tmp_path: Path, state: State, opened: list[str]) -> None:
    """Whatever else lies there; a file that was written over is new, and known as what took another's place."""
    for name in "abc":
        (tmp_path / name).write_text(name)
    assert [each for each, _ in looked(tmp_path, state).fresh] == [digest(name) for name in "abc"]
    assert sorted(opened) == ["a", "b", "c"]
    opened.clear()
    assert looked(tmp_path, state).fresh == ()
    assert opened == []
    (tmp_path / "b").write_text("B")
    later = looked(tmp_path, state)
    assert opened == ["b"]
    assert later.fresh == ((digest("B"), str(tmp_path / "b")),)
    assert later.versions == {digest("B"): digest("b")}
    assert filed(state, tmp_path) == {"a": digest("a"), "b": digest("B"), "c": digest("c")}


def test_of_a_folder_in_which_nothing_changed_nothing_is_loaded(tmp_path: Path, state: State,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    """One digest says that; of one in which something did, and of no other, every file is looked up."""
    for name in ("one/a", "one/b", "two/c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    looked(tmp_path, state)
    asked: list[str] = []
    real = State.filed
    monkeypatch.setattr(State, "filed", lambda self, folder: asked.append(folder) or real(self, folder))
    looked(tmp_path, state)
    assert asked == []
    (tmp_path / "two" / "d").write_text("new")
    found = looked(tmp_path, state)
    assert asked == [str(tmp_path / "two")]
    assert found.fresh == ((digest("new"), str(tmp_path / "two" / "d")),)
    assert state.documents() == 4


def test_a_file_that_is_gone_is_known_no_more(tmp_path: Path, state: State) -> None:
    """Nor one whose folder is gone; what it held stays known."""
    for name in ("a", "b", "deep/c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    looked(tmp_path, state)
    (tmp_path / "b").unlink()
    (tmp_path / "deep" / "c").unlink()
    (tmp_path / "deep").rmdir()
    assert looked(tmp_path, state).gone == (str(tmp_path / "deep"),)
    assert (filed(state, tmp_path), filed(state, tmp_path / "deep")) == ({"a": digest("a")}, {})
    assert state.documents() == 1
    (tmp_path / "again").write_text("b")
    assert looked(tmp_path, state).fresh == ()


def test_what_no_run_came_to_read_is_opened_again(tmp_path: Path, state: State, opened: list[str]) -> None:
    """As where a budget ended the run: it is as new at the next look."""
    (tmp_path / "a").write_text("a")
    looked(tmp_path, state, read=False)
    assert looked(tmp_path, state).fresh == ((digest("a"), str(tmp_path / "a")),)
    assert (looked(tmp_path, state).fresh, looked(tmp_path, state).fresh) == ((), ())
    assert opened == ["a", "a"]


def test_a_file_written_over_at_the_same_size_and_time_is_seen(tmp_path: Path, state: State) -> None:
    """By another inode or a later change of it."""
    path = tmp_path / "a"
    path.write_text("one")
    looked(tmp_path, state)
    times = path.stat()
    path.write_text("two")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    looked(tmp_path, state)
    assert filed(state, tmp_path) == {"a": digest("two")}


def test_the_times_of_a_file_just_written_are_not_relied_on(tmp_path: Path, state: State, opened: list[str]) -> None:
    """It may be written over within the same tick of the clock."""
    (tmp_path / "a").write_text("a")
    at = datetime.fromtimestamp((tmp_path / "a").stat().st_mtime, UTC)
    looked(tmp_path, state, at)
    looked(tmp_path, state, at)
    assert opened == ["a", "a"]
    looked(tmp_path, state)
    looked(tmp_path, state)
    assert opened == ["a", "a", "a"]


@pytest.mark.parametrize("follow_links", [False, True])
def test_what_find_passes_over_is_passed_over(follow_links: bool, tmp_path: Path, state: State) -> None:
    """What is hidden, our own pages, pipes, links that lead nowhere; a link to a file is one."""
    for name in ("a.txt", ".hidden", "folder/b.txt", ".git/c.txt", "briefing.md", "notes/briefing.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "briefing.json").write_text('{"schema": "briefing/1"}')
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    (tmp_path / "back").symlink_to(tmp_path)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    found, _ = files.find([tmp_path], follow_links=follow_links)
    failed: list[OSError] = []
    glances = list(files.glance(tmp_path, failed, follow_links=follow_links))
    assert failed == []
    assert {os.path.realpath(place(each.folder, name)) for each in glances for name in each.stamps()} == {
        os.path.realpath(each.path) for each in found}
    looked(tmp_path, state)
    assert state.documents() == 3


def test_a_name_with_spaces_is_told_from_its_stamp(tmp_path: Path, state: State) -> None:
    """Also one that looks like a stamp."""
    for name in ("1 2 3 4 5", "report of  the day.txt"):
        (tmp_path / name).write_text(name)
    looked(tmp_path, state)
    assert filed(state, tmp_path) == {name: digest(name) for name in ("1 2 3 4 5", "report of  the day.txt")}


def test_a_source_of_one_file_is_known_by_its_path(tmp_path: Path, state: State, opened: list[str]) -> None:
    """Beside a source that is its folder, too."""
    (tmp_path / "notes.txt").write_text("one")
    sources = [Source("file", "notes.txt", tmp_path / "notes.txt"), Source("folder", ".", tmp_path)]
    for text in ("one", "one", "two"):
        (tmp_path / "notes.txt").write_text(text) if text == "two" else None
        found = look(sources, state, limit=1000, now=NOW)
        state.remember(found.fresh, (), NOW)
        state.file(found)
    assert found.fresh == ((digest("two"), str(tmp_path / "notes.txt")),)
    assert found.versions == {digest("two"): digest("one")}
    assert opened == ["notes.txt"] * 4
    assert state.documents() == 1


def test_a_file_too_large_or_gone_is_no_arrival(tmp_path: Path, state: State) -> None:
    """Nor a fault of its folder, while another can be read."""
    (tmp_path / "large").write_text("x" * 1001)
    assert looked(tmp_path, state).failed == {
        "inbox": "none of its 1 files can be read: 1,001 bytes; files over 1,000 bytes are not read"}
    (tmp_path / "small").write_text("x")
    for _ in range(2):
        found = looked(tmp_path, state)
        assert (state.documents(), found.failed, found.readable) == (1, {}, (str(tmp_path),))


def test_of_two_files_of_the_same_bytes_the_first_by_name_arrives(tmp_path: Path, state: State) -> None:
    """Each content once."""
    for name in ("b", "a"):
        (tmp_path / name).write_text("same")
    assert looked(tmp_path, state).fresh == ((digest("same"), str(tmp_path / "a")),)


def test_a_name_that_is_no_text_is_known_by_its_escapes(tmp_path: Path, state: State, opened: list[str]) -> None:
    """And its file is read and kept all the same, in a folder whose name is none either."""
    folder = tmp_path / os.fsdecode(b"d\xe9p\xf4t")
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    looked(tmp_path, state)
    assert state.filed(f"{tmp_path}/d\\xe9p\\xf4t").keys() == {"caf\\xe9.txt"}
    looked(tmp_path, state)
    assert len(opened) == 1
