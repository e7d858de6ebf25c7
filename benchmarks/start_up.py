"""Start-up: the CPU seconds of `briefing write` on one short text and of `briefing --help`, beside another checkout.

    python benchmarks/start_up.py [--beside CHECKOUT] [--rounds 9]

Each command runs in a process of its own, the checkouts by turns, its modules compiled as an installed package has
them; the median of the rounds is printed. `git worktree add --detach CHECKOUT COMMIT` gives the one to compare with.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent.parent
TEXT = """\
The port of Varno reopened on Monday after a storm.

Three men were hurt, police said on Tuesday. About 1,200 people were moved from their homes.

The mayor said the cost was 4 million euros.
"""


def seconds(checkout: Path, folder: Path, *arguments: str) -> float:
    """The CPU seconds of one command of the program in `checkout`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "PYTHON"))}
    environment |= {"PYTHONPATH": str(checkout), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "briefing", *arguments], cwd=folder, env=environment, check=True,
                   capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--beside", type=Path, help="another checkout, measured in the same rounds")
    parser.add_argument("--rounds", type=int, default=9)
    args = parser.parse_args()
    checkouts = [HERE, *([args.beside.resolve()] if args.beside else [])]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "one.txt").write_text(TEXT, encoding="utf-8")
        for arguments in (("write", "one.txt", "-o", "out"), ("--help",)):
            found: dict[Path, list[float]] = {each: [] for each in checkouts}
            for _ in range(args.rounds + 1):
                for checkout in checkouts:
                    found[checkout].append(seconds(checkout, folder, *arguments))
            for checkout, rounds in found.items():
                print(f"{arguments[0]:8} {statistics.median(rounds[1:]):.3f} s  {checkout}")  # the first one compiles


if __name__ == "__main__":
    main()
