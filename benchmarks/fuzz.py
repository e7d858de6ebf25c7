"""Long runs of the fuzzing that the suite does shortly: other inputs each time, for so many minutes.

    python benchmarks/fuzz.py --minutes 60
    python benchmarks/fuzz.py --target records --start 4711 --minutes 1

Prints how many inputs each part was tried with, and each that broke a promise, by the number that makes it again.
"""

import argparse
import sys
import time
import traceback
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from fuzzing import TARGETS

SLOW = 20.0
"""CPU seconds of this process above which an input is told, too."""


def main() -> int:
    """Take the parts by turns until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--target", choices=tuple(TARGETS), action="append", help="this part only")
    parser.add_argument("--start", type=int, default=int(time.time()), help="number of the first input")
    arguments = parser.parse_args()
    names = arguments.target or list(TARGETS)
    tried, broken, end = dict.fromkeys(names, 0), 0, time.monotonic() + 60 * arguments.minutes
    for number in count(arguments.start):
        if time.monotonic() >= end:
            break
        name = names[number % len(names)]
        began = time.process_time()
        try:
            TARGETS[name].tried(number)
        except AssertionError:
            broken += 1
            print(f"{name}, input {number}:\n{traceback.format_exc()[-1500:]}", flush=True)
        if (took := time.process_time() - began) > SLOW:
            broken += 1
            print(f"{name}, input {number}: {took:.1f} CPU-s", flush=True)
        tried[name] += 1
    print(", ".join(f"{name} {many:,}" for name, many in tried.items()) + f"; {broken} broke a promise")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
