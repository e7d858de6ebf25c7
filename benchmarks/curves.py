"""CPU and memory of one document against its length, for twelve shapes of text.

    python benchmarks/curves.py [--lengths 100000 500000] [--shapes "equal lines" …]

Each run is a process of its own: the whole command but for reading the files, over the text and one short report.
Prints CPU seconds by stage and in all, the peak memory, and the exponent by which the CPU grows from the first length
to the last. A second run under a profiler, which takes about six times as long, tells only the share of each stage.
"""

import argparse
import cProfile
import json
import math
import pstats
import random
import resource
import subprocess
import sys
import tempfile
import textwrap
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

STAGES = ("load", "clean", "deduplicate", "extract", "stories", "_compared", "compose", "verify", "fill_support")
REPORT = "Ferry sinks\nSound Post | 6 May 2031\n\nThe ferry Alma sank off Lannick on Monday, the coast guard said.\n"


def shapes(length: int) -> dict[str, str]:
    """The texts, each about as long as asked for."""
    rng = random.Random(1)
    words = ["".join(rng.choice("bcdfghklmnprst") + rng.choice("aeiou") for _ in range(rng.randint(1, 4)))
             for _ in range(5_000)]

    def sentence() -> str:
        return f"{' '.join(rng.choices(words, k=14)).capitalize()}."

    def many(part) -> str:
        found, size = [], 0
        while size < length:
            found.append(part())
            size += len(found[-1])
        return "".join(found)

    return {
        "wrapped lines": "\n".join(textwrap.wrap(many(lambda: sentence() + " "), 72)),
        "distinct sentences": many(lambda: sentence() + "\n"),
        "one line": many(lambda: sentence() + " "),
        "short sentences": "A. " * (length // 3),
        "equal paragraphs": (sentence() + "\n\n") * (length // 90),
        "equal lines": "Menu item\n" * (length // 10),
        "one word": "a" * length,
        "white space": "A word. " + " " * length + "Another.",
        "headings": many(lambda: f"# {sentence()}\n\n"),
        "figures": many(lambda: f"{rng.randint(1, 9999)} people and {rng.randint(1, 99)} percent. "),
        "capitals": many(lambda: sentence().title() + " "),
        "unspaced script": many(lambda: "".join(chr(0x4E00 + rng.randrange(3_000)) for _ in range(20)) + "。"),
    }


def measure(shape: str, length: int) -> dict[str, float]:
    """CPU seconds in all and by stage, and the peak memory in MB, of this process."""
    from briefing import pipeline
    from briefing.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.txt").write_text(shapes(length)[shape][:length], encoding="utf-8")
        Path(folder, "b.txt").write_text(REPORT, encoding="utf-8")
        once = partial(pipeline.run, [folder], Settings(engine="extractive"), now=datetime(2031, 5, 8, tzinfo=UTC))
        before = time.process_time()
        outcome = once()
        spent = time.process_time() - before
        if len(outcome.briefing.documents) != 2:
            raise SystemExit(f"{shape}: not read: {outcome.briefing.skipped}")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        profile = cProfile.Profile(time.process_time)
        before = time.process_time()
        profile.runcall(once)
        share = spent / (time.process_time() - before)
    found: dict[str, float] = {}
    for (_, _, name), (_, _, _, cumulative, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if name in STAGES:
            found[name] = max(found.get(name, 0.0), share * cumulative)
    return {"all": spent, "MB": memory, **found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lengths", type=int, nargs="+", default=[100_000, 500_000])
    parser.add_argument("--shapes", nargs="+", default=sorted(shapes(10)))
    parser.add_argument("--one", nargs=2, metavar=("SHAPE", "LENGTH"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.one[0], int(args.one[1]))))
        return
    for shape in args.shapes:
        spent = []
        for length in args.lengths:
            run = subprocess.run([sys.executable, __file__, "--one", shape, str(length)], capture_output=True,
                                 text=True, check=True)
            found = json.loads(run.stdout)
            spent.append(found["all"])
            stages = "  ".join(f"{each.strip('_')} {found[each]:.2f}" for each in STAGES if found.get(each, 0) >= 0.01)
            print(f"{shape:20}{length:9,}  {found['all']:6.2f} s  {found['MB']:5.0f} MB   {stages}", flush=True)
        if len(spent) > 1:
            grown = math.log(spent[-1] / spent[0]) / math.log(args.lengths[-1] / args.lengths[0])
            print(f"{shape:20} exponent {grown:.2f}\n", flush=True)


if __name__ == "__main__":
    main()
