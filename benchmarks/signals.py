"""`briefing write` and `briefing run`, struck by signals at random points: what is left, and what comes of it.

    python benchmarks/signals.py --write 250 --run 250 --seed 1

Six of ten signals are kill -9, two TERM, two INT. Half strike at any moment of a run, half just when `write` begins to
replace what stands there, or when `run` hands its mail over. After each signal the page, the page for browsers and the
record are of one run, the old or the new one (the page for browsers may be missing); the next run leaves all three and
nothing else. After two struck runs of a job a third ends: its reader has the mail, under one Message-ID, the database
is whole, the archive has one page, and no file is left over.
"""

import argparse
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.parser import BytesParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "jobs"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from faulty import Faulty
from faulty import started as mail_server
from forked import Forked
from invented import event

from briefing.render.html import to_html
from briefing.render.markdown import to_markdown
from briefing.render.record import from_json
from briefing.store import HTML, MARKDOWN, RECORD, current

NUMBERS = (*(signal.SIGKILL,) * 6, *(signal.SIGTERM,) * 2, *(signal.SIGINT,) * 2)
JOB = """\
[[sources]]
folder = "inbox"
[settings]
engine = "extractive"
[archive]
folder = "archive"
[mail]
from = "Briefing <briefing@example.org>"
to = ["desk@example.org"]
host = "127.0.0.1"
port = {port}
security = "none"
"""
LEFT = {"archive", "inbox", "desk.toml", "desk.sqlite", "desk.sqlite.desk.lock"}
"""What may stand beside a job file; SQLite's own files go when the last who has them open leaves in peace."""


@dataclass
class Struck:
    """What a series of signals came to."""

    codes: Counter[int] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    again: int = 0
    """Mails that came twice, under one Message-ID."""


def program(words: Sequence[str]) -> int:
    """The program as a shell starts it: it hears signals."""
    from briefing.__main__ import main

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has its background jobs ignore it
    sys.argv = ["briefing", *words]
    return main()


def strike(words: Sequence[str], number: signal.Signals, begun: Callable[[], object], rng: random.Random,
           usual: float) -> tuple[int, str]:
    """Start the program and send it a signal: at any moment, or up to 5 ms after `begun` says so."""
    process, end = Forked(program, words), time.monotonic() + rng.uniform(0, 1.2 * usual)
    if rng.random() < 0.5:
        while process.poll() is None and not begun():
            time.sleep(0.0002)
        end = time.monotonic() + rng.uniform(0, 0.005)
    while process.poll() is None and time.monotonic() < end:
        time.sleep(0.0002)
    process.send_signal(number)
    return process.ended(), process.printed()


def pile(folder: Path, number: int) -> Path:
    """Reports of an event."""
    folder.mkdir(parents=True)
    for n, each in enumerate(event(number).reports()):
        (folder / f"{number}-{n}.txt").write_text(each.text, encoding="utf-8")
    return folder


def mixed(out: Path) -> str | None:
    """What of a briefing is of another run than the rest."""
    told = from_json(current(out / RECORD).read_text(encoding="utf-8"))
    if to_markdown(told) != (out / MARKDOWN).read_text(encoding="utf-8"):
        return "the record is not that of the page"
    if (out / HTML).exists() and to_html(told) != (out / HTML).read_text(encoding="utf-8"):
        return "the page for browsers is not that of the page"
    return None if len({str(each.path)[0] for each in told.documents}) == 1 else "documents of two runs"


def whole(out: Path) -> str | None:
    """What a run that nobody disturbed has not left as it should."""
    names = sorted(each.name for each in out.iterdir())
    return mixed(out) or (f"left over: {names}" if names != sorted((MARKDOWN, HTML, RECORD)) else None)


def of_write(points: int, work: Path, rng: random.Random) -> Struck:
    """Runs over two piles in turn, into one folder."""
    found, out = Struck(), work / "out"
    words = [["write", str(pile(work / str(n), n)), "-o", str(out), "--html", "--engine", "extractive", "-q"]
             for n in range(2)]
    began = time.monotonic()
    Forked(program, words[0]).ended()
    usual = time.monotonic() - began

    def begun() -> bool:
        return any(each.name.startswith(f".{RECORD}") for each in out.iterdir())

    for point in range(points):
        number = rng.choice(NUMBERS)
        code, printed = strike(words[point % 2], number, begun, rng, usual)
        found.codes[code] += 1
        problem = mixed(out) or (printed[-300:] if "Traceback" in printed else None)
        if not problem and point % 4 == 3:
            problem = None if (code := Forked(program, words[rng.randrange(2)]).ended()) == 0 else f"left with {code}"
            problem = problem or whole(out)
        if problem:
            found.problems.append(f"write, signal {point} ({number.name}): {problem}")
    return found


def of_run(points: int, work: Path, rng: random.Random) -> Struck:
    """Two struck runs of a job, and one that may end."""
    found, server, usual = Struck(), Faulty(latency=0.01), 1.0
    controller, met = mail_server(server), threading.Event()
    server.met = lambda _: met.set()
    try:
        for first in range(0, points, 2):
            home = work / str(first)
            pile(home / "inbox", first % 7)
            (home / "desk.toml").write_text(JOB.format(port=controller.port), encoding="utf-8")
            server.taken.clear()
            for point in range(first, min(first + 2, points)):
                number = rng.choice(NUMBERS)
                met.clear()
                code, printed = strike(["run", str(home / "desk.toml")], number, met.is_set, rng, usual)
                found.codes[code] += 1
                if "Traceback" in printed:
                    found.problems.append(f"run, signal {point} ({number.name}): {printed[-300:]}")
            began = time.monotonic()
            code = Forked(program, ["run", str(home / "desk.toml")]).ended()
            usual = time.monotonic() - began
            ids = [BytesParser().parsebytes(mail, headersonly=True)["Message-ID"] for _, mail in server.taken]
            found.again += len(ids) - 1
            found.problems += [f"run, from signal {first} on: {each}" for each in _unlike(home, code, ids)]
            shutil.rmtree(home)
    finally:
        controller.stop()
    return found


def _unlike(home: Path, code: int, ids: Sequence[str]) -> list[str]:
    """What a job did not leave as it should."""
    told = [] if code == 0 else [f"left with {code}"]
    told += [] if len(set(ids)) == 1 else [f"Message-IDs {ids}"]
    names, pages = {each.name for each in home.iterdir()}, sorted(each.name for each in (home / "archive").iterdir())
    told += [f"left over: {names - LEFT}"] if names - LEFT else []
    told += [f"in the archive: {pages}"] if len(pages) != 3 or any(each.startswith(".") for each in pages) else []
    database = sqlite3.connect(home / "desk.sqlite")
    state = database.execute("PRAGMA integrity_check").fetchone()[0]
    database.close()
    return told + ([] if state == "ok" else [f"the database: {state}"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=int, default=250, help="signals")
    parser.add_argument("--run", type=int, default=250, help="signals")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng, bad = random.Random(arguments.seed), 0
    for name, points, struck in (("write", arguments.write, of_write), ("run", arguments.run, of_run)):
        with tempfile.TemporaryDirectory() as place:
            found = struck(points, Path(place), rng)
        for problem in found.problems:
            print(problem, flush=True)
        codes = ", ".join(f"{code}: {many}" for code, many in sorted(found.codes.items()))
        print(f"{name}: {points} signals; left with {codes}; mails that came again {found.again}; "
              f"broken rules {len(found.problems)}", flush=True)
        bad += len(found.problems)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
