"""What the README says of the program is what the program says of itself.

`python tests/test_readme.py` writes the finished example and the generated parts anew.
"""

import json
import os
import re
import tomllib
from pathlib import Path

import pytest

from briefing.cli import (
    BUSY,
    FAILED,
    INCOMPLETE,
    INTERRUPTED,
    MISUSED,
    TERMINATED,
    UNDELIVERED,
    WRITTEN,
    help_text,
    main,
)
from briefing.jobs.job import job_table
from briefing.settings import settings_table

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
EXAMPLE = ROOT / "outputs" / "seeds"
WRITTEN_AT = "2026-11-21T07:00:00Z"


def example(folder: Path) -> str:
    """The head of the briefing in a folder and its first divergence, as a quotation."""
    page = (folder / "briefing.md").read_text(encoding="utf-8")
    head, _, rest = page.partition("\n## ")
    brief = rest.partition("\n## ")[0]
    divergence = page.partition("\n## Where the sources diverge\n")[2].partition("\n### 2 · ")[0].partition("\n## ")[0]
    lines = [*head.splitlines(), "", *f"## {brief}".splitlines(), "", "…", "", "## Where the sources diverge",
             *divergence.splitlines(), "", "…"]
    return re.sub(r"(?m)(^>\n){2,}", ">\n", "\n".join(f"> {line}".rstrip() for line in lines))


def write_example(folder: Path, written_at: str = WRITTEN_AT) -> None:
    """The finished example, written from seeds/."""
    assert main(["write", "seeds", "--engine", "extractive", "--now", written_at, "-o", str(folder),
                 "--force"]) == WRITTEN


DOCS = ROOT / "docs"
PARTS = {"help": f"```text\n{help_text()}```", "settings": settings_table(), "job": job_table()}
HOMES = {"help": DOCS / "command-line.md", "settings": DOCS / "settings.md", "job": DOCS / "jobs.md"}
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]


def part(name: str) -> re.Pattern[str]:
    """A generated part, between its marks."""
    return re.compile(rf"(?<=<!-- generated: {name} -->\n).*?(?=<!-- end -->)", re.DOTALL)


def test_the_finished_example_is_what_the_program_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """outputs/seeds cannot grow old; it carries its own time, since the README's first command writes it anew."""
    monkeypatch.chdir(ROOT)
    write_example(tmp_path, json.loads((EXAMPLE / "briefing.json").read_text())["created"])
    assert (tmp_path / "briefing.md").read_text() == (EXAMPLE / "briefing.md").read_text()
    fresh, kept = (json.loads((folder / "briefing.json").read_text()) for folder in (tmp_path, EXAMPLE))
    assert fresh | {"usage": None} == kept | {"usage": None}


def test_the_readme_opens_with_what_the_program_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The head of the example stands in the README as it is."""
    monkeypatch.chdir(ROOT)
    write_example(tmp_path)
    found = part("example").search(README.read_text(encoding="utf-8"))
    assert found
    assert found[0] == f"\n{example(tmp_path)}\n\n"


@pytest.mark.parametrize("name", PARTS)
def test_generated_parts_are_the_real_ones(name: str) -> None:
    """Help and settings in the documentation cannot grow old."""
    found = part(name).search(HOMES[name].read_text(encoding="utf-8"))
    assert found
    assert found[0] == f"\n{PARTS[name]}\n\n"


def test_the_exit_codes_are_the_real_ones() -> None:
    """The table and the program agree on what there is."""
    table = (DOCS / "command-line.md").read_text(encoding="utf-8").partition("## Exit codes")[2].partition("\n## ")[0]
    codes = [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]
    assert codes == [WRITTEN, FAILED, MISUSED, INCOMPLETE, UNDELIVERED, BUSY, INTERRUPTED, TERMINATED]


@pytest.mark.parametrize("name", ["run", "test"])
def test_the_two_commands_stand_where_the_ci_looks(name: str) -> None:
    """One block of one line below its mark, in an environment of its own: some Pythons refuse any other install."""
    text = README.read_text(encoding="utf-8")
    found = re.search(rf"^<!-- command: {name} -->\n```sh\n(.+)\n```$", text, re.MULTILINE)
    assert found
    assert found[1].startswith("python3 -m venv .venv && .venv/bin/pip install ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """To a file that is there, and to a heading that it has."""
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", page.read_text(encoding="utf-8"))
    wrong = [link for link, heading in links if not (there := (page.parent / link if link else page)).exists()
             or (heading and f"\n## {heading}".replace("-", " ") not in there.read_text(encoding="utf-8").lower())]
    assert wrong == []


def test_the_readme_is_short() -> None:
    """Who has it before them has no more than twelve kilobytes to read; the rest stands in docs/."""
    assert len(README.read_bytes()) <= 12_000


def test_the_changelog_tells_the_version() -> None:
    """A version without its changes is no version."""
    import briefing

    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dynamic"] == ["version"]
    assert f"\n## {briefing.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


if __name__ == "__main__":
    os.chdir(ROOT)
    write_example(EXAMPLE)
    for each, content in {**PARTS, "example": example(EXAMPLE)}.items():
        home = HOMES.get(each, README)
        text = home.read_text(encoding="utf-8")
        home.write_text(part(each).sub(lambda _, content=content: f"\n{content}\n\n", text, count=1),  # type: ignore[misc]
                        encoding="utf-8")
