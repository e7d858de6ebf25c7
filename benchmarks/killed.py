"""`briefing write` over forty documents, killed with kill -9 at random points and started again.

    python benchmarks/killed.py --kills 100 --seed 1

Each process is killed after a number of calls drawn evenly from those that an uninterrupted run makes, or while it
starts or writes its files; after `--chain` kills the next one may finish. Holds the finished briefing against that of
the uninterrupted run, byte by byte but for `created` and `usage`, the file of replies against SQLite's own check after
every kill, and every call against the replies that were kept by then.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from killing import kill, pile


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--chain", type=int, default=2)
    parser.add_argument("--events", type=int, default=10, help="of four documents each")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pile(Path(temporary) / "pile", args.events)
        found = kill(folder, Path(temporary), args.kills, args.seed, chain=args.chain)
    for problem in found.problems:
        print(problem)
    print(f"{4 * args.events} documents, {found.calls} calls; killed at work {found.kills} of {args.kills}, with "
          f"{min(found.stored)} to {max(found.stored)} replies kept; broken rules {len(found.problems)}; "
          f"{time.perf_counter() - began:.0f} s")
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())
