"""What a run can be told: each setting declared once, with its documentation; flags over environment over TOML."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from briefing.errors import UsageError

PREFIX = "BRIEFING_"
COLUMNS = ("text", "title", "date", "publisher", "url", "author", "language")
"""What a column of a table can be said to hold."""


def _setting(read: Callable[[object], Any], metavar: str, *about: str) -> dict[str, Any]:
    """What the command line, the documentation and the error messages need to know of a setting."""
    return {"read": read, "metavar": metavar, "about": " ".join(about)}


def _choice(*names: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in names:
            raise ValueError(f"is none of {', '.join(names[:-1])} or {names[-1]}")
        return str(value)
    return read


def _whole(least: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        digits = str(value).replace("_", "")
        if isinstance(value, bool) or not (digits.isascii() and digits.removeprefix("-").isdigit()):
            raise ValueError(f"is not a whole number; give {least} or more")
        if int(digits) < least:
            raise ValueError(f"is too small; give {least} or more")
        return int(digits)
    return read


def _share(value: object) -> float:
    try:
        share = float(str(value))
    except ValueError:
        share = -1.0
    if isinstance(value, bool) or not 0 < share <= 1:
        raise ValueError("is not a share above 0 and up to 1, as in 0.5")
    return share


def _money(value: object) -> float:
    """US dollars; "nan" and "inf" are none."""
    try:
        dollars = float(str(value))
    except ValueError:
        dollars = -1.0
    if isinstance(value, bool) or not 0 <= dollars < 1_000_000:
        raise ValueError("is not a sum in US dollars, as in 2.50")
    return dollars


def _price(value: object) -> tuple[float, float]:
    """US dollars for a million tokens sent and for a million tokens received."""
    parts = str(value).split("/")
    try:
        sent, received = (_money(part) for part in parts)
    except ValueError as error:
        raise ValueError('is not a price, input before output in US dollars a million tokens, as in "0.40/1.60"'
                         ) from error
    return sent, received


def _name(value: object) -> str:
    name = _text(value)
    if name is None:
        raise ValueError("is empty; give a name")
    return name


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        raise ValueError("is not a text; put it in quotes")
    return value.strip() or None


def _moment(value: object) -> datetime:
    """A time with its zone; UTC where none is given."""
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError("is not an ISO time, as in 2026-11-21T07:00:00Z") from error
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _hosts(value: object) -> tuple[str, ...]:
    """Names of hosts, with or without a port, from a list or a text that commas part."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(each, str) for each in parts):
        raise ValueError('is not a list of hosts, as in "wiki.corp, localhost:8080"')
    names = tuple(each.strip().lower() for each in parts if each.strip())
    if wrong := next((each for each in names if not re.fullmatch(r"[a-z0-9_.-]+(?::\d{1,5})?", each)), None):
        raise ValueError(f"has {wrong!r}, which is no host, as in wiki.corp or localhost:8080")
    return names


def _columns(value: object) -> tuple[tuple[str, str], ...]:
    """(what it is, the column's name), from a table or from a text whose parts commas part."""
    pairs: list[tuple[object, object]] = list(value.items()) if isinstance(value, dict) else []
    if isinstance(value, str):
        pairs = [(name.strip(), column.strip()) for name, _, column in
                 (each.partition("=") for each in value.split(",") if each.strip())]
    if not pairs or not all(isinstance(column, str) and column for _, column in pairs):
        raise ValueError("is not what columns are called, as in title=Headline,text=Body")
    if wrong := next((name for name, _ in pairs if name not in COLUMNS), None):
        raise ValueError(f"has {wrong!r}; what a column can hold is {', '.join(COLUMNS)}")
    return tuple((str(name), str(column)) for name, column in pairs)


def _day(value: object) -> str:
    """An ISO day; TOML has days of its own."""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise ValueError("is not a day, as in 2026-11-01") from error


def _files(value: object) -> tuple[str, ...]:
    """Patterns of files or addresses, from a list or a text that commas part."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(each, str) for each in parts):
        raise ValueError('is not a list of files, as in ["menu.txt", "agency/*.txt"]')
    return tuple(each.strip() for each in parts if each.strip())


def _groups(value: object) -> tuple[tuple[str, ...], ...]:
    """Groups of files, from a list of lists or a text as in "a.txt + b.txt, c.txt + d.txt"."""
    parts = [each.split("+") for each in value.split(",")] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(each, list | tuple) for each in parts):
        raise ValueError('is not a list of groups of files, as in [["a.txt", "b.txt"], ["c.txt", "d.txt"]]')
    return tuple(group for each in parts if (group := _files(list(each))))


def _publishers(value: object) -> tuple[tuple[str, str], ...]:
    """(file or address, name), from a table or a text as in "a.txt = The Post, b.example = The Globe"."""
    if isinstance(value, str):
        parts = (each.rpartition("=") for each in value.split(",") if each.strip())
        value = {pattern or name: name if pattern else "" for pattern, _, name in parts}
    if not isinstance(value, dict) or not all(isinstance(each, str) for pair in value.items() for each in pair):
        raise ValueError('is not a table of files and names, as in {"a.txt" = "The Post"}')
    named = tuple((pattern.strip(), name.strip()) for pattern, name in value.items())
    if wrong := next((pattern for pattern, name in named if not pattern or not name), None):
        raise ValueError(f"has no name for {wrong!r}, as in a.txt = The Post")
    return named


def _switch(value: object) -> bool:
    """On or off; in the environment a word."""
    words = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value.strip().lower() not in words:
        raise ValueError("is neither true nor false")
    return words[value.strip().lower()]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run can be told apart from its documents."""

    engine: str = field(default="auto", metadata=_setting(
        _choice("auto", "openai", "extractive"), "NAME",
        "who reads and writes: openai, a language model behind an OpenAI-compatible endpoint; extractive, the embedded",
        "rules; auto, the endpoint where OPENAI_API_KEY or OPENAI_BASE_URL is set, else the embedded rules"))
    sentences: int | None = field(default=None, metadata=_setting(
        _whole(1), "N", "sentences on one story, at most, the divergences apart; without it 20 where a language model",
        "writes and 25 where the sources' own sentences are put together"))
    focus: str | None = field(default=None, metadata=_setting(
        _text, "TEXT", "what the reader asks about; what bears on it comes first"))
    story: str | None = field(default=None, metadata=_setting(
        _text, "NAME", "the one story of the pile to tell: its number or id in the overview, or words of its title"))
    most_stories: int | None = field(default=None, metadata=_setting(
        _whole(1), "N", "stories that are told; the others are listed in the overview only"))
    language: str | None = field(default=None, metadata=_setting(
        _text, "NAME", "language a model writes in, as in English or de; else that of most documents"))
    chunk_tokens: int = field(default=2000, metadata=_setting(
        _whole(200), "N", "tokens of a document that a model reads in one call, at most"))
    containment: float = field(default=0.5, metadata=_setting(
        _share, "SHARE", "share of the shorter text's five-word runs that must stand in a longer one for the two to",
        "count as one source"))
    publishers: tuple[tuple[str, str], ...] = field(default=(), metadata=_setting(
        _publishers, "FILES=NAME", "who published what, set by hand: a pattern of files or of addresses and a name, as",
        "in a.txt = The Post; in the settings file a table"))
    exclude: tuple[str, ...] = field(default=(), metadata=_setting(
        _files, "FILES", "files or addresses that are left out, set by hand; patterns, parted by commas"))
    same_source: tuple[tuple[str, ...], ...] = field(default=(), metadata=_setting(
        _groups, "GROUPS", "files that are one source, set by hand, as in a.txt + b.txt; several groups are parted by",
        "commas; in the settings file a list of lists"))
    own_source: tuple[tuple[str, ...], ...] = field(default=(), metadata=_setting(
        _groups, "GROUPS", "files that are a source of their own, set by hand, whatever text they share with others;",
        "given as those of same_source"))
    max_bytes: int = field(default=50_000_000, metadata=_setting(
        _whole(1), "N", "size of one file in bytes; a larger one is left out, and said so"))
    max_characters: int = field(default=500_000, metadata=_setting(
        _whole(1), "N", "length of one document's text in characters; a longer one is left out, and said so"))
    follow_links: bool = field(default=False, metadata=_setting(
        _switch, "", "read what links in a folder lead to outside of it; without it they are left out, and said so"))
    since: str | None = field(default=None, metadata=_setting(
        _day, "DAY", "leave out what was published before this day, as in 2026-11-01; what tells no day stays"))
    fields: tuple[tuple[str, str], ...] = field(default=(), metadata=_setting(
        _columns, "NAMES", "what the columns or keys of CSV, JSON and JSON lines are called where that does not tell",
        "what they hold, as in title=Headline,text=Body,date=Day; besides publisher, author, url and language"))
    ocr: bool = field(default=False, metadata=_setting(
        _switch, "", "recognise the text of PDF files that have none, by ocrmypdf or tesseract where one is installed"))
    allow_private: tuple[str, ...] = field(default=(), metadata=_setting(
        _hosts, "HOSTS", "hosts that web addresses may lead to although they are on this machine or in a private",
        "network, parted by commas"))
    contact: str | None = field(default=None, metadata=_setting(
        _text, "TEXT", "a mail or web address at which whoever runs a site can complain; every server that is fetched",
        "from is told it"))
    pages: str | None = field(default=None, metadata=_setting(
        _text, "FILE", "where fetched pages are kept, so that none is fetched again that has not changed; off for",
        "nowhere (without it: briefing/pages.sqlite in XDG_CACHE_HOME, else in ~/.cache)"))
    model: str = field(default="gpt-4.1-mini", metadata=_setting(
        _name, "NAME", "the language model, as its endpoint calls it"))
    max_cost: float | None = field(default=None, metadata=_setting(
        _money, "USD", "what the calls of one run may cost; a call that might go beyond it is not sent, and the",
        "briefing says what is missing"))
    price: tuple[float, float] | None = field(default=None, metadata=_setting(
        _price, "IN/OUT", "US dollars a million tokens sent and received, as in 0.40/1.60, for a model whose price is",
        "not known here or is another"))
    concurrency: int = field(default=16, metadata=_setting(
        _whole(1), "N", "calls in flight at once; the result does not change"))
    requests_per_minute: int | None = field(default=None, metadata=_setting(
        _whole(1), "N", "calls sent in a minute, at most; without it, what the endpoint's own headers and refusals",
        "tell"))
    tokens_per_minute: int | None = field(default=None, metadata=_setting(
        _whole(1), "N", "tokens sent and expected back in a minute, at most; without it, likewise"))
    call_seconds: int = field(default=300, metadata=_setting(
        _whole(1), "N", "seconds that one call may take in all, its repeats and the waits between them included; one",
        "attempt takes half of it at most"))
    run_seconds: int = field(default=3600, metadata=_setting(
        _whole(1), "N", "seconds from the first call after which no further one is sent"))
    reply_format: str = field(default="auto", metadata=_setting(
        _choice("auto", "schema", "object", "text"), "NAME",
        "how the endpoint is told what form a reply has: schema, a strict JSON schema; object, JSON mode with the",
        "schema in the prompt; text, the prompt alone; auto, the first of these that the endpoint takes"))
    replies: str | None = field(default=None, metadata=_setting(
        _text, "FILE", "where replies are kept, so that none is paid for twice; off for nowhere (without it:",
        "briefing/replies.sqlite in XDG_CACHE_HOME, else in ~/.cache)"))
    workers: int = field(default=1, metadata=_setting(
        _whole(1), "N", "processes that read documents side by side; the result does not change"))
    now: datetime | None = field(default=None, metadata=_setting(
        _moment, "TIME", "ISO time that the briefing carries as its own, for output that repeats; else",
        "SOURCE_DATE_EPOCH, else the clock"))


def flag(each: "Field[Any]") -> str:
    """How a setting is called on the command line."""
    return "--" + each.name.replace("_", "-")


def is_switch(each: "Field[Any]") -> bool:
    """Whether a setting is on or off, and its flag stands alone."""
    return isinstance(each.default, bool)


def variable(each: "Field[Any]") -> str:
    """How a setting is called in the environment."""
    return PREFIX + each.name.upper()


def read_settings(flags: Mapping[str, object], environ: Mapping[str, str], toml: str = "",
                  config: str = "briefing.toml") -> Settings:
    """The settings of a run: defaults, then the text of the file `config`, then `environ`, then `flags`.

    Raises `UsageError` naming every value that can't be used, wherever it stands.
    """
    try:
        table = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{config}: not TOML: {error}; write settings as in sentences = 25") from error
    values, problems = read_values(flags, environ, table, f"{config}: ")
    if problems:
        raise UsageError("\n- ".join(["the settings can't be used:", *problems]))
    return Settings(**values)


def read_values(flags: Mapping[str, object], environ: Mapping[str, str], table: Mapping[str, object],
                where: str) -> tuple[dict[str, Any], list[str]]:
    """The values of the settings that are given, by name, and a line for each that can't be used.

    `where` stands before the name of one that `table` gives.
    """
    known = {each.name: each for each in fields(Settings)}
    problems = [*strangers(table, list(known), where), *strangers(flags, list(known), "--")]
    given = [(f"{where}{name}", name, table[name]) for name in known if name in table]
    given += [(variable(each), name, environ[variable(each)]) for name, each in known.items()
              if variable(each) in environ]
    given += [(flag(each), name, flags[name]) for name, each in known.items() if name in flags]
    values: dict[str, Any] = {}
    for place, name, value in given:
        try:
            values[name] = known[name].metadata["read"](value)
        except ValueError as error:
            problems.append(f"{place}: {value!r} {error}")
    return values, problems


def strangers(table: Mapping[str, object], known: list[str], where: str) -> Iterator[str]:
    """A line for each name that is not known, with the one that was meant."""
    for name in table:
        if name not in known:
            from difflib import get_close_matches  # here, because hardly any table has a name that is not known

            near = get_close_matches(name, known, 1)
            cure = f"did you mean {near[0]}?" if near else f"the settings are {', '.join(known)}"
            yield f"{where}{name} is not a setting; {cure}"


def choose_engine(settings: Settings, environ: Mapping[str, str]) -> tuple[str, str]:
    """The engine's name, and a line that tells the user which it is and why."""
    key = next((name for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL") if environ.get(name)), None)
    if settings.engine == "openai" and not key:
        raise UsageError("--engine: 'openai' needs OPENAI_API_KEY, or OPENAI_BASE_URL for an endpoint that takes no "
                         "key; set one, or use --engine extractive")
    if settings.engine == "openai":
        return "openai", f"{settings.model} writes"
    if settings.engine == "auto" and key:
        return "openai", f"{key} is set; {settings.model} writes"
    if settings.engine == "auto":
        return "extractive", "neither OPENAI_API_KEY nor OPENAI_BASE_URL is set; the embedded engine writes"
    return "extractive", "the embedded engine writes"


def replies_path(settings: Settings, environ: Mapping[str, str]) -> Path | None:
    """The file that replies are kept in; None where none shall be."""
    if settings.replies:
        return None if settings.replies == "off" else Path(settings.replies)
    return _user_folder(environ, "XDG_CACHE_HOME", ".cache") / "replies.sqlite"


def pages_path(settings: Settings, environ: Mapping[str, str]) -> str:
    """The file that fetched pages are kept in; "off" where none shall be."""
    return settings.pages or str(_user_folder(environ, "XDG_CACHE_HOME", ".cache") / "pages.sqlite")


def config_path(environ: Mapping[str, str]) -> Path:
    """The settings file of a user, which need not be there."""
    return _user_folder(environ, "XDG_CONFIG_HOME", ".config") / "config.toml"


def _user_folder(environ: Mapping[str, str], variable: str, usual: str) -> Path:
    """Ours among a user's folders, as the base directory specification has them: a relative path counts as none."""
    named = environ.get(variable)
    home = Path(named) if named and Path(named).is_absolute() else Path(environ.get("HOME") or Path.home(), usual)
    return home / "briefing"


def moment(settings: Settings, environ: Mapping[str, str], clock: Callable[[], datetime]) -> datetime:
    """The time the briefing carries: the setting, else SOURCE_DATE_EPOCH, else the clock; in UTC, whole seconds."""
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if settings.now:
        now = settings.now
    elif epoch:
        try:
            now = datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise UsageError(f"SOURCE_DATE_EPOCH: {epoch!r} is not a count of seconds since 1970, as in 1700000000"
                             ) from error
    else:
        now = clock()
    return now.astimezone(UTC).replace(microsecond=0)


def settings_table() -> str:
    """Every setting as a Markdown table, for docs/."""
    rows = ["| setting | flag | environment | default | what it does |", "| --- | --- | --- | --- | --- |"]
    for each in fields(Settings):
        shown = str(each.default).lower() if is_switch(each) else each.default
        default = "" if shown in (None, ()) else f"`{shown}`"
        call = f"{flag(each)} {each.metadata['metavar']}".rstrip()
        rows.append(f"| `{each.name}` | `{call}` | `{variable(each)}` | {default} | {each.metadata['about']} |")
    return "\n".join(rows)
