"""Whole runs against faults over real HTTP: each kind at each call site, once and for ever, then several at random.

    python benchmarks/faults.py --draws 1000 --seed 1

An endpoint on this machine answers like a small model and fails where it is told to. Each run must end in a briefing
that holds or in one clear message, and no reply that the endpoint gave in full may be asked for again by a second run
on the same kept replies. The clock of waits is injected, so they cost nothing. Prints every run that breaks a rule.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from faults import KINDS, SITES, Fault, pile, ran


def placed() -> Iterator[tuple[Fault, ...]]:
    """Each kind at each site, at its first call and at all of them."""
    for kind, site, place in product(KINDS, SITES, (1, None)):
        yield (Fault(kind, site, place),)


def drawn(draws: int, seed: int) -> Iterator[tuple[Fault, ...]]:
    """One to six faults a run, most of them at one call."""
    rng = random.Random(seed)
    for _ in range(draws):
        yield tuple(
            Fault(rng.choice(list(KINDS)), rng.choice(SITES), rng.choice((1, 1, 2, 3, 4, None)))
            for _ in range(rng.randint(1, 6))
        )


def tell(name: str, runs: Sequence[tuple[Fault, ...]], folder: Path) -> bool:
    """Do the runs and print what came of them; whether all was well."""
    began, ends, met, bad = time.perf_counter(), Counter[str](), Counter[str](), 0
    for n, faults in enumerate(runs):
        replies = folder.parent / f"{name}{n}.sqlite"
        what = "; ".join(map(str, faults))
        try:
            result = ran(folder, replies, *faults)
        except Exception as error:  # any is what this looks for
            ends["another exception"] += 1
            bad += 1
            print(f"{what}: {type(error).__name__}: {error}")
            continue
        ends["a briefing" if result.outcome else "a message"] += 1
        met += result.met
        bad += bool(result.problems)
        for problem in result.problems:
            print(f"{what}: {problem}")
        for left in folder.parent.glob(f"{replies.name}*"):
            left.unlink()
    print(f"{name}: {len(runs)} runs, {sum(met.values())} faults met; {dict(ends)}; broken rules in {bad}; "
          f"{time.perf_counter() - began:.0f} s")
    return not bad


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--placed", action=argparse.BooleanOptionalAction, default=True,
                        help="each kind at each site first")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "pile"
        folder.mkdir()
        pile(folder)
        sound = not args.placed or tell("placed", list(placed()), folder)
        return 0 if tell("drawn", list(drawn(args.draws, args.seed)), folder) and sound else 1


if __name__ == "__main__":
    sys.exit(main())
