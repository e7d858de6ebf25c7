"""The command line: what goes where, and which exit code tells what. The pipeline is a fake that is itself simple."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

import pytest
from far import FAR

import briefing as package
from briefing import store
from briefing.check import Problem
from briefing.cli import main
from briefing.errors import BriefingError, UsageError
from briefing.model import Briefing
from briefing.render.markdown import to_markdown
from briefing.render.record import from_json, to_json
from briefing.settings import Settings


@dataclass
class FakePipeline:
    """Gives one briefing for any documents, and remembers what it was asked."""

    briefing: Briefing
    failed: int = 0
    unread: int = 0
    error: BaseException | None = None
    asked: tuple[Sequence[str], Settings] = ((), Settings())
    stdin: bytes = b""
    texts: Sequence[Mapping[str, object]] = ()

    def run(self, paths: Sequence[str], settings: Settings, *, now: datetime,
            progress: Callable[[str, int, int], None] | None = None, stdin: BinaryIO | None = None,
            ask: object = None, texts: Sequence[Mapping[str, object]] = ()) -> "FakePipeline":
        """The briefing, with `now` as its time."""
        if self.error:
            raise self.error
        self.asked = (list(paths), settings)
        self.texts = texts
        self.stdin = stdin.read() if stdin else b""
        if progress:
            progress("extract", 1, 2)
        self.briefing = replace(self.briefing, created=now.strftime("%Y-%m-%dT%H:%M:%SZ"))
        return self

    def plan(self, paths: Sequence[str], settings: Settings, stdin: BinaryIO | None = None,
             chat: object = None) -> "FakePlan":
        """Two documents of one origin."""
        return FakePlan()


@dataclass(frozen=True)
class FakeRow:
    """One document of a plan."""

    path: str
    origin: str
    chunks: int
    tokens: int


@dataclass(frozen=True)
class FakePlan:
    """What would be read."""

    documents: int = 2
    origins: int = 1
    chunks: int = 13
    tokens: int = 12345
    rows: tuple[FakeRow, ...] = (FakeRow("a/one.txt", "o1", 12, 12000), FakeRow("a/two\x1b[31m.txt", "o1", 1, 345))


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch, briefing: Briefing) -> FakePipeline:
    """The fake in the pipeline's place, and an environment without settings."""
    fake = FakePipeline(briefing)
    module = ModuleType("briefing.pipeline")
    module.run = fake.run  # type: ignore[attr-defined]
    monkeypatch.setattr("briefing.runs.planning.plan", fake.plan)
    monkeypatch.setitem(sys.modules, "briefing.pipeline", module)
    monkeypatch.setattr(package, "pipeline", module, raising=False)
    for name in os.environ:
        if name.startswith(("BRIEFING_", "OPENAI_")) or name == "SOURCE_DATE_EPOCH":
            monkeypatch.delenv(name)
    return fake


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and no cache of the user's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "/cache")
    return tmp_path


@pytest.fixture
def record(folder: Path, briefing: Briefing) -> Path:
    """A briefing.json."""
    path = folder / "briefing.json"
    path.write_text(to_json(briefing), encoding="utf-8")
    return path


def test_write_leaves_both_files_and_talks_to_stderr(pipeline: FakePipeline, folder: Path,
                                                     capsys: pytest.CaptureFixture[str]) -> None:
    """Results go to files; standard output stays clean."""
    assert main(["write", "pile", "-o", "out", "--now", "2031-05-06T09:00:00+02:00", "--sentences", "7"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        "briefing: neither OPENAI_API_KEY nor OPENAI_BASE_URL is set; the embedded engine writes\n"
        "briefing: out/briefing.md: 5 sentences and 3 divergences from 4 documents, 2 independent sources\n")
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["briefing.json", "briefing.md"]
    written = from_json((folder / "out" / "briefing.json").read_text(encoding="utf-8"))
    assert written.created == "2031-05-06T07:00:00Z"
    assert pipeline.asked == (["pile"], Settings(engine="extractive", sentences=7, pages=PAGES,
                                                 now=datetime(2031, 5, 6, 7, tzinfo=UTC)))


@pytest.mark.parametrize(("failed", "unread", "told"), [
    (1, 0, "left out, because no evidence carried them: 1 (see the end of briefing.md)"),
    (0, 2, "could not be read: 2 (see the end of briefing.md)"),
])
def test_a_briefing_with_gaps_is_written_and_leaves_with_3(
        pipeline: FakePipeline, folder: Path, failed: int, unread: int, told: str,
        capsys: pytest.CaptureFixture[str]) -> None:
    """A scheduled job can tell a whole briefing from one with a document missing."""
    pipeline.failed, pipeline.unread = failed, unread
    assert main(["write", "pile"]) == 3
    assert (folder / "outputs" / "pile" / "briefing.md").exists()
    assert told in capsys.readouterr().err


def test_a_run_that_fails_leaves_with_1_and_one_message(pipeline: FakePipeline, folder: Path,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback, nothing written."""
    pipeline.error = BriefingError("pile: no document could be read; give text")
    assert main(["write", "pile", "-o", "out"]) == 1
    assert capsys.readouterr().err.endswith("briefing: pile: no document could be read; give text\n")
    assert not (folder / "out").exists()


def test_an_interrupted_run_leaves_what_stood_there(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C is no traceback either."""
    pipeline.error = KeyboardInterrupt()
    assert main(["write", "pile", "-o", "out"]) == 130
    assert not Path("out").exists()
    assert capsys.readouterr().err.endswith("briefing: interrupted; no file is left half-written\n")


@pytest.mark.parametrize(("call", "told"), [
    (["write"], "the following arguments are required: PATH; see briefing write --help"),
    (["write", "-"], "-o is missing: standard input has no name to call the briefing by; give a folder, as in -o "),
    (["write", "a", "--sentences", "0"], "the settings can't be used:\n- --sentences: '0' is too small; give 1"),
    (["write", "a", "--config", "no.toml"], "no.toml: can't be read (No such file or directory); name a file that"),
    (["show", "no.json", "1a"], "no.json: can't be read (No such file or directory); name a file"),
    (["check", "a.json", "--json", "b.json"], "--json: 'b.json' goes with a .md, and a.json is a record itself;"),
])
def test_a_wrong_call_leaves_with_2_and_says_what_to_do(pipeline: FakePipeline, call: list[str], told: str,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    """What, where, and the cure."""
    assert main(call) == 2
    assert f"briefing: {told}" in capsys.readouterr().err


def test_the_environment_and_a_file_are_settings_too(pipeline: FakePipeline, folder: Path,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    """TOML below the environment below the flags."""
    (folder / "mine.toml").write_text('sentences = 3\nworkers = 3\nfocus = "who paid"\n', encoding="utf-8")
    monkeypatch.setenv("BRIEFING_WORKERS", "2")
    assert main(["write", "pile", "--config", "mine.toml", "--focus", "who pays", "--engine", "extractive"]) == 0
    assert pipeline.asked[1] == Settings(engine="extractive", sentences=3, workers=2, focus="who pays", pages=PAGES)


@pytest.mark.parametrize("unread", [0, 1])
def test_a_dash_for_the_output_is_standard_output(pipeline: FakePipeline, folder: Path, briefing: Briefing, unread: int,
                                                  capsys: pytest.CaptureFixture[str]) -> None:
    """The Markdown alone, nothing else on it, no folder of that name, and the exit code of any other run."""
    pipeline.unread = unread
    assert main(["write", "pile", "-o", "-"]) == 3 * unread
    told = capsys.readouterr()
    assert told.out == to_markdown(pipeline.briefing)
    assert "briefing: standard output: 5 sentences and 3 divergences from" in told.err
    assert list(folder.iterdir()) == []


def test_a_dash_is_standard_input(pipeline: FakePipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes as they come; the encoding is for the source to find."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"caf\xe9")))
    assert main(["write", "-", "-o", "out"]) == 0
    assert (pipeline.asked[0], pipeline.stdin) == (["-"], b"caf\xe9")


def test_a_dry_run_tells_what_would_be_read_and_writes_nothing(pipeline: FakePipeline, folder: Path,
                                                               capsys: pytest.CaptureFixture[str]) -> None:
    """One line a document, then the sums; a file's name cannot steer the terminal."""
    assert main(["write", "a", "b", "--dry-run"]) == 0
    assert capsys.readouterr().out == (
        "tokens  chunks  source  document\n"
        "12,000      12  o1      a/one.txt\n"
        "   345       1  o1      a/two�[31m.txt\n"
        "2 documents, 1 independent source at most, 13 chunks, 12,345 tokens\n")
    assert list(folder.iterdir()) == []


def test_show_marks_the_passage_in_its_surroundings(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Title, publisher, day and place, then the text around the passage."""
    assert main(["show", str(record), "[1b]"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("[1b] Ferry runs aground off Tarn Island | <b>live</b>, Coast Wire, 2031-05-06, ")
    assert "people aboard.\n>>>Nine people were taken to hospital, the coast guard\nsaid.<<< \"The hull" in out


def test_show_names_the_citations_when_it_has_no_such_one(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The cure is the list."""
    assert main(["show", str(record), "9z"]) == 2
    assert "'9z' is not a citation of this briefing; its citations are 1a, 1b, 1c, " in capsys.readouterr().err


def test_show_refuses_a_record_it_cannot_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken record is a failure with a message, not a traceback."""
    (folder / "x.json").write_text("{}", encoding="utf-8")
    assert main(["show", "x.json", "1a"]) == 1
    assert "x.json: schema is None, not 'briefing/1'" in capsys.readouterr().err


@pytest.fixture
def checker(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A checker that finds what its `found` says."""
    module = ModuleType("briefing.check")
    module.found = (Problem("first", "bad\x1b[0m"), Problem("second", "worse"))  # type: ignore[attr-defined]
    module.check = lambda record, strict: module.found[:1]  # type: ignore[attr-defined]
    module.check_markdown = lambda markdown, record, strict: module.found[1:]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "briefing.check", module)
    return module


def test_check_prints_a_problem_a_line_and_leaves_with_1(record: Path, checker: ModuleType,
                                                         capsys: pytest.CaptureFixture[str]) -> None:
    """Problems are the result: they go to standard output, the count to standard error."""
    assert main(["check", str(record)]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == ("first: bad�[0m\n", f"briefing: {record}: 1 problem\n")


def test_check_reads_the_record_beside_a_page(record: Path, checker: ModuleType,
                                              capsys: pytest.CaptureFixture[str]) -> None:
    """The page's problems come after the record's; --json names a record elsewhere."""
    page = record.with_name("edited.md")
    page.write_text("# Edited\n", encoding="utf-8")
    assert main(["check", str(page)]) == 1
    record.rename("elsewhere.json")
    assert main(["check", str(page)]) == 2
    assert main(["check", str(page), "--json", "elsewhere.json"]) == 1
    assert capsys.readouterr().out == 2 * "first: bad�[0m\nsecond: worse\n"


def test_a_briefing_that_holds_leaves_with_0(record: Path, checker: ModuleType,
                                             capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing on standard output means nothing to mend."""
    checker.found = ()  # type: ignore[attr-defined]
    assert main(["check", str(record)]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"briefing: {record}: everything holds\n")


def test_words_that_nothing_proves_are_warned_of(record: Path, checker: ModuleType,
                                                 capsys: pytest.CaptureFixture[str]) -> None:
    """No gate is broken by them, and nobody is told that all holds; beside a problem they are counted too."""
    checker.found = (Problem("a", "odd", own=True), Problem("b", "odd", own=True))  # type: ignore[attr-defined]
    page = record.with_name("edited.md")
    page.write_text("# Edited\n", encoding="utf-8")
    assert main(["check", str(page)]) == 0
    said = "2 texts have words of their own, which nothing proves; see above\n"
    assert capsys.readouterr().err == f"briefing: {page}: no gate is broken, but {said}"
    checker.found = (*checker.found, Problem("c", "wrong"))  # type: ignore[attr-defined]
    assert main(["check", str(page)]) == 1
    assert capsys.readouterr().err == f"briefing: {page}: 1 problem, and {said}"


def test_a_folder_is_its_briefing(record: Path, checker: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """The page in it, else the record; another folder is not searched, though a record stands above it."""
    checker.found = ()  # type: ignore[attr-defined]
    folder = record.parent
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().err == f"briefing: {record}: everything holds\n"
    (folder / "briefing.md").write_text("# A page\n", encoding="utf-8")
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().err == f"briefing: {folder / 'briefing.md'}: everything holds\n"
    (folder / "inner").mkdir()
    for command in (["check", str(folder / "inner")], ["show", str(folder / "inner"), "1a"]):
        assert main(command) == 2
        assert capsys.readouterr().err == (
            f"briefing: {folder / 'inner'}: a folder without briefing.md; name the page or the record\n")


def test_a_citation_is_found_however_it_is_written(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """ "[1A]" is 1a."""
    assert main(["show", str(record), "1a"]) == 0
    told = capsys.readouterr().out
    assert main(["show", str(record.parent), "[1A]"]) == 0
    assert capsys.readouterr().out == told


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(name="terminal")
def _terminal(folder: Path, pipeline: FakePipeline, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What a run writes to a terminal, in an environment with these names."""
    def shown(**environ: str) -> str:
        for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLORTERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"TERM": "xterm-256color", **environ}.items():
            monkeypatch.setenv(name, value)
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        assert main(["write", "pile", "--engine", "extractive"]) == 0
        return terminal.getvalue()

    return shown


PAGES = "/cache/briefing/pages.sqlite"
COLOURS = re.compile(r"\x1b\[(?:\d+;)*(?:3\d|4\d|9\d|10\d)(?:;\d+)*m")


def test_a_progress_bar_is_drawn_on_a_terminal(terminal: Callable[..., str]) -> None:
    """With the stage at work, in colour; it is gone when the run is."""
    told = terminal()
    assert "extract" in told
    assert COLOURS.search(told)
    assert "extract" not in told.rpartition("\x1b[2K")[2]


def test_no_colour_is_drawn_where_none_is_wanted(terminal: Callable[..., str]) -> None:
    """NO_COLOR is honoured, the bar drawn all the same."""
    told = terminal(NO_COLOR="1")
    assert "extract" in told
    assert COLOURS.search(told) is None


def test_no_progress_bar_goes_into_a_file(folder: Path, pipeline: FakePipeline, capsys: pytest.CaptureFixture[str],
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard error that is no terminal gets the lines alone, even where colours are asked for."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert main(["write", "pile", "--engine", "extractive"]) == 0
    told = capsys.readouterr().err
    assert "extract" not in told
    assert "\x1b" not in told
    assert told.splitlines()[-1].startswith("briefing: outputs/pile/briefing.md: ")


def ran(code: str) -> str:
    """What a program prints in a process of its own."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=FAR).stdout


def test_help_and_version_answer_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Asking is no failure; no outside package is loaded for it, and nothing heavy of Python's own."""
    assert main(["--version"]) == 0
    assert main(["write", "--help"]) == 0
    assert capsys.readouterr().out.startswith("briefing 0.")
    code = ("import sys; before = set(sys.modules); from briefing.cli import main; main(['--help']); "
            "print(*sorted({each.partition('.')[0] for each in set(sys.modules) - before}))")
    loaded = ran(code).splitlines()[-1].split()
    assert "briefing" in loaded
    assert [each for each in loaded if each not in {"briefing", *sys.stdlib_module_names}] == []
    assert {"asyncio", "http", "multiprocessing", "sqlite3", "ssl", "unittest"}.intersection(loaded) == set()


def test_a_reader_who_leaves_early_is_no_error_message() -> None:
    """`briefing --help | head -1` ends quietly."""
    code = "import os, sys; from briefing.cli import main; os.dup2(int(sys.argv[1]), 1); sys.exit(main(['--help']))"
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([sys.executable, "-c", code, str(write)], capture_output=True, text=True, pass_fds=(write,),
                          check=False, timeout=FAR)
    os.close(write)
    assert done.stderr == ""


def test_python_gets_the_record_itself(pipeline: FakePipeline) -> None:
    """`briefing.write` takes the settings by their names and writes nothing."""
    written = package.write(["pile"], sentences=3, focus=None, now="2031-05-06")
    assert written.created == "2031-05-06T00:00:00Z"
    assert pipeline.asked[1].sentences == 3


@pytest.mark.parametrize("paths", [
    "pile", Path("pile"), ["pile"], ("pile",), {"pile"}, [Path("pile")], iter(["pile"]),
    (each for each in [Path("pile")]),
], ids=["a text", "a path", "a list", "a tuple", "a set", "a list of paths", "an iterator", "a generator"])
def test_python_takes_a_path_or_several(pipeline: FakePipeline, paths: Any) -> None:
    """A text is one path: read letter by letter it would be the folder "p", or "." and "/" of "./pile/"."""
    package.write(paths)
    assert pipeline.asked[0] == ["pile"]


@pytest.mark.parametrize(("paths", "named"), [
    (None, "None"), (7, "7"), (b"pile", "b'pile'"), ([b"pile"], "b'pile'"), ([1], "1"), ([["pile"]], "['pile']"),
    (["pile", None], "None"), (memoryview(b"pile"), "<memory"), (io.StringIO("pile\n"), "<_io.StringIO"),
    (io.BytesIO(b"pile\n"), "<_io.BytesIO"),
])
def test_python_refuses_what_is_no_path(pipeline: FakePipeline, paths: Any, named: str) -> None:
    """Before anything is read; an open file would be taken for the paths that its lines name."""
    with pytest.raises(TypeError) as caught:
        package.write(paths)
    assert str(caught.value).startswith(f"paths: {named}")
    assert str(caught.value).endswith("is no path; give a str, a pathlib.Path, a dict with a text, or several of "
                                      "them in a list")
    assert pipeline.asked[0] == ()


def test_importing_the_package_is_instant() -> None:
    """`import briefing` loads the errors that one may want to catch, and no other part of it."""
    code = "import sys, briefing; print(*[name for name in sys.modules if name.startswith('briefing.')])"
    assert ran(code) == "briefing.errors\n"


def test_the_name_of_the_one_input_names_the_folder(folder: Path) -> None:
    """A folder by its name, a file without its ending, the current folder by its real name; several by the first and
    how many more."""
    def named(paths: list[str]) -> Path:
        return store.target(paths, None).folder

    (folder / "v1.2").mkdir()
    assert named(["v1.2"]) == Path("outputs/v1.2")
    assert named(["a/report.txt"]) == Path("outputs/report")
    assert named(["."]) == Path("outputs") / folder.name
    assert named([".."]) == named(["v1.2/../.."]) == Path("outputs") / folder.parent.name
    assert named(["/"]) == Path("outputs/root")
    assert named(["..txt"]) == Path("outputs/..txt")
    assert named(["...txt"]) == Path("outputs/...txt")
    assert named(["a/report.txt", "b", "-"]) == Path("outputs/report and 2 more")
    assert named(["https://news.example/world/dam.html?x=/y"]) == Path("outputs/dam")
    assert named(["https://news.example/", "b"]) == Path("outputs/news.example and 1 more")


@pytest.mark.parametrize(("output", "html", "files"), [
    ("there", False, ["there/briefing.md", "there/briefing.json"]),
    ("there", True, ["there/briefing.md", "there/briefing.html", "there/briefing.json"]),
    ("v1.2", False, ["v1.2/briefing.md", "v1.2/briefing.json"]),
    ("a/dam.md", False, ["a/dam.md", "a/dam.json"]),
    ("dam.HTML", False, ["dam.HTML", "dam.json"]),
    ("dam.html", True, ["dam.html", "dam.json"]),
    ("dam.md", True, ["dam.md", "dam.html", "dam.json"]),
    ("dam.json", False, ["dam.json"]),
    ("folder.md", False, ["folder.md/briefing.md", "folder.md/briefing.json"]),
])
def test_an_output_that_ends_as_a_file_is_that_file(folder: Path, output: str, html: bool, files: list[str]) -> None:
    """Its record stands beside it; whatever is a folder stays one."""
    (folder / "folder.md").mkdir()
    assert store.target(["pile"], output, html=html).files == tuple(map(Path, files))


@pytest.mark.parametrize("output", ["dam.rtf", "dam.doc", "a/dam.ODT"])
def test_a_file_that_cannot_be_written_is_told(output: str) -> None:
    """And not made a folder of that name."""
    with pytest.raises(UsageError, match=r"file can be written; give a folder, or a file that ends in \.md"):
        store.target(["pile"], output)


@pytest.mark.parametrize(("form", "begins"), [("md", "# Ferry"), ("html", "<!DOCTYPE html>"), ("json", '{\n "schema"')])
def test_standard_output_takes_each_form(pipeline: FakePipeline, form: str, begins: str,
                                         capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing but the page or the record, and no file."""
    assert main(["write", "pile", "-o", "-", "--format", form]) == 0
    assert capsys.readouterr().out.startswith(begins)
    assert [path.name for path in Path().iterdir() if path.name != "pile"] == []


def test_a_program_is_told_what_was_written(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    """One JSON object on standard output, the same counts as the line for people."""
    assert main(["write", "pile", "-o", "out", "--json", "--html", "--quiet"]) == 0
    told, said = capsys.readouterr()
    found = json.loads(told)
    assert (found["pages"], found["record"]) == (["out/briefing.md", "out/briefing.html"], "out/briefing.json")
    assert (found["documents"], found["sources"], found["sentences"], found["unread"]) == (4, 2, 5, 0)
    assert said == ""


@pytest.mark.parametrize("switch", ["--html", "--json"])
def test_what_goes_with_a_file_is_refused_for_standard_output(pipeline: FakePipeline, switch: str,
                                                              capsys: pytest.CaptureFixture[str]) -> None:
    """Rather than left undone."""
    assert main(["write", "pile", "-o", "-", switch]) == 2
    assert f"{switch}: goes with a file or a folder" in capsys.readouterr().err


def test_quiet_says_what_is_wrong_alone(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    """A document that could not be read is still told."""
    pipeline.unread = 1
    assert main(["write", "pile", "-o", "out", "-q"]) == 3
    assert capsys.readouterr().err == "briefing: could not be read: 1 (see the end of briefing.md)\n"


def test_verbose_says_how_long_each_stage_took_and_what_is_a_copy(pipeline: FakePipeline,
                                                                  capsys: pytest.CaptureFixture[str]) -> None:
    """Beside what is said anyway."""
    assert main(["write", "pile", "-o", "out", "-v"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert re.fullmatch(r"briefing: extract \d+\.\d\d s", lines[1])
    assert [line.split(": ")[2] for line in lines[2:4]] == ["copy of pile/1_wire.txt (Coast Wire)",
                                                            "rewrite of pile/1_wire.txt (Coast Wire)"]
    assert lines[4].startswith("briefing: out/briefing.md: ")


def test_a_users_own_settings_file_is_read(pipeline: FakePipeline, tmp_path: Path,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless another is named; a flag goes before both."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    own = tmp_path / "config" / "briefing"
    own.mkdir(parents=True)
    (own / "config.toml").write_text('sentences = 7\nfocus = "the hull"\n', encoding="utf-8")
    (tmp_path / "other.toml").write_text("sentences = 9\n", encoding="utf-8")
    assert main(["write", "pile", "-o", "out", "--sentences", "3"]) == 0
    assert (pipeline.asked[1].sentences, pipeline.asked[1].focus) == (3, "the hull")
    assert main(["write", "pile", "-o", "out", "--config", str(tmp_path / "other.toml")]) == 0
    assert (pipeline.asked[1].sentences, pipeline.asked[1].focus) == (9, None)


def test_a_name_that_is_no_text_can_be_written(folder: Path, briefing: Briefing) -> None:
    """A file name that is not UTF-8 reaches both files, and the record can be read again."""
    odd = replace(briefing.documents[0], path="pile/\udcff.txt", url=None)
    store.save(replace(briefing, documents=(odd, *briefing.documents[1:])), store.within(folder))
    assert from_json((folder / "briefing.json").read_text(encoding="utf-8")).documents[0].path == "pile/\udcff.txt"
