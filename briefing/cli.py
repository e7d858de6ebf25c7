"""The command line: arguments in, exit codes out; everything heavy is imported by the command that needs it."""

import argparse
import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from briefing.errors import BriefingError, BusyError, Terminated, UsageError
from briefing.jobs import command as jobs
from briefing.render.escape import harmless
from briefing.render.phrases import count
from briefing.settings import Settings, choose_engine, config_path, flag, is_switch, moment, pages_path, read_settings

if TYPE_CHECKING:
    from briefing.llm.chat import Chat
    from briefing.model import Briefing, Usage
    from briefing.pipeline import Outcome
    from briefing.runs.planning import Plan
    from briefing.store import Saved

_DRAWN = {".html": "a page for browsers", ".docx": "a Word file", ".pdf": "a PDF"}
Progress = Callable[[str, int, int], None]

WRITTEN, FAILED, MISUSED, INCOMPLETE, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 130, 143
UNDELIVERED, BUSY = jobs.UNDELIVERED, jobs.BUSY

EXIT_CODES = f"""\
exit codes:
  {WRITTEN}    written; for check: no gate is broken; for run: told, or nothing new
  {FAILED}    failed; for check: something does not hold
  {MISUSED}    wrong usage
  {INCOMPLETE}    written, but a document (for run: or a source) could not be read, or not by the model that was asked
       to, or a sentence failed verification even after its repair
  {UNDELIVERED}    a message could not be delivered: it waits, is parked, or was refused
  {BUSY}    another run of the job is at work, or one that writes to the same folder
  {INTERRUPTED}  interrupted (ctrl-c)
  {TERMINATED}  terminated (SIGTERM)
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; the one place where an error becomes a code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
    try:
        arguments = parser().parse_args(argv)
        code: int = arguments.command(arguments)
        sys.stdout.flush()
    except SystemExit as leaving:  # argparse, after --help or --version
        return int(leaving.code or 0)
    except UsageError as error:
        _say(error)
        return MISUSED
    except BusyError as error:
        _say(error)
        return BUSY
    except BriefingError as error:
        _say(error)
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has gone; keep the interpreter from complaining about it while it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        what = error.filename if isinstance(error.filename, str) else "the output"
        _say(f"{what}: can't be used ({error.strerror or error})")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Terminated:
        _say("terminated; no file is left half-written")
        return TERMINATED
    except KeyboardInterrupt:
        _say("interrupted; no file is left half-written")
        return INTERRUPTED
    return code


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints take the same way as all others, and whose help is as wide everywhere."""

    def error(self, message: str) -> NoReturn:
        """Complain about the call, and point to the help."""
        raise UsageError(f"{message}; see {self.prog} --help")


def _layout(prog: str) -> argparse.HelpFormatter:
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=28, width=100)


def parser() -> argparse.ArgumentParser:
    """Every command and flag; argparse, because typer alone takes longer to import than all of `--help` may take."""
    top = _Parser(prog="briefing", formatter_class=_layout, epilog=EXIT_CODES, description=(
        "Turn a pile of documents into a short, cited briefing that tells where the sources diverge."))
    top.add_argument("--version", action="version", version=_version())
    commands = top.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)
    _add_write(commands)
    _add_check(commands)
    _add_show(commands)
    jobs.add(commands, _layout, jobs.Surroundings(
        os.environ, lambda: datetime.now(UTC), time.sleep, time.monotonic, _say, _print, _progress,
        _asking, (sys.executable, "-m", "briefing"), lambda: datetime.now().astimezone().tzinfo))
    return top


def help_text() -> str:
    """The help of the program and of each command, as docs/ has it."""
    top = parser()
    commands = next(each.choices for each in top._actions if isinstance(each, argparse._SubParsersAction))
    return "\n".join(each.format_help() for each in (top, *commands.values()))


def _add_write(commands: "argparse._SubParsersAction[_Parser]") -> None:
    write = commands.add_parser("write", formatter_class=_layout, help="write a briefing of documents", description=(
        "Write OUT/briefing.md and OUT/briefing.json; a briefing that stands there is replaced as a whole, and one "
        "that was changed since it was written is kept under another name first."))
    write.add_argument("paths", nargs="+", metavar="PATH",
                       help="a document or a folder of documents; - is standard input")
    write.add_argument("-o", dest="output", metavar="OUT",
                       help="folder to write to (default: outputs/<name of the input>), or a file that ends in .md, "
                            ".html, .docx, .pdf (by Chromium) or .json; - is standard output")
    write.add_argument("--format", choices=("md", "html", "json"), default="md", metavar="NAME",
                       help="what goes to standard output with -o -: md, html or json (default: md)")
    write.add_argument("--html", action="store_true", help="write the page for browsers too, as briefing.html")
    write.add_argument("--json", action="store_true", dest="told_as_json",
                       help="tell on standard output, as JSON, what was written and what it came to")
    loudness = write.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="say nothing but what is wrong")
    loudness.add_argument("-v", "--verbose", action="store_true",
                      help="say how long each stage took, and which documents are copies of which")
    write.add_argument("--force", action="store_true",
                       help="replace a briefing that was changed since it was written, or is none of ours; without it "
                            "that is kept as briefing.DATE.md first")
    write.add_argument("--dry-run", action="store_true", help="tell what would be read, and write nothing")
    write.add_argument("--config", metavar="FILE", help="TOML file with settings, as in sentences = 25 (default: "
                                                                "~/.config/briefing/config.toml, where there is one)")
    for each in fields(Settings):
        if is_switch(each):
            write.add_argument(flag(each), dest=f"set_{each.name}", action="store_true", default=None,
                               help=each.metadata["about"])
            continue
        default = "" if each.default in (None, ()) else f" (default: {each.default})"
        write.add_argument(flag(each), dest=f"set_{each.name}", metavar=each.metadata["metavar"],
                           help=each.metadata["about"].replace("%", "%%") + default)
    write.set_defaults(command=_write)


def _add_check(commands: "argparse._SubParsersAction[_Parser]") -> None:
    check = commands.add_parser("check", formatter_class=_layout, help="hold a briefing against its evidence",
                                description="Hold every sentence of a briefing against its evidence; problems go to "
                                            "standard output, one a line, and so do words that no cited passage has: "
                                            "they may be right, and nothing proves them.")
    check.add_argument("file", metavar="FILE",
                       help="briefing.json, or a briefing.md that may have been edited; or the folder of it")
    check.add_argument("--json", metavar="FILE", help="the record of a .md (default: briefing.json beside it)")
    check.add_argument("--strict", action="store_true",
                       help="fail on a word that the cited passages have in no form, too, and not only list it")
    check.set_defaults(command=_check)


def _add_show(commands: "argparse._SubParsersAction[_Parser]") -> None:
    show = commands.add_parser("show", formatter_class=_layout, help="show a cited passage in its document",
                               description="Show the passage that a citation names, between >>> and <<<, with the "
                                           "text around it.")
    show.add_argument("file", metavar="FILE", help="briefing.json, the page beside it, or the folder of both")
    show.add_argument("citation", metavar="CITATION", help="a citation of the briefing, as in 1a")
    show.set_defaults(command=_show)


def _write(arguments: argparse.Namespace) -> int:
    """Write a briefing, or tell what would be read."""
    settings = _settings(arguments)
    engine, why = choose_engine(settings, os.environ)
    settings = replace(settings, engine=engine)
    stdin = sys.stdin.buffer if "-" in arguments.paths else None
    if arguments.dry_run:
        from briefing.runs.planning import plan

        with _asking(settings) as chat:
            planned = plan(arguments.paths, settings, stdin=stdin, chat=chat)
            _print(_table(planned) + (_bill(planned, settings, priced=chat.budget.price is not None) if chat else ""))
        return WRITTEN
    now = moment(settings, os.environ, lambda: datetime.now(UTC))
    from briefing import store

    if arguments.output == "-":
        if arguments.html or arguments.told_as_json:
            raise UsageError(f"{'--html' if arguments.html else '--json'}: goes with a file or a folder, and -o - is "
                             "standard output; --format says what is written there")
        outcome = _run(arguments, settings, now, stdin, why)
        _print(str(store.drawn(outcome.briefing, f".{arguments.format}")))
        return _report(arguments, outcome, "standard output")
    place = store.target(arguments.paths, arguments.output, html=arguments.html)
    with store.claimed(place):
        outcome = _run(arguments, settings, now, stdin, why)
        saved = store.save(outcome.briefing, place, force=arguments.force)
    if saved.kept:
        _say(f"{' and '.join(map(str, saved.kept))}: kept, because what stood there was not as a run had left it, "
             "or belongs to another page (--force replaces it)")
    if arguments.told_as_json:
        _print(_result(outcome, saved))
    return _report(arguments, outcome, str((*saved.pages, saved.record)[0]))


def _run(arguments: argparse.Namespace, settings: Settings, now: datetime, stdin: BinaryIO | None,
         why: str) -> "Outcome":
    from briefing import pipeline

    if not arguments.quiet:
        _say(why)
    with _progress(shown=not arguments.quiet) as draw, _asking(settings, draw) as ask:
        clock = _Clock(draw) if arguments.verbose else None
        outcome = pipeline.run(arguments.paths, settings, now=now, progress=clock or draw, stdin=stdin, ask=ask)
    if clock:
        _say(clock.lines())
        for line in _merged(outcome.briefing):
            _say(line)
    return outcome


class _Clock:
    """Which stage a run is in, and how long each took."""

    def __init__(self, draw: Progress | None) -> None:
        self._draw = draw
        self._seconds: dict[str, float] = {}
        self._stage, self._since = "", time.perf_counter()

    def __call__(self, stage: str, done: int, total: int) -> None:
        self._turn(stage)
        if self._draw:
            self._draw(stage, done, total)

    def lines(self) -> str:
        """The stages in their order, each with its seconds."""
        self._turn("")
        return ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in self._seconds.items())

    def _turn(self, stage: str) -> None:
        now = time.perf_counter()
        if self._stage:
            self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now


def _merged(briefing: "Briefing") -> Iterator[str]:
    """A line for each document that is not counted as a source of its own."""
    paths = {each.id: each.path or each.title for each in briefing.documents}
    for origin in briefing.origins:
        for member in origin.members[1:]:
            yield f"{paths[member.document]}: {member.role} of {paths[origin.members[0].document]} ({origin.name})"


def _result(outcome: "Outcome", saved: "Saved") -> str:
    """What a run left, for programs."""
    found = outcome.briefing
    summary = {
        "pages": [str(each) for each in saved.pages], "record": str(saved.record),
        "kept": [str(each) for each in saved.kept], "title": found.title, "documents": len(found.documents),
        "sources": len(found.origins), "stories": len(found.stories),
        "sentences": sum(len(section.sentences) for section in found.sections),
        "divergences": len(found.divergences), "unread": outcome.unread, "failed": outcome.failed,
        "incomplete": found.incomplete, "usage": asdict(found.usage),
    }
    return json.dumps(summary, ensure_ascii=False, indent=2) + "\n"


def _report(arguments: argparse.Namespace, outcome: "Outcome", page: str) -> int:
    """Say what a run came to; its exit code."""
    if not arguments.quiet:
        _say(f"{page}: {_summary(outcome.briefing)}")
        if outcome.briefing.usage.calls or outcome.briefing.usage.cached_calls:
            _say(_spent(outcome.briefing.usage))
    end = f"(see the end of {Path(page).name})"
    if outcome.briefing.by_rule:
        _say(f"by rule, not by the model: {outcome.briefing.by_rule} {end}")
    if outcome.unread:
        _say(f"could not be read: {outcome.unread} {end}")
    if outcome.failed:
        _say(f"left out, because no evidence carried them: {outcome.failed} {end}")
    return INCOMPLETE if outcome.unread or outcome.failed else WRITTEN


@contextmanager
def _asking(settings: Settings, progress: Progress | None = None) -> "Iterator[Chat | None]":
    """The door to the language model; None where the embedded engine writes."""
    if settings.engine == "extractive":
        yield None
        return
    from briefing.llm.chat import Chat

    with Chat(settings, os.environ, progress=progress) as chat:
        yield chat


def _check(arguments: argparse.Namespace) -> int:
    """Hold a briefing against its evidence."""
    path = _readable(arguments.file)
    is_record = path.suffix.lower() == ".json"
    if is_record and arguments.json:
        raise UsageError(f"--json: {arguments.json!r} goes with a .md, and {path} is a record itself; leave it out")
    from briefing.check import check, check_markdown
    from briefing.render.record import from_record, read_record
    from briefing.store import current, record_beside

    where = current(path) if is_record else Path(arguments.json) if arguments.json else record_beside(path)
    record = read_record(_read(where), str(where))
    from_record(record, str(where))  # raises where the record has no form that could be checked
    found = list(check(record, strict=True))
    if not is_record:
        found += check_markdown(_read(path), record, strict=True)
    for problem in found:
        _print(f"{problem}\n")
    problems = [problem for problem in found if arguments.strict or not problem.own]
    own = len(found) - len(problems)
    verdict = count(len(problems), "problem") if problems else "no gate is broken" if own else "everything holds"
    _say(f"{path}: {verdict}" + (f", {'and' if problems else 'but'} {_own_words(own)}" if own else ""))
    return FAILED if problems else WRITTEN


def _own_words(texts: int) -> str:
    """How many texts say what nothing proves: an editor is to look at each."""
    return (f"{count(texts, 'text')} {'has words of its' if texts == 1 else 'have words of their'} own, which nothing "
            "proves; see above")


def _show(arguments: argparse.Namespace) -> int:
    """Show a passage in its document."""
    from briefing.render.passage import show
    from briefing.render.record import from_json
    from briefing.store import current, record_beside

    file = _readable(arguments.file)
    record = record_beside(file) if file.suffix == ".md" else current(file)
    _print(show(from_json(_read(record), str(record)), arguments.citation))
    return WRITTEN


def _settings(arguments: argparse.Namespace) -> Settings:
    flags = {each.name: value for each in fields(Settings)
             if (value := getattr(arguments, f"set_{each.name}")) is not None}
    usual = config_path(os.environ)
    file = Path(arguments.config) if arguments.config else usual if os.path.isfile(usual) else None
    found = read_settings(flags, os.environ, _read(file) if file else "", str(file or ""))
    return replace(found, pages=pages_path(found, os.environ))


def _readable(file: str) -> Path:
    """A page or a record, of a folder the one in it; what was drawn for a browser, for Word or as PDF is not read
    back."""
    path = Path(file)
    if os.path.isdir(path):
        from briefing.store import MARKDOWN, RECORD

        found = next((path / name for name in (MARKDOWN, RECORD) if os.path.isfile(path / name)), None)
        if found is None:
            raise UsageError(f"{path}: a folder without {MARKDOWN}; name the page or the record")
        path = found
    if drawn := _DRAWN.get(path.suffix.lower()):
        raise UsageError(f"{path}: {drawn} is not read back; name its record, {path.with_suffix('.json')}")
    return path


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: can't be read ({error.strerror}); name a file that is there") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 text; name a file that `briefing write` or an editor left") from error


def _table(plan: "Plan") -> str:
    """What a run would read: one line a document, then the sums."""
    rows = [("tokens", "chunks", "source", "document"),
            *((f"{row.tokens:,}", str(row.chunks), row.origin[:40], row.path) for row in plan.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [f"{tokens:>{widths[0]}}  {chunks:>{widths[1]}}  {origin:<{widths[2]}}  {path}"
             for tokens, chunks, origin, path in rows]
    counts = (count(plan.documents, "document"), f"{count(plan.origins, 'independent source')} at most",
              count(plan.chunks, "chunk"), f"{plan.tokens:,} tokens")
    return "\n".join([*lines, ", ".join(counts)]) + "\n"


def _bill(plan: "Plan", settings: Settings, *, priced: bool) -> str:
    """What a model would be asked, task by task; estimates are marked."""
    rows = [("task", "calls", "kept", "tokens sent", "received", "US$")]
    for cost in plan.costs:
        about, use = "" if cost.exact else "~", cost.usage
        rows.append((cost.task, f"{about}{use.calls}", str(use.cached_calls), f"{about}{use.prompt_tokens:,}",
                     f"~{use.completion_tokens:,}", f"~{use.cost_usd:.4f}" if priced else "?"))
    total = sum(cost.usage.cost_usd for cost in plan.costs)
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    lines = [f"{row[0]:<{widths[0]}}  " + "  ".join(f"{cell:>{width}}" for cell, width in
                                                    zip(row[1:], widths[1:], strict=True)) for row in rows]
    sum_line = (f"about {total:.4f} US$ with {settings.model}" if priced else
                f"the price of {settings.model} is not known here; give it as in --price 0.40/1.60")
    return "\n".join(["", *lines, f"{sum_line}; what is marked ~ is estimated"]) + "\n"


def _summary(briefing: "Briefing") -> str:
    sentences = sum(len(section.sentences) for section in briefing.sections)
    return (f"{count(sentences, 'sentence')} and {count(len(briefing.divergences), 'divergence')} from "
            f"{count(len(briefing.documents), 'document')}, {count(len(briefing.sources), 'independent source')}")


def _spent(usage: "Usage") -> str:
    """What the calls came to."""
    cost = f", {usage.cost_usd:.4f} US$" if usage.cost_usd else ""
    return (f"{count(usage.calls, 'call')} and {usage.cached_calls:,} kept, "
            f"{usage.prompt_tokens:,} tokens sent, {usage.completion_tokens:,} received{cost}")


def _print(text: str) -> None:
    """A result; words of documents and names of files may not steer the terminal."""
    print(harmless(text), end="")


def _say(message: object) -> None:
    """Talk to the user; results alone go to standard output."""
    print(harmless(f"briefing: {message}"), file=sys.stderr)


@contextmanager
def _progress(*, shown: bool = True) -> Iterator[Progress | None]:
    """What draws (stage, done, total) on a terminal, 0 in all for a stage that does not count; None where standard
    error is none."""
    if not (shown and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def draw(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total or None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield draw


def _version() -> str:
    from briefing import __version__

    return f"briefing {__version__}"
