"""Tries changes to modules against tests that were collected once: a process for each change, forked from there."""

import argparse
import functools
import gc
import importlib
import io
import os
import pickle
import resource
import shutil
import signal
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from importlib.machinery import SourceFileLoader
from itertools import accumulate
from pathlib import Path
from types import CodeType, FunctionType

import coverage
import pytest
from mutations import Mutation

HOME = Path(__file__).parent.parent
KEPT = ("briefing", "benchmarks", "prompts", "tests", "seeds", "pyproject.toml", "README.md", "docs", "CHANGELOG.md")
ENOUGH = 30, 5
"""CPU seconds, and times what all tests took unchanged, after which a change that made them endless is noticed."""

BROKEN = 3
"""The exit code of a trial that itself failed."""

LONGEST = 3.0
"""CPU seconds from which a test is run only where no quicker one covers the place."""

OPTIONS = ("-q", "-p", "no:cacheprovider", "-m", "not chromium", "-o", "timeout=90")
"""A change that makes a test wait for ever is noticed after so many seconds."""

Change = tuple[str, Mutation]
"""A module, by its path in the tree, and what is changed there."""


@dataclass
class Area:
    """What covers what, as the tests of an area ran on the unchanged tree."""

    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    """Module → line → the tests that run it; "" runs it as it is imported."""

    seconds: dict[str, float] = field(default_factory=dict)
    """CPU seconds that each test took, those of its own processes included: a busy machine makes them no more."""

    failed: set[str] = field(default_factory=set)
    noticed: Counter[str] = field(default_factory=Counter)
    """How many changes each test was the first to notice."""

    def imports(self, file: str, change: Mutation) -> bool:
        """Whether a change is seen only by who imports the module anew."""
        return not change.inside or any("" in self.lines[file].get(line, ()) for line in change.lines)

    def tests(self, file: str, change: Mutation, spend: float) -> tuple[str, ...]:
        """The tests that run any of the changed lines, or any of the module where none does, or its import: those first
        that noticed most, the others file by file, the quickest first; as many as take so many seconds."""
        known = self.lines[file]
        found = set[str]().union(*(known.get(line, ()) for line in change.lines))
        if not found or "" in found:
            found = set[str]().union(*known.values())
        able = found & set(self.seconds) - self.failed
        able = {test for test in able if self.seconds[test] < LONGEST} or able
        paths = {test: test.partition("::")[0] for test in able}
        every = sorted(able, key=lambda test: (
            -self.noticed[test], self.usual[paths[test]], paths[test], self.seconds[test]))
        spent = accumulate(self.seconds[test] for test in every)
        return tuple(test for test, until in zip(every, spent, strict=True) if until <= max(spend, LONGEST))

    @cached_property
    def usual(self) -> dict[str, float]:
        """What the tests of each file take on average, so that the files with the quickest tests come first."""
        took: dict[str, list[float]] = {}
        for test, seconds in self.seconds.items():
            took.setdefault(test.partition("::")[0], []).append(seconds)
        return {path: sum(each) / len(each) for path, each in took.items()}


def _worked() -> float:
    """CPU seconds of this process and of those it has waited for."""
    return sum(os.times()[:4])


class _Failing:
    """Notes the tests that fail."""

    def __init__(self) -> None:
        self.tests: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.tests.append(report.nodeid)


class _Choosing(_Failing):
    """Leaves only some tests, in their order."""

    def __init__(self, tests: Sequence[str]) -> None:
        super().__init__()
        self.places = {test: n for n, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((each for each in items if each.nodeid in self.places),
                          key=lambda each: self.places[each.nodeid])


class _Trying(_Failing):
    """Takes the place of the run of the tests that were collected: tries each change, several at once."""

    def __init__(self, tree: Path, files: Sequence[str], work: Sequence[Change], args: argparse.Namespace,
                 tell: Callable[[str], None]) -> None:
        super().__init__()
        self.tree, self.files, self.work, self.tell = tree, files, work, tell
        self.workers, self.spend = args.workers, args.spend
        self.results: dict[int, bool] = {}
        self.sure: set[tuple[str, str]] = set()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._import()
        self.items = {each.nodeid: each for each in session.items if not _runs_elsewhere(each)}
        self.functions = _functions({str(self.tree / file): file for file in self.files})
        self.kept = self._kept()
        self.area = self._covered()
        for test in sorted(self.area.failed):
            self.tell(f"{test} fails unchanged; left out")
        self._warm()
        gc.freeze()
        running = dict[int, tuple[int, Path]]()
        waiting = deque(range(len(self.work)))
        while waiting or running:
            if waiting and len(running) < self.workers:
                n, place = waiting.popleft(), Path(tempfile.mkdtemp())
                running[_forked(place, partial(self._noticed, *self.work[n], place))] = n, place
                continue
            child, status = os.wait()
            n, place = running.pop(child)
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)  # what it started
            if os.WIFEXITED(status) and os.WEXITSTATUS(status) == BROKEN:
                raise SystemExit(f"{self.work[n]} can't be tried")
            if self._is_sure(place / "noticed"):
                self._told(n, status != 0)
            else:
                waiting.append(n)
            shutil.rmtree(place, ignore_errors=True)
        return True

    def _told(self, n: int, noticed: bool) -> None:
        self.results[n] = noticed
        if not noticed:
            file, change = self.work[n]
            self.tell(f"{file}:{change.line}: {change.change}")

    def _is_sure(self, note: Path) -> bool:
        """Whether the test that noticed a change, if any is noted, passes in such a process without it; one that does
        not is left out from then on."""
        if not note.exists():
            return True
        test, way = note.read_text(encoding="utf-8").rsplit("\n", 1)
        if test in self.items and (test, way) not in self.sure:
            place = Path(tempfile.mkdtemp())
            _, status = os.waitpid(_forked(place, partial(self._fails, test, way)), 0)
            shutil.rmtree(place, ignore_errors=True)
            if status:
                self.area.failed.add(test)
                self.tell(f"{test} fails unchanged ({way}); left out")
                return False
            self.sure.add((test, way))
        self.area.noticed[test] += 1
        return True

    def _fails(self, test: str, way: str) -> int:
        if way == "anew":
            _imported_anew(self.tree)
            return int(bool(_failing_anew([test])))
        return int(bool(self._failing_here([test])))

    def _covered(self) -> Area:
        """What each test covers of the modules and how long it takes, in a process of its own; and what runs as they
        are imported, in one more."""
        place = Path(tempfile.mkdtemp())

        def run() -> int:
            (place / "area.pickle").write_bytes(pickle.dumps(self._run()))
            return 0

        def run_anew() -> int:
            _imported_anew(self.tree)
            imported = self._covering()
            imported.start()
            self._import()
            imported.stop()
            (place / "anew.pickle").write_bytes(pickle.dumps(self._contexts(imported)))
            return 0

        for child in [_forked(place, run), _forked(place, run_anew)]:
            _, status = os.waitpid(child, 0)
            if status:
                raise SystemExit("the tests can't be run on the unchanged tree")
        area: Area = pickle.loads((place / "area.pickle").read_bytes())
        for file, lines in pickle.loads((place / "anew.pickle").read_bytes()).items():
            for line in lines:
                area.lines[file].setdefault(line, set()).add("")
        shutil.rmtree(place, ignore_errors=True)
        return area

    def _run(self) -> Area:
        """Run every test, and note what it covers."""
        area = Area()
        cover = self._covering()
        cover.start()
        for item, behind in _pairs(self.items.values()):
            for each in self.kept:
                each.cache_clear()  # or only the first to ask would cover what answers
            cover.switch_context(item.nodeid)
            began = _worked()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=behind)
            area.seconds[item.nodeid] = _worked() - began
        cover.stop()
        area.failed = set(self.tests)
        area.lines = self._contexts(cover)
        return area

    def _warm(self) -> None:
        """Run the quickest test of each file, so that tables and patterns need not be read in each process."""
        able = sorted(set(self.area.seconds) - self.area.failed, key=lambda test: -self.area.seconds[test])
        for test in {each.partition("::")[0]: each for each in able}.values():
            if self.area.seconds[test] < LONGEST:
                self.items[test].config.hook.pytest_runtest_protocol(item=self.items[test], nextitem=None)
        self.tests.clear()

    def _import(self) -> None:
        for file in self.files:
            importlib.import_module(file.removesuffix(".py").replace("/", "."))

    def _covering(self) -> coverage.Coverage:
        return coverage.Coverage(data_file=None, include=[str(self.tree / file) for file in self.files],
                                 config_file=False)

    def _kept(self) -> list["functools._lru_cache_wrapper[object]"]:
        """The functions of the modules that keep what they returned."""
        files = {str(self.tree / file) for file in self.files}
        return [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)
                and isinstance(each.__wrapped__, FunctionType)  # a package may keep what a class makes
                and each.__wrapped__.__code__.co_filename in files]

    def _contexts(self, cover: coverage.Coverage) -> dict[str, dict[int, set[str]]]:
        """Module → line → in which contexts it ran."""
        data = cover.get_data()
        return {file: {line: set(contexts) for line, contexts in
                       data.contexts_by_lineno(str(self.tree / file)).items()} for file in self.files}

    def _noticed(self, file: str, change: Mutation, place: Path) -> int:
        """1 where one of the tests fails, or takes too long, with the change in place, else 0; notes the test. Nothing
        in the process is as it was after that."""
        tests = self.area.tests(file, change, self.spend)
        most = int(ENOUGH[0] + ENOUGH[1] * sum(self.area.seconds[test] for test in tests))
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        code = change.code(str(self.tree / file))
        if self.area.imports(file, change) or not _put(code, self.functions[file]):
            _imported_anew(self.tree, str(self.tree / file), code)
            way, failing = "anew", _failing_anew(tests)
        else:
            way, failing = "in place", self._failing_here(tests)
        if failing:
            (place / "noticed").write_text(f"{failing[0]}\n{way}", encoding="utf-8")
        return int(bool(failing))

    def _failing_here(self, tests: Iterable[str]) -> list[str]:
        """The first test that fails."""
        for each in self.kept:
            each.cache_clear()
        for item, behind in _pairs(self.items[test] for test in tests):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=behind)
            if self.tests:
                break
        return self.tests


def _failing_anew(tests: Sequence[str]) -> list[str]:
    """The first test that fails as its file is imported, or else the file that can't be."""
    for path in dict.fromkeys(test.partition("::")[0] for test in tests):
        choosing = _Choosing([test for test in tests if test.startswith(f"{path}::")])
        ended = pytest.main(["-x", *OPTIONS, path], plugins=[choosing])
        if ended not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
            return choosing.tests or [path]
    return []


def _runs_elsewhere(item: pytest.Item) -> bool:
    """Whether a test is of a file that runs the program in processes which know of no change (tests/forked.py)."""
    return any(getattr(each, "__module__", "") == "forked" for each in vars(getattr(item, "module", None)).values())


def _pairs(items: Iterable[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    """Each test with the next."""
    every = list(items)
    return zip(every, [*every[1:], None], strict=True)


def _forked(place: Path, run: Callable[[], int]) -> int:
    """The id of a process that ends with what `run` returns, and has its temporary files in a place."""
    if child := os.fork():
        return child
    os.setsid()
    os.environ["PYTEST_DEBUG_TEMPROOT"] = os.environ["TMPDIR"] = tempfile.tempdir = str(place)
    code = BROKEN
    try:
        code = run()
    finally:
        os._exit(code)


def _functions(files: Mapping[str, str]) -> dict[str, list[FunctionType]]:
    """The functions of some modules, by the module's name among `files`."""
    found: dict[str, list[FunctionType]] = {file: [] for file in files.values()}
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename in files:
            found[files[each.__code__.co_filename]].append(each)
    return found


def _codes(code: CodeType) -> Iterator[CodeType]:
    """A piece of code and those within it."""
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes(each)


def _put(code: CodeType, functions: Iterable[FunctionType]) -> bool:
    """Give each function its code in a changed module; whether that can be done."""
    changed = {(each.co_qualname, each.co_firstlineno): each for each in _codes(code)}
    try:
        for function in functions:
            old = function.__code__
            function.__code__ = changed[old.co_qualname, old.co_firstlineno]
    except (KeyError, ValueError):  # it is gone, or uses no longer what the function around it holds
        return False
    return True


def _imported_anew(tree: Path, path: str = "", code: CodeType | None = None) -> None:
    """Forget what was imported from the tree; the module at a path will come as other code."""
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(f"{tree}/"):
            del sys.modules[name]
    usual = SourceFileLoader.get_code
    SourceFileLoader.get_code = (  # type: ignore[method-assign]
        lambda self, name: code if self.path == path else usual(self, name))


def _copied(folder: Path) -> Path:
    """A copy of the tree with what is compiled of it already."""
    for name in KEPT:
        if (HOME / name).is_dir():
            shutil.copytree(HOME / name, folder / name)
        elif (HOME / name).exists():
            shutil.copy2(HOME / name, folder / name)
    return folder


def tried(paths: Sequence[str], files: Sequence[str], work: Sequence[Change],
          args: argparse.Namespace) -> list[bool]:
    """For each change, in order, whether the tests notice it; tells those that none does as they are found."""
    with tempfile.TemporaryDirectory() as temporary:
        tree, left = _copied(Path(temporary).resolve()), Path(temporary) / "results.pickle"

        def run() -> int:
            told = os.fdopen(os.dup(1), "w")
            void = os.open(os.devnull, os.O_RDWR)
            for handle in (0, 1, 2):
                os.dup2(void, handle)
            sys.stdout = sys.stderr = io.TextIOWrapper(io.FileIO(void, "w", closefd=False))
            os.chdir(tree)
            sys.path.insert(0, str(tree))
            sys.dont_write_bytecode = True
            os.environ |= {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
            trying = _Trying(tree, files, work, args, lambda line: print(line, file=told, flush=True))
            pytest.main([*OPTIONS, *paths], plugins=[trying])
            left.write_bytes(pickle.dumps([was for _, was in sorted(trying.results.items())]))
            return 0

        _, status = os.waitpid(_forked(Path(tempfile.mkdtemp(dir=temporary)), run), 0)
        results: list[bool] = pickle.loads(left.read_bytes()) if not status else []
        if len(results) != len(work):
            raise SystemExit(f"{' '.join(paths)}: the tests can't be run")
        return results
