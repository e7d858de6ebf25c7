"""A scheduled run with nothing new over a folder of known files, beside `find -printf` over the same folder.

    python benchmarks/known_folder.py --files 100000 [--runs 5]

The job begins with what comes after its first run (`only_new`), which reads every file once. Then the whole command,
from the start of the interpreter to its end, and `find`, with the fields that the job looks at, are timed in turn.
Prints the CPU-seconds of each and the ratio of their medians, and the size of the database; leaves with 1 where the
ratio is over 2, or a known document takes more than 1 kB.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

FOLDER = 1000  # files of a folder
MOST, LARGEST = 2.0, 1000
JOB = """\
only_new = true
[[sources]]
folder = "inbox"
[settings]
engine = "extractive"
[mail]
from = "desk@example.org"
to = ["desk@example.org"]
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "harbour.toml").write_text(JOB)
        for number in range(arguments.files):
            path = home / "inbox" / f"{number // FOLDER:03}" / f"report_{number:06}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"Report {number}\nA ferry of line {number} was late.\n")
        run = [sys.executable, "-m", "briefing", "run", str(home / "harbour.toml")]
        find = ["find", str(home / "inbox"), "-type", "f", "-printf", "%s %T@ %C@ %i %p\n"]
        print(f"first run: {timed(run):.2f} CPU-s")
        timed(run)  # the first look noted no file that was young
        times = [(timed(run), timed(find)) for _ in range(arguments.runs)]
        kept = (home / "harbour.sqlite").stat().st_size / arguments.files
    for ours, theirs in times:
        print(f"nothing new: {ours:.2f} CPU-s, find: {theirs:.2f} CPU-s")
    ours, theirs = (median(each) for each in zip(*times, strict=True))
    print(f"{ours / theirs:.2f} times; database: {kept:.0f} bytes a file")
    sys.exit(1 if ours > MOST * theirs or kept > LARGEST else 0)


def timed(command: list[str]) -> float:
    """The CPU-seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
