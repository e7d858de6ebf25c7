"""Hostile formats are read in a process of their own; whatever becomes of it, the run goes on."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import unruly
from far import FAR

from briefing.sources import kinds
from briefing.sources.apart import Apart
from briefing.sources.kinds import Kind, Loaded, documents
from briefing.sources.page import Member, Page, Part, Refused, UnreadableError


@pytest.fixture(name="apart")
def _apart() -> Iterator[Apart]:
    apart = Apart(memory=500_000_000, seconds=1)
    yield apart
    apart.end()


def process(apart: Apart) -> str:
    """Which process reads."""
    part = apart.load(unruly.good, b"x")[0]
    assert isinstance(part, Part)
    return part.page.title


def test_what_a_reader_finds_arrives_whole(apart: Apart) -> None:
    """Parts, members and reasons with their names, bytes, marks and halves of letters."""
    text = "abc\ud800é\0"
    page = Page(text, title=process(apart), marks=((0, "p. 1"), (3, "p. 2")))
    assert apart.load(unruly.good, text.encode("utf-8", "surrogatepass")) == (
        Part(page), Part(page, "#2", b"two"), Member("a.txt", b"\0\xff"), Refused("b.txt", "2"))


def test_one_process_reads_many_inputs(apart: Apart) -> None:
    """To start one for each would cost a hundred times what it does."""
    assert len({process(apart) for _ in range(5)}) == 1
    with pytest.raises(UnreadableError, match=r"^a scan without text$"):
        apart.load(unruly.refuses, b"")
    first = process(apart)
    assert apart.load(unruly.prints, b"") == (Part(Page("text")),)
    assert process(apart) == first


@pytest.mark.parametrize(("reader", "reason"), [
    (unruly.raises, "can't be read: its reader failed (KeyError)"),
    (unruly.crashes, "needs too much memory, or is made to break its reader"),
    (unruly.leaves, "can't be read: its reader failed (exit code 3)"),
    (unruly.loops, "takes over 1 s to be read"),
    (unruly.grows, "needs too much memory to be read"),
])
def test_a_fault_costs_one_input_and_the_next_gets_a_fresh_process(
        apart: Apart, reader: Callable[[bytes], Sequence[Part]], reason: str) -> None:
    """The reason is what befell it, no trace of a parser."""
    for _ in range(2):
        before = process(apart)
        with pytest.raises(UnreadableError) as error:
            apart.load(reader, b"x" * 1_000_000)
        assert str(error.value) == reason
        assert process(apart) != before


def test_a_process_that_only_waits_is_given_up() -> None:
    """It takes no processor time, so the clock has to end it."""
    apart = Apart(patience=0.5)
    with pytest.raises(UnreadableError, match=r"^takes too long, or needs too much memory, to be read$"):
        apart.load(unruly.sleeps, b"")
    apart.end()


def test_no_large_file_is_written(apart: Apart, tmp_path: Path) -> None:
    """A bomb may not fill the disk either."""
    with pytest.raises(UnreadableError, match="OSError"):
        apart.load(unruly.writes, str(tmp_path / "large").encode())


def test_what_others_left_behind_costs_no_input(apart: Apart) -> None:
    """An input that fails in a process which has read others is tried once more, in a fresh one."""
    found = [apart.load(unruly.hoards, b"")[0] for _ in range(8)]
    told = [each.page.text for each in found if isinstance(each, Part)]
    assert len(told) == 8
    assert "1" in told[1:]


def test_a_kind_apart_is_read_through_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """What its page leaves open, language and day included, the text tells."""
    table = (Kind("unruly", (".un",), unruly.good, apart=True), *kinds.KINDS)
    monkeypatch.setattr(kinds, "table", lambda: table)
    text = ("Die Fähre fährt wieder\n3. Mai 2031\n\nDie Fähre über den Sund fährt ab Montag wieder, sagte der Rat der "
            "Stadt nach einer Woche mit Sturm. Alle Plätze sind bis zum Ende des Monats vergeben.")
    first, *_, last = documents("a.un", text.encode)
    assert isinstance(first, Loaded)
    assert (first.page.text, first.page.language, first.page.published) == (text, "de", "2031-05-03")
    assert last == Refused("b.txt", "1")


@pytest.mark.parametrize("how", ["-c", "-"])
def test_it_works_where_there_is_no_file_to_run(how: str) -> None:
    """In a notebook and at the prompt: the program that reads is no module that could be imported anew."""
    tests = str(Path(__file__).parent.parent)
    program = (f"import sys; sys.path.insert(0, {tests!r})\nimport unruly\nfrom briefing.sources.apart import Apart\n"
               "apart = Apart()\nprint(len(apart.load(unruly.good, b'x')))\napart.end()\n")
    told = subprocess.run([sys.executable, how, *([program] if how == "-c" else [])], input=program, text=True,
                          capture_output=True, check=True, timeout=FAR)
    assert (told.stdout, told.stderr) == ("4\n", "")
