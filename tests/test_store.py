"""The pair that a run leaves: replaced as one, found whole by who reads it, and nothing lost that was not its own."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from far import FAR

from briefing import store
from briefing.cli import main
from briefing.errors import BriefingError, BusyError
from briefing.model import Briefing
from briefing.render.html import to_html
from briefing.render.markdown import to_markdown
from briefing.render.record import from_json
from briefing.sources import files

MINE = "My own notes, nobody else's.\n"
STORY = """Ferry sails again
Coast Courier | 6 May 2031

The ferry across the sound sails again from Monday, the town council of Lannick said after a week of storms.
"""


@pytest.fixture(name="out")
def _out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a briefing."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "out"


def other(briefing: Briefing) -> Briefing:
    """The briefing of the next day."""
    return replace(briefing, title="What was not known before", created="2031-05-07T07:00:00Z")


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_pair_as_written_is_replaced_and_leaves_nothing(out: Path, briefing: Briefing) -> None:
    """Again and again, whatever time and cost each run took."""
    store.save(briefing, store.within(out))
    store.save(replace(briefing, created="2031-05-06T08:00:00Z"), store.within(out))
    saved = store.save(other(briefing), store.within(out))
    assert (saved.pages, saved.record, saved.kept) == ((out / "briefing.md",), out / "briefing.json", ())
    assert sorted(contents(out)) == ["briefing.json", "briefing.md"]
    assert from_json(saved.record.read_text(encoding="utf-8")) == other(briefing)


def test_the_record_differs_from_run_to_run_in_what_it_always_did(out: Path, briefing: Briefing) -> None:
    """The digests are the same for the same briefing of one day: `created` and `usage` are not in them."""
    def written(each: Briefing) -> dict[str, object]:
        record = json.loads(store.save(each, store.within(out)).record.read_text(encoding="utf-8"))
        return {name: value for name, value in record.items() if name not in {"created", "usage"}}

    later = replace(briefing, created="2031-05-06T23:00:00Z", usage=replace(briefing.usage, seconds=9.0))
    assert written(briefing) == written(later)


CHANGES: dict[str, Callable[[Path], object]] = {
    "an edited page": lambda out: (out / "briefing.md").write_bytes((out / "briefing.md").read_bytes() + b"\n"),
    "an emptied page": lambda out: (out / "briefing.md").write_bytes(b""),
    "a page of somebody else": lambda out: (out / "briefing.md").write_text(MINE, encoding="utf-8"),
    "an edited record": lambda out: (out / "briefing.json").write_bytes(
        (out / "briefing.json").read_bytes().replace(b"Ferry", b"Barge", 1)),
    "a record of somebody else": lambda out: (out / "briefing.json").write_text('{"mine": 1}', encoding="utf-8"),
    "a record that is none": lambda out: (out / "briefing.json").write_bytes(b"\xff{"),
    "a page without a record": lambda out: (out / "briefing.json").unlink(),
    "a record without its digests": lambda out: (out / "briefing.json").write_text(json.dumps(
        {name: each for name, each in json.loads((out / "briefing.json").read_bytes()).items() if name != "digests"})),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_run_did_not_leave_is_kept(change: str, out: Path, briefing: Briefing) -> None:
    """Under the day's name, the page together with its record; what the second run left is its own again."""
    store.save(briefing, store.within(out))
    CHANGES[change](out)
    before = contents(out)
    kept = store.save(other(briefing), store.within(out)).kept
    assert {path.name: path.read_bytes() for path in kept} == {
        name.replace("briefing", "briefing.2031-05-07"): data for name, data in before.items()}
    assert (out / "briefing.md").read_text(encoding="utf-8") == to_markdown(other(briefing))
    assert store.save(briefing, store.within(out)).kept == ()
    assert len(contents(out)) == 2 + len(before)


def test_the_record_of_another_page_is_kept_with_it(out: Path, briefing: Briefing) -> None:
    """`-o x.docx` beside the x.html of another briefing: both share the name of their record."""
    html, docx = (store.target(["pile"], f"out/x{ending}") for ending in (".html", ".docx"))
    store.save(briefing, html)
    before = contents(out)
    saved = store.save(other(briefing), docx)
    assert {path.name: path.read_bytes() for path in saved.kept} == {
        name.replace("x.", "x.2031-05-07."): data for name, data in before.items()}
    assert from_json((out / "x.json").read_text(encoding="utf-8")).title == other(briefing).title
    assert (out / "x.html").read_bytes() == before["x.html"]
    assert store.save(replace(other(briefing), created="2031-05-08T07:00:00Z"), docx).kept == ()


def test_one_briefing_in_two_forms_has_one_record(out: Path, briefing: Briefing) -> None:
    """Nothing is lost where the record says the same; and with `force` nothing is kept."""
    for ending in (".md", ".html"):
        assert store.save(briefing, store.target(["pile"], f"out/x{ending}")).kept == ()
    assert sorted(contents(out)) == ["x.html", "x.json", "x.md"]
    assert store.save(other(briefing), store.target(["pile"], "out/x.docx"), force=True).kept == ()


def test_a_name_that_is_taken_is_not_taken_again(out: Path, briefing: Briefing) -> None:
    """Three edits on one day, and a file of that name that somebody else put there, half of a pair."""
    out.mkdir()
    (out / "briefing.2031-05-06.json").write_text(MINE, encoding="utf-8")
    for number in range(3):
        (out / "briefing.md").write_text(f"{MINE}{number}", encoding="utf-8")
        (kept, *_) = store.save(briefing, store.within(out)).kept
        assert kept.name == f"briefing.2031-05-06-{number + 2}.md"
        assert kept.read_text(encoding="utf-8") == f"{MINE}{number}"
    assert (out / "briefing.2031-05-06.json").read_text(encoding="utf-8") == MINE


def test_a_run_that_was_killed_after_keeping_keeps_once(out: Path, briefing: Briefing,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    """The second name that stands there is the one."""
    store.save(briefing, store.within(out))
    CHANGES["an edited page"](out)
    with monkeypatch.context() as patch:
        patch.setattr(store, "_replace", _dies)
        with pytest.raises(Dead):
            store.save(briefing, store.within(out))
    store.save(briefing, store.within(out))
    assert sorted(contents(out)) == [
        "briefing.2031-05-06.json", "briefing.2031-05-06.md", "briefing.json", "briefing.md"]


def test_a_file_system_without_links_keeps_a_copy(out: Path, briefing: Briefing,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes under the second name."""
    store.save(briefing, store.within(out))
    CHANGES["a page of somebody else"](out)

    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    assert store.save(briefing, store.within(out)).kept[0].read_text(encoding="utf-8") == MINE


def test_force_replaces_what_was_changed(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it the user is told under which name it is kept, and can check it there."""
    Path("pile").mkdir()
    Path("pile/a.txt").write_text(STORY, encoding="utf-8")
    call = ["write", "pile", "-o", "out", "--engine", "extractive", "--now", "2031-05-08"]
    assert main(call) == 0
    CHANGES["an edited page"](out)
    assert main([*call, "--force"]) == 0
    assert "kept" not in capsys.readouterr().err
    CHANGES["an edited page"](out)
    assert main(call) == 0
    assert ("briefing: out/briefing.2031-05-08.md and out/briefing.2031-05-08.json: kept, because what stood there was "
            "not as a run had left it, or belongs to another page (--force replaces it)\n") in capsys.readouterr().err
    assert main(["check", "out/briefing.2031-05-08.md"]) == main(["check", "out/briefing.md"]) == 0


def test_what_was_kept_is_no_source(out: Path, briefing: Briefing) -> None:
    """A folder that is searched again does not make a source of a briefing of its sources; notes of that name are."""
    store.save(briefing, store.within(out))
    CHANGES["an edited page"](out)
    store.save(briefing, store.within(out))
    (out / "briefing.2031-05-09.md").write_text(MINE, encoding="utf-8")
    found, skipped = files.find([out])
    assert [each.path.name for each in found] == ["briefing.2031-05-09.md"]
    assert {each.reason for each in skipped} == {files.OURS}


class Dead(BaseException):
    """The moment at which a run ends without another step."""


def _dies(*_: object) -> None:
    raise Dead


@pytest.fixture(name="step")
def _step(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, BaseException], list[str]]]:
    """Has the n-th system call of a save fail, or end the run for good: then all that follow fail too."""
    def arm(number: int, fault: BaseException) -> list[str]:
        made: list[str] = []
        for name in ("fsync", "replace"):
            real = getattr(os, name)

            def call(*arguments: object, name: str = name, real: Callable[..., object] = real) -> object:
                made.append(name)
                if len(made) == number or (len(made) > number and isinstance(fault, Dead)):
                    raise fault
                return real(*arguments)

            monkeypatch.setattr(os, name, call)
        if isinstance(fault, Dead):
            unlink = Path.unlink
            monkeypatch.setattr(
                Path, "unlink", lambda path, **more: None if len(made) >= number else unlink(path, **more))
        return made

    yield arm
    monkeypatch.undo()


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_disk_that_fails_at_any_step_leaves_the_old_pair(number: int, out: Path, briefing: Briefing,
                                                           monkeypatch: pytest.MonkeyPatch,
                                                           step: Callable[[int, BaseException], list[str]]) -> None:
    """Up to the first replacement nothing has changed, and nothing is left behind."""
    store.save(briefing, store.within(out))
    before = contents(out)
    made = step(number, OSError(28, "No space left on device", "x"))
    if number == 3:  # the folder's own entry: a file system that does not take that is no fault
        store.save(other(briefing), store.within(out))
        return
    with pytest.raises(BriefingError, match=r"^x: can't be written \(No space left on device\); give another folder"):
        store.save(other(briefing), store.within(out))
    assert made[:4] == ["fsync", "fsync", "fsync", "replace"][:number]
    assert contents(out) == before


@pytest.mark.parametrize("number", range(1, 7))
def test_a_run_that_ends_at_any_step_leaves_one_pair(number: int, out: Path, briefing: Briefing,
                                                     monkeypatch: pytest.MonkeyPatch,
                                                     step: Callable[[int, BaseException], list[str]]) -> None:
    """The old one or the new one, for whoever checks or shows it; the next run leaves nothing of it behind."""
    store.save(briefing, store.within(out))
    step(number, Dead())
    with pytest.raises(Dead):
        store.save(other(briefing), store.within(out))
    monkeypatch.undo()
    page = (out / "briefing.md").read_text(encoding="utf-8")
    for record in (store.record_beside(out / "briefing.md"), store.current(out / "briefing.json")):
        told = from_json(record.read_text(encoding="utf-8"))
        assert told in (briefing, other(briefing))
        assert to_markdown(told) == page
    with store.claimed(store.within(out)):
        assert sorted(contents(out)) == ["briefing.json", "briefing.md"]
        assert to_markdown(from_json((out / "briefing.json").read_text(encoding="utf-8"))) == page
        assert store.save(briefing, store.within(out)).kept == ()


def test_check_and_show_read_the_pair_that_a_kill_left(out: Path, briefing: Briefing, monkeypatch: pytest.MonkeyPatch,
                                                       step: Callable[[int, BaseException], list[str]],
                                                       capsys: pytest.CaptureFixture[str]) -> None:
    """Not the new page against the old record, which would find faults that are none."""
    store.save(briefing, store.within(out))
    newer = replace(other(briefing), sections=briefing.sections[1:])
    step(5, Dead())
    with pytest.raises(Dead):
        store.save(newer, store.within(out))
    monkeypatch.undo()
    assert (out / "briefing.md").read_text(encoding="utf-8") == to_markdown(newer)
    assert main(["check", str(out / "briefing.md")]) == 0
    assert main(["check", str(out / "briefing.json")]) == 0
    shown = []
    for name in ("briefing.md", "briefing.json"):
        assert main(["show", str(out / name), "1a"]) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]
    store.save(newer, store.within(out))
    assert main(["show", str(out / "briefing.md"), "1a"]) == 0
    assert capsys.readouterr().out.endswith(shown[0])


def test_an_edit_between_a_kill_and_the_next_run_is_kept(out: Path, briefing: Briefing, monkeypatch: pytest.MonkeyPatch,
                                                         step: Callable[[int, BaseException], list[str]]) -> None:
    """The page that the killed run had put there was known; that of the editor is not."""
    store.save(briefing, store.within(out))
    step(5, Dead())
    with pytest.raises(Dead):
        store.save(other(briefing), store.within(out))
    monkeypatch.undo()
    (out / "briefing.md").write_text(MINE, encoding="utf-8")
    with store.claimed(store.within(out)):
        kept = store.save(briefing, store.within(out)).kept
    assert kept[0].read_text(encoding="utf-8") == MINE


@pytest.mark.parametrize("number", range(1, 9))
def test_a_killed_run_with_a_page_for_browsers_leaves_nothing_to_one_without(
        number: int, out: Path, briefing: Briefing, monkeypatch: pytest.MonkeyPatch,
        step: Callable[[int, BaseException], list[str]]) -> None:
    """Whatever step it ended at, its files for a browser are swept too."""
    store.save(briefing, store.within(out))
    step(number, Dead())
    with pytest.raises(Dead):
        store.save(other(briefing), store.within(out, html=True))
    monkeypatch.undo()
    with store.claimed(store.within(out)):
        assert store.save(briefing, store.within(out)).kept == ()
    assert {"briefing.json", "briefing.md"} <= set(contents(out)) <= {"briefing.html", "briefing.json", "briefing.md"}


def mixed(out: Path, *known: Briefing) -> str | None:
    """Whether what stands there is of two runs; the page for browsers may be missing."""
    page = (out / "briefing.md").read_text(encoding="utf-8")
    told = from_json(store.current(out / "briefing.json").read_text(encoding="utf-8"))
    browsers = out / "briefing.html"
    if told not in known or to_markdown(told) != page:
        return "the record is not the page's"
    if browsers.exists() and browsers.read_text(encoding="utf-8") != to_html(told):
        return "the page for browsers is not the page's"
    return None


@pytest.mark.parametrize("number", range(1, 11))
def test_a_page_for_browsers_is_never_beside_a_page_that_it_does_not_belong_to(
        number: int, out: Path, briefing: Briefing, monkeypatch: pytest.MonkeyPatch,
        step: Callable[[int, BaseException], list[str]]) -> None:
    """Whatever step a run ends at; the next one has both at once, though nobody asks it for that page."""
    store.save(briefing, store.within(out, html=True))
    made = step(number, Dead())
    with suppress(Dead):
        store.save(other(briefing), store.within(out))
    monkeypatch.undo()
    assert made.count("replace") <= 4
    assert mixed(out, briefing, other(briefing)) is None
    with store.claimed(store.within(out)):
        assert mixed(out, briefing, other(briefing)) is None
        assert sorted(contents(out)) == ["briefing.html", "briefing.json", "briefing.md"]


@pytest.mark.parametrize("number", range(1, 5))
@pytest.mark.parametrize("fault", [OSError(28, "No space left on device", "x"), KeyboardInterrupt()])
def test_a_fault_that_is_survived_leaves_one_briefing_in_all_its_forms(
        fault: BaseException, number: int, out: Path, briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    """At each of the four renames, or just behind it, as a signal strikes; nothing else is left."""
    store.save(briefing, store.within(out, html=True))
    made, real = [], os.replace

    def struck(*arguments: Path) -> None:
        made.append(arguments)
        if len(made) == number and isinstance(fault, OSError):
            raise fault
        real(*arguments)
        if len(made) == number:
            raise fault

    monkeypatch.setattr(os, "replace", struck)
    with pytest.raises((BriefingError, KeyboardInterrupt)):
        store.save(other(briefing), store.within(out))
    monkeypatch.undo()
    assert mixed(out, briefing, other(briefing)) is None
    with store.claimed(store.within(out)):
        assert sorted(contents(out)) == ["briefing.html", "briefing.json", "briefing.md"]
        assert store.save(briefing, store.within(out)).kept == ()


def test_a_name_with_signs_of_a_pattern_is_mended_and_swept_as_any_other(
        out: Path, briefing: Briefing, monkeypatch: pytest.MonkeyPatch,
        step: Callable[[int, BaseException], list[str]]) -> None:
    """The record that waits is found beside its page, and put in place by the next run."""
    page = str(out / "a[1]*.md")
    store.save(briefing, store.target([], page))
    step(5, Dead())
    with pytest.raises(Dead):
        store.save(other(briefing), store.target([], page))
    monkeypatch.undo()
    assert from_json(store.record_beside(Path(page)).read_text(encoding="utf-8")) == other(briefing)
    with store.claimed(store.target([], page)):
        assert sorted(contents(out)) == ["a[1]*.json", "a[1]*.md"]


def test_what_an_editor_left_to_itself_is_not_swept(out: Path, briefing: Briefing) -> None:
    """Its name begins as what a killed run leaves does."""
    store.save(briefing, store.within(out))
    own = {".briefing.md.swp": b"b0VIM", ".briefing.json.swo": b"b0VIM", ".briefing.md.1~": b"mine"}
    for name, data in own.items():
        (out / name).write_bytes(data)
    (out / ".briefing.md.4711").write_bytes(b"left")
    with store.claimed(store.within(out)):
        store.save(other(briefing), store.within(out))
    assert {name: data for name, data in contents(out).items() if name.startswith(".")} == own


@pytest.mark.parametrize("name", ["briefing.md", "briefing.json"])
def test_what_is_no_file_in_a_briefings_place_is_told(name: str, out: Path, briefing: Briefing) -> None:
    """Before anything is replaced; a pipe is not waited for."""
    (out / name).mkdir(parents=True)
    with pytest.raises(BriefingError) as caught:
        store.save(briefing, store.within(out))
    assert str(caught.value) == f"{out / name}: not a file; move it away, or give another folder with -o"
    shutil.rmtree(out / name)
    os.mkfifo(out / name)
    with pytest.raises(BriefingError, match="not a file; move it away"):
        store.save(briefing, store.within(out))
    assert list(out.iterdir()) == [out / name]


def _holds(folder: Path, ready: "multiprocessing.synchronize.Event", done: "multiprocessing.synchronize.Event") -> None:
    with store.claimed(store.within(folder)):
        ready.set()
        done.wait(60)


def test_a_second_run_on_the_same_folder_leaves(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With 5 and before anything is read; the folder is free when the first has ended."""
    Path("pile").mkdir()
    Path("pile/a.txt").write_text(STORY, encoding="utf-8")
    ready, done = multiprocessing.Event(), multiprocessing.Event()
    holder = multiprocessing.Process(target=_holds, args=(out, ready, done))
    holder.start()
    assert ready.wait(60)
    with pytest.raises(BusyError), store.claimed(store.within(out)):
        pass
    assert main(["write", "pile", "-o", "out", "--engine", "extractive"]) == 5
    assert capsys.readouterr().err == ("briefing: out: another run is writing a briefing there; wait until it has "
                                       "ended, or give another folder with -o\n")
    done.set()
    holder.join(60)
    assert main(["write", "pile", "-o", "out", "--engine", "extractive"]) == 0


def test_a_folder_made_for_a_run_that_fails_goes_again(out: Path) -> None:
    """With those above it, but never one that stood there or holds something."""
    Path("there").mkdir()
    for place in (out / "a" / "b", Path("there") / "c", Path("there")):
        with pytest.raises(Dead), store.claimed(store.within(place)):
            _dies()
    assert [path.name for path in Path().iterdir()] == ["there"]
    assert list(Path("there").iterdir()) == []


SIGNALLED = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has its background jobs ignore it
from briefing import pipeline, store
def struck(*_, **__):
    os.kill(os.getpid(), {number})
setattr({where}, "{name}", struck)
sys.argv = ["briefing", "write", "pile", "-o", "out", "--engine", "extractive"]
from briefing.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize(("number", "code", "word"), [
    (signal.SIGTERM, 143, "terminated"), (signal.SIGINT, 130, "interrupted")])
@pytest.mark.parametrize(("where", "name"), [("pipeline", "run"), ("os", "replace"), ("store", "_settle")])
def test_a_signal_ends_a_run_with_a_message_and_nothing_behind(out: Path, number: int, code: int, word: str, where: str,
                                                               name: str) -> None:
    """While it reads, and while it writes; no traceback."""
    Path("pile").mkdir()
    Path("pile/a.txt").write_text(STORY, encoding="utf-8")
    program = SIGNALLED.format(number=int(number), where=where, name=name)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False,
                          timeout=FAR)
    assert done.returncode == code
    assert done.stderr.endswith(f"briefing: {word}; no file is left half-written\n")
    assert "Traceback" not in done.stderr
    assert not out.exists()


LOADING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
class Struck:
    def find_spec(self, name, *_):
        if name == "briefing.cli":
            os.kill(os.getpid(), {number})
sys.meta_path.insert(0, Struck())
from briefing.__main__ import main
sys.exit(main())
"""
IGNORING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
from briefing import store
real = store.save
def save(*arguments, **more):
    os.kill(os.getpid(), signal.SIGINT)
    return real(*arguments, **more)
store.save = save
sys.argv = ["briefing", "write", "pile", "-o", "out", "--engine", "extractive"]
from briefing.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_while_the_program_is_loaded_is_no_traceback(number: int, code: int) -> None:
    """One line, and the code of any other interrupt."""
    done = subprocess.run([sys.executable, "-c", LOADING.format(number=int(number))], capture_output=True, text=True,
                          check=False, timeout=FAR)
    assert (done.returncode, done.stderr) == (code, "briefing: interrupted while starting; nothing was begun\n")


def test_a_signal_that_is_to_be_ignored_is_ignored(out: Path) -> None:
    """A run in the background of a script outlives the ctrl-c that is for another."""
    Path("pile").mkdir()
    Path("pile/a.txt").write_text(STORY, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", IGNORING], capture_output=True, check=False, timeout=FAR)
    assert done.returncode == 0
    assert (out / "briefing.md").exists()
