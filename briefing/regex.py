"""Patterns that cost nothing until one is looked for: there are hundreds, and a short run needs few."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
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
