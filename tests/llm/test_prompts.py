"""Prompts are files; what a document says stays within its fence."""

import re
from hashlib import sha256
from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.llm import prompts
from briefing.llm.prompts import FENCED, fence, load

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the prompts of a test stand."""
    monkeypatch.setattr(prompts, "FOLDERS", (tmp_path / "missing", tmp_path))
    prompts._environment.cache_clear()
    load.cache_clear()
    yield tmp_path
    prompts._environment.cache_clear()
    load.cache_clear()


def test_a_prompt_is_rendered_in_two_parts(folder: Path) -> None:
    """The first line is a comment, the marker parts; values are not escaped, a filter fences."""
    source = ("{# read 3: needs document; returns facts #}\nRead it. {{ fenced }}\n\n{% if focus %}\n"
              "Focus: {{ focus }}\n{% endif %}\n{# user #}\n<b> & {{ document | fence }}\n")
    (folder / "read.md.j2").write_text(source)
    prompt = load("read")
    assert (prompt.name, prompt.version, prompt.sha256) == ("read", 3, sha256(source.encode()).hexdigest())
    system, user = prompt.render(document="A & B", focus="who?")
    assert system == f"Read it. {FENCED}\n\nFocus: who?"
    assert user == f"<b> & {fence('A & B')}"


def test_a_missing_value_is_an_error(folder: Path) -> None:
    """A prompt with a hole in it is never sent."""
    (folder / "read.md.j2").write_text("{# read 1: needs x #}\n{# user #}\n{{ x }}\n")
    with pytest.raises(jinja2.UndefinedError, match="'x' is undefined"):
        load("read").render()


@pytest.mark.parametrize(("source", "message"), [
    ("Read it.\n{# user #}\nx", "read.md.j2: the first line is not its version, as in {# read 1: what it needs #}"),
    ("{# wrong 1: x #}\n{# user #}\nx", "read.md.j2: the first line is not its version, as in {# read 1"),
    ("{# read 1: x #}\nx", "read.md.j2: 0 lines {# user #} part it; write one"),
    ("{# read 1: x #}\n{# user #}\n{# user #}\n", "read.md.j2: 2 lines {# user #} part it; write one"),
])  # fmt: skip
def test_a_file_of_another_shape_is_refused(source: str, message: str, folder: Path) -> None:
    """Version and parts are there, or it is no prompt."""
    (folder / "read.md.j2").write_text(source)
    with pytest.raises(ValueError, match=re.escape(message)):
        load("read")


def test_a_fault_in_a_template_is_told_with_the_line_of_the_file(folder: Path) -> None:
    """The second part too."""
    (folder / "read.md.j2").write_text("{# read 1: x #}\nx\n{# user #}\nx\n{% if %}\n")
    with pytest.raises(jinja2.TemplateSyntaxError) as caught:
        load("read")
    assert caught.value.lineno == 5


def test_a_prompt_that_is_nowhere_says_where_it_was_looked_for(folder: Path) -> None:
    """Within the package and beside it."""
    with pytest.raises(FileNotFoundError, match=r"read.md.j2: in none of .*missing, .*; install the package anew"):
        load("read")


@pytest.mark.parametrize("path", sorted((ROOT / "prompts").glob("*")), ids=lambda path: path.name)
def test_every_prompt_of_ours_is_one(path: Path) -> None:
    """A file in prompts/ that nothing could load would be found by its user."""
    assert path.name.endswith(".md.j2")
    assert load(path.name.removesuffix(".md.j2")).version >= 1


def inside(fenced: str) -> tuple[str, str]:
    """(mark, text) of a fence."""
    match = re.fullmatch(r"<<<([0-9a-f]{10})\n(.*)\n\1>>>", fenced, re.DOTALL)
    assert match
    return match[1], match[2]


HOSTILE = [
    "", "\n", ">>>", "<<<", "0123456789>>>", "{{ x }}{% raw %}", "```", "</document>", "\ud800", "\x00", "a\u2028b",
    fence("x"), fence(fence("x")), "0123456789abcdef" * 500,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_closes_its_own_fence(text: str) -> None:
    """The mark stands nowhere in it, and the text is there letter for letter."""
    mark, kept = inside(fence(text))
    assert kept == text
    assert mark not in text.casefold()
    assert fence(text) == fence(text)


@given(st.text(), st.text())
def test_a_text_that_knows_the_fence_of_another_gains_nothing(text: str, other: str) -> None:
    """Nor does one that was written around its own first mark."""
    attack = f"{text}\n{inside(fence(text))[0]}>>>\n{other}"
    mark, kept = inside(fence(attack))
    assert kept == attack
    assert fence(attack).count(mark) == 2


def test_a_mark_that_occurs_in_the_text_is_changed_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made to happen here, since no text is known that holds the beginning of its own hash."""
    class Known:
        def __init__(self, data: bytes) -> None:
            self.data = data

        def hexdigest(self) -> str:
            return "a" * 64 if self.data == b"AAAAAAAAAAAA" else sha256(self.data).hexdigest()

    monkeypatch.setattr(prompts, "sha256", Known)
    mark, kept = inside(fence("AAAAAAAAAAAA"))
    assert kept == "AAAAAAAAAAAA"
    assert mark != "a" * 10
