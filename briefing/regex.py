"""Patterns that cost nothing until one is looked for: there are hundreds, and a short run needs few."""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, AnyStr, Generic, cast

_compile = re.compile


def lazy_regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, compiled when it is first used; a mistake in `source` is told then too."""
    return cast("re.Pattern[AnyStr]", LazyRegex(source, flags))


@contextmanager
def lazily() -> Iterator[None]:
    """Within it `re.compile` is `lazy_regex`: for the import of a package that compiles hundreds for a few in use."""
    vars(re)["compile"] = lazy_regex
    try:
        yield
    finally:
        vars(re)["compile"] = _compile


class LazyRegex(Generic[AnyStr]):
    """Stands for a compiled pattern; each method, once asked for, is that of the pattern itself."""

    def __init__(self, source: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copying and pickling ask for is no method of a pattern
            raise AttributeError(name)
        # `re` keeps what it compiled last, so that the next method asked for costs no second compilation.
        method = getattr(_compile(self.pattern, self._flags), name)
        self.__dict__[name] = method  # from now on found before __getattr__
        return method


@dataclass(frozen=True, slots=True)
class ListRegex:
    """A pattern of listed words, asked, and so compiled, only for a text in which one of them begins."""

    pattern: re.Pattern[str]
    beginnings: frozenset[str]
    """Of each word what stands before its first space or mark, folded; none is of a word that begins with a mark."""

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """What `re.Pattern.search` gives."""
        whole = _folded(text)
        for each in self.beginnings:  # any() with a generator takes twice as long
            if each in whole:
                return self.pattern.search(text, start, end)
        return None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """What `re.Pattern.finditer` gives."""
        return self.pattern.finditer(text) if self.search(text) else iter(())


def list_regex(before: str, words: Iterable[str], alternatives: str, behind: str) -> ListRegex:
    """A pattern, whatever the case, of `alternatives`, which match `words` alone, between what parts them from others.
    """
    beginnings = frozenset(_folded(re.split(r"\W", word, maxsplit=1)[0]) for word in words)
    return ListRegex(lazy_regex(f"{before}(?:{alternatives}){behind}", re.I), beginnings)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """A text in which words that `re.IGNORECASE` holds to be alike are so: it takes both Turkish i for "i" too."""
    return text.translate(_DOTS).casefold()


_DOTS = {ord("İ"): "i", ord("ı"): "i"}
