"""Where a job's documents come from: the tables [[sources]] of its file."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from briefing.jobs import values
from briefing.jobs.secret import KEYS, secret
from briefing.regex import lazy_regex
from briefing.settings import strangers
from briefing.text.address import unescaped, web_address

Kind = Literal["folder", "file", "feed", "address", "mailbox"]

KINDS: dict[Kind, str] = {
    "folder": "a folder of documents, read with the folders in it",
    "file": "one document, or what holds several",
    "feed": "the web address of an RSS, Atom or JSON feed: its items, those that only tease with their articles",
    "address": "a web address whose page is read, and read again where it changes",
    "mailbox": "imaps://host/folder (imap:// for STARTTLS; without a folder INBOX): its mails, which stay there unread",
}
"""The kinds of sources, with what is read of each; a table names one."""

REMOTE = frozenset({"feed", "address", "mailbox"})
"""Those that are fetched."""

KEYS_OF_A_MAILBOX = {
    "user": "who logs in to the mailbox",
    "password_env": "name of the environment variable that holds its password",
    "password_file": "file that holds its password; only its owner may read it (chmod 600)",
    "ca_file": "certificates to trust instead of the system's, in PEM",
}
KEYS_OF_ALL = {"name": "the heading of its stories in the mail"}

_EXAMPLE = 'write a table for each, as in [[sources]] and below it folder = "inbox"'
_MAILBOX = lazy_regex(r"(?P<scheme>imaps?)://(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::(?P<port>\d{1,5}))?"
                      r"(?:/(?P<folder>[^?#]*))?")
_PORTS = {"imaps": 993, "imap": 143}
_NAMED = lazy_regex(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A folder of a mail server, and who may look into it."""

    host: str
    port: int
    implicit: bool
    """Whether TLS begins with the first byte; else by STARTTLS."""

    folder: str
    user: str
    password: str = field(repr=False)
    ca_file: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where documents come from."""

    kind: Kind
    place: str
    """As the job file gives it; of a web address without its query, which may hold a secret."""

    path: Path
    """The folder or file; of what is fetched, the folder that it is kept in."""

    name: str = ""
    """The heading of its stories in the mail."""

    url: str = field(default="", repr=False)
    """Of a feed or an address, whole."""

    mailbox: Mailbox | None = None

    @property
    def key(self) -> str:
        """What the job's database knows a source by that is fetched."""
        return hashlib.sha256(f"{self.kind} {self.url or self.place}".encode()).hexdigest()[:16]


def read_sources(value: object, home: Path, store: Path, environ: Mapping[str, str], problems: list[str], *,
                 sends: bool) -> Iterator[Source]:
    """Each source of the job; whether it is there is for the run to find out.

    Paths start at `home`, and what is fetched is kept in folders of `store`. Without `sends` no password is asked for.
    """
    if not isinstance(value, list) or not value:
        problems.append(f"sources is missing; {_EXAMPLE}" if value is None else f"sources: {value!r} is empty; "
                        f"{_EXAMPLE}" if value == [] else f"sources: {value!r} is no list of tables; {_EXAMPLE}")
        return
    for number, each in enumerate(value, 1):
        where = f"sources.{number}"
        if not isinstance(each, dict):
            problems.append(f"{where}: {each!r} does not name one source; {_EXAMPLE}")
            continue
        for word in [name for name in each if name in KEYS]:
            problems.append(f"{where}.{word}: a secret does not stand in a job file; name the environment variable "
                            "that holds it with password_env, or a file with password_file")
        table = {name: held for name, held in each.items() if name not in KEYS}
        if found := _source(table, where, home, store, environ, problems, sends=sends):
            yield found


def _source(table: Mapping[str, object], where: str, home: Path, store: Path, environ: Mapping[str, str],
            problems: list[str], *, sends: bool) -> Source | None:
    """The source of one table; None, with the problems noted, where it can't be used."""
    kinds: list[Kind] = [kind for kind in KINDS if kind in table]
    if len(kinds) != 1:
        wrong = next((f"{where}: {name!r} is no kind of source; the kinds are {', '.join(KINDS)}" for name in table
                      if not kinds and name not in (*KEYS_OF_ALL, *KEYS_OF_A_MAILBOX)), None)
        problems.append(wrong or f"{where}: {', '.join(map(repr, table)) or 'an empty table'} does not name one "
                        f"source; {_EXAMPLE}")
        return None
    kind, = kinds
    known = [kind, *KEYS_OF_ALL, *(KEYS_OF_A_MAILBOX if kind == "mailbox" else ())]
    found = list(strangers(table, known, f"{where}."))
    found += [f"{where}.{name}: {table[name]!r} is not a text; put it in quotes" for name in known
              if name in table and name != kind and not isinstance(table[name], str)]
    place = table[kind]
    if not isinstance(place, str) or not place.strip() or "\0" in place:
        found.append(f"{where}.{kind}: {place!r} is not {'a path' if kind not in REMOTE else 'an address'}; "
                     "put it in quotes")
    problems += found
    if found or not isinstance(place, str):
        return None
    name = " ".join(str(table.get("name", "")).split())
    if kind in ("folder", "file"):
        return Source(kind, place, home / place, name)
    if kind == "mailbox":
        mailbox = _mailbox(place, {key: str(held) for key, held in table.items()}, where, home, environ, problems,
                           sends=sends)
        return _kept(Source(kind, place, store, name, mailbox=mailbox), store) if mailbox else None
    url = web_address(place)
    if url is None:
        problems.append(f"{where}.{kind}: is no web address, as in \"https://outlet.example/{kind}\"")
        return None
    return _kept(Source(kind, url.partition("?")[0], store, name, url), store)


def _kept(source: Source, store: Path) -> Source:
    """The source with a folder of its own, called by where it comes from."""
    host, _, rest = source.place.partition("://")[2].partition("/")
    words = _NAMED.sub("-", f"{host} {rest}".lower()).strip("-")[:40].strip("-")
    return Source(source.kind, source.place, store / f"{words}-{source.key[:6]}", source.name, source.url,
                  source.mailbox)


def _mailbox(place: str, table: Mapping[str, str], where: str, home: Path, environ: Mapping[str, str],
             problems: list[str], *, sends: bool) -> Mailbox | None:
    """The mailbox that an address names; None, with the problems noted, where it can't be used."""
    told = _MAILBOX.fullmatch(place.strip())
    if told is None or not 0 < int(told["port"] or 1) < 65_536:
        problems.append(f"{where}.mailbox: is no address of a mailbox, as in \"imaps://imap.example.org/INBOX\"; who "
                        "logs in is told by user, and password_env or password_file")
        return None
    env, file = table.get("password_env"), table.get("password_file")
    if "user" not in table or bool(env) == bool(file):
        problems.append(f"{where}.user: goes together with one of password_env or password_file; give both")
        return None
    password = secret(env, file, home, environ, problems, f"{where}.") if sends else ""
    if password is None:
        return None
    ca_file = str(home / table["ca_file"]) if table.get("ca_file") else None
    return Mailbox(told["host"].strip("[]"), int(told["port"] or _PORTS[told["scheme"]]), told["scheme"] == "imaps",
                   unescaped(told["folder"] or "").strip("/") or "INBOX", values.text(table["user"]), password, ca_file)


def source_rows() -> Iterator[str]:
    """The keys of the table as rows for docs/."""
    for key, about in (*KINDS.items(), *KEYS_OF_ALL.items(), *KEYS_OF_A_MAILBOX.items()):
        yield f"| `sources.{key}` |  | {about} |"
