"""The tests themselves: each can fail, none can hang, and none is decided by how fast the machine is."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LEAST = 60
"""Seconds that a bound on waiting must have, at the least."""

CLAIMS = {"loaded", "raises", "fail"}
"""What a test may claim something with besides `assert`."""


@cache
def trees() -> dict[Path, ast.Module]:
    """Every file of tests; read once, and by no run that only collects."""
    return {path.relative_to(HERE): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(HERE.rglob("*.py"))}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function, those within others included."""
    return (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call, with the last part of what is called."""
    for each in ast.walk(tree):
        if isinstance(each, ast.Call):
            called = each.func
            yield called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", ""), each


def claims(function: ast.AST, known: set[str]) -> bool:
    """Whether a function asserts anything, itself or by what it calls."""
    return (any(isinstance(each, ast.Assert) for each in ast.walk(function))
            or any(name in known for name, _ in calls(function)))


def without_claim(tree: ast.AST) -> list[str]:
    """The tests of a file that no result can fail."""
    known, every = set(CLAIMS), list(functions(tree))
    for _ in every:  # a function may claim by way of another
        known |= {each.name for each in every if not each.name.startswith("test_") and claims(each, known)}
    return [each.name for each in every if each.name.startswith("test_") and not claims(each, known)]


def bound(call: ast.Call) -> ast.expr | None:
    """The seconds that a call waits at most; None where it has no bound."""
    return next((each.value for each in call.keywords if each.arg == "timeout"), call.args[0] if call.args else None)


def hasty(tree: ast.AST) -> list[str]:
    """The waits of a file without a bound, or with one that a slow machine may reach; and loops that wait."""
    found = []
    for name, call in calls(tree):
        text = ast.unparse(call)
        if name in {"wait", "join", "communicate"} and not isinstance(getattr(call.func, "value", None), ast.Constant):
            limit = bound(call)
            if limit is None or (isinstance(limit, ast.Constant) and float(limit.value) < LEAST):
                found.append(text)
        if text.startswith("subprocess.run(") and not any(each.arg == "timeout" for each in call.keywords):
            found.append(text)
    loops = (each for each in ast.walk(tree) if isinstance(each, ast.While))
    return found + [ast.unparse(each.test) for each in loops if any(name == "sleep" for name, _ in calls(each))]


def on_a_watch(tree: ast.AST) -> list[str]:
    """What a file asserts of seconds that it took from a clock itself."""
    clocks = {"perf_counter", "process_time", "monotonic", "time"}
    return [ast.unparse(each) for each in ast.walk(tree) if isinstance(each, ast.Assert)
            if any(name in clocks and ast.unparse(call).startswith("time.") for name, call in calls(each))]


def over_a_folder(tree: ast.AST) -> list[str]:
    """The loops of tests over files that were looked for in the same line: none found would be none tried."""
    tests = (each for each in functions(tree) if each.name.startswith("test_"))
    return [ast.unparse(each.iter) for test in tests for each in ast.walk(test) if isinstance(each, ast.For)
            if any(name in {"glob", "rglob", "iterdir"} for name, _ in calls(each.iter))]


def test_each_test_claims_something() -> None:
    """With an assertion, an error that is expected, or a function of its file that has them."""
    assert {str(path): found for path, tree in trees().items() if (found := without_claim(tree))} == {}


def test_no_test_waits_for_ever_or_for_a_moment_only() -> None:
    """Every wait has a bound, and no machine is so slow that it reaches it; far.py is where loops wait."""
    own = {Path("far.py"), Path("endpoint.py"), Path("jobs/faulty.py"), Path("jobs/test_hearing.py"),
           Path("sources/test_deadline.py")}
    # There the bound stands in the loop, or it is the client's.
    assert {str(path): found for path, tree in trees().items() if path not in own and (found := hasty(tree))} == {}


def test_no_test_looks_at_a_watch() -> None:
    """But for far.py, whose bounds are far."""
    assert {str(path): found for path, tree in trees().items()
            if path != Path("far.py") and (found := on_a_watch(tree))} == {}


def test_no_test_passes_because_it_found_no_file() -> None:
    """What is looked for is held against what must be there before it is gone through."""
    assert {str(path): found for path, tree in trees().items() if (found := over_a_folder(tree))} == {}


def test_what_the_mutation_benchmark_names_is_there() -> None:
    """Else a module that was moved would be left out without a word."""
    table = tomllib.loads((HERE.parent / "benchmarks" / "mutants.toml").read_text(encoding="utf-8"))
    named = [path for area in table["area"] for path in (*area["modules"], *area["tests"])]
    assert len(named) > 40
    assert [path for path in named if not (HERE.parent / path).exists()] == []
    texts = {path: (HERE.parent / path).read_text(encoding="utf-8") for path in named if path.endswith(".py")}
    listed = [(each["file"], each["line"]) for each in table["equivalent"]]
    assert [(path, line) for path, line in listed if line not in map(str.strip, texts[path].splitlines())] == []


BAD = """
def test_a():
    read()
    worker.join()
    event.wait(5)
    while not there(): time.sleep(1)
    subprocess.run(["x"])
    for each in Path(".").glob("*"): assert each
def test_b():
    assert time.monotonic() - began < 5
    ", ".join(["a"])
    event.wait(FAR)
def test_c(): held()
def test_d(): read()
def held(): further()
def further(): assert True
"""


def test_faults_of_tests_are_seen() -> None:
    """Or the rest would prove nothing."""
    bad = ast.parse(BAD)
    assert without_claim(bad) == ["test_d"]
    assert hasty(bad) == ["worker.join()", "event.wait(5)", "subprocess.run(['x'])", "not there()"]
    assert on_a_watch(bad) == ["assert time.monotonic() - began < 5"]
    assert over_a_folder(bad) == ["Path('.').glob('*')"]
