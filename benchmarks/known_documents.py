"""A scheduled run with nothing new: how long it takes over documents that are all known.

    python benchmarks/known_documents.py --documents 1250 [--runs 5]

A fifth of the documents are copies of others, so 1,250 files are 1,000 documents.

The first run of the job briefs on all of them and mails to a server on loopback; then the whole command is timed, from
the start of the interpreter to its end. Prints each run's seconds and its health line; leaves with 1 where a run asked
a model, sent a mail or took longer than 1.5 s.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / "jobs"), str(ROOT / "benchmarks")]

from desk import Desk  # noqa: E402
from faulty import Faulty, started  # noqa: E402
from mixed_pile import write  # noqa: E402

MOST = 1.5  # seconds


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
        command = [sys.executable, "-m", "briefing", "run", str(desk.file)]
        first = subprocess.run(command, capture_output=True, text=True, check=False)  # 3: a sentence that did not hold
        print(f"first run: {first.stderr.strip()}")
        slow = 0
        for _ in range(arguments.runs):
            began = time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds = time.perf_counter() - began
            slow += seconds > MOST or "nothing new; " not in done.stderr or ", 0 calls, " not in done.stderr
            print(f"{seconds:.2f} s: {done.stderr.strip()}")
    controller.stop()
    print(f"mails in all: {len(server.taken)}")
    sys.exit(1 if slow or len(server.taken) != 1 else 0)


if __name__ == "__main__":
    main()
