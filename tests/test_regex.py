"""Patterns that are compiled when they are first looked for."""

import gc
import pkgutil
import re
from importlib import import_module

import pytest

import briefing
import briefing.regex
from briefing.regex import LazyRegex, lazily, lazy_regex, list_regex


def test_a_pattern_answers_like_the_compiled_one() -> None:
    """Methods, groups and flags are those of `re`, before the first use and after it."""
    lazy, compiled = lazy_regex(r"(?P<day>\d+) (may)", re.I), re.compile(r"(?P<day>\d+) (may)", re.I)
    for _ in range(2):
        assert [hit.groups() for hit in lazy.finditer("on 3 MAY and 4 may")] == [("3", "MAY"), ("4", "may")]
        assert (lazy.pattern, lazy.flags, lazy.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)
        assert lazy.sub("-", "on 3 May") == "on -"


def test_a_pattern_of_bytes_looks_in_bytes() -> None:
    """Sniffing a file's first bytes takes the same way."""
    assert lazy_regex(rb"%PDF-\d").match(b"%PDF-1.7") is not None


@pytest.fixture(name="compiled")
def _compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is compiled while a test runs, in order."""
    found: list[str] = []

    def noted(source: str, flags: int = 0) -> re.Pattern[str]:
        found.append(source)
        return re.compile(source, flags)

    monkeypatch.setattr(briefing.regex, "_compile", noted)
    return found


def test_nothing_is_compiled_before_the_first_look(compiled: list[str]) -> None:
    """Importing a module of many patterns costs none of them; a second look compiles nothing anew."""
    lazy = lazy_regex("a+b")
    assert lazy.pattern == "a+b"
    assert compiled == []
    assert lazy.search("aab")
    assert lazy.search("xab")
    assert compiled == ["a+b"]


def test_a_list_of_words_is_compiled_for_a_text_in_which_one_begins(compiled: list[str]) -> None:
    """It answers like its pattern, case, spaces, apostrophes and the letters that folding alters included."""
    words = ("in favour", "midday", "finder's fee", "straße", "skipped")
    form = "|".join(re.escape(each).replace(r"\ ", r"[\s-]") for each in words)
    listed, plain = list_regex(r"(?<!\w)", words, form, r"(?!\w)"), re.compile(rf"(?<!\w)(?:{form})(?!\w)", re.I)
    assert listed.search("He said no.") is None
    assert compiled == []
    for text in ("IN-FAVOUR of it", "by mıdday", "by MİDDAY", "a Finder's fee", "die Straße", "\u017fkipped", "the inn",
                 "middays", "in\nfavour"):
        hit, same = listed.search(text), plain.search(text)
        assert (hit and hit.span()) == (same and same.span()), text
    assert listed.search("midday, midday", 3) is not None
    assert listed.search("at midday", 0, 5) is None
    assert len(compiled) == 1


def test_a_package_imported_lazily_compiles_what_it_looks_for() -> None:
    """Its patterns are lazy ones, and `re.compile` is itself again behind the import, however that ended."""
    real = re.compile
    with lazily():
        found = re.compile("b+", re.I)
    assert isinstance(found, LazyRegex)
    assert found.search("aBB")
    with pytest.raises(ImportError), lazily():
        raise ImportError
    assert re.compile is real


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    """A mistake in a pattern comes to light here, not when its first text is read."""
    for module in pkgutil.walk_packages(briefing.__path__, "briefing."):
        if module.name != "briefing.__main__":
            import_module(module.name)
    patterns = [each for each in gc.get_objects() if isinstance(each, LazyRegex)]
    assert len(patterns) > 300
    for each in patterns:
        assert each.groups >= 0
