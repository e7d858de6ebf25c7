"""What the README says of the program is what the program says of itself.

`python tests/test_readme.py` writes the generated parts anew.
"""

import re
import tomllib
from pathlib import Path

import pytest

from briefing.cli import FAILED, INCOMPLETE, INTERRUPTED, MISUSED, WRITTEN, help_text
from briefing.settings import settings_table

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PARTS = {"help": f"```text\n{help_text()}```", "settings": settings_table()}


def part(name: str) -> re.Pattern[str]:
    """A generated part, between its marks."""
    return re.compile(rf"(?<=<!-- generated: {name} -->\n).*?(?=<!-- end -->)", re.DOTALL)


@pytest.mark.parametrize("name", PARTS)
def test_generated_parts_are_the_real_ones(name: str) -> None:
    """Help and settings in the README cannot grow old."""
    found = part(name).search(README.read_text(encoding="utf-8"))
    assert found
    assert found[0] == f"\n{PARTS[name]}\n\n"


def test_the_exit_codes_are_the_real_ones() -> None:
    """The README's table and the program agree on what there is."""
    table = README.read_text(encoding="utf-8").partition("### Exit codes")[2].partition("\n## ")[0]
    codes = [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]
    assert codes == [WRITTEN, FAILED, MISUSED, INCOMPLETE, INTERRUPTED]


@pytest.mark.parametrize("name", ["run", "test"])
def test_the_two_commands_stand_where_the_ci_looks(name: str) -> None:
    """One block of one line below its mark, in an environment of its own: some Pythons refuse any other install."""
    text = README.read_text(encoding="utf-8")
    found = re.search(rf"^<!-- command: {name} -->\n```sh\n(.+)\n```$", text, re.MULTILINE)
    assert found
    assert found[1].startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_every_file_the_readme_links_is_there() -> None:
    """No link of ours leads nowhere."""
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", README.read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_changelog_tells_the_version() -> None:
    """A version without its changes is no version."""
    import briefing

    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dynamic"] == ["version"]
    assert f"\n## {briefing.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    for each, content in PARTS.items():
        text = part(each).sub(lambda _, content=content: f"\n{content}\n\n", text, count=1)  # type: ignore[misc]
    README.write_text(text, encoding="utf-8")
