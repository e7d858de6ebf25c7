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
    """The texts of a module's and its classes' constants."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            yield from texts(node.value)
        elif isinstance(node, ast.ClassDef):
            yield from outside_functions(node)


def texts(tree: ast.AST) -> Iterator[str]:
    """Every text within a piece of a program."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            yield node.value if isinstance(node.value, str) else node.value.decode("latin-1")


def words_of(text: str) -> set[str]:
    """The words that a text, or a pattern, is made of."""
    return set(re.findall(r"[^\W\d_]{3,}", re.sub(r"\\[a-zA-Z]", " ", text).lower()))


INTERFACE = {
    "check", "cli", "settings", "model", "engines/prompted", "jobs/job", "jobs/letter", "jobs/outbox", "jobs/source",
    "jobs/state", "jobs/values", "judging/fault", "judging/names", "llm", "render", "sources/apart", "sources/archive",
    "sources/fields", "sources/files", "sources/kinds", "sources/load", "sources/mail", "sources/ocr", "sources/office",
    "sources/web", "stages/diverge", "stages/verify",
    "engines/rules/detectors/denials", "engines/rules/summing",  # topics, by which page.toml has them in each language
}
"""Where English, or what looks like it, is for the user or a format: messages, help, prompts, pages, headers."""

FORMATS = {"jobs/cron", "jobs/mailbox", "jobs/timers"}
"""Where months have the names that a protocol gives them (cron, IMAP, systemd), whatever language is spoken."""

LEFT = {
    "engines/rules/attribution": 16, "engines/rules/detectors/firmness": 1, "engines/rules/detectors/measures": 1,
    "engines/rules/detectors/norms": 9, "engines/rules/reading": 4, "jobs/weight": 18,
    "sources/bylines": 26, "sources/creditline": 9, "sources/credits": 8, "sources/days": 8, "sources/exports": 9,
    "sources/headline": 8, "sources/language": 64, "sources/layout": 2, "sources/masthead": 10, "sources/outlets": 8,
    "sources/quoted": 7, "sources/sender": 4, "sources/signoff": 12, "stages/clean": 4, "text/furniture": 2,
    "text/layout": 2, "text/names": 22, "text/sentences": 25, "text/words": 1,
}
"""Modules with words still to be moved, and how many: a number here may fall, none may rise."""


def test_no_language_has_words_outside_its_folder() -> None:
    """Neither a pattern nor a list of a module is made of a language's words, but for those that are listed here."""
    outside = [path for path in sorted(PACKAGE.rglob("*.py")) if HOME not in path.parents]
    assert len(outside) > 200
    assert {module: sorted(found) for path in outside for module, found, most in [words_in(path)]
            if len(found) > most} == {}


def words_in(path: Path) -> tuple[str, set[str], int]:
    """The name of a module, the words of a language in it, and how many may be there."""
    module, folder = str(path.relative_to(PACKAGE).with_suffix("")), str(path.parent.relative_to(PACKAGE))
    if {module, folder} & (INTERFACE | FORMATS):
        return module, set(), 0
    found = {word for text in literals(ast.parse(path.read_text(encoding="utf-8"))) for word in words_of(text)} & WORDS
    return module, found, LEFT.get(module, LEFT.get(folder, 0))


def test_no_list_of_words_lies_beside_the_programs() -> None:
    """A data file with words of a language stands in `briefing/language`, templates and prices apart."""
    beside = [path for path in PACKAGE.rglob("*") if path.suffix in (".toml", ".txt") and HOME not in path.parents]
    assert {path.name for path in beside} == {"weights.txt", "prices.toml"}
