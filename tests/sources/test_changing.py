"""Files and folders that change while they are looked at, or that may not be looked at: each costs itself alone."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ordinary import ordinary

from briefing.check import check
from briefing.cli import main
from briefing.errors import UsageError
from briefing.jobs.arrivals import Arrivals, look
from briefing.jobs.source import Source
from briefing.jobs.state import IN_MEMORY, State, opened
from briefing.render.record import read_record
from briefing.sources import files
from briefing.sources.files import home, shown
from briefing.sources.load import load

TEXT = "Ferry {} sails again\n\nThe ferry across the sound sails again, the council of Lannick said on Monday.\n"
SECRET = "The words that nobody in the inbox may have read.\n"
LONGEST = 255
"""Bytes of the longest name of a file."""

CALLS = ("open", "stat", "lstat", "scandir", "listdir", "readlink", "fstat")
CHANGES: dict[str, Callable[[Path], object]] = {
    "gone": lambda _: None,
    "another file": lambda path: path.write_text(SECRET.replace("nobody", "everybody")),
    "an empty file": lambda path: path.touch(),
    "a file of 10 GB": lambda path: (path.touch(), os.truncate(path, 10**10)),
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a link out": lambda path: path.symlink_to(path.parents[len(path.parts) - path.parts.index("inbox") - 1] / "own"),
    "a link to itself": lambda path: path.symlink_to(path.name),
}


def pile(folder: Path) -> Path:
    """A folder with files, a folder in it and a link, beside somebody's own folder."""
    inbox = folder / "inbox"
    for name in ("a.txt", "briefing-1.md", "deep/c.txt", "deep/er/d.txt"):
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_text(TEXT.format(name), encoding="utf-8")
    (inbox / "link.txt").symlink_to("deep/c.txt")
    for name in ("own/d.txt", "own/er/d.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(SECRET, encoding="utf-8")
    return inbox


@contextmanager
def changing(at: int, change: Callable[[], object]) -> Iterator[list[str]]:
    """The system's calls are listed; before the one of this number something changes."""
    calls = list[str]()
    with pytest.MonkeyPatch.context() as patch:
        def counted(name: str) -> Callable[..., object]:
            real = getattr(os, name)

            def call(*arguments: object, **more: object) -> object:
                calls.append(name)
                if len(calls) == at:
                    change()
                return real(*arguments, **more)

            return call

        for name in CALLS:
            patch.setattr(os, name, counted(name))
        patch.setattr(os, "supports_dir_fd", {*os.supports_dir_fd, os.open})
        yield calls


def changed(path: Path, name: str) -> None:
    """Something else lies there, if anything."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    CHANGES[name](path)


def looked(inbox: Path) -> Arrivals:
    """What a job finds there."""
    with opened(IN_MEMORY) as db:
        return look([Source("folder", "inbox", inbox)], State(db, "desk"), limit=10_000, now=datetime.now(UTC))


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("target", ["a.txt", "briefing-1.md", "link.txt", "deep/er"])
def test_what_changes_between_any_two_steps_costs_itself_alone(target: str, name: str, tmp_path: Path) -> None:
    """A run and a job's look raise nothing, read all other files, and nothing from outside."""
    at, most = 1, 1
    while at <= most:
        inbox = pile(tmp_path / str(at))
        with changing(at, lambda inbox=inbox: changed(inbox / target, name)) as calls:  # type: ignore[misc]
            documents, skipped = load([inbox])
        there = {each.path.removeprefix(f"{inbox}/") for each in documents if each.path}
        told = there | {each.item.removeprefix(f"{inbox}/") for each in skipped}
        assert {"a.txt", "briefing-1.md", "deep/c.txt"} - {target} <= there
        assert told >= {"deep/er/d.txt"} or target == "deep/er"
        assert not any(SECRET in each.text for each in documents)
        inbox = pile(tmp_path / f"{at}look")
        with changing(at, lambda inbox=inbox: changed(inbox / target, name)) as others:  # type: ignore[misc]
            found = looked(inbox)
        here = {f"{each.path}/{file}".removeprefix(f"{inbox}/") for each in found.changed for file in each.files}
        assert {"a.txt", "briefing-1.md", "deep/c.txt"} - {target} <= here
        at, most = at + 3, max(len(calls), len(others))
    assert most > 20


@pytest.mark.parametrize("start", ["x", "briefing"])
@pytest.mark.parametrize("ending", [".md", ".html", ".txt", ".json"])
def test_a_name_as_long_as_names_can_be_is_one_like_others(ending: str, start: str, tmp_path: Path) -> None:
    """Though that of the record, which may stand beside it, would be longer."""
    name = f"{start:y<{LONGEST - len(ending)}}{ending}"
    (tmp_path / name).write_text(TEXT.format("long") if ending != ".json" else f'[{{"text": "{SECRET.strip()}"}}]')
    (tmp_path / "a.txt").write_text(TEXT.format("short"))
    assert len(load([tmp_path])[0]) == 2
    assert {name for each in looked(tmp_path).changed for name in each.files} == {"a.txt", name}


def test_a_folder_that_may_be_listed_and_not_entered_costs_itself() -> None:
    """Whatever lies in it: a link, a folder, a page that may be one of ours."""
    with ordinary() as folder:
        inbox = pile(folder)
        for name in "efgh":  # most of a pile must be readable
            (inbox / f"{name}.txt").write_text(TEXT.format(name))
        for place in (inbox / "deep", inbox / "deep" / "er"):
            (place / "page.md").write_text(TEXT.format("closed"))
            (place / "link.txt").symlink_to("page.md")
        for place in (inbox / "deep" / "er", inbox / "deep"):
            place.chmod(0o400)
        readable = {"a.txt", "briefing-1.md", *(f"{name}.txt" for name in "efgh")}
        documents, skipped = load([inbox])
        assert {Path(each.path or "").name for each in documents} == readable
        assert {each.reason for each in skipped} == {"can't be read: Permission denied"}
        assert {name for each in looked(inbox).changed for name in each.files} == readable


def test_what_lies_in_a_closed_folder_is_named_with_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """A page to check, settings, a place to write to: never a word of something else that can't be written."""
    with ordinary() as folder:
        closed = folder / "closed"
        closed.mkdir()
        (closed / "briefing.md").touch()
        (folder / "a.txt").write_text(TEXT.format("a"))
        closed.chmod(0)
        write = ["write", str(folder / "a.txt"), "--engine", "extractive"]
        for words in (["check", f"{closed}/briefing.md"], [*write, "--config", f"{closed}/x.toml"],
                      [*write, "-o", f"{closed}/out"], [*write, "-o", f"{closed}/x.md"]):
            assert main(words) in {1, 2}
            said = capsys.readouterr().err.splitlines()[-1]
            assert str(closed) in said
            assert "(Permission denied)" in said
        with pytest.raises(UsageError, match="no such file or folder"):
            load([closed / "x.txt"])


LETTERS = st.sampled_from(["\\", "x", "f", "5", "c", "e", "9", "é", "e\u0301", "\udcff", "\udc80", "\udce9", " ", "!"])


@given(one=st.lists(LETTERS, max_size=8).map("".join), other=st.lists(LETTERS, max_size=8).map("".join))
def test_no_two_names_are_shown_alike(one: str, other: str) -> None:
    """And what is shown is text, and leads back to the file."""
    one, other = (os.fsdecode(os.fsencode(each)) for each in (one, other))
    assert shown(one).encode() or not one
    assert (shown(one) == shown(other)) == (one == other)
    assert files._meant(shown(one)) == one


def test_twins_of_a_name_are_files_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that are no text beside their spelling, one letter composed and in parts, cases: each is read, found again
    and held against its own text; a job sees each."""
    monkeypatch.chdir(tmp_path)
    names = ["bad\udcff.txt", r"bad\xff.txt", r"bad\x5cxff.txt", "caf\u00e9.txt", "cafe\u0301.txt", "case.txt",
             "CASE.TXT", "line\nbreak.txt", "\u202etxt.txt", "a!b#3.txt"]
    (tmp_path / "pile").mkdir()
    for number, name in enumerate(names):
        (tmp_path / "pile" / name).write_text(f"Ferry {number} sails\n\nFerry {number} sails with {number + 20} cars, "
                                              f"the council of Lannick {'said ' * number}on Monday.\n")
    for name in names:
        path, part = home(shown(f"pile/{name}"), tmp_path) or (Path(), "")
        assert (path, part) == (tmp_path / "pile" / name, "")
    assert {name for each in looked(tmp_path / "pile").changed for name in each.files} == set(map(shown, names))
    assert len(looked(tmp_path / "pile").fresh) == len(names)
    assert main(["write", "pile", "-o", "out", "--engine", "extractive"]) == 0
    record = read_record(Path("out/briefing.json").read_text(encoding="utf-8"), "out/briefing.json")
    assert {each["path"] for each in record["documents"]} == {shown(f"pile/{name}") for name in names}
    assert check(record) == ()
    (tmp_path / "pile" / names[0]).write_text("Another text.\n")
    assert [each.reason.split(" has changed")[0] for each in check(record)] == [shown(f"pile/{names[0]}")]
