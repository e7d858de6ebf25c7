"""Long runs of the fuzzing that the suite does shortly: other inputs each time, for so many minutes of one core.

    python benchmarks/fuzz.py --minutes 60
    python benchmarks/fuzz.py --target "own files" --inputs 5000
    python benchmarks/fuzz.py --target records --start 4711 --inputs 1

Prints how many inputs each part was tried with, and each that broke a promise, by the number that makes it again.
"""

import argparse
import os
import resource
import sys
import time
import traceback
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from fuzzing import TARGETS

SLOW = 20.0
"""CPU seconds of this process above which an input is told, too."""


def _worked() -> float:
    """CPU seconds of this process and of those it has waited for."""
    return sum(os.times()[:4])


def main() -> int:
    """Take the parts by turns until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, help="CPU minutes; 1 where no number of inputs is given")
    parser.add_argument("--inputs", type=int, help="so many")
    parser.add_argument("--target", choices=tuple(TARGETS), action="append", help="this part only")
    parser.add_argument("--start", type=int, default=int(time.time()), help="number of the first input")
    arguments = parser.parse_args()
    names, first = arguments.target or list(TARGETS), arguments.start
    minutes = arguments.minutes or (1.0 if arguments.inputs is None else float("inf"))
    numbers = count(first) if arguments.inputs is None else range(first, first + arguments.inputs)
    tried, broken, slowest = dict.fromkeys(names, 0), 0, 0.0
    for number in numbers:
        if _worked() >= 60 * minutes:
            break
        name = names[number % len(names)]
        began = time.process_time()
        try:
            TARGETS[name].tried(number)
        except AssertionError as error:
            broken += 1
            told = "".join(traceback.format_exception(error.__cause__))
            print(f"{name}, input {number}:\n{told[-1500:]}", flush=True)
        slowest = max(slowest, took := time.process_time() - began)
        if took > SLOW:
            broken += 1
            print(f"{name}, input {number}: {took:.1f} CPU-s", flush=True)
        tried[name] += 1
        if sum(tried.values()) % 1000 == 0:
            print(_told(tried, broken, slowest), file=sys.stderr, flush=True)
    print(_told(tried, broken, slowest))
    return 1 if broken else 0


def _told(tried: dict[str, int], broken: int, slowest: float) -> str:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (", ".join(f"{name} {many:,}" for name, many in tried.items()) + f"; {broken} broke a promise; the slowest "
            f"took {slowest:.1f} CPU-s; {_worked() / 60:.0f} CPU-minutes, {memory:.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
