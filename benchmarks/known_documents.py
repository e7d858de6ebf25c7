"""A scheduled run over documents that are all known: with nothing new, and with one more.

    python benchmarks/known_documents.py --documents 1250 [--runs 5]

A fifth of the documents are copies of others, so 1,250 files are 1,000 documents.

The first run of the job briefs on all of them and mails to a server on loopback; then the whole command is timed, from
the start of the interpreter to its end. At last one more report of one event comes. Prints the size of the first mail
and of the database, each run's seconds (CPU and wall) and its health line; leaves with 1 where a run with nothing new
asked a model, sent a mail or took longer than 1.5 s, or the first mail has more than 90 kB.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "jobs")]

from desk import Desk  # noqa: E402
from faulty import Faulty, started  # noqa: E402
from mixed_pile import write  # noqa: E402

MOST = 1.5  # seconds
LARGEST = 90  # kB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=1250)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    server = Faulty()
    controller = started(server)
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), port=controller.port)
        write(desk.home / "inbox", arguments.documents, seed=1)
        last = sorted((desk.home / "inbox").iterdir())[-3]  # none that another is a copy of
        more = last.read_bytes()
        last.unlink()
        command = [sys.executable, "-m", "briefing", "run", str(desk.file)]
        first = timed(command)
        size, pages = sizes(server.taken[-1][1])
        print(f"first run: {first}\n  its mail: {size:.1f} kB of HTML, {pages:.1f} kB with its page")
        kept = (desk.home / "harbour.sqlite").stat().st_size / 1000
        print(f"  database: {kept / arguments.documents:.2f} kB a document")
        slow = size > LARGEST
        for _ in range(arguments.runs):
            run = timed(command)
            slow |= run.wall > MOST or "nothing new; " not in run.said or ", 0 calls, " not in run.said
            print(f"nothing new: {run}")
        slow |= len(server.taken) != 1
        last.write_bytes(more)
        print(f"one more: {timed(command)}")
    controller.stop()
    sys.exit(1 if slow else 0)


@dataclass(frozen=True)
class Run:
    """One run of the command."""

    cpu: float
    wall: float
    said: str

    def __str__(self) -> str:
        return f"{self.cpu:.2f} CPU-s, {self.wall:.2f} s: {self.said}"


def timed(command: list[str]) -> Run:
    """The command, run to its end."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # 3: a sentence that did not hold
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(cpu, wall, done.stderr.strip().splitlines()[-1])


def sizes(mail: bytes) -> tuple[float, float]:
    """kB of a mail's HTML, and of all of it."""
    body = BytesParser(policy=policy.default).parsebytes(mail).get_body(("html",))
    return len(str(body.get_content()).encode()) / 1000 if body else 0.0, len(mail) / 1000


if __name__ == "__main__":
    main()
