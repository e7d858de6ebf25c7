"""The job file: what to brief on, for whom, and when; every key declared once, together with its documentation."""

import hashlib
import os
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from briefing.errors import UsageError
from briefing.jobs import secret, values
from briefing.jobs.address import Address, read_address
from briefing.jobs.cron import Cron, read_cron
from briefing.jobs.room import Room
from briefing.jobs.source import Source, read_sources, source_rows
from briefing.settings import Settings, read_values, strangers
from briefing.text.address import apart, web_address

Security = Literal["starttls", "tls", "none"]
OnDoubt = Literal["retry", "park"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
_LONGEST = 62
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Tell:
    """What the mail tells."""

    stories: int = field(default=5, metadata=values.key(
        values.whole(1, 20), "stories in the top box of the mail; every other has a line"))
    sentences: int = field(default=20, metadata=values.key(values.whole(1, 200), "sentences of a mail, at most"))
    words: int = field(default=400, metadata=values.key(
        values.whole(50, 4000), "words of its stories, at most; what finds no room stands on the page"))
    threshold: float = field(default=0.0, metadata=values.key(
        values.number(0, 20, "2.5"), "what a story must weigh to stand in the mail: new independent sources, harm and",
        "figures, the focus and the topics; 0 leaves none out"))
    topics: tuple[str, ...] = field(default=(), metadata=values.key(
        values.texts, 'what readers want first, as in ["harbours", "grain prices"]'))
    weekly: str | None = field(default=None, metadata=values.key(
        values.choice(*values.DAYS), "a day, as in \"friday\", whose first mail tells the week: what is new since the",
        "last such mail, within the same room"))
    whole: bool = field(default=False, metadata=values.key(
        values.yes, "on the page, below what is new, the whole briefing"))
    nothing_new: str = field(default="silence", metadata=values.key(
        values.choice("silence", "say"), "what a run with nothing new sends: nothing, or a line that says so"))
    attach: bool = field(default=True, metadata=values.key(
        values.yes, "the page attached to the mail: all that is new, with every passage"))

    @property
    def room(self) -> Room:
        """How much a mail tells."""
        return Room(self.stories, self.sentences, self.words, self.threshold, self.topics)


@dataclass(frozen=True, slots=True)
class Mail:
    """Who gets the mail, and the server that takes it."""

    sender: Address = field(metadata=values.key(
        read_address, "who it comes from", name="from",
        cure='name an address, as in from = "Briefing <briefing@example.org>"'))
    to: tuple[Address, ...] = field(metadata=values.key(
        values.addresses, "the readers; each gets a message of their own",
        cure='name at least one address, as in to = ["desk@example.org"]'))
    reply_to: Address | None = field(default=None, metadata=values.key(read_address, "where answers go"))
    host: str = field(default="localhost", metadata=values.key(values.text, "the mail server"))
    port: int | None = field(default=None, metadata=values.key(
        values.port, "its port; else 587 for starttls, 465 for tls, 25 for none"))
    security: Security = field(default="starttls", metadata=values.key(
        values.choice(*PORTS), "starttls, tls (from the first byte) or none; certificates are always verified"))
    ca_file: str | None = field(default=None, metadata=values.key(
        values.text, "certificates to trust instead of the system's, in PEM"))
    user: str | None = field(default=None, metadata=values.key(values.text, "who logs in; without it nobody does"))
    password_env: str | None = field(default=None, metadata=values.key(
        values.text, "name of the environment variable that holds the password"))
    password_file: str | None = field(default=None, metadata=values.key(
        values.text, "file that holds the password; only its owner may read it (chmod 600)"))
    timeout: float = field(default=30.0, metadata=values.key(
        values.number(0.05, 600, "30"), "seconds to wait for one answer of the server"))
    on_doubt: OnDoubt = field(default="retry", metadata=values.key(
        values.choice("retry", "park"), "when nobody can tell whether the server took a message: retry sends it again",
        "under the same Message-ID, park keeps it for `briefing outbox`"))
    wait_minutes: float = field(default=30.0, metadata=values.key(
        values.number(0, 1440, "30"), "how long one run goes on trying a server that says \"later\"; the next run goes",
        "on"))
    unsubscribe: Address | None = field(default=None, metadata=values.key(
        read_address, "where a reader writes to get no more; else reply_to, else from"))
    unsubscribe_url: str | None = field(default=None, metadata=values.key(
        values.https, "an https address that takes a reader off by one click (RFC 8058); {reader} in it is their",
        "address"))
    operator: Address | None = field(default=None, metadata=values.key(
        read_address, "who is told at the first failure: a source gone, a run that failed, a reader refused"))
    deadline_hours: float = field(default=72.0, metadata=values.key(
        values.number(0, 720, "72"), "age at which a message that was never taken is given up"))


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader with wishes of their own."""

    address: Address = field(metadata=values.key(
        read_address, "a reader with wishes of their own, in a table [[readers]] each",
        cure='name an address, as in address = "energy@example.org"'))
    focus: str | None = field(default=None, metadata=values.key(values.text, "what this reader asks about"))
    topics: tuple[str, ...] = field(default=(), metadata=values.key(values.texts, "what this reader wants first"))
    hour: str | None = field(default=None, metadata=values.key(
        values.clock, "when their mail goes, on the job's clock, as in \"09:30\"; else at once"))
    weekly: str | None = field(default=None, metadata=values.key(
        values.choice(*values.DAYS), "a day, as in \"friday\": this reader gets the mail of the week from that day on,",
        "and none on other days"))


@dataclass(frozen=True, slots=True)
class Archive:
    """Where each briefing stays as a page."""

    folder: str | None = field(default=None, metadata=values.key(
        values.text, "a folder for the pages, with an index and an Atom feed; without it there is no archive"))
    url: str | None = field(default=None, metadata=values.key(
        values.web, "the web address of that folder; the mail links its page there instead of attaching it"))


@dataclass(frozen=True, slots=True)
class Webhook:
    """A place besides the mail that each briefing is posted to."""

    form: str = field(metadata=values.key(
        values.choice("slack", "teams", "discord", "json"),
        "slack, teams, discord or json, in a table [[webhooks]] each",
        cure='say which, as in form = "slack"'))
    url_env: str | None = field(default=None, metadata=values.key(
        values.text, "name of the environment variable that holds its address, which is a secret"))
    url_file: str | None = field(default=None, metadata=values.key(
        values.text, "file that holds its address; only its owner may read it (chmod 600)"))


@dataclass(frozen=True, slots=True)
class Job:
    """A job file, read and found sound."""

    file: Path
    name: str
    title: str
    zone: ZoneInfo
    schedule: Cron | None
    state: Path
    sources: tuple[Source, ...]
    settings: Settings
    tell: Tell
    mail: Mail
    password: str | None = field(default=None, repr=False)
    keep_days: int = 30
    only_new: bool = False
    first_day: str = ""
    """ISO day; "" for whatever lies there."""

    readers: tuple[Reader, ...] = ()
    archive: Archive = Archive()
    hooks: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """(form, address) of each webhook."""

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Everybody who gets the mail, each once."""
        known = {each.spec: each for each in (*self.mail.to, *(one.address for one in self.readers))}
        return tuple(known.values())

    @property
    def hours(self) -> tuple[Cron, ...]:
        """The times of the day at which mail goes to readers who do not get it at once, each once."""
        return tuple(dict.fromkeys(self.hour(each) for each in sorted(
            each.hour for each in self.readers if each.hour)))

    @property
    def weekly(self) -> Cron | None:
        """When a week ends; None where the job has no mail of the week."""
        return self.week_ends(self.tell.weekly) if self.tell.weekly else None

    def week_ends(self, day: str) -> Cron:
        """The beginning of each of these days, as "friday"."""
        return read_cron(f"0 0 * * {day[:3]}", self.zone)

    def hour(self, clock: str) -> Cron:
        """A time of every day, as "09:30"."""
        hour, minute = map(int, clock.split(":"))
        return read_cron(f"{minute} {hour} * * *", self.zone)


TOP = (
    ("name", "what the job is called, in its files and its List-Id; else the file's name"),
    ("title", "what the mail is called, in its subject; else the name, or the file's"),
    ("schedule", "when it runs: a cron expression, as in \"0 7 * * 1-5\""),
    ("timezone", "whose clock that means, as in \"Europe/Berlin\"; else UTC"),
    ("state", "the database of what is known and told; else the job file's name with .sqlite"),
    ("keep_days", "days for which a document is compared with what comes after it, 30 without; it stays known for "
     "ever"),
    ("only_new", "true: what lies in the sources when the job first runs is not told"),
    ("since", "a day, as in 2026-11-01: what was published before it is not told"),
    ("sources", "a table [[sources]] each, with folder = \"inbox\", file = \"notes.txt\", feed = \"https://…\", "
     "address = \"https://…\" or mailbox = \"imaps://…\""),
    ("settings", "a table of what `briefing write` can be told, as in focus = \"harbours\""),
    ("tell", "a table: what the mail tells"),
    ("mail", "a table: who gets it, and the server"),
    ("readers", "a table [[readers]] each: who has wishes of their own"),
    ("archive", "a table: where each briefing stays as a page"),
    ("webhooks", "a table [[webhooks]] each: a channel that each briefing is posted to"),
)
"""The keys of the file itself, with what they do."""


def read_job(file: Path, environ: Mapping[str, str], *, sends: bool = True) -> Job:
    """The job in a TOML file; paths in it start at its folder.

    Raises `UsageError` naming every key that can't be used. Without `sends` nobody asks for a password.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{file}: can't be read ({error.strerror}); name a job file that is there") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file}: not TOML: {error}; see the job file in docs/jobs.md") from error
    home = file.absolute().parent
    problems = list(strangers(table, [name for name, _ in TOP], ""))
    top = _Values(table, problems)
    name = top.take("name", values.job_name, _fitting(file.stem))
    zone = top.take("timezone", values.zone, ZoneInfo("UTC"))
    schedule = top.take("schedule", lambda value: _schedule(value, zone), None)
    keep_days = top.take("keep_days", values.whole(1, 3650), 30)
    only_new, first_day = top.take("only_new", values.yes, False), top.take("since", values.iso_day, "")
    called = name if "name" in table else " ".join(os.fsencode(file.stem).decode("utf-8", "replace").split())
    title = top.take("title", values.text, called or name)
    state = top.take("state", values.text, f"{file.stem}.sqlite")
    sources = tuple(read_sources(table.get("sources"), home, kept_beside(home / state, name), environ, problems,
                                 sends=sends))
    settings, wrong = read_values({}, environ, _table(table, "settings", problems), "settings.")
    problems += wrong
    tell = _record(Tell, _table(table, "tell", problems), "tell.", problems)
    mail = _record(Mail, _table(table, "mail", problems), "mail.", problems)
    readers = _records(Reader, table.get("readers", []), "readers.", problems)
    archive = _record(Archive, _table(table, "archive", problems), "archive.", problems)
    hooks = tuple(_hooks(_records(Webhook, table.get("webhooks", []), "webhooks.", problems), home, environ, problems)
                  ) if sends else ()
    password = _password(mail, home, environ, problems) if sends else None
    if problems or mail is None or tell is None:
        raise UsageError("\n- ".join([f"{file} can't be used:", *problems]))
    return Job(file.absolute(), name, title, zone, schedule, home / state, sources, Settings(**settings), tell, mail,
               password, keep_days, only_new, first_day, readers, archive or Archive(), hooks)


def kept_beside(state: Path, name: str) -> Path:
    """The folder in which a job keeps what it fetches, beside its database."""
    return state.with_name(f"{state.stem}.kept" if state.stem == name else f"{state.stem}.{name}.kept")


class _Values:
    """The keys of one table, taken one by one; what can't be used is noted."""

    def __init__(self, table: Mapping[str, object], problems: list[str], where: str = "") -> None:
        self.table, self.problems, self.where = table, problems, where

    def take(self, name: str, read: Callable[[object], Any], default: Any) -> Any:
        """The value of a key, or `default` where it is not there or can't be used."""
        if name not in self.table:
            return default
        value = self.table[name]
        try:
            return read(value)
        except ValueError as error:
            self.problems.append(f"{self.where}{name}: {value!r} {error}")
            return default


def _schedule(value: object, zone: ZoneInfo) -> Cron:
    try:
        return read_cron(str(value), zone)
    except ValueError as error:
        raise ValueError('is not a cron expression, as in "0 7 * * 1-5"') from error


def _table(table: Mapping[str, object], name: str, problems: list[str]) -> dict[str, object]:
    found = table.get(name, {})
    if isinstance(found, dict):
        return found
    problems.append(f"{name}: {found!r} is not a table; write it below a line [{name}]")
    return {}


def _record(kind: type[Any], table: Mapping[str, object], where: str, problems: list[str]) -> Any:
    """The table as a record; None where a key is missing, noted with the others that can't be used."""
    known = {key_name(each): each for each in fields(kind)}
    for word in [name for name in table if name in secret.KEYS]:
        problems.append(f"{where}{word}: a secret does not stand in a job file; name the environment variable that "
                        f"holds it with password_env, or a file with password_file")
    plain = {name: value for name, value in table.items() if name not in secret.KEYS}
    problems += strangers(plain, list(known), where)
    taken = _Values(plain, problems, where)
    missing = [name for name, each in known.items() if each.default is MISSING and name not in plain]
    problems += [f"{where}{name} is missing; {known[name].metadata['cure']}" for name in missing]
    found = {each.name: taken.take(name, each.metadata["read"], None if each.default is MISSING else each.default)
             for name, each in known.items()}
    return None if missing else kind(**found)


def _records(kind: type[Any], value: object, where: str, problems: list[str]) -> tuple[Any, ...]:
    """The tables of a list, each as a record."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        problems.append(f"{where[:-1]}: {value!r} is no list of tables; write each below a line [[{where[:-1]}]]")
        return ()
    found = [_record(kind, each, f"{where}{number}.", problems) for number, each in enumerate(value, 1)]
    return tuple(each for each in found if each)


def _hooks(hooks: Sequence[Webhook], home: Path, environ: Mapping[str, str],
           problems: list[str]) -> Iterator[tuple[str, str]]:
    """(form, address) of each webhook; the address is never part of a complaint."""
    for number, each in enumerate(hooks, 1):
        where = f"webhooks.{number}"
        if bool(each.url_env) == bool(each.url_file):
            problems.append(f"{where}: goes with one of url_env or url_file; give one of them")
            continue
        url = environ.get(each.url_env) if each.url_env else secret.kept(
                home / str(each.url_file), problems, f"{where}.url_file")
        if each.url_env and not url:
            problems.append(f"{where}.url_env: {each.url_env!r} is not set in the environment; set it")
        elif url and not (address := _safe(url)):
            problems.append(f"{where}: its address is not one of https (or of http on this machine); correct it")
        elif url:
            yield each.form, address


def _safe(url: str) -> str:
    """The address as it is opened; "" where what is posted to it could be read on the way."""
    address = web_address(url) or ""
    if not address:
        return ""
    secure, host, _, _ = apart(address)
    return address if secure or host in _LOOPBACK else ""


def key_name(each: "Field[Any]") -> str:
    """How a field is called in the job file."""
    return str(each.metadata["name"] or each.name)


def _password(mail: Mail | None, home: Path, environ: Mapping[str, str], problems: list[str]) -> str | None:
    """The password from where the job says it is; never part of a complaint."""
    if mail is None:
        return None
    named = [each for each in (mail.password_env, mail.password_file) if each]
    if bool(named) != bool(mail.user) or len(named) > 1:
        problems.append("mail.user: goes together with one of password_env or password_file; give both or neither")
        return None
    if mail.user and mail.security == "none" and mail.host not in _LOOPBACK:
        problems.append("mail.security: 'none' would send the password in the clear; use \"starttls\" or \"tls\"")
    return secret.secret(mail.password_env, mail.password_file, home, environ, problems, "mail.")


def _fitting(stem: str) -> str:
    """A file's name as the name of a job; one that has to be changed for it ends in a digest, so that no two names, or
    two spellings of one, become the same."""
    plain = unicodedata.normalize("NFKD", stem).replace("ß", "ss").encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")
    if name == stem and len(name) <= _LONGEST:
        return name
    digest = hashlib.sha256(os.fsencode(stem)).hexdigest()[:6]
    return f"{name[: _LONGEST - len(digest) - 1].rstrip('-._') or 'job'}-{digest}"


def job_table() -> str:
    """Every key of a job file as a Markdown table, for docs/."""
    rows = ["| key | default | what it does |", "| --- | --- | --- |",
            *(f"| `{name}` |  | {about} |" for name, about in TOP), *source_rows()]
    for where, kind in (("tell", Tell), ("mail", Mail), ("readers", Reader), ("archive", Archive),
                        ("webhooks", Webhook)):
        for each in fields(kind):
            default = "" if each.default in (MISSING, None) else f"`{_toml(each.default)}`"
            rows.append(f"| `{where}.{key_name(each)}` | {default} | {each.metadata['about']} |")
    return "\n".join(rows)


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return str(list(value))
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else f"{value:g}"
