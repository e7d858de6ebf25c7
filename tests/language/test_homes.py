"""Words of a language have one home: the folder of that language."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "briefing"
HOME = PACKAGE / "language"

FUNCTION_WORDS = frozenset(
    "the and that with from this which have been were will would could should their there about after before into "
    "der die das und nicht mit von auf für eine einen wurde nach sich auch "
    "les des une dans pour avec qui est sur pas plus par sont aux cette "
    "los las una del por con para que sus como pero "
    "uma dos das com não mais pelo pela seu foi "
    "gli della delle nel con che una per sono anche "
    "что как это для его они или при".split()
)
"""Words that hardly any sentence of a language does without, of three letters and more."""

TABLES = {"days": ("months", "short", "weekdays", "relative"), "numbers": ("cardinals", "ordinals", "scales"),
          "words": ("negations", "denials")}


def of_languages() -> frozenset[str]:
    """Months, weekdays, number words and negations of every language, from its own tables."""
    found: set[str] = set()
    for file, names in TABLES.items():
        for path in sorted(HOME.glob(f"*/{file}.toml")):
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            for name in names:
                table = data.get(name, {})
                listed = table.values() if isinstance(table, dict) else [table]
                found |= {word for each in listed for word in re.findall(r"[^\W\d_]{3,}", str(each).lower())}
    return frozenset(found)


WORDS = FUNCTION_WORDS | of_languages()


def literals(tree: ast.AST) -> Iterator[str]:
    """The texts of a module that steer it: of patterns, and of what stands outside functions; no docstrings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[0] in ("lazy_regex", "re"):
            yield from texts(node)
    yield from outside_functions(tree)


def outside_functions(tree: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            yield from texts(node.value)
        elif isinstance(node, ast.ClassDef):
            yield from outside_functions(node)


def texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            yield node.value if isinstance(node.value, str) else node.value.decode("latin-1")


def words_of(text: str) -> set[str]:
    """The words that a text, or a pattern, is made of."""
    return set(re.findall(r"[^\W\d_]{3,}", re.sub(r"\\[a-zA-Z]", " ", text).lower()))
