"""What a short run loads: counted in modules, patterns and files read, by no clock."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from far import FAR

LOADED = """
import json, re, runpy, sys, tomllib
compiled, read = [], []
compile_, loads = re._compiler.compile, tomllib.loads
re._compiler.compile = lambda source, flags=0: compiled.append(source) or compile_(source, flags)
tomllib.loads = lambda text, **more: read.append(text) or loads(text, **more)
sys.argv = ["briefing", *sys.argv[1:]]
try:
    runpy.run_module("briefing", run_name="__main__")
except SystemExit as end:
    print(json.dumps([end.code, sorted(sys.modules), len(compiled), len(read)]), file=sys.stderr)
"""

TEXT = """\
The bridge at Ostrand was closed on Monday after a barge struck it.

Two men were hurt, the harbour office said. About 1,400 commuters had to take another way.

Repairs will cost 3 million euros.
"""

HEAVY = {
    "openai": "asks a model", "pydantic": "reads a model's reply", "tiktoken": "counts a model's tokens",
    "tenacity": "asks again", "httpx": "fetches", "trafilatura": "reads HTML", "lxml": "reads HTML",
    "feedparser": "reads feeds", "pypdfium2": "reads PDF", "olefile": "reads Outlook's mails", "py3langid": "tells "
    "languages that common words do not", "numpy": "is of py3langid", "nupunkt": "is for sentences of other languages",
    "sqlite3": "keeps replies", "asyncio": "asks a model", "rich": "draws on a terminal", "apscheduler": "keeps time",
    "smtplib": "sends", "http.client": "fetches", "css_inline": "makes mails", "nh3": "makes mails",
    "markdown_it": "makes mails", "babel": "is for tests", "briefing.render.html": "draws pages for browsers",
    "briefing.render.word": "draws Word files", "briefing.render.printed": "prints",
    "briefing.sources.layout.flow": "orders the columns of a PDF",
}
"""What a run over one English text has no use for, and what each is there for."""


def started(*arguments: str, home: Path) -> tuple[int, set[str], int, int]:
    """The exit code of a command, the modules it loaded, and how many patterns it compiled and tables it read."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
    run = subprocess.run([sys.executable, "-c", LOADED, *arguments], env=environment, cwd=home, text=True,
                         capture_output=True, check=True, timeout=120)
    code, modules, compiled, read = json.loads(run.stderr.splitlines()[-1])
    return code, set(modules), compiled, read


@pytest.fixture(scope="module")
def short_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, set[str], int, int]:
    """What `write` on one text without a key loads."""
    home = tmp_path_factory.mktemp("home")
    (home / "one.txt").write_text(TEXT, encoding="utf-8")
    return started("write", "one.txt", "-o", "out", home=home)


@pytest.mark.parametrize("module", HEAVY)
def test_a_short_run_loads_nothing_it_has_no_use_for(module: str, short_run: tuple[int, set[str], int, int]) -> None:
    """A heavy package is imported by what needs it, when it needs it."""
    code, modules, _, _ = short_run
    assert code == 0
    assert module not in modules


def test_a_short_run_reads_the_tables_of_its_language_only(short_run: tuple[int, set[str], int, int]) -> None:
    """Of nine languages' tables those of English are read, and the few that are of no language."""
    assert short_run[3] <= 16


def test_a_short_run_compiles_the_patterns_it_looks_for(short_run: tuple[int, set[str], int, int]) -> None:
    """Most of the program's patterns are for what one short text does not hold, as are all of simplemma's 375."""
    assert short_run[2] <= 450


def test_the_help_loads_none_of_the_stages(tmp_path: Path) -> None:
    """`--help` needs the command line and the settings."""
    code, modules, compiled, read = started("--help", home=tmp_path)
    assert code == 0
    assert not modules & {*HEAVY, "jinja2", "simplemma", "email", "briefing.pipeline", "briefing.text.words"}
    assert compiled <= 40
    assert read == 0


def test_the_package_alone_loads_nothing(tmp_path: Path) -> None:
    """`import briefing` costs no stage before one is asked for."""
    code = "import sys, briefing; print(sorted(name for name in sys.modules if name.startswith('briefing')))"
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, text=True, capture_output=True, check=True,
                         timeout=FAR)
    assert run.stdout.strip() == "['briefing', 'briefing.errors']"
