"""How many single changes to the modules that matter most their tests notice.

    python benchmarks/mutants.py --most 100 --seed 1
    python benchmarks/mutants.py --areas "spend cap" gates
    python benchmarks/mutants.py --files briefing/jobs/outbox.py briefing/llm/budget.py
    python benchmarks/mutants.py --line briefing/jobs/outbox.py:60

One place at a time is changed (mutations.py) in a copy of the tree, and the tests that cover it are run there, the
quickest files first, until one fails. Which tests cover which line is measured first, over the tests of the module's
area (mutants.toml, where the changes that change nothing are listed too, each with its reason). Prints each change that
no test notices, and the share noticed. A test that runs the program in a process of its own covers nothing here.

A sample holds the changes that a number drawn for each puts first: a larger one holds the smaller, and a module that
was edited keeps those of the lines that are still there.
"""

import argparse
import ast
import importlib
import io
import os
import pickle
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from multiprocessing import get_context
from multiprocessing.sharedctypes import RawValue
from pathlib import Path
from typing import Any

import coverage
import pytest
from mutations import Mutation, mutations

HOME = Path(__file__).parent.parent
KEPT = ("briefing", "benchmarks", "prompts", "tests", "seeds", "pyproject.toml", "README.md", "docs", "CHANGELOG.md")
PATIENCE = 300.0, 20.0
"""Seconds, and times what the slowest test took unchanged, in which a test must have ended: far more than a busy
machine makes of it. One that has not ended then has noticed the change."""

ENOUGH = 30.0, 5.0
"""CPU seconds, and times what all tests took unchanged, after which a change that made them endless is noticed."""

LONGEST = 3.0
"""CPU seconds from which a test is run only where no quicker one covers the place."""

QUICK = "not chromium"

Listed = tuple[str, str, str]
"""(module, line, change)."""


@dataclass
class Area:
    """What covers what, as the tests of an area ran on the unchanged tree."""

    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    """Module → line → the tests that run it; "" runs it as it is imported."""

    seconds: dict[str, float] = field(default_factory=dict)
    """CPU seconds that each test took, those of its own processes included: a busy machine makes them no more."""

    failed: set[str] = field(default_factory=set)
    imported: tuple[str, ...] = ()

    def tests(self, file: str, lines: Iterable[int]) -> tuple[str, ...]:
        """The tests that run any of these lines, file by file, the quickest first; all that run any of the module where
        its import runs these."""
        known = self.lines.get(file, {})
        found = set[str]().union(*(known.get(line, ()) for line in lines))
        if "" in found or not found:
            found = set[str]().union(*known.values())
        able = found & set(self.seconds) - self.failed
        able = {test for test in able if self.seconds[test] < LONGEST} or able
        paths = {test: test.partition("::")[0] for test in able}
        return tuple(sorted(able, key=lambda test: (self.usual[paths[test]], paths[test], self.seconds[test])))

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


class _Covering:
    """Notes for each test the lines it covers and how long it takes."""

    def __init__(self, cover: coverage.Coverage, area: Area) -> None:
        self.cover, self.area = cover, area

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.cover.switch_context(item.nodeid)
        began = _worked()
        try:
            return (yield)
        finally:
            self.area.seconds[item.nodeid] = _worked() - began
            self.cover.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.area.failed.add(report.nodeid)


class _Choosing:
    """Leaves only some tests, in their order, and shows that they go on."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.places = {test: n for n, test in enumerate(tests)}

    def pytest_runtest_logreport(self) -> None:
        _PULSE.value = time.monotonic()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((each for each in items if each.nodeid in self.places),
                          key=lambda each: self.places[each.nodeid])


def _copied(folder: Path) -> Path:
    """A copy of the tree with what is compiled of it already, and the rest compiled."""
    import compileall

    for name in KEPT:
        if (HOME / name).is_dir():
            shutil.copytree(HOME / name, folder / name)
        elif (HOME / name).exists():
            shutil.copy2(HOME / name, folder / name)
    compileall.compile_dir(folder / "briefing", quiet=2)
    return folder


_PULSE = RawValue("d")
"""When a test last ended, in the process that a worker has forked."""


def _forked(tree: Path, run: Callable[[], int], patience: float) -> int | None:
    """What `run` returns in a process of its own that stands in the tree; None where it shows no pulse for so many
    seconds, or is killed."""
    _PULSE.value = time.monotonic()
    child = os.fork()
    if not child:
        os.setsid()
        void = os.open(os.devnull, os.O_RDWR)
        for handle in (0, 1, 2):
            os.dup2(void, handle)
        sys.stdout = sys.stderr = io.TextIOWrapper(io.FileIO(void, "w", closefd=False))
        os.chdir(tree)
        sys.path.insert(0, str(tree))
        sys.dont_write_bytecode = True
        os.environ |= {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
        os._exit(run())
    while not (ended := os.waitpid(child, os.WNOHANG))[0]:
        if time.monotonic() - _PULSE.value > patience:
            os.killpg(child, signal.SIGKILL)
            ended = os.waitpid(child, 0)
            break
        time.sleep(0.01)
    return os.waitstatus_to_exitcode(ended[1]) if os.WIFEXITED(ended[1]) else None


def covered(paths: Sequence[str], files: Iterable[str]) -> Area:
    """What the tests in these paths cover of these modules."""
    with tempfile.TemporaryDirectory() as temporary:
        tree, left = _copied(Path(temporary).resolve()), Path(temporary) / "area.pickle"

        def run() -> int:
            area = Area()
            cover = coverage.Coverage(data_file=None, include=[str(tree / file) for file in files], config_file=False)
            cover.start()
            pytest.main(["-q", "-p", "no:cacheprovider", "-m", QUICK, *paths], plugins=[_Covering(cover, area)])
            cover.stop()
            data = cover.get_data()
            area.lines = {file: {line: set(tests) for line, tests in
                                 data.contexts_by_lineno(str(tree / file)).items()} for file in files}
            area.imported = tuple(name for name in sys.modules if not name.startswith(("briefing", "tests", "_")))
            left.write_bytes(pickle.dumps(area))
            return 0

        if _forked(tree, run, 3600) != 0:
            raise SystemExit(f"{' '.join(paths)}: the tests can't be run on the unchanged tree")
        area: Area = pickle.loads(left.read_bytes())
        return area


_TREE: list[Path] = []
"""The copy that a worker changes."""


def _settled(modules: Iterable[str]) -> None:
    """Give a worker a tree of its own, and import what tests import, so that its forks need not."""
    _TREE[:] = [_copied(Path(tempfile.mkdtemp(dir=os.environ["MUTANTS"])).resolve())]
    for name in modules:
        try:
            importlib.import_module(name)
        except ImportError:  # a test's own module: each fork imports it for itself
            continue


def noticed(file: str, mutation: Mutation, tests: Mapping[str, float]) -> bool:
    """Whether one of the tests (with its CPU seconds) fails, or takes too long, with the change in place."""
    place = _TREE[0] / file
    unchanged, stat = place.read_bytes(), place.stat()
    files: dict[str, list[str]] = {}
    for test in tests:
        files.setdefault(test.partition("::")[0], []).append(test)

    def run() -> int:
        most = int(ENOUGH[0] + ENOUGH[1] * sum(tests.values()))
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        for path, own in files.items():
            code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-m", QUICK, path], plugins=[_Choosing(own)])
            if code not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
                return int(code)
        return 0

    place.write_text(mutation.source, encoding="utf-8")
    os.utime(place, (1, 1))  # no compiled form is of then
    try:
        code = _forked(_TREE[0], run, PATIENCE[0] + PATIENCE[1] * max(tests.values(), default=0.0))
    finally:
        place.write_bytes(unchanged)
        os.utime(place, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    return code != 0


def changes(file: str, args: argparse.Namespace, equivalent: Iterable[Listed]) -> list[Mutation]:
    """The changes to a module that a test could notice."""
    source = (HOME / file).read_text(encoding="utf-8")
    lines = source.splitlines()
    found = [each for each in mutations(source)
             if (file, lines[each.line - 1].strip(), each.change) not in equivalent]
    if args.line:
        wanted = {int(line) for name, _, line in (each.rpartition(":") for each in args.line) if name == file}
        return [each for each in found if each.line in wanted]
    return found


def sampled(work: Sequence[tuple[str, Mutation]], most: int | None, seed: int) -> list[tuple[str, Mutation]]:
    """So many of the changes, in the order of the modules and their lines."""
    drawn = {id(each): random.Random(f"{seed} {file} {each.change}").random() for file, each in work}
    first = sorted(work, key=lambda one: drawn[id(one[1])])[:most]
    places = {file: n for n, (file, _) in enumerate(work)}
    return sorted(first, key=lambda one: (places[one[0]], one[1].line))


def _untouched(file: str) -> Mutation:
    """No change: every test of the module must pass with it."""
    source = (HOME / file).read_text(encoding="utf-8")
    return Mutation(1, source.count("\n") + 1, "", ast.unparse(ast.parse(source)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--areas", nargs="+", metavar="NAME", help="these areas only, as they stand in mutants.toml")
    parser.add_argument("--files", nargs="+", metavar="FILE", help="these modules only")
    parser.add_argument("--line", action="append", metavar="FILE:LINE", help="every change to one line only")
    parser.add_argument("--most", type=int, metavar="N", help="a sample of so many changes to each area")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    equivalent = {(each["file"], each["line"], change)
                  for each in table.get("equivalent", ()) for change in each["changes"]}
    wanted = args.files or [each.rpartition(":")[0] for each in args.line or ()]
    areas = [each for each in table["area"] if not args.areas or each["name"] in args.areas]
    known = {file for each in areas for file in each["modules"]}
    if lost := [*({*(args.areas or ())} - {each["name"] for each in areas}), *({*wanted} - known)]:
        parser.error(f"{', '.join(lost)}: not in mutants.toml; name the modules and tests of an area there")
    if old := _outlived(table):
        parser.error(f"mutants.toml lists what is there no more: {'; '.join(old)}")
    whole = seen = 0
    for area in areas:
        files = [file for file in area["modules"] if not wanted or file in wanted]
        if files:
            total, caught = _measured(area["tests"], files, args, equivalent)
            whole, seen = whole + total, seen + caught
            print(f"{area['name']}: {caught} of {total} noticed, {caught / max(total, 1):.1%}", flush=True)
    print(f"all: {seen} of {whole} noticed, {seen / max(whole, 1):.1%}; {len(equivalent)} changes that change nothing "
          "are listed")
    return 0 if seen == whole else 1


def _measured(paths: Sequence[str], files: Sequence[str], args: argparse.Namespace,
              equivalent: Iterable[Listed]) -> tuple[int, int]:
    """(changes tried, changes noticed) of some modules, told as they are found."""
    area = covered(paths, files)
    for test in sorted(area.failed):
        print(f"{test} fails unchanged; left out", flush=True)
    untouched = [(file, _untouched(file)) for file in files]
    for file, fails in zip(files, _tried(area, untouched, args.workers), strict=True):
        if fails:
            print(f"{file}: its tests fail without a change; what is said of it below is worth nothing", flush=True)
    work = sampled([(file, each) for file in files for each in changes(file, args, equivalent)], args.most, args.seed)
    total, caught = Counter[str](), Counter[str]()
    for (file, each), was in zip(work, _tried(area, work, args.workers), strict=True):
        total[file] += 1
        caught[file] += was
        if not was:
            print(f"{file}:{each.line}: {each.change}", flush=True)
    for file in total:
        print(f"  {file}: {caught[file]} of {total[file]}", flush=True)
    return total.total(), caught.total()


def _outlived(table: Mapping[str, Any]) -> list[str]:
    """The changes listed as changing nothing that can't be made any more."""
    found = []
    for file in {each["file"] for each in table.get("equivalent", ())}:
        source = (HOME / file).read_text(encoding="utf-8")
        lines = source.splitlines()
        able = {(lines[each.line - 1].strip(), each.change) for each in mutations(source)}
        found += [f"{file}: {change}" for each in table["equivalent"] if each["file"] == file
                  for change in each["changes"] if (each["line"], change) not in able]
    return sorted(found)


def _tried(area: Area, work: Sequence[tuple[str, Mutation]], workers: int) -> Iterator[bool]:
    """For each change, in order, whether the tests notice it."""
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["MUTANTS"] = temporary
        with ProcessPoolExecutor(workers, get_context("fork"), _settled, (area.imported,)) as pool:
            tasks = []
            for file, each in work:
                tests = area.tests(file, range(each.line, each.until + 1))
                tasks.append(pool.submit(noticed, file, each, {test: area.seconds[test] for test in tests}))
            for task in tasks:
                yield task.result()


if __name__ == "__main__":
    sys.exit(main())
